"""How strong units are when they come into play, where that is left to chance (rulebook 2.4)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core._jit import rule
from game.core.dice import Purpose, draw
from game.rules import effects
from game.rules.luck import is_without_luck
from game.scenario.world import SLOTS, State, World


@rule
def drawn_percent(world: World, state: State, unit: int) -> int:
    """Return the per cent of full strength that a unit comes with: some dice added, without luck their mean (2.4)."""
    row = world.units[unit]
    span = int(row.most) - int(row.least)
    if is_without_luck(world) == 1:
        return int(row.least) + span // 2
    dice = int(row.dice)
    percent = int(row.least)
    for i in range(dice):
        faces = span // dice + (1 if i < span % dice else 0) + 1
        percent += draw(int(state.clock[0].seed), 0, Purpose.STRENGTH, unit, 0, i) % faces
    return percent


@rule
def draw_strengths(world: World, state: State) -> None:
    """Draw how many items units come with, of those whose strength is left to chance; at the set-up (2.4)."""
    for unit in range(len(state.drawn)):
        row = world.units[unit]
        percent = drawn_percent(world, state, unit) if row.dice > 0 else 1
        most = int(row.most) if row.dice > 0 else 1
        for slot in range(SLOTS):
            whole = int(row.count[slot])
            count = (2 * whole * percent + most) // (2 * most)
            if slot == 0 and whole > 0:
                count = max(1, count)
            effects.come_with(state, unit, slot, count)


@rule
def count_at_start(world: World, state: State, unit: int, slot: int) -> int:
    """Return how many items a unit came with in a slot, or will (2.4)."""
    return int(world.units[unit].count[slot]) if len(state.drawn) == 0 else int(state.drawn[unit].items[slot])


@rule
def men_at_start(world: World, state: State, unit: int) -> int:
    """Return the men that a unit came with, crews counted, or will come with."""
    men = 0
    for slot in range(SLOTS):
        count = count_at_start(world, state, unit, slot)
        if count > 0:
            men += count * int(world.equipment[int(world.units[unit].items[slot])].crew)
    return men


def counts_at_start(world: World, state: State) -> NDArray[Any]:
    """Return (U, SLOTS) how many items units came with, or will (2.4)."""
    return np.asarray(state.drawn["items"]) if len(state.drawn) else np.asarray(world.units["count"])
