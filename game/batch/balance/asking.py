"""What is played for a balance card: the battle as it is, with one unit more a side, and with every pair of plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from game.batch.balance.adding import Addition, addition
from game.batch.experiment import Experiment, Factor, Level, Point
from game.batch.noting import Noted
from game.commanders.officer.planning import OWN
from game.commanders.roster import WITH_PLAN, commander_named, commanders_of, taken_apart
from game.scenario.loading import Scenario

MOST_PLANS: Final = 5
"""Plans of a side that are played in pairs: the own plan, then as the scenario lists them."""

LEAST_OF_A_PAIR: Final = 20
PART_OF_A_PAIR: Final = 5
"""Games of each pair of plans: a fifth of the games of the battle as it is, but not fewer than twenty of as many."""

NOTES: Final[frozenset[Noted]] = frozenset({"units", "standings"})


@dataclass(frozen=True)
class Question:
    """What is asked about a scenario."""

    scenario: Scenario = field(repr=False)
    commanders: Mapping[str, str]
    runs: int
    seed: int
    additions: tuple[Addition | None, ...]  # by side

    @property
    def pair_runs(self) -> int:
        """Games of each pair of plans."""
        return min(self.runs, max(LEAST_OF_A_PAIR, self.runs // PART_OF_A_PAIR))

    @property
    def pairs(self) -> list[dict[str, str]]:
        """The commanders of every pair of plans; none where no side has a choice."""
        first, second = self.scenario.names.sides
        mine, theirs = (self._leaders(side)[:MOST_PLANS] for side in (first, second))
        found = [{first: one, second: other} for one in mine for other in theirs]
        return found if len(found) > 1 else []

    @property
    def left_out(self) -> dict[str, list[str]]:
        """The plans of each side that are played in no pair, there being too many."""
        return {
            side: [taken_apart(name)[1] for name in self._leaders(side)[MOST_PLANS:]]
            for side in self.scenario.names.sides
        }

    def _leaders(self, side: str) -> list[str]:
        """Return the commander of a side with each of its plans; one who follows none, as it is."""
        name = self.commanders[side]
        if not commander_named(name).follows_plans:
            return [name]
        plans = dict.fromkeys([OWN, *(plan.id for plan in self.scenario.plans if plan.side == side)])
        return [f"{taken_apart(name)[0]}{WITH_PLAN}{plan}" for plan in plans]

    @property
    def games(self) -> Experiment:
        """The battle as it is, then with each unit more."""
        made = [(self.scenario, "as it is"), *((one.scenario, one.words) for one in self.additions if one is not None)]
        points = tuple(
            Point(number, {"with": words}, scenario, (), self.commanders, "table")
            for number, (scenario, words) in enumerate(made)
        )
        factor = Factor("with", "with", tuple(Level(words) for _, words in made))
        return self._experiment(self.runs, points, (factor,), NOTES)

    @property
    def games_of_pairs(self) -> Experiment:
        """Every pair of plans; there is one at least."""
        points = tuple(
            Point(number, dict(leaders), self.scenario, (), leaders, "table")
            for number, leaders in enumerate(self.pairs)
        )
        factors = tuple(
            Factor(side, side, tuple(Level(name) for name in dict.fromkeys(pair[side] for pair in self.pairs)))
            for side in self.scenario.names.sides
        )
        return self._experiment(self.pair_runs, points, factors, frozenset())

    def _experiment(
        self, runs: int, points: Sequence[Point], factors: tuple[Factor, ...], notes: frozenset[Noted]
    ) -> Experiment:
        name = self.scenario.name
        return Experiment(name, "", factors, "list", runs, self.seed, tuple(points), notes=notes)


def question(scenario: Scenario, commanders: Mapping[str, str], runs: int, seed: int) -> Question:
    """Return what is asked about a scenario; sides for which nobody is named get the default commander.

    Raises
    ------
    UsageError : the scenario has no such side, or there is no such commander or plan.
    """
    led = commanders_of(scenario, commanders)
    return Question(scenario, led, runs, seed, tuple(addition(scenario, side) for side, _ in enumerate(led)))
