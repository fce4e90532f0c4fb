"""The window: opens it, runs one scene at a time, hands events over, keeps the clock.

    window = Window(load_settings())
    window.run(MainMenu())

A scene replaces the others (`show`), or lies over the one before until it is taken off (`lay_over`, `take_off`).

Whatever takes longer than a frame runs elsewhere (`background`); the loop here never waits.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final, Protocol

import pygame

from game.ui.keys import Action, Keys, keys_in_force
from game.ui.memory import give_back_large_memory, keep_for_good
from game.ui.settings import Settings, save_settings
from game.view.lettering import start
from game.view.sound import Sounds
from game.view.theme import PAPER

SIZE: Final = (1280, 800)
LEAST: Final = (1024, 680)
FRAMES: Final = 66
"""Frames a second, at most: a little more than a screen shows, so that a late frame now and then is made up for."""

TITLE: Final = "Border Wars"


class Scene(Protocol):
    """What fills the window for a while: menu, board, replay. Sizes are pixels; events are pygame's."""

    @property
    def title(self) -> str:
        """What the scene is called; it stands in the bar of the window."""
        ...

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
        os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
        # A click that brings the window to the front is meant for what it hits.
        os.environ.setdefault("SDL_MOUSE_FOCUS_CLICKTHROUGH", "1")
        # A window without a graphics card is several times faster this way, and no slower with one.
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
        give_back_large_memory()
        pygame.display.init()
        start()
        pygame.key.set_repeat(350, 40)
        self.settings = settings
        self.keys: Keys = keys_in_force(settings.keys)
        self.surface = pygame.display.set_mode(size or _fitting_size(), pygame.RESIZABLE)
        self._windowed = self.surface.get_size()
        pygame.display.set_caption(TITLE)
        self.scene: Scene | None = None
        self.beneath: list[Scene] = []
        self.prepare: Callable[[Callable[[float], None]], None] = _nothing
        self.sounds = Sounds()
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
        """Replace the current scene and whatever lies beneath it."""
        self._close_all()
        self._open(scene)

    def lay_over(self, scene: Scene) -> None:
        """Put a scene over the current one, which stays as it is until the new one is taken off."""
        if self.scene is not None:
            self.beneath.append(self.scene)
        self._open(scene)

    def take_off(self) -> None:
        """Close the current scene and go back to the one beneath, if there is one."""
        if self.scene is None or not self.beneath:
            return
        self.scene.close()
        self._open(self.beneath.pop())

    def _open(self, scene: Scene) -> None:
        """Make a scene the current one, and say so in the bar of the window."""
        self.scene = scene
        scene.open(self)
        if self.scene is scene:  # it may have led on to another at once
            pygame.display.set_caption(f"{scene.title} - {TITLE}" if scene.title not in ("", TITLE) else TITLE)

    def _close_all(self) -> None:
        for scene in (self.scene, *reversed(self.beneath)):
            if scene is not None:
                scene.close()
        self.scene = None
        self.beneath.clear()

    def change_settings(self, settings: Settings) -> bool:
        """Take over new settings, the current scene is built anew; returns whether they could be kept."""
        self.settings = settings
        self.keys = keys_in_force(settings.keys)
        self.sounds.set_volume(settings.volume)
        kept = save_settings(settings)
        if self.scene is not None:
            self.scene.open(self)
        return kept

    def quit(self) -> None:
        """Leave the loop after this frame."""
        self.running = False

    def run(self, scene: Scene) -> None:
        """Run scenes until the player quits."""
        self.sounds.start(self.settings.volume)
        self.show(scene)
        keep_for_good()
        self.running = True
        while self.running:
            self.frame(self.clock.tick(FRAMES) / 1000)
        self._close_all()
        self.sounds.stop()
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
            if all(scene.may_quit() for scene in (self.scene, *self.beneath)):
                self.quit()
        elif event.type == pygame.VIDEORESIZE:
            width, height = max(LEAST[0], event.w), max(LEAST[1], event.h)
            if (width, height) != self.surface.get_size():
                self.surface = pygame.display.set_mode((width, height), pygame.RESIZABLE)
            self.surface = pygame.display.get_surface() or self.surface
            self.scene.open(self)
        elif event.type == pygame.KEYDOWN and not getattr(self.scene, "takes_every_key", False):
            self._key(event)
        else:
            self.scene.handle(event)

    def _key(self, event: pygame.event.Event) -> None:
        """Keys that do the same on every screen; all others are the scene's."""
        from game.ui.help import open_help

        action = self.keys.action_of(event)
        if action is Action.HELP:
            open_help(self)
        elif action is Action.FULL_SCREEN:
            self.toggle_full_screen()
        elif self.scene is not None:
            self.scene.handle(event)

    def toggle_full_screen(self) -> None:
        """Fill the whole screen, or go back to a window."""
        full = bool(self.surface.get_flags() & pygame.FULLSCREEN)
        if full:
            self.surface = pygame.display.set_mode(self._windowed, pygame.RESIZABLE)
        else:
            self._windowed = self.surface.get_size()
            self.surface = pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        if self.scene is not None:
            self.scene.open(self)


def _nothing(report: Callable[[float], None]) -> None:
    """Prepare nothing: the rules are compiled."""


def _fitting_size() -> tuple[int, int]:
    """Return the usual size of the window, less on a small screen."""
    sizes = pygame.display.get_desktop_sizes()
    if not sizes:
        return SIZE
    return min(SIZE[0], sizes[0][0]), min(SIZE[1], sizes[0][1])
