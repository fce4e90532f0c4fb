"""Boats that fight: water, current, zones, ground, supply, crippled boats (rulebook 3.8)."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.errors import ScenarioError
from game.core.terms import EventKind, Reason, Status, Supply
from game.engine.orders import Move
from tests.tabletop import Table, of_kind, tabletop

RIVER = """
    w   w   w   w   w
      .   .   a   w   w
    .   .   .   .   .
"""
BOAT = "soviet_armoured_boat"
MINUTES: dict[str, Any] = {"hex_size": 400, "turn_minutes": 10, "start": "1938-07-01T12:00"}
ENEMY = {"hex": "0402"}


def river(**options: Any) -> Table:
    """A river with shallows before its south bank, in turns of ten minutes."""
    given = {"R1": {"type": BOAT, "hex": "0100"}, "B1": ENEMY, **MINUTES, **options}
    return tabletop(RIVER, **given)


def test_a_boat_goes_and_stops_on_water_and_nowhere_else() -> None:
    """3.8"""
    table = river()
    assert set(table.reach("R1")) == {"0000", "0100", "0200", "0300", "0400", "0201", "0301", "0401"}
    assert table.why(table.move("R1", "0101")) is Reason.CLOSED_GROUND
    table.march("R1", "0200", "0300")
    assert table.where("R1") == "0300"


def test_units_on_land_do_not_enter_the_water() -> None:
    """3.8, 3.5"""
    table = river(R2={"hex": "0101"})
    assert table.why(table.move("R2", "0100")) is Reason.CLOSED_GROUND


@pytest.mark.parametrize(("place", "message"), [("0101", "boats are on water only"), ("0100", None)])
def test_a_boat_starts_on_water(place: str, message: str | None) -> None:
    """3.8"""
    if message is None:
        assert river(R1={"type": BOAT, "hex": place}).where("R1") == place
        return
    with pytest.raises(ScenarioError, match=message):
        river(R1={"type": BOAT, "hex": place})


def test_still_water_without_a_speed_for_boats_is_closed_to_them() -> None:
    """3.8"""
    with pytest.raises(ScenarioError, match="lake has no `speed` for boats"):
        tabletop("~  .  .", R1={"type": BOAT, "hex": "0000"}, B1={"hex": "0200"})


def test_the_current_carries_down_and_holds_up() -> None:
    """3.8: the hex that the map names is upstream."""
    still, table = river(), river(hexsides={"current": ["0100-E"]})
    assert table.cost("R1", "0100-E") < still.cost("R1", "0100-E") < table.cost("R1", "0200-W")


def test_boats_run_aground_in_shallows() -> None:
    """3.8, 3.3: without luck the mean is lost of what is left."""
    table = river(R1={"type": BOAT, "hex": "0200"})
    left = 48 - table.cost("R1", "0200-SE")
    table.march("R1", "0201")
    assert table.unit("R1").mp_left == left - left * 165 // 1000


def test_a_boat_has_no_zone_and_owns_no_ground() -> None:
    """3.8, 3.6, 10.1"""
    table = river(R1={"type": BOAT, "hex": "0200", "items": {"armoured_boat_76mm": 30}})
    assert table.figures("R1").zone == 0
    assert table.hex_figures("0101").zone[0] == 0
    assert table.owner("0200") is None


def test_zones_do_not_reach_boats() -> None:
    """3.8: past two companies on the bank the boat goes on."""
    table = river(B1={"hex": "0101"}, B2={"hex": "0402"})
    path = table.move("R1", "0200", "0300")
    assert table.why(path) is Reason.LEGAL


def test_nobody_assaults_boats_and_boats_assault_nobody() -> None:
    """3.8, 6.7"""
    table = river(B1={"hex": "0101"}, R1={"type": BOAT, "hex": "0100"})
    assert table.why(table.assault("B1", ["R1"])) is Reason.CANNOT_ATTACK
    table.end_turn()
    assert table.why(table.assault("R1", ["B1"])) is Reason.ON_WATER


def test_a_ferry_does_not_cross_where_an_enemy_boat_lies() -> None:
    """3.8, 4.1: neither units nor supply."""
    crossing = {"side": "red", "hexes": ["0100"], "speed": 2000, "lift": {"day": 1000, "night": 1000}}
    banks = """
        .   .   .
          .   w   .
        .   .   .
    """
    options = {"crossings": [{**crossing, "hexes": ["0101"]}], "sources": {"red": ["0000"], "blue": ["0200"]}}
    table = tabletop(banks, R1={"hex": "0001"}, B1={"type": BOAT, "hex": "0101"}, B2={"hex": "0202"}, **options)
    assert table.why(Move("R1", ("0001", "0101", "0201"))) is Reason.ENEMY_THERE


@pytest.mark.parametrize(("place", "supply"), [("0100", Supply.FULL), ("0300", Supply.STRAINED)])
def test_boats_are_supplied_from_the_bank_beside_them(place: str, supply: Supply) -> None:
    """3.8, 4.2: in mid-stream a boat lives on what it carries."""
    table = river(R1={"type": BOAT, "hex": place})
    assert table.unit("R1").supply == supply


@pytest.mark.parametrize(
    ("burnt", "status"), [(0, Status.WITHDRAWN), (999, Status.DESTROYED)], ids=["crippled", "sunk"]
)
def test_crippled_boats_drift_away_and_sunk_ones_are_destroyed(burnt: int, status: Status) -> None:
    """3.8, 5.5"""
    guns = {"type": "plain_support", "hex": "0101", "items": {"at_37mm_type_94": 8}}
    table = river(B1=guns)
    table.state.sides[0].burnt_carry = burnt  # half of the boats that are hit sink: the next one does, or does not
    table.end_turn()
    events = table.bombard("R1", "B1")
    assert table.unit("R1").status == status
    gone = EventKind.DRIFTED if status == Status.WITHDRAWN else EventKind.DESTROYED
    assert [event.unit for event in of_kind(events, gone)] == ["R1"]
