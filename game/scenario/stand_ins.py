"""Stand-ins: the least that a model takes, put where a file has nothing or something wrong.

A noun that lacks one key keeps all its others, so that they are checked in the same pass, and a file that cannot be
read at all does not hide the faults of the others. Stand-ins are never reported: `Report` drops what is said of one,
and checks that look at several nouns together leave out those that are not whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

_TEXTS: Final = ("missing", "0000", "0000-E", "1900-01-01", "1900-01-01T00:00", "?")
"""One of these is what any text of ours may be."""


def stand_in(annotation: Any, limits: list[Any] | None = None) -> Any:
    """Return plain data for an annotation; `limits` are its constraints, as pydantic keeps them."""
    limits = list(_flat(limits or []))
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return stand_in(inside[0], [*inside[1:], *limits])
    if origin in (Union, UnionType):
        return stand_in(inside[0], limits)
    if origin is Literal:
        return inside[0]
    if origin is tuple:
        return [stand_in(part) for part in inside]
    if origin is list:
        return [stand_in(inside[0]) for _ in range(_limit(limits, "min_length"))]
    if origin is dict:
        return {f"missing_{place}": stand_in(inside[1]) for place in range(_limit(limits, "min_length"))}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return model_stand_in(annotation)
    if annotation is bool:
        return False
    if annotation in (int, float):
        return annotation(_number(limits))
    return _text(limits)


def model_stand_in(model: type[BaseModel]) -> dict[str, Any]:
    """Return the least that a model takes: its needed keys."""
    return {key: field_stand_in(field) for key, field in needed(model).items()}


def field_stand_in(field: FieldInfo) -> Any:
    """Return plain data for a key of a model."""
    return stand_in(field.annotation, list(field.metadata))


def needed(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields that a model cannot do without, by their keys."""
    return {field.alias or name: field for name, field in model.model_fields.items() if field.is_required()}


def _flat(limits: list[Any]) -> Iterator[Any]:
    for limit in limits:
        if isinstance(limit, FieldInfo):
            yield from _flat(list(limit.metadata))
        else:
            yield limit


def _limit(limits: list[Any], name: str) -> int:
    return next((found for limit in limits if (found := getattr(limit, name, None)) is not None), 0)


def _number(limits: list[Any]) -> int:
    """Return the number nearest to 0 within bounds."""
    least = [limit.ge for limit in limits if getattr(limit, "ge", None) is not None]
    least += [limit.gt + 1 for limit in limits if getattr(limit, "gt", None) is not None]
    most = [limit.le for limit in limits if getattr(limit, "le", None) is not None]
    return int(min([max([0, *least]), *most]))


def _text(limits: list[Any]) -> str:
    patterns = [str(found) for limit in limits if (found := getattr(limit, "pattern", None)) is not None]
    most = next((found for limit in limits if (found := getattr(limit, "max_length", None)) is not None), None)
    for text in _TEXTS:
        if all(re.search(pattern, text) for pattern in patterns) and (most is None or len(text) <= most):
            return text
    return "?"
