"""A new battle as a folder, written whole or not at all, and only if it is sound."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from game.scenario.json_schema import SCHEMAS, modeline
from game.scenario.loading import load_scenario
from game.scenario.new_battle.fighting import PLANS, attack_file, defence_file
from game.scenario.new_battle.placing import placed, refuse_taken
from game.scenario.new_battle.texts import forces_file, map_file, scenario_file
from game.scenario.new_battle.wanted import Wanted, usual

SCENARIO: Final = "first.yaml"
FILES: Final = {
    "map.yaml": map_file,
    "forces.yaml": forces_file,
    SCENARIO: scenario_file,
    **dict(zip(PLANS, (attack_file, defence_file), strict=True)),
}


def refuse_name(wanted: Wanted, home: Path) -> None:
    """Refuse a name that a battle in a folder of battles cannot have. Raises UsageError."""
    wanted.check("name")
    refuse_taken(wanted.name, home)


def make_battle(wanted: Wanted, home: Path) -> Path:
    """Write a new battle into a folder of battles; return the file of its scenario.

    Raises
    ------
    UsageError : it cannot be made as it is asked for, the folder has a battle of that name, or cannot be written to.
    """
    wanted = wanted.checked()
    wanted = wanted if wanted.title else replace(wanted, title=usual(wanted.name).title)
    with placed(wanted.name, home) as part:
        write_files(wanted, part)
        load_scenario(part / SCENARIO)  # a battle that is not sound is a fault of ours, and is not left there
    return home / wanted.name / SCENARIO


def write_files(wanted: Wanted, folder: Path) -> None:
    """Write map, forces and scenario of a battle into a folder, with what text editors check them by named."""
    for name, text_of in FILES.items():
        text = f"{modeline(_kind_of(name), folder, folder / SCHEMAS)}\n{text_of(wanted)}"
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _kind_of(name: str) -> str:
    """Return what kind of file one of FILES is."""
    if name in PLANS:
        return "plan"
    return "scenario" if name == SCENARIO else Path(name).stem
