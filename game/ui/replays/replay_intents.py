"""What a player can mean by a click or a key in a replay, besides what every map knows (`intents`)."""

from __future__ import annotations

from dataclasses import dataclass

from game.ui.intents import Intent
from game.ui.playback.playing_intents import ChangeSpeed, PlayOrPause, Step


@dataclass(frozen=True)
class GoToStep:
    """The film stands still after so many steps."""

    place: int


@dataclass(frozen=True)
class Scrub:
    """The scrubber is dragged to so many steps; only where it is at the next frame counts."""

    place: int


@dataclass(frozen=True)
class StepTurn:
    """Some player turns on, or back."""

    count: int


@dataclass(frozen=True)
class ChangeSides:
    """Overlays are seen from the other side."""


ReplayIntent = Intent | GoToStep | Scrub | StepTurn | ChangeSides | Step | PlayOrPause | ChangeSpeed
