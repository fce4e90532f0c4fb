"""A folder for a new battle among those that are there: filled whole or not left at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from game.core.errors import UsageError
from game.core.files import refused_as_usage, refused_if_taken, require_folder
from game.scenario.homes import battle_folder
from game.scenario.json_schema import SCHEMAS, write_schemas


def refuse_taken(name: str, home: Path) -> None:
    """Refuse a name that a battle has, in this home or another, and a home that is a file. Raises UsageError."""
    if home.exists() and not home.is_dir():
        raise UsageError(f"{home}: this is a file, not a folder")
    if taken := battle_folder(name):
        raise UsageError(f"there is a battle {name} already, in {taken}; give the new one another name")
    if (home / name).exists():
        raise UsageError(f"{home / name} is there already; give the new battle another name")


@contextmanager
def placed(name: str, home: Path) -> Iterator[Path]:
    """Yield a folder to be filled, which becomes the battle `name` of a home when the block ends well.

    The JSON Schemas of the files lie in it, in SCHEMAS. Where the block fails nothing is left behind.

    Raises
    ------
    UsageError : there is a battle of that name, or the home cannot be written to.
    """
    refuse_taken(name, home)
    target = home / name
    require_folder(home)
    with refused_as_usage(target):
        part = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=home))
        try:
            (part / SCHEMAS).mkdir()
            write_schemas(part / SCHEMAS)
            yield part
            part.chmod(0o755)
            with refused_if_taken(target):
                part.rename(target)
        finally:
            shutil.rmtree(part, ignore_errors=True)
