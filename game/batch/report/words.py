"""How a report says numbers: shares, amounts, intervals, so many games, and which of the runs they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from game.scenario.names import so_many
from game.scenario.suggesting import listed

TENTHS_FROM: Final = 1000
"""Games from which shares are given in tenths of a per cent: of fewer these say nothing."""

WHOLE_FROM: Final = 100
"""Amounts from which tenths say nothing."""

MOST_SAID: Final = 5
"""Points that are named in a sentence, and sentences on points one after another."""

LONGEST_LABEL: Final = 44
"""Letters of a label beside a plot."""


def per_cent(share: float, runs: int = 0) -> str:
    """Return a share (0 to 1) of so many runs in per cent."""
    return f"{100 * share:.1f} %" if runs >= TENTHS_FROM else f"{100 * share:.0f} %"


def amount(value: float) -> str:
    """Return an amount without needless decimals, and without a sign where it comes to zero."""
    shown = f"{round(value) + 0:,}" if abs(value) >= WHOLE_FROM else f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown.replace("-", "\N{MINUS SIGN}")


def signed(value: float) -> str:
    """Return a difference with its sign."""
    shown = amount(value)
    return shown if shown == "0" or value < 0 else f"+{shown}"


def between(interval: Sequence[float], show: object = None) -> str:
    """Return an interval of amounts, or of differences where `show` is `signed`."""
    low, high = ((signed if show is signed else amount)(end) for end in interval)
    return f"{low} to {high}"


def shares_between(interval: Sequence[float], runs: int = 0) -> str:
    """Return an interval of shares in per cent."""
    low, high = (per_cent(end, runs) for end in interval)
    return f"{low.removesuffix(' %')} to {high}"


def games(number: int) -> str:
    """Return so many games in words: "1 game", "1,200 games"."""
    return so_many(number, "game")


def in_a_row(words: Iterable[str]) -> str:
    """Return an enumeration: "a, b and c"; long ones are cut."""
    return listed(words)


def label(text: str) -> str:
    """Return a text as it stands beside a plot: on one line, and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LABEL else f"{line[: LONGEST_LABEL - 1]}…"


def sentence(text: str) -> str:
    """Return a text as a sentence: with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}" if text.endswith((".", "?", "!")) else f"{text[:1].upper()}{text[1:]}."


def by_point(said: Sequence[tuple[str, str]]) -> list[str]:
    """Return a sentence for each point, by its label; what is said alike of several is said once."""
    if len(said) == 1:
        return [sentence(said[0][1])]
    alike: dict[str, list[str]] = {}
    for name, text in said:
        alike.setdefault(text, []).append(name)
    sentences = [sentence(f"{_at(names, len(said))}, {text}") for text, names in alike.items()]
    more = len(sentences) - MOST_SAID
    return sentences if more <= 0 else [*sentences[:MOST_SAID], "The tables have what is otherwise at other points."]


def _at(names: Sequence[str], points: int) -> str:
    """Return at which points something is so; many are counted and not named."""
    if len(names) == points:
        return "at all points"
    return f"at {len(names)} of {points} points" if len(names) > MOST_SAID else f"at {in_a_row(names)}"


def effect_words(effect: float | None) -> str:
    """Return an effect in standard deviations with its sign; nothing where there is none."""
    return "" if effect is None else f"{effect:+.2f}".replace("-", "\N{MINUS SIGN}")
