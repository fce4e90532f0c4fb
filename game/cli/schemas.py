"""`scenario schema`: the JSON Schemas of the files, for text editors."""

from __future__ import annotations

from pathlib import Path

import click

from game.cli.console import say, say_json
from game.cli.options import PATH
from game.core.errors import UsageError


@click.command()
@click.argument("kind", default="", metavar="[KIND]")
@click.option("--all", "of_all", is_flag=True, help="Write the schemas of all kinds, as KIND.schema.json.")
@click.option("-o", "--output", type=PATH, metavar="DIR", help="The folder for --all; it is made if it is not there.")
def schema(kind: str, of_all: bool, output: Path | None) -> None:
    """Print the JSON Schema of a KIND of file (default: scenario), for editors that complete and check.

    Kinds are scenario, map, forces, plan, experiment, recipe, symbols, texts, and terrain,
    equipment, unit_types, rules.
    """
    from game.core.files import require_folder
    from game.scenario.json_schema import json_schema, write_schemas

    if of_all != (output is not None):
        raise UsageError("--all and -o DIR go together: the schemas of all kinds go into a folder")
    if output is None:
        say_json(json_schema(kind or "scenario"))
        return
    if kind:
        raise UsageError("name a KIND to print its schema, or --all -o DIR to write those of all kinds, not both")
    require_folder(output)
    for path in write_schemas(output):
        say(f"written: {path}")
