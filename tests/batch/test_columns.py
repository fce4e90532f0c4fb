"""docs/tables.md names every column of every table, with its unit and meaning, as the program does.

UPDATE_DOCS=1 writes its lists again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.batch.blocks import blocks_of, context
from game.batch.columns import COLUMNS, CONTEXT, Column, columns_of
from game.batch.results import Results

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "tables.md"
LISTED = {"context": CONTEXT, **COLUMNS}


def listed(columns: tuple[Column, ...]) -> Iterator[str]:
    yield "| column | unit | meaning |"
    yield "|---|---|---|"
    for column in columns:
        yield f"| `{column.name}` | {column.unit} | {column.meaning} |"


def sections(text: str) -> dict[str, str]:
    """The section under each heading of a table."""
    parts = re.split(r"^### (\w+)\n", text, flags=re.MULTILINE)
    return {
        name: re.split(r"^## ", body, flags=re.MULTILINE)[0]
        for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }


def with_lists(text: str) -> str:
    """The page with its lists as they should be, at the end of each section."""
    for name, body in sections(text).items():
        said = "\n".join(line for line in body.splitlines() if not line.startswith("|")).strip()
        table = "\n".join(listed(LISTED[name]))
        new = "\n" + (f"{said}\n\n" if said else "") + table + "\n\n"
        text = text.replace(f"### {name}\n{body}", f"### {name}\n{new}")
    return text.rstrip() + "\n"


def test_the_page_lists_every_column_of_every_table_and_no_other() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    if os.environ.get("UPDATE_DOCS"):
        DOCUMENT.write_text(with_lists(text), encoding="utf-8")
    found = sections(DOCUMENT.read_text(encoding="utf-8"))
    assert set(found) == set(LISTED)
    for name, body in found.items():
        lines = [line for line in body.splitlines() if line.startswith("|")]
        assert lines == list(listed(LISTED[name])), name


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_has_the_columns_that_are_named_for_it(planned: Results, name: str) -> None:
    """Each of them in every block, and none besides."""
    named = {column.name for column in columns_of(name, planned.scenario.names.sides, {})}
    found = list(blocks_of(name, planned))
    assert found
    for block in found:
        assert {*context(planned, 1, {}), *block} == named


def test_columns_are_named_once_and_say_what_they_mean() -> None:
    for name, columns in COLUMNS.items():
        names = [column.name for column in (*CONTEXT, *columns)]
        assert len(names) == len(set(names)), name
        assert all(re.fullmatch(r"[a-z0-9_<>]+", name) for name in names)
        assert all(column.meaning for column in columns)
        assert not any("|" in column.unit + column.meaning for column in columns)
