"""The compiled twin of `hexes.distance`, in a module of its own so that reading scenarios does not load Numba."""

from __future__ import annotations

from typing import Final

from game.core import hexes
from game.core._jit import rule

distance: Final = rule(hexes.distance)
