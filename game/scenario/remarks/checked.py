"""A scenario that is to be looked at: with the places of its values, and with the other files of its folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from game.core.errors import Remark
from game.scenario.homes import has_keys_of_a_scenario
from game.scenario.library import is_shared
from game.scenario.loading import Scenario
from game.scenario.names import so_many
from game.scenario.own_libraries import Layered
from game.scenario.reading import Document, Spot
from game.scenario.remarks.marches import Marches

MOST_ALIKE: Final = 20
"""Remarks of one kind that are made one by one; the others are counted."""

_WORD: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.-]*")


@dataclass(frozen=True)
class Neighbour:
    """Another file of the folder, as text."""

    path: Path
    text: str

    @cached_property
    def is_scenario(self) -> bool:
        """Whether it has keys that only scenarios have."""
        return has_keys_of_a_scenario(self.path)

    @cached_property
    def words(self) -> frozenset[str]:
        """All that could be an id in it, by itself or as a step of a path: "units.I/75.strength"."""
        whole = _WORD.findall(self.text)
        return frozenset((*whole, *(step for word in whole for step in word.split("."))))


@dataclass(frozen=True)
class Checked:
    """A scenario without faults, its documents by kind, and what else lies beside it."""

    scenario: Scenario
    documents: Mapping[str, Document]
    neighbours: tuple[Neighbour, ...] = field(default=(), repr=False)

    def remark(self, kind: str, spot: Spot, message: str, *, key: bool = False) -> Remark:
        """Return a remark on a value of one of the files, or on its key."""
        return remark_on(self.documents[kind], spot, message, key=key)

    def own(self, kind: str) -> Document | None:
        """Return the library of a kind that lies beside the scenario; None if it has none."""
        document = self.documents.get(kind)
        if isinstance(document, Layered):
            return None if is_shared(Path(document.own.name)) else document.own  # a shared set of rule values
        return document if kind == "symbols" else None  # of all others it is the shared one

    def named_beside(self, name: str) -> bool:
        """Whether another file of the folder has a name in it, whatever it says of it."""
        return any(name in neighbour.words for neighbour in self.neighbours)

    @cached_property
    def marches(self) -> Marches:
        """Where the units can ever come."""
        return Marches(self.scenario)


def remark_on(document: Document, spot: Spot, message: str, *, key: bool = False) -> Remark:
    """Return a remark on a value of a document, or on its key."""
    found = document.problem(spot, message, key=key)
    return Remark(found.file, found.line, found.column, found.path, found.message, found.excerpt)


def at_most(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Yield the first remarks of a kind; the last of them says how many more there are."""
    found = iter(remarks)
    first = list(islice(found, MOST_ALIKE))
    more = sum(1 for _ in found)
    yield from first[:-1]
    for last in first[-1:]:
        words = f"{last.message} (and {so_many(more, 'remark')} more like this)" if more else last.message
        yield Remark(last.file, last.line, last.column, last.path, words, last.excerpt)
