"""`scenario diff`: where two scenarios differ, in words."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from game.cli.checking import models_of_files
from game.cli.console import say, say_json
from game.cli.exit_codes import NO
from game.cli.options import json_option
from game.cli.positions import is_save, read_saved
from game.core.errors import UsageError, escaped
from game.scenario.suggesting import listed

if TYPE_CHECKING:
    from game.scenario.differences import Difference


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@json_option
def diff(first: str, second: str, as_json: bool) -> None:
    """Say in words where B differs from A; exit code 1 if it does.

    A and B are scenarios (battle/scenario, a battle or folder that has but one, a file, or a save or replay, which has
    its scenario in it), or two files of another kind: maps, forces, plans, libraries, experiments, recipes. How they
    are laid out is no difference, nor is a default that is written out.
    """
    from game.scenario.differences import differences
    from game.scenario.kinds import WORDS

    (kind, before), (other_kind, after) = _read(first), _read(second)
    if kind != other_kind:
        raise UsageError(f"{first} is {WORDS[kind]} and {second} is {WORDS[other_kind]}: these cannot be compared")
    found = differences(before, after)
    if as_json:
        say_json([asdict(difference) for difference in found])
    else:
        _say(found, second)
    if found:
        click.get_current_context().exit(NO)


def _say(found: list[Difference], second: str) -> None:
    if not found:
        say("no differences")
        return
    say(f"{escaped(second)} differs:")
    for heading, inside in groupby(found, key=lambda difference: difference.heading):
        say(f"\n{heading}")
        for difference in inside:
            say(f"  {difference.sentence}")


def _read(name: str) -> tuple[str, dict[str, Any]]:
    """Return the kind of what is meant, and what it says. Raises UsageError, ScenarioError and SaveError."""
    from game.scenario.difference_views import data_view, file_view, scenario_view
    from game.scenario.loading import check_part
    from game.scenario.reading import read_file

    if is_save(name):
        return "scenario", scenario_view(read_saved(Path(name)).game.scenario)
    kind = _kind(name)
    if kind == "scenario":
        from game.scenario.loading import load_scenario

        return kind, scenario_view(load_scenario(_scenario_meant(name)))
    path = Path(name)
    if kind in ("experiment", "recipe"):
        return kind, data_view(read_file(path, name).data)
    return kind, file_view(check_part(kind, path))


def _scenario_meant(name: str) -> str:
    """Return the scenario of a battle that is named and has but one; else the name. Raises UsageError."""
    from game.scenario.homes import is_scenario, listed_scenarios
    from game.scenario.library import is_there

    folder = Path(name)
    if folder.is_dir():
        inside = [str(path) for path in sorted(folder.glob("*.yaml")) if is_scenario(path)]
    elif is_there(folder) or is_there(Path(f"{name}.yaml")):
        return name
    else:
        inside = [one.name for one in listed_scenarios() if one.name.startswith(f"{name}/")]
    if not inside:
        return name
    if len(inside) > 1:
        raise UsageError(f"the battle {name} has several scenarios; say which: {listed(inside, 'or')}")
    return inside[0]


def _kind(name: str) -> str:
    from game.scenario.kinds import kind_of
    from game.scenario.reading import read_file

    path = Path(name)
    if not path.is_file():
        return "scenario"
    return kind_of(read_file(path, name).data, "scenario", models_of_files())
