"""The officer at work for a player: it carries out standing orders with the units that are given to it, no others.

The officer decides from plan, turn and position alone, so a new `Deputy` goes on each turn where the last one ended.
`propose` says what it would order, and what would come of it on average; nothing that it learns there is of the luck
that the game itself will have. `carry_out` gives the orders, and goes by what has come of each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.commanders.officer.commander import OFFICER
from game.commanders.plans import Plans
from game.commanders.player import MOST_ORDERS, Player, endless
from game.core.terms import NOWHERE, Status
from game.engine.forecast import AttackForecast, BombardForecast
from game.engine.game import Game, PlayerTurn, world_with_luck
from game.engine.order_table import read_order
from game.engine.orders import Fight, Order
from game.engine.replay import Step
from game.scenario.plan_table import table_of
from game.scenario.schema.plan import PlanFile


@dataclass(frozen=True)
class Proposal:
    """An order that the officer would give, and what it expects.

    Parameters
    ----------
    order : it
    reason : why, in words
    forecast : what an attack or bombardment can bring, if all that is proposed before it goes as on average
    """

    order: Order
    reason: str
    forecast: AttackForecast | BombardForecast | None


class Deputy:
    """The officer who leads some units of the active side of a game by a plan. It serves one thread.

    It may be used for the player turn for which it was made, and as often as one likes.
    """

    def __init__(self, game: Game, plan: PlanFile) -> None:
        """Raises UsageError where the plan is that of another scenario, or of the side whose orders are not due."""
        self.side = game.active_side
        self._plan = plan
        self._player = Player(OFFICER, game.world, Plans(table_of(game.scenario, [plan]), scenario=game.scenario))

    def carry_out(self, game: Game, units: Collection[str]) -> Iterator[Step]:
        """Give the orders of some units one by one: each is carried out when its step is asked for.

        Raises
        ------
        UsageError : the game is of another scenario.
        """
        for order, reason in self.orders(game, units):
            yield Step(game.turn, game.active_side, order, tuple(game.play(order, reason)), reason)

    def orders(self, game: Game, units: Collection[str]) -> Iterator[tuple[Order, str]]:
        """Yield the orders of some units with their reasons; whoever asks gives each before the next is asked for.

        Raises
        ------
        UsageError : the game is of another scenario.
        """
        self._lead(game, units)
        player = self._player
        player.begin_turn(game.world, game.state)
        for _ in range(MOST_ORDERS):
            if not player.next_order(game.world, game.state):
                return
            order = read_order(game.scenario, game.state.units.hex, player.scratch.order[0])
            if game.check(order):  # it may be against something that its side does not know
                yield order, OFFICER.explain(game.seen_by(self.side), player.scratch, player.memory, order)
        raise endless(OFFICER.name)

    def propose(self, game: Game, units: Collection[str]) -> list[Proposal]:
        """Return what the officer would order some units to do now, in the order in which it would; changes nothing.

        Raises
        ------
        UsageError : the game is of another scenario.
        """
        ahead, found = on_average(game), []
        for order, reason in self.orders(ahead, units):
            found.append(Proposal(order, reason, ahead.forecast(order) if isinstance(order, Fight) else None))
            ahead.play(order)
        return found

    def tasked(self, game: Game) -> frozenset[str]:
        """Return the units on the map for which a task of the plan is in force, be it one for their guns."""
        everybody = game.scenario.names.units
        self._lead(game, everybody)
        now = on_average(game)
        self._player.begin_turn(now.world, now.state)
        self._player.next_order(now.world, now.state)  # what each is about is settled before the first order
        memory = self._player.memory
        has_one = (memory.task != NOWHERE) | (memory.gun_task != NOWHERE)
        return frozenset(everybody[row] for row in np.flatnonzero(has_one & own_on_map(now)).tolist())

    def _lead(self, game: Game, units: Collection[str]) -> None:
        rows = [game.scenario.names.unit_row[unit] for unit in units]
        self._player.memory.obeys[:] = 0
        self._player.memory.obeys[rows] = 1


def own_on_map(game: Game) -> NDArray[np.bool_]:
    """Return (U,) whether each unit is of the active side and on the map."""
    side = game.scenario.names.side_row[game.active_side]
    found: NDArray[np.bool_] = (game.world.units.side == side) & (game.state.units.status == Status.PRESENT)
    return found


def on_average(game: Game) -> Game:
    """Return a twin of a game, as its active side knows it, in which nothing is drawn and nobody notes what happens."""
    seen = game.seen_by(game.active_side)
    record = [PlayerTurn(game.turn, game.active_side)]
    return Game(game.scenario, world_with_luck(game.scenario.world, "none"), seen.state.copy(), "none", record)
