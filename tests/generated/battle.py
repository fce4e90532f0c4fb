"""A whole generated scenario: its documents, the scenario itself, its files, and the strategy that draws them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from hypothesis import strategies as st

from game.cli.expectations import findings
from game.core.hexes import number
from game.scenario.homes import data_dir
from game.scenario.loading import Documents, Scenario, from_documents
from game.scenario.nouns import LIBRARIES
from game.scenario.writing import dump
from tests.generated.ground import Sheet
from tests.generated.libraries import libraries, shipped_rules
from tests.generated.play import Play
from tests.generated.troops import Forces
from tests.generated.wishes import FEATURES, LARGEST, Size, Wish, wish

FEW_HEXES: Final = 200
"""Maps of no more have small tests, which are tried when they are made."""


def documents(wanted: Wish) -> Documents:
    """Return the documents of a scenario by kind, as a save holds them."""
    library = libraries(wanted)
    forces = Forces(wanted, library)
    sheet = Sheet(wanted, library, forces.sides)
    play = Play(wanted, sheet, forces, library)
    found = {**library, "scenario": play.document, "map": sheet.document, "forces": forces.document}
    if wanted.has("tests"):
        play.document["tests"] = expectations(wanted, found)
    return found


def expectations(wanted: Wish, found: Documents) -> list[Documents]:
    """Return small tests that hold: what a unit reaches in the first turn, or cannot."""
    choose = wanted.choose.apart("tests")
    first = found["scenario"]["calendar"]["first_turn"]
    units = [entry["unit"] for entry in found["scenario"]["deployment"] if "turn" not in entry]
    hexes = [(column, row) for column in range(wanted.size.columns) for row in range(wanted.size.rows)]
    asked = [
        {"unit": unit, "turn": first, "reaches": number(*choose.pick(hexes), 2)}
        for unit in (choose.some(units, 3) if units and len(hexes) <= FEW_HEXES else [])
    ]
    trial = {**found, "scenario": {**found["scenario"], "tests": asked}}
    holds = [finding.holds for finding in findings(from_documents(trial, "trial"))] if asked else []
    return [
        test if so else {"unit": test["unit"], "turn": first, "cannot_reach": test["reaches"]}
        for test, so in zip(asked, holds, strict=True)
    ]


def generated(seed: int | Wish, most: Size = LARGEST) -> Scenario:
    """Return the scenario of a seed, or of a wish, cut to a size."""
    wanted = wish(seed) if isinstance(seed, int) else seed
    return from_documents(documents(wanted.at_most(most)), f"generated {wanted.seed}")


def wishes(most: Size = LARGEST, seeds: int = 1_000_000) -> st.SearchStrategy[Wish]:
    """Wishes of at most a size; one that fails loses the features that it does not need."""
    lacking = st.lists(st.sampled_from(FEATURES), unique=True, max_size=4)
    return st.builds(lambda seed, less: wish(seed).at_most(most).without(*less), st.integers(0, seeds - 1), lacking)


def scenarios(most: Size = LARGEST) -> st.SearchStrategy[Scenario]:
    """Scenarios of at most a size."""
    return wishes(most).map(generated)


def write_battle(wanted: Wish, folder: Path) -> Path:
    """Write a scenario as a battle folder and return the file of the scenario.

    `folder/scenarios/generated_SEED/battle.yaml` lies beside its map and forces. Where it has libraries of its own they
    lie in `folder/assets/data`, for which BORDERWARS_DATA must name `folder`.
    """
    found = documents(wanted)
    battle = folder / "scenarios" / f"generated_{wanted.seed}"
    battle.mkdir(parents=True, exist_ok=True)
    if wanted.has("libraries"):
        library = folder / "assets" / "data"
        library.mkdir(parents=True, exist_ok=True)
        for kind in LIBRARIES:
            noun = shipped_rules(small=False) if kind == "rules" else found[kind]
            (library / f"{kind}.yaml").write_text(dump(noun), encoding="utf-8")
        shutil.copy(data_dir("assets") / "data" / "rules_small_action.yaml", library)
    for kind, name in (("map", "map"), ("forces", "forces"), ("scenario", "battle")):
        (battle / f"{name}.yaml").write_text(dump(found[kind]), encoding="utf-8")
    return battle / "battle.yaml"
