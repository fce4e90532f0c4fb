"""Between what a number of a file must be, as its noun says."""

from __future__ import annotations

from pydantic import BaseModel


def bounds_of(model: type[BaseModel], name: str) -> tuple[int, int]:
    """Return the least and the most that a key of a noun may be; the noun must say both."""
    bounds = model.model_fields[name].metadata
    return next(one.ge for one in bounds if hasattr(one, "ge")), next(one.le for one in bounds if hasattr(one, "le"))
