"""The manifest of a folder of rows: what the runs were, and what each file is, so that both can be proved later.

Seeds are text: they have more digits than JavaScript, R and spreadsheets keep of a number.
"""

from __future__ import annotations

import csv
import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from game.batch.results import Results
from game.commanders.roster import code_of
from game.core.arguments import path_of
from game.core.errors import UsageError
from game.engine.game import RULES_VERSION
from game.scenario.suggesting import listed

MANIFEST: Final = "manifest.json"
FORMAT: Final = "Border Wars batch"
VERSION: Final = 2
MOST_BYTES: Final = 64_000_000


def versions() -> dict[str, Any]:
    """Return with what the runs were played."""
    return {
        "game": version("borderwars"),
        "rules": RULES_VERSION,
        "python": platform.python_version(),
        "numba": version("numba"),
        "numpy": version("numpy"),
        "system": platform.platform(),
    }


def point_data(results: Results, document: str) -> dict[str, Any]:
    """Return what a manifest says of the runs of one point; `document` is the file that has its scenario."""
    return {
        "point": results.point,
        "values": dict(results.values),
        "scenario": {"name": results.scenario.name, "digest": results.scenario.digest, "file": document},
        "changes": list(results.scenario.changes),
        "luck": results.luck,
        "commanders": dict(results.commanders),
        "code": code_of(results.commanders),
        "first": results.first,
        "runs": results.runs,
        "finished": results.runs - results.unfinished,
        "unfinished": results.unfinished,
        "digest": results.digest(),
    }


def manifest_data(
    points: Sequence[Mapping[str, Any]],
    seed: int,
    seconds: float,
    command: str,
    files: Mapping[str, Mapping[str, Any]],
    beside: Sequence[str] = (),
) -> dict[str, Any]:
    """Return a manifest. What all points have in common stands at the top as well."""
    same = {
        key: points[0][key]
        for key in ("scenario", "changes", "luck", "commanders")
        if all(point[key] == points[0][key] for point in points)
    }
    names = {"scenario": {"name": listed(dict.fromkeys(point["scenario"]["name"] for point in points))}}
    return {
        "format": FORMAT,
        "version": VERSION,
        **versions(),
        "command": command,
        **names,
        **same,
        "seed": str(seed),
        "runs": sum(point["runs"] for point in points),
        "finished": sum(point["finished"] for point in points),
        "unfinished": sum(point["unfinished"] for point in points),
        "seconds": round(seconds, 3),
        **({"digest": points[0]["digest"]} if len(points) == 1 else {}),
        "points": list(points),
        "files": dict(files),
        "beside": list(beside),
    }


def file_data(path: Path, rows: int | None = None) -> dict[str, Any]:
    """Return what a manifest says of a file: its SHA-256, and its rows if it is a table. Raises OSError."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {**({} if rows is None else {"rows": rows}), "sha256": digest}


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder.

    Raises
    ------
    UsageError : it has none of ours, or one that is newer than this program.
    """
    folder = path_of(folder, "the folder of a batch")
    path = folder / MANIFEST
    if not folder.is_dir():
        raise UsageError(
            f"{folder}: {'this is a file, not a folder' if folder.exists() else 'there is no such folder'}"
        )
    try:
        with path.open("rb") as stream:
            document = json.loads(stream.read(MOST_BYTES))
    except FileNotFoundError:
        raise UsageError(f"{folder}: there are no tables of a batch here, or not yet: it has no {MANIFEST}") from None
    except OSError as error:
        raise UsageError(f"{path}: it cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError):
        raise UsageError(f"{path}: it is damaged: this is no JSON") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UsageError(f"{path}: this is not the manifest of a batch")
    found = document.get("version")
    if type(found) is not int or found > VERSION:
        raise UsageError(f"{path}: it was written by a newer version of the game")
    if not isinstance(document.get("files"), dict) or not all(map(_is_file_data, document["files"].values())):
        raise UsageError(f"{path}: it is damaged: what it says of files is none of ours")
    if any(Path(name).is_absolute() or ".." in Path(name).parts for name in document["files"]):
        raise UsageError(f"{path}: it is damaged: it names a file outside the folder")
    return document


def _is_file_data(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get("sha256"), str) and type(data.get("rows", 0)) is int


@dataclass(frozen=True)
class Checked:
    """What a folder has against its manifest. `faults` are sentences, none where all is right."""

    files: int
    rows: int
    faults: tuple[str, ...]


def check_folder(folder: Path) -> Checked:
    """Hold a folder of rows against its manifest: missing, changed and foreign files, numbers of rows.

    Raises
    ------
    UsageError : as `read_manifest`; a file cannot be read; Parquet needs what is not installed.
    """
    manifest = read_manifest(folder)
    files: Mapping[str, Any] = manifest["files"]
    faults: list[str] = []
    rows = 0
    for name, said in files.items():
        path = folder / name
        if not path.is_file():
            faults.append(f"{name} is missing")
            continue
        found, counted = _found(path, said)
        if found["sha256"] != said["sha256"]:
            faults.append(f"{name} has been changed" + _words_on_rows(counted, said))
        elif counted is not None and counted != said["rows"]:
            faults.append(f"the manifest is wrong about {name}{_words_on_rows(counted, said)}")
        rows += counted or 0
    known = {*files, MANIFEST}
    beside = manifest.get("beside", [])
    apart = {str(name) for name in beside} if isinstance(beside, list) else set()
    for path in sorted(path for path in folder.rglob("*") if not path.is_dir()):
        name = path.relative_to(folder).as_posix()
        if name not in known and name.split("/")[0] not in apart:
            faults.append(f"{name} is not of this batch")
    return Checked(len(files), rows, tuple(faults))


def _found(path: Path, said: Mapping[str, Any]) -> tuple[dict[str, Any], int | None]:
    """Return what a file is, and how many rows it has if it is a table and can be read as one."""
    try:
        found = file_data(path)
    except OSError as error:
        raise UsageError(f"{path}: it cannot be read: {error.strerror or error}") from error
    return found, _rows_in(path) if "rows" in said else None


def _rows_in(path: Path) -> int | None:
    """Return how many rows a table has; None if it is so damaged that nobody can say."""
    try:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as stream:
                return sum(1 for _ in csv.reader(stream)) - 1
        if find_spec("pyarrow") is None:
            raise UsageError("Parquet needs the extra 'batch': pip install 'borderwars[batch]'")
        return int(import_module("pyarrow.parquet").read_metadata(path).num_rows)
    except (OSError, ValueError, csv.Error):
        return None


def _words_on_rows(counted: int | None, said: Mapping[str, Any]) -> str:
    if "rows" not in said or counted == said["rows"]:
        return ""
    if counted is None:
        return ": its rows cannot be counted any more"
    return f": it has {counted} rows, not {said['rows']}"
