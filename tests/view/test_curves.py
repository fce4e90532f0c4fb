"""Joining, rounding and cutting lines."""

from __future__ import annotations

from itertools import pairwise

import pytest

from game.view.curves import chain, dashes, length, soften, stations, through_middles

CORNER = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]


def test_edges_join_into_one_line_whatever_their_order() -> None:
    assert chain([(3, 4), (1, 2), (3, 2)]) in ([[1, 2, 3, 4]], [[4, 3, 2, 1]])


def test_a_ring_ends_where_it_begins() -> None:
    (ring,) = chain([(1, 2), (2, 3), (3, 1)])
    assert ring[0] == ring[-1]
    assert sorted(ring[:-1]) == [1, 2, 3]


def test_every_edge_of_a_fork_is_used_once() -> None:
    edges = [(0, 1), (0, 2), (0, 3), (3, 4), (4, 0)]
    found = [tuple(sorted(pair)) for line in chain(edges) for pair in pairwise(line)]
    assert sorted(found) == sorted(tuple(sorted(edge)) for edge in edges)


def test_softening_keeps_the_ends_and_shortens() -> None:
    soft = soften(CORNER)
    assert (soft[0], soft[-1]) == (CORNER[0], CORNER[-1])
    assert length(soft) < length(CORNER)


def test_softening_keeps_rings_closed() -> None:
    soft = soften([*CORNER, CORNER[0]])
    assert soft[0] == soft[-1]


def test_a_line_through_middles_keeps_its_ends() -> None:
    assert through_middles(CORNER) == [(0, 0), (5, 0), (10, 5), (10, 10)]


def test_dashes_have_the_lengths_of_the_pattern() -> None:
    cut = dashes(CORNER, (4, 3))
    assert [length(dash) for dash in cut] == pytest.approx([4, 4, 4])
    assert cut[1] == [(7, 0), (10, 0), (10, 1)]
    assert dashes(CORNER, ()) == [CORNER]


def test_stations_stand_at_equal_distances() -> None:
    assert [spot for spot, _ in stations(CORNER, 8, 1)] == [(1, 0), (9, 0), (10, 7)]
