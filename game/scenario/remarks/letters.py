"""Which letters the game's font has: read from its table, so that nothing has to be opened that draws."""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import Final

from game.core.errors import UsageError
from game.scenario.homes import PACKAGE, data_dir

FONT: Final = "assets/fonts/BorderWarsSans-Regular.ttf"

_TABLES: Final = struct.Struct(">4sIII")
_SUBTABLE: Final = struct.Struct(">HHI")
_GROUP: Final = struct.Struct(">III")
_SEGMENTS: Final = 4
_GROUPS: Final = 12
"""Forms of a table of letters: as segments, and as groups, which reach beyond U+FFFF."""


def missing_letters(text: str) -> list[str]:
    """Return the letters of a text that the game's font does not have, each once; none if there is no font."""
    known = _letters()
    return [letter for letter in dict.fromkeys(text) if known and ord(letter) not in known and not letter.isspace()]


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    """Return the code points that the font has; none if it is missing or of another form."""
    try:
        roots = (data_dir("assets").parent, PACKAGE / "_data", PACKAGE.parent)
        path = next(root / FONT for root in roots if (root / FONT).is_file())
        return frozenset(_table_of(path.read_bytes()))
    except (StopIteration, OSError, UsageError, struct.error):
        return frozenset()


def _table_of(font: bytes) -> set[int]:
    """Return the code points in the table of letters of a TrueType font."""
    (count,) = struct.unpack_from(">H", font, 4)
    tables = (_TABLES.unpack_from(font, 12 + _TABLES.size * number) for number in range(count))
    start = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
    (parts,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for number in range(parts):
        _, _, offset = _SUBTABLE.unpack_from(font, start + 4 + _SUBTABLE.size * number)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == _SEGMENTS:
            found |= _of_segments(font, start + offset)
        elif form == _GROUPS:
            found |= _of_groups(font, start + offset)
    return found


def _of_segments(font: bytes, at: int) -> set[int]:
    (twice,) = struct.unpack_from(">H", font, at + 6)
    ends = struct.unpack_from(f">{twice // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{twice // 2}H", font, at + 16 + twice)
    return {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)} - {0xFFFF}


def _of_groups(font: bytes, at: int) -> set[int]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    groups = (_GROUP.unpack_from(font, at + 16 + _GROUP.size * number) for number in range(min(count, 100_000)))
    return {code for first, last, _ in groups for code in range(first, min(last, 0x10FFFF) + 1)}
