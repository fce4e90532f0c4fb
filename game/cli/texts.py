"""Battles in the language of the settings: titles that commands print, where the battle has them in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.core.errors import BorderWarsError

if TYPE_CHECKING:
    from game.scenario.languages import Language
    from game.scenario.loading import Scenario


def chosen_language() -> Language:
    """Return the language of the settings; settings that cannot be read say none, and then it is that of the files."""
    from game.core.places import settings_file

    try:
        data = json.loads(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return "en"
    found = data.get("language") if isinstance(data, dict) else None
    return "ru" if found == "ru" else "ja" if found == "ja" else "en"


def in_words(scenario: Scenario) -> Scenario:
    """Return a scenario with its texts in the language of the settings."""
    return scenario.localised(chosen_language())


def reason_in_words(scenario: Scenario, reason: str) -> str:
    """Return a commander's reason with its places named in the language of the settings."""
    from game.scenario.languages import new_names, renamed

    there = in_words(scenario)
    return reason if there.as_written is None else renamed(reason, new_names(there.as_written.nouns, there.nouns))


def level_in_words(scenario: Scenario, level: str) -> str:
    """Return what a victory level is called in the language of the settings."""
    return next(one.name for one in in_words(scenario).file.victory.levels if one.id == level)


def translated_title(path: Path) -> str:
    """Return the title of a scenario by its file, in the language of the settings; "" where there is none."""
    from game.scenario.reading import read_file

    language = chosen_language()
    texts = path.with_name(f"texts_{language}.yaml")
    if language == "en" or not texts.is_file():
        return ""
    try:
        return _title_in(read_file(texts, texts.name).data, path.stem)
    except BorderWarsError:
        return ""


def _title_in(data: Any, stem: str) -> str:
    """Return a title from plain data, whatever these are: `check` says what is wrong with them."""
    for key in ("scenarios", stem, "name"):
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, str) else ""
