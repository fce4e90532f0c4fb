"""A battle that is there, as the beginning of one's own: its files in a new folder of a home."""

from __future__ import annotations

from pathlib import Path

from game.core.errors import ScenarioError, UsageError
from game.scenario.homes import is_scenario
from game.scenario.json_schema import KINDS, MODELINE, SCHEMAS, modeline
from game.scenario.kinds import is_of_a_kind, kind_of
from game.scenario.library import shown
from game.scenario.new_battle.placing import placed
from game.scenario.packages.contents import why_no_name
from game.scenario.packages.packing import files_in
from game.scenario.reading import read_bytes
from game.scenario.suggesting import listed, quote


def copy_battle(source: Path, name: str, home: Path) -> tuple[Path, tuple[str, ...]]:
    """Copy what a package would hold of a battle into a new folder; return that, and the names of what is left out.

    Files that have a JSON Schema begin with the line by which editors find it.

    Raises
    ------
    UsageError : a battle cannot have the name, or another has it; there is no scenario; or files cannot be copied.
    ScenarioError : a file is too large, or cannot be read.
    """
    if fault := why_no_name(name):
        raise UsageError(fault)
    files, left_out = files_in(source, shown(source))
    if not any(is_scenario(source / file) for file in files if file.endswith(".yaml")):
        raise UsageError(f"{shown(source)}: there is no scenario in it; what is copied is the folder of a battle")
    if lost := [quote(file) for file in left_out if file.lower().endswith((".yaml", ".yml"))]:
        raise UsageError(f"{shown(source)}: {listed(lost)} cannot be copied: only files .yaml are, and no links")
    with placed(name, home) as part:
        for file, content in files.items():
            (part / file).write_bytes(_with_modeline(file, content, part))
    return home / name, left_out


def _with_modeline(file: str, content: bytes, folder: Path) -> bytes:
    """Return what a file holds below the line that leads from its new folder to its JSON Schema."""
    try:
        data = read_bytes(content, file).data if file.endswith(".yaml") else None
    except ScenarioError:  # its author may want to mend it in the copy
        return content
    if not is_of_a_kind(data, KINDS):
        return content
    head = modeline(kind_of(data, "scenario", KINDS), folder, folder / SCHEMAS).encode()
    lines = content.split(b"\n")
    rest = lines[1:] if lines[0].startswith(MODELINE.encode()) else lines
    return b"\n".join([head, *rest])
