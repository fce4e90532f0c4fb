"""The bar at the top: turn, date, light, whose turn it is, points of both sides, and buttons to end and to undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import pygame

from game.desk.keys import Action
from game.desk.sheets import Sheet
from game.ui.intents import EndTurn, OpenMenu, Undo
from game.ui.seen import Seen
from game.view.lettering import Face, Rgb, measure, shortened, write
from game.view.looks import localised
from game.view.sheet import moment
from game.view.theme import FRAME, INK, PAPER, styles_of

LEFT: Final = 1
GAP, EDGE = 6, 12
WIDE: Final = 900
"""Width at scale 1 below which the buttons do without the names of their keys."""
SMALL: Final = 0.6
"""The share of the usual letters below which the text takes two lines."""
SMALLEST: Final = 9
"""Pixels of the smallest letters."""


class TopBar:
    """One bar over the whole width."""

    def __init__(self, rect: pygame.Rect, scale: float = 1.0) -> None:
        self.rect = rect
        self.scale = scale
        self._picture: pygame.Surface | None = None
        self._key: object = None
        self._stale = True
        self._buttons: Sheet | None = None
        self._hover: tuple[int, int] | None = None

    def refresh(self, seen: Seen) -> None:
        """Look at the next `draw` whether there is something new to be said."""
        self._stale = True

    def handle(self, event: pygame.event.Event, seen: Seen) -> bool:
        """The buttons are pressed; nothing that happens on the bar reaches the map."""
        if event.type == pygame.MOUSEMOTION:
            self._hover = event.pos if self.rect.collidepoint(event.pos) else None
        if event.type != pygame.MOUSEBUTTONDOWN or not self.rect.collidepoint(event.pos):
            return False
        if event.button == LEFT:
            for name, rect in self.spots(seen).items():
                if rect.collidepoint(event.pos):
                    self.press(name, seen)
                    break
        return True

    def draw(self, surface: pygame.Surface, seen: Seen) -> None:
        """Draw the bar."""
        surface.blit(self._picture_now(seen), self.rect)
        if self._hover is not None:
            for name, rect in self.spots(seen).items():
                if rect.collidepoint(self._hover) and self._acts(seen)[name] is not None:
                    pygame.draw.rect(surface, INK, rect, 2)

    def spots(self, seen: Seen) -> dict[str, pygame.Rect]:
        """Return where in the window each button is."""
        self._picture_now(seen)
        assert self._buttons is not None
        return {spot.name: spot.rect.move(self.rect.topleft) for spot in self._buttons.spots}

    # --- by keys, as `panel_focus` asks for it --------------------------------------------------------------------

    def is_shown(self, seen: Seen) -> bool:
        """The bar is always there."""
        return True

    def stops(self, seen: Seen, links: bool = True) -> dict[str, pygame.Rect]:
        """Return the buttons that can be used now."""
        acts = self._acts(seen)
        return {name: rect for name, rect in self.spots(seen).items() if acts[name] is not None}

    def place_of(self, name: str, seen: Seen) -> pygame.Rect | None:
        """Return where in the window a button is."""
        return self.spots(seen).get(name)

    def press(self, name: str, seen: Seen) -> None:
        """Do what a click on a button does."""
        act = self._acts(seen).get(name)
        if act is not None:
            act()

    def reveal(self, name: str, seen: Seen) -> None:
        """All of the bar is always in view."""

    def turn_page(self, pages: int) -> None:
        """There is nothing to scroll."""

    # --- inside -----------------------------------------------------------------------------------------------------

    def _acts(self, seen: Seen) -> dict[str, Callable[[], None] | None]:
        """Return what each button does; None for what cannot be done now."""
        awaits_mail = seen.shown.awaits_mail and not seen.is_showing
        may_end = seen.may_order or seen.game.outcome is not None or awaits_mail
        return {
            "menu": partial(seen.answer, OpenMenu()),
            "undo": partial(seen.answer, Undo()) if seen.may_undo else None,
            "end_turn": partial(seen.answer, EndTurn()) if may_end else None,
        }

    def _picture_now(self, seen: Seen) -> pygame.Surface:
        """Return the picture; most clicks on the map change nothing in it."""
        if self._stale or self._picture is None:
            self._stale = False
            key = self._parts(seen), [act is None for act in self._acts(seen).values()]
            if self._picture is None or key != self._key:
                self._picture, self._key = self._painted(seen), key
        return self._picture

    def _painted(self, seen: Seen) -> pygame.Surface:
        self._buttons = self._painted_buttons(seen)
        picture = self._buttons.picture.copy()
        pygame.draw.line(picture, FRAME, (0, self.rect.height - 1), (self.rect.width, self.rect.height - 1))
        room = min(spot.rect.left for spot in self._buttons.spots) - 2 * GAP
        parts, whole = self._parts(seen), round(self.rect.height * 0.5)
        lines, size = [parts], _fitting([parts], whole, room)
        if size < whole * SMALL:  # two lines, where one could hardly be read
            lines = [parts[:1], parts[1:]]
            size = _fitting(lines, round(self.rect.height * 0.36), room)
        height = self.rect.height // len(lines)
        for number, line in enumerate(lines):
            x = EDGE
            for text, ink, face in line:
                letters = write(shortened(text, face, size, max(1, room - x)), face, size, ink)
                picture.blit(letters, (x, number * height + (height - letters.get_height()) // 2))
                x += letters.get_width() + size
        return picture

    @staticmethod
    def _parts(seen: Seen) -> list[tuple[str, Rgb, Face]]:
        game, names = seen.game, localised(seen.game.scenario).names
        styles = styles_of(names)
        active = names.side_row[game.active_side]
        points = game.points()
        score = " : ".join(f"{names.side_adjectives[row]} {points[side]}" for row, side in enumerate(names.sides))
        parts: list[tuple[str, Rgb, Face]] = [(moment(localised(game.scenario), game.state), INK, "Bold")]
        if game.outcome is None:
            parts.append((f"{names.side_adjectives[active]} orders", styles[active].letters, "Bold"))
        parts.append((f"points {score}", INK, "Regular"))
        return parts

    def _painted_buttons(self, seen: Seen) -> Sheet:
        keys = seen.window.keys
        sheet = Sheet(self.rect.width, self.scale, 13, self.rect.height)
        sheet.reach(self.rect.height)
        sheet.paper.fill(PAPER)
        x = self.rect.width - GAP
        acts = self._acts(seen)
        wide = self.rect.width >= sheet.px(WIDE)
        for name, title, key in (
            ("menu", "Menu", ""),
            ("end_turn", _end_words(seen), keys.shown(Action.END_TURN)),
            ("undo", "Undo", keys.shown(Action.UNDO)),
        ):
            words = f"{title} ({key})" if key and wide else title
            width = measure(words, "Bold", sheet.size)[0] + sheet.px(18)
            rect = pygame.Rect(x - width, GAP - 1, width, self.rect.height - 2 * GAP + 1)
            sheet.button(name, words, rect, acts[name], strong=name == "end_turn")
            x = rect.left - GAP
        sheet.y = self.rect.height
        return sheet


def _end_words(seen: Seen) -> str:
    """Return what the button says that ends a turn: what it does now."""
    if seen.game.outcome is not None:
        return "Report"
    return "Turn files" if seen.shown.awaits_mail else "End turn"


def _fitting(lines: list[list[tuple[str, Rgb, Face]]], most: int, room: int) -> int:
    """Return the largest letters, from `most` down, at which every line has room."""
    size = most
    while size > SMALLEST and max(_length(parts, size) for parts in lines) > room - EDGE:
        size -= 1
    return size


def _length(parts: list[tuple[str, Rgb, Face]], size: int) -> int:
    return sum(measure(text, face, size)[0] + size for text, _, face in parts)
