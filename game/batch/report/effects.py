"""What each factor does: how far a measure goes from its lowest level to its highest, the other factors averaged.

One additive model of all points: a named level, or each of up to five numbers, has an effect of its own; a factor of
more numbers (as in a Latin hypercube) is taken to work along a straight line. In a full grid that is the difference of
averages. An effect is so a weighted sum of the points, worked out in each run for itself, since all points have the
same seeds; its interval is that of the mean over runs. It knows what luck does, not how far the model is from right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from game.batch import figures
from game.batch.comparing import ENOUGH, difference
from game.batch.experiment import ExperimentResults
from game.batch.report.alike import aligned
from game.batch.report.drawing import drawing, keyed, new_figure
from game.batch.report.inks import INK_, PAPER_, hexed, mixed, point_pen
from game.batch.report.material import MOST_LEVELS, Material, Varied, material_of, value_words
from game.batch.report.sections import Plot, Section, Table
from game.batch.report.words import between, effect_words, in_a_row, label, per_cent, signed
from game.batch.results import Results
from game.core.terms import Kind

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Measure = Callable[[Results], NDArray[np.float64]]
"""Takes (N,) a figure of each run."""

EXACT: Final = 1e-8
"""How far sums of weights may be off by rounding."""

MOST_DRAWN: Final = 20
"""Effects that are drawn of a measure: the greatest."""

ENOUGH_TO_CHECK: Final = 2
"""Points beyond the terms of the model from which it can be said how well it fits."""


def margin(results: Results) -> NDArray[np.float64]:
    """(N,) Points of the first side less those of the second."""
    points = results.points.astype(np.float64)
    return points[:, 0] - points[:, 1]


def men_lost(side: int) -> Measure:
    """Return what takes the men whom a side has lost in each run."""
    return lambda results: results.losses[:, -1, side, Kind.MEN].astype(np.float64)


def usual_measures(material: Material) -> dict[str, Measure]:
    """Return the measures that effects are shown of: the margin, and the men whom each side loses."""
    words = material.scenario.names.side_adjectives
    return {"margin": margin, **{f"{word} men lost": men_lost(side) for side, word in enumerate(words)}}


@dataclass(frozen=True)
class Effect:
    """How far a measure goes when a factor goes from one level to another."""

    measure: str
    factor: str
    low: str
    high: str
    difference: float
    interval_95: tuple[float, float] | None  # None of one game
    in_spreads: float | None  # in standard deviations of games of one point; None where these do not vary
    sure: bool
    skewed: bool = False  # whether few games decide it


@dataclass(frozen=True)
class Effects:
    """All effects of the factors on some measures, the greatest of each measure first."""

    rows: tuple[Effect, ...]
    mixed: tuple[str, ...]  # factors whose effects the points do not tell apart
    fits: Mapping[str, float | None]  # by measure: the share of what points differ in that the model explains
    runs: int

    def of(self, measure: str) -> list[Effect]:
        """Return the effects on one measure."""
        return [row for row in self.rows if row.measure == measure]


def effects_of(material: Material, measures: Mapping[str, Measure] | None = None) -> Effects:
    """Return the effects of what is varied, on the margin and the men lost if nothing else is asked for."""
    measures = usual_measures(material) if measures is None else measures
    table, contrasts = _model(material.varied)
    back = np.linalg.pinv(table)
    weights = [(where, vector @ back) for where, vector in contrasts]
    known = [
        (where, w)
        for (where, w), (_, v) in zip(weights, contrasts, strict=True)
        if np.allclose(w @ table, v, atol=EXACT)
    ]
    known_factors = {where[0] for where, _ in known}
    games = aligned(material.points)
    values = {name: np.stack([take(one) for one in games]) for name, take in measures.items()}
    many = max(1, len(known) * len(values))
    rows = [_effect(name, where, w, found, many) for name, found in values.items() for where, w in known if found.size]
    order = {name: place for place, name in enumerate(values)}
    rows.sort(key=lambda row: (order[row.measure], -abs(row.difference)))
    fits = {name: _fit(table, found) for name, found in values.items()}
    mixed = tuple(factor.title for factor in material.varied if factor.title not in known_factors)
    return Effects(tuple(rows), mixed, MappingProxyType(fits), games[0].runs)


Where = tuple[str, str, str]
"""A factor, and the levels from which to which it goes."""


def _model(varied: Sequence[Varied]) -> tuple[NDArray[np.float64], list[tuple[Where, NDArray[np.float64]]]]:
    """Return (P, C) what the model says of each point, and the effects as sums of its C terms."""
    points = len(varied[0].values)
    columns, places = [np.ones(points)], []
    for factor in varied:
        levels = factor.levels
        if factor.is_number and len(levels) > MOST_LEVELS:
            numbers = np.array(factor.values, np.float64)
            places.append(((factor.title, _said(levels[0]), _said(levels[-1])), len(columns), float(np.ptp(numbers))))
            columns.append(numbers - numbers.mean())
            continue
        for level in levels[1:]:
            if not factor.is_number or level == levels[-1]:
                places.append(((factor.title, _said(levels[0]), _said(level)), len(columns), 1.0))
            columns.append(np.array([float(value == level) for value in factor.values]))
    contrasts = [(where, size * np.eye(len(columns))[column]) for where, column, size in places]
    return np.stack(columns, axis=1), contrasts


def _said(level: int | float | str) -> str:
    return label(value_words(level))


def _effect(measure: str, where: Where, weights: NDArray[np.float64], values: NDArray[np.float64], many: int) -> Effect:
    each = weights @ values
    found = difference(figures.Figure("", measure, "amount", np.zeros_like(each)), each, many)
    within = float(np.sqrt(np.mean(np.var(values, axis=1))))
    scaled = round(found.difference / within, 2) if within > 0 else None
    return Effect(measure, *where, found.difference, found.interval_95, scaled, found.sure, found.skewed)


def _fit(table: NDArray[np.float64], values: NDArray[np.float64]) -> float | None:
    """Return the share of the variance of the points' means that the model explains; None where it must be all."""
    if len(table) < int(np.linalg.matrix_rank(table)) + ENOUGH_TO_CHECK or not values.size:
        return None
    means = values.mean(axis=1)
    around = means - means.mean()
    if not np.any(np.abs(around) > EXACT):
        return None
    rest = means - table @ np.linalg.lstsq(table, means, rcond=None)[0]
    return float(1 - np.sum(rest**2) / np.sum(around**2))


