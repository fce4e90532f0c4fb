"""What is reckoned up at the end of a game: losses beside those of history. No drawing here."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.terms import Kind
from game.engine.events import HIT, Event
from game.scenario.loading import Scenario
from game.scenario.schema.scenario_file import HistoryEntry
from game.ui.session import Shown


@dataclass(frozen=True)
class MeasureRow:
    """A figure of this game beside the one of history."""

    words: str
    here: str
    then: str


def loss_rows(shown: Shown) -> list[MeasureRow]:
    """Return a row for each loss of the scenario's history table, with this game's at the end of the same turn.

    Losses between two turns are left out: they are in the others.
    Where the steps do not show that (a game loaded later), the losses at the end stand there, and say so.
    """
    return [_row(shown, entry) for entry in shown.scenario.file.history if entry.losses is not None and not entry.apart]


def _row(shown: Shown, entry: HistoryEntry) -> MeasureRow:
    assert entry.losses is not None
    here = losses_by(shown, entry.losses.side, Kind[entry.losses.kind.upper()], entry.turn)
    ended = shown.scenario.file.calendar.end_of(entry.turn)
    then = f"{entry.historical:,}"
    return MeasureRow(f"{entry.measure}, by {ended.day} {ended:%b %H:%M}", f"{here:,}", then)


def losses_by(shown: Shown, side: str, kind: Kind, turn: int) -> int:
    """Return what a side had lost of a kind by the end of a turn: what it has lost now, less what came later."""
    scenario = shown.scenario
    row = scenario.names.side_row[side]
    lost = int(shown.game.state.sides.losses[row, kind])
    for step in shown.steps:
        for event in step.events:
            if event.turn > turn and event.kind in HIT and event.unit is not None:
                unit = scenario.names.unit_row[event.unit]
                if int(scenario.world.units[unit].side) == row:
                    lost -= _lost(scenario, event, kind)
    return lost


def _lost(scenario: Scenario, event: Event, kind: Kind) -> int:
    """Return how many items of a kind one loss was; men of lost crews count as men."""
    if kind is Kind.MEN:
        return int(event["men"])
    mine = scenario.equipment.equipment[event["equipment"]].kind == kind.name.lower()
    return int(event["items"]) if mine else 0
