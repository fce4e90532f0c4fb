"""Checks of the rest of a scenario: calendar, sides, permissions, victory, history, rules and tests."""

from __future__ import annotations

from typing import Final

from game.core.terms import CONTESTED_NAME, UNFINISHED_NAME
from game.scenario.deployment_checks import check_deployment
from game.scenario.exit_checks import check_exited, check_exits
from game.scenario.force_checks import units_named
from game.scenario.grids import hex_number
from game.scenario.library_checks import check_rule_value
from game.scenario.map_checks import AREA_PARTS, check_areas
from game.scenario.reading import Spot
from game.scenario.rule_values import RULE_VALUES
from game.scenario.schema.basics import Turn, bounds_of
from game.scenario.schema.scenario_file import MEASURES, AwardEntry, HistoryEntry
from game.scenario.setting import Setting
from game.scenario.suggesting import listed, nearest, quote
from game.scenario.sum_checks import check_sums
from game.scenario.weather_checks import check_weather

NEEDED: Final = {
    "fixed": frozenset[str](),
    "hold": frozenset({"area"}),
    "losses": frozenset({"of", "kind"}),
    "ground": frozenset({"area"}),
    "clear": frozenset({"area", "of"}),
    "share": frozenset({"area"}),
    "destroyed": frozenset({"unit"}),
    "exited": frozenset({"of"}),
}
"""Fields that an award must have."""

ALLOWED: Final = {
    "hold": frozenset({"contested"}),
    "losses": frozenset({"per"}),
    "ground": frozenset({"free"}),
    "exited": frozenset({"area", "kind", "per", "units", "by", "strength"}),
}
"""Fields that an award may have besides."""

SPECIAL: Final = ("contested", "area", "of", "kind", "unit", "units", "by", "strength", "per", "free")
LAST_TURN: Final = bounds_of(Turn)[1]
FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2199
"""Sun and moon are good for some centuries around our own (`light`), and no turn ends beyond the calendar."""

WHOLE: Final = 100

VEHICLES: Final = ("tank", "vehicle")
"""Kinds of items that may be disabled before they are written off."""

NUMBERS: Final = {
    "losses": ("what was lost", False),
    "exchange": ("what was lost for each hundred", False),
    "ground": ("per cent of the area", True),
    "share_lost": ("per cent of what they had", True),
    "cause": ("per cent of all whom the side lost", True),
    "count": ("how many", False),
}
"""What a row of history measures as a number, in words, by its key; and whether that is per cent of a whole."""


def check_scenario(setting: Setting) -> None:
    """Run all checks of a scenario."""
    nouns = setting.nouns
    if nouns.scenario.areas:  # without any, those of the map would be looked at again
        check_areas(setting.report, "scenario", nouns.map, nouns.scenario.areas)
    for index, picture in enumerate(nouns.scenario.pictures):
        setting.report.sourced("scenario", ("pictures", index), picture)
    _check_calendar(setting)
    _check_sides(setting)
    _check_rules(setting)  # before whoever asks by them
    check_deployment(setting)
    _check_permissions(setting)
    check_weather(setting)
    _check_awards(setting)
    _check_levels(setting)
    for index, entry in enumerate(nouns.scenario.history):
        _check_history(setting, ("history", index), entry)
    _check_tests(setting)
    check_sums(setting)


def _check_calendar(setting: Setting) -> None:
    calendar = setting.nouns.scenario.calendar
    start = setting.report.moment("scenario", ("calendar", "start"), calendar.start)
    if start is not None and not FIRST_YEAR <= start.year <= LAST_YEAR:
        setting.add(("calendar", "start"), f"should be in the years {FIRST_YEAR} to {LAST_YEAR}, not {start.year}")
    if (calendar.turn_hours is None) == (calendar.turn_minutes is None) and setting.report.whole(
        "scenario", ("calendar",)
    ):
        said = "none" if calendar.turn_hours is None else "both"
        setting.add(("calendar",), f"should have exactly one of `turn_hours` and `turn_minutes`; it has {said}")
    if calendar.last_turn > LAST_TURN:
        setting.add(("calendar", "turns"), f"the last turn would be after turn {LAST_TURN}, the last there can be")


def _check_sides(setting: Setting) -> None:
    """Both sides are set up, and both move in a turn."""
    scenario = setting.nouns.scenario
    for index, side in enumerate(scenario.order_of_play):
        setting.known_side(("order_of_play", index), side)
    if scenario.order_of_play[0] == scenario.order_of_play[1]:
        setting.add(("order_of_play", 1), "should be the other side: each side moves once in a turn")
    for side in setting.sides if setting.report.all_known("side") else ():
        if side not in scenario.sides and setting.report.whole("scenario", ("sides", side)):
            setting.add(("sides",), f"the side {quote(side)} is missing", key=True)
    owner: dict[int, str] = {}
    for side, setup in scenario.sides.items():
        spot: Spot = ("sides", side)
        setting.known_side(spot, side, key=True)
        for index, number in enumerate(setup.supply_sources):
            setting.on_land((*spot, "supply_sources", index), number, "a supply source")
        _check_lift(setting, spot, [turn for turn, _ in setup.ammunition_lift])
        for index, area in enumerate(setup.controls):
            if setting.known_area((*spot, "controls", index), area):
                _check_owner(setting, (*spot, "controls", index), side, area, owner)
        check_exits(setting, (*spot, "exits"), setup.exits)


