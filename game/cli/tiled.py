"""`scenario export-tiled` and `import-tiled`: maps to Tiled (mapeditor.org) and back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from game.cli.bounded import Bounded, of_a_map
from game.cli.console import note, say
from game.cli.map_output import require_place_for_map
from game.cli.options import PATH, Whole
from game.core.errors import UsageError

if TYPE_CHECKING:
    from game.scenario.schema.libraries import Ground
    from game.scenario.schema.mapsheet import MapFile


@click.command("export-tiled")
@click.argument("source", metavar="SCENARIO|MAP")
@click.option("-o", "--output", type=PATH, required=True, metavar="FILE", help="A .tmx or .tmj file.")
@click.option("--force", is_flag=True, help="Replace files that are there already.")
def export_tiled(source: str, output: Path, force: bool) -> None:
    """Write the map of a SCENARIO, or a MAP file, for Tiled, with the tilesets beside it."""
    from game.core.files import refused_as_usage, require_file, write_whole
    from game.scenario.tiled.exporting import content_of
    from game.scenario.tiled.writing import tmj, tmx, tsx
    from game.view.tileset_pictures import png_of

    _require_format(output)
    map_file, ground = _map_of(source)
    content = content_of(map_file, output.stem, ground.terrain)
    files = {output: (tmx(content) if output.suffix.lower() == ".tmx" else tmj(content)).encode("utf-8")}
    for tileset in content.tilesets:
        files[output.with_name(f"{tileset.name}.tsx")] = tsx(tileset).encode("utf-8")
        files[output.with_name(tileset.picture)] = png_of(tileset, ground)
    for path in files:
        require_file(path)
        _require_free(path, force)
    for path, written in files.items():
        with refused_as_usage(path):
            write_whole(path, written)
    say(f"written: {', '.join(str(path) for path in files)}")


measure = partial(click.option, cls=Bounded, bounds=of_a_map)


@click.command("import-tiled")
@click.argument("source", metavar="FILE", type=PATH)
@click.option("-o", "--output", type=PATH, required=True, metavar="MAP", help="The map to write.")
@click.option("--name", help="Name of the map; otherwise its property `name`, or that of the file.")
@measure("--hex-size", type=int, metavar="METRES", help="Metres between centres of hexes; otherwise the property.")
@measure("--latitude", type=float, metavar="DEGREES", help="Degrees north of the middle; otherwise the property.")
@measure("--longitude", type=float, metavar="DEGREES", help="Degrees east of the middle; otherwise the property.")
@click.option(
    "--height",
    type=Whole(-500, 9_000),
    default=0,
    metavar="METRES",
    help="Height of hexes that have none (default: 0).",
)
@click.option("--force", is_flag=True, help="Replace a map that is there already, with the comments in it.")
def import_tiled(source: Path, output: Path, height: int, force: bool, **said: Any) -> None:
    """Make a map from a FILE.tmx or FILE.tmj that Tiled has saved."""
    from game.core.files import refused_as_usage
    from game.scenario.tiled.importing import import_map
    from game.scenario.tiled.opening import open_map
    from game.scenario.writing import write_file

    _require_format(source)
    require_place_for_map(output, force)
    given = {key: value for key, value in said.items() if value is not None}
    imported = import_map(open_map(source, str(source)), str(source), given, height)
    with refused_as_usage(output):
        write_file(output, imported.text)
    say(f"written: {output}")
    _say_strange(imported.text, output)
    if imported.assumed:
        words = ", ".join(f"{key} {value}" for key, value in imported.assumed.items())
        say(f"assumed: {words}; options of this command or properties of the map in Tiled say otherwise")
    if imported.ignored:
        say(f"left out: {', '.join(imported.ignored)}: no layers that a map has")


def _say_strange(text: str, output: Path) -> None:
    """Name the kinds of ground of a map that neither the game nor a library beside it has."""
    from game.scenario.files import library
    from game.scenario.reading import read_text
    from game.scenario.schema.libraries import Ground

    data, ground = read_text(text).data, library("terrain", output.parent).model
    if not isinstance(ground, Ground):
        return
    kinds = [*data["legend"].values(), *data.get("hexsides", {}), *(one["kind"] for one in data.get("bridges", ()))]
    if strange := sorted({*kinds} - {*ground.terrain, *ground.hexsides, *ground.bridges}):
        note(f"not known here: {', '.join(strange)}; a battle's own ground must lie beside the map, in terrain.yaml")


def _require_format(path: Path) -> None:
    if path.suffix.lower() not in (".tmx", ".tmj"):
        raise UsageError(f"{path}: the name of a map of Tiled must end in .tmx or .tmj")


def _require_free(path: Path, force: bool) -> None:
    if path.exists() and not force:
        raise UsageError(f"{path} is there already; --force replaces it, and what was changed in it by hand is lost")


def _map_of(source: str) -> tuple[MapFile, Ground]:
    """Return the map of a scenario with the ground that it may have, or a map file with the shared ground."""
    from game.scenario.kinds import kind_of
    from game.scenario.library import is_there, read_library
    from game.scenario.loading import check_part, load_scenario
    from game.scenario.reading import read_file
    from game.scenario.schema.libraries import Ground
    from game.scenario.schema.mapsheet import MapFile

    path = Path(source)
    if not is_there(path) or kind_of(read_file(path, source).data, "scenario") != "map":
        scenario = load_scenario(source)
        return scenario.map, scenario.ground
    found, ground = check_part("map", path), read_library("terrain").model
    assert isinstance(found, MapFile)
    assert isinstance(ground, Ground)
    return found, ground
