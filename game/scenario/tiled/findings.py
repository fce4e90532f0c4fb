"""What is found wrong with a map drawn in Tiled, named by layer and object, and where each entry was drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from game.core.errors import Problem, ScenarioError
from game.scenario.suggesting import quote
from game.scenario.tiled.content import Content, Sheet, Thing

MOST: Final = 50
"""Faults that are reported one by one."""


@dataclass
class Findings:
    """The faults of one file. `origins` says for the path of an entry of the map from which object it was made."""

    name: str
    problems: list[Problem] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)  # layers that were taken for another than they are called

    def add(self, where: str, message: str) -> None:
        """Note a fault; once there are too many, all are raised."""
        self.problems.append(Problem(self.name, 0, 0, where, message))
        if len(self.problems) >= MOST:
            self.stop_if_any()

    def stop_if_any(self) -> None:
        """Raise what was found so far."""
        if self.problems:
            raise ScenarioError(self.problems)


@dataclass(frozen=True)
class Fault:
    """Notes what is wrong with one object or layer."""

    findings: Findings
    where: str

    def __call__(self, message: str) -> None:
        """Note a fault there."""
        self.findings.add(self.where, message)


def called(layer: str) -> str:
    """Return the name of a layer as we look for it: capitals and blanks around it are no matter."""
    return layer.strip().lower()


def label(part: str, thing: Thing) -> str:
    """Return how messages call an object, so that it is found in Tiled."""
    name = f" {quote(thing.name)}" if thing.name else ""
    return f"layer {part}, object {thing.number}{name}"


def sheets_of(content: Content, part: str) -> Iterator[Sheet]:
    """Yield the layers of objects of a name."""
    return (sheet for sheet in content.sheets if called(sheet.name) == part)


def things_of(content: Content, part: str) -> list[Thing]:
    """Return the objects of all layers of a name."""
    return [thing for sheet in sheets_of(content, part) for thing in sheet.things]
