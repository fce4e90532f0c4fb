"""Who can command: the names of the compiled commanders, and how one of them plays a side of a Game.

Inside compiled code a commander is a number (`whole_game`); people, files and commands use names. A compiled commander
proposes orders one by one; each is given to the Game like anyone else's, so that record, saves and replays hold it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from game.commanders.mind import Mind, new_mind, open_page
from game.commanders.reasons import reason_of
from game.commanders.whole_game import CADET, RANDOM, next_order
from game.core.arguments import instance, text_of, words_by_word
from game.core.errors import UsageError
from game.engine.game import Game, Luck
from game.engine.order_table import read_order
from game.engine.replay import Step
from game.rules.scratch import Scratch, new_scratch
from game.scenario.loading import Scenario
from game.scenario.suggesting import listed, or_known, quote
from game.scenario.world import World

NUMBERS: Final[Mapping[str, int]] = {"random": RANDOM, "cadet": CADET}
"""The compiled commanders by name."""

BY_LOT: Final = frozenset({"random"})
"""Commanders who decide by lot, so that their games differ with the seed even where luck is `none`."""

DEFAULT: Final = "cadet"
MOST_ORDERS: Final = 4096
"""Orders that no side-turn comes near; a commander gives a few for each unit."""


class Commander(Protocol):
    """Whoever gives orders for a side: a compiled commander, a plan, a person at the board."""

    def take_turn(self, game: Game) -> list[Step]:
        """Give the orders of the active side, without ending its turn; return what each brought."""
        ...


class Desk(NamedTuple):
    """What a compiled commander works with. It belongs to one world and serves one thread."""

    scratch: Scratch
    mind: Mind


def new_desk(world: World) -> Desk:
    """Return work space for games on a world."""
    scratch = new_scratch(world)
    return Desk(scratch, new_mind(world, scratch))


def require_fitting(desk: Desk, world: World) -> Desk:
    """Return a desk that is as large as a world needs it. Raises UsageError: compiled rules do not look at the size."""
    if (len(desk.scratch.cost), len(desk.mind.task)) != (len(world.hexes), len(world.units)):
        raise UsageError("the desk was made for another scenario; new_desk(game.world) gives one that fits")
    return desk


def number_of(name: str) -> int:
    """Return the number of a commander. Raises UsageError, with the name that may be meant."""
    if text_of(name, "the name of a commander") not in NUMBERS:
        raise UsageError(f"there is no commander {quote(name)}{or_known(name, NUMBERS)}")
    return NUMBERS[name]


def commanders_of(scenario: Scenario, asked: Mapping[str, str], default: str = DEFAULT) -> dict[str, str]:
    """Return the commander of each side: the one asked for, else `default`.

    Raises
    ------
    UsageError : the scenario has no such side, or there is no such commander.
    """
    for side, name in words_by_word(asked, "commanders").items():
        require_side(scenario, side)
        number_of(name)
    return {side: asked.get(side, default) for side in scenario.names.sides}


def require_side(scenario: Scenario, side: str) -> str:
    """Return the id of a side that the scenario has. Raises UsageError for any other."""
    if side not in scenario.names.sides:
        raise UsageError(f"{scenario.name} has no side {quote(side)}{or_known(side, scenario.names.sides)}")
    return side


def differs_by_seed(luck: Luck, commanders: Mapping[str, str]) -> bool:
    """Whether games from one position may differ at all: without luck only commanders who decide by lot make them."""
    return luck != "none" or not BY_LOT.isdisjoint(commanders.values())


def commander_numbers(scenario: Scenario, commanders: Mapping[str, str]) -> NDArray[np.int64]:
    """(SIDES,) the number of each side's commander, for `whole_game.play_game`."""
    return np.array([number_of(commanders[side]) for side in scenario.names.sides], np.int64)


class Compiled:
    """A compiled commander as a `Commander`."""

    def __init__(self, name: str, desk: Desk | None = None) -> None:
        self.name = name
        self.number = number_of(name)
        self.desk = None if desk is None else instance(desk, "the desk", Desk, "new_desk(game.world) gives one")

    def take_turn(self, game: Game) -> list[Step]:
        """Give the orders that the commander proposes, each in its text form."""
        return list(self.steps(game))

    def steps(self, game: Game) -> Iterator[Step]:
        """Give the same orders one by one: each is carried out when its step is asked for."""
        if self.desk is None:
            self.desk = new_desk(game.world)
        scratch, mind = require_fitting(self.desk, game.world)
        open_page(mind)
        given = 0
        while next_order(game.world, game.state, scratch, mind, self.number) == 1:
            assert given < MOST_ORDERS, f"{self.name} does not stop"
            given += 1
            order = read_order(game.scenario, game.state.units.hex, scratch.order[0])
            reason = reason_of(game, scratch, mind, self.number, order)
            yield Step(game.turn, game.active_side, order, tuple(game.play(order, reason)), reason)


def take_turn(game: Game, name: str, desk: Desk | None = None) -> list[Step]:
    """Let a commander give its orders for the active side of a game; return what each brought.

    The turn is not ended. `desk` is work space from `new_desk(game.world)`, worth keeping for many turns.

    Raises
    ------
    UsageError : there is no such commander, or no game.
    IllegalOrderError : the game is over.
    """
    return Compiled(name, desk).take_turn(instance(game, "the game", Game))


def side_turns(game: Game, commanders: Mapping[str, str]) -> Iterator[list[Step]]:
    """Play a game to its end, commander against commander; yield the steps of each side-turn, its end the last."""
    desk = new_desk(game.world)
    players = {side: Compiled(name, desk) for side, name in commanders.items()}
    while game.outcome is None:
        turn, side = game.turn, game.active_side
        played = players[side].take_turn(game)
        yield [*played, Step(turn, side, None, tuple(game.end_turn()))]


def play_out(game: Game, commanders: Mapping[str, str]) -> None:
    """Play a game to its end, commander against commander; `commanders` names one for each side.

    Raises
    ------
    UsageError : a side has no commander, the scenario no such side, or there is no such commander.
    """
    game = instance(game, "the game", Game)
    commanders_of(game.scenario, commanders)
    for side in game.scenario.names.sides:
        if side not in commanders:
            raise UsageError(f"nobody commands {quote(side)}; name {listed(NUMBERS, 'or')}")
    for _ in side_turns(game, commanders):
        pass
