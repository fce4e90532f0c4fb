"""The rulebook in a save of an earlier version, brought up to ours, so that its game can go on."""

from __future__ import annotations

from typing import Any

from game.scenario.library import read_library
from game.scenario.loading import Documents


def with_our_rules(documents: Documents) -> Documents:
    """Return documents whose rulebook has just the numbers that today's rules ask for: those it has, else ours."""
    ours: Any = read_library("rules").document.data
    theirs, scenario = documents.get("rules"), documents.get("scenario")
    if not isinstance(theirs, dict) or not isinstance(theirs.get("rules"), dict) or not isinstance(scenario, dict):
        return documents
    known = {
        name: theirs["rules"][name] if _alike(theirs["rules"].get(name), value) else value
        for name, value in ours["rules"].items()
    }
    own = scenario.get("rules")
    if isinstance(own, dict):
        own = {name: value for name, value in own.items() if _alike({"value": value}, ours["rules"].get(name))}
        scenario = {**scenario, "rules": own}
    return {**documents, "rules": {**ours, "rules": known}, "scenario": scenario}


def _alike(old: Any, new: Any) -> bool:
    """Whether two rule values have the same shape."""
    old, new = (entry.get("value") if isinstance(entry, dict) else None for entry in (old, new))
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new)
    return type(old) is type(new)
