"""What the compiled half hands about: the order that each game prepares, and the table on which all of them lie."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.terms import SIDES
from game.learning.side_by_side.places import OfClock, OfHex, OfSide, OfUnit
from game.rules.scratch import MAX_UNITS
from game.scenario.world import Records, State, new_log, record, records

DRAFT = record(
    [
        ("stage", "<i4"),  # as `drafting.Stage`
        ("target", "<i4"),  # hex that is to be assaulted, else NOWHERE
        ("taken", "<i4"),  # decisions in this player turn
        ("in_all", "<i4"),
        ("margin", "<i4"),  # points of the first side less those of the other
        ("points", "<i4", (2,)),  # victory points as things stand
        ("changed", "<i4"),  # 1: something has happened on the map since it was last looked at
        ("viewer", "<i4"),  # the side for which the map was shown last
        ("shown", "<i4"),  # the target that is shown
        ("count", "<i4"),  # units named
        ("units", "<i2", (MAX_UNITS,)),
    ]
)
"""What one game has been asked for since its last order, and what it has come to."""

Draft = Any
"""A row of DRAFT."""


class Table(NamedTuple):
    """What all games share, and where their masks go. N games, S slots, A actions."""

    own: NDArray[np.int32]  # (SIDES, S) row of the unit in each slot, NOWHERE in empty ones
    masks: NDArray[np.int8]  # (N, A) 1: the action may be taken
    actions: NDArray[np.int64]  # (N,) the action to take; NONE: leave the game as it is
    limits: NDArray[np.int64]  # (1,) decisions of a player turn
    viewer: NDArray[np.int64]  # (1,) the side whose view is shown; NOWHERE: of the one that is to decide
    slot_of: NDArray[np.int32]  # (U,) the slot of each unit
    ranges: NDArray[np.int64]  # (U, SLOTS) hexes that the items in each slot reach at range
    unit_tops: NDArray[np.int64]  # (OfUnit,) the most that each number of a unit may be
    side_tops: NDArray[np.int64]  # (OfSide,) the most that each number of a side may be


class Seen(NamedTuple):
    """What is seen of all games. N games, S slots, H hexes; the last axis or the planes are those of `places`."""

    units: NDArray[np.int32]  # (N, 2 S, OfUnit)
    hexes: NDArray[np.uint8]  # (N, OfHex, H)
    sides: NDArray[np.int32]  # (N, 2, OfSide)
    clock: NDArray[np.int32]  # (N, OfClock)


def new_drafts(games: int) -> Records:
    """Return drafts for so many games."""
    return records(DRAFT, games)


def new_seen(games: int, slots: int, hexes: int) -> Seen:
    """Return room for what is seen of so many games."""
    return Seen(
        units=np.zeros((games, SIDES * slots, len(OfUnit)), np.int32),
        hexes=np.zeros((games, len(OfHex), hexes), np.uint8),
        sides=np.zeros((games, SIDES, len(OfSide)), np.int32),
        clock=np.zeros((games, len(OfClock)), np.int32),
    )


def stacked(state: State, games: int) -> State:
    """Return room for so many games like this one: a State whose arrays have the games as their first axis.

    No log is kept: results never depend on it.
    """
    rooms = []
    for array in (*state[:-1], new_log(0)):
        room: NDArray[Any] = np.zeros((games, *array.shape), array.dtype)
        rooms.append(room.view(np.recarray) if isinstance(array, np.recarray) else room)
    return State._make(rooms)


def game_in(games: State, game: int) -> State:
    """Return one of the games: its State lies in the rows of all."""
    return State._make(array[game] for array in games)


def lay(games: State, game: int, start: State) -> None:
    """Lay a State into the rows of one of the games, byte by byte: field by field takes ten times as long."""
    for name in start._fields[:-1]:
        room, array = getattr(games, name), getattr(start, name)
        into = room[game].view(np.ndarray).view(np.uint8).reshape(-1)
        into[:] = array.view(np.ndarray).view(np.uint8).reshape(-1)
