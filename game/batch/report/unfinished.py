"""Games that were not over when they stopped: how many there are at each point, and how to play them again."""

from __future__ import annotations

from typing import Final

import numpy as np

from game.batch.intervals import wilson
from game.batch.report.commands import play_command
from game.batch.report.material import Material, Point
from game.batch.report.sections import Section, Table
from game.batch.report.words import games, per_cent, shares_between
from game.batch.results import UNFINISHED

MOST_SEEDS: Final = 20
"""Seeds of a point that are listed."""


def section(material: Material) -> Section:
    """Return the section on unfinished games."""
    title = "Unfinished games"
    points = [point for point in material.points if point.results.unfinished]
    if not points:
        return Section("unfinished", title, (f"None: all {games(material.runs)} were played to their end.",))
    count = sum(point.results.unfinished for point in points)
    share = per_cent(count / material.runs)
    sure = shares_between(wilson(count, material.runs))
    words = (
        f"{count} of {games(material.runs)} ({share}, 95 % interval {sure}) were not over when they stopped.",
        "They are counted in all shares, as unfinished; their losses and owners are those of their last turn, "
        "and margins leave them out.",
    )
    rows = tuple((point.label, str(point.results.unfinished), _seeds(point), _command(point)) for point in points)
    return Section(
        "unfinished",
        title,
        words,
        tables=(Table("Unfinished games", ("point", "games", "seeds", "one of them"), rows),),
    )


def _seeds(point: Point) -> str:
    seeds = point.results.seeds[point.results.levels == UNFINISHED].tolist()
    more = f" and {len(seeds) - MOST_SEEDS} more" if len(seeds) > MOST_SEEDS else ""
    return ", ".join(map(str, seeds[:MOST_SEEDS])) + more


def _command(point: Point) -> str:
    """Return the command that plays the first of them again, if there is one."""
    return play_command(point.results, int(np.flatnonzero(point.results.levels == UNFINISHED)[0])) or ""
