"""Arrays of records: how their types are made, how they are made empty and copied."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Records = np.recarray[Any, Any]


def record(fields: list[Any]) -> np.dtype[Any]:
    """Return a record type that is aligned and yet has no padding, so that the digest sees nothing but fields.

    Its rows read as attributes, so that all `records` share this one type. Else numpy makes a type for each array, and
    to know it again takes two thirds of the time of a call of compiled code. A list of fields in the place of a type is
    a record too.
    """
    inner = [(name, record(kind) if isinstance(kind, list) else kind, *shape) for name, kind, *shape in fields]
    kind = np.dtype(inner, align=True)
    assert kind.itemsize == np.dtype(fields).itemsize, f"padding in {fields}"
    return np.dtype((np.record, kind))


def records(dtype: np.dtype[Any], rows: int) -> Records:
    """Return `rows` zeroed records of `dtype` whose fields read as attributes."""
    return np.zeros(rows, dtype).view(np.recarray)


def twin(rows: Records) -> Records:
    """Return a copy of records as one block of bytes: numpy would copy them field by field, ten times slower."""
    return rows.view(np.ndarray).view(np.uint8).copy().view(rows.dtype).view(np.recarray)


def copied(array: NDArray[Any]) -> Any:
    """Return a copy of an array, of records or of plain numbers."""
    return twin(array) if isinstance(array, np.recarray) else array.copy()
