"""A recipe and a folder of geodata to the text of a map: the door of this package."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from game.core.errors import Problem, ScenarioError
from game.scenario.geodata.drafting import Draft, bridges, check_recipe, roads_on_land
from game.scenario.geodata.features import Feature, read_features
from game.scenario.geodata.recipe import GeoRecipe
from game.scenario.geodata.relief import heights
from game.scenario.geodata.sheet import Sheet, sheet_of
from game.scenario.map_text import map_text
from game.scenario.reading import read_file
from game.scenario.schema.basics import SCHEMA_VERSION
from game.scenario.schema.libraries import Ground
from game.scenario.validating import validate

PLACES: Final = 4
"""Decimal places of the degrees of a map: 10 metres."""


TABLES: Final = ("hexsides", "lines", "roads", "bridges", "places", "areas")


@dataclass(frozen=True)
class Made:
    """The text of a map, and what it does not have of the geodata: sentence -> how often."""

    text: str
    columns: int
    rows: int
    left_out: dict[str, int]


def read_recipe(path: Path, hex_size: int | None = None) -> GeoRecipe:
    """Return the recipe in a file, for hexes of another size if one is given.

    Raises
    ------
    ScenarioError : it has faults.
    """
    document = read_file(path, path.as_posix())
    if hex_size is not None and isinstance(document.data, dict):
        document.data["hex_size"] = hex_size
    checked = validate(document, GeoRecipe)
    if checked.problems:
        raise ScenarioError(checked.problems)
    assert isinstance(checked.model, GeoRecipe)
    return checked.model


def make_map(recipe: GeoRecipe, name: str, folder: Path, ground: Ground) -> Made:
    """Return the map that a recipe, called `name`, makes of the files in a folder; the same for the same files.

    Raises
    ------
    ScenarioError : a file cannot be read, or the recipe asks for what there is not.
    """
    water = {id_ for id_, noun in ground.terrain.items() if noun.water}
    check_recipe(recipe, name, ground)
    sheet = sheet_of(recipe, name)
    size = sheet.columns * sheet.rows
    draft = Draft(recipe, sheet, water, [recipe.ground] * size, [recipe.height] * size)
    if recipe.elevation is not None:
        draft.metres, missing = heights(_beside(folder, recipe.elevation), recipe.elevation, sheet)
        if missing:
            draft.left_out[
                f"{recipe.elevation}: hexes without data, which have the height of the nearest with some"
            ] = missing
    read: dict[str, list[Feature]] = {}
    for layer in recipe.layers:
        if layer.file not in read:
            read[layer.file] = read_features(_beside(folder, layer.file), layer.file)
            _require_order(recipe, read[layer.file], layer.file)
        draft.take(layer, read[layer.file])
    text = map_text(_data(draft), recipe.comments)
    return Made(text, sheet.columns, sheet.rows, dict(draft.left_out))


def _require_order(recipe: GeoRecipe, features: list[Feature], file: str) -> None:
    """Refuse a file that has nothing on the map, and something if latitude stood first."""
    spots = [
        spot for one in features for part in ((one.points,), one.lines, one.rings) for line in part for spot in line
    ]
    if any(_within(recipe, *spot) for spot in spots) or not any(_within(recipe, *spot[::-1]) for spot in spots):
        return
    message = "its points lie on the map only if latitude stands first; in GeoJSON longitude does: swap them"
    raise ScenarioError([Problem(file, 0, 0, "", message)])


def _within(recipe: GeoRecipe, longitude: float, latitude: float) -> bool:
    return recipe.west <= longitude <= recipe.east and recipe.south <= latitude <= recipe.north


def _beside(folder: Path, file: str) -> Path:
    """Return the path of a file in the folder of the geodata. Raises ScenarioError for one outside."""
    parts = PurePosixPath(file.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or ":" in file:
        raise ScenarioError(
            [Problem(file, 0, 0, "", "files of a recipe lie in the folder of the geodata, not outside")]
        )
    return folder / parts


def _data(draft: Draft) -> dict[str, Any]:
    """Return the map as plain data."""
    recipe, sheet = draft.recipe, draft.sheet
    used = set(draft.ground)
    letters = {id_: letter for letter, id_ in reversed(recipe.legend.items())}
    legend = {letter: id_ for letter, id_ in recipe.legend.items() if id_ in used and letters[id_] == letter}
    roads = list(roads_on_land(draft))
    data: dict[str, Any] = {
        "schema": SCHEMA_VERSION,
        "name": recipe.name,
        "hex_size": recipe.hex_size,
        "columns": sheet.columns,
        "rows": sheet.rows,
        "latitude": round(sheet.latitude, PLACES),
        "longitude": round(sheet.longitude, PLACES),
        "credits": list(recipe.credits),
        "legend": legend,
        "terrain": _block(sheet, [letters[id_] for id_ in draft.ground], ""),
        "elevation": _block(sheet, [str(one) for one in draft.metres], " "),
        "hexsides": draft.crossed(),
        "lines": {kind: [draft.reference(side) for side in sides] for kind, sides in draft.lines.items() if sides},
        "roads": [{**road, "path": [draft.number(hex_) for hex_ in chain]} for road, chain in roads],
        "bridges": bridges(draft, roads),
        "places": draft.places,
        "areas": {id_: {"hexes": [_printed(draft, row) for row in sorted(rows)]} for id_, rows in draft.areas.items()},
    }
    return {key: value for key, value in data.items() if value or key not in ("credits", *TABLES)}


def _printed(draft: Draft, row: int) -> str:
    return draft.number((row % draft.sheet.columns, row // draft.sheet.columns))


def _block(sheet: Sheet, hexes: list[str], between: str) -> str:
    """Return a grid, a line a row."""
    rows: Iterable[list[str]] = (hexes[row * sheet.columns : (row + 1) * sheet.columns] for row in range(sheet.rows))
    return "".join(f"{between.join(row)}\n" for row in rows)
