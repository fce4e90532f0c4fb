"""The canonical text of a whole map: grids as blocks, long lists wrapped, short entries in one line.

`map_text` writes what a program has made (an import, an editor's new map) as an author would write it by hand. From
then on the file is the truth: people add comments, and single changes are made in place by `writing.save_edited`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from textwrap import wrap
from typing import Any, Final

from game.scenario.schema.mapsheet import GRIDS, MapFile

WIDTH: Final = 118
"""The longest line, grids apart."""

STEP: Final = "  "
TABLES: Final = frozenset({"credits", "hexsides", "lines", "roads", "bridges", "places", "areas", "crossings"})
"""Parts whose entries stand in lines of their own, however short they are."""

OPENING: Final = (TABLES - {"credits"}) | {"legend", "region_legend"}
"""Parts with a blank line before them."""

_ID: Final = re.compile(r"[a-z][a-z0-9_]*\Z")
_LETTER: Final = re.compile(r"[A-Za-z]\Z")
_WORDS: Final = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})


def map_text(data: Mapping[str, Any], comments: Mapping[str, str] | None = None) -> str:
    """Return the text of a map from its plain data, with a comment above each part that `comments` names.

    The comment named `schema` stands below the first line and speaks of the whole file.
    """
    said = dict(comments or {})
    lines = [f"schema: {data['schema']}", *_comment(said.pop("schema", ""))]
    for key in (field.alias or name for name, field in MapFile.model_fields.items()):
        if key not in data or key == "schema":
            continue
        if key in said or key in OPENING:
            lines.append("")
        lines += _comment(said.get(key, ""))
        lines += _part(key, data[key])
    return "\n".join(lines) + "\n"


def _part(key: str, value: Any) -> Iterator[str]:
    if key in GRIDS:
        yield f"{key}: |"
        yield from (STEP + row for row in value.rstrip("\n").split("\n"))
    elif key in TABLES:
        yield f"{key}:"
        yield from entries(value, STEP)
    else:
        yield from value_lines(f"{key}:", value, "")


def entries(value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of what is in a mapping or a list, an entry a line where it fits."""
    if isinstance(value, Mapping):
        for key, child in value.items():
            yield from value_lines(f"{indent}{_scalar(key)}:", child, indent)
        return
    for child in value:
        line = f"{indent}- {_inline(child)}"
        if len(line) <= WIDTH or not isinstance(child, Mapping):
            yield line
            continue
        first, *rest = entries(child, indent + STEP)
        yield f"{indent}- {first.lstrip()}"
        yield from rest


def value_lines(head: str, value: Any, indent: str) -> Iterator[str]:
    """Yield the lines of `key: value`: one, or more below the key where that is too long."""
    line = f"{head} {_inline(value)}"
    if len(line) <= WIDTH or not isinstance(value, (list, Mapping)):
        yield line
        return
    children = value.values() if isinstance(value, Mapping) else value
    if any(isinstance(child, (list, Mapping)) for child in children):
        yield head
        yield from entries(value, indent + STEP)
        return
    opens, *words, closes = _tokens(value)
    yield f"{head} {opens}"
    yield from _wrapped(words, indent + STEP)
    yield f"{indent}{closes}"


def _tokens(value: Any) -> Iterator[str]:
    """Yield the brackets of a flat list or mapping, and its entries between them."""
    if isinstance(value, Mapping):
        yield from ("{", *(f"{_scalar(key)}: {_scalar(child)}" for key, child in value.items()), "}")
    else:
        yield from ("[", *(_scalar(child) for child in value), "]")


def _wrapped(words: list[str], indent: str) -> Iterator[str]:
    """Fill lines with entries, never breaking one."""
    line = indent
    for index, word in enumerate(words):
        entry = word if index == len(words) - 1 else f"{word},"
        if line != indent and len(line) + 1 + len(entry) > WIDTH:
            yield line
            line = indent
        line += entry if line == indent else f" {entry}"
    yield line


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(key)}: {_inline(child)}" for key, child in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(child) for child in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    """Return a value so that every reader of YAML reads it back the same: ids bare, all other text in quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    assert isinstance(value, str), value
    if stays_text(value) or (_LETTER.match(value) and stays_text(value.lower())):
        return value
    return json.dumps(value, ensure_ascii=False)


def stays_text(word: str) -> bool:
    """Whether every reader of YAML takes a word without quotes for text: an id that means nothing else."""
    return _ID.match(word) is not None and word not in _WORDS


def _comment(text: str) -> Iterator[str]:
    for paragraph in text.split("\n") if text.strip() else ():
        yield from wrap(paragraph, WIDTH, initial_indent="# ", subsequent_indent="# ")
