"""The order that is being prepared, decision by decision, and which decisions are open: the rules say it, through Game.

`side_by_side.choosing` has the same for many games at once, in compiled code; tests hold the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE, Role, Status
from game.engine.game import Game
from game.engine.orders import Attack, Bombard, Exit, Fight, Move, Order
from game.engine.surveys import Reach, march, reach_of
from game.learning.actions import END, EVERYBODY, GUNS, LAUNCH, LAUNCHES, Actions

if TYPE_CHECKING:
    from collections.abc import Iterable


class Stage(IntEnum):
    """What is to be decided next."""

    UNIT = 0
    HEX = 1
    ASSAULT = 2


@dataclass
class Draft:
    """An order as far as it has been decided: units by row, the first the one that was named first."""

    stage: Stage = Stage.UNIT
    units: list[int] = field(default_factory=list)
    target: int = NOWHERE

    def clear(self) -> None:
        """Begin with the next order."""
        self.stage, self.units, self.target = Stage.UNIT, [], NOWHERE


# --- what is open ---------------------------------------------------------------------------------------------------


def open_actions(game: Game, actions: Actions, draft: Draft, side: int) -> NDArray[np.int8]:
    """(A,) int8: 1 for each action that the active side may take, by what it knows (`game` is as it sees it)."""
    mask = np.zeros(actions.count, np.int8)
    if game.outcome is not None:
        return mask
    if draft.stage is Stage.UNIT:
        for slot, unit in _present(game, actions, side):
            mask[slot] = can_act(game, unit)
        mask[actions.others + END] = 1
    elif draft.stage is Stage.HEX:
        for hex_ in open_hexes(game, draft.units[0]):
            mask[actions.first_hex + hex_] = 1
    else:
        for slot, unit in _present(game, actions, side):
            if may_join(game, draft, unit):
                mask[slot] = 1
                mask[actions.others + (GUNS if _is_gun(game, unit) else EVERYBODY)] = 1
        mask[actions.others + LAUNCH : actions.others + END] = 1
    return mask


def can_act(game: Game, unit: int) -> bool:
    """Whether the rules allow any order of a unit alone: a march, an assault, a bombardment, an exit."""
    return bool(_fights(game, unit)) or bool(_reach(game, unit).ends) or bool(_exits(game, unit))


def open_hexes(game: Game, unit: int) -> list[int]:
    """Return the hexes of all orders of a unit alone: marches, assaults, shelling; its own if it may leave the map."""
    return sorted([*_reach(game, unit).ends, *_fights(game, unit), *_exits(game, unit)])


def may_join(game: Game, draft: Draft, unit: int) -> bool:
    """Whether a unit may join the assault that is being prepared."""
    return unit not in draft.units and bool(game.check(attack_of(game, [*draft.units, unit], draft.target)))


def joining(game: Game, actions: Actions, draft: Draft, side: int, *, guns: bool) -> list[int]:
    """Return all guns, or all others, that can join the assault together, the first in the order of the scenario."""
    ahead = Draft(Stage.ASSAULT, list(draft.units), draft.target)
    for _, unit in _present(game, actions, side):
        if _is_gun(game, unit) == guns and may_join(game, ahead, unit):
            ahead.units.append(unit)
    return ahead.units[len(draft.units) :]


def _present(game: Game, actions: Actions, side: int) -> Iterable[tuple[int, int]]:
    """Yield slot and row of the units of a side that are on the map."""
    for slot, unit in enumerate(actions.own[side].tolist()):
        if unit != NOWHERE and game.state.units[unit].status == Status.PRESENT:
            yield slot, unit


def _is_gun(game: Game, unit: int) -> bool:
    return bool(game.world.units[unit].role == Role.ARTILLERY)


def _reach(game: Game, unit: int) -> Reach:
    return reach_of(game, game.scenario.names.units[unit])


def _exits(game: Game, unit: int) -> list[int]:
    """Return the hex where a unit stands if it may leave the map from there now, else none."""
    here = int(game.state.units[unit].hex)
    return [here] if game.check(Exit(game.scenario.names.units[unit], _number(game, here))) else []


def _fights(game: Game, unit: int) -> list[int]:
    """Return the hexes that a unit alone may assault, or shell if it has guns."""
    side = int(game.world.units[unit].side)
    if _is_gun(game, unit):
        near = np.flatnonzero(game.state.hex_figures.side == 1 - side).tolist()
    else:
        near = [
            hex_ for hex_ in game.world.hexes[int(game.state.units[unit].hex)].neighbour.tolist() if hex_ != NOWHERE
        ]
        near = [hex_ for hex_ in near if game.state.hex_figures[hex_].side == 1 - side]
    return [hex_ for hex_ in near if game.check(fight_of(game, unit, hex_))]


# --- orders ---------------------------------------------------------------------------------------------------------


def attack_of(game: Game, units: list[int], target: int, launch: int = len(LAUNCHES) - 2) -> Attack:
    """Return the assault on a hex by these units, guns in support; `launch` is a place in LAUNCHES."""
    names = game.scenario.names.units
    tolerance, holding = LAUNCHES[launch]
    return Attack(
        _number(game, target),
        tuple(names[unit] for unit in units if not _is_gun(game, unit)),
        tuple(names[unit] for unit in units if _is_gun(game, unit)),
        holding,
        tolerance,
    )


def fight_of(game: Game, unit: int, hex_: int) -> Fight:
    """Return the bombardment of a hex by a unit of guns, or the assault on it by any other."""
    if _is_gun(game, unit):
        return Bombard(_number(game, hex_), game.scenario.names.units[unit])
    return attack_of(game, [unit], hex_)


def order_at(game: Game, unit: int, hex_: int) -> Order | None:
    """Return what a unit alone would be ordered to do with a hex; None where it could not even begin to march there."""
    if game.state.hex_figures[hex_].side == 1 - int(game.world.units[unit].side):
        return fight_of(game, unit, hex_)
    reach = _reach(game, unit)
    if hex_ in reach.hexes and hex_ != reach.start:
        return march(game, reach, hex_)
    here = int(game.state.units[unit].hex)
    if hex_ == here:
        leaves = game.world.exits[game.world.units[unit].side, here] == 1
        return Exit(game.scenario.names.units[unit], _number(game, here)) if leaves else None
    if hex_ in game.world.hexes[here].neighbour:
        return Move(game.scenario.names.units[unit], (_number(game, here), _number(game, hex_)))
    return None


def _number(game: Game, hex_: int) -> str:
    number = game.scenario.hex_number(hex_)
    assert number is not None, "a hex off the map"
    return number
