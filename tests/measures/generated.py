"""Which of two commanders does better in generated scenarios, which nobody has seen and no plan was written for.

python -m tests.measures.generated [COMMANDER [OTHER]] [--count 100] [--runs 6] [--seed 0]

Played are the first scenarios from the seed on in which there is something to command: four units of each side or more,
36 hexes or more, and some award. Each is played in pairs of games with one seed, in the second of which the commanders
have changed sides. A scenario is won by the commander that has more points than the other in the mean of all games.
"By points" is the share of pairs that the first has won, one that is level counted as half of one, in the mean of the
scenarios; its interval of 95 per cent is Student's over the scenarios.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.batch.intervals import mean_interval
from game.batch.ladder import GAMES
from game.cli.console import amount, interval, progress, say_table
from game.commanders.cadet.commander import CADET
from game.commanders.player import Player
from game.commanders.roster import DEFAULT, commander_named, hired
from game.commanders.whole_game import play_game
from game.core.seeds import run_seeds
from game.core.terms import SIDES
from game.scenario.loading import Scenario
from tests.generated.battle import generated
from tests.generated.wishes import Size
from tests.measures import asking

MOST: Final = Size(30, 24, 80, 10)
"""Larger ones are cut to this, so that a game takes a moment."""

LEAST_UNITS: Final = 4
"""Units of each side, on the map or still to come."""

LEAST_HEXES: Final = 36


@dataclass(frozen=True)
class Found:
    """N pairs of games in each of S generated scenarios, seen from the first of two commanders."""

    margins: NDArray[np.int64]  # (S, N) its points less those of the other, in both games of a pair together

    @property
    def means(self) -> NDArray[np.float64]:
        """(S,) The mean margin in each scenario."""
        found: NDArray[np.float64] = self.margins.mean(axis=1)
        return found

    @property
    def won(self) -> int:
        """Scenarios that it has won."""
        return int(np.count_nonzero(self.means > 0))

    @property
    def lost(self) -> int:
        """Scenarios that it has lost."""
        return int(np.count_nonzero(self.means < 0))

    @property
    def level(self) -> int:
        """Scenarios that neither has won."""
        return len(self.means) - self.won - self.lost

    @property
    def shares(self) -> NDArray[np.float64]:
        """(S,) The share of pairs that it has won in each scenario, per cent; one that is level is half of one."""
        found: NDArray[np.float64] = 50 * ((self.margins > 0).mean(axis=1) + (self.margins >= 0).mean(axis=1))
        return found

    def row(self, commander: str, other: str) -> tuple[str, ...]:
        """Return what was found as a row of the table."""
        sure = mean_interval(self.shares)
        if sure is not None:
            sure = (max(sure[0], 0), min(sure[1], 100))
        by_points = amount(float(np.mean(self.shares)))
        numbers = (str(self.won), str(self.level), str(self.lost))
        return (f"{commander} against {other}", *numbers, by_points, interval(sure) if sure is not None else "")


HEAD: Final = ("", "won", "level", "lost", "by points, %", "95 % interval")


def is_worth_playing(scenario: Scenario) -> bool:
    """Whether there is something to command for both sides, and something to win."""
    world = scenario.world
    units = [int(np.count_nonzero(world.units.side == side)) for side in range(SIDES)]
    return min(units) >= LEAST_UNITS and len(world.hexes) >= LEAST_HEXES and len(world.awards) > 0


def scenarios(seed: int) -> Iterator[Scenario]:
    """Yield the generated scenarios from a seed on that are worth playing."""
    return filter(is_worth_playing, (generated(one, MOST) for one in count(seed)))


def margins_of(scenario: Scenario, commander: str, other: str, runs: int, seed: int) -> NDArray[np.int64]:
    """(N,) Return the points of a commander less those of another in so many pairs of games with changed sides."""
    sides, world = scenario.names.sides, scenario.world
    found = np.zeros(runs, np.int64)
    for side in range(GAMES):
        names = (commander, other) if side == 0 else (other, commander)
        players: tuple[Player, ...] = hired(scenario, world, dict(zip(sides, names, strict=True)))
        for run, one in enumerate(run_seeds(seed, runs).tolist()):
            state = scenario.start.copy(log_rows=0, seed=int(one))
            play_game(world, state, players)
            found[run] += int(state.sides.points[side]) - int(state.sides.points[1 - side])
    return found


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser("python -m tests.measures.generated", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "commander", nargs="?", default=DEFAULT, help=f"whose games are counted; {DEFAULT} if none is named"
    )
    parser.add_argument("other", nargs="?", default=CADET.name, help=f"whom it meets; {CADET.name} if none is named")
    parser.add_argument("--count", type=asking.count, default=100, help="how many scenarios")
    parser.add_argument("--runs", type=asking.count, default=6, help="pairs of games of each scenario")
    parser.add_argument("--seed", type=asking.seed, default=0, help="the first scenario that may be played")
    return parser.parse_args(given)


def main(given: Sequence[str]) -> int:
    """Play and print a table."""
    asked = arguments(given)
    for name in (asked.commander, asked.other):
        commander_named(name)
    found = []
    with progress("scenarios", asked.count) as show:
        for scenario in islice(scenarios(asked.seed), asked.count):
            found.append(margins_of(scenario, asked.commander, asked.other, asked.runs, asked.seed))
            show(len(found))
    title = f"{asked.count} generated scenarios from seed {asked.seed} on, {asked.runs} pairs of games each"
    say_table(title, HEAD, [Found(np.stack(found)).row(asked.commander, asked.other)])
    return 0


if __name__ == "__main__":
    asking.answer(main)
