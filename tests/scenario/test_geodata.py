"""Geodata to a map: the example of the page, chains that hold together, and files that nobody should trust."""

from __future__ import annotations

import json
import re
import shlex
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from click.testing import CliRunner

from game.cli import main
from game.core.errors import ScenarioError
from game.core.hexes import distance, parse_number
from game.scenario.geodata.making import Made, make_map, read_recipe
from game.scenario.geodata.tracing import Walker
from game.scenario.library import read_library
from game.scenario.reading import read_text
from game.scenario.schema.libraries import Ground

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "geodata"


def made(folder: Path, hex_size: int | None = None) -> Made:
    ground = read_library("terrain").model
    assert isinstance(ground, Ground)
    return make_map(read_recipe(folder / "recipe.yaml", ground, hex_size), folder, ground)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(EXAMPLE, tmp_path / "geodata"))


def test_the_commands_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    block = re.search(r"^```\n(.*?)^```", (ROOT / "docs" / "geodata.md").read_text(encoding="utf-8"), re.DOTALL | re.M)
    assert block is not None
    copytree(EXAMPLE, tmp_path / "docs" / "examples" / "geodata")
    monkeypatch.chdir(tmp_path)
    for line in block[1].splitlines():
        result = CliRunner().invoke(main, shlex.split(line)[1:])
        assert result.exit_code == 0, (line, result.output, result.exception)
    layout = CliRunner().invoke(main, ["scenario", "format", "--check", "my_battles/valley/map.yaml"])
    assert layout.exit_code == 0, layout.output
    assert (tmp_path / "my_battles/valley/map.yaml").read_text(encoding="utf-8") == made(EXAMPLE).text


@pytest.mark.parametrize("hex_size", [150, 500, 1500])
def test_roads_and_rivers_are_connected_at_every_size(hex_size: int) -> None:
    data: Any = read_text(made(EXAMPLE, hex_size).text).data
    path = [parse_number(number) for road in data["roads"] for number in road["path"]]
    assert all(here and there and distance(*here, *there) == 1 for here, there in pairwise(path))
    assert len(data["roads"]) == len(data["bridges"]) == 1
    assert data["bridges"][0]["hexside"] in data["hexsides"]["river"]


def test_a_hex_has_the_median_of_its_values_and_no_data_counts_for_nothing(folder: Path) -> None:
    head = "ncols 4\nnrows 1\nxllcorner 130.599\nyllcorner 42.449\ncellsize 0.0005\nNODATA_value -9999\n"
    (folder / "heights.asc").write_text(head + "10 90 30 -9999\n", encoding="utf-8")
    data: Any = read_text(made(folder, 20_000).text).data
    assert data["elevation"].split() == ["30"]


def test_a_line_far_beyond_the_map_is_cut(folder: Path) -> None:
    walker = Walker(_sheet(folder), "line")
    line = ((-170.0, 42.45), (170.0, 42.45))
    (chain,) = walker.roads(line)
    assert [hex_[0] for hex_ in chain] == list(range(20))
    assert walker.roads(((-170.0, 50.0), (170.0, 50.0))) == []


def _sheet(folder: Path) -> Any:
    from game.scenario.geodata.sheet import sheet_of

    ground = read_library("terrain").model
    assert isinstance(ground, Ground)
    read = read_recipe(folder / "recipe.yaml", ground)
    return sheet_of(read.recipe, read.document)


def one(geometry: Any, **more: Any) -> str:
    return json.dumps({"type": "Feature", "properties": {}, "geometry": geometry, **more})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * 200_000, "lists lie in lists without end"),
        (
            '{"NaN\\\\": "-Infinity",\n"type": "Point", "coordinates": [NaN, 1]}',
            "geojson:2:34: the file is not JSON: NaN is",
        ),
        (
            '{"type": "Point", "coordinates": [0,\n-1' + "0" * 5000 + "]}",
            "geojson:2:1: the file is not JSON: a number of",
        ),
        ('{"type": "Point", "coordinates": [1' + "0" * 400 + ", 1]}", "is not a point"),
        ("[]", "no GeoJSON"),
        ('{"type": "FeatureCollection", "features": {}}', "features: should be a list"),
        ('{"type": "FeatureCollection", "features": [7]}', "features[0]: should be an object"),
        (one({"type": "LineString", "coordinates": [[1, True]]}), "is not a point"),
        (one({"type": "LineString", "coordinates": 3}), "should be a list of points"),
        (one({"type": ["Point"], "coordinates": [1, 2]}), "is no kind of geometry"),
        (one({"type": "Point", "coordinates": [500_000, 4_700_000]}), "other systems than WGS 84 are not read"),
        (one(None, crs={"properties": {"name": "urn:ogc:def:crs:EPSG::32652"}}), "export the file again in WGS 84"),
        (one({"type": "Point", "coordinates": [42.45, 130.6]}), "longitude stands first"),
        (one({"type": "Point", "coordinates": [1, 2]})[:-4], "valley.geojson:1:"),
    ],
)
def test_geojson_from_anywhere_is_one_sentence(folder: Path, text: str, message: str) -> None:
    (folder / "valley.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        made(folder)
    assert message in str(refused.value)
    assert len(refused.value.problems) == 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ncols 28", "ncols 999999", "8000000 are the most"),
        ("nrows 20", "nrows 21", "the file is cut short"),
        ("cellsize 0.005", "cellsize nan", "cellsize should be a number"),
        ("cellsize 0.005", "cellsize 1e-320", "cellsize should be at least 1e-07 degrees"),
        ("\n20 20", "\n20 2_0", "heights.asc:8:4: '2_0' is not a height"),
        ("xllcorner 130.53", "xllcorner 500000", "not in degrees"),
        ("xllcorner 130.53", "xllcorner 13.53", "no height anywhere on the map"),
        ("\n20 20", "\n20 high", "heights.asc:8:4: 'high' is not a height"),
    ],
)
def test_grids_from_anywhere_are_one_sentence(folder: Path, old: str, new: str, message: str) -> None:
    path = folder / "heights.asc"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        made(folder)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ground: grass", "ground: gras", "is not in the legend"),
        ("hexside: river", "hexside: rivr", "hexside"),
        ("hexside: river", "hexside: river, line: border", "makes hexside and line"),
        ("east: 130.66", "east: 130.5", "not more than `west`"),
        ("east: 130.66", "east: -179.5", "across the meridian of 180 degrees: let it end there"),
        ("east: 130.66", "east: 179.0", "200 are the most"),
        ("elevation: heights.asc", "elevation: ../heights.asc", "not outside"),
        ("elevation: heights.asc", "elevation: none.asc", ": there is no such file"),
    ],
)
def test_a_recipe_with_a_fault_is_refused(folder: Path, old: str, new: str, message: str) -> None:
    path = folder / "recipe.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScenarioError, match=re.escape(message)):
        made(folder)


def test_a_recipe_is_checked_by_itself_and_its_faults_have_their_lines(folder: Path) -> None:
    path = folder / "recipe.yaml"
    checked = CliRunner().invoke(main, ["scenario", "check", str(path)])
    assert (checked.exit_code, checked.stdout) == (0, f"ok  {path}: a recipe for a map from geodata\n")
    path.write_text(path.read_text(encoding="utf-8").replace("ground: grass", "ground: gras", 1), encoding="utf-8")
    checked = CliRunner().invoke(main, ["scenario", "check", str(path)])
    assert checked.exit_code == 2
    assert re.search(r"recipe\.yaml:\d+:\d+: ground: 'gras' is not in the legend", checked.stderr)
