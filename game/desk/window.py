"""The window: opens it, runs one scene at a time, hands events over, keeps the clock.

    window = Window(load_settings(), answer)
    window.run(scene)

A scene replaces the others (`show`), or lies over the one before until it is taken off (`lay_over`, `take_off`). What
scenes there are the window does not know: what one of them, or a key, wants to have opened is a `Request`, and whoever
made the window answers it.

Whatever takes longer than a frame runs elsewhere (`background`); the loop here never waits. Where nothing happens and
nothing moves, it draws nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final, Protocol

import pygame

from game.desk.desktop import LARGEST_LETTERS, Desktop, letters_for, screen_size
from game.desk.keys import Action, Keys, key_of, keys_in_force
from game.desk.memory import give_back_free_memory, give_back_large_memory, keep_for_good
from game.desk.presses import IGNORED, LET_GO, REST, Presses
from game.desk.requests import ReadHelp, Request
from game.desk.settings import Settings, save_settings
from game.view.lettering import drawable, start
from game.view.sound import Sounds
from game.view.theme import PAPER

LEAST: Final = (1024, 680)
"""The smallest window that holds the largest letters; in smaller ones letters shrink."""

FRAMES: Final = 66
"""Frames a second, at most: a little more than a screen shows, so that a late frame now and then is made up for."""

LONGEST: Final = 0.25
"""Seconds that pass at most between two frames, however long the machine was busy: nothing goes on in leaps."""

RESTING: Final = 25
"""Looks a second at whether anything has come in, where nothing is drawn; the hand does not feel such a delay."""

LINGER: Final = 1.0
"""Seconds for which every frame is drawn after the last event: buttons take note of the pointer by and by."""

TITLE: Final = "Border Wars"

MOVING: Final = frozenset(
    {
        *(pygame.K_UP, pygame.K_DOWN, pygame.K_LEFT, pygame.K_RIGHT, pygame.K_PAGEUP, pygame.K_PAGEDOWN),
        *(pygame.K_HOME, pygame.K_END, pygame.K_TAB),
    }
)
"""Keys that scroll and move in lists on every screen: they go on while they are held."""

ERASING: Final = frozenset({pygame.K_BACKSPACE, pygame.K_DELETE})
"""Keys that go on while they are held where one types."""


class Scene(Protocol):
    """What fills the window for a while: menu, board, replay. Sizes are pixels; events are pygame's."""

    @property
    def title(self) -> str:
        """What the scene is called; it stands in the bar of the window."""
        ...

    def open(self, window: Window) -> None:
        """Build for the window's size; called at the beginning and after every change of size or settings."""

    def handle(self, event: pygame.event.Event) -> None:
        """Take one event. A key press marked as `repeat` only scrolls, moves and types."""

    def update(self, seconds: float) -> bool:
        """Go on by so much time, often each second; whether that has changed what is seen.

        Whatever changes by time, or by a thread, is taken over here and nowhere else.
        """

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the whole window; drawn again before the scene goes on, it looks the same."""

    def close(self) -> None:
        """Let go of threads and timers; called once, before the next scene."""

    def may_quit(self) -> bool:
        """Whether the window may be closed now; a scene that asks first answers no."""
        ...


class Window:
    """One window and its current scene."""

    def __init__(
        self, settings: Settings, answer: Callable[[Window, Request], None], size: tuple[int, int] | None = None
    ) -> None:
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
        self._answer = answer
        self.keys: Keys = keys_in_force(settings.keys)
        self.presses = Presses()
        self._desktop = Desktop()
        self._usual_letters = letters_for(screen_size())
        self.surface = pygame.display.set_mode(size, pygame.RESIZABLE) if size else self._opened()
        self._laid_out = self.surface.get_size()
        self._awake = LINGER
        pygame.display.set_caption(TITLE)
        self.scene: Scene | None = None
        self.beneath: list[Scene] = []
        self.prepare: Callable[[Callable[[float], None]], None] = _nothing
        self.sounds = Sounds()
        self.clock = pygame.time.Clock()
        self.running = False

    def _opened(self) -> pygame.Surface:
        """Return the surface of the window, opened as it is set to be."""
        opened = self._desktop.open(self.settings.window_size or self.settings.size)
        if self.settings.full_screen:
            self._desktop.fill_screen(True)
        return pygame.display.get_surface() or opened

    @property
    def scale(self) -> float:
        """How much larger than usual letters and panels are: as is set, or as suits the screen.

        It is no more than the window holds.
        """
        width, height = self.surface.get_size()
        holds = LARGEST_LETTERS * min(width / LEAST[0], height / LEAST[1])
        return max(0.1, min(self.settings.scale or self._usual_letters, holds))

    def px(self, pixels: float) -> int:
        """Return a length of the layout in pixels of this window."""
        return round(pixels * self.scale)

    def show(self, scene: Scene) -> None:
        """Replace the current scene and whatever lies beneath it."""
        self.close()
        give_back_free_memory()
        self._open(scene)

    def lay_over(self, scene: Scene) -> None:
        """Put a scene over the current one, which stays as it is until the new one is taken off."""
        if self.scene is not None:
            self.hush()
            self.beneath.append(self.scene)
        self._open(scene)

    def take_off(self) -> None:
        """Close the current scene and go back to the one beneath, if there is one."""
        if self.scene is None or not self.beneath:
            return
        self.scene.close()
        self._open(self.beneath.pop())

    def ask(self, request: Request) -> None:
        """Have something opened: over the current scene, or in its place."""
        self._answer(self, request)

    def _open(self, scene: Scene) -> None:
        """Make a scene the current one, and say so in the bar of the window."""
        self.presses.hush()
        self.scene = scene
        scene.open(self)
        if self.scene is scene:  # it may have led on to another at once
            title = f"{scene.title} - {TITLE}" if scene.title not in ("", TITLE) else TITLE
            pygame.display.set_caption(drawable(title))

    def close(self) -> None:
        """Close the current scene and whatever lies beneath it."""
        for scene in (self.scene, *reversed(self.beneath)):
            if scene is not None:
                scene.close()
        self.scene = None
        self.beneath.clear()

    def hush(self, rest: float = REST) -> None:
        """Let no press answer what opens now that was meant for what was there; a drag ends."""
        self.presses.hush(rest)
        self._let_go()

    def _let_go(self) -> None:
        if self.scene is not None:
            self.scene.handle(pygame.event.Event(LET_GO))

    def keep_setting(self, name: str, value: object) -> bool:
        """Keep one setting that changes nothing in the layout; returns whether it could be written."""
        setattr(self.settings, name, value)
        return save_settings(self.settings)

    def change_settings(self, settings: Settings) -> bool:
        """Take over new settings, the current scene is rebuilt; returns whether they could be kept."""
        before, self.settings = self.settings, settings
        self._stand(before)
        self.keys = keys_in_force(settings.keys)
        self.sounds.set_volume(settings.volume)
        kept = save_settings(settings)
        if self.scene is not None:
            self.scene.open(self)
        return kept

    def _stand(self, before: Settings) -> None:
        """Have the window stand as is set now, where that is not as it was before."""
        now, was_full = self.settings, self._is_full_screen
        if now.full_screen not in (before.full_screen, was_full):
            self._desktop.fill_screen(now.full_screen)
        changed = now.window_size != before.window_size or was_full
        if now.window_size is not None and changed and not self._is_full_screen:
            self._desktop.resize(now.window_size)
        self.surface = pygame.display.get_surface() or self.surface
        self._laid_out = self.surface.get_size()

    def quit(self) -> None:
        """Leave the loop after this frame."""
        self.running = False

    def run(self, scene: Scene) -> None:
        """Run scenes until the player quits."""
        self.sounds.start(self.settings.volume)
        self.show(scene)
        keep_for_good()
        self.running = True
        is_drawn = True
        while self.running:
            is_drawn = self.go_on(self.clock.tick(FRAMES if is_drawn else RESTING) / 1000)
        self._keep_size()
        self.close()
        self.sounds.stop()
        pygame.display.quit()

    def _keep_size(self) -> None:
        """Remember the size of the window for the next time; that of a full screen says nothing."""
        size = self.surface.get_size()
        if not self._is_full_screen and size != self.settings.size:
            self.keep_setting("size", size)

    def go_on(self, seconds: float) -> bool:
        """Handle what has come in, go on, and draw if the picture may have changed; returns whether it was drawn."""
        passed = min(seconds, LONGEST)
        self._awake = LINGER if self._take_events(seconds) or any(pygame.mouse.get_pressed()) else self._awake - passed
        if self.scene is None:
            return False
        shown = self.scene
        changed = shown.update(passed) or self.scene is not shown or self.presses.is_unseen
        if not changed and self._awake <= 0:
            return False
        self._draw()
        return True

    def frame(self, seconds: float) -> None:
        """Handle what has come in, go on, draw; for tests and measurements, which want every frame."""
        self._take_events(seconds)
        if self.scene is not None:
            self.scene.update(min(seconds, LONGEST))
            self._draw()

    def _take_events(self, seconds: float) -> bool:
        """Let time pass, hand over what has come in; returns whether anything has."""
        self.presses.go_on(seconds)
        events = pygame.event.get()
        for event in events:
            self._desktop.heed(event)
            self._handle(event)
        return bool(events)

    def _draw(self) -> None:
        if self.scene is None:
            return
        self.surface.fill(PAPER)
        self.scene.draw(self.surface)
        pygame.display.flip()
        self.presses.seen()

    def _handle(self, happened: pygame.event.Event) -> None:
        event = self.presses.take(happened)
        if self.scene is None or event is None:
            return
        if event.type == pygame.QUIT:
            if all(scene.may_quit() for scene in (self.scene, *self.beneath)):
                self.quit()
        elif event.type == pygame.VIDEORESIZE:
            self._fit()
        elif event.type == pygame.KEYDOWN:
            self.presses.handling = "" if event.repeat else key_of(event)
            self._key(event, self.scene)
            self.presses.handling = ""
        else:
            if event.type == pygame.WINDOWFOCUSLOST:
                self._let_go()
            self.scene.handle(event)

    def _key(self, event: pygame.event.Event, scene: Scene) -> None:
        """Keys that do the same on every screen; all others are the scene's. Repeats go no further than they may."""
        takes_every_key = getattr(scene, "takes_every_key", False)
        if event.repeat and (takes_every_key or not self._goes_on(event, scene)):
            if event.ignored:
                scene.handle(pygame.event.Event(IGNORED, {**event.dict, "repeat": False}))
            return
        action = None if takes_every_key else self.keys.action_of(event)
        if action is Action.HELP:
            self.ask(ReadHelp())
        elif action is Action.FULL_SCREEN:
            self.toggle_full_screen()
        else:
            scene.handle(event)

    def _goes_on(self, event: pygame.event.Event, scene: Scene) -> bool:
        """Whether a held key may go on doing what it does."""
        if event.key in ERASING and getattr(scene, "is_typing", False):
            return True
        return event.key in MOVING or self.keys.action_of(event) is not None

    def toggle_full_screen(self) -> None:
        """Fill the whole screen, or go back to a window; the next game opens like that."""
        self._desktop.fill_screen(not self._is_full_screen)
        self.keep_setting("full_screen", self._is_full_screen)
        self._fit()

    @property
    def _is_full_screen(self) -> bool:
        """Whether the window fills the whole screen."""
        return pygame.display.is_fullscreen()

    def _fit(self) -> None:
        """Lay the scene out again if the system has given the window another size; it is taken as it is."""
        self.surface = pygame.display.get_surface() or self.surface
        if self.surface.get_size() != self._laid_out and self.scene is not None:
            self._laid_out = self.surface.get_size()
            self.scene.open(self)


def _nothing(report: Callable[[float], None]) -> None:
    """Prepare nothing: the rules are compiled."""
