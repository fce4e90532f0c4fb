"""Forecasts as values: every term with its name, exact chances, and what `luck: none` makes of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings

from game.core.terms import Fire, Result, Term
from game.engine.forecast import AttackForecast, BombardForecast, Outlook
from game.engine.game import Game
from game.engine.orders import Attack, Bombard, Fight
from game.engine.surveys import outlook_of
from tests.boards import games
from tests.tabletop import tabletop

FIELD = """
    RG1  R1   .    BG1
      R3   B1   .    .
    R2   R4   .    .
"""
HILL = ". . . .\n . h . .\n. . . ."

VARIED: list[dict[str, Any]] = [
    {},
    {"B1": {"entrenched": 3, "morale": 1500}},
    {"B1": "japanese_infantry_battalion", "R1": "soviet_rifle_battalion"},
    {"R1": {"items": {"t26": 90}}, "B1": {"items": {"riflemen": 100, "at_37mm_type_94": 2}}, "BG1": {"loaded": 0}},
    {"light": "dark", "R1": {"cohesion": 40}},
    {"R1": {"items": {"riflemen": 900}}, "rules": {"assault_limit": 9000}},
    {"hexsides": {"steep": ["0101-NW"]}, "B1": {"items": {"riflemen": 160, "service_troops": 300}}},
]


def both_lucks(options: dict[str, Any], order: Fight) -> tuple[Any, Any]:
    scenario = tabletop(FIELD, HILL, **options).scenario
    return tuple(Game.new(scenario, 1, luck).forecast(order) for luck in ("table", "none"))  # type: ignore[return-value]


@pytest.mark.parametrize("options", VARIED)
@pytest.mark.parametrize(
    "order", [Attack("0101", ("R1",)), Attack("0101", ("R1", "R4"), ("RG1",)), Bombard("0101", "RG1")]
)
def test_no_luck_keeps_the_expected_losses(options: dict[str, Any], order: Fight) -> None:
    """1.3: the mean of the table is one, so only what is rounded down at each throw may differ: a few thousandths."""
    table, none = both_lucks(options, order)
    if isinstance(order, Bombard):
        assert abs(table.defenders_hit - none.defenders_hit) <= Fraction(2, 1000)
        assert table.fire == none.fire
        return
    assert table.fires == none.fires
    assert table.odds == none.odds
    for field in ("attackers_hit", "defenders_hit", "vehicles_hit"):
        few = Fraction(8, 1000)  # rounded down three times, the last after lethality
        assert abs(getattr(table, field) - getattr(none, field)) <= few, field


@settings(max_examples=25)
@given(games())
def test_no_luck_keeps_the_expected_losses_on_boards_at_random(game: Game) -> None:
    """1.3: unless luck could kill more than there are."""
    pair = [Game.new(game.scenario, 1, luck) for luck in ("table", "none")]
    for order in pair[0].legal_orders():
        if isinstance(order, Attack):
            table, none = (other.forecast(order) for other in pair)
            assert isinstance(table, AttackForecast) and isinstance(none, AttackForecast)
            targets = [int(target) for target in pair[1].scratch.battle[0].targets]
            for field, victims in (("attackers_hit", 0), ("defenders_hit", 1)):
                mean, even = getattr(table, field), getattr(none, field)
                if even * 1000 * 1350 < targets[victims] * 1000:
                    assert abs(mean - even) <= Fraction(12, 1000), (str(order), field)
                else:
                    assert mean <= even + Fraction(12, 1000)


@pytest.mark.parametrize("options", VARIED)
def test_the_outlook_of_an_assault_has_the_numbers_of_its_forecast(options: dict[str, Any]) -> None:
    table = tabletop(FIELD, HILL, luck="table", **options)
    order = Attack(table.where("B1"), ("R1", "R3"), ("RG1",))
    found = table.game.forecast(order)
    assert outlook_of(table.game, order) == Outlook(found.odds, found.success, found.attackers_lost)
    assert outlook_of(table.game, Attack(table.where("R1"), ("R3",))) is None


def test_without_luck_there_is_one_result() -> None:
    """1.3: all 36 by 36 pairs are the same."""
    forecast = tabletop(FIELD).forecast("B1", by=["R1", "R4"])
    assert sorted(forecast.chances.values()) == [0, 0, 0, 0, 1]
    assert set(forecast.chances) == set(Result)


def test_success_is_that_the_defender_gives_ground() -> None:
    """5.6, 5.9."""
    for result in Result:
        table = tabletop(FIELD, result=result)
        assert table.forecast("B1", by=["R1"]).success == (result > Result.HELD)


POCKET = """
    .   R2  R3  .
      R4  B1  R1  .
    .   R5  R6  .
