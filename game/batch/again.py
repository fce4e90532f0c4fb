"""A row of a batch as a game: the run is played once more, every order kept, and must end as its row says."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import Any, Final

from game.batch.manifest import read_manifest
from game.batch.scenario_files import read_scenario
from game.commanders.roster import commanders_of, play_out
from game.core.arguments import MOST_SEED, path_of, whole
from game.core.errors import UsageError
from game.engine.game import RULES_VERSION, Game, Luck
from game.scenario.loading import Scenario

MOST_NUMBER: Final = 10**9


@dataclass(frozen=True)
class RowOfRun:
    """What a folder of rows says of one run: all that decides it, and the digest of its end."""

    scenario: Scenario
    point: int
    run: int
    seed: int
    luck: Luck
    commanders: Mapping[str, str]
    digest: str
    rules: int


def row_of(folder: Path, run: int, point: int = 0) -> RowOfRun:
    """Return what a folder says of a run.

    Raises
    ------
    UsageError : it is no folder of rows, is damaged, has no such point or run; or Parquet needs what is not installed.
    """
    folder = path_of(folder, "the folder of a batch")
    run, point = whole(run, "the number of a run", 0, MOST_NUMBER), whole(point, "the point", 0, MOST_NUMBER)
    manifest = read_manifest(folder)
    about = _point(folder, manifest, point)
    first, runs = about["first"], about["runs"]
    if not first <= run < first + runs:
        raise UsageError(
            f"{folder}: there is no run {run}; point {point} has the runs from {first} to {first + runs - 1}"
        )
    row = _row(folder, manifest, point, run)
    luck: Luck = "none" if about["luck"] == "none" else "table"
    scenario = read_scenario(folder / about["scenario"]["file"])
    names = commanders_of(scenario, about["commanders"])
    return RowOfRun(scenario, point, run, _seed(folder, row), luck, names, row["digest"], manifest.get("rules", 0))


def played_again(row: RowOfRun) -> Game:
    """Play a run once more; return the game when it is over."""
    game = Game.new(row.scenario, row.seed, row.luck)
    play_out(game, row.commanders)
    return game


def how_it_differs(row: RowOfRun, game: Game) -> str:
    """Return a sentence if a game does not end as the row says: rules or commanders are others, or the row is."""
    if game.digest() == row.digest:
        return ""
    rules = f"; it was played under version {row.rules} of the rules, this is version {RULES_VERSION}"
    found = f"run {row.run} does not end as its row says: with digest {game.digest()}, not {row.digest}"
    return found + (rules if row.rules != RULES_VERSION else "")


def _point(folder: Path, manifest: Mapping[str, Any], point: int) -> Mapping[str, Any]:
    """Return what a manifest says of one point. Raises UsageError."""
    points = manifest.get("points")
    if not isinstance(points, list) or not all(map(_is_point, points)):
        raise UsageError(
            f"{folder}: its manifest does not say enough to play a run again; it may be of an older version"
        )
    found: Mapping[str, Any] | None = next((one for one in points if one["point"] == point), None)
    if found is None:
        numbers = [one["point"] for one in points]
        there = f"are those from {min(numbers)} to {max(numbers)}" if len(numbers) > 1 else "are none"
        there = f"is {numbers[0]} alone" if len(numbers) == 1 else there
        raise UsageError(f"{folder}: there is no point {point}; there {there}")
    return found


def _is_point(data: Any) -> bool:
    """Whether something is what `manifest.point_data` says."""
    if not isinstance(data, dict) or not isinstance(data.get("scenario"), dict):
        return False
    numbers = all(type(data.get(key)) is int for key in ("point", "first", "runs"))
    file = data["scenario"].get("file")
    return numbers and isinstance(data.get("commanders"), dict) and isinstance(file, str) and _is_inside(file)


def _is_inside(file: str) -> bool:
    """Whether the name of a file stays within the folder."""
    path = PurePath(file)
    return not path.is_absolute() and ".." not in path.parts


def _row(folder: Path, manifest: Mapping[str, Any], point: int, run: int) -> Mapping[str, str]:
    """Return the row of a run in the table `runs`. Raises UsageError."""
    name = next((name for name in ("runs.csv", "runs.parquet") if name in manifest["files"]), None)
    if name is None:
        raise UsageError(f"{folder}: its manifest names no table of runs")
    found = (_row_of_parquet if name.endswith("parquet") else _row_of_csv)(folder / name, point, run)
    if found is None:
        raise UsageError(f"{folder / name}: it has no row of run {run} of point {point}")
    return found


def _row_of_csv(path: Path, point: int, run: int) -> Mapping[str, str] | None:
    wanted = {"point": str(point), "run": str(run)}
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            rows = (row for row in reader if all(row.get(name) == value for name, value in wanted.items()))
            return next(rows, None)
    except OSError as error:
        raise UsageError(f"{path}: it cannot be read: {error.strerror or error}") from error
    except (ValueError, csv.Error) as error:
        raise UsageError(f"{path}: it is damaged: this is no CSV of ours") from error


def _row_of_parquet(path: Path, point: int, run: int) -> Mapping[str, str] | None:
    if find_spec("pyarrow") is None:
        raise UsageError("Parquet needs the extra 'batch': pip install 'borderwars[batch]'")
    wanted = [("point", "==", point), ("run", "==", run)]
    try:
        table = import_module("pyarrow.parquet").read_table(path, columns=["seed", "digest"], filters=wanted)
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(f"{path}: it cannot be read as Parquet: {str(error).partition(chr(10))[0]:.200}") from error
    return next(iter(table.to_pylist()), None)


def _seed(folder: Path, row: Mapping[str, str]) -> int:
    text = row.get("seed") or ""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST_SEED)) and int(text) <= MOST_SEED):
        raise UsageError(f"{folder}: the row of the run has no seed")
    return int(text)
