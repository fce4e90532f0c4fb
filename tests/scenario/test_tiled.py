"""Maps to Tiled and back: what is drawn comes back equal, what is drawn by hand is read, what is hostile is refused."""

from __future__ import annotations

import base64
import gzip
import json
import os
import shutil
import struct
import sys
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from math import dist
from pathlib import Path
from typing import Any, Final

import pygame
import pytest
import pytiled_parser
from click import Command
from click.testing import CliRunner, Result

from game.cli.tiled import export_tiled, import_tiled
from game.core.errors import ScenarioError, UsageError
from game.core.hexes import DIRECTIONS, centre, neighbours
from game.scenario.heights import elevations
from game.scenario.homes import data_dir
from game.scenario.library import read_library
from game.scenario.loading import check_part, load_scenario
from game.scenario.map_text import map_text
from game.scenario.new_battle.making import make_battle
from game.scenario.new_battle.wanted import Wanted
from game.scenario.reading import read_text
from game.scenario.schema.libraries import Ground
from game.scenario.schema.mapsheet import MapFile
from game.scenario.tiled.exporting import content_of
from game.scenario.tiled.importing import Imported, import_map
from game.scenario.tiled.layout import Layout
from game.scenario.tiled.opening import open_map
from game.scenario.tiled.tilesets import shipped_tilesets
from game.scenario.tiled.writing import tmj, tmx, tsx
from game.view.tileset_pictures import png_of

HERE: Final = Path(__file__).parent / "tiled_maps"
MAPS: Final = sorted(data_dir("scenarios").glob("*/map.yaml"))

WHOLE: Final[Mapping[str, Any]] = {
    "schema": 1,
    "name": 'Everything & "more"',
    "hex_size": 500,
    "columns": 4,
    "rows": 3,
    "latitude": 47.5,
    "longitude": 118,
    "credits": ["<Nobody>", "two\nlines"],
    "legend": {"g": "grass", ".": "grass", "~": "lake", "#": "my_ice"},
    "terrain": "g..~\n~#.g\n....\n",
    "elevation": "-3 0 7 1200\n1 2 3 4\n5 6 7 8\n",
    "region_legend": {"e": "east", "w": "west"},
    "region_titles": {"west": "the west"},
    "regions": "ww.e\nwwee\n....\n",
    "hexsides": {"steep": ["0101-NW", "0101-NE", "0101-E", "0201-E"], "river": [], "stream": ["0000-E", "0000-SE"]},
    "lines": {"frontier": ["0100-W", "0001-NW", "0100-SW"]},
    "line_titles": {"frontier": "the line of 1886"},
    "roads": [{"name": "A - B", "kind": "track", "path": ["0000", "0001", "0101"], "source": "x", "estimate": True}],
    "bridges": [{"id": "b1", "name": "Ford", "kind": "ford", "hexside": "0101-NW", "from": "1939-05-28"}],
    "places": [{"name": "Gora", "names": {"ru": "Гора", "source": "y"}, "hex": "0201", "kind": "hill", "height": 41}],
    "areas": {
        "one": {"hexes": ["0202"]},
        "some": {"title": "some of it", "hexes": ["0302", "0000", "0100"], "radius": ["0101", 1]},
        "field": {"polygon": ["0000", "0300", "0302"], "minus": ["one"], "within": ["west", "east"]},
        "strip": {"polygon": ["0000", "0300"]},
        "both": {"regions": ["west"], "areas": ["one", "some"]},
    },
    "crossings": [
        {"id": "boats", "name": "Boats", "side": "red", "area": "both", "speed": 900, "lift": {"day": 1, "night": 2}}
        | {"heavy": False},
        {"id": "ferry", "name": "Ferry", "side": "red", "hexes": ["0300"], "speed": 900, "lift": {"day": 1, "night": 2}}
        | {"heavy": True, "disorder": 5},
    ],
}


def exported(map_file: MapFile, path: Path) -> Path:
    """Write a map for Tiled, with its tilesets."""
    content = content_of(map_file, path.stem, ("grass", "hill"))
    path.write_text({".tmx": tmx, ".tmj": tmj}[path.suffix](content), encoding="utf-8")
    for tileset in content.tilesets:
        path.with_name(f"{tileset.name}.tsx").write_text(tsx(tileset), encoding="utf-8")
    return path


def imported(path: Path, **given: Any) -> Imported:
    return import_map(open_map(path, path.name), path.name, given)


