"""How large what fights is: battalions, companies or platoons, and what hexes, turns and points go with that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Scale:
    """What goes with the size of the units; lengths of turns in minutes, widths of hexes in metres."""

    about: str
    widths: tuple[int, int]  # least and greatest
    minutes: tuple[int, int]
    step: int  # minutes by which turns differ: 60 where they are of whole hours
    men: int  # lost for a point: all whom a side can lose are fewer points than the summit
    rule_set: str  # empty: the usual rule values
    hex_size: int
    start: str
    turn_minutes: int
    turns: int

    @property
    def in_hours(self) -> bool:
        """Whether its turns are of whole hours."""
        return self.step == HOUR


HOUR: Final = 60
DAY: Final = "1938-08-02T06:00"
"""When a small action begins: in daylight."""

SCALES: Final = {
    "battalions": Scale(
        "battalions, over a day or two", (250, 2000), (60, 1440), HOUR, 110, "", 500, "1938-08-02T04:00", 240, 8
    ),
    "companies": Scale("companies, some hours", (300, 1000), (20, 60), 5, 25, "small_action", 500, DAY, 30, 12),
    "platoons": Scale("platoons, an hour or two", (200, 500), (10, 30), 5, 9, "small_action", 250, DAY, 10, 12),
}
"""Widths in which these units have room and reach each other, and times in which they get somewhere."""

USUAL: Final = "battalions"
