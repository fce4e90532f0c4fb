"""What a section of the rulebook says, in short: its title, its first sentences, and what it says of one term.

For the slips of paper that explain a term under the pointer. Everything is read from the rulebook itself, as the help
shows it; no drawing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Final

from game.desk.rulebook import chapters
from game.view.flowing import Block, Word

ENOUGH: Final = 150
"""Letters from which on no further sentence is added."""

_SENTENCE_END: Final = re.compile(r"(?<=[.!?]) (?=[A-Z])")
_PART: Final = re.compile(r"[;:] |(?<=[.!?]) ")


@dataclass(frozen=True)
class Meaning:
    """What a slip says: the title ("5.3 Troops"), the clause about the term if there is one, how the section begins."""

    title: str
    of_term: str
    words: str


@lru_cache(maxsize=1)
def sections() -> dict[str, tuple[str, str]]:
    """Return the sections of the rulebook: number -> title with the number, and text."""
    return {
        block.anchor: _title_and_text(block)
        for blocks in chapters().values()
        for block in blocks
        if "." in block.anchor and not block.level
    }


def is_section(number: str) -> bool:
    """Whether the rulebook has a section of a number."""
    return number in sections()


def meaning(section: str, term: str = "") -> Meaning | None:
    """Return what a section says, and what it says of a term ("fatigue"); None if there is no such section."""
    if not is_section(section):
        return None
    title, text = sections()[section]
    of_term, words = _clause(text, term) if term else "", _beginning(text)
    return Meaning(title, "" if f"{of_term}." == words else of_term, words)


def _title_and_text(block: Block) -> tuple[str, str]:
    """Return the bold words that a section begins with, and the rest; a title without a stop begins its sentence."""
    bold = list(takewhile(lambda word: word.face == "Bold", block.words))
    title, text = _joined(bold), _joined(block.words[len(bold) :])
    if title.endswith("."):
        return title.rstrip("."), text
    return title, f"{title.partition(' ')[2]} {text}"


def _joined(words: Iterable[Word]) -> str:
    return "".join(f"{'' if word.glued else ' '}{word.text}" for word in words).strip()


def _beginning(text: str) -> str:
    """Return the first sentence, and the next ones while that is short."""
    words = ""
    for sentence in _SENTENCE_END.split(text):
        if words and len(words) + len(sentence) > ENOUGH:
            break
        words = f"{words} {sentence}".strip()
    return words


def _clause(text: str, term: str) -> str:
    """Return the part of a sentence that begins with a term, else the first that names it; "" if it says no more."""
    parts = [part.strip(" .;:") for part in _PART.split(text)]
    first = [part for part in parts if part.lower().startswith(term)]
    named = [part for part in parts if re.search(rf"\b{re.escape(term)}\b", part.lower())]
    found = next(iter([*first, *named]), "")
    return "" if found.lower() == term else found[:1].upper() + found[1:]
