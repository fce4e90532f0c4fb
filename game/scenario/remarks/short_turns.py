"""Turns of minutes that are played by the rule values of long ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.core.errors import Remark
from game.scenario.remarks.checked import Checked

LONG: Final = 60
"""Minutes of a turn from which on the usual values serve; no scenario with less of them has been seen to work."""

USUAL_PACE: Final = 1000
"""Thousandths: speeds as the libraries give them."""


def short_turns(checked: Checked) -> Iterator[Remark]:
    """Yield a remark on a calendar of short turns without a set of rule values and without a pace of its own.

    By the usual values nobody gets anywhere in some minutes: speeds are those of marches over a day.
    """
    file = checked.scenario.file
    if file.calendar.minutes >= LONG or file.rule_set is not None:
        return
    if checked.scenario.world.rules[0].movement.pace == USUAL_PACE:
        said = f"turns of {file.calendar.minutes} minutes with the rule values of battles of days: troops hardly march"
        yield checked.remark("scenario", ("calendar",), f"{said}; usual is `rule_set: small_action`")
