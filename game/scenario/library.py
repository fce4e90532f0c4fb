"""The shared libraries, and where a scenario is that is asked for by name or path."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from game.core.errors import UsageError
from game.scenario.homes import data_dir, homes, listed_scenarios
from game.scenario.nouns import MODELS
from game.scenario.reading import load_bytes, read_bytes, why_no_file
from game.scenario.suggesting import or_known, quote
from game.scenario.validating import Validated, validate

ENDINGS: Final = (".yaml", ".yml")
"""How names end that are paths of files, and no names of scenarios."""


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


def is_shared(path: Path) -> bool:
    """Whether a file is one of the shared libraries, or lies with them."""
    return path.resolve().parent == (data_dir("assets") / "data").resolve()


def forget_libraries() -> None:
    """Let all libraries be read again when they are asked for next."""
    _parsed.cache_clear()


@lru_cache(maxsize=16)
def _parsed(kind: str, name: str, content: bytes) -> Validated:
    return validate(read_bytes(content, name), MODELS[kind])


def scenario_names() -> list[str]:
    """Return the names of all scenarios that can be asked for by one, as `battle/scenario`: the game's, then others."""
    return [one.name for one in listed_scenarios() if not one.fault]


def find_scenario(name_or_path: str | Path) -> tuple[str, Path]:
    """Return name and file of a scenario that is given as `battle/scenario` or as a path, with its ending or without.

    Raises
    ------
    UsageError : there is none.
    """
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or text.endswith(ENDINGS):
        return _by_path(Path(name_or_path))
    known = {one.name: one.path for one in listed_scenarios() if not one.fault}
    if text in known:
        return text, known[text]
    for path in (Path(text), Path(f"{text}.yaml")):
        if is_there(path):
            return _by_path(path)
    raise UsageError(f"there is no scenario {quote(text)}{or_known(text, known)}")


def folder_of(battle: str) -> Path:
    """Return the folder of a battle by its path, its name, or one of its scenarios. Raises UsageError."""
    if is_there(Path(battle)) and Path(battle).is_dir():
        return Path(battle)
    known = {one.name.partition("/")[0]: one.path.parent for one in listed_scenarios() if not one.fault}
    if battle in known:
        return known[battle]
    if Path(battle).is_absolute() and not (is_there(Path(battle)) or is_there(Path(f"{battle}.yaml"))):
        raise UsageError(f"{battle}: there is no such folder")
    if "/" in battle or battle.endswith(ENDINGS):
        return find_scenario(battle)[1].parent
    raise UsageError(f"there is no battle {quote(battle)}, and no folder of this name{or_known(battle, known)}")


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
    whole = path.resolve()
    name = f"{whole.parent.name}/{path.stem}"
    if any(home.path.resolve() == whole.parent.parent for home in homes()):
        owner = next((one.path for one in listed_scenarios() if one.name == name), path)
        return name if owner.resolve() == whole else path.as_posix(), path
    return path.as_posix(), path
