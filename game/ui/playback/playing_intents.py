"""What a player can mean while steps are played back, in a replay and in the opponent's turn: stop, go on, go back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """Some steps on, or back."""

    count: int


@dataclass(frozen=True)
class PlayOrPause:
    """What is played back runs by itself, or stops."""


@dataclass(frozen=True)
class ChangeSpeed:
    """A speed faster (1) or slower (-1); 0: the next, from the fastest the slowest."""

    by: int = 0


@dataclass(frozen=True)
class SkipAll:
    """What is played back ends at once."""


@dataclass(frozen=True)
class ShowAgain:
    """The opponent's last turn is shown once more."""


PlayingIntent = Step | PlayOrPause | ChangeSpeed | SkipAll | ShowAgain
