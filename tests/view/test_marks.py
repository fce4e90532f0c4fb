"""Marks: patterns that go on from hex to hex, ways and words beside counters, areas with one outline."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.view.camera import Camera
from game.view.looks import Look, choose_look
from game.view.mark_lines import border_of
from game.view.marks import STYLES, Marks, draw_marks, draw_marks_above, draw_marks_below, stamp

CAMERA = Camera(8, 6, 40.0, 10.0, 10.0)
VIEW = pygame.Rect(0, 0, 360, 260)
COLUMNS = CAMERA.columns


def paper() -> pygame.Surface:
    surface = pygame.Surface(VIEW.size)
    surface.fill((240, 232, 200))
    return surface


def pixels(surface: pygame.Surface) -> np.ndarray:
    return pygame.surfarray.array3d(surface).astype(np.int16)


def changed(marks: Marks) -> np.ndarray:
    """Where a picture of some marks differs from bare paper, (width, height)."""
    surface = paper()
    draw_marks(surface, CAMERA, marks, VIEW)
    return np.abs(pixels(surface) - pixels(paper())).sum(axis=2) > 20


@pytest.mark.parametrize("name", list(STYLES))
def test_every_style_marks_its_hex_and_hardly_beyond(name: str) -> None:
    spots = changed(Marks(hexes={18: name}))
    x, y = CAMERA.centre(18 % COLUMNS, 18 // COLUMNS)
    xs, ys = np.nonzero(spots)
    assert len(xs) or STYLES[name].outlined
    assert (np.hypot(xs - x, ys - y) < 40 * 0.62).all()


@pytest.mark.parametrize("name", ["enemy_reach_few", "supply_low", "control_second", "enemy_reach_many", "zone_own"])
def test_patterns_go_on_from_hex_to_hex(name: str) -> None:
    """A pattern is the same one stroke on towards the neighbour in each row, so it is the same all the way."""
    scale = 240
    step = scale // STYLES[name].pitch
    alpha = pygame.surfarray.array_alpha(stamp(name, float(scale))).astype(int)
    x, y = alpha.shape[0] // 2, alpha.shape[1] // 2
    inside = alpha[x - 70 : x - 30, y - 60 : y - 20]
    for dx, dy in ((step, 0), (step // 2, round(step * 0.8660254))):
        moved = alpha[x - 70 + dx : x - 30 + dx, y - 60 + dy : y - 20 + dy]
        assert np.corrcoef(inside.ravel(), moved.ravel())[0, 1] > 0.9


def test_ways_end_short_of_counters_and_words_stand_below() -> None:
    end = 20
    x, y = (round(value) for value in CAMERA.centre(end % COLUMNS, end // COLUMNS))
    marks = Marks(ways=[((17, 18, 19, 20), "retreat")], words={end: "7"})
    surface = paper()
    draw_marks_above(surface, CAMERA, marks, VIEW, beside=True)
    counter = pygame.Rect(0, 0, 22, 22)
    counter.center = x, y
    part = pixels(surface.subsurface(counter))
    assert (part == pixels(paper().subsurface(counter))).all()
    assert surface.get_at((x - 30, y)) != paper().get_at((0, 0))
    draw_marks_below(surface, CAMERA, marks, VIEW)
    assert (pixels(surface.subsurface(counter)) == part).all()


def test_an_area_has_one_outline() -> None:
    assert len(border_of(frozenset({18}), COLUMNS)) == 6
    assert len(border_of(frozenset({18, 19}), COLUMNS)) == 10
    assert changed(Marks(outlines=[(frozenset({18, 19}), "reach")])).any()


def test_marks_follow_the_palette_in_force() -> None:
    usual = pygame.image.tobytes(stamp("zone_own", 40), "RGBA")
    try:
        choose_look(Look("contrast"))
        assert pygame.image.tobytes(stamp("zone_own", 40), "RGBA") != usual
        assert pygame.image.tobytes(stamp("zone_own", 40, "staff"), "RGBA") == usual
    finally:
        choose_look(Look())


def test_what_lies_beside_the_view_is_left_out() -> None:
    surface = paper()
    draw_marks(surface, CAMERA, Marks(hexes={18: "target"}, words={18: "x"}), pygame.Rect(2000, 2000, 50, 50))
    assert (pixels(surface) == pixels(paper())).all()


def test_what_lies_outside_a_lit_area_is_dimmed_and_no_line_is_left_inside() -> None:
    lit = frozenset({2 + 2 * COLUMNS, 3 + 2 * COLUMNS, 2 + 3 * COLUMNS})
    dimmed = changed(Marks(lit=lit))
    for hex_ in range(COLUMNS * CAMERA.rows):
        x, y = CAMERA.centre(hex_ % COLUMNS, hex_ // COLUMNS)
        assert dimmed[round(x), round(y)] == (hex_ not in lit)
    here, there = CAMERA.centre(2, 2), CAMERA.centre(3, 2)
    assert not dimmed[round(here[0]) : round(there[0]), round(here[1])].any()
    assert not dimmed[0, 0]  # beside the map
