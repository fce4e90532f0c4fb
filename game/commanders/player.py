"""A commander at work: one player turn of a game after another, order by order or in one call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.commanders.commander import Commander
from game.commanders.plans import Plans, without_plans
from game.core._jit import code_for
from game.core.errors import UsageError
from game.core.terms import Reason
from game.engine import sight
from game.engine.game import Game
from game.engine.order_table import read_order
from game.engine.replay import Step
from game.rules.orders import give
from game.rules.scratch import Scratch, new_scratch
from game.rules.sequence import end_player_turn
from game.rules.surveys import survey_supply
from game.scenario.world import State, World

MOST_ORDERS: Final = 4096
"""Orders that no player turn comes near; a commander gives a few for each unit."""


def seen_by_active(world: World, state: State) -> State:
    """Return what the side knows whose orders are due."""
    return sight.known(world, state, int(state.clock["active"][0]))


class Player:
    """A commander with the memory and the buffers that it needs on one world. It serves one thread.

    Where there is a `watcher`, `play_turn` gives the orders one by one, and after each calls it with the buffers, which
    still hold the order and its fight, and with the row of the log from which on its events stand.
    """

    watcher: Callable[[Scratch, int], None] | None = None

    def __init__(
        self,
        commander: Commander[Any],
        world: World,
        plans: Plans | None = None,
        scratch: Scratch | None = None,
    ) -> None:
        self.commander = commander
        self.scratch = new_scratch(world) if scratch is None else scratch
        plans = without_plans(world) if plans is None else plans
        plans.require(world)
        self.memory = commander.new_memory(world, self.scratch, plans)
        self._world = world
        self._code: tuple[Callable[..., int], Callable[..., None]] | None = None

    def begin_turn(self, world: World, state: State) -> None:
        """Begin a player turn whose orders are to be asked for one by one.

        Raises
        ------
        UsageError : as `require`.
        """
        self.require(world)
        seen = seen_by_active(world, state)
        survey_supply(world, seen, self.scratch, int(state.clock["active"][0]))
        self.commander.begin_turn(world, seen, self.scratch, self.memory)

    def next_order(self, world: World, state: State) -> bool:
        """Write the next order into `scratch.order`; False when there is no more. Each is given before the next."""
        return self.commander.next_order(world, seen_by_active(world, state), self.scratch, self.memory) == 1

    def play_turn(self, world: World, state: State, side: int) -> int:
        """Give all orders of a player turn of a side in one call, without ending it; returns how often a unit acted.

        The supply of the active side is in `scratch` already, as the end of the turn before has left it. A side from
        which something is hidden gives its orders one by one: it looks again after each. Raises UsageError as
        `require`; a commander that does not come to an end is found out where its orders are asked for one by one.
        """
        self.require(world)
        if self.watcher is None and sight.known(world, state, side) is state:
            play_turn, _ = self._code or self._find_code(world, state)
            return play_turn(world, state, self.scratch, self.memory)
        acted = 0
        self.begin_turn(world, state)
        for _ in range(MOST_ORDERS):
            if not self.next_order(world, state):
                return acted
            named, logged = int(self.scratch.order[0].count), int(state.clock[0].logged)
            if give(world, state, self.scratch) != Reason.LEGAL:
                continue
            acted += named
            if self.watcher is not None:
                self.watcher(self.scratch, logged)
        raise endless(self.commander.name)

    @property
    def in_force(self) -> NDArray[np.int8] | None:
        """(P,) 1 for the phases of the plans that were in force in the last player turn, kept up to date; or None."""
        return None if self.commander.in_force is None else self.commander.in_force(self.memory)

    def end_turn(self, world: World, state: State) -> None:
        """End the player turn; what it hands over to the next lies in `scratch`."""
        _, end_turn = self._code or self._find_code(world, state)
        end_turn(world, state, self.scratch)

    def _find_code(self, world: World, state: State) -> tuple[Callable[..., int], Callable[..., None]]:
        """Find what plays and what ends a player turn; every state is of the same types."""
        play_turn = code_for(self.commander.play_turn, world, state, self.scratch, self.memory)
        self._code = play_turn, code_for(end_player_turn, world, state, self.scratch)
        return self._code

    def take_turn(self, game: Game) -> list[Step]:
        """Give the orders of the active side of a game, without ending its turn; return what each brought."""
        return list(self.steps(game))

    def steps(self, game: Game) -> Iterator[Step]:
        """Give the same orders one by one: each is carried out when its step is asked for.

        Raises
        ------
        UsageError : the player was made for another scenario, as compiled rules do not look at sizes; or the commander
            does not come to an end.
        """
        self.begin_turn(game.world, game.state)
        given = 0
        while self.next_order(game.world, game.state):
            if given == MOST_ORDERS:
                raise endless(self.commander.name)
            given += 1
            order = read_order(game.scenario, game.state.units.hex, self.scratch.order[0])
            if not game.check(order):  # for a reason that its side does not know
                continue
            reason = self.commander.explain(game.seen_by(game.active_side), self.scratch, self.memory, order)
            yield Step(game.turn, game.active_side, order, tuple(game.play(order, reason)), reason)

    def require(self, world: World) -> None:
        """Take another World of the same scenario, as with another table of luck.

        Raises
        ------
        UsageError : the player was made for another scenario, by whose sizes compiled code would go wrong.
        """
        if world is self._world:
            return
        others = [name for name in World._fields if name not in ("rules", "frame")]  # in which luck lies
        if not all(np.array_equal(getattr(world, name), getattr(self._world, name)) for name in others):
            raise UsageError("the player was made for another scenario; Player(commander, game.world) makes one")
        self._world = world


def endless(name: str) -> UsageError:
    """Return that a commander does not come to an end."""
    most = f"more than {MOST_ORDERS:,} orders a turn"
    return UsageError(f"{name!r} gives {most}: it may propose again and again what the rules refuse")


def players_of(world: World, commanders: Sequence[Commander[Any]], plans: Plans | None = None) -> tuple[Player, ...]:
    """Return the players of both sides, by side, for one thread; a commander who leads both is one player.

    `plans` are those that the sides follow, as `plans.plans_of` gives them; without, nobody has one.
    """
    scratch = new_scratch(world)
    players = {commander.name: Player(commander, world, plans, scratch) for commander in commanders}
    return tuple(players[commander.name] for commander in commanders)
