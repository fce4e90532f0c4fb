"""Contour lines are true to the elevation of every hex."""

from __future__ import annotations

import numpy as np
import pytest

from game.scenario.loading import Scenario
from game.view.camera import Camera
from game.view.contours import contours, interval
from game.view.fields import EDGE, Weave, flat, sharp
from game.view.ground import hex_grid

DRY = np.zeros((7, 7), np.int8)


def hill(height: int) -> np.ndarray:
    ground = np.full((7, 7), 10, np.int16)
    ground[3, 3] = height
    return ground


def test_a_lone_hill_has_one_ring_a_level() -> None:
    lines = contours(hill(45), DRY)
    assert [line.height for line in lines] == [20, 30, 40]
    assert all(line.points[0] == line.points[-1] for line in lines)


def test_flat_ground_has_no_lines_even_at_the_height_of_one() -> None:
    assert contours(np.full((7, 7), 700, np.int16), DRY) == []
    assert all(line.height > 10 for line in contours(hill(200), DRY))


def test_every_fifth_line_is_thick() -> None:
    assert {line.height for line in contours(hill(160), DRY) if line.index} == {50, 100, 150}


def test_lines_break_off_at_the_water() -> None:
    wet = DRY.copy()
    wet[:, 4:] = 1
    assert all(max(x for x, _ in line.points) < 4 for line in contours(hill(45), wet))


def test_the_interval_grows_with_the_relief() -> None:
    assert [interval(3, 155), interval(0, 400), interval(0, 4000)] == [10, 20, 200]


@pytest.mark.parametrize("scale", [17, 24])
def test_the_surface_passes_through_every_hex(corps: Scenario, scale: int) -> None:
    camera = Camera(corps.map.columns, corps.map.rows, scale)
    heights = hex_grid(corps, corps.world.hexes.elevation)
    surface = Weave(camera, sharp).limited(heights)
    for column, row in camera.hexes():
        x, y = camera.centre(column, row)
        assert surface[int(y), int(x)] == pytest.approx(float(heights[row, column]), abs=0.15 * np.ptp(heights))


def test_every_hex_lies_on_its_own_side_of_a_shore() -> None:
    """Whatever its neighbours are: a lone lake, a lone island, any pattern."""
    noise = np.arange(144).reshape(12, 12) * 7919 % 101
    camera = Camera(12, 12, 20)
    for share in (0.05, 0.3, 0.5, 0.7, 0.95):
        water = noise < share * 101
        field = Weave(camera, flat).field(water)
        for column, row in camera.hexes():
            x, y = camera.centre(column, row)
            assert (field[int(y), int(x)] > EDGE) == water[row, column], (share, column, row)
