"""Lines to chains of hexes or of hexsides, and polygons to the hexes that they cover.

A line is walked in short steps. Parts beside the map are cut away, so one line may become several chains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from game.core.hexes import distance
from game.scenario.geodata.features import Line
from game.scenario.geodata.sheet import OUTSIDE, Floats, Rows, Sheet, Spot
from game.scenario.reading import fail
from game.scenario.tiled.layout import ROW, Corner, Hex, Side

STEPS: Final = 16
"""Steps to the distance of two hexes."""
MOST_STEPS: Final = 4_000_000
"""Of all lines of a file together; a line along every hexside of the largest map has 1,200,000."""
BRIEF: Final = 6
"""Steps in a hex, fewer than which only cut its corner."""
FINE: Final = 5
"""Lines and columns of spots to a hex by which its covered share is measured."""

BESIDE: Final = 2.0
"""Distances of hexes beyond the edge of the map, where lines are cut."""
AWAY: Final = (-9.0, -9.0)
"""A spot beside every map; it parts what of a line is before it from what comes."""

Chain = list[Hex]


class Walker:
    """Walks the lines of one file, and counts the steps."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        self.sheet = sheet
        self.name = name
        self.steps = 0

    def roads(self, line: Line) -> list[Chain]:
        """Return the chains of hexes that a line passes, each hex beside the last, at least two in each."""
        chains: list[Chain] = []
        for stretch in self._stretches(line):
            chain = _without_corners_cut([(hex_, len(spots)) for hex_, spots in _by_hex(stretch)])
            if len(chain) > 1:
                chains.append(chain)
        return chains

    def sides(self, line: Line) -> list[Side]:
        """Return the hexsides next to a line, connected, without those at the edge of the map."""
        found: dict[Side, None] = {}
        layout = self.sheet.layout
        for stretch in self._stretches(line):
            for ends in pairwise(_without_spurs(self._corners(stretch))):
                side = layout.sides.get(ends) or layout.sides[(ends[1], ends[0])]
                other = layout.reversed_side(side)
                if other is not None:
                    found[min(side, other)] = None
        return list(found)

    def _corners(self, stretch: Sequence[tuple[Spot, Hex]]) -> list[Corner]:
        """Return the corners that a line comes nearest to, with those between."""
        chain: list[Corner] = []
        for spot, hex_ in stretch:
            corner = self.sheet.corner_near(spot, hex_)
            if not chain:
                chain.append(corner)
            elif corner != chain[-1]:
                chain += [there for _, there in self.sheet.layout.along(chain[-1], corner)]
        return chain

    def _stretches(self, line: Line) -> Iterator[list[tuple[Spot, Hex]]]:
        """Yield the steps on the map of a line, with their hexes; what is beside the map parts them."""
        x, y = self._walked(line)
        hexes = self.sheet.hexes_at(x, y)
        stretch: list[tuple[Spot, Hex]] = []
        for spot_x, spot_y, row in zip(x.tolist(), y.tolist(), hexes.tolist(), strict=True):
            if row != OUTSIDE:
                stretch.append(((spot_x, spot_y), (row % self.sheet.columns, row // self.sheet.columns)))
            elif stretch:
                yield stretch
                stretch = []
        if stretch:
            yield stretch

    def _walked(self, line: Line) -> tuple[Floats, Floats]:
        """Return the spots of all steps of a line; of a part that is far from the map, one spot beside it."""
        degrees = np.array(line, dtype=np.float64).reshape(-1, 2)
        x, y = self.sheet.spots(degrees[:, 0], degrees[:, 1])
        spots = list(zip(x.tolist(), y.tolist(), strict=True))
        first = np.array(spots[:1], dtype=np.float64).reshape(-1, 2)
        both = np.concatenate([first, *(self._leg(start, end) for start, end in pairwise(spots))])
        return both[:, 0], both[:, 1]

    def _leg(self, start: Spot, end: Spot) -> Floats:
        """Return the spots from one point of a line to the next, without the first."""
        reach = self._on_sheet(start, end)
        if reach is None:
            return np.array([AWAY, end])
        first, last = reach
        across, down = end[0] - start[0], end[1] - start[1]
        count = 1 + int(STEPS * (last - first) * max(abs(across), abs(down)))
        self.steps += count
        if self.steps > MOST_STEPS:
            fail(self.name, "the lines are too long for the map: simplify them, or cut them to the map")
        shares = first + (last - first) * np.arange(1, count + 1) / count
        spots = np.stack([start[0] + shares * across, start[1] + shares * down], axis=1)
        return spots if last == 1.0 else np.concatenate([spots, [AWAY]])

    def _on_sheet(self, start: Spot, end: Spot) -> tuple[float, float] | None:
        """Return from which share of a leg to which it is near the map, or None (Liang and Barsky)."""
        first, last = 0.0, 1.0
        for here, there, most in (
            (start[0], end[0], self.sheet.columns + 1.0),
            (start[1], end[1], (self.sheet.rows + 1.0) * ROW),
        ):
            change = there - here
            if change == 0:
                if not -BESIDE <= here <= most:
                    return None
                continue
            low, high = sorted(((-BESIDE - here) / change, (most - here) / change))
            first, last = max(first, low), min(last, high)
        return (first, last) if first < last else None


def _by_hex(stretch: Sequence[tuple[Spot, Hex]]) -> list[tuple[Hex, list[Spot]]]:
    """Return the hexes that steps pass, with the steps in each."""
    parts: list[tuple[Hex, list[Spot]]] = []
    for spot, hex_ in stretch:
        if not parts or parts[-1][0] != hex_:
            parts.append((hex_, []))
        parts[-1][1].append(spot)
    return parts


def _without_corners_cut(parts: Sequence[tuple[Hex, int]]) -> Chain:
    """Return the chain without hexes that are only touched, as far as it still holds together."""
    chain: list[tuple[Hex, int]] = []
    for hex_, steps in parts:
        if len(chain) > 1 and chain[-1][1] < BRIEF and distance(*chain[-2][0], *hex_) <= 1:
            chain.pop()
        if chain and chain[-1][0] == hex_:
            chain[-1] = hex_, chain[-1][1] + steps
        else:
            chain.append((hex_, steps))
    return _without_spurs([hex_ for hex_, _ in chain])


def _without_spurs(chain: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a chain without the parts that go somewhere and straight back."""
    kept: list[tuple[int, int]] = []
    for one in chain:
        if len(kept) > 1 and kept[-2] == one:
            kept.pop()
        elif not kept or kept[-1] != one:
            kept.append(one)
    return kept


# --- polygons -------------------------------------------------------------------------------------------------------


class Cover:
    """Spots all over the map, each with its hex, by which covered shares are measured."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        self.sheet = sheet
        self.name = name
        self.x = (np.arange(-FINE, (sheet.columns + 1) * FINE) + 0.5) / FINE
        self.y = (np.arange(-FINE, (sheet.rows + 1) * FINE) + 0.5) * ROW / FINE
        self.hexes = np.stack([sheet.hexes_at(self.x, np.full(self.x.shape, y)) for y in self.y])
        self.inside = np.zeros(self.hexes.shape, dtype=np.bool_)
        self.steps = 0

    def add(self, rings: Sequence[Line]) -> None:
        """Mark the spots inside of the rings of a feature; a ring within a ring is a hole."""
        cuts: dict[int, list[float]] = {}
        for ring in rings:
            degrees = np.array([*ring, *ring[:1]], dtype=np.float64).reshape(-1, 2)
            x, y = self.sheet.spots(degrees[:, 0], degrees[:, 1])
            for start, end in pairwise(zip(x.tolist(), y.tolist(), strict=True)):
                self._cut(cuts, start, end)
        for line, places in cuts.items():
            ends = np.searchsorted(self.x, sorted(places)).tolist()
            for left, right in zip(ends[::2], ends[1::2], strict=True):
                self.inside[line, left:right] = True

    def _cut(self, cuts: dict[int, list[float]], start: Spot, end: Spot) -> None:
        """Note where an edge crosses the lines of spots."""
        low, high = (start, end) if start[1] <= end[1] else (end, start)
        first, last = np.searchsorted(self.y, (low[1], high[1]))
        self.steps += int(last - first)
        if self.steps > MOST_STEPS:
            fail(self.name, "the polygons are too large for the map: simplify them, or cut them to the map")
        for line in range(int(first), int(last)):
            share = (float(self.y[line]) - low[1]) / (high[1] - low[1])
            cuts.setdefault(line, []).append(low[0] + share * (high[0] - low[0]))

    def covered(self, percent: int) -> Rows:
        """Return the hexes of which at least so many per cent are marked."""
        size = self.sheet.columns * self.sheet.rows
        there = self.hexes != OUTSIDE
        every = np.bincount(self.hexes[there], minlength=size)
        taken = np.bincount(self.hexes[there & self.inside], minlength=size)
        return np.flatnonzero((taken > 0) & (taken * 100 >= every * percent))