def map_of(path: Path) -> MapFile:
    return MapFile.model_validate(read_text(imported(path).text).data)


# --- there and back -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".tmx", ".tmj"])
@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.parent.name)
def test_a_shipped_map_comes_back_equal(path: Path, suffix: str, tmp_path: Path) -> None:
    """Heights come back as the grid of one for every hex, however the file gave them: Tiled knows no contours."""
    before = check_part("map", path)
    assert isinstance(before, MapFile)
    after = map_of(exported(before, tmp_path / f"map{suffix}"))
    assert elevations(after) == elevations(before)
    heights = {"elevation": None, "height": 0, "contours": []}
    assert after.model_copy(update=heights) == before.model_copy(update=heights)


def test_a_map_with_numbers_of_six_digits_comes_back_equal(tmp_path: Path) -> None:
    before = load_scenario(make_battle(Wanted("high", columns=12, rows=101), tmp_path)).map
    assert map_of(exported(before, tmp_path / "high.tmx")) == before


@pytest.mark.parametrize("suffix", [".tmx", ".tmj"])
def test_everything_that_a_map_may_say_comes_back(suffix: str, tmp_path: Path) -> None:
    before = MapFile.model_validate(dict(WHOLE))
    after = map_of(exported(before, tmp_path / f"whole{suffix}"))
    assert {key: value for key, value in after if value != getattr(before, key)} == {}
    assert list(after.hexsides) == list(before.hexsides)


def test_a_map_that_comes_back_is_written_as_by_hand(tmp_path: Path) -> None:
    before = MapFile.model_validate(dict(WHOLE))
    text = imported(exported(before, tmp_path / "whole.tmx")).text
    assert read_text(text).data == read_text(map_text(dict(WHOLE))).data


def test_an_exported_map_is_one_for_pytiled_parser(tmp_path: Path) -> None:
    parsed = pytiled_parser.parse_map(exported(MapFile.model_validate(dict(WHOLE)), tmp_path / "whole.tmj"))
    assert (parsed.orientation, parsed.stagger_axis, parsed.stagger_index) == ("hexagonal", "y", "odd")
    assert [layer.name for layer in parsed.layers or []][:3] == ["terrain", "elevation", "regions"]
    assert [tileset.name for tileset in parsed.tilesets.values()] == ["whole_ground", "whole_heights", "whole_regions"]
    kinds = {number: tile.class_ for number, tile in (parsed.tilesets[1].tiles or {}).items()}
    assert kinds == {0: "grass", 1: "grass", 2: "lake", 3: "my_ice", 4: "hill"}


# --- by hand --------------------------------------------------------------------------------------------------------


def test_a_map_drawn_by_hand_as_tmx() -> None:
    found = imported(HERE / "by_hand.tmx")
    data = read_text(found.text).data
    assert data["legend"] == {"~": "my_ice", "g": "grass", "h": "hill"}
    assert data["terrain"] == "gghh\ng~hh\n~~gg\n"  # one hill is mirrored, which means nothing
    assert "elevation" not in data, "nothing says a height"
    assert data["hexsides"]["river"] == ["0000-E", "0000-SE"]
    assert data["places"] == [{"name": 'The "Knoll"', "hex": "0200", "kind": "hill", "height": 41}]
    assert data["roads"][0]["path"] == ["0000", "0100", "0200", "0300"]
    assert data["areas"] == {"north": {"radius": ["0000", 0]}}
    assert found.assumed == {"name": "by_hand", "hex_size": 500, "latitude": 45.0, "longitude": 115.0}
    assert found.ignored == ["notes"]


def test_a_line_with_far_corners_goes_hexside_by_hexside_with_the_hex_that_is_named_on_its_left() -> None:
    sides = read_text(imported(HERE / "by_hand.tmx").text).data["hexsides"]["steep"]
    assert sides == ["0200-W", "0101-NW", "0101-W", "0101-SW"]


def test_a_map_drawn_by_hand_as_tmj_with_packed_layers() -> None:
    found = imported(HERE / "by_hand.tmj", longitude=7.5)
    data = read_text(found.text).data
    assert data["elevation"] == "1234 0 30 30\n0 -5 30 30\n-5 0 0 0\n"
    assert [data[key] for key in ("name", "hex_size", "latitude", "longitude")] == ["By hand", 250, 42.5, 7.5]
    assert found.assumed == {}


