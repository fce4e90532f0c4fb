"""A hand at the real window, for measurements: it posts the events of mouse and keys and lets frames pass.

The window is drawn in software, without a screen: SDL's dummy driver does everything but the copy to a screen, which is
the system's work. Whoever uses this runs in a process of its own (`at_the_window`), so that neither SDL's settings nor
the player's saves are touched.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pygame

from game.core import _jit
from game.core.errors import BorderWarsError
from game.desk.memory import keep_for_good
from game.desk.settings import Settings
from game.desk.window import FRAMES, Scene
from game.ui.scenes import open_window

SIZE = (1920, 1080)
LEFT, RIGHT = 1, 3
PATIENCE = 120
"""Seconds that anything that is waited for may take."""

FRAME = 1 / FRAMES

RESTS = 1.0
"""Seconds between presses, for what sets them apart from those that come too soon; no frame passes."""


def at_the_window(home: Path) -> Mapping[str, str]:
    """Return the environment of a process with a window that nobody sees, and with folders of its own.

    What is compiled is taken from where it is.
    """
    own = {name: str(home / name) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    return {
        **own,
        "NUMBA_CACHE_DIR": str(_jit.CACHE.base),
        "SDL_VIDEODRIVER": "dummy",
        "SDL_AUDIODRIVER": "dummy",
        "PYGAME_HIDE_SUPPORT_PROMPT": "1",
    }


class Hand:
    """A window with a scene, and a hand on its mouse and keys."""

    def __init__(self, scene: Scene, size: tuple[int, int] = SIZE, animation: str = "off") -> None:
        settings = Settings(scroll_at_edge=False, walked_through=True, walked_formations=True, animation=animation)
        self.window = open_window(settings, size)
        self.window.running = True
        self.frames = 0
        self.window.show(scene)
        keep_for_good()  # as `Window.run` does

    # --- frames -----------------------------------------------------------------------------------------------------

    def frame(self) -> float:
        """Let one frame pass; return the milliseconds of processor time that the window's thread spent on it."""
        began = time.thread_time()
        self.window.frame(FRAME)
        self.frames += 1
        return (time.thread_time() - began) * 1000

    def frame_by_the_clock(self) -> float:
        """Let one frame pass; return its milliseconds on the clock, in which others may have kept it waiting."""
        began = time.perf_counter()
        self.window.frame(FRAME)
        self.frames += 1
        return (time.perf_counter() - began) * 1000

    def until(self, come: Callable[[], object]) -> None:
        """Let frames pass until something has come about.

        Raises
        ------
        BorderWarsError : it does not.
        """
        deadline = time.monotonic() + PATIENCE
        while not come():
            if time.monotonic() > deadline:
                raise BorderWarsError(f"at the window something never came: {self.window.scene}")
            self.frame()
            time.sleep(0.001)

    # --- mouse and keys ---------------------------------------------------------------------------------------------

    def move(self, spot: tuple[int, int], by: tuple[int, int] = (0, 0), held: bool = False) -> None:
        """Move the mouse to a point of the window, `by` so many pixels, with the left button held or not."""
        pygame.mouse.set_pos(spot)
        self._post(pygame.MOUSEMOTION, pos=spot, rel=by, buttons=(int(held), 0, 0))

    def press(self, spot: tuple[int, int], button: int = LEFT) -> None:
        """Press a button of the mouse."""
        self._post(pygame.MOUSEBUTTONDOWN, pos=spot, button=button)

    def release(self, spot: tuple[int, int], button: int = LEFT) -> None:
        """Let a button of the mouse go."""
        self._post(pygame.MOUSEBUTTONUP, pos=spot, button=button)

    def click(self, spot: tuple[int, int], button: int = LEFT) -> None:
        """Press and release a button of the mouse, after a rest."""
        self.window.presses.go_on(RESTS)
        self.press(spot, button)
        self.release(spot, button)

    def wheel(self, steps: int) -> None:
        """Turn the wheel where the mouse is."""
        self._post(pygame.MOUSEWHEEL, x=0, y=steps, precise_x=0.0, precise_y=float(steps))

    def key(self, key: int, mod: int = 0) -> None:
        """Press a key and let it go, after a rest: presses in quick succession do not answer what has just opened."""
        self.window.presses.go_on(RESTS)
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            self._post(kind, key=key, mod=mod, unicode="", scancode=0)

    def _post(self, kind: int, **what: Any) -> None:
        pygame.event.post(pygame.event.Event(kind, **what))
