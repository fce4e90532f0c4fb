"""Runs: one game each, alike but for the seed, and how their seeds follow from the one seed of the whole.

A run can be played alone: its seed stands in every row, and `borderwars play SCENARIO --seed N` plays the same game.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core import dice


@dataclass(frozen=True)
class Run:
    """One game of a batch: everything that decides it."""

    number: int
    scenario: str
    seed: int
    commanders: Mapping[str, str]


def run_seeds(seed: int, runs: int) -> NDArray[np.int64]:
    """(N,) the seeds of the runs of a batch, from 0 to 2**63 - 1; all differ, and more runs only add seeds.

    The lower half is one-to-one in the number of the run, because `dice.mix` is.
    """
    mix = getattr(dice.mix, "py_func", dice.mix)
    key = mix(mix(seed & dice.WORD) ^ ((seed >> 32) & dice.WORD))
    low = [mix((key + run) & dice.WORD) for run in range(runs)]
    return np.array([(mix(word ^ key ^ 0x5BD1) >> 1) << 32 | word for word in low], np.int64).reshape(runs)
