"""The window: opens it, runs one scene at a time, hands events over, keeps the clock. Scenes replace each other.

    window = Window(load_settings())
    window.run(MainMenu(window))

Whatever takes longer than a frame runs elsewhere (`background`); the loop here never waits.
"""

from __future__ import annotations

import os
from typing import Final, Protocol

import pygame

from game.ui.keys import Keys, keys_in_force
from game.ui.settings import Settings, save_settings
from game.view.lettering import start
from game.view.theme import PAPER

SIZE: Final = (1280, 800)
LEAST: Final = (1024, 680)
FRAMES: Final = 60
"""Frames a second, at most."""

TITLE: Final = "Border Wars"


class Scene(Protocol):
    """What fills the window for a while: menu, board, replay. Sizes are pixels; events are pygame's."""

    def open(self, window: Window) -> None:
        """Build for the window's size; called at the beginning and after every change of size or settings."""

    def handle(self, event: pygame.event.Event) -> None:
        """Take one event."""

    def update(self, seconds: float) -> None:
        """Go on by so much time; called once a frame."""

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the whole window."""

    def close(self) -> None:
        """Let go of threads and timers; called once, before the next scene."""

    def may_quit(self) -> bool:
        """Whether the window may be closed now; a scene that asks first answers no."""
        ...


class Window:
    """One window and its current scene."""

    def __init__(self, settings: Settings, size: tuple[int, int] | None = None) -> None:
        os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
        os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
        # A window without a graphics card is several times faster this way, and no slower with one.
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
        pygame.display.init()
        start()
        pygame.key.set_repeat(350, 40)
        self.settings = settings
        self.keys: Keys = keys_in_force(settings.keys)
        self.surface = pygame.display.set_mode(size or _fitting_size(), pygame.RESIZABLE)
        pygame.display.set_caption(TITLE)
        self.scene: Scene | None = None
        self.clock = pygame.time.Clock()
        self.running = False

    @property
    def scale(self) -> float:
        """How much larger than at 1280 x 800 letters and panels are."""
        return self.settings.scale

    def px(self, pixels: float) -> int:
        """Return a length of the layout in pixels of this window."""
        return round(pixels * self.scale)

    def show(self, scene: Scene) -> None:
        """Replace the current scene."""
        if self.scene is not None:
            self.scene.close()
        self.scene = scene
        scene.open(self)

    def change_settings(self, settings: Settings) -> None:
        """Take over and keep new settings; the current scene is built anew."""
        self.settings = settings
        self.keys = keys_in_force(settings.keys)
        save_settings(settings)
        if self.scene is not None:
            self.scene.open(self)

    def quit(self) -> None:
        """Leave the loop after this frame."""
        self.running = False

    def run(self, scene: Scene) -> None:
        """Run scenes until the player quits."""
        self.show(scene)
        self.running = True
        while self.running:
            self.frame(self.clock.tick(FRAMES) / 1000)
        if self.scene is not None:
            self.scene.close()
            self.scene = None
        pygame.display.quit()

    def frame(self, seconds: float) -> None:
        """Handle what has come in, go on, draw; tests call it directly."""
        for event in pygame.event.get():
            self._handle(event)
        if self.scene is None:
            return
        self.scene.update(min(seconds, 0.25))
        self.surface.fill(PAPER)
        self.scene.draw(self.surface)
        pygame.display.flip()

    def _handle(self, event: pygame.event.Event) -> None:
        if self.scene is None:
            return
        if event.type == pygame.QUIT:
            if self.scene.may_quit():
                self.quit()
        elif event.type == pygame.VIDEORESIZE:
            width, height = max(LEAST[0], event.w), max(LEAST[1], event.h)
            if (width, height) != self.surface.get_size():
                self.surface = pygame.display.set_mode((width, height), pygame.RESIZABLE)
            self.surface = pygame.display.get_surface() or self.surface
            self.scene.open(self)
        else:
            self.scene.handle(event)


def _fitting_size() -> tuple[int, int]:
    """Return the usual size of the window, less on a small screen."""
    sizes = pygame.display.get_desktop_sizes()
    if not sizes:
        return SIZE
    return min(SIZE[0], sizes[0][0]), min(SIZE[1], sizes[0][1])
