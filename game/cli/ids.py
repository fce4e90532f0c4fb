"""`scenario ids`: all that a file can name, with what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from game.cli.console import say_json, say_table
from game.cli.options import PATH, json_option
from game.core.errors import UsageError
from game.scenario.names import readable
from game.scenario.suggesting import or_known, quote

Row = tuple[str, str]
"""An id, and what it means."""

Rows = Callable[[dict[str, Any]], Iterator[Row]]
"""Yields the ids of a kind, of the libraries by kind."""


@click.command("ids")
@click.argument("kind", required=False)
@click.option("--battle", type=PATH, metavar="BATTLE", help="With what the libraries of a battle add: name or folder.")
@json_option
def ids(kind: str | None, battle: Path | None, as_json: bool) -> None:
    """List all that files can name, or those of one KIND: unit_types, equipment, terrain, rules, symbols, ..."""
    from game.scenario.library import folder_of
    from game.scenario.loading import libraries

    kinds = _kinds()
    if kind is not None and kind not in kinds:
        raise UsageError(f"there is no kind {quote(kind)}{or_known(kind, kinds)}")
    nouns = libraries(None if battle is None else folder_of(str(battle)))
    found = {name: list(rows(nouns)) for name, rows in kinds.items() if kind in (None, name)}
    if as_json:
        say_json([{"kind": name, "id": id_, "meaning": words} for name, rows in found.items() for id_, words in rows])
        return
    for name, rows in found.items():
        say_table(name, ("id", "meaning"), rows, left=2)


def _kinds() -> dict[str, Rows]:
    """Return what yields the ids of each kind."""
    from game.scenario.meanings import CLOSED

    return {
        "unit_types": _unit_types,
        "equipment": _entries("equipment", "equipment"),
        "terrain": _entries("terrain", "terrain"),
        "hexsides": _entries("terrain", "hexsides"),
        "roads": _entries("terrain", "roads"),
        "bridges": _entries("terrain", "bridges"),
        "symbols": _symbols,
        "rules": _rules,
        **{name: _plain(name) for name in CLOSED},
    }


def _entries(kind: str, section: str) -> Rows:
    """Return what yields the ids of a section of a library, with the names of what they stand for."""
    return lambda nouns: ((id_, one.name) for id_, one in getattr(nouns[kind], section).items())


def _unit_types(nouns: dict[str, Any]) -> Iterator[Row]:
    """Yield the unit types; several have one name, and differ in how they move or what they are for."""
    for id_, one in nouns["unit_types"].unit_types.items():
        yield id_, f"{one.name} ({one.role}, {readable(one.mobility)})"


def _rules(nouns: dict[str, Any]) -> Iterator[Row]:
    for id_, one in nouns["rules"].rules.items():
        yield id_, f"{one.value} {one.unit}"


def _plain(kind: str) -> Rows:
    """Return what yields the words of a closed set."""
    from game.scenario.meanings import meanings_of

    return lambda nouns: iter(meanings_of(kind).items())


def _symbols(nouns: dict[str, Any]) -> Iterator[Row]:
    from game.scenario.meanings import meanings_of

    own = {id_: one.name for id_, one in nouns["symbols"].symbols.items()} if "symbols" in nouns else {}
    yield from sorted({**meanings_of("symbols"), **own}.items())
