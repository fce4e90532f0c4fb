"""The commander `idle`: gives no orders at all. It shows what a position comes to by itself."""

from __future__ import annotations

from typing import Final

from game.commanders.commander import Commander
from game.engine.game import Game
from game.engine.orders import Order
from game.rules.scratch import Scratch
from game.scenario.world import State, World


def _nothing(world: World, state: State, scratch: Scratch, memory: None) -> int:
    return 0


def _begin(world: World, state: State, scratch: Scratch, memory: None) -> None:
    pass


def _no_reason(game: Game, scratch: Scratch, memory: None, order: Order) -> str:
    raise AssertionError("idle gives no orders")


IDLE: Final = Commander(
    name="idle",
    about="No commander: gives no orders; its units only defend themselves. For trying things out.",
    new_memory=lambda world, scratch, plans: None,
    begin_turn=_begin,
    next_order=_nothing,
    play_turn=_nothing,
    explain=_no_reason,
)
