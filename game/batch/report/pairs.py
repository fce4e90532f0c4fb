"""Points held against each other, two by two: by how much each figure differs, and which differences are sure.

All pairs of up to ten points, each against the first of more. Bonferroni's rule is taken over all pairs and figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from game.batch.comparing import ENOUGH, Comparison, Difference, compare_batches
from game.batch.experiment import ExperimentResults
from game.batch.report.alike import aligned, common_runs
from game.batch.report.drawing import drawing, new_figure
from game.batch.report.inks import INK_, hexed, mixed
from game.batch.report.material import Material, Point, material_of
from game.batch.report.sections import Plot, Section, Table
from game.batch.report.words import between, effect_words, games, in_a_row, signed
from game.batch.results import Results

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_PAIRED: Final = 10
"""Points of which all pairs are compared."""

MOST_LINES: Final = 41
"""Points that are drawn, the first among them, where each is held against that."""

ABOVE: Final = (0, 104, 120)
BELOW: Final = (176, 88, 0)
"""Inks of differences above and below zero."""

MOST_ROWS: Final = 60
"""Differences that the table has: those of margins first, then the greatest."""

GREAT: Final = 2.0
"""The effect, in standard deviations, at which the colour of a square is full."""


class Pair(NamedTuple):
    """Two points and what they differ in; the second less the first."""

    first: Point
    second: Point
    found: Comparison

    @property
    def margin(self) -> Difference | None:
        """What the margin differs by; None where it is the same throughout."""
        return next((row for row in self.found.rows if row.measure == "margin"), None)


def pairs_of(material: Material) -> list[Pair]:
    """Return the pairs of points that share games, all pairs of few points or each against the first."""
    points = material.points
    pairs = (
        list(combinations(points, 2)) if len(points) <= MOST_PAIRED else [(points[0], other) for other in points[1:]]
    )
    shared = [pair for pair in pairs if len(common_runs(pair)[0])]
    return [Pair(*pair, _compared(pair, len(shared))) for pair in shared]


def _compared(pair: tuple[Point, Point], among: int) -> Comparison:
    first, second = aligned(pair)
    return compare_batches(first, second, among=among)


def plot_pairs(results: ExperimentResults | Results | Material) -> Figure:
    """Draw by how much the margin of each point (row) is above that of each other (column); sure ones have a frame.

    Raises
    ------
    UsageError : as `material_of`; the extra `batch` is missing.
    """
    material = material_of(results)
    pairs = pairs_of(material)
    few = len(material.points) <= MOST_PAIRED
    columns = material.points if few else material.points[:1]
    lines = material.points if few else material.points[1:MOST_LINES]
    with drawing():
        figure, (axes,) = new_figure(1.2 + (0.52 if few else 0.3) * len(lines))
        for pair in pairs:
            for one, other, sign in ((pair.second, pair.first, 1), (pair.first, pair.second, -1)):
                if one in lines and other in columns:
                    _draw_square(axes, columns.index(other), len(lines) - 1 - lines.index(one), pair.margin, sign)
        axes.set_xlim(0, len(columns))
        axes.set_ylim(0, len(lines))
        axes.set_yticks(np.arange(len(lines)) + 0.5, [_numbered(point) for point in reversed(lines)])
        axes.set_xticks(np.arange(len(columns)) + 0.5, [f"less {point.number}" for point in columns])
        axes.xaxis.tick_top()
        axes.spines[:].set_visible(False)
        axes.tick_params(length=0)
    return figure


def _draw_square(axes: Axes, x: int, y: int, row: Difference | None, sign: int) -> None:
    """Draw one difference of margins; None where the margins are the same throughout."""
    from matplotlib.patches import Rectangle

    effect = 0.0 if row is None else min(1.0, abs(row.effect or 0.0) / GREAT)
    apart = 0.0 if row is None else sign * row.difference
    sure = row is not None and row.sure
    ground = hexed(mixed(BELOW if apart < 0 else ABOVE, 0.6 * effect))
    axes.add_patch(Rectangle((x + 0.04, y + 0.06), 0.92, 0.88, fc=ground, ec=INK_, lw=2.4 if sure else 0.3))
    weight = "bold" if sure else "normal"
    axes.text(x + 0.5, y + 0.5, signed(apart), ha="center", va="center", fontsize=8.5, fontweight=weight)


def _numbered(point: Point) -> str:
    return point.label if point.label.startswith(f"{point.number}:") else f"{point.number}: {point.label}"


def section(material: Material) -> Section:
    """Return the section on differences between points."""
    title = "Points held against each other"
    if material.is_one:
        return Section("pairs", title, ("There is one point alone, and nothing to hold it against.",))
    pairs = pairs_of(material)
    if not pairs:
        return Section("pairs", title, ("The points have no seeds in common, and are not held against each other.",))
    words = _in_words(material, pairs)
    alt = f"A square of numbers, a row and a column for each point; sure differences are framed and bold. {words[0]}"
    caption = "Mean margin of the point in the row less that of the point in the column; framed and bold where sure."
    plot = Plot("pairs", caption, alt, plot_pairs(material))
    return Section("pairs", title, tuple(words), plots=(plot,), tables=(_table(pairs),))


def _in_words(material: Material, pairs: Sequence[Pair]) -> list[str]:
    shared = sorted(len(common_runs((pair.first, pair.second))[0]) for pair in pairs)
    runs = games(shared[0]) if shared[0] == shared[-1] else f"{shared[0]:,} to {shared[-1]:,} games"
    same = [pair for pair in pairs if pair.found.same == len(common_runs((pair.first, pair.second))[0])]
    rows = [row for pair in pairs for row in pair.found.rows]
    sure = [row for row in rows if row.sure]
    apart = [pair for pair in pairs if pair.margin is not None and pair.margin.sure]
    words = []
    if same:
        named = in_a_row(f"{pair.first.label} and {pair.second.label}" for pair in same)
        words.append(f"Every game is the same, to the last bit, at {named}: they are one result.")
    if apart:
        named = in_a_row(
            f"{_numbered(p.second)} and {_numbered(p.first)} ({signed(p.margin.difference)})" for p in apart if p.margin
        )
        words.append(f"The margins surely differ between {named}.")
    elif len(same) < len(pairs):
        words.append("No two margins surely differ.")
    looked = f"{len(sure)} of {len(rows)} differences of {len(pairs)} pairs are sure"
    words.append(f"{looked}, all looked at together (Bonferroni's rule over all pairs and figures), of {runs} a pair.")
    if few := list(dict.fromkeys(row.measure for row in sure if row.skewed)):
        words.append(f"How large differences are stands less firm, since few games decide them: {in_a_row(few)}.")
    if shared[0] < ENOUGH:
        words.append(f"Pairs that share fewer than {ENOUGH} games make nothing sure.")
    if len(material.points) > MOST_PAIRED:
        words.append(f"Of more than {MOST_PAIRED} points each is held against the first.")
    return words


def _table(pairs: Sequence[Pair]) -> Table:
    rows = [(pair, row) for pair in pairs for row in _said_once(pair.found.rows) if row.sure]
    rows.sort(key=lambda both: (both[1].measure != "margin", -abs(both[1].effect or 0.0)))
    cells = [
        (_numbered(pair.second), _numbered(pair.first), row.measure, *_cells(row)) for pair, row in rows[:MOST_ROWS]
    ]
    cut = f" {len(rows) - MOST_ROWS} more are left out." if len(rows) > MOST_ROWS else ""
    head = ("point", "less point", "figure", "difference", "95 % interval", "effect")
    note = f"The effect is the difference in standard deviations of the games.{cut}"
    return Table("Differences that are sure", head, tuple(cells), left=3, note=note)


def _said_once(rows: Sequence[Difference]) -> Iterator[Difference]:
    """Yield differences without those of who holds an area that say the same of the other side."""
    found: set[tuple[str, float, tuple[float, float] | None]] = set()
    for row in rows:
        kind, _, area = row.id.partition(".")[2].partition(".") if row.id.startswith("holds.") else ("", "", "")
        turned = None if row.interval_95 is None else (-row.interval_95[1], -row.interval_95[0])
        if kind and (area, -row.difference, turned) in found:
            continue
        found.add((area, row.difference, row.interval_95))
        yield row


def _cells(row: Difference) -> tuple[str, str, str]:
    unit = " %" if row.kind == "share" else ""
    interval = "" if row.interval_95 is None else f"{between(row.interval_95, signed)}{unit}"
    return f"{signed(row.difference)}{unit}", interval, effect_words(row.effect)


def all_one(material: Material) -> bool:
    """Return whether the games of all points are the same to the last bit."""
    first = material.points[0].results.digests
    return all(np.array_equal(first, point.results.digests) for point in material.points[1:])
