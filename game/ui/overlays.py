"""What can be laid over the map by a key: one function an overlay, from the game and the selection to marks.

A new overlay is a function, a line in OVERLAYS and a key (CONTRIBUTING.md has the steps). All of them show what the
rules say; nothing is worked out here. "Ours" and "theirs" go by `own_side`: the side that the player sees the board
from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE, EventKind, Supply
from game.desk.keys import Action
from game.engine.cards import unit_card
from game.engine.replay import Step
from game.engine.surveys import Reach, SupplyMap, further_reach, supply_of, threat_of
from game.engine.threats import Threat
from game.scenario.loading import Scenario
from game.scenario.names import percent, roughly
from game.ui.approaches import can_still_attack
from game.ui.foreseen import ASSUMED, FORESEEN, in_short, style_of, worst_of
from game.ui.foreseen import STYLES as STYLES_OF_THREATS
from game.ui.selection import Selection
from game.ui.session import Shown
from game.view.looks import localised
from game.view.marks import Marks, in_colours_of

MANY: Final = 4
"""Enemy units that can reach a hex from which it counts as reached by many."""
WORTH_A_FIGURE: Final = Fraction(1, 100)
"""Lesser chances are shown by the mark alone: figures of neighbouring hexes have little room at far zooms."""
WORDS_WIDE: Final = 2
"""Hexes to both sides of one with words that its words may cover."""


@dataclass(frozen=True)
class Overlay:
    """One overlay: the key that shows it, its title, what it marks, what it has to say of the hex pointed
    at, and a note on what it takes for granted.
    """

    action: Action
    title: str
    marks: Callable[[Shown, Selection], Marks]
    words: Callable[[Shown, Selection], str] | None = None
    note: str = ""


def own_side(shown: Shown, selection: Selection) -> str:
    """Return the side that the board is seen from: one chosen for it; of the person at it; whose turn it is."""
    if selection.viewpoint is not None:
        return selection.viewpoint
    return shown.person or shown.game.active_side


def enemy_side(shown: Shown, selection: Selection) -> str:
    """Return the side that is not `own_side`."""
    first, second = shown.scenario.names.sides
    return second if own_side(shown, selection) == first else first


# --- reach ----------------------------------------------------------------------------------------------------------


class ReachMarks:
    """Where the selected unit can go; worked out once for each reach, for the map is drawn sixty times a second."""

    def __init__(self) -> None:
        self._of: Reach | None = None
        self._found: dict[bool, Marks] = {}

    def marks(self, shown: Shown, selection: Selection, extended: bool, faint: bool) -> Marks:
        """Return the reach: `extended` by the next turn, or `faint`, as an outline beneath another overlay."""
        if selection.reach is None:
            return Marks()
        if selection.reach is not self._of:
            self._of, self._found = selection.reach, {}
        if extended not in self._found:
            self._found[extended] = reach(shown, selection.reach, extended)
        found = self._found[extended]
        return Marks(outlines=found.outlines) if faint else found


def reach(shown: Shown, found: Reach, extended: bool = False) -> Marks:
    """Where a unit can go this turn; `extended`: and with another turn's points after that."""
    within = frozenset(found.ends | {found.start})
    marks = Marks(outlines=[(within, "reach")], legend=[("reach", "this turn")], lit=within)
    attacking = can_still_attack(shown.game, found)
    if attacking:
        marks.hexes |= dict.fromkeys(attacking, "reach_fight")
        marks.legend.append(("reach_fight", "can still attack from there"))
    if extended:
        further = further_reach(shown.game, found)
        marks.hexes |= dict.fromkeys(further, "reach_next")
        marks.lit |= further
        marks.legend.append(("reach_next", "next turn, if no unit moves"))
    return marks


# --- the enemy ------------------------------------------------------------------------------------------------------


def enemy_reach(shown: Shown, selection: Selection) -> Marks:
    """Where the enemy could be, or attack, after its next turn."""
    count = threat_of(shown.game, enemy_side(shown, selection))
    marks = Marks(legend=[("enemy_reach_few", f"1 to {MANY - 1} units"), ("enemy_reach_many", f"{MANY} units or more")])
    for hex_ in np.flatnonzero(count):
        marks.hexes[int(hex_)] = "enemy_reach_many" if count[hex_] >= MANY else "enemy_reach_few"
    return marks


def threats(shown: Shown, selection: Selection) -> Marks:
    """What the enemy could do to each hex of ours with its next turn, by the exact forecast of the attack."""
    found = FORESEEN.to(shown.game, own_side(shown, selection))
    if not found:
        return Marks(legend=[("threat_low", "none of your hexes can be attacked next turn")])
    marks = Marks(
        over={hex_: style_of(threat) for hex_, threat in found.items()},  # each hex has counters, which would hide it
        words={hex_: percent(threat.lost) for hex_, threat in found.items() if threat.lost >= WORTH_A_FIGURE},
        legend=[*STYLES_OF_THREATS.items()],
    )
    worst = worst_of(found)
    if worst is not None:
        marks.over[worst] = "threat_worst"
    return marks