"""


@pytest.mark.parametrize(
    ("drawing", "result", "cornered"),
    [
        (POCKET, Result.WITHDRAWN_ONE, 1),
        (FIELD, Result.WITHDRAWN_ONE, 0),
        (POCKET, Result.REPULSED, 0),
    ],
)
def test_those_who_would_have_to_fall_back_and_cannot_are_stuck(drawing: str, result: Result, cornered: int) -> None:
    """5.7: who has a way out takes it, and who need not go needs none."""
    forecast = tabletop(drawing, result=result).forecast("B1", by=["R1"])
    assert isinstance(forecast, AttackForecast)
    assert forecast.cornered == {other: cornered if other is result else 0 for other in Result}


def test_a_forecast_names_every_term_that_is_not_one() -> None:
    """5.4, 5.9: and no other."""
    forecast = tabletop(FIELD, HILL, B1={"entrenched": 2}).forecast("B1", by=["R1", "R4"], support=["RG1"])
    named = {fire.fire: {term for term, _ in fire.terms} for fire in forecast.fires}
    assert named[Fire.ATTACKER] == {Term.GROUND, Term.ENTRENCHMENT, Term.DIRECTION}
    assert named[Fire.DEFENDER] == {Term.GROUND, Term.ENTRENCHMENT, Term.SUPPRESSION}
    assert [fire.fire for fire in forecast.fires] == list(Fire)
    assert all(thousandths != 1000 for fire in forecast.fires for _, thousandths in fire.terms)


@pytest.mark.parametrize("options", VARIED)
def test_base_times_terms_is_the_value(options: dict[str, Any]) -> None:
    """5.4: as printed; a player can check it with a pencil."""
    table = tabletop(FIELD, HILL, **options)
    for fire in table.forecast("B1", by=["R1", "R4"], support=["RG1"]).fires:
        value = fire.base
        for _, thousandths in fire.terms:
            value = value * thousandths // 1000
        assert value == fire.value


def test_the_odds_of_a_forecast_are_those_of_the_assault_at_even_luck() -> None:
    """5.6, 5.9: morale and depth of the hex included."""
    table = tabletop(FIELD, B1={"morale": 1500}, rules={"depth": [250, 400]})
    forecast = table.forecast("B1", by=["R1", "R4"])
    attack, defence = (forecast.fires[fire].value for fire in (Fire.ATTACKER, Fire.DEFENDER))
    assert forecast.odds == attack * 100 // defence * 1000 // (1500 * 1100 // 1000)
    events = table.attack("B1", by=["R1", "R4"])
    assert next(event for event in events if event.kind.name == "ASSAULT")["odds"] == forecast.odds


def test_the_guns_that_will_answer_are_named() -> None:
    """6.3."""
    assert tabletop(FIELD).forecast("B1", by=["R1"]).defensive_guns == ("BG1",)
    assert tabletop(FIELD, BG1={"loaded": 0}).forecast("B1", by=["R1"]).defensive_guns == ()


def test_forecasts_are_values() -> None:
    table = tabletop(FIELD)
    first, second = (table.forecast("B1", by=["R1"]) for _ in range(2))
    assert first == second
    bombardment = table.forecast_bombardment("B1", "RG1")
    assert isinstance(bombardment, BombardForecast)
    assert bombardment.order == Bombard("0101", "RG1")
    assert bombardment.defenders_lost > 0
    table.march("R2", "0102")
    assert first.order == Attack("0101", ("R1",))  # a forecast does not change with the game
