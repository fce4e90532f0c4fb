"""The heights of a map: a number for each hex, or a height for all and contours over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.core.errors import ScenarioError
from game.scenario.heights import elevations
from game.scenario.loading import load_scenario
from game.scenario.new_battle.making import make_battle
from game.scenario.new_battle.wanted import Wanted
from game.scenario.schema.mapsheet import Contour, MapFile
from game.scenario.tiled.tilesets import heights_of


def board(**heights: object) -> MapFile:
    return MapFile(
        schema=1, name="Board", hex_size=500, columns=4, rows=3, latitude=0.0, longitude=0.0, legend={".": "plain"},
        terrain="....\n" * 3, **heights,
    )  # type: ignore[arg-type]  # fmt: skip


def test_without_anything_the_ground_is_flat() -> None:
    assert elevations(board()) == [0] * 12
    assert elevations(board(height=-7)) == [-7] * 12


def test_each_hex_has_the_number_of_the_grid() -> None:
    assert elevations(board(elevation="1 2 3 4\n5 6 7 8\n9 10 11 12\n")) == list(range(1, 13))


def test_a_contour_raises_what_is_inside_and_the_last_counts() -> None:
    contours = [
        Contour(metres=30, radius=("0101", 1)),
        Contour(metres=50, hexes=["0101", "0302"]),
        Contour(metres=10, polygon=["0000", "0100"]),
    ]
    assert heights_of(board(height=5, contours=contours)) == [[10, 10, 30, 5], [30, 50, 30, 5], [5, 30, 30, 50]]


@pytest.fixture
def battle(tmp_path: Path) -> Path:
    """A new battle whose map has no grid of heights."""
    path = make_battle(Wanted("clash"), tmp_path)
    lines = (path.parent / "map.yaml").read_text(encoding="utf-8").split("\n")
    first = lines.index("elevation: |")
    (path.parent / "map.yaml").write_text("\n".join([*lines[:first], *lines[first + 15 :]]), encoding="utf-8")
    return path


def add(path: Path, text: str) -> list[str]:
    """Add to the map, and return what is wrong with it then."""
    sheet = path.parent / "map.yaml"
    before = sheet.read_text(encoding="utf-8")
    sheet.write_text(before + text, encoding="utf-8")
    try:
        load_scenario(path)
    except ScenarioError as error:
        return [f"{one.path}: {one.message}" for one in error.problems]
    finally:
        sheet.write_text(before, encoding="utf-8")
    return []


def test_a_battle_needs_no_grid_of_heights(battle: Path) -> None:
    assert set(load_scenario(battle).world.hexes["elevation"].tolist()) == {0}
    assert add(battle, 'height: 20\ncontours: [{metres: 60, radius: ["1007", 2]}]\n') == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('contours: [{metres: 60, hexes: ["9907"]}]\n', "contours[0].hexes[0]: "),
        ('contours: [{metres: 60, radius: ["9907", 1]}]\n', "contours[0].radius[0]: "),
        ("contours: [{metres: 60}]\n", "contours[0]: takes no hex in: it needs `hexes`, `radius` or `polygon`"),
        ("contours: [{hexes: []}]\n", "contours[0]: "),
        ("height: 99999\n", "height: should be at most"),
        (f"elevation: |\n{'  ' + ' '.join(['1'] * 20)}\nheight: 3\n", "height: does not go with `elevation`"),
    ],
)
def test_faults_are_named(battle: Path, text: str, fault: str) -> None:
    assert any(one.startswith(fault) for one in add(battle, text)), add(battle, text)
