"""What an editor offers while an author types: the ids that come with the game, and whole entries to fill in.

A model says only how an id is written. The tables here say which keys name what, so that a JSON Schema can list the ids
with their meaning; ids of a battle's own stay valid, because how ids are written stays allowed beside the list. All
tables go by model and key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from game.scenario.library import read_library
from game.scenario.rule_values import DECLARED, Rule, Scale
from game.scenario.schema.basics import ID
from game.scenario.schema.mapsheet import Place
from game.scenario.symbol_names import SYMBOLS

Schema = dict[str, Any]

VALUES: Final[Mapping[tuple[str, str], str]] = {
    ("Unit", "type"): "unit_types",
    ("Unit", "symbol"): "symbols",
    ("UnitType", "symbol"): "symbols",
    ("MapFile", "legend"): "terrain",
    ("Bridge", "kind"): "bridges",
    ("GroundSpell", "from"): "terrain",
    ("GroundSpell", "to"): "terrain",
    ("HexTable", "terrain"): "terrain",
    ("HexsideTable", "hexsides"): "hexsides",
    ("BridgeTable", "kinds"): "bridges",
    ("PlaceTable", "kinds"): "places",
}
"""Keys whose value is an id of a list, or has such ids as its entries or values."""

KEYS: Final[Mapping[tuple[str, str], str]] = {
    ("Unit", "items"): "equipment",
    ("UnitType", "items"): "equipment",
    ("Deployment", "items"): "equipment",
    ("MapFile", "hexsides"): "hexsides",
}
"""Keys under which the keys are ids of a list."""

SNIPPETS: Final[Mapping[str, Mapping[str, str]]] = {
    "Unit": {
        "new unit": '{id: "$1", name: "$2", type: $3, estimate: true}',
        "new unit with a source": '{id: "$1", name: "$2", type: $3, source: "$4"}',
    },
    "Formation": {
        "new formation": 'id: "$1"\n  name: "$2"\n  units:\n    - {id: "$3", name: "$4", type: $5, estimate: true}'
    },
    "Deployment": {
        "new unit on the map": '{unit: "$1", hex: "$2", estimate: true}',
        "new arrival": '{unit: "$1", hex: "$2", turn: $3, estimate: true}',
    },
    "Permission": {"new ban": '{side: $1, deny: enter, area: $2, turns: [$3, $4], reason: "$5", estimate: true}'},
    "AwardEntry": {
        "new award for an area": "{side: $1, award: hold, area: $2, points: $3, estimate: true}",
        "new award for losses": "{side: $1, award: losses, of: $2, kind: men, per: $3, points: 1, estimate: true}",
    },
    "Level": {
        "new level": '{id: $1, name: "$2", at_least: $3, winner: $4}',
        "new last level": '{id: $1, name: "$2", winner: $3}',
    },
    "HistoryEntry": {
        "new row on losses": 'measure: "$1"\n  turn: $2\n  losses: {side: $3, kind: men}\n  historical: $4\n'
        '  accepted: [$5, $6]\n  source: "$7"',
        "new row on a holder": 'measure: "$1"\n  turn: $2\n  holder: {area: $3, state: $4}\n  historical: true\n'
        '  accepted: [50, 100]\n  source: "$5"',
    },
    "Expectation": {
        "new test: reaches": '{unit: "$1", turn: $2, reaches: "$3"}',
        "new test: cannot reach": '{unit: "$1", turn: $2, cannot_reach: "$3"}',
    },
    "Place": {"new place": '{name: "$1", hex: "$2", kind: $3}'},
    "RoadLine": {"new road": '{name: "$1", kind: $2, path: ["$3", "$4"]}'},
    "Bridge": {"new bridge": '{id: $1, name: "$2", kind: $3, hexside: "$4", estimate: true}'},
    "Task": {
        "new task: attack": '{units: ["$1"], attack: $2, estimate: true}',
        "new task: hold": '{units: ["$1"], hold: $2, estimate: true}',
    },
    "GunTask": {"new task: support": '{units: ["$1"], support: [$2], estimate: true}'},
}
"""Entries of lists as they are usually written, by model and what they are called; `$1` is where one types first.

