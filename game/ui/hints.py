"""The bottom line: what lies under the pointer and what each button would do there, in one sentence each."""

from __future__ import annotations

from typing import Final

from game.core.terms import NOWHERE, Supply
from game.engine.cards import unit_card
from game.engine.game import Game
from game.engine.marches import MarchEnd, march_end
from game.engine.surveys import march
from game.ui.drafts import is_guns
from game.ui.selection import Selection
from game.ui.session import Session
from game.view.looks import told

SUPPLY_THERE: Final = {
    Supply.STRAINED: "supply strained there",
    Supply.LOW: "supply low there",
    Supply.NONE: "no supply there",
}


def ground_words(game: Game, hex_: int) -> str:
    """Return what a hex is: number, place, ground, height, whose it is."""
    scenario, row = game.scenario, game.world.hexes[hex_]
    number = scenario.hex_number(hex_)
    words = [f"{number}", *(place.name for place in told(scenario).map.places if place.hex == number)]
    words += [scenario.names.terrain_names[int(row.terrain)], f"{int(row.elevation)} m"]
    owner = int(game.state.hexes[hex_].owner)
    if owner != NOWHERE:
        words.append(f"{scenario.names.side_adjectives[owner]} ground")
    return ", ".join(words)


def side_in(game: Game, hex_: int) -> int:
    """Return the side that stands in a hex, NOWHERE for an empty one."""
    top = int(game.state.hexes[hex_].top)
    return NOWHERE if top == NOWHERE else int(game.world.units[top].side)


def click_words(session: Session, selection: Selection) -> str:
    """Return what the left and the right button would do under the pointer."""
    hex_, game = selection.pointed, session.game
    if hex_ is None:
        return ""
    active = game.scenario.names.side_row[game.active_side]
    there = side_in(game, hex_)
    left = "Left: nothing"
    if there != NOWHERE:
        left = "Left: next unit of the stack" if hex_ == selection.hex else "Left: select"
    if not session.is_humans_turn or selection.unit is None:
        return left
    return f"{left} · {_order_words(session, selection, hex_, there, active)}"


def end_words(game: Game, unit: str, end: MarchEnd) -> list[str]:
    """Return what a march would make of the unit, as far as it is worth knowing before it is ordered."""
    before = unit_card(game, unit)
    found = []
    if end.fatigue != before.fatigue:
        found.append(f"fatigue {end.fatigue}")
    if end.cohesion != before.cohesion:
        found.append(f"cohesion {end.cohesion}")
    if end.trenches > 0:
        found.append("leaves its trenches")
    if end.pinned:
        found.append("in an enemy zone, " + ("may attack" if end.time_to_attack else "too late to attack"))
    if end.supply is not Supply.FULL:
        found.append(SUPPLY_THERE[end.supply])
    if end.may_stick:
        found.append("may stick on the way")
    if end.soft:
        found.append(f"soft ground takes {end.soft:g}")
    return found


def _order_words(session: Session, selection: Selection, hex_: int, there: int, active: int) -> str:
    game, unit, reach = session.game, selection.unit, selection.reach
    assert unit is not None
    if there == 1 - active:
        return f"Right: {'fire on' if is_guns(game, unit) else 'attack'} {game.scenario.hex_number(hex_)}"
    if reach is None or hex_ == reach.start:
        return "Right: nothing"
    if hex_ in reach.ends:
        order = march(game, reach, hex_)
        end = march_end(game, order)
        words = [
            f"Right: march here, {reach.points(hex_):g} points, {end.points_left:g} left",
            *end_words(game, unit, end),
        ]
        return "; ".join(words)
    if hex_ in reach.hexes:
        verdict = game.check(march(game, reach, hex_))
        return f"Right: no: {verdict.sentence}"
    return "Right: out of reach this turn"
