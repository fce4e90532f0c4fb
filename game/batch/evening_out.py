"""How strong who holds the hill of a new battle must be, so that either side can win: found by letting officers play.

No formula says it: it goes with troops, width of hexes, length of turns, time of day. What is fought over is the same
on maps of all sizes, so it is played on one that is not large.

Strength of men and weapons comes first, as far as neither side has too few of the other's men. Where that is not
enough, or a weapon more turns all games, the quality of the defenders decides: it goes by small steps.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from game.batch.runner import run_batch
from game.scenario.loading import load_scenario
from game.scenario.new_battle.making import SCENARIO, write_files
from game.scenario.new_battle.strengths import bounds_of_holders
from game.scenario.new_battle.wanted import FULL, QUALITY, WINS, Wanted

GAMES: Final = 100
"""Games with each strength that is tried."""

LAST_GAMES: Final = 100
"""Games with the one that was found, by other luck."""

SEEDS: Final = (1935, 1938)
"""Seeds of both."""

TRIES: Final = 8
"""Strengths that are tried at most: each halves what is left."""

FINER_TRIES: Final = 8
"""Times that the quality is tried: each halves what is left of QUALITY."""

STEPS: Final = TRIES + FINER_TRIES + 1
"""Of progress."""

EVEN: Final = 0.07
"""How far from one half the share of games won may be for no other strength to be tried."""

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
    """A battle that was tried, and the games that each side has won."""

    wanted: Wanted
    won: tuple[int, int]

    @property
    def attack_wins(self) -> bool:
        """Whether the first side has won more games than the second."""
        first, second = self.won
        return first > second

    @property
    def off(self) -> float:
        """How far the share of games that the first side has won is from one half; a draw is half of one."""
        first, second = self.won
        return abs(first - second) / (2 * GAMES)


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
    won = games_won(best.wanted, LAST_GAMES, SEEDS[1])
    if progress is not None:
        progress(STEPS)
    return Evened(best.wanted, won, LAST_GAMES)


def _tries(wanted: Wanted) -> Iterator[_Tried]:
    """Yield battles with other strengths of who holds the hill, until one is even; then with other quality of his.

    Of small units a weapon more turns everything; quality goes by smaller steps.
    """
    least, most = bounds_of_holders(wanted)
    strongest = most
    for _ in range(TRIES):
        if least > most:
            break
        middle = (least + most) // 2
        one = _tried(replace(wanted, holders=middle))
        yield one
        if one.off <= EVEN:
            return
        least, most = (middle + 1, most) if one.attack_wins else (least, middle - 1)
    low, high = (QUALITY[0], FULL) if least <= strongest else (FULL, QUALITY[1])
    for _ in range(FINER_TRIES):
        middle = (low + high) // 2
        one = _tried(replace(wanted, holders=min(least, strongest), quality=middle))
        yield one
        if one.off <= EVEN:
            return
        low, high = (middle, high) if one.attack_wins else (low, middle)


def _tried(wanted: Wanted) -> _Tried:
    return _Tried(wanted, games_won(wanted, GAMES, SEEDS[0]))


def games_won(wanted: Wanted, games: int, seed: int) -> tuple[int, int]:
    """Return how many games of a battle each side wins."""
    columns, rows = (
        min(size, large + size % 4) for size, large in zip((wanted.columns, wanted.rows), LARGE, strict=True)
    )
    with tempfile.TemporaryDirectory() as folder:
        write_files(replace(wanted, columns=columns, rows=rows), Path(folder))
        scenario = load_scenario(Path(folder) / SCENARIO)
    levels = run_batch(scenario, games, seed=seed).levels
    ids = [one.id for one in scenario.file.victory.levels]
    return int((levels == ids.index(WINS[0])).sum()), int((levels == ids.index(WINS[1])).sum())
