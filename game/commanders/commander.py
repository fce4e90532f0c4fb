"""A commander: whoever can lead a side, as one value that holds all that is its own.

A commander never writes the state. It proposes orders one by one in `scratch.order`, and each is given by the same door
as a player's before the next is asked for; so people, saves and replays see single orders with their reasons, while in
a batch the same orders of a player turn are given in one call. When a player turn begins, the supply of the active side
lies in `scratch`. `docs/commanders.md` shows how one is added.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.commanders.plans import Plans
from game.engine.game import Game
from game.engine.orders import Order
from game.rules.scratch import Scratch
from game.scenario.world import State, World

Memory = TypeVar("Memory")


@dataclass(frozen=True)
class Commander(Generic[Memory]):
    """What makes a commander. Its memory is a record of its own kind, for one world and one thread.

    A memory serves both sides if the same commander leads both: what it keeps from one player turn to the next it keeps
    by side. The functions that take a state are compiled, or plain Python if that is quick enough.
    """

    name: str
    about: str
    """For whoever chooses an opponent, in a sentence."""

    new_memory: Callable[[World, Scratch, Plans], Memory]
    """Makes its memory; the plans are those that the sides are to follow, which a commander may leave unread."""

    begin_turn: Callable[[World, State, Scratch, Memory], None]
    """Called before the first order of a player turn is asked for."""

    next_order: Callable[[World, State, Scratch, Memory], int]
    """Writes the next order of the active side into `scratch.order`; returns 0 when there is no more."""

    play_turn: Callable[[World, State, Scratch, Memory], int]
    """Gives all orders of a player turn, those that `next_order` proposes; returns how often a unit has acted."""

    explain: Callable[[Game, Scratch, Memory, Order], str]
    """Returns why it gives the order that it has just proposed, which has not been given yet."""

    follows_plans: bool = False
    """Whether it carries out a plan."""

    chooses_plans: bool = False
    """Whether it chooses between plans itself, by playing them out: then it is too slow for what it plays out."""

    at_random: bool = False
    """Whether it decides at random, so that its games differ with the seed even where luck is `none`."""

    is_slow: bool = False
    """Whether it takes too long to be played out by the hundred behind a board, as what is not compiled does."""

    in_force: Callable[[Memory], NDArray[np.int8]] | None = None
    """Returns (P,) what its memory has of the phases of the plans; 1: in force in its last player turn."""

    digest: str = ""
    """The SHA-256 of the file that it was loaded from, as 64 hexadecimal digits; nothing for all others."""
