"""What an assault really brought, read from its events: who went where, who found no way out, whose the hex is.

The result says what the odds called for. What the defenders then did can be something else (rulebook 5.6-5.8): with no
way out they break out or lay down their arms, and one whose nerve is gone runs though the others hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from game.core.terms import EventKind, Result
from game.engine.events import HIT, Event
from game.engine.orders import Attack, Order
from game.scenario.loading import Scenario
from game.scenario.names import kind_words

CALLED_FOR: Final = {
    Result.REPULSED: "repulsed",
    Result.HELD: "held",
    Result.WITHDRAWN_ONE: "retreat one hex",
    Result.WITHDRAWN_TWO: "retreat two hexes",
    Result.ROUTED: "rout",
}
"""What the odds call for, as the table of results has it (rulebook 5.6)."""

NUMBERS: Final = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Reaction(Enum):
    """What a defender did, in words for one and for several."""

    HOLDS = "holds", "hold"
    BACK_ONE = "retreats one hex", "retreat one hex"
    BACK_TWO = "retreats two hexes", "retreat two hexes"
    BACK_THREE = "retreats three hexes", "retreat three hexes"
    FLEES_ONE = "routs one hex", "rout one hex"
    FLEES_TWO = "routs two hexes", "rout two hexes"
    FLEES_THREE = "routs three hexes", "rout three hexes"
    BREAKS_OUT = "breaks out after a last stand", "break out after a last stand"
    SURRENDERS = "surrenders", "surrender"
    DESTROYED = "is destroyed", "are destroyed"


BACK: Final = (Reaction.BACK_ONE, Reaction.BACK_TWO, Reaction.BACK_THREE)
FLEES: Final = (Reaction.FLEES_ONE, Reaction.FLEES_TWO, Reaction.FLEES_THREE)
ASKED_TO_GO: Final = ("withdrawn_one", "withdrawn_two", "routed")


@dataclass(frozen=True)
class Fought:
    """An assault as it went. `reactions` are by defender; `taken` is whether an attacker went into the hex,
    `broken_off` whether the attackers gave it up for their losses.

    Where nobody went into a hex that the defenders have left, `left_free` says why, if it is known.
    """

    called_for: str
    reactions: dict[str, Reaction]
    taken: bool
    men_lost: int
    left_free: str = ""
    broken_off: bool = False

    @property
    def words(self) -> str:
        """What happened, in one line: "two of three defenders retreat one hex, one surrenders; the hex is taken"."""
        what = ("broken off; " if self.broken_off else "") + self._reactions()
        if self.taken:
            return f"{what}; the hex is taken"
        if self.called_for in ASKED_TO_GO or set(self.reactions.values()) - {Reaction.HOLDS}:
            return f"{what}; the hex is not taken{self.left_free}"
        return what

    def _reactions(self) -> str:
        groups: dict[Reaction, int] = {}
        for reaction in self.reactions.values():
            groups[reaction] = groups.get(reaction, 0) + 1
        several = len(self.reactions) > 1
        defenders = "the defenders" if several else "the defender"
        if not groups or set(groups) == {Reaction.HOLDS}:
            return "repulsed" if self.called_for == "repulsed" else f"{defenders} {Reaction.HOLDS.value[several]}"
        if set(groups) == {Reaction.BREAKS_OUT}:
            loses = f", {'lose' if several else 'loses'} {self.men_lost} {kind_words('men', self.men_lost)}"
            stand, out = ("they make", "break out") if several else ("it makes", "breaks out")
            return f"{defenders} cannot retreat: {stand} a last stand{loses if self.men_lost else ''} and {out}"
        if len(groups) == 1:
            return f"{defenders} {next(iter(groups)).value[several]}"
        ordered = sorted(groups.items(), key=lambda group: -group[1])
        first, count = ordered[0]
        words = [f"{_number(count)} of {_number(len(self.reactions))} defenders {first.value[count > 1]}"]
        words += [f"{_number(count)} {reaction.value[count > 1]}" for reaction, count in ordered[1:]]
        return ", ".join(words)


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def fought(scenario: Scenario, order: Order | None, events: Sequence[Event]) -> Fought | None:
    """Return what an order to assault brought, from its events; None if there is no assault among them."""
    assault = next((event for event in events if event.kind is EventKind.ASSAULT), None)
    if assault is None:
        return None
    target, result = assault.to_hex, str(assault["result"])
    attacking = scenario.names.side_row[assault.side]
    there = [event for event in events if _enemy_in(scenario, event, attacking, target)]
    broke_out = {str(event.unit) for event in events if event.kind is EventKind.BROKE_OUT}
    hops: dict[str, int] = {}
    routed = {str(event.unit) for event in events if event.kind is EventKind.ROUTED}
    for event in events:
        if event.kind is EventKind.RETREATED:
            hops[str(event.unit)] = hops.get(str(event.unit), 0) + 1
    ended = {
        str(event.unit): Reaction.SURRENDERS if event.kind is EventKind.SURRENDERED else Reaction.DESTROYED
        for event in there
        if event.kind in (EventKind.SURRENDERED, EventKind.DESTROYED)
    }

    def reaction_of(unit: str) -> Reaction:
        if unit in ended:
            return ended[unit]
        if unit in hops:
            return (FLEES if unit in routed else BACK)[hops[unit] - 1]
        return Reaction.BREAKS_OUT if unit in broke_out else Reaction.HOLDS

    reactions = {unit: reaction_of(unit) for unit in dict.fromkeys(str(event.unit) for event in there)}
    return Fought(
        called_for=result,
        reactions=reactions,
        taken=any(event.kind is EventKind.ADVANCED for event in events),
        broken_off=any(event.kind is EventKind.BROKEN_OFF for event in events),
        men_lost=sum(event["men"] for event in there if event.kind in HIT),
        left_free="" if Reaction.HOLDS in reactions.values() else _why_left_free(order, events),
    )


def _why_left_free(order: Order | None, events: Sequence[Event]) -> str:
    """Return why no attacker has gone into an empty hex (rulebook 5.8)."""
    if not isinstance(order, Attack):
        return ""
    gone = {event.unit for event in events if event.kind in (EventKind.ROUTED, EventKind.DESTROYED)}
    if order.holding:
        return ", as ordered"
    return ", because the attackers routed" if gone >= set(order.units) else ""


def _enemy_in(scenario: Scenario, event: Event, attacking: int, target: str | None) -> bool:
    """Whether an event is about a unit that is assaulted, while it stands in the hex."""
    if event.unit is None or event.from_hex != target or event.kind is EventKind.FIRED:
        return False
    return bool(scenario.world.units[scenario.names.unit_row[event.unit]].side != attacking)


def called_for(event: Event) -> str:
    """Return what the odds of an assault called for: "back two hexes"."""
    return CALLED_FOR[Result[str(event["result"]).upper()]]
