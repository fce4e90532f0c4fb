"""Files in the folder of a battle that no scenario of it reads: a plan that was never listed, a second map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from game.core.errors import Remark
from game.scenario.kinds import WORDS
from game.scenario.nouns import EXTRAS, LIBRARIES
from game.scenario.reading import Document
from game.scenario.remarks.checked import Neighbour, remark_on
from game.scenario.suggesting import listed

NAMED: Final = ("map", "forces", "plan")
"""Kinds of files that scenarios, and experiments, name; others are read under a name of their own, or by commands."""


def unnamed_file(kind: str, path: Path, document: Document, neighbours: Sequence[Neighbour]) -> Iterator[Remark]:
    """Yield a remark on a file beside scenarios that none of them comes to read."""
    if not any(other.is_scenario for other in neighbours):
        return
    usual = _usual_names(kind)
    if kind in NAMED and not any(_names(other, path.name) for other in neighbours):
        said = "no scenario or experiment of the folder names this file; usual are files that one of them names"
        yield remark_on(document, (), said)
    elif usual and path.name not in usual:
        said = f"no scenario reads {WORDS[kind]} from a file of this name; usual is {listed(usual, 'or')}"
        yield remark_on(document, (), said)


def _usual_names(kind: str) -> list[str]:
    """Return the names under which scenarios read files of a kind that lie beside them; none if they name them."""
    parts = [kind] if kind in LIBRARIES else [part for part, other in EXTRAS.items() if other == kind]
    return [f"{part}.yaml" for part in parts]


def _names(neighbour: Neighbour, name: str) -> bool:
    """Whether a file has the name of another in it, with a folder before it or without."""
    return any(word.rpartition("/")[2] == name for word in neighbour.words)
