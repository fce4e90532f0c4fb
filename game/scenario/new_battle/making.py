"""A new battle as a folder, written whole or not at all, and only if it is sound."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from game.core.errors import UsageError
from game.core.files import refused_as_usage, require_folder
from game.scenario.homes import battle_folder
from game.scenario.json_schema import modeline, write_schemas
from game.scenario.loading import load_scenario
from game.scenario.new_battle.texts import forces_file, map_file, scenario_file
from game.scenario.new_battle.wanted import Wanted, usual

SCENARIO: Final = "first.yaml"
FILES: Final = {"map.yaml": map_file, "forces.yaml": forces_file, SCENARIO: scenario_file}


SCHEMAS: Final = "schemas"
"""The folder beside the files with what text editors complete and check them by."""


def refuse_name(wanted: Wanted, home: Path) -> None:
    """Refuse a name that a battle in a folder of battles cannot have. Raises UsageError."""
    wanted.check("name")
    if taken := battle_folder(wanted.name):
        raise UsageError(f"there is a battle {wanted.name} already, in {taken}; give the new one another name")
    if (home / wanted.name).exists():
        raise UsageError(f"{home / wanted.name} is there already; give the new battle another name")


def make_battle(wanted: Wanted, home: Path) -> Path:
    """Write a new battle into a folder of battles; return the file of its scenario.

    Raises
    ------
    UsageError : it cannot be made as it is asked for, the folder has a battle of that name, or cannot be written to.
    """
    wanted = wanted.checked()
    refuse_name(wanted, home)
    wanted = wanted if wanted.title else replace(wanted, title=usual(wanted.name).title)
    target = home / wanted.name
    require_folder(home)
    with refused_as_usage(target):
        part = Path(tempfile.mkdtemp(prefix=f".{wanted.name}-", dir=home))
        try:
            write_files(wanted, part)
            (part / SCHEMAS).mkdir()
            write_schemas(part / SCHEMAS)
            load_scenario(part / SCENARIO)  # a battle that is not sound is a fault of ours, and is not left there
            part.chmod(0o755)
            part.rename(target)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return target / SCENARIO


def write_files(wanted: Wanted, folder: Path) -> None:
    """Write map, forces and scenario of a battle into a folder, with what text editors check them by named."""
    for name, text_of in FILES.items():
        text = f"{modeline(_kind_of(name), folder, folder / SCHEMAS)}\n{text_of(wanted)}"
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _kind_of(name: str) -> str:
    """Return what kind of file one of FILES is."""
    return "scenario" if name == SCENARIO else Path(name).stem
