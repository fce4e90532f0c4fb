"""The head of a report: the question, what was played, and the answer in words before anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.batch.comparing import ENOUGH
from game.batch.intervals import mean_interval
from game.batch.report.against_history import rows_held
from game.batch.report.effects import Effect, effects_of
from game.batch.report.luck import finished_margins
from game.batch.report.material import Material, value_words
from game.batch.report.outcomes import count_of, outcomes_of
from game.batch.report.pairs import all_one, pairs_of
from game.batch.report.sections import Map
from game.batch.report.words import amount, between, games, in_a_row, per_cent, sentence, signed
from game.commanders.titles import titles

MOST_LISTED: Final = 6
"""Numbers of a factor that are listed."""


@dataclass(frozen=True)
class Heading:
    """What stands at the top of the page."""

    title: str
    about: str
    played: tuple[str, ...]
    answer: tuple[str, ...]
    sides: tuple[Map, ...] = ()


def heading_of(material: Material) -> Heading:
    """Return the head of a report."""
    from game.batch.report.side_signs import side_signs

    experiment, played, answer = material.experiment, tuple(_played(material)), tuple(_answer(material))
    return Heading(experiment.name, experiment.about, played, answer, side_signs(material))


def _played(material: Material) -> Iterator[str]:
    """Say what was played, by whom, how often, with which luck."""
    battles = list(dict.fromkeys(point.results.scenario.file.name for point in material.points))
    leaders = list(dict.fromkeys(titles(p.results.scenario, p.results.commanders) for p in material.points))
    yield f"{in_a_row(battles)}. Led by {leaders[0] if len(leaders) == 1 else f'{len(leaders)} pairs of commanders'}."
    each = sorted({point.results.runs for point in material.points})
    many = f"{each[0]:,}" if len(each) == 1 else f"{each[0]:,} to {each[-1]:,}"
    points = "" if material.is_one else f" at each of {len(material.points)} points"
    unit = "game" if many == "1" else "games"
    yield f"{many} {unit}{points}, {games(material.runs)} in all, from seed {material.experiment.seed}."
    lucks = {point.results.luck for point in material.points}
    if lucks == {"none"}:
        same = " All games of a point are one and the same." if not material.has_luck else ""
        yield f"Played without luck.{same}"
    elif len(lucks) > 1:
        yield "Some points are played without luck: all their games are one, unless a commander gives orders at random."
    for factor in material.varied:
        levels = [value_words(level) for level in factor.levels]
        shown = f"{levels[0]} to {levels[-1]}" if factor.is_number and len(levels) > MOST_LISTED else in_a_row(levels)
        yield f"Varied: {factor.title} ({shown})."


def _answer(material: Material) -> Iterator[str]:
    """Say what came out: one point for itself, several by what makes them differ; then history, and what is missing."""
    if material.is_one:
        yield _one_answer(material)
    elif all_one(material):
        yield "All points brought the very same games, to the last bit: what was varied changes nothing here."
    else:
        yield from _answers(material)
    rows = [(point, holding, all_) for point, holding, all_ in rows_held(material) if all_]
    if rows:
        counts = sorted({holding for _, holding, _ in rows})
        many = str(counts[0]) if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"
        where = "" if material.is_one else " at every point" if len(counts) == 1 else ", depending on the point"
        yield f"{many} of {rows[0][2]} rows of the history table hold{where}."
    unfinished = sum(point.results.unfinished for point in material.points)
    if unfinished:
        yield f"{games(unfinished)} of {material.runs:,} were not over when they stopped, and count as unfinished."


def _one_answer(material: Material) -> str:
    (point,) = material.points
    results = point.results
    counts = [(count_of(one, results), one) for one in outcomes_of(material)]
    most, best = max(counts, key=lambda pair: pair[0])
    margins = finished_margins(point)
    if results.is_one_game:
        said = f", with a margin of {amount(margins[0])}" if len(margins) else ""
        return f"Without luck all games are one: it ended with “{best.name}”{said}."
    interval = mean_interval(margins) if len(margins) else None
    mean = "" if not len(margins) else f" The margin is {signed(float(np.mean(margins)))} on average"
    sure = "" if interval is None else f" (95 % interval {between(interval, signed)})"
    share = per_cent(most / results.runs, results.runs)
    return sentence(f"“{best.name}” in {most:,} of {games(results.runs)} ({share}).{mean}{sure}")


def _answers(material: Material) -> Iterator[str]:
    pairs = pairs_of(material)
    apart = [pair for pair in pairs if pair.margin is not None and pair.margin.sure]
    effects = effects_of(material).rows if material.varied else ()
    sure = [row for row in effects if row.sure]
    margin = [row for row in effects if row.measure == "margin"]
    if any(row.sure for row in margin):
        yield f"The margin depends on what was varied: {in_a_row(_said(row) for row in margin if row.sure)}."
    elif apart:
        yield f"The margins of {len(apart)} of {len(pairs)} pairs of points surely differ."
    else:
        fewest = min(point.results.runs for point in material.points)
        few = f": {games(fewest)} a point are too few for that" if fewest < ENOUGH else ""
        yield f"What was varied does not surely change who wins by points{few}."
    open_ = [row for row in margin if not row.sure]
    if open_:
        yield _left_open(open_)
    others = [row for row in sure if row.measure != "margin"]
    if others:
        yield sentence(f"it surely changes what is lost: {in_a_row(f'{row.measure}, {_said(row)}' for row in others)}")


def _left_open(rows: Sequence[Effect]) -> str:
    """Say what may change the margin or may not, and within which bounds."""
    if len(rows) > MOST_LISTED:
        return f"{len(rows)} more changes do not surely tell on the margin; the effects below have them all."
    return f"What may be luck alone, in the margin: {in_a_row(_said(row) for row in rows)}."


def _said(row: Effect) -> str:
    interval = "" if row.interval_95 is None else f" (95 % interval {between(row.interval_95, signed)})"
    return f"{row.factor} from {row.low} to {row.high}: {signed(row.difference)}{interval}"
