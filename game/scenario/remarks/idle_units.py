"""Units that can never fight, and units that no supply of their side can reach."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from game.core.errors import Remark
from game.core.terms import NOWHERE, SIDES, SUPPLY_METRES, Mobility, Role
from game.scenario.names import so_many
from game.scenario.reading import Spot
from game.scenario.remarks.checked import Checked
from game.scenario.remarks.marches import Marks
from game.scenario.rule_values import field_of

FIRES = ("soft", "hard", "close", "opens_works")
"""What an item does to an enemy."""


def places_of_units(checked: Checked) -> Iterator[tuple[Spot, str, int]]:
    """Yield the place, id and row of each unit that is deployed."""
    for index, deployment in enumerate(checked.scenario.file.deployment):
        yield ("deployment", index), deployment.unit, checked.scenario.names.unit_row[deployment.unit]


def units_without_fire(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on units of which no item fires at anything, and on guns that never have ammunition."""
    world = checked.scenario.world
    fires = np.any([world.equipment[name] > 0 for name in FIRES], axis=0)
    far = (world.equipment.indirect == 1) & (world.equipment.range > 0)
    for spot, unit, row in places_of_units(checked):
        items = [int(item) for item in world.units[row]["items"] if item != NOWHERE]
        if not fires[items].any() or world.units[row].quality == 0:
            why = "its quality is 0" if fires[items].any() else "none of its items has fire against men or armour"
            said = f"{unit} can never fight: {why}"
            yield checked.remark("scenario", spot, f"{said}; a unit usually has some that do")
        elif world.units[row].role == Role.ARTILLERY and far[items].any() and world.units[row].missions == 0:
            said = f"{unit} has guns that fire at range, and carries no fire missions (`missions: 0`) to do so"
            yield checked.remark("scenario", spot, f"{said}; artillery usually carries some")


def units_shut_in(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on units to which no enemy can come, and that can come to none; guns by their range."""
    scenario, marches = checked.scenario, checked.marches
    stands = [marches.of_side(side) for side in range(SIDES)]
    touched = [marches.beside(stand) for stand in stands]
    for spot, unit, row in places_of_units(checked):
        side = int(scenario.world.units[row].side)
        if scenario.world.frame[0].boats:
            continue  # whoever sees a boat may fire at it, and boats at whom they see (rulebook 6.7)
        mine = marches.reach(row) & marches.dry
        if (mine & touched[1 - side]).any() or _fires_across(checked, row, mine, stands[1 - side]):
            continue
        where = "cannot leave its hex" if mine.sum() <= 1 else f"can come to {int(mine.sum())} hexes"
        said = f"{unit} can never fight: it {where}, and no enemy can come within a hex of these or into range"
        yield checked.remark("scenario", (*spot, "hex"), f"{said}; a unit usually has a way to the enemy")


def _fires_across(checked: Checked, row: int, mine: Marks, theirs: Marks) -> bool:
    """Whether guns of a unit can fire as far as to some hex of the enemy: as the crow flies, and rather too far."""
    world = checked.scenario.world
    items = [int(item) for item in world.units[row]["items"] if item != NOWHERE]
    ranges = [int(world.equipment[item].range) for item in items if world.equipment[item].indirect]
    if not ranges or not mine.any() or not theirs.any():
        return False
    steps = max(ranges) // int(world.frame[0].hex_size) + 1
    columns, rows = world.hexes.column, world.hexes.row
    gaps = [
        max(int(of[theirs].min()) - int(of[mine].max()), int(of[mine].min()) - int(of[theirs].max()), 0)
        for of in (columns, rows)
    ]
    return max(gaps) <= steps + 1


def units_without_supply(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on units to whose hex supply of their side never comes, with nobody in its way (rulebook 4.1)."""
    scenario, world = checked.scenario, checked.scenario.world
    full = int(field_of(world.rules[0], "supply_full")) * SUPPLY_METRES
    usual = f"usual is within {full} metres of open ground of a source"
    supplied = world.home <= int(field_of(world.rules[0], "supply_low"))
    for name, setup in scenario.file.sides.items():
        if not setup.supply_sources:
            said = f"{name} has no supply source, and none of its units is ever supplied; {usual}"
            yield checked.remark("scenario", ("sides", name, "supply_sources"), said)
    for spot, unit, row in places_of_units(checked):
        side, here = int(world.units[row].side), int(world.units[row].arrival_hex)
        name = scenario.names.sides[side]
        if world.units[row].mobility == Mobility.BOAT:  # the bank beside it supplies a boat, wherever it goes (3.8)
            continue
        if supplied[side, here] or not scenario.file.sides[name].supply_sources:
            continue
        open_ = int((checked.marches.reach(row) & checked.marches.dry & supplied[side]).sum())
        elsewhere = f"but to {so_many(open_, 'hex', 'hexes')}" if open_ else "and to none"
        said = (
            f"no supply of {name} comes to the hex of {unit}, with nobody in its way, {elsewhere} that it can come to"
        )
        yield checked.remark("scenario", (*spot, "hex"), f"{said}; {usual}")
