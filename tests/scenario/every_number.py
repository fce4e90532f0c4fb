"""Every whole number that a file can set, found by walking the models: where it stands, and its bounds.

`EXAMPLES` is a document of each kind with every key that holds a number, so that any one of them can be changed.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from game.scenario.loading import Documents
from game.scenario.nouns import FILES
from game.scenario.reading import Spot
from tests.tabletop import documents

Number = tuple[str, Spot, tuple[int | None, int | None]]
"""Kind of file, place in it, least and most; None where the schema gives none."""

BOARD: Final = """
    R1  RT1 RG1 .   .
      .   B1+BE1 ~  .   .
    .   RC1 h   v   BG1
      R2  .   BT1 m   .
"""


def example() -> Documents:
    """Return a battle in which every model of the schema occurs, with all its numbers."""
    data = copy.deepcopy(
        documents(
            BOARD,
            areas={"hill": ["0202"], "west": ["0000", "0003"]},
            crossings=[
                {
                    "side": "red",
                    "hexes": ["0201"],
                    "speed": 250,
                    "lift": {"day": 300, "night": 300},
                    "estimate": True,
                    "disorder": 5,
                    "carry": 300,
                }
            ],
            hexsides={"stream": ["0203-E"], "steep": ["0202-E"]},
            roads=[("track", ["0000", "0100"])],
            permissions=[("blue", "enter", "west", (1, 3))],
            ammunition={"red": 5, "blue": 5},
            lift={"red": [[1, 2]]},
            turns=4,
            awards=[
                {"side": "red", "award": "hold", "area": "hill", "points": 5, "contested": 1},
                {"side": "blue", "award": "losses", "of": "red", "kind": "men", "per": 10, "points": 1},
                {"side": "blue", "award": "ground", "area": "west", "points": 2, "free": 1},
                {"side": "red", "award": "exited", "of": "red", "points": 1, "per": 1, "by": 3, "strength": 50},
            ],
            R1={
                "quality": 1000,
                "morale": 1000,
                "items": {"riflemen": 300},
                "strength": 100,
                "cohesion": 90,
                "fatigue": 10,
            },
            RG1={"missions": 3, "loaded": 2, "withdraws": 4},
            RC1={"turn": 1, "chance": 50, "until": 3},
            RT1={"drawn": {"from": 50, "to": 100, "dice": 2}},
            exits={"red": ["west"]},
            BE1={"entrenched": 0},
        )
    )
    del data["map"]["elevation"]
    data["map"] |= {"height": 20, "contours": [{"metres": 60, "radius": ["0202", 1]}]}
    data["map"]["places"] = [{"name": "Hill", "hex": "0202", "kind": "hill", "height": 60}]
    data["map"]["areas"]["round"] = {"radius": ["0202", 1]}
    data["map"]["bridges"] = [{"id": "b", "name": "Bridge", "kind": "bridge", "hexside": "0203-E", "estimate": True}]
    data["unit_types"]["unit_types"]["plain_infantry"]["supply_days"] = 3
    next(iter(data["terrain"]["terrain"].values()))["look"] = {"share": 40}
    data["terrain"]["terrain"]["sand"]["breaks"] = {"tracked": 160}
    first = data["forces"]["sides"]["red"]["formations"][0]["units"][0]
    first["range"] = [100, 400]
    data["scenario"]["deployment"][0]["items"] = {"riflemen": 250}
    loss = {"losses": {"side": "red", "kind": "men"}, "historical": 30, "accepted": [0, 60]}
    data["scenario"]["history"] = [{"measure": "Losses", "turn": 2, "since": 1, "source": "a diary", **loss}]
    strength = {"strength": {"units": ["R2"], "below": 50}}
    task = {"units": ["R2"], "attack": "0202", "mass": 2, "floor": 20, "pushes": 2, "break_off": 40, "near": 1}
    phase = {"name": "P", "turns": [1, 2], "when": {"all": [{"turn": 1}, strength]}, "tasks": [task]}
    phase["guns"] = [{"units": ["R2"], "defend": ["0202"], "keep": 2}]
    about = {"id": "p", "side": "red", "name": "P", "about": "P", "estimate": True}
    data["plan"] = {"schema": 1, **about, "phases": [phase]}
    data["forces"]["sides"]["red"]["flag"] = {
        "proportion": [2, 3],
        "stripes": ["#ffffff"],
        "parts": [
            {"colour": "#000000", "box": [0, 0, 50, 50]},
            {"colour": "#000000", "disc": [50, 50, 60]},
            {"colour": "#000000", "cross": [40, 50, 20]},
            {"colour": "#000000", "polygon": [[0, 0], [50, 50], [0, 100]]},
        ],
        "estimate": True,
    }
    strokes = [{"line": [[0, 0], [9, 9]]}, {"area": [[0, 0], [9, 9], [0, 9]]}, {"circle": [0, 0, 9]}]
    data["symbols"] = {"schema": 1, "symbols": {"own": {"name": "Own", "strokes": [*strokes, {"oval": [0, 0, 9, 5]}]}}}
    data["texts"] = {"schema": 1, "language": "ru"}
    data["scenario"]["weather"] = {"cold": [[1, 2]], "ground": [{"turns": [1, 2], "from": "grass", "to": "marsh"}]}
    data["scenario"]["tests"] = [{"unit": "R2", "turn": 1, "cannot_reach": "0400"}]
    return data


def numbers() -> dict[tuple[type, str, str], Number]:
    """Return every whole number of every kind of file, at one place where the example has it.

    By its model, its field, and which of the field's numbers it is.
    """
    data = example()
    found: dict[tuple[type, str, str], Number] = {}
    for kind, model in FILES.items():
        for key, spot, bounds in _in_model(model, data[kind], ()):
            found.setdefault(key, (kind, spot, bounds))
    return found


def declared_in(model: type[BaseModel], seen: set[type] | None = None) -> Iterator[tuple[type[BaseModel], str]]:
    """Yield model and field of every number that the models below one declare, whatever the example has."""
    seen = set() if seen is None else seen
    if model in seen:
        return
    seen.add(model)
    for name, info in model.model_fields.items():
        if any(True for _ in _leaves(info.annotation, info.metadata)):
            yield model, name
        for inner in _models(info.annotation):
            yield from declared_in(inner, seen)


def _in_model(
    model: type[BaseModel], data: Any, spot: Spot
) -> Iterator[tuple[tuple[type, str, str], Spot, tuple[int | None, int | None]]]:
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key not in data:
            continue
        for inside, bounds in _leaves(info.annotation, info.metadata, data[key]):
            which = "".join(str(part) if isinstance(part, int) else "*" for part in inside)
            yield (model, name, which), (*spot, key, *inside), bounds
        for inner in _models(info.annotation):
            for place, value in _values(data[key]):
                if isinstance(value, dict) and _fits(inner, value):
                    yield from _in_model(inner, value, (*spot, key, *place))


def _fits(model: type[BaseModel], value: dict[str, Any]) -> bool:
    known = {info.alias or name for name, info in model.model_fields.items()}
    return value.keys() <= known


def _values(data: Any) -> Iterator[tuple[Spot, Any]]:
    """The value itself, or what it is a list or a dictionary of."""
    yield (), data
    if isinstance(data, list):
        yield from (((place,), value) for place, value in enumerate(data))
    elif isinstance(data, dict):
        yield from (((key,), value) for key, value in data.items())


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _leaves(
    annotation: Any, metadata: list[Any], data: Any = None
) -> Iterator[tuple[Spot, tuple[int | None, int | None]]]:
    """Yield the place and the bounds of every number within the value of one field."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation in (int, float):
        yield (), _bounds(metadata)
    elif origin is Annotated:
        yield from _leaves(arguments[0], [*metadata, *_constraints(arguments[1:])], data)
    elif origin in (Union, UnionType):
        for choice in arguments:
            yield from _leaves(choice, metadata, data)
    elif origin is dict:
        first = next(iter(data)) if isinstance(data, dict) and data else "*"
        yield from (((first, *inside), bounds) for inside, bounds in _leaves(arguments[1], [], _at(data, first)))
    elif origin is list:
        yield from (((0, *inside), bounds) for inside, bounds in _leaves(arguments[0], [], _at(data, 0)))
    elif origin is tuple:
        for place, argument in enumerate(arguments):
            yield from (((place, *inside), bounds) for inside, bounds in _leaves(argument, [], _at(data, place)))


def _at(data: Any, key: Any) -> Any:
    try:
        return data[key]
    except (TypeError, KeyError, IndexError):
        return None


def _constraints(metadata: tuple[Any, ...]) -> Iterator[Any]:
    for one in metadata:
        yield from one.metadata if isinstance(one, FieldInfo) else (one,)


def _bounds(metadata: list[Any]) -> tuple[int | None, int | None]:
    least = next((int(one.ge) for one in metadata if isinstance(one, Ge)), None)
    above = next((int(one.gt) + 1 for one in metadata if isinstance(one, Gt)), None)
    most = next((int(one.le) for one in metadata if isinstance(one, Le)), None)
    below = next((int(one.lt) - 1 for one in metadata if isinstance(one, Lt)), None)
    return (above if least is None else least), (below if most is None else most)


def changed(data: Documents, kind: str, spot: Spot, value: int) -> Documents:
    """Return the documents with another number in one place."""
    other = {**data, kind: copy.deepcopy(data[kind])}
    inside = other[kind]
    for part in spot[:-1]:
        inside = inside[part]
    inside[spot[-1]] = value
    return other
