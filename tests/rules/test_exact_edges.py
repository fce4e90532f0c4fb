"""The very edge of a rule, where one more or one less would be another game."""

from __future__ import annotations

import pytest

from game.core.dice import Purpose, draw
from game.core.terms import MOVEMENT_QUARTERS, EventKind, Result, Status
from game.rules import effects
from game.rules.movement import bogs
from tests.tabletop import of_kind, tabletop


def test_a_share_of_one_hex_is_all_of_it() -> None:
    """10.2."""
    award = {"side": "red", "award": "share", "area": "post", "points": 7}
    table = tabletop("R1 . B1", areas={"post": ["0000"]}, awards=[award])
    assert table.game.points()["red"] == 7


def test_leaving_a_zone_costs_a_whole_turn_at_most() -> None:
    """3.6, 3.1: whatever can move at all can move one hex, out of an enemy zone too."""
    table = tabletop(". R1 B1", rules={"zone_leave": MOVEMENT_QUARTERS})
    assert table.reach("R1")["0000"] == MOVEMENT_QUARTERS
    table.march("R1", "0000")
    assert table.where("R1") == "0000"
    assert int(table.unit("R1").mp_left) == 0


@pytest.mark.parametrize(("above", "bogged"), [(0, 0), (1, 1)])
def test_a_chance_is_met_by_what_is_less(above: int, bogged: int) -> None:
    """3.3: of a thousand throws as many stick as the chance says, not one more."""
    table = tabletop("RT1 m .\n . . B1", luck="table")
    here, there = table.hex_row("0000"), table.hex_row("0100")
    unit, clock = table.row("RT1"), table.state.clock[0]
    thrown = draw(int(clock.seed), int(clock.turn), int(Purpose.BOG), unit, there, 0) % 1000
    table.world.bog[int(table.kind("RT1").mobility), here, 1] = thrown + above
    assert thrown > 0
    assert bogs(table.world, table.state, unit, here, 1) == bogged


def test_half_a_turn_s_march_is_half_as_tiring() -> None:
    """7.2: of the quarter points of a whole turn, 48."""
    table = tabletop("R1 . . . .\n . . . . B1", rules={"march_fatigue": 100})
    table.unit("R1").mp_left = 47
    table.march("R1", "0100", "0200")
    spent = 47 - int(table.unit("R1").mp_left)
    assert int(table.unit("R1").fatigue) == spent * 100 // MOVEMENT_QUARTERS
    assert spent * 100 // MOVEMENT_QUARTERS != spent * 100 // (MOVEMENT_QUARTERS - 1)


def test_land_beside_the_boats_is_no_boat() -> None:
    """3.5: an area of boats may hold land; who comes through it goes aboard on the water and takes room."""
    boats = {"side": "red", "hexes": ["0200"], "area": "ferry", "speed": 500, "lift": {"day": 900, "night": 900}}
    table = tabletop(
        "R1 . ~ . B1", crossings=[boats], areas={"ferry": ["0100", "0200"]}, R1={"items": {"riflemen": 100}}
    )
    events = table.march("R1", "0100", "0200", "0300")
    assert [event.kind for event in of_kind(events, EventKind.FERRIED)] == [EventKind.FERRIED]
    assert table.state.crossings.tolist() == [100]


def test_work_begun_stays_behind() -> None:
    """8.1, 5.7: whoever is driven off begins his next trench again."""
    table = tabletop(". B1 .\n R1 . .\n. . .", result=Result.WITHDRAWN_ONE, rules={"lethality": [0, 0]},
                     sources={"red": ["0002"], "blue": ["0200"]}, first="blue")  # fmt: skip
    table.end_turn()
    assert int(table.unit("B1").digging) > 0
    table.attack("B1", by=["R1"])
    assert table.where("B1") != "0100"
    assert int(table.unit("B1").digging) == 0


def test_who_has_left_is_not_broken() -> None:
    """7.3, 2.3: a broken unit that is withdrawn is off the map, and no more than that."""
    table = tabletop("R1 . B1", R1={"withdraws": 2})
    effects.rout(table.world, table.state, table.row("R1"))
    table.next_turn()
    assert int(table.unit("R1").status) == Status.WITHDRAWN
    assert int(table.unit("R1").routed) == 0
