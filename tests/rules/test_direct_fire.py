"""Direct fire at boats and from them (rulebook 6.7)."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.terms import EventKind, Fire, Kind, Light, Reason, Term
from tests.rules.test_boats import BOAT, MINUTES
from tests.tabletop import Table, kinds, tabletop

BANKS = """
    .   .   .   .   .
      w   w   w   w   w
    .   .   .   .   .
"""
GUNS: dict[str, Any] = {"type": "plain_support", "items": {"at_37mm_type_94": 2}}
MEN: dict[str, Any] = {"items": {"riflemen": 100}}


def banks(**options: Any) -> Table:
    """A boat of Red's on the river, guns of Blue's on its south bank two hexes away."""
    given = {"R1": {"type": BOAT, "hex": "0001"}, "B1": {**GUNS, "hex": "0202"}, **MINUTES, **options}
    return tabletop(BANKS, **given)


def test_guns_that_are_no_artillery_fire_at_boats_and_at_nothing_else() -> None:
    """6.7"""
    table = banks(R2={"hex": "0302"})
    table.end_turn()
    assert table.why(table.assault("R2", ["B1"])) is Reason.LEGAL
    assert {str(order) for order in table.game.legal_orders() if "bombard" in str(order)} == {"bombard 0001 with B1"}


def test_a_boat_is_hit_by_guns_that_pierce_it() -> None:
    """6.7, 5.2: two guns hit three of 1500 and three tenths; the first boat that is hit is half sunk."""
    table = banks()
    table.end_turn()
    table.bombard("R1", "B1")
    assert table.carries("R1") == {"armoured_boat_76mm": 2 * 1500 * 3 // 10}


def test_rifles_do_nothing_to_armour() -> None:
    """6.7, 5.2"""
    table = banks(B1={**MEN, "hex": "0002"})
    table.end_turn()
    table.bombard("R1", "B1")
    assert table.carries("R1") == {"armoured_boat_76mm": 0}


def test_rifles_hit_the_crews_of_open_boats() -> None:
    """6.7: a hundred rifles hit five men, of crews of six."""
    table = banks(R1={"type": "soviet_border_cutters", "hex": "0001"}, B1={**MEN, "hex": "0002"})
    table.end_turn()
    forecast = table.forecast_bombardment("R1", "B1")
    assert forecast.defenders_hit == 5
    table.bombard("R1", "B1")
    assert table.carries("R1") == {"cutter_mg": 5 * 1000 // 6}


@pytest.mark.parametrize(("items", "reason"), [({"riflemen": 100}, Reason.OUT_OF_RANGE), (None, Reason.LEGAL)])
def test_each_weapon_fires_as_far_as_it_reaches(items: dict[str, int] | None, reason: Reason) -> None:
    """6.7: rifles 600 m, guns more than four kilometres; the boat is 800 m away."""
    table = banks(B1={"hex": "0202", "items": items} if items else {**GUNS, "hex": "0202"})
    table.end_turn()
    order = table.game.legal_orders()
    assert ("bombard 0001 with B1" in {str(one) for one in order}) is (reason is Reason.LEGAL)


@pytest.mark.parametrize(("hex_size", "base"), [(400, 3000), (1000, 1500)])
def test_beyond_point_blank_fire_counts_less(hex_size: int, base: int) -> None:
    """6.7: at 2 km half as much as at 1 km and nearer."""
    table = banks(hex_size=hex_size)
    table.end_turn()
    table.forecast_bombardment("R1", "B1")
    assert table.battle.raw[Fire.ATTACKER_ON_ARMOUR] == base


@pytest.mark.parametrize(("light", "start"), [(Light.DAY, "1938-07-01T12:00"), (Light.DARK, "1938-07-01T23:30")])
def test_who_fires_must_see(light: Light, start: str) -> None:
    """6.7, 6.4: 300 m in the dark, but always the next hex."""
    table = banks(start=start, B2={**GUNS, "hex": "0002"})
    assert table.world.calendar[1].light == light
    table.end_turn()
    fired = {str(order) for order in table.game.legal_orders() if "bombard" in str(order)}
    near, far = "bombard 0001 with B2", "bombard 0001 with B1"
    assert fired == ({near, far} if light == Light.DAY else {near})


def test_on_land_there_is_what_a_bombardment_meets_and_on_water_nothing() -> None:
    """6.7"""
    table = banks(B1={**GUNS, "hex": "0202", "entrenched": 2})
    table.forecast_bombardment("B1", "R1")
    assert table.term(Fire.ATTACKER, Term.ENTRENCHMENT) == table.rules.assault.dug_in[2]
    assert table.term(Fire.ATTACKER, Term.DENSITY) < 1000
    table.end_turn()
    table.forecast_bombardment("R1", "B1")
    assert table.term(Fire.ATTACKER, Term.ENTRENCHMENT) == table.term(Fire.ATTACKER, Term.DENSITY) == 1000


def test_a_unit_fires_once_and_then_does_not_assault() -> None:
    """6.7"""
    table = banks(R2={"hex": "0302"})
    table.end_turn()
    table.bombard("R1", "B1")
    assert table.why(table.assault("R2", ["B1"])) is Reason.ALREADY_ATTACKED


def test_artillery_uses_a_mission_and_shells_unseen_what_it_does_not_see() -> None:
    """6.7, 6.2"""
    table = banks(BG1={"hex": "0202", "loaded": 1}, B1={**MEN, "hex": "0002"})
    table.end_turn()
    assert EventKind.FIRED in kinds(table.bombard("R1", "BG1"))
    assert table.unit("BG1").missions == 0


def test_the_forecast_says_what_becomes_of_boats() -> None:
    """6.7, 5.9: with luck as without, all that happens is in it."""
    table = banks(B1={**GUNS, "hex": "0202", "items": {"at_37mm_type_94": 4}})
    table.end_turn()
    forecast = table.forecast_bombardment("R1", "B1")
    assert forecast.defenders.losses[Kind.VEHICLE].mean == 1
    assert forecast.emptied == 1
    table.bombard("R1", "B1")
    assert table.where("R1") is None


def test_of_boats_together_one_is_aimed_at() -> None:
    """6.7: nine tenths of a boat fall on one of three; the next shots sink it and begin with the second."""
    table = banks(R2={"type": BOAT, "hex": "0001"}, R3={"type": BOAT, "hex": "0001"})
    table.end_turn()
    table.bombard("R1", "B1")
    boats = ("R1", "R2", "R3")
    assert sorted(table.carries(boat)["armoured_boat_76mm"] for boat in boats) == [0, 0, 900]
    table.end_turn()
    table.end_turn()
    table.bombard("R1", "B1")
    left = [table.carries(boat)["armoured_boat_76mm"] for boat in boats if table.where(boat)]
    assert sorted(left) == [0, 800]
