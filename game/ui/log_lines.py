"""The log in words: every step as a few lines, each of a kind that can be filtered. No drawing here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from game.core.terms import QUARTER, EventKind
from game.engine.event_words import (
    FATES,
    ON_MARCHES,
    count_hit,
    counted,
    fates,
    ground_changes,
    hit_words,
    order_words,
    place,
    result_words,
)
from game.engine.events import HIT, Event
from game.engine.fights import called_for
from game.engine.orders import Exit, Fight, Move
from game.engine.replay import Step
from game.scenario.loading import Scenario
from game.scenario.names import so_many
from game.ui.why import why
from game.view.looks import localised

MOST: Final = 200
"""Lines that are shown; older ones are left out."""


class LogKind(StrEnum):
    """What a line is about."""

    TURN = "turn"
    FIGHTS = "fights"
    MARCHES = "marches"
    SUPPLY = "supply"
    ARRIVALS = "arrivals"


@dataclass(frozen=True)
class LogLine:
    """One line; `hex` is where it was, `detail` says that it belongs to the line above.

    `section` is where the rulebook says how the figures come about, "" for a line without any.
    """

    kind: LogKind
    words: str
    hex: int | None = None
    detail: bool = False
    section: str = ""


def log_lines(scenario: Scenario, steps: Sequence[Step], kind: LogKind | None = None) -> tuple[list[LogLine], int]:
    """Return the last lines of a kind (None: of all), oldest first, and how many older ones were left out.

    Only as many steps are read from the end as are needed; the number left out is that of steps then.
    """
    scenario = localised(scenario)
    blocks: list[list[LogLine]] = []
    count = left = 0
    turns = [list(group) for _, group in groupby(steps, key=lambda step: (step.turn, step.side))]
    for number, turn in reversed(list(enumerate(turns))):
        if count >= MOST:
            left = sum(len(older) for older in turns[: number + 1])
            break
        lines = [line for step in turn for line in _lines(scenario, step) if kind in (None, line.kind)]
        if lines:
            blocks.append([_title(scenario, turn[0]), *lines])
            count += len(lines) + 1
    lines = [line for block in reversed(blocks) for line in block]
    return lines[-MOST:], left


def _title(scenario: Scenario, step: Step) -> LogLine:
    side = localised(scenario).names.side_adjectives[scenario.names.side_row[step.side]]
    return LogLine(LogKind.TURN, f"Turn {step.turn}, {side}")


def _lines(scenario: Scenario, step: Step) -> Iterator[LogLine]:
    if isinstance(step.order, Fight):
        yield from _fight(scenario, step, step.order)
    elif isinstance(step.order, Move):
        end = scenario.hex_row(step.order.path[-1])
        cost = max((event["cost"] for event in step.events if event.kind is EventKind.MOVED), default=0)
        words = f"{order_words(scenario, step.order)}, {so_many(cost / QUARTER, 'point')}"
        yield LogLine(LogKind.MARCHES, words, end)
        for words in why(scenario, step):
            yield LogLine(LogKind.MARCHES, words, end, detail=True)
        for words in (*fates(scenario, step.events, set(ON_MARCHES)), *_losses(scenario, step.events)):
            yield LogLine(LogKind.MARCHES, words, end, detail=True)
    elif isinstance(step.order, Exit):
        where = scenario.hex_row(step.order.hex)
        yield LogLine(LogKind.MARCHES, order_words(scenario, step.order), where, section="3.7")
        for words in why(scenario, step):
            yield LogLine(LogKind.MARCHES, words, where, detail=True)
    else:
        yield from _end(scenario, step.events)


def _fight(scenario: Scenario, step: Step, order: Fight) -> Iterator[LogLine]:
    """Yield a fight with its arithmetic."""
    where = scenario.hex_row(order.target)

    def detail(words: str, section: str = "") -> LogLine:
        return LogLine(LogKind.FIGHTS, words, where, detail=True, section=section)

    yield LogLine(LogKind.FIGHTS, order_words(scenario, order), where)
    yield from (detail(words) for words in why(scenario, step))
    for event in step.events:
        if event.kind is EventKind.ASSAULT:
            yield detail(
                f"odds {event['odds'] / 100:.2f} to 1, luck: attacker {luck(event['attacker_luck'])}, "
                f"defender {luck(event['defender_luck'])}: {called_for(event)}",
                "5.6",
            )
            yield detail(result_words(scenario, step), "5.7")
        elif event.kind is EventKind.BOMBARDMENT:
            yield detail(f"fire {event['fire'] / 100:,.0f}, luck {luck(event['luck'])}", "6.2")
    fired = [str(event.unit) for event in step.events if event.kind is EventKind.FIRED and event["defensive"]]
    if fired:
        yield detail(f"defensive fire: {', '.join(fired)}", "6.3")
    for number, words in enumerate(_losses(scenario, step.events)):
        yield detail(words, "" if number else "5.5")
    shaken = [
        f"{event.unit} {event['before']} > {event['after']}"
        for event in step.events
        if event.kind is EventKind.SHAKEN and event["before"] != event["after"]
    ]
    if shaken:
        yield detail(f"cohesion: {', '.join(shaken)}", "5.6")
    yield from (detail(words) for words in fates(scenario, step.events, set(FATES)))


def luck(thousandths: int) -> str:
    """Return luck as a factor: "×1.14"."""
    return f"×{thousandths / 1000:.2f}"


def _losses(scenario: Scenario, events: Iterable[Event]) -> Iterator[str]:
    """Yield what each unit lost."""
    lost: dict[str, Counter[str]] = {}
    for event in events:
        if event.kind in HIT and event.unit is not None:
            count_hit(scenario, event, lost.setdefault(event.unit, Counter()))
    for unit, count in lost.items():
        words = ", ".join(hit_words(count))
        if words:
            yield f"{unit} lost {words}"


def _end(scenario: Scenario, events: Iterable[Event]) -> Iterator[LogLine]:
    """Yield what the end of a player turn brought."""
    for words in ground_changes(scenario, events):
        yield LogLine(LogKind.MARCHES, words, section="3.9")
    for event in events:
        number = event.to_hex or event.from_hex
        where = scenario.hex_row(number) if number else None
        if event.kind is EventKind.SUPPLY:
            change = f"{event['supply_before']} > {event['supply']}"
            carried = so_many(event["stock"], "turn")
            yield LogLine(LogKind.SUPPLY, f"{event.unit}: supply {change}, supplies for {carried}", where)
        elif event.kind in (EventKind.ARRIVED, EventKind.DELAYED, EventKind.WITHDREW):
            spot = f" in {place(scenario, number)}" if number else ""
            yield LogLine(LogKind.ARRIVALS, f"{event.unit} {FATES[event.kind]}{spot}", where)
        elif event.kind is EventKind.ENTRENCHED:
            yield LogLine(LogKind.MARCHES, f"{event.unit} is at entrenchment {event['entrenchment']}", where)
        elif event.kind in (EventKind.REPAIRED, EventKind.ABANDONED):
            kind = scenario.equipment.equipment[event["equipment"]].kind
            done = "repaired" if event.kind is EventKind.REPAIRED else "given up"
            yield LogLine(LogKind.SUPPLY, f"{event.unit}: {counted(kind, event['items'])} {done}", where)
        elif event.kind in FATES:
            spot = f": {place(scenario, number)}" if number else ""
            yield LogLine(LogKind.FIGHTS, f"{event.unit} {FATES[event.kind]}{spot}", where, detail=True)
        elif event.kind is EventKind.LOST and event["men"] + event["items"]:
            yield LogLine(LogKind.SUPPLY, f"{event.unit} lost {counted('men', event['men'])}", where)