def threat_pointed_at(shown: Shown, selection: Selection) -> Threat | None:
    """Return the attack that the enemy could make on the hex under the pointer."""
    if selection.pointed is None:
        return None
    return FORESEEN.to(shown.game, own_side(shown, selection)).get(selection.pointed)


def words_of_threat(shown: Shown, selection: Selection) -> str:
    """Return what the attack on the hex under the pointer would come to, "" where there can be none."""
    threat = threat_pointed_at(shown, selection)
    return "" if threat is None else in_short(threat)


def last_moves(shown: Shown, selection: Selection) -> Marks:
    """Marches, retreats and fights of the enemy's last player turn."""
    enemy = enemy_side(shown, selection)
    marks = Marks(legend=[("retreat", "arrows: movement of units"), ("fought", "attacked")])
    turns = [step.turn for step in shown.steps if step.side == enemy]
    if not turns:
        return Marks(legend=[("retreat", "none yet")])
    found = moves_of(shown.scenario, [step for step in shown.steps if (step.turn, step.side) == (turns[-1], enemy)])
    marks.ways, marks.hexes = found.ways, found.hexes
    return marks


def moves_of(scenario: Scenario, steps: Iterable[Step]) -> Marks:
    """Return the ways of all units that moved in some steps, and the hexes fought over."""
    marks = Marks()
    ways: dict[str, list[int]] = {}
    for step in steps:
        for event in step.events:
            hexes = [scenario.hex_row(number) for number in (event.from_hex, event.to_hex) if number]
            rows = [hex_ for hex_ in hexes if hex_ is not None]
            if (
                event.kind in (EventKind.MOVED, EventKind.ADVANCED, EventKind.RETREATED, EventKind.BROKE_OUT)
                and event.unit
                and rows
            ):
                way = ways.setdefault(event.unit, rows[:1])
                way.append(rows[-1])
            elif event.kind in (EventKind.ASSAULT, EventKind.BOMBARDMENT) and rows:
                marks.hexes[rows[-1]] = "fought"
    marks.ways = [(tuple(way), "retreat") for way in ways.values() if len(way) > 1]
    return marks


# --- the ground -----------------------------------------------------------------------------------------------------


def zones(shown: Shown, selection: Selection) -> Marks:
    """Zones of control of both sides."""
    game = shown.game
    own = game.scenario.names.side_row[own_side(shown, selection)]
    mine, theirs = game.state.hex_figures.zone[:, own] > 0, game.state.hex_figures.zone[:, 1 - own] > 0
    adjectives = localised(shown.scenario).names.side_adjectives
    marks = Marks(legend=[("zone_own", adjectives[own]), ("zone_enemy", adjectives[1 - own]), ("zone_both", "both")])
    for hex_ in np.flatnonzero(mine | theirs):
        both = mine[hex_] and theirs[hex_]
        marks.hexes[int(hex_)] = "zone_both" if both else "zone_own" if mine[hex_] else "zone_enemy"
    return marks


def control(shown: Shown, selection: Selection) -> Marks:
    """Which side controls each hex."""
    owner = shown.game.state.hexes.owner
    sides = localised(shown.scenario).names.side_adjectives
    marks = Marks(legend=[("control_first", sides[0]), ("control_second", sides[1])])
    for side, style in enumerate(("control_first", "control_second")):
        area = frozenset(np.flatnonzero(owner == side).tolist())
        marks.hexes |= dict.fromkeys(area, style)
        marks.outlines.append((area, style))
    return in_colours_of(shown.scenario.names, marks)


def objectives(shown: Shown, selection: Selection) -> Marks:
    """The areas for whose holding there are points, who holds them, how many points they give to whom; exits."""
    scenario, owner = shown.scenario, shown.game.state.hexes.owner
    names = localised(scenario).names
    points: dict[str, dict[str, int]] = {}
    for award in scenario.file.victory.awards:
        if award.award == "hold" and award.area is not None:
            points.setdefault(award.area, {})[award.side] = award.points
    marks = Marks(
        legend=[
            ("objective_first", _held_by(names.side_adjectives[0])),
            ("objective_second", _held_by(names.side_adjectives[1])),
            ("objective", "contested"),
        ]
    )
    inside = {area: hexes_of_area(shown, area) for area in points}
    for area in sorted(inside, key=lambda one: -len(inside[one])):  # small areas over those around them
        holders = {int(owner[hex_]) for hex_ in inside[area]}
        alone = holders.pop() if len(holders) == 1 else NOWHERE
        style = {0: "objective_first", 1: "objective_second"}.get(alone, "objective")
        marks.hexes |= dict.fromkeys(inside[area], style)
        marks.outlines.append((inside[area], style))
    for side, setup in scenario.file.sides.items():
        for area in setup.exits:
            marks.outlines.append((hexes_of_area(shown, area), "objective"))
            spot = _spot_for_words(hexes_of_area(shown, area), scenario.map.columns, marks.words)
            if spot is not None:
                marks.words[spot] = f"{names.side_adjectives[names.side_row[side]]} exit"
    for area, worth in points.items():
        spot = _spot_for_words(inside[area], scenario.map.columns, marks.words)
        if spot is not None:
            figures = [f"{names.side_adjectives[names.side_row[side]][0]} {number}" for side, number in worth.items()]
            marks.words[spot] = " · ".join(figures)
    return in_colours_of(names, marks)


