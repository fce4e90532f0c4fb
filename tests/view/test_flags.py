"""Flags and symbols that a battle brings, drawn as it says, and its pictures."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.scenario.loading import Scenario, load_scenario
from game.view.battle_pictures import picture_beside
from game.view.counters import face_of, paint_counter
from game.view.flags import flag_of
from game.view.legend import legend
from game.view.looks import Look, choose_look
from tests.pictures import png

KHASAN = Path(__file__).parents[2] / "scenarios" / "lake_khasan"
JAPANESE = '{colour: "#b0242f", disc: [49, 50, 60]}'
GREEN, WHITE, RED = (0, 255, 0), (255, 255, 255), (255, 0, 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the night attack, to be changed."""
    for path in (KHASAN / "night_attack.yaml", KHASAN / "map.yaml", KHASAN / "forces.yaml", *KHASAN.glob("plan_*")):
        shutil.copy(path, tmp_path)
    return tmp_path


def with_flag(folder: Path, old: str, new: str) -> Scenario:
    path = folder / "forces.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return load_scenario(folder / "night_attack.yaml")


def flag(scenario: Scenario, side: int, height: int = 40) -> pygame.Surface:
    found = flag_of(scenario, side, height)
    assert found is not None
    return found


def at(picture: pygame.Surface, x: float, y: float) -> tuple[Any, ...]:
    return tuple(picture.get_at((round(picture.get_width() * x), round(picture.get_height() * y)))[:3])


def test_the_shipped_flags_are_those_of_their_sides() -> None:
    scenario = load_scenario("lake_khasan/night_attack")
    soviet, japanese = flag(scenario, 0), flag(scenario, 1)
    assert soviet.get_width() == 80 and at(soviet, 0.5, 0.5) == at(soviet, 0.1, 0.9) == (200, 32, 47)
    assert at(japanese, 0.5, 0.5) == (176, 36, 47)
    assert at(japanese, 0.1, 0.1) == (253, 251, 244)


@pytest.mark.parametrize(
    ("part", "inside", "outside"),
    [
        ("box: [0, 0, 50, 50]", (0.25, 0.25), (0.75, 0.75)),
        ("cross: [30, 50, 20]", (0.3, 0.1), (0.7, 0.2)),
        ("polygon: [[0, 0], [60, 50], [0, 100]]", (0.2, 0.5), (0.8, 0.2)),
    ],
)
def test_parts_lie_where_they_are_said_to(
    folder: Path, part: str, inside: tuple[float, float], outside: tuple[float, float]
) -> None:
    found = flag(with_flag(folder, JAPANESE, f'{{colour: "#00ff00", {part}}}'), 1)
    assert at(found, *inside) == GREEN
    assert at(found, *outside) == (253, 251, 244)


@pytest.mark.parametrize(("upright", "there"), [("false", (0.5, 0.9)), ("true", (0.9, 0.5))])
def test_stripes_go_down_or_stand(folder: Path, upright: str, there: tuple[float, float]) -> None:
    new = f'stripes: ["#ff0000", "#ffffff", "#00ff00"]\n      upright: {upright}\n'
    found = flag(with_flag(folder, 'stripes: ["#c8202f"]\n', new), 0)
    assert at(found, 0.1, 0.1) == RED
    assert at(found, 0.5, 0.5) == WHITE
    assert at(found, *there) == GREEN


def test_a_flag_may_be_a_picture_and_is_none_when_that_is_gone(folder: Path) -> None:
    (folder / "flag.png").write_bytes(png(90, 45, b"\x00\xff\x00"))
    old = 'proportion: [1, 2]\n      stripes: ["#c8202f"]\n'
    scenario = with_flag(folder, old, "picture: flag.png\n")
    assert flag(scenario, 0, 30).get_size() == (60, 30)
    assert at(flag(scenario, 0, 45), 0.5, 0.5) == GREEN
    (folder / "flag.png").unlink()
    assert flag_of(scenario, 0, 30) is None


def test_a_picture_that_has_changed_is_read_again(folder: Path) -> None:
    scenario = load_scenario(folder / "night_attack.yaml")
    path = folder / "pass.png"
    for size in (6, 9):
        path.write_bytes(png(size, size))
        picture = picture_beside(scenario, "pass.png")
        assert picture is not None and picture.get_width() == size


SYMBOLS = """schema: 1
symbols:
  infantry:
    name: "Ours"
    strokes: [{area: [[-150, -100], [150, -100], [150, 100], [-150, 100]]}]
"""


@pytest.mark.parametrize("counters", ["symbols", "silhouettes"])
def test_a_symbol_of_the_battle_s_own_takes_the_place_of_that_of_the_game(folder: Path, counters: Any) -> None:
    usual = load_scenario(folder / "night_attack.yaml")
    row = usual.names.unit_symbols.index("infantry")
    (folder / "symbols.yaml").write_text(SYMBOLS, encoding="utf-8")
    own = load_scenario(folder / "night_attack.yaml")
    choose_look(Look(counters=counters))
    try:
        pictures = [paint_counter(face_of(one, one.start, row), 64) for one in (usual, own)]
    finally:
        choose_look(Look())
    assert sum(pictures[1].get_at((32, 20))[:3]) < 200, "the whole frame is filled"
    assert pygame.image.tobytes(pictures[0], "RGBA") != pygame.image.tobytes(pictures[1], "RGBA")
    words = [entry.words for group in legend(own, own.start, 12) for entry in group.entries]
    assert "Ours" in words
