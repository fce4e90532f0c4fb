"""What an attack on the hex under the pointer promises, whoever is chosen and wherever they stand."""

from __future__ import annotations

from fractions import Fraction

from game.engine.forecast import AttackForecast
from game.engine.orders import Attack, Bombard, Move
from game.engine.threats import Attacks
from game.scenario.names import expected_number, percent
from game.ui.board import Board
from game.ui.hints import click_words
from game.ui.intents import PointAt
from game.ui.prospects import promise_words
from game.ui.session import HUMAN, Session
from tests.tabletop import Table, tabletop

from .hands import Hands

BOARD = """
    RG1 .   .   .   .   .   .   ~   .   .
      .   R1  .   B1  .   .   .   ~   .   .
    .   .   R2  .   .   .   .   .   ~   .
      .   .   .   R3  B2  .   .   .   ~   B3
    .   .   .   .   .   .   .   .   .   ~
"""


def said(table: Table, target: str, *units: str) -> str:
    """What the bottom line says with some units chosen and a hex pointed at."""
    session = Session(table.game, dict.fromkeys(("red", "blue"), HUMAN))
    board = Board(session)
    Hands(board)
    board.commanding.grouping.choose(units)
    board.play.answer(PointAt(table.hex_row(target)))
    words = click_words(board.play.shown, board.selection)
    board.close()
    return words


def test_next_to_the_enemy_it_is_the_forecast_of_the_attack() -> None:
    table = tabletop(BOARD, luck="table")
    forecast = table.game.forecast(Attack("0403", ("R3",)))
    words = said(table, "0403", "R3")
    assert f"success {percent(forecast.success)}, odds {forecast.odds / 100:.2f} to 1" in words
    assert f"costs {expected_number(float(forecast.attackers_lost))} men" in words


def test_within_a_march_it_is_the_forecast_from_the_best_hex_there() -> None:
    """3.1, 5.9: as if the unit had marched."""
    table = tabletop(BOARD, luck="table")
    attack = Attacks(table.game).on(table.hex_row("0301"), ("R1",))
    assert attack is not None
    assert f"march to {attack.posts[0]} and attack 0301: {promise_words(attack)}, alone" in said(table, "0301", "R1")
    ahead = table.game.copy()
    ahead.play(Move("R1", ("0101", attack.posts[0])))
    forecast = ahead.forecast(Attack("0301", ("R1",)))
    assert (attack.lost, attack.odds, attack.enemy_men) == (forecast.emptied, forecast.odds, forecast.attackers_lost)


def test_beyond_it_is_said_how_far_away_it_is() -> None:
    table = tabletop(BOARD, luck="table")
    assert "not possible: no way leads there" in said(table, "0903", "R1")
    far = tabletop(BOARD.replace("~", "."), luck="table")
    assert "out of reach this turn, 3 turns away" in said(far, "0903", "R1")


def test_guns_say_what_their_fire_costs_cohesion_too() -> None:
    """6.2."""
    table = tabletop(BOARD, luck="table")
    found = table.game.forecast(Bombard("0301", "RG1")).defenders
    men, cohesion = (expected_number(float(spread.mean)) for spread in (found.men, found.cohesion))
    assert found.cohesion.mean > 0
    assert f"forecast of fire on 0301: costs them {men} men, {cohesion} cohesion" in said(table, "0301", "RG1")


def test_several_promise_what_they_could_do_together() -> None:
    table = tabletop(BOARD, luck="table")
    attack = Attacks(table.game).on(table.hex_row("0301"), ("R1", "R2", "RG1"))
    assert attack is not None
    assert set(attack.order.units) == {"R1", "R2"}
    assert attack.order.support == ("RG1",)
    words = said(table, "0301", "R1", "R2", "RG1")
    assert f"at once 3 of them could attack: {promise_words(attack)}" in words
    assert "none can attack it this turn" in said(table, "0903", "R1", "R2")
    assert "at once" not in said(table, "0101", "R1", "R2")


def test_one_who_is_not_asked_takes_no_part() -> None:
    table = tabletop(BOARD, luck="table")
    attacks = Attacks(table.game)
    alone, both = (attacks.on(table.hex_row("0301"), units) for units in (("R1",), ("R1", "R2")))
    assert alone is not None
    assert both is not None
    assert alone.order.units == ("R1",)
    assert alone.lost < both.lost
    assert attacks.on(table.hex_row("0301"), ("R1",)) == alone
    assert attacks.on(table.hex_row("0101"), ("R1",)) is None


def test_cohesion_stands_where_the_losses_stand() -> None:
    """5.6: the mean over the units of a side, the least and the most rounded away from it."""
    table = tabletop(BOARD, luck="table")
    forecast = table.game.forecast(Attack("0403", ("R3",)))
    assert isinstance(forecast, AttackForecast)
    for side in (forecast.attackers, forecast.defenders):
        mean = sum((unit.before - unit.cohesion.mean for unit in side.units), Fraction(0)) / len(side.units)
        assert side.cohesion.mean == mean
        assert side.cohesion.least <= mean <= side.cohesion.most
