"""Marches that take more than one turn: the way to a hex beyond reach, and where each turn's march would end.

The way is that of open ground as it is in this turn, by day, with nobody in it: what comes in between stops the march.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.commanders.ground.ways import FAR
from game.commanders.officer.mind import spread_ways
from game.core.hexes import distance
from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, Mobility, Status
from game.engine.game import Game
from game.scenario.loading import Scenario

MOST_STEPS: Final = 2_000
"""Steps of a way that no map comes near."""

NEAR_ENEMY: Final = 2
"""Steps from an enemy at which a far march stops: what is met there the player is to decide on."""


@dataclass(frozen=True)
class FarWay:
    """A way over several turns: its hexes in order, and the hex where each turn's march would end, the first first."""

    hexes: tuple[int, ...]
    halts: tuple[int, ...]

    @property
    def turns(self) -> int:
        """How many turns it takes."""
        return len(self.halts)


class _Known:
    """The way that was asked for last: bottom line and map both show it at every move of the mouse."""

    def __init__(self) -> None:
        self.scenario: Scenario | None = None
        self.of: tuple[str, str, int] = "", "", NOWHERE
        self.way: FarWay | None = None


_KNOWN: Final = _Known()


def far_way(game: Game, unit: str, target: int) -> FarWay | None:
    """Return the way of a unit to a hex, however far; None where there is none."""
    asked = game.digest(), unit, target
    if _KNOWN.scenario is not game.scenario or _KNOWN.of != asked:
        _KNOWN.scenario, _KNOWN.of, _KNOWN.way = game.scenario, asked, _far_way(game, unit, target)
    return _KNOWN.way


def _far_way(game: Game, unit: str, target: int) -> FarWay | None:
    row = game.scenario.names.unit_row[unit]
    here = int(game.state.units[row].hex)
    if here == NOWHERE or game.state.units[row].status != Status.PRESENT:
        return None
    if game.world.hexes[target].water and game.world.units[row].mobility != Mobility.BOAT:
        return None  # it could cross, perhaps, but not stay
    left = _ways_to(game, int(game.world.units[row].mobility), target)
    if left[here] >= FAR:
        return None
    hexes, halts = [here], []
    points = int(game.state.units[row].mp_left)
    while hexes[-1] != target and len(hexes) < MOST_STEPS:
        near = [int(there) for there in game.world.hexes[hexes[-1]].neighbour if there != NOWHERE]
        there = min(near, key=lambda hex_: (int(left[hex_]), hex_))
        cost = int(left[hexes[-1]]) - int(left[there])
        if cost > points:
            halts.append(hexes[-1])
            points = max(MOVEMENT_QUARTERS, cost)
        points -= cost
        hexes.append(there)
    return FarWay(tuple(hexes), (*halts, target))


def _ways_to(game: Game, mobility: int, target: int) -> NDArray[np.int32]:
    """Return (H,) quarter points from each hex to a target."""
    way = np.full(len(game.world.hexes), FAR, np.int32)
    way[target] = 0
    spread_ways(game.world, game.scratch, game.turn, mobility, way)
    return way


def has_enemy_near(game: Game, row: int) -> bool:
    """Whether an enemy stands within NEAR_ENEMY steps of a unit, as far as its side knows."""
    seen = game.seen_by(game.active_side)
    columns, here, side = game.scenario.map.columns, int(seen.state.units[row].hex), game.world.units[row].side
    enemies = (seen.state.units.status == Status.PRESENT) & (game.world.units.side != side)
    held = set(seen.state.units.hex[enemies].tolist())
    return any(
        distance(here % columns, here // columns, hex_ % columns, hex_ // columns) <= NEAR_ENEMY for hex_ in held
    )
