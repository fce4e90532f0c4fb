"""Which values of the rules come nearest to history, officers leading both sides by the historical plans.

python -m tests.measures.calibration search [--points 200] [--runs 30] [--seed 1] [--out FILE]
python -m tests.measures.calibration judge NAME=FACTOR .. [--runs 500] [--seed 1938] [--write docs/calibration.md]

`search` draws points from the priors (a value times a factor within its bounds, evenly on a log scale), plays the
fitting set at each and prints the best; half of the points are drawn near the best. `judge` plays the fitting set
and the test set with given factors and prints how many rows hold and where history lies within what games bring
(`judging`); it can write that into `docs/calibration.md`, which says what has come of it.

Fitted on: night_attack, fortieth_division, and August up to turn 12. Tested on: corps_assault, the campaign from turn
24 on, and August from turn 13 on. The campaign's turns before 24 are in neither.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from game.batch.history import compare
from game.batch.runner import run_batch
from game.core.errors import UsageError
from game.core.seeds import run_seeds
from game.scenario.loading import Scenario, from_documents, load_scenario
from game.scenario.suggesting import or_known, quote
from tests.measures import asking, judging

FITTING: Final = "fitting"
TEST: Final = "test"
NEITHER: Final = "neither"
SETS: Final = (FITTING, TEST, NEITHER)

PRIORS: Final[Mapping[str, tuple[float, float]]] = {
    "lethality.0": (0.5, 2.0),
    "lethality.1": (0.5, 3.0),
    "bombard_lethality": (0.5, 3.0),
    "armour_lethality": (0.5, 4.0),
    "dug_in": (0.7, 1.6),
    "retreat_losses": (0.5, 3.0),
    "last_stand_losses": (0.5, 2.0),
    "bombard_shock": (0.5, 2.0),
}
"""By rule value (one entry of a list after the dot) the least and the greatest factor."""

OFFICERS: Final = {"soviet": "officer:historical", "japanese": "officer:historical"}
SCENARIOS: Final = (
    "lake_khasan/night_attack",
    "lake_khasan/fortieth_division",
    "lake_khasan/campaign",
    "lake_khasan/corps_assault",
    "khalkhin_gol/august_encirclement",
)
PRIOR: Final = 0.3
"""How much a squared logarithm of a factor adds: of points that fit alike the one nearest to today's values is best."""

MOST: Final = 9.0
"""The most that one row adds to the distance: one that is far off is not to decide everything."""


def set_of(scenario: str, turn: int) -> str:
    """Return which set a row belongs to."""
    if scenario in SCENARIOS[:2]:
        return FITTING
    if scenario == SCENARIOS[2]:
        return TEST if turn >= 24 else NEITHER
    if scenario == SCENARIOS[3]:
        return TEST
    return FITTING if turn <= 12 else TEST


def with_factors(scenario: Scenario, factors: Mapping[str, float]) -> Scenario:
    """Return the scenario with rule values multiplied; each is rounded to a whole number.

    Raises
    ------
    UsageError : there is no value of that name.
    """
    documents = copy.deepcopy(scenario.documents)
    values = documents["rules"]["rules"]
    for key, factor in factors.items():
        name, _, place = key.partition(".")
        if name not in values:
            raise UsageError(f"the rules have no value {quote(name)}{or_known(name, PRIORS)}")
        value = values[name]["value"]
        if isinstance(value, list):
            changed = [round(one * factor) if place in ("", str(i)) else one for i, one in enumerate(value)]
            values[name]["value"] = [min(1000, one) for one in changed] if name == "dug_in" else changed
        else:
            values[name]["value"] = round(value * factor)
    return from_documents(documents, scenario.name)


def rows_of(scenario: Scenario, runs: int, seed: int) -> list[dict[str, Any]]:
    """Return the history rows of a batch, those counted apart left out, with the set that each belongs to."""
    found = [row.as_data() for row in compare(run_batch(scenario, runs, seed, OFFICERS))]
    return [
        {**row, "scenario": scenario.name, "set": set_of(scenario.name, row["turn"])}
        for row in found
        if not row["apart"]
    ]


def distance(row: Mapping[str, Any]) -> float:
    """Return how far a row is from history: squared, in widths of what is accepted; nothing for what holds."""
    low, high = row["accepted"]
    median = float(row["median"])
    if low <= median <= high:
        return 0.1 * _z(row) ** 2
    return min(MOST, max(0.25, _z(row) ** 2))


