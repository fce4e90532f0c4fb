"""What a course is: a game that leads a newcomer through a battle, lesson by lesson. Values only, and what they ask.

A lesson says what to do, notices by the position whether that has been done, and points at what it means. Which
courses there are says `courses`; the sheet that shows their lessons is `walkthrough`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from game.core.terms import NOWHERE
from game.engine.orders import Fight
from game.engine.orders import parse as order_from
from game.ui.seen import Seen


@dataclass(frozen=True)
class Pointed:
    """What a lesson points at: hexes by their numbers, and spots of panels and windows by their names.

    `door` is the spot that opens the window in which the others are: it is pointed at while none of them is there.
    `also` are hexes that the lesson is about besides: they are kept clear. Of spots the first is to be seen first.
    """

    hexes: tuple[str, ...] = ()
    spots: tuple[str, ...] = ()
    door: str = ""
    also: tuple[str, ...] = ()


NOTHING: Final = Pointed()


@dataclass
class Walked:
    """What the position does not say: hexes of movement ranges that were pointed at, and what stands in the window.

    `is_there` says whether there is a spot of a name in a panel or window.
    """

    pointed: set[int] = field(default_factory=set)
    is_there: Callable[[str], bool] = lambda _: False


@dataclass(frozen=True)
class Lesson:
    """One step of a course.

    Parameters
    ----------
    title, words : what is said; {next_unit} and the like are the keys of actions
    is_done : whether it has been done, or is of no use any more
    points : what it points at now
    is_kept : whether it stays done once it has been; others come back when what they ask for is undone
    ends : whether nothing is left to do but to close the sheet
    """

    title: str
    words: str
    is_done: Callable[[Walked, Seen], bool]
    points: Callable[[Seen], Pointed] = lambda _: NOTHING
    is_kept: bool = False
    ends: bool = False


@dataclass(frozen=True)
class Course:
    """A game with its lessons. `setting` is the one that remembers that it has been gone through."""

    title: str
    about: str
    scenario: str
    side: str
    opponent: str
    seed: int
    setting: str
    lessons: tuple[Lesson, ...]


# --- what lessons ask of the position -------------------------------------------------------------------------------


def is_past(seen: Seen, turn: int, side: str) -> bool:
    """Whether a side has nothing more to order in a turn."""
    game = seen.game
    return game.outcome is not None or game.turn > turn or (game.turn == turn and game.active_side != side)


def is_later(seen: Seen, turn: int, side: str) -> bool:
    """Whether a side gives its orders of a later turn, or the game is over."""
    game = seen.game
    return game.outcome is not None or (game.turn > turn and game.active_side == side)


def is_not_won(side: str, _: Walked, seen: Seen) -> bool:
    """Whether the game is over, and another side than this one has won it: then there is nothing to be glad of."""
    return seen.game.outcome is not None and seen.game.outcome.winner != side


def stays(_: Walked, __: Seen) -> bool:
    """Whether the last lesson of a course is done: it never is."""
    return False


def holds(seen: Seen, side: str, number: str) -> bool:
    """Whether a side owns a hex."""
    hex_ = seen.game.scenario.hex_row(number)
    assert hex_ is not None
    return int(seen.game.state.hexes[hex_].owner) == seen.game.scenario.names.side_row[side]


def has_fought(seen: Seen, number: str) -> bool:
    """Whether a hex has been attacked in the player turn that is on."""
    orders = (order_from(text) for text, _ in seen.game.record[-1].orders)
    return any(isinstance(order, Fight) and order.target == number for order in orders)


def has_orders(seen: Seen, unit: str) -> bool:
    """Whether a unit has been given an order in the player turn that is on."""
    return any(unit in order_from(text).named for text, _ in seen.game.record[-1].orders)


def place_of(seen: Seen, unit: str) -> str | None:
    """Return the number of the hex in which a unit stands; None of one that is not on the map."""
    game = seen.game
    hex_ = int(game.state.units[game.scenario.names.unit_row[unit]].hex)
    return None if hex_ == NOWHERE else game.scenario.hex_number(hex_)


def stands_beside(seen: Seen, unit: str, number: str) -> bool:
    """Whether a unit stands next to a hex."""
    game, there = seen.game, seen.game.scenario.hex_row(number)
    here = int(game.state.units[game.scenario.names.unit_row[unit]].hex)
    return here != NOWHERE and there is not None and here in game.world.hexes.neighbour[there].tolist()


def is_lost(seen: Seen, unit: str) -> bool:
    """Whether a unit cannot do what is asked of it, because it is not on the map."""
    return place_of(seen, unit) is None
