"""Checks of what is added up: men, room and fire of a unit, units of a stack, points of a side.

Each number by itself is within its bounds; here their sums are held to those of `core.limits`, so that no field of the
State can overflow in any game of the scenario. The message names the sum, what it comes to, and the most there can be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from game.core.limits import MOST_FIRE, MOST_MEN, MOST_POINTS, MOST_TARGETS
from game.scenario.compiling import start_items
from game.scenario.names import Listed
from game.scenario.reading import Spot
from game.scenario.schema.libraries import Equipment
from game.scenario.schema.scenario_file import AwardEntry
from game.scenario.setting import Setting
from game.scenario.suggesting import quote

MEN: Final = "men"


def check_sums(setting: Setting) -> None:
    """Run all checks of sums."""
    lost = dict.fromkeys(setting.sides, 0)
    for index, items in _items_of_units(setting):
        deployment = setting.nouns.scenario.deployment[index]
        _check_unit(setting, ("deployment", index), deployment.unit, items)
        side = setting.units[deployment.unit][0]
        lost[side] += sum(count * max(1, noun.crew) for noun, count in items)
    _check_points(setting, lost)


def _items_of_units(setting: Setting) -> Iterator[tuple[int, list[tuple[Equipment, int]]]]:
    """Yield the place of each deployment of a known unit, with its items and how many of each."""
    equipment, types = setting.nouns.equipment.equipment, setting.nouns.unit_types.unit_types
    for index, deployment in enumerate(setting.nouns.scenario.deployment):
        if deployment.unit not in setting.units:
            continue
        unit = setting.units[deployment.unit][1]
        if unit.type in types:
            items = start_items(types[unit.type], Listed(unit, 0, 0), deployment)
            yield index, [(equipment[id_], count) for id_, count in items.items() if id_ in equipment]


def _check_unit(setting: Setting, spot: Spot, name: str, items: list[tuple[Equipment, int]]) -> None:
    """What follows from the items of a unit (rulebook 5.2) fits into its record."""
    for what, sum_, most in (
        (MEN, sum(count * noun.crew for noun, count in items), MOST_MEN),
        ("armoured vehicles", sum(count for noun, count in items if noun.armour > 0), MOST_MEN),
        ("men of frontage", sum(count * noun.room for noun, count in items), MOST_MEN),
        ("hundredths of a rifleman's fire", sum(count * noun.soft for noun, count in items), MOST_FIRE),
        ("thousandths of a man exposed", sum(count * noun.crew * noun.exposure for noun, count in items), MOST_TARGETS),
    ):
        if sum_ > most:
            setting.add((*spot, "unit"), f"the items of {quote(name)} come to {sum_} {what}; {most} is the most")
            return


def _check_points(setting: Setting, lost: Mapping[str, int]) -> None:
    """Nobody can be given more points than there is room for, whatever happens; the award that is too much is named."""
    most = dict.fromkeys(setting.sides, 0)
    for index, award in enumerate(setting.nouns.scenario.victory.awards):
        if award.side not in most:
            continue
        most[award.side] += max(abs(award.points), abs(award.contested)) * _times(setting, award, lost)
        if most[award.side] > MOST_POINTS:
            message = f"with this the awards of {award.side} could come to {most[award.side]} points"
            setting.add(("victory", "awards", index, "points"), f"{message}; {MOST_POINTS} is the most")
            return


def _times(setting: Setting, award: AwardEntry, lost: Mapping[str, int]) -> int:
    """How often an award can be given at most."""
    if award.award == "losses":
        return lost.get(award.of or "", 0) // award.per
    if award.award == "exited":
        return lost.get(award.of or "", 0) // award.per
    return len(setting.areas.get(award.area or "", ())) if award.award == "ground" else 1
