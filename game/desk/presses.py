"""Which presses count: keys that are held, keys and buttons pressed before something new had opened.

One place says for every key and button of the window what it means before any scene sees it:

- a key held down is one press; what comes while it is held is marked as a repeat, which scrolls, moves and types only;
- what is still held, or was pressed a moment ago, when a scene, a question or a turn opens has been meant for what was
  there before: such a key or button is deaf until it has been let go of and has rested;
- keys that only change others (Shift, Ctrl, ...) are nobody's press.

Keys are kept by the place where they lie: a layout switched while one is down changes its letter, but not the key.

Time is that of the window's frames, so that tests can drive it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pygame

from game.desk.keys import Action, Keys, key_meant, key_of

REST: Final = 0.4
"""Seconds for which a key or button that was just pressed has to rest before it answers what has opened."""

REST_OF_TURN: Final = 0.9
"""The same when one's turn begins: who has hurried the opponent's turn along by taps must notice that it is over."""

SAME_SPOT: Final = 12
"""Pixels within which two clicks may be one double click."""

LET_GO: Final = pygame.event.custom_type()
"""Told to a scene when buttons that it has seen pressed are its business no more: drags end, clicks are off."""

IGNORED: Final = pygame.event.custom_type()
"""Told to a scene in place of a press of a key that came too soon, so that it can say so; has what that has."""

MODIFIERS: Final = frozenset(
    {
        *(pygame.K_LSHIFT, pygame.K_RSHIFT, pygame.K_LCTRL, pygame.K_RCTRL, pygame.K_LALT, pygame.K_RALT),
        *(pygame.K_LMETA, pygame.K_RMETA, pygame.K_MODE),
        *(pygame.K_CAPSLOCK, pygame.K_NUMLOCK, pygame.K_SCROLLOCK),
    }
)


_Place = tuple[int, int]
"""Which key of the keyboard: its scan code; where the system tells none, 0 and its key code."""


@dataclass(frozen=True)
class _Deaf:
    """Until when a key or button is deaf, the press (how it was written, or where it was) that made it so, its rest."""

    until: float
    press: str | tuple[int, int]
    rest: float


class Presses:
    """The keys and buttons of one window."""

    def __init__(self) -> None:
        self.handling = ""
        """How the key is written whose press is being handled, "" if none is."""
        self._now = 0.0
        self.is_unseen = False
        """Whether something has opened that has not been drawn yet."""
        self._down: dict[_Place, str] = {}
        self._stale: set[_Place] = set()  # held since before the last opening
        self._newest: _Place | None = None
        self._keys: dict[_Place, tuple[float, str]] = {}  # each key's last press
        self._buttons: dict[int, tuple[float, tuple[int, int]]] = {}
        self._deaf_keys: dict[_Place, _Deaf] = {}
        self._deaf_buttons: dict[int, _Deaf] = {}
        self._owned: set[int] = set()  # buttons whose press the scene has seen
        self._focused_at = -REST

    def go_on(self, seconds: float) -> None:
        """Let time pass."""
        self._now += seconds

    def seen(self) -> None:
        """Note that what has opened stands on the screen now."""
        self.is_unseen = False

    def hush(self, rest: float = REST) -> None:
        """Something new has opened: what is held, or was pressed a moment ago, was not meant for it."""
        self.is_unseen = True
        self._stale |= set(self._down)
        self._owned.clear()
        for place, (when, written) in self._keys.items():
            if place in self._down or self._now - when < rest:
                until = _Deaf(self._now + rest, written, rest)
                self._deaf_keys[place] = self._longer(self._deaf_keys.get(place), until)
        for button, (when, spot) in self._buttons.items():
            if self._now - when < rest:
                until = _Deaf(self._now + rest, spot, rest)
                self._deaf_buttons[button] = self._longer(self._deaf_buttons.get(button), until)

    def is_held(self, action: Action, keys: Keys) -> bool:
        """Whether a key of an action is down."""
        return any(keys.actions.get(written) is action for written in self._down.values())

    # --- events -----------------------------------------------------------------------------------------------------

    def take(self, event: pygame.event.Event) -> pygame.event.Event | None:
        """Return an event as it is meant; None for one that means nothing.

        Key presses have the key that is meant and two marks: `repeat` for all that do not count as presses, `ignored`
        for those among them that are presses but came too soon.
        """
        if event.type == pygame.KEYDOWN:
            return self._key_down(event)
        if event.type == pygame.KEYUP:
            return self._key_up(event)
        if event.type == pygame.TEXTINPUT:
            return None if self._newest in self._down and self._newest in self._stale else event
        if event.type == pygame.MOUSEBUTTONDOWN:
            return self._button_down(event)
        if event.type == pygame.MOUSEBUTTONUP:
            counts = event.button in self._owned
            self._owned.discard(event.button)
            return event if counts else None
        if event.type == pygame.WINDOWFOCUSLOST:
            self._down.clear()
            self._stale.clear()
            self._owned.clear()
        elif event.type == pygame.WINDOWFOCUSGAINED:
            self._focused_at = self._now
        return event

    def _key_down(self, event: pygame.event.Event) -> pygame.event.Event | None:
        key = key_meant(event.key, getattr(event, "scancode", 0))
        if key in MODIFIERS:
            return None
        meant, place = pygame.event.Event(pygame.KEYDOWN, {**event.dict, "key": key}), _place_of(event)
        held = place in self._down or bool(event.dict.get("repeat"))
        ignored = False
        if not held:
            written = key_of(meant)
            ignored = self._is_deaf(place, written)
            self._down[place] = written
            self._keys[place] = self._now, written
            self._newest = place
        meant.repeat, meant.ignored = held or ignored, ignored
        return meant

    def _key_up(self, event: pygame.event.Event) -> pygame.event.Event | None:
        key, place = key_meant(event.key, getattr(event, "scancode", 0)), _place_of(event)
        self._down.pop(place, None)
        self._stale.discard(place)
        if key in MODIFIERS:
            return None
        return pygame.event.Event(pygame.KEYUP, {**event.dict, "key": key})

    def _is_deaf(self, place: _Place, written: str) -> bool:
        """Whether a press of a key comes too soon; who goes on tapping the same has to wait again."""
        deaf = self._deaf_keys.get(place)
        if deaf is not None and self._now < deaf.until:
            if written == deaf.press:
                self._deaf_keys[place] = _Deaf(self._now + deaf.rest, written, deaf.rest)
            return True
        # A key that is held while the window gets the keyboard seems to be pressed then.
        return self.is_unseen or self._now - self._focused_at < REST

    def _button_down(self, event: pygame.event.Event) -> pygame.event.Event | None:
        deaf = self._deaf_buttons.get(event.button)
        self._buttons[event.button] = self._now, event.pos
        if deaf is not None and self._now < deaf.until and _is_near(deaf.press, event.pos):
            self._deaf_buttons[event.button] = _Deaf(self._now + deaf.rest, event.pos, deaf.rest)
            return None
        if self.is_unseen:
            return None
        self._owned.add(event.button)
        return event

    @staticmethod
    def _longer(one: _Deaf | None, other: _Deaf) -> _Deaf:
        return one if one is not None and one.until > other.until else other


def _place_of(event: pygame.event.Event) -> _Place:
    scancode = getattr(event, "scancode", 0)
    return (scancode, 0) if scancode else (0, event.key)


def _is_near(place: str | tuple[int, int], spot: tuple[int, int]) -> bool:
    return not isinstance(place, str) and max(abs(place[0] - spot[0]), abs(place[1] - spot[1])) <= SAME_SPOT
