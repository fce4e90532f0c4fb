"""What tables are made of: columns of a block of rows, numbers as they are and words as places in a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.scenario.loading import Scenario

BLOCK: Final = 20_000
"""Rows, about, that are made at a time."""


@dataclass(frozen=True)
class Words:
    """A column of words, of which few differ."""

    codes: NDArray[Any]  # (rows,) places in `words`, NOWHERE where there is none
    words: tuple[str, ...]


Cells = NDArray[Any] | Words
"""(rows,) a column of a block. A masked array has nothing where it is masked."""

Block = dict[str, Cells]


def rows_in(block: Mapping[str, Cells]) -> int:
    """Return how many rows a block has."""
    first = next(iter(block.values()))
    return len(first.codes if isinstance(first, Words) else first)


def ends_of(scenario: Scenario, turns: Sequence[int] | NDArray[Any]) -> NDArray[np.datetime64]:
    """(T,) Return when turns end."""
    calendar = scenario.file.calendar
    return np.array([calendar.end_of(int(turn)) for turn in turns], "datetime64[s]")
