"""Differences in what history vouches for, in words: whose source it is, and which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from game.scenario.difference_leaves import ABSENT, LONG, Leaf, Path, shown_path
from game.scenario.names import readable
from game.scenario.suggesting import quote

SOURCES: Final = ("source", "estimate")
"""The keys that say where something stands in history."""

_LONGEST: Final = LONG - 2
"""Letters of a source that is repeated whole, in quotes."""

Whose = Callable[[Path], str]


def source_in_words(leaf: Leaf) -> str:
    """Return a difference whose path ends in one of SOURCES."""
    path, before, after = leaf
    whose = whose_in_words(path[:-1])
    if path[-1] == "estimate":
        return f"{whose} {'is' if _is_there(after) else 'is not'} an estimate"
    if not _is_there(after):
        return f"{whose} has no source; it was {_quoted(before)}"
    if not _is_there(before):
        return f"{whose} has a source: {_quoted(after)}"
    if max(len(before), len(after)) > _LONGEST:
        return f"the source of {whose} reads differently"
    return f"the source of {whose} is {quote(after)}, not {quote(before)}"


def whose_in_words(path: Path) -> str:
    """Return what a path leads to, as it stands within a sentence."""
    words = _WHOSE.get(path[0])
    return words(path) if words is not None and len(path) > 1 else shown_path(path)


def _is_there(value: Any) -> bool:
    return value is not ABSENT and bool(value)


def _quoted(source: str) -> str:
    return quote(source) if len(source) <= _LONGEST else "a long one"


def _named(what: str, place: int = 1) -> Whose:
    """Return what says of what kind something is, and the step of its path that is its name."""
    return lambda path: f"the {what} {path[place]}" if len(path) > place else shown_path(path)


def _of_the_map(path: Path) -> str:
    """A road, a place, a bridge by its name."""
    what = _SINGLE.get(path[1], "")
    if not what or len(path) < 3:  # noqa: PLR2004 - it has a name
        return shown_path(path)
    return f"{'the names of ' if path[-1] == 'names' else ''}the {what} {path[2]}"


def _of_a_plan(path: Path) -> str:
    return f"the phase {quote(path[3])} of {path[1]}" if len(path) > 3 else f"the plan {path[1]}"  # noqa: PLR2004


_SINGLE: Final[Mapping[str, str]] = {
    "bridges": "bridge",
    "crossings": "crossing",
    "hexsides": "kind of hexside",
    "places": "place",
    "roads": "road",
    "terrain": "kind of ground",
}

_WHOSE: Final[Mapping[str, Whose]] = {
    "awards": _named("award"),
    "bans": _named("ban"),
    "deployment": _named("deployment of"),
    "equipment": _named("equipment"),
    "formations": _named("formation"),
    "history": _named("row"),
    "kinds": _of_the_map,
    "levels": _named("victory level"),
    "map": _of_the_map,
    "plans": _of_a_plan,
    "rulebook": lambda path: f"the rule {readable(path[1])}",
    "sides": lambda path: f"the {'flag of' if path[-1] == 'flag' else 'side'} {path[1]}",
    "supply": _named("supply of"),
    "unit_types": lambda path: f"the type {readable(path[1])}",
    "units": _named("unit"),
}
"""What is said of an entry, by the heading of its view."""
