"""What kind of file a document is, by the keys that it has: a map that is taken for a scenario is reported as one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel

from game.scenario.nouns import FILES
from game.scenario.stand_ins import needed

CLEARLY: Final = 4
"""Keys by which a document must be more of another kind, before it is taken for that."""

WORDS: Final[Mapping[str, str]] = {
    "scenario": "a scenario",
    "map": "a map",
    "forces": "forces",
    "plan": "a plan",
    "symbols": "a file of symbols",
    "texts": "a file of texts",
    "terrain": "a library of ground",
    "equipment": "a library of equipment",
    "unit_types": "a library of unit types",
    "rules": "the numbers of the rulebook",
    "recipe": "a recipe for a map",
    "geodata_recipe": "a recipe for a map from geodata",
    "experiment": "an experiment",
}


def kind_of(data: Any, kind: str, models: Mapping[str, type[BaseModel]] = FILES) -> str:
    """Return the kind of a document that should be of a kind: another one only if it clearly is."""
    if not isinstance(data, dict):
        return kind
    likeness = {other: _likeness(data, model) for other, model in models.items()}
    best = max(likeness, key=lambda other: likeness[other])
    clearly = likeness[best] > 0 and likeness[best] >= likeness[kind] + CLEARLY
    return best if clearly else kind


def is_of_a_kind(data: Any, models: Mapping[str, type[BaseModel]] = FILES) -> bool:
    """Whether a document is of one of the kinds, however much it lacks: most of its keys are those of one."""
    return isinstance(data, dict) and any(2 * len(_keys(model) & data.keys()) > len(data) for model in models.values())


def _likeness(data: dict[Any, Any], model: type[BaseModel]) -> int:
    """Return how many keys speak for a model, less those that speak against it."""
    known = len(_keys(model) & data.keys())
    return 2 * known - len(data) - len(needed(model).keys() - data.keys())


def _keys(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}
