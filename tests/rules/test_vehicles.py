"""Vehicles that are hit burn or lie disabled, to be repaired or written off (rulebook 5.5, 5.7, 7.5)."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.terms import EventKind, Kind, Result, Status, Supply
from game.engine.cards import unit_card
from game.engine.saves import read_save, save_text
from game.rules import effects
from game.rules.losses import lose_armour
from tests.recount import faults
from tests.tabletop import Table, of_kind, tabletop

PARK = """
    R1  R2  .   .   .   B1
      .   .   .   .   .   .
"""
FIELD = """
    .   .   .   .   .   .
      R1  B1  .   .   .   .
    .   .   .   .   .   .
"""
TANKS: dict[str, Any] = {"items": {"t26": 10, "bt7": 10}}
ALL_LIE: dict[str, Any] = {"burnt": 0}


def disabled(table: Table, unit: str = "R1") -> dict[str, int]:
    """The vehicles that lie disabled with a unit."""
    return unit_card(table.game, unit).disabled


def hit(table: Table, vehicles: int, unit: str = "R1") -> None:
    """Hit whole vehicles of a unit."""
    lose_armour(table.world, table.state, table.row(unit), vehicles * 1000)
    effects.refresh_after_losses(table.world, table.state, table.row(unit))


def tanks(table: Table, what: str, side: str = "red") -> int:
    """A tally of a side's tanks."""
    return int(table.side(side)[what][Kind.TANK])


def park(**options: Any) -> Table:
    """Twenty tanks far from the enemy."""
    return tabletop(PARK, **{"R1": TANKS, "rules": ALL_LIE, **options})


# --- hit (5.5) ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("burnt", "gone"), [(0, 0), (250, 2), (500, 4), (1000, 8)])
def test_of_the_vehicles_that_are_hit_a_share_burns(burnt: int, gone: int) -> None:
    """5.5: the others lie disabled; all of them are lost or disabled."""
    table = park(rules={"burnt": burnt})
    hit(table, 8)
    assert table.items("R1") == {"t26": 6, "bt7": 6}
    assert sum(disabled(table).values()) == 8 - gone
    assert (tanks(table, "losses"), tanks(table, "written_off")) == (8, gone)
    assert faults(table.world, table.state) == []


def test_a_side_carries_what_burns() -> None:
    """5.5: of eight tanks, hit by twos in two units, a quarter burns."""
    table = park(R2=TANKS, rules={"burnt": 250})
    burnt = []
    for unit in ("R1", "R2", "R1", "R2"):
        hit(table, 2, unit)
        burnt.append(tanks(table, "written_off"))
    assert burnt == [0, 1, 1, 2]


def test_what_lies_disabled_neither_fights_nor_takes_room() -> None:
    """5.5: strength is that of the vehicles that are fit."""
    table, whole = park(), int(park().figures("R1").fire)
    hit(table, 10)
    assert int(table.figures("R1").fire) == whole // 2
    assert int(table.figures("R1").armour) == 10
    assert int(table.hex_figures("0000").load) == int(table.figures("R1").frontage)


def test_a_crew_loses_as_many_men_whether_its_tank_burns_or_not() -> None:
    """5.5."""
    lost = []
    for burnt in (0, 1000):
        table = park(rules={"burnt": burnt})
        hit(table, 20)
        lost.append(int(table.side("red").losses[Kind.MEN]))
    assert lost[0] == lost[1] > 0


def test_men_are_never_disabled() -> None:
    """5.5: only items with armour are."""
    table = tabletop(FIELD, R1={"items": {"riflemen": 300}}, B1={"items": {"riflemen": 300}})
    table.attack("B1", by=["R1"])
    assert table.items("R1")["riflemen"] < 300
    assert disabled(table) == {} and int(table.side("red").written_off.sum()) == 0


# --- repaired (7.5) -------------------------------------------------------------------------------------------------


def test_some_are_fit_again_each_turn() -> None:
    """7.5: a share of those that lie there still; parts of a vehicle are carried on."""
    table = park(rules={**ALL_LIE, "repair": 250})
    hit(table, 10)
    left = []
    for _ in range(3):
        table.next_turn()
        left.append(sum(disabled(table).values()))
    assert left == [8, 6, 4]  # 2.5; 0.5 + 2 = 2.5; 0.5 + 1.5 = 2
    assert sum(table.items("R1").values()) == 20 - left[-1]
    assert (tanks(table, "losses"), tanks(table, "repaired"), tanks(table, "written_off")) == (10, 6, 0)


def test_the_log_says_who_repaired_what() -> None:
    """7.5."""
    table = park(rules={**ALL_LIE, "repair": 500})
    hit(table, 8)
    events = of_kind(table.next_turn(), EventKind.REPAIRED)
    assert [(event.unit, event["equipment"], event["items"]) for event in events] == [("R1", "t26", 4)]


@pytest.mark.parametrize("state", ["supplied", "cut off", "routed"])
def test_nothing_is_repaired_out_of_supply_or_in_a_rout(state: str) -> None:
    """7.5."""
    table = park(
        rules={**ALL_LIE, "repair": 1000, "rally": 101}, sources={"red": ["0500"]} if state == "cut off" else None
    )
    hit(table, 10)
    if state == "routed":
        effects.rout(table.world, table.state, table.row("R1"))
    if state == "cut off":
        table.unit("R1").stock = 0
    table.next_turn()
    assert (int(table.unit("R1").supply) == Supply.NONE) is (state == "cut off")
    assert sum(disabled(table).values()) == (0 if state == "supplied" else 10)


