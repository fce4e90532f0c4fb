"""Values that are far outside of what the files that come with the game have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.core.errors import Remark
from game.scenario.reading import Document
from game.scenario.remarks.checked import remark_on
from game.scenario.remarks.in_use import Key, ranges_in_use, values_of
from game.scenario.schema.basics import Noun
from game.scenario.schema.libraries import Equipment, Terrain, UnitType

FACTOR: Final = 3
"""By how much a value is below the lowest, or above the highest in use, before it looks like a slip."""

_PARTS: Final = ("a third", "a quarter", "a fifth", "a sixth", "a seventh", "an eighth", "a ninth", "a tenth")


def unusual_values(kind: str, document: Document) -> Iterator[Remark]:
    """Yield remarks on values of a file without faults that are smaller or greater than all in use by a factor."""
    ranges = ranges_in_use()
    for key, spot, value in values_of(kind, document.data):
        if key in ranges and (said := beyond(value, *ranges[key])):
            yield remark_on(document, spot, f"{said}; {_norm(key, *ranges[key])}")


def beyond(value: int, low: int, high: int) -> str:
    """Return how far a value is from those in use, in words; "" if it is not far."""
    if value > 0 and value * FACTOR < low:
        times = (low + value // 2) // value
        part = _PARTS[times - FACTOR] if times - FACTOR < len(_PARTS) else "less than a tenth"
        return f"{value} is {part} of the lowest in use ({low})"
    if high > 0 and value > high * FACTOR:
        return f"{value} is {(value + high // 2) // high} times the highest in use ({high})"
    return ""


def _norm(key: Key, low: int, high: int) -> str:
    """Return what is usual: the norm where there is one, else what is in use."""
    models: dict[str, type[Noun]] = {"equipment": Equipment, "terrain": Terrain}
    field = models.get(str(key[0]), UnitType).model_fields.get(str(key[-1]))
    default = field.default if field is not None else None
    if isinstance(default, int) and not isinstance(default, bool) and default == NORM:
        return f"{default} is the norm"
    return f"{low} to {high} are in use" if low != high else f"{low} is in use"


NORM: Final = 1000
"""The default of factors in thousandths: as things ordinarily are."""
