"""Arguments and options that several commands share, and how bad ones are refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from game.batch.runs import MOST_RUNS, MOST_WORKERS
from game.core.arguments import MOST_SEED, path_of
from game.core.errors import UsageError
from game.scenario.suggesting import quote

if TYPE_CHECKING:
    from game.scenario.changes import Change, Kind

Named = tuple[tuple[str, str], ...]
"""What an option names, side by side."""

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_DIGITS = re.compile(r"-?[0-9]+\Z", re.ASCII)

DEFAULT_SEED = 1938


class FilePath(click.ParamType[Path]):
    """The path of a file or folder; an empty one, as of a variable that is not set, does not mean this folder."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path, or fail in one sentence."""
        try:
            return path_of(value, "it")
        except UsageError:
            self.fail("it must name a file or folder, and is empty" if value == "" else "this is no path", param, ctx)


PATH = FilePath()


class Whole(click.ParamType[int]):
    """A whole number within bounds."""

    name = "integer"

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number, or fail in one sentence."""
        text = str(value)
        if not _DIGITS.match(text):
            self.fail(f"{quote(text)} is not a whole number", param, ctx)
        number = int(text) if len(text) <= 30 else None  # noqa: PLR2004 - longer ones are in no bounds
        if number is None or not self.least <= number <= self.most:
            self.fail(f"{str(value)[:30]} is not from {self.least} to {self.most}", param, ctx)
        return number


class SideName(click.ParamType[tuple[str, str]]):
    """SIDE=NAME: what a side has by name, as its commander or its plan."""

    name = "side=name"

    def __init__(self, example: str, form: str = "SIDE=NAME") -> None:
        self.example = example
        self.form = form

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return side and name; whether they exist is for the scenario to say."""
        if isinstance(value, tuple):
            return value
        side, _, name = (part.strip() for part in str(value).partition("="))
        if not (side and name):
            self.fail(f"{quote(value)} should be {self.form}, for example {self.example}", param, ctx)
        return side, name


def scenario_argument(**settings: Any) -> Callable[[Decorated], Decorated]:
    """Return the argument SCENARIO: `battle/scenario` or the path of a file."""
    return click.argument("scenario_name", metavar="SCENARIO", **settings)


def loaded(name: str) -> str:
    """Return the name of a commander; one that is a file of Python is loaded first. Raises CommanderError."""
    from game.commanders.roster import is_code

    if is_code(name):
        from game.commanders.from_file import enlist_file

        return enlist_file(name)
    return name


def load_files(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Load whatever an option names that is a file of Python: a commander, one of several, or those of the sides."""
    for name in [value] if isinstance(value, str) else value or ():
        loaded(name[1] if isinstance(name, tuple) else str(name))
    return value


runs_option = click.option(
    "--runs", type=Whole(1, MOST_RUNS), default=500, show_default=True, help="How many games are played."
)
seed_option = click.option(
    "--seed",
    type=Whole(0, MOST_SEED),
    default=DEFAULT_SEED,
    show_default=True,
    help="All luck follows from it: the same seed gives the same numbers on every machine.",
)
commander_option = click.option(
    "--commander",
    "commanders",
    type=SideName("soviet=cadet or soviet=officer:historical"),
    multiple=True,
    metavar="SIDE=NAME",
    callback=load_files,
    help="Who commands a side: officer (the default), staff, cadet, random or idle, or a file of Python of your own "
    "(my.py, or my.py:NAME where it holds several), which is run. 'officer:PLAN' also says which plan it follows, as "
    "--plan does. May be given for each side.",
)
plan_option = click.option(
    "--plan",
    "plans",
    type=SideName("soviet=historical", "SIDE=PLAN"),
    multiple=True,
    metavar="SIDE=PLAN",
    help="Which plan a side's officer follows: one of the scenario's, the file of one of your own, or 'own' for one "
    "that it makes itself. May be given for each side.",
)
workers_option = click.option(
    "--workers", type=Whole(1, MOST_WORKERS), default=None, help="Games played at once; all cores if not given."
)
luck_option = click.option(
    "--luck",
    type=click.Choice(["table", "none"]),
    default="table",
    show_default=True,
    help="With 'none' nothing is drawn: fights go as their mean, soft ground takes its mean share.",
)
out_option = click.option("--out", type=PATH, metavar="DIR", help="Write all rows into this folder.")
format_option = click.option(
    "--format", "format_", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True
)
table_option = click.option(
    "--table",
    "tables",
    type=click.Choice(["combats"]),
    multiple=True,
    help="Write this table too: combats has a row for every assault and bombardment. Games take twice as long for it.",
)
resume_option = click.option(
    "--resume", is_flag=True, help="Go on where the games of the folder were broken off; what is there is kept."
)
replace_option = click.option("--replace", is_flag=True, help="Put these games in the place of those in the folder.")
cluster_option = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Let the workers of a Dask scheduler play: tcp://HOST:8786, or 'local' for one that is begun here.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")


def batch_options(command: Decorated) -> Decorated:
    """Add what every command has that plays many games: the scenario, how many, their luck, who commands."""
    for added in (
        json_option,
        luck_option,
        workers_option,
        plan_option,
        commander_option,
        seed_option,
        runs_option,
        scenario_argument(),
    ):
        command = added(command)
    return command


def folder_options(command: Decorated) -> Decorated:
    """Add what every command has whose games can go into a folder."""
    for added in (cluster_option, replace_option, resume_option, table_option, format_option, out_option):
        command = added(command)
    return command


set_option = click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="PATH=VALUE",
    help="Play with another value: rules.burnt=300, equipment.riflemen.soft=90, units.I/75.quality=1100. May be given "
    "several times, as those below; docs/experiments.md has the paths.",
)
scale_option = click.option(
    "--scale",
    "scales",
    multiple=True,
    metavar="PATH=FACTOR",
    help="Multiply a value, or all of a list: rules.lethality=1.2, deployment.75IR.strength=0.8.",
)
arrive_option = click.option(
    "--arrive",
    "arrivals",
    multiple=True,
    metavar="NAME=TURN",
    help="Let a unit, or all of a formation, come in this turn, or so many turns later (+3) or earlier (-3).",
)
without_option = click.option(
    "--without", "left_out", multiple=True, metavar="NAME", help="Leave out a unit, or all of a formation."
)


def change_options(command: Decorated) -> Decorated:
    """Add the options that change a scenario for a what-if."""
    for added in (without_option, arrive_option, scale_option, set_option):
        command = added(command)
    return command


CHANGES: Final[Mapping[str, Kind]] = {"sets": "set", "scales": "scale", "arrivals": "arrive", "left_out": "without"}
"""Kinds of changes by the options that ask for them, in the order in which they are made."""


def take_changes(asked: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Take what the options of changes say out of what a command was asked."""
    return {option: asked.pop(option) for option in CHANGES}


def changes_of(said: Mapping[str, Sequence[str]]) -> list[Change]:
    """Return the changes that options ask for. Raises UsageError for one of another form."""
    from game.scenario.changes import read_change

    return [read_change(kind, text) for option, kind in CHANGES.items() for text in said.get(option, ())]


def by_side(named: Named, option: str = "--commander") -> dict[str, str]:
    """Return what an option names by side. Raises UsageError for a side that is named twice."""
    chosen: dict[str, str] = {}
    for side, name in named:
        if side in chosen:
            raise UsageError(f"{option} names the side {quote(side)} twice")
        chosen[side] = name
    return chosen
