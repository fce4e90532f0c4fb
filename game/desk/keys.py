"""What keys do: every action of the board by name, its default keys, and the key that the player has set before them.

A key is written as on a card of hints: "ctrl+enter", "shift+n", "f1". Several keys may lead to one action. A letter is
the one on the key where the layout has a Latin letter there, else the one that lies there on an American keyboard;
digits are always those in their row, whatever has to be held to type them.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pygame


class Action(StrEnum):
    """What can be asked for by a key."""

    NEXT_UNIT = "next_unit"
    PREVIOUS_UNIT = "previous_unit"
    PANELS = "panels"
    PANELS_BACK = "panels_back"
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
    TOLERANCE = "tolerance"
    EXIT_MAP = "exit_map"
    WHOLE_STACK = "whole_stack"
    WIDER = "wider"
    ORDERS = "orders"
    UNIT_CARD = "unit_card"
    SERVICE_RECORDS = "service_records"
    ORDER_OF_BATTLE = "order_of_battle"
    STAFF_ESTIMATE = "staff_estimate"
    LOG = "log"
    HAPPENED = "happened"
    WHY = "why"
    JUMP = "jump"
    ENEMY_REACH = "enemy_reach"
    THREATS = "threats"
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
    ADD_HERE = "add_here"
    BOX_HERE = "box_here"
    PAN_LEFT = "pan_left"
    PAN_RIGHT = "pan_right"
    PAN_UP = "pan_up"
    PAN_DOWN = "pan_down"
    SAVE = "save"
    LOAD = "load"
    QUICK_SAVE = "quick_save"
    QUICK_LOAD = "quick_load"
    MENUS = "menus"
    BRIEFING = "briefing"
    TUTORIAL = "tutorial"
    TURN_FILES = "turn_files"
    SETTINGS = "settings"
    HELP = "help"
    FULL_SCREEN = "full_screen"
    MAIN_MENU = "main_menu"
    QUIT = "quit"


DEFAULTS: Final[Mapping[Action, tuple[str, ...]]] = {
    Action.NEXT_UNIT: ("n",),
    Action.PREVIOUS_UNIT: ("shift+n",),
    Action.PANELS: ("tab",),
    Action.PANELS_BACK: ("shift+tab",),
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
    Action.TOLERANCE: ("p",),
    Action.EXIT_MAP: ("d",),
    Action.WHOLE_STACK: ("a",),
    Action.WIDER: ("f",),
    Action.ORDERS: ("f7",),
    Action.UNIT_CARD: ("i",),
    Action.SERVICE_RECORDS: ("shift+i",),
    Action.ORDER_OF_BATTLE: ("o", "q"),
    Action.STAFF_ESTIMATE: ("f6",),
    Action.LOG: ("j",),
    Action.HAPPENED: ("v",),
    Action.WHY: ("y",),
    Action.JUMP: ("ctrl+f",),
    Action.ENEMY_REACH: ("e",),
    Action.THREATS: ("f8",),
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
    Action.ADD_HERE: (".",),
    Action.BOX_HERE: (",",),
    Action.PAN_LEFT: ("left",),
    Action.PAN_RIGHT: ("right",),
    Action.PAN_UP: ("up",),
    Action.PAN_DOWN: ("down",),
    Action.SAVE: ("ctrl+s",),
    Action.LOAD: ("ctrl+o",),
    Action.QUICK_SAVE: ("f5",),
    Action.QUICK_LOAD: ("f9",),
    Action.MENUS: ("f10",),
    Action.BRIEFING: (),
    Action.TUTORIAL: (),
    Action.TURN_FILES: (),
    Action.SETTINGS: (),
    Action.HELP: ("f1",),
    Action.FULL_SCREEN: ("f11",),
    Action.MAIN_MENU: (),
    Action.QUIT: (),
}
"""Some have none until the player gives them one: they stand in menus, and a slip of the finger should not quit."""

REPEATING: Final = frozenset(
    {
        *(Action.PAN_LEFT, Action.PAN_RIGHT, Action.PAN_UP, Action.PAN_DOWN, Action.ZOOM_IN, Action.ZOOM_OUT),
        *(Action.POINT_NE, Action.POINT_E, Action.POINT_SE, Action.POINT_SW, Action.POINT_W, Action.POINT_NW),
    }
)
"""What a held key goes on doing; everything else is done once a press."""

_SPELLED: Final = {"return": "enter", "keypad enter": "enter", "[+]": "+", "[-]": "-", "[.]": "."} | {
    f"[{digit}]": str(digit) for digit in range(10)
}

_SIGNS: Final = ("+", "-", "=")
"""Keys that are known by what they type: they lie elsewhere on every layout."""

_DIGITS: Final = {30 + place: ord(digit) for place, digit in enumerate("1234567890")}
_PLACES: Final = {4 + place: ord(letter) for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz")} | {
    45 + place: ord(sign) for place, sign in enumerate("-=[]\\#;'`,./")
}
"""Place of a key (SDL's scan code) -> what an American keyboard has there."""

_NAMED: Final = 0x110000
"""Keys from here on have names, not letters: beyond all letters that there are."""

_SUPER: Final = "ctrl" if sys.platform == "darwin" else "super"


@dataclass(frozen=True)
class Keys:
    """The keys in force, those that stand first for an action before its others."""

    actions: Mapping[str, Action]

    def action_of(self, event: pygame.event.Event) -> Action | None:
        """Return what a key press asks for; a repeat asks for little (`REPEATING`)."""
        asked = next((self.actions[key] for key in _readings(event) if key in self.actions), None)
        return asked if asked in REPEATING or not is_repeat(event) else None

    def shown(self, action: Action) -> str:
        """Return the first key of an action, for hints: "Ctrl+Enter"."""
        for key, bound in self.actions.items():
            if bound is action:
                return "+".join(part.capitalize() for part in key.split("+")) if len(key) > 1 else key.upper()
        return ""

    def of(self, action: Action) -> tuple[str, ...]:
        """Return all keys of an action."""
        return tuple(key for key, bound in self.actions.items() if bound is action)


def keys_in_force(changed: Mapping[str, str]) -> Keys:
    """Return the keys in force: action -> key as the player has set it, before the default keys.

    A key that was given to an action is lost to the one that had it, and to that one only; an action keeps its other
    keys. What makes no sense is left out.
    """
    given = {key.lower(): Action(name) for name, key in changed.items() if name in set(Action) and key}
    defaults = {key: action for action, keys in DEFAULTS.items() for key in keys if key not in given}
    return Keys({**given, **defaults})


def key_meant(key: int, scancode: int) -> int:
    """Return the key that is meant by one with some letter on it (SDL's key code) at some place (its scan code)."""
    if scancode in _DIGITS:
        return _DIGITS[scancode]
    if 0 < key < _NAMED and not (chr(key).isalpha() and not unicodedata.name(chr(key), "").startswith("LATIN")):
        return key
    return key if key >= _NAMED else _PLACES.get(scancode, key)


def is_repeat(event: pygame.event.Event) -> bool:
    """Whether a key press does not count as one, because the key was down before; such scroll, move and type only."""
    return bool(getattr(event, "repeat", False))


def key_of(event: pygame.event.Event) -> str:
    """Return how a key press is written: "ctrl+enter"."""
    return next(iter(_readings(event)), "")


def _readings(event: pygame.event.Event) -> list[str]:
    """Return how a key press may be written, what is most likely meant first."""
    typed, held = getattr(event, "unicode", ""), _held(event.mod)
    in_row = getattr(event, "scancode", 0) in _DIGITS
    if in_row and typed.isdigit():
        held = [part for part in held if part != "shift"]  # a layout that has its digits there
    name = _name(event.key)
    found = ["+".join([*held, name])] if name else []
    if typed in _SIGNS:
        found.insert(len(found) if in_row else 0, typed)
    return found


def _held(mod: int) -> list[str]:
    masks = {
        "ctrl": pygame.KMOD_CTRL,
        _SUPER: pygame.KMOD_META,
        "alt": pygame.KMOD_ALT,
        "altgr": pygame.KMOD_MODE,
        "shift": pygame.KMOD_SHIFT,
    }
    held: dict[str, int] = {}
    for part, mask in masks.items():
        held[part] = held.get(part, 0) | (mod & mask)
    return [part for part, bits in held.items() if bits]


def _name(key: int) -> str:
    name = pygame.key.name(key).lower()
    if not name and 0 < key < _NAMED and chr(key).isprintable():
        return chr(key)
    return _SPELLED.get(name, name)
