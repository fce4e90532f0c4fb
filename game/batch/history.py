"""Results held against history: for each row of the scenario's `history` table, where it lies among the runs.

A row is about losses (the cumulative losses of a side in one kind at the end of a turn), about ground (how many per
cent of an area's hexes a side owns then) or about a holder (whether an area is in a state then). One figure is held
against the accepted range: for losses and ground the median of all runs, for holders the share of runs, in per cent, in
which it is so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.batch.intervals import Z_50, Z_90, percentile, plain_data, spread, wilson
from game.batch.runner import Results
from game.core.terms import CONTESTED_NAME, Kind
from game.rules.areas import CONTESTED
from game.scenario.loading import Scenario
from game.scenario.schema.scenario_file import GroundMeasure, HistoryEntry, HolderMeasure, LossMeasure


@dataclass(frozen=True)
class Comparison:
    """One measure, in history and in the runs.

    `median` is the figure held against `accepted`: the median of losses or of ground owned, or the share of runs in per
    cent; the central intervals are those of the losses or the ground, or Wilson's of the share. `share_accepted` is the
    share of runs (0 to 1) whose figure lies in the accepted range, or that agree with history about the holder.
    `percentile` says how many per cent of runs lost less, or owned less, than history; a holder has none.
    """

    measure: str
    kind: str
    turn: int
    date: str
    historical: int | bool
    accepted: tuple[int, int]
    median: float
    central_50: tuple[float, float]
    central_90: tuple[float, float]
    share_accepted: float
    percentile: float | None
    holds: bool

    def as_data(self) -> dict[str, Any]:
        """Return plain data for a JSON document."""
        return plain_data(self)


def compare(results: Results) -> list[Comparison]:
    """Return one comparison for each row of the scenario's history table, in its order."""
    return [_compared(results, entry) for entry in results.scenario.file.history]


def holder_codes(scenario: Scenario) -> dict[str, int]:
    """Return the numbers in `Results.holders` by what they mean: a side, or contested."""
    return {**scenario.names.side_row, CONTESTED_NAME: CONTESTED}


def _compared(results: Results, entry: HistoryEntry) -> Comparison:
    if entry.losses is not None:
        figures = _losses(results, entry, entry.losses)
    elif entry.ground is not None:
        figures = _ground(results, entry, entry.ground)
    else:
        assert entry.holder is not None
        figures = _holder(results, entry, entry.holder)
    low, high = entry.accepted
    return Comparison(
        measure=entry.measure,
        turn=entry.turn,
        date=results.scenario.file.calendar.end_of(entry.turn).isoformat(timespec="minutes"),
        historical=entry.historical,
        accepted=entry.accepted,
        holds=low <= figures["median"] <= high,
        **figures,
    )


def _losses(results: Results, entry: HistoryEntry, measure: LossMeasure) -> dict[str, Any]:
    side = results.scenario.names.side_row[measure.side]
    return {
        "kind": "losses",
        **_spread(entry, results.losses[:, results.turn_row(entry.turn), side, Kind[measure.kind.upper()]]),
    }


def _ground(results: Results, entry: HistoryEntry, measure: GroundMeasure) -> dict[str, Any]:
    names = results.scenario.names
    owned = results.owned[:, results.turn_row(entry.turn), names.area_row[measure.area], names.side_row[measure.side]]
    return {"kind": "ground", **_spread(entry, np.round(100.0 * owned / max(1, results.hexes_of(measure.area)), 2))}


def _spread(entry: HistoryEntry, figures: NDArray[Any]) -> dict[str, Any]:
    """Return where history lies among (N,) figures."""
    found = spread(figures)
    low, high = entry.accepted
    return {
        "median": found.median,
        "central_50": found.central_50,
        "central_90": found.central_90,
        "share_accepted": round(float(np.mean((figures >= low) & (figures <= high))), 4),
        "percentile": percentile(figures, float(entry.historical)),
    }


def _holder(results: Results, entry: HistoryEntry, measure: HolderMeasure) -> dict[str, Any]:
    holders = results.holders(measure.area)[:, results.turn_row(entry.turn)]
    count = int(np.count_nonzero(holders == holder_codes(results.scenario)[measure.state]))
    share = count / results.runs
    inside = {z: (share, share) if results.is_one_game else wilson(count, results.runs, z) for z in (Z_50, Z_90)}
    return {
        "kind": "holder",
        "median": round(100 * share, 2),
        "central_50": _in_per_cent(inside[Z_50]),
        "central_90": _in_per_cent(inside[Z_90]),
        "share_accepted": round(share if entry.historical else 1 - share, 4),
        "percentile": None,
    }


def _in_per_cent(interval: tuple[float, float]) -> tuple[float, float]:
    return round(100 * interval[0], 2), round(100 * interval[1], 2)
