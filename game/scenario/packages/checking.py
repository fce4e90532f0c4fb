"""The scenarios of a folder, each loaded as a game would load it, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from game.core.errors import BorderWarsError, Problem, ScenarioError, UsageError
from game.scenario.homes import is_scenario
from game.scenario.loading import Scenario, load_scenario
from game.scenario.reading import read_file

MOST_SCENARIOS: Final = 40
"""Scenarios of one battle."""


@dataclass(frozen=True)
class Checked:
    """A scenario of a battle: its name there, title and digest (empty with faults), and what is wrong with it."""

    name: str
    title: str
    digest: str
    problems: tuple[Problem, ...] = ()


def checked_scenarios(
    folder: Path, where: str, tests: Callable[[Scenario], Iterable[str]] = lambda scenario: ()
) -> list[Checked]:
    """Load every scenario of a folder.

    Parameters
    ----------
    where : what messages call the folder
    tests : returns what else is wrong with a sound scenario, in sentences

    Raises
    ------
    UsageError : the folder has none, or too many.
    """
    found = [path for path in sorted(folder.glob("*.yaml")) if is_scenario(path)]
    if not found:
        raise UsageError(f"{where}: there is no scenario in it")
    if len(found) > MOST_SCENARIOS:
        raise UsageError(f"{where}: it has {len(found)} scenarios; a battle has at most {MOST_SCENARIOS}")
    return [_checked(path, where, tests) for path in found]


def _checked(path: Path, where: str, tests: Callable[[Scenario], Iterable[str]]) -> Checked:
    try:
        scenario = load_scenario(path)
    except ScenarioError as error:
        beside = tuple(replace(one, file=f"{where}/{Path(one.file).name}") for one in error.problems)
        return Checked(path.stem, _title_of(path), "", beside)
    except BorderWarsError as error:
        return Checked(path.stem, "", "", (Problem(f"{where}/{path.name}", 0, 0, "", str(error)),))
    failed = tuple(Problem(f"{where}/{path.name}", 0, 0, "tests", sentence) for sentence in tests(scenario))
    return Checked(path.stem, scenario.title, scenario.digest, failed)


def _title_of(path: Path) -> str:
    """Return what a scenario with faults is called, as far as it can be read."""
    try:
        data = read_file(path, path.name).data
    except ScenarioError:
        return ""
    name = data.get("name") if isinstance(data, dict) else None
    return name if isinstance(name, str) else ""
