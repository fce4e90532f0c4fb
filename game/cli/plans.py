"""`plan`: list, show and check what the sides of a scenario mean to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli.console import complain, say, say_json, say_table
from game.cli.exit_codes import USER_ERROR
from game.cli.options import PATH, SideName, json_option, load_files, scenario_argument
from game.core.errors import ScenarioError, UsageError, escaped

if TYPE_CHECKING:
    from game.scenario.loading import Scenario
    from game.scenario.schema.plan import PlanFile


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
@click.argument("which", metavar="SIDE=PLAN")
@click.option(
    "--commander",
    metavar="NAME",
    callback=load_files,
    help="Show the plan that this commander makes for SIDE, named alone.",
)
@click.option("--yaml", "as_yaml", is_flag=True, help="Print the file of the plan, to begin one of your own from.")
@json_option
def show(scenario_name: str, which: str, commander: str | None, as_yaml: bool, as_json: bool) -> None:
    """Show a plan of a SCENARIO phase by phase: who does what, and how.

    PLAN is one of the scenario's, the file of one of your own, or 'own' for the one that the officer makes by itself.
    """
    from game.scenario.plan_text import plan_text
    from game.scenario.plan_words import lines_of

    if as_yaml and as_json:
        raise UsageError("--yaml and --json print the plan each in its own way: leave one out")
    found, scenario = _plan_meant(scenario_name, which, commander)
    if as_json:
        say_json(found.model_dump(mode="json", by_alias=True, exclude_unset=True))
        return
    for line in plan_text(found).splitlines() if as_yaml else lines_of(found, scenario):
        say(line)


def _plan_meant(scenario_name: str, which: str, commander: str | None) -> tuple[PlanFile, Scenario]:
    """Return the plan that SIDE=PLAN names, or that a commander makes for a SIDE named alone, and its scenario.

    Raises
    ------
    UsageError : there is none.
    ScenarioError : it is a file that is not there or has faults.
    """
    from game.cli.compiling import warm_up
    from game.cli.leading import file_for, is_file
    from game.commanders.officer.planning import OWN
    from game.commanders.roster import FOLLOWER, WITH_PLAN, names_plan, plan_followed, require_side, taken_apart
    from game.scenario.loading import load_scenario

    if commander is None:
        side, plan = SideName("soviet=historical", "SIDE=PLAN").convert(which, None, None)
    else:
        side, plan = which, OWN
        if "=" in which or names_plan(commander):
            alone, leader = which.partition("=")[0], taken_apart(commander)[0]
            raise UsageError(
                f"--commander shows the plan that a commander makes itself, so none can be named; "
                f"write: {alone} --commander {leader}"
            )
    scenario = load_scenario(scenario_name)
    require_side(scenario, side)
    if is_file(scenario, side, plan):
        return file_for(scenario, side, plan), scenario
    if plan == OWN:
        warm_up()
    found = plan_followed(scenario, side, (commander or FOLLOWER) + WITH_PLAN + plan)
    assert found is not None  # who follows none is refused
    return found, scenario


@plan.command()
@scenario_argument()
@click.argument("files", metavar="[FILE]...", nargs=-1, type=PATH)
def check(scenario_name: str, files: tuple[Path, ...]) -> None:
    """Check the plans of a SCENARIO, and plan FILEs of one's own against it.

    A FILE does not replace a plan of the scenario: it needs an id that none of these has. Exit code 2 if a file has
    faults.
    """
    from game.scenario.loading import load_scenario, read_plan
    from game.scenario.names import so_many

    loaded = load_scenario(scenario_name)
    faulty = False
    for path in files:
        try:
            one = read_plan(loaded, path)
            loaded.with_plan(one)
        except ScenarioError as error:
            complain(error)
            faulty = True
        except UsageError as error:
            complain(f"{path}: {error}")
            faulty = True
        else:
            say(f"ok  {escaped(path)}: {one.side}={one.id}, {so_many(len(one.phases), 'phase')}")
    if faulty:
        click.get_current_context().exit(USER_ERROR)
    if not files:
        say(f"ok  {loaded.name}: {so_many(len(loaded.plans), 'plan')}")
