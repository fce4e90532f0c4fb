"""What happened, in words: the steps of a side-turn as lines that a person reads in a terminal.

Everything is taken from the events; nothing is worked out here but sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from game.batch.history import CONTESTED_NAME, end_of_turn
from game.core.terms import NOWHERE, EventKind
from game.engine.events import Event
from game.engine.orders import Attack, Bombard, Move
from game.engine.replay import Step
from game.scenario.compiling import light_of
from game.scenario.loading import Scenario
from game.scenario.world import State

RESULTS = {
    "repulsed": "repulsed",
    "held": "the defender holds",
    "withdrawn_one": "the defender withdraws",
    "withdrawn_two": "the defender falls back two hexes",
    "routed": "the defender breaks",
}
FATES = {
    EventKind.ARRIVED: "arrives",
    EventKind.DELAYED: "waits for room to arrive",
    EventKind.WITHDREW: "leaves the map",
    EventKind.BOGGED: "sticks in soft ground",
    EventKind.ROUTED: "breaks",
    EventKind.RALLIED: "rallies",
    EventKind.RETREATED: "falls back",
    EventKind.ADVANCED: "advances",
    EventKind.DESTROYED: "is destroyed",
    EventKind.SURRENDERED: "surrenders",
}
"""Events that are told of single units."""


class Teller:
    """Tells a game side-turn by side-turn, from the position in which it is first met."""

    def __init__(self, scenario: Scenario, state: State) -> None:
        self.scenario = scenario
        self.owners = state.hexes.owner.copy()
        self.opening: tuple[Event, ...] = ()

    def side_turn(self, steps: Sequence[Step]) -> Iterator[str]:
        """Yield the lines of one side-turn: its title, arrivals, fights one by one, marches as a number, objectives."""
        before = objectives(self.scenario, self.owners)
        yield heading(self.scenario, steps[0].turn, steps[0].side)
        yield from self._indented(_fates(self.scenario, self.opening, set(FATES)))
        self.opening = ()
        marches = 0
        for step in steps:
            self._take_over(step.events)
            if isinstance(step.order, Move):
                marches += 1
                yield from self._indented(_fates(self.scenario, step.events, {EventKind.BOGGED}))
            elif step.order is not None:
                yield from self._indented(_fight(self.scenario, step))
            else:
                closing, self.opening = _split(step.events)
                yield from self._indented(_fates(self.scenario, closing, set(FATES)))
        if marches:
            yield f"  {marches} march{'es' if marches > 1 else ''}"
        yield from self._indented(changes(before, objectives(self.scenario, self.owners)))

    def _take_over(self, events: Iterable[Event]) -> None:
        """Note who owns the ground now."""
        for event in events:
            if event.kind is EventKind.OWNER and event.to_hex is not None:
                self.owners[self.scenario.hex_row(event.to_hex)] = self.scenario.names.side_row[event["side"]]

    @staticmethod
    def _indented(lines: Iterable[str]) -> Iterator[str]:
        return (f"  {line}" for line in lines)


def heading(scenario: Scenario, turn: int, side: str) -> str:
    """Return the title of a side-turn: turn, date, light, side."""
    began, ends = end_of_turn(scenario, turn - 1), end_of_turn(scenario, turn)
    light = light_of(scenario.world, turn).name.lower()
    adjective = scenario.names.side_adjectives[scenario.names.side_row[side]]
    return f"Turn {turn}, {began.day} {began:%b %Y %H:%M} to {ends:%H:%M}, {light}: {adjective}"


def _split(events: tuple[Event, ...]) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Return what closes a side-turn and what opens the next."""
    for place, event in enumerate(events):
        if event.kind is EventKind.TURN_BEGAN:
            return events[:place], events[place:]
    return events, ()


def _fight(scenario: Scenario, step: Step) -> Iterator[str]:
    assert isinstance(step.order, Attack | Bombard)
    target = place(scenario, step.order.target)
    lost = losses(scenario, step.events)
    if isinstance(step.order, Bombard):
        yield f"{step.order.unit} bombards {target}; {lost}"
    for event in step.events:
        if event.kind is EventKind.ASSAULT and isinstance(step.order, Attack):
            guns = f" with the guns of {', '.join(step.order.support)}" if step.order.support else ""
            odds = f"{event['odds'] / 100:.2f} to 1"
            result = RESULTS.get(str(event["result"]), str(event["result"]).replace("_", " "))
            yield f"{', '.join(step.order.units)}{guns} assault {target}: odds {odds}, {result}; {lost}"
    yield from (f"  {line}" for line in _fates(scenario, step.events, set(FATES)))


def _fates(scenario: Scenario, events: Iterable[Event], kinds: set[EventKind]) -> Iterator[str]:
    """Yield a line for what became of each unit; a flight over several hexes is one line."""
    told = [event for event in events if event.kind in kinds and event.unit is not None]
    for (unit, kind), group in groupby(told, key=lambda event: (event.unit, event.kind)):
        hexes = [hex_ for event in group if (hex_ := event.to_hex or event.from_hex)]
        where = f": {' > '.join([*hexes[:-1], place(scenario, hexes[-1])])}" if hexes else ""
        yield f"{unit} {FATES[kind]}{where}"


def losses(scenario: Scenario, events: Iterable[Event]) -> str:
    """Return what both sides lost in some events: "Soviet: 12 men, 1 tank; Japanese: 30 men"."""
    lost: dict[int, Counter[str]] = {}
    for event in events:
        if event.kind is EventKind.LOST and event.unit is not None:
            side = int(scenario.world.units[scenario.names.unit_row[event.unit]].side)
            count = lost.setdefault(side, Counter())
            count["men"] += event["men"]
            kind = scenario.equipment.equipment[event["equipment"]].kind
            if kind != "men":
                count[kind] += event["items"]
    words = [
        f"{scenario.names.side_adjectives[side]} {', '.join(counted(kind, n) for kind, n in count.items() if n)}"
        for side, count in sorted(lost.items())
        if any(count.values())
    ]
    return f"lost: {'; '.join(words)}" if words else "no losses"


def counted(kind: str, number: int) -> str:
    """Return a number of items of a kind in words: "1 man", "7 machine guns"."""
    if kind == "men":
        return "1 man" if number == 1 else f"{number} men"
    name = kind.replace("_", " ")
    return f"{number} {name if number == 1 else name + 's'}"


def place(scenario: Scenario, hex_: str) -> str:
    """Return a hex with its name, if it has one."""
    names = [spot.name for spot in scenario.map.places if spot.hex == hex_]
    return f"{hex_} ({names[0]})" if names else hex_


def objectives(scenario: Scenario, owners: NDArray[np.int8]) -> dict[str, str]:
    """Return who holds each area that victory points are given for, by (H,) owners: a side, or "contested"."""
    held = {}
    for area in dict.fromkeys(award.area for award in scenario.file.victory.awards if award.award == "hold"):
        assert area is not None
        inside = (scenario.world.areas[scenario.names.area_row[area]] == 1) & (scenario.world.hexes.water == 0)
        sides = np.unique(owners[inside])
        alone = len(sides) == 1 and sides[0] != NOWHERE
        held[area] = scenario.names.sides[int(sides[0])] if alone else CONTESTED_NAME
    return held


def changes(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    """Yield a line for each objective whose holder has changed."""
    for area, holder in after.items():
        if before.get(area) != holder:
            yield f"{area}: {before.get(area)} > {holder}"
