"""The four libraries of a scenario: those that are shipped, or some of their numbers changed."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from pydantic import BaseModel

from game.scenario.files import library
from game.scenario.library import read_library
from game.scenario.loading import Documents
from game.scenario.schema.libraries import BridgeKind, Equipment, HexsideKind, RoadKind, Terrain, UnitType
from tests.generated.choosing import Chooser
from tests.generated.wishes import Wish

CHANGED: tuple[tuple[str, str, type[BaseModel], tuple[str, ...]], ...] = (
    ("terrain", "terrain", Terrain, ("cover", "exposure", "armour", "entrench_max")),
    ("terrain", "hexsides", HexsideKind, ("slow_down", "slow_up", "attack_down", "attack_up")),
    ("terrain", "roads", RoadKind, ("carry",)),
    (
        "equipment",
        "equipment",
        Equipment,
        (
            "crew",
            "crew_loss",
            "soft",
            "hard",
            "penetration",
            "close",
            "opens_works",
            "range",
            "armour",
            "frontage",
            "exposure",
        ),
    ),
    ("unit_types", "unit_types", UnitType, ("quality", "morale", "missions", "supply_days")),
)
"""Document, group, model and fields: what scenarios with libraries of their own change."""

BY_MOBILITY: tuple[tuple[str, type[BaseModel], str], ...] = (
    ("terrain", Terrain, "speed"),
    ("terrain", Terrain, "bog"),
    ("roads", RoadKind, "speed"),
    ("bridges", BridgeKind, "slow"),
)
"""Groups of the ground with numbers by mobility class."""


@cache
def _shipped() -> Documents:
    return {kind: read_library(kind).document.data for kind in ("terrain", "equipment", "unit_types")}


@cache
def shipped_rules(small: bool) -> Documents:
    """Return the usual rule values as they are shipped, or with those for small actions in their place."""
    return library("rules", None, "small_action" if small else None).document.data  # type: ignore[no-any-return]


def libraries(wish: Wish) -> Documents:
    """Return the documents of all libraries."""
    documents = copy.deepcopy({**_shipped(), "rules": shipped_rules(wish.has("small_action"))})
    if wish.has("libraries"):
        choose = wish.choose.apart("libraries")
        for kind, group, model, fields in CHANGED:
            _change(choose, documents[kind][group], model, fields)
        for group, model, field in BY_MOBILITY:
            _change_classes(choose, documents["terrain"][group], model, field)
        if choose.one_in(4):
            _shrink(choose, documents)
    if wish.has("weather"):
        _freeze(wish.choose.apart("ice"), documents["terrain"]["terrain"])
    return documents


def _freeze(choose: Chooser, group: dict[str, Any]) -> None:
    """Let some kinds of ground be ice that breaks."""
    for name in choose.some([name for name, noun in group.items() if not noun.get("water")], 4):
        group[name]["breaks"] = {
            mobility: choose.field(Terrain, "breaks") for mobility in ("horse_drawn", "wheeled", "tracked")
        }


def _change(choose: Chooser, group: dict[str, Any], model: type[BaseModel], fields: tuple[str, ...]) -> None:
    for name in choose.some(list(group), len(group) // 3):
        for field in choose.some(fields, 3):
            if not (group[name].get("water") and field == "entrench_max"):
                group[name][field] = choose.field(model, field)


def _change_classes(choose: Chooser, group: dict[str, Any], model: type[BaseModel], field: str) -> None:
    for name in choose.some(list(group), len(group) // 3):
        for mobility in [] if group[name].get("water") else list(group[name].get(field, ())):
            group[name][field][mobility] = choose.field(model, field)


def _shrink(choose: Chooser, documents: Documents) -> None:
    """Leave out most of the ground and the types, so that a library of few entries is met too."""
    ground = documents["terrain"]["terrain"]
    kept = {*choose.some(list(ground), 4), "grass", "lake"}
    documents["terrain"]["terrain"] = {name: noun for name, noun in ground.items() if name in kept}
    types = documents["unit_types"]["unit_types"]
    few = choose.some(list(types), 6)
    documents["unit_types"]["unit_types"] = {name: noun for name, noun in types.items() if name in few}
