"""A small experiment that the tests of this folder share."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.batch.experiment import Experiment, ExperimentResults
from game.batch.experiments import stretches
from game.batch.experiments.reading import read_experiment
from game.batch.experiments.running import run_experiment

TEXT = """\
schema: 1
name: A battalion less
about: What the third battalion is worth.
scenario: lake_khasan/night_attack
commanders: {soviet: cadet, japanese: cadet}
runs: 6
seed: 7
factors:
  - {id: gone, name: Left out, without: [III/118]}
  - {id: rifles, scale: equipment.riflemen.soft, values: [1.0, 1.3]}
measures: [margin, lost.soviet.men]
"""


def write(folder: Path, text: str = TEXT) -> Path:
    """Write a file of an experiment."""
    path = folder / "experiment.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def experiment(tmp_path_factory: pytest.TempPathFactory) -> Experiment:
    return read_experiment(write(tmp_path_factory.mktemp("experiment")))


@pytest.fixture(scope="session")
def found(experiment: Experiment) -> ExperimentResults:
    """What it brings, in memory."""
    return run_experiment(experiment, workers=1)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks of two runs: so that a point has several."""
    monkeypatch.setattr(stretches, "SHORTEST", 2)


def digests(found: ExperimentResults) -> list[str]:
    return [results.digest() for results in found.points]
