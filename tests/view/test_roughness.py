"""Edges of areas are uneven, together, and yet every hex stays what it is."""

from __future__ import annotations

import numpy as np

from game.view.camera import Camera
from game.view.curves import eased
from game.view.fields import EDGE, Weave, flat
from game.view.roughness import REACH, Roughness, waves

CAMERA = Camera(12, 10, 24.0)


def test_the_middle_of_every_hex_stays_what_it_is() -> None:
    column, row = np.meshgrid(np.arange(CAMERA.columns), np.arange(CAMERA.rows))
    kinds = (column * column * 7 + row * 5 + column * row * 3) // 4 % 3
    weave, rough = Weave(CAMERA, flat), Roughness(CAMERA)
    for kind in range(3):
        area = rough.on(weave.field(kinds == kind))
        for column, row in CAMERA.hexes():
            x, y = CAMERA.centre(column, row)
            if kinds[row, column] == kind:
                assert area[int(y), int(x)] > EDGE - 0.1, (column, row)


def test_a_straight_edge_is_straight_no_more_but_stays_where_it_was() -> None:
    half = np.zeros((CAMERA.rows, CAMERA.columns), bool)
    half[5:] = True
    area = Weave(CAMERA, flat).field(half)
    before = (area > EDGE).argmax(axis=0)
    after = (Roughness(CAMERA).on(area) > EDGE).argmax(axis=0)
    assert np.abs(after - before).max() <= REACH * CAMERA.scale + 2
    assert after.std() > before.std() + 1


def test_it_is_the_same_at_every_zoom() -> None:
    small, large = waves(CAMERA, 0.0), waves(CAMERA.zoomed(2), 0.0)
    assert np.abs(large[::2, ::2] - small)[5:-5, 5:-5].max() < 0.15


def test_steps_of_a_line_are_evened_out_within_bounds() -> None:
    steps = [(float(place), float(place // 2 % 2)) for place in range(40)]
    line = eased(steps, 6, 0.3)
    assert (line[0], line[-1], len(line)) == (steps[0], steps[-1], len(steps))
    moved = [((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 for (ax, ay), (bx, by) in zip(steps, line, strict=True)]
    assert 0.2 < max(moved) <= 0.3 + 1e-9
    assert eased(steps[:2], 6, 0.3) == steps[:2]
    ring = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]
    assert eased(ring, 3, 9.0)[0] == eased(ring, 3, 9.0)[-1]
