"""Names that stand in a list twice, or in a list beside a formation that they are of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from game.core.errors import Remark
from game.scenario.force_checks import units_named
from game.scenario.reading import Spot
from game.scenario.remarks.checked import Checked
from game.scenario.suggesting import quote

LISTS: Final = ("units", "controls", "supply_sources", "areas", "hexes", "regions", "minus", "within")
"""Keys of lists in which a name counts once, however often it stands there."""


def repeats(checked: Checked) -> Iterator[Remark]:
    """Yield remarks on what lists of the scenario and of its map have twice."""
    for kind in ("scenario", "map"):
        for spot, names in _lists(checked.documents[kind].data):
            seen: dict[str, int] = {}
            for index, name in enumerate(names):
                first = seen.setdefault(name, index)
                if first != index:
                    said = f"{quote(name)} is there already ({spot[-1]}[{first}]); usual is once"
                    yield checked.remark(kind, (*spot, index), said)
            if kind == "scenario" and spot[-1] == "units":
                yield from _of_formations(checked, spot, seen)


def _of_formations(checked: Checked, spot: Spot, names: Mapping[str, int]) -> Iterator[Remark]:
    """Yield remarks on units and formations of a list that another formation in it has with all others of its own."""
    units = {name: units_named(checked.scenario.forces, [name]) for name in names}
    for name, index in names.items():
        above = next((one for one in names if one != name and units[name] < units[one]), None)
        if above is not None:
            said = f"{quote(name)} is of {quote(above)}, which is in the list too; usual is either"
            yield checked.remark("scenario", (*spot, index), said)


def _lists(data: Any) -> Iterator[tuple[Spot, list[str]]]:
    """Yield the lists of names below LISTS, with their places; files are bounded in depth and number of values."""
    waiting: list[tuple[Spot, Any]] = [((), data)]
    while waiting:
        spot, value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += [((*spot, key), below) for key, below in value.items()]
        elif isinstance(value, list) and spot[-1] in LISTS and all(isinstance(one, str) for one in value):
            yield spot, value
        elif isinstance(value, list):
            waiting += [((*spot, index), below) for index, below in enumerate(value)]
