"""Runs: one game each, alike but for the seed; `core.seeds` says how their seeds follow from the one of the whole.

A run can be played alone: its seed stands in every row, and `borderwars play SCENARIO --seed N` plays the same game.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MOST_RUNS: Final = 10_000_000
MOST_WORKERS: Final = 1024


@dataclass(frozen=True)
class Run:
    """One game of a batch: everything that decides it."""

    number: int
    scenario: str
    seed: int
    commanders: Mapping[str, str]
