"""Where the figures come from: what was played, by what, from which seeds, and how it is played again."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

from game.batch.report.commands import simulate_command
from game.batch.report.material import Material
from game.batch.report.sections import Section, Table
from game.batch.report.words import games
from game.commanders.titles import titles
from game.engine.game import RULES_VERSION

PACKAGES = ("borderwars", "numba", "numpy")


def versions_here() -> dict[str, str]:
    """Return the versions of the game, its rules and what it calculates with, as they are here and now."""
    found = {"rules": str(RULES_VERSION), "python": python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def section(material: Material, versions: Mapping[str, str]) -> Section:
    """Return the section on where the figures come from; `versions` are those with which the games were played."""
    experiment = material.experiment
    words = [
        "The same scenario, commanders, luck and seed give the same games, and the same digest, on every machine.",
    ]
    if any(simulate_command(point.results) is None for point in material.points):
        words.append("Where no command is given, a change of that point cannot be said as an option.")
    facts = [
        ("experiment", experiment.name),
        ("design", experiment.design or "one batch"),
        ("seed", str(experiment.seed)),
        ("games", f"{games(material.runs)} at {len(material.points)} point{'s' if len(material.points) != 1 else ''}"),
        *((f"version of {name}", said) for name, said in versions.items()),
    ]
    rows = []
    for point in material.points:
        results = point.results
        scenario = results.scenario
        cells = (
            point.label,
            scenario.name,
            "; ".join(scenario.changes) or "as its files say",
            titles(scenario, results.commanders),
            results.luck,
            str(results.runs),
            str(results.seed),
            scenario.digest,
            results.digest(),
        )
        rows.append(cells)
    head = (
        "point",
        "scenario",
        "changes",
        "commanders",
        "luck",
        "games",
        "seed",
        "scenario's digest",
        "digest of all rows",
    )
    tables = (
        Table("The experiment", ("what", "which"), tuple(facts), left=2),
        Table("Its points", head, tuple(rows), left=len(head)),
    )
    lines = [(point.label, simulate_command(point.results)) for point in material.points]
    commands = tuple((name, line) for name, line in lines if line is not None)
    return Section("origin", "How to play it again", tuple(words), tables=tables, commands=commands)
