"""What is noted of every assault and bombardment of a run: who fought where, by which luck, what it cost both sides.

The log does not name all who take part. So where fights are noted, orders are given one by one, as they are at the
board, and each fight is read off the buffers of the rules: the games are the same, and take several times as long.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE, EventKind, Kind, OrderKind
from game.rules.scratch import Scratch
from game.scenario.world import KINDS, State, World


class CombatNote(IntEnum):
    """The columns of `Results.combats` before those of losses, of the attackers and then of the defenders by kind."""

    TURN = 0
    SIDE = 1  # that attacks
    ORDER = 2  # an OrderKind
    FROM = 3  # hex of the unit that is named first
    TARGET = 4  # hex
    ODDS = 5  # hundredths, with the luck of the fight; NOWHERE in a bombardment
    ATTACKER_LUCK = 6  # thousandths
    DEFENDER_LUCK = 7  # thousandths; NOWHERE in a bombardment
    RESULT = 8  # a Result; NOWHERE in a bombardment
    FOUGHT = 9  # thousandths of the assault before it was broken off
    TAKEN = 10  # 1: an attacker went into the hex
    ATTACKERS = 11  # how many units; of a bombardment the one that fires
    SUPPORTS = 12  # how many units of guns fire for them
    DEFENDERS = 13  # how many units stand in the hex
    GUNS = 14  # how many units of guns fire in its defence


COLUMNS: Final = len(CombatNote) + 2 * KINDS
GROUPS: Final = (CombatNote.ATTACKERS, CombatNote.SUPPORTS, CombatNote.DEFENDERS, CombatNote.GUNS)
"""Whose units stand in `Results.combat_units`, fight after fight, group after group."""

WHOLE: Final = 1000
ROWS_EACH: Final = 0.25
"""Fights of a unit in a turn for which room is reckoned: more than in any scenario that comes with the game."""


def most_fights(world: World, turns: int) -> int:
    """Return for how many fights of a run room is reckoned."""
    return int(ROWS_EACH * turns * len(world.units)) + 1


def adds_up(fights: NDArray[Any], counts: NDArray[Any], units: NDArray[Any]) -> bool:
    """Whether (F, columns) fights are as many as the runs have, (N,), and name as many (P,) units as there are."""
    groups = fights[:, list(GROUPS)]
    return bool(
        min(counts.min(initial=0), groups.min(initial=0)) >= 0
        and counts.sum() == len(fights)
        and groups.sum() == len(units)
    )


class CombatNotes:
    """The fights of one run."""

    def __init__(self, world: World, state: State) -> None:
        self.side, self.listed = (np.asarray(world.units[name]) for name in ("side", "items"))
        self.kind = np.asarray(world.equipment["kind"]).tolist()
        self.log, clock = state.log.view(np.ndarray), state.clock.view(np.ndarray)
        self.logged, self.turn, self.active = clock["logged"], clock["turn"], clock["active"]
        self.fights: list[list[int]] = []
        self.units: list[int] = []

    def note(self, scratch: Scratch, since: int) -> None:
        """Note a fight, if the order that has just been given was one; its events are in the log from a row on.

        It is the `watcher` of both players (`commanders.player.Player`).
        """
        kind = int(scratch.order["kind"][0])
        if kind in (OrderKind.MOVE, OrderKind.EXIT):
            return
        battle = scratch.battle.view(np.ndarray)[0]
        counts = [int(battle[name]) for name in ("attackers", "supports", "defenders", "guns")]
        groups = [
            battle[name][:count].tolist()
            for name, count in zip(("attacker", "support", "defender", "gun"), counts, strict=True)
        ]
        if kind == OrderKind.BOMBARD:
            groups[:2] = groups[1], []
        events = self.log[since : self.logged.item()]
        row = [NOWHERE] * COLUMNS
        row[CombatNote.TURN], row[CombatNote.SIDE] = self.turn.item(), self.active.item()
        row[CombatNote.ORDER], row[CombatNote.TARGET] = kind, int(battle["target"])
        row[CombatNote.FOUGHT], row[CombatNote.TAKEN] = WHOLE, 0
        for group, units in zip(GROUPS, groups, strict=True):
            row[group] = len(units)
            self.units += units
        row[len(CombatNote) :] = [0] * (2 * KINDS)
        for event in zip(*(events[name].tolist() for name in ("kind", "unit", "from_hex", "numbers")), strict=True):
            self._add(row, *event)
        self.fights.append(row)

    def _add(self, row: list[int], kind: int, unit: int, from_hex: int, numbers: list[int]) -> None:
        """Add one event to the row of its fight."""
        if kind in (EventKind.LOST, EventKind.DISABLED):
            equipment, items, _, men = numbers
            first = len(CombatNote) + (0 if self.side[unit] == row[CombatNote.SIDE] else KINDS)
            row[first + Kind.MEN] += men
            if self.kind[equipment] != Kind.MEN:
                row[first + self.kind[equipment]] += items
        elif kind == EventKind.ASSAULT:
            row[CombatNote.FROM] = from_hex
            odds, mine, theirs, result = numbers
            row[CombatNote.ODDS], row[CombatNote.RESULT] = odds, result
            row[CombatNote.ATTACKER_LUCK], row[CombatNote.DEFENDER_LUCK] = mine, theirs
        elif kind == EventKind.BOMBARDMENT:
            row[CombatNote.FROM], row[CombatNote.ATTACKER_LUCK] = from_hex, numbers[1]
        elif kind == EventKind.BROKEN_OFF:
            row[CombatNote.FOUGHT] = numbers[0]
        elif kind == EventKind.ADVANCED:
            row[CombatNote.TAKEN] = 1

    def arrays(self) -> tuple[NDArray[np.int32], NDArray[np.int16]]:
        """Return (F, columns) the fights and (P,) their units."""
        return np.array(self.fights, np.int32).reshape(-1, COLUMNS), np.array(self.units, np.int16)
