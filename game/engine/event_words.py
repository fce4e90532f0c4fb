"""What happened, in words: orders, fights, fates and losses as lines for terminals, logs and lists.

Everything is taken from the steps; nothing is worked out here but sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from game.core.terms import EventKind, OrderKind
from game.engine.events import HIT, Event
from game.engine.fights import fought
from game.engine.order_table import ORDER_TABLE
from game.engine.orders import Order
from game.engine.replay import Step
from game.scenario.loading import Scenario
from game.scenario.names import kind_words, readable

FATES: Final = {
    EventKind.ARRIVED: "arrived",
    EventKind.DELAYED: "could not arrive for lack of room",
    EventKind.WITHDREW: "left the map",
    EventKind.EXITED: "left the map by an exit",
    EventKind.DRIFTED: "drifted away, crippled",
    EventKind.BOGGED: "bogged down",
    EventKind.BROKE_THROUGH: "broke through the ice",
    EventKind.ROUTED: "routed",
    EventKind.RALLIED: "rallied",
    EventKind.RETREATED: "retreated",
    EventKind.BROKE_OUT: "broke out",
    EventKind.LEFT_GUNS: "left guns behind",
    EventKind.BREACHED: "opened works",
    EventKind.SUPPRESSED: "kept down by guns",
    EventKind.ABANDONED: "gave up disabled vehicles",
    EventKind.REPAIRED: "repaired vehicles",
    EventKind.ADVANCED: "advanced",
    EventKind.DESTROYED: "ceased to exist",
    EventKind.SURRENDERED: "surrendered",
}
"""Events of single units, in the past tense, which is the same for "I/75" and "Tanks/57RD"."""

ON_MARCHES: Final = (EventKind.BOGGED, EventKind.BROKE_THROUGH, EventKind.DESTROYED)
"""What may become of a unit on its march."""


RULES: Final[dict[EventKind, tuple[str, str]]] = {
    EventKind.TURN_BEGAN: ("2.1", "a player turn began"),
    EventKind.ARRIVED: ("2.3", "a unit arrived"),
    EventKind.DELAYED: ("2.3", "an arrival found no room"),
    EventKind.WITHDREW: ("2.3", "a unit was called away"),
    EventKind.MOVED: ("3.1", "a unit marched a hex"),
    EventKind.BOGGED: ("3.3", "vehicles bogged down"),
    EventKind.FERRIED: ("3.5", "a unit crossed by boat"),
    EventKind.EXITED: ("3.7", "a unit left the map by an exit"),
    EventKind.DRIFTED: ("3.8", "boats that were all crippled drifted away"),
    EventKind.GROUND_CHANGED: ("3.9", "a kind of ground changed"),
    EventKind.BROKE_THROUGH: ("3.10", "guns or vehicles broke through the ice"),
    EventKind.SUPPLY: ("4.2", "a unit's supply changed"),
    EventKind.ASSAULT: ("5.1", "an assault was made"),
    EventKind.BREACHED: ("5.4", "engineers opened works"),
    EventKind.LOST: ("5.5", "a unit lost men or items"),
    EventKind.DISABLED: ("5.5", "vehicles were disabled"),
    EventKind.DESTROYED: ("5.5", "a unit ceased to exist"),
    EventKind.SHAKEN: ("5.6", "a fight cost a unit cohesion"),
    EventKind.BROKEN_OFF: ("5.6", "an assault was broken off for its losses"),
    EventKind.RETREATED: ("5.7", "a unit retreated a hex"),
    EventKind.BROKE_OUT: ("5.7", "a unit broke out"),
    EventKind.LEFT_GUNS: ("5.7", "guns were left behind"),
    EventKind.ABANDONED: ("5.7", "disabled vehicles were given up"),
    EventKind.SURRENDERED: ("5.7", "a unit surrendered"),
    EventKind.ADVANCED: ("5.8", "an attacker advanced"),
    EventKind.BOMBARDMENT: ("6.2", "a hex was bombarded"),
    EventKind.FIRED: ("6.2", "guns fired a mission"),
    EventKind.SUPPRESSED: ("6.6", "a unit was kept down by guns"),
    EventKind.ROUTED: ("7.3", "a unit routed"),
    EventKind.RALLIED: ("7.3", "a unit rallied"),
    EventKind.REPAIRED: ("7.5", "vehicles were repaired"),
    EventKind.ENTRENCHED: ("8.1", "a unit dug in"),
    EventKind.OWNER: ("10.1", "a hex changed hands"),
    EventKind.ENDED: ("10.3", "the battle was decided or over"),
}
"""The section of the rulebook that each kind of event comes from, and what happened, in the order of the rulebook."""


def order_words(scenario: Scenario, order: Order) -> str:
    """Return what an order asks for, with no verb that one or several units would change.

    "I/75: march from 2231 to 2130 (Bezymyannaya)", "I/75, III/75 with the guns of 25MA: assault on 2028".
    """
    return ORDER_TABLE[order.kind].words(order, lambda hex_: place(scenario, hex_))


def result_words(scenario: Scenario, step: Step) -> str:
    """Return how an assault ended, by what happened: "the defender retreats one hex; the hex is taken"."""
    found = fought(scenario, step.order, step.events)
    return found.words if found is not None else ""


def fight(scenario: Scenario, step: Step) -> Iterator[str]:
    """Yield what an attack or bombardment brought: itself, then what became of each unit, indented."""
    assert step.order is not None
    words, lost = order_words(scenario, step.order), losses(scenario, step.events)
    if step.order.kind is OrderKind.BOMBARD:
        yield f"{words}; {lost}"
    for event in step.events:
        if event.kind is EventKind.ASSAULT:
            odds, happened = f"{event['odds'] / 100:.2f} to 1", result_words(scenario, step)
            yield f"{words}; odds {odds}, {happened}; {lost}"
    yield from (f"  {line}" for line in fates(scenario, step.events, set(FATES)))


def ground_changes(scenario: Scenario, events: Iterable[Event]) -> Iterator[str]:
    """Yield a line for each kind of ground that counts as another from now on, or is as the map has it again."""
    for event in events:
        if event.kind is EventKind.GROUND_CHANGED:
            ids, names = scenario.names.terrain, scenario.names.terrain_names
            is_, now = (names[ids.index(event[key])] for key in ("terrain", "counts_as"))
            if event["terrain"] == event["counts_as"]:
                yield f"{is_}: as the map has it again"
            else:
                other = readable(event["counts_as"]) if is_ == now else now[:1].lower() + now[1:]
                yield f"{is_} counts as {other}"


def fates(scenario: Scenario, events: Iterable[Event], kinds: set[EventKind]) -> Iterator[str]:
    """Yield a line for what became of each unit; a flight over several hexes is one line."""
    shown = [event for event in events if event.kind in kinds and event.unit is not None]
    for (unit, kind), group in groupby(shown, key=lambda event: (event.unit, event.kind)):
        hexes = [hex_ for event in group if (hex_ := event.to_hex or event.from_hex)]
        where = f": {' > '.join([*hexes[:-1], place(scenario, hexes[-1])])}" if hexes else ""
        yield f"{unit} {FATES[kind]}{where}"


def losses(scenario: Scenario, events: Iterable[Event]) -> str:
    """Return what both sides lost: "lost: Soviet 12 men, 1 tank, 4 tanks disabled; Japanese 30 men"."""
    lost: dict[int, Counter[str]] = {}
    for event in events:
        if event.kind in HIT and event.unit is not None:
            side = int(scenario.world.units[scenario.names.unit_row[event.unit]].side)
            count_hit(scenario, event, lost.setdefault(side, Counter()))
    words = [
        f"{scenario.names.side_adjectives[side]} {', '.join(hit_words(count))}"
        for side, count in sorted(lost.items())
        if any(count.values())
    ]
    return f"lost: {'; '.join(words)}" if words else "no losses"


def count_hit(scenario: Scenario, event: Event, count: Counter[str]) -> None:
    """Add what an event of HIT has cost to a count by kind: men, items lost, and items disabled."""
    count["men"] += event["men"]
    kind = scenario.equipment.equipment[event["equipment"]].kind
    if kind != "men":
        count[f"{kind} disabled" if event.kind is EventKind.DISABLED else kind] += event["items"]


def hit_words(count: Mapping[str, int]) -> Iterator[str]:
    """Yield what was counted, in words: "12 men", "1 tank", "4 tanks disabled"."""
    for name, number in count.items():
        kind, _, disabled = name.partition(" ")
        if number:
            yield f"{counted(kind, number)} {disabled}".rstrip()


def counted(kind: str, number: int) -> str:
    """Return a number of items of a kind in words: "1 man", "7 machine guns"."""
    return f"{number} {kind_words(kind, number)}"


def place(scenario: Scenario, hex_: str) -> str:
    """Return a hex with its name, if it has one."""
    names = [spot.name for spot in scenario.map.places if spot.hex == hex_]
    return f"{hex_} ({names[0]})" if names else hex_
