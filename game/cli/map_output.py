"""Where a command writes a map that it has made: nothing but a map is replaced, and that only when it is asked for."""

from __future__ import annotations

from pathlib import Path

from game.cli.checking import models_of_files
from game.core.errors import ScenarioError, UsageError


def require_place_for_map(output: Path, force: bool) -> None:
    """See that a map can be written to a file; with `force` a map that is there is replaced, and no other file.

    Raises
    ------
    UsageError : nothing can be written there, or a file is there that is not to be replaced.
    """
    from game.core.files import require_file

    require_file(output)
    if not output.exists():
        return
    if not force:
        raise UsageError(f"{output} is there already; --force replaces it, and what was changed in it by hand is lost")
    if not _is_map(output):
        raise UsageError(f"{output} is there already and is no map; --force replaces nothing but maps")


def _is_map(path: Path) -> bool:
    from game.scenario.kinds import is_of_a_kind, kind_of
    from game.scenario.reading import read_file

    try:
        data = read_file(path, str(path)).data
    except ScenarioError:
        return False
    models = models_of_files()
    return is_of_a_kind(data, models) and kind_of(data, "map", models) == "map"
