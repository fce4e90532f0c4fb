"""Game: one play of a scenario. Orders go in, events come out; this is the only way a game moves forward.

    game = Game.new(load_scenario("lake_khasan/campaign"), seed=1938)
    order = next(game.legal_orders())
    events = game.play(order)

The rules are in `game.rules`; this class gives them names, keeps the record that replays are made of, and copies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, cast, get_args, overload

import numpy as np

from game.core.arguments import instance, one_of, seed_of, text_of
from game.core.errors import IllegalOrderError, UsageError, on_one_line
from game.core.terms import NOWHERE, Phase, Reason, Role, Status
from game.engine import sight
from game.engine.events import Event, read_event
from game.engine.forecast import AttackForecast, BombardForecast
from game.engine.order_table import forecast_of, write_order
from game.engine.orders import Attack, Bombard, Exit, Fight, Move, Order, require_order
from game.engine.plain import plain
from game.engine.reasons import OF_NO_UNIT, sentence
from game.rules import orders as rules_orders
from game.rules.direct_fire import is_direct
from game.rules.luck import EVEN_LUCK
from game.rules.scratch import MAX_PATH, Scratch, new_scratch
from game.rules.sequence import begin_game, end_player_turn
from game.rules.victory import points_of
from game.scenario.loading import Scenario
from game.scenario.world import State, World, twin

RULES_VERSION: Final = 7
"""Goes up whenever the same orders may give another game; CHANGELOG.md says why."""

LOG_ROWS: Final = 4096
"""Events of one order: none comes near, with all the units that can take part and all their kinds of items."""

EVENTS_EACH: Final = 16
"""Events of one unit at a change of turn: it digs in, or comes, is supplied and loses all its items to a last stand."""

LONGEST_REASON: Final = 500
"""Letters of a reason that are kept; names in it may be much longer."""

Luck = Literal["table", "none"]

_HALVES: Final = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Verdict:
    """Whether an order is legal, and why not."""

    reason: Reason
    sentence: str

    def __bool__(self) -> bool:
        """True for a legal order."""
        return self.reason is Reason.LEGAL


@dataclass(frozen=True)
class Outcome:
    """How a game ended: the victory level, its name, the winner if it has one, both sides' points."""

    level: str
    name: str
    winner: str | None
    points: dict[str, int]


@dataclass
class PlayerTurn:
    """The record of one player turn: each order with the digest of the state after it, and the digest at its end.

    `reasons` are those that a commander gave for its orders, by their place in `orders`.
    """

    turn: int
    side: str
    orders: list[tuple[str, str]] = field(default_factory=list)
    digest: str = ""
    reasons: dict[int, str] = field(default_factory=dict)


def world_with_luck(world: World, luck: Luck) -> World:
    """Return a world with the luck that the scenario has, or one in which nothing at all is drawn (rulebook 1.3)."""
    if luck == "table":
        return world
    rules, frame = twin(world.rules), twin(world.frame)
    rules.luck[:] = EVEN_LUCK
    frame.without_luck[:] = 1
    return world._replace(rules=rules, frame=frame)


def log_rows(world: World) -> int:
    """Return how many events one order or one change of turn can have, so that none is ever dropped."""
    units = len(world.units)
    return max(LOG_ROWS, EVENTS_EACH * (units + 1) + len(world.hexes))


def one_line(text: str, longest: int) -> str:
    """Return a text as one line that can be written anywhere: breaks become blanks, halves of characters a mark."""
    line = _HALVES.sub("\ufffd", on_one_line(text)).strip()
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


