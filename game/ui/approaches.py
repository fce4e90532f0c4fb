"""From where a unit could attack an enemy in this turn: the hexes next to it that it reaches with time left to assault.

Each is weighed by the exact forecast of the attack from there, made on a copy in which the unit has marched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.commanders.delegation import on_average
from game.core.terms import NOWHERE, Role, Status
from game.engine.forecast import AttackForecast
from game.engine.game import Game
from game.engine.orders import Attack, Move
from game.engine.surveys import Reach, march

MOST: Final = 6
"""Hexes next to another."""


@dataclass(frozen=True)
class Approach:
    """A hex from which a unit could attack, the march there, and what the attack by it alone would bring."""

    hex: int
    order: Move
    forecast: AttackForecast

    @property
    def success(self) -> float:
        """The chance that the defenders give up the hex."""
        return float(self.forecast.success)


def can_still_attack(game: Game, reach: Reach) -> frozenset[int]:
    """Return the hexes in reach, next to an enemy, from which the unit has points left for an assault.

    Guns do not assault.
    """
    row = game.scenario.names.unit_row[reach.unit]
    if game.world.units[row].role == Role.ARTILLERY:
        return frozenset()
    left = int(game.state.units[row].mp_left) - int(game.world.rules[0].assault.attack_time)
    enemies = (game.world.units.side != game.world.units[row].side) & (game.state.units.status == Status.PRESENT)
    near = set(game.world.hexes.neighbour[game.state.units.hex[enemies]].ravel().tolist())
    return frozenset(hex_ for hex_ in reach.ends & near if int(reach.cost[hex_]) <= left)


def approach_hexes(game: Game, reach: Reach, target: int) -> list[int]:
    """Return the hexes next to another that a unit reaches with time left to assault."""
    near = {int(there) for there in game.world.hexes[target].neighbour if there != NOWHERE}
    return sorted(can_still_attack(game, reach) & near)


def approaches(game: Game, reach: Reach, target: int) -> list[Approach]:
    """Return from where a unit could attack a hex in this turn, the best first; nothing if it could not."""
    number = game.scenario.hex_number(target)
    assert number is not None
    found = []
    for hex_ in approach_hexes(game, reach, target)[:MOST]:
        order, ahead = march(game, reach, hex_), on_average(game)
        attack = Attack(number, (reach.unit,))
        if not ahead.check(order):
            continue
        ahead.play(order)
        ahead.world = game.world  # the march went as on average; the fight has the luck that it has
        if ahead.check(attack):
            forecast = ahead.forecast(attack)
            assert isinstance(forecast, AttackForecast)
            found.append(Approach(hex_, order, forecast))
    return sorted(found, key=lambda one: (-one.success, int(reach.cost[one.hex]), one.hex))
