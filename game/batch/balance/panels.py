"""The parts of the page of a balance card, each drawn into its axes from the card and the results."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from game.batch.balance.card import margins
from game.batch.balance.taking_part import REMARKS
from game.batch.report.drawing import by_turns, keyed
from game.batch.report.inks import (
    FAINT,
    INK_,
    PAPER_,
    UNFINISHED_FILL,
    Fill,
    hexed,
    level_fills,
    mixed,
    point_pen,
    side_ink,
)
from game.batch.report.outcomes import LETTERED
from game.batch.report.words import amount, between, label, per_cent, signed
from game.batch.results import UNFINISHED, Results
from game.core.terms import SIDES, Kind
from game.scenario.names import kind_words
from game.scenario.suggesting import listed
from game.view.theme import styles_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Card = Mapping[str, Any]

STRONGEST: Final = 0.72
"""How much of a side's ink a pair of plans has that it always wins."""

HATCHES: Final = ("//", "..")
"""Of the bars of the two sides."""

MOST_BINS: Final = 30
LEAST_POINTS: Final = 8
"""Victory points across a panel of margins, however alike they are."""

WRAPPED: Final = 22
"""Letters in a line of the name of a plan."""

MOST_NAMED: Final = 14
"""Units that are named for each remark and side."""

LINE: Final = 112
"""Letters in a line of text across the page."""


def draw_outcomes(axes: Axes, results: Results, card: Card) -> None:
    """Draw how games ended: one bar, a part a level, unfinished games last."""
    from matplotlib.patches import Patch

    names = results.scenario.names
    fills = level_fills(names, list(zip(names.levels, names.level_winners, strict=True)))
    parts = [(row["name"], row["share"], fill) for row, fill in zip(card["outcomes"], fills, strict=True)]
    parts.append(("Unfinished", results.unfinished / results.runs, UNFINISHED_FILL))
    left = 0.0
    for _, part, fill in parts:
        axes.barh(0, 100 * part, 0.6, 100 * left, color=fill.ground, edgecolor=fill.ink, hatch=fill.hatch, lw=0.5)
        if part >= LETTERED:
            ground = {"facecolor": fill.ground, "edgecolor": "none", "pad": 1.5}
            middle, text = 100 * (left + part / 2), per_cent(part, results.runs)
            axes.text(middle, 0, text, ha="center", va="center", color=fill.ink, bbox=ground)
        left += part
    axes.set(xlim=(0, 100), yticks=[], xlabel="per cent of games", title="How games ended")
    handles = [_patch(Patch, fill) for _, part, fill in parts if part]
    labels = [label(name) for name, part, _ in parts if part]
    keyed(axes.figure, handles, labels, columns=2)


def _patch(patch: Any, fill: Fill) -> Any:
    return patch(facecolor=fill.ground, edgecolor=fill.ink, hatch=fill.hatch, linewidth=0.5)


def draw_margins(axes: Axes, results: Results, card: Card) -> None:
    """Draw how many games ended with each margin, and from which margin each level is reached."""
    from matplotlib.ticker import MaxNLocator

    over = margins(results)[results.levels != UNFINISHED]
    first, second = results.scenario.names.side_adjectives
    axes.set(title="Margin", xlabel=f"{first} points less {second} points", ylabel="games")
    if not len(over):
        return
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True, min_n_ticks=1))
    low, high = float(over.min()), float(over.max())
    step = max(1.0, float(np.ceil((high - low + 1) / MOST_BINS)))
    axes.hist(
        over,
        np.arange(low - 0.5, high + step + 0.5, step).tolist(),
        color=hexed(mixed((90, 84, 70), 0.6)),
        ec=INK_,
        lw=0.4,
    )
    axes.axvline(float(np.mean(over)), color=INK_, lw=2)
    _widen(axes, LEAST_POINTS)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True, min_n_ticks=1))
    left, right = axes.get_xlim()
    for level in results.scenario.file.victory.levels:
        if level.at_least is not None and left <= level.at_least <= right:
            axes.axvline(level.at_least - 0.5, color=INK_, lw=1, ls=(0, (4.0, 2.0)))
    words = "line: mean; broken: levels"  # beside the title, where no bar is
    axes.text(1, 1.03, words, transform=axes.transAxes, ha="right", va="bottom", fontsize=7.5)


def _widen(axes: Axes, least: float) -> None:
    """See that an axis is so wide at least: where all games end alike, there would be no scale to read."""
    left, right = axes.get_xlim()
    if right - left < least:
        axes.set_xlim((left + right - least) / 2, (left + right + least) / 2)


def draw_settled(axes: Axes, results: Results, card: Card) -> None:
    """Draw in how many games winner and level were settled by the end of each turn."""
    rows = card["settled"]["turns"]
    for place, (key, words) in enumerate((("winner", "the winner"), ("level", "the level"))):
        pen = point_pen(place)
        shares = [100 * row[key] for row in rows]
        axes.plot(
            [row["turn"] for row in rows], shares, color=pen.ink, ls=pen.line, marker=pen.marker, ms=4, label=words
        )
    axes.set(title="Settled", ylabel="per cent of games", ylim=(0, 104))
    axes.grid()
    by_turns(axes)
    if rows:
        axes.legend(loc="lower right")


