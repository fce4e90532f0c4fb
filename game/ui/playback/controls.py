"""The buttons for what is played back, in the strip of a replay and over the map in the opponent's turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import pygame

from game.desk.sheets import Sheet
from game.ui.playback.playing_intents import ChangeSpeed, PlayOrPause, Step

BUTTON, GAP = 30, 6

PLAYING_KEYS: Final[Mapping[int, Step | PlayOrPause | ChangeSpeed]] = {
    pygame.K_LEFT: Step(-1),
    pygame.K_RIGHT: Step(1),
    pygame.K_SPACE: PlayOrPause(),
    pygame.K_f: ChangeSpeed(),
}
"""The keys of whatever is played back."""


@dataclass(frozen=True)
class Control:
    """A button: its name, its words, its width at scale 1, what it means; None if it cannot be used now."""

    name: str
    words: str
    width: int
    intent: Any


def next_speed(names: Sequence[str], now: str, by: int) -> str:
    """Return the speed that is by so many faster, from slow to fast; by 0 the next, after the last the first."""
    place = names.index(now)
    return names[max(0, min(len(names) - 1, place + by))] if by else names[(place + 1) % len(names)]


def places_of(controls: Sequence[Control], width: int, scale: float, top: int) -> list[pygame.Rect]:
    """Return where in a strip of a width its buttons stand: in one row, or in as many as they need."""
    margin, y, height, gap = (round(pixels * scale) for pixels in (12, top, BUTTON, GAP))
    places, x = [], margin
    for control in controls:
        wide = round(control.width * scale)
        if x > margin and x + wide > width - margin:
            x, y = margin, y + height + gap
        places.append(pygame.Rect(x, y, wide, height))
        x += wide + gap
    return places


def paint_controls(
    sheet: Sheet, controls: Sequence[Control], places: Sequence[pygame.Rect], answer: Callable[[Any], None]
) -> None:
    """Paint the buttons in their places."""
    for control, rect in zip(controls, places, strict=True):
        act = None if control.intent is None else partial(answer, control.intent)
        sheet.button(control.name, control.words, rect, act, strong=control.name == "play")
