"""`scenario new`: a battle to begin with, in the user's folder of battles."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from game.cli.console import say
from game.cli.options import PATH
from game.core.errors import UsageError
from game.scenario.suggesting import quote

QUESTIONS = {
    "title": ("What is it called?", str),
    "columns": ("How many columns of hexes?", int),
    "rows": ("How many rows?", int),
    "hex_size": ("How many metres is a hex wide?", int),
    "start": ("When does it begin?", str),
    "turn_hours": ("How many hours has a turn?", int),
    "turns": ("How many turns?", int),
    "latitude": ("Where is it: degrees north?", float),
    "longitude": ("Degrees east?", float),
    "sides": ("Which sides, who attacks first?", str),
}
"""What is asked of what no option says, at a terminal."""


@click.command("new")
@click.argument("name")
@click.option("--title", help="What people call it; the name if not given.")
@click.option("--columns", type=int, help="Columns of hexes.")
@click.option("--rows", type=int, help="Rows of hexes.")
@click.option("--hex-size", type=int, help="Metres of a hex.")
@click.option("--start", help="Beginning of the first turn, as 1938-08-02T04:00.")
@click.option("--turn-hours", type=int, help="Hours of a turn.")
@click.option("--turns", type=int, help="Number of turns.")
@click.option("--latitude", type=float, help="Degrees north.")
@click.option("--longitude", type=float, help="Degrees east.")
@click.option("--sides", metavar="A,B", help="Ids of the side that attacks and of the one that holds: soviet,japanese.")
@click.option("--to", "home", type=PATH, metavar="DIR", help="The folder of battles; your own if not given.")
@click.option("--yes", is_flag=True, help="Ask nothing: what is not given is as usual.")
def new(name: str, home: Path | None, yes: bool, **asked: Any) -> None:
    """Write a new battle called NAME: whole, commented, won by either side, ready to be changed.

    At a terminal it asks for what no option says; Enter takes what is usual.
    """
    from game.core.places import battles_folder
    from game.scenario.library import shown
    from game.scenario.new_battle.making import make_battle
    from game.scenario.new_battle.wanted import Wanted

    usual = Wanted(name, title=name.replace("_", " ").capitalize())
    if not yes and sys.stdin.isatty():
        for key, (question, kind) in QUESTIONS.items():
            if asked[key] is None:
                default = ",".join(usual.sides) if key == "sides" else getattr(usual, key)
                asked[key] = click.prompt(question, default=default, type=kind, err=True)
    given = {key: value for key, value in asked.items() if value is not None}
    if "sides" in given:
        given["sides"] = _two(given["sides"])
    path = make_battle(Wanted(name, **given), home or battles_folder())
    title = given.get("title") or usual.title
    say(f"{title}: {shown(path.parent)} has map.yaml, forces.yaml and {path.name}")
    called = f"{name}/{path.stem}" if home is None else shown(path)
    for what in (f"play {called}", f"scenario check {called}", f"scenario balance {called}"):
        say(f"  borderwars {what}")


def _two(text: str) -> tuple[str, str]:
    """Return the ids of both sides. Raises UsageError."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2:  # noqa: PLR2004 - a battle has two sides
        raise UsageError(f"there are two sides, as in soviet,japanese, not {quote(text)}")
    return parts[0], parts[1]
