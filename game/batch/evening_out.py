"""How strong who holds the hill of a new battle must be, so that either side can win: found by letting officers play.

No formula says it: it goes with troops, width of hexes, length of turns, time of day. What is fought over is the same
on maps of all sizes, so it is played on one that is not large.

Strength of men and weapons comes first, then cohesion. Where neither is even, because a little more of it keeps the
attack from being tried at all, points decide: who attacks has to take the hill at less than the middling price.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.batch.runner import run_batch
from game.core.terms import SIDES
from game.scenario.loading import load_scenario
from game.scenario.new_battle.making import SCENARIO, write_files
from game.scenario.new_battle.wanted import HOLDERS, MARGIN, Wanted

GAMES: Final = 80
"""Games with each strength that is tried."""

LAST_GAMES: Final = 100
"""Games with the one that was found, by other luck."""

SEEDS: Final = (1935, 1938)
"""Seeds of both."""

TRIES: Final = 8
"""Strengths that are tried at most: each halves what is left of HOLDERS."""

SHAKEN: Final = (50, 100)
"""Cohesion that who holds the hill has at least, and less than which."""

FINER_TRIES: Final = 5
"""Times that the cohesion is tried: each halves what is left of SHAKEN."""

STEPS: Final = TRIES + FINER_TRIES + 1
"""Of progress."""

EVEN: Final = 0.1
"""How far from one half the share of games won may be for no other strength to be tried."""

FAIR: Final = 0.12
"""How far it may be for points to stay as they are."""

LARGE: Final = (40, 28)
"""Columns and rows from which on a map is played smaller. Of multiples of four the rows in the middle lie alike."""


@dataclass(frozen=True)
class Evened:
    """A battle as it is to be made, and what its last games brought."""

    wanted: Wanted
    won: tuple[int, int]  # games by each side
    games: int


@dataclass(frozen=True)
class _Tried:
    """A battle that was tried, and what the first side had more than the second at the end of each game."""

    wanted: Wanted
    margins: NDArray[np.int32]  # (N,)

    @property
    def won(self) -> tuple[int, int]:
        """The games that each side has won."""
        first, second = self.margins >= self.wanted.margin, self.margins < self.wanted.draw
        return int(first.sum()), int(second.sum())

    @property
    def attack_wins(self) -> bool:
        """Whether the first side has won more games than the second."""
        first, second = self.won
        return first > second

    @property
    def off(self) -> float:
        """How far the share of games that the first side has won is from one half; a draw is half of one."""
        first, second = self.won
        return abs(first - second) / (2 * len(self.margins))


def evened_out(wanted: Wanted, progress: Callable[[int], None] | None = None) -> Evened:
    """Return a battle that each side wins some half of, if there is a strength of the holders by which it does.

    The same battle gives the same strength. `progress` is called with what is done, of STEPS.

    Raises
    ------
    UsageError : it cannot be made as it is asked for.
    """
    tried: list[_Tried] = []
    for one in _tries(wanted.checked()):
        tried.append(one)
        if progress is not None:
            progress(len(tried))
    best = min(tried, key=lambda one: one.off)
    if best.off > FAIR:
        best = max((other for one in tried for other in _by_points(one)), key=lambda one: min(one.won))
    last = _Tried(best.wanted, margins_of(best.wanted, LAST_GAMES, SEEDS[1]))
    if progress is not None:
        progress(STEPS)
    return Evened(best.wanted, last.won, LAST_GAMES)


def _tries(wanted: Wanted) -> Iterator[_Tried]:
    """Yield battles with other strengths of who holds the hill, until one is even; then with less cohesion of his.

    Of small units a weapon more turns everything; cohesion goes by smaller steps.
    """
    least, most = HOLDERS
    for _ in range(TRIES):
        middle = (least + most) // 2
        one = _tried(replace(wanted, holders=middle))
        yield one
        if one.off <= EVEN:
            return
        least, most = (middle, most) if one.attack_wins else (least, middle)
    low, high = SHAKEN
    for _ in range(FINER_TRIES):
        middle = (low + high) // 2
        one = _tried(replace(wanted, holders=most, cohesion=middle))
        yield one
        if one.off <= EVEN:
            return
        low, high = (middle, high) if one.attack_wins else (low, middle)


def _tried(wanted: Wanted) -> _Tried:
    return _Tried(wanted, margins_of(wanted, GAMES, SEEDS[0]))


def _by_points(one: _Tried) -> Iterator[_Tried]:
    """Yield a battle with each margin that would part its games; only who has more points than the enemy wins."""
    for margin in {MARGIN, *(int(points) for points in one.margins if points > 0)}:
        yield _Tried(replace(one.wanted, margin=margin), one.margins)


def margins_of(wanted: Wanted, games: int, seed: int) -> NDArray[np.int32]:
    """(N,) Return the points of the first side less those of the second in games of a battle."""
    columns, rows = (
        min(size, large + size % 4) for size, large in zip((wanted.columns, wanted.rows), LARGE, strict=True)
    )
    with tempfile.TemporaryDirectory() as folder:
        write_files(replace(wanted, columns=columns, rows=rows), Path(folder))
        points = run_batch(load_scenario(Path(folder) / SCENARIO), games, seed=seed).points
    margins: NDArray[np.int32] = points[:, 0] - points[:, SIDES - 1]
    return margins
