"""What happened since the player's last orders, as a list of entries with the hexes where it was. No drawing here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from game.core.terms import EventKind, Status
from game.engine.event_words import FATES, ground_changes, losses, order_words, place, result_words
from game.engine.events import Event
from game.engine.orders import Fight, Move
from game.engine.replay import Step
from game.engine.surveys import points_by_award
from game.scenario.loading import Scenario
from game.ui.playback.passages import formation_shown, formation_words
from game.ui.screens.winning import hexes_of_award
from game.ui.session import Shown
from game.ui.why import why
from game.view.looks import localised

GRAVE: Final = (EventKind.ROUTED, EventKind.DRIFTED, EventKind.DESTROYED, EventKind.SURRENDERED)
OTHER_FATES: Final = (
    EventKind.ARRIVED,
    EventKind.WITHDREW,
    EventKind.EXITED,
    EventKind.DELAYED,
    EventKind.RALLIED,
    EventKind.BROKE_THROUGH,
)


@dataclass(frozen=True)
class Entry:
    """One thing that happened: a heading it stands under, words, more words, the hexes where it was, ways gone.

    A folded one keeps its further words to itself until it is chosen.
    """

    heading: str
    words: str
    more: tuple[str, ...]
    hexes: tuple[int, ...]
    grave: bool = False
    ways: tuple[tuple[int, ...], ...] = ()
    folded: bool = False


def recent_steps(shown: Shown) -> list[Step]:
    """Return the steps since the last order of the side whose turn it is, the end of its last turn among them."""
    active, found = shown.game.active_side, []
    ended = False
    for step in reversed(shown.steps):
        mine = step.side == active
        if mine and step.turn == shown.game.turn and not ended and step.order is not None:
            continue  # an order of this turn
        if mine and (step.order is not None or ended):
            break
        ended = ended or mine
        found.append(step)
    return found[::-1]


def entries_of(shown: Shown) -> list[Entry]:
    """Return what happened, under headings: fights, units lost or routed, ground, arrivals and the like, marches."""
    steps, scenario = recent_steps(shown), localised(shown.scenario)
    events = [event for step in steps for event in step.events]
    return [
        *(Entry("The ground", words, (), ()) for words in ground_changes(scenario, events)),
        *_fights(scenario, steps),
        *_fates(scenario, events, GRAVE, "Routed or lost"),
        *ground_taken(scenario, events),
        *_points_at_stake(shown, events),
        *_fates(scenario, events, OTHER_FATES, "Arrivals and rallies"),
        *_marches(shown, steps),
    ]


def summary(scenario: Scenario, step: Step) -> str:
    """Return a fight in one line, what matters first, as it may be cut: "Repulsed; no losses; assault on 2028"."""
    assert isinstance(step.order, Fight)
    scenario = localised(scenario)
    result, target = result_words(scenario, step), place(scenario, step.order.target)
    order = f"assault on {target}" if result else order_words(scenario, step.order)
    words = "; ".join([*([result] if result else []), losses(scenario, step.events), order])
    return words[0].upper() + words[1:]


def _fights(scenario: Scenario, steps: Iterable[Step]) -> Iterator[Entry]:
    for step in steps:
        if not isinstance(step.order, Fight):
            continue
        words, lost = order_words(scenario, step.order), losses(scenario, step.events)
        more: tuple[str, ...] = (*why(scenario, step), lost)
        result = result_words(scenario, step)
        if result:
            words, more = f"Assault on {place(scenario, step.order.target)}: {result}", (words, *more)
        yield Entry("Fights", words, more, _rows(scenario, [step.order.target]))


def _fates(scenario: Scenario, events: Iterable[Event], kinds: tuple[EventKind, ...], heading: str) -> Iterator[Entry]:
    shown = [event for event in events if event.kind in kinds and event.unit is not None]
    for (unit, kind), group in groupby(shown, key=lambda event: (event.unit, event.kind)):
        number = next((hex_ for event in group if (hex_ := event.to_hex or event.from_hex)), None)
        assert unit is not None
        side = localised(scenario).names.side_adjectives[int(scenario.world.units[scenario.names.unit_row[unit]].side)]
        where = f" in {place(scenario, number)}" if number else ""
        hexes = _rows(scenario, [number] if number else [])
        yield Entry(heading, f"{unit} ({side}) {FATES[kind]}{where}", (), hexes, kind in GRAVE)


def _marches(shown: Shown, steps: Iterable[Step]) -> Iterator[Entry]:
    """Yield what each formation has marched, of those units that the viewer sees."""
    scenario = localised(shown.scenario)
    ways: dict[int, dict[str, tuple[int, ...]]] = {}
    for step in steps:
        if isinstance(step.order, Move) and is_seen(shown, step.order.unit):
            gone = _rows(scenario, path_gone(step))
            units = ways.setdefault(formation_shown(scenario, step.order.unit), {})
            before = units.get(step.order.unit, ())
            units[step.order.unit] = (*before, *(gone[1:] if before else gone))
    for found in ways.values():
        units = {unit: way for unit, way in found.items() if way}
        ends = [f"{unit} to {place(scenario, str(scenario.hex_number(way[-1])))}" for unit, way in units.items()]
        hexes = tuple(dict.fromkeys(way[-1] for way in units.values()))
        if len(units) == 1:
            words = ends[0].replace(" to ", " marched to ", 1)
            yield Entry("Marches", words, (), hexes, ways=tuple(units.values()))
        elif units:
            words = f"{formation_words(scenario, list(units))}: {len(units)} units marched"
            yield Entry("Marches", words, tuple(ends), hexes, ways=tuple(units.values()), folded=True)


def is_seen(shown: Shown, unit: str) -> bool:
    """Whether a unit is on the map as its viewer knows it."""
    return bool(shown.game.state.units[shown.scenario.names.unit_row[unit]].status == Status.PRESENT)


def path_gone(step: Step) -> list[str]:
    """Return the hexes that the unit of a march has gone through, as far as it came."""
    gone = [event for event in step.events if event.kind is EventKind.MOVED and event.from_hex and event.to_hex]
    return [str(gone[0].from_hex), *(str(event.to_hex) for event in gone)] if gone else []


def _points_at_stake(shown: Shown, events: Iterable[Event]) -> Iterator[Entry]:
    """Yield the awards for ground of which hexes have changed hands, with the points that each gives now."""
    scenario = localised(shown.scenario)
    taken = set(_rows(scenario, (hex_ for hex_, _ in _changed_hands(events))))
    now = points_by_award(shown.game) if taken else ()
    for row, points in enumerate(now):
        hexes = hexes_of_award(shown.game, row)
        if scenario.file.victory.awards[row].area is not None and taken.intersection(hexes):
            yield Entry("Points", f"{scenario.names.awards[row]}: {points} now", (), hexes)


def ground_taken(scenario: Scenario, events: Iterable[Event]) -> Iterator[Entry]:
    """Yield how many hexes each side took from the other, what was won and lost again left out."""
    changed = list(_changed_hands(events))
    for row, side in enumerate(scenario.names.sides):
        taken = [hex_ for hex_, (before, after) in changed if after == side and before is not None]
        if taken:
            named = [spot.name for spot in scenario.map.places if spot.hex in taken]
            number = f"{len(taken)} hexes" if len(taken) > 1 else "one hex"
            words = f"{localised(scenario).names.side_adjectives[row]} forces took {number}"
            yield Entry("Hex control", words, (", ".join(named),) if named else (), _rows(scenario, taken))


def _changed_hands(events: Iterable[Event]) -> Iterator[tuple[str, tuple[str | None, str | None]]]:
    """Yield the hexes that are another side's than before, with whose they were and whose they are."""
    before: dict[str, str | None] = {}
    after: dict[str, str | None] = {}
    for event in events:
        if event.kind is EventKind.OWNER and event.to_hex is not None:
            before.setdefault(event.to_hex, event["side_before"])
            after[event.to_hex] = event["side"]
    return ((hex_, (before[hex_], now)) for hex_, now in after.items() if now != before[hex_])


def _rows(scenario: Scenario, numbers: Iterable[str]) -> tuple[int, ...]:
    rows = [scenario.hex_row(number) for number in numbers]
    return tuple(row for row in rows if row is not None)
