"""Luck against what was varied: how much of the variance of the margin lies between points, and how much within them.

Eta squared is the share between points. Luck alone brings some of it, the more the fewer games there are; omega squared
is what is left without that. The interval is the bootstrap's about eta squared, turned round (2 eta - quantiles), which
takes the same amount of luck away. Its draws follow from the seed of the experiment, so that they are always the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.batch.experiment import ExperimentResults
from game.batch.intervals import mean_interval, spread
from game.batch.report.drawing import drawing, keyed, new_figure
from game.batch.report.inks import INK_, hexed, mixed, point_pen
from game.batch.report.material import MOST_LINES, Material, Point, material_of
from game.batch.report.sections import Plot, Section, Table
from game.batch.report.words import amount, between, games, in_a_row, label, per_cent, sentence, shares_between
from game.batch.results import UNFINISHED, Results
from game.core import dice

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DRAWS: Final = 500
"""How often the bootstrap draws."""

SALT: Final = 0xB007

FEWEST: Final = 2
"""Groups, and figures of each, between and within which something can vary."""

MOST_BINS: Final = 30


class LuckShare(NamedTuple):
    """What of the variance of the margin lies between points."""

    eta_squared: float
    omega_squared: float
    interval_95: tuple[float, float]


def luck_share(groups: Sequence[NDArray[np.float64]], seed: int) -> LuckShare | None:
    """Return what of a variance lies between groups of figures; None where nothing varies or a group has one alone."""
    if len(groups) < FEWEST or any(len(group) < FEWEST for group in groups) or np.ptp(np.concatenate(groups)) == 0:
        return None
    between_, within, total = _squares(groups)
    free = total - len(groups)
    mean_within = within / free
    whole = between_ + within
    omega = max(0.0, (between_ - (len(groups) - 1) * mean_within) / (whole + mean_within))
    eta = between_ / whole
    drawn = np.array([_eta([group[lot % len(group)] for group, lot in zip(groups, lots, strict=True)])
                      for lots in _lots(groups, seed)])  # fmt: skip
    low, high = 2 * eta - np.quantile(drawn, (0.975, 0.025))
    return LuckShare(
        round(eta, 4), round(omega, 4), (round(float(np.clip(low, 0, 1)), 4), round(float(np.clip(high, 0, 1)), 4))
    )


def _squares(groups: Sequence[NDArray[np.float64]]) -> tuple[float, float, int]:
    """Return the sums of squares between and within groups, and how many figures there are."""
    every = np.concatenate(groups)
    within = sum(float(np.sum((group - group.mean()) ** 2)) for group in groups)
    between_ = sum(len(group) * float((group.mean() - every.mean()) ** 2) for group in groups)
    return between_, within, len(every)


def _eta(groups: Sequence[NDArray[np.float64]]) -> float:
    between_, within, _ = _squares(groups)
    return between_ / (between_ + within) if between_ + within > 0 else 0.0


def _lots(groups: Sequence[NDArray[np.float64]], seed: int) -> list[list[NDArray[np.int64]]]:
    """Return whole numbers from 0 to 2**32 - 1 by chance, as many as each group has figures, for each draw."""
    mix: Callable[[Any], Any] = getattr(dice.mix, "py_func", dice.mix)  # takes arrays as it takes numbers
    sizes = [len(group) for group in groups]
    found = []
    for draw in range(DRAWS):
        key = mix(mix((seed & dice.WORD) ^ SALT) ^ draw)
        lots = mix((np.arange(sum(sizes), dtype=np.int64) + key) & dice.WORD)
        found.append(np.split(lots, np.cumsum(sizes)[:-1]))
    return found


def finished_margins(point: Point) -> NDArray[np.float64]:
    """Return the margins of the games of a point that were over."""
    return np.asarray(point.margins[point.results.levels != UNFINISHED])


def plot_margins(results: ExperimentResults | Results | Material) -> Figure:
    """Draw how the margins are spread at each point, with the margins from which each victory level is reached.

    Raises
    ------
    UsageError : as `material_of`; the extra `batch` is missing.
    """
    from matplotlib.lines import Line2D

    material = material_of(results)
    points = material.points[:MOST_LINES]
    values = [finished_margins(point) for point in points]
    bins = _bins(np.concatenate(values))
    with drawing():
        figure, axes = new_figure(0.9 + 1.05 * len(points) + 0.6, len(points), 1, sharex=True, sharey=True)
        for place, (one, point, mine) in enumerate(zip(axes, points, values, strict=True)):
            pen = point_pen(place)
            ground = hexed(mixed(_rgb(pen.ink), 0.35))
            one.hist(mine, bins=bins.tolist(), color=ground, edgecolor=pen.ink, lw=0.8)
            if len(mine):
                one.axvline(float(np.mean(mine)), color=pen.ink, lw=2)
            one.set_title(point.label, fontsize=8.5)
            one.set_ylabel("games")
            _draw_levels(one, point, place == 0)
        axes[-1].set_xlabel(_margin_words(material))
        handles = [Line2D([], [], color=INK_, lw=2), Line2D([], [], color=INK_, lw=1, ls=(0, (4.0, 2.0)))]
        keyed(figure, handles, ["mean", "margin from which a level is reached"], columns=2)
    return figure


def _rgb(ink: str) -> tuple[int, int, int]:
    return int(ink[1:3], 16), int(ink[3:5], 16), int(ink[5:7], 16)


def _bins(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the ends of bars that whole margins fall into evenly."""
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 0.0)
    step = max(1.0, np.ceil((high - low + 1) / MOST_BINS))
    return np.asarray(np.arange(low - 0.5, high + step + 0.5, step))


