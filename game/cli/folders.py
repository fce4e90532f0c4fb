"""`check-rows`: whether a folder of rows is what its manifest says."""

from __future__ import annotations

from pathlib import Path

import click

from game.cli.console import say, say_json
from game.cli.exit_codes import NO
from game.cli.options import PATH, json_option
from game.scenario.names import so_many


@click.command("check-rows")
@click.argument("folder", metavar="DIR", type=PATH)
@json_option
def check_rows(folder: Path, as_json: bool) -> None:
    """Hold the rows in DIR, written by --out, against their manifest; exit code 1 if they are not as it says.

    Every file must be there and unchanged, with as many rows, and no other beside them.
    """
    from game.batch.manifest import check_folder

    found = check_folder(folder)
    if as_json:
        say_json({"folder": str(folder), "holds": not found.faults, **vars(found)})
    else:
        for fault in found.faults:
            say(f"{folder}: {fault}")
        if not found.faults:
            say(f"{folder}: all right, {so_many(found.files, 'file')}, {so_many(found.rows, 'row')}")
    if found.faults:
        click.get_current_context().exit(NO)
