"""Geodata to map: small tables and a recipe become the text of a map, and every fault of a table is named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pydantic import BaseModel

from game.cli.grid_import import import_grid as command
from game.core.errors import ScenarioError, UsageError
from game.scenario.grid_import import import_grid, map_data, read_recipe
from game.scenario.grid_recipe import Recipe
from game.scenario.map_text import WIDTH, map_text
from game.scenario.reading import read_text
from game.scenario.schema.mapsheet import MapFile
from game.scenario.validating import validate

from .test_docs import TEXT, models

GROUND = ["..hM", ".hh.", "~..."]
HEIGHTS = [[10, 11, 40, 9], [12, 41, 44, 10], [5, 9, 9, -3]]

RECIPE = """\
schema: 1
name: "Two banks"
hex_size: 1000
latitude: 47.7
longitude: 118.6
credits: ["Nobody: made up."]
comments:
  schema: "A map for tests."
  bridges: "Only one of them carries tanks."
hexes:
  file: hexes.csv
  columns: {column: col, elevation: mean}
  terrain: {".": grass, h: hill, M: marsh, "~": lake, v: village}
  regions:
    W: {character: w, id: west}
    E: {character: e, id: east}
    N: {character: n, id: north}
hexsides:
  file: sides.csv
  columns: {column: col}
  hexsides: {stream: stream, slope: steep}
  lines: {border: frontier}
roads:
  file: roads.csv
  columns: {column: col, order: seq}
  kinds: {main: dirt_road, path: track}
  source: "survey ({road}, {confidence})"
  estimate: [LOW]
bridges:
  file: bridges.csv
  columns: {column: col, kind: type, from: date_from, to: date_to}
  kinds: {bridge: bridge, ford: ford, deep ford: deep_ford}
  owners: {SU: soviet, both: null}
  corrections:
    B2: {kind: deep ford, from: ""}
  estimate: true
places:
  file: places.csv
  columns: {column: col, height: stated}
  kinds: {height: hill, hamlet: village}
areas:
  - file: lines.csv
    columns: {area: line, column: col}
    only: {whose: [S, both]}
    areas: {L1: soviet_line, L3: "last_line"}
"""

TABLES = {
    "roads.csv": """\
road,name,kind,confidence,seq,col,row
R1,"East, then south",main,MED,0,0,0
R1,"East, then south",main,MED,2,1,1
R1,"East, then south",main,MED,1,1,0
R2,By-way,path,LOW,0,3,2
R2,By-way,path,LOW,1,2,2
""",
    "sides.csv": """\
col,row,side,kind
1,0,E,stream
1,1,W,stream+border
1,1,E,slope
2,0,SE,border
""",
    "bridges.csv": """\
id,name,type,col,row,side,date_from,date_to,owner,capacity
B1,Old bridge,bridge,1,0,E,1939-05-28,1939-07-05,SU,"all arms, slowly"
B2,Ford,ford,1,1,W,1939-01-01,,both,
""",
    "places.csv": """\
label,name,kind,col,row,stated
LH,Long Hill,height,2,1,47
VI,"The ""old"" village",hamlet,3,1,
""",
    "lines.csv": """\
