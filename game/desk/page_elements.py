"""What stands on a page to be pressed: buttons, at the foot, in rows of choices or on a roll, and the focus on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import pygame

from game.desk.page_focus import PageFocus
from game.desk.page_layout import LETTERS, ROW, PageLayout
from game.desk.roll import Roll
from game.view.lettering import shortened
from game.view.widgets import ObjectID, TextLine, UIButton, UIManager

Value = TypeVar("Value")
Callback = Callable[[], object]


class PageElements(PageLayout):
    """The buttons of one page and what they do."""

    default = ""
    """The button that has the focus at first, by its words; the first one if there is no list."""

    def __init__(self) -> None:
        super().__init__()
        self.manager: UIManager | None = None
        self.roll: Roll | None = None
        self._laid_out_for = (0, 0), 1.0  # the size of the window, and the scale
        self._scrolled: dict[tuple[tuple[int, int], float], int] = {}  # how far the roll was, by those
        self.focus = PageFocus(self)
        self._callbacks: dict[UIButton, Callback] = {}

    def list_area(self) -> pygame.Rect | None:
        """Return where the page has a list or a text of its own, whose keys are taken by `key`."""
        return None

    def unroll(self, view: pygame.Rect) -> Roll:
        """Have all buttons that are made from now on scroll in a part of the window."""
        assert self.manager is not None
        self.roll = Roll(view, self.manager, self.here.scale)
        return self.roll

    def reveal(self, button: UIButton | TextLine) -> None:
        """Scroll so that a button or a line is in view."""
        if self.roll is not None:
            self.roll.reveal(button)

    def button(
        self,
        rect: pygame.Rect,
        text: str,
        callback: Callback,
        *,
        chosen: bool = False,
        enabled: bool = True,
        left: bool = False,
        fixed: bool = False,
    ) -> UIButton:
        """Put a button on the page, on its roll if there is one; `left` with its letters at the left, or `fixed`."""
        words, text = text, shortened(text, "Regular", self.px(LETTERS), rect.width - self.px(6))
        id_ = ObjectID("#chosen" if chosen else "#plain", "@left" if left else "@centred")
        if self.roll is None or fixed:
            made = UIButton(rect, text, self.manager, object_id=id_)
        else:
            place = self.roll.on_shelf(rect)
            made = UIButton(place, text, self.manager, container=self.roll.shelf, object_id=id_)
            self.roll.add(made, rect)
        self._callbacks[made] = callback
        self.focus.add(made, words)
        if not enabled:
            self.enable(made, False)
        return made

    def enable(self, button: UIButton, enabled: bool) -> None:
        """Say whether a button can be pressed."""
        if enabled != button.is_enabled:
            (button.enable if enabled else button.disable)()  # type: ignore[no-untyped-call]  # no types in pygame_gui

    def foot(self, *buttons: tuple[str, Callback, bool], left: int = 0) -> list[UIButton]:
        """Put buttons at the foot of the page: text, callback, whether it can be pressed; some from the left.

        They stand in one row, or in as many as they need; those from the left then fill the upper ones.
        """
        widths = [self.text_width(text) + self.px(36) for text, _, _ in buttons]
        gap, room = self.px(8), self.rect.width - 2 * self.margin
        above, below = _in_rows(widths[:left], room, gap), _in_rows(widths[left:], room, gap)
        shared = bool(above and below) and sum(widths) + gap * (len(widths) - 1) <= room
        self._foot_rows = max(1, len(above) + len(below) - shared)
        places: list[pygame.Rect] = []
        for number, row in enumerate([*above, *below]):
            is_left = number < len(above)
            x = self.margin + (0 if is_left else room - sum(row) - gap * (len(row) - 1))
            y = self._foot_top + (number - (0 if is_left else shared)) * (self.px(ROW) + gap)
            for width in row:
                places.append(pygame.Rect(x, y, width, self.px(ROW)))
                x += width + gap
        return [
            self.button(place, text, callback, enabled=enabled, fixed=True)
            for place, (text, callback, enabled) in zip(places, buttons, strict=True)
        ]

    def choice(
        self,
        spot: tuple[int, int],
        options: Sequence[tuple[Value, str]],
        chosen: Value,
        callback: Callable[[Value], object],
        *,
        fixed: bool = False,
    ) -> int:
        """Put buttons on the page of which one is chosen, in one row or in more; returns where they end below.

        Words for which a row has no room are shortened.
        """
        (x, y), height, end = spot, self.px(ROW - 4), self.rect.width - self.margin
        for value, text in options:
            width = min(self.text_width(text) + self.px(26), end - spot[0])
            if x > spot[0] and x + width > end:
                x, y = spot[0], y + height - 1
            rect = pygame.Rect(x, y, width, height)
            self.button(rect, text, partial(callback, value), chosen=value == chosen, fixed=fixed)
            x = rect.right - 1
        return y + height

    def tabs(self, options: Sequence[tuple[Value, str]], chosen: Value, callback: Callable[[Value], object]) -> None:
        """Put buttons beside the title, of which one is chosen."""
        self._beside_title = sum(self.text_width(words) + self.px(26) for _, words in options)
        left = self.rect.width - self.margin - self._beside_title
        rule = self.margin + round(self._title_size * 1.35)
        self.choice((left, rule - self.px(ROW - 4) - self.px(3)), options, chosen, callback, fixed=True)
        self._beside_title += self.px(16)

    def press(self, button: UIButton) -> None:
        """Do the callback of a button."""
        self.focus.put_on(button)
        self.here.sounds.play("click")
        self._callbacks[button]()

    @property
    def is_typing(self) -> bool:
        """Whether letters go into a line of the page."""
        return self.focus.is_typing


def _in_rows(widths: Sequence[int], room: int, gap: int) -> list[list[int]]:
    """Return widths in rows that are no wider than the room."""
    rows: list[list[int]] = []
    for width in widths:
        if rows and sum(rows[-1]) + gap * len(rows[-1]) + width <= room:
            rows[-1].append(width)
        else:
            rows.append([width])
    return rows
