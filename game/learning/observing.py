"""What a side sees of a game, as arrays of fixed shape.

Whoever calls hands in the game as the side knows it (`Game.seen_by`); nothing here looks further. `side_by_side.seeing`
has the same for many games at once, in compiled code; tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from gymnasium import spaces
from numpy.typing import NDArray

from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, SIDES, Award, Deny, Mobility, Status
from game.engine.game import Game
from game.engine.plain import plain
from game.learning.actions import Actions
from game.learning.drafting import Draft
from game.learning.features import MOST_OF_A_BYTE, VEHICLES, Feature, bounds, ground_features, map_size, shapes
from game.learning.setting import Setting
from game.learning.side_by_side.places import OfClock, OfHex, OfSide, OfUnit
from game.rules.ways import edge_cost

Observation = dict[str, NDArray[Any]]

PLANES: Final = ("hexes", "ground")
"""Parts whose features come before rows and columns."""


def observation_spaces(setting: Setting, actions: Actions) -> dict[str, spaces.Space[Any]]:
    """Return the space of each part of an observation, `action_mask` the last."""
    found: dict[str, spaces.Space[Any]] = {}
    for part, (features, shape, dtype) in shapes(setting, actions).items():
        low, high = bounds(features, dtype)
        if part in PLANES:
            low, high = (np.broadcast_to(bound[:, None, None], (len(bound), *shape)) for bound in (low, high))
        else:
            low, high = (np.broadcast_to(bound, (*shape, len(bound))) for bound in (low, high))
        found[part] = spaces.Box(low, high, dtype=dtype)
    found["action_mask"] = spaces.Box(0, 1, (actions.count,), np.int8)
    return found


class Observer:
    """Fills observations of one scenario. It keeps what never changes, and nothing of any game."""

    def __init__(self, setting: Setting, actions: Actions) -> None:
        self.setting = setting
        self.actions = actions
        self.parts = shapes(setting, actions)
        self.tops = {part: bounds(features, np.int64)[1] for part, (features, _, _) in self.parts.items()}
        states = range(len(setting.world.counts_as)) if setting.ground else ()
        self.ground = [[ground_of(setting, side, state) for side in range(SIDES)] for state in states]
        self.ranges = _ranges(setting)

    def observe(self, game: Game, side: int, draft: Draft, taken: int) -> Observation:
        """Return what a side sees, without the mask: arrays of its own.

        `game` is as the side knows it; `draft` is what it prepares, `taken` its decisions in this player turn.
        """
        size = map_size(self.setting.world)
        found: Observation = {
            "units": self._units(game, side, draft),
            "hexes": self._hexes(game, side, draft).reshape(len(OfHex), *size),
            "sides": self._sides(game, side),
            "clock": self._clock(game, side, draft, taken),
        }
        if self.setting.ground:
            found["ground"] = self.ground[int(game.world.calendar[game.turn].ground)][side].copy()
        return found

    def _units(self, game: Game, side: int, draft: Draft) -> NDArray[np.int32]:
        """(2S, OfUnit) the units of both sides, the own ones first."""
        rows = np.concatenate([self.actions.own[side], self.actions.own[1 - side]])
        exists = rows != NOWHERE
        rows = np.maximum(rows, 0)
        fixed, state, figures = game.world.units[rows], game.state.units[rows], game.state.unit_figures[rows]
        columns = map_size(self.setting.world)[1]
        found = {name: fixed[name.lower()] for name in _NEVER_CHANGING}
        found |= {
            "EXISTS": exists,
            "AWAITED": state.status == Status.AWAITED,
            "PRESENT": state.status == Status.PRESENT,
        }
        of_those_present = {
            "ROW": state.hex // columns,
            "COLUMN": state.hex % columns,
            "DISABLED": state.disabled.sum(axis=1),
            "RANGE": np.where(state["items"] > 0, self.ranges[rows], 0).max(axis=1),
            "POINTS": state.mp_left,
            "NAMED": np.isin(rows, draft.units) & (fixed.side == side),
            **{name: figures[name.lower()] for name in ("MEN", "ARMOUR", "FIRE", "FRONTAGE")},
            **{name: state[name.lower()] for name in _AS_THEY_ARE},
        }
        found |= {name: values * found["PRESENT"] for name, values in of_those_present.items()}
        out = np.stack([found[feature.name].astype(np.int64) for feature in OfUnit], axis=1)
        cut: NDArray[np.int64] = np.minimum(out, self.tops["units"])
        known: NDArray[np.int32] = (cut * exists[:, None]).astype(np.int32)
        return known

    def _hexes(self, game: Game, side: int, draft: Draft) -> NDArray[np.uint8]:
        """(OfHex, H) the planes of the map."""
        state, whose = game.state, game.world.units.side
        owner, figures = state.hexes.owner, state.hex_figures
        limit = max(1, int(game.world.rules[0].movement.stack_limit))
        out = np.zeros((len(OfHex), len(owner)), np.uint8)
        out[OfHex.OWN], out[OfHex.ENEMY] = owner == side, owner == 1 - side
        out[OfHex.LOAD] = np.minimum(figures.load.astype(np.int64) * 100 // limit, MOST_OF_A_BYTE)
        out[OfHex.OWN_ZONE] = np.minimum(figures.zone[:, side], MOST_OF_A_BYTE)
        out[OfHex.ENEMY_ZONE] = np.minimum(figures.zone[:, 1 - side], MOST_OF_A_BYTE)
        out[OfHex.NO_ENTRY], out[OfHex.NO_FIRE] = state.denied[side, Deny.ENTER], state.denied[side, Deny.FIRE]
        present = state.units.status == Status.PRESENT
        for plane, other in ((OfHex.OWN_UNITS, side), (OfHex.ENEMY_UNITS, 1 - side)):
            np.add.at(out[plane], state.units.hex[present & (whose == other)], 1)
        if draft.target != NOWHERE:
            out[OfHex.TARGET, draft.target] = 1
        return out

    def _sides(self, game: Game, side: int) -> NDArray[np.int32]:
        """(2, OfSide) both sides, the own one first."""
        points = list(game.points().values())
        rows = [
            [
                points[whose],
                *game.state.sides[whose].losses.tolist(),
                *game.state.sides[whose].written_off[list(VEHICLES)].tolist(),
                int(game.state.sides[whose].captured),
                int(game.state.sides[whose].depot),
            ]
            for whose in (side, 1 - side)
        ]
        low = np.zeros(len(OfSide), np.int64)
        low[OfSide.POINTS] = -self.tops["sides"][OfSide.POINTS]
        return np.array(rows, np.int64).clip(low, self.tops["sides"]).astype(np.int32)

    def _clock(self, game: Game, side: int, draft: Draft, taken: int) -> NDArray[np.int32]:
        """(OfClock,) the time, and how far the decision has come."""
        frame, turn = game.world.frame[0], game.world.calendar[game.turn]
        over = game.outcome is not None
        deciding = not over and int(game.state.clock.active[0]) == side
        found = {
            OfClock.TURN: game.turn,
            OfClock.TURNS_LEFT: int(frame.last_turn) - game.turn,
            OfClock.LIGHT: int(turn.light),
            OfClock.MINUTES: int(turn.minutes),
            OfClock.FIRST: int(frame.first_side) == side,
            OfClock.DECIDING: deciding,
            OfClock.STAGE: draft.stage * deciding,
            OfClock.DECISIONS_LEFT: max(0, self.setting.decisions_a_turn - taken) * deciding,
            OfClock.OVER: over,
        }
        return np.array([int(found[feature]) for feature in OfClock], np.int32)


_AS_THEY_ARE: Final = (
    *("COHESION", "FATIGUE", "ENTRENCHMENT", "DIGGING", "SUPPLY", "DISTANCE", "STOCK", "MISSIONS", "DEFENDED"),
    *("ROUTED", "ATTACKED", "MOVED", "PINNED", "SUPPRESSED"),
)
"""Features that are fields of a unit's state."""

