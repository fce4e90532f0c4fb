"""The balance card as one page, a PNG in the look of the reports. Needs the extra `batch`."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from game.batch.balance.panels import (
    LINE,
    Card,
    draw_losses,
    draw_margins,
    draw_one_more,
    draw_outcomes,
    draw_plans,
    draw_settled,
    unit_lines,
)
from game.batch.balance.playing import Played
from game.batch.report.drawing import WIDE, drawing, png_of, require_extra
from game.batch.report.words import games
from game.batch.results import Results
from game.commanders.titles import titles
from game.core.errors import UsageError
from game.core.files import refused_as_usage, require_file, write_whole
from game.scenario.picture_mark import marked

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    Draw = Callable[[Axes, Results, Card], None]

LINE_HEIGHT: Final = 0.172
"""Inches of a line of text."""

PAD: Final = 0.09
"""Inches about every panel."""

PANEL: Final = 2.4
"""Inches of a row of panels."""


def require_picture(path: Path) -> None:
    """See that the picture can be drawn and written, before any game is played for it. Raises UsageError."""
    require_extra("the picture of a balance card")
    if path.suffix.lower() != ".png":
        raise UsageError(f"{path}: the picture is a PNG, so the name of its file must end in .png")
    require_file(path)


def write_picture(played: Played, card: Card, path: Path) -> None:
    """Draw the card into a file; the same bytes for the same card. Raises UsageError where that cannot be written."""
    content = marked(png_of(plot_card(played, card)))
    with refused_as_usage(path):
        write_whole(path, content)


def plot_card(played: Played, card: Card) -> Figure:
    """Draw the page of a card.

    Raises
    ------
    UsageError : the extra `batch` is missing.
    """
    with drawing():
        from matplotlib.figure import Figure
        from matplotlib.layout_engine import ConstrainedLayoutEngine

        rows = _rows(played, card)
        layout = ConstrainedLayoutEngine(w_pad=PAD, h_pad=PAD)
        figure = Figure(figsize=(WIDE, sum(row.high for row in rows)), layout=layout)
        parts = figure.subfigures(len(rows), 1, height_ratios=[row.high for row in rows])
        for part, row in zip(np.ravel(np.array(parts)), rows, strict=True):
            if row.lines:
                part.text(0.015, 0.98, "\n".join(row.lines), va="top", fontsize=8.5, linespacing=1.05)
            if row.title:
                part.suptitle(row.title, x=0.015, ha="left", fontsize=13, fontweight="bold")
            if row.panels:
                for axes, draw in zip(part.subplots(1, len(row.panels), squeeze=False)[0], row.panels, strict=True):
                    draw(axes, played.games, card)
    return figure


class Row(NamedTuple):
    """One row of the page: panels side by side, or lines of text."""

    high: float  # inches
    panels: tuple[Draw, ...] = ()
    lines: tuple[str, ...] = ()
    title: str = ""


def _rows(played: Played, card: Card) -> list[Row]:
    """Return the rows of the page; that of plans is there if there are several."""
    head, words = _head(played, card), unit_lines(played.games, card)
    plans = {pair["commanders"][played.games.scenario.names.sides[0]] for pair in card["plans"]["pairs"]}
    return [
        Row(0.42, title=played.games.scenario.title),
        Row(LINE_HEIGHT * len(head) + 0.12, lines=tuple(head)),
        Row(1.6, (draw_outcomes,)),
        Row(PANEL, (draw_margins, draw_settled)),
        *([Row(1.15 + 0.42 * len(plans), (draw_plans,))] if plans else []),
        Row(PANEL, (draw_losses, draw_one_more)),
        Row(LINE_HEIGHT * len(words) + 0.15, lines=tuple(words)),
    ]


def _head(played: Played, card: Card) -> list[str]:
    """Return the lines at the top: the verdict, and what was played."""
    results = played.games
    said = [
        card["verdict"]["sentence"],
        *(best["sentence"] for best in card["plans"]["best"]),
        f"{games(results.runs)}, seed {results.seed}; {titles(results.scenario, results.commanders)}.",
    ]
    return [line for text in said for line in textwrap.wrap(text, LINE, subsequent_indent="    ")]
