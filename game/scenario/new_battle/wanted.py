"""What an author asks for: name, size, scale, time, place and sides of a new battle."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from game.core.arguments import whole
from game.core.errors import UsageError
from game.core.hexes import digits_of, number
from game.core.limits import MOST_COLUMNS
from game.core.terms import CONTESTED_NAME
from game.scenario.new_battle.scales import HOUR, SCALES, USUAL, Scale
from game.scenario.packages.contents import why_no_name
from game.scenario.schema.basics import ID, Latitude, Longitude, Turn, UtcOffset, bounds_of
from game.scenario.suggesting import quote

LEAST_COLUMNS: Final = 12
LEAST_ROWS: Final = 8
"""On less ground there is no room for both sides and something between them."""

LEAST_TURNS: Final = 3
HOLDERS: Final = (5, 250)
"""Least and most per cent of what who holds the hill has."""

QUALITY: Final = (20, 250)
"""Least and most per cent of the quality and morale of its types that who holds the hill has."""

BOUNDS: Final = {
    "columns": (LEAST_COLUMNS, MOST_COLUMNS),
    "rows": (LEAST_ROWS, MOST_COLUMNS),
    "turns": (LEAST_TURNS, bounds_of(Turn)[1]),
    "latitude": bounds_of(Latitude),
    "longitude": bounds_of(Longitude),
    "utc_offset": bounds_of(UtcOffset),
    "holders": HOLDERS,
    "quality": QUALITY,
}
"""Least and most of each number that does not go with the scale."""

LONGEST_TITLE: Final = 100

FULL: Final = 100
HOLD: Final = 20
"""Points for the summit at the end: more than all that a side can lose comes to."""

MARGIN: Final = 14
"""Points more than the enemy's with which the first side wins: those for the summit, if it has not lost far more."""

WINS: Final = ("first_wins", "second_wins")
"""The ids of the victory levels at which a side has won."""

_LIKE_A_START: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")

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

WHOSE: Final = ("soviet", "japanese")
"""Whose troops sides have of whom nothing is known, by their place."""


@dataclass(frozen=True)
class Wanted:
    """A battle as it is asked for; `checked` refuses what cannot be made."""

    name: str
    title: str = ""
    scale: str = USUAL
    columns: int = 20
    rows: int = 14
    hex_size: int = SCALES[USUAL].hex_size
    start: str = "1938-08-02T04:00"
    utc_offset: int = 9
    turn_minutes: int = SCALES[USUAL].turn_minutes
    turns: int = SCALES[USUAL].turns
    latitude: float = 42.45
    longitude: float = 130.6
    sides: tuple[str, str] = ("soviet", "japanese")
    holders: int = FULL
    """Per cent of what `troops` gives who holds the hill; no unit has more than all of its strength."""
    quality: int = FULL
    """Per cent of the quality and the morale of its types that who holds the hill has."""

    @property
    def of_scale(self) -> Scale:
        """What goes with its scale."""
        return SCALES[self.scale]

    def checked(self) -> Wanted:
        """Return it as it is. Raises UsageError for what cannot be made, with what could be."""
        for key in CHECKS:
            self.check(key)
        return self

    def check(self, key: str) -> None:
        """Refuse one field, by what those before it in CHECKS say. Raises UsageError, with what could be."""
        CHECKS[key](self)

    def names_of(self, place: int) -> Names:
        """Return what the first (0) or second (1) side is called."""
        id_ = self.sides[place]
        words = id_.replace("_", " ").title()
        return KNOWN_SIDES.get(id_) or Names(words, words, WHOSE[place])

    def hex_number(self, column: int, row: int) -> str:
        """Return the printed number of a hex of its map."""
        return number(column, row, digits_of(self.columns, self.rows))


def usual(name: str, scale: str = USUAL) -> Wanted:
    """Return a battle of a scale as it is if nothing else is asked for. Raises UsageError for another scale."""
    title = name.replace("_", " ").capitalize()
    plain = Wanted(name, title=title, scale=scale)
    plain.check("scale")
    of = plain.of_scale
    return replace(plain, hex_size=of.hex_size, start=of.start, turn_minutes=of.turn_minutes, turns=of.turns)


def bounds_said(key: str) -> str:
    """Return what can be asked for of a number, as help says it: "12 to 200", or by scale where it goes with that."""
    if key in BOUNDS:
        return _range(BOUNDS[key])
    said = {name: _of_scale(one, key) for name, one in SCALES.items()}
    return ", ".join(f"{name}: {bounds}" for name, bounds in said.items() if bounds)


