"""`scenario`: list, check and describe the files of scenarios; what else it has is in modules of their own."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli.balance import balance
from game.cli.console import complain, say, say_json, say_table
from game.cli.differences import diff
from game.cli.exit_codes import NO, USER_ERROR
from game.cli.formatting import format_files
from game.cli.grid_import import import_grid
from game.cli.options import PATH, json_option
from game.cli.picture import render
from game.cli.schemas import schema
from game.cli.tiled import export_tiled, import_tiled
from game.core.errors import BorderWarsError, ScenarioError, UsageError

if TYPE_CHECKING:
    from game.cli.expectations import Finding
    from game.scenario.homes import Listed
    from game.scenario.loading import Scenario


@click.group()
def scenario() -> None:
    """List, check, compare and draw scenarios, lay out their files, get their schema, make maps from tables."""


for command in (balance, import_grid, export_tiled, import_tiled, format_files, diff, render, schema):
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
    rows = [(one.name, fault or title, one.home.whose) for one, title, fault in found]
    say_table("Scenarios", ("scenario", "name", "where"), rows, left=3)


def _title_of(listed: Listed) -> tuple[str, str]:
    """Return what a scenario is called, and what is wrong with it as far as a glance at its file shows."""
    from game.scenario.library import shown
    from game.scenario.reading import read_file

    if listed.fault:
        return "", listed.fault
    try:
        data = read_file(listed.path, shown(listed.path)).data
    except ScenarioError:
        return "", f"has faults: borderwars scenario check {shlex.quote(listed.name)}"
    return (str(data.get("name", "")), "") if isinstance(data, dict) else ("", "is no scenario")


@scenario.command()
@click.argument("names", metavar="[PATH]...", nargs=-1, type=PATH)
def check(names: tuple[Path, ...]) -> None:
    """Check scenarios: files, folders or names; all that come with the game and all of your own if none is given.

    A map, forces, a plan, an experiment, a library of assets/data or a recipe for a map can be checked by itself too.

    Exit code 2 if a file has faults, 1 if a test of a scenario fails.
    """
    codes = [check_one(name) for name in scenarios_in(tuple(str(name) for name in names))]
    worst = max(codes, default=0)
    if worst:
        click.get_current_context().exit(worst)


def scenarios_in(names: tuple[str, ...]) -> list[str]:
    """Return the scenarios that are meant; a folder means every scenario in it."""
    from game.scenario.homes import has_keys_of_a_scenario, listed_scenarios

    if not names:
        return [one.path.as_posix() if one.fault else one.name for one in listed_scenarios()]
    found: list[str] = []
    for name in names:
        if not Path(name).is_dir():
            found.append(name)
            continue
        inside = [str(path) for path in sorted(Path(name).rglob("*.yaml")) if has_keys_of_a_scenario(path)]
        if not inside:
            raise UsageError(f"{name}: there is no scenario in this folder")
        found += inside
    return found


def check_one(name: str) -> int:
    """Check one scenario and run its tests; print what was found and return the exit code for it."""
    from game.scenario.loading import load_scenario
    from game.scenario.names import so_many

    try:
        if (kind := _other_kind(name)) != "scenario":
            say(f"ok  {name}: {_check_part(kind, Path(name))}")
            return 0
        loaded = load_scenario(name)
    except BorderWarsError as error:
        complain(error)
        return USER_ERROR
    failed = [finding for finding in _findings(loaded) if not finding.holds]
    tests = len(loaded.file.tests)
    calendar = loaded.file.calendar
    units, hexes = so_many(len(loaded.names.units), "unit"), so_many(len(loaded.world.hexes), "hex", "hexes")
    words = f"{units}, {hexes}, {so_many(calendar.turns, 'turn')}"
    if tests:
        words += f", {tests - len(failed)} of {tests} tests hold"
    say(f"{'FAILED' if failed else 'ok'}  {loaded.name}: {words}")
    for finding in failed:
        say(f"  {finding.sentence}")
    return NO if failed else 0


def _other_kind(name: str) -> str:
    """Return what kind of file is meant; what cannot be read or recognised is taken for a scenario."""
    from game.scenario.grid_recipe import Recipe
    from game.scenario.kinds import kind_of
    from game.scenario.nouns import DESCRIBED
    from game.scenario.reading import read_file

    path = Path(name)
    try:
        return kind_of(read_file(path, name).data, "scenario", {**DESCRIBED, "recipe": Recipe})
    except ScenarioError:
        return path.stem if path.stem in DESCRIBED and path.is_file() else "scenario"


def _check_part(kind: str, path: Path) -> str:
    """Check a file that is no scenario and return what it is. Raises ScenarioError."""
    from game.batch.experiments.reading import read_experiment
    from game.scenario.grid_import import read_recipe
    from game.scenario.kinds import WORDS
    from game.scenario.loading import check_part

    if kind == "recipe":
        read_recipe(path)
    elif kind == "experiment":
        read_experiment(path)
    else:
        check_part(kind, path)
    return WORDS[kind]


def _findings(loaded: Scenario) -> list[Finding]:
    """Run the tests of a scenario; only these need the rules."""
    if not loaded.file.tests:
        return []
    from game.cli.compiling import warm_up
    from game.cli.expectations import findings

    warm_up()
    return findings(loaded)
