"""Service records of both sides, for the terminal a table, for programs a document: what formations and units did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from game.cli.texts import in_words
from game.core.terms import NOWHERE, Kind
from game.engine.game import Game
from game.engine.replay import Step
from game.engine.saves import Saved
from game.engine.service import Service, ServiceRoll
from game.engine.service_table import COLUMNS, LEGEND, Row, service_rows
from game.scenario.loading import Scenario
from game.scenario.plan_table import units_called

FIGURE: Final = 8
"""Letters that a column of figures takes."""


def roll_of(start: Game, steps: Iterable[Step]) -> ServiceRoll:
    """Return what all units have done in the steps of a game, from its start."""
    roll = ServiceRoll(start.scenario, start)
    roll.enter(steps)
    return roll


def service_lines(scenario: Scenario, roll: ServiceRoll) -> Iterator[str]:
    """Yield a table for each side that has done anything in a game."""
    shown = in_words(scenario)
    for side, adjective in zip(shown.names.sides, shown.names.side_adjectives, strict=True):
        rows = [row for row in service_rows(shown, roll, side) if row.has_served]
        if rows:
            named = [(_name(row), row) for row in rows]
            widest = max(len(name) for name, _ in named)
            yield ""
            yield f"{f'{adjective} formations and units':<{widest}}" + "".join(f"{head:>{FIGURE}}" for head in COLUMNS)
            for name, row in named:
                figures = (f"{row.figure(head):,}" if row.figure(head) else "-" for head in COLUMNS)
                yield f"{name:<{widest}}" + "".join(f"{figure:>{FIGURE}}" for figure in figures)
    if roll.services:
        yield f"\n{LEGEND}"


def _name(row: Row) -> str:
    name = row.name if row.unit in (None, row.name) else f"{row.unit} ({row.name})"
    return f"{'  ' * row.depth}{name}"


# --- for programs ---------------------------------------------------------------------------------------------------


def service_document(file: Path, saved: Saved, roll: ServiceRoll) -> dict[str, Any]:
    """Return what `replay show --units --json` prints; docs/json.md describes the keys."""
    game = saved.game
    scenario, outcome = game.scenario, game.outcome
    return {
        "file": str(file),
        "scenario": scenario.name,
        "scenario_digest": scenario.digest,
        "changes": list(scenario.changes),
        "seed": game.seed,
        "luck": game.luck,
        "commanders": dict(saved.commanders),
        "turn": game.turn,
        "outcome": None if outcome is None else outcome.level,
        "points": game.points(),
        "formations": [_formation(scenario, roll, row) for row in range(len(scenario.names.formations))],
        "units": [_unit(scenario, roll, row) for row in range(len(scenario.names.units))],
        "digest": game.digest(),
    }


def _formation(scenario: Scenario, roll: ServiceRoll, row: int) -> dict[str, Any]:
    names, parent = scenario.names, scenario.names.formation_parents[row]
    inside = [names.units[unit] for unit in units_called(scenario, names.formations[row])]
    return {
        "formation": names.formations[row],
        "name": names.formation_names[row],
        "side": names.sides[names.formation_sides[row]],
        "parent": None if parent == NOWHERE else names.formations[parent],
        **_figures(roll.of_all(inside)),
    }


def _unit(scenario: Scenario, roll: ServiceRoll, row: int) -> dict[str, Any]:
    names, fixed = scenario.names, scenario.world.units[row]
    service = roll.of(names.units[row])
    return {
        "unit": names.units[row],
        "name": names.unit_names[row],
        "side": names.sides[int(fixed.side)],
        "formation": names.formations[int(fixed.formation)],
        **_figures(service),
        "engagements": [
            {
                "turn": fight.turn,
                "hex": fight.hex,
                "part": fight.part.name.lower(),
                "result": fight.result,
                "lost": _by_kind(fight.lost),
                "enemy_lost": _by_kind(fight.enemy_lost),
            }
            for fight in service.fights
        ],
    }


def _figures(service: Service) -> dict[str, Any]:
    return {
        "fights": service.fought,
        "marched": service.marched,
        "routed": service.routed,
        "lowest_cohesion": service.lowest,
        "lost": _by_kind(service.lost),
        "enemy_lost": _by_kind(service.enemy_lost),
    }


def _by_kind(lost: Mapping[str, int]) -> dict[str, int]:
    """Return losses by every kind there is, what was disabled among them."""
    kinds = [kind.name.lower() for kind in Kind]
    return {kind: lost.get(kind, 0) + lost.get(f"{kind} disabled", 0) for kind in kinds}
