"""Plain data against the models of `schema`: every fault in our own words, at its place in the file.

A document with faults still yields the model of its sound parts, so that the checks across files can run in the same
pass and the author hears of everything at once. What is missing or wrong has a stand-in where it is needed, and is left
out where it is not. It is remembered by place and by name: no message may say that a unit is unknown because its own
entry has a typing error.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from game.core.errors import Problem
from game.scenario.names import so_many
from game.scenario.reading import Document, Spot
from game.scenario.schema.basics import (
    COLOUR,
    DAY,
    HEX_NUMBER,
    HEXSIDE,
    ID,
    MOMENT,
    SCHEMA_VERSION,
    UNIT_ID,
    UNREADABLE,
    Noun,
)
from game.scenario.schema.looks import PICTURE
from game.scenario.schema.mapsheet import GRIDS, MapFile
from game.scenario.stand_ins import field_stand_in, model_stand_in, needed
from game.scenario.suggesting import did_you_mean, listed, nearest, or_known, quote

MOST_FAULTS: Final = 100
"""Faults of one file that are reported one by one; with more, the rest are counted and no sound parts looked for."""

MOST_ROUNDS: Final = 12
"""How often what is faulty is cut away from the inside outwards; files are not nested deeper than that."""

Fault = dict[str, Any]


@dataclass
class Validated:
    """The model of a document or of its sound parts (None if it cannot be read), and what was wrong."""

    document: Document
    model: Noun | None
    problems: list[Problem] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)  # names that vanished with faulty parts, in small letters
    cuts: set[Spot] = field(default_factory=set)  # where something was left out or has a stand-in
    stand_ins: set[Spot] = field(default_factory=set)  # where something has a stand-in; nothing is said of it


def validate(document: Document, model: type[Noun]) -> Validated:
    """Check a document against its model."""
    refusal = _refusal(document)
    if refusal is not None:
        return Validated(document, None, [*document.problems, refusal])
    said = list(document.problems)
    version = document.data.get("schema")
    if isinstance(version, int) and version < 1:
        said.append(document.problem(("schema",), f"there is no schema {version}; write {SCHEMA_VERSION}"))
    try:
        return Validated(document, model.model_validate(document.data), said)
    except ValidationError as error:
        faults = [dict(fault) for fault in error.errors(include_url=False)]
    if len(faults) > MOST_FAULTS:
        rest = Problem(document.name, 0, 0, "", f"the file has {len(faults) - MOST_FAULTS} more problems")
        return Validated(document, None, [*said, *_problems(document, model, faults[:MOST_FAULTS]), rest])
    places = {(problem.line, problem.column) for problem in said}  # a value that is not allowed has one fault, not two
    found = [problem for problem in _problems(document, model, faults) if (problem.line, problem.column) not in places]
    return _sound_parts(document, model, faults, [*said, *found])


def _refusal(document: Document) -> Problem | None:
    """The reason why a document need not be looked at closely, if there is one."""
    data = document.data
    if data is None:
        return document.problem((), "the file is empty")
    if not isinstance(data, dict):
        return document.problem(
            (), "should start with keys and values (`schema: 1`), not with a list or a single value"
        )
    version = data.get("schema")
    if isinstance(version, int) and version > SCHEMA_VERSION:
        message = f"schema {version} is newer than {SCHEMA_VERSION}, the newest this game reads; update the game"
        return document.problem(("schema",), message)
    return None


# --- messages -------------------------------------------------------------------------------------------------------


def _problems(document: Document, model: type[Noun], faults: list[Fault]) -> list[Problem]:
    """Turn the faults into problems; what is missing from one place becomes one, as do alternatives that all failed."""
    problems: list[Problem] = []
    together: dict[tuple[Spot, bool], list[Fault]] = {}
    for fault in faults:
        together.setdefault(_spot_of(document.data, fault), []).append(fault)
    for (spot, key), group in together.items():
        missing = [fault for fault in group if fault["type"] == "missing"]
        others = [fault for fault in group if fault["type"] != "missing"]
        said = _missing(missing, model, spot, _meant(faults, model, spot, document.data)) if missing else ""
        if others and (key or not _has_deeper(spot, others, together)):
            phrases = dict.fromkeys(_wanted(fault, model, spot) for fault in others)
            wanted = " or ".join(phrases).replace(" or should be ", " or ")
            shown = next((fault for fault in others if fault["type"] == "string_type"), others[-1])
            problems.append(document.problem(spot, wanted + _found(shown, "a grid" in wanted), key=key))
        if said:
            problems.append(document.problem(spot, said))
    return problems


def _has_deeper(spot: Spot, faults: list[Fault], together: dict[tuple[Spot, bool], list[Fault]]) -> bool:
    """Whether an alternative at this spot failed further inside: then that is the fault to report."""
    inside = any(len(other) > len(spot) and other[: len(spot)] == spot for other, _ in together)
    return inside and all(fault["loc"][-1] in _ALTERNATIVES for fault in faults)


def _meant(faults: list[Fault], model: type[Noun], spot: Spot, data: Any) -> set[str]:
    """The keys that misspelt keys of one place were meant to be: they are not reported as missing too."""
    unknown = (_spot_of(data, fault)[0] for fault in faults if fault["type"] == "extra_forbidden")
    keys = _keys(_model_at(model, spot))
    near = (nearest(str(other[-1]), keys) for other in unknown if other[:-1] == spot)
    return {key for key in near if key is not None}


def _spot_of(data: Any, fault: Fault) -> tuple[Spot, bool]:
    """Return the spot of a fault, without the names that pydantic gives to alternatives, and whether it is a key."""
    spot: list[str | int] = []
    for part in fault["loc"]:
        known = part in data if isinstance(data, dict) else isinstance(data, list) and part in range(len(data))
        if not known:
            continue
        data = data[part]
        spot.append(part)
    key = fault["type"] == "extra_forbidden" or fault["loc"][-1:] == ("[key]",)
    return tuple(spot), key


_ALTERNATIVES: Final = frozenset({"int", "bool", "list[int]", "str", "list[str]"})
"""What pydantic appends to the place of an alternative that failed."""

_PATTERNS: Final = {
    ID: "should be an id of small letters, digits and _, starting with a letter",
    COLOUR: 'should be a colour of six hexadecimal digits in quotes, "#d6cec4"',
    UNIT_ID: "should be an id of letters, digits and / _ . -, starting with a letter or digit",
    HEX_NUMBER: 'should be a hex number like "0412", column and row; with more than 100 of either like "004012"',
    HEXSIDE: 'should be a hexside like "0412-SE" (NE, E, SE, SW, W or NW)',
    DAY: 'should be a day like "1939-08-20"',
    PICTURE: 'should be a PNG file beside this one: small letters, digits, _ and -, no folder, like "pass.png"',
    MOMENT: 'should be date and time like "1938-07-29T12:00"',
}

_PHRASES: Final[dict[str, Callable[[Fault], str]]] = {
    "string_type": lambda fault: "should be text",
    "int_type": lambda fault: "should be a whole number",
    "int_from_float": lambda fault: "should be a whole number",
    "float_type": lambda fault: "should be a number",
    "bool_type": lambda fault: "should be true or false",
    "list_type": lambda fault: "should be a list",
    "tuple_type": lambda fault: "should be a list",
    "dict_type": lambda fault: "should be keys and values",
    "model_type": lambda fault: "should be keys and values",
    "greater_than_equal": lambda fault: f"should be at least {fault['ctx']['ge']}",
    "greater_than": lambda fault: f"should be more than {fault['ctx']['gt']}",
    "less_than_equal": lambda fault: f"should be at most {fault['ctx']['le']}",
    "string_too_short": lambda fault: "should not be empty",
    "string_too_long": lambda fault: f"should have at most {so_many(fault['ctx']['max_length'], 'character')}",
    "too_short": lambda fault: f"should have at least {so_many(fault['ctx']['min_length'], 'entry', 'entries')}",
    "too_long": lambda fault: f"should have at most {so_many(fault['ctx']['max_length'], 'entry', 'entries')}",
}
_SHOWS_VALUE: Final = frozenset({*_PHRASES, "multiple_of", "string_pattern_mismatch", UNREADABLE}) - {
    "too_short",
    "too_long",
    "string_too_long",
}


def _wanted(fault: Fault, model: type[Noun], spot: Spot) -> str:
    """What would be right instead of this fault."""
    kind = fault["type"]
    if kind == "extra_forbidden":
        keys = list(_keys(_model_at(model, spot[:-1])))
        near = did_you_mean(str(spot[-1]), keys)
        return f"unknown key {quote(spot[-1])}" + (near or f"; known here: {listed(keys)}")
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(fault["ctx"]["pattern"], "has the wrong form")
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", fault["ctx"]["expected"])
        return f"{quote(fault['input'])} is not known here" + or_known(str(fault["input"]), known)
    if kind == "string_type" and spot[-1:] and spot[-1] in GRIDS and _model_at(model, spot[:-1]) is MapFile:
        return f"should be a grid: a block that opens with |, {_keys(MapFile)[str(spot[-1])].partition(';')[0]}"
    if kind == "multiple_of":
        return f"should be {_range_at(model, spot)}a multiple of {fault['ctx']['multiple_of']}"
    if kind == UNREADABLE:
        return str(fault["msg"])
    if kind in _PHRASES:
        return _PHRASES[kind](fault)
    return f"is wrong: {fault['msg']}"


def _range_at(model: type[Noun], spot: Spot) -> str:
    """Return the bounds of a number, which are asked after its step and would never be said; nothing without both."""
    above = _model_at(model, spot[:-1])
    fields = {} if above is None else {one.alias or name: one for name, one in above.model_fields.items()}
    limits = fields[str(spot[-1])].metadata if spot and str(spot[-1]) in fields else []
    least = next((limit.ge for limit in limits if hasattr(limit, "ge")), None)
    most = next((limit.le for limit in limits if hasattr(limit, "le")), None)
    return "" if least is None or most is None else f"from {least} to {most} and "


def _found(fault: Fault, grid: bool = False) -> str:
    """What stands there, for messages that say what should."""
    if fault["type"] not in _SHOWS_VALUE:
        return ""
    value = fault["input"]
    if value is None:
        return ", not nothing"
    shown = {dict: "keys and values", list: "a list", bool: str(value).lower()}.get(type(value), quote(value))
    quotes = not grid and fault["type"] == "string_type" and isinstance(value, (bool, int, float))
    return f", not {shown}" + ("; put it in quotes" if quotes else "")


def _missing(faults: list[Fault], model: type[Noun], spot: Spot, meant: set[str]) -> str:
    names = [fault["loc"][-1] for fault in faults]
    if isinstance(names[-1], int):
        return f"should have {names[-1] + 1} values"
    names = [name for name in names if name not in meant]
    if len(names) != 1:
        return f"{listed(quote(name) for name in names)} are missing" if names else ""
    description = _keys(_model_at(model, spot)).get(names[0], "")
    return f"{quote(names[0])} is missing" + (f" ({description})" if description else "")


# --- models ---------------------------------------------------------------------------------------------------------


def _keys(model: type[BaseModel] | None) -> dict[str, str]:
    """The keys that a model knows, with what they mean."""
    fields = model.model_fields if model else {}
    return {field.alias or name: field.description or "" for name, field in fields.items()}


def _model_at(annotation: Any, spot: Spot) -> type[BaseModel] | None:
    """The model that belongs to a spot below a model."""
    for part in spot:
        annotation = next(_inside(annotation, part), None)
    return next(_models(annotation), None)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The model behind an annotation, through `Annotated` and `| None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Union, UnionType):
        for choice in get_args(annotation):
            yield from _models(choice)


def _inside(annotation: Any, part: str | int) -> Iterator[Any]:
    """The annotation of one key or entry of a value."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType):  # a list or nothing, say
        for choice in get_args(annotation):
            yield from _inside(choice, part)
        return
    if origin is dict:
        yield get_args(annotation)[1]
    elif origin is list:
        yield get_args(annotation)[0]
    for model in _models(annotation):
        for name, field_ in model.model_fields.items():
            if part == (field_.alias or name):
                yield field_.annotation


