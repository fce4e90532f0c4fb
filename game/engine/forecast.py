"""Forecasts: exactly what an attack or bombardment may bring, and every term behind it, as values.

Nothing is sampled and no rule stands here: the rules rehearse the fight with every different luck (`rules.rehearsal`),
this module adds up with weights and gives names. Chances and means are exact fractions; losses are those that the
sides count when the fight is fought, crews of lost guns and vehicles among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE, Fate, Fire, Kind, Result, Term
from game.engine.orders import Attack, Bombard
from game.engine.term_table import EVEN
from game.rules import orders as rules_orders
from game.rules.rehearsal import new_rehearsal
from game.rules.scratch import Scratch
from game.scenario.loading import Scenario
from game.scenario.world import KINDS, LUCK, State, World

PAIRS: Final = LUCK * LUCK
ARMOUR: Final = (Kind.TANK, Kind.VEHICLE)
GUNS: Final = (Kind.MORTAR, Kind.GUN)


@dataclass(frozen=True)
class FireForecast:
    """One of the fires of a battle: `base` times every term, rounded down after each, is `value`."""

    fire: Fire
    base: int
    terms: tuple[tuple[Term, int], ...]
    value: int


@dataclass(frozen=True)
class Spread:
    """A number that luck decides: its exact mean, the least and the most that it can be."""

    mean: Fraction
    least: int
    most: int


@dataclass(frozen=True)
class UnitForecast:
    """What a fight may do to one unit.

    `men` and `vehicles` are those it has no more after the fight, `men` with all crews of what is lost or disabled;
    `before` is its cohesion now, `cohesion` that at the end; `fates` has the chance of each Fate that may be, `routs`
    the chance that it breaks in the fight, `suppressed` that it is suppressed at the end; `ends` are the hexes where it
    may stand after it, likeliest first.
    """

    unit: str
    men: Spread
    vehicles: Spread
    before: int
    cohesion: Spread
    fates: dict[Fate, Fraction]
    routs: Fraction
    suppressed: Fraction
    ends: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True)
class SideForecast:
    """What a fight may do to one side. `losses` has the kinds that may be lost or disabled, and men always.

    `cohesion` is what each of its units loses of it, on average over them (rulebook 5.6, 6.2); the least and the most
    are rounded away from it. `vehicles` are those that may be lost or disabled; `written_off` those that may be lost
    for good, among them such as lay disabled before and are given up.
    """

    units: tuple[UnitForecast, ...]
    losses: dict[Kind, Spread]
    cohesion: Spread
    captured: Spread
    guns: Spread
    vehicles: Spread
    written_off: Spread

    @property
    def men(self) -> Spread:
        """The men it loses, prisoners among them."""
        return self.losses[Kind.MEN]


@dataclass(frozen=True)
class AttackForecast:
    """What an assault would bring (rulebook 5.9): all that the rules will do, to the end of the advance.

    `odds` are in hundredths at even luck; `morale` is the defenders' morale in thousandths: the odds are the fires on
    men of both sides against each other, divided by it. `chances` are those of the results. A result says what the
    defenders have to do: `trapped` is the chance that at least one of them finds no way out, `cornered` that of each
    result in which all who have to leave find none; `guns_left` are the guns that they leave behind;
    `broken_off` is the chance that the attackers break off for their losses. `emptied` is the
    chance that no defender is left in the hex, `taken` that an attacker stands in it (never, if the order says
    `holding`). The men and vehicles `hit` are those expected to fall to fire alone, before what a retreat or a last
    stand costs.
    """

    order: Attack
    odds: int
    chances: dict[Result, Fraction]
    fires: tuple[FireForecast, ...]
    attackers: SideForecast
    defenders: SideForecast
    emptied: Fraction
    taken: Fraction
    trapped: Fraction
    broken_off: Fraction
    guns_left: Spread
    cornered: dict[Result, Fraction]
    surrender: Fraction
    rout: Fraction
    destroyed: Fraction
    eliminated: Fraction
    attackers_hit: Fraction
    defenders_hit: Fraction
    vehicles_hit: Fraction
    defensive_guns: tuple[str, ...]
    morale: int = 1000

    @property
    def success(self) -> Fraction:
        """The chance that the defenders give up the hex: that none of them is left in it."""
        return self.emptied

    @property
    def attackers_lost(self) -> Fraction:
        """The men that the attackers are expected to lose in all."""
        return self.attackers.men.mean

    @property
    def defenders_lost(self) -> Fraction:
        """The men that the defenders are expected to lose in all."""
        return self.defenders.men.mean

    @property
    def vehicles_lost(self) -> Fraction:
        """The vehicles of the attackers that are expected to be lost or disabled in all."""
        return self.attackers.vehicles.mean


@dataclass(frozen=True)
class Outlook:
    """What tells one assault from another where many are weighed: the same three numbers as in its AttackForecast."""

    odds: int
    success: Fraction
    attackers_lost: Fraction


@dataclass(frozen=True)
class BombardForecast:
    """What a bombardment would bring: its fire with terms, and what it does to those who stand there (rulebook 6.2)."""

    order: Bombard
    fire: FireForecast
    defenders: SideForecast
    destroyed: Fraction
    emptied: Fraction
    defenders_hit: Fraction

    @property
    def defenders_lost(self) -> Fraction:
        """The men that the defenders are expected to lose."""
        return self.defenders.men.mean


def attack_forecast(scenario: Scenario, world: World, state: State, scratch: Scratch, order: Attack) -> AttackForecast:
    """Return exactly what to expect of an assault that is in `scratch.order` and legal; changes nothing."""
    rules_orders.forecast(world, state, scratch)
    ways = _Ways(scenario, world, state, scratch, assault=True)
    battle, weighed, fates = scratch.battle[0], scratch.forecast[0], ways.fates
    results, trapped = ways.way("result"), ways.way("trapped") > 0
    cornered = trapped & ~_any(fates == Fate.FALLS_BACK)
    return AttackForecast(
        order=order,
        odds=int(weighed.odds),
        chances={result: Fraction(int(weighed.results[result]), PAIRS) for result in Result},
        fires=_fires(scratch),
        attackers=ways.side(0),
        defenders=ways.side(1),
        emptied=ways.chance(ways.way("emptied")),
        taken=ways.chance(ways.way("taken")),
        trapped=ways.chance(trapped),
        broken_off=ways.chance(ways.way("broken_off")),
        guns_left=ways.spreads(ways.ways["guns_left"])[0],
        cornered={result: ways.chance(cornered & (results == result)) for result in Result},
        surrender=ways.chance(_any(fates == Fate.SURRENDERS)),
        rout=ways.chance(_any(ways.breaks[:, ways.attackers :] > 0)),
        destroyed=ways.chance(_any(fates == Fate.DESTROYED)),
        eliminated=ways.chance(~_any(fates < Fate.DESTROYED)),
        attackers_hit=Fraction(int(weighed.attackers_hit), 1000 * PAIRS),
        defenders_hit=Fraction(int(weighed.defenders_hit), 1000 * PAIRS),
        vehicles_hit=Fraction(int(weighed.vehicles_hit), 1000 * PAIRS),
        defensive_guns=tuple(scenario.names.units[int(battle.gun[i])] for i in range(int(battle.guns))),
        morale=int(battle.morale),
    )


def attack_outlook(scenario: Scenario, world: World, state: State, scratch: Scratch) -> Outlook:
    """Return the outlook of an assault that is in `scratch.order` and legal, in a third of the time of a forecast."""
    rules_orders.forecast(world, state, scratch)
    ways = _Ways(scenario, world, state, scratch, assault=True)
    (men,) = ways.spreads(ways.lost[:, 0, [Kind.MEN]])
    return Outlook(int(scratch.forecast[0].odds), ways.chance(ways.way("emptied")), men.mean)


def bombard_forecast(
    scenario: Scenario, world: World, state: State, scratch: Scratch, order: Bombard
) -> BombardForecast:
    """Return exactly what to expect of a bombardment that is in `scratch.order` and legal; changes nothing."""
    rules_orders.forecast(world, state, scratch)
    ways = _Ways(scenario, world, state, scratch, assault=False)
    return BombardForecast(
        order=order,
        fire=_fires(scratch)[Fire.ATTACKER],
        defenders=ways.side(1),
        destroyed=ways.chance(_any(ways.fates == Fate.DESTROYED)),
        emptied=ways.chance(ways.way("emptied")),
        defenders_hit=Fraction(int(scratch.forecast[0].defenders_hit), 1000 * LUCK),
    )


def _fires(scratch: Scratch) -> tuple[FireForecast, ...]:
    """Return the four fires of the battle with their terms."""
    battle = scratch.battle.view(np.ndarray)[0]
    raw, terms, value = battle["raw"].tolist(), battle["terms"].tolist(), battle["value"].tolist()
    named = [tuple((term, one[term]) for term in Term if one[term] != EVEN) for one in terms]
    return tuple(FireForecast(fire, raw[fire], named[fire], value[fire]) for fire in Fire)


class _Ways:
    """All ways in which a fight may go, to be added up.

    W ways; of the N units in the battle the attackers come first. Records are read as plain columns, all numbers of a
    kind at once: the adding up must not take longer than the fights.
    """

    def __init__(self, scenario: Scenario, world: World, state: State, scratch: Scratch, assault: bool) -> None:
        battle = scratch.battle[0]
        self.scenario = scenario
        self.attackers = int(battle.attackers)
        self.units = battle.attacker[: self.attackers].tolist() + battle.defender[: int(battle.defenders)].tolist()
        different = 1 + int(np.count_nonzero(np.diff(world.rules[0].luck)))
        rehearsal = new_rehearsal(world, state, different**2 if assault else different, len(self.units))
        found = int(rules_orders.rehearse(world, state, scratch, rehearsal))
        self.ways = _columns(rehearsal.ways[:found])
        self.after = {name: column[..., 0] for name, column in _columns(rehearsal.after[:found]).items()}
        self.weights = self.way("weight").astype(np.int64)
        self.total = int(self.weights.sum())
        units, figures = (array.view(np.ndarray)[self.units] for array in (state.units, state.unit_figures))
        self.before = {
            "men": figures["men"],
            "armour": figures["armour"],
            "cohesion": units["cohesion"],
            "routed": units["routed"],
        }
        self.breaks = self.after["routed"] * (self.before["routed"] == 0)
        kinds = self.ways["losses"].reshape(found, 2, KINDS)
        sums = [kinds[:, :, some].sum(axis=2, keepdims=True) for some in (GUNS, ARMOUR)]
        others = [self.ways[name].reshape(found, 2, 1) for name in ("written_off", "captured")]
        self.lost = np.concatenate([kinds, *sums, *others], axis=2)

    def way(self, name: str) -> NDArray[np.int32]:
        """(W,) a number that each way has."""
        column: NDArray[np.int32] = self.ways[name][:, 0]
        return column

    @property
    def fates(self) -> NDArray[np.int32]:
        """(W, defenders) their fates."""
        fates: NDArray[np.int32] = self.after["fate"][:, self.attackers :]
        return fates

    def chance(self, marks: NDArray[Any]) -> Fraction:
        """Return how likely the ways are that are marked, (W,)."""
        return Fraction(int(self.weights @ marks), self.total)

    def spreads(self, numbers: NDArray[Any]) -> list[Spread]:
        """Return mean, least and most of several numbers in each way, (W, n)."""
        totals, least, most = self.weights @ numbers, numbers.min(axis=0), numbers.max(axis=0)
        return [
            Spread(Fraction(total, self.total), low, high)
            for total, low, high in zip(totals.tolist(), least.tolist(), most.tolist(), strict=True)
        ]

    def side(self, group: int) -> SideForecast:
        """Return what becomes of the attackers (0) or the defenders (1)."""
        *kinds, guns, vehicles, written_off, captured = self.spreads(self.lost[:, group])
        places = slice(0, self.attackers) if group == 0 else slice(self.attackers, None)
        return SideForecast(
            units=self._units(places),
            losses={kind: kinds[kind] for kind in Kind if kinds[kind].most or kind is Kind.MEN},
            cohesion=self._cohesion_lost(places),
            captured=captured,
            guns=guns,
            vehicles=vehicles,
            written_off=written_off,
        )

    def _cohesion_lost(self, places: slice) -> Spread:
        """Return what each of some units loses of its cohesion, on average over them."""
        lost = self.before["cohesion"][places] - self.after["cohesion"][:, places]
        count = max(1, lost.shape[1])
        sums = lost.sum(axis=1)
        mean = Fraction(int(self.weights @ sums), self.total * count)
        return Spread(mean, int(sums.min()) // count, -(-int(sums.max()) // count))

    def _units(self, places: slice) -> tuple[UnitForecast, ...]:
        """Return what becomes of some units."""
        hexes = self.after["hex"][:, places]
        numbers = {
            name: list(zip(self.before[name][places].tolist(), self.spreads(self.after[name][:, places]), strict=True))
            for name in ("men", "armour", "cohesion")
        }
        fates = [(self.weights @ (self.after["fate"][:, places] == fate)).tolist() for fate in Fate]
        breaks = (self.weights @ self.breaks[:, places]).tolist()
        kept_down = (self.weights @ self.after["suppressed"][:, places]).tolist()
        return tuple(
            UnitForecast(
                unit=self.scenario.names.units[unit],
                men=_taken_from(*numbers["men"][place]),
                vehicles=_taken_from(*numbers["armour"][place]),
                before=numbers["cohesion"][place][0],
                cohesion=numbers["cohesion"][place][1],
                fates={fate: Fraction(fates[fate][place], self.total) for fate in Fate if fates[fate][place]},
                routs=Fraction(breaks[place], self.total),
                suppressed=Fraction(kept_down[place], self.total),
                ends=self._ends(hexes[:, place]),
            )
            for place, unit in enumerate(self.units[places])
        )

    def _ends(self, hexes: NDArray[np.int32]) -> tuple[tuple[str, Fraction], ...]:
        """Return the hexes where a unit may stand at the end, likeliest first."""
        different, places = np.unique(hexes, return_inverse=True)
        weights = np.bincount(places, self.weights).astype(np.int64)
        likeliest = sorted(zip(weights.tolist(), different.tolist(), strict=True), key=lambda end: (-end[0], end[1]))
        number = self.scenario.hex_number
        return tuple((str(number(hex_)), Fraction(weight, self.total)) for weight, hex_ in likeliest if hex_ != NOWHERE)


def _columns(rows: NDArray[Any]) -> dict[str, NDArray[np.int32]]:
    """(..., numbers) the fields of records that are all 32-bit numbers, by name."""
    plain = rows.view(np.ndarray)
    numbers = plain.view(np.int32).reshape(*plain.shape, -1)
    assert plain.dtype.fields is not None
    return {
        name: numbers[..., offset // 4 : (offset + kind.itemsize) // 4]
        for name, (kind, offset, *_) in plain.dtype.fields.items()
    }


def _taken_from(before: int, after: Spread) -> Spread:
    """Return what a number falls by."""
    return Spread(before - after.mean, before - after.most, before - after.least)


def _any(marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(W,) in which ways at least one unit is marked, (W, N)."""
    return np.asarray(marks.any(axis=1))
