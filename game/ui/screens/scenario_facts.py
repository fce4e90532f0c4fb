"""What the menu says of a scenario: dates, length, scale, sides, and in which order scenarios are listed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from game.scenario.names import duration, short_duration, so_many
from game.ui.screens.thumbnails import Card, units_of_side
from game.ui.screens.winning import in_short
from game.view.lettering import Face
from game.view.looks import localised
from game.view.sheet import MONTHS

FIRST: Final = " (moves first)"
KILOMETRE: Final = 1000

LAST: Final = "9"
"""Later than every date of a calendar, as text."""


def in_order(cards: Iterable[Card]) -> list[Card]:
    """Return cards as they are listed: battles by their first day, then by day; those without one come last.

    The days are those that the files say before they are read: no row moves while they are.
    """
    cards = list(cards)
    first: dict[str, str] = {}
    for card in cards:
        first[card.battle] = min(first.get(card.battle, LAST), _start(card))
    return sorted(cards, key=lambda card: (first[card.battle], card.battle, _start(card), card.name))


def _start(card: Card) -> str:
    return card.begins or LAST


def short_facts(card: Card) -> str:
    """Return date and length in a line."""
    assert card.scenario is not None
    calendar = card.scenario.file.calendar
    day = calendar.beginning
    return f"{day.day} {day:%b %Y} · {so_many(calendar.turns, 'turn')} of {short_duration(calendar.minutes)}"


def facts(card: Card) -> list[tuple[str, Face]]:
    """Return what is said of a scenario: dates, length, scale, sides."""
    if card.scenario is None:
        return []
    scenario = localised(card.scenario)
    calendar, land = scenario.file.calendar, scenario.map
    begin = calendar.beginning
    end = begin + calendar.turns * calendar.turn_length
    size = f"{land.hex_size} m" if land.hex_size < KILOMETRE else f"{land.hex_size / KILOMETRE:g} km"
    found: list[tuple[str, Face]] = [
        (f"{begin.day} {MONTHS[begin.month - 1]} {begin.year}, {begin:%H:%M}", "Bold"),
        (f"to {end.day} {MONTHS[end.month - 1]}, {end:%H:%M}", "Regular"),
        (f"{so_many(calendar.turns, 'turn')} of {duration(calendar.minutes)}", "Regular"),
        (f"{land.columns} by {land.rows} hexes of {size}", "Regular"),
    ]
    for place, side in enumerate(scenario.file.order_of_play):
        row = scenario.names.side_row[side]
        here, later = units_of_side(scenario, row)
        words = so_many(here, "unit") + (f", {later} to arrive" if later else "")
        found.append((f"{scenario.names.side_adjectives[row]}{FIRST if place == 0 else ''}", "Bold"))
        found.append((words, "Regular"))
        if wins := in_short(scenario, row):
            found.append((wins, "Regular"))
    return found


def side_of_line(card: Card, words: str) -> int | None:
    """Return the row of the side that a line of the facts names, None of one that names none."""
    if card.scenario is None:
        return None
    adjectives = localised(card.scenario).names.side_adjectives
    named = words.removesuffix(FIRST)
    return adjectives.index(named) if named in adjectives else None
