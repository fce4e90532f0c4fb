"""What nothing names and nobody needs: areas, characters of legends, empty lists, places twice, absent troops."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from game.core.errors import Remark
from game.scenario.areas import uses
from game.scenario.force_checks import formations_in, units_named
from game.scenario.grids import grid_rows, terrain_ids
from game.scenario.names import so_many
from game.scenario.reading import Document, Spot
from game.scenario.remarks.checked import Checked, remark_on
from game.scenario.schema.mapsheet import MapFile
from game.scenario.suggesting import quote


def map_leftovers(document: Document, map_file: MapFile) -> Iterator[Remark]:
    """Yield remarks on what a map has for nothing, whatever scenarios make of it."""
    used = set("".join(grid_rows(map_file.terrain)))
    for character, id_ in map_file.legend.items():
        if character not in used:
            said = f"no hex has the character {quote(character)} ({id_}); usual is to list those that the grid has"
            yield remark_on(document, ("legend", character), said, key=True)
    for key, lists in (("hexsides", map_file.hexsides), ("lines", map_file.lines)):
        for name, hexsides in lists.items():
            if not hexsides:
                said = f"{quote(name)} has no hexsides; usual is at least one, or to leave it out"
                yield remark_on(document, (key, name), said, key=True)
    seen: dict[tuple[str, str], int] = {}
    for index, place in enumerate(map_file.places):
        first = seen.setdefault((place.name, place.hex), index)
        if first != index:
            said = f"{quote(place.name)} in hex {place.hex} is there already (places[{first}]); usual is once"
            yield remark_on(document, ("places", index), said)


def unnamed_areas(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on areas that nothing names: no award, ban, plan, area or row of history, here or in the folder."""
    scenario = checked.scenario
    named = set(_words(_but_areas(scenario.documents)))
    named |= {name for area in (*scenario.map.areas.values(), *scenario.file.areas.values()) for name in uses(area)}
    named |= {name for area in (*scenario.map.areas.values(), *scenario.file.areas.values()) for name in area.regions}
    lists: tuple[tuple[str, str, Mapping[str, Any], bool], ...] = (
        ("scenario", "areas", scenario.file.areas, False),
        ("map", "areas", scenario.map.areas, True),
    )
    for kind, key, areas, shared in lists:
        for name in areas:
            if name in named or (shared and checked.named_beside(name)):
                continue
            where = "in this scenario and its plans or in other files of the folder" if shared else "in this scenario"
            said = (
                f"the area {quote(name)} is named by nothing {where}; usual are areas that awards, bans or plans name"
            )
            yield checked.remark(kind, (key, name), said, key=True)


def idle_spells(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on times in which a kind of ground changes that no hex of the map has."""
    present = set(terrain_ids(checked.scenario.map))
    for index, spell in enumerate(checked.scenario.file.weather.ground):
        if spell.ground not in present:
            said = f"no hex of the map is {quote(spell.ground)}; usual is ground that the map has"
            yield checked.remark("scenario", ("weather", "ground", index, "from"), said)


def _but_areas(documents: Mapping[str, Any]) -> list[Any]:
    """Return the documents that may name an area, without the definitions of areas."""
    scenario = {key: value for key, value in documents["scenario"].items() if key != "areas"}
    return [scenario, documents["map"].get("crossings", []), documents.get("plans", [])]


def _words(data: Any) -> Iterator[str]:
    """Yield all texts of plain data, without recursion; files are bounded in depth and number of values."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def absent_troops(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on formations of which no scenario of the folder deploys a unit."""
    scenario = checked.scenario
    deployed = {deployment.unit for deployment in scenario.file.deployment}
    silent: list[Spot] = []
    for spot, _, formation in formations_in(scenario.forces):
        if any(spot[: len(above)] == above for above in silent):
            continue
        units = units_named(scenario.forces, [formation.id]) if formation.units or formation.formations else frozenset()
        if not units:
            silent.append(spot)
            said = f"the formation {quote(formation.id)} has no units; usual is at least one"
            yield checked.remark("forces", spot, said)
        elif not any(unit in deployed or checked.named_beside(unit) for unit in units):
            silent.append(spot)
            said = (
                f"no scenario of the folder deploys one of the {so_many(len(units), 'unit')} of {quote(formation.id)}"
            )
            yield checked.remark("forces", spot, f"{said}; usual are forces that come in somewhere")
