"""`random` as a commander."""

from __future__ import annotations

from typing import Final

from game.commanders.at_random.lots import Lots, begin_turn, new_lots, next_order, play_turn
from game.commanders.commander import Commander
from game.engine.game import Game
from game.engine.orders import Order
from game.rules.scratch import Scratch

PICKED: Final = "picked at random"
"""The reason of everything that it does."""


def explain(game: Game, scratch: Scratch, lots: Lots, order: Order) -> str:
    """Return why it gives an order."""
    return PICKED


AT_RANDOM: Final = Commander(
    name="random",
    about="The computer, giving legal orders without a plan. For trying things out.",
    new_memory=lambda world, scratch, plans: new_lots(),
    begin_turn=begin_turn,
    next_order=next_order,
    play_turn=play_turn,
    explain=explain,
    at_random=True,
)
