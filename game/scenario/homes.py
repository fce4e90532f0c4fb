"""Homes of battles: folders in which every battle has a folder, with its map, forces, plans and scenarios.

The first home has the battles that come with the game, the second is the user's own. The setting `battles` adds others,
and so does `add_homes`, for this process, which the option --battles calls.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.core.errors import UsageError
from game.core.places import battles_folder, settings_file

PACKAGE: Final = Path(__file__).resolve().parents[1]
VARIABLE: Final = "BORDERWARS_DATA"
"""An environment variable that names another place for the game's own files."""

WITH_THE_GAME: Final = "with the game"
YOURS: Final = "yours"
ADDED: Final = "added"

MOST_FILES: Final = 5_000
"""Files that are looked at in one home: a folder with more was added by mistake."""

_SCENARIO_KEY: Final = re.compile(rb"^(?:briefing|deployment):", re.MULTILINE)
_OTHER_KEY: Final = re.compile(
    rb"^(?:legend|hex_size|sides|phases|factors|runs|terrain|equipment|unit_types|rules|symbols|language):",
    re.MULTILINE,
)
_HEAD: Final = 200_000

_added: Final[list[Path]] = []


@dataclass(frozen=True)
class Home:
    """A folder of battles, and whose it is: WITH_THE_GAME, YOURS or ADDED."""

    path: Path
    whose: str

    def files(self) -> list[Path]:
        """Return the YAML files of its battles, in the order of their names. Raises UsageError for too many of them."""
        found = []
        try:
            for number, path in enumerate(self.path.glob("*/*.yaml")):
                if number == MOST_FILES:
                    raise UsageError(
                        f"{self.path}: there are more than {MOST_FILES} files; is this a folder of battles?"
                    )
                if not path.parent.name.startswith("."):  # what is being written, or was left behind
                    found.append(path)
        except OSError as error:
            raise UsageError(f"{self.path}: it cannot be read: {error.strerror or error}") from error
        return sorted(found)


@dataclass(frozen=True)
class Listed:
    """A scenario of a home: the name it is asked for by, its file, and what keeps it from having its own name."""

    name: str
    path: Path
    home: Home
    fault: str = ""


def data_dir(kind: str) -> Path:
    """Return the folder `kind` ("assets" or "scenarios") of the game's data."""
    override = os.environ.get(VARIABLE)
    for root in (*([Path(override)] if override else []), PACKAGE / "_data", PACKAGE.parent):
        if (root / kind).is_dir():
            return root / kind
    raise UsageError(f"no folder {kind!r} in or beside {PACKAGE}; is the game installed completely?")


def add_homes(folders: Iterable[Path | str]) -> None:
    """Let battles be found in more folders, in this process.

    Raises
    ------
    UsageError : one of them is no folder.
    """
    for folder in folders:
        path = Path(folder)
        if not _is_folder(path):
            what = "this is a file" if is_file(path) else "there is no such folder"
            raise UsageError(f"{folder}: {what}; a folder of battles has a folder for each battle")
        if path not in _added:
            _added.append(path)


def homes() -> list[Home]:
    """Return the homes that are there; an earlier one comes first. Raises UsageError without the game's own."""
    wanted = [Home(battles_folder(), YOURS), *(Home(path, ADDED) for path in (*_of_settings(), *_added))]
    found = [Home(data_dir("scenarios"), WITH_THE_GAME)]
    known = {found[0].path.resolve()}
    for home in wanted:
        if _is_folder(home.path) and home.path.resolve() not in known:
            known.add(home.path.resolve())
            found.append(home)
    return found


def listed_scenarios() -> list[Listed]:
    """Return all scenarios of all homes; one whose name is taken stands by its path, and a home with a fault by it."""
    found: dict[str, Listed] = {}
    for home in homes():
        for one in _listed_in(home):
            found.setdefault(one.name, one)
            if found[one.name].path != one.path:
                taken = f"the name {one.name} is taken by {found[one.name].path}"
                found[one.path.as_posix()] = Listed(one.path.as_posix(), one.path, home, taken)
    return list(found.values())


def battle_folder(name: str) -> Path | None:
    """Return the folder of a battle that a home has under this name, None if none has."""
    if not name or Path(name).name != name:
        return None
    return next((home.path / name for home in homes() if _is_folder(home.path / name)), None)


def shipped_names() -> list[str]:
    """Return the names of the scenarios that come with the game, as `battle/scenario`."""
    return [one.name for one in _listed_in(Home(data_dir("scenarios"), WITH_THE_GAME))]


def has_keys_of_a_scenario(path: Path) -> bool:
    """Whether there is a file at a path that has keys which only scenarios have. Raises OSError."""
    return path.is_file() and _SCENARIO_KEY.search(_head(path)) is not None


def _listed_in(home: Home) -> Iterator[Listed]:
    """Yield the scenarios of a home by the names that they have there."""
    try:
        files = home.files()
    except UsageError as error:
        if home.whose == WITH_THE_GAME:
            raise
        yield Listed(home.path.as_posix(), home.path, home, str(error))
        return
    for path in files:
        if is_scenario(path):
            yield Listed(f"{path.parent.name}/{path.stem}", path, home)


def is_scenario(path: Path) -> bool:
    """Whether a file of a battle is a scenario, however faulty, and not its map, forces, plan or library."""
    try:
        return path.is_file() and (has_keys_of_a_scenario(path) or _OTHER_KEY.search(_head(path)) is None)
    except OSError:
        return True  # it is there, and whoever asks for it learns why it cannot be read


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_HEAD)


def _of_settings() -> list[Path]:
    """Return the folders that the setting `battles` names; settings that cannot be read name none."""
    try:
        data = json.loads(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    names = data.get("battles") if isinstance(data, dict) else None
    found = [Path(name).expanduser() for name in names if isinstance(name, str)] if isinstance(names, list) else []
    return [path for path in found if path.is_absolute()]  # where others begin, whoever set them did not say


def is_file(path: Path) -> bool:
    """Whether there is a file at a path, as far as can be seen."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
