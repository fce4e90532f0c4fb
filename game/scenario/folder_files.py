"""The files of a folder of battles: which belong to its scenarios, and which others of ours lie there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from game.core.errors import ScenarioError, UsageError
from game.scenario.homes import is_scenario
from game.scenario.json_schema import KINDS
from game.scenario.kinds import is_of_a_kind
from game.scenario.library import shown
from game.scenario.nouns import EXTRAS, LIBRARIES
from game.scenario.reading import read_file

MOST_SEEN: Final = 20_000
"""Files and folders that are walked through: a folder with more was named by mistake."""

NO_FILES: Final = frozenset(Path(path) for path in ("/proc", "/sys", "/dev"))
"""Where a system shows itself as folders without end, or devices."""


def files_to_check(folder: Path) -> list[Path]:
    """Return every scenario of a folder and those in it, and every other file of ours that comes with none of them.

    What a scenario names, and libraries and texts beside it, are looked at with it. A file that cannot be read may be
    one of ours; files of other programs are left out, and so are links to a file that is there itself.

    Raises
    ------
    UsageError : there is far more in it than in any folder of battles.
    """
    files = _each_once(path for path in yaml_files(folder) if not path.is_dir())
    scenarios = [path for path in files if is_scenario(path)]
    parts = {os.path.realpath(part) for path in scenarios for part in _parts_of(path)}
    return [path for path in files if path in scenarios or (os.path.realpath(path) not in parts and _is_ours(path))]


def yaml_files(folder: Path) -> Iterator[Path]:
    """Yield the YAML files in a folder and those in it, links too, but for hidden folders and those of the system.

    Raises
    ------
    UsageError : there is far more in it than in any folder of battles.
    """
    seen = 0
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and Path(root, name) not in NO_FILES)
        seen += len(folders) + len(names)
        if seen > MOST_SEEN:
            raise UsageError(f"{folder}: there are more than {MOST_SEEN:,} files in it; name a folder of battles")
        links = (name for name in folders if Path(root, name).is_symlink())
        yield from (Path(root, name) for name in sorted((*names, *links)) if name.endswith(".yaml"))


def _each_once(paths: Iterable[Path]) -> list[Path]:
    """Return the paths but for links to what is there already: its faults are said where it lies."""
    first: dict[str, Path] = {}
    for path in sorted(paths, key=lambda path: path.is_symlink()):
        first.setdefault(os.path.realpath(path), path)
    return sorted(first.values())


def _parts_of(path: Path) -> set[Path]:
    """Return the files that are read with a scenario, as far as its own file can be read."""
    try:
        data = read_file(path, shown(path)).data
    except ScenarioError:
        data = None
    known = data if isinstance(data, dict) else {}
    plans = known.get("plans")
    names = [known.get("map"), known.get("forces"), *(plans if isinstance(plans, list) else ())]
    named = [name for name in names if isinstance(name, str)]
    return {path.parent / name for name in (*named, *(f"{part}.yaml" for part in (*LIBRARIES, *EXTRAS)))}


def _is_ours(path: Path) -> bool:
    try:
        return is_of_a_kind(read_file(path, shown(path)).data, KINDS)
    except ScenarioError:
        return True
