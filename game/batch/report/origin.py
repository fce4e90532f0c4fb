"""Where the figures come from: what was played, by what, from which seeds, and how it is played again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from game.batch.manifest import MANIFEST, read_manifest, versions
from game.batch.report.commands import simulate_command
from game.batch.report.material import Material
from game.batch.report.sections import Section, Table
from game.batch.report.words import games
from game.commanders.titles import titles

VERSIONS: Final = ("game", "rules", "python", "numba", "numpy", "system")
"""What a manifest has the versions of."""


def versions_here() -> dict[str, str]:
    """Return the versions of the game, its rules and what it calculates with, as they are here and now."""
    return {name: str(said) for name, said in versions().items()}


@dataclass(frozen=True)
class Played:
    """With which versions the games of a report were played, and by which command, as far as that is known."""

    versions: Mapping[str, str] = field(default_factory=versions_here)
    command: str = ""


def played_in(folder: Path) -> Played:
    """Return with what the games in a folder were played, as its manifest says; without one nothing is known.

    Raises
    ------
    UsageError : as `read_manifest`, where there is a manifest.
    """
    if not (folder / MANIFEST).exists():
        return Played()
    said = read_manifest(folder)
    return Played({name: str(said.get(name, "unknown")) for name in VERSIONS}, str(said.get("command", "")))


def section(material: Material, played: Played) -> Section:
    """Return the section on where the figures come from."""
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
        *((f"version of {name}", said) for name, said in played.versions.items()),
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
    whole = [("All of it", played.command)] if played.command else []
    commands = (*whole, *((name, line) for name, line in lines if line is not None))
    return Section("origin", "How to play it again", tuple(words), tables=tables, commands=commands)