def _check_lift(setting: Setting, spot: Spot, turns: list[int]) -> None:
    """Changes of the lift come in the order of their turns."""
    for index, turn in enumerate(turns):
        here = (*spot, "ammunition_lift", index)
        setting.in_calendar((*here, 0), turn)
        if index and turn <= turns[index - 1]:
            setting.add(here, f"turn {turn} should come after turn {turns[index - 1]}")


def _check_owner(setting: Setting, spot: Spot, side: str, area: str, owner: dict[int, str]) -> None:
    """No hex belongs to both sides; `owner` grows."""
    if not (setting.report.sound("map", *AREA_PARTS) and setting.report.sound("scenario", "areas")):
        return
    for row in sorted(setting.areas[area]):
        if owner.setdefault(row, side) != side:
            number = hex_number(setting.nouns.map, row)
            setting.add(spot, f"hex {quote(number)} of {area} is controlled by {owner[row]} already")
            return


def _check_permissions(setting: Setting) -> None:
    for index, permission in enumerate(setting.nouns.scenario.permissions):
        spot: Spot = ("permissions", index)
        setting.known_side((*spot, "side"), permission.side)
        setting.known_area((*spot, "area"), permission.area)
        first, last = permission.turns
        known = [setting.in_calendar((*spot, "turns", index), turn) for index, turn in enumerate((first, last))]
        if all(known) and first > last:
            setting.add((*spot, "turns"), "should be the first turn of the ban, then the last")


# --- victory --------------------------------------------------------------------------------------------------------


def _check_awards(setting: Setting) -> None:
    for index, award in enumerate(setting.nouns.scenario.victory.awards):
        spot: Spot = ("victory", "awards", index)
        setting.known_side((*spot, "side"), award.side)
        if award.of is not None:
            setting.known_side((*spot, "of"), award.of)
        if award.area is not None:
            setting.known_area((*spot, "area"), award.area)
        if award.unit is not None:
            deployed = [entry.unit for entry in setting.nouns.scenario.deployment]
            setting.report.known("scenario", (*spot, "unit"), award.unit, deployed, "unit in the deployment")
        _check_award_fields(setting, spot, award)
        if award.award == "exited":
            check_exited(setting, spot, award)


def _check_award_fields(setting: Setting, spot: Spot, award: AwardEntry) -> None:
    """An award has what its kind needs and nothing that belongs to other kinds."""
    if not setting.whole(*spot, "award"):
        return
    needed = NEEDED[award.award]
    for field in SPECIAL:
        given = field in award.model_fields_set
        if field in needed and not given and setting.report.whole("scenario", (*spot, field)):
            setting.add(spot, f"the award {quote(award.award)} needs {quote(field)}")
        elif given and field not in needed | ALLOWED.get(award.award, frozenset()):
            setting.add((*spot, field), f"{quote(field)} does not go with the award {quote(award.award)}", key=True)


def _check_levels(setting: Setting) -> None:
    """The margins fall from level to level, and the last level takes every margin that is left."""
    levels = setting.nouns.scenario.victory.levels
    seen: set[str] = set()
    above: int | None = None
    for index, level in enumerate(levels):
        spot: Spot = ("victory", "levels", index)
        setting.report.unique("scenario", (*spot, "id"), level.id, seen, "level")
        if level.id == UNFINISHED_NAME:
            setting.add((*spot, "id"), f"{quote(level.id)} is the name that tables give to runs without an outcome")
        if level.winner is not None:
            setting.known_side((*spot, "winner"), level.winner)
        if index == len(levels) - 1:
            if level.at_least is not None:
                setting.add(
                    (*spot, "at_least"), "the last level is for all margins that are left: leave this out", key=True
                )
        elif level.at_least is None and setting.report.whole("scenario", (*spot, "at_least")):
            setting.add(spot, "needs `at_least`; only the last level goes without")
        elif level.at_least is not None and above is not None and level.at_least >= above:
            setting.add((*spot, "at_least"), f"should be less than {above}, that of the level before; best comes first")
        above = level.at_least if level.at_least is not None else above


# --- history, rules, tests ------------------------------------------------------------------------------------------


