"""From shares of games to words: how even a battle is, whether either side can win it. All thresholds stand here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from game.batch.intervals import wilson

Word = Literal["even", "nearly_even", "leaning", "unbalanced", "one_sided", "unclear", "undecided"]

LEANING: Final = 0.60
UNBALANCED: Final = 0.75
ONE_SIDED: Final = 0.95
"""Shares of games, those without a winner counted half to each side, from which a battle is called so."""

DECIDED: Final = 0.25
"""Share of games with a winner from which it is asked who is stronger."""

CAN_WIN: Final = 0.10
"""Share of the games of a pair of plans from which a side can win with it."""

WORDS: Final[dict[Word, str]] = {
    "even": "even within luck",
    "nearly_even": "nearly even",
    "leaning": "leans to one side",
    "unbalanced": "unbalanced",
    "one_sided": "one-sided",
    "unclear": "too few games to say",
    "undecided": "seldom won by anybody",
}


@dataclass(frozen=True)
class Verdict:
    """How even a battle is: the word, the stronger side if there is one, and its share with Wilson's interval."""

    word: Word
    side: int | None
    share: float
    interval_95: tuple[float, float]


def verdict(won: tuple[int, int], runs: int) -> Verdict:
    """Return how even a battle is of whose games each side has won so many; those without a winner count half."""
    stronger = int(won[1] > won[0])
    count = won[stronger] + (runs - sum(won)) / 2
    share, (low, high) = count / runs, wilson(count, runs)
    interval = round(low, 4), round(high, 4)
    if sum(won) < DECIDED * runs:
        return Verdict("undecided", None, round(share, 4), interval)
    if low <= 1 / 2:
        return Verdict("even" if high < UNBALANCED else "unclear", None, round(share, 4), interval)
    return Verdict(_degree(share), stronger, round(share, 4), interval)


def _degree(share: float) -> Word:
    if share >= ONE_SIDED:
        return "one_sided"
    if share >= UNBALANCED:
        return "unbalanced"
    return "leaning" if share >= LEANING else "nearly_even"


def can_win(won: int, runs: int) -> bool:
    """Whether a side that has won so many games of a pair of plans can win with it."""
    return won >= CAN_WIN * runs
