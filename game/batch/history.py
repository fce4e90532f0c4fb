"""Results held against history: for each row of the scenario's `history` table, where it lies among the runs.

A row is about losses (of a side in one kind, from the start or between two turns), about an exchange (what a side lost
for each hundred that the other lost), about ground (how many per cent of an area's hexes a side owns), about a holder
(whether an area is in a state then) or about composition (what single formations lost, what men fell to, what was
done: `composition`). One figure is held against the accepted range: for amounts the median of all runs,
for holders the share of runs, in per cent, in which it is so. Rows that say in other words what others say (`apart`)
are held against history like them, and counted for themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.batch.composition import CAUSES, Tally, tallied
from game.batch.intervals import (
    Z_50,
    Z_90,
    Z_95,
    Spread,
    effective_number,
    median_interval,
    percentile,
    plain_data,
    spread,
    wilson,
)
from game.batch.results import Results
from game.core.terms import CONTESTED_NAME, SIDES, Kind
from game.rules.areas import CONTESTED
from game.scenario.loading import Scenario
from game.scenario.schema.scenario_file import COMPOSITION, HistoryEntry

HUNDRED: Final = 100.0


@dataclass(frozen=True)
class Comparison:
    """One measure, in history and in the runs.

    `median` is the figure held against `accepted`: the median of an amount, or the share of runs in per cent;
    `median_95` is how sure it is (none of fewer than six runs, and of one game that stands for all). The central
    intervals are those of the amount, or Wilson's of the share. `share_accepted` is the share of runs (0 to 1) whose
    figure lies in the accepted range, or that agree with history about the holder. `percentile` says how many per cent
    of runs have less than history; a holder has none.
    """

    measure: str
    kind: str
    since: int | None
    turn: int
    date: str
    historical: int | bool
    accepted: tuple[int, int]
    median: float
    median_95: tuple[float, float] | None
    central_50: tuple[float, float]
    central_90: tuple[float, float]
    share_accepted: float
    percentile: float | None
    holds: bool
    apart: bool
    commanders: dict[str, str]

    def as_data(self) -> dict[str, Any]:
        """Return plain data for a JSON document."""
        return plain_data(self)


@dataclass(frozen=True)
class Together:
    """How far the runs agree with several rows at once.

    `agreeing` says in how many runs 0, 1, ... of the rows agree. `effective` is the number of rows when those that go
    together count once (`intervals.effective_number`, over losses and exchanges as logarithms), none where none varies.
    `distance` is how far runs are from history (`distances`).
    """

    rows: int
    holding: int
    agreeing_mean: float
    agreeing: list[int]
    effective: float | None
    distance: Spread

    def as_data(self) -> dict[str, Any]:
        """Return plain data for a JSON document."""
        return {**asdict(self), "distance": self.distance.as_data()}


def compare(results: Results, entries: Sequence[HistoryEntry] | None = None) -> list[Comparison]:
    """Return one comparison for each row of the scenario's history table, in its order, or for some of them."""
    return [_compared(results, entry) for entry in (results.scenario.file.history if entries is None else entries)]


def counted(results: Results, rows: Sequence[Comparison]) -> dict[str, Together]:
    """Return how far the runs agree with all `rows` of a table, and with those that are counted apart, if any."""
    found = {}
    for name, apart in (("rows", False), ("apart", True)):
        entries = [entry for entry in results.scenario.file.history if entry.apart is apart]
        if entries:
            holding = sum(row.holds for row in rows if row.apart is apart)
            found[name] = together(results, entries, holding)
    return found


def together(results: Results, entries: Sequence[HistoryEntry], holding: int = 0) -> Together:
    """Return how far the runs agree with at least one row at once."""
    figures = [run_figures(results, entry) for entry in entries]
    each = np.sum([agrees(entry, mine) for entry, mine in zip(entries, figures, strict=True)], axis=0)
    scaled = np.stack([_scaled(entry, mine) for entry, mine in zip(entries, figures, strict=True)], axis=1)
    return Together(
        rows=len(entries),
        holding=holding,
        agreeing_mean=round(float(np.mean(each)), 2),
        agreeing=np.bincount(each, minlength=len(entries) + 1).tolist(),
        effective=effective_number(scaled),
        distance=spread(distances(results, entries)),
    )


def holder_codes(scenario: Scenario) -> dict[str, int]:
    """Return the numbers in `Results.holders` by what they mean: a side, or contested."""
    return {**scenario.names.side_row, CONTESTED_NAME: CONTESTED}


# --- one row --------------------------------------------------------------------------------------------------------


def run_figures(results: Results, entry: HistoryEntry) -> NDArray[Any]:
    """Return (N,) the figure of each run: an amount, per cent, or 1 where the area is in the state."""
    if entry.kind in COMPOSITION:
        return _composed(results, entry)
    names, row = results.scenario.names, results.turn_row(entry.turn)
    if entry.losses is not None:
        table = results.written_off if entry.losses.written_off else results.losses
        return _lost(results, entry, names.side_row[entry.losses.side], Kind[entry.losses.kind.upper()], table)
    if entry.exchange is not None:
        side, kind = names.side_row[entry.exchange.side], Kind[entry.exchange.kind.upper()]
        mine, theirs = (_lost(results, entry, one, kind, results.losses) for one in (side, SIDES - 1 - side))
        return np.asarray(np.round(HUNDRED * mine / np.maximum(1, theirs), 2))
    if entry.ground is not None:
        owned = results.owned[:, row, names.area_row[entry.ground.area], names.side_row[entry.ground.side]]
        return np.asarray(np.round(HUNDRED * owned / max(1, results.hexes_of(entry.ground.area)), 2))
    assert entry.holder is not None
    holders = results.holders(entry.holder.area)[:, row]
    return np.asarray(holders == holder_codes(results.scenario)[entry.holder.state]).astype(np.int8)


