"""Whole pictures: of every shipped scenario, of unknown ground, into files good and bad."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.core.errors import UsageError
from game.core.terms import Phase, Status
from game.scenario.homes import shipped_names
from game.scenario.loading import Scenario, load_scenario
from game.scenario.world import State
from game.view.counters import counter_boxes, draw_counters
from game.view.map_painter import camera_for, paint_land, paint_map
from game.view.render import picture_of, render
from game.view.sheet import Layout, forces_on_map, moment, title_picture
from game.view.theme import PAPER, side_styles

from .positions import changed, set_up

SMALL = 14


def colours(surface: pygame.Surface) -> np.ndarray:
    """(width, height, 3) as signed integers."""
    return pygame.surfarray.array3d(surface).astype(np.int16)


@pytest.mark.parametrize("name", shipped_names())
def test_every_scenario_is_drawn(name: str, tmp_path: Path) -> None:
    scenario = load_scenario(name)
    path = tmp_path / "board.png"
    size = render(scenario, set_up(scenario), path, scale=SMALL)
    picture = pygame.image.load(path)
    assert picture.get_size() == size
    camera = camera_for(scenario, SMALL)
    assert size[0] >= camera.width
    assert size[1] > camera.height
    assert [other.name for other in tmp_path.iterdir()] == ["board.png"]


def test_water_is_blue_and_land_is_not(corps: Scenario) -> None:
    land = paint_land(corps, SMALL, grid=False)
    pixels, camera = colours(land.picture), land.camera
    signs = {hex_row for crossing in corps.map.crossings for hex_row in map(corps.hex_row, crossing.hexes)}
    for row, (column, line) in enumerate(camera.hexes()):
        x, y = (round(value) for value in camera.centre(column, line))
        red, _, blue = pixels[x - 1 : x + 2, y - 1 : y + 2].mean(axis=(0, 1))
        if corps.world.hexes.water[row]:
            assert row in signs or blue > red + 20, (column, line)
        else:
            assert blue < red + 20, (column, line)


def test_counters_stand_where_units_are_and_nowhere_else(corps: Scenario, position: State) -> None:
    land = paint_land(corps, 20)
    before = colours(land.picture)
    draw_counters(land.picture, corps, position, land.camera)
    changes = np.abs(colours(land.picture) - before).sum(axis=2) > 0
    bodies = [np.asarray(side.body) for side in side_styles(corps.names.sides)]
    boxes = counter_boxes(position, land.camera)
    for box in boxes:
        part = colours(land.picture.subsurface(box))
        assert any((np.abs(part - body).sum(axis=2) < 40).sum() > 20 for body in bodies), box
        badge = box.inflate(8, 8).clip(land.picture.get_rect())
        changes[badge.left : badge.right, badge.top : badge.bottom] = False
    assert len(boxes) == len({int(unit.hex) for unit in position.units if unit.status == Status.PRESENT})
    assert not changes.any()


def test_without_counters_the_title_is_that_of_the_land(corps: Scenario) -> None:
    """Nothing of units or of a turn: just the name; the turn that was asked for is said."""
    layout = Layout(12, (900, 400))
    bare, over = (title_picture(corps, corps.start, layout, counters=False, turn_over=turn) for turn in (None, 24))
    assert inked(bare) < inked(over) < inked(title_picture(corps, corps.start, layout, turn_over=24))


def inked(picture: pygame.Surface) -> int:
    """Return down to which line something is written, the arrow at the right apart."""
    pixels = colours(picture)[: picture.get_width() // 2]
    return int(np.flatnonzero((np.abs(pixels - np.asarray(PAPER)).sum(axis=2) > 0).any(axis=0))[-1])


def test_the_sheet_has_the_counters(corps: Scenario, position: State) -> None:
    with_counters = picture_of(corps, position, scale=SMALL)
    without = picture_of(corps, position, scale=SMALL, counters=False)
    assert with_counters.get_width() == without.get_width()
    assert with_counters.get_height() > without.get_height()  # the legend explains them
    top = pygame.Rect(0, 0, without.get_width(), 400)
    assert (colours(with_counters.subsurface(top)) != colours(without.subsurface(top))).any()


def test_a_picture_is_the_same_every_time(corps: Scenario, position: State) -> None:
    first, second = (pygame.image.tobytes(picture_of(corps, position, scale=SMALL), "RGB") for _ in range(2))
    assert first == second


def test_options_change_the_picture_but_not_its_size(corps: Scenario) -> None:
    plain = paint_map(corps, 26)
    for other in (paint_map(corps, 26, grid=False), paint_map(corps, 26, numbers=True)):
        assert other.get_size() == plain.get_size()
        assert pygame.image.tobytes(other, "RGB") != pygame.image.tobytes(plain, "RGB")


def test_without_counters_no_unit_is_drawn(corps: Scenario, position: State) -> None:
    empty = picture_of(corps, corps.start, scale=SMALL, counters=False)
    full = picture_of(corps, position, scale=SMALL, counters=False)
    assert empty.get_size() == full.get_size()
    below = empty.get_height() // 4  # the title counts the forces
    assert (colours(empty)[:, below:] == colours(full)[:, below:]).all()


def test_what_the_theme_does_not_know_is_drawn_all_the_same(corps: Scenario, position: State) -> None:
    def ground(document: dict) -> None:
        document["terrain"]["tar_pit"] = {**document["terrain"]["sand"], "name": "Tar pit"}
        document["hexsides"]["hedge"] = {"name": "Hedge", "estimate": True}

    def chart(document: dict) -> None:
        document["legend"]["s"] = "tar_pit"
        document["hexsides"]["hedge"] = ["1111-E", "1112-NE"]
        document["lines"]["demilitarised_zone"] = ["1211-E", "1212-NE"]

    other = changed(corps, terrain=ground, map=chart)
    known, unknown = paint_map(corps, SMALL), paint_map(other, SMALL)
    camera = camera_for(corps, SMALL)
    grass, sand = (tuple(map(round, camera.centre(*place))) for place in ((0, 0), (6, 5)))
    assert known.get_at(grass) == unknown.get_at(grass)
    assert known.get_at(sand) != unknown.get_at(sand)
    assert picture_of(other, position, scale=SMALL).get_width() > 0


def test_a_flat_map_without_anything_is_drawn(corps: Scenario, position: State) -> None:
    def bare(document: dict) -> None:
        document["elevation"] = "\n".join([" ".join(["700"] * 54)] * 50) + "\n"
        rails = [road for road in document["roads"] if road["kind"] == "railway"]  # a train stands on them
        document.update(hexsides={}, lines={}, roads=rails, places=[], credits=[])

    assert picture_of(changed(corps, map=bare), position, scale=SMALL).get_width() > 0


def test_the_title_tells_when_and_who(corps: Scenario, position: State) -> None:
    assert moment(corps, position) == "6 August 1938, 04:00 to 12:00 · turn 24 of 39 · day"
    assert forces_on_map(corps, position, 0).startswith("42 units, 14,")
    position.clock.phase[0], position.clock.level[0] = Phase.OVER, 0
    assert moment(corps, position) == f"End of the game: {corps.names.level_names[0]} · turn 24 of 39"


@pytest.mark.parametrize(
    ("path", "says"),
    [("board.jpg", "must end in .png"), ("nowhere/board.png", "no folder"), ("folder.png", "this is a folder")],
)
def test_a_bad_place_is_reported_in_a_sentence(
    corps: Scenario, position: State, tmp_path: Path, path: str, says: str
) -> None:
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(UsageError, match=says):
        render(corps, position, tmp_path / path, scale=SMALL)
    assert [other.name for other in tmp_path.iterdir()] == ["folder.png"]


def test_a_failed_write_leaves_the_old_picture(
    corps: Scenario, position: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "board.png").write_bytes(b"old")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UsageError, match="cannot be written to: No space left on device"):
        render(corps, position, tmp_path / "board.png", scale=SMALL)
    assert [other.read_bytes() for other in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize(("scale", "numbers"), [(0, False), (7, False), (500, False), (16, True)])
def test_a_scale_that_makes_no_picture_is_refused(
    corps: Scenario, position: State, tmp_path: Path, scale: int, numbers: bool
) -> None:
    with pytest.raises(UsageError, match="scale"):
        render(corps, position, tmp_path / "board.png", scale=scale, numbers=numbers)


def test_a_new_game_is_drawn_without_a_display_and_in_silence(tmp_path: Path) -> None:
    """In a process of its own, without a display: `import game` loads no pygame, nothing is printed."""
    program = """
import sys, game, game.scenario.loading
assert "pygame" not in sys.modules
from game.engine.game import Game
scenario = game.scenario.loading.load_scenario("lake_khasan/night_attack")
from game.view.render import render
render(scenario, Game.new(scenario, seed=1).state, "board.png", scale=12)
"""
    environment = {"NUMBA_DISABLE_JIT": "1", "PATH": "", "HOME": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert (tmp_path / "board.png").read_bytes().startswith(b"\x89PNG")
