"""The menus of the board: what stands in which, whether it means anything now and why not, and having it done.

They are made from the table of keys (`KEYS` of the board), so that a new key, overlay or window is in a menu by itself.
Nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from game.desk.key_words import GROUPS
from game.desk.keys import Action
from game.desk.requests import ReadHelp
from game.engine.game import Game
from game.ui.intents import Find, GoHome, Intent, Lay, Layer, Say, ShowCard, Toggle, ToggleLayer, Zoom
from game.ui.seen import Seen
from game.ui.session import MAIL
from game.ui.tutorial.courses import course_at

TITLES: Final = ("Game", "View", "Overlays", "Windows", "Orders")

UNLISTED: Final = frozenset(
    {
        *(Action.PAN_LEFT, Action.PAN_RIGHT, Action.PAN_UP, Action.PAN_DOWN, Action.MENUS),
        *GROUPS["Without the mouse"],
    }
)
"""Keys that stand for the mouse, or open the menus."""

ELSEWHERE: Final = frozenset({Action.UNIT_CARD, Action.WHY, Action.HELP, Action.FULL_SCREEN})
"""Keys that other parts than the board know for themselves."""

_OF_VIEW: Final = (Zoom, Find, GoHome, ToggleLayer)
_OF_UNIT: Final = frozenset(
    {Action.DONE, Action.WAIT, Action.HOLD, Action.EXIT_MAP, Action.WHOLE_STACK, Action.WIDER, Action.UNIT_CARD}
)
_OF_TURN: Final = frozenset(
    {*(_OF_UNIT - {Action.UNIT_CARD}), Action.NEXT_UNIT, Action.PREVIOUS_UNIT, Action.UNDO, Action.REDO, Action.CONFIRM}
)
_OF_ATTACK: Final = frozenset({Action.SWAP_SIDES, Action.TAKE_OR_STAY, Action.TOLERANCE})


def menus_of(keys: Mapping[Action, Intent]) -> dict[str, tuple[Action, ...]]:
    """Return the menus, title -> what stands in it; `keys` says what keys mean on the board."""
    titles = {action: _title_of(action, keys.get(action)) for action in Action if action not in UNLISTED}
    return {title: tuple(action for action, its in titles.items() if its == title) for title in TITLES}


def _title_of(action: Action, intent: Intent | None) -> str:
    if isinstance(intent, Lay):
        return "Overlays"
    if isinstance(intent, Toggle) or action in (Action.UNIT_CARD, Action.WHY):
        return "Windows"
    if isinstance(intent, _OF_VIEW) or action is Action.FULL_SCREEN:
        return "View"
    return "Orders" if action in GROUPS["Units and orders"] else "Game"


# --- now ------------------------------------------------------------------------------------------------------------


def why_not(seen: Seen, action: Action) -> str:
    """Return why something means nothing now, in a sentence; "" if it can be done."""
    if action is Action.END_TURN and not seen.may_order:
        return "" if seen.game.outcome is not None else "It is not your turn."
    if action in _OF_TURN and not seen.may_order:
        return "It is not your turn."
    if action in _OF_UNIT and seen.selection.unit is None:
        return "Select a unit first."
    return _why_not_now(seen, action)


def _why_not_now(seen: Seen, action: Action) -> str:
    chosen = seen.selection
    if action in _OF_ATTACK and chosen.draft is None:
        return "No attack is being prepared."
    if action is Action.CONFIRM and chosen.draft is None and chosen.task is None:
        return "Neither an attack nor an order to a formation is being prepared."
    if action is Action.UNDO and not seen.may_undo:
        return "There is nothing to take back."
    if action is Action.REDO and not seen.may_redo:
        return "Nothing was taken back."
    if action is Action.TUTORIAL and course_at(seen.shown) is None:
        return "There is no tutorial of this battle for your side."
    if action is Action.TURN_FILES and MAIL not in seen.shown.players.values():
        return "This game is not played by mail."
    if action is Action.NO_OVERLAY and seen.overlay is None:
        return "No overlay is shown."
    if action is Action.EXIT_MAP and not _has_exit(seen.game):
        return "Your side has no exit on this map."
    return ""


def _has_exit(game: Game) -> bool:
    """Whether the side whose turn it is can leave the map somewhere."""
    return bool(game.world.exits[game.scenario.names.side_row[game.active_side]].any())


def is_on(seen: Seen, action: Action, intent: Intent | None) -> bool:
    """Whether something that can be switched on and off is on: an overlay, a layer of the map, the card of a unit."""
    if isinstance(intent, Lay):
        return intent.overlay is not None and seen.overlay is intent.overlay
    if isinstance(intent, ToggleLayer):
        shown = {
            Layer.GRID: seen.map.show_grid,
            Layer.LABELS: seen.map.show_labels,
            Layer.NUMBERS: seen.map.show_numbers,
        }
        return shown[intent.layer]
    if action is Action.WHY:
        return seen.window.settings.reasons
    return action is Action.UNIT_CARD and seen.is_card_open


def carry_out(seen: Seen, action: Action, intent: Intent | None) -> None:
    """Have done what a key would do; without an intent it is one of those that other parts know for themselves."""
    window = seen.window
    if intent is not None:
        seen.answer(intent)
    elif action is Action.UNIT_CARD:
        seen.answer(ShowCard(not seen.is_card_open))
    elif action is Action.WHY:
        window.keep_setting("reasons", not window.settings.reasons)
        shown = "are shown" if window.settings.reasons else "are not shown"
        seen.answer(Say(f"The opponent's reasons {shown} during its turn."))
    elif action is Action.HELP:
        window.ask(ReadHelp())
    elif action is Action.FULL_SCREEN:
        window.toggle_full_screen()
