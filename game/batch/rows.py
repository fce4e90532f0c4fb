"""The rows of a batch as files: one row per run and side, one per run, turn and side, and a manifest of what they are.

What is held against history has two more: the rows of the scenario's table, and one row per run and row of the table.

CSV needs nothing; Parquet needs the extra `batch`. Every file is written beside its place and renamed, the manifest
last, so that a kill at any moment leaves the files of an earlier batch whole. The manifest has a check sum of each
file: they belong together if these agree. A folder holds one batch: an earlier one is replaced as a whole.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from game.batch.history import agrees, compare, run_figures
from game.batch.results import UNFINISHED, Results
from game.batch.tables import areas_of_interest, summary
from game.core.errors import UsageError
from game.core.files import part_of, require_folder, write_whole
from game.core.terms import UNFINISHED_NAME, Kind
from game.engine.game import RULES_VERSION
from game.scenario.suggesting import listed

Format = Literal["csv", "parquet"]
FORMATS: Final[tuple[Format, ...]] = ("csv", "parquet")
TABLES: Final = ("runs", "turns")
HISTORY_TABLES: Final = ("rows", "values")
ALL_TABLES: Final = (*TABLES, *HISTORY_TABLES)
SUMMARY: Final = "summary.json"
MANIFEST: Final = "manifest.json"
FORMAT: Final = "Border Wars batch"
MANIFEST_VERSION: Final = 1
BLOCK: Final = 500
"""Runs that are turned into rows at a time."""

VEHICLES: Final = (Kind.TANK, Kind.VEHICLE)
"""Kinds of which some are written off, and others only disabled."""

Columns = dict[str, Any]
"""A block of a table: names and arrays of one length."""


@dataclass(frozen=True)
class Table:
    """A table by its name, in blocks, so that a large batch never stands in memory as rows."""

    name: str
    blocks: Callable[[], Iterator[Columns]]


def tables_of(results: Results, with_history: bool = False) -> list[Table]:
    """Return the tables of a batch, perhaps with those of its comparison with history."""
    blocks = (
        partial(_blocks, results, _run_rows),
        partial(_blocks, results, _turn_rows),
        partial(_history_rows, results),
        partial(_blocks, results, _value_rows),
    )
    every = [Table(name, rows) for name, rows in zip(ALL_TABLES, blocks, strict=True)]
    return every if with_history else every[: len(TABLES)]


@dataclass(frozen=True)
class Place:
    """A folder for the rows of one batch: it is ready, and what of an earlier batch will make way is known."""

    folder: Path
    format: Format
    earlier: str = ""

    def file(self, table: str) -> Path:
        """Return the file of a table."""
        return self.folder / f"{table}.{self.format}"

    def others(self, written: Iterable[Path]) -> Iterator[Path]:
        """Yield the tables that another batch would have here: in the other format, and those that are not written."""
        every = (self.folder / f"{table}.{ending}" for table in ALL_TABLES for ending in FORMATS)
        mine = set(written)
        return (path for path in every if path not in mine)


def prepare_folder(folder: Path, format_: Format) -> Place:
    """Make the folder for a batch, before it is played. An earlier batch there will be replaced as a whole.

    Raises
    ------
    UsageError : it cannot be written to, has files with the names of ours that are not a batch's, or the format needs
    what is not installed.
    """
    require_format(format_)
    require_folder(folder)
    there = [folder / f"{table}.{ending}" for table in ALL_TABLES for ending in FORMATS]
    there = [path for path in (*there, folder / SUMMARY, folder / MANIFEST) if path.exists()]
    if not there:
        return Place(folder, format_)
    earlier = _earlier(folder / MANIFEST)
    if earlier is None:
        names = listed(path.name for path in there)
        there_is = f"the folder has {names}, but not from a batch of ours"
        raise UsageError(f"{folder}: {there_is}; name another folder, or move them away")
    return Place(folder, format_, earlier)


def require_format(format_: Format) -> None:
    """See that tables can be written in a format. Raises UsageError."""
    if format_ == "parquet" and find_spec("pyarrow") is None:
        raise UsageError("Parquet needs the extra 'batch': pip install 'borderwars[batch]'; or take --format csv")


def our_files(folder: Path) -> Iterator[str]:
    """Yield the names of all files that a batch may write into a folder."""
    yield from (f"{table}.{ending}" for table in ALL_TABLES for ending in FORMATS)
    yield from (SUMMARY, MANIFEST)


def _earlier(manifest: Path) -> str | None:
    """Return what the batch of a manifest was, or None if it is none of ours."""
    try:
        document = json.loads(manifest.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return None
    scenario = document.get("scenario")
    name = scenario.get("name") if isinstance(scenario, dict) else "an unknown scenario"
    return f"{name}, {document.get('runs')} games, seed {document.get('seed')}"


def write_rows(
    results: Results | Sequence[Results], folder: Path, format_: Format = "csv", with_history: bool = False
) -> list[Path]:
    """Write the tables, the summary and the manifest of a batch into a folder; return the files, the manifest last.

    `with_history` adds the tables of the comparison with history.
    What an earlier batch left there is replaced as a whole, in whatever format it was.

    Raises
    ------
    UsageError : they cannot be written, or `prepare_folder` refuses the folder.
    """
    if not isinstance(results, Results):
        results = results[0]
    place = prepare_folder(folder, format_)
    write = _write_parquet if format_ == "parquet" else _write_csv
    parts: list[tuple[Path, Path, int]] = []
    try:
        for table in tables_of(results, with_history):
            target = place.file(table.name)
            part = part_of(target)
            parts.append((part, target, 0))
            parts[-1] = (part, target, write(table, part))
        manifest = _manifest(results, {target.name: (part, rows) for part, target, rows in parts})
        for part, target, _ in parts:
            part.replace(target)
        for other in place.others(target for _, target, _ in parts):
            other.unlink(missing_ok=True)
        _write_json(folder / SUMMARY, summary(results))
        _write_json(folder / MANIFEST, manifest)
    except OSError as error:
        raise UsageError(f"{folder}: the rows cannot be written: {error.strerror or error}") from error
    finally:
        for part, _, _ in parts:
            part.unlink(missing_ok=True)
    return [*(target for _, target, _ in parts), folder / SUMMARY, folder / MANIFEST]


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
    final, gone = results.losses[here, -1], results.written_off[here, -1]
    return {
        "run": np.repeat(np.arange(runs.start, runs.stop), count),
        "seed": np.repeat(results.seeds[here], count),
        "side": np.tile(np.array(names.sides), len(runs)),
        "commander": np.tile(np.array([results.commanders[side] for side in names.sides]), len(runs)),
        "level": np.repeat(level_names[levels], count),
        "winner": np.repeat(winners[levels], count),
        "points": results.points[here].reshape(-1),
        **{f"lost_{kind.name.lower()}": final[:, :, kind].reshape(-1) for kind in Kind},
        **{f"written_off_{kind.name.lower()}": gone[:, :, kind].reshape(-1) for kind in VEHICLES},
        "digest": np.repeat(np.array([f"{int(digest):016x}" for digest in results.digests[here]]), count),
    }


def _turn_rows(results: Results, runs: range) -> Columns:
    """Return one row per run, turn and side: cumulative losses, and 1 for each area that the side holds."""
    names, first = results.scenario.names, results.scenario.file.calendar.first_turn
    here = slice(runs.start, runs.stop)
    losses, gone = results.losses[here], results.written_off[here]
    _, turns, sides, _ = losses.shape
    each_side = np.arange(sides)
    return {
        "run": np.repeat(np.arange(runs.start, runs.stop), turns * sides),
        "turn": np.tile(np.repeat(np.arange(first, first + turns), sides), len(runs)),
        "side": np.tile(np.array(names.sides), len(runs) * turns),
        **{f"lost_{kind.name.lower()}": losses[:, :, :, kind].reshape(-1) for kind in Kind},
        **{f"written_off_{kind.name.lower()}": gone[:, :, :, kind].reshape(-1) for kind in VEHICLES},
        **{
            f"holds_{area}": (results.holders(area)[here, :, None] == each_side).astype(np.int8).reshape(-1)
            for area in areas_of_interest(results.scenario)
        },
    }


def _history_rows(results: Results) -> Iterator[Columns]:
    """Yield one row per row of the history table: what it measures, and where history lies among the runs."""
    rows = compare(results)
    ends = ("central_50", "central_90", "median_95", "accepted")
    plain = ("kind", "turn", "date", "median", "share_accepted", "holds", "apart")
    yield {
        "row": np.arange(1, len(rows) + 1),
        "measure": np.array([row.measure for row in rows]),
        "since": np.array([row.since or 0 for row in rows]),
        "historical": np.array([int(row.historical) for row in rows]),
        **{name: np.array([getattr(row, name) for row in rows]) for name in plain},
        **{
            f"{name}_{end}": np.array([(getattr(row, name) or (np.nan, np.nan))[place] for row in rows])
            for name in ends
            for place, end in enumerate(("low", "high"))
        },
        "percentile": np.array([np.nan if row.percentile is None else row.percentile for row in rows]),
    }


def _value_rows(results: Results, runs: range) -> Columns:
    """Return one row per run and row of the history table: the figure of the run, and 1 if it agrees with history."""
    entries, here = results.scenario.file.history, slice(runs.start, runs.stop)
    figures = [run_figures(results, entry)[here] for entry in entries]
    agreeing = [agrees(entry, mine) for entry, mine in zip(entries, figures, strict=True)]
    return {
        "run": np.repeat(np.arange(runs.start, runs.stop), len(entries)),
        "seed": np.repeat(results.seeds[here], len(entries)),
        "row": np.tile(np.arange(1, len(entries) + 1), len(runs)),
        "value": np.stack(figures, axis=1).reshape(-1).astype(np.float64),
        "agrees": np.stack(agreeing, axis=1).reshape(-1).astype(np.int8),
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
            rows += len(next(iter(block.values())))
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
        "format": FORMAT,
        "version": MANIFEST_VERSION,
        "game": version("borderwars"),
        "rules": RULES_VERSION,
        "numba": version("numba"),
        "numpy": version("numpy"),
        "scenario": {"name": results.scenario.name, "digest": results.scenario.digest},
        "changes": list(results.scenario.changes),
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
    write_whole(path, (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace"))
