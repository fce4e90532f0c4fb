"""What each number of a State may be in a game of a given scenario: the least and the most that the rules can reach.

A snapshot from a file is held against these. They follow from the scenario and from what the rules do, so that no state
of play is refused; a number that follows wholly from others (strength from items, loads and zones from who stands
where) has none, since `snapshots` works it out again and compares.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from game.core.limits import MOST_REPAIRED
from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, SIDES, UNREACHED, Kind, Phase, Status, Supply
from game.rules.effects.recovery import FRESH, SPENT
from game.rules.effects.works import LEVEL_OF_WORK
from game.scenario.schema import basics
from game.scenario.world import KINDS, State, World

Bounds = dict[str, tuple[Any, Any]]
"""By field the least and the most, as numbers or as arrays that fit the field's."""

PLAIN: Final = "value"
"""The field of an array that is not of records."""

DEEPEST: Final = basics.bounds_of(basics.Works)[1]
"""Levels of entrenchment, as the most that any ground allows."""

BOTH: Final = 3
"""Both sides, as they are added up where a hex has been assaulted."""

CARRIED: Final = 999
"""Thousandths that are carried on to the next loss."""


def unit_bounds(world: World) -> Bounds:
    """Return the bounds of `State.units` (U,): a unit never has more than it came with or can draw."""
    fixed, rules = world.units, world.rules[0]
    works = rules.works
    most = -(-max(int(works.digging), int(works.digging_in_zone)) // 1000)  # a rate of a turn, rounded up
    dig = most * max(1000, int(works.digging_engineers)) // 1000
    return {
        "items": (0, fixed["count"]),
        "carry": (0, CARRIED),
        "disabled": (0, fixed["count"]),
        "repairs": (0, CARRIED),
        "hex": (NOWHERE, len(world.hexes) - 1),
        "below": (NOWHERE, len(fixed) - 1),
        "cohesion": (0, FRESH),
        "fatigue": (0, SPENT),
        "mp_left": (0, MOVEMENT_QUARTERS),
        "digging": (0, LEVEL_OF_WORK + DEEPEST * dig),  # what is left over from each level
        "stock": (0, fixed["stock"]),
        "missions": (0, np.maximum(fixed["missions"], fixed["start_missions"])),
        "distance": (0, UNREACHED),
        "status": (0, max(Status)),
        "entrenchment": (0, DEEPEST),
        "supply": (0, max(Supply)),
        "attacked": (0, 1),
        "moved": (0, 1),
        "pinned": (0, 1),
        "suppressed": (0, 1),
        "defended": (0, int(rules.artillery.defensive_missions)),
        "routed": (0, 1),
    }


def hex_bounds(world: World) -> Bounds:
    """Return the bounds of `State.hexes` (H,)."""
    return {"top": (NOWHERE, len(world.units) - 1), "owner": (NOWHERE, SIDES - 1), "assaulted": (0, BOTH)}


def side_bounds(world: World, start_depots: Any, turn: int, losses: Any, repaired: Any) -> Bounds:
    """Return the bounds of `State.sides` (SIDES,) in a turn, for losses and repaired vehicles (SIDES, KINDS).

    Nobody loses more than there ever was, but for what was repaired, or has more in depots than has come, and prisoners
    are among the men lost. Only what has armour is repaired, each vehicle once a turn.
    """
    lifts = world.calendar["lift"][: turn + 1].astype(np.int64).sum(axis=0)
    again = repaired.astype(np.int64)
    again[:, Kind.MEN] = again.sum(axis=1) * int(world.equipment["crew"].max(initial=0))
    turns = turn - int(world.frame[0].first_turn) + 1
    return {
        "losses": (0, most_losses(world) + again),
        "repaired": (0, np.minimum(MOST_REPAIRED, turns * armoured_of(world, world.units["count"]))),
        "written_off": (0, armoured_of(world, world.units["count"])),
        "crew_carry": (0, CARRIED),
        "burnt_carry": (0, CARRIED),
        "captured": (0, losses[:, Kind.MEN]),
        "depot": (0, start_depots.astype(np.int64) + lifts),
    }


def permission_bounds(world: World) -> Bounds:
    """Return the bounds of `State.permissions` (N,): a ban is in force in turns of the calendar, or in none."""
    last = int(world.frame[0].last_turn)
    return {"first": (0, last), "last": (0, last)}


def clock_bounds(world: World, *, over: bool) -> Bounds:
    """Return the bounds of `State.clock` (1,); a level has been reached when the game is over, and only then."""
    return {
        "turn": (int(world.frame[0].first_turn), int(world.frame[0].last_turn)),
        "active": (0, SIDES - 1),
        "phase": (0, max(Phase)),
        "draws": (0, MOST_DRAWS),
        "level": (0, len(world.levels) - 1) if over else (NOWHERE, NOWHERE),
    }


MOST_DRAWS: Final = 1_000_000
"""Fights of one player turn; a thousand units that each fire until their time is used up come nowhere near."""


def bounds_of(world: World, state: State, start: State) -> dict[str, Bounds]:
    """Return the bounds of every array that a game is; an array of plain numbers has one field, PLAIN."""
    clock, sides = state.clock[0], state.sides
    return {
        "units": unit_bounds(world),
        "hexes": hex_bounds(world),
        "sides": side_bounds(world, start.sides["depot"], int(clock.turn), sides["losses"], sides["repaired"]),
        "crossings": {PLAIN: (0, np.maximum(world.crossings["day"], world.crossings["night"]))},  # as much as they lift
        "bridges": {PLAIN: (0, 1)},
        "permissions": permission_bounds(world),
        "drawn": {"items": (0, world.units["count"] if len(state.drawn) else 0)},
        "departures": {"turn": (0, int(clock.turn)), "hex": (0, len(world.hexes) - 1)},
        "clock": clock_bounds(world, over=bool(clock.phase == Phase.OVER)),
    }


def most_losses(world: World) -> Any:
    """Return (SIDES, KINDS) all that each side ever has, by kind; the men of all crews count as men."""
    return losses_of(world, world.units["count"], np.zeros_like(world.units["count"]))


def losses_of(world: World, first: Any, items: Any) -> Any:
    """Return (SIDES, KINDS) what is missing where units have `items` left of their `first`, all men of a crew with it.

    Both are (U, SLOTS).
    """
    used = world.units["items"] != NOWHERE
    gone = (first.astype(np.int64) - items)[used]
    equipment = world.equipment[world.units["items"][used]]
    sides = np.broadcast_to(world.units["side"][:, None], used.shape)[used]
    losses = np.zeros((SIDES, KINDS), np.int64)
    np.add.at(losses, (sides, equipment["kind"]), gone)
    losses[:, Kind.MEN] = 0
    np.add.at(losses, (sides, int(Kind.MEN)), gone * equipment["crew"])
    return losses


def armoured_of(world: World, items: Any) -> Any:
    """Return (SIDES, KINDS) how many of these items of the units (U, SLOTS) have armour."""
    used = world.units["items"] != NOWHERE
    equipment = world.equipment[world.units["items"][used]]
    sides = np.broadcast_to(world.units["side"][:, None], used.shape)[used]
    armoured = np.zeros((SIDES, KINDS), np.int64)
    np.add.at(armoured, (sides, equipment["kind"]), items.astype(np.int64)[used] * (equipment["armour"] > 0))
    return armoured
