"""A remark is right whenever it is made: no game does what a remark on its scenario says is impossible."""

from __future__ import annotations

import pytest

from game.core.terms import Status
from game.engine.game import Game
from game.scenario.checks import plan_part
from game.scenario.loading import Scenario
from game.scenario.reading import Document
from game.scenario.remarks.checked import Checked
from game.scenario.remarks.finding import remarks_on
from game.scenario.remarks.margins import Sums
from tests.generated.battle import generated
from tests.generated.checking import PAIRS, played_out
from tests.generated.wishes import Size, wish

SEEDS = (0, 1, 8)
"""In the last of them units come in beside their hexes."""


def looked_at(scenario: Scenario) -> Checked:
    """Return a scenario that has no files, as those are looked at that have some."""
    parts = {kind: data for kind, data in scenario.documents.items() if kind != "plans"}
    parts |= {plan_part(index): data for index, data in enumerate(scenario.documents.get("plans", []))}
    return Checked(scenario, {kind: Document(kind, data) for kind, data in parts.items()})


@pytest.mark.parametrize("seed", SEEDS)
def test_games_stay_within_what_can_be(seed: int) -> None:
    """Levels that have a remark do not come about, margins are within the bounds, units where they can ever come."""
    scenario = generated(wish(seed).at_most(Size(20, 16, 40, 8)))
    checked = looked_at(scenario)
    closed = {remark.path for remark in remarks_on(checked) if remark.path.startswith("victory.levels")}
    low, high = Sums(checked).ends()
    levels = [level.id for level in scenario.file.victory.levels]
    first, second = scenario.names.sides
    for pair in PAIRS[:2]:
        game = played_out(Game.new(scenario, seed=3), pair, save=False)
        assert game.outcome is not None
        assert f"victory.levels[{levels.index(game.outcome.level)}]" not in closed
        assert low <= game.outcome.points[first] - game.outcome.points[second] <= high
        for unit, row in enumerate(game.state.units):
            assert row.status != Status.PRESENT or checked.marches.reach(unit)[int(row.hex)]
