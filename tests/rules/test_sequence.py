"""The sequence of play (rulebook 2): set-up, two player turns a turn, the end; light and arrivals by the calendar."""

from __future__ import annotations

import pytest

from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, EventKind, Light, Phase, Status, Supply
from game.engine.events import Event
from tests.tabletop import Table, kinds, of_kind, tabletop

FIELD = """
    R1  RG1  .   .
      .   .   .   .
    .   .   BG1  B1
"""


def clock(table: Table) -> tuple[int, str]:
    return table.game.turn, table.game.active_side


@pytest.mark.parametrize(("first", "second"), [("red", "blue"), ("blue", "red")])
def test_each_side_has_its_turn_in_every_turn(first: str, second: str) -> None:
    """2.1: in the order of play."""
    table = tabletop(FIELD, first=first, turns=3)
    seen = [clock(table)]
    while table.game.outcome is None:
        table.end_turn()
        seen.append(clock(table))
    assert seen == [(1, first), (1, second), (2, first), (2, second), (3, first), (3, second), (3, second)]


def test_the_game_ends_after_the_last_turn() -> None:
    """2.1, 10.3: nobody moves any more, the outcome stands."""
    table = tabletop(FIELD, turns=2)
    for _ in range(4):
        assert table.game.outcome is None
        events = table.end_turn()
    assert kinds(events)[-1] is EventKind.ENDED
    assert int(table.state.clock[0].phase) == Phase.OVER
    assert table.game.outcome is not None
    assert table.game.outcome.level == "draw"


def test_a_scenario_may_begin_in_the_middle_of_a_campaign() -> None:
    """2.1: turns keep the campaign's numbers."""
    table = tabletop(FIELD, first_turn=5, turns=2)
    assert clock(table) == (5, "red")
    table.next_turn()
    assert clock(table) == (6, "red")
    table.next_turn()
    assert table.game.outcome is not None


def test_the_start_is_the_deployment() -> None:
    """2.1: units without a turn stand on the map, the others are awaited; the log is empty."""
    table = tabletop(FIELD, R2={"hex": "0000", "turn": 2})
    assert table.stack("0000") == ["R1"]
    assert int(table.unit("R2").status) == Status.AWAITED
    assert table.where("R2") is None
    assert table.owner("0000") == "red"
    assert int(table.state.clock[0].logged) == 0


def test_a_player_turn_gives_back_time() -> None:
    """2.1: points, and the marks of what was done last turn; only to the side whose turn begins."""
    table = tabletop(FIELD)
    table.march("R1", "0001")
    table.bombard("BG1", "RG1")
    table.end_turn()
    assert int(table.unit("R1").moved) == 1  # still, while Blue moves
    table.end_turn()
    for unit in ("R1", "RG1"):
        row = table.unit(unit)
        assert (int(row.mp_left), int(row.moved), int(row.attacked), int(row.pinned)) == (MOVEMENT_QUARTERS, 0, 0, 0)


def test_every_turn_has_its_light() -> None:
    """2.2: by the clock, the sun and the moon; eight hours from 01:00 on in July."""
    table = tabletop(FIELD, start="1938-07-01T01:00", turns=6)
    lights = [Light(int(turn.light)) for turn in table.world.calendar[1:]]
    assert lights == [Light.DAY, Light.DAY, Light.DARK] * 2


def test_the_lift_fills_the_depots_of_the_side_whose_turn_begins() -> None:
    """4.3: from the turn on that the scenario says."""
    table = tabletop(FIELD, ammunition={"red": 3}, lift={"red": [[2, 4], [3, 1]], "blue": [[1, 2]]})
    depots = [[int(side.depot) for side in table.state.sides]]
    for _ in range(5):
        table.end_turn()
        depots.append([int(side.depot) for side in table.state.sides])
    assert depots == [[3, 0], [3, 2], [7, 2], [7, 4], [8, 4], [8, 6]]


def turns_logged(events: list[Event]) -> list[tuple[int, str]]:
    return [(event["turn"], event["side"]) for event in of_kind(events, EventKind.TURN_BEGAN)]


def test_the_change_of_turn_is_logged() -> None:
    """2.1."""
    table = tabletop(FIELD, turns=2)
    assert turns_logged(table.end_turn()) == [(1, "blue")]
    assert turns_logged(table.end_turn()) == [(2, "red")]
    assert turns_logged(table.end_turn() + table.end_turn()) == [(2, "blue")]


def test_arrivals_come_before_supply_and_rest() -> None:
    """2.1: whoever has come this turn is supplied and may move at once."""
    table = tabletop(FIELD, R2={"hex": "0002", "turn": 2, "cohesion": 50})
    table.next_turn()
    row = table.unit("R2")
    assert int(row.supply) == Supply.FULL
    assert int(row.distance) == 0
    assert int(row.mp_left) == MOVEMENT_QUARTERS


@pytest.mark.parametrize("unit", ["R1", "B1"])
def test_the_first_turn_costs_one_turn_of_supply(unit: str) -> None:
    """2.1, 4.2: whoever is cut off from the start has lived one turn on what he carries when his first turn begins."""
    far = {"red": ["0303"], "blue": ["0000"]}
    table = tabletop(
        "R1 . . .\n . . . .\n. . . B1\n . . . .", sources=far, rules={"supply_low": 20, "supply_strained": 10}
    )
    if unit == "B1":
        table.end_turn()
    full = int(table.kind(unit).stock)
    assert int(table.unit(unit).distance) > 20
    assert int(table.unit(unit).stock) == full - 1
    table.next_turn()
    assert int(table.unit(unit).stock) == full - 2


@pytest.mark.parametrize(("first", "waits"), [("red", "B1"), ("blue", "R1")])
def test_both_sides_are_supplied_at_the_set_up(first: str, waits: str) -> None:
    """2.1, 4.2: who moves second is attacked before his first turn, with the supply that he has where he stands."""
    far = {"red": ["0303"], "blue": ["0000"]}
    table = tabletop(
        "R1 . . .\n . . . .\n. . . B1\n . . . .",
        sources=far,
        first=first,
        rules={"supply_low": 20, "supply_strained": 10, "supply_full": 5},
    )
    row = table.unit(waits)
    assert int(row.supply) == Supply.STRAINED
    assert int(row.distance) > 20
    assert int(row.stock) == int(table.kind(waits).stock)


def test_nobody_stands_on_top_of_nothing() -> None:
    """2.1: what is not on the map is in no stack."""
    table = tabletop(FIELD, R2={"hex": "0000", "turn": 2})
    assert int(table.unit("R2").below) == int(table.unit("R2").hex) == NOWHERE
