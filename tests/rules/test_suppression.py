"""Guns keep men down: who is suppressed fires less in defence and marches less far in its turn (rulebook 6.6)."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.terms import MOVEMENT_QUARTERS, EventKind, Fire, Result, Term
from game.rules import effects
from tests.tabletop import Table, of_kind, tabletop

BOARD = """
    .   .   .   .   .
      .   B1  .   BG1 .
    RG1 R1  .   .   .
      RG2 .   .   .   .
"""
ALWAYS: dict[str, Any] = {"suppress_from": 0}
NEVER: dict[str, Any] = {"suppress_from": 1000}


def board(**options: Any) -> Table:
    """A battalion that two groups of guns can reach, and a gun unit behind it."""
    return tabletop(BOARD, **{"B1": {"items": {"riflemen": 600}}, **options})


def is_down(table: Table, unit: str = "B1") -> bool:
    """Whether a unit is suppressed."""
    return bool(table.unit(unit).suppressed)


# --- when -----------------------------------------------------------------------------------------------------------


def hit_for_each_thousand(table: Table) -> int:
    """The men that a mission of RG1 hits, for each thousand of those exposed, rounded down."""
    found = table.forecast_bombardment("B1", "RG1")
    return int(found.defenders_hit * 1_000_000 // int(table.figures("B1").targets))


def test_a_bombardment_that_bites_suppresses_all_who_are_there() -> None:
    """6.6: from a share of the men exposed on; not one thousandth below it."""
    bites = hit_for_each_thousand(board())
    assert bites > 0
    for asked, down in ((bites, True), (bites + 1, False)):
        table = board(rules={"suppress_from": asked})
        events = table.bombard("B1", "RG1")
        assert is_down(table) is down
        assert [event.unit for event in of_kind(events, EventKind.SUPPRESSED)] == (["B1"] if down else [])


def test_what_hits_nobody_suppresses_nobody() -> None:
    """6.6, whatever the share."""
    table = board(rules={**ALWAYS, "bombard_lethality": 0})
    table.bombard("B1", "RG1")
    assert not is_down(table)


@pytest.mark.parametrize(("support", "down"), [(["RG1"], True), ([], False)])
def test_guns_that_support_an_assault_suppress_too(support: list[str], down: bool) -> None:
    """6.6: by their share of the men hit; who assaults without guns suppresses nobody."""
    table = board(rules=ALWAYS, result=Result.HELD)
    table.attack("B1", by=["R1"], support=support)
    assert is_down(table) is down


# --- what it does ---------------------------------------------------------------------------------------------------


def test_who_is_suppressed_fires_less_in_defence() -> None:
    """6.6, 5.4: until its own turn is over; the odds rise."""
    quiet, shelled = (board(rules=rules) for rules in (NEVER, ALWAYS))
    for table in (quiet, shelled):
        table.bombard("B1", "RG1")
    before, after = (table.forecast("B1", by=["R1"]).odds for table in (quiet, shelled))
    assert after > before
    assert shelled.term(Fire.DEFENDER, Term.SUPPRESSION) == 1000 - int(
        shelled.rules.artillery.suppressed_fire
    ) * fire_of_riflemen(shelled) // (fire_of_riflemen(shelled) + fire_of_guns(shelled))
    assert quiet.term(Fire.DEFENDER, Term.SUPPRESSION) == 1000


def fire_of_riflemen(table: Table) -> int:
    """The fire of B1."""
    return int(table.figures("B1").fire)


def fire_of_guns(table: Table) -> int:
    """The defensive fire of BG1."""
    return int(table.battle.shared[1])


def test_guns_that_are_suppressed_answer_with_less() -> None:
    """6.3, 6.6: each counts by its fire."""
    table = board()
    effects.suppress(table.state, table.row("BG1"))
    table.forecast("B1", by=["R1"])
    own, guns, lost = fire_of_riflemen(table), fire_of_guns(table), int(table.rules.artillery.suppressed_fire)
    assert table.term(Fire.DEFENDER, Term.SUPPRESSION) == 1000 - guns * lost // (own + guns)


def test_shells_before_and_during_an_assault_add_up_to_the_most() -> None:
    """5.4, 6.6: never more than `suppression_most`."""
    table = board(rules={**ALWAYS, "suppression": 10_000, "suppression_most": 350})
    table.bombard("B1", "RG1")
    table.forecast("B1", by=["R1"], support=["RG2"])
    assert table.term(Fire.DEFENDER, Term.SUPPRESSION) == 1000 - 350


@pytest.mark.parametrize("lost", [0, 250, 500, 1000])
def test_it_has_less_time_in_its_own_turn(lost: int) -> None:
    """6.6: a share of its movement points is gone."""
    table = board(rules={**ALWAYS, "suppressed_march": lost})
    table.bombard("B1", "RG1")
    table.end_turn()
    assert int(table.unit("B1").mp_left) == MOVEMENT_QUARTERS * (1000 - lost) // 1000
    assert int(table.unit("BG1").mp_left) == MOVEMENT_QUARTERS


def test_when_its_own_turn_is_over_it_is_as_before() -> None:
    """6.6."""
    table = board(rules=ALWAYS)
    table.bombard("B1", "RG1")
    table.end_turn()
    assert is_down(table)
    table.end_turn()
    assert not is_down(table)
    table.next_turn()
    assert int(table.unit("R1").mp_left) == MOVEMENT_QUARTERS


# --- foreseen -------------------------------------------------------------------------------------------------------


def test_the_forecast_says_how_likely_it_is() -> None:
    """5.9: by luck; certain or impossible without."""
    bites = hit_for_each_thousand(board())
    chances = []
    for asked in (0, bites, 1000):
        table = board(rules={"suppress_from": asked}, luck="table")
        chances.append(table.forecast_bombardment("B1", "RG1").defenders.units[0].suppressed)
    assert chances[0] == 1
    assert 0 < chances[1] < 1
    assert chances[2] == 0


def test_shells_kill_no_more_for_it() -> None:
    """6.6: it costs time and fire, not men."""
    lost = []
    for rules in (NEVER, ALWAYS):
        table = board(rules=rules)
        table.bombard("B1", "RG1")
        lost.append(table.items("B1"))
    assert lost[0] == lost[1]
