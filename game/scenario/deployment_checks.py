"""Checks of a deployment: units that exist, once each, where they may stand, not among the enemy, not too many."""

from __future__ import annotations

from typing import Final

from game.scenario.compiling import start_items
from game.scenario.establishments import establishment
from game.scenario.grids import hex_row
from game.scenario.names import Listed, so_many
from game.scenario.reading import Spot
from game.scenario.schema.libraries import UnitType
from game.scenario.schema.scenario_file import Deployment
from game.scenario.setting import Setting
from game.scenario.suggesting import listed, quote
from game.scenario.world import SLOTS

ROOM: Final = "stack_limit"
"""The rule that says how many men have room in a kilometre of hex."""

UNITS: Final = "stack_units"
"""The rule that says how many units may stand in a hex."""


def check_deployment(setting: Setting) -> None:
    """Run all checks of the deployment."""
    seen: set[str] = set()
    for index, deployment in enumerate(setting.nouns.scenario.deployment):
        spot: Spot = ("deployment", index)
        setting.report.sourced("scenario", spot, deployment)
        known = setting.report.known("scenario", (*spot, "unit"), deployment.unit, setting.units, "unit")
        if known and deployment.unit in seen and setting.whole(*spot, "unit"):
            setting.add((*spot, "unit"), f"the unit {quote(deployment.unit)} is deployed already")
        seen.add(deployment.unit)
        _check_turns(setting, spot, deployment)
        _check_items(setting, spot, deployment)
        _check_men(setting, spot, deployment)
        row = _place_of(setting, spot, deployment)
        if row is not None and known:
            _check_ground(setting, spot, deployment, row)
    _check_enemies(setting)
    _check_stacking(setting)


def _place_of(setting: Setting, spot: Spot, deployment: Deployment) -> int | None:
    """Return the row of a hex of the map where a unit of its kind can be: boats on water, all others on land."""
    noun = _type_of(setting, deployment)
    if noun is None or noun.mobility != "boat":
        return setting.on_land((*spot, "hex"), deployment.hex, "a unit")
    row = setting.on_map((*spot, "hex"), deployment.hex)
    if row is not None and row not in setting.water:
        setting.add((*spot, "hex"), f"hex {quote(deployment.hex)} is {setting.terrain[row]}; boats are on water only")
        return None
    return row


def _check_turns(setting: Setting, spot: Spot, deployment: Deployment) -> None:
    """A unit comes and goes while the calendar lasts, and comes before it goes."""
    calendar = setting.nouns.scenario.calendar
    turn = deployment.turn
    if turn is not None:
        setting.in_calendar((*spot, "turn"), turn)
    if deployment.withdraws is not None and setting.in_calendar((*spot, "withdraws"), deployment.withdraws):
        arrival = turn or calendar.first_turn
        if deployment.withdraws <= arrival and setting.whole(*spot, "turn"):
            setting.add((*spot, "withdraws"), f"should be after turn {arrival}, in which the unit comes")
    _check_chance(setting, spot, deployment)
    if deployment.only_if is not None:
        if turn is None and setting.whole(*spot, "turn"):
            setting.add(
                (*spot, "only_if"), "needs a `turn` of arrival: units on the map from the start have no condition"
            )
        setting.known_side((*spot, "only_if", "side"), deployment.only_if.side)
        setting.known_area((*spot, "only_if", "area"), deployment.only_if.area)


def _check_chance(setting: Setting, spot: Spot, deployment: Deployment) -> None:
    """Only who arrives in a turn may be late or stay away by chance; a strength is drawn from a range, or given."""
    turn, drawn = deployment.turn, deployment.drawn
    for key in ("chance", "until"):
        if key in deployment.model_fields_set and turn is None and setting.whole(*spot, "turn"):
            message = f"needs a `turn` of arrival: units on the map from the start have no `{key}`"
            setting.add((*spot, key), message, key=True)
    until = deployment.until
    if until is not None and setting.in_calendar((*spot, "until"), until) and turn is not None and until < turn:
        setting.add((*spot, "until"), f"should not be before turn {turn}, the first in which the unit may come")
    if until is not None and deployment.withdraws is not None and until >= deployment.withdraws:
        said = f"should be before turn {deployment.withdraws}, in which the unit is called away"
        setting.add((*spot, "until"), said)
    for key in ("strength", "items") if drawn is not None else ():
        if key in deployment.model_fields_set:
            setting.add((*spot, "drawn"), f"should not stand beside `{key}`: one of them says how strong the unit is")
    if drawn is not None and drawn.least > drawn.most:
        setting.add((*spot, "drawn"), "should be from the least per cent to the greatest")


def _check_items(setting: Setting, spot: Spot, deployment: Deployment) -> None:
    """The numbers given are of known items, and the unit neither vanishes nor gets too mixed."""
    equipment = setting.nouns.equipment.equipment
    known = [
        setting.report.known("scenario", (*spot, "items", item), item, equipment, "equipment", key=True)
        for item in deployment.items
    ]
    if not all(known) or not deployment.items or not _is_sound(setting, spot, deployment):
        return
    noun = _type_of(setting, deployment)
    if noun is None:
        return
    count = len(start_items(noun, _listed(setting, deployment), deployment))
    if count == 0:
        setting.add((*spot, "items"), "leaves the unit without any items")
    elif count > SLOTS:
        setting.add((*spot, "items"), f"makes {count} kinds of items with the unit's own; {SLOTS} is the most")


