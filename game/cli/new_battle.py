"""`scenario new`: a battle to begin with, in the user's folder of battles."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from game.cli.bounded import Bounded, of_a_new_battle
from game.cli.console import note, progress, say
from game.cli.options import PATH
from game.core.errors import UsageError
from game.scenario.suggesting import quote

if TYPE_CHECKING:
    from game.scenario.new_battle.wanted import Wanted

SCALE: Final = "Of what are its units: battalions, companies or platoons?"
"""What is asked first: more goes with it."""

QUESTIONS: Final = {
    "title": ("What is it called?", click.STRING),
    "columns": ("How many columns of hexes?", click.INT),
    "rows": ("How many rows?", click.INT),
    "hex_size": ("How many metres is a hex wide?", click.INT),
    "start": ("When does it begin?", click.STRING),
    "turn_hours": ("How many hours has a turn?", click.INT),
    "turn_minutes": ("How many minutes has a turn?", click.INT),
    "turns": ("How many turns?", click.INT),
    "latitude": ("Where is it: degrees north?", click.FLOAT),
    "longitude": ("Degrees east?", click.FLOAT),
    "sides": ("Which sides, who attacks first?", click.STRING),
}
"""What is asked of what no option says, at a terminal; of the two lengths of turns the one that goes with the scale."""

GO_WITH_SCALE: Final = ("hex_size", "turn_hours", "turn_minutes")
"""What may be other numbers on another scale."""

MINUTES: Final = 60
"""Of an hour."""


number = partial(click.option, cls=Bounded, bounds=of_a_new_battle)


@click.command("new")
@click.argument("name")
@click.option("--title", help="What people call it; the name if not given.")
@click.option("--scale", metavar="UNITS", help="Of what its units are: battalions (the default), companies, platoons.")
@number("--columns", type=int, help="Columns of hexes.")
@number("--rows", type=int, help="Rows of hexes.")
@number("--hex-size", type=int, help="Metres of a hex.")
@click.option("--start", help="Beginning of the first turn, as 1938-08-02T04:00.")
@number("--turn-hours", type=int, help="Hours of a turn, for battalions.")
@number("--turn-minutes", type=int, help="Minutes of a turn, for companies and platoons.")
@number("--turns", type=int, help="Number of turns.")
@number("--latitude", type=float, help="Degrees north.")
@number("--longitude", type=float, help="Degrees east.")
@click.option("--sides", metavar="A,B", help="Ids of the side that attacks and of the one that holds: soviet,japanese.")
@click.option("--to", "home", type=PATH, metavar="DIR", help="The folder of battles; your own if not given.")
@click.option("--yes", is_flag=True, help="Ask nothing: what is not given is as usual.")
def new(name: str, home: Path | None, yes: bool, **asked: Any) -> None:
    """Write a new battle called NAME: whole, commented, won by either side, ready to be changed.

    At a terminal it asks for what no option says; Enter takes what is usual. How strong the defence must be for either
    side to win is found by letting officers play it.
    """
    from game.core.places import battles_folder
    from game.scenario.library import shown
    from game.scenario.new_battle.making import make_battle, refuse_name
    from game.scenario.new_battle.wanted import usual

    folder = home or battles_folder()
    refuse_name(usual(name), folder)
    wanted = _even(_wanted(name, asked, ask=not yes and is_asked_at_a_terminal()))
    path = make_battle(wanted, folder)
    say(f"{wanted.title}: {shown(path.parent)} has map.yaml, forces.yaml, a plan for either side and {path.name}")
    called = f"{name}/{path.stem}" if home is None else shown(path)
    for what in (f"play {called}", f"scenario check {called}", f"scenario balance {called}"):
        say(f"  borderwars {what}")


def is_asked_at_a_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def _wanted(name: str, asked: dict[str, Any], *, ask: bool) -> Wanted:
    """Return the battle that the options ask for and, with `ask`, the answers. Raises UsageError.

    What the options say is looked at before anything is asked, and each answer when it is given.
    """
    from game.scenario.new_battle.scales import USUAL

    given = {key: value for key, value in asked.items() if value is not None}
    if "turn_hours" in given and "turn_minutes" in given:
        raise UsageError("a turn has --turn-hours or --turn-minutes, not both")
    scale = given.pop("scale", None)
    if ask and scale is None:
        _built(name, USUAL, {key: value for key, value in given.items() if key not in GO_WITH_SCALE})
        wanted = _answer(SCALE, USUAL, lambda text: _built(name, text, given))
    else:
        wanted = _built(name, scale or USUAL, given)
    for key, (question, kind) in QUESTIONS.items() if ask else ():
        if _is_open(key, wanted, given):
            wanted = _answer(question, _shown(wanted, key), partial(_with_text, wanted, key, kind))
    return wanted.checked()


def _built(name: str, scale: str, given: dict[str, Any]) -> Wanted:
    """Return a battle of a scale with what is given. Raises UsageError for the first that cannot be."""
    from game.scenario.new_battle.wanted import usual

    wanted = usual(name, scale)
    for key, value in given.items():
        wanted = _with(wanted, key, value)
    return wanted


def _with(wanted: Wanted, key: str, value: Any) -> Wanted:
    """Return a battle with one thing as an option or an answer says. Raises UsageError."""
    if key == "title" and not value:
        return wanted
    if key == "turn_hours":
        key, value = "turn_minutes", value * MINUTES
    changed: dict[str, Any] = {key: _two(value) if key == "sides" else value}
    found = replace(wanted, **changed)
    found.check(key)
    return found


def _with_text(wanted: Wanted, key: str, kind: click.ParamType[Any], text: str) -> Wanted:
    return _with(wanted, key, kind.convert(text, None, None))


def _answer(question: str, default: str, take: Callable[[str], Wanted]) -> Wanted:
    """Ask until the answer can be taken, and return what it makes; who has no more to say ends it."""

    def looked_at(text: str) -> Wanted:
        try:
            return take(text)
        except UsageError as error:
            raise click.UsageError(str(error)) from error

    found: Wanted = click.prompt(question, default=default, value_proc=looked_at, err=True)
    return found


def _is_open(key: str, wanted: Wanted, given: dict[str, Any]) -> bool:
    """Whether a question is to be asked: no option says it, and it goes with the scale."""
    if key in ("turn_hours", "turn_minutes"):
        return not {"turn_hours", "turn_minutes"} & given.keys() and (key == "turn_hours") == wanted.of_scale.in_hours
    return key not in given


def _shown(wanted: Wanted, key: str) -> str:
    """Return what is usual, as it would be answered."""
    if key == "turn_hours":
        return str(wanted.turn_minutes // MINUTES)
    return ",".join(wanted.sides) if key == "sides" else str(getattr(wanted, key))


def _even(wanted: Wanted) -> Wanted:
    """Return a battle that either side can win, and say what its games brought; without compiled rules as it is."""
    from game.cli.compiling import warm_up
    from game.core import _jit

    if not _jit.COMPILED:
        note("the rules are not compiled, so nobody has played it: scenario balance says whether either side can win")
        return wanted
    warm_up()
    from game.batch.evening_out import STEPS, evened_out

    with progress("Playing it, to make it even", STEPS) as show:
        found = evened_out(wanted, show)
    first, second = (wanted.names_of(place).adjective for place in (0, 1))
    won = f"{first} side {found.won[0]}, {second} side {found.won[1]}"
    drawn = found.games - sum(found.won)
    note(f"of {found.games} games of two officers the sides win: {won}" + (f"; drawn: {drawn}" if drawn else ""))
    note(f"a game costs {100 * found.lost:.0f} per cent of all men, in {found.fought:.0f} of {wanted.turns} turns")
    return found.wanted


def _two(text: str) -> tuple[str, str]:
    """Return the ids of both sides. Raises UsageError."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2:  # noqa: PLR2004 - a battle has two sides
        raise UsageError(f"there are two sides, as in soviet,japanese, not {quote(text)}")
    return parts[0], parts[1]
