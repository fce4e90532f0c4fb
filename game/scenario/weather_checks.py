"""Checks of the weather: times of cold, and times in which kinds of ground count as others (rulebook 3.9, 7.6)."""

from __future__ import annotations

from itertools import combinations

from game.core.limits import MOST_WAYS
from game.scenario.grids import hexside, road_steps
from game.scenario.reading import Spot
from game.scenario.schema.scenario_file import GroundSpell
from game.scenario.setting import Setting
from game.scenario.suggesting import quote


def check_weather(setting: Setting) -> None:
    """Run all checks of the weather."""
    weather = setting.nouns.scenario.weather
    for index, turns in enumerate(weather.cold):
        _check_turns(setting, ("weather", "cold", index), turns, "cold")
    for index, spell in enumerate(weather.ground):
        spot: Spot = ("weather", "ground", index)
        _check_turns(setting, (*spot, "turns"), spell.turns, "change")
        _check_kinds(setting, spot, spell)
    for first, second in combinations(range(len(weather.ground)), 2):
        _check_pair(setting, first, second)
    _check_ways(setting)


def _check_turns(setting: Setting, spot: Spot, turns: tuple[int, int], what: str) -> None:
    """A time is within the calendar, from its first turn to its last."""
    known = [setting.in_calendar((*spot, place), turn) for place, turn in enumerate(turns)]
    if all(known) and turns[0] > turns[1]:
        setting.add(spot, f"should be the first turn of the {what}, then the last")


def _check_kinds(setting: Setting, spot: Spot, spell: GroundSpell) -> None:
    """Both kinds exist and differ, and neither does water become land nor land water."""
    kinds = setting.nouns.terrain.terrain
    named = (("from", spell.ground), ("to", spell.counts_as))
    known = [setting.report.known("scenario", (*spot, key), id_, kinds, "terrain") for key, id_ in named]
    if not all(known):
        return
    if spell.ground == spell.counts_as:
        setting.add((*spot, "to"), f"should be another kind of ground than {quote(spell.ground)}")
    elif kinds[spell.ground].water != kinds[spell.counts_as].water:
        wet, dry = (spell.ground, spell.counts_as) if kinds[spell.ground].water else (spell.counts_as, spell.ground)
        setting.add(
            (*spot, "to"),
            f"{quote(wet)} is water and {quote(dry)} is not: water stays water, and other ground does not become it",
        )


def _check_pair(setting: Setting, first: int, second: int) -> None:
    """In no turn does a kind of ground count as two others, or as one that itself counts as another."""
    spells = setting.nouns.scenario.weather.ground
    one, other = spells[first], spells[second]
    turn = max(one.turns[0], other.turns[0])
    if turn > min(one.turns[1], other.turns[1]):
        return
    if one.ground == other.ground:
        setting.add(
            ("weather", "ground", second, "turns"),
            f"{quote(other.ground)} counts as {quote(one.counts_as)} in turn {turn} already (weather.ground[{first}])",
        )
    for index, spell, then in ((first, one, other), (second, other, one)):
        if spell.counts_as == then.ground and spell.ground != then.ground:
            setting.add(
                ("weather", "ground", index, "to"),
                f"{quote(spell.counts_as)} counts as {quote(then.counts_as)} itself in turn {turn}; ground changes "
                f"once, from what the map has: name the kind that is meant in the end",
            )


def _check_ways(setting: Setting) -> None:
    """No more different ways into ground that changes than the tables of ways have room for."""
    map_file = setting.nouns.map
    changing = {spell.ground for spell in setting.nouns.scenario.weather.ground}
    if not changing:
        return
    marks: dict[tuple[int, int, int], list[str]] = {}
    for kind, references in map_file.hexsides.items():
        for side in filter(None, (hexside(map_file, reference) for reference in references)):
            here, direction, there = side
            marks.setdefault(side, []).append(f"{kind} down")
            marks.setdefault((there, (direction + 3) % 6, here), []).append(f"{kind} up")
    for road in map_file.roads:
        for here, direction, there in filter(None, road_steps(map_file, road.path)):
            for step in ((here, direction, there), (there, (direction + 3) % 6, here)):
                marks.setdefault(step, []).append(road.kind)
    different = {
        (ground, *sorted(marked))
        for (_, _, there), marked in marks.items()
        if (ground := setting.terrain.get(there)) in changing
    }
    ways = len(different) + len(changing) + 2 * len(map_file.bridges)
    if ways > MOST_WAYS:
        setting.add(
            ("weather", "ground"),
            f"the map has {ways:,} different ways into this ground and over bridges; {MOST_WAYS:,} are the most",
        )