def _check_men(setting: Setting, spot: Spot, deployment: Deployment) -> None:
    """Somebody is there: a unit of items that nobody serves could not even be destroyed."""
    noun = _type_of(setting, deployment)
    if noun is None or not _is_sound(setting, spot, deployment) or not setting.report.sound("equipment", "equipment"):
        return
    equipment = setting.nouns.equipment.equipment
    items = start_items(noun, _listed(setting, deployment), deployment)
    if items and items.keys() <= equipment.keys() and not any(equipment[item].crew for item in items):
        setting.add(spot, f"leaves no men in the unit: none of its items has a crew ({listed(sorted(items))})")


def _is_sound(setting: Setting, spot: Spot, deployment: Deployment) -> bool:
    """Whether neither the entry of a deployment nor that of its unit has a fault: then what they come to is known."""
    return setting.whole(*spot) and deployment.unit in setting.sound_units


def _type_of(setting: Setting, deployment: Deployment) -> UnitType | None:
    if deployment.unit not in setting.units:
        return None
    unit = setting.units[deployment.unit][1]
    noun = setting.nouns.unit_types.unit_types.get(unit.type)
    return None if noun is None else establishment(unit, noun)


def _listed(setting: Setting, deployment: Deployment) -> Listed:
    return Listed(setting.units[deployment.unit][1], 0, 0)


def _check_ground(setting: Setting, spot: Spot, deployment: Deployment, row: int) -> None:
    """The unit can move on this ground or by a road that passes, and is dug in no deeper than the ground allows."""
    noun = _type_of(setting, deployment)
    ground = setting.nouns.terrain.terrain.get(setting.terrain.get(row, ""))
    if noun is None or ground is None:
        return
    roads = setting.nouns.terrain.roads
    speeds = [ground.speed, *(roads[kind].speed for kind in setting.roads.get(row, ()) if kind in roads)]
    if not any(speed.get(noun.mobility, 0) > 0 for speed in speeds) and setting.report.sound("map", "roads"):
        setting.add((*spot, "hex"), _no_way(noun, setting.terrain[row], deployment.hex))
    if deployment.entrenched > ground.entrench_max:
        message = f"should be at most {ground.entrench_max}, what {setting.terrain[row]} allows"
        setting.add((*spot, "entrenched"), message)


def _no_way(noun: UnitType, terrain: str, number: str) -> str:
    if noun.mobility == "boat":
        return f"{terrain} has no `speed` for boats, which cannot go there (hex {quote(number)})"
    if noun.mobility == "rail":
        return f"a unit on rails needs a railway, and none passes hex {quote(number)}"
    return f"{noun.mobility} units cannot be in {terrain} (hex {quote(number)}) where no road passes"


def _at_start(setting: Setting) -> list[tuple[int, Deployment, int]]:
    """Index, model and hex of each deployment of a known unit that is on the map from the start."""
    return [
        (index, deployment, row)
        for index, deployment in enumerate(setting.nouns.scenario.deployment)
        if deployment.turn is None and deployment.unit in setting.units
        if _is_sound(setting, ("deployment", index), deployment)
        if (row := hex_row(setting.nouns.map, deployment.hex)) is not None
    ]


def _check_enemies(setting: Setting) -> None:
    """No hex holds units of both sides at the start."""
    first: dict[int, Deployment] = {}
    for index, deployment, row in _at_start(setting):
        other = first.setdefault(row, deployment)
        if setting.units[deployment.unit][0] != setting.units[other.unit][0]:
            message = f"hex {quote(deployment.hex)} already has the enemy's {quote(other.unit)}"
            setting.add(("deployment", index, "hex"), message)


def _check_stacking(setting: Setting) -> None:
    """The units in a hex have room in it (rulebook 3.4)."""
    limit, most = _rule(setting, ROOM), _rule(setting, UNITS)
    load: dict[int, int] = {}
    units: dict[int, int] = {}
    for index, deployment, row in _at_start(setting):
        noun = _type_of(setting, deployment)
        if noun is None or limit is None or most is None:
            continue
        units[row] = units.get(row, 0) + 1
        if units[row] == max(1, most) + 1:
            message = f"hex {quote(deployment.hex)} has {so_many(most, 'unit')} already, as many as may stand in one"
            setting.add(("deployment", index, "hex"), message)
        frontage = sum(
            count * _frontage(setting, item)
            for item, count in start_items(noun, _listed(setting, deployment), deployment).items()
        )
        load[row] = load.get(row, 0) + frontage
        if load[row] > limit >= load[row] - frontage:
            message = (
                f"the units in hex {quote(deployment.hex)} take the room of {load[row]} men; it has room for {limit}"
            )
            setting.add(("deployment", index, "hex"), message)


def _rule(setting: Setting, name: str) -> int | None:
    """The number of a rule at the scenario's scale, None where the rules do not give it, or not rightly."""
    nouns, report = setting.nouns, setting.report
    noun = nouns.rules.rules.get(name)
    faultless = all(report.faultless(kind, ("rules", name)) for kind in ("rules", "scenario"))
    if noun is None or not faultless or not report.whole("map", ("hex_size",)):
        return None
    value = noun.at_scale(nouns.scenario.rules.get(name, noun.value), nouns.map.hex_size, 0)
    return value if isinstance(value, int) else None


def _frontage(setting: Setting, item: str) -> int:
    noun = setting.nouns.equipment.equipment.get(item)
    return 0 if noun is None else noun.room