Further lines are two spaces in, because the entry begins after a dash. The YAML language server reads `bodyText`.
"""

_SCALES: Final[Mapping[Scale | None, str]] = {
    "width": " for a hex of 1 km",
    "hours": " for a turn of 8 hours",
    None: "",
}


def known_ids(what: str) -> dict[str, str]:
    """Return the ids of a list that come with the game, each with its meaning; none if the library has faults."""
    if what == "places":
        return dict.fromkeys(get_args(Place.model_fields["kind"].annotation), "")
    if what == "symbols":
        return dict.fromkeys(sorted(SYMBOLS), "")
    kind = {"hexsides": "terrain", "bridges": "terrain"}.get(what, what)
    library: Any = read_library(kind).model
    if library is None:
        return {}
    return {name: entry.name for name, entry in getattr(library, what).items()}


def offer(schema: Schema, model: str) -> None:
    """Add to the JSON Schema of one model what is offered in it."""
    for key, known in _named(VALUES, model, schema):
        schema["properties"][key] = _with_values(schema["properties"][key], known_ids(known))
    for key, known in _named(KEYS, model, schema):
        _add_keys(schema["properties"][key], known_ids(known))
    for inside in schema["properties"].values():
        if kinds := inside.get("propertyNames", {}).get("enum"):
            _add_keys(inside, dict.fromkeys(kinds, ""))
    if snippets := SNIPPETS.get(model):
        schema["defaultSnippets"] = [{"label": label, "bodyText": text} for label, text in snippets.items()]


def _named(table: Mapping[tuple[str, str], str], model: str, schema: Schema) -> Iterator[tuple[str, str]]:
    """Yield the keys of one model that a table has, with the list that each names."""
    return ((key, known) for (name, key), known in table.items() if name == model and key in schema["properties"])


def _with_values(schema: Schema, known: Mapping[str, str]) -> Schema:
    """Return a schema in which each id may be one of a list, or any other that is written as ids are.

    How ids are written comes first: editors name the first choice when neither is met.
    """
    if schema.get("pattern") == ID:
        own = {key: value for key, value in schema.items() if key not in ("title", "description")}
        about = {key: value for key, value in schema.items() if key not in own}
        listed: Schema = {"type": "string", "enum": list(known)}
        if any(known.values()):
            listed["enumDescriptions"] = list(known.values())
        return {**about, "anyOf": [own, listed]} if known else schema
    changed = dict(schema)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            changed[key] = _with_values(schema[key], known)
    if "patternProperties" in schema:
        found = schema["patternProperties"].items()
        changed["patternProperties"] = {pattern: _with_values(inside, known) for pattern, inside in found}
    if "anyOf" in schema:
        changed["anyOf"] = [_with_values(choice, known) for choice in schema["anyOf"]]
    return changed


def _add_keys(schema: Schema, known: Mapping[str, str]) -> None:
    """Name keys of a mapping whose keys are ids: editors complete those that are named."""
    patterned = schema.get("patternProperties", {}).values()
    value = next(iter(patterned), schema.get("additionalProperties"))
    if isinstance(value, dict):
        schema["properties"] = {
            key: {**value, "description": meaning} if meaning else value for key, meaning in known.items()
        }


def described_rules(properties: Schema) -> Schema:
    """Return the schemas of all rule values, each with its unit, what it may be, for which scale, and its source."""
    library = read_library("rules").model
    entries = getattr(library, "rules", {})
    found: Schema = {}
    for rule in DECLARED:
        entry = entries.get(rule.name)
        unit, source = (f"{entry.unit}; ", f" ({entry.source})") if entry else ("", "")
        words = f"{unit}{bounds_in_words(rule)}{_SCALES[rule.per]}{source}"
        found[rule.name] = {**properties[rule.name], "description": words}
    return found


def bounds_in_words(rule: Rule) -> str:
    """Return what a rule value may be: "4 of 0 to 5,000"."""
    said = [f"{least:,} to {most:,}" for least, most in rule.bounds]
    if not rule.row:
        return said[0]
    return f"{len(said)} of {said[0]}" if rule.same else "; ".join(said)
