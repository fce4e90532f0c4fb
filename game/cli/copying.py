"""`scenario copy`: a battle that is there, as the beginning of one's own."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from game.cli.console import note, say
from game.cli.options import PATH
from game.core.errors import escaped


@click.command("copy")
@click.argument("battle", metavar="BATTLE", type=PATH)
@click.argument("name")
@click.option("--to", "home", type=PATH, metavar="DIR", help="The folder of battles; your own if not given.")
def copy(battle: Path, name: str, home: Path | None) -> None:
    """Copy a BATTLE, one that comes with the game or another, into your own battles as NAME, to be changed there.

    BATTLE is the name of a battle or scenario, or a folder. Scenarios, map, forces, plans, libraries, pictures and
    texts come along, with the schemas by which text editors complete them; titles stay as they are.
    """
    from game.core.places import battles_folder
    from game.scenario.homes import is_scenario
    from game.scenario.library import find_scenario, folder_of, shown
    from game.scenario.new_battle.copying import copy_battle

    folder, left_out = copy_battle(folder_of(str(battle)), name, home or battles_folder())
    if left_out:
        note(f"left out, as no battle has such files: {escaped(', '.join(left_out))}")
    files = sorted(folder.glob("*.yaml"))
    say(f"copied: {escaped(shown(folder))} has {escaped(', '.join(path.name for path in files))}")
    for path in files:
        if is_scenario(path):
            say(f"  borderwars play {escaped(shlex.quote(find_scenario(path)[0]))}")
