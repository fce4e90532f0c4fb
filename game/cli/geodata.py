"""`scenario from-geodata`: from GeoJSON and a grid of heights to a map."""

from __future__ import annotations

from pathlib import Path

import click

from game.cli.bounded import Bounded, of_a_map
from game.cli.console import say
from game.cli.map_output import require_place_for_map
from game.cli.options import PATH


@click.command("from-geodata")
@click.argument("recipe", type=PATH)
@click.option("--data", type=PATH, default=None, metavar="FOLDER", help="Where the geodata lie, if not beside it.")
@click.option(
    "--hex-size",
    type=int,
    metavar="METRES",
    cls=Bounded,
    bounds=of_a_map,
    help="Size of a hex; that of the recipe if not given.",
)
@click.option("-o", "--output", type=PATH, required=True, metavar="FILE", help="The map to write.")
@click.option("--force", is_flag=True, help="Replace a map that is there already, with the comments in it.")
def from_geodata(recipe: Path, data: Path | None, hex_size: int | None, output: Path, force: bool) -> None:
    """Make a map from GeoJSON and a grid of heights, as a RECIPE explains them."""
    from game.core.files import refused_as_usage
    from game.scenario.geodata.making import make_map, read_recipe
    from game.scenario.library import read_library
    from game.scenario.schema.libraries import Ground
    from game.scenario.writing import write_file

    require_place_for_map(output, force)
    ground = read_library("terrain").model
    assert isinstance(ground, Ground)
    made = make_map(read_recipe(recipe, ground, hex_size), data or recipe.parent, ground)
    with refused_as_usage(output):
        write_file(output, made.text)
    say(f"written: {output}, {made.columns} x {made.rows} hexes")
    if made.filled:
        say(f"filled: hexes without a height in the grid, which have that of the nearest hex ({made.filled})")
    for what, count in made.left_out.items():
        say(f"left out: {what} ({count})")
