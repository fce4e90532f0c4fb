"""A commander that is a function in Python: it is shown the game and gives its orders one by one, as values.

    def orders(game):
        for order in list(game.legal_orders()):
            if isinstance(order, Attack) and game.check(order) and game.forecast(order).success > 0.6:
                yield order, "it can be taken"

    enlist(commander_of(orders, "mine"))

The function yields the orders of one player turn, or returns the next one each time that it is called, None when there
is no more. Beside an order may stand the reason for it. What it is shown is a twin of the game, as its side knows it,
that is brought up to date after each order. The luck of the twin is another one: who plays on from a copy sees what may
happen, not what will.
"""

from __future__ import annotations

import inspect
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import numpy as np

from game.commanders.commander import Commander
from game.commanders.plans import Plans
from game.commanders.player import MOST_ORDERS, endless
from game.core.arguments import text_of
from game.core.errors import BorderWarsError, CommanderError, UsageError, on_one_line
from game.core.seeds import run_seeds
from game.core.terms import Reason
from game.engine.game import Game, Luck, PlayerTurn, log_rows
from game.engine.orders import Order, require_order
from game.rules.orders import give
from game.rules.scratch import Scratch
from game.scenario.loading import Scenario
from game.scenario.suggesting import quote
from game.scenario.world import State, World

Function = Callable[[Game], Any]
"""Yields or returns orders, each alone or as a pair with its reason; what else it gives is found out as it comes."""

SHOWN: Final = 0x51DE
"""Keeps the luck that a function is shown apart from the game's own, from batches and from estimates."""

LONGEST: Final = 300
"""Letters of an exception's own words that a message repeats."""


def commander_of(
    function: Function, name: str, about: str = "", *, at_random: bool = True, file: str = "", digest: str = ""
) -> Commander[Asking]:
    """Return a function as a commander, to be made known with `enlist`.

    Parameters
    ----------
    about : a sentence for whoever chooses an opponent; the first line of its docstring if not given
    at_random : False promises that it decides the same in the same position, whatever the seed: then of the games that
        have no luck one stands for all
    file : the path of the file that it is in, for messages; `digest` the SHA-256 of it

    Raises
    ------
    UsageError : it cannot be called with a game and nothing else.
    """
    text_of(name, "the name of a commander")
    if not callable(function) or isinstance(function, type) or not _takes_a_game(function):
        said = getattr(function, "__name__", name)
        raise UsageError(f"{quote(said)} must be a function that takes the game, and nothing else that has no default")
    return Commander(
        name=name,
        about=about or _first_line(function) or "A commander of your own.",
        new_memory=partial(_new_asking, function, name, file),
        begin_turn=_begin,
        next_order=_next,
        play_turn=_play,
        explain=lambda game, scratch, asking, order: asking.reason,
        at_random=at_random,
        is_slow=True,
        digest=digest,
    )


def _takes_a_game(function: Function) -> bool:
    try:
        inspect.signature(function).bind(None)
    except TypeError:
        return False
    except ValueError:  # it is written in C and does not say
        return True
    return True


def _first_line(function: Function) -> str:
    """Return the first line of a function's docstring; objects that can be called have that of their class."""
    while isinstance(function, partial):
        function = function.func
    return (inspect.getdoc(function) or "").partition("\n")[0].strip()


def shown_seed(seed: int) -> int:
    """Return the seed that a commander is shown in a game of this seed."""
    return int(run_seeds(seed ^ SHOWN, 1, SHOWN)[0])