_NEVER_CHANGING: Final = ("ARRIVAL", "ROLE", "ECHELON", "MOBILITY", "QUALITY", "MORALE", "NIGHT_ASSAULT")


def ground_of(setting: Setting, side: int, ground: int) -> NDArray[np.int16]:
    """(F, rows, columns) int16: the map in one state of its ground, as a side sees it (`features.ground_features`)."""
    world, hexes = setting.world, setting.world.hexes
    features = ground_features(setting)
    at = _places(features)
    out = np.zeros((len(features), len(hexes)), np.int32)
    for name in ("elevation", "water", "road"):
        out[at[name]] = hexes[name]
    terrain = world.counts_as[ground, hexes.terrain]
    out[at["terrain"]] = terrain
    out[at["cover"]], out[at["works"]] = world.terrain.cover[terrain], world.terrain.entrench_max[terrain]
    for name, whose in (("own", side), ("enemy", 1 - side)):
        out[at[f"{name}_source"]] = world.sources[whose]
        if f"{name}_exit" in at:
            out[at[f"{name}_exit"]] = world.exits[whose]
        for award in world.awards:
            if award.side == whose and award.award in (Award.HOLD, Award.GROUND, Award.CLEAR, Award.SHARE):
                out[at[f"{name}_value"]] += world.areas[int(award.area)] * max(0, int(award.points))
    cost = plain(edge_cost)
    for who, mobility in (("foot", Mobility.FOOT), ("wheels", Mobility.WHEELED)):
        for number in range(6):
            out[at[f"{who}_{number}"]] = [
                min(MOVEMENT_QUARTERS, cost(world, world.spans_at_start[ground], mobility, 0, hex_, number))
                for hex_ in range(len(hexes))
            ]
    low, high = bounds(features, np.int32)
    return out.clip(low[:, None], high[:, None]).astype(np.int16).reshape(len(features), *map_size(world))


def _places(features: Sequence[Feature]) -> dict[str, int]:
    return {feature.name: place for place, feature in enumerate(features)}


def _ranges(setting: Setting) -> NDArray[np.int64]:
    """(U, SLOTS) how many hexes the items in each slot of a unit reach at range, 0 without guns."""
    world = setting.world
    items = world.units["items"]
    row = world.equipment[np.maximum(items, 0)]
    reach = row.range.astype(np.int64) // int(world.frame[0].hex_size)
    found: NDArray[np.int64] = np.where((items != NOWHERE) & (row.indirect == 1), reach, 0)
    return found
