"""What keys do: every action of the board by name, its default key, and the keys that the player has set instead.

A key is written as on a card of hints: "ctrl+enter", "shift+n", "f1". Several keys may lead to one action.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pygame


class Action(StrEnum):
    """What can be asked for by a key."""

    NEXT_UNIT = "next_unit"
    PREVIOUS_UNIT = "previous_unit"
    DONE = "done"
    WAIT = "wait"
    HOLD = "hold"
    UNDO = "undo"
    REDO = "redo"
    END_TURN = "end_turn"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    SWAP_SIDES = "swap_sides"
    TAKE_OR_STAY = "take_or_stay"
    UNIT_CARD = "unit_card"
    ORDER_OF_BATTLE = "order_of_battle"
    STAFF_ESTIMATE = "staff_estimate"
    LOG = "log"
    HAPPENED = "happened"
    WHY = "why"
    JUMP = "jump"
    ENEMY_REACH = "enemy_reach"
    ZONES = "zones"
    SUPPLY = "supply"
    CONTROL = "control"
    OBJECTIVES = "objectives"
    LAST_MOVES = "last_moves"
    NO_OVERLAY = "no_overlay"
    GRID = "grid"
    LABELS = "labels"
    NUMBERS = "numbers"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"
    HOME = "home"
    POINT_NE = "point_ne"
    POINT_E = "point_e"
    POINT_SE = "point_se"
    POINT_SW = "point_sw"
    POINT_W = "point_w"
    POINT_NW = "point_nw"
    ORDER_HERE = "order_here"
    SELECT_HERE = "select_here"
    PAN_LEFT = "pan_left"
    PAN_RIGHT = "pan_right"
    PAN_UP = "pan_up"
    PAN_DOWN = "pan_down"
    SAVE = "save"
    LOAD = "load"
    QUICK_SAVE = "quick_save"
    QUICK_LOAD = "quick_load"
    HELP = "help"
    FULL_SCREEN = "full_screen"


DEFAULTS: Final[Mapping[Action, tuple[str, ...]]] = {
    Action.NEXT_UNIT: ("n", "tab"),
    Action.PREVIOUS_UNIT: ("shift+n", "shift+tab"),
    Action.DONE: ("space",),
    Action.WAIT: ("w",),
    Action.HOLD: ("h",),
    Action.UNDO: ("u", "ctrl+z"),
    Action.REDO: ("ctrl+y", "r"),
    Action.END_TURN: ("ctrl+enter",),
    Action.CONFIRM: ("enter",),
    Action.CANCEL: ("escape",),
    Action.SWAP_SIDES: ("x",),
    Action.TAKE_OR_STAY: ("t",),
    Action.UNIT_CARD: ("i",),
    Action.ORDER_OF_BATTLE: ("o", "q"),
    Action.STAFF_ESTIMATE: ("f6",),
    Action.LOG: ("j",),
    Action.HAPPENED: ("v",),
    Action.WHY: ("y",),
    Action.JUMP: ("ctrl+f",),
    Action.ENEMY_REACH: ("e",),
    Action.ZONES: ("z",),
    Action.SUPPLY: ("s",),
    Action.CONTROL: ("c",),
    Action.OBJECTIVES: ("b",),
    Action.LAST_MOVES: ("m",),
    Action.NO_OVERLAY: ("backspace",),
    Action.GRID: ("g",),
    Action.LABELS: ("l",),
    Action.NUMBERS: ("k",),
    Action.ZOOM_IN: ("+", "="),
    Action.ZOOM_OUT: ("-",),
    Action.HOME: ("home",),
    Action.POINT_NE: ("9",),
    Action.POINT_E: ("6",),
    Action.POINT_SE: ("3",),
    Action.POINT_SW: ("1",),
    Action.POINT_W: ("4",),
    Action.POINT_NW: ("7",),
    Action.ORDER_HERE: ("5",),
    Action.SELECT_HERE: ("0",),
    Action.PAN_LEFT: ("left",),
    Action.PAN_RIGHT: ("right",),
    Action.PAN_UP: ("up",),
    Action.PAN_DOWN: ("down",),
    Action.SAVE: ("ctrl+s",),
    Action.LOAD: ("ctrl+o",),
    Action.QUICK_SAVE: ("f5",),
    Action.QUICK_LOAD: ("f9",),
    Action.HELP: ("f1",),
    Action.FULL_SCREEN: ("f11",),
}

_SPELLED: Final = {"return": "enter", "keypad enter": "enter", "[+]": "+", "[-]": "-", "left ctrl": "", "": ""} | {
    f"[{digit}]": str(digit) for digit in range(10)
}


@dataclass(frozen=True)
class Keys:
    """The keys in force."""

    actions: Mapping[str, Action]

    def action_of(self, event: pygame.event.Event) -> Action | None:
        """Return what a key press asks for."""
        return self.actions.get(key_of(event))

    def shown(self, action: Action) -> str:
        """Return the first key of an action, for hints: "Ctrl+Enter"."""
        for key, bound in self.actions.items():
            if bound is action:
                return "+".join(part.capitalize() for part in key.split("+")) if len(key) > 1 else key.upper()
        return ""


def keys_in_force(changed: Mapping[str, str]) -> Keys:
    """Return the default keys with those that the player has set: action -> key. What makes no sense is left out."""
    actions = {key: action for action, keys in DEFAULTS.items() for key in keys}
    for name, key in changed.items():
        if name in set(Action) and key:
            actions = {bound: action for bound, action in actions.items() if action != name and bound != key}
            actions[key.lower()] = Action(name)
    return Keys(actions)


def key_of(event: pygame.event.Event) -> str:
    """Return how a key press is written: "ctrl+enter"."""
    name = pygame.key.name(event.key).lower()
    name = _SPELLED.get(name, name)
    if not name:
        return ""
    if getattr(event, "unicode", "") in ("+", "-", "=") and event.unicode:
        return str(event.unicode)
    parts = []
    if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
        parts.append("ctrl")
    if event.mod & pygame.KMOD_ALT:
        parts.append("alt")
    if event.mod & pygame.KMOD_SHIFT:
        parts.append("shift")
    return "+".join([*parts, name])
