"""A package to a folder of a home: whole or not at all, and never in the place of what is somebody's work."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.core.errors import ScenarioError, UsageError
from game.core.files import part_of, refused_as_usage, refused_if_taken
from game.core.places import battles_folder
from game.scenario.homes import data_dir, homes
from game.scenario.json_schema import KINDS, SCHEMAS, file_of, write_schemas
from game.scenario.library import is_there
from game.scenario.packages.archive import MANIFEST, MOST_OF_MANIFEST
from game.scenario.packages.contents import why_no_name
from game.scenario.packages.manifest import Manifest, entry_of, read_manifest
from game.scenario.packages.opening import Package, write_files
from game.scenario.reading import load_bytes

REPLACED: Final = ".replaced"
"""The folder of a home to which a replaced battle goes that was not as it had been installed; no home lists it."""


@dataclass(frozen=True)
class Installed:
    """Where a battle was installed, and where the one has gone that was there, if it has been kept."""

    folder: Path
    kept: Path | None = None


def place_for(package: Package, name: str | None, home: Path | None, replace: bool) -> Path:
    """Return the folder that a battle is to have; nothing is changed.

    Parameters
    ----------
    name : of the folder, instead of the battle's own
    home : the folder of battles, instead of the user's own; it is there
    replace : a battle that is there may be replaced, if it was installed or is in the user's own folder

    Raises
    ------
    UsageError : it cannot have it; the sentence says what to do.
    """
    name = package.battle if name is None else name
    if fault := why_no_name(name):
        raise UsageError(fault)
    if home is not None and not (is_there(home) and home.is_dir()):
        raise UsageError(f"{home}: there is no such folder; a folder of battles has a folder for each battle")
    target = (home or battles_folder()) / name
    _require_free_elsewhere(name, target)
    if not os.path.lexists(target):
        return target
    if target.is_symlink() or not target.is_dir():
        raise UsageError(f"{target}: this is no folder of a battle, but a file or a link; choose a name with --as NAME")
    if not replace:
        raise UsageError(
            f"{target}: there is a battle of this name already; --replace puts this one in its place, --as NAME gives "
            "it another name"
        )
    if home is not None and _manifest_in(target) is None:
        raise UsageError(f"{target}: this battle was not installed from a package; choose a name with --as NAME")
    return target


def install(package: Package, target: Path, *, replace: bool = False) -> Installed:
    """Unpack a package beside its place and put it there in one step, with `replace` in the place of a battle there.

    That one is removed if it is as it was installed, and moved to the folder REPLACED of its home otherwise.

    Raises
    ------
    UsageError : it cannot be written, or a battle has come there meanwhile. Everything is as it was.
    """
    with refused_as_usage(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with _stage(target) as stage:
            new = stage / target.name
            write_files(package.files, new)
            _flush(new)
            (new / SCHEMAS).mkdir()  # where the first lines of its files lead to; no part of the package
            write_schemas(new / SCHEMAS)
            kept = _way_out(target, stage) if replace and os.path.lexists(target) else None
            with refused_if_taken(target):
                _exchange(new, target, kept)
            return Installed(target, kept if kept is not None and kept.parent != stage else None)


@contextmanager
def _stage(target: Path) -> Iterator[Path]:
    """Make a folder beside the target, one level too deep for a home to list what is in it; it does not stay."""
    stage = part_of(target)
    try:
        stage.mkdir(mode=0o700)
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _flush(folder: Path) -> None:
    """See that files are on the disk before their folder gets its name."""
    for path in folder.iterdir():
        with path.open("rb+") as stream:
            os.fsync(stream.fileno())


def _way_out(target: Path, stage: Path) -> Path:
    """Return where a battle goes that is replaced: with the stage, or to where nobody loses his work."""
    if _is_as_installed(target):
        return stage / "replaced"
    shelf = target.parent / REPLACED
    shelf.mkdir(exist_ok=True)
    return shelf / f"{target.name}-{os.urandom(4).hex()}"


def _exchange(new: Path, target: Path, old: Path | None) -> None:
    """Rename a folder to its place; what stands there goes to `old`, and comes back if the second step fails."""
    try:
        if old is not None:
            target.rename(old)
        new.rename(target)
    except BaseException:
        if old is not None and old.exists() and not target.exists():
            old.rename(target)
        raise


def _require_free_elsewhere(name: str, target: Path) -> None:
    """See that no other home has a battle of a name, which would hide this one or be hidden by it."""
    if (data_dir("scenarios") / name).exists():
        raise UsageError(f"the name {name} is taken by a battle that comes with the game; choose one with --as NAME")
    for home in homes():
        there = home.path / name
        if there.exists() and not (target.exists() and there.samefile(target)):
            raise UsageError(f"the name {name} is taken by {there}; choose one with --as NAME")


def _manifest_in(folder: Path) -> Manifest | None:
    """Return the manifest with which a battle was installed, None if it was not."""
    try:
        return read_manifest(load_bytes(folder / MANIFEST, MANIFEST, MOST_OF_MANIFEST), MANIFEST)
    except (ScenarioError, UsageError):
        return None


def _is_as_installed(folder: Path) -> bool:
    """Whether a battle was installed and nothing has been changed, added or taken away since. Raises OSError."""
    manifest = _manifest_in(folder)
    inside = {path.name for path in folder.iterdir()}
    if manifest is None or inside - {SCHEMAS} != {*manifest.files, MANIFEST} or not _is_of_schemas(folder / SCHEMAS):
        return False
    try:
        return all(
            entry_of(load_bytes(folder / name, name, entry.bytes)) == entry for name, entry in manifest.files.items()
        )
    except ScenarioError:
        return False


def _is_of_schemas(folder: Path) -> bool:
    """Whether a folder has nothing but JSON Schemas in it, or is not there. Raises OSError."""
    return not folder.exists() or {path.name for path in folder.iterdir()} <= {file_of(kind) for kind in KINDS}