line,whose,col,row
L1,S,1,1
L1,S,1,1
L1,S,2,1
L2,S,0,0
L3,J,0,1
L3,both,0,2
""",
}


def hexes_table(ground: list[str] = GROUND) -> str:
    rows = ["col,row,lat,mean,terrain,region"]
    for row, line in enumerate(ground):
        for column, code in enumerate(line):
            side = "W" if column < 2 else "E"
            rows.append(f"{column},{row},47.70,{HEIGHTS[row][column]},{code},{side}")
    return "\n".join([rows[0], *reversed(rows[1:])]) + "\n"  # in whatever order they come


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    for name, text in {**TABLES, "hexes.csv": hexes_table(), "recipe.yaml": RECIPE}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def made(folder: Path) -> str:
    return import_grid(read_recipe(folder / "recipe.yaml"), folder)


def faults(folder: Path) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        made(folder)
    return str(caught.value).splitlines()[:-1]


# --- what is made ---------------------------------------------------------------------------------------------------


def test_the_grids_are_those_of_the_tables(tables: Path) -> None:
    data = read_text(made(tables)).data
    assert (data["columns"], data["rows"], data["hex_size"]) == (4, 3, 1000)
    assert data["terrain"].splitlines() == GROUND
    assert [[int(word) for word in row.split()] for row in data["elevation"].splitlines()] == HEIGHTS
    assert data["legend"] == {".": "grass", "h": "hill", "M": "marsh", "~": "lake"}  # no village in the grid
    assert data["region_legend"] == {"w": "west", "e": "east"}
    assert data["regions"].splitlines() == ["wwee"] * 3


def test_the_result_is_a_map_and_reads_back_as_it_was_meant(tables: Path) -> None:
    text = made(tables)
    checked = validate(read_text(text), MapFile)
    assert checked.problems == []
    assert read_text(text).data == map_data(read_recipe(tables / "recipe.yaml"), tables)


def test_hexsides_are_sorted_by_kind(tables: Path) -> None:
    data = read_text(made(tables)).data
    assert data["hexsides"] == {"stream": ["0100-E", "0101-W"], "steep": ["0101-E"]}
    assert data["lines"] == {"frontier": ["0101-W", "0200-SE"]}


def test_roads_are_joined_in_order(tables: Path) -> None:
    first, second = read_text(made(tables)).data["roads"]
    assert first == {
        "name": "East, then south",
        "kind": "dirt_road",
        "source": "survey (R1, MED)",
        "path": ["0000", "0100", "0101"],
    }
    assert (second["kind"], second["estimate"], second["path"]) == ("track", True, ["0302", "0202"])


def test_bridges_have_days_owner_and_capacity(tables: Path) -> None:
    assert read_text(made(tables)).data["bridges"] == [
        {
            "id": "b1",
            "name": "Old bridge",
            "kind": "bridge",
            "hexside": "0100-E",
            "from": "1939-05-28",
            "to": "1939-07-05",
            "owner": "soviet",
            "capacity": "all arms, slowly",
            "estimate": True,
        },
        {"id": "b2", "name": "Ford", "kind": "deep_ford", "hexside": "0101-W", "estimate": True},
    ]


def test_places_and_areas(tables: Path) -> None:
    data = read_text(made(tables)).data
    assert data["places"] == [
        {"name": "Long Hill", "hex": "0201", "kind": "hill", "height": 47},
        {"name": 'The "old" village', "hex": "0301", "kind": "village"},
    ]
    assert data["areas"] == {"soviet_line": {"hexes": ["0101", "0201"]}, "last_line": {"hexes": ["0002"]}}


def test_only_the_hexes_are_needed(tables: Path) -> None:
    head = RECIPE[: RECIPE.index("  regions:")].replace('credits: ["Nobody: made up."]\n', "")
    (tables / "recipe.yaml").write_text(head, encoding="utf-8")
    assert set(read_text(made(tables)).data) == {
        "schema", "name", "hex_size", "columns", "rows", "latitude", "longitude", "legend", "terrain", "elevation",
    }  # fmt: skip


def test_a_table_from_a_spreadsheet_may_begin_with_a_byte_order_mark(tables: Path) -> None:
    (tables / "hexes.csv").write_bytes(b"\xef\xbb\xbf" + hexes_table().replace("\n", "\r\n").encode())
    assert read_text(made(tables)).data["terrain"].splitlines() == GROUND


# --- how it is written ----------------------------------------------------------------------------------------------


def test_the_text_is_for_people(tables: Path) -> None:
    text = made(tables)
    assert text.startswith('schema: 1\n# A map for tests.\nname: "Two banks"\n')
    assert '\nlegend: {".": grass, h: hill, M: marsh, "~": lake}\nterrain: |\n  ..hM\n' in text
    assert '\n\n# Only one of them carries tanks.\nbridges:\n  - id: b1\n    name: "Old bridge"\n' in text
    assert '  - {name: "Long Hill", hex: "0201", kind: hill, height: 47}\n' in text
    assert all(line == line.rstrip() and len(line) <= WIDTH for line in text.splitlines())


def test_long_lists_are_wrapped_and_read_back() -> None:
    data: dict[str, Any] = {
        "schema": 1,
        "hexsides": {"river": [f"{number:04d}-NE" for number in range(1000, 1090)]},
        "areas": {"wide": {"hexes": [f"{number:04d}" for number in range(60)], "within": ["river"]}, "point": {}},
        "legend": {chr(code): f"kind_of_ground_{code}" for code in range(65, 91)},
    }
    text = map_text(data)
    assert read_text(text).data == data
    assert max(len(line) for line in text.splitlines()) <= WIDTH
    assert '  river: [\n    "1000-NE", "1001-NE",' in text
    assert "  wide:\n    hexes: [\n" in text
    assert "Y" not in text.replace('"Y"', "")  # a bare Y is a truth value to some readers
    assert "\n  ]\n" in text


# --- what is wrong --------------------------------------------------------------------------------------------------


UNKNOWN = "the recipe does not say what"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("hexes", "44,h,E", "44,H,E", f"line 7: terrain: {UNKNOWN} 'H' means; there are ., h, M, ~ and v"),
        ("hexes", "44,h,E", "4.4,h,E", "line 7: mean: '4.4' is not a whole number"),
        ("hexes", "44,h,E", "44,h,X", f"line 7: region: {UNKNOWN} 'X' means; there are W, E and N"),
        ("hexes", "2,1,47.70,44", "2,0,47.70,44", "line 11: col: hex '0200' is in line 7 already"),
        ("hexes", "2,1,47.70,44", "200,1,47.70,44", "line 7: col: 200 is not from 0 to 199"),
        ("hexes", "lat,mean", "lat,height",
         "line 1: there is no column 'mean'; there are col, row, lat, height, terrain and region"),
        ("sides", "1,1,E,slope", "1,1,EAST,slope",
         "line 4: side: 'EAST' is not a hexside; there are NE, E, SE, SW, W and NW"),
        ("sides", "+border", "+boarder", f"line 3: kind: {UNKNOWN} 'boarder' means; did you mean 'border'?"),
        ("roads", "LOW,1,2,2", "LOW,1,1,2", "line 6: seq: hex '0102' is not beside '0302'"),
        ("roads", "path,LOW,0", "pass,LOW,0", f"line 5: kind: {UNKNOWN} 'pass' means; there are main and path"),
        ("bridges", "SU", "JP", f"line 2: owner: {UNKNOWN} 'JP' means; there are SU and both"),
        ("places", "2,1,47", "2,1,high", "line 2: stated: 'high' is not a whole number"),
    ],
)  # fmt: skip
def test_faults_of_tables(tables: Path, name: str, old: str, new: str, message: str) -> None:
    change(tables, f"{name}.csv", old, new)
    assert faults(tables)[0] == f"{name}.csv, {message}"


def test_a_gap_in_the_grid_is_named(tables: Path) -> None:
    change(tables, "hexes.csv", "2,1,47.70,44,h,E\n", "")
    assert faults(tables) == [
        "hexes.csv: the table lacks 1 of 12 hexes, first '0201'; the grid has to be a whole rectangle"
    ]


def test_an_area_without_rows_is_named(tables: Path) -> None:
    change(tables, "lines.csv", "L3,both", "L4,both")
    assert faults(tables) == ["lines.csv: there is no row with 'L3', which should make the area last_line"]


def test_a_source_of_columns_that_are_not_there_is_named(tables: Path) -> None:
    change(tables, "recipe.yaml", "survey ({road}, {confidence})", "survey ({sheet})")
    assert faults(tables)[0] == "roads.csv, line 2: source: the table has no column for 'sheet' of the recipe's source"


def test_a_missing_table_is_named(tables: Path) -> None:
    (tables / "roads.csv").unlink()
    assert faults(tables) == ["roads.csv: there is no such file"]


def test_a_table_that_is_not_text_is_named(tables: Path) -> None:
    (tables / "roads.csv").write_bytes(b"road,name\n\xff\xfe")
    assert faults(tables) == ["roads.csv: the file cannot be read: it is not UTF-8"]


def test_an_empty_table_is_named(tables: Path) -> None:
    (tables / "hexes.csv").write_text("col,row,mean,terrain,region\n", encoding="utf-8")
    assert faults(tables) == ["hexes.csv: the table is empty; the grid has to be a whole rectangle"]


def test_faults_of_the_recipe_have_their_place(tables: Path) -> None:
    change(tables, "recipe.yaml", "latitude: 47.7", "latitdue: 47.7")
    with pytest.raises(ScenarioError, match=r"recipe.yaml:4:1: latitdue: unknown key 'latitdue'; did you mean 'latit"):
        read_recipe(tables / "recipe.yaml")


def test_several_faults_are_reported_at_once(tables: Path) -> None:
    change(tables, "sides.csv", "1,1,E,slope", "1,1,E,hedge")
    change(tables, "places.csv", "height,2,1", "tower,2,1")
    assert len(faults(tables)) == 2


# --- the command ----------------------------------------------------------------------------------------------------


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def test_the_command_writes_a_map_once(tables: Path) -> None:
    target = tables / "map.yaml"
    assert run(tables / "recipe.yaml", "-o", target).output == f"written: {target}\n"
    assert target.read_text(encoding="utf-8") == made(tables)
    edited = f"{made(tables)}# edited by hand\n"
    target.write_text(edited, encoding="utf-8")
    again = run(tables / "recipe.yaml", "-o", target)
    assert isinstance(again.exception, UsageError)
    assert "--force" in str(again.exception)
    assert target.read_text(encoding="utf-8") == edited
    assert run(tables / "recipe.yaml", "-o", target, "--force").exit_code == 0
    assert target.read_text(encoding="utf-8") == made(tables)


def test_tables_may_lie_elsewhere(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("recipe")
    (tables / "recipe.yaml").rename(elsewhere / "recipe.yaml")
    assert run(elsewhere / "recipe.yaml", "--tables", tables, "-o", elsewhere / "map.yaml").exit_code == 0
    missing = run(elsewhere / "recipe.yaml", "--tables", tables, "-o", tables / "nowhere" / "map.yaml")
    assert isinstance(missing.exception, UsageError)


# --- the docs -------------------------------------------------------------------------------------------------------


def recipe_models() -> list[type[BaseModel]]:
    found: set[type[BaseModel]] = {Recipe}
    waiting = list(found)
    while waiting:
        inside = {m for f in waiting.pop().model_fields.values() for m in models(f.annotation)} - found
        found |= inside
        waiting += inside
    return sorted(found, key=lambda model: model.__name__)


@pytest.mark.parametrize("model", recipe_models(), ids=lambda model: model.__name__)
def test_every_key_of_a_recipe_is_explained(model: type[BaseModel]) -> None:
    section = TEXT[TEXT.index("\n## A map from tables") : TEXT.index("\n## When something is wrong")]
    names = [field.alias or name for name, field in model.model_fields.items() if name != "schema_version"]
    assert [name for name in names if not re.search(rf"`{name}[`:]|[{{ ]{name}[,:}}]", section)] == []
