"""One difference as it was found, and what is said of it when it has no words of its own: its path and both values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from game.scenario.names import readable, so_many
from game.scenario.suggesting import listed, quote

View = Mapping[str, Any]


class _Absent:
    """The type of ABSENT."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()
"""In the place of a value: there is nothing."""

Path = tuple[str, ...]


class Leaf(NamedTuple):
    """One difference as it was found: where, and what is there in the first and in the second."""

    path: Path
    before: Any
    after: Any


HEXES: Final = (("map", "terrain"), ("map", "elevation"), ("map", "regions"))
"""What is said of every single hex; the differences of hexes go together."""

LONG: Final = 60
"""Letters of a text from which on it is not repeated."""


def shown_path(path: Path) -> str:
    """Return a path as people write it."""
    return ".".join(quote(part) if "." in part else part for part in path if part)


def plainly(leaf: Leaf) -> str:
    """Return a difference by its path and both values."""
    path, before, after = leaf
    where = shown_path(path)
    if isinstance(before, list) and isinstance(after, list) and (said := more_and_less(before, after)):
        return f"{where}: {said}"
    if before is ABSENT:
        return f"{where} is new" + ("" if isinstance(after, dict) else f": {value_in_words(after)}")
    if after is ABSENT:
        return f"{where} is gone" + ("" if isinstance(before, dict) else f"; it was {value_in_words(before)}")
    if any(isinstance(value, str) and len(value) > LONG for value in (before, after)):
        return f"{where} reads differently"
    return f"{where}: {value_in_words(after)}, not {value_in_words(before)}"


def value_in_words(value: Any) -> str:
    """Return a value of a file as it is read in a sentence."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(value_in_words, value[:LONG]))}{', ...' if len(value) > LONG else ''}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {value_in_words(one)}" for key, one in value.items()) + "}"
    return str(value)


def more_and_less(before: Sequence[Any], after: Sequence[Any]) -> str:
    """Return what a list of words has more and less; nothing if that is not all, or they are no words."""
    if not all(isinstance(one, str) for one in (*before, *after)):
        return ""
    more = [one for one in after if one not in before]
    less = [one for one in before if one not in after]
    said = [f"also {listed(more)}"] if more else []
    return "; ".join(said + ([f"no longer {listed(less)}"] if less else []))


def hexes_in_words(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return what is otherwise in hexes that change alike."""
    hexes = list({**before, **after})
    where = listed(hexes)
    if not before or not after:
        said = {"terrain": "ground", "elevation": "height", "regions": "region"}[kind]
        return f"{so_many(len(hexes), 'hex', 'hexes')} {'more' if after else 'fewer'} with a {said}: {where}"
    if kind == "elevation":
        heights = [f"{hex_} is {after[hex_]} m high, not {before[hex_]}" for hex_ in hexes]
        return listed(heights)
    first = hexes[0]
    return f"{readable(str(after[first]))}, not {readable(str(before[first]))}: {where}"


def span(values: Sequence[Any]) -> str:
    """Return two bounds in words."""
    return f"{values[0]} to {values[1]}"
