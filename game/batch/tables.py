"""What a batch comes to: outcomes with intervals, losses, who holds what when; plain data for `--json` and print."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from game.batch.history import compare, counted, holder_codes
from game.batch.intervals import spread, wilson
from game.batch.results import UNFINISHED, Results
from game.core.terms import Kind
from game.scenario.loading import Scenario

MOST_TURNS: Final = 6
"""Turns that are shown of who holds what."""


def summary(results: Results) -> dict[str, Any]:
    """Return everything that `simulate --json` prints; docs/json.md describes the keys."""
    rows = compare(results)
    return {
        "scenario": results.scenario.name,
        "scenario_digest": results.scenario.digest,
        "changes": list(results.scenario.changes),
        "runs": results.runs,
        "finished": results.runs - results.unfinished,
        "unfinished": results.unfinished,
        "seed": results.seed,
        "luck": results.luck,
        "commanders": dict(results.commanders),
        "levels": {level["level"]: level["count"] for level in levels(results)},
        "outcomes": levels(results),
        "sides": losses(results),
        "points": points(results),
        "holders": holders(results),
        "history": [row.as_data() for row in rows],
        "together": {name: found.as_data() for name, found in counted(results, rows).items()},
        "digest": results.digest(),
        "seconds": round(results.seconds, 3),
    }


def levels(results: Results) -> list[dict[str, Any]]:
    """Return the victory levels, best first, with count, share of all runs and its 95 % interval."""
    names = results.scenario.names
    rows = []
    for row, level in enumerate(names.levels):
        winner = names.level_winners[row]
        rows.append(
            {
                "level": level,
                "name": names.level_names[row],
                "winner": names.sides[winner] if winner >= 0 else None,
                **_share(results, row),
            }
        )
    return rows


def unfinished(results: Results) -> dict[str, Any]:
    """Return count, share and interval of the runs that were not over when they stopped."""
    return _share(results, UNFINISHED)


def _share(results: Results, level: int) -> dict[str, Any]:
    """Return how many runs reached a level; there is no interval where all runs are one game."""
    count, total = int(np.count_nonzero(results.levels == level)), results.runs
    interval = None if results.is_one_game else [round(end, 4) for end in wilson(count, total)]
    return {"count": count, "share": round(count / total, 4), "interval_95": interval}


def losses(results: Results) -> dict[str, dict[str, Any]]:
    """Return by side and kind what was lost or disabled by the end, and what was written off: mean, intervals."""
    return {
        side: {
            **{kind.name.lower(): spread(results.losses[:, -1, row, kind]).as_data() for kind in Kind},
            "written_off": spread(results.written_off[:, -1, row].sum(axis=1)).as_data(),
        }
        for row, side in enumerate(results.scenario.names.sides)
    }


def points(results: Results) -> dict[str, Any]:
    """Return by side the victory points of the runs that were over; none where none was."""
    over = results.points[results.levels != UNFINISHED]
    if not len(over):
        return {}
    return {side: spread(over[:, row]).as_data() for row, side in enumerate(results.scenario.names.sides)}


def holders(results: Results) -> list[dict[str, Any]]:
    """Return for each area of interest and a few turns the share of runs in which each side holds it."""
    scenario, codes = results.scenario, holder_codes(results.scenario)
    rows = []
    for area in areas_of_interest(scenario):
        holders_of_area = results.holders(area)
        for turn in turns_of_interest(scenario):
            states = holders_of_area[:, results.turn_row(turn)]
            rows.append(
                {
                    "area": area,
                    "title": scenario.names.area_titles[scenario.names.area_row[area]],
                    "turn": turn,
                    "date": scenario.file.calendar.end_of(turn).isoformat(timespec="minutes"),
                    "shares": {state: round(float(np.mean(states == code)), 4) for state, code in codes.items()},
                }
            )
    return rows


def areas_of_interest(scenario: Scenario) -> list[str]:
    """Return the areas that awards or the history table speak of, in the order in which they do.

    Nobody holds an exit that only gives points to who leaves by it (rulebook 3.7).
    """
    named = [award.area for award in scenario.file.victory.awards if award.award not in ("fixed", "exited")]
    named += [entry.holder.area for entry in scenario.file.history if entry.holder is not None]
    return [area for area in dict.fromkeys(named) if area is not None]


def areas_of_tables(scenario: Scenario) -> list[str]:
    """Return the areas of interest, and those of whose ground the history table has a share; of all, if there are none.

    Maps have dozens of areas, most of them only for plans: rows of all would be most of what a batch writes.
    """
    ground = [entry.ground.area for entry in scenario.file.history if entry.ground is not None]
    exits = {area for side in scenario.file.sides.values() for area in side.exits}
    all_others = [area for area in scenario.names.areas if area not in exits]
    return list(dict.fromkeys([*areas_of_interest(scenario), *ground])) or all_others


def turns_of_interest(scenario: Scenario) -> list[int]:
    """Return a handful of turns: those of the history table about holders as far as they go, the last, some between."""
    calendar = scenario.file.calendar
    turns = {calendar.last_turn, *(entry.turn for entry in scenario.file.history if entry.holder is not None)}
    if len(turns) > MOST_TURNS:
        ordered = sorted(turns)
        turns = {ordered[place * (len(ordered) - 1) // (MOST_TURNS - 1)] for place in range(MOST_TURNS)}
    missing = MOST_TURNS - len(turns)
    if missing > 0:
        turns |= {calendar.first_turn + place * (calendar.turns - 1) // missing for place in range(missing)}
    return sorted(turns)
