"""`scenario import-grid`: from the tables of a hex grid to a map."""

from __future__ import annotations

from pathlib import Path

import click

from game.cli.console import say
from game.cli.map_output import require_place_for_map
from game.cli.options import PATH


@click.command("import-grid")
@click.argument("recipe", type=PATH)
@click.option("--tables", type=PATH, default=None, metavar="FOLDER", help="Where the CSV files lie, if not there too.")
@click.option("-o", "--output", type=PATH, required=True, metavar="FILE", help="The map to write.")
@click.option("--force", is_flag=True, help="Replace a map that is there already, with the comments in it.")
def import_grid(recipe: Path, tables: Path | None, output: Path, force: bool) -> None:
    """Make a map from CSV tables, as a RECIPE explains them."""
    from game.core.files import refused_as_usage
    from game.scenario.grid_import import import_grid as text_of
    from game.scenario.grid_import import read_recipe
    from game.scenario.writing import write_file

    require_place_for_map(output, force)
    text = text_of(read_recipe(recipe), tables or recipe.parent)
    with refused_as_usage(output):
        write_file(output, text)
    say(f"written: {output}")
