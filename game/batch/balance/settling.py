"""When games were settled: from which turn on what would be given if the game ended with it stays that of the end.

A game is settled in the first turn from whose end on this holds to the last; one that would have ended as it did at the
end of every turn, in the first. It is asked of the level, and of the winner alone. A turn is decisive if in it the
winner is settled of at least one game in five.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.batch.results import UNFINISHED, Results

DECISIVE: Final = 0.2
"""Share of games that a turn settles from which it is decisive."""


class Settled(NamedTuple):
    """In which turn each finished game was settled, its level and its winner."""

    level: NDArray[np.int64]  # (F,)
    winner: NDArray[np.int64]  # (F,)


def levels_at(least: NDArray[np.int32], margins: NDArray[np.int64]) -> NDArray[np.int64]:
    """(..) Return the levels that margins reach, of those with these least margins; 10.3, as `rules.victory`."""
    reached = margins[..., None] >= least
    return np.where(reached.any(axis=-1), reached.argmax(axis=-1), len(least) - 1)


def settled(results: Results) -> Settled:
    """Return when each finished game was settled; standings have been noted."""
    over = results.levels != UNFINISHED
    points = results.standings[over].astype(np.int64)
    levels = levels_at(results.scenario.world.levels, points[:, :, 0] - points[:, :, 1])
    winners = np.array(results.scenario.names.level_winners)[levels]
    first = results.scenario.file.calendar.first_turn
    return Settled(first + _stays_from(levels), first + _stays_from(winners))


def _stays_from(values: NDArray[Any]) -> NDArray[np.int64]:
    """(F,) Return from which column on each row of (F, T) values stays as it is in the last."""
    same = values == values[:, -1:]
    return np.asarray(np.count_nonzero(~np.logical_and.accumulate(same[:, ::-1], axis=1), axis=1))


def settled_data(results: Results) -> dict[str, Any]:
    """Return by turn in which share of the finished games level and winner were settled; which turns are decisive."""
    found, calendar = settled(results), results.scenario.file.calendar
    turns = range(calendar.first_turn, calendar.last_turn + 1) if len(found.level) else range(0)
    in_turn = {turn: float(np.mean(found.winner == turn)) for turn in turns}
    return {
        "turns": [
            {
                "turn": turn,
                "date": calendar.end_of(turn).isoformat(timespec="minutes"),
                "level": round(float(np.mean(found.level <= turn)), 4),
                "winner": round(float(np.mean(found.winner <= turn)), 4),
            }
            for turn in turns
        ],
        "median_level": float(np.median(found.level)) if turns else None,
        "median_winner": float(np.median(found.winner)) if turns else None,
        "decisive": [turn for turn, share in in_turn.items() if share >= DECISIVE],
    }
