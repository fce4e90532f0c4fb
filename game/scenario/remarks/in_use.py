"""The least and the most of each kind of value in the files of the game: what is usual is read, not written down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from game.core.errors import ScenarioError
from game.scenario.homes import data_dir, has_keys_of_a_scenario
from game.scenario.library import read_library
from game.scenario.nouns import LIBRARIES
from game.scenario.reading import Spot, load_bytes, read_bytes

Key = tuple[str | int, ...]
"""What a value is of: ("quality",), ("items", "riflemen"), ("equipment", "gun", "range"), ("rules", "odds", 2)."""

Value = tuple[Key, Spot, int]
"""A whole number of a document: what it is of, its place, and itself."""

Ranges = Mapping[Key, tuple[int, int]]

_HEX_SIZE: Final = re.compile(rb"^hex_size: *([0-9]{1,5})\b", re.MULTILINE)

OF_UNITS: Final = ("quality", "morale", "missions", "supply_days")
OF_CALENDARS: Final = ("turn_hours", "turn_minutes", "turns")
MOST_LEVELS: Final = 32
"""How deep formations may be nested in a file at all (`reading.MAX_DEPTH`)."""


def values_of(kind: str, data: Any) -> Iterator[Value]:
    """Yield the numbers of the plain data of a file without faults that can be held against those in use."""
    if kind == "scenario":
        yield from _of_scenario(data)
    elif kind == "forces":
        yield from _of_forces(data)
    elif kind == "map":
        yield ("hex_size",), ("hex_size",), data["hex_size"]
    elif kind == "unit_types":
        for id_, entry in data["unit_types"].items():
            yield from _of_unit(entry, ("unit_types", id_))
    elif kind == "equipment":
        for id_, entry in data["equipment"].items():
            yield from _numbers(entry, ("equipment", entry["kind"]), ("equipment", id_))
    elif kind == "terrain":
        for part in ("terrain", "hexsides", "roads", "bridges"):
            for id_, entry in data.get(part, {}).items():
                yield from _numbers(entry, (part,), (part, id_))
    elif kind == "rules":
        for name, entry in data["rules"].items():
            yield from _of_rule(name, entry["value"], ("rules", name, "value"))


def _of_scenario(data: Any) -> Iterator[Value]:
    for key in OF_CALENDARS:
        if isinstance(data["calendar"].get(key), int):
            yield (key,), ("calendar", key), data["calendar"][key]
    for name, value in data.get("rules", {}).items():
        yield from _of_rule(name, value, ("rules", name))
    for index, entry in enumerate(data["deployment"]):
        yield from _numbers({"items": entry.get("items", {})}, (), ("deployment", index))


def _of_rule(name: str, value: int | list[int], spot: Spot) -> Iterator[Value]:
    if isinstance(value, int):
        yield ("rules", name, 0), spot, value
        return
    for place, one in enumerate(value):
        yield ("rules", name, place), (*spot, place), one


def _of_forces(data: Any) -> Iterator[Value]:
    waiting: list[tuple[Spot, Any]] = [(("sides", side), noun) for side, noun in data["sides"].items()]
    for _ in range(MOST_LEVELS):
        below: list[tuple[Spot, Any]] = []
        for spot, noun in waiting:
            for index, unit in enumerate(noun.get("units", ())):
                yield from _of_unit(unit, (*spot, "units", index))
            below += [((*spot, "formations", at), inner) for at, inner in enumerate(noun.get("formations", ()))]
        waiting = below


def _of_unit(entry: Any, spot: Spot) -> Iterator[Value]:
    wanted = {key: value for key, value in entry.items() if key in OF_UNITS or key == "items"}
    yield from _numbers(wanted, (), spot)


def _numbers(entry: Any, key: Key, spot: Spot) -> Iterator[Value]:
    """Yield the whole numbers of an entry, and of the mappings in it."""
    for name, value in entry.items():
        if isinstance(value, dict):
            yield from _numbers(value, (*key, name), (*spot, name))
        elif isinstance(value, int) and not isinstance(value, bool):
            yield (*key, name), (*spot, name), value


def ranges_in_use() -> Ranges:
    """Return the least and the most of each kind of value that is not 0, in the scenarios and libraries of the game."""
    battles = [path for path in sorted(data_dir("scenarios").glob("*/*.yaml")) if path.is_file()]
    folder = data_dir("assets") / "data"
    sets = sorted(folder.glob("rules_*.yaml"))
    libraries = [folder / f"{library}.yaml" for library in LIBRARIES]
    files = (*battles, *sets)
    return _ranges_in(files, tuple(path.stat().st_mtime_ns for path in (*files, *libraries)))


@lru_cache(maxsize=4)
def _ranges_in(files: tuple[Path, ...], _: tuple[int, ...]) -> Ranges:
    """Return the ranges, as the files were at these moments; a file of a battle that has faults is passed over."""
    found: dict[Key, tuple[int, int]] = {}
    for path in files:
        try:
            content = load_bytes(path, path.name)
            if size := _HEX_SIZE.search(content):
                _widen(found, [(("hex_size",), (), int(size[1]))])
            elif (library := _library_of(path)) is not None:
                _widen(found, list(values_of(library, read_bytes(content, path.name).data)))
            elif path.stem == "forces" or has_keys_of_a_scenario(path):
                kind = "forces" if path.stem == "forces" else "scenario"
                _widen(found, list(values_of(kind, read_bytes(content, path.name).data)))
        except (ScenarioError, OSError, KeyError, TypeError, AttributeError):
            continue
    for library in LIBRARIES:
        _widen(found, values_of(library, read_library(library).document.data))
    return found


def _library_of(path: Path) -> str | None:
    """Return what kind of library a file is by its name: rules_small_action.yaml is of rules; None if it is none."""
    return next((name for name in LIBRARIES if path.stem == name or path.stem.startswith(f"{name}_")), None)


def _widen(found: dict[Key, tuple[int, int]], values: Iterable[Value]) -> None:
    for key, _, value in values:
        if value != 0:
            low, high = found.get(key, (value, value))
            found[key] = (min(low, value), max(high, value))
