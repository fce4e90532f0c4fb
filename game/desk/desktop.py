"""The window on the desktop: opened so that all of it is seen, maximised, filling the screen and back again.

What a window manager lays around a window, or keeps free at the edges of the screen, pygame does not say.
"""

from __future__ import annotations

import warnings
from typing import Final

import pygame

SMALLEST: Final = (480, 360)
"""Pixels that the window has at least when it opens, however small it was."""

BESIDE: Final = (16, 96)
"""Pixels of the screen, across and down, that usual frames, title bars and task bars take together."""


FIRST: Final = (1280, 800)
"""Pixels of the window at first, at least: where the screen has room for no more it is maximised."""
SHARE: Final = 0.85
"""The share of the screen that the window takes at first on larger ones."""

USUAL: Final = ((1024, 768), (1280, 800), (1440, 900), (1600, 900), (1920, 1080), (2560, 1440), (3200, 1800))
"""Sizes of the window that one can choose, where the screen has room for them."""

COMMON: Final = (1920, 1080)
"""The screen on which letters have their usual size."""
LARGEST_LETTERS: Final = 2.5
LETTER_STEP: Final = 0.25

STEPS: Final = 20
"""Hundredths of a second that the system has for an answer."""


class Desktop:
    """Opens the one window, and knows whether it is maximised or fills the screen."""

    def __init__(self) -> None:
        self._is_maximised = False

    def open(self, wanted: tuple[int, int] | None) -> pygame.Surface:
        """Open the window in a size, or as suits the screen at first; maximised where that would not fit."""
        screen = screen_size()
        wanted = wanted or first_size(screen)
        size = max(wanted[0], SMALLEST[0]), max(wanted[1], SMALLEST[1])
        room = screen[0] - BESIDE[0], screen[1] - BESIDE[1]
        if size[0] <= room[0] and size[1] <= room[1]:
            return pygame.display.set_mode(size, pygame.RESIZABLE)
        less = min(size[0], room[0]), min(size[1], room[1])
        opened = pygame.display.set_mode(less, pygame.RESIZABLE)
        self._maximise()
        if _window().size == less:  # there is no window manager, so nothing but the window takes room
            self._is_maximised = False
            opened = pygame.display.set_mode((min(size[0], screen[0]), min(size[1], screen[1])), pygame.RESIZABLE)
            _window().position = pygame.WINDOWPOS_CENTERED  # it stands where the smaller one was
            _wait_for(opened.get_size())
        return pygame.display.get_surface() or opened

    def heed(self, event: pygame.event.Event) -> None:
        """Keep in mind that the player has maximised the window, or no longer has."""
        if event.type in (pygame.WINDOWMAXIMIZED, pygame.WINDOWRESTORED) and not pygame.display.is_fullscreen():
            self._is_maximised = event.type == pygame.WINDOWMAXIMIZED

    def fill_screen(self, full: bool) -> None:
        """Have the window fill the screen, or be again as it was and where it was.

        SDL itself keeps what the window was like before; `set_mode` would make it again, elsewhere and in another
        size. What it does not keep is that the window was maximised.
        """
        if full and self._is_maximised:
            _window().restore()  # or else the place of the maximised window would be taken for that of the usual one
        if full:
            _window().set_fullscreen(desktop=True)
        else:
            _window().set_windowed()
            if self._is_maximised:
                self._maximise()
        pygame.event.clear((pygame.WINDOWMAXIMIZED, pygame.WINDOWRESTORED))  # that was not the player

    def resize(self, wanted: tuple[int, int]) -> None:
        """Give the window, which does not fill the screen, another size, in the middle of the screen."""
        _window().restore()  # what is maximised keeps its size
        self._is_maximised = False
        _wait_for(wanted)
        self.open(wanted)
        if not self._is_maximised:
            _window().position = pygame.WINDOWPOS_CENTERED

    def _maximise(self) -> None:
        _window().maximize()
        self._is_maximised = True


def screen_size() -> tuple[int, int]:
    """Return how large the screen is, in pixels; the common one where the system does not say."""
    return next(iter(pygame.display.get_desktop_sizes()), COMMON)


def first_size(screen: tuple[int, int]) -> tuple[int, int]:
    """Return how large the window is at first: most of the screen, and never less than it needs."""
    return max(FIRST[0], round(screen[0] * SHARE)), max(FIRST[1], round(screen[1] * SHARE))


def sizes_for(screen: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the usual sizes of a window that a screen has room for."""
    room = screen[0] - BESIDE[0], screen[1] - BESIDE[1]
    return [size for size in USUAL if size[0] <= room[0] and size[1] <= room[1]]


def letters_for(screen: tuple[int, int]) -> float:
    """Return how large letters are on a screen if nothing is set: as large a part of it as on a common one.

    On smaller screens they are no smaller. How large the screen is to the eye the system does not say.
    """
    larger = min(screen[0] / COMMON[0], screen[1] / COMMON[1])
    return min(LARGEST_LETTERS, max(1.0, round(larger / LETTER_STEP) * LETTER_STEP))


def _wait_for(size: tuple[int, int]) -> None:
    """Let the system answer, at most a fifth of a second: what it says of the size before is not to be laid out."""
    for _ in range(STEPS):
        pygame.event.pump()
        pygame.time.wait(10)
    if _window().size == size:
        pygame.event.clear((pygame.VIDEORESIZE, pygame.WINDOWRESIZED, pygame.WINDOWSIZECHANGED))


def _window() -> pygame.Window:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pygame has no other way to a window of its own yet
        return pygame.Window.from_display_module()
