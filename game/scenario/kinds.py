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
    "terrain": "a library of ground",
    "equipment": "a library of equipment",
    "unit_types": "a library of unit types",
    "rules": "the numbers of the rulebook",
    "recipe": "a recipe for a map",
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


def _likeness(data: dict[Any, Any], model: type[BaseModel]) -> int:
    """Return how many keys speak for a model, less those that speak against it."""
    keys = {field.alias or name for name, field in model.model_fields.items()}
    known = len(keys & data.keys())
    return 2 * known - len(data) - len(needed(model).keys() - data.keys())
