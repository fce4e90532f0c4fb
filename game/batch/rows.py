"""The rows of a batch, or of an experiment, as files: its tables, a summary, its scenarios, and a manifest of them all.

`columns` says what is in the tables, `blocks` makes their rows, `table_files` writes them, `manifest` proves them.
Every file is written beside its place and renamed, the manifest last, so that a kill at any moment leaves the files of
an earlier batch whole. The manifest has a check sum of each file: they belong together if these agree. A folder holds
one batch: an earlier one is replaced as a whole.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from game.batch.blocks import blocks_of, context, has
from game.batch.cells import rows_in
from game.batch.columns import columns_of
from game.batch.headings import ALL_TABLES, Heading, heading_of
from game.batch.manifest import FORMAT, MANIFEST, file_data, manifest_data, point_data, versions
from game.batch.results import Results
from game.batch.scenario_files import FOLDER as SCENARIOS
from game.batch.scenario_files import document_name, scenario_text
from game.batch.table_files import FORMATS, Format, TableFile, open_table
from game.batch.tables import summary
from game.core.errors import UsageError
from game.core.files import part_of, require_folder
from game.scenario.suggesting import listed

SUMMARY: Final = "summary.json"

_DOCUMENT: Final = re.compile(r"[0-9a-f]{64}\.json\Z")


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
        """Yield the files that another batch would have here: tables in the other format, scenarios, and the like."""
        tables = [self.folder / f"{table}.{ending}" for table in ALL_TABLES for ending in FORMATS]
        mine = set(written)
        return (path for path in (*tables, *_documents(self.folder)) if path not in mine)


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
    """Yield the names of all files that rows may have in a folder, as far as they are known before they are there."""
    yield from (f"{table}.{ending}" for table in ALL_TABLES for ending in FORMATS)
    yield from (path.relative_to(folder).as_posix() for path in _documents(folder))
    yield from (SUMMARY, MANIFEST)


def _documents(folder: Path) -> list[Path]:
    """Return the files of scenarios in a folder."""
    return [path for path in sorted((folder / SCENARIOS).glob("*.json")) if _DOCUMENT.match(path.name)]


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


# --- writing --------------------------------------------------------------------------------------------------------


def write_rows(
    points: Results | Iterable[Results],
    folder: Path,
    format_: Format = "csv",
    with_history: bool = False,
    command: str = "",
    beside: Sequence[str] = (),
) -> list[Path]:
    """Write the tables, the summary, the scenarios and the manifest of runs into a folder; return the files.

    What an earlier batch left there is replaced as a whole, in whatever format it was.

    Parameters
    ----------
    points : the results of one batch; or those of the points of an experiment, in their order. They are gone through
        twice, one at a time, so that what yields them may load each when it is asked for; a generator will not do
    with_history : adds the tables of the comparison with history
    command : the command line that asked for them, for the manifest
    beside : names of files and folders in the folder that belong to whoever calls, and that a check leaves alone

    Returns
    -------
    the tables and scenarios, then summary and manifest.

    Raises
    ------
    UsageError : they cannot be written, or `prepare_folder` refuses the folder.
    """
    place = prepare_folder(folder, format_)
    every = [points] if isinstance(points, Results) else points
    assert iter(every) is not every, "results of points are gone through twice"
    written = _Written(place, heading_of(every, with_history), command)
    try:
        for results in every:
            written.add(results)
        return written.finish(beside)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)  # libraries add words of their own
        raise UsageError(f"{folder}: the rows cannot be written: {reason}") from error
    finally:
        written.drop_parts()


class _Written:
    """The files of a batch while they are written: parts beside their places, until all are whole."""

    def __init__(self, place: Place, heading: Heading, command: str) -> None:
        self.place, self.heading, self.command = place, heading, command
        self.parts: dict[str, Path] = {}
        """Where the files lie, by their names within the folder, before they are put in their places."""
        self.open: dict[str, TableFile] = {}
        self.rows = dict.fromkeys(heading.tables, 0)
        self.points: list[dict[str, Any]] = []
        self.summaries: list[dict[str, Any]] = []
        self.seed, self.seconds = 0, 0.0

    def _table(self, table: str) -> TableFile:
        """Return a table, begun when it is first asked for."""
        if table not in self.open:
            columns = columns_of(table, self.heading.sides, self.heading.factors)
            part = self._part(self.place.file(table))
            self.open[table] = open_table(self.place.format, part, columns, self._about(table))
        return self.open[table]

    def _part(self, target: Path) -> Path:
        part = part_of(target)
        self.parts[target.relative_to(self.place.folder).as_posix()] = part
        return part

    def _about(self, table: str) -> Mapping[str, str]:
        """Return what a Parquet file says of itself."""
        return {
            "table": table,
            "scenario": ", ".join(dict.fromkeys(self.heading.scenarios.values())),
            "scenario_digest": ", ".join(self.heading.scenarios),
            "command": self.command,
            **{name: str(number) for name, number in versions().items()},
        }

    def add(self, results: Results) -> None:
        """Write all rows of the results of one point."""
        for table in self.heading.tables:
            file = self._table(table)
            for block in blocks_of(table, results) if has(table, results) else ():
                rows = rows_in(block)
                file.add({**context(results, rows, self.heading.factors), **block})
                self.rows[table] += rows
        name = document_name(results.scenario)
        if name not in self.parts:
            (self.place.folder / name).parent.mkdir(exist_ok=True)
            self._write(name, scenario_text(results.scenario).encode("ascii"))
        self.seed = results.seed
        self.seconds += results.seconds
        self.points.append(point_data(results, name))
        self.summaries.append(summary(results))

    def finish(self, beside: Sequence[str]) -> list[Path]:
        """Put all in their places, the manifest last; return the files. Until all are on the disk nothing changes."""
        for file in self.open.values():
            file.close()
        self._write(SUMMARY, _in_json(self._summary()))
        rows = {self.place.file(table).name: count for table, count in self.rows.items()}
        files = {name: file_data(part, rows.get(name)) for name, part in self.parts.items()}
        manifest = manifest_data(self.points, self.seed, self.seconds, self.command, files, beside)
        self._write(MANIFEST, _in_json(manifest))
        targets = [self.place.folder / name for name in self.parts]
        for target, part in zip(targets[:-1], self.parts.values(), strict=False):
            part.replace(target)
        for other in self.place.others(targets):
            other.unlink(missing_ok=True)
        self.parts[MANIFEST].replace(targets[-1])
        return targets

    def _write(self, name: str, content: bytes) -> None:
        """Write a file, flushed to the disk, beside its place."""
        with self._part(self.place.folder / name).open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())

    def _summary(self) -> Mapping[str, Any]:
        """Return the summary of the one point that there is, or those of all."""
        if len(self.summaries) == 1:
            return self.summaries[0]
        about = [{"point": point["point"], "values": point["values"]} for point in self.points]
        return {"points": [{**point, **found} for point, found in zip(about, self.summaries, strict=True)]}

    def drop_parts(self) -> None:
        """Remove what was not put in its place."""
        for file in self.open.values():
            file.give_up()
        for part in self.parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
        with suppress(OSError):
            (self.place.folder / SCENARIOS).rmdir()  # refused unless it is empty


def _in_json(document: Mapping[str, Any]) -> bytes:
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