def _draw_levels(axes: Axes, point: Point, named: bool) -> None:
    """Draw the margin from which each level is reached, within what is seen."""
    low, high = axes.get_xlim()
    for level in point.results.scenario.file.victory.levels:
        if level.at_least is None or not low <= level.at_least <= high:
            continue
        axes.axvline(level.at_least - 0.5, color=INK_, lw=1, ls=(0, (4.0, 2.0)))
        if named:
            axes.annotate(
                label(level.name),
                (level.at_least - 0.5, 0.97),
                xycoords=("data", "axes fraction"),
                xytext=(3, 0),
                textcoords="offset points",
                fontsize=7.5,
                va="top",
            )


def _margin_words(material: Material) -> str:
    first, second = material.scenario.names.side_adjectives
    return f"margin: {first} points less {second} points"


def section(material: Material) -> Section:
    """Return the section on luck."""
    title = "Luck, and what was varied"
    values = [finished_margins(point) for point in material.points]
    if not any(len(mine) for mine in values):
        return Section("luck", title, ("No game was over, so there are no margins.",))
    words = _in_words(material, values)
    cut = f" The first {MOST_LINES} of {len(values)} points are drawn." if len(values) > MOST_LINES else ""
    caption = f"Margins of the games that were over.{cut}"
    plot = Plot(
        "margins", caption, f"Bars of how many games ended with each margin. {words[0]}", plot_margins(material)
    )
    return Section("luck", title, tuple(words), plots=(plot,), tables=(_table(material, values),))


def _in_words(material: Material, values: list[NDArray[np.float64]]) -> list[str]:
    if not material.has_luck:
        said = in_a_row(
            f"{amount(mine[0])}{'' if material.is_one else f' at {point.label}'}"
            for point, mine in zip(material.points, values, strict=True)
            if len(mine)
        )
        return [f"Without luck every game of a point is the same: the margin is {said}."]
    if material.is_one:
        found = spread(values[0])
        return [
            f"Luck alone moves the margin: the median is {amount(found.median)}, half of the games lie between "
            f"{between(found.central_50)}, nine in ten between {between(found.central_90)}."
        ]
    lucky = [mine for point, mine in zip(material.points, values, strict=True) if not point.results.is_one_game]
    found_share = luck_share(lucky, material.experiment.seed)
    if found_share is None:
        return ["The margin varies too little, or there are too few games, to say what of it is luck."]
    eta, omega, interval = found_share
    return [
        f"Of the variance of the margin {per_cent(omega)} lies between the points "
        f"(95 % interval {shares_between(interval)}); the rest, about {per_cent(1 - omega)}, is luck within them.",
        f"As counted, {per_cent(eta)} lies between the points (eta squared); what luck alone brings of that "
        f"in so few games is taken off (omega squared). "
        f"The interval is a bootstrap's, of {DRAWS} draws that are always the same.",
    ]


def _table(material: Material, values: list[NDArray[np.float64]]) -> Table:
    rows = [
        (point.label, str(len(mine)), *_cells(point, mine)) for point, mine in zip(material.points, values, strict=True)
    ]
    head = ("point", "games over", "mean", "95 % interval", "median", "middle 90 %", "standard deviation")
    return Table("Margins", head, tuple(rows), note=sentence(f"{_margin_words(material)}, of {games(material.runs)}"))


def _cells(point: Point, margins: NDArray[np.float64]) -> tuple[str, ...]:
    """Return where the margins of a point lie; of one game that is one figure."""
    if not len(margins):
        return ("",) * 5
    found, interval = spread(margins), mean_interval(margins)
    if point.results.is_one_game or interval is None:
        return amount(found.mean), "", amount(found.median), "", ""
    deviation = amount(float(np.std(margins, ddof=1)))
    return amount(found.mean), between(interval), amount(found.median), between(found.central_90), deviation
