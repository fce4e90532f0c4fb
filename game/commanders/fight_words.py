"""What commanders say of a fight that they propose: its chance, and what it is expected to cost."""

from __future__ import annotations

from fractions import Fraction

from game.engine.event_words import counted
from game.engine.forecast import AttackForecast
from game.engine.game import Game
from game.engine.order_table import forecast_of
from game.engine.orders import Attack
from game.rules.scratch import Scratch


def expected_of(game: Game, scratch: Scratch, order: Attack) -> AttackForecast:
    """Return the exact forecast of an assault, which is in `scratch.order`."""
    expected = forecast_of(game.scenario, game.world, game.state, scratch, order)
    assert isinstance(expected, AttackForecast)
    return expected


def hundredths(chance: Fraction) -> int:
    """Return a chance out of a hundred; neither 0 nor 100 unless it is just that."""
    share = chance * 100
    return int(share) if share.denominator == 1 else min(99, max(1, round(share)))


def losses(game: Game, expected: AttackForecast) -> str:
    """Return the losses that are to be expected, of both sides."""
    active = int(game.state.clock.active[0])
    adjectives = game.scenario.names.side_adjectives
    own = counted("men", round(expected.attackers_lost))
    if round(expected.vehicles_lost):
        own += f" and {counted('vehicle', round(expected.vehicles_lost))}"
    theirs = counted("men", round(expected.defenders_lost))
    return f"expected losses: {adjectives[active]} {own}, {adjectives[1 - active]} {theirs}"
