"""The most that may add up, so that no sum can outgrow its field.

Single numbers have their bounds where they are declared (`scenario.schema`, `scenario.rule_values`); these bound what
they add up to. `scenario.sum_checks` holds every scenario to them, and `tests/rules/test_widths.py` works out from both
that no field of the arrays and no product of the rules can overflow.
"""

from __future__ import annotations

from typing import Final

MOST_COLUMNS: Final = 200
"""Columns of one map, and its rows."""

MOST_UNITS: Final = 2_000
"""Units that one scenario may deploy."""

MOST_MEN: Final = 100_000
"""Men of one unit; also its vehicles, and the room that it takes, in men."""

MOST_FIRE: Final = 50_000_000
"""Soft fire of one unit, hundredths of a rifleman: half a million riflemen."""

MOST_TARGETS: Final = 200_000_000
"""What one unit shows to fire, thousandths of a man: twice as much as all men that it may have, fully exposed."""

MOST_VALUE: Final = 2_000_000_000
"""Fire with all its terms, hundredths of a rifleman: no combat value counts for more."""

MOST_REPAIRED: Final = 1_000_000
"""Vehicles of one kind that a side repairs in one game; after that nothing is repaired any more."""

MOST_POINTS: Final = 1_000_000_000
"""Victory points of one side, above nothing or below."""

MOST_AWARDS: Final = 200
"""Awards of one scenario."""

MOST_SPELLS: Final = 100
"""Times of cold of one scenario, and of changed ground."""

MOST_PLANS: Final = 40
"""Plans of one scenario."""

MOST_PHASES: Final = 60
"""Phases of one plan."""

MOST_TASKS: Final = 200
"""Tasks of units in one phase, and of guns besides."""

MOST_NAMED: Final = 64
"""Units, formations or targets that one task of a plan names, and parts of one condition."""

MOST_AIMS: Final = 1_000
"""Different targets, hexes or lists of them, of one plan: the ways to each are measured."""

MOST_AREAS: Final = 300
"""Areas of one map, and of one scenario besides."""

MOST_REGIONS: Final = 300
"""Regions of one map."""

MOST_CROSSINGS: Final = 1_000
"""Boats and ferries of one map."""

MOST_KINDS: Final = 100
"""Kinds of ground; a hex has the number of its own in one byte."""

MOST_WAYS: Final = 32_000
"""Ways that can change in play: over the bridges of a map, and different ones into ground that changes."""
