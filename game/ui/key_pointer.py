"""The pointer moved by keys: from hex to hex, and both buttons of the mouse, so that every order can be given by hand.

The digits lie as on the block at the right of the keyboard: 7 and 9 lead to the north, 4 and 6 along the row, 1 and 3
to the south; 5 is the right button, 0 the left one, and the point beside it a click with Shift; the comma marks
two corners of a box. What either button would do stands in the bottom line as for the mouse.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from game.core.hexes import DIRECTIONS
from game.core.terms import NOWHERE
from game.desk.keys import Action
from game.ui.command.formation_intents import Manner, MarkCorner, Pick
from game.ui.intents import CentreOn, Click, Intent, PointAt
from game.ui.pointer import LEFT, RIGHT
from game.ui.seen import MapSeen

STEPS: Final[Mapping[Action, int]] = {
    Action.POINT_NE: DIRECTIONS.index("NE"),
    Action.POINT_E: DIRECTIONS.index("E"),
    Action.POINT_SE: DIRECTIONS.index("SE"),
    Action.POINT_SW: DIRECTIONS.index("SW"),
    Action.POINT_W: DIRECTIONS.index("W"),
    Action.POINT_NW: DIRECTIONS.index("NW"),
}

BUTTONS: Final[Mapping[Action, int]] = {Action.ORDER_HERE: RIGHT, Action.SELECT_HERE: LEFT}


def meant(action: Action, seen: MapSeen) -> list[Intent]:
    """Return what a key that moves the pointer, or presses a button where it is, means; nothing for other keys."""
    here = _here(seen)
    if here is None:
        return []
    if action is Action.ADD_HERE:
        return [PointAt(here), Pick(here, Manner.ADD)]
    if action is Action.BOX_HERE:
        return [PointAt(here), MarkCorner(here)]
    if action in BUTTONS:
        return [PointAt(here), Click(BUTTONS[action], here)]
    return _step(seen, here, STEPS[action]) if action in STEPS else []


def _step(seen: MapSeen, here: int, direction: int) -> list[Intent]:
    """Point at a neighbour of a hex, and bring it into view."""
    there = int(seen.game.world.hexes.neighbour[here][direction])
    if there == NOWHERE:
        return []
    return [PointAt(there)] if seen.map.shows(there) else [PointAt(there), CentreOn((there,))]


def _here(seen: MapSeen) -> int | None:
    """Return the hex pointed at, the one chosen, or what lies in the middle of the view."""
    for hex_ in (seen.selection.pointed, seen.selection.hex):
        if hex_ is not None:
            return hex_
    return seen.map.hex_at(seen.map.view.center)
