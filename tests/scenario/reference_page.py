"""docs/reference.md, made of the JSON Schemas: a section a kind of file, a table a model, a row a key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from game.scenario.json_schema import KINDS, json_schema
from game.scenario.schema.basics import DAY, HEX_NUMBER, HEXSIDE, ID, MOMENT, UNIT_ID
from game.scenario.schema.looks import PICTURE

Schema = dict[str, Any]

HEAD: Final = """# Reference of keys

Every key of every kind of file: what may stand there, what it means, and what it is if it is left out. The page is
made of the [schemas](editors.md) that text editors go by (`UPDATE_DOCS=1 pytest tests/scenario/test_reference.py`).
How the keys go together is in [scenario files](scenario_files.md), [plans](plans.md) and
[experiments](experiments.md).

**Needed** keys may not be left out. **id -> ...** means keys of one's own, each with such a value. An *id* has small
letters, digits and `_`, and starts with a letter; a *unit id* may have capitals and `/ . -` too. A *hex* is four digits
("0412"; six on a map with more than 100 columns or rows), a *hexside* a hex and a direction ("0412-SE"), a *day*
"1939-08-20", a *moment* "1938-07-29T12:00". Above each
table stands where its keys are: `*` is any id, `[]` any entry of a list.
"""

TITLES: Final = {
    "scenario": "Scenario",
    "map": "Map",
    "forces": "Forces",
    "terrain": "Ground",
    "equipment": "Equipment",
    "unit_types": "Unit types",
    "rules": "Rules",
    "plan": "Plan",
    "symbols": "Symbols",
    "texts": "Texts in another language",
    "experiment": "Experiment",
    "recipe": "Recipe of a map",
}
WORDS: Final = {
    ID: "id",
    UNIT_ID: "unit id",
    HEX_NUMBER: "hex",
    HEXSIDE: "hexside",
    DAY: "day",
    MOMENT: "moment",
    PICTURE: "PNG file",
}
BOUNDS: Final = "[a value for each rule](scenario_files.md#the-bounds-of-numbers)"
LAST: Final = ("source", "estimate")
HARDLY_BOUNDED: Final = 4_000
"""Letters of a text from which on its length is not worth a word."""


@cache
def page() -> str:
    """Return the whole page."""
    listed = [f"- [{title}](#{title.lower().replace(' ', '-')})" for title in TITLES.values()]
    parts = [HEAD, "\n".join(listed) + "\n", *(section(kind) for kind in KINDS)]
    return "\n".join(parts)


def section(kind: str) -> str:
    """Return the section of a kind of file: its own keys, then each model below it."""
    schema = json_schema(kind)
    models = schema.get("$defs", {})
    lines = [f"## {TITLES[kind]}", "", schema["description"], ""]
    lines += table(kind, schema, schema["required"])
    for name, spot in where(schema, models).items():
        lines += [f"### {heading(kind, name)}", "", f"`{spot}`: {models[name]['description']}", ""]
        lines += table(kind, models[name], models[name].get("required", ()))
    return "\n".join(lines)


def heading(kind: str, model: str) -> str:
    """Return the title of a model's table, which differs from kind to kind: some models are in several."""
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model).strip()
    return f"{TITLES[kind]}: {spaced}"


def anchor(title: str) -> str:
    return "#" + title.lower().replace(":", "").replace(" ", "-")


def table(kind: str, model: Schema, required: Any) -> list[str]:
    """Return the rows of a model's keys."""
    rows = ["| key | what it is | left out | meaning |", "|---|---|---|---|"]
    properties = model["properties"].items()
    for key, value in sorted(properties, key=lambda item: item[0] in LAST):
        default = "**needed**" if key in required else default_of(value)
        cells = (f"`{key}`", words(kind, value), default, value["description"])
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return [*rows, ""]


def default_of(value: Schema) -> str:
    return f"`{json.dumps(value['default'])}`" if "default" in value else ""