def _z(row: Mapping[str, Any]) -> float:
    low, high = (float(one) for one in row["accepted"])
    median = float(row["median"])
    if row["kind"] == "holder":
        middle, width = (100.0 if high >= 100 else 0.0), max(10.0, (high - low))
        return (median - middle) / width
    middle = math.sqrt(max(1.0, low) * max(1.0, high))
    width = math.log(max(1.0, high) / max(1.0, low)) / 2
    return math.log(max(1.0, median) / middle) / max(0.2, width)


def play(scenarios: Sequence[Scenario], factors: Mapping[str, float], runs: int, seed: int) -> list[dict[str, Any]]:
    """Return the rows of all scenarios with these factors."""
    return [row for scenario in scenarios for row in rows_of(with_factors(scenario, factors), runs, seed)]


def draw(seed: int, near: Mapping[str, float] | None) -> dict[str, float]:
    """Return a point of the priors, anywhere or near another."""
    lots = (run_seeds(seed, len(PRIORS)) / 2.0**63).tolist()
    point = {}
    for lot, (name, (low, high)) in zip(lots, PRIORS.items(), strict=True):
        a, b = math.log(low), math.log(high)
        value = a + (b - a) * lot if near is None else math.log(near[name]) + (b - a) * (lot - 0.5) / 3
        point[name] = round(math.exp(min(b, max(a, value))), 3)
    return point


def search(points: int, runs: int, seed: int, out: Path | None) -> None:
    """Print the points of the priors that come nearest to history on the fitting set."""
    scenarios = [load_scenario(name) for name in (*SCENARIOS[:2], SCENARIOS[4])]
    found: list[tuple[float, int, dict[str, float]]] = []
    for number in range(points):
        near = None if number < points // 2 or not found else sorted(found)[number % 5][2]
        point = dict.fromkeys(PRIORS, 1.0) if number == 0 else draw(seed * 100_003 + number, near)
        rows = [row for row in play(scenarios, point, runs, seed) if row["set"] == FITTING]
        total = sum(map(distance, rows)) + PRIOR * sum(math.log(factor) ** 2 for factor in point.values())
        found.append((total, number, point))
        held = sum(bool(row["holds"]) for row in rows)
        best = min(found)
        print(f"{number:4} {total:7.2f} {held}/{len(rows)}  best {best[0]:.2f} {best[2]}", flush=True)
    if out is not None:
        out.write_text(json.dumps(sorted(found), indent=1), encoding="utf-8")


def judge(factors: Mapping[str, float], runs: int, seed: int, page: Path | None) -> None:
    """Print the rows of all sets with these factors: whether they hold, and whether history lies within (`judging`)."""
    rows = play([load_scenario(name) for name in SCENARIOS], factors, runs, seed)
    print(f"{'':20} {'set':8} {'row':60} turn  history, accepted, median, central 90 %, holds, inside, width")
    for row in rows:
        cells = ", ".join(judging.cells(row))
        print(f"{row['scenario'].split('/')[1]:20} {row['set']:8} {row['measure'][:60]:60} {row['turn']:3}  {cells}")
    for name in SETS:
        print(judging.in_words(name, judging.sums(row for row in rows if row["set"] == name)))
    print(judging.in_words("all", judging.sums(rows)))
    asked = f"{judging.LEAST_INSIDE} % inside, none wider than {judging.WIDEST:.0f} accepted ranges"
    print(f"asked of the {TEST} set: {asked}")
    if page is not None:
        judging.write(page, judging.page(rows, SETS, runs, seed))


def main(given: Sequence[str]) -> int:
    """Read the command line and do what it asks."""
    parser = argparse.ArgumentParser("python -m tests.measures.calibration", description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=["search", "judge"])
    parser.add_argument("factors", nargs="*", type=asking.factor, metavar="NAME=FACTOR")
    parser.add_argument("--points", type=asking.count, default=200)
    parser.add_argument("--runs", type=asking.count, default=30)
    parser.add_argument("--seed", type=asking.seed, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--write", type=Path, metavar="PAGE")
    asked = parser.parse_args(given)
    if asked.what == "search":
        search(asked.points, asked.runs, asked.seed, asked.out)
    else:
        judge(dict(asked.factors), asked.runs, asked.seed, asked.write)
    return 0


if __name__ == "__main__":
    asking.answer(main)
