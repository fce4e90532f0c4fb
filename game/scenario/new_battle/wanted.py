"""What an author asks for: name, size, scale, time, place and sides of a new battle."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pydantic import BaseModel

from game.core.arguments import whole
from game.core.errors import UsageError
from game.core.hexes import digits_of, number
from game.core.limits import MOST_COLUMNS
from game.core.terms import CONTESTED_NAME
from game.scenario.packages.contents import why_no_name
from game.scenario.schema.basics import ID
from game.scenario.schema.scenario_file import Calendar
from game.scenario.suggesting import quote

LEAST_COLUMNS: Final = 12
LEAST_ROWS: Final = 8
LEAST_TURNS: Final = 3
LONGEST_TITLE: Final = 100
"""On less ground there is no room for both sides and something between them."""

WIDTHS: Final = (250, 2000)
"""Metres of a hex in which battalions, the units of a new battle, have room and reach each other."""

FOLDER: Final = re.compile(r"[a-z][a-z0-9_]{0,47}\Z")


@dataclass(frozen=True)
class Names:
    """What a side is called, and whose troops it has."""

    name: str
    adjective: str
    troops: str  # "soviet" or "japanese"


KNOWN_SIDES: Final = {
    "soviet": Names("Soviet Union", "Soviet", "soviet"),
    "mongolian": Names("Mongolian People's Republic", "Mongolian", "soviet"),
    "japanese": Names("Japan", "Japanese", "japanese"),
    "manchukuoan": Names("Manchukuo", "Manchukuoan", "japanese"),
}
"""Sides whose names need not be given; others are called by their id."""

TROOPS: Final = ("soviet", "japanese")
"""Whose troops sides have of whom nothing is known, by their place."""


@dataclass(frozen=True)
class Wanted:
    """A battle as it is asked for; `checked` refuses what cannot be made."""

    name: str
    title: str = ""
    columns: int = 20
    rows: int = 14
    hex_size: int = 500
    start: str = "1938-08-02T04:00"
    utc_offset: int = 9
    turn_hours: int = 4
    turns: int = 8
    latitude: float = 42.45
    longitude: float = 130.6
    sides: tuple[str, str] = ("soviet", "japanese")

    def checked(self) -> Wanted:
        """Return it as it is. Raises UsageError for what cannot be made, with what could be."""
        if not FOLDER.match(self.name):
            raise UsageError(
                f"a battle cannot be called {quote(self.name)}: small letters, digits and _, beginning with a letter"
            )
        if fault := why_no_name(self.name):
            raise UsageError(fault)
        if len(self.title) > LONGEST_TITLE or self.title != " ".join(self.title.split()):
            raise UsageError(f"the title must be one line of at most {LONGEST_TITLE} letters, not {quote(self.title)}")
        whole(self.columns, "the number of columns", LEAST_COLUMNS, MOST_COLUMNS)
        whole(self.rows, "the number of rows", LEAST_ROWS, MOST_COLUMNS)
        whole(self.hex_size, "the width of a hex in metres", *WIDTHS)
        _within(Calendar, "turn_hours", self.turn_hours, "the hours of a turn")
        whole(self.turns, "the number of turns", LEAST_TURNS, 400)
        _within(Calendar, "utc_offset", self.utc_offset, "the hours ahead of UTC")
        self._check_place()
        self._check_start()
        self._check_sides()
        return self

    def names_of(self, place: int) -> Names:
        """Return what the first (0) or second (1) side is called."""
        id_ = self.sides[place]
        words = id_.replace("_", " ").title()
        return KNOWN_SIDES.get(id_) or Names(words, words, TROOPS[place])

    def hex_number(self, column: int, row: int) -> str:
        """Return the printed number of a hex of its map."""
        return number(column, row, digits_of(self.columns, self.rows))

    def _check_place(self) -> None:
        for degrees, what, most in ((self.latitude, "latitude", 66), (self.longitude, "longitude", 180)):
            if not -most <= degrees <= most:  # neither is what is no number
                raise UsageError(f"the {what} must be from {-most} to {most} degrees, not {degrees}")

    def _check_start(self) -> None:
        try:
            found = datetime.strptime(self.start, "%Y-%m-%dT%H:%M")
        except ValueError:
            raise UsageError(f"the start must be like 1938-08-02T04:00, not {quote(self.start)}") from None
        if found.strftime("%Y-%m-%dT%H:%M") != self.start or not 1800 <= found.year <= 2190:  # noqa: PLR2004 - as checks
            raise UsageError(f"the start must be like 1938-08-02T04:00, from 1800 to 2190, not {quote(self.start)}")

    def _check_sides(self) -> None:
        for id_ in self.sides:
            if not re.match(ID, id_):
                raise UsageError(f"a side cannot have the id {quote(id_)}: small letters, digits and _")
        if CONTESTED_NAME in self.sides:
            raise UsageError(f"no side can have the id {quote(CONTESTED_NAME)}: it stands for ground that nobody holds")
        if self.sides[0] == self.sides[1]:
            raise UsageError(f"both sides cannot be {quote(self.sides[0])}")


def _within(model: type[BaseModel], name: str, value: int, what: str) -> None:
    """Refuse a number that files may not have there. Raises UsageError."""
    bounds = model.model_fields[name].metadata
    least = next(one.ge for one in bounds if hasattr(one, "ge"))
    most = next(one.le for one in bounds if hasattr(one, "le"))
    whole(value, what, least, most)
