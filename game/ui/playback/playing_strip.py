"""The strip over the caption of the opponent's turn: pause, one step, back, slower, faster, to the end.

It stands still while the caption beneath it changes, so that a button can be clicked again without looking.

Every button has a key, named on it where there is room; Tab leads a focus through them all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pygame

from game.desk.focus import draw_focus, moved, presses
from game.desk.keys import is_repeat
from game.desk.sheets import Sheet
from game.ui.play import Play
from game.ui.playback.animation import Playback
from game.ui.playback.controls import PLAYING_KEYS, Control, paint_controls, places_of
from game.ui.playback.playing_intents import ChangeSpeed, PlayingIntent, PlayOrPause, SkipAll, Step
from game.ui.playback.showing import TURN_SPEEDS, Showing
from game.view.lettering import measure
from game.view.theme import FRAME

LEFT: Final = 1
MARGIN: Final = 6
"""Pixels above and below the buttons, at scale 1."""

LETTERS: Final = 13

STRIP_KEYS: Final[Mapping[int, PlayingIntent]] = {
    **PLAYING_KEYS,
    pygame.K_UP: ChangeSpeed(1),
    pygame.K_DOWN: ChangeSpeed(-1),
    pygame.K_ESCAPE: SkipAll(),
}
"""What the keys of the strip mean; any other key goes on to the next step."""


class PlayingStrip:
    """The strip of one play, there while a commander's turn is being shown."""

    def __init__(self, play: Play, showing: Showing) -> None:
        self.play = play
        self.showing = showing
        self.focused: str | None = None
        self.rect = pygame.Rect(0, 0, 0, 0)
        self._sheet: Sheet | None = None
        self._key: object = None

    def spots(self) -> dict[str, pygame.Rect]:
        """Return where in the window each button is that can be used; nothing while there is no strip."""
        if self._sheet is None or self.showing.followed is None:
            return {}
        return {spot.name: spot.rect.move(self.rect.topleft) for spot in self._sheet.spots if spot.act is not None}

    def handle(self, event: pygame.event.Event) -> bool:
        """Take presses of the buttons, of their keys, and those that lead the focus."""
        if self.showing.followed is None:
            self.focused = None
        elif event.type == pygame.KEYDOWN:
            return self._pressed(event)
        elif event.type == pygame.MOUSEBUTTONDOWN and self.rect.collidepoint(event.pos):
            hit = [name for name, rect in self.spots().items() if rect.collidepoint(event.pos)]
            if event.button == LEFT and hit:
                self._press(hit[0])
            return True
        return False

    def _pressed(self, event: pygame.event.Event) -> bool:
        """Take a key: to the focus if there is one; whether it was one of the strip's."""
        plain = not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT)
        if event.key == pygame.K_TAB:
            self.focused = moved(event, self.spots(), self.focused) or self.focused
            return True
        if self.focused is not None and presses(event):
            if not is_repeat(event):
                self._press(self.focused)
            return True
        if event.key not in STRIP_KEYS or not plain:
            return False
        if not is_repeat(event):
            self.play.answer(STRIP_KEYS[event.key])
        return True

    def _press(self, name: str) -> None:
        for spot in [] if self._sheet is None else self._sheet.spots:
            if spot.name == name and spot.act is not None:
                spot.act()

    # --- drawing ----------------------------------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface, top: int) -> int:
        """Draw the strip below a line of the window; returns where what stands below it may begin."""
        playback = self.showing.followed
        if playback is None:
            return top
        view, scale = self.play.map.view, self.play.window.scale
        key = playback.is_paused, self.showing.speed_name, view.size, scale
        if self._sheet is None or key != self._key:
            self._sheet, self._key = self._painted(playback), key
        self.rect = self._sheet.picture.get_rect(midtop=(view.centerx, top))
        surface.blit(self._sheet.picture, self.rect)
        pygame.draw.rect(surface, FRAME, self.rect, 1)
        place = None if self.focused is None else self.spots().get(self.focused)
        if place is not None:
            draw_focus(surface, place.inflate(-4, -4))
        return self.rect.bottom - 1

    def _painted(self, playback: Playback) -> Sheet:
        scale, room = self.play.window.scale, self.play.map.view.width - 20
        controls = controls_of(playback, self.showing.speed_name, named=True)
        if _width(controls) * scale > room:
            controls = controls_of(playback, self.showing.speed_name, named=False)
        width = min(room, round(_width(controls) * scale))
        sheet = Sheet(width, scale, LETTERS)
        places = places_of(controls, width, scale, MARGIN)
        paint_controls(sheet, controls, places, self.play.answer)
        sheet.y = places[-1].bottom + round(MARGIN * scale)
        sheet.reach(sheet.y)
        return sheet


def controls_of(playback: Playback, speed: str, named: bool) -> list[Control]:
    """Return the buttons, with the names of their keys or without."""
    place = TURN_SPEEDS.index(speed)
    pause = "Play" if playback.is_paused else "Pause"
    wanted: tuple[tuple[str, str, str, PlayingIntent | None], ...] = (
        ("back", "Back", "Left", Step(-1)),
        ("play", pause, "Space", PlayOrPause()),
        ("step", "Step", "Right", Step(1)),
        ("slower", "Slower", "Down", ChangeSpeed(-1) if place > 0 else None),
        ("faster", "Faster", "Up", ChangeSpeed(1) if place < len(TURN_SPEEDS) - 1 else None),
        ("end", "Skip all", "Esc", SkipAll()),
    )
    return [_control(name, f"{words} ({key})" if named else words, intent) for name, words, key, intent in wanted]


def _control(name: str, words: str, intent: PlayingIntent | None) -> Control:
    """Return a button as wide as its words, or as those that it has at other times."""
    widest = max(words, words.replace("Play", "Pause"), key=len)
    return Control(name, words, measure(widest, "Bold", LETTERS)[0] + 18, intent)


def _width(controls: list[Control]) -> int:
    """Return how wide a strip of these buttons in one row is, at scale 1."""
    return places_of(controls, 1 << 20, 1.0, MARGIN)[-1].right + 2 * MARGIN
