"""How large the fields are that hold one number for each member of a vocabulary."""

from __future__ import annotations

from typing import Final

from game.core.terms import Kind, Light, Mobility
from game.scenario.rule_values import RULE_VALUES

SLOTS: Final = 12
"""Kinds of items that one unit can hold."""

KINDS: Final = len(Kind)
MOBILITIES: Final = len(Mobility)
LIGHTS: Final = len(Light)
LUCK: Final = len(RULE_VALUES["luck"].bounds)
