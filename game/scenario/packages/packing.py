"""A battle's folder to a package."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from game.core.errors import ScenarioError, UsageError
from game.scenario.json_schema import SCHEMAS
from game.scenario.library import shown
from game.scenario.loading import Scenario
from game.scenario.packages.archive import MANIFEST, zip_of
from game.scenario.packages.checking import checked_scenarios
from game.scenario.packages.contents import KINDS, kind_of_file, require_contents, why_no_name
from game.scenario.packages.manifest import manifest_bytes, manifest_of
from game.scenario.packages.opening import Package, check_package, first_fault, package_of
from game.scenario.reading import load_bytes
from game.scenario.suggesting import quote

ENDING: Final = ".bwbattle"

MOST_LOOKED_AT: Final = 2_000
"""Files and folders in the folder of a battle, after which it is taken for another kind of folder."""

_TEXTS: Final = (".md", ".txt")


@dataclass(frozen=True)
class Packed:
    """A battle that has been packed: the bytes of its file, what is in it, and what is not."""

    content: bytes = field(repr=False)
    package: Package
    left_out: tuple[str, ...]  # names in the folder that are of no kind that a package holds


def pack(
    folder: Path, faulty: bool = False, tests: Callable[[Scenario], Iterable[str]] = lambda scenario: ()
) -> Packed:
    """Return a battle as a package: the same files give the same bytes, on every machine.

    Parameters
    ----------
    faulty : pack scenarios with faults too
    tests : returns what else is wrong with a sound scenario, in sentences

    Raises
    ------
    UsageError : the folder or a file of it cannot be in a package, or the battle needs what is not in its folder.
    ScenarioError : scenarios have faults.
    """
    where, name = shown(folder), folder.resolve().name
    if fault := why_no_name(name):
        raise UsageError(f"{where}: {fault}")
    files, left_out = files_in(folder, where)
    require_contents(files, where)
    found = checked_scenarios(folder, where, tests)
    problems = [problem for one in found for problem in one.problems]
    if problems and not faulty:
        raise ScenarioError(problems)
    content = zip_of({**files, MANIFEST: manifest_bytes(manifest_of(name, found, files))})
    package = package_of(content, where)
    if not faulty and (fault := first_fault(check_package(package))):
        raise UsageError(f"without what is not packed, the battle has faults: {fault}")
    return Packed(content, package, left_out)


def files_in(folder: Path, where: str) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the files of a folder that a package holds, and the names of what else is there and not hidden.

    Raises
    ------
    UsageError : there are too many, or two of one name but for capitals.
    ScenarioError : one cannot be read, or is too large.
    """
    files: dict[str, bytes] = {}
    left_out: list[str] = []
    for path in _inside(folder, where):
        name = path.name.lower() if path.suffix.lower() in _TEXTS else path.name  # README.md; nothing refers to it
        if name.startswith(".") or name in (MANIFEST, SCHEMAS):
            continue  # schemas are written again wherever the battle comes to
        # A link may lead to what its owner would not give away.
        if path.suffix.lower() not in KINDS or path.is_symlink() or not path.is_file():
            left_out.append(f"{path.name}/" if path.is_dir() else path.name)
            continue
        if name in files:
            raise UsageError(f"{where}: there are two files {quote(name)} but for capitals; give one another name")
        most = kind_of_file(name.lower()).most
        files[name] = load_bytes(path, shown(path), most)
    return files, tuple(left_out)


def _inside(folder: Path, where: str) -> list[Path]:
    found = []
    try:
        for path in folder.iterdir():
            found.append(path)
            if len(found) > MOST_LOOKED_AT:
                raise UsageError(f"{where}: there are more than {MOST_LOOKED_AT} files in it; is this a battle?")
    except OSError as error:
        raise UsageError(f"{where}: it cannot be read: {error.strerror or error}") from error
    return sorted(found)
