"""Watercourses with a gap: a hexside that is missing between two ends of them, and lets everybody through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.core.errors import Remark
from game.core.hexes import DIRECTIONS
from game.scenario.grids import hex_number, hexside
from game.scenario.reading import Document
from game.scenario.remarks.checked import remark_on
from game.scenario.schema.mapsheet import MapFile

WATERCOURSES: Final = ("river", "stream")
"""Kinds of hexsides that go on to their end; slopes and currents may have gaps."""


def gaps_in_rivers(document: Document, map_file: MapFile) -> Iterator[Remark]:
    """Yield a remark on each hexside without water between two hexsides with it that both end there."""
    water: dict[frozenset[int], str] = {}
    for kind in WATERCOURSES:
        for reference in map_file.hexsides.get(kind, ()):
            if side := hexside(map_file, reference):
                water[frozenset((side[0], side[2]))] = kind
    seen = set(water)
    for hex_ in sorted({hex_ for pair in water for hex_ in pair}):
        around = _around(map_file, hex_)
        for direction, other in around.items():
            pair = frozenset((hex_, other))
            ends = [
                [water[one] for one in (frozenset((hex_, corner)), frozenset((other, corner))) if one in water]
                for corner in set(around.values()) & set(_around(map_file, other).values())
            ]
            if pair not in seen and len(ends) == 2 and all(len(end) == 1 for end in ends):  # noqa: PLR2004 - both ends
                gap = f"{hex_number(map_file, hex_)}-{direction}"
                said = f"there is a gap at {gap}, between two hexsides that end there; usual is that water goes on"
                yield remark_on(document, ("hexsides", ends[0][0]), said, key=True)
            seen.add(pair)


def _around(map_file: MapFile, hex_: int) -> dict[str, int]:
    """Return the hexes beside one by direction."""
    number = hex_number(map_file, hex_)
    sides = {name: hexside(map_file, f"{number}-{name}") for name in DIRECTIONS}
    return {name: side[2] for name, side in sides.items() if side is not None}
