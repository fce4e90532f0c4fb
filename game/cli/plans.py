"""`plan`: list, show and check what the sides of a scenario mean to do."""

from __future__ import annotations

from pathlib import Path

import click

from game.cli.console import complain, say, say_json, say_table
from game.cli.exit_codes import USER_ERROR
from game.cli.options import PATH, SideName, json_option, scenario_argument
from game.core.errors import ScenarioError


@click.group()
def plan() -> None:
    """List, show and check the plans of a scenario: what each side means to do, phase by phase."""


@plan.command("list")
@scenario_argument()
@json_option
def list_(scenario_name: str, as_json: bool) -> None:
    """List the plans of a SCENARIO."""
    from game.scenario.loading import load_scenario

    loaded = load_scenario(scenario_name)
    plans = loaded.plans
    if as_json:
        say_json([{"side": one.side, "plan": one.id, "name": one.name, "about": one.about} for one in plans])
        return
    if not plans:
        say(f"{loaded.name} has no plans")
        return
    rows = [(one.side, one.id, one.name, str(len(one.phases))) for one in plans]
    say_table("Plans", ("side", "plan", "name", "phases"), rows, left=3)


@plan.command()
@scenario_argument()
@click.argument("which", metavar="SIDE=PLAN", type=SideName("soviet=historical"))
@json_option
def show(scenario_name: str, which: tuple[str, str], as_json: bool) -> None:
    """Show a plan of a SCENARIO phase by phase: who does what, and how."""
    from game.scenario.loading import load_scenario
    from game.scenario.plan_words import lines_of

    found = load_scenario(scenario_name).plan(*which)
    if as_json:
        say_json(found.model_dump(mode="json", by_alias=True, exclude_unset=True))
        return
    for line in lines_of(found):
        say(line)


@plan.command()
@scenario_argument()
@click.argument("files", metavar="[FILE]...", nargs=-1, type=PATH)
def check(scenario_name: str, files: tuple[Path, ...]) -> None:
    """Check the plans of a SCENARIO, and plan FILEs of one's own against it.

    Exit code 2 if a file has faults.
    """
    from game.scenario.loading import load_scenario, read_plan
    from game.scenario.names import so_many

    loaded = load_scenario(scenario_name)
    faulty = False
    for path in files:
        try:
            one = read_plan(loaded, path)
        except ScenarioError as error:
            complain(error)
            faulty = True
        else:
            say(f"ok  {path}: {one.side}={one.id}, {so_many(len(one.phases), 'phase')}")
    if faulty:
        click.get_current_context().exit(USER_ERROR)
    if not files:
        say(f"ok  {loaded.name}: {so_many(len(loaded.plans), 'plan')}")
