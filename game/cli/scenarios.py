"""`scenario`: list and describe the files of scenarios; what else it has is in modules of their own."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from game.cli.balance import balance
from game.cli.checking import check
from game.cli.console import note, say_json, say_table
from game.cli.copying import copy
from game.cli.differences import diff
from game.cli.formatting import format_files
from game.cli.geodata import from_geodata
from game.cli.grid_import import import_grid
from game.cli.ids import ids
from game.cli.new_battle import new
from game.cli.options import json_option
from game.cli.packages import install, pack
from game.cli.picture import render
from game.cli.schemas import schema
from game.cli.texts import translated_title
from game.cli.tiled import export_tiled, import_tiled
from game.core.errors import BorderWarsError, escaped

if TYPE_CHECKING:
    from game.scenario.homes import Listed


@click.group()
def scenario() -> None:
    """List, make, copy, check, compare and draw scenarios, lay out their files, pack and install battles."""


COMMANDS = (
    new,
    copy,
    ids,
    check,
    balance,
    import_grid,
    from_geodata,
    export_tiled,
    import_tiled,
    format_files,
    diff,
    render,
    schema,
    pack,
    install,
)
for command in COMMANDS:
    scenario.add_command(command)


@scenario.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the scenarios that come with the game, and those of your own battles."""
    from game.scenario.homes import listed_scenarios

    found = [(one, *_title_of(one)) for one in listed_scenarios()]
    if as_json:
        say_json(
            [
                {"scenario": one.name, "name": title, "where": one.home.whose, "path": str(one.path), "fault": fault}
                for one, title, fault in found
            ]
        )
        return
    rows = [(escaped(one.name), escaped(fault or title), one.home.whose) for one, title, fault in found]
    say_table("Scenarios", ("scenario", "name", "where"), rows, left=3)
    if faulty := [one.name for one, _, fault in found if fault and not one.fault]:
        note(f"all that is wrong with one: borderwars scenario check {escaped(shlex.quote(faulty[0]))}")


def _title_of(listed: Listed) -> tuple[str, str]:
    """Return what a scenario is called, and what is wrong with it; those of the game are known to be sound."""
    from game.core.errors import fault_of
    from game.scenario.homes import WITH_THE_GAME
    from game.scenario.library import shown
    from game.scenario.loading import load_scenario
    from game.scenario.reading import read_file

    if listed.fault:
        return "", listed.fault
    try:
        if listed.home.whose != WITH_THE_GAME:
            load_scenario(listed.path)
        data = read_file(listed.path, shown(listed.path)).data
    except BorderWarsError as error:
        return "", fault_of(error)
    if not isinstance(data, dict):
        return "", "is no scenario"
    return translated_title(listed.path) or str(data.get("name", "")), ""
