"""Service records: what each unit has done in a game: where it fought, what that cost, how far it marched.

Everything is read from the steps of the game. Who stands in a hex that is attacked is known from where units began and
from every event that has moved one. What the enemy lost in a fight is counted for all who took part in it: events do
not say whose fire it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from game.core.terms import EventKind, Status
from game.engine.event_words import count_hit, result_words
from game.engine.events import HIT, Event
from game.engine.game import Game
from game.engine.orders import Attack, Bombard, Fight
from game.engine.replay import Step
from game.scenario.loading import Scenario

MOVES: Final = (
    EventKind.ARRIVED,
    EventKind.MOVED,
    EventKind.ADVANCED,
    EventKind.RETREATED,
    EventKind.BROKE_OUT,
)
GONE: Final = (
    EventKind.DESTROYED,
    EventKind.SURRENDERED,
    EventKind.WITHDREW,
    EventKind.EXITED,
    EventKind.DRIFTED,
)


class Part(StrEnum):
    """What a unit did in a fight."""

    ASSAULT = "assault"
    SUPPORT = "supporting fire"
    DEFENCE = "defence"
    DEFENSIVE_FIRE = "defensive fire"
    BOMBARDMENT = "bombardment"
    SHELLED = "under bombardment"


@dataclass(frozen=True)
class Engagement:
    """A fight of one unit. `step` is its number among all steps, `lost` and `enemy_lost` count by kind of item.

    `lost` is what the unit itself lost, `enemy_lost` what the whole other side lost there.
    """

    step: int
    turn: int
    hex: str
    part: Part
    result: str
    lost: Mapping[str, int]
    enemy_lost: Mapping[str, int]


@dataclass
class Service:
    """What a unit, or some units together, have done.

    `lowest` is the lowest cohesion that a fight has left, None without one. Losses are all, also those outside fights.
    """

    fights: list[Engagement] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)
    marched: int = 0
    routed: int = 0
    lowest: int | None = None

    @property
    def fought(self) -> int:
        """In how many fights they have been; several units in the same one count once."""
        return len({fight.step for fight in self.fights})

    @property
    def enemy_lost(self) -> Counter[str]:
        """What the enemy has lost in those fights, by kind."""
        lost: Counter[str] = Counter()
        for fight in {fight.step: fight for fight in self.fights}.values():
            lost.update(fight.enemy_lost)
        return lost

    @property
    def heavy_lost(self) -> int:
        """Items lost but for men: guns, tanks and the like, those disabled among them."""
        return sum(count for kind, count in self.lost.items() if kind != "men")

    def copy(self) -> Service:
        """Return an independent twin."""
        return Service(list(self.fights), Counter(self.lost), self.marched, self.routed, self.lowest)


def together(services: Iterable[Service]) -> Service:
    """Return what several units have done together; hexes marched are those of all, one after the other."""
    whole = Service()
    for service in services:
        whole.fights += service.fights
        whole.lost.update(service.lost)
        whole.marched += service.marched
        whole.routed += service.routed
        lows = [low for low in (whole.lowest, service.lowest) if low is not None]
        whole.lowest = min(lows, default=None)
    return whole


class ServiceRoll:
    """The service records of all units, as far as steps have been entered.

    Begun at a game's start it knows where everybody is; without one, only of those whom an event has named.
    """

    def __init__(self, scenario: Scenario, start: Game | None = None) -> None:
        self.scenario = scenario
        self.entered = 0
        self.services: dict[str, Service] = {}
        self._hexes: dict[str, str] = {} if start is None else _standing(start)

    def of(self, unit: str) -> Service:
        """Return what a unit has done."""
        return self.services.get(unit, Service())

    def of_all(self, units: Iterable[str]) -> Service:
        """Return what some units have done together."""
        return together(self.of(unit) for unit in units)

    def copy(self) -> ServiceRoll:
        """Return an independent twin."""
        twin = ServiceRoll(self.scenario)
        twin.entered = self.entered
        twin.services = {unit: service.copy() for unit, service in self.services.items()}
        twin._hexes = dict(self._hexes)
        return twin

    def enter(self, steps: Iterable[Step]) -> None:
        """Enter the next steps of the game."""
        for step in steps:
            if isinstance(step.order, Fight):
                self._enter_fight(step, step.order)
            for event in step.events:
                self._enter_event(event)
            self.entered += 1

    def _enter_event(self, event: Event) -> None:
        if event.unit is None:
            return
        service = self.services.setdefault(event.unit, Service())
        if event.kind in HIT:
            count_hit(self.scenario, event, service.lost)
        elif event.kind is EventKind.ROUTED:
            service.routed += 1
        elif event.kind is EventKind.SHAKEN:
            service.lowest = min(event["after"], event["after"] if service.lowest is None else service.lowest)
        service.marched += event.kind is EventKind.MOVED
        if event.kind in MOVES and event.to_hex is not None:
            self._hexes[event.unit] = event.to_hex
        elif event.kind in GONE:
            self._hexes.pop(event.unit, None)
        elif event.from_hex is not None:
            self._hexes.setdefault(event.unit, event.from_hex)

    def _enter_fight(self, step: Step, order: Fight) -> None:
        losses: dict[str, Counter[str]] = {}
        sides: dict[int, Counter[str]] = {0: Counter(), 1: Counter()}
        for event in step.events:
            if event.kind in HIT and event.unit is not None:
                count_hit(self.scenario, event, losses.setdefault(event.unit, Counter()))
                count_hit(self.scenario, event, sides[self._side(event.unit)])
        result = result_words(self.scenario, step)
        for unit, part in self._parts(step, order).items():
            fight = Engagement(
                self.entered,
                step.turn,
                order.target,
                part,
                result,
                dict(losses.get(unit, {})),
                dict(sides[1 - self._side(unit)]),
            )
            self.services.setdefault(unit, Service()).fights.append(fight)

    def _parts(self, step: Step, order: Fight) -> dict[str, Part]:
        """Return who takes part in a fight, and how."""
        attacking = self.scenario.names.side_row[step.side]
        there = [unit for unit, hex_ in self._hexes.items() if hex_ == order.target and self._side(unit) != attacking]
        parts = dict.fromkeys(there, Part.DEFENCE if isinstance(order, Attack) else Part.SHELLED)
        for event in step.events:
            if event.kind is EventKind.FIRED and event.unit is not None and event["defensive"]:
                parts.setdefault(event.unit, Part.DEFENSIVE_FIRE)
        if isinstance(order, Bombard):
            return {**parts, order.unit: Part.BOMBARDMENT}
        return {**parts, **dict.fromkeys(order.support, Part.SUPPORT), **dict.fromkeys(order.units, Part.ASSAULT)}

    def _side(self, unit: str) -> int:
        return int(self.scenario.world.units[self.scenario.names.unit_row[unit]].side)


def _standing(game: Game) -> dict[str, str]:
    """Return where every unit on the map stands."""
    units, names = game.state.units, game.scenario.names.units
    return {
        names[row]: str(game.scenario.hex_number(int(units[row].hex)))
        for row in range(len(names))
        if units[row].status == Status.PRESENT
    }
