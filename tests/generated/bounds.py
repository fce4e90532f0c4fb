"""The least and the greatest value of every number of the schema, read from the schema itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final, get_args

from pydantic import BaseModel

UNBOUNDED: Final = 1_000_000
"""What is drawn from on a side where the schema sets no bound."""

Bounds = tuple[int, int]


@cache
def bounds_of(model: type[BaseModel], field: str, part: int = 0) -> Bounds:
    """Return the least and the greatest whole number that a field takes.

    `part` tells apart the numbers of a field that has several, in the order in which they are written: the radius of a
    disc is the only number of its field, the missions of a lift the second.
    """
    info = model.model_fields[field]
    return list(_numbers(info.annotation, info.metadata))[part]


def _numbers(annotation: Any, outer: list[Any]) -> Iterator[Bounds]:
    """Yield the bounds of each number in an annotation; `outer` is what Field says of the whole."""
    if annotation in (int, float):
        yield _within(outer)
        return
    metadata = [inner for given in getattr(annotation, "__metadata__", ()) for inner in _said(given)]
    for argument in (annotation.__origin__,) if metadata else get_args(annotation):
        yield from _numbers(argument, [*outer, *metadata])


def _said(given: Any) -> list[Any]:
    """Return the constraints in a piece of metadata: a Field keeps its own in a list."""
    return list(getattr(given, "metadata", [given]))


def _within(constraints: list[Any]) -> Bounds:
    least, most = -UNBOUNDED, UNBOUNDED
    for constraint in constraints:
        least = getattr(constraint, "ge", getattr(constraint, "gt", least - 1) + 1)
        most = getattr(constraint, "le", getattr(constraint, "lt", most + 1) - 1)
    return int(least), int(most)
