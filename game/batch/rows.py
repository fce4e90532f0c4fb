"""The rows of a batch as files: one row per run and side, one per run, turn and side, and a manifest of what they are.

CSV needs nothing; Parquet needs the extra `batch`. Every file is written beside its place and renamed, the manifest
last, so that a kill at any moment leaves the files of an earlier batch whole. The manifest has a check sum of each
file: they belong together if these agree.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from game.batch.runner import UNFINISHED, Results
from game.batch.tables import areas_of_interest, summary
from game.core.errors import UsageError
from game.core.terms import UNFINISHED_NAME, Kind
from game.engine.game import RULES_VERSION
from game.engine.saves import write_whole

Format = Literal["csv", "parquet"]
MANIFEST_VERSION: Final = 1
BLOCK: Final = 500
"""Runs that are turned into rows at a time."""

Columns = dict[str, Any]
"""A block of a table: names and arrays of one length."""


@dataclass(frozen=True)
class Table:
    """A table by its name, in blocks, so that a large batch never stands in memory as rows."""

    name: str
    blocks: Callable[[], Iterator[Columns]]


def tables_of(results: Results) -> list[Table]:
    """Return the tables of a batch."""
    return [Table("runs", lambda: _blocks(results, _run_rows)), Table("turns", lambda: _blocks(results, _turn_rows))]


def prepare_folder(folder: Path, format_: Format) -> None:
    """Make the folder for a batch, before it is played.

    Raises
    ------
    UsageError : it cannot be written to, or the format needs what is not installed.
    """
    if format_ == "parquet" and find_spec("pyarrow") is None:
        raise UsageError("Parquet needs the extra 'batch': pip install 'borderwars[batch]'; or take --format csv")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: this is a file; --out needs a folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".{secrets.token_hex(4)}.part"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written to: {error.strerror or error}") from error


def write_rows(results: Results, folder: Path, format_: Format = "csv") -> list[Path]:
    """Write the tables, the summary and the manifest of a batch into a folder; return the files, the manifest last.

    Raises
    ------
    UsageError : they cannot be written, or the format needs what is not installed.
    """
    prepare_folder(folder, format_)
    write = _write_parquet if format_ == "parquet" else _write_csv
    parts: list[tuple[Path, Path, int]] = []
    try:
        for table in tables_of(results):
            target = folder / f"{table.name}.{format_}"
            part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
            parts.append((part, target, 0))
            parts[-1] = (part, target, write(table, part))
        manifest = _manifest(results, {target.name: (part, rows) for part, target, rows in parts})
        for part, target, _ in parts:
            part.replace(target)
        _write_json(folder / "summary.json", summary(results))
        _write_json(folder / "manifest.json", manifest)
    except OSError as error:
        raise UsageError(f"{folder}: the rows cannot be written: {error.strerror or error}") from error
    finally:
        for part, _, _ in parts:
            part.unlink(missing_ok=True)
    return [*(target for _, target, _ in parts), folder / "summary.json", folder / "manifest.json"]


# --- rows -----------------------------------------------------------------------------------------------------------


def _blocks(results: Results, rows_of: Callable[[Results, range], Columns]) -> Iterator[Columns]:
    for first in range(0, results.runs, BLOCK):
        yield rows_of(results, range(first, min(first + BLOCK, results.runs)))


def _run_rows(results: Results, runs: range) -> Columns:
    """Return one row per run and side: how it ended, points and losses."""
    names, count = results.scenario.names, len(results.scenario.names.sides)
    here = slice(runs.start, runs.stop)
    level_names = np.array([*names.levels, UNFINISHED_NAME])
    winners = np.array([names.sides[side] if side >= 0 else "" for side in names.level_winners] + [""])
    levels = results.levels[here]
    assert UNFINISHED == -1  # the last of the names
    final = results.losses[here, -1]
    return {
        "run": np.repeat(np.arange(runs.start, runs.stop), count),
        "seed": np.repeat(results.seeds[here], count),
        "side": np.tile(np.array(names.sides), len(runs)),
        "commander": np.tile(np.array([results.commanders[side] for side in names.sides]), len(runs)),
        "level": np.repeat(level_names[levels], count),
        "winner": np.repeat(winners[levels], count),
        "points": results.points[here].reshape(-1),
        **{f"lost_{kind.name.lower()}": final[:, :, kind].reshape(-1) for kind in Kind},
        "digest": np.repeat(np.array([f"{int(digest):016x}" for digest in results.digests[here]]), count),
    }


def _turn_rows(results: Results, runs: range) -> Columns:
    """Return one row per run, turn and side: cumulative losses, and 1 for each area that the side holds."""
    names, first = results.scenario.names, results.scenario.file.calendar.first_turn
    here = slice(runs.start, runs.stop)
    losses = results.losses[here]
    _, turns, sides, _ = losses.shape
    each_side = np.arange(sides)
    return {
        "run": np.repeat(np.arange(runs.start, runs.stop), turns * sides),
        "turn": np.tile(np.repeat(np.arange(first, first + turns), sides), len(runs)),
        "side": np.tile(np.array(names.sides), len(runs) * turns),
        **{f"lost_{kind.name.lower()}": losses[:, :, :, kind].reshape(-1) for kind in Kind},
        **{
            f"holds_{area}": (results.holders(area)[here, :, None] == each_side).astype(np.int8).reshape(-1)
            for area in areas_of_interest(results.scenario)
        },
    }


# --- files ----------------------------------------------------------------------------------------------------------


def _write_csv(table: Table, path: Path) -> int:
    """Write a table; returns its rows."""
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        for block in table.blocks():
            if rows == 0:
                writer.writerow(block)
            columns: Iterable[list[Any]] = [column.tolist() for column in block.values()]
            writer.writerows(zip(*columns, strict=True))
            rows += len(block["run"])
        stream.flush()
        os.fsync(stream.fileno())
    return rows


def _write_parquet(table: Table, path: Path) -> int:
    """Write a table; returns its rows."""
    pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    rows, writer = 0, None
    try:
        for block in table.blocks():
            part = pyarrow.table({name: pyarrow.array(column) for name, column in block.items()})
            writer = writer or parquet.ParquetWriter(path, part.schema)
            writer.write_table(part)
            rows += part.num_rows
    finally:
        if writer is not None:
            writer.close()
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
    return rows


def _manifest(results: Results, files: dict[str, tuple[Path, int]]) -> dict[str, Any]:
    return {
        "format": "Border Wars batch",
        "version": MANIFEST_VERSION,
        "game": version("borderwars"),
        "rules": RULES_VERSION,
        "numba": version("numba"),
        "numpy": version("numpy"),
        "scenario": {"name": results.scenario.name, "digest": results.scenario.digest},
        "seed": results.seed,
        "luck": results.luck,
        "commanders": dict(results.commanders),
        "runs": results.runs,
        "finished": results.runs - results.unfinished,
        "unfinished": results.unfinished,
        "digest": results.digest(),
        "seconds": round(results.seconds, 3),
        "files": {name: {"rows": rows, "sha256": _sha256(part)} for name, (part, rows) in files.items()},
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_json(path: Path, document: dict[str, Any]) -> None:
    write_whole(path, (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode("utf-8"))
