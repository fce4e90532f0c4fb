"""Where the game's own files are: the shared libraries, and the scenarios that come with it.

The folders `assets` and `scenarios` lie beside the package in a checkout and inside it in an install; the environment
variable BORDERWARS_DATA names another place for both.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from game.core.errors import UsageError
from game.scenario.nouns import MODELS
from game.scenario.reading import load_bytes, read_bytes, why_no_file
from game.scenario.suggesting import or_known, quote
from game.scenario.validating import Validated, validate

PACKAGE: Final = Path(__file__).resolve().parents[1]
VARIABLE: Final = "BORDERWARS_DATA"

_SCENARIO_KEY: Final = re.compile(rb"^(?:briefing|deployment):", re.MULTILINE)
_OTHER_KEY: Final = re.compile(rb"^(?:legend|hex_size|sides|phases|factors|runs):", re.MULTILINE)
_HEAD: Final = 200_000


def data_dir(kind: str) -> Path:
    """Return the folder `kind` ("assets" or "scenarios") of the game's data."""
    override = os.environ.get(VARIABLE)
    for root in (*([Path(override)] if override else []), PACKAGE / "_data", PACKAGE.parent):
        if (root / kind).is_dir():
            return root / kind
    raise UsageError(f"no folder {kind!r} in or beside {PACKAGE}; is the game installed completely?")


def shown(path: Path) -> str:
    """Return a path as messages show it: from the working folder where it lies inside."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def read_library(kind: str) -> Validated:
    """Return one shared library, read again only if its content has changed."""
    path = data_dir("assets") / "data" / f"{kind}.yaml"
    name = shown(path)
    return _parsed(kind, name, load_bytes(path, name))


def forget_libraries() -> None:
    """Let all libraries be read again when they are asked for next."""
    _parsed.cache_clear()


@lru_cache(maxsize=16)
def _parsed(kind: str, name: str, content: bytes) -> Validated:
    return validate(read_bytes(content, name), MODELS[kind])


def scenario_names() -> list[str]:
    """Return the names of all scenarios that come with the game, as `battle/scenario`."""
    root = data_dir("scenarios")
    return [f"{path.parent.name}/{path.stem}" for path in sorted(root.glob("*/*.yaml")) if _is_scenario(path)]


def _is_scenario(path: Path) -> bool:
    """Whether a file of a battle is a scenario, however faulty, and not its map, its forces or a plan."""
    return path.is_file() and (has_keys_of_a_scenario(path) or _OTHER_KEY.search(_head(path)) is None)


def has_keys_of_a_scenario(path: Path) -> bool:
    """Whether there is a file at a path that has keys which only scenarios have. Raises OSError."""
    return path.is_file() and _SCENARIO_KEY.search(_head(path)) is not None


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_HEAD)


def find_scenario(name_or_path: str | Path) -> tuple[str, Path]:
    """Return name and file of a scenario that is given as `battle/scenario` or as a path."""
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or text.endswith((".yaml", ".yml")):
        return _by_path(Path(name_or_path))
    known = scenario_names()
    if text not in known and is_there(Path(text)):
        return _by_path(Path(text))
    if text not in known:
        raise UsageError(f"there is no scenario {quote(text)}{or_known(text, known)}")
    return text, data_dir("scenarios") / f"{text}.yaml"


def is_there(path: Path) -> bool:
    """Whether there is something at a path, as far as can be seen."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _by_path(path: Path) -> tuple[str, Path]:
    try:
        if not path.is_file():
            raise UsageError(f"{path}: {why_no_file(path)}")
    except OSError as error:
        raise UsageError(f"{path}: it cannot be read: {error.strerror or error}") from error
    folder = path.resolve().parent
    if folder.parent == data_dir("scenarios").resolve():
        return f"{folder.name}/{path.stem}", path
    return path.as_posix(), path
