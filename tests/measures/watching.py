"""Games watched order by order: what is asked of a game is a Watcher, which is called as it goes on.

Orders are asked for one by one and given one by one, as at the board, so that whoever watches sees the position in
which each was given. That is slower than a batch, and knows no commander from another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.commanders.player import MOST_ORDERS, Player
from game.core.terms import Phase, Reason, Role, Status
from game.rules.orders import check, give
from game.rules.scratch import Scratch
from game.rules.sequence import begin_game, end_player_turn
from game.scenario.loading import Scenario
from game.scenario.world import State, World


@dataclass
class Scene:
    """A game that is being watched: what a Watcher is shown. Sides and units are rows; U units."""

    scenario: Scenario
    world: World
    state: State
    scratch: Scratch
    side: int = 0
    turn: int = 0
    ordered: NDArray[np.bool_] = None  # type: ignore[assignment]  # (U,) has been named in an order of this player turn

    @property
    def order(self) -> Any:
        """The order that is about to be given, or has just been."""
        return self.scratch.order[0]

    @property
    def named(self) -> list[int]:
        """The units that it names."""
        return [int(unit) for unit in self.order.units[: int(self.order.count)]]

    def present(self, side: int) -> NDArray[np.bool_]:
        """(U,) Whose units are on the map."""
        return (self.state.units.status == Status.PRESENT) & (self.world.units.side == side)

    def of_role(self, *roles: Role) -> NDArray[np.bool_]:
        """(U,) Which units have one of these roles."""
        return np.isin(self.world.units.role, roles)

    @property
    def line(self) -> NDArray[np.bool_]:
        """(U,) Which units are of the line: all that are there to assault and to hold."""
        return self.of_role(Role.INFANTRY, Role.ARMOUR, Role.CAVALRY, Role.ENGINEER)

    @property
    def in_contact(self) -> NDArray[np.bool_]:
        """(U,) Which units of the active side stand in a zone of control of the enemy."""
        return self.state.hex_figures.zone[self.state.units.hex, 1 - self.side] > 0

    def stack(self, hex_: int) -> list[int]:
        """The units in a hex."""
        return [int(unit) for unit in np.flatnonzero(self.state.units.hex == hex_)]

    def steps(self, hexes: NDArray[Any], others: NDArray[Any]) -> NDArray[np.int64]:
        """(N, M) Steps from each of N hexes to each of M others."""
        q, r = _axial(self.world, hexes)
        other_q, other_r = _axial(self.world, others)
        along, down = q[:, None] - other_q[None], r[:, None] - other_r[None]
        return np.maximum(np.maximum(abs(along), abs(down)), abs(along + down))


def _axial(world: World, hexes: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return skewed coordinates, in which steps are the greatest of three differences."""
    column = world.hexes.column[hexes].astype(np.int64)
    row = world.hexes.row[hexes].astype(np.int64)
    return column - (row - row % 2) // 2, row


class Watcher:
    """Whoever watches games; each call leaves everything as it is."""

    def game_begins(self, scene: Scene) -> None:
        """The units stand where they begin."""

    def turn_begins(self, scene: Scene) -> None:
        """A player turn has begun, and no order has been given."""

    def order_comes(self, scene: Scene) -> None:
        """An order, which is legal, is about to be given."""

    def order_given(self, scene: Scene) -> None:
        """It has been."""

    def orders_end(self, scene: Scene) -> None:
        """No more orders come in this player turn; it has not ended yet."""

    def game_ends(self, scene: Scene) -> None:
        """The game is over."""


def watch(scenario: Scenario, players: Sequence[Player], seed: int, watchers: Iterable[Watcher]) -> State:
    """Play a game to its end before these watchers; returns the state at the end."""
    watchers = list(watchers)
    scene = Scene(scenario, scenario.world, scenario.start.copy(0, seed), players[0].scratch)
    world, state, scratch = scene.world, scene.state, scene.scratch
    begin_game(world, state, scratch)
    for watcher in watchers:
        watcher.game_begins(scene)
    while state.clock.phase[0] != Phase.OVER:
        scene.side, scene.turn = int(state.clock.active[0]), int(state.clock.turn[0])
        scene.ordered = np.zeros(len(world.units), np.bool_)
        player = players[scene.side]
        player.begin_turn(world, state)
        for watcher in watchers:
            watcher.turn_begins(scene)
        for _ in range(MOST_ORDERS):
            if not player.next_order(world, state):
                break
            _give(scene, watchers)
        for watcher in watchers:
            watcher.orders_end(scene)
        end_player_turn(world, state, scratch)
    for watcher in watchers:
        watcher.game_ends(scene)
    return state


def _give(scene: Scene, watchers: Sequence[Watcher]) -> None:
    if check(scene.world, scene.state, scene.scratch) != Reason.LEGAL:  # for a reason that its side does not know
        return
    for watcher in watchers:
        watcher.order_comes(scene)
    scene.ordered[scene.named] = True
    order = scene.scratch.order.copy()
    give(scene.world, scene.state, scene.scratch)
    scene.scratch.order[0] = order[0]
    for watcher in watchers:
        watcher.order_given(scene)