# --- the sound parts ------------------------------------------------------------------------------------------------


def _sound_parts(document: Document, model: type[Noun], faults: list[Fault], problems: list[Problem]) -> Validated:
    """Replace or cut away what is faulty, from the inside outwards, until the rest is valid."""
    result = Validated(replace(document, data=copy.deepcopy(document.data)), None, problems)
    for _ in range(MOST_ROUNDS):
        _mend(result, model, faults)
        try:
            result.model = model.model_validate(result.document.data)
        except ValidationError as error:
            faults = [dict(fault) for fault in error.errors(include_url=False)]
        else:
            return result
    return nothing_of(result, model)


def nothing_of(part: Validated, model: type[Noun]) -> Validated:
    """Return a document of which nothing can be used as one that has stand-ins throughout."""
    data = model_stand_in(model)
    document = Document(part.document.name, data)
    return Validated(document, model.model_validate(data), part.problems, part.left_out, {()}, {()})


def _mend(result: Validated, model: type[Noun], faults: list[Fault]) -> None:
    """Put a stand-in where a needed key is missing or has a wrong value, once; cut away everything else."""
    data, missing, wrong = result.document.data, dict[Spot, Any](), set[Spot]()
    for fault in faults:
        spot, _ = _spot_of(data, fault)
        key = fault["loc"][-1] if fault["loc"] else ""
        fields = needed(found) if (found := _model_at(model, spot)) is not None else {}
        if fault["type"] == "missing" and key in fields and (*result.document.original(spot), key) not in result.cuts:
            missing[(*spot, key)] = field_stand_in(fields[key])
        else:
            wrong.add(spot)
    for spot, value in missing.items():
        here = (*result.document.original(spot[:-1]), spot[-1])
        result.cuts.add(here)
        result.stand_ins.add(here)
        _value_at(data, spot[:-1])[spot[-1]] = value
    _cut(result, model, wrong - {()})


