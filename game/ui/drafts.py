"""An attack that is being put together: who assaults, which guns support, whether the ground is to be taken.

A Draft is a value: clicking a unit in or out gives another. What may take part the rules say, unit by unit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from game.core.terms import NOWHERE, Role, Status, Tolerance
from game.engine.forecast import AttackForecast, BombardForecast
from game.engine.game import Game, Verdict
from game.engine.orders import Attack, Bombard, Fight
from game.engine.surveys import fires_directly

TOLERANCES: Final = (Tolerance.MINIMISE, Tolerance.LIMIT, Tolerance.IGNORE)
"""What an assault may cost before it is broken off, the least first."""


@dataclass(frozen=True)
class Draft:
    """An attack on a hex as far as it has been put together. Units stand in the order in which they were chosen."""

    target: str
    units: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    holding: bool = False
    tolerance: Tolerance = Tolerance.IGNORE

    @property
    def order(self) -> Fight | None:
        """The order that it makes: an assault, a bombardment if one gun unit is alone, None if nobody takes part."""
        if self.units:
            return Attack(self.target, self.units, self.support, self.holding, self.tolerance)
        if len(self.support) == 1:
            return Bombard(self.target, self.support[0])
        return None

    @property
    def is_composed(self) -> bool:
        """Whether it has taken more than one click to put together."""
        return self.holding or len(self.units) + len(self.support) > 1

    def has(self, unit: str) -> bool:
        """Whether a unit takes part."""
        return unit in self.units or unit in self.support


@dataclass(frozen=True)
class Candidate:
    """A unit that may take part, or why it may not."""

    unit: str
    guns: bool
    verdict: Verdict


def toggled(game: Game, draft: Draft, unit: str) -> Draft:
    """Return the draft with a unit clicked in or out."""
    if unit in draft.units:
        return replace(draft, units=tuple(other for other in draft.units if other != unit))
    if unit in draft.support:
        return replace(draft, support=tuple(other for other in draft.support if other != unit))
    if fires(game, draft.target, unit):
        return replace(draft, support=(*draft.support, unit))
    return replace(draft, units=(*draft.units, unit))


def draft_of(game: Game, target: int, units: tuple[str, ...]) -> Draft:
    """Return a draft of an attack on a hex by some units, those that the rules let take part."""
    number = game.scenario.hex_number(target)
    assert number is not None
    draft = Draft(number)
    for unit in units:
        if candidate(game, draft.target, unit).verdict:
            draft = toggled(game, draft, unit)
    return draft


def candidates(game: Game, target: str) -> list[Candidate]:
    """Return who of the active side could take part in an attack on a hex, assaulting units first.

    Named are all units next to the hex and all guns; those that may not, with the reason.
    """
    names, state = game.scenario.names, game.state
    hex_ = game.scenario.hex_row(target)
    assert hex_ is not None
    side = names.side_row[game.active_side]
    near = {int(there) for there in game.world.hexes.neighbour[hex_] if there != NOWHERE}
    found = []
    for row, unit in enumerate(names.units):
        if state.units[row].status != Status.PRESENT or game.world.units[row].side != side:
            continue
        if is_guns(game, unit) or int(state.units[row].hex) in near or _fires_over_water(game, target, unit):
            found.append(candidate(game, target, unit))
    return sorted(found, key=lambda one: (one.guns, not one.verdict))


def candidate(game: Game, target: str, unit: str) -> Candidate:
    """Return whether a unit may take part in an attack on a hex."""
    guns = fires(game, target, unit)
    return Candidate(unit, guns, game.check(Bombard(target, unit) if guns else Attack(target, (unit,))))


def is_guns(game: Game, unit: str) -> bool:
    """Whether a unit is artillery, which supports and bombards but does not assault."""
    return bool(game.world.units[game.scenario.names.unit_row[unit]].role == Role.ARTILLERY)


def fires(game: Game, target: str, unit: str) -> bool:
    """Whether a unit fires on a hex and does not assault it: artillery, boats, and everybody at boats (rule 6.7)."""
    hex_, row = game.scenario.hex_row(target), game.scenario.names.unit_row[unit]
    assert hex_ is not None
    return is_guns(game, unit) or fires_directly(game, row, hex_)


def _fires_over_water(game: Game, target: str, unit: str) -> bool:
    return fires(game, target, unit) and bool(game.check(Bombard(target, unit)))


def forecast(game: Game, draft: Draft) -> AttackForecast | BombardForecast | Verdict | None:
    """Return what the attack would bring; why it is not legal; None if nobody takes part yet."""
    if draft.order is None:
        return None
    verdict = game.check(draft.order)
    return game.forecast(draft.order) if verdict else verdict


def by_tolerance(game: Game, found: AttackForecast) -> dict[Tolerance, AttackForecast]:
    """Return what an assault would bring with each tolerance, the one that has been forecast among them."""
    return {
        tolerance: found
        if tolerance == found.order.tolerance
        else game.forecast(replace(found.order, tolerance=tolerance))
        for tolerance in TOLERANCES
    }


def reversed_forecast(game: Game, draft: Draft) -> tuple[AttackForecast | None, str]:
    """Return what an attack of the enemy in the target hex on the first of our units would bring; or why there is none.

    Asked of a copy in which it is the enemy's turn.
    """
    if not draft.units:
        return None, "no unit of yours takes part yet"
    row = game.scenario.names.unit_row[draft.units[0]]
    ours = game.scenario.hex_number(int(game.state.units[row].hex))
    hex_ = game.scenario.hex_row(draft.target)
    assert ours is not None
    assert hex_ is not None
    ahead = game.copy()
    ahead.end_turn()
    if ahead.outcome is not None or ahead.active_side == game.active_side:
        return None, "the game ends before the enemy can attack"
    attackers = []
    unit = int(ahead.state.hexes[hex_].top)
    while unit != NOWHERE:
        name = game.scenario.names.units[unit]
        if not is_guns(game, name) and ahead.check(Attack(ours, (name,))):
            attackers.append(name)
        unit = int(ahead.state.units[unit].below)
    if not attackers:
        return None, "no enemy unit there could attack"
    found = ahead.forecast(Attack(ours, tuple(attackers)))
    assert isinstance(found, AttackForecast)
    return found, ""
