"""Results held against what happened: the amounts of each row of the history table, by game, and which rows hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from game.batch.experiment import ExperimentResults
from game.batch.history import Comparison, compare, run_figures
from game.batch.report.drawing import drawing, keyed, new_figure, spare
from game.batch.report.inks import ACCEPTED, HISTORY, INK_, point_pen
from game.batch.report.material import MOST_LINES, Material, Point, material_of
from game.batch.report.sections import Plot, Section, Table
from game.batch.report.words import amount, between, by_point, games, in_a_row
from game.batch.results import Results
from game.scenario.schema.scenario_file import COMPOSITION, HistoryEntry

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_PANELS: Final = 12
"""Rows of the table that one plot has room for."""

MOST_COLUMNS: Final = 8
"""Points that have a column in the table; of more only the number of rows that hold is given."""

MANY_DOTS: Final = 200
"""Games from which dots lie on each other, and are drawn fainter."""

LETTERS_A_LINE: Final = 46

GOLDEN: Final = 0.6180339887498949
"""Multiples of it, less their whole part, spread dots over a strip without chance and without a pattern."""


def entries_of(material: Material) -> list[HistoryEntry]:
    """Return the rows that can be worked out of what the points have noted."""
    return [entry for entry in material.scenario.file.history if all(_is_noted(p, entry) for p in held(material))]


def held(material: Material) -> list[Point]:
    """Return the points whose scenarios have the table of the first."""
    table = material.scenario.file.history
    return [point for point in material.points if point.results.scenario.file.history == table]


def _is_noted(point: Point, entry: HistoryEntry) -> bool:
    if entry.kind not in COMPOSITION:
        return True
    table = point.results.left if entry.share_lost is not None else point.results.tallies
    return bool(table.shape[1] > 0)


def plot_history(results: ExperimentResults | Results | Material, apart: bool = False) -> Figure:
    """Draw the amounts of the history table: a dot a game, the middle half of them as a box, median, history, range.

    Parameters
    ----------
    apart : draw the rows that are counted apart, and not the others

    Raises
    ------
    UsageError : as `material_of`; the extra `batch` is missing.
    """
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    material = material_of(results)
    entries = _amounts(material, apart)[:MOST_PANELS]
    points = held(material)[:MOST_LINES]
    lines = max(1, -(-len(entries) // 2))
    with drawing():
        figure, axes = new_figure(0.5 + lines * (0.95 + 0.3 * len(points)), lines, 2)
        for place, (one, entry) in enumerate(zip(axes, entries, strict=False)):
            _draw_row(one, points, entry, labelled=place % 2 == 0)
        spare(axes, len(entries))
        handles = [
            Patch(facecolor=ACCEPTED),
            Line2D([], [], color=HISTORY, marker="X", ls="-", lw=1.4),
            Line2D([], [], color=INK_, marker=".", ls="none"),
            Patch(facecolor="none", edgecolor=INK_),
            Line2D([], [], color=INK_, marker="|", ms=10, mew=2, ls="none"),
        ]
        keyed(figure, handles, ["accepted", "history", "a game", "middle half of games", "median"])
    return figure


def _amounts(material: Material, apart: bool) -> list[HistoryEntry]:
    return [entry for entry in entries_of(material) if entry.holder is None and entry.apart is apart]


def _draw_row(axes: Axes, points: Sequence[Point], entry: HistoryEntry, labelled: bool) -> None:
    low, high = entry.accepted
    axes.axvspan(low, max(high, low + 1), color=ACCEPTED, lw=0)
    for place, point in enumerate(points):
        _draw_strip(axes, len(points) - 1 - place, run_figures(point.results, entry).astype(np.float64), place)
    axes.axvline(int(entry.historical), color=HISTORY, lw=1.4)
    axes.plot([int(entry.historical)], [len(points) - 0.42], marker="X", color=HISTORY, ms=6, clip_on=False)
    axes.set_title(_broken(entry.measure), fontsize=8.5)
    axes.set_yticks(range(len(points)), [point.label if labelled else "" for point in reversed(points)])
    axes.set_ylim(-0.55, len(points) - 0.45)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.locator_params(axis="x", nbins=5)


def _draw_strip(axes: Axes, y: int, values: NDArray[np.float64], place: int) -> None:
    """Draw one point's games as dots, and where half of them and the median lie."""
    pen = point_pen(place)
    shifts = (np.arange(len(values)) * GOLDEN) % 1.0 - 0.5
    alpha, many = (0.55, False) if len(values) <= MANY_DOTS else (0.2, True)
    dots = values, y + 0.6 * shifts
    axes.plot(*dots, marker=".", ms=3, ls="none", color=pen.ink, alpha=alpha, mew=0, rasterized=many)
    if len(values) > 1:
        low, median, high = np.quantile(values, (0.25, 0.5, 0.75))
        axes.barh(y, high - low, 0.5, low, facecolor="none", edgecolor=pen.ink, lw=1.2)
        axes.plot([median] * 2, [y - 0.34, y + 0.34], color=pen.ink, lw=2.2)


