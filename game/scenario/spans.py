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
    states = len(counts_as)
    changing = ways.changing(counts_as) & ~ways.bridged
    bridges = 2 * len(ways.nouns.map.bridges)
    spans, at_start = _rows(SPAN, (states, bridges)), _rows(SPAN_FIGURES, (states, bridges))
    steps: list[Steps] = []
    for row in reversed(range(states)):  # the first last: its tables are those of the map
        there = ways.where(counts_as[row])
        tables = _tables(there, {})
        _fill_bridges(there, tables, spans[row], at_start[row])
        steps.insert(0, _steps(tables, changing))
    alike, examples = _alike([step.of for step in steps])
    edges, bog, breaks, carry = tables
    for (here, direction), rows in ways.crossed.items():
        number = -1 - _span_of(ways, (here, direction), rows[0])
        edges[:, :, here, direction] = carry[here, direction] = number
        bog[:, here, direction] = breaks[:, here, direction] = number
    edges[:, :, changing] = carry[changing] = -1 - bridges - alike
    bog[:, changing] = breaks[:, changing] = -1 - bridges - alike
    shared, shared_at_start = _shared([step.figures[step.of[examples]] for step in steps])
    return Tables(
        edges, bog, breaks, carry, _beside(spans, shared, SPAN), _beside(at_start, shared_at_start, SPAN_FIGURES)
    )


def _beside(rows: Records, more: Records, dtype: np.dtype[Any]) -> Records:
    """Return (G, W) records, some and then more in each row."""
    both = _rows(dtype, (len(rows), rows.shape[1] + more.shape[1]))
    both[:, : rows.shape[1]], both[:, rows.shape[1] :] = rows, more
    return both


def _rows(dtype: np.dtype[Any], shape: tuple[int, int]) -> Records:
    rows: Records = records(dtype, shape[0] * shape[1]).reshape(shape).view(np.recarray)
    return rows


def _fill_bridges(ways: Ways, bare: Costs, spans: Records, at_start: Records) -> None:
    """Fill the spans of all bridges for one state of the ground."""
    spans.other[:] = NOWHERE
    if not ways.crossed:
        return
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


class Steps(NamedTuple):
    """The steps of the map that change with the ground, N of them, as they are in one state of it."""

    figures: NDArray[np.int16]  # (A, n) all numbers of those that differ
    of: Ints  # (N,) row in `figures` of each step


def _steps(tables: Costs, changing: NDArray[np.bool_]) -> Steps:
    """Return what steps are in one state of the ground."""
    edges, bog, breaks, carry = (table[..., changing] for table in tables)
    columns = np.concatenate([edges.reshape(2 * MOBILITIES, edges.shape[-1]), bog, breaks, carry[np.newaxis]])
    figures = np.ascontiguousarray(columns.T)
    whole = figures.view(np.dtype((np.void, figures.itemsize * figures.shape[1]))).ravel()
    _, first, of = np.unique(whole, return_index=True, return_inverse=True)
    return Steps(figures[first], of.reshape(-1))


def _alike(states: Sequence[Ints]) -> tuple[Ints, Ints]:
    """Return a number for each step, the same for those that are alike in every state; and a step of each number."""
    alike = np.zeros(len(states[0]), dtype=np.int64)
    first = np.zeros(0, dtype=np.int64)
    for of in states:
        _, first, alike = np.unique(alike * (of.max(initial=0) + 1) + of, return_index=True, return_inverse=True)
    return alike.reshape(-1), first


def _shared(states: Sequence[NDArray[np.int16]]) -> tuple[Records, Records]:
    """Return the spans that steps alike share, and what they are at the start; there is no bridge to change them."""
    shape = len(states), len(states[0])
    spans, at_start = _rows(SPAN, shape), _rows(SPAN_FIGURES, shape)
    spans["other"] = spans["bridge"] = NOWHERE
    for row, figures in enumerate(states):
        cost, bog, breaks, carry = np.split(figures, np.cumsum([2 * MOBILITIES, MOBILITIES, MOBILITIES]), axis=1)
        each = {"cost": cost.reshape(len(figures), MOBILITIES, 2), "bog": bog, "breaks": breaks, "carry": carry[:, 0]}
        for name, values in each.items():
            spans[row][f"bare_{name}"] = at_start[row][name] = values
    return spans, at_start


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
