"""The figures of a batch: what a game comes to, each known by an id that files and commands can name.

    margin                  points of the first side less those of the second
    level.decisive          whether the battle ended so, in per cent of games
    points.soviet           victory points
    lost.japanese.men       what was lost or disabled
    written_off.soviet      vehicles that were lost for good
    holds.soviet.hill       whether the side holds the area, in per cent of games
    ground.soviet.hill      per cent of the area's hexes that the side owns
    men.75IR                men that a unit, or a formation together, has at the end
    there.75IR              per cent of the units that came of it that are still there at the end

The last two are there where units are noted. They are those at the end of the game. With a turn behind it, as in
`lost.japanese.men@12`, a figure of losses, of who holds what and of ground is that at the end of this turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.batch.results import Results
from game.batch.tables import areas_of_interest
from game.batch.units import UnitNote
from game.core.arguments import whole
from game.core.errors import UsageError
from game.core.terms import Kind, Status
from game.scenario.changes import units_of
from game.scenario.loading import Scenario
from game.scenario.names import branches, kind_words
from game.scenario.suggesting import listed, or_known, quote

LAST: Final = -1
"""The row of the last turn."""

OF_UNITS: Final = ("men", "there")
"""Kinds of figures of units and formations, whose names may have dots."""

_TURN: Final = re.compile(r"[0-9]{1,4}\Z", re.ASCII)


class Figure(NamedTuple):
    """One figure of all runs of a batch."""

    id: str
    title: str
    kind: str  # "amount" or "share"
    values: NDArray[np.float64]  # (N,) amounts, or 100 and 0 for what is so or not


def figures(results: Results) -> Iterator[Figure]:
    """Yield the figures that are compared unless others are asked for: those at the end of the game."""
    for id_ in _usual(results.scenario):
        yield figure(results, id_)


def figure(results: Results, id_: str) -> Figure:
    """Return a figure by its id. Raises UsageError for one that there is not."""
    row = require_figure(results.scenario, id_)
    name, _, turn = id_.partition("@")
    kind, *parts = name.split(".", 1 if name.startswith(tuple(f"{one}." for one in OF_UNITS)) else -1)
    found = _MAKERS[kind](results, row, *parts)
    if not turn:
        return found._replace(id=id_)
    date = results.scenario.file.calendar.end_of(int(turn))
    said = f"{'by the end' if kind in ('lost', 'written_off') else 'at the end'} of turn {int(turn)}"
    when = f" {said} ({date.day} {date:%B}, {date:%H:%M})"
    return found._replace(id=id_, title=found.title.replace(" at the end", when))


def require_figure(scenario: Scenario, id_: str) -> int:
    """Return the row of the turn that an id of a figure means. Raises UsageError for one that there is not."""
    name, at, turn = id_.partition("@")
    known = list(known_figures(scenario))
    if name not in known:
        raise UsageError(f"{scenario.name} has no measure {quote(id_)}{or_known(name, known)}")
    if not at:
        return LAST
    if name.split(".")[0] not in BY_TURN or not _TURN.match(turn):
        raise UsageError(f"{quote(id_)} is no measure: a turn, as in @12, may follow {listed(BY_TURN, 'or')}")
    calendar = scenario.file.calendar
    return whole(int(turn), "the turn", calendar.first_turn, calendar.last_turn) - calendar.first_turn


def _usual(scenario: Scenario) -> Iterator[str]:
    names, areas = scenario.names, areas_of_interest(scenario)
    yield "margin"
    yield from (f"level.{level}" for level in names.levels)
    for side in names.sides:
        yield f"points.{side}"
        yield from (f"lost.{side}.{kind.name.lower()}" for kind in Kind)
    yield from (f"holds.{side}.{area}" for area in areas for side in names.sides)


def known_figures(scenario: Scenario) -> Iterator[str]:
    """Yield the ids of all figures of a scenario, those at the end."""
    names = scenario.names
    yield from (id_ for id_ in _usual(scenario) if not id_.startswith("holds."))
    yield from (f"written_off.{side}" for side in names.sides)
    yield from (f"{kind}.{side}.{area}" for kind in ("holds", "ground") for side in names.sides for area in names.areas)
    units = [*names.units, *(branch.formation.id for branch in branches(scenario.nouns))]
    yield from (f"{kind}.{unit}" for kind in OF_UNITS for unit in dict.fromkeys(units))


# --- one kind after the other ---------------------------------------------------------------------------------------


def _margin(results: Results, row: int) -> Figure:
    points = results.points.astype(np.float64)
    return Figure("", "margin", "amount", points[:, 0] - points[:, 1])


def _level(results: Results, row: int, level: str) -> Figure:
    names = results.scenario.names
    place = names.levels.index(level)
    return Figure("", names.level_names[place], "share", 100.0 * (results.levels == place))


def _points(results: Results, row: int, side: str) -> Figure:
    place, word = _side(results, side)
    return Figure("", f"{word}: points", "amount", results.points[:, place].astype(np.float64))


def _lost(results: Results, row: int, side: str, kind: str) -> Figure:
    place, word = _side(results, side)
    values = results.losses[:, row, place, Kind[kind.upper()]].astype(np.float64)
    when = "" if row == LAST else " at the end"  # which the caller has words for
    return Figure("", f"{word}: {kind_words(kind)} lost{when}", "amount", values)


def _written_off(results: Results, row: int, side: str) -> Figure:
    place, word = _side(results, side)
    values = results.written_off[:, row, place].sum(axis=1).astype(np.float64)
    when = "" if row == LAST else " at the end"
    return Figure("", f"{word}: vehicles written off{when}", "amount", values)


def _holds(results: Results, row: int, side: str, area: str) -> Figure:
    place, word = _side(results, side)
    held = results.holders(area)[:, row] == place
    return Figure("", f"{_area(results, area)}, {word} at the end", "share", 100.0 * held)


def _ground(results: Results, row: int, side: str, area: str) -> Figure:
    place, word = _side(results, side)
    owned = results.owned[:, row, results.scenario.names.area_row[area], place]
    values = 100.0 * owned / max(1, results.hexes_of(area))
    return Figure("", f"{_area(results, area)}, per cent {word} at the end", "amount", values)


def _men(results: Results, row: int, unit: str) -> Figure:
    values = _noted(results, unit, UnitNote.MEN_LAST).sum(axis=1).astype(np.float64)
    return Figure("", f"men of {unit} left", "amount", values)


def _there(results: Results, row: int, unit: str) -> Figure:
    came = _noted(results, unit, UnitNote.FIRST_TURN) > 0
    left = _noted(results, unit, UnitNote.STATUS) == Status.PRESENT
    values = 100.0 * (left & came).sum(axis=1) / np.maximum(1, came.sum(axis=1))
    return Figure("", f"units of {unit} there at the end, per cent", "amount", values)


def _noted(results: Results, unit: str, note: UnitNote) -> NDArray[np.int32]:
    """(N, units) Return what is noted of a unit, or of each of a formation. Raises UsageError where nothing is."""
    if results.units.size == 0:
        raise UsageError(
            f"{unit}: units have not been noted: run_batch(..., notes=['units']) does, and every folder has"
        )
    rows = results.scenario.names.unit_row
    return results.units[:, [rows[one] for one in units_of(results.scenario, unit) if one in rows], note]


def _side(results: Results, side: str) -> tuple[int, str]:
    names = results.scenario.names
    place = names.sides.index(side)
    return place, names.side_adjectives[place]


def _area(results: Results, area: str) -> str:
    names = results.scenario.names
    return names.area_titles[names.area_row[area]]


_MAKERS: Final[dict[str, Callable[..., Figure]]] = {
    "margin": _margin,
    "level": _level,
    "points": _points,
    "lost": _lost,
    "written_off": _written_off,
    "holds": _holds,
    "ground": _ground,
    "men": _men,
    "there": _there,
}

BY_TURN: Final = ("lost", "written_off", "holds", "ground")
"""Kinds of figures that can be asked for at the end of any turn."""
