"""The scenarios of a folder of rows: each as it was played, with all changes, so that any run can be played again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from game.core.errors import SaveError, ScenarioError, UsageError
from game.engine.game import RULES_VERSION
from game.engine.old_rules import with_our_rules
from game.engine.strict_json import parsed, text_of
from game.scenario.loading import Scenario, canonical_digest, from_documents

FOLDER: Final = "scenarios"
FORMAT: Final = "Border Wars scenario"
VERSION: Final = 1
MOST_BYTES: Final = 64_000_000


def document_name(scenario: Scenario) -> str:
    """Return the name of the file of a scenario within a folder of rows; what it holds decides it."""
    return f"{FOLDER}/{scenario.digest}.json"


def scenario_text(scenario: Scenario) -> str:
    """Return the text of the file of a scenario, ASCII only."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "rules": RULES_VERSION,
        "name": scenario.name,
        "changes": list(scenario.changes),
        "digest": scenario.digest,
        "documents": scenario.documents,
    }
    return text_of(document)


def read_scenario(path: Path) -> Scenario:
    """Return a scenario as it was played; its data are checked as strictly as files.

    Raises
    ------
    UsageError : the file cannot be read, holds no scenario, another than its digest says, or one that has faults under
    the rules of today.
    """
    try:
        with path.open("rb") as stream:
            document = parsed(stream.read(MOST_BYTES))
    except OSError as error:
        raise UsageError(f"{path}: the file cannot be read: {error.strerror or error}") from error
    except (SaveError, RecursionError) as error:
        raise UsageError(f"{path}: {error}") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise UsageError(f"{path}: the file holds no scenario of a batch")
    name, documents, digest = (document.get(key) for key in ("name", "documents", "digest"))
    if not (isinstance(name, str) and name and isinstance(documents, dict)):
        raise UsageError(f"{path}: the file holds no scenario of a batch")
    if canonical_digest(documents) != digest:
        raise UsageError(f"{path}: the scenario in it has been changed: its digest does not fit")
    same = document.get("rules") == RULES_VERSION
    found = _built(path, documents if same else with_our_rules(documents), name)
    changes = document.get("changes")
    return replace(found, changes=tuple(map(str, changes)) if isinstance(changes, list) else ())


def _built(path: Path, documents: dict[str, Any], name: str) -> Scenario:
    try:
        return from_documents(documents, name)
    except ScenarioError as error:
        first, count = str(error.problems[0]).partition("\n")[0], len(error.problems)
        more = f" (and {count - 1} more)" if count > 1 else ""
        raise UsageError(f"{path}: the scenario in it has faults: {first}{more}") from error