def _check_history(setting: Setting, spot: Spot, entry: HistoryEntry) -> None:
    """A row compares one thing: a number, or the holder of an area, which is so or not."""
    setting.in_calendar((*spot, "turn"), entry.turn)
    given = sum(getattr(entry, name) is not None for name in MEASURES)
    if given != 1:
        if setting.report.whole("scenario", spot):
            named = listed([f"`{name}`" for name in MEASURES], "and")
            setting.add(spot, f"needs one of {named}" + (", not several" if given else ""))
        return
    if entry.accepted[0] > entry.accepted[1]:
        setting.add((*spot, "accepted"), "should be the lowest accepted value, then the highest")
    _check_since(setting, spot, entry)
    _check_number(setting, spot, entry)
    if entry.losses is not None and entry.losses.written_off and entry.losses.kind not in VEHICLES:
        setting.add((*spot, "losses", "written_off"), "goes only with tanks and vehicles")
    if entry.ground is not None:
        setting.known_area((*spot, "ground", "area"), entry.ground.area)
    if entry.share_lost is not None:
        _check_named(setting, (*spot, "share_lost", "units"), entry.share_lost.units)
    if entry.holder is not None:
        setting.known_area((*spot, "holder", "area"), entry.holder.area)
        states = (*setting.sides, CONTESTED_NAME)
        setting.report.known("scenario", (*spot, "holder", "state"), entry.holder.state, states, "state")
        if not isinstance(entry.historical, bool):
            setting.add((*spot, "historical"), "should be true or false: whether it was so")
        if not 0 <= min(entry.accepted) <= max(entry.accepted) <= WHOLE:
            setting.add((*spot, "accepted"), "should be per cent of runs, from 0 to 100")


def _check_named(setting: Setting, spot: Spot, names: list[str]) -> None:
    """Units and formations exist, and somebody of them comes into play."""
    known = [
        setting.report.known("scenario", (*spot, index), name, setting.units_and_formations, "unit or formation")
        for index, name in enumerate(names)
    ]
    deployed = {entry.unit for entry in setting.nouns.scenario.deployment}
    if all(known) and setting.whole("deployment") and not deployed & units_named(setting.nouns.forces, names):
        setting.add(spot, "should name somebody who comes into play in this scenario")


def _check_number(setting: Setting, spot: Spot, entry: HistoryEntry) -> None:
    """What is measured as a number is of a side that there is, and is written as one; per cent go up to 100."""
    if entry.kind not in NUMBERS:
        return
    words, is_share = NUMBERS[entry.kind]
    measure = getattr(entry, entry.kind)
    if hasattr(measure, "side"):
        setting.known_side((*spot, entry.kind, "side"), measure.side)
    if isinstance(entry.historical, bool):
        setting.add((*spot, "historical"), f"should be a number: {words}")
    elif is_share and not 0 <= entry.historical <= WHOLE:
        setting.add((*spot, "historical"), f"should be {words}, from 0 to 100")
    if is_share and not 0 <= min(entry.accepted) <= max(entry.accepted) <= WHOLE:
        setting.add((*spot, "accepted"), f"should be {words}, from 0 to 100")


def _check_since(setting: Setting, spot: Spot, entry: HistoryEntry) -> None:
    """What is counted only after another turn adds up, and that turn comes before."""
    if entry.since is None:
        return
    setting.in_calendar((*spot, "since"), entry.since)
    if entry.ground is not None or entry.holder is not None:
        setting.add((*spot, "since"), f"does not go with `{entry.kind}`, which is so at one time")
    elif entry.count is not None and entry.count.of == "guns":
        setting.add((*spot, "since"), "does not go with guns: those that have fired are counted from the start")
    if entry.since >= entry.turn:
        setting.add(
            (*spot, "since"), f"should be less than {entry.turn}, the turn at the end of which the row is taken"
        )


def _check_rules(setting: Setting) -> None:
    """The scenario's own numbers are of rules that there are, and within their bounds."""
    own, library = setting.nouns.scenario.rules, setting.nouns.rules.rules
    for name, value in own.items():
        if setting.report.known("scenario", ("rules", name), name, RULE_VALUES, "rule", key=True):
            unit = library[name].unit if name in library else ""
            check_rule_value(setting.report, "scenario", ("rules", name), name, value, unit)


def _check_tests(setting: Setting) -> None:
    named = {deployment.unit for deployment in setting.nouns.scenario.deployment}
    meant = {nearest(name, setting.units) for name in named - set(setting.units)}  # misspelt, which has been said
    deployed = named | {name for name in meant if name is not None}
    for index, test in enumerate(setting.nouns.scenario.tests):
        spot: Spot = ("tests", index)
        setting.report.known("scenario", (*spot, "unit"), test.unit, deployed, "deployed unit")
        setting.in_calendar((*spot, "turn"), test.turn)
        if (test.reaches is None) == (test.cannot_reach is None) and setting.report.whole("scenario", spot):
            setting.add(spot, "needs either `reaches` or `cannot_reach`" + (", not both" if test.reaches else ""))
        for field in ("reaches", "cannot_reach"):
            if (number := getattr(test, field)) is not None:
                setting.on_map((*spot, field), number)
