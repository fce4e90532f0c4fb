"""Arrivals that cannot come in where they should, or can come in nowhere, or hardly in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from game.core.errors import Remark
from game.scenario.names import so_many
from game.scenario.remarks.checked import Checked
from game.scenario.remarks.idle_units import places_of_units
from game.scenario.remarks.marches import RINGS
from game.scenario.rule_values import field_of

WHOLE: Final = 100
"""Per cent."""


def arrivals_without_way(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on arrivals whose hex is forbidden then, or that nobody of their kind can enter or leave."""
    scenario, marches = checked.scenario, checked.marches
    for spot, unit, row in places_of_units(checked):
        record = scenario.world.units[row]
        turn, here, side = int(record.arrival), int(record.arrival_hex), int(record.side)
        if turn == 0:
            continue
        standable = marches.standable(int(record.mobility))
        banned = marches.banned(side, turn)
        number = scenario.hex_number(here)
        if banned[here]:
            fault = f"hex {number} is forbidden to {scenario.names.sides[side]} in turn {turn}"
        elif not standable[here]:
            fault = f"no way leads into hex {number} for {unit}"
        else:
            continue
        near = int((standable & ~banned & marches.around(here)).sum())
        words = f"{unit} comes in beside it, where there is room within {RINGS} hexes" if near else _waits(unit)
        said = f"{fault}: {words} (rule 2.3); an arrival usually comes in where it may stand"
        yield checked.remark("scenario", (*spot, "hex"), said)


def _waits(unit: str) -> str:
    return f"no hex within {RINGS} can be entered either, and {unit} waits off the map"


def arrivals_without_room(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on hexes around which more arrive in one turn than have room, though nobody else stands there."""
    scenario, marches = checked.scenario, checked.marches
    rules = scenario.world.rules[0]
    units: Counter[tuple[int, int, int]] = Counter()
    men: Counter[tuple[int, int, int]] = Counter()
    said: set[tuple[int, int, int]] = set()
    for spot, unit, row in places_of_units(checked):
        record = scenario.world.units[row]
        key = turn, here, side = int(record.arrival), int(record.arrival_hex), int(record.side)
        if turn == 0 or key in said:
            continue
        units[key] += 1
        men[key] += int(marches.frontage[row])
        hexes = int((marches.home_of(int(record.mobility)) & ~marches.banned(side, turn) & marches.around(here)).sum())
        most = hexes * int(field_of(rules, "stack_units"))
        limit = hexes * int(field_of(rules, "stack_limit"))
        if hexes and (units[key] > most or men[key] > limit):
            said.add(key)
            many = (
                f"with {unit} {so_many(units[key], 'unit')} of {so_many(men[key], 'man', 'men')} arrive in turn {turn}"
            )
            room = f"the {so_many(hexes, 'hex', 'hexes')} within {RINGS} have room for {most} units and {limit} men"
            words = f"{many} at hex {scenario.hex_number(here)}, and {room}; usual are fewer at once, or several hexes"
            yield checked.remark("scenario", spot, words)


def arrivals_too_late(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on arrivals by chance that the end of the battle cuts off more often than not (rulebook 2.3)."""
    scenario = checked.scenario
    last = scenario.file.calendar.last_turn
    for spot, unit, row in places_of_units(checked):
        record = scenario.world.units[row]
        turn, chance = int(record.arrival), int(record.chance)
        if turn == 0 or chance == WHOLE or 0 < record.until < last:  # where it has a last turn, that is meant
            continue
        percent = round(WHOLE - WHOLE * ((WHOLE - chance) / WHOLE) ** (last - turn + 1))
        if 2 * percent < WHOLE:
            draws = f"turn {turn}, the last" if turn == last else f"each turn from {turn} to {last}, the last"
            said = f"with a chance of {chance} % in {draws}, {unit} comes in {percent} % of games (rule 2.3)"
            yield checked.remark("scenario", (*spot, "chance"), f"{said}; usual is that it comes in half or more")
