"""The scenario of a game in a file: all its documents, so that it can be played wherever they come, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from game.core.errors import SaveError
from game.engine.game import LONGEST_REASON, RULES_VERSION, one_line
from game.engine.old_rules import with_our_rules
from game.engine.saved_record import LINE, is_reason, need
from game.scenario.changes import MOST_CHANGES
from game.scenario.loading import Scenario, canonical_digest, from_documents

LONGEST_NAME: Final = 200

NAMELESS: Final = "saved game"


def scenario_document(scenario: Scenario) -> dict[str, Any]:
    """Return a scenario as plain data."""
    return {
        "name": one_line(scenario.name, LONGEST_NAME) or NAMELESS,
        "digest": scenario.digest,
        **({"changes": _lines(scenario.changes)} if scenario.changes else {}),
        "documents": scenario.documents,
    }


def _lines(texts: tuple[str, ...]) -> list[str]:
    return [one_line(text, LONGEST_REASON) for text in texts[:MOST_CHANGES]]


def scenario_of(document: dict[str, Any], rules: int) -> Scenario:
    """Return the scenario that a document holds whole, played under a version of the rules.

    Raises
    ------
    SaveError : it is missing, or not the one that was played.
    ScenarioError : it has faults.
    """
    data = need(document, "scenario", dict, "it")
    documents = need(data, "documents", dict, "its scenario")
    name = need(data, "name", str, "its scenario")
    if not name or not LINE.match(name) or len(name) > LONGEST_NAME:
        raise SaveError("its scenario has a name that no scenario can have")
    if canonical_digest(documents) != need(data, "digest", str, "its scenario"):
        raise SaveError("its scenario is not the one that was played: the digest does not fit")
    scenario = from_documents(documents if rules == RULES_VERSION else with_our_rules(documents), name)
    return replace(scenario, changes=tuple(_changes(data))) if "changes" in data else scenario


def _changes(data: dict[str, Any]) -> list[str]:
    """Return in words what was changed in the scenario for a what-if."""
    changes: list[str] = need(data, "changes", list, "its scenario")
    if len(changes) > MOST_CHANGES or not all(map(is_reason, changes)):
        raise SaveError("its scenario has changes that are not a line of text each")
    return changes