def test_near_the_enemy_it_takes_longer() -> None:
    """7.5: half of it in an enemy zone of control."""
    table = tabletop(FIELD, R1=TANKS, rules={**ALL_LIE, "repair": 400, "recovery_in_zone": 500})
    hit(table, 10)
    table.next_turn()
    assert sum(disabled(table).values()) == 8


def test_the_stack_must_have_room() -> None:
    """7.5, 3.4: a unit alone has always room."""
    for other, lie in (({}, 0), ({"R2": {"hex": "0000", "items": {"riflemen": 200}}}, 10)):
        table = tabletop(PARK.replace("R2", ". "), R1=TANKS, rules={**ALL_LIE, "repair": 1000}, **other)
        hit(table, 10)
        table.world.rules[0].movement.stack_limit = int(table.hex_figures("0000").load)
        table.next_turn()
        assert sum(disabled(table).values()) == lie
        assert faults(table.world, table.state) == []


def test_what_was_repaired_can_be_disabled_again() -> None:
    """5.5: it counts each time, and is there once."""
    table = park(rules={**ALL_LIE, "repair": 1000})
    for _ in range(3):
        hit(table, 20 if table.state.clock.turn[0] == 0 else 10)
        table.next_turn()
    assert tanks(table, "losses") == 30
    assert tanks(table, "repaired") == 30
    assert table.items("R1") == {"t26": 10, "bt7": 10}
    assert faults(table.world, table.state) == []


# --- written off (5.7) ----------------------------------------------------------------------------------------------


def driven(result: Result, **options: Any) -> tuple[Table, list[Any]]:
    """Three tanks and six disabled ones that are assaulted."""
    table = tabletop(
        FIELD, R1={"items": {"riflemen": 600}}, B1={"items": {"t26": 9, "riflemen": 100}}, result=result,
        rules={**ALL_LIE, "armour_lethality": 0}, **options,
    )  # fmt: skip
    hit(table, 6, "B1")
    return table, table.attack("B1", by=["R1"])


@pytest.mark.parametrize("result", list(Result))
def test_who_has_to_leave_gives_up_what_lies_disabled(result: Result) -> None:
    """5.7: who keeps the hex keeps it."""
    table, events = driven(result)
    lost = result >= Result.WITHDRAWN_ONE
    assert sum(disabled(table, "B1").values()) == (0 if lost else 6)
    assert tanks(table, "written_off", "blue") == (6 if lost else 0)
    assert tanks(table, "losses", "blue") == 6
    assert sum(event["items"] for event in of_kind(events, EventKind.ABANDONED)) == (6 if lost else 0)


def test_attackers_who_are_repulsed_keep_theirs() -> None:
    """5.7: they stay where they are."""
    table = tabletop(FIELD, R1=TANKS, B1={"items": {"at_45mm_53k": 12}}, result=Result.REPULSED, rules=ALL_LIE)
    before = int(table.forecast("B1", by=["R1"]).attackers.vehicles.mean)
    table.attack("B1", by=["R1"])
    assert sum(disabled(table).values()) == before > 0
    assert tanks(table, "written_off") == 0


def test_who_surrenders_gives_up_everything() -> None:
    """5.7: vehicles that are fit and those that are not; each is lost once."""
    table = park()
    hit(table, 6)
    effects.give_up(table.world, table.state, table.row("R1"), 1)
    assert (tanks(table, "losses"), tanks(table, "written_off")) == (20, 20)
    assert disabled(table) == {}


@pytest.mark.parametrize("result", [Result.HELD, Result.WITHDRAWN_ONE])
def test_the_last_ones_go_to_the_rear_where_the_hex_is_kept(result: Result) -> None:
    """5.5: a unit in which nothing fights on is out of play; where it would have had to leave all is written off."""
    table = tabletop(
        FIELD, R1={"items": {"at_45mm_53k": 40}}, B1={"items": {"t26": 2}}, result=result,
        rules={**ALL_LIE, "armour_lethality": 1_000_000},
    )  # fmt: skip
    table.attack("B1", by=["R1"])
    assert table.unit("B1").status == Status.DESTROYED
    left = 2 if result == Result.HELD else 0
    assert (sum(disabled(table, "B1").values()), tanks(table, "written_off", "blue")) == (left, 2 - left)
    assert tanks(table, "losses", "blue") == 2


# --- foreseen, kept -------------------------------------------------------------------------------------------------


def test_the_forecast_says_what_will_be_written_off() -> None:
    """5.9: what burns, and what is left behind, beside all that is hit."""
    table = tabletop(
        FIELD, R1={"items": {"at_45mm_53k": 40}}, B1={"items": {"t26": 9, "riflemen": 100}},
        result=Result.WITHDRAWN_ONE, rules={"burnt": 500},
    )  # fmt: skip
    hit(table, 4, "B1")
    found = table.forecast("B1", by=["R1"])
    before = tanks(table, "losses", "blue"), tanks(table, "written_off", "blue")
    table.attack("B1", by=["R1"])
    after = tanks(table, "losses", "blue"), tanks(table, "written_off", "blue")
    assert found.defenders.vehicles.mean == after[0] - before[0]
    assert found.defenders.written_off.mean == after[1] - before[1]
    assert after[1] == after[0] == 4 + found.defenders.vehicles.mean


def test_a_save_keeps_them() -> None:
    """Disabled vehicles, parts of repairs and the tallies are part of a game."""
    table = park(rules={"burnt": 300, "repair": 130})
    hit(table, 11)
    table.next_turn()
    kept = read_save(save_text(table.game).encode()).game
    assert kept.digest() == table.game.digest()
    assert disabled(table) and int(table.unit("R1").repairs) > 0
