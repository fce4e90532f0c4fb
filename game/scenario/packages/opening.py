"""A package from its file, looked at from end to end before anybody relies on it. Nothing here writes into a home."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from game.core.arguments import path_of
from game.core.errors import ScenarioError, UsageError
from game.core.files import refused_as_usage
from game.scenario.library import shown
from game.scenario.packages.archive import MANIFEST, MOST_PACKED, files_of
from game.scenario.packages.checking import Checked, checked_scenarios
from game.scenario.packages.contents import require_contents
from game.scenario.packages.manifest import Manifest, entry_of, read_manifest
from game.scenario.reading import load_bytes


@dataclass(frozen=True)
class Package:
    """A package that may be unpacked: its files are what its manifest says, and of the kinds that there may be."""

    where: str  # what messages call it
    digest: str  # SHA-256 of the whole file
    manifest: Manifest
    files: Mapping[str, bytes] = field(repr=False)  # with the manifest, as they come to lie in the folder

    @property
    def battle(self) -> str:
        """The name of the battle where it was packed."""
        return self.manifest.battle


def open_package(path: Path | str) -> Package:
    """Return a package from its file.

    Raises
    ------
    UsageError : it cannot be read, or is no sound package; one sentence says why.
    """
    path = path_of(path, "the file of a package")
    try:
        content = load_bytes(path, shown(path), MOST_PACKED)
    except ScenarioError as error:
        raise UsageError(str(error.problems[0])) from error
    return package_of(content, shown(path))


def package_of(content: bytes, where: str) -> Package:
    """Return a package from its bytes. Raises UsageError, as `open_package` does."""
    files = files_of(content, where)
    if MANIFEST not in files:
        raise UsageError(f"{where}: this is no package of a battle: there is no {MANIFEST} in it")
    manifest = read_manifest(files[MANIFEST], where)
    others = {name: content for name, content in files.items() if name != MANIFEST}
    if odd := sorted(manifest.files.keys() ^ others.keys()):
        whose = "in the package, but not in its manifest" if odd[0] in others else "in its manifest, but not there"
        raise UsageError(f"{where}: {odd[0]} is {whose}")
    for name, inside in others.items():
        if entry_of(inside) != manifest.files[name]:
            raise UsageError(f"{where}: {name} is not what the manifest says: the package was damaged or changed")
    require_contents(others, where)
    return Package(where, hashlib.sha256(content).hexdigest(), manifest, files)


def check_package(package: Package) -> list[Checked]:
    """Load the scenarios of a package from a folder for the time being, in which there is nothing else.

    Raises
    ------
    UsageError : it has none or too many, or there is no room for it.
    """
    with refused_as_usage(Path(tempfile.gettempdir())), tempfile.TemporaryDirectory(prefix="borderwars-") as folder:
        inside = Path(folder) / package.battle
        write_files(package.files, inside)
        return checked_scenarios(inside, f"{package.where}: {package.battle}")


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Make a folder and put files into it. Raises OSError; no file and no folder that is there is written to."""
    folder.mkdir()
    for name, content in files.items():
        with (folder / name).open("xb") as stream:
            stream.write(content)


def first_fault(found: list[Checked]) -> str:
    """Return the first thing that is wrong with scenarios in one line, and how much there is besides, or nothing."""
    problems = [problem for one in found for problem in one.problems]
    if not problems:
        return ""
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return str(problems[0]).partition("\n")[0] + more


def played_otherwise(package: Package, found: list[Checked]) -> list[str]:
    """Return the sound scenarios that are not what they were where they were packed: this game has other libraries."""
    packed = {one.name: one.digest for one in package.manifest.scenarios}
    return [one.name for one in found if one.digest and packed.get(one.name, one.digest) not in (one.digest, None)]