def _composed(results: Results, entry: HistoryEntry) -> NDArray[Any]:
    """Return (N,) the figure of each run of a row on composition."""
    row, since = results.turn_row(entry.turn), None if entry.since is None else results.turn_row(entry.since)
    if entry.share_lost is not None:
        lost = results.composition.share_lost(results.left, entry.share_lost, row)
        return lost if since is None else lost - results.composition.share_lost(results.left, entry.share_lost, since)
    measure = entry.cause or entry.count
    assert measure is not None
    side = results.scenario.names.side_row[measure.side]
    if entry.count is not None:
        return tallied([Tally[entry.count.of.upper()]], results.tallies, side, row, since)
    assert entry.cause is not None
    part = tallied([Tally[entry.cause.by.upper()]], results.tallies, side, row, since)
    return np.asarray(np.round(HUNDRED * part / np.maximum(1, tallied(CAUSES, results.tallies, side, row, since)), 2))


def agrees(entry: HistoryEntry, figures: NDArray[Any]) -> NDArray[np.bool_]:
    """Return (N,) whether each run agrees: the figure is accepted, or the area is held as it was."""
    if entry.holder is not None:
        return np.asarray(figures == int(entry.historical))
    low, high = entry.accepted
    return np.asarray((figures >= low) & (figures <= high))


def distances(results: Results, entries: Sequence[HistoryEntry]) -> NDArray[np.float64]:
    """Return (N,) how far each run is from history: the root of the mean square over the rows, in half accepted ranges.

    Of losses, exchanges and counts the logarithms of one more are taken, of the range too; a range is at least one item
    wide. A holder is 0 away where it is as it was, else 1.
    """
    squares = np.zeros(results.runs)
    for entry in entries:
        figures = run_figures(results, entry)
        if entry.holder is not None:
            squares += ~agrees(entry, figures)
            continue
        bounds = (entry.accepted[0], max(entry.accepted[1], entry.accepted[0] + 1), entry.historical)
        low, high, then = _scaled(entry, np.array(bounds))
        squares += ((_scaled(entry, figures) - then) / ((high - low) / 2)) ** 2
    return np.asarray(np.sqrt(squares / len(entries)))


def _lost(results: Results, entry: HistoryEntry, side: int, kind: Kind, table: NDArray[Any]) -> NDArray[Any]:
    """Return (N,) what a side lost by the end of the row's turn, or since that of another, by a table of losses."""
    lost = table[:, results.turn_row(entry.turn), side, kind]
    return lost if entry.since is None else lost - table[:, results.turn_row(entry.since), side, kind]


def _scaled(entry: HistoryEntry, figures: NDArray[Any]) -> NDArray[np.float64]:
    """Return figures on the scale on which they are told apart: what is lost by its order of magnitude."""
    by_magnitude = entry.kind in ("losses", "exchange", "count")
    return np.log1p(figures) if by_magnitude else figures.astype(np.float64)


def _compared(results: Results, entry: HistoryEntry) -> Comparison:
    figures = run_figures(results, entry)
    found = _share(results, figures) if entry.holder is not None else _spread(results, entry, figures)
    low, high = entry.accepted
    return Comparison(
        measure=entry.measure,
        kind=entry.kind,
        since=entry.since,
        turn=entry.turn,
        date=results.scenario.file.calendar.end_of(entry.turn).isoformat(timespec="minutes"),
        historical=entry.historical,
        accepted=entry.accepted,
        holds=low <= found["median"] <= high,
        share_accepted=round(float(np.mean(agrees(entry, figures))), 4),
        apart=entry.apart,
        commanders=dict(results.commanders),
        **found,
    )


def _spread(results: Results, entry: HistoryEntry, figures: NDArray[Any]) -> dict[str, Any]:
    """Return where history lies among (N,) amounts."""
    found = spread(figures)
    return {
        "median": found.median,
        "median_95": None if results.is_one_game else median_interval(figures),
        "central_50": found.central_50,
        "central_90": found.central_90,
        "percentile": percentile(figures, float(entry.historical)),
    }


def _share(results: Results, figures: NDArray[Any]) -> dict[str, Any]:
    """Return in which share of runs an area is in a state, in per cent."""
    count = int(np.count_nonzero(figures))
    share = count / results.runs
    inside = {z: (share, share) if results.is_one_game else wilson(count, results.runs, z) for z in (Z_50, Z_90, Z_95)}
    return {
        "median": round(HUNDRED * share, 2),
        "median_95": None if results.is_one_game else _in_per_cent(inside[Z_95]),
        "central_50": _in_per_cent(inside[Z_50]),
        "central_90": _in_per_cent(inside[Z_90]),
        "percentile": None,
    }


def _in_per_cent(interval: tuple[float, float]) -> tuple[float, float]:
    return round(HUNDRED * interval[0], 2), round(HUNDRED * interval[1], 2)
