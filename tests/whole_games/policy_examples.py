"""The policies as a bundle of their own: all they call is compiled once for the six of them, not six times."""

from __future__ import annotations

from game.commanders.cadet import policies
from game.commanders.cadet.examples import examples
from game.core._jit import Bundle

__all__ = ["BUNDLE", "examples"]

BUNDLE = Bundle("policies", policies.__name__, __name__)
