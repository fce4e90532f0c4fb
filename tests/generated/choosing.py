"""Choices that follow from a seed and a name alone: leaving one part of a scenario out does not change the others."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from pydantic import BaseModel

from tests.generated.bounds import bounds_of

Thing = TypeVar("Thing")


class Chooser:
    """Draws for one part of a scenario."""

    def __init__(self, seed: int | str) -> None:
        self.seed = seed
        self._random = Random(str(seed))

    def apart(self, name: str) -> Chooser:
        """Return a chooser of its own for a part."""
        return Chooser(f"{self.seed}/{name}")

    def whole(self, least: int, most: int) -> int:
        """Return a number, both ends included."""
        return self._random.randint(least, most) if least < most else least

    def one_in(self, number: int) -> bool:
        """Whether something rare is so."""
        return self.whole(1, number) == 1

    def edge(self, least: int, most: int) -> int:
        """Return a number, as often one of the ends as one between."""
        choice = self.whole(0, 3)
        return least if choice == 0 else most if choice == 1 else self.whole(least, most)

    def field(self, model: type[BaseModel], name: str, part: int = 0) -> int:
        """Return a number that a field of the schema takes, often one of its bounds."""
        return self.edge(*bounds_of(model, name, part))

    def pick(self, things: Sequence[Thing]) -> Thing:
        """Return one of several."""
        return things[self.whole(0, len(things) - 1)]

    def some(self, things: Sequence[Thing], most: int) -> list[Thing]:
        """Return a few different ones, at least one, in an order of its own."""
        return self._random.sample(list(things), self.whole(1, min(most, len(things))))

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """Return all of them in another order."""
        return self._random.sample(list(things), len(things))
