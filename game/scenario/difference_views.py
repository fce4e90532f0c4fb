"""What a file says, laid out so that two of a kind can be compared: entries by name, ground by hex, defaults filled in.

A view is nothing but dictionaries within dictionaries; `differences.py` walks through two of them side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from game.scenario.areas import all_areas
from game.scenario.establishments import OVERRIDES
from game.scenario.grids import hex_number, region_hexes, terrain_ids
from game.scenario.heights import elevations
from game.scenario.library import read_library
from game.scenario.loading import Scenario
from game.scenario.names import readable
from game.scenario.plan_words import Named, guns_in_words, task_in_words, when
from game.scenario.schema.forces import ForcesFile, Formation, Unit
from game.scenario.schema.libraries import Ground, RulesLibrary, UnitType, UnitTypeLibrary
from game.scenario.schema.mapsheet import Area, MapFile
from game.scenario.schema.plan import PlanFile
from game.scenario.schema.scenario_file import AwardEntry, GroundSpell, Permission
from game.scenario.schema.texts import TextsFile

View = dict[str, Any]

Entry = TypeVar("Entry")


def scenario_view(scenario: Scenario) -> View:
    """Return what a scenario says with all that belongs to it: its files and the libraries it is played with."""
    file, nouns = scenario.file, scenario.nouns
    data = plain_data(file)
    values = {name: value.value for name, value in scenario.rules.rules.items()}
    rulebook = {name: _without(plain_data(value), "value") for name, value in scenario.rules.rules.items()}
    return {
        "battle": {
            **{key: data[key] for key in ("name", "briefing", "pictures", "rule_set", "order_of_play")},
            "calendar": {**_without(data["calendar"], "turn_hours", "turn_minutes"), "turn": file.calendar.minutes},
        },
        "map": _map_view(scenario.map),
        "areas": _areas(scenario.map, file.areas),
        **forces_view(scenario.forces, scenario.unit_types),
        "deployment": _by(file.deployment, lambda entry: entry.unit),
        "weather": {"cold": data["weather"]["cold"], "ground": _by(file.weather.ground, _spell)},
        "supply": data["sides"],
        "bans": _by(file.permissions, _ban),
        "awards": _by(file.victory.awards, _award),
        "levels": _by(file.victory.levels, lambda level: level.id),
        "history": _by(file.history, lambda row: f"{row.measure} (turn {row.turn})"),
        "tests": _by(file.tests, lambda test: f"{test.unit}, turn {test.turn}"),
        "rules": {**values, **file.rules},
        "plans": _plans(scenario.plans),
        "equipment": plain_data(scenario.equipment)["equipment"],
        "unit_types": plain_data(scenario.unit_types)["unit_types"],
        "kinds": _without(plain_data(scenario.ground), "schema"),
        "rulebook": rulebook,
        "symbols": {} if nouns.symbols is None else plain_data(nouns.symbols)["symbols"],
        "texts": {language: _without(plain_data(texts), "schema") for language, texts in nouns.texts.items()},
    }


def file_view(model: BaseModel) -> View:
    """Return what a file says that is no scenario."""
    if isinstance(model, MapFile):
        return {"map": _map_view(model), "areas": _areas(model, {})}
    if isinstance(model, ForcesFile):
        types = read_library("unit_types").model
        assert isinstance(types, UnitTypeLibrary)
        return forces_view(model, types)
    if isinstance(model, PlanFile):
        return {"plans": _plans([model])}
    data = _without(plain_data(model), "schema")
    if isinstance(model, TextsFile):
        return {"texts": {model.language: data}}
    if isinstance(model, RulesLibrary):
        return {"rulebook": data["rules"]}
    return {"kinds": data} if isinstance(model, Ground) else dict(data)


def data_view(data: Any) -> View:
    """Return plain data as they are, but for the entries of lists that have names: those go by them.

    They stand below a key without a name, so that none of theirs is taken for that of another kind of file.
    """
    return {"": _named(_without(data, "schema"))}


def plain_data(model: BaseModel) -> Any:
    """Return a model as plain data, with all defaults."""
    return model.model_dump(mode="json", by_alias=True)


def _named(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {key: _named(value) for key, value in data.items()}
    if isinstance(data, list) and data and all(isinstance(one, Mapping) for one in data):
        keys = [next((str(one[key]) for key in ("id", "unit", "name") if key in one), "entry") for one in data]
        return _numbered(zip(keys, map(_named, data), strict=True))
    return data


def _without(data: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in keys}


def _by(entries: Iterable[Entry], name: Callable[[Entry], str]) -> View:
    """Return entries as plain data by their names."""
    return _numbered((name(entry), plain_data(entry)) for entry in entries)  # type: ignore[arg-type]  # all are models


def _numbered(named: Iterable[tuple[str, Any]]) -> View:
    """Return entries by name; of those with the same, all but the first get a number."""
    found: View = {}
    for name, entry in named:
        key, number = name, 2
        while key in found:
            key, number = f"{name} ({number})", number + 1
        found[key] = entry
    return found


# --- the ground -----------------------------------------------------------------------------------------------------


def _map_view(map_file: MapFile) -> View:
    data = plain_data(map_file)
    numbers = [hex_number(map_file, row) for row in range(map_file.columns * map_file.rows)]
    regions = {hex_: region for region, hexes in region_hexes(map_file).items() for hex_ in hexes}
    return {
        **{key: data[key] for key in ("name", "hex_size", "columns", "rows", "latitude", "longitude", "credits")},
        "terrain": dict(zip(numbers, terrain_ids(map_file), strict=True)),
        "elevation": dict(zip(numbers, elevations(map_file), strict=True)),
        "regions": {numbers[hex_]: regions[hex_] for hex_ in sorted(regions)},
        "region_titles": data["region_titles"],
        "hexsides": data["hexsides"],
        "lines": data["lines"],
        "line_titles": data["line_titles"],
        "roads": _by(map_file.roads, lambda road: road.name),
        "bridges": _by(map_file.bridges, lambda bridge: bridge.id),
        "places": _by(map_file.places, lambda place: place.name),
        "crossings": _by(map_file.crossings, lambda crossing: crossing.id),
    }


def _areas(map_file: MapFile, own: Mapping[str, Area]) -> View:
    """Return all areas, those of a scenario too, with the hexes that they come to."""
    nouns = {**map_file.areas, **own}
    return {
        name: {
            "title": nouns[name].title if name in nouns else None,
            "hexes": [hex_number(map_file, row) for row in sorted(hexes)],
        }
        for name, hexes in all_areas(map_file, own).items()
    }


# --- forces ---------------------------------------------------------------------------------------------------------


def forces_view(forces: ForcesFile, types: UnitTypeLibrary) -> View:
    """Return sides, formations and units of a file of forces, each by its id."""
    formations: View = {}
    units: View = {}

    def visit(formation: Formation, side: str, parent: str | None) -> None:
        formations[formation.id] = {"name": formation.name, "side": side, "parent": parent}
        for unit in formation.units:
            units[unit.id] = {**_unit(unit, types.unit_types.get(unit.type)), "formation": formation.id}
        for child in formation.formations:
            visit(child, side, formation.id)

    for side, noun in forces.sides.items():
        for formation in noun.formations:
            visit(formation, side, None)
    kept = ("name", "adjective", "colour", "flag")
    sides = {side: {key: plain_data(noun)[key] for key in kept} for side, noun in forces.sides.items()}
    return {"sides": sides, "formations": formations, "units": units}


def _unit(unit: Unit, kind: UnitType | None) -> View:
    """Return a unit with what it has from its type."""
    data = _without(plain_data(unit), "id")
    if kind is None:
        return data
    for key in OVERRIDES:
        data[key] = getattr(kind, key) if data[key] is None else data[key]
    items = {**kind.items, **unit.items}
    return {**data, "items": {item: count for item, count in items.items() if count}}


# --- what is done and what it is worth ------------------------------------------------------------------------------


def _ban(ban: Permission) -> str:
    return f"{ban.side} may not {ban.deny}{' into' if ban.deny == 'fire' else ''} {readable(ban.area)}"


def _spell(spell: GroundSpell) -> str:
    return f"{readable(spell.ground)} counts as {readable(spell.counts_as)}"


def _award(award: AwardEntry) -> str:
    """Return what an award is for, without what it is worth."""
    what = " ".join(readable(word) for word in (award.of, award.kind, award.area) if word)
    return f"{award.side}: {award.award}{f' ({what})' if what else ''}"


def _plans(plans: Iterable[PlanFile]) -> View:
    return {f"{plan.side}={plan.id}": _plan(plan, str) for plan in plans}


def _plan(plan: PlanFile, named: Named) -> View:
    """Return a plan whose phases say in words when they are in force and who does what."""
    data = _without(plain_data(plan), "schema", "id", "side")
    phases = _numbered(
        (
            phase.name,
            {
                "when": when(phase),
                "tasks": _numbered((", ".join(task.units), task_in_words(task, named)) for task in phase.tasks),
                "guns": _numbered((", ".join(guns.units), guns_in_words(guns, named)) for guns in phase.guns),
                "source": phase.source,
                "estimate": phase.estimate,
            },
        )
        for phase in plan.phases
    )
    return {**data, "phases": phases}
