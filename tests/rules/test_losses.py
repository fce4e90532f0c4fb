"""How losses fall on units and items (rulebook 5.5): in proportion, to the last thousandth, logged and counted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.core.terms import EventKind, Kind, Status, Term
from game.rules import effects
from game.rules.losses import bury, lose_armour, lose_soft, multiply_terms, spread_losses
from tests.recount import faults, items_logged, losses_logged
from tests.tabletop import Table, kinds, of_kind, tabletop

CAMP = """
    R1  R2  R3  .
      .   .   .   B1
"""


def camp(**units: Any) -> Table:
    return tabletop(CAMP, **units)


def spread(table: Table, thousandths: int, *names: str) -> None:
    units = np.array([table.row(name) for name in names], np.int16)
    targets = sum(int(table.figures(name).targets) for name in names)
    spread_losses(table.world, table.state, units, len(units), thousandths, targets, 0)


def hurt(table: Table, unit: str) -> int:
    """Thousandths of a man that a unit of soft items has lost, what it carries included."""
    lost = 0
    for item, count in table.items(unit).items():
        crew = int(table.equipment(item).crew)
        slot = table.kind(unit)["items"].tolist().index(table.scenario.names.equipment_row[item])
        gone = int(table.kind(unit)["count"][slot]) - count
        lost += (gone * 1000 + table.carries(unit)[item]) * crew
    return lost


# --- carrying -------------------------------------------------------------------------------------------------------


def test_fractions_wait_until_they_make_an_item() -> None:
    """5.5: 400 thousandths three times are one man and two tenths."""
    table = camp()
    row = table.row("R1")
    gone = [int(effects.carry_loss(table.world, table.state, row, 0, 400)) for _ in range(5)]
    assert gone == [0, 0, 1, 0, 1]
    assert table.items("R1")["riflemen"] == 298
    assert table.carries("R1")["riflemen"] == 0


@pytest.mark.parametrize("portion", [1, 7, 333, 999, 1000, 1001, 12_345])
def test_many_small_losses_are_one_large_loss(portion: int) -> None:
    """5.5: nothing is lost in rounding."""
    table = camp()
    times = min(40, 250_000 // portion)
    for _ in range(times):
        spread(table, portion, "R1")
    assert hurt(table, "R1") == portion * times


def test_no_more_than_there_is() -> None:
    """5.5: what would have hit the dead hits nobody."""
    table = camp(R1={"items": {"riflemen": 3}})
    assert effects.carry_loss(table.world, table.state, table.row("R1"), 0, 9_500) == 3
    assert table.items("R1")["riflemen"] == 0
    assert 0 <= table.carries("R1")["riflemen"] <= 999


# --- over the items of a unit ---------------------------------------------------------------------------------------


def test_items_fall_as_they_are_exposed() -> None:
    """5.5: service troops behind the line draw four tenths of the fire of a man in it."""
    table = camp(R1={"items": {"riflemen": 200, "service_troops": 100, "hmg_maxim": 8}})
    lose_soft(table.world, table.state, table.row("R1"), 28_000)  # of 200, 40 and 40 men exposed
    left = table.items("R1")
    assert left["riflemen"] == 200 - 20
    assert left["service_troops"] == 100 - 4
    assert left["hmg_maxim"] == 8  # 4 men are eight tenths of a gun of five
    assert table.carries("R1")["hmg_maxim"] == 800


def test_all_that_is_hit_is_lost_by_somebody() -> None:
    """5.5: the parts of the items add up to the whole, but for less than a thousandth of an item each."""
    table = camp(R1="soviet_rifle_battalion")
    crews = sum(int(table.equipment(item).crew) for item in table.items("R1"))
    before = hurt(table, "R1")
    for thousandths in (1, 999, 1_000, 12_345, 77_777):
        lose_soft(table.world, table.state, table.row("R1"), thousandths)
        bury(table.world, table.state, table.row("R1"))
        now = hurt(table, "R1")
        assert thousandths - crews < now - before <= thousandths
        before = now


def test_vehicles_are_not_hit_by_fire_on_men() -> None:
    """5.5: nor men by fire on armour."""
    table = camp(R1={"items": {"t26": 10, "riflemen": 100}})
    lose_soft(table.world, table.state, table.row("R1"), 50_000)
    assert table.items("R1") == {"t26": 10, "riflemen": 50}
    lose_armour(table.world, table.state, table.row("R1"), 4_000)
    assert table.items("R1") == {"t26": 6, "riflemen": 50}


def test_vehicles_fall_in_proportion_to_their_number() -> None:
    """5.5."""
    table = camp(R1={"items": {"t26": 30, "bt7": 10, "riflemen": 5}})
    lose_armour(table.world, table.state, table.row("R1"), 8_000)
    assert table.items("R1") == {"t26": 24, "bt7": 8, "riflemen": 5}
    assert table.carries("R1") == {"t26": 0, "bt7": 0, "riflemen": 0}


@pytest.mark.parametrize(
    ("unit", "loss"), [({"items": {"riflemen": 50}}, lose_armour), ({"items": {"t26": 5}}, lose_soft)]
)
def test_where_there_is_nothing_to_lose(unit: dict[str, Any], loss: Any) -> None:
    """5.5."""
    table = camp(R1=unit)
    before = table.game.digest()
    loss(table.world, table.state, table.row("R1"), 5_000)
    assert table.game.digest() == before


# --- over units -----------------------------------------------------------------------------------------------------


def test_units_share_losses_by_their_targets() -> None:
    """5.5."""
    table = camp(R1={"items": {"riflemen": 300}}, R2={"items": {"riflemen": 100}}, R3={"items": {"t26": 5}})
    spread(table, 40_000, "R1", "R2", "R3")
    assert (table.items("R1")["riflemen"], table.items("R2")["riflemen"]) == (270, 90)
    assert table.items("R3")["t26"] == 5


@pytest.mark.parametrize("thousandths", [1, 2, 1_001, 99_999, 599_999])
def test_what_the_units_lose_is_what_was_hit(thousandths: int) -> None:
    """5.5: to the last thousandth."""
    table = camp(R2={"items": {"riflemen": 170}}, R3={"items": {"riflemen": 131}})
    spread(table, thousandths, "R1", "R2", "R3")
    assert sum(hurt(table, unit) for unit in ("R1", "R2", "R3")) == thousandths
    assert faults(table.world, table.state) == []


def test_armour_is_shared_by_vehicles() -> None:
    """5.5."""
    table = camp(R1={"items": {"t26": 20}}, R2={"items": {"t26": 10}})
    units = np.array([table.row("R1"), table.row("R2"), table.row("R3")], np.int16)
    spread_losses(table.world, table.state, units, 3, 6_000, 30, 1)
    assert (table.items("R1")["t26"], table.items("R2")["t26"]) == (16, 8)
    spread_losses(table.world, table.state, units, 3, 900_000, 24, 1)
    assert [int(table.unit(unit).status) for unit in ("R1", "R2", "R3")] == [
        Status.DESTROYED,
        Status.DESTROYED,
        Status.PRESENT,
    ]
    assert faults(table.world, table.state) == []


# --- what is logged and counted -------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", ["riflemen", "hmg_maxim", "gun_76mm_1927", "t26"])
def test_crews_fall_with_their_items_in_part(item: str) -> None:
    """5.5: `crew_loss` of them; fractions of men wait for the next item."""
    table = camp(R1={"items": {item: 20, "sappers": 1}})
    noun = table.equipment(item)
    for lost in (1, 2, 3, 5):
        before = table.side("red").losses.copy()
        carry = int(table.side("red").crew_carry)
        effects.lose_items(table.world, table.state, table.row("R1"), 0, lost)
        men = carry + lost * int(noun.crew) * int(noun.crew_loss)
        gained = table.side("red").losses - before
        assert int(gained[Kind.MEN]) == men // 1000
        assert int(table.side("red").crew_carry) == men % 1000
        if noun.kind != Kind.MEN:
            assert int(gained[int(noun.kind)]) == lost


def test_losses_are_logged_as_they_are_counted() -> None:
    """5.5: the events of an assault add up to what is missing and to what the sides have lost."""
    table = tabletop(
        ". R1 .\n . B1 BG1\n. R2 .", R1="soviet_rifle_battalion", B1="japanese_infantry_battalion",
        R2={"items": {"t26": 16, "riflemen": 150}}, rules={"lethality": [4000, 3000]},
    )  # fmt: skip
    items, losses = table.state.units["items"].astype(int), table.state.sides["losses"].astype(int)
    events = table.attack("B1", by=["R1", "R2"])
    assert of_kind(events, EventKind.LOST)
    assert (items - items_logged(table.game, events) == table.state.units["items"]).all()
    assert (losses + losses_logged(table.game, events) == table.state.sides["losses"]).all()
    assert faults(table.world, table.state) == []


def test_a_unit_without_men_is_gone() -> None:
    """5.5: from its stack, its zone and the map."""
    table = camp(R1={"items": {"riflemen": 100}})
    spread(table, 100_000, "R1")
    assert int(table.unit("R1").status) == Status.DESTROYED
    assert table.where("R1") is None
    assert table.stack("0000") == []
    assert faults(table.world, table.state) == []


def test_one_man_is_a_unit() -> None:
    """5.5: as long as somebody fights on."""
    table = camp(R1={"items": {"riflemen": 100}})
    spread(table, 99_999, "R1")
    assert int(table.figures("R1").men) == 1
    assert int(table.unit("R1").status) == Status.PRESENT
    bury(table.world, table.state, table.row("R1"))
    assert table.where("R1") == "0000"


def test_the_end_of_a_unit_is_logged() -> None:
    """5.5: once, with nobody left."""
    table = tabletop(
        "R1 B1 .\n . . .", B1={"items": {"riflemen": 12}}, rules={"lethality": [0, 1_000_000], "sparse_targets": 1}
    )
    events = table.attack("B1", by=["R1"])
    (destroyed,) = of_kind(events, EventKind.DESTROYED)
    assert (destroyed.unit, destroyed["men"]) == ("B1", 0)
    assert EventKind.RETREATED not in kinds(events)


def test_strength_follows_the_items() -> None:
    """5.2, 5.5: fire, men, room, targets are worked out again."""
    table = camp(R1="soviet_rifle_battalion", R2={"items": {"t26": 9, "riflemen": 70}})
    for thousandths in (12_345, 54_321, 100_000):
        spread(table, thousandths, "R1", "R2")
        assert faults(table.world, table.state) == []


@pytest.mark.parametrize(
    ("base", "terms", "value"),
    [(1000, [], 1000), (999, [999], 998), (30_000, [1150, 640, 333], 7352), (5, [100, 9999], 0)],
)
def test_terms_are_multiplied_one_after_the_other(base: int, terms: list[int], value: int) -> None:
    """5.4: rounded down after each."""
    row = np.array([*terms, *[1000] * (len(Term) - len(terms))], np.int32)
    assert multiply_terms(base, row) == value
