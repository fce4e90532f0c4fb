"""The plans of the battles that come with the game: nobody is forgotten, nobody is sent where he cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

import numpy as np
import pytest

from game.core.hexes import parse_number
from game.core.terms import Mobility, Role
from game.scenario.force_checks import formations_in
from game.scenario.homes import data_dir, shipped_names
from game.scenario.loading import Scenario, load_scenario
from game.scenario.schema.basics import HEX_NUMBER
from game.scenario.schema.forces import Formation
from game.scenario.schema.plan import PlanFile, PlanPhase, Task

TUTORIAL = "khalkhin_gol/fui_heights"
"""A part of a battle in which players learn to order formations: it has no plans, they make them."""

SHIPPED = [name for name in shipped_names() if name != TUTORIAL]
loaded = cache(load_scenario)
OF_BATTLES = dict.fromkeys(("halhamiao", "orahodoga", "tauran"), ("japanese", "mongolian"))
BOTH = [(name, side) for name in SHIPPED for side in OF_BATTLES.get(name.split("/")[0], ("soviet", "japanese"))]
WITHOUT_GUNS = ("amur_islands", "halhamiao", "jinchanggou", "tauran")


def files_of(name: str) -> list[str]:
    """The plan files of a scenario, each with its folder."""
    return [f"{name.split('/', maxsplit=1)[0]}/{file}" for file in loaded(name).file.plans]


FILES = sorted({file for name in SHIPPED for file in files_of(name)})


def everyone(scenario: Scenario, names: list[str]) -> Iterator[str]:
    """The units that a task names, those of formations among them."""
    formations = formations_of(scenario.name)
    units = {unit for one in formations.values() for unit in units_under(one)}
    for name in names:
        yield from [name] if name in units else units_under(formations[name])


@cache
def formations_of(name: str) -> Mapping[str, Formation]:
    return {one.id: one for _, _, one in formations_in(loaded(name).forces)}


def units_under(formation: Formation) -> Iterator[str]:
    yield from (unit.id for unit in formation.units)
    for one in formation.formations:
        yield from units_under(one)


def turns_of(scenario: Scenario) -> range:
    calendar = scenario.file.calendar
    return range(calendar.first_turn, calendar.first_turn + calendar.turns)


def in_time(phase: PlanPhase, turn: int) -> bool:
    assert phase.dates is None, "our plans go by turns"
    return phase.turns is None or phase.turns[0] <= turn <= phase.turns[1]


def present(scenario: Scenario, side: str) -> Mapping[str, int]:
    """Units of a side that come into play, with the turn from which on they are there."""
    rows, number = scenario.names.unit_row, scenario.names.sides.index(side)
    deployed = {one.unit: one.turn or 0 for one in scenario.file.deployment}
    return {unit: turn for unit, turn in deployed.items() if scenario.world.units.side[rows[unit]] == number}


def employed(scenario: Scenario, plan: PlanFile, turn: int, *, guns: bool) -> set[str]:
    """Units that have a task in a turn, whatever the conditions: those of phases without one count."""
    phases = [phase for phase in plan.phases if phase.when is None and in_time(phase, turn)]
    tasks = [task for phase in phases for task in (phase.guns if guns else phase.tasks)]
    return {unit for task in tasks for unit in everyone(scenario, task.units)}


def test_every_plan_file_is_listed() -> None:
    there = data_dir("scenarios").glob("*/plan_*.yaml")
    assert sorted(f"{path.parent.name}/{path.name}" for path in there) == FILES


@pytest.mark.parametrize("name", SHIPPED)
def test_files_of_plans_bear_their_side_and_id(name: str) -> None:
    scenario = loaded(name)
    assert [f"plan_{plan.side}_{plan.id}.yaml" for plan in scenario.plans] == list(scenario.file.plans)


@pytest.mark.parametrize(("name", "side"), BOTH)
def test_each_side_has_the_historical_plan_and_another(name: str, side: str) -> None:
    first, *others = [plan.id for plan in loaded(name).plans if plan.side == side]
    assert first == "historical"
    assert others


@pytest.mark.parametrize(("name", "side"), BOTH)
def test_every_unit_has_a_task_in_every_turn(name: str, side: str) -> None:
    scenario = loaded(name)
    units = present(scenario, side)
    for plan in scenario.plans:
        if plan.side == side:
            missing = {
                (turn, unit)
                for turn in turns_of(scenario)
                for unit in units.keys() - employed(scenario, plan, turn, guns=False)
                if units[unit] <= turn
            }
            assert not missing, plan.id


@pytest.mark.parametrize(("name", "side"), BOTH)
def test_all_artillery_has_a_target_in_every_turn(name: str, side: str) -> None:
    scenario = loaded(name)
    roles, rows = scenario.world.units.role, scenario.names.unit_row
    units = {unit: turn for unit, turn in present(scenario, side).items() if roles[rows[unit]] == Role.ARTILLERY}
    assert units or name.startswith(WITHOUT_GUNS)
    for plan in scenario.plans:
        if plan.side == side:
            missing = {
                (turn, unit)
                for turn in turns_of(scenario)
                for unit in units.keys() - employed(scenario, plan, turn, guns=True)
                if units[unit] <= turn
            }
            assert not missing, plan.id


@pytest.mark.parametrize(("name", "side"), BOTH)
def test_neither_artillery_nor_headquarters_are_sent_to_attack(name: str, side: str) -> None:
    scenario = loaded(name)
    roles, rows = scenario.world.units.role, scenario.names.unit_row
    behind = {unit for unit in present(scenario, side) if roles[rows[unit]] in (Role.ARTILLERY, Role.HEADQUARTERS)}
    for plan in scenario.plans:
        if plan.side == side:
            assert not {unit for turn in turns_of(scenario) for unit in behind & assaulting(scenario, plan, turn)}


def assaulting(scenario: Scenario, plan: PlanFile, turn: int) -> set[str]:
    """Units whose last task in a turn is an attack, if all conditions hold."""
    last: dict[str, Task] = {}
    for phase in plan.phases:
        if in_time(phase, turn):
            for task in phase.tasks:
                last |= dict.fromkeys(everyone(scenario, task.units), task)
    return {unit for unit, task in last.items() if task.attack is not None}


def hexes(scenario: Scenario, target: object) -> set[int]:
    """The hexes of a target."""
    if isinstance(target, list):
        return {one for part in target for one in hexes(scenario, part)}
    assert isinstance(target, str)
    if re.match(HEX_NUMBER, target):
        return {at(scenario, target)}
    if target in scenario.areas:
        return set(scenario.areas[target])
    return {at(scenario, place.hex) for place in scenario.map.places if place.name == target}


def at(scenario: Scenario, number: str) -> int:
    column, row = parse_number(number)
    return row * scenario.map.columns + column


def single(task: Task) -> Iterator[object]:
    """The targets of a task, each for itself."""
    target = getattr(task, task.kind)
    yield from target if isinstance(target, list) else [target]


@pytest.mark.parametrize("name", SHIPPED)
def test_nobody_is_sent_into_water_or_where_he_may_not_go(name: str) -> None:
    """In one turn of each phase at least, one hex at least of each target is open to the side: bans come and go.

    Boats are sent to water, and nowhere else.
    """
    scenario = loaded(name)
    grounds = {boats: set(np.flatnonzero(scenario.world.hexes.water == boats).tolist()) for boats in (False, True)}
    for plan in scenario.plans:
        for phase in plan.phases:
            turns = [turn for turn in turns_of(scenario) if in_time(phase, turn)]
            for task in phase.tasks:
                ground = grounds[afloat(scenario, task)]
                for target in single(task):
                    meant = hexes(scenario, target) & ground
                    open_in = [turn for turn in turns if meant - banned(scenario, plan, turn)]
                    assert bool(open_in) == bool(turns), (plan.id, phase.name, target)


def afloat(scenario: Scenario, task: Task) -> bool:
    """Whether the units of a task that come into play are boats."""
    rows = scenario.names.unit_row
    moved = {int(scenario.world.units.mobility[rows[unit]]) for unit in everyone(scenario, task.units) if unit in rows}
    return moved == {Mobility.BOAT}


def banned(scenario: Scenario, plan: PlanFile, turn: int) -> set[int]:
    """Hexes that the side may not enter in a turn."""
    return {
        hex_
        for ban in scenario.file.permissions
        if ban.side == plan.side and ban.deny == "enter" and ban.turns[0] <= turn <= ban.turns[1]
        for hex_ in scenario.areas[ban.area]
    }


@pytest.mark.parametrize("file", FILES)
def test_every_phase_comes_into_force_somewhere(file: str) -> None:
    for phase in written(file)[0].phases:
        assert any(in_time(phase, turn) for name in listing(file) for turn in turns_of(loaded(name))), phase.name


@pytest.mark.parametrize("file", FILES)
def test_every_phase_says_where_it_stands_and_has_a_name_of_its_own(file: str) -> None:
    phases = written(file)[0].phases
    assert [phase.name for phase in phases if phase.source is None and not phase.estimate] == []
    assert len({phase.name for phase in phases}) == len(phases)


@pytest.mark.parametrize("file", FILES)
def test_scenarios_that_share_a_plan_read_the_same(file: str) -> None:
    first, *others = written(file)
    assert all(other == first for other in others)


def listing(file: str) -> list[str]:
    """The scenarios that list a plan file."""
    return [name for name in SHIPPED if file in files_of(name)]


def written(file: str) -> list[PlanFile]:
    """The plan of a file, as each scenario that lists it has it."""
    return [loaded(name).plans[files_of(name).index(file)] for name in listing(file)]