def _broken(text: str) -> str:
    """Return a title on lines that fit over half a page."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= LETTERS_A_LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines[:3])


def section(material: Material) -> Section:
    """Return the section on history."""
    title, table = "Held against history", material.scenario.file.history
    if not table:
        return Section("history", title, ("The scenario has no history table to hold the games against.",))
    entries = entries_of(material)
    found = {point.number: compare(point.results, entries) for point in held(material)}
    said = [(point.label, _in_words(point, found[point.number])) for point in held(material)[:MOST_COLUMNS]]
    words = by_point(said)
    words.append(
        "Each row is looked at by itself: of many rows some hold, or fail, by luck alone, and rows go together."
    )
    if len(held(material)) < len(material.points):
        kept = {point.number for point in held(material)}
        others = in_a_row(point.label for point in material.points if point.number not in kept)
        words.append(f"{others}: the history table is another there, as units are missing of which it speaks.")
    if len(entries) < len(table):
        left = len(table) - len(entries)
        words.append(f"{left} rows on composition were not noted: games played by `history` or `batch` note them.")
    plots = [_plot(material, apart, words[0]) for apart in (False, True) if _amounts(material, apart)]
    return Section("history", title, tuple(words), plots=tuple(plots), tables=(_table(material, entries, found),))


def _plot(material: Material, apart: bool, said: str) -> Plot:
    which = "rows that are counted apart" if apart else "losses and ground"
    more = len(_amounts(material, apart)) - MOST_PANELS
    cut = f" The first {MOST_PANELS} are drawn; the table has all." if more > 0 else ""
    caption = f"History and the games: {which}.{cut}"
    alt = f"Strips of dots for each row of the history table, with the accepted range as a green band. {said}"
    return Plot("history_apart" if apart else "history", caption, alt, plot_history(material, apart))


def _in_words(point: Point, rows: list[Comparison]) -> str:
    plain, apart = ([row for row in rows if row.apart is kind] for kind in (False, True))
    said = [
        f"{sum(row.holds for row in some)} of {len(some)} {what} hold"
        for some, what in ((plain, "rows"), (apart, "rows that are counted apart"))
        if some
    ]
    missed = [f"“{row.measure}”" for row in plain if not row.holds]
    failing = f"; outside what is accepted: {in_a_row(missed)}" if missed else ""
    one = " (of one game)" if point.results.is_one_game else f", by medians and shares of {games(point.results.runs)}"
    return f"{' and '.join(said)}{one}{failing}"


def _table(material: Material, entries: list[HistoryEntry], found: dict[int, list[Comparison]]) -> Table:
    points = held(material)
    if len(points) > MOST_COLUMNS:
        counts = [
            (p.label, *(str(sum(r.holds for r in found[p.number] if r.apart is a)) for a in (False, True)))
            for p in points
        ]
        return Table("Rows of history that hold, by point", ("point", "rows", "counted apart"), tuple(counts))
    rows = []
    for place, entry in enumerate(entries):
        low, high = entry.accepted
        then = ("yes" if entry.historical else "no") if entry.holder is not None else amount(int(entry.historical))
        mine = [found[point.number][place] for point in points]
        cells = [_cell(one) for one in mine]
        turns = str(entry.turn) if entry.since is None else f"{entry.since}–{entry.turn}"
        kind = "apart" if entry.apart else "row"
        rows.append((entry.measure, kind, turns, then, f"{low:,}–{high:,}{_unit(entry)}", *cells))
    head = ("measure", "counted", "turn", "history", "accepted", *(point.label for point in points))
    note = (
        "Median of the games and its 95 % interval; of holders the per cent of games in which it was so, with Wilson's."
    )
    return Table("Rows of history", head, tuple(rows), left=2, note=note)


def _unit(entry: HistoryEntry) -> str:
    return " %" if entry.holder is not None else ""


def _cell(row: Comparison) -> str:
    interval = "" if row.median_95 is None else f" ({between(row.median_95)})"
    return f"{amount(row.median)}{interval} {'holds' if row.holds else 'OUTSIDE'}"


def rows_held(material: Material) -> list[tuple[Any, int, int]]:
    """Return for each point how many rows hold, and of how many, those counted apart left out."""
    entries = [entry for entry in entries_of(material) if not entry.apart]
    found = [(point, compare(point.results, entries)) for point in held(material)]
    return [(point, sum(row.holds for row in rows), len(rows)) for point, rows in found]
