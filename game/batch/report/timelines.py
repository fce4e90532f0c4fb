"""Losses turn by turn: the median of the games, and the bands in which half of them and nine in ten of them lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from game.batch.experiment import ExperimentResults
from game.batch.report.drawing import by_turns, drawing, keyed, new_figure
from game.batch.report.inks import ACCEPTED, HISTORY, Pen, point_pen
from game.batch.report.material import Group, Grouping, Material, kinds_of, material_of
from game.batch.report.sections import Plot, Section, Table
from game.batch.report.words import amount, between, sentence
from game.batch.results import Results
from game.batch.tables import turns_of_interest
from game.core.terms import SIDES, Kind
from game.scenario.names import kind_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
DRAWN: Final = (Kind.MEN, Kind.GUN, Kind.TANK)
"""Kinds of losses that have a plot, where there are any."""


def losses_by_turn(group: Group, side: int, kind: Kind) -> NDArray[np.float64]:
    """(5, T) Return the quantiles 5, 25, 50, 75 and 95 % of what a side has lost by the end of each turn."""
    tables = [point.results.losses[:, :, side, kind] for point in group.points]
    return np.asarray(np.quantile(np.concatenate(tables), QUANTILES, axis=0))


def plot_losses(
    results: ExperimentResults | Results | Material, kind: Kind = Kind.MEN, grouping: Grouping | None = None
) -> Figure:
    """Draw what each side has lost of a kind by turn: medians as lines, the middle 50 and 90 % as bands.

    Raises
    ------
    UsageError : as `material_of`; the extra `batch` is missing.
    """
    material = material_of(results)
    grouping = grouping or material.groupings[0]
    with drawing():
        sides = sides_drawn(material, kind)
        figure, axes = new_figure(3.4 + 0.22 * len(grouping.groups), 1, len(sides), sharey=True)
        handles = []
        for side, one in zip(sides, axes, strict=True):
            handles = [_draw(one, group, side, kind, point_pen(place)) for place, group in enumerate(grouping.groups)]
            _draw_history(one, material, side, kind)
            one.set_title(material.scenario.names.side_adjectives[side])
            by_turns(one)
            one.yaxis.set_major_formatter("{x:,.0f}")
            one.grid()
        axes[0].set_ylim(bottom=0)  # the axes share it, so only when all is drawn
        axes[0].set_ylabel(f"{kind_words(kind.name.lower())} lost so far")
        keyed(figure, handles, [group.label for group in grouping.groups], columns=2)
    return figure


def _draw(axes: Axes, group: Group, side: int, kind: Kind, pen: Pen) -> object:
    low_90, low_50, median, high_50, high_90 = losses_by_turn(group, side, kind)
    first = group.points[0].results.scenario.file.calendar.first_turn
    turns = np.arange(first, first + len(median))
    if any(not point.results.is_one_game for point in group.points):
        axes.fill_between(turns, low_90, high_90, color=pen.ink, alpha=0.13, lw=0)
        axes.fill_between(turns, low_50, high_50, color=pen.ink, alpha=0.22, lw=0)
    every = max(1, len(turns) // 6)
    (line,) = axes.plot(turns, median, color=pen.ink, ls=pen.line, lw=1.7, marker=pen.marker, ms=4.5, markevery=every)
    return line


def _draw_history(axes: Axes, material: Material, side: int, kind: Kind) -> None:
    """Draw what the history table says of these losses, with the range that is accepted."""
    names = material.scenario.names
    for entry in material.scenario.file.history:
        asked = entry.losses
        if asked is None or entry.since is not None or asked.written_off:
            continue
        if names.side_row[asked.side] == side and Kind[asked.kind.upper()] == kind:
            low, high = entry.accepted
            axes.plot([entry.turn] * 2, [low, high], color=ACCEPTED, lw=6, solid_capstyle="butt", zorder=1)
            axes.plot([entry.turn], [int(entry.historical)], color=HISTORY, marker="X", ms=7, ls="none", zorder=5)


def sides_drawn(material: Material, kind: Kind) -> list[int]:
    """Return the sides that have anything of a kind to lose at any point; both, if none has."""
    worlds = [point.results.scenario.world for point in material.points]
    found = [side for side in range(SIDES) if any(kind in kinds_of(world, side) for world in worlds)]
    return found or list(range(SIDES))


def kinds_drawn(material: Material) -> list[Kind]:
    """Return the kinds of losses that have a plot: men, and guns and tanks where any were lost."""
    lost = [any(point.results.losses[:, -1, :, kind].any() for point in material.points) for kind in DRAWN]
    return [kind for kind, any_ in zip(DRAWN, lost, strict=True) if any_ or kind == Kind.MEN]


def section(material: Material) -> Section:
    """Return the section on losses by turn."""
    words = [_in_words(material, side) for side in range(SIDES)]
    if len(material.points) > sum(len(group.points) for group in material.groupings[0].groups):
        words.append(f"The first {len(material.groupings[0].groups)} of {len(material.points)} points are drawn.")
    words.append("Points are noted at the end of a game only, so that there are no margins by turn.")
    plots = []
    for number, grouping in enumerate(material.groupings, 1):
        for kind in kinds_drawn(material):
            what = kind_words(kind.name.lower())
            by = "" if grouping.title == "points" else f", by {grouping.title}"
            bands = ": medians, and bands of the middle 50 and 90 % of games" if material.has_luck else ", of one game"
            name = f"losses_{kind.name.lower()}" + (f"_{number}" if len(material.groupings) > 1 else "")
            caption = (
                sentence(f"{what} lost so far{by}{bands}") + " A cross on a green bar is history and what is accepted."
            )
            plots.append(
                Plot(
                    name,
                    caption,
                    f"Rising lines for each side. {' '.join(words[:2])}",
                    plot_losses(material, kind, grouping),
                )
            )
    return Section(
        "losses_by_turn", "Losses turn by turn", tuple(words), plots=tuple(plots), tables=(_table(material),)
    )


def _in_words(material: Material, side: int) -> str:
    """Say what a side loses in men by the end, and by when half of it is lost."""
    if not any(_men(material, side)):
        return f"The {material.scenario.names.side_adjectives[side]} side loses nobody."
    said = []
    for group in material.groupings[0].groups:
        table = losses_by_turn(group, side, Kind.MEN)
        final = table[2, -1]
        first = group.points[0].results.scenario.file.calendar.first_turn
        half = first + int(np.argmax(table[2] >= final / 2))
        many = len(material.groupings[0].groups) > 1
        band = "" if not material.has_luck else f" (nine games in ten {between((table[0, -1], table[4, -1]))})"
        said.append(f"{f'at {group.label}, ' if many else ''}{amount(final)} men{band}, half of them by turn {half}")
    colon = ":" if len(said) > 1 else ""
    return f"The {material.scenario.names.side_adjectives[side]} side loses{colon} {'; '.join(said)}."


def _men(material: Material, side: int) -> list[bool]:
    return [bool(point.results.losses[:, -1, side, Kind.MEN].any()) for point in material.points]


def _table(material: Material) -> Table:
    """Return what each side has lost by a few turns, a column for each line that is drawn."""
    groups = [group for grouping in material.groupings for group in grouping.groups]
    first = groups[0].points[0].results
    rows = []
    for side, adjective in enumerate(material.scenario.names.side_adjectives):
        for turn in turns_of_interest(first.scenario):
            row = first.turn_row(turn)
            rows.append((adjective, str(turn), *(_cell(group, side, row) for group in groups)))
    bands = ": median, and where nine games in ten lie" if material.has_luck else ""
    return Table(f"Men lost so far{bands}", ("side", "end of turn", *(group.label for group in groups)), tuple(rows))


def _cell(group: Group, side: int, row: int) -> str:
    table = losses_by_turn(group, side, Kind.MEN)
    if row >= table.shape[1]:
        return ""
    if all(point.results.is_one_game for point in group.points):
        return amount(table[2, row])
    return f"{amount(table[2, row])} ({between((table[0, row], table[4, row]))})"
