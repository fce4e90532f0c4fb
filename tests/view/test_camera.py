"""The geometry of the hex grid in pixels."""

from __future__ import annotations

from math import dist

import numpy as np
import pytest

from game.core.hexes import step
from game.view.camera import Camera, lattice_corners, lattice_hexside

CAMERA = Camera(7, 6, 30.0, left=11.0, top=5.0)


def test_neighbours_are_one_distance_away() -> None:
    for direction in range(6):
        for row in (2, 3):
            assert dist(CAMERA.centre(3, row), CAMERA.centre(*step(3, row, direction))) == pytest.approx(30)


def test_a_hexside_is_the_same_from_both_hexes() -> None:
    for direction in range(6):
        for row in (2, 3):
            there = step(3, row, direction)
            assert set(lattice_hexside(3, row, direction)) == set(lattice_hexside(*there, (direction + 3) % 6))


def test_corners_lie_around_the_centre() -> None:
    middle = CAMERA.centre(3, 2)
    corners = CAMERA.corners(3, 2)
    assert len(set(lattice_corners(3, 2))) == len(corners) == 6
    assert all(dist(middle, corner) == pytest.approx(30 / 3**0.5) for corner in corners)
    assert corners[0][1] < middle[1] < corners[3][1]


def test_all_hexes_lie_in_the_rectangle() -> None:
    spots = [corner for place in CAMERA.hexes() for corner in CAMERA.corners(*place)]
    assert min(x for x, _ in spots) == pytest.approx(CAMERA.left)
    assert min(y for _, y in spots) == pytest.approx(CAMERA.top)
    assert max(x for x, _ in spots) - CAMERA.left <= CAMERA.width
    assert max(y for _, y in spots) - CAMERA.top <= CAMERA.height


def test_the_hex_at_a_point() -> None:
    for place in CAMERA.hexes():
        x, y = CAMERA.centre(*place)
        for cx, cy in CAMERA.corners(*place):
            assert CAMERA.hex_at(x + (cx - x) * 0.9, y + (cy - y) * 0.9) == place
    assert CAMERA.hex_at(0, 0) is None
    assert CAMERA.hex_at(*CAMERA.spot(20, 2)) is None


def test_the_hexes_under_many_points_are_those_under_each() -> None:
    """A point every three pixels, of the map and around it."""
    x, y = (line.ravel().astype(float) for line in np.meshgrid(range(-40, CAMERA.width + 40, 3), range(-40, 400, 3)))
    columns, rows, on_map = CAMERA.hexes_at(x, y)
    found = [place if there else None for *place, there in zip(columns, rows, on_map, strict=True)]
    assert [place and tuple(place) for place in found] == [CAMERA.hex_at(*spot) for spot in zip(x, y, strict=True)]


def test_zoom_keeps_proportions() -> None:
    x, y = CAMERA.centre(4, 3)
    assert CAMERA.zoomed(2).centre(4, 3) == pytest.approx((2 * x, 2 * y))