def plot_effects(results: ExperimentResults | Results | Material, measure: str = "margin") -> Figure:
    """Draw the effects on a measure as a tornado: the greatest on top, each with its interval.

    Raises
    ------
    UsageError : as `material_of`; the extra `batch` is missing.
    """
    from matplotlib.patches import Patch

    material = material_of(results)
    rows = effects_of(material).of(measure)[:MOST_DRAWN] if material.varied else []
    with drawing():
        figure, (axes,) = new_figure(1.3 + 0.42 * max(1, len(rows)))
        ink, pale = point_pen(1).ink, hexed(mixed((0, 104, 120), 0.45))
        for y, row in enumerate(reversed(rows)):
            ground = pale if row.sure else PAPER_
            axes.barh(y, row.difference, 0.62, color=ground, edgecolor=ink, hatch="" if row.sure else "///", lw=0.9)
            if row.interval_95 is not None:
                axes.plot(row.interval_95, [y, y], color=INK_, lw=1.3, marker="|", ms=7)
        axes.set_yticks(range(len(rows)), [f"{label(row.factor)}\n{row.low} → {row.high}" for row in reversed(rows)])
        axes.axvline(0, color=INK_, lw=1)
        axes.set_xlabel(f"change of the {measure}")
        axes.xaxis.set_major_formatter(lambda value, _: signed(value))
        axes.grid(axis="x")
        patches = [Patch(facecolor=pale, edgecolor=ink), Patch(facecolor=PAPER_, edgecolor=ink, hatch="///")]
        keyed(figure, patches, ["sure, all looked at together", "may be luck"], columns=2)
    return figure


def section(material: Material) -> Section:
    """Return the section on the effects of the factors."""
    title = "What each factor does"
    if not material.varied:
        return Section("effects", title, ("No factor is varied, so there are no effects to show.",))
    found = effects_of(material)
    measures = list(usual_measures(material))
    words = [_in_words(found.of(measure), measure) for measure in measures]
    if not found.rows:
        words = ["The points tell no factor from the others, or have no seeds in common: no effect can be said."]
    words += _caveats(found)
    plots = [
        Plot(
            f"effects_{place}",
            f"Effects on the {measure}, from one level to the other, all other factors averaged.",
            f"A bar for each factor. {_in_words(found.of(measure), measure)}",
            plot_effects(material, measure),
        )
        for place, measure in enumerate(measures, 1)
        if found.of(measure)
    ]
    return Section("effects", title, tuple(words), plots=tuple(plots), tables=(_table(found),) if found.rows else ())


def _in_words(rows: Sequence[Effect], measure: str) -> str:
    sure = [row for row in rows if row.sure]
    if not rows:
        return f"The {measure} has no effect that can be said."
    said = [f"{row.factor} from {row.low} to {row.high} changes it by {_amount(row)}" for row in sure]
    if said:
        return f"The {measure}: {in_a_row(said)}." + ("" if len(sure) == len(rows) else " No other effect is sure.")
    most = rows[0]
    return f"The {measure}: no effect is sure; the greatest is that of {most.factor}, {_amount(most)}."


def _amount(row: Effect) -> str:
    interval = "" if row.interval_95 is None else f" (95 % interval {between(row.interval_95, signed)})"
    return f"{signed(row.difference)}{interval}"


def _caveats(found: Effects) -> list[str]:
    words = []
    if found.mixed:
        words.append(f"The points do not tell apart what comes of {in_a_row(found.mixed)} from other factors.")
    fits = [f"{per_cent(fit)} for the {measure}" for measure, fit in found.fits.items() if fit is not None]
    if fits:
        words.append(
            f"Taken one by one, the factors explain of what the points differ in {in_a_row(fits)}; "
            "the rest is how they work together, bends, and luck."
        )
    few = [f"{row.factor}, {row.high}, on the {row.measure}" for row in found.rows if row.skewed]
    if few and found.runs >= ENOUGH:
        words.append(f"How large these effects are stands less firm, since few games decide them: {in_a_row(few)}.")
    if found.runs == 1:
        words.append("There is one game at each point, so that nothing says how sure an effect is.")
    elif found.runs < ENOUGH:
        words.append(f"Of fewer than {ENOUGH} games at a point no effect is called sure.")
    elif len(found.rows) > 1:
        words.append(
            f"An effect is called sure only if luck would bring one like it among all {len(found.rows)} "
            "in less than one case of twenty (Bonferroni's rule)."
        )
    return words


def _table(found: Effects) -> Table:
    rows = [
        (
            row.measure,
            row.factor,
            f"{row.low} → {row.high}",
            signed(row.difference),
            "" if row.interval_95 is None else between(row.interval_95, signed),
            effect_words(row.in_spreads),
            "yes" if row.sure else "no",
        )
        for row in found.rows
    ]
    head = ("measure", "factor", "from → to", "effect", "95 % interval", "in spreads", "sure")
    note = "“In spreads”: in standard deviations of the games of one point, which luck alone makes."
    return Table("Effects of the factors", head, tuple(rows), left=3, note=note)
