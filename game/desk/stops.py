"""What keys lead to on panels painted by ourselves: the spots of their sheets by name, where each is, and pressing it.

A stop may be scrolled away: keys lead there too, and it is brought into view.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, Generic, Protocol, TypeVar

import pygame

from game.desk.requests import ReadHelp
from game.desk.sheets import Sheet, Spot
from game.desk.window import Window

AGAIN: Final = "#"
"""Before the number of a spot that has the same name as one before."""


class InWindow(Protocol):
    """What a panel needs of whatever it is painted from: the window that it stands in."""

    @property
    def window(self) -> Window | None:
        """The window, None before it is there."""


Seen = TypeVar("Seen", bound=InWindow)
"""What a panel is painted from."""


class Stops(ABC, Generic[Seen]):
    """A panel of sheets one below the other, some of which scroll together, with spots that keys lead to."""

    rect: pygame.Rect
    scroll: int

    @abstractmethod
    def _sheets(self, seen: Seen) -> Sequence[Sheet]:
        """Return the sheets from above, as they are now."""

    @abstractmethod
    def _shown_at(self, part: int) -> tuple[pygame.Rect, int]:
        """Return the part of the window that shows a sheet, and how far the sheet is scrolled there."""

    @abstractmethod
    def _scrolling(self) -> tuple[range, int]:
        """Return the places of the sheets that scroll together, and the height of the part that shows them."""

    def stops(self, seen: Seen, links: bool = True) -> dict[str, pygame.Rect]:
        """Return what keys lead to, each with its place on the paper as if none of it were scrolled or cut.

        These are all spots that do something, scrolled-away ones too; with `links` also those that explain a rule. Of
        spots with one name all but the first have a number added to it.
        """
        sheets = self._sheets(seen)
        tops = [0, *accumulate(sheet.height for sheet in sheets)]
        return {name: spot.rect.move(0, tops[part]) for name, (part, spot) in _named(sheets, links).items()}

    def place_of(self, name: str, seen: Seen) -> pygame.Rect | None:
        """Return where in the window a stop is; None if it is not there, or scrolled away."""
        found = _named(self._sheets(seen)).get(name)
        if found is None:
            return None
        view, shift = self._shown_at(found[0])
        rect = found[1].rect.move(view.left, view.top - shift).clip(view)
        return rect if rect.height else None

    def press(self, name: str, seen: Seen) -> None:
        """Do what a click on a stop does."""
        found = _named(self._sheets(seen)).get(name)
        if found is not None:
            use(found[1], seen, by_key=True)

    def reveal(self, name: str, seen: Seen) -> None:
        """Scroll so that a stop is in view, or a spot that does nothing; its top at least."""
        sheets = self._sheets(seen)
        silent = ((part, spot) for part, sheet in enumerate(sheets) for spot in sheet.spots if spot.name == name)
        found = _named(sheets).get(name) or next(silent, None)
        if found is None:
            return
        part, spot = found
        scrolling, room = self._scrolling()
        if part in scrolling:
            top = sum(sheets[above].height for above in scrolling if above < part) + spot.rect.top
            self.scroll = min(top, max(0, self.scroll, top + spot.rect.height - room))

    def turn_page(self, pages: int) -> None:
        """Scroll by most of what is seen, down or up (-1)."""
        self.scroll = max(0, self.scroll + pages * self.rect.height * 2 // 3)


def use(spot: Spot, seen: InWindow, by_key: bool = False) -> None:
    """Do what a click on a spot means; a key leads to the rulebook from what the pointer has explained, too."""
    if spot.act is not None:
        spot.act()
    elif spot.leads or (by_key and spot.section):
        assert seen.window is not None
        seen.window.ask(ReadHelp(spot.section))


def _named(sheets: Sequence[Sheet], links: bool = True) -> dict[str, tuple[int, Spot]]:
    """Return the spots that do something by their names, each with the place of its sheet."""
    found: dict[str, tuple[int, Spot]] = {}
    times: Counter[str] = Counter()
    for part, sheet in enumerate(sheets):
        for spot in sheet.spots:
            if spot.act is not None or (links and spot.section):
                again = times[spot.name]
                found[f"{spot.name}{AGAIN}{again}" if again else spot.name] = part, spot
                times[spot.name] += 1
    return found
