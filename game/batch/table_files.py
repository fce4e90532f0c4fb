"""Tables as files: CSV, which needs nothing, and Parquet, which needs the extra `batch`; written block after block.

Cells are the same in both. In CSV nothing is written where there is nothing, and a text that a reader could take for
a number stands in quotes. In Parquet words are written once and then by number, and every column says its unit and
meaning.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from game.batch.arrow_tables import schema_of, table_of
from game.batch.cells import Block, Cells, Words, rows_in
from game.batch.columns import Column
from game.core.terms import NOWHERE

Format = Literal["csv", "parquet"]
FORMATS: Final[tuple[Format, ...]] = ("csv", "parquet")

LINES: Final = 5_000
"""Rows that are turned into text at a time."""

PREFIX: Final = "borderwars."
"""What begins the names of what a Parquet file says of itself."""

_PLAIN: Final = re.compile(r"[^\W\d][^,\"\n\r]*\Z")
_NOT_WORDS: Final = frozenset({"nan", "inf", "infinity", "null", "none", "na", "true", "false", "n/a", "nil"})


class TableFile(Protocol):
    """A table that is being written."""

    def add(self, block: Block) -> None:
        """Write a block. Raises OSError."""

    def close(self) -> None:
        """See that all is on the disk. Raises OSError."""

    def give_up(self) -> None:
        """Close the file, whatever has become of it."""


def open_table(format_: Format, path: Path, columns: Sequence[Column], about: Mapping[str, str]) -> TableFile:
    """Return a new table; `about` is what a Parquet file says of itself. Raises OSError."""
    return ParquetFile(path, columns, about) if format_ == "parquet" else CsvFile(path, columns)


# --- CSV ------------------------------------------------------------------------------------------------------------


class CsvFile:
    """A table as CSV, UTF-8, a line for each row under one of names."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self.columns = columns
        self.stream = path.open("w", encoding="utf-8", errors="backslashreplace", newline="")
        self.stream.write(",".join(_in_csv(column.name) for column in columns) + "\n")

    def add(self, block: Block) -> None:
        """Write a block."""
        rows = rows_in(block)
        for first in range(0, rows, LINES):
            here = slice(first, min(first + LINES, rows))
            cells = [_texts(block.get(column.name), here) for column in self.columns]
            self.stream.writelines(f"{','.join(line)}\n" for line in zip(*cells, strict=True))

    def close(self) -> None:
        """See that all is on the disk."""
        self.stream.flush()
        os.fsync(self.stream.fileno())
        self.stream.close()

    def give_up(self) -> None:
        """Close the file; what waits to be written may not find room."""
        try:
            self.stream.close()
        except OSError:
            return


def _in_csv(text: str) -> str:
    """Return a text as a cell; in quotes if it has to be, or could be taken for something else than text."""
    if _PLAIN.match(text) and text.lower() not in _NOT_WORDS and text == text.strip():
        return text
    return '"' + text.replace('"', '""') + '"'


def _texts(cells: Cells | None, here: slice) -> list[str]:
    """Return some cells of a column as they stand in CSV; a column that the block lacks has none."""
    if cells is None:
        return [""] * (here.stop - here.start)
    if isinstance(cells, Words):
        words = np.array([*map(_in_csv, cells.words), ""], object)
        return list(words[cells.codes[here]])
    assert NOWHERE == -1  # the last of the words
    cells = cells[here]
    texts = _of_numbers(np.ma.getdata(cells))
    if np.ma.is_masked(cells):
        return ["" if hidden else text for text, hidden in zip(texts, np.ma.getmaskarray(cells), strict=True)]
    return texts


def _of_numbers(cells: NDArray[Any]) -> list[str]:
    if cells.dtype.kind == "U":
        return list(map(_in_csv, cells.tolist()))
    if cells.dtype.kind == "M":
        return list(np.datetime_as_string(cells).tolist())
    if cells.dtype.kind == "b":
        return ["true" if cell else "false" for cell in cells.tolist()]
    return list(map(repr, cells.tolist()))


# --- Parquet --------------------------------------------------------------------------------------------------------


class ParquetFile:
    """A table as Parquet."""

    def __init__(self, path: Path, columns: Sequence[Column], about: Mapping[str, str]) -> None:
        self.path, self.schema = path, schema_of(columns, about)
        self.writer = import_module("pyarrow.parquet").ParquetWriter(path, self.schema)

    def add(self, block: Block) -> None:
        """Write a block."""
        self.writer.write_table(table_of(self.schema, block))

    def close(self) -> None:
        """See that all is on the disk."""
        self.writer.close()
        with self.path.open("rb+") as stream:
            os.fsync(stream.fileno())

    def give_up(self) -> None:
        """Close the file; what waits to be written may not find room."""
        try:
            self.writer.close()
        except OSError:
            return