@pytest.mark.parametrize("pack", [zlib.compress, gzip.compress, bytes], ids=["zlib", "gzip", "bytes"])
def test_a_layer_may_be_packed_in_every_way_that_needs_no_more_libraries(
    pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    how = {zlib.compress: "zlib", gzip.compress: "gzip"}.get(pack, "")
    data = base64.b64encode(pack(struct.pack("<12I", *[1] * 12))).decode()
    path = changed(tmp_path, "by_hand.tmj", lambda whole: whole["layers"][0].update(data=data, compression=how))
    assert read_text(imported(path).text).data["terrain"] == "gggg\n" * 3


# --- layout ---------------------------------------------------------------------------------------------------------


def test_hexes_of_tiled_lie_as_ours() -> None:
    """Tiled's manual: a row is (height + side) / 2 below the one before, an odd one half a hex to the east."""
    layout = Layout(5, 4)
    for row in range(4):
        for column in range(5):
            x, y = layout.middle(column, row)
            assert (x, y) == (column * 56 + (28 if row % 2 else 0) + 28, row * 48 + 32)
            assert layout.hex_at((x + 20, y - 15)) == (column, row)
            ours = centre(column, row)
            assert dist((x / 56 - 0.5, (y - 32) / 48 * 0.866), ours) < 0.01
            for direction, *other in neighbours(column, row, 5, 4):
                ends = [layout.corner(corner) for corner in layout.edge((column, row, direction))]
                there = layout.middle(*other)
                middle = ((x + there[0]) / 2, (y + there[1]) / 2)
                assert dist(middle, ((ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2)) < 1e-9
                (ax, ay), (bx, by) = ends
                assert (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0, f"{DIRECTIONS[direction]}: not on the right"


def test_points_beside_the_map_have_no_hex_and_no_corner() -> None:
    layout = Layout(5, 4)
    for point in ((-30.0, 30.0), (1e9, 0.0), (float("nan"), 0.0), (float("inf"), 0.0), (50.0, 1000.0)):
        assert layout.hex_at(point) is None
    assert layout.corner_at((1e9, 0.0)) is None
    assert layout.corner_at((float("nan"), 0.0)) is None


# --- faults ---------------------------------------------------------------------------------------------------------


def changed(folder: Path, name: str, change: Callable[[Any], Any]) -> Path:
    """Copy the maps drawn by hand and change one: TMX as text, TMJ as data."""
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    path = folder / name
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".tmj":
        data = json.loads(text)
        change(data)
        text = json.dumps(data)
    else:
        text = change(text)
    path.write_text(text, encoding="utf-8")
    return path


def swap(old: str, new: str) -> Callable[[str], str]:
    """Return a change of one piece of text, which must be there."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


BAD_TMX: Final = {
    "orthogonal": ('orientation="hexagonal"', 'orientation="orthogonal"', "Hexagonal, Stagger Axis: Y"),
    "flat tops": ('staggeraxis="y"', 'staggeraxis="x"', "flat tops"),
    "even": ('staggerindex="odd"', 'staggerindex="even"', "even rows"),
    "infinite": ('infinite="0"', 'infinite="1"', "infinite"),
    "too wide": ('width="4" height="3" tile', 'width="201" height="3" tile', "`width` of the map is '201'"),
    "no width": ('width="4" height="3" tile', 'width="-4" height="3" tile', "should be a whole number from 1 to"),
    "document type": ("<map ", '<!DOCTYPE x [<!ENTITY a "b">]><map ', "document type"),
    "not XML": ("</map>", "</mop>", "not XML"),
    "a square too few": ("1,1,2,2,", "1,2,2,", "should have 12 squares"),
    "no numbers": ("1,1,2,2,", "1,1,x,2,", "no map as Tiled writes it"),
    "XML squares": (' encoding="csv"', "", "Tile Layer Format: CSV"),
    "nothing painted": ("1,1,2,2,", "0,0,2,2,", "hex '0000' and 1 other has no ground"),
    "no class": ("1,1,2,2,", "9,1,2,2,", "the square number 9, at hex '0000', names no ground"),
    "outside": ('source="ground.tsx"', 'source="../ground.tsx"', "not in the folder of the map"),
    "absolute": ('source="ground.tsx"', 'source="/etc/passwd"', "not in the folder of the map"),
    "missing": ('source="ground.tsx"', 'source="gone.tsx"', "no such file"),
    "template": ('<object id="2" ', '<object id="2" template="x.tx" ', "object 2 is made from a template"),
    "beside the map": (
        'x="101" y="20"',
        'x="-101" y="20"',
        "layer places, object 2 'The \"Knoll\"': lies beside the map",
    ),
    "unheard of": ('type="hill" x', 'type="hut" x', "object 2 'The \"Knoll\"': kind: 'hut' is not known here"),
    "no class of an object": ('type="hill" x', "x", "object 2 'The \"Knoll\"': has no class"),
    "property unknown": ('name="height" value', 'name="hight" value', "did you mean 'height'"),
    "edge of the map": ("0,0 0.3,24 -21,33", "-40,0 -40,22", "edge of the map"),
}


@pytest.mark.parametrize(("old", "new", "words"), BAD_TMX.values(), ids=BAD_TMX.keys())
def test_what_cannot_be_a_map_is_refused_in_a_sentence(old: str, new: str, words: str, tmp_path: Path) -> None:
    path = changed(tmp_path / "there", "by_hand.tmx", swap(old, new))
    with pytest.raises(ScenarioError) as caught:
        imported(path)
    assert words in str(caught.value)


BOMB: Final = base64.b64encode(zlib.compress(bytes(50_000_000))).decode()
SHORT: Final = struct.pack("<12I", *[1] * 12)
TWO: Final = base64.b64encode(gzip.compress(SHORT) + gzip.compress(bytes(50_000_000))).decode()

HOSTILE: Final[Mapping[str, tuple[Callable[[Any], Any], str]]] = {
    "bomb": (lambda whole: whole["layers"][0].update(data=BOMB), "should have 12 squares"),
    "two members": (lambda whole: whole["layers"][0].update(data=TWO, compression="gzip"), "should have 12 squares"),
    "packed by zstd": (lambda whole: whole["layers"][0].update(compression="zstd"), "packed by 'zstd'"),
    "called CSV": (lambda whole: whole["layers"][0].update(encoding="csv"), "Tile Layer Format: CSV"),
    "bomb in a tileset": (
        lambda whole: whole["tilesets"][1]["tiles"][0].update(objectgroup={"type": "tilelayer", "data": BOMB}),
        "not as large as the map",
    ),
    "chunks": (lambda whole: whole["layers"][0].update(chunks=[]), "infinite"),
    "template": (lambda whole: whole["layers"][2]["objects"][0].update(template="/etc/passwd"), "template"),
    "deep": (lambda whole: whole.update(deep=json.loads("[" * 200 + "]" * 200)), "too deep in each other"),
    "no layers": (lambda whole: whole.pop("layers"), "no map as Tiled writes it"),
    "far away": (lambda whole: whole["layers"][2]["objects"][0].update(x=1e300), "nowhere near the map"),
    "many tilesets": (lambda whole: whole.update(tilesets=whole["tilesets"] * 40), "tilesets"),
    "many layers": (lambda whole: whole.update(layers=whole["layers"][:1] * 40), "layers of squares"),
    "too high": (
        lambda whole: whole["layers"][2]["objects"][0]["properties"][0].update(value=9001),
        "from -500 to 9000",
    ),
    "no height": (
        lambda whole: whole["layers"][2]["objects"][0]["properties"][0].update(type="string", value="high"),
        "layer heights, object 1: the object names no height",
    ),
}


@pytest.mark.parametrize(("change", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_in_a_sentence(change: Callable[[Any], Any], words: str, tmp_path: Path) -> None:
    path = changed(tmp_path, "by_hand.tmj", change)
    with pytest.raises(ScenarioError) as caught:
        imported(path)
    assert words in str(caught.value)


@pytest.mark.parametrize("name", [101, {"a": 1}, ["heights"]])
def test_a_layer_whose_name_is_no_text_is_a_layer_that_we_do_not_know(name: Any, tmp_path: Path) -> None:
    """Only a file that a program has written is so; what the layer holds is not looked for in it."""
    path = changed(tmp_path, "by_hand.tmj", lambda whole: whole["layers"][2].update(name=name))
    assert imported(path) is not None


def test_a_tileset_that_is_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    path = changed(tmp_path / "there", "by_hand.tmx", lambda text: text)
    (tmp_path / "there" / "ground.tsx").rename(tmp_path / "outside.tsx")
    (tmp_path / "there" / "ground.tsx").symlink_to(tmp_path / "outside.tsx")
    with pytest.raises(ScenarioError, match="not in the folder of the map"):
        imported(path)


def test_a_link_to_a_map_has_its_tilesets_beside_the_link(tmp_path: Path) -> None:
    path = changed(tmp_path / "there", "by_hand.tmx", lambda text: text)
    (tmp_path / "link.tmx").symlink_to(path)
    (tmp_path / "ground.tsx").symlink_to("/etc/hostname")
    with pytest.raises(ScenarioError, match="not in the folder of the map"):
        imported(tmp_path / "link.tmx")


def test_text_that_is_neither_is_refused(tmp_path: Path) -> None:
    for text in ("", "[1]", "{", "nothing", "[" * 100_000, "<" * 1000, "\n<map/>", "<map/>"):
        path = tmp_path / "odd.tmx"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ScenarioError):
            imported(path)


def test_without_the_library_a_sentence_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pytiled_parser", None)
    with pytest.raises(UsageError, match=r"borderwars\[tiled\]"):
        imported(HERE / "by_hand.tmx")


# --- tilesets -------------------------------------------------------------------------------------------------------


def test_the_tilesets_of_the_game_are_those_that_its_grounds_give(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a new kind of ground UPDATE_DOCS=1 writes them again."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    ground = read_library("terrain").model
    assert isinstance(ground, Ground)
    for tileset in shipped_tilesets(ground.terrain):
        text, picture = (data_dir("assets") / "tiled" / name for name in (f"{tileset.name}.tsx", tileset.picture))
        if os.environ.get("UPDATE_DOCS"):
            text.write_text(tsx(tileset), encoding="utf-8")
            picture.write_bytes(png_of(tileset, ground))
        assert text.read_text(encoding="utf-8") == tsx(tileset)
        shipped = pygame.image.load(picture)
        painted = pygame.image.load(BytesIO(png_of(tileset, ground)), "painted.png")
        assert shipped.get_size() == painted.get_size() == tileset.picture_size
        assert shipped.get_at((0, 0)).a == 0, "the corners are clear"
        middles = [(28 + 56 * column, 20) for column in range(tileset.columns)]
        assert [shipped.get_at(spot) for spot in middles] == [painted.get_at(spot) for spot in middles]


def test_squares_of_all_looks_are_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    ground = read_library("terrain").model
    assert isinstance(ground, Ground)
    for tileset in content_of(MapFile.model_validate(dict(WHOLE)), "whole", ground.terrain).tilesets:
        picture = pygame.image.load(BytesIO(png_of(tileset, ground)), "painted.png")
        assert picture.get_size() == tileset.picture_size
        assert picture.get_at((28, 10)).a > 0
        assert picture.get_at((1, 1)).a == 0


# --- commands -------------------------------------------------------------------------------------------------------


def run(command: Command, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_a_map_goes_to_tiled_and_back_by_the_commands(tmp_path: Path) -> None:
    there, back = tmp_path / "there.tmj", tmp_path / "back.yaml"
    result = run(export_tiled, "lake_khasan/night_attack", "-o", there)
    assert result.exit_code == 0, result.output
    assert len(list(tmp_path.glob("there*"))) == 7
    assert isinstance(run(export_tiled, MAPS[0], "-o", there).exception, UsageError)
    result = run(import_tiled, there, "-o", back, "--name", "Another")
    assert result.exit_code == 0, result.output
    assert "assumed" not in result.output
    before, after = check_part("map", data_dir("scenarios") / "lake_khasan" / "map.yaml"), check_part("map", back)
    assert after == before.model_copy(update={"name": "Another"})
    assert isinstance(run(import_tiled, there, "-o", back).exception, UsageError)
    assert run(export_tiled, back, "-o", there, "--force").exit_code == 0


def test_a_command_says_what_it_assumed_and_left_out(tmp_path: Path) -> None:
    result = run(import_tiled, HERE / "by_hand.tmx", "-o", tmp_path / "map.yaml", "--latitude", 42, "--height", 300)
    assert "assumed: name by_hand, hex_size 500, longitude 115.0" in result.output
    assert "left out: notes" in result.output
    assert read_text((tmp_path / "map.yaml").read_text(encoding="utf-8")).data["elevation"] == "300 300 300 300\n" * 3


def test_a_file_of_another_kind_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    assert isinstance(run(export_tiled, MAPS[0], "-o", tmp_path / "map.json").exception, UsageError)
    assert isinstance(run(import_tiled, HERE / "ground.tsx", "-o", tmp_path / "map.yaml").exception, UsageError)
    assert list(tmp_path.iterdir()) == []
