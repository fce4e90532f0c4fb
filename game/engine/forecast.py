"""Forecasts: the exact distribution of an attack's results and every term behind it, as values.

Nothing is worked out here: the rules fill `scratch.battle` and `scratch.chance`, this module gives them names.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from game.core.terms import Result
from game.engine.orders import Attack, Bombard
from game.rules.scratch import Fire, Scratch, Term
from game.scenario.world import LUCK

PAIRS = LUCK * LUCK


@dataclass(frozen=True)
class FireForecast:
    """One of the fires of a battle: `base` times every term, rounded down after each, is `value`."""

    fire: Fire
    base: int
    terms: tuple[tuple[Term, int], ...]
    value: int


@dataclass(frozen=True)
class AttackForecast:
    """What an assault would bring (rulebook 5.9).

    `odds` are in hundredths at even luck; `chances` are exact. Expected losses are from fire, in men and vehicles;
    what a retreat costs comes on top. `resolve` is the defenders' morale in thousandths: the odds are the fires on men
    of both sides against each other, divided by it.
    """

    order: Attack
    odds: int
    chances: dict[Result, Fraction]
    fires: tuple[FireForecast, ...]
    attackers_lost: Fraction
    defenders_lost: Fraction
    vehicles_lost: Fraction
    defensive_guns: tuple[str, ...]
    resolve: int = 1000

    @property
    def success(self) -> Fraction:
        """The chance that the defender gives ground."""
        return sum((chance for result, chance in self.chances.items() if result > Result.HELD), Fraction(0))


@dataclass(frozen=True)
class BombardForecast:
    """What a bombardment would bring: its fire with terms, and the men it is expected to cost (rulebook 6.2)."""

    order: Bombard
    fire: FireForecast
    defenders_lost: Fraction


def _fire(scratch: Scratch, fire: Fire) -> FireForecast:
    battle = scratch.battle[0]
    return FireForecast(
        fire,
        int(battle.raw[fire]),
        tuple((term, int(battle.terms[fire, term])) for term in Term if battle.terms[fire, term] != 1000),  # noqa: PLR2004
        int(battle.value[fire]),
    )


def attack_forecast(order: Attack, scratch: Scratch, unit_names: tuple[str, ...]) -> AttackForecast:
    """Return what the rules have just worked out for an assault."""
    battle = scratch.battle[0]
    chance = scratch.chance
    return AttackForecast(
        order=order,
        odds=int(chance[8]),
        chances={result: Fraction(int(chance[result]), PAIRS) for result in Result},
        fires=tuple(_fire(scratch, fire) for fire in Fire),
        attackers_lost=Fraction(int(chance[5]), 1000 * LUCK),
        defenders_lost=Fraction(int(chance[6]), 1000 * LUCK),
        vehicles_lost=Fraction(int(chance[7]), 1000 * LUCK),
        defensive_guns=tuple(unit_names[int(battle.gun[i])] for i in range(int(battle.guns))),
        resolve=int(battle.resolve),
    )


def bombard_forecast(order: Bombard, scratch: Scratch) -> BombardForecast:
    """Return what the rules have just worked out for a bombardment."""
    return BombardForecast(order, _fire(scratch, Fire.ATTACKER), Fraction(int(scratch.chance[6]), 1000 * LUCK))