def _cut(result: Validated, model: type[Noun], spots: set[Spot]) -> None:
    """Remove values from the data, or put a stand-in there; lists remember which entries are left."""
    origins = dict(result.document.origins)
    for spot in sorted(spots, key=_last_first):
        parent = _value_at(result.document.data, spot[:-1])
        last, here = spot[-1], result.document.original(spot)
        result.left_out.update(name.casefold() for name in _names_in(parent[last], last))
        above = _model_at(model, spot[:-1]) if isinstance(last, str) else None
        if above is not None and last in needed(above) and here not in result.cuts:
            parent[last] = field_stand_in(needed(above)[last])
            origins = {place: kept for place, kept in origins.items() if place[: len(here)] != here}
            result.stand_ins.add(here)
            result.cuts.add(here)
            continue
        result.cuts.add(here)
        if isinstance(last, int):
            place = result.document.original(spot[:-1])
            kept = list(origins.get(place, range(len(parent))))
            del kept[last]
            origins[place] = tuple(kept)
        del parent[last]
    result.document = replace(result.document, origins=origins)


def _last_first(spot: Spot) -> tuple[Any, ...]:
    """Sort deeper and later entries of lists first, so that no removal shifts one still to come."""
    return (-len(spot), tuple(-part if isinstance(part, int) else 0 for part in spot))


def _value_at(data: Any, spot: Spot) -> Any:
    for part in spot:
        data = data[part]
    return data


def _names_in(value: Any, key: str | int) -> Iterator[str]:
    """The names that vanish with a value: its own key, and all ids inside it."""
    if isinstance(key, str):
        yield key
    if isinstance(value, str):
        yield value
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            yield from (name for name in here if isinstance(name, str))
            yield from (id_ for field_ in ("id", "unit") if isinstance(id_ := here.get(field_), str))
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)
