"""What the player has chosen of the look: the palette of marks and counters, and what counters show in their frames.

One look holds for the whole window. Whatever draws asks `look()` unless it is told another; pictures made without a
window have the usual one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Palette = Literal["staff", "contrast"]
"""Sets of inks: the usual one, and one for eyes that tell fewer colours apart."""
CounterSet = Literal["symbols", "silhouettes"]
"""What counters show: signs after APP-6, or small side views."""


@dataclass(frozen=True)
class Look:
    """Palette and set of counters."""

    palette: Palette = "staff"
    counters: CounterSet = "symbols"


_chosen = [Look()]


def look() -> Look:
    """Return the look in force."""
    return _chosen[0]


def choose_look(wanted: Look) -> None:
    """Have everything drawn from now on in this look."""
    _chosen[0] = wanted
