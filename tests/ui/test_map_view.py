"""The map in the window: a zoom not there yet is stretched, and counters come a few a frame."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.desk import counters_on_map
from game.desk.map_view import MapView, grid_of
from game.view.counters import stacks

from .hands import at_the_board

AREA = pygame.Rect(0, 0, 600, 400)


@pytest.fixture(autouse=True)
def maps_of_its_own(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def drawn(view: MapView, game) -> np.ndarray:  # type: ignore[no-untyped-def]
    picture = pygame.Surface(AREA.size)
    view.draw(picture, game)
    return pygame.surfarray.array3d(picture)


def test_a_zoom_that_is_not_painted_yet_is_stretched_from_another() -> None:
    hands, board = at_the_board()
    land = board.map.land
    hands.until(lambda: land.is_painted(board.map.scale))
    missing = next(scale for scale in land.scales if not land.is_painted(scale))
    part = pygame.Rect(30, 40, 300, 200)
    assert land.picture(missing) is None
    assert land.stretched(missing, part).get_size() == part.size
    hands.until(lambda: land.is_painted(missing))
    sharp = pygame.surfarray.array3d(land.picture(missing).subsurface(part)).astype(int)
    rough = pygame.surfarray.array3d(land.stretched(missing, part)).astype(int)
    assert abs(sharp - rough).mean() < 12
    board.close()


def test_counters_of_a_new_zoom_are_painted_one_by_one_and_then_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counters_on_map, "PAINTED_A_FRAME", 1)
    hands, board = at_the_board()
    game = board.session.game
    view = MapView(board.session.scenario, AREA, board.map.land)
    view.centre_on_all(hex_ for hex_, _ in stacks(game.state))
    drawn(view, game)
    assert view.counters.is_painted, "there was nothing to stretch: all are painted at once"
    view.zoom(-1)
    hands.until(lambda: view.land.is_painted(view.scale) or view.land.picture(view.scale))
    first, frames = drawn(view, game), 1
    while not view.counters.is_painted:
        drawn(view, game)
        frames += 1
    assert 1 < frames <= len(board.session.scenario.names.units)
    assert not np.array_equal(first, drawn(view, game))
    at_once = MapView(board.session.scenario, AREA, board.map.land)
    at_once.scale, at_once.left, at_once.top = view.scale, view.left, view.top
    assert np.array_equal(drawn(at_once, game), drawn(view, game))
    board.close()


def test_the_grid_is_drawn_in_strips_over_the_whole_map() -> None:
    hands, board = at_the_board()
    view = board.map
    strips = grid_of(view.map_camera)
    assert len(strips) == view.map_camera.rows
    assert strips[-1][1][1] + strips[-1][0].get_height() >= view.map_camera.height
    hands.until(lambda: view.land.is_painted(view.scale))
    with_grid = pygame.surfarray.array3d(hands.window.surface)
    view.show_grid = False
    hands.frame()
    assert not np.array_equal(with_grid, pygame.surfarray.array3d(hands.window.surface))
    board.close()
