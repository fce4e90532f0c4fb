"""What a commander wants to hold: every hex of a small area, and of a whole map no more than it can keep apart."""

from __future__ import annotations

from game.commanders.cadet.mind import new_mind
from game.commanders.ground.objectives import MOST_GOALS, objectives_of
from game.rules.scratch import new_scratch
from tests.tabletop import tabletop


def test_few_objectives_are_as_they_are() -> None:
    worth = dict.fromkeys(range(MOST_GOALS), 5)
    assert objectives_of(worth) == worth


def test_of_many_each_stands_for_a_run_of_them() -> None:
    """No worth is lost, and a hill within the plain is an objective for itself."""
    worth = dict.fromkeys(range(10000), 1) | {4_321: 500}
    found = objectives_of(worth)
    assert len(found) == MOST_GOALS
    assert sum(found.values()) == sum(worth.values())
    assert found[4_321] > 500
    columns = {hex_ % 100 for hex_ in found}
    assert max(columns) - min(columns) > 75  # all over the map, not down one edge of it


def test_the_whole_map_as_an_objective_takes_little_room() -> None:
    """100 hexes by 10: the ways to all of them would fill 24 MB, those to a hundred and twenty fill 3."""
    rows = "\n".join(("   " if row % 2 else "") + "  ".join(["."] * 100) for row in range(10))
    area = [f"{column:02d}{row:02d}" for column in range(100) for row in range(10)]
    table = tabletop(
        rows, areas={"all": area}, awards=[{"side": "red", "award": "hold", "area": "all", "points": 1000}],
        R1={"hex": "0000"}, B1={"hex": "9909"},
    )  # fmt: skip
    mind = new_mind(table.world, new_scratch(table.world))
    assert len(mind.goal) == MOST_GOALS
    assert mind.way.nbytes < 3_500_000
    assert mind.worth.sum() == 1000 * 1000
