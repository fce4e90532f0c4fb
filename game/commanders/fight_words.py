"""What commanders say of a fight that they propose: its chance, and what it is expected to cost; and of leaving."""

from __future__ import annotations

from fractions import Fraction

from game.commanders.ground.boats import SHY
from game.commanders.ground.leaving import worth_of_leaving
from game.engine.event_words import counted, place
from game.engine.forecast import AttackForecast
from game.engine.game import Game
from game.engine.order_table import forecast_of
from game.engine.orders import Attack, Bombard, Order
from game.engine.plain import plain
from game.engine.surveys import fires_directly
from game.rules.scratch import Scratch
from game.rules.ways import is_boat


def expected_of(game: Game, scratch: Scratch, order: Attack) -> AttackForecast:
    """Return the exact forecast of an assault, which is in `scratch.order`."""
    expected = forecast_of(game.scenario, game.world, game.state, scratch, order)
    assert isinstance(expected, AttackForecast)
    return expected


def over_water(game: Game, order: Order) -> str:
    """Return why a boat goes somewhere, or somebody fires over water; nothing of any other order (rulebook 6.7)."""
    unit = game.scenario.names.unit_row[order.named[0]]
    if isinstance(order, Bombard):
        hex_ = game.scenario.hex_row(order.target)
        assert hex_ is not None
        where = place(game.scenario, order.target)
        return f"fires over water at {where}, where it does most harm" if fires_directly(game, unit, hex_) else ""
    if not plain(is_boat)(game.world, unit):
        return ""
    row = game.state.units[unit]
    return "out of the enemy's fire" if row.routed or row.cohesion < SHY else "to give more fire than it takes"


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


def points(thousandths: int) -> str:
    """Return victory points: "25 points", "16.7 points", "1 point"."""
    number = f"{thousandths / 1000:.1f}".removesuffix(".0")
    return f"{number} point{'' if number == '1' else 's'}"


def for_points(game: Game, unit: int) -> str:
    """Return what a unit leaves the map for from where it stands: ", for 2 points"; nothing where it brings none."""
    state = game.state
    worth = plain(worth_of_leaving)(game.world, state, unit, int(state.units.hex[unit]), int(state.clock.turn[0]))
    return f", for {points(worth)}" if worth > 0 else ""
