"""Who is still on the map: units and formations by turn, and which units were hit most.

A unit counts from the first turn at whose end it was on the map; who left as ordered is counted no more from then on,
as Kaplan and Meier count those who can no longer be followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.batch.experiment import ExperimentResults
from game.batch.intervals import wilson
from game.batch.report.drawing import by_turns, drawing, keyed, new_figure
from game.batch.report.inks import point_pen
from game.batch.report.material import Material, Point, material_of
from game.batch.report.noted import NEVER, UnitFates, men_at_start
from game.batch.report.sections import Plot, Section, Table
from game.batch.report.words import by_point, label, per_cent, shares_between
from game.batch.results import Results
from game.core.terms import NOWHERE, SIDES
from game.scenario.loading import Scenario

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_FORMATIONS: Final = 6
"""Formations of a side that have a curve: those with most units."""

MOST_UNITS: Final = 15
"""Units that the table of those hit most has of each point."""

MOST_POINTS: Final = 4
"""Points whose formations are drawn."""

BAND: Final = (0.05, 0.95)


class Followed(NamedTuple):
    """How many units of some were on the map at the end of each turn, and how many could have been, by run."""

    there: NDArray[np.int64]  # (N, T)
    followed: NDArray[np.int64]  # (N, T)

    def shares(self) -> NDArray[np.float64]:
        """(N, T) Return the share that is still there; nan where nobody has come yet."""
        shares = np.full(self.there.shape, np.nan)
        return np.asarray(np.divide(self.there, self.followed, out=shares, where=self.followed > 0))


def follow(point: Point, units: NDArray[np.intp]) -> Followed:
    """Return how many of some units, by rows, are on the map by turn; the point has noted its units."""
    fates, calendar = _fates(point), point.results.scenario.file.calendar
    shape = point.results.runs, calendar.turns
    there, followed = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    gone = fates.withdrawn()
    for unit in units.tolist():
        first, last = fates.first[:, unit, None], fates.last[:, unit, None]
        turns = np.arange(calendar.first_turn, calendar.first_turn + calendar.turns)[None, :]
        come = (first != NEVER) & (turns >= first)
        there += come & (turns <= last)
        followed += come & ((turns <= last) | ~gone[:, unit, None])
    return Followed(there, followed)


def _fates(point: Point) -> UnitFates:
    assert point.noted.units is not None
    return point.noted.units


def formations_of(scenario: Scenario, side: int) -> list[tuple[str, NDArray[np.intp]]]:
    """Return the greatest formations of a side that have several beside them, with the rows of all their units."""
    names = scenario.names
    parents = names.formation_parents
    tops = [row for row, parent in enumerate(parents) if parent == NOWHERE and names.formation_sides[row] == side]
    members = {row: _members(scenario, row) for row in range(len(parents))}
    if len([row for row in tops if len(members[row])]) == 1:
        below = [row for row, parent in enumerate(parents) if parent in tops]
        tops = below or tops
    found = [(names.formation_names[row], members[row]) for row in tops if len(members[row])]
    return sorted(found, key=lambda pair: -len(pair[1]))


def _members(scenario: Scenario, formation: int) -> NDArray[np.intp]:
    """Return the rows of the units of a formation and of all below it."""
    parents, wanted = scenario.names.formation_parents, {formation}
    for row, parent in enumerate(parents):  # a parent stands before its children
        if parent in wanted:
            wanted.add(row)
    return np.flatnonzero(np.isin(scenario.world.units["formation"], sorted(wanted)))


def plot_survival(results: ExperimentResults | Results | Material, number: int = 0) -> Figure:
    """Draw what share of each formation's units is on the map by turn at a point: the mean of the games, as steps.

    Bands hold nine games in ten.

    Raises
    ------
    UsageError : as `material_of`; the extra `batch` is missing.
    """
    material = material_of(results)
    point = material.points[number]
    scenario = point.results.scenario
    with drawing():
        figure, axes = new_figure(5.2, SIDES, 1, sharex=True)
        for side, one in enumerate(axes):
            drawn = [
                (_draw(one, point, units, place), label(name))
                for place, (name, units) in enumerate(formations_of(scenario, side)[:MOST_FORMATIONS])
            ]
            one.set_title(scenario.names.side_adjectives[side])
            _reach_down(one)
            one.set_ylabel("per cent of units")
            one.grid()
            if drawn:
                one.legend(*zip(*drawn, strict=True), loc="center left", bbox_to_anchor=(1.01, 0.5), handlelength=3.2)
        by_turns(axes[-1])
    return figure


def _draw(axes: Axes, point: Point, units: NDArray[np.intp], place: int) -> object:
    shares, pen = 100 * follow(point, units).shares(), point_pen(place)
    first = point.results.scenario.file.calendar.first_turn
    known = np.flatnonzero(~np.isnan(shares).all(axis=0))
    turns = first + known
    if not len(known):
        return axes.plot([], [], color=pen.ink, ls=pen.line, marker=pen.marker)[0]
    mean = np.nanmean(shares[:, known], axis=0)
    if not point.results.is_one_game:
        low, high = np.nanquantile(shares[:, known], BAND, axis=0)
        axes.fill_between(turns, low, high, step="post", color=pen.ink, alpha=0.12, lw=0)
    (line,) = axes.step(
        turns, mean, where="post", color=pen.ink, ls=pen.line, lw=1.6, marker=pen.marker, ms=4.5,
        markevery=(place % 3, max(3, len(turns) // 5)),
    )  # fmt: skip
    return line


def plot_sides_on_the_map(results: ExperimentResults | Results | Material) -> Figure:
    """Draw what share of each side's units is on the map by turn, a line a point; bands hold nine games in ten.

    Raises
    ------
    UsageError : as `material_of`; the extra `batch` is missing.
    """
    material = material_of(results)
    points = _noted(material)[: len(material.groupings[0].groups)]
    with drawing():
        figure, axes = new_figure(3.2 + 0.2 * len(points), 1, SIDES, sharey=True)
        handles: list[object] = []
        for side, one in enumerate(axes):
            handles = [_draw(one, point, _of_side(point, side), place) for place, point in enumerate(points)]
            one.set_title(material.scenario.names.side_adjectives[side])
            by_turns(one)
            one.grid()
        _reach_down(axes[0])
        axes[0].set_ylabel("per cent of units")
        keyed(figure, handles, [point.label for point in points], columns=2)
    return figure


def _reach_down(axes: Axes) -> None:
    """Let an axis of per cents begin at the twenty below all that is drawn: where few are lost it is seen who."""
    axes.set_ylim(max(0.0, 20.0 * np.floor((axes.get_ylim()[0] - 1) / 20.0)), 101.5)


def _of_side(point: Point, side: int) -> NDArray[np.intp]:
    return np.flatnonzero(point.results.scenario.world.units["side"] == side)


def _noted(material: Material) -> list[Point]:
    return [point for point in material.points if point.noted.units is not None]


def section(material: Material) -> Section:
    """Return the section on units and formations."""
    title, points = "Units and formations that last", _noted(material)
    if not points:
        how = "Which units were on the map when was not noted: the folder of a batch has it (--out)."
        return Section("survival", title, (how,))
    words = by_point([(point.label, _in_words(point)) for point in points[:MOST_POINTS]])
    bands = " Bands hold nine games in ten." if material.has_luck else " Of one game."
    plots = []
    if len(points) > 1:
        caption = f"Units of each side that are on the map, of those that have come.{bands}"
        alt = f"Falling steps for each point. {' '.join(words)}"
        plots.append(Plot("units_on_the_map", caption, alt, plot_sides_on_the_map(material)))
    for point in points[:MOST_POINTS]:
        where = "" if material.is_one else f" at {point.label}"
        caption = f"Units of the largest formations that are on the map{where}, of those that have come.{bands}"
        alt = f"Falling steps for each formation. {_in_words(point)}"
        plots.append(Plot(f"survival_{point.number}", caption, alt, plot_survival(material, point.number)))
    if len(points) > MOST_POINTS:
        words.append(f"The first {MOST_POINTS} of {len(points)} points are shown by formation.")
    tables = (_formation_table(points[:MOST_POINTS]), _unit_table(points[:MOST_POINTS]))
    return Section("survival", title, tuple(words), plots=tuple(plots), tables=tables)


def _in_words(point: Point) -> str:
    said = []
    for side, adjective in enumerate(point.results.scenario.names.side_adjectives):
        units = _of_side(point, side)
        left = follow(point, units)
        if not left.followed[:, -1].any():
            continue
        share = float(np.nanmean(left.shares()[:, -1]))
        ranked = lost_shares(point, units)
        worst = ranked[0]
        name, of = point.results.scenario.names.unit_names[worst.unit], "" if point.results.is_one_game else " of games"
        who = f" ({name} was lost in {per_cent(worst.share)}{of})" if worst.lost else ""
        said.append(f"{per_cent(share)} of the {adjective} units{who}")
    return f"{' and '.join(said)} are on the map at the end" if said else "no unit came"


class Lost(NamedTuple):
    """A unit, in how many of the games in which it came it was lost, and the men it lost in per cent, if noted."""

    unit: int
    lost: int
    came: int
    men_lost: float | None

    @property
    def share(self) -> float:
        """The share of games in which it was lost."""
        return self.lost / max(1, self.came)


def lost_shares(point: Point, units: NDArray[np.intp]) -> list[Lost]:
    """Return some units, those lost most often first, among equals those that lost most men."""
    fates, start = _fates(point), men_at_start(point.results)
    came = fates.first != NEVER
    gone = came & ~fates.withdrawn() & (fates.last < point.results.scenario.file.calendar.last_turn)
    found = []
    for unit in units.tolist():
        mine, men = came[:, unit], None
        if fates.men is not None and mine.any() and start[unit]:
            men = 100 * float(np.mean(1 - fates.men[mine, unit] / start[unit]))
        found.append(Lost(unit, int(gone[:, unit].sum()), int(mine.sum()), men))
    return sorted(found, key=lambda one: (-one.share, -(one.men_lost or 0.0)))


def _formation_table(points: list[Point]) -> Table:
    """Return by formation and point the share of units that are on the map at the end: mean, and nine games in ten."""
    rows: dict[tuple[str, str], list[str]] = {}
    for place, point in enumerate(points):
        names = point.results.scenario.names
        for side, adjective in enumerate(names.side_adjectives):
            for name, units in formations_of(point.results.scenario, side):
                cells = rows.setdefault((adjective, name), [""] * len(points))
                cells[place] = _left_cell(point, units)
    head = ("side", "formation", *(point.label for point in points))
    table = tuple((side, name, *cells) for (side, name), cells in rows.items())
    return Table(
        "Units on the map at the end, of those that came: mean, and where nine games in ten lie", head, table, left=2
    )


def _left_cell(point: Point, units: NDArray[np.intp]) -> str:
    final = follow(point, units).shares()[:, -1]
    final = final[~np.isnan(final)]
    if not len(final):
        return "never came"
    band = "" if point.results.is_one_game else f" ({shares_between(np.quantile(final, BAND).tolist())})"
    return f"{per_cent(float(np.mean(final)))}{band}"


def _unit_table(points: list[Point]) -> Table:
    """Return the units that were lost most often, or lost most men, a column for each point."""
    found: dict[tuple[str, str], list[str]] = {}
    rank: dict[tuple[str, str], tuple[float, float]] = {}
    for place, point in enumerate(points):
        names, world = point.results.scenario.names, point.results.scenario.world
        for one in lost_shares(point, np.arange(len(names.units))):
            key = names.side_adjectives[int(world.units[one.unit]["side"])], names.unit_names[one.unit]
            found.setdefault(key, [""] * len(points))[place] = _lost_cell(point, one)
            so_far = rank.get(key, (0.0, 0.0))
            rank[key] = so_far[0] + one.share, so_far[1] + (one.men_lost or 0.0)
    hit = sorted((key for key, value in rank.items() if any(value)), key=lambda key: (-rank[key][0], -rank[key][1]))
    rows = tuple((side, unit, *found[side, unit]) for side, unit in hit[:MOST_UNITS])
    men = ", and the men that it lost on average" if any(_fates(point).men is not None for point in points) else ""
    caption = f"Units that were hit most: the share of games in which each was lost, of those in which it came{men}"
    return Table(caption, ("side", "unit", *(point.label for point in points)), rows, left=2)


def _lost_cell(point: Point, one: Lost) -> str:
    if not one.came:
        return "never came"
    men = "" if one.men_lost is None else f"; men {one.men_lost:.0f} %"
    if point.results.is_one_game:
        return f"{'lost' if one.lost else 'stays'}{men}"
    return f"{per_cent(one.share)} ({shares_between(wilson(one.lost, one.came))}){men}"
