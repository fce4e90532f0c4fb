"""Hands that never touch the mouse: arrows to a stop, Tab to a panel, digits to a hex."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Mapping
from typing import TypeVar

import pygame

from game.core.hexes import DIRECTIONS
from game.core.terms import NOWHERE
from game.desk.focus import ARROWS, moved
from game.desk.page import Page
from game.desk.popups import Popup
from game.ui.board import Board
from tests.ui.hands import Hands

DIGITS = dict(zip(DIRECTIONS, "963147", strict=True))

Name = TypeVar("Name", bound=Hashable)


def arrows_to(stops: Mapping[Name, pygame.Rect], here: Name | None, wanted: Name) -> list[int]:
    """Return the fewest arrow keys that lead from a stop to another."""
    ways: dict[Name | None, list[int]] = {here: []}
    ahead = deque([here])
    while ahead and wanted not in ways:
        now = ahead.popleft()
        for key in ARROWS:
            there = moved(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0), stops, now)
            if there is not None and there not in ways:
                ways[there] = [*ways[now], key]
                ahead.append(there)
    assert wanted in ways, f"arrows do not lead from {here!r} to {wanted!r}; there are {list(stops)}"
    return ways[wanted]


def press_on_page(hands: Hands, text: str, place: int = 0) -> None:
    """Tab to the button of a page that says this, or to the one so many places after it, and press Enter."""
    page = hands.page
    assert isinstance(page, Page)
    wanted = [button for button in page._callbacks if button.text == text][place]
    for _ in range(80):
        if page.focus.stop is wanted:
            hands.key(pygame.K_RETURN)
            return
        hands.key(pygame.K_TAB)
    raise AssertionError(f"Tab does not lead to {text!r} on {page.title!r}")


def tab_to(hands: Hands, board: Board, panel: object) -> None:
    """Press Tab until a panel of the board has the focus."""
    for _ in range(12):
        if board.keys.panel is panel:
            return
        hands.key(pygame.K_TAB)
    raise AssertionError(f"Tab does not lead to {panel}")


def lead_to(hands: Hands, board: Board, wanted: str) -> None:
    """Press arrows until a stop of the panel that has the focus has it."""
    panel = board.keys.panel
    assert panel is not None
    for key in arrows_to(panel.stops(board.play), board.keys.stop, wanted):
        hands.key(key)
    assert board.keys.stop == wanted


def press(hands: Hands, board: Board, panel: object, wanted: str) -> None:
    """Press something on a panel."""
    tab_to(hands, board, panel)
    lead_to(hands, board, wanted)
    hands.key(pygame.K_RETURN)


def answer(hands: Hands, popup: Popup, wanted: str) -> None:
    """Give an answer to a question."""
    for _ in range(60):
        if popup._stop() == wanted:
            hands.key(pygame.K_RETURN)
            return
        hands.key(pygame.K_TAB)
    raise AssertionError(f"Tab does not lead to {wanted} of {popup.title!r}")


def point_at(hands: Hands, board: Board, there: int) -> None:
    """Lead the pointer to a hex, by the fewest steps."""
    neighbours = board.session.game.world.hexes.neighbour
    here = board.selection.pointed if board.selection.pointed is not None else board.selection.hex
    if here is None:
        here = board.map.hex_at(board.map.view.center)
    assert here is not None
    ways: dict[int, str] = {here: ""}
    ahead = deque([here])
    while there not in ways:
        now = ahead.popleft()
        for direction, beside in zip(DIRECTIONS, neighbours[now].tolist(), strict=True):
            if beside != NOWHERE and beside not in ways:
                ways[beside] = ways[now] + DIGITS[direction]
                ahead.append(beside)
    for digit in ways[there]:
        type_in(hands, digit)
    assert there in (board.selection.pointed, here)


def type_in(hands: Hands, sign: str) -> None:
    """Press the key of a digit or of a sign."""
    hands.key(ord(sign), unicode=sign)
