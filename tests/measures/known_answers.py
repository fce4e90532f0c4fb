"""Whether the intervals of experiments cover what they should, and how often luck alone is called sure.

python -m tests.measures.known_answers [--experiments 200] [--runs 30] [--truth 10000]

What a change does to a small battle is found from very many games, so that it is known. Then many small experiments
are played, each with a seed of its own: how many of their intervals hold what is known? And in as many experiments
without any change, whose two points have other luck, how many have a difference that is called sure?
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np

from game.batch.comparing import compare_batches
from game.batch.experiment import Experiment, Factor, Level, Point
from game.batch.experiments.running import run_experiment
from game.batch.figures import figure
from game.batch.intervals import wilson
from game.batch.results import Results
from game.scenario.changes import read_change
from game.scenario.loading import load_scenario

MEASURES: Final = ("margin", "lost.soviet.men", "lost.japanese.men")
LEADERS: Final = {"soviet": "cadet", "japanese": "cadet"}
CHANGE: Final = read_change("scale", "equipment.riflemen.soft=1.2")
OF_TRUTH: Final = 99
"""The seed of the games from which the answers are known; those of the experiments begin with FIRST."""

FIRST: Final = 1000


class Found(NamedTuple):
    """How many of so many experiments cover what is known, by measure; and how many call anything sure for nothing."""

    covered: Mapping[str, int]
    known: Mapping[str, float]
    alarms: int
    experiments: int


def experiment(runs: int, seed: int) -> Experiment:
    """Return the experiment of two points, that differ in what riflemen do."""
    scenario = load_scenario("lake_khasan/night_attack")
    points = (
        Point(0, {"rifles": 1.0}, scenario, (), LEADERS, "table"),
        Point(1, {"rifles": 1.2}, scenario, (CHANGE,), LEADERS, "table"),
    )
    factor = Factor("rifles", "rifles", (Level(1.0), Level(1.2, (CHANGE,))))
    return Experiment("Known answers", "", (factor,), "grid", runs, seed, points, MEASURES)


def known_answers(experiments: int, runs: int, truth: int) -> Found:
    """Play everything."""
    usual, stronger = run_experiment(experiment(truth, OF_TRUTH)).points
    known = {name: float(figure(stronger, name).values.mean() - figure(usual, name).values.mean()) for name in MEASURES}
    covered, alarms = dict.fromkeys(MEASURES, 0), 0
    before: Results | None = None
    for number in range(experiments + 1):
        one, other = run_experiment(experiment(runs, FIRST + number)).points
        if before is not None:  # the same battle with other luck: nothing differs
            alarms += compare_batches(before, replace(one, seeds=before.seeds)).sure > 0
        before = one
        if number == experiments:
            break
        for row in compare_batches(one, other, MEASURES).rows:
            low, high = row.interval_95 or (np.nan, np.nan)
            covered[row.id] += low <= known[row.id] <= high
    return Found(covered, known, alarms, experiments)


def main() -> None:
    """Print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--experiments", type=int, default=200)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--truth", type=int, default=10_000)
    asked = parser.parse_args()
    found = known_answers(asked.experiments, asked.runs, asked.truth)
    for name, count in found.covered.items():
        low, high = wilson(count, found.experiments)
        print(f"{name}: known {found.known[name]:+.2f}, covered in {count} of {found.experiments}", end=" ")
        print(f"({100 * count / found.experiments:.1f} %, {100 * low:.1f} to {100 * high:.1f})")
    low, high = wilson(found.alarms, found.experiments)
    print(f"false alarms: {found.alarms} of {found.experiments} ({100 * low:.1f} to {100 * high:.1f} %)")


if __name__ == "__main__":
    main()
