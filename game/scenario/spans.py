"""Ways over bridges and fords: what each would make of its hexside, and what the hexside is without any.

Which of them stand can change in play, so the tables of ways have the row of a span there instead of a number
(`rules.ways`). No cost depends on more than one bridge: of those that stand the best counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE
from game.scenario.ways import Ways, over_bridge, standing_at_start
from game.scenario.world import MOBILITIES, SPAN, SPAN_FIGURES, Records, records

Side = tuple[int, int]
"""A hexside, out of a hex in a direction."""

Costs = tuple[NDArray[np.int16], NDArray[np.int16], NDArray[np.int16]]
"""Movement costs, bog, supply distances."""


class Tables(NamedTuple):
    """The tables of ways as the World has them, with the rows of spans where a hexside has bridges."""

    edges: NDArray[np.int16]
    bog: NDArray[np.int16]
    carry: NDArray[np.int16]
    spans: Records
    at_start: Records


def with_bridges(ways: Ways) -> Tables:
    """Return the tables of a map."""
    standing = standing_at_start(ways.nouns)
    spans, at_start = records(SPAN, 2 * len(standing)), records(SPAN_FIGURES, 2 * len(standing))
    spans.other[:] = NOWHERE
    bare = _tables(ways, {})
    now = _tables(ways, {side: [row for row in rows if standing[row]] for side, rows in ways.crossed.items()})
    for place in range(max(map(len, ways.crossed.values()), default=0)):  # the first bridges of all, then the second
        over = {side: rows[place] for side, rows in ways.crossed.items() if place < len(rows)}
        crossed = _tables(ways, {side: [row] for side, row in over.items()})
        for side, row in over.items():
            span = _span_of(ways, side, row)
            _fill(spans[span], row, side, crossed, bare)
            at_start.cost[span], at_start.bog[span], at_start.carry[span] = _at(now, side)
            if place > 0:
                spans[_span_of(ways, side, ways.crossed[side][place - 1])].other = span
    edges, bog, carry = bare
    for (here, direction), rows in ways.crossed.items():
        number = -1 - _span_of(ways, (here, direction), rows[0])
        edges[:, :, here, direction] = bog[:, here, direction] = carry[here, direction] = number
    return Tables(edges, bog, carry, spans, at_start)


def _tables(ways: Ways, bridges: Mapping[Side, list[int]]) -> Costs:
    """Return costs, bog and supply distances with the best of these bridges over these hexsides and no others."""
    over = np.zeros((MOBILITIES, *ways.neighbour.shape), dtype=np.int64)
    for (here, direction), rows in bridges.items():
        for row in rows:
            for mobility, cost in over_bridge(ways.nouns, row).items():
                best = int(over[mobility, here, direction])
                over[mobility, here, direction] = min(best, cost) if best else cost
    return ways.edges(over), ways.bog(over), ways.carry(over).astype(np.int16)


def _span_of(ways: Ways, side: Side, row: int) -> int:
    """Return the row of the span by which a bridge is crossed out of a hex: there, or back."""
    here, direction = side
    return 2 * row + (1 if ways.neighbour[here, direction] < here else 0)


def _at(tables: Costs, side: Side) -> tuple[Any, Any, Any]:
    """Return cost, bog and supply distance out of a hex over one of its hexsides."""
    here, direction = side
    return tables[0][:, :, here, direction], tables[1][:, here, direction], tables[2][here, direction]


def _fill(span: Any, row: int, side: Side, over: Costs, bare: Costs) -> None:
    span.bridge = row
    span.cost[:], span.bog[:], span.carry = _at(over, side)
    span.bare_cost[:], span.bare_bog[:], span.bare_carry = _at(bare, side)


def carry_with(carry: NDArray[np.int16], spans: Records) -> NDArray[np.int16]:
    """(H, 6) supply distances, with what `spans` have for the hexsides with bridges."""
    table = carry.copy()
    table[carry < 0] = spans.carry[-1 - carry[carry < 0]]
    return table
