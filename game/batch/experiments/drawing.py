"""Strengths that are drawn: units with as many men as the sources allow, or so many per cent more or fewer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.core import dice
from game.core.dice import WORD
from game.core.errors import UsageError
from game.scenario.changes import Change, units_of
from game.scenario.compiling import full_items, start_items
from game.scenario.loading import Scenario
from game.scenario.names import Listed, branches, units_in
from game.scenario.schema.scenario_file import Deployment

_SALT: Final = 0x57E


def drawn_strengths(
    scenario: Scenario, draw: int, seed: int, units: Sequence[str] | None = None, spread: int = 0
) -> tuple[Change, ...]:
    """Return the changes that give units the strengths of one draw; draw 0 leaves all as they are.

    A unit with a `range` has any number of men from its least to its most, each as likely; another one `spread` per
    cent more or fewer than it has. Its other items go with its men.

    Parameters
    ----------
    units : units or formations; all that take part if not given

    Raises
    ------
    UsageError : there is no such unit, or none of them can vary.
    """
    listed = {one.unit.id: one for one in units_in(branches(scenario.nouns))}
    deployed = {entry.unit: entry for entry in scenario.file.deployment}
    named = listed if units is None else dict.fromkeys(unit for name in units for unit in units_of(scenario, name))
    varied = [listed[unit] for unit in named if unit in deployed and (listed[unit].unit.range is not None or spread)]
    if not varied:
        raise UsageError(f"no strength can be drawn: no unit has a `range`, and `spread` is {spread}")
    if draw == 0:
        return ()
    return tuple(
        _change(scenario, one, deployed[one.unit.id], _uniform(seed, draw, one.unit.id), spread) for one in varied
    )


def _change(scenario: Scenario, listed: Listed, deployed: Deployment, share: float, spread: int) -> Change:
    """Return what gives a unit the strength that lies by a share, from 0 to 1, between its least and its most."""
    noun, unit = scenario.unit_types.unit_types[listed.unit.type], listed.unit
    equipment = scenario.equipment.equipment
    full = sum(count * equipment[item].crew for item, count in full_items(noun, listed).items())
    factor = 1 + (2 * share - 1) * spread / 100
    if unit.range is not None and full > 0:
        low, high = unit.range
        factor = (low + share * (high - low)) / full
    items = {item: round(count * factor) for item, count in start_items(noun, listed, deployed).items()}
    return Change("set", f'deployment."{unit.id}".items', items)


def _uniform(seed: int, draw: int, unit: str) -> float:
    """Return a number from 0 to below 1 that belongs to a seed, a draw and a unit, wherever it stands in the forces."""
    mix = getattr(dice.mix, "py_func", dice.mix)
    word = mix((seed & WORD) ^ _SALT) ^ mix((seed >> 32) & WORD)
    for letter in unit.encode():
        word = mix((word + letter) & WORD)
    return float(mix((word + draw) & WORD)) / (WORD + 1)
