"""The staff estimate on the board: what its findings say in words and as a heat map. No drawing here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.commanders.estimate import Findings
from game.core.terms import Kind
from game.scenario.names import kind_words
from game.view.heat import heat_legend, heat_style
from game.view.looks import localised
from game.view.marks import Marks, in_colours_of

MIDDLE: Final = (10, 90)
"""Per cents between which eight in ten runs lie."""

KEPT: Final = {0: "heat_first_sure", 1: "heat_second_sure"}
"""The mark of a hex that each side surely keeps, which goes without saying."""


@dataclass(frozen=True)
class LossRow:
    """What a side is expected to lose of a kind from now on: the mean, and between what eight in ten runs lie."""

    side: int
    kind: str
    mean: float
    low: float
    high: float


def loss_rows(findings: Findings) -> list[LossRow]:
    """Return a row for each side and each kind of which anything is expected to be lost."""
    rows = []
    for side in range(findings.losses.shape[1]):
        for kind in Kind:
            lost = findings.losses[:, side, kind]
            if lost.any():
                low, high = np.percentile(lost, MIDDLE)
                name = kind_words(kind.name.lower())
                rows.append(LossRow(side, name, float(lost.mean()), float(low), float(high)))
    return rows


def heat_map(findings: Findings, owners: NDArray[np.int8]) -> Marks:
    """Return who holds what at the end, by the share of runs.

    Left free are hexes that nobody ever owns, and those that their owner, by (H,) `owners`, surely keeps.
    """
    marks = Marks(legend=heat_legend(*localised(findings.scenario).names.side_adjectives))
    share = findings.share_of_first()
    for hex_ in np.flatnonzero(~np.isnan(share)).tolist():
        style = heat_style(float(share[hex_]))
        if style != KEPT.get(int(owners[hex_])):
            marks.hexes[hex_] = style
    return in_colours_of(findings.scenario.names, marks)
