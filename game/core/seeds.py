"""How the seeds of many runs follow from the one seed of the whole."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core import dice

BATCH: Final = 0x5BD1
"""The salt of batches."""


def run_seeds(seed: int, runs: int, salt: int = BATCH, first: int = 0) -> NDArray[np.int64]:
    """(N,) the seeds of so many runs from the `first` on, 0 to 2**63 - 1; all differ, and more runs only add seeds.

    The lower half is one-to-one in the number of the run, because `dice.mix` is.
    """
    mix = getattr(dice.mix, "py_func", dice.mix)
    key = mix(mix(seed & dice.WORD) ^ ((seed >> 32) & dice.WORD))
    low = [mix((key + run) & dice.WORD) for run in range(first, first + runs)]
    return np.array([(mix(word ^ key ^ salt) >> 1) << 32 | word for word in low], np.int64).reshape(runs)