def _held_by(adjective: str) -> str:
    return f"{adjective}; {adjective[0]}: points for holding it"


def hexes_of_area(shown: Shown, area: str) -> frozenset[int]:
    """Return the land hexes of an area."""
    world = shown.game.world
    row = shown.scenario.names.area_row[area]
    return frozenset(np.flatnonzero((world.areas[row] == 1) & (world.hexes.water == 0)).tolist())


def _spot_for_words(area: frozenset[int], columns: int, taken: Mapping[int, str]) -> int | None:
    """Return the hex of an area that lies nearest to its middle and not beside one that has words already."""
    if not area:
        return None
    column, row = (sum(parts) / len(area) for parts in zip(*(divmod(h, columns)[::-1] for h in area), strict=True))

    def far(hex_: int) -> tuple[bool, float]:
        there, line = hex_ % columns, hex_ // columns
        crowded = any(abs(there - other % columns) <= WORDS_WIDE and line == other // columns for other in taken)
        return crowded, (there - column) ** 2 + (line - row) ** 2

    return min(area, key=far)


# --- supply ---------------------------------------------------------------------------------------------------------

_LEVELS: Final = {Supply.STRAINED: "supply_strained", Supply.LOW: "supply_low"}


def supply(shown: Shown, selection: Selection) -> Marks:
    """Where supply falls short; the line of the selected unit, where it could be cut, and what the unit carries."""
    side = _side_of_selected(shown, selection) or own_side(shown, selection)
    found = supply_of(shown.game, side)
    names = localised(shown.scenario).names
    whose = names.side_adjectives[names.side_row[side]]
    marks = Marks(
        legend=[
            ("supply_full", f"{whose} supply: full within the line"),
            ("supply_strained", "strained"),
            ("supply_low", "low"),
            ("supply_none", "out of supply: cut off or too far"),
        ]
    )
    full: set[int] = set()
    for hex_ in np.flatnonzero(found.metres >= 0):
        level = found.level(int(hex_))
        if level in _LEVELS:
            marks.hexes[int(hex_)] = _LEVELS[level]
        elif level == Supply.FULL:
            full.add(int(hex_))
    marks.outlines.append((frozenset(full), "supply_full"))
    own = shown.game.scenario.names.side_row[side]
    starved = (shown.game.state.hex_figures.zone[:, own] > 0) & (found.metres < 0)
    marks.hexes |= {int(hex_): "supply_none" for hex_ in np.flatnonzero(starved)}
    if selection.hex is not None:
        _mark_line(shown, selection, found, marks)
    return marks


def _mark_line(shown: Shown, selection: Selection, found: SupplyMap, marks: Marks) -> None:
    """Add the line to the selected hex, the hexes on it that the enemy can come to, and the stock of the unit."""
    assert selection.hex is not None
    way = found.way(selection.hex)
    if way:
        marks.ways.append((tuple(reversed(way)), "supply_strained"))
        marks.words[way[len(way) // 2]] = f"{found.metres[selection.hex] / 1000:.1f} km"
        sides = shown.scenario.names.sides
        cuts = _could_be_cut(shown, sides[1] if found.side == sides[0] else sides[0], way)
        marks.over |= dict.fromkeys(cuts, "supply_cut")
        if cuts:
            marks.legend.append(("supply_cut", "enemy could cut the line here next turn"))
    if selection.unit is not None:
        card = unit_card(shown.game, selection.unit)
        lasts = card.turns_of_supply * shown.scenario.file.calendar.minutes
        marks.words[selection.hex] = f"supplies for {roughly(lasts)}" if lasts else "no supplies left"


def _could_be_cut(shown: Shown, enemy: str, way: tuple[int, ...]) -> list[int]:
    """Return the hexes of a line that units of the enemy could enter or reach with their fire next turn."""
    threat: NDArray[np.int32] = threat_of(shown.game, enemy)
    return [hex_ for hex_ in way if threat[hex_] > 0]


def _side_of_selected(shown: Shown, selection: Selection) -> str | None:
    if selection.unit is None:
        return None
    names = localised(shown.scenario).names
    return names.sides[int(shown.game.world.units[names.unit_row[selection.unit]].side)]


OVERLAYS: Final[Mapping[Action, Overlay]] = {
    overlay.action: overlay
    for overlay in (
        Overlay(Action.ENEMY_REACH, "Enemy movement range", enemy_reach),
        Overlay(Action.THREATS, "What they could do to you", threats, words_of_threat, ASSUMED),
        Overlay(Action.ZONES, "Zones of control", zones),
        Overlay(Action.SUPPLY, "Supply", supply),
        Overlay(Action.CONTROL, "Hex control", control),
        Overlay(Action.LAST_MOVES, "Enemy's last moves", last_moves),
        Overlay(Action.OBJECTIVES, "Objectives", objectives),
    )
}
