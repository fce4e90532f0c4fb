"""Replays: the recorded orders of a save, played again from the start.

A replay proves itself: after every order and every player turn the digest of the state must be the one recorded, so
that a divergence is found at the first order that causes it. The same steps are what `replay show` prints and a viewer
shows.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from game.core.arguments import path_of
from game.core.errors import IllegalOrderError, OrderTextError, SaveError
from game.engine.events import Event
from game.engine.game import RULES_VERSION, Game, PlayerTurn
from game.engine.orders import Order, parse
from game.engine.saves import Saved, read_save


@dataclass(frozen=True)
class Step:
    """What one order brought, or the end of a player turn (`order` is None), on which turn of which side.

    `reason` is what the commander who gave the order says of it; nobody asks people for theirs.
    """

    turn: int
    side: str
    order: Order | None
    events: tuple[Event, ...]
    reason: str = ""


@dataclass(frozen=True)
class Divergence:
    """The first place where a replay leaves its record. `number` counts the orders of the player turn from 1.

    `order` is None where the end of the player turn diverges. `reason` says why an order cannot be played; where all
    can, `expected` and `found` are the digests.
    """

    turn: int
    side: str
    number: int
    order: str | None
    expected: str
    found: str
    reason: str = ""

    def __str__(self) -> str:
        """One sentence."""
        return f"turn {self.turn}, {self.side}, {self.what}"

    @property
    def what(self) -> str:
        """The sentence without the player turn that it is about."""
        what = f"order {self.number}, {self.order[:100]!r}" if self.order is not None else "the end of the player turn"
        why = self.reason or f"expected digest {self.expected}, found {self.found}"
        return f"{what}: {why}"


@dataclass(frozen=True)
class Verification:
    """What playing a record again has shown: how far it holds, and where it does not."""

    player_turns: int
    orders: int
    digest: str
    divergence: Divergence | None

    @property
    def holds(self) -> bool:
        """Whether every digest was the recorded one."""
        return self.divergence is None


def play_on(game: Game, steps: Iterable[Step]) -> None:
    """Have a game go on by steps that were made from where it is; what comes after its end is left out."""
    for step in steps:
        if step.order is not None:
            game.play(step.order)
        elif game.outcome is None:
            game.end_turn()


def verify(source: Path | str | bytes | Saved) -> Verification:
    """Play all recorded orders from the start and compare every digest.

    Raises
    ------
    SaveError : the save cannot be read, or was made under other rules.
    UsageError : the source is none of these.
    """
    if not isinstance(source, (bytes, Saved)):
        source = path_of(source, "what is verified")
    saved = source if isinstance(source, Saved) else read_save(source)
    player_turns = orders = 0
    divergence = None
    game = _fresh(saved)
    for step in _played(saved, game):
        if isinstance(step, Divergence):
            divergence = step
        elif step.order is None:
            player_turns += 1
        else:
            orders += 1
    return Verification(player_turns, orders, game.digest(), divergence)


def steps(saved: Saved) -> Iterator[Step]:
    """Yield what each recorded order brought, as a game plays it.

    Raises
    ------
    SaveError : the game goes another way there than the record, or the save was made under other rules.
    """
    return (step for step, _ in moments(saved))


def moments(saved: Saved) -> Iterator[tuple[Step, Game]]:
    """Yield each step with the game after it, which plays on: copy what is to be kept. Raises as `steps` does."""
    game = _fresh(saved)
    for step in _played(saved, game):
        if isinstance(step, Divergence):
            raise SaveError(f"{saved.source}: the replay diverges at {step}")
        yield step, game


def _fresh(saved: Saved) -> Game:
    if not saved.verifiable:
        raise SaveError(
            f"{saved.source}: it was played under version {saved.rules} of the rules, this is version {RULES_VERSION}: "
            "the game can go on, but its orders cannot be played again"
        )
    return Game.new(saved.game.scenario, saved.game.seed, saved.game.luck)


def _played(saved: Saved, game: Game) -> Iterator[Step | Divergence]:
    """Yield the steps of a record; a divergence is the last."""
    for recorded in saved.game.record:
        diverged = yield from play_again(game, recorded)
        if diverged:
            return
    found, expected = game.digest(), saved.game.digest()
    if found != expected:
        last = saved.game.record[-1]
        reason = "the position saved is not the one that the orders lead to"
        yield Divergence(last.turn, last.side, len(last.orders), None, expected, found, reason)


def play_again(game: Game, recorded: PlayerTurn) -> Generator[Step | Divergence, None, bool]:
    """Yield the steps of one recorded player turn as a game plays it; returns whether the last was a divergence."""
    turn, side = recorded.turn, recorded.side

    def fault(number: int, order: str | None, reason: str, expected: str = "", found: str = "") -> Divergence:
        return Divergence(turn, side, number, order, expected, found, reason)

    if game.outcome is not None:
        yield fault(0, None, "the game was over before")
        return True
    if (game.turn, game.active_side) != (turn, side):
        yield fault(0, None, f"it was turn {game.turn}, {game.active_side}, then")
        return True
    for number, (text, expected) in enumerate(recorded.orders, start=1):
        try:
            order = parse(text)
            reason = recorded.reasons.get(number - 1, "")
            events = game.play(order, reason)
        except IllegalOrderError as error:
            yield fault(number, text, f"is not legal: {error.sentence}", expected)
            return True
        except OrderTextError as error:
            yield fault(number, text, str(error), expected)
            return True
        yield Step(turn, side, order, tuple(events), reason)
        if game.digest()[: len(expected)] != expected:
            yield fault(number, text, "", expected, game.digest()[: len(expected)])
            return True
    if not recorded.digest:
        return False
    yield Step(turn, side, None, tuple(game.end_turn()))
    if game.digest() != recorded.digest:
        yield fault(len(recorded.orders), None, "", recorded.digest, game.digest())
        return True
    return False
