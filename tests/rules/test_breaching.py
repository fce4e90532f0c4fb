"""Works in an assault: less for those who are cut off, less against engineers and flame (rulebook 5.4)."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.errors import ScenarioError
from game.core.terms import UNREACHED, EventKind, Fire, Supply, Term
from game.rules import effects
from game.scenario.rule_values import LEAST_OF_WORKS, RULE_VALUES
from tests.tabletop import Table, of_kind, tabletop

BOARD = """
    .   .   .   .
      .   B1  .   .
    .   R1  RE1 .
      .   .   RT1 .
"""
MEN, ON_MEN = Fire.ATTACKER, Fire.DEFENDER
MEN_IN_WORKS = 300
DUG_IN = {"B1": {"items": {"riflemen": MEN_IN_WORKS}, "entrenched": 3}}
DIGS = 3
GENTLE: dict[str, Any] = {"opened_most": 1000}


def board(drawing: str = BOARD, **options: Any) -> Table:
    """A board with 300 riflemen in works of level three."""
    return tabletop(drawing, **{**DUG_IN, **options})


def cut_off(table: Table, unit: str, level: Supply, distance: int = UNREACHED) -> None:
    """Let a unit live on what it carries."""
    effects.set_supply(table.state, table.row(unit), distance, level, 0)


def both(table: Table, by: list[str]) -> dict[Term, tuple[int, int]]:
    """The terms of works of both fires, in an assault that is forecast."""
    table.forecast("B1", by=by)
    return {term: (table.term(MEN, term), table.term(ON_MEN, term)) for term in (Term.ISOLATION, Term.BREACH)}


def worth(table: Table) -> tuple[int, int]:
    """What is left of works, with their own terms: of the fire of the attackers, of that of the defenders."""
    left = []
    for fire in (MEN, ON_MEN):
        value = table.term(fire, Term.ENTRENCHMENT)
        for term in (Term.ISOLATION, Term.BREACH):
            value = value * table.term(fire, term) // 1000
        left.append(value)
    return left[0], left[1]


# --- who is cut off -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [Supply.NONE, Supply.LOW, Supply.STRAINED])
def test_who_is_cut_off_loses_a_share_of_what_works_give(level: Supply) -> None:
    """5.4: on the way from men dug in to men in the open, by supply; in the attackers' fire and in the defenders'."""
    table = board()
    cut_off(table, "B1", level)
    rules, found = table.rules.assault, both(table, ["R1"])
    for fire, values in enumerate((rules.dug_in.tolist(), rules.prepared_fire.tolist())):
        left = values[DIGS] + (values[0] - values[DIGS]) * int(rules.isolation[level]) // 1000
        assert found[Term.ISOLATION][fire] == left * 1000 // values[DIGS]
    assert found[Term.BREACH] == (1000, 1000)


def test_it_goes_step_by_step() -> None:
    """5.4: the longer, the less works are worth."""
    odds = []
    for level in (Supply.STRAINED, Supply.LOW, Supply.NONE):
        table = board(rules={"supply_fire": [1000] * 4})
        cut_off(table, "B1", level)
        odds.append(table.forecast("B1", by=["R1"]).odds)
    assert odds[0] < odds[1] < odds[2]
    assert board(rules={"supply_fire": [1000] * 4}).forecast("B1", by=["R1"]).odds < odds[0]


def test_low_supply_by_a_long_way_is_not_isolation() -> None:
    """5.4: what counts is that no supply comes (4.1)."""
    table = board()
    cut_off(table, "B1", Supply.LOW, int(table.rules.supply.supply_low))
    assert both(table, ["R1"])[Term.ISOLATION] == (1000, 1000)
    cut_off(table, "B1", Supply.LOW, int(table.rules.supply.supply_low) + 1)
    assert both(table, ["R1"])[Term.ISOLATION] != (1000, 1000)


def test_in_the_open_there_is_nothing_to_lose() -> None:
    """5.4."""
    table = board(B1={"entrenched": 0})
    cut_off(table, "B1", Supply.NONE)
    assert set(both(table, ["R1", "RE1"]).values()) == {(1000, 1000)}


def test_each_of_a_stack_loses_its_own() -> None:
    """5.4: who is cut off and who is not weigh by what they show."""
    table = board(BOARD.replace("B1 ", "B1+B2"), B2=DUG_IN["B1"])
    cut_off(table, "B1", Supply.NONE)
    rules = table.rules.assault
    whole = int(rules.dug_in[DIGS])
    part = whole + (int(rules.dug_in[0]) - whole) * int(rules.isolation[Supply.NONE]) // 1000
    assert both(table, ["R1"])[Term.ISOLATION][0] == (whole + part) // 2 * 1000 // whole


# --- engineers and flame --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sappers", [0, 15, 75, 1000])
def test_sappers_open_the_works_of_so_many_men(sappers: int) -> None:
    """5.4: the share of the men in works whom they can deal with, up to `opened_most`."""
    table = board(RE1={"items": {"riflemen": 100} | ({"sappers": sappers} if sappers else {})})
    rules, found = table.rules.assault, both(table, ["R1", "RE1"])
    opened = sappers * int(table.equipment("sappers").opens_works) * 1000 // MEN_IN_WORKS
    for fire, values in enumerate((rules.dug_in.tolist(), rules.prepared_fire.tolist())):
        left = values[DIGS] + (values[0] - values[DIGS]) * min(opened, int(rules.opened_most)) // 1000
        assert found[Term.BREACH][fire] == left * 1000 // values[DIGS]


def test_with_all_works_open_men_are_as_in_the_open() -> None:
    """5.4: no more than that, cut off or not."""
    for level in (Supply.FULL, Supply.NONE):
        table = board(rules=GENTLE, RE1={"items": {"sappers": 900}})
        cut_off(table, "B1", level, UNREACHED if level is Supply.NONE else 0)
        both(table, ["RE1"])
        rules = table.rules.assault
        for left, whole in zip(worth(table), (int(rules.dug_in[0]), int(rules.prepared_fire[0])), strict=True):
            assert whole - 3 <= left <= whole  # rounded down after each term


@pytest.mark.parametrize("level", [Supply.FULL, Supply.NONE])
def test_the_best_works_that_a_file_can_give_open_like_others(level: Supply) -> None:
    """5.4: through works that leave nothing of a fire no engineer would come; the least bound is kept off that."""
    least = RULE_VALUES["dug_in"].bounds[DIGS][0]
    best = {"dug_in": [1000] + [least] * 4, "prepared_fire": [1000] + [least] * 4}
    table = board(rules=GENTLE | best, RE1={"items": {"sappers": 900}})
    cut_off(table, "B1", level, UNREACHED if level is Supply.NONE else 0)
    both(table, ["RE1"])
    for left in worth(table):
        assert 1000 - 3 <= left <= 1000


@pytest.mark.parametrize("name", ["dug_in", "prepared_fire"])
def test_works_that_leave_nothing_are_refused(name: str) -> None:
    """5.4: with the least that there may be."""
    with pytest.raises(ScenarioError, match=rf"rules\.{name}\[4\]: should be {LEAST_OF_WORKS} to 5000"):
        board(rules={name: [1000, 500, 500, 500, 0]})


def test_works_that_give_nothing_cannot_be_opened() -> None:
    """5.4: nor are they worth less to those who are cut off; forecast and log say nothing of either."""
    useless = {"dug_in": [600] * 5, "prepared_fire": [1000] * 5}
    table = board(rules=useless)
    cut_off(table, "B1", Supply.NONE)
    assert set(both(table, ["R1", "RE1"]).values()) == {(1000, 1000)}
    found = table.forecast("B1", by=["R1", "RE1"])
    assert not {Term.ISOLATION, Term.BREACH} & {term for fire in found.fires for term in dict(fire.terms)}
    assert of_kind(table.attack("B1", by=["R1", "RE1"]), EventKind.BREACHED) == []


def test_only_those_who_assault_open_works() -> None:
    """5.4: an engineer who stays away does nothing, and those of the defenders close nothing."""
    table = board(B1={"items": {"riflemen": 200, "sappers": 100}, "entrenched": 3})
    assert both(table, ["R1"])[Term.BREACH] == (1000, 1000)


FLAME = """
    .   .   .   .
      .   B1  .   .
    .   R1  RT1 .
      .   .   .   .
