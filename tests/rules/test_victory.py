"""Victory (rulebook 10): what points are given for, and the victory level that the margin reaches."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.terms import EventKind, Kind, Status
from game.rules import effects
from tests.tabletop import Table, of_kind, tabletop

BOARD = """
    R1   .    .    .
      RT1  .    .    BG1
    .    ~    .    B1
"""
AREAS = {"hill": ["0200", "0201"], "west": ["0000", "0001", "0100", "0102"], "east": ["0301", "0302"]}


def board(*awards: dict[str, Any], **options: Any) -> Table:
    return tabletop(BOARD, areas=AREAS, awards=list(awards), **options)


def points(table: Table) -> tuple[int, int]:
    both = table.game.points()
    return both["red"], both["blue"]


def test_nothing_for_nothing() -> None:
    """10.2."""
    assert points(board()) == (0, 0)


@pytest.mark.parametrize("given", [7, -3, 0])
def test_fixed_points_are_a_handicap(given: int) -> None:
    """10.2."""
    assert points(board({"side": "red", "award": "fixed", "points": given})) == (given, 0)


@pytest.mark.parametrize(
    ("controls", "red"),
    [({"red": ["hill"]}, 10), ({"blue": ["hill"]}, 0), ({}, 4)],
)
def test_holding_an_area(controls: dict[str, list[str]], red: int) -> None:
    """10.2: all of it; `contested` while nobody has."""
    award = {"side": "red", "award": "hold", "area": "hill", "points": 10, "contested": 4}
    assert points(board(award, controls=controls)) == (red, 0)


@pytest.mark.parametrize(
    ("per", "points_each", "lost", "red"), [(1, 2, 5, 10), (25, 1, 74, 2), (25, 3, 24, 0), (10, -1, 30, -3)]
)
def test_losses_of_the_enemy(per: int, points_each: int, lost: int, red: int) -> None:
    """10.2: for each full `per` of a kind."""
    table = board({"side": "red", "award": "losses", "of": "blue", "kind": "men", "points": points_each, "per": per})
    effects.carry_loss(table.world, table.state, table.row("B1"), 0, lost * 1000)
    assert points(table) == (red, 0)


def test_losses_are_by_kind_and_side() -> None:
    """10.2: own losses count for nobody but whom the scenario says; guns are not tanks."""
    table = board(
        {"side": "blue", "award": "losses", "of": "red", "kind": "tank", "points": 5},
        {"side": "red", "award": "losses", "of": "blue", "kind": "gun", "points": 3},
    )
    effects.carry_loss(table.world, table.state, table.row("RT1"), 0, 2_000)
    effects.carry_loss(table.world, table.state, table.row("BG1"), 0, 1_000)
    assert int(table.side("red").losses[Kind.TANK]) == 2
    assert points(table) == (3, 10)


@pytest.mark.parametrize(("free", "red"), [(0, 2 * -4), (1, -4), (2, 0), (9, 0)])
def test_ground_stood_on(free: int, red: int) -> None:
    """10.2: hexes of the area with units of the side in them, beyond what is free."""
    award = {"side": "red", "award": "ground", "area": "west", "points": -4, "free": free}
    assert points(board(award)) == (red, 0)


def test_only_standing_counts_as_ground() -> None:
    """10.2: what a unit has left behind does not, though it is still its own (10.1)."""
    table = board({"side": "red", "award": "ground", "area": "west", "points": 1})
    table.march("R1", "0100", "0200")
    assert table.owner("0100") == "red"
    assert points(table) == (1, 0)


def test_an_area_clear_of_the_enemy() -> None:
    """10.2: not one unit of his in it."""
    table = board({"side": "red", "award": "clear", "area": "east", "of": "blue", "points": 6})
    assert points(table) == (0, 0)
    for unit in ("B1", "BG1"):
        effects.withdraw(table.world, table.state, table.row(unit))
    assert points(table) == (6, 0)


@pytest.mark.parametrize(
    ("hexes", "red"),
    [("0100", 0), ("0200", 3), ("0200 0201", 6), ("0200 0201 0001", 9), ("0200 0201 0001 0002", 12)],
)
def test_a_share_of_an_area(hexes: str, red: int) -> None:
    """10.2: points for all of it, and for a part of it as much less."""
    areas = {"strip": ["0001", "0002", "0200", "0201"], "ours": hexes.split()}
    table = tabletop(
        BOARD.replace("RT1", ".  "),
        areas=areas,
        controls={"red": ["ours"]},
        awards=[{"side": "red", "award": "share", "area": "strip", "points": 12}],
    )
    assert points(table) == (red, 0)


@pytest.mark.parametrize(("given", "red"), [(10, 6), (2, 1), (1, 0)])
def test_a_share_is_rounded_down_and_water_is_not_counted(given: int, red: int) -> None:
    """10.2: two of three dry hexes, the lake apart."""
    areas = {"shore": ["0100", "0200", "0201", "0102"], "ours": ["0100", "0200"]}
    award = {"side": "red", "award": "share", "area": "shore", "points": given}
    assert points(tabletop(BOARD, areas=areas, controls={"red": ["ours"]}, awards=[award])) == (red, 0)


def test_a_share_of_water_is_nothing() -> None:
    """10.2."""
    award = {"side": "red", "award": "share", "area": "lake", "points": 5}
    assert points(tabletop(BOARD, areas={"lake": ["0102"]}, controls={"red": ["lake"]}, awards=[award])) == (0, 0)


def test_a_share_is_of_what_one_owns_not_of_what_one_stands_on() -> None:
    """10.1, 10.2: ground passed through and ground in the zone alike; to each side its own."""
    both = [{"side": side, "award": "share", "area": "all", "points": 12} for side in ("red", "blue")]
    table = tabletop("R1 . . .\n . . . .\n. . . B1", areas={"all": ["0000", "0001", "0100", "0302"]}, awards=both)
    assert points(table) == (3, 3)
    table.end_turn()
    assert points(table) == (9, 3)


def test_awards_add_up() -> None:
    """10.2."""
    table = board(
        {"side": "red", "award": "fixed", "points": 2},
        {"side": "red", "award": "hold", "area": "hill", "points": 10, "contested": 3},
        {"side": "blue", "award": "fixed", "points": 1},
        {"side": "blue", "award": "clear", "area": "hill", "of": "red", "points": 4},
    )
    assert points(table) == (5, 5)


LADDER = [
    {"id": "triumph", "name": "Triumph", "at_least": 10, "winner": "red"},
    {"id": "success", "name": "Success", "at_least": 1, "winner": "red"},
    {"id": "draw", "name": "Draw", "at_least": -5},
    {"id": "defeat", "name": "Defeat", "winner": "blue"},
]


@pytest.mark.parametrize(
    ("red", "blue", "level", "winner"),
    [
        (10, 0, "triumph", "red"),
        (9, 0, "success", "red"),
        (30, 21, "success", "red"),
        (1, 0, "success", "red"),
        (0, 0, "draw", None),
        (0, 5, "draw", None),
        (0, 6, "defeat", "blue"),
        (-900, 900, "defeat", "blue"),
        (900, -900, "triumph", "red"),
    ],
)
def test_the_first_level_that_the_margin_reaches(red: int, blue: int, level: str, winner: str | None) -> None:
    """10.3: points of the first side less those of the second."""
    table = board(
        {"side": "red", "award": "fixed", "points": red},
        {"side": "blue", "award": "fixed", "points": blue},
        levels=LADDER,
        turns=1,
    )
    (ended,) = of_kind(table.next_turn(), EventKind.ENDED)
    outcome = table.game.outcome
    assert outcome is not None
    assert (outcome.level, outcome.winner, outcome.points) == (level, winner, {"red": red, "blue": blue})
    assert (ended["level"], ended["first_points"], ended["second_points"]) == (level, red, blue)
    assert [int(side.points) for side in table.state.sides] == [red, blue]


def test_the_margin_is_the_first_side_of_the_forces_not_who_moves_first() -> None:
    """10.3."""
    table = board({"side": "red", "award": "fixed", "points": 10}, levels=LADDER, turns=1, first="blue")
    table.next_turn()
    assert table.game.outcome is not None
    assert table.game.outcome.level == "triumph"


@pytest.mark.parametrize(("status", "given"), [
    (Status.AWAITED, 0), (Status.PRESENT, 0), (Status.WITHDRAWN, 0), (Status.DESTROYED, 6), (Status.SURRENDERED, 6),
])  # fmt: skip
def test_the_end_of_a_named_unit_brings_points(status: Status, given: int) -> None:
    """10.2: who has left the map in order has not come to an end."""
    table = board({"side": "red", "award": "destroyed", "unit": "B1", "points": 6})
    table.game.state.units[table.game.scenario.names.unit_row["B1"]].status = status
    assert points(table) == (given, 0)
