"""What if: a scenario's documents changed in code, checked as strictly as files, and both played many times."""

import copy

import numpy as np

from game import Scenario, ScenarioError, load_scenario, run_batch
from game.core.terms import Kind
from game.scenario.loading import from_documents


def with_works(scenario: Scenario, level: int) -> Scenario:
    """Return the scenario with all who are dug in at its start dug in so deep."""
    documents = copy.deepcopy(scenario.documents)
    for entry in documents["scenario"]["deployment"]:
        if "entrenched" in entry:
            entry["entrenched"] = level
    return from_documents(documents, f"entrenchment {level}")


as_it_was = load_scenario("lake_khasan/night_attack")
japanese = as_it_was.names.side_row["japanese"]
for scenario in (as_it_was, with_works(as_it_was, 0)):
    results = run_batch(scenario, runs=200, seed=1938)
    lost = results.losses[:, -1, japanese, Kind.MEN]  # run, turn, side, kind; the last turn has all that came before
    print(f"{scenario.name}: the hill costs {np.median(lost):g} men, mostly {np.percentile(lost, [5, 95])}")

try:
    with_works(as_it_was, 4)
except ScenarioError as error:
    print(error)
