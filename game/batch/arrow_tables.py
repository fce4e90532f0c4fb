"""The rows of batches as tables of Arrow, for data frames and for Parquet; it needs the extra `batch`.

arrow_table(results, "units").to_pandas()        with pandas
polars.from_arrow(arrow_table(results))          with Polars; DuckDB reads such a table by its name
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

import numpy as np

from game.batch.blocks import blocks_of, context, has
from game.batch.cells import Block, Cells, Words, rows_in
from game.batch.columns import COLUMNS, Column, Type, columns_of
from game.batch.experiment import ExperimentResults
from game.batch.headings import heading_of
from game.batch.results import Results
from game.core.arguments import one_of
from game.core.errors import UsageError
from game.core.terms import NOWHERE

PREFIX: Final = "borderwars."
"""What the names begin with by which a file says what it is."""


def arrow_table(results: Results | ExperimentResults, table: str = "runs") -> Any:
    """Return one of the tables of docs/tables.md, of a batch or of all points of an experiment, as a pyarrow.Table.

    Raises
    ------
    UsageError : there is no such table, its rows have not been noted, or the extra `batch` is missing.
    """
    if find_spec("pyarrow") is None:
        raise UsageError("tables of Arrow need the extra 'batch': pip install 'borderwars[batch]'")
    table = one_of(table, "the name of a table", tuple(COLUMNS))
    if isinstance(results, ExperimentResults):
        points = results.points
    elif isinstance(results, Results):
        points = (results,)
    else:
        raise UsageError(f"a table is made of the results of a batch or an experiment, not of {type(results).__name__}")
    heading = heading_of(points, with_history=True)
    if table not in heading.tables:
        raise UsageError(f"{table} have not been noted: run_batch(..., notes=...) does, and every folder has most")
    schema = schema_of(columns_of(table, heading.sides, heading.factors), {})
    parts = [
        table_of(schema, {**context(one, rows_in(block), heading.factors), **block})
        for one in points
        if has(table, one)
        for block in blocks_of(table, one)
    ]
    return import_module("pyarrow").concat_tables(parts).unify_dictionaries() if parts else schema.empty_table()


def schema_of(columns: Sequence[Column], about: Mapping[str, str]) -> Any:
    """Return the schema of a table, with units and meanings; `about` is what the whole says of itself."""
    arrow = import_module("pyarrow")
    fields = [
        arrow.field(column.name, _type(column.type), metadata={"unit": column.unit, "meaning": column.meaning})
        for column in columns
    ]
    return arrow.schema(fields, metadata={PREFIX + name: sound(text) for name, text in about.items()})


def table_of(schema: Any, block: Block) -> Any:
    """Return the rows of a block; columns that it lacks have nothing in them."""
    rows = rows_in(block)
    arrays = [_array(block.get(field.name), field.type, rows) for field in schema]
    return import_module("pyarrow").Table.from_arrays(arrays, schema=schema)


def _type(type_: Type) -> Any:
    arrow = import_module("pyarrow")
    types = {
        "whole": arrow.int64(),
        "number": arrow.float64(),
        "truth": arrow.bool_(),
        "word": arrow.dictionary(arrow.int32(), arrow.string()),
        "text": arrow.string(),
        "moment": arrow.timestamp("s"),
        "day": arrow.date32(),
    }
    return types[type_]


def _array(cells: Cells | None, type_: Any, rows: int) -> Any:
    arrow = import_module("pyarrow")
    if cells is None:
        return arrow.nulls(rows, type_)
    if not isinstance(cells, Words):
        mask = np.ma.getmaskarray(cells) if np.ma.is_masked(cells) else None
        return arrow.array(np.ma.getdata(cells), mask=mask).cast(type_)
    once = {word: code for code, word in enumerate(dict.fromkeys(cells.words))}
    same = np.array([*(once[word] for word in cells.words), 0], np.int32)
    codes = arrow.array(same[cells.codes], mask=np.asarray(cells.codes) == NOWHERE)
    return arrow.DictionaryArray.from_arrays(codes, arrow.array(list(map(sound, once)), arrow.string()))


def sound(text: str) -> str:
    """Return a text with what is no letter, as in the name of a file, written as it is in CSV."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
