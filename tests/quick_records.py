"""Fields of numpy's records read and set as fast as numpy can, for the tests that run as plain Python.

The rules read a field of a row several times a line. Compiled, that is one load; as plain Python numpy looks for each
field first in vain as an attribute, then in Python, and that is most of the time of such a test. Here the same fields
come by the item access of `numpy.void`, which is written in C: the same values, of the same types, in the same memory.
`tests/test_quick_records.py` holds one against the other. Whatever is not the same is an error: a field that this row
lacks and others have is a ValueError, and `row["group"]` is no record, though `row.group` is one.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any, Final

import numpy as np

NUMPYS: Final = {
    name: vars(np.record)[name]
    for name in ("__getattribute__", "__setattr__", "__getitem__")
    if name in vars(np.record)
}
"""How numpy itself reads and sets the fields of a record."""

_record: Final = np.record
_field: Final = np.void.__getitem__
_set_field: Final = np.void.__setitem__
_row: Final = np.ndarray.__getitem__
_numpys_row: Final = np.recarray.__getitem__


def quicken() -> None:
    """Read and set the fields of all records of this process so."""
    del np.record.__getattribute__
    del np.record.__getitem__
    np.record.__getattr__ = field_of  # type: ignore[attr-defined]
    np.record.__setattr__ = set_field  # type: ignore[method-assign]
    np.recarray.__getitem__ = row_of  # type: ignore[method-assign,assignment]


def field_of(row: Any, name: str) -> Any:
    """`row.name` where it is asked for the first time; from then on every record has it as an attribute."""
    try:
        found = _field(row, name)
    except ValueError:
        raise AttributeError(f"'record' object has no attribute '{name}'") from None
    read = _group_getter(name) if type(found) is np.void else itemgetter(name)
    setattr(np.record, name, property(read))
    return read(row)


def _group_getter(name: str) -> Any:
    """What reads a field that has fields itself: as a record, as numpy makes one of it."""

    def read(row: Any) -> Any:
        found = row[name]
        return found.view((np.record, found.dtype)) if type(found) is np.void else found

    return read


def set_field(row: Any, name: str, value: Any) -> None:
    """`row.name = value`."""
    try:
        _set_field(row, name, value)
    except ValueError:
        if name in row.dtype.names:
            raise
        raise AttributeError(f"'record' object has no attribute '{name}'") from None


def row_of(rows: Any, index: Any) -> Any:
    """`rows[index]`."""
    found = _row(rows, index)
    return found if type(found) is _record else _numpys_row(rows, index)
