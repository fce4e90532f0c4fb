"""How strong who holds the hill of a new battle must be, so that either side can win: found by letting officers play.

No formula says it: it goes with troops, width of hexes, length of turns, time of day. What is fought over is the same
on maps of all sizes, so it is played on one that is not large.

Nor is it enough that both win: it is a battle only if it costs men, and is fought through a good part of the calendar.

Strength of men and weapons comes first, as far as neither side has too few of the other's men. Where that is not
enough, or a weapon more turns all games, the quality of the defenders decides: it goes by small steps.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from game.batch.balance.losing import brought
from game.batch.runner import run_batch
from game.core.terms import Kind
from game.scenario.loading import load_scenario
from game.scenario.new_battle.making import SCENARIO, write_files
from game.scenario.new_battle.strengths import bounds_of_holders
from game.scenario.new_battle.wanted import FULL, QUALITY, WINS, Wanted

GAMES: Final = 100
"""Games with each strength that is tried."""

FIRST_GAMES: Final = 24
"""Of these, how many are played before the others: where they are won by one side, they are enough."""

CLEAR: Final = 0.3
"""As EVEN, for such games."""

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

FAIR: Final = 0.2
"""As EVEN, for what is taken before anything more even in which hardly anybody fights: 30 to 70 of a hundred games."""

LEAST_LOST: Final = 0.05, 8
"""Share of all men that a battle costs on average at least, if it has so many turns; with fewer, as much less."""

LEAST_FOUGHT: Final = 1 / 3, 4
"""In how many turns men are lost on average at least: this share of them, but no more than so many."""

LARGE: Final = (40, 28)
"""Columns and rows from which on a map is played smaller. Of multiples of four the rows in the middle lie alike."""


@dataclass(frozen=True)
class Played:
    """A battle and what its games brought."""

    wanted: Wanted
    won: tuple[int, int]  # games by each side
    games: int
    lost: float  # share of the men of both sides together, on average
    fought: float  # turns in which men were lost, on average

    @property
    def attack_wins(self) -> bool:
        """Whether the first side has won more games than the second."""
        first, second = self.won
        return first > second

    @property
    def off(self) -> float:
        """How far the share of games that the first side has won is from one half; a draw is half of one."""
        first, second = self.won
        return abs(first - second) / (2 * self.games)

    @property
    def is_a_battle(self) -> bool:
        """Whether it costs men, through a good part of the calendar."""
        return self.lost >= least_lost(self.wanted.turns) and self.fought >= least_fought(self.wanted.turns)

    @property
    def is_good(self) -> bool:
        """Whether nothing else need be tried."""
        return self.is_a_battle and self.off <= EVEN


def least_lost(turns: int) -> float:
    """Return which share of all men a battle of so many turns costs at least."""
    share, whole = LEAST_LOST
    return share * min(1, turns / whole)


def least_fought(turns: int) -> float:
    """Return in how many turns of so many men are lost at least."""
    share, most = LEAST_FOUGHT
    return min(share * turns, most)


def evened_out(wanted: Wanted, progress: Callable[[int], None] | None = None) -> Played:
    """Return a battle that each side wins some half of, and that is one, if there is such a strength of the holders.

    The same battle gives the same strength. `progress` is called with what is done, of STEPS.

    Raises
    ------
    UsageError : it cannot be made as it is asked for.
    """
    tried: list[Played] = []
    for one in _tries(wanted.checked()):
        tried.append(one)
        if progress is not None:
            progress(len(tried))
    best = min(tried, key=lambda one: (not one.is_a_battle or one.off > FAIR, one.off))
    last = played(best.wanted, LAST_GAMES, SEEDS[1])
    if progress is not None:
        progress(STEPS)
    return last


def _tries(wanted: Wanted) -> Iterator[Played]:
    """Yield battles with other strengths of who holds the hill, until one is good; then with other quality of his.

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
        if one.is_good:
            return
        least, most = (middle + 1, most) if one.attack_wins else (least, middle - 1)
    low, high = (QUALITY[0], FULL) if least <= strongest else (FULL, QUALITY[1])
    for _ in range(FINER_TRIES):
        middle = (low + high) // 2
        one = _tried(replace(wanted, holders=min(least, strongest), quality=middle))
        yield one
        if one.is_good:
            return
        low, high = (middle, high) if one.attack_wins else (low, middle)


def _tried(wanted: Wanted) -> Played:
    """Return what a battle brings: of few games where they are clear."""
    first = played(wanted, FIRST_GAMES, SEEDS[0])
    return first if first.off >= CLEAR else played(wanted, GAMES, SEEDS[0])


def played(wanted: Wanted, games: int, seed: int) -> Played:
    """Let officers play a battle, with the plans that it has, and return what that brings."""
    columns, rows = (
        min(size, large + size % 4) for size, large in zip((wanted.columns, wanted.rows), LARGE, strict=True)
    )
    with tempfile.TemporaryDirectory() as folder:
        write_files(replace(wanted, columns=columns, rows=rows), Path(folder))
        scenario = load_scenario(Path(folder) / SCENARIO)
    results = run_batch(scenario, games, seed=seed)
    ids = [one.id for one in scenario.file.victory.levels]
    won = int((results.levels == ids.index(WINS[0])).sum()), int((results.levels == ids.index(WINS[1])).sum())
    men = results.losses[:, :, :, Kind.MEN].sum(axis=2)
    there = int(brought(scenario)[:, Kind.MEN].sum())
    fought = np.count_nonzero(np.diff(men, axis=1, prepend=0), axis=1)
    return Played(wanted, won, games, float(men[:, -1].mean()) / there, float(fought.mean()))