def _of_scale(scale: Scale, key: str) -> str:
    """Return what can be asked for on a scale; empty where it has no such number."""
    if key == "hex_size":
        return _range(scale.widths)
    if scale.in_hours:
        return _range((scale.minutes[0] // HOUR, scale.minutes[1] // HOUR)) if key == "turn_hours" else ""
    return f"{_range(scale.minutes)} by {scale.step}" if key == "turn_minutes" else ""


def _range(bounds: tuple[int, int]) -> str:
    return f"{bounds[0]} to {bounds[1]}"


def _check_name(wanted: Wanted) -> None:
    if not FOLDER.match(wanted.name):
        raise UsageError(
            f"a battle cannot be called {quote(wanted.name)}: small letters, digits and _, beginning with a letter"
        )
    if fault := why_no_name(wanted.name):
        raise UsageError(fault)


def _check_title(wanted: Wanted) -> None:
    one_line = wanted.title == " ".join(wanted.title.split()) and wanted.title.isprintable()
    if len(wanted.title) > LONGEST_TITLE or not one_line:
        raise UsageError(f"the title must be one line of at most {LONGEST_TITLE} letters, not {quote(wanted.title)}")


def _check_scale(wanted: Wanted) -> None:
    if wanted.scale not in SCALES:
        raise UsageError(f"the scale must be {', '.join([*SCALES][:-1])} or {[*SCALES][-1]}, not {quote(wanted.scale)}")


def _check_hex_size(wanted: Wanted) -> None:
    whole(wanted.hex_size, f"the width of a hex in metres, for {wanted.scale},", *wanted.of_scale.widths)


def _check_turn(wanted: Wanted) -> None:
    minutes, scale = wanted.turn_minutes, wanted.of_scale
    if not scale.in_hours:
        whole(minutes, f"the minutes of a turn, for {wanted.scale},", *scale.minutes)
    elif minutes % HOUR == 0:
        whole(minutes // HOUR, "the hours of a turn", *(one // HOUR for one in scale.minutes))
    if minutes % scale.step:
        step = "whole hours" if scale.in_hours else f"a multiple of {scale.step} minutes"
        raise UsageError(f"turns of {wanted.scale} must be {step}, not {minutes} minutes")


def _check_place(wanted: Wanted, what: str) -> None:
    degrees = getattr(wanted, what)
    least, most = BOUNDS[what]
    if not least <= degrees <= most:  # neither is what is no number
        raise UsageError(f"the {what} must be from {least} to {most} degrees, not {degrees}")


def _check_whole(wanted: Wanted, key: str, what: str) -> None:
    whole(getattr(wanted, key), what, *BOUNDS[key])


def _check_start(wanted: Wanted) -> None:
    said = quote(wanted.start)
    try:
        found = datetime.strptime(wanted.start, "%Y-%m-%dT%H:%M")
    except ValueError:
        what = "a date and time that there is, like" if _LIKE_A_START.fullmatch(wanted.start) else "like"
        raise UsageError(f"the start must be {what} 1938-08-02T04:00, not {said}") from None
    if found.strftime("%Y-%m-%dT%H:%M") != wanted.start or not 1800 <= found.year <= 2190:  # noqa: PLR2004 - as checks
        raise UsageError(f"the start must be like 1938-08-02T04:00, from 1800 to 2190, not {said}")


def _check_sides(wanted: Wanted) -> None:
    for id_ in wanted.sides:
        if not re.match(ID, id_) or len(id_) > LONGEST_ID:
            how = f"small letters, digits and _, beginning with a letter, at most {LONGEST_ID}"
            raise UsageError(f"a side cannot have the id {quote(id_)}: {how}")
        if id_ in NO_TEXT:
            raise UsageError(f"a side cannot have the id {quote(id_)}: in a file that word is no text")
    if CONTESTED_NAME in wanted.sides:
        raise UsageError(f"no side can have the id {quote(CONTESTED_NAME)}: it stands for ground that nobody holds")
    if wanted.sides[0] == wanted.sides[1]:
        raise UsageError(f"both sides cannot be {quote(wanted.sides[0])}")


NO_TEXT: Final = frozenset({"null", "true", "false"})
"""Words that files read as something else than text."""

LONGEST_ID: Final = 48
"""Letters of an id, as files may have it."""

CHECKS: Final[dict[str, Callable[[Wanted], object]]] = {
    "name": _check_name,
    "title": _check_title,
    "scale": _check_scale,
    "columns": lambda wanted: _check_whole(wanted, "columns", "the number of columns"),
    "rows": lambda wanted: _check_whole(wanted, "rows", "the number of rows"),
    "hex_size": _check_hex_size,
    "start": _check_start,
    "utc_offset": lambda wanted: _check_whole(wanted, "utc_offset", "the hours ahead of UTC"),
    "turn_minutes": _check_turn,
    "turns": lambda wanted: _check_whole(wanted, "turns", "the number of turns"),
    "latitude": lambda wanted: _check_place(wanted, "latitude"),
    "longitude": lambda wanted: _check_place(wanted, "longitude"),
    "sides": _check_sides,
    "holders": lambda wanted: _check_whole(wanted, "holders", "the strength of who holds the hill in per cent"),
    "quality": lambda wanted: _check_whole(wanted, "quality", "the quality of who holds the hill in per cent"),
}
"""What refuses each field; what goes with the scale stands after it."""
