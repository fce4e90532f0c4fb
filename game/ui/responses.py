"""What a click on a hex or a counter does: the hand at the mouse does it, the bottom line says it before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.core.terms import NOWHERE
from game.engine.game import Game
from game.engine.orders import Fight, Move
from game.engine.surveys import march
from game.engine.threats import Threat
from game.ui.approaches import approach_hexes
from game.ui.command.far_marches import far_way, has_enemy_near
from game.ui.drafts import Draft, candidate, fires, toggled
from game.ui.foreseen import OUTLOOK
from game.ui.selection import Selection
from game.ui.session import Shown, units_in

NOT_YOUR_TURN: Final = "It is not your turn."
NO_UNIT: Final = "Select a unit first."
NOBODY_YET: Final = "No unit takes part yet: click units to add them to the attack."
TOO_FAR: Final = "That hex is out of movement range this turn."
LONG: Final = 2
"""Turns from which a march is a far one."""
THERE_ALREADY: Final = "Already there."


@dataclass(frozen=True)
class Choose:
    """A hex is chosen, with a unit in it if there is one; an attack that is cancelled for it is `dropped`."""

    hex: int
    unit: str | None
    dropped: Draft | None


@dataclass(frozen=True)
class Stay:
    """All stays as it is."""


@dataclass(frozen=True)
class Join:
    """A unit is clicked into the attack that is being put together, or out of it."""

    unit: str
    out: bool


@dataclass(frozen=True)
class March:
    """The chosen unit marches."""

    order: Move


@dataclass(frozen=True)
class FarMarch:
    """The chosen unit sets out for a hex that it does not reach this turn, and marches on in the turns after it."""

    unit: str
    hex: int
    turns: int


@dataclass(frozen=True)
class MarchAndAttack:
    """The chosen unit can march up to an enemy and attack in this turn, best as `attack`; it is asked from where."""

    target: int
    attack: Threat


@dataclass(frozen=True)
class Plan:
    """An attack is begun to be put together, with its forecast; the chosen unit does not take part if `why_not`."""

    hex: int
    target: str
    unit: str | None
    why_not: str


@dataclass(frozen=True)
class CarryOut:
    """The attack that has been put together is carried out."""

    order: Fight


@dataclass(frozen=True)
class Kept:
    """Nothing is done, for the attack that has been put together would be lost."""

    target: str


@dataclass(frozen=True)
class Refused:
    """Nothing is done, and the player is shown why."""

    sentence: str


Response = Choose | Stay | Join | March | FarMarch | MarchAndAttack | Plan | CarryOut | Kept | Refused


def left_response(shown: Shown, selection: Selection, hex_: int, orders_too: bool) -> Response:
    """Return what a left click does: a unit joins the attack or leaves it; marches, if `orders_too`; is chosen."""
    game, draft, reach = shown.game, selection.draft, selection.reach
    if draft is not None and side_in(game, hex_) == _active(game):
        for unit in units_in(game, hex_):
            if draft.has(unit) or _fits(game, toggled(game, draft, unit)):
                return Join(unit, draft.has(unit))
    if orders_too and reach is not None and hex_ in reach.ends:
        return right_response(shown, selection, hex_)
    if draft is not None and draft.is_composed:
        return Kept(draft.target)
    chosen = next_of(units_in(game, hex_), selection, hex_)
    if draft is None and (hex_, chosen) == (selection.hex, selection.unit):
        return Stay()
    return Choose(hex_, chosen, draft)


def unit_response(shown: Shown, selection: Selection, unit: str) -> Response:
    """Return what a left click on a unit of a stack does, in the fan or the list: it is chosen, joins or leaves."""
    game, draft = shown.game, selection.draft
    if draft is None:
        hex_ = int(game.state.units[game.scenario.names.unit_row[unit]].hex)
        return Stay() if unit == selection.unit else Choose(hex_, unit, None)
    if draft.has(unit):
        return Join(unit, out=True)
    if commanded(game, unit) is None:
        return not_yours(unit)
    alone = candidate(game, draft.target, unit).verdict
    if not alone:
        return Refused(f"{unit} cannot take part: {alone.sentence}")
    joined = toggled(game, draft, unit).order
    together = alone if joined is None else game.check(joined)
    return Join(unit, out=False) if together else Refused(together.sentence)


def not_yours(unit: str) -> Refused:
    """Return that a unit is not of the side whose turn it is."""
    return Refused(f"{unit} is not under your command now.")


def right_response(shown: Shown, selection: Selection, hex_: int) -> Response:
    """Return what a right click does: an attack is begun or carried out, or the chosen unit marches."""
    game, draft = shown.game, selection.draft
    if not shown.is_humans_turn:
        return Refused(NOT_YOUR_TURN)
    if draft is not None and game.scenario.hex_number(hex_) == draft.target:
        return carry_out(game, draft)
    if draft is not None and draft.is_composed:
        return Kept(draft.target)
    if side_in(game, hex_) == 1 - _active(game):
        found = _after_march(game, selection, hex_)
        return MarchAndAttack(hex_, found) if found is not None else _plan(game, selection.unit, hex_)
    return _march(game, selection, hex_)


def carry_out(game: Game, draft: Draft) -> Response:
    """Return what confirming an attack does."""
    if draft.order is None:
        return Refused(NOBODY_YET)
    verdict = game.check(draft.order)
    return CarryOut(draft.order) if verdict else Refused(verdict.sentence)


def next_of(units: list[str], selection: Selection, hex_: int) -> str | None:
    """Return who is chosen by a click on a stack: the uppermost unit; if one of it is chosen, the next."""
    if not units:
        return None
    here = hex_ == selection.hex and selection.unit in units
    return units[(units.index(selection.unit) + 1) % len(units)] if here and selection.unit else units[0]


def side_in(game: Game, hex_: int) -> int:
    """Return the side that stands in a hex, NOWHERE for an empty one."""
    top = int(game.state.hexes[hex_].top)
    return NOWHERE if top == NOWHERE else int(game.world.units[top].side)


def commanded(game: Game, unit: str | None) -> str | None:
    """Return a unit if it is of the side whose turn it is, else None."""
    mine = unit is not None and game.world.units[game.scenario.names.unit_row[unit]].side == _active(game)
    return unit if mine else None


def _after_march(game: Game, selection: Selection, hex_: int) -> Threat | None:
    """Return the attack that the chosen unit could make on a hex after a march; None if it needs none, or cannot."""
    unit, reach = selection.unit, selection.reach
    if unit is None or reach is None or commanded(game, unit) is None or selection.hex is None:
        return None
    number = game.scenario.hex_number(hex_)
    assert number is not None
    if fires(game, number, unit) or candidate(game, number, unit).verdict:
        return None
    found = OUTLOOK.on(game, (unit,), hex_)
    return found if found is not None and approach_hexes(game, reach, hex_) else None


def _plan(game: Game, unit: str | None, hex_: int) -> Plan:
    """Return the attack that is begun; a unit of the enemy that is chosen, to be looked at, has no part in it."""
    target, unit = game.scenario.hex_number(hex_), commanded(game, unit)
    assert target is not None
    why_not = "" if unit is None else _why_not(game, target, unit)
    return Plan(hex_, target, unit, why_not)


def _why_not(game: Game, target: str, unit: str) -> str:
    verdict = candidate(game, target, unit).verdict
    return "" if verdict else verdict.sentence


def _march(game: Game, selection: Selection, hex_: int) -> Response:
    unit, reach = selection.unit, selection.reach
    if unit is None:
        return Refused(NO_UNIT)
    if commanded(game, unit) is None:
        return not_yours(unit)
    if hex_ == selection.hex:
        return Refused(THERE_ALREADY)
    if reach is None or hex_ not in reach.hexes:
        if has_enemy_near(game, game.scenario.names.unit_row[unit]):  # it would not come far
            return Refused(TOO_FAR)
        way = far_way(game, unit, hex_)
        return Refused(TOO_FAR) if way is None or way.turns < LONG else FarMarch(unit, hex_, way.turns)
    order = march(game, reach, hex_)
    verdict = game.check(order)
    return March(order) if verdict else Refused(verdict.sentence)


def _active(game: Game) -> int:
    return game.scenario.names.side_row[game.active_side]


def _fits(game: Game, draft: Draft) -> bool:
    return draft.order is not None and bool(game.check(draft.order))
