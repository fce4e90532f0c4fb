"""What can be laid over the map by a key: one function an overlay, from the game and the selection to marks.

A new overlay is a function and a line in OVERLAYS. All of them show what the rules say; nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.core.terms import NOWHERE, EventKind, Supply
from game.engine.surveys import supply_of, threat_of
from game.ui.keys import Action
from game.ui.selection import Selection
from game.ui.session import Session
from game.view.marks import Marks

MANY: Final = 4
"""Enemy units that can reach a hex from which it counts as reached by many."""


@dataclass(frozen=True)
class Overlay:
    """One overlay: the key that shows it, its title, and what it marks."""

    action: Action
    title: str
    marks: Callable[[Session, Selection], Marks]


def enemy_reach(session: Session, selection: Selection) -> Marks:
    """Where the enemy of the active side could be, or attack, after its next turn."""
    game = session.game
    count = threat_of(game, other_side(session))
    marks = Marks(
        legend=[("enemy_reach_few", f"1 to {MANY - 1} units"), ("enemy_reach_many", f"{MANY} units and more")]
    )
    for hex_ in np.flatnonzero(count):
        marks.hexes[int(hex_)] = "enemy_reach_many" if count[hex_] >= MANY else "enemy_reach_few"
    return marks


def zones(session: Session, selection: Selection) -> Marks:
    """Zones of control of both sides."""
    game = session.game
    own = game.scenario.names.side_row[game.active_side]
    mine, theirs = game.state.hexes.zone[:, own] > 0, game.state.hexes.zone[:, 1 - own] > 0
    marks = Marks(legend=[("zone_own", "ours"), ("zone_enemy", "theirs"), ("zone_both", "both")])
    for hex_ in np.flatnonzero(mine | theirs):
        both = mine[hex_] and theirs[hex_]
        marks.hexes[int(hex_)] = "zone_both" if both else "zone_own" if mine[hex_] else "zone_enemy"
    return marks


def supply(session: Session, selection: Selection) -> Marks:
    """How far supply of the active side reaches, and the line of the selected unit."""
    found = supply_of(session.game, session.game.active_side)
    marks = Marks(
        legend=[
            ("supply_full", "full supply"),
            ("supply_strained", "strained"),
            ("supply_low", "low"),
            ("supply_none", "nothing comes here: cut off or too far, near our units"),
        ]
    )
    names = {Supply.FULL: "supply_full", Supply.STRAINED: "supply_strained", Supply.LOW: "supply_low"}
    for hex_ in np.flatnonzero(found.metres >= 0):
        level = found.level(int(hex_))
        if level in names:
            marks.hexes[int(hex_)] = names[level]
    own = session.game.scenario.names.side_row[found.side]
    starved = (session.game.state.hexes.zone[:, own] > 0) & (found.metres < 0)
    marks.hexes |= {int(hex_): "supply_none" for hex_ in np.flatnonzero(starved)}
    if selection.hex is not None and (way := found.way(selection.hex)):
        marks.ways.append((tuple(reversed(way)), "supply_strained"))
        marks.words[way[len(way) // 2]] = f"{found.metres[selection.hex] / 1000:.1f} km"
    return marks


def control(session: Session, selection: Selection) -> Marks:
    """Whose ground it is."""
    owner = session.game.state.hexes.owner
    sides = session.scenario.names.side_adjectives
    marks = Marks(legend=[("control_first", sides[0]), ("control_second", sides[1])])
    for hex_ in np.flatnonzero(owner != NOWHERE):
        marks.hexes[int(hex_)] = "control_first" if owner[hex_] == 0 else "control_second"
    return marks


def last_moves(session: Session, selection: Selection) -> Marks:
    """Marches, retreats and fights of the enemy's last side-turn."""
    enemy = other_side(session)
    marks = Marks(legend=[("retreat", "way of a unit"), ("target", "fought over")])
    turns = [step.turn for step in session.steps if step.side == enemy]
    if not turns:
        return marks
    ways: dict[str, list[int]] = {}
    for step in session.steps:
        if step.turn != turns[-1] or step.side != enemy:
            continue
        for event in step.events:
            hexes = [session.scenario.hex_row(number) for number in (event.from_hex, event.to_hex) if number]
            rows = [hex_ for hex_ in hexes if hex_ is not None]
            if event.kind in (EventKind.MOVED, EventKind.ADVANCED, EventKind.RETREATED) and event.unit:
                way = ways.setdefault(event.unit, rows[:1])
                way.append(rows[-1])
            elif event.kind in (EventKind.ASSAULT, EventKind.BOMBARDMENT) and rows:
                marks.hexes[rows[-1]] = "target"
    marks.ways = [(tuple(way), "retreat") for way in ways.values() if len(way) > 1]
    return marks


OVERLAYS: Final[Mapping[Action, Overlay]] = {
    overlay.action: overlay
    for overlay in (
        Overlay(Action.ENEMY_REACH, "Reach of the enemy", enemy_reach),
        Overlay(Action.ZONES, "Zones of control", zones),
        Overlay(Action.SUPPLY, "Supply", supply),
        Overlay(Action.CONTROL, "Control of the ground", control),
        Overlay(Action.LAST_MOVES, "Last moves of the enemy", last_moves),
    )
}


def other_side(session: Session) -> str:
    """Return the side whose turn it is not."""
    first, second = session.scenario.names.sides
    return second if session.game.active_side == first else first
