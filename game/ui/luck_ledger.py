"""How lucky each side has been: its luck in all fights so far, held against the exact distribution.

Luck in a fight is one of the 36 equally likely entries of the rules' table, drawn for each side of an assault and for
the guns of a bombardment. The sum of n draws is distributed as the table convolved n times with itself; the ledger
says how many per cent of all possible lucks are worse than this one, half of the equal ones counted in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from math import gcd
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.terms import EventKind
from game.engine.game import Game
from game.engine.replay import Step
from game.scenario.loading import Scenario
from game.scenario.names import so_many

VERDICTS: Final = (
    (2, "extremely unlucky"),
    (10, "very unlucky"),
    (30, "unlucky"),
    (70, "neither lucky nor unlucky"),
    (90, "lucky"),
    (98, "very lucky"),
    (101, "extremely lucky"),
)
"""Words by the percentile below which they hold."""


@dataclass(frozen=True)
class Luck:
    """The luck of one side: how many draws, their mean as a factor, and the percentile among all that could be."""

    side: str
    draws: int
    mean: float
    percentile: float
    played_without: bool = False

    @property
    def words(self) -> str:
        """Return the luck in words: "lucky: better than 81 % of possible results (14 draws, mean ×1.06)"."""
        if self.played_without:
            return "played without luck"
        if not self.draws:
            return "no luck drawn yet"
        verdict = next(words for bound, words in VERDICTS if self.percentile < bound)
        return (
            f"{verdict}: better than {self.percentile:.0f} % of possible results "
            f"({so_many(self.draws, 'draw')}, mean ×{self.mean:.2f})"
        )


def ledger(game: Game, steps: Iterable[Step]) -> list[Luck]:
    """Return the luck of both sides in some steps, in the scenario's order."""
    if game.luck == "none":
        return [Luck(side, 0, 1.0, 50.0, played_without=True) for side in game.scenario.names.sides]
    drawn = draws(game.scenario, steps)
    table = tuple(int(entry) for entry in game.world.rules[0].luck)
    return [luck_of(side, drawn[side], table) for side in game.scenario.names.sides]


def draws(scenario: Scenario, steps: Iterable[Step]) -> dict[str, list[int]]:
    """Return the entries of the table that each side has drawn, in thousandths."""
    first, second = scenario.names.sides
    drawn: dict[str, list[int]] = {first: [], second: []}
    for step in steps:
        other = second if step.side == first else first
        for event in step.events:
            if event.kind is EventKind.ASSAULT:
                drawn[step.side].append(event["attacker_luck"])
                drawn[other].append(event["defender_luck"])
            elif event.kind is EventKind.BOMBARDMENT:
                drawn[step.side].append(event["luck"])
    return drawn


def luck_of(side: str, drawn: Sequence[int], table: tuple[int, ...]) -> Luck:
    """Return one side's luck from its draws."""
    if not drawn:
        return Luck(side, 0, 1.0, 50.0)
    return Luck(side, len(drawn), sum(drawn) / len(drawn) / 1000, percentile(sum(drawn), len(drawn), table))


def percentile(total: int, count: int, table: tuple[int, ...]) -> float:
    """Return how many per cent of the sums of `count` draws are below `total`, half of those equal to it counted in."""
    low, step = min(table), _step(table)
    chances = distribution(count, table)
    place = (total - low * count) // step
    below = float(chances[: max(0, place)].sum())
    equal = float(chances[place]) if 0 <= place < len(chances) else 0.0
    return 100 * (below + equal / 2)


@lru_cache(maxsize=256)
def distribution(count: int, table: tuple[int, ...]) -> NDArray[np.float64]:
    """Return the chances of the sums of `count` draws, from the least possible in steps of `_step(table)`."""
    if count == 0:
        return np.ones(1)
    if count == 1:
        low, step = min(table), _step(table)
        one = np.zeros((max(table) - low) // step + 1)
        for entry in table:
            one[(entry - low) // step] += 1 / len(table)
        return one
    half = distribution(count // 2, table)
    return np.convolve(np.convolve(half, half), distribution(count % 2, table))


def _step(table: tuple[int, ...]) -> int:
    """Return the largest step by which all entries lie apart."""
    return max(1, reduce(gcd, (entry - min(table) for entry in table)))
