"""Entries of a battle's own libraries that nothing in its folder uses: a typing error in a name is one, say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from game.core.errors import Remark
from game.scenario.force_checks import units_with_spots
from game.scenario.names import readable
from game.scenario.remarks.checked import Checked
from game.scenario.suggesting import quote

SECTIONS: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    ("terrain", "terrain"): ("kind of ground", "kinds that a map has"),
    ("terrain", "hexsides"): ("kind of hexside", "kinds that a map has"),
    ("terrain", "roads"): ("kind of road", "kinds that a map has"),
    ("terrain", "bridges"): ("kind of bridge", "kinds that a map has"),
    ("equipment", "equipment"): ("equipment", "items that a unit or its type has"),
    ("unit_types", "unit_types"): ("unit type", "types that a unit is of"),
    ("symbols", "symbols"): ("symbol", "symbols that a unit or its type shows"),
}
"""By file and section: what an entry is called, and which are usual. Rule values are used by the rules, all of them."""


def unused_entries(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on entries of libraries beside the scenario that neither it nor another file there uses."""
    used = _used(checked)
    for (kind, section), (what, usual) in SECTIONS.items():
        for name in _own(checked, kind).get(section, {}):
            if name not in used[kind] and not checked.named_beside(name):
                said = (
                    f"the {what} {quote(name)} ({readable(name)}) is used by nothing in the folder; usual are {usual}"
                )
                yield checked.remark(kind, (section, name), said, key=True)


def _own(checked: Checked, kind: str) -> Mapping[str, Any]:
    """Return the data of a battle's own library of a kind; nothing if it has none."""
    document = checked.own(kind)
    data: Mapping[str, Any] = {} if document is None else document.data
    return data


def _used(checked: Checked) -> dict[str, Collection[str]]:
    """Return what the scenario uses, and the unit types that other files name, by kind of library."""
    scenario, ground, types = checked.scenario, checked.scenario.map, checked.scenario.unit_types.unit_types
    units = [unit for _, _, unit in units_with_spots(scenario.forces)]
    of_units = {unit.type for unit in units}
    own = _own(checked, "unit_types").get("unit_types", {})
    named = [entry for name, entry in types.items() if name in of_units or name in own or checked.named_beside(name)]
    items = [unit.items for unit in units] + [entry.items for entry in named]
    items += [deployment.items for deployment in scenario.file.deployment]
    later = [spell.counts_as for spell in scenario.file.weather.ground]
    roads = [road.kind for road in ground.roads]
    return {
        "terrain": {*ground.legend.values(), *later, *ground.hexsides, *roads, *(one.kind for one in ground.bridges)},
        "equipment": {name for some in items for name in some},
        "unit_types": of_units,
        "symbols": {unit.symbol for unit in units if unit.symbol} | {entry.symbol for entry in named},
    }
