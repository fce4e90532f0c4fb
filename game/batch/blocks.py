"""The rows of the tables, made of results block by block, so that a table of a million rows never stands in memory.

A block is as many columns as `columns` names for its table, without those of the context, which `context` gives. Rows
are in the order of the runs, and within a run as the scenario has turns, sides, areas and units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.batch.cells import BLOCK, Block, Words, ends_of, rows_in
from game.batch.columns import Type
from game.batch.combat_rows import combat_blocks
from game.batch.control import day_turns
from game.batch.happenings import KINDS_OF_EVENTS, NEVER, phases_followed
from game.batch.history import agrees, compare, holder_codes, run_figures
from game.batch.results import UNFINISHED, Results
from game.batch.tables import areas_of_tables
from game.batch.units import UnitNote
from game.commanders.roster import taken_apart
from game.core.terms import CONTESTED_NAME, NOWHERE, SIDES, UNFINISHED_NAME, EventKind, Kind, Status
from game.rules.areas import holders

_EVENTS: Final = [EventKind(code).name.lower() if code else "" for code in range(KINDS_OF_EVENTS)]
"""What kinds of events are called, by their code."""

VEHICLES: Final = (Kind.TANK, Kind.VEHICLE)
"""Kinds of which some are written off, and others only disabled."""

FATES: Final = {
    Status.AWAITED: "never_came",
    Status.PRESENT: "there",
    Status.WITHDRAWN: "left",
    Status.DESTROYED: "destroyed",
    Status.SURRENDERED: "surrendered",
    Status.EXITED: "exited",
}


def context(results: Results, rows: int, factors: Mapping[str, Type]) -> Block:
    """Return the columns that say of which runs the rows of a block are; `factors` are of these types."""
    sides = results.scenario.names.sides
    leaders = {side: taken_apart(results.commanders[side]) for side in sides}
    return {
        "point": np.full(rows, results.point),
        "scenario": _constant(rows, results.scenario.name),
        "luck": _constant(rows, results.luck),
        **{f"commander_{side}": _constant(rows, leader) for side, (leader, _) in leaders.items()},
        **{f"plan_{side}": _constant(rows, plan or None) for side, (_, plan) in leaders.items()},
        **{
            f"factor_{factor}": _constant(rows, str(value)) if factors[factor] == "word" else np.full(rows, value)
            for factor, value in results.values.items()
        },
    }


def blocks_of(table: str, results: Results) -> Iterator[Block]:
    """Yield the rows of a table of results in blocks, of which none is empty."""
    return (block for block in _TABLES[table](results) if rows_in(block))


def has(table: str, results: Results) -> bool:
    """Return whether what a table needs was noted."""
    noted = {
        "units": results.units.shape[1] > 0,
        "control": len(results.control) > 0,
        "events": results.events.shape[1] > 0,
        "phases": results.events.shape[1] > 0,
        "combats": len(results.combat_counts) == results.runs,
    }
    return bool(noted.get(table, True))


def _constant(rows: int, word: str | None) -> Words:
    """Return a column with the same word in every row, or with none."""
    return Words(np.full(rows, NOWHERE if word is None else 0, np.int32), () if word is None else (word,))


def _by_runs(each: int, rows_of: Callable[[Results, slice], Block], results: Results) -> Iterator[Block]:
    """Yield blocks of whole runs, which have so many rows each."""
    step = max(1, BLOCK // max(1, each))
    for first in range(0, results.runs, step):
        yield rows_of(results, slice(first, min(first + step, results.runs)))


def _run_numbers(results: Results, here: slice, each: int) -> NDArray[np.int64]:
    return np.repeat(np.arange(here.start, here.stop) + results.first, each)


def _turns(results: Results) -> NDArray[np.int64]:
    calendar = results.scenario.file.calendar
    return np.arange(calendar.first_turn, calendar.last_turn + 1)


def _losses(losses: NDArray[Any], written_off: NDArray[Any]) -> Block:
    """Return the columns of losses of (.., K) tables."""
    return {
        **{f"lost_{kind.name.lower()}": losses[..., kind].reshape(-1) for kind in Kind},
        **{f"written_off_{kind.name.lower()}": written_off[..., kind].reshape(-1) for kind in VEHICLES},
    }


# --- what every batch has -------------------------------------------------------------------------------------------


def _run_rows(results: Results, here: slice) -> Block:
    """Return one row per run: how it ended."""
    scenario, names = results.scenario, results.scenario.names
    levels, points = results.levels[here], results.points[here]
    assert UNFINISHED == -1  # the last of the names
    return {
        "run": _run_numbers(results, here, 1),
        "seed": results.seeds[here].astype(np.str_),
        "level": Words(np.where(levels == UNFINISHED, len(names.levels), levels), (*names.levels, UNFINISHED_NAME)),
        "winner": Words(np.array([*names.level_winners, NOWHERE])[levels], names.sides),
        "margin": points[:, 0] - points[:, 1],
        "last_turn": results.reached[here],
        "date": ends_of(scenario, results.reached[here]),
        "finished": levels != UNFINISHED,
        "digest": np.array([f"{digest:016x}" for digest in results.digests[here].tolist()]),
    }


def _side_rows(results: Results, here: slice) -> Block:
    """Return one row per run and side: points and losses at the end."""
    runs = here.stop - here.start
    return {
        "run": _run_numbers(results, here, SIDES),
        "side": Words(np.tile(np.arange(SIDES), runs), results.scenario.names.sides),
        "points": results.points[here].reshape(-1),
        **_losses(results.losses[here, -1], results.written_off[here, -1]),
    }


def _turn_rows(results: Results, here: slice) -> Block:
    """Return one row per run, turn and side: losses so far."""
    runs, turns = here.stop - here.start, _turns(results)
    return {
        "run": _run_numbers(results, here, len(turns) * SIDES),
        "turn": np.tile(np.repeat(turns, SIDES), runs),
        "date": np.tile(np.repeat(ends_of(results.scenario, turns), SIDES), runs),
        "side": Words(np.tile(np.arange(SIDES), runs * len(turns)), results.scenario.names.sides),
        **_losses(results.losses[here], results.written_off[here]),
    }


def _area_rows(results: Results, here: slice) -> Block:
    """Return one row per run, turn and area: who owns how much of it."""
    runs, turns, names = here.stop - here.start, _turns(results), results.scenario.names
    listed = areas_of_tables(results.scenario)
    areas, owned = len(listed), results.owned[here][:, :, [names.area_row[area] for area in listed]]
    hexes = [results.hexes_of(area) for area in listed]
    held = np.stack([holders(owned[:, :, row], whole) for row, whole in enumerate(hexes)], axis=2)
    codes = holder_codes(results.scenario)
    words = tuple(sorted(codes, key=lambda word: codes[word]))
    assert [codes[word] for word in words] == list(range(len(words)))
    assert words[-1] == CONTESTED_NAME
    return {
        "run": _run_numbers(results, here, len(turns) * areas),
        "turn": np.tile(np.repeat(turns, areas), runs),
        "date": np.tile(np.repeat(ends_of(results.scenario, turns), areas), runs),
        "area": Words(np.tile(np.arange(areas), runs * len(turns)), tuple(listed)),
        "hexes": np.tile(np.array(hexes), runs * len(turns)),
        **{f"owned_{side}": owned[..., row].reshape(-1) for row, side in enumerate(names.sides)},
        "holder": Words(held.reshape(-1), words),
    }


def _area_blocks(results: Results) -> Iterator[Block]:
    areas = len(areas_of_tables(results.scenario))
    return _by_runs(len(_turns(results)) * areas, _area_rows, results) if areas else iter(())


# --- what is noted where it is asked for ----------------------------------------------------------------------------


def _unit_rows(results: Results, here: slice) -> Block:
    """Return one row per run and unit."""
    runs, names, listed = here.stop - here.start, results.scenario.names, results.scenario.world.units
    notes = results.units[here].reshape(-1, len(UnitNote))
    never = notes[:, UnitNote.STATUS] == Status.AWAITED
    each = np.arange(len(names.units))
    plain = {
        name: notes[:, UnitNote[name.upper()]] for name in ("men_first", "men_last", "assaults", "defences", "missions")
    }
    return {
        "run": _run_numbers(results, here, len(names.units)),
        "unit": Words(np.tile(each, runs), names.units),
        "name": Words(np.tile(each, runs), names.unit_names),
        "side": Words(np.tile(np.asarray(listed["side"]), runs), names.sides),
        "formation": Words(np.tile(np.asarray(listed["formation"]), runs), names.formations),
        "first_turn": np.ma.masked_array(notes[:, UnitNote.FIRST_TURN], never),
        "last_turn": np.ma.masked_array(notes[:, UnitNote.LAST_TURN], never),
        **plain,
        "fate": Words(notes[:, UnitNote.STATUS], tuple(FATES[status] for status in Status)),
    }


def _control_blocks(results: Results) -> Iterator[Block]:
    """Yield one row per day and hex that is not water, a day at a time: in which share of runs each side owned it."""
    scenario, hexes = results.scenario, results.scenario.world.hexes
    dry = np.flatnonzero(np.asarray(hexes["water"]) == 0)
    numbers = tuple(str(scenario.hex_number(int(row))) for row in dry)
    for turn, owners in zip(day_turns(scenario.file.calendar), results.control, strict=True):
        end = scenario.file.calendar.end_of(turn)
        yield {
            "turn": np.full(len(dry), turn),
            "date": np.full(len(dry), end, "datetime64[s]"),
            "day": np.full(len(dry), end - timedelta(minutes=1), "datetime64[D]"),
            "hex": Words(np.arange(len(dry)), numbers),
            "column": dry % scenario.map.columns,
            "row": dry // scenario.map.columns,
            "runs": np.full(len(dry), results.runs),
            **{f"share_{side}": owners[dry, row] / results.runs for row, side in enumerate(scenario.names.sides)},
        }


def _event_rows(results: Results, here: slice) -> Block:
    """Return one row per run and kind of event that came in it."""
    runs, kinds = np.nonzero(results.events[here])
    return {
        "run": runs + here.start + results.first,
        "event": Words(kinds, tuple(_EVENTS)),
        "times": results.events[here][runs, kinds],
    }


def _phase_rows(results: Results, here: slice) -> Block:
    """Return one row per run and phase of a plan that is followed."""
    phases, runs = phases_followed(results.scenario, results.commanders), here.stop - here.start
    since = results.phases[here].reshape(-1)
    plans = tuple(dict.fromkeys(phase.plan for phase in phases))
    each = np.arange(len(phases))
    return {
        "run": _run_numbers(results, here, len(phases)),
        "side": Words(np.tile(np.array([phase.side for phase in phases]), runs), results.scenario.names.sides),
        "plan": Words(np.tile(np.array([plans.index(phase.plan) for phase in phases]), runs), plans),
        "phase": np.tile(np.array([phase.number for phase in phases]), runs),
        "name": Words(np.tile(each, runs), tuple(phase.name for phase in phases)),
        "first_turn": np.ma.masked_array(since, since == NEVER),
    }


def _phase_blocks(results: Results) -> Iterator[Block]:
    return _by_runs(results.phases.shape[1], _phase_rows, results) if results.phases.shape[1] else iter(())


# --- history --------------------------------------------------------------------------------------------------------


def _history_rows(results: Results) -> Iterator[Block]:
    """Yield one row per row of the history table: what it measures, and where history lies among the runs."""
    rows = compare(results)
    if not rows:
        return
    ends = ("central_50", "central_90", "median_95", "accepted")
    kinds = tuple(dict.fromkeys(row.kind for row in rows))
    yield {
        "row": np.arange(1, len(rows) + 1),
        "measure": np.array([row.measure for row in rows]),
        "kind": Words(np.array([kinds.index(row.kind) for row in rows]), kinds),
        "since": _where_known([row.since for row in rows], np.int64),
        "turn": np.array([row.turn for row in rows]),
        "date": ends_of(results.scenario, [row.turn for row in rows]),
        "historical": np.array([int(row.historical) for row in rows]),
        "median": np.array([row.median for row in rows]),
        **{
            f"{name}_{end}": _where_known([(getattr(row, name) or (None, None))[place] for row in rows], np.float64)
            for name in ends
            for place, end in enumerate(("low", "high"))
        },
        "share_accepted": np.array([row.share_accepted for row in rows]),
        "percentile": _where_known([row.percentile for row in rows], np.float64),
        "holds": np.array([row.holds for row in rows]),
        "apart": np.array([row.apart for row in rows]),
    }


def _where_known(numbers: Sequence[Any], dtype: type[Any]) -> NDArray[Any]:
    """Return numbers, masked where there is none."""
    unknown = [number is None for number in numbers]
    return np.ma.masked_array(np.array([0 if number is None else number for number in numbers], dtype), unknown)


def _value_rows(results: Results, here: slice) -> Block:
    """Return one row per run and row of the history table: the figure of the run, and whether it agrees."""
    entries = results.scenario.file.history
    figures = [run_figures(results, entry)[here] for entry in entries]
    agreeing = [agrees(entry, mine) for entry, mine in zip(entries, figures, strict=True)]
    return {
        "run": _run_numbers(results, here, len(entries)),
        "row": np.tile(np.arange(1, len(entries) + 1), here.stop - here.start),
        "value": np.stack(figures, axis=1).reshape(-1).astype(np.float64),
        "agrees": np.stack(agreeing, axis=1).reshape(-1),
    }


def _value_blocks(results: Results) -> Iterator[Block]:
    entries = len(results.scenario.file.history)
    return _by_runs(entries, _value_rows, results) if entries else iter(())


_TABLES: Final[Mapping[str, Callable[[Results], Iterator[Block]]]] = {
    "runs": partial(_by_runs, 1, _run_rows),
    "sides": partial(_by_runs, SIDES, _side_rows),
    "turns": lambda results: _by_runs(len(_turns(results)) * SIDES, _turn_rows, results),
    "areas": _area_blocks,
    "units": lambda results: _by_runs(results.units.shape[1], _unit_rows, results),
    "control": _control_blocks,
    "events": lambda results: _by_runs(results.events.shape[1], _event_rows, results),
    "phases": _phase_blocks,
    "combats": combat_blocks,
    "rows": _history_rows,
    "values": _value_blocks,
}
