"""Keys in words: what each action is called in lists, how its keys are written, and the table of all keys in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from game.desk.keys import Action, Keys
from game.view.flowing import Block, blocks_of

GROUPS: Final[Mapping[str, tuple[Action, ...]]] = {
    "Units and orders": (
        Action.NEXT_UNIT,
        Action.PREVIOUS_UNIT,
        Action.DONE,
        Action.WAIT,
        Action.HOLD,
        Action.UNDO,
        Action.REDO,
        Action.CONFIRM,
        Action.CANCEL,
        Action.SWAP_SIDES,
        Action.TAKE_OR_STAY,
        Action.TOLERANCE,
        Action.EXIT_MAP,
        Action.WHOLE_STACK,
        Action.WIDER,
        Action.ORDERS,
        Action.END_TURN,
    ),
    "Without the mouse": (
        Action.POINT_NW,
        Action.POINT_NE,
        Action.POINT_W,
        Action.POINT_E,
        Action.POINT_SW,
        Action.POINT_SE,
        Action.ORDER_HERE,
        Action.SELECT_HERE,
        Action.ADD_HERE,
        Action.BOX_HERE,
        Action.PANELS,
        Action.PANELS_BACK,
    ),
    "Over the map": (
        Action.ENEMY_REACH,
        Action.THREATS,
        Action.ZONES,
        Action.SUPPLY,
        Action.CONTROL,
        Action.OBJECTIVES,
        Action.LAST_MOVES,
        Action.NO_OVERLAY,
        Action.GRID,
        Action.LABELS,
        Action.NUMBERS,
    ),
}

WORDS: Final[Mapping[Action, str]] = {
    Action.DONE: "Unit done",
    Action.WAIT: "Skip the unit for now",
    Action.HOLD: "Hold: never ask again",
    Action.CONFIRM: "Carry out the attack",
    Action.CANCEL: "Cancel; menu",
    Action.SWAP_SIDES: "Swap sides in the forecast",
    Action.TAKE_OR_STAY: "Advance after combat: yes or no",
    Action.TOLERANCE: "Losses of an attack: minimise, limit, ignore",
    Action.EXIT_MAP: "Leave the map by an exit",
    Action.WHOLE_STACK: "Select the whole stack",
    Action.ORDERS: "Orders to formations",
    Action.WIDER: "Select the formation, then the one above",
    Action.POINT_NE: "Point one hex north-east",
    Action.POINT_E: "Point one hex east",
    Action.POINT_SE: "Point one hex south-east",
    Action.POINT_SW: "Point one hex south-west",
    Action.POINT_W: "Point one hex west",
    Action.POINT_NW: "Point one hex north-west",
    Action.ORDER_HERE: "Right click at the pointer",
    Action.SELECT_HERE: "Left click at the pointer",
    Action.ADD_HERE: "Click with Shift at the pointer: add the unit",
    Action.BOX_HERE: "Corner of a box at the pointer",
    Action.PANELS: "To the next panel or window",
    Action.PANELS_BACK: "To the panel or window before",
    Action.END_TURN: "End the turn; after the game, its report",
    Action.NO_OVERLAY: "Hide overlays",
    Action.NUMBERS: "Hex numbers",
    Action.LABELS: "Names of places",
    Action.GRID: "Hex grid",
    Action.HOME: "Centre on the selected unit",
    Action.ENEMY_REACH: "Enemy movement range",
    Action.THREATS: "What they could do to you",
    Action.ZONES: "Zones of control",
    Action.LAST_MOVES: "Enemy's last moves",
    Action.JUMP: "Jump to a place, unit or hex",
    Action.CONTROL: "Hex control",
    Action.OBJECTIVES: "Objectives",
    Action.LOG: "Log of events",
    Action.MENUS: "Menus of the board",
    Action.HAPPENED: "What happened",
    Action.WHY: "The opponent's reasons",
    Action.TUTORIAL: "Tutorial, from here on",
    Action.TURN_FILES: "Turn files of a game by mail",
}


def action_words(action: Action) -> str:
    """Return what an action is called in lists of keys."""
    return WORDS.get(action, action.value.replace("_", " ").capitalize())


def key_table(keys: Keys) -> list[Block]:
    """Return the table of keys in force."""
    named = {action for group in GROUPS.values() for action in group}
    groups = {**GROUPS, "View and game": tuple(action for action in Action if action not in named)}
    lines = ["## Keys", "They can be changed in the settings."]
    for title, actions in groups.items():
        lines += ["", f"### {title}", ""]
        lines += [f"| {action_words(action)} | {keys_of(keys, action)} |" for action in actions]
    return blocks_of("\n".join(lines))


def keys_of(keys: Keys, action: Action) -> str:
    """Return all keys of an action in words."""
    found = [key for key, bound in keys.actions.items() if bound is action]
    return " or ".join(written(key) for key in found) or "none"


def written(key: str) -> str:
    """Return a key as on a card of hints: "Ctrl+Enter", "N"."""
    if len(key) == 1:
        return key.upper()
    return "+".join(part.upper() if len(part) == 1 else part.capitalize() for part in key.split("+"))
