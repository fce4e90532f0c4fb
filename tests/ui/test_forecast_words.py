"""What the forecast panel says of how a fight may end: the hex, no way out, losses with their range, each unit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from game.core.terms import Result
from game.engine.forecast import AttackForecast, Spread, UnitForecast
from game.ui.panels.forecast_after import hex_lines
from game.ui.panels.forecast_words import fate_words, lost_words, unit_words
from game.ui.panels.outcome_bar import words_of
from game.ui.session import Session
from tests.tabletop import Table, tabletop

OPEN = """
    .   .   .   .   .   .
      R3  B1  .   .   .   .
    .   R1  R2  .   .   .
"""
POCKET = """
    .   R4  R5  .   .   .
      R3  B1  R6  .   .   .
    .   R1  R2  .   .   .
"""


def found(table: Table, **how: bool) -> AttackForecast:
    forecast = table.game.forecast(table.assault("B1", ["R1", "R2"], **how))
    assert isinstance(forecast, AttackForecast)
    return forecast


def test_in_the_open_the_hex_is_taken() -> None:
    forecast = found(tabletop(OPEN, result=Result.WITHDRAWN_ONE))
    assert hex_lines(forecast) == [("The hex is taken", "100%")]
    assert words_of(Result.WITHDRAWN_ONE, forecast) == "retreat 1"
    (unit,) = forecast.defenders.units
    assert fate_words(unit, "0101").startswith("retreats 100% (")


def test_with_no_way_out_the_hex_is_taken_all_the_same() -> None:
    """5.7: and it is said what it is: a ring without a gap, so nobody retreats."""
    forecast = found(tabletop(POCKET, result=Result.WITHDRAWN_TWO))
    assert hex_lines(forecast) == [
        ("The hex is taken", "100%"),
        ("Some cannot retreat", "100%"),
        ("Some surrender", "100%"),
        ("All defenders eliminated", "100%"),
    ]
    assert words_of(Result.WITHDRAWN_TWO, forecast) == "no retreat"
    assert words_of(Result.HELD, forecast) == "held"
    (unit,) = forecast.defenders.units
    assert fate_words(unit, "0101") == "surrenders 100%"
    assert forecast.success == 1
    open_ground = found(tabletop(OPEN, result=Result.WITHDRAWN_TWO))
    assert forecast.defenders.men.mean > open_ground.defenders.men.mean


def test_the_hex_itself_is_no_place_to_fall_back_to() -> None:
    """Half of the time he holds: where he stands then is not a hex of his retreat."""
    even = found(tabletop(OPEN, luck="table")).odds
    forecast = found(tabletop(OPEN, luck="table", rules={"odds": [1, even, even * 4, even * 5]}))
    (unit,) = forecast.defenders.units
    chance = dict(forecast.chances)
    assert 0 < sum(chance[result] for result in (Result.REPULSED, Result.HELD)) < 1
    assert "0101" in dict(unit.ends)
    assert "0101" not in fate_words(unit, "0101")


def test_surrender_is_shown_with_its_prisoners() -> None:
    """5.7."""
    forecast = found(tabletop(POCKET, result=Result.ROUTED))
    assert hex_lines(forecast) == [
        ("The hex is taken", "100%"),
        ("Some cannot retreat", "100%"),
        ("Some surrender", "100%"),
        ("All defenders eliminated", "100%"),
    ]
    prisoners = forecast.defenders.captured
    assert prisoners.most > 0
    assert f"{prisoners.most} of them prisoners" in lost_words(forecast.defenders)
    assert forecast.defenders.men.most == 300


def test_who_stays_takes_nothing() -> None:
    """5.8."""
    forecast = found(tabletop(OPEN, result=Result.WITHDRAWN_ONE), holding=True)
    assert hex_lines(forecast) == [("The hex is taken", "0%, no advance"), ("The hex is vacated", "100%")]


def test_it_is_said_if_those_who_win_the_hex_may_break() -> None:
    """5.6, 5.8: nobody goes in then; where one is steady, that one does."""
    gone = {"cohesion": 13}
    assert hex_lines(found(tabletop(OPEN, result=Result.WITHDRAWN_ONE, R1=gone, R2=gone))) == [
        ("The hex is taken", "0%"),
        ("The hex is vacated", "100%"),
        ("Attackers rout and cannot take it", "100%"),
    ]
    assert hex_lines(found(tabletop(OPEN, result=Result.WITHDRAWN_ONE, R1=gone))) == [("The hex is taken", "100%")]


def test_cohesion_is_shown_before_and_after() -> None:
    """5.6."""
    table = tabletop(OPEN, luck="table", B1={"cohesion": 70})
    forecast = found(table)
    (unit,) = forecast.defenders.units
    assert unit.before == 70
    assert unit.cohesion.least <= unit.cohesion.mean <= unit.cohesion.most < 70
    assert "cohesion 70 to " in unit_words(unit)


def test_what_a_unit_loses_is_not_read_as_what_is_left() -> None:
    """5.5: men and vehicles that it will have no more."""
    men = UnitForecast(
        "B1", Spread(Fraction(16), 9, 25), Spread(Fraction(0), 0, 0), 100, WHOLE, {}, Fraction(0), Fraction(0), ()
    )
    assert unit_words(men) == "loses 16 (9 to 25) men, cohesion 100 to 82"
    tanks = replace(men, vehicles=Spread(Fraction(4, 5), 0, 2))
    assert unit_words(tanks) == "loses 16 (9 to 25) men, crews included, and 0.8 (0 to 2) vehicles, cohesion 100 to 82"


WHOLE = Spread(Fraction(82), 82, 82)


@pytest.mark.parametrize("luck", ["table", "none"])
def test_a_fight_without_luck_can_be_taken_back(luck: str) -> None:
    """1.3: only luck bars the way back."""
    scenario = tabletop(OPEN).scenario
    session = Session.new(scenario, 1, {"red": "human", "blue": "human"}, luck)  # type: ignore[arg-type]
    order = tabletop(OPEN).assault("B1", ["R1"])
    before = session.game.digest()
    session.submit(order)
    assert (session.why_no_undo is None) == (luck == "none")
    assert (session.undo() == order) == (luck == "none")
    assert (session.game.digest() == before) == (luck == "none")


def test_chances_add_up() -> None:
    """5.9: a unit has one fate; the results are all there are."""
    forecast = found(tabletop(POCKET, luck="table", B1={"items": {"riflemen": 90}}))
    for unit in (*forecast.attackers.units, *forecast.defenders.units):
        assert sum(unit.fates.values()) == 1
    assert sum(forecast.chances.values(), Fraction(0)) == 1
    assert forecast.taken <= forecast.emptied
    assert forecast.surrender <= forecast.trapped
