"""The rulebook as text: read from its file, cut into chapters, found by the number of a section."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from game.core.errors import UsageError
from game.scenario.homes import data_dir
from game.view.flowing import Block, blocks_of

_CHAPTER: Final = re.compile(r"^## +", re.MULTILINE)


@lru_cache(maxsize=1)
def rulebook() -> str:
    """Return the rulebook, or a sentence if it is missing."""
    try:
        text = (data_dir("docs") / "rulebook.md").read_text(encoding="utf-8")
    except (UsageError, OSError, UnicodeDecodeError):
        return "# The rulebook\n\nThe rulebook is missing from this copy of the game.\n"
    return text.replace("with a clock (⏱)", "with ‡").replace("⏱", "‡")  # our font has no clock


@lru_cache(maxsize=1)
def chapters() -> dict[str, list[Block]]:
    """Return the rulebook by chapters, in order; what stands before the first is its preface."""
    preface, *others = _CHAPTER.split(rulebook())
    found = {"About the rules": blocks_of(preface)}
    for text in others:
        title = text.partition("\n")[0].strip()
        found[title] = blocks_of(f"## {text}")
    return found


def chapter_of(section: str) -> str | None:
    """Return the title of the chapter that a section stands in."""
    number = section.partition(".")[0]
    return next((title for title in chapters() if title.startswith(f"{number}. ")), None)