@dataclass
class Asking:
    """A function that is asked for the orders of a player turn. It serves one world and one thread."""

    function: Function
    name: str
    file: str
    scenario: Scenario
    reason: str = ""
    _game: Game | None = field(default=None, repr=False)
    _given: Iterator[Any] | None = field(default=None, repr=False)
    _seeds: tuple[int, int] = (0, 0)

    def begin(self, world: World, state: State) -> None:
        """Begin a player turn; nothing is asked for yet."""
        seed = int(state.clock.seed[0])
        self._seeds = seed, shown_seed(seed)
        self._given = None
        luck: Luck = "none" if int(world.frame.without_luck[0]) else "table"
        self._game = Game(self.scenario, world, state.copy(log_rows(world)), luck, [])
        self._game.record.append(PlayerTurn(self._game.turn, self._game.active_side))

    def next(self, state: State, scratch: Scratch) -> bool:
        """Ask for the next order and write it into `scratch.order`; False when there is no more.

        Raises
        ------
        CommanderError : the function has failed, or what it gives is no legal order.
        """
        game = self._game
        assert game is not None, "a player turn begins before its first order"
        game.follow(state, self._seeds[1])
        given = self._asked(game)
        if given is None:
            return False
        if len(game.record) > 1 or game.record[0].orders:
            raise self._failed("it has played on the game that it is shown: give orders, and play on game.copy() alone")
        order, self.reason = self._order_of(given)
        verdict = game.check(order)
        if not verdict:
            raise self._failed(f"the order {quote(str(order))} is not legal: {verdict.sentence}")
        scratch.order[:] = game.scratch.order
        return True

    def _asked(self, game: Game) -> Any:
        """Return what the function gives next, None when there is no more."""
        try:
            with redirect_stdout(sys.stderr):  # what it prints is no part of the answer of a command
                return self._given_next(game)
        except (Exception, SystemExit, GeneratorExit) as error:
            if isinstance(error, CommanderError):
                raise
            raise self._failed(words_of(error), line_in(error, self._path)) from error

    def _given_next(self, game: Game) -> Any:
        if self._given is None:
            given = self.function(game)
            if not _are_several(given):
                return given
            self._given = iter(given)
        given = next(self._given, END)
        if given is None:
            raise TypeError("None is no order: what gives several orders ends after the last")
        return None if given is END else given

    def _order_of(self, given: Any) -> tuple[Order, str]:
        """Return an order and its reason."""
        order, reason = given if _is_with_reason(given) else (given, "")
        try:
            return require_order(order), text_of(reason, "the reason of an order")
        except UsageError as error:
            raise self._failed(str(error)) from error

    def _failed(self, what: str, line: int | None = None) -> CommanderError:
        """Return what went wrong, where in the file, and in which game."""
        assert self._game is not None
        if line is None:
            frame = getattr(self._given, "gi_frame", None)
            line = frame.f_lineno if frame is not None else None
        game = f"turn {self._game.turn}, {self._game.active_side}, {self.scenario.name} with seed {self._seeds[0]}"
        return CommanderError(f"{placed(self.file or self.name, line)}: {what} ({game})")

    @property
    def _path(self) -> str:
        code = getattr(inspect.unwrap(self.function), "__code__", None)
        return self.file or getattr(code, "co_filename", "")


END: Final = object()
"""What comes after the last of several orders."""


def words_of(error: BaseException) -> str:
    """Return an exception in a sentence: its kind and its own words, not too long; our own errors are sentences."""
    try:
        words = " ".join(on_one_line(error).split())
    except Exception:  # whoever wrote the exception has made a mistake in its words as well
        words = ""
    words = words if len(words) <= LONGEST else f"{words[: LONGEST - 3]}..."
    if isinstance(error, BorderWarsError):
        return words
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def line_in(error: BaseException, file: str) -> int | None:
    """Return the line of a file in which an exception was raised, or what it called; None: it was not there."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    return frames[-1].lineno if frames else None


def placed(file: str, line: int | None) -> str:
    """Return where something is, as editors read it: "my.py:12"."""
    return file if line is None else f"{file}:{line}"


def _are_several(given: Any) -> bool:
    """Whether a function has given all orders of a player turn at once, or gives them one by one."""
    no_list = isinstance(given, (str, bytes, Mapping, np.ndarray)) or _is_with_reason(given)
    return isinstance(given, Iterable) and not no_list


def _is_with_reason(given: Any) -> bool:
    """Whether something is an order with the reason for it."""
    is_pair = isinstance(given, tuple) and len(given) == 2  # noqa: PLR2004 - a pair
    return is_pair and isinstance(given[0], Order) and not isinstance(given[1], Order)


# --- the parts of a commander -----------------------------------------------------------------------------------------


def _new_asking(function: Function, name: str, file: str, world: World, scratch: Scratch, plans: Plans) -> Asking:
    if plans.scenario is None:
        raise UsageError(f"{quote(name)} gives orders by name: let take_turn, play_out or run_batch hire it")
    return Asking(function, name, file, plans.scenario)


def _begin(world: World, state: State, scratch: Scratch, asking: Asking) -> None:
    asking.begin(world, state)


def _next(world: World, state: State, scratch: Scratch, asking: Asking) -> int:
    return 1 if asking.next(state, scratch) else 0


def _play(world: World, state: State, scratch: Scratch, asking: Asking) -> int:
    """Give all orders of a player turn; returns how often a unit has acted."""
    asking.begin(world, state)
    acted = 0
    for _ in range(MOST_ORDERS):
        if not asking.next(state, scratch):
            return acted
        named = int(scratch.order[0].count)
        acted += named if give(world, state, scratch) == Reason.LEGAL else 0
    raise endless(asking.name)
