"""A commander that gives the orders that a test has written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from game.commanders.commander import Commander
from game.commanders.player import players_of
from game.core.terms import Reason
from game.engine.order_table import write_order
from game.engine.orders import Move, parse
from game.rules.orders import check
from game.scenario.world import State
from tests.measures.measures import Measure
from tests.measures.watching import watch
from tests.tabletop import Table

Script = Mapping[tuple[str, int], Sequence[str]]
"""Orders as text, by side and turn."""


def scripted(table: Table, script: Script) -> Commander[list[int]]:
    """Return a commander for both sides that follows a script."""
    sides = table.scenario.names.sides

    def begin_turn(world: Any, state: State, scratch: Any, memory: list[int]) -> None:
        memory[0] = 0

    def next_order(world: Any, state: State, scratch: Any, memory: list[int]) -> int:
        orders = script.get((sides[int(state.clock.active[0])], int(state.clock.turn[0])), ())
        if memory[0] == len(orders):
            return 0
        order = parse(orders[memory[0]])
        memory[0] += 1
        write_order(table.scenario, scratch, order, order.path[0] if isinstance(order, Move) else None)
        assert check(world, state, scratch) == Reason.LEGAL, order
        return 1

    return Commander(
        name="scripted",
        about="Does as a test says.",
        new_memory=lambda world, scratch, plans: [0],
        begin_turn=begin_turn,
        next_order=next_order,
        play_turn=lambda world, state, scratch, memory: 0,
        explain=lambda game, scratch, memory, order: "as a test says",
    )


def measure(kind: type[Measure], table: Table, script: Script) -> tuple[int, int]:
    """Return cases and chances of Red in a game that goes by a script."""
    found = kind()
    commander = scripted(table, script)
    watch(table.scenario, players_of(table.world, [commander, commander]), 1, [found])
    assert found.share(0) == (found.cases[0] / found.chances[0] if found.chances[0] else None)
    return int(found.cases[0]), int(found.chances[0])
