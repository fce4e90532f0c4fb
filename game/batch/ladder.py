"""Who commands better: two commanders against each other on the same seeds, each leading both sides in turn.

    pairing = play_pairing(load_scenario("lake_khasan/campaign"), "cadet", "random", runs=200, seed=1938)
    pairing.figures().share

A run is a pair of games with one seed: in the second the commanders have changed sides, so that neither the better side
nor a lucky seed is anybody's merit. In each game a commander has the victory points of its side less the enemy's; its
margin in the run is the sum of both games. Whose margin is above zero has won the run by points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.batch.intervals import mean_interval, plain_data, wilson
from game.batch.runner import run_batch
from game.commanders.idle import IDLE
from game.commanders.roster import COMMANDERS, commander_named
from game.core.errors import UsageError
from game.scenario.loading import Scenario
from game.scenario.suggesting import quote

GAMES: Final = 2
"""Games of a run."""


@dataclass(frozen=True)
class Figures:
    """What one commander did against another."""

    runs: int
    won: int
    level: int
    """Runs without a winner: the margin is zero."""

    share: float
    """Of the runs, those won, one without a winner as half of one."""

    share_95: tuple[float, float]
    games_share: float
    """Of the single games, those in which it has more points than the enemy, one with as many as half of one."""

    margin: float
    """Points a run, on average."""

    margin_95: tuple[float, float] | None
    """The interval of that average, None of one run alone."""

    def as_data(self) -> dict[str, Any]:
        """Return plain data for a JSON document."""
        return plain_data(self)


@dataclass(frozen=True)
class Pairing:
    """What N runs of one scenario brought, seen from the first of two commanders."""

    scenario: Scenario = field(repr=False)
    first: str
    second: str
    games: NDArray[np.int64]  # (N, GAMES) victory points of the first's side less the enemy's, it leads side 0, side 1

    @property
    def margins(self) -> NDArray[np.int64]:
        """(N,) The margin of the first commander in each run."""
        return self.games[:, 0] + self.games[:, 1]

    def figures(self) -> Figures:
        """Return what the first commander did."""
        return figures_of(self.margins, self.games.ravel(), self.margins)


@dataclass(frozen=True)
class Meeting:
    """Two commanders, the first of whom should be the better, over several scenarios with as many runs each."""

    pairings: tuple[Pairing, ...]

    @property
    def first(self) -> str:
        """The commander that the figures are of."""
        return self.pairings[0].first

    @property
    def second(self) -> str:
        """Whom it is against."""
        return self.pairings[0].second

    def figures(self) -> Figures:
        """Return what the first commander did in all scenarios together, each run of each counted once.

        The margin is that of the average scenario: of each run the mean over all scenarios, so that its interval knows
        what luck does and not how unlike the scenarios are.
        """
        margins = np.stack([pairing.margins for pairing in self.pairings])
        games = np.stack([pairing.games for pairing in self.pairings])
        return figures_of(margins.ravel(), games.ravel(), margins.mean(axis=0))


def figures_of(margins: NDArray[Any], games: NDArray[Any], means: NDArray[Any]) -> Figures:
    """Return the figures of runs with these margins, of single games; `means` are those that the margin is of."""
    runs, won, level = len(margins), int(np.count_nonzero(margins > 0)), int(np.count_nonzero(margins == 0))
    low, high = wilson(won + level / 2, runs)
    return Figures(
        runs=runs,
        won=won,
        level=level,
        share=round((won + level / 2) / runs, 4),
        share_95=(round(low, 4), round(high, 4)),
        games_share=round(float(np.mean(games > 0) + np.mean(games == 0) / 2), 4),
        margin=round(float(np.mean(means)), 2),
        margin_95=mean_interval(means),
    )


def ladder_of(names: Sequence[str]) -> list[str]:
    """Return the commanders of a ladder from the lowest up; all in the roster who give orders if none is named.

    Raises
    ------
    UsageError : there is no such commander, one is named twice, or there is one alone.
    """
    if not names:
        return [name for name in COMMANDERS if name != IDLE.name]
    for name in names:
        commander_named(name)
        if list(names).count(name) > 1:
            raise UsageError(f"the commander {quote(name)} is named twice; each stands once on a ladder")
    if len(names) == 1:
        raise UsageError(f"{quote(names[0])} alone makes no ladder; name at least two commanders, the lowest first")
    return list(names)


def play_pairing(
    scenario: Scenario,
    first: str,
    second: str,
    runs: int,
    seed: int,
    workers: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Pairing:
    """Play the runs of two commanders in one scenario.

    Parameters
    ----------
    progress : called now and then with the number of games that are done, of GAMES for each run

    Raises
    ------
    UsageError : as `run_batch`.
    """
    sides = scenario.names.sides
    games: list[NDArray[np.int64]] = []
    for swapped, sign in ((False, 1), (True, -1)):
        names = (second, first) if swapped else (first, second)
        before = runs * len(games)
        show = None if progress is None else (lambda done, before=before: progress(before + done))
        results = run_batch(scenario, runs, seed, dict(zip(sides, names, strict=True)), workers, progress=show)
        points = results.points.astype(np.int64)
        games.append(sign * (points[:, 0] - points[:, 1]))
    return Pairing(scenario, first, second, np.stack(games, axis=1))