def draw_plans(axes: Axes, results: Results, card: Card) -> None:
    """Draw every pair of plans: games won by the first side, by nobody, by the second."""
    names, pairs = results.scenario.names, card["plans"]["pairs"]
    first, second = names.sides
    mine, theirs = (list(dict.fromkeys(pair["commanders"][side] for pair in pairs)) for side in (first, second))
    titles = [{pair["commanders"][side]: pair["titles"][side] for pair in pairs} for side in names.sides]
    bodies = [style.body for style in styles_of(names, "staff")]
    for pair in pairs:
        x, y = theirs.index(pair["commanders"][second]), mine.index(pair["commanders"][first])
        won, lost, nobody = (row["count"] for row in pair["winners"])
        lean = (won - lost) / pair["runs"]
        ink = hexed(mixed(bodies[0 if lean > 0 else 1], STRONGEST * abs(lean)))
        axes.fill([x - 0.48, x + 0.48, x + 0.48, x - 0.48], [y - 0.46, y - 0.46, y + 0.46, y + 0.46], color=ink)
        text, ground = (
            f"{won} : {nobody} : {lost}",
            {"facecolor": PAPER_, "alpha": 0.7, "edgecolor": "none", "pad": 1.2},
        )
        axes.text(x, y, text, ha="center", va="center", fontsize=8.5, bbox=ground)
    adjectives = names.side_adjectives
    axes.set_xticks(range(len(theirs)), [_wrapped(titles[1][name]) for name in theirs])
    axes.set_yticks(range(len(mine)), [_wrapped(titles[0][name]) for name in mine])
    axes.tick_params(length=0, labelsize=7.5)
    axes.set(xlim=(-0.5, len(theirs) - 0.5), ylim=(len(mine) - 0.5, -0.5))
    axes.set(xlabel=f"{adjectives[1]} plan", ylabel=f"{adjectives[0]} plan")
    axes.set_title(f"Plans against each other: games won by {adjectives[0]} : nobody : {adjectives[1]}")
    for spine in axes.spines.values():
        spine.set_visible(False)


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(" ".join(text.split()), WRAPPED, max_lines=3, placeholder=" …"))


def draw_losses(axes: Axes, results: Results, card: Card) -> None:
    """Draw which share of what came was lost, by side and kind."""
    from matplotlib.patches import Patch

    names, losses = results.scenario.names, card["losses"]
    kinds = [kind.name.lower() for kind in Kind if any(losses[side][kind.name.lower()]["came"] for side in names.sides)]
    for side in range(SIDES):
        for place, kind in enumerate(kinds):
            row = losses[names.sides[side]][kind]
            if row["share"] is None:
                continue
            y = place + 0.4 * side - 0.2
            axes.barh(y, 100 * row["share"], 0.36, color=side_ink(names, side), ec=INK_, hatch=HATCHES[side], lw=0.4)
            said = f" {amount(row['lost'])} of {amount(row['came'])}"
            axes.text(100 * row["share"], y, said, va="center", fontsize=7)
    axes.set_yticks(range(len(kinds)), [kind_words(kind) for kind in kinds])
    axes.invert_yaxis()
    axes.margins(x=0.32)
    axes.set_xlim(0, max(1.0, axes.get_xlim()[1]))
    handles = [
        Patch(facecolor=side_ink(names, side), edgecolor=INK_, hatch=HATCHES[side], lw=0.4) for side in range(SIDES)
    ]
    axes.legend(handles, names.side_adjectives, loc="lower right", bbox_to_anchor=(1, 0.98), ncols=2)
    axes.set(title="Losses", xlabel="per cent of what came")


def draw_one_more(axes: Axes, results: Results, card: Card) -> None:
    """Draw by how much one more unit of a side moves its margin, with the interval of 95 per cent."""
    names, ground = results.scenario.names, {"facecolor": PAPER_, "edgecolor": "none", "pad": 1}
    axes.axvline(0, color=FAINT, lw=1)
    for side, row in enumerate(card["one_more"]):
        if row["added"] is None:
            axes.text(0, side, "none could be added", ha="center", va="bottom", fontsize=8)
            continue
        margin, pen = row["margin"], point_pen(side)
        if margin["interval_95"] is not None:
            axes.plot(margin["interval_95"], [side, side], color=side_ink(names, side), lw=2, marker="|", ms=8)
        axes.plot([margin["difference"]], [side], color=side_ink(names, side), marker=pen.marker, ms=7)
        sure = "" if margin["interval_95"] is None else f" ({between(margin['interval_95'], signed)})"
        won = f"games won {signed(row['won']['difference'])} per cent"
        text = f"margin {signed(margin['difference'])}{sure}\n{won}"
        axes.text(
            0.5,
            side + 0.16,
            text,
            transform=axes.get_yaxis_transform(),
            ha="center",
            va="top",
            fontsize=7.5,
            bbox=ground,
        )
    axes.set_yticks(range(SIDES), names.side_adjectives)
    axes.set(ylim=(SIDES - 0.3, -0.5), title="One more unit", xlabel="margin of its side, with less without")
    axes.margins(x=0.25)
    _widen(axes, LEAST_POINTS)


def unit_lines(results: Results, card: Card) -> list[str]:
    """Return in words which units had no part or were always lost, and what was added to each side."""
    names, lines = results.scenario.names, []
    for remark, words in REMARKS.items():
        for side, adjective in zip(names.sides, names.side_adjectives, strict=True):
            found = [row["unit"] for row in card["units"] if row["side"] == side and remark in row["remarks"]]
            if found:
                lines.append(f"{adjective}, {words}: {_cut(found)}.")
    added = zip(names.side_adjectives, card["one_more"], strict=True)
    lines += [f"One more {adjective} unit: {row['words']}." for adjective, row in added]
    return [line for text in lines for line in textwrap.wrap(text, LINE, subsequent_indent="    ")]


def _cut(found: Sequence[str]) -> str:
    more = len(found) - MOST_NAMED
    return listed(found) if more <= 0 else f"{', '.join(found[:MOST_NAMED])} and {more} more"