"""
TANKS = {"items": {"kht26": 4}}


def test_flame_tanks_open_works_with_infantry() -> None:
    """5.4: alone they keep away from men with bottles."""
    table = board(FLAME, RT1=TANKS)
    opened = 4 * int(table.equipment("kht26").opens_works) * 1000 // MEN_IN_WORKS
    whole, open_ = int(table.rules.assault.dug_in[DIGS]), int(table.rules.assault.dug_in[0])
    assert both(table, ["R1", "RT1"])[Term.BREACH][0] == (whole + (open_ - whole) * opened // 1000) * 1000 // whole
    assert both(table, ["RT1"])[Term.BREACH] == (1000, 1000)


def test_flame_tanks_open_less_where_tanks_cannot_go() -> None:
    """5.4: by the terrain for tanks."""
    ground = ". . . .\n . H . .\n. . . .\n . . . ."
    flat, steep = (
        both(board(FLAME, ground=under, RT1=TANKS), ["R1", "RT1"])[Term.BREACH][0] for under in (None, ground)
    )
    assert 1000 < steep < flat


def test_bombardments_know_neither() -> None:
    """5.4: shells find men in their works, cut off or not."""
    table = tabletop(
        """
        .   .   .
          .   B1  .
        RG1 RE1 .
        """,
        **DUG_IN,
    )
    cut_off(table, "B1", Supply.NONE)
    table.forecast_bombardment("B1", "RG1")
    assert table.term(MEN, Term.ENTRENCHMENT) == int(table.rules.assault.dug_in[DIGS])
    assert (table.term(MEN, Term.ISOLATION), table.term(MEN, Term.BREACH)) == (1000, 1000)


def test_the_log_names_who_opened_works() -> None:
    """5.4: the first of them in the order; nobody where there is nothing to open."""
    events = board().attack("B1", by=["R1", "RE1"])
    assert [(event.unit, event.to_hex) for event in of_kind(events, EventKind.BREACHED)] == [("RE1", "0101")]
    assert of_kind(board().attack("B1", by=["R1"]), EventKind.BREACHED) == []
    assert of_kind(board(B1={"entrenched": 0}).attack("B1", by=["R1", "RE1"]), EventKind.BREACHED) == []
