"""How commanders behave, measured over many games: what `measures` counts, by scenario and side.

python -m tests.measures.behaviour [SCENARIO ...] [--commander NAME | SIDE=NAME ...] [--runs 100] [--seed 1938]

Without a scenario all are played and counted together as well. A commander without a side leads both.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence

from game.cli.console import progress, say_table
from game.commanders.roster import DEFAULT, commanders_of, hired
from game.core.seeds import run_seeds
from game.scenario.homes import shipped_names
from game.scenario.loading import Scenario, load_scenario
from tests.measures import asking
from tests.measures.measures import MEASURES, Measure
from tests.measures.watching import watch


def arguments(given: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser("python -m tests.measures.behaviour", description=__doc__.partition("\n")[0])
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO")
    parser.add_argument("--commander", action="append", default=[], help="NAME for both sides, or SIDE=NAME")
    parser.add_argument("--runs", type=asking.count, default=100, help="games of each scenario")
    parser.add_argument("--seed", type=asking.seed, default=1938)
    return parser.parse_args(given)


def leaders(scenario: Scenario, asked: Sequence[str]) -> dict[str, str]:
    """Return who commands each side. Raises UsageError for an unknown side or commander."""
    both = [name for name in asked if "=" not in name]
    pairs = dict(tuple(name.split("=", 1)) for name in asked if "=" in name)
    return commanders_of(scenario, {**dict.fromkeys(scenario.names.sides, both[-1] if both else DEFAULT), **pairs})


def measured(scenario: Scenario, commanders: Mapping[str, str], seeds: Sequence[int], show=lambda done: None):  # type: ignore[no-untyped-def]
    """Return the measures of as many games as there are seeds; `show` is called after each with how many are done."""
    measures = [measure() for measure in MEASURES]
    players = hired(scenario, scenario.world, commanders)
    for done, seed in enumerate(seeds, 1):
        watch(scenario, players, int(seed), measures)
        show(done)
    return measures


def cell(measure: Measure, side: int) -> str:
    """Return a measure of one side in words: "3.1 % of 120", or so many a game."""
    found = measure.share(side)
    if found is None:
        return "-"
    return f"{found:.2f}" if measure.by_game else f"{100 * found:.1f} % of {measure.chances[side]}"


def add_up(measures: Sequence[Measure]) -> Measure:
    """Return the same measure of several scenarios as one."""
    whole = type(measures[0])()
    for measure in measures:
        whole.cases += measure.cases
        whole.chances += measure.chances
    return whole


def print_table(title: str, heads: Sequence[str], measures: Sequence[Measure]) -> None:
    """Print the measures of both sides."""
    say_table(title, ("", *heads), [(one.words, cell(one, 0), cell(one, 1)) for one in measures])


def main(given: Sequence[str]) -> int:
    """Measure and print."""
    asked = arguments(given)
    scenarios = [load_scenario(name) for name in asked.scenarios or shipped_names()]
    found: list[list[Measure]] = []
    with progress("games", asked.runs * len(scenarios)) as show:
        for scenario in scenarios:
            commanders = leaders(scenario, asked.commander)
            before = asked.runs * len(found)
            seeds = run_seeds(asked.seed, asked.runs).tolist()
            found.append(measured(scenario, commanders, seeds, lambda done, before=before: show(before + done)))
            heads = [f"{side}: {commanders[side]}" for side in scenario.names.sides]
            print_table(f"{scenario.name}, {asked.runs} games, seed {asked.seed}", heads, found[-1])
    if len(found) > 1:
        print_table("together", scenarios[0].names.sides, [add_up(row) for row in zip(*found, strict=True)])
    return 0


if __name__ == "__main__":
    asking.answer(main)
