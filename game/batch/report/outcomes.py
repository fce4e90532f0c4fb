"""How games ended: the share of each victory level at each point, with Wilson's intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from game.batch.experiment import ExperimentResults
from game.batch.intervals import mean_interval, wilson
from game.batch.report.drawing import drawing, keyed, new_figure
from game.batch.report.inks import INK_, UNFINISHED_FILL, Fill, level_fills
from game.batch.report.material import Material, Point, material_of, value_words
from game.batch.report.sections import Plot, Section, Table
from game.batch.report.words import amount, between, by_point, games, per_cent, shares_between
from game.batch.results import UNFINISHED, Results
from game.core.terms import NOWHERE, UNFINISHED_NAME

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_BARS: Final = 40
"""Points that have a bar; the table has all."""

LETTERED: Final = 0.07
"""Share of games from which a part of a bar has room for its figure."""


class Outcome(NamedTuple):
    """A level, or that a game was not over."""

    id: str
    name: str
    winner: int


def outcomes_of(material: Material) -> list[Outcome]:
    """Return all levels of the points' scenarios, each once, best first; then `unfinished`, if any game was."""
    found: dict[str, Outcome] = {}
    for point in material.points:
        names = point.results.scenario.names
        for level, name, winner in zip(names.levels, names.level_names, names.level_winners, strict=True):
            found.setdefault(level, Outcome(level, name, winner))
    unfinished = [Outcome(UNFINISHED_NAME, "Unfinished", NOWHERE)]
    return [*found.values(), *(unfinished if any(point.results.unfinished for point in material.points) else [])]


def count_of(outcome: Outcome, results: Results) -> int:
    """Return how many games ended so."""
    if outcome.id == UNFINISHED_NAME:
        return results.unfinished
    levels = results.scenario.names.levels
    return int(np.count_nonzero(results.levels == levels.index(outcome.id))) if outcome.id in levels else 0


def plot_outcomes(results: ExperimentResults | Results | Material) -> Figure:
    """Draw the shares of the outcomes, a bar a point, with Wilson's interval of each share below it.

    Raises
    ------
    UsageError : as `material_of`; the extra `batch` is missing.
    """
    from matplotlib.patches import Patch

    material = material_of(results)
    points, outcomes = material.points[:MOST_BARS], [o for o in outcomes_of(material) if _ever(o, material)]
    with drawing():
        figure, (axes,) = new_figure(0.9 + 0.62 * len(points) + 0.2 * len(outcomes))
        fills = _fills(material, outcomes)
        for row, point in enumerate(points):
            _draw_bar(axes, len(points) - 1 - row, point, outcomes, fills)
        axes.set_yticks(range(len(points)), [point.label for point in reversed(points)])
        axes.set_ylim(-0.75, len(points) - 0.5)
        axes.set_xlim(0, 100)
        axes.set_xlabel("per cent of games")
        axes.grid(axis="x")
        patches = [Patch(facecolor=f.ground, edgecolor=f.ink, hatch=f.hatch, linewidth=0.5) for f in fills]
        keyed(figure, patches, [outcome.name for outcome in outcomes], columns=1)
    return figure


def _ever(outcome: Outcome, material: Material) -> bool:
    return any(count_of(outcome, point.results) for point in material.points)


def _fills(material: Material, outcomes: list[Outcome]) -> list[Fill]:
    levels = [(outcome.id, outcome.winner) for outcome in outcomes_of(material) if outcome.id != UNFINISHED_NAME]
    by_id = dict(zip([id_ for id_, _ in levels], level_fills(material.scenario.names, levels), strict=True))
    return [by_id.get(outcome.id, UNFINISHED_FILL) for outcome in outcomes]


