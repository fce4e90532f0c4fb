"""The acts that show one step: what is seen on the map before it has happened, and what after.

An Act is a value: counters on their ways, marks, lines of text at a hex. They are made from the events alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.terms import NOWHERE, EventKind
from game.engine.event_words import FATES, ON_MARCHES, losses, place, result_words
from game.engine.events import Event
from game.engine.game import Game
from game.engine.orders import Attack, Bombard, Exit, Fight, Move
from game.engine.replay import Step
from game.view.looks import localised
from game.view.marks import Marks

Bools = NDArray[np.bool_]

MARCH: Final = 0.09
LONGEST_MARCH: Final = 0.8
"""Seconds for each hex of a march, and at most."""

AIM: Final = 0.55
SHELLS: Final = 0.35
RESULT: Final = 1.3
SHELLED: Final = 0.7
RETREAT: Final = 0.18
"""Seconds for each hex of a retreat."""

TIDINGS: Final = 0.9

SHOWN_AT_TURN: Final = (
    EventKind.ARRIVED,
    EventKind.WITHDREW,
    EventKind.ROUTED,
    EventKind.RALLIED,
    EventKind.DRIFTED,
    EventKind.DESTROYED,
    EventKind.SURRENDERED,
)


@dataclass(frozen=True)
class Slide:
    """A counter on its way over hexes."""

    unit: int
    way: tuple[int, ...]


@dataclass(frozen=True)
class Act:
    """What is shown for so many seconds, at normal speed. The lines stand beside the hex `where`, not over `clear`."""

    seconds: float
    slides: tuple[Slide, ...] = ()
    slide_seconds: float = 0.0
    marks: Marks = field(default_factory=Marks)
    lines: tuple[str, ...] = ()
    where: int | None = None
    clear: tuple[int, ...] = ()

    def hexes(self) -> list[int]:
        """Return the hexes that the player should see."""
        found = [hex_ for slide in self.slides for hex_ in (slide.way[0], slide.way[-1])]
        found += [hex_ for way, _ in self.marks.ways for hex_ in (way[0], way[-1])]
        return found + ([self.where] if self.where is not None else [])


def acts_before(game: Game, steps: Sequence[Step], visible: Bools) -> list[Act]:
    """Return what is seen before the steps of a passage have happened.

    `game` is the position before them as the viewer knows it, `visible` (units,) who is seen in it.
    """
    slides = [slide for step in steps if isinstance(step.order, Move) for slide in _ways(game, step.events, visible)]
    if slides:
        longest = max(len(slide.way) - 1 for slide in slides)
        seconds = min(LONGEST_MARCH, max(0.15, longest * MARCH))
        marks = Marks(ways=[(slide.way, "reach") for slide in slides])
        return [Act(seconds, tuple(slides), seconds, marks)]
    fights = [step.order for step in steps if isinstance(step.order, Fight)]
    return [_aim(game, fights)] if fights else []


def acts_after(game: Game, steps: Sequence[Step], visible: Bools) -> list[Act]:
    """Return what is seen once the steps of a passage have happened.

    `game` is the position after them as the viewer knows it, `visible` (units,) who was seen before them.
    """
    if isinstance(steps[0].order, Fight):
        return [_result(game, steps, steps[0].order, visible)]
    if isinstance(steps[0].order, Exit):
        return _said(game, [event for step in steps for event in step.events if event.kind is EventKind.EXITED])
    if steps[0].order is None:
        return _tidings(game, steps[0].events)
    return _said(game, [event for step in steps for event in step.events if event.kind in ON_MARCHES])


def _aim(game: Game, orders: Sequence[Fight]) -> Act:
    """Show who goes at whom."""
    target = _row(game, orders[0].target)
    hexes = _hexes_of(game, orders)
    marks = Marks(hexes={target: "target"}, ways=[((hex_, target), "target") for hex_ in hexes])
    return Act(AIM if isinstance(orders[0], Attack) else SHELLS, marks=marks, where=target)


def _result(game: Game, steps: Sequence[Step], order: Fight, visible: Bools) -> Act:
    """Show how a fight ended: in words, with losses, and who falls back, advances or is no more."""
    target = _row(game, order.target)
    scenario, events = game.scenario, [event for step in steps for event in step.events]
    slides = _ways(game, events, visible)
    lines = [losses(scenario, events)]
    for event in events:
        if event.kind is EventKind.ASSAULT:
            lines.insert(0, f"{_capital(result_words(scenario, steps[0]))} (odds {odds_words(event['odds'])})")
        elif event.kind in (EventKind.ROUTED, EventKind.DESTROYED, EventKind.SURRENDERED) and event.unit:
            lines.append(f"{event.unit} {FATES[event.kind]}")
    if isinstance(order, Bombard):
        lines.insert(0, f"{place(localised(scenario), order.target)} is bombarded")
    moving = max((len(slide.way) - 1 for slide in slides), default=0) * RETREAT
    seconds = max(RESULT if isinstance(order, Attack) else SHELLED, moving + 0.4)
    marks = Marks(hexes={target: "target"}, ways=[(slide.way, "retreat") for slide in slides])
    fights = [step.order for step in steps if isinstance(step.order, Fight)]
    clear = [*(hex_ for slide in slides for hex_ in slide.way), *_hexes_of(game, fights)]
    return Act(seconds, tuple(slides), max(moving, 0.01), marks, tuple(lines), target, tuple(clear))


def _tidings(game: Game, events: Iterable[Event]) -> list[Act]:
    """Show who arrives, leaves, breaks, rallies or is lost at the end of a player turn."""
    return _said(game, [event for event in events if event.kind in SHOWN_AT_TURN])


def _said(game: Game, events: Sequence[Event]) -> list[Act]:
    """Show what became of single units, all at once."""
    lines_by_hex: dict[int, list[str]] = {}
    for event in events:
        number = event.to_hex or event.from_hex
        if event.unit is not None and number is not None:
            lines_by_hex.setdefault(_row(game, number), []).append(f"{event.unit} {FATES[event.kind]}")
    if not lines_by_hex:
        return []
    marks = Marks(hexes=dict.fromkeys(lines_by_hex, "objective"))
    first = next(iter(lines_by_hex))
    lines = [line for lines in lines_by_hex.values() for line in lines]
    if len(lines) > 6:  # noqa: PLR2004 - more would cover the map
        lines = [*lines[:5], f"and {len(lines) - 5} more"]
    return [Act(TIDINGS, marks=marks, lines=tuple(lines), where=first)]


def _ways(game: Game, events: Iterable[Event], visible: Bools) -> list[Slide]:
    """Return the way of each visible unit that moved, advanced or fell back."""
    ways: dict[int, list[int]] = {}
    for event in events:
        moved = event.kind in (EventKind.MOVED, EventKind.ADVANCED, EventKind.RETREATED, EventKind.BROKE_OUT)
        if moved and event.unit is not None and event.from_hex is not None and event.to_hex is not None:
            way = ways.setdefault(game.scenario.names.unit_row[event.unit], [_row(game, event.from_hex)])
            if way[-1] != _row(game, event.to_hex):
                way.append(_row(game, event.to_hex))
    return [Slide(unit, tuple(way)) for unit, way in ways.items() if len(way) > 1 and visible[unit]]


def _hexes_of(game: Game, orders: Iterable[Fight]) -> list[int]:
    """Return where those who attack or fire stand now."""
    units = [unit for order in orders for unit in order.named]
    hexes = [int(game.state.units[game.scenario.names.unit_row[unit]].hex) for unit in units]
    return [hex_ for hex_ in dict.fromkeys(hexes) if hex_ != NOWHERE]


def _row(game: Game, number: str) -> int:
    hex_ = game.scenario.hex_row(number)
    assert hex_ is not None
    return hex_


def odds_words(hundredths: int) -> str:
    """Return odds in words: "1.7 to 1"."""
    odds = hundredths / 100
    return f"{odds:.1f} to 1" if odds < 10 else f"{odds:.0f} to 1"  # noqa: PLR2004 - decimals mean nothing there


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
