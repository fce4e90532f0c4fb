"""A compiled rule as plain Python, with all that it calls: the same numbers, and nothing of it is compiled code."""

from __future__ import annotations

from types import FunctionType

from game.commanders.cadet.commander import CADET
from game.commanders.roster import take_turn
from game.engine.game import Game
from game.engine.orders import Attack
from game.engine.plain import plain
from game.rules.orders import check, give
from game.rules.sequence import end_player_turn
from game.scenario.loading import load_scenario

SMALL = "lake_khasan/night_attack"


def test_the_end_of_a_player_turn_is_the_same() -> None:
    """It calls rules by the names of their modules (`effects.refresh_unit`, `buckets.put`) as well as by their own."""
    compiled = Game.new(load_scenario(SMALL), seed=1)
    by_hand = compiled.copy()
    for _ in range(3):
        compiled.end_turn()
        plain(end_player_turn)(by_hand.world, by_hand.state, by_hand.scratch)
        assert by_hand.digest() == compiled.digest()


def test_an_assault_is_the_same() -> None:
    compiled = Game.new(load_scenario(SMALL), seed=1)
    order = None
    while order is None:
        take_turn(compiled, CADET.name)
        compiled.end_turn()
        order = next((order for order in compiled.legal_orders() if isinstance(order, Attack)), None)
    by_hand = compiled.copy()
    assert by_hand.check(order)
    assert plain(check)(by_hand.world, by_hand.state, by_hand.scratch) == 0
    plain(give)(by_hand.world, by_hand.state, by_hand.scratch)
    compiled.play(order)
    assert by_hand.digest() == compiled.digest()


def test_what_is_plain_already_stays_as_it_is() -> None:
    def rule(number: int) -> int:
        return number + 1

    assert plain(rule) is rule
    assert isinstance(plain(give), FunctionType)