def _draw_bar(axes: Axes, y: int, point: Point, outcomes: list[Outcome], fills: list[Fill]) -> None:
    """Draw the shares of one point side by side, and below each where it surely lies, counted from where it begins."""
    left, lane, runs = 0.0, 0, point.results.runs
    for outcome, fill in zip(outcomes, fills, strict=True):
        count = count_of(outcome, point.results)
        share = count / runs
        if count:
            axes.barh(
                y + 0.1, 100 * share, 0.5, 100 * left, color=fill.ground, edgecolor=fill.ink, hatch=fill.hatch, lw=0.5
            )
        if share >= LETTERED:
            ground = {"facecolor": fill.ground, "edgecolor": "none", "pad": 1.5}
            text = per_cent(share, runs)
            axes.text(100 * (left + share / 2), y + 0.1, text, ha="center", va="center", color=fill.ink, bbox=ground)
        if count and not point.results.is_one_game:
            ends = _placed(left, share, wilson(count, runs))
            height = y - 0.21 - 0.07 * lane
            axes.plot([100 * end for end in ends], [height] * 2, color=INK_, lw=1.2, marker="|", ms=4)
            lane += 1
        left += share


def _placed(left: float, share: float, interval: tuple[float, float]) -> tuple[float, float]:
    """Return where an interval is drawn: about the end of its part, or about its beginning where that has more room."""
    low, high = interval
    if left + high <= 1:
        return left + low, left + high
    return max(0.0, left + share - high), left + share - low


def section(material: Material) -> Section:
    """Return the section on outcomes."""
    outcomes = outcomes_of(material)
    shown = len(material.points) <= MOST_BARS
    words = by_point([(point.label, _in_words(point, outcomes)) for point in material.points[:MOST_BARS]])
    if not shown:
        words.append(f"Of {len(material.points)} points the first {MOST_BARS} are drawn; the table has all.")
    lines = (
        ""
        if not material.has_luck
        else " The lines below a bar are 95 % intervals of where a part ends, or, at the right, of where it begins."
    )
    plot = Plot(
        "outcomes",
        f"Shares of victory levels by point.{lines}",
        f"Stacked bars, one for each point. {' '.join(words[:3])}",
        plot_outcomes(material),
    )
    return Section("outcomes", "How games ended", tuple(words), plots=(plot,), tables=(_table(material, outcomes),))


def _in_words(point: Point, outcomes: list[Outcome]) -> str:
    results = point.results
    counts = [(count_of(outcome, results), outcome) for outcome in outcomes]
    most, best = max(counts, key=lambda pair: pair[0])
    if results.is_one_game:
        return f"all games are one, without luck; it ended with “{best.name}”"
    sure = f"95 % interval {shares_between(wilson(most, results.runs), results.runs)}"
    if most == results.runs:
        return f"all {games(results.runs)} ended with “{best.name}” ({sure})"
    share = per_cent(most / results.runs, results.runs)
    return f"the commonest end was “{best.name}”, in {most} of {games(results.runs)} ({share}, {sure})"


def _table(material: Material, outcomes: list[Outcome]) -> Table:
    factors = material.varied if len(material.varied) > 1 else ()
    rows = []
    for place, point in enumerate(material.points):
        results = point.results
        over = point.margins[results.levels != UNFINISHED]
        mean = "" if not len(over) else amount(float(np.mean(over)))
        interval = None if results.is_one_game else mean_interval(over)
        values = (value_words(factor.values[place]) for factor in factors)
        cells = [_share_cell(count_of(outcome, results), results) for outcome in outcomes]
        sure = "" if interval is None else between(interval)
        rows.append((point.label, *values, str(results.runs), *cells, mean, sure))
    first, second = material.scenario.names.side_adjectives
    names = (*(factor.title for factor in factors), "games", *(outcome.name for outcome in outcomes))
    return Table(
        "Outcomes by point: games, per cent and 95 % interval",
        ("point", *names, "mean margin", "95 % interval"),
        tuple(rows),
        note=f"The margin is the points of the {first} side less those of the {second} side, of games that were over.",
    )


def _share_cell(count: int, results: Results) -> str:
    share = per_cent(count / results.runs, results.runs)
    if results.is_one_game:
        return str(count)
    return f"{count} · {share} ({shares_between(wilson(count, results.runs), results.runs)})"
