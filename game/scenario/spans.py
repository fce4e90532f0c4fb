"""Ways that change in play: over bridges and fords, and into ground that counts as another at times.

What each bridge would make of its hexside is worked out, what the hexside is without any, and both for each state of
the ground. There the tables of ways have the row of a span instead of a number (`rules.ways`). No cost depends on more
than one bridge: of those that stand the best counts. Steps without bridges that are alike in every state share a span.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE
from game.scenario.ways import Ints, Ways, over_bridge, standing_at_start
from game.scenario.world import MOBILITIES, SPAN, SPAN_FIGURES, Records, records

Side = tuple[int, int]
"""A hexside, out of a hex in a direction."""

Costs = tuple[NDArray[np.int16], NDArray[np.int16], NDArray[np.int16], NDArray[np.int16]]
"""Movement costs, bog, ice that breaks, supply distances."""


class Tables(NamedTuple):
    """The tables of ways as the World has them, with the rows of spans where a number can change."""

    edges: NDArray[np.int16]
    bog: NDArray[np.int16]
    breaks: NDArray[np.int16]
    carry: NDArray[np.int16]
    spans: Records
    at_start: Records


def with_spans(ways: Ways, counts_as: NDArray[np.int8]) -> Tables:
    """Return the tables of a map; (G, K) `counts_as` are the states of its ground, the first as the map has it."""
    states = [ways.where(row) for row in counts_as]
    bare = [_tables(state, {}) for state in states]
    edges, bog, breaks, carry = bare[0]
    here, direction, alike, examples = _changing_steps(ways, bare)
    bridged = 2 * len(ways.nouns.map.bridges)
    shape = len(states), bridged + len(examples)
    spans, at_start = _rows(SPAN, shape), _rows(SPAN_FIGURES, shape)
    spans["other"] = spans["bridge"] = NOWHERE
    for row, state in enumerate(states):
        _fill_bridges(state, bare[row], spans[row], at_start[row])
        for span, side in enumerate(examples, start=bridged):
            _fill_bare(spans[row, span], side, bare[row])
            at_start[row, span] = _at(bare[row], side)
    for (hex_, side_of), rows in ways.crossed.items():
        number = -1 - _span_of(ways, (hex_, side_of), rows[0])
        edges[:, :, hex_, side_of] = carry[hex_, side_of] = number
        bog[:, hex_, side_of] = breaks[:, hex_, side_of] = number
    edges[:, :, here, direction] = carry[here, direction] = -1 - bridged - alike
    bog[:, here, direction] = breaks[:, here, direction] = -1 - bridged - alike
    return Tables(edges, bog, breaks, carry, spans, at_start)


def _rows(dtype: np.dtype[Any], shape: tuple[int, int]) -> Records:
    rows: Records = records(dtype, shape[0] * shape[1]).reshape(shape).view(np.recarray)
    return rows


def _fill_bridges(ways: Ways, bare: Costs, spans: Records, at_start: Records) -> None:
    """Fill the spans of all bridges for one state of the ground."""
    standing = standing_at_start(ways.nouns)
    now = _tables(ways, {side: [row for row in rows if standing[row]] for side, rows in ways.crossed.items()})
    for place in range(max(map(len, ways.crossed.values()), default=0)):  # the first bridges of all, then the second
        over = {side: rows[place] for side, rows in ways.crossed.items() if place < len(rows)}
        crossed = _tables(ways, {side: [row] for side, row in over.items()})
        for side, row in over.items():
            span = _span_of(ways, side, row)
            spans[span].bridge = row
            now_over = spans[span]
            now_over.cost[:], now_over.bog[:], now_over.breaks[:], now_over.carry = _at(crossed, side)
            _fill_bare(spans[span], side, bare)
            at_start[span] = _at(now, side)
            if place > 0:
                spans[_span_of(ways, side, ways.crossed[side][place - 1])].other = span


def _fill_bare(span: Any, side: Side, bare: Costs) -> None:
    """Fill in what a step is with no bridge."""
    span.bare_cost[:], span.bare_bog[:], span.bare_breaks[:], span.bare_carry = _at(bare, side)


def _changing_steps(ways: Ways, states: Sequence[Costs]) -> tuple[Ints, Ints, Ints, list[Side]]:
    """Return the steps without bridges that change with the ground: out of which hex, in which direction.

    For each also the number of those that are alike in every state, and one of each number.
    """
    by_state = np.stack([_by_step(costs) for costs in states], axis=2)
    changing = (by_state != by_state[:, :, :1]).any(axis=(2, 3)) & ~ways.bridged
    here, direction = np.nonzero(changing)
    if not len(here):
        return here, direction, here, []
    figures = by_state[changing].reshape(len(here), -1)
    _, first, alike = np.unique(figures, axis=0, return_index=True, return_inverse=True)
    examples = [(int(here[step]), int(direction[step])) for step in first]
    return here, direction, alike.reshape(-1), examples


def _by_step(costs: Costs) -> NDArray[np.int16]:
    """(H, 6, n) all numbers of each step."""
    edges, bog, breaks, carry = costs
    shape = edges.shape[2:]
    return np.moveaxis(np.concatenate([edges.reshape(-1, *shape), bog, breaks, carry[np.newaxis]]), 0, 2)


def _tables(ways: Ways, bridges: Mapping[Side, list[int]]) -> Costs:
    """Return costs, bog and supply distances with the best of these bridges over these hexsides and no others."""
    over = np.zeros((MOBILITIES, *ways.neighbour.shape), dtype=np.int64)
    for (here, direction), rows in bridges.items():
        for row in rows:
            for mobility, cost in over_bridge(ways.nouns, row).items():
                best = int(over[mobility, here, direction])
                over[mobility, here, direction] = min(best, cost) if best else cost
    return ways.edges(over), ways.bog(over), ways.breaks(over), ways.carry(over).astype(np.int16)


def _span_of(ways: Ways, side: Side, row: int) -> int:
    """Return the row of the span by which a bridge is crossed out of a hex: there, or back."""
    here, direction = side
    return 2 * row + (1 if ways.neighbour[here, direction] < here else 0)


def _at(tables: Costs, side: Side) -> tuple[Any, Any, Any, Any]:
    """Return cost, bog, ice and supply distance out of a hex over one of its hexsides."""
    here, direction = side
    edges, bog, breaks, carry = tables
    return edges[:, :, here, direction], bog[:, here, direction], breaks[:, here, direction], carry[here, direction]


def carry_with(carry: NDArray[np.int16], spans: Records) -> NDArray[np.int16]:
    """(H, 6) supply distances, with what `spans` have for the hexsides with bridges."""
    table = carry.copy()
    table[carry < 0] = spans.carry[-1 - carry[carry < 0]]
    return table