def where(schema: Schema, models: Schema) -> dict[str, str]:
    """Return the place of each model, where it comes first."""
    found: dict[str, str] = {}
    waiting = [("", schema)]
    while waiting:
        spot, model = waiting.pop(0)
        for key, value in model["properties"].items():
            for inside, name in references(value, f"{spot}.{key}".strip(".")):
                if name not in found:
                    found[name] = inside
                    waiting.append((inside, models[name]))
    return found


def references(value: Schema, spot: str) -> Iterator[tuple[str, str]]:
    """Yield the models that a value may be or have, with their places."""
    if "$ref" in value:
        yield spot, value["$ref"].rpartition("/")[2]
    for choice in value.get("anyOf", ()):
        yield from references(choice, spot)
    if isinstance(value.get("items"), dict):
        yield from references(value["items"], f"{spot}[]")
    for inside in inside_of(value):
        yield from references(inside, f"{spot}.*")


def inside_of(value: Schema) -> list[Schema]:
    """Return what the values of a mapping may be."""
    several = [*value.get("patternProperties", {}).values(), value.get("additionalProperties")]
    if not any(isinstance(one, dict) for one in several):
        several = [one for one in value.get("properties", {}).values() if "$ref" in one][:1]
    return [one for one in several if isinstance(one, dict)]


def words(kind: str, value: Schema) -> str:
    """Return what a value may be, in words."""
    if "$ref" in value:
        title = heading(kind, value["$ref"].rpartition("/")[2])
        return f"[{title.partition(': ')[2]}]({anchor(title)})"
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(words(kind, choice) for choice in choices(value["anyOf"])))
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return ", ".join(f"`{word}`" for word in value["enum"])
    by_type = {"string": text, "array": list_of, "object": mapping, "boolean": lambda *_: "true or false"}
    given = value.get("type")
    if given in ("integer", "number"):
        return number(value)
    return by_type[given](kind, value) if given in by_type else "anything"


def choices(several: list[Schema]) -> list[Schema]:
    """Return the choices that are worth a word: neither nothing at all, nor the ids of the game beside any id."""
    some = [choice for choice in several if choice.get("type") != "null"]
    return some[:1] if some[0].get("pattern") == ID else some


def text(_kind: str, value: Schema) -> str:
    if value.get("pattern") in WORDS:
        return WORDS[value["pattern"]]
    most = value.get("maxLength", HARDLY_BOUNDED)
    if most == 1:
        return "one character"
    return "text" if most >= HARDLY_BOUNDED else f"text, at most {most} characters"


def number(value: Schema) -> str:
    word = "whole number" if value["type"] == "integer" else "number"
    if "exclusiveMinimum" in value:
        return f"{word}, more than {value['exclusiveMinimum']:,}, at most {value['maximum']:,}"
    return f"{word}, {value['minimum']:,} to {value['maximum']:,}" if "minimum" in value else word


def list_of(kind: str, value: Schema) -> str:
    if "prefixItems" in value:
        return "[" + "; ".join(words(kind, one) for one in value["prefixItems"]) + "]"
    return f"list of: {words(kind, value['items'])}{how_many(value, 'minItems', 'maxItems')}"


def mapping(kind: str, value: Schema) -> str:
    inside = inside_of(value)
    if not inside:
        return BOUNDS if value.get("properties") else f"{key_of(value)} -> anything"
    return f"{key_of(value)} -> {words(kind, inside[0])}{how_many(value, 'minProperties', 'maxProperties')}"


def key_of(value: Schema) -> str:
    """Return what the keys of a mapping are, in words."""
    named = value.get("propertyNames", {})
    if "enum" in named:
        return words("", named)
    if named.get("maxLength") == 1:
        return "one character"
    return next((WORDS[pattern] for pattern in value.get("patternProperties", ())), "text")


def how_many(value: Schema, least: str, most: str) -> str:
    bounds = (value.get(least), value.get(most))
    match bounds:
        case (None, None):
            return ""
        case (few, None):
            return f" (at least {few})"
        case (None, many):
            return f" (at most {many:,})"
        case (few, many):
            return f" ({few})" if few == many else f" ({few} to {many:,})"
