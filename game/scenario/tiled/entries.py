"""Entries of a map as the properties of objects, and back: `{lift: {day: 4}}` is the property `lift.day`.

Properties of Tiled are text, numbers or truths. Lists of ids become words with blanks between; what nothing else can
hold, an entry that a later version knows, is kept as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from game.scenario.reading import plain
from game.scenario.tiled.content import Value

KEPT: Final = "kept."
"""Begins the name of a property that holds JSON."""

ID_LISTS: Final = frozenset({"hexes", "regions", "areas", "minus", "within", "kinds"})
"""Keys whose property is a list of ids or hexes in one text."""

_NUMBERS: Final = frozenset(
    {"height", "metres", "speed", "disorder", "carry", "lift.day", "lift.night", "hex_size", "latitude", "longitude"}
)
_TRUTHS: Final = frozenset({"estimate", "names.estimate", "heavy"})
"""Keys that are no text, though Tiled makes every new property one."""


def flat(entry: Mapping[str, Any], prefix: str = "") -> dict[str, Value]:
    """Return an entry of a map as properties."""
    found: dict[str, Value] = {}
    for key, value in entry.items():
        name = prefix + key
        if isinstance(value, Mapping) and value and all("." not in inner for inner in value):
            found |= flat(value, f"{name}.")
        elif isinstance(value, (str, int, float)):
            found[name] = value
        elif name in ID_LISTS:
            found[name] = " ".join(value)
        else:
            found[KEPT + name] = json.dumps(value, ensure_ascii=False)
    return found


def nested(properties: Mapping[str, Value]) -> dict[str, Any]:
    """Return properties as an entry of a map; text that should be a number or a truth becomes one where it can.

    Raises
    ------
    ValueError : a property that should hold JSON does not, or one is a part of another that is no entry.
    """
    entry: dict[str, Any] = {}
    for name, value in properties.items():
        if name.startswith(KEPT):
            _put(entry, name.removeprefix(KEPT), _from_json(name, value))
        elif value != "":  # what is emptied in Tiled is meant to be gone
            _put(entry, name, _meant(name, value))
    return entry


def _put(entry: dict[str, Any], name: str, value: Any) -> None:
    *parents, key = name.split(".")
    for parent in parents:
        entry = entry.setdefault(parent, {})
        if not isinstance(entry, dict):
            raise ValueError(f"the property {name!r} is a part of {parent!r}, which is a property itself")
    if key in entry:
        raise ValueError(f"the property {name!r} stands there in two ways")
    entry[key] = value


def _meant(name: str, value: Value) -> Any:
    if name in ID_LISTS:
        return str(value).replace(",", " ").split()
    if name in _NUMBERS | _TRUTHS and isinstance(value, str) and value.strip():
        return plain(value.strip())
    return value


def _from_json(name: str, value: Value) -> Any:
    try:
        return json.loads(str(value))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the property {name!r} is not JSON: {error}") from error