class Game:
    """One play of a scenario. Make it with `Game.new`; `copy` gives an independent twin in microseconds."""

    def __init__(
        self,
        scenario: Scenario,
        world: World,
        state: State,
        luck: Luck,
        record: list[PlayerTurn],
        scratch: Scratch | None = None,
    ) -> None:
        """`scratch` are the buffers of a game that is not asked meanwhile; without them there are new ones."""
        self.scenario = scenario
        self.world = world
        self.state = state
        self.luck: Luck = luck
        self.record = record
        self.scratch = new_scratch(world) if scratch is None else scratch

    @classmethod
    def new(cls, scenario: Scenario, seed: int, luck: Luck = "table") -> Game:
        """Set up a scenario. The same scenario, seed and orders give the same game on every machine.

        Parameters
        ----------
        seed : a whole number from 0 to 2**63 - 1; all luck follows from it
        luck : "table", as the scenario has it, or "none"

        Raises
        ------
        UsageError : one of them is something else.
        """
        scenario = instance(scenario, "the scenario of a game", Scenario, "load_scenario(name) gives one")
        seed, luck = seed_of(seed), cast("Luck", one_of(luck, "luck", get_args(Luck)))
        world = world_with_luck(scenario.world, luck)
        state = scenario.start.copy(log_rows=log_rows(world), seed=seed)
        game = cls(scenario, world, state, luck, [])
        begin_game(world, state, game.scratch)
        state.clock.logged[0] = 0
        game.record.append(PlayerTurn(game.turn, game.active_side))
        return game

    @property
    def seed(self) -> int:
        """The one integer that all luck of this game follows from."""
        return int(self.state.clock.seed[0])

    @property
    def turn(self) -> int:
        """The number of the current turn."""
        return int(self.state.clock.turn[0])

    @property
    def active_side(self) -> str:
        """The id of the side whose orders are due."""
        return self.scenario.names.sides[int(self.state.clock.active[0])]

    @property
    def outcome(self) -> Outcome | None:
        """How the game ended; None until it has."""
        if self.state.clock.phase[0] != Phase.OVER:
            return None
        level = self.scenario.file.victory.levels[int(self.state.clock.level[0])]
        return Outcome(level.id, level.name, level.winner, self.points())

    def points(self) -> dict[str, int]:
        """Return the victory points of both sides as things stand (rulebook 10.2)."""
        return {
            name: int(points_of(self.world, self.state, side)) for side, name in enumerate(self.scenario.names.sides)
        }

    def check(self, order: Order) -> Verdict:
        """Say whether an order is legal now, and why not; changes nothing.

        Raises
        ------
        UsageError : it is no order, or one of its parts is not of the type that it should be.
        """
        order = require_order(order)
        try:
            write_order(self.scenario, self.scratch, order, self._stands_in(order))
        except IllegalOrderError as error:
            return Verdict(error.reason, error.sentence)
        reason = Reason(int(rules_orders.check(self.world, self.state, self.scratch)))
        needed, has = int(self.scratch.shortfall[0].needs), int(self.scratch.shortfall[0].has)
        return Verdict(reason, sentence(reason, needed, has, self._to_blame(order, reason)))

    def _to_blame(self, order: Order, reason: Reason) -> str:
        """Return the unit for which an attack by several is not legal; "" if it is not about one of them."""
        if reason in OF_NO_UNIT or not isinstance(order, Attack) or len(order.named) == 1:
            return ""
        return next((unit for unit in order.named if self.check(Attack(order.target, (unit,))).reason is reason), "")

    def play(self, order: Order, reason: str = "") -> list[Event]:
        """Carry out an order and return what happened.

        `reason`, if any, is kept beside it and changes nothing. It is one line: breaks in it become blanks, and what is
        longer than LONGEST_REASON letters is cut.

        Raises
        ------
        IllegalOrderError : the rules forbid it; nothing has changed.
        UsageError : it is no order, or the reason is no text.
        """
        line = one_line(text_of(reason, "the reason of an order"), LONGEST_REASON)
        verdict = self.check(order)
        if not verdict:
            raise IllegalOrderError(order, verdict.reason, verdict.sentence)
        rules_orders.give(self.world, self.state, self.scratch)
        recorded = self.record[-1]
        if line:
            recorded.reasons[len(recorded.orders)] = line
        recorded.orders.append((str(order), self.digest()[:8]))
        return self._events()

    def end_turn(self) -> list[Event]:
        """Close the active side's turn and return what happened, up to the first order of the next.

        Raises
        ------
        IllegalOrderError : the game is over.
        """
        if self.outcome is not None:
            raise IllegalOrderError("end turn", Reason.GAME_OVER, sentence(Reason.GAME_OVER))
        end_player_turn(self.world, self.state, self.scratch)
        self.record[-1].digest = self.digest()
        if self.outcome is None:
            self.record.append(PlayerTurn(self.turn, self.active_side))
        return self._events()

    @overload
    def forecast(self, order: Attack) -> AttackForecast: ...

    @overload
    def forecast(self, order: Bombard) -> BombardForecast: ...

    def forecast(self, order: Fight) -> AttackForecast | BombardForecast:
        """Return exactly what to expect of an attack or bombardment, retreat and advance included (rulebook 5.9).

        Raises
        ------
        UsageError : the order is neither.
        IllegalOrderError : the order is not legal.
        """
        if not isinstance(order, Fight):
            raise UsageError(f"only attacks and bombardments are forecast, not {order!r:.100}")
        verdict = self.check(order)
        if not verdict:
            raise IllegalOrderError(order, verdict.reason, verdict.sentence)
        seen = self.seen_by(self.active_side)
        return forecast_of(self.scenario, self.world, seen.state, self.scratch, order)

    def legal_orders(self) -> Iterator[Order]:
        """Yield one move per unit and destination, one attack per unit and target, one bombardment per gun and target.

        Attacks ignore losses and advance: any other `tolerance`, and `holding`, is as legal, and may be put in with
        `dataclasses.replace`. Attacks by several units are composed from these and checked. Exits are among them.
        """
        for row, unit in enumerate(self.scenario.names.units):
            state = self.state.units[row]
            if state.status == Status.PRESENT and self.world.units[row].side == self.state.clock.active[0]:
                yield from self._moves(row, unit)
                yield from self._fights(row, unit)
                yield from self._exits(row, unit)

    def seen_by(self, side: str | None) -> Game:
        """Return the game as a side knows it: this one where nothing is hidden from it, else a twin that shows less.

        None is whoever sees everything, as those do who watch a game that is over.
        """
        if side is None:
            return self
        state = sight.known(self.world, self.state, self.scenario.names.side_row[side])
        return self if state is self.state else Game(self.scenario, self.world, state, self.luck, self.record)

    def copy(self) -> Game:
        """Return an independent twin: playing on changes one and not the other."""
        record = [
            PlayerTurn(turn.turn, turn.side, list(turn.orders), turn.digest, dict(turn.reasons)) for turn in self.record
        ]
        return Game(self.scenario, self.world, self.state.copy(), self.luck, record)

    def follow(self, state: State, seed: int) -> None:
        """Take over a position that is played elsewhere, with the luck of another seed; that state stays as it is."""
        self.state = state.copy(0, seed)._replace(log=self.state.log)
        self.state.clock.logged[0] = 0

    def digest(self) -> str:
        """Return the 64-bit hash of the state, as 16 hexadecimal digits."""
        return self.state.digest()

    def _stands_in(self, order: Order) -> str | None:
        if not isinstance(order, Move | Exit):
            return None
        row = self.scenario.names.unit_row.get(order.unit)
        return self.scenario.hex_number(int(self.state.units[row].hex)) if row is not None else None

    def _events(self) -> list[Event]:
        logged = int(self.state.clock.logged[0])
        assert logged <= len(self.state.log), f"{logged} events in one order"
        self.state.clock.logged[0] = 0
        return [read_event(self.scenario, self.state.log[row]) for row in range(logged)]

    def _moves(self, row: int, unit: str) -> Iterator[Move]:
        found = int(rules_orders.find_reach(self.world, self.state, self.scratch, row))
        previous = self.scratch.search.previous.copy()
        for hex_ in [int(hex_) for hex_ in self.scratch.search.reached[1:found]]:
            path = [hex_]
            while previous[path[-1]] != NOWHERE:
                path.append(int(previous[path[-1]]))
            if len(path) - 1 > MAX_PATH:
                continue
            move = Move(unit, tuple(str(self.scenario.hex_number(hex_)) for hex_ in reversed(path)))
            if self.check(move):
                yield move

    def _exits(self, row: int, unit: str) -> Iterator[Exit]:
        hex_number = self.scenario.hex_number(int(self.state.units[row].hex))
        assert hex_number is not None
        order = Exit(unit, hex_number)
        if self.check(order):
            yield order

    def _fights(self, row: int, unit: str) -> Iterator[Fight]:
        artillery = self.world.units[row].role == Role.ARTILLERY
        direct = plain(is_direct)
        for target in np.flatnonzero(self.state.hexes.top != NOWHERE):
            hex_number = self.scenario.hex_number(int(target))
            assert hex_number is not None
            fires = artillery or direct(self.world, self.state, row, int(target))
            order = Bombard(hex_number, unit) if fires else Attack(hex_number, (unit,))
            if self.check(order):
                yield order
