"""A commander that is a function: what it is shown, what it may give, and what is said where that goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from game.commanders import by_function, player, roster
from game.commanders.by_function import commander_of, shown_seed
from game.commanders.player import Player
from game.commanders.roster import COMMANDERS, enlist, stand_in, take_turn
from game.core.errors import CommanderError, UsageError
from game.engine.game import Game
from game.engine.orders import Attack, Move, Order
from game.scenario.loading import load_scenario

NIGHT = "lake_khasan/night_attack"
SIDES = ("soviet", "japanese")
"""In the scenario the Japanese move first."""


@pytest.fixture(autouse=True)
def nobody_stays() -> Iterator[None]:
    """Whoever is enlisted is known for one test."""
    before = dict(COMMANDERS)
    yield
    COMMANDERS.clear()
    COMMANDERS.update(before)


def named(function: Callable[[Game], Any]) -> str:
    """Make a function known, and return its name."""
    COMMANDERS.pop("mine", None)
    enlist(commander_of(function, "mine"))
    return "mine"


def fresh(seed: int = 1) -> Game:
    return Game.new(load_scenario(NIGHT), seed)


def first_march(game: Game, unit: str) -> Move:
    return next(order for order in game.legal_orders() if isinstance(order, Move) and order.unit == unit)


def test_orders_are_yielded_one_by_one_each_with_its_reason() -> None:
    def orders(game: Game) -> Iterator[object]:
        yield first_march(game, "I/75"), "forward"
        yield first_march(game, "II/75")

    steps = take_turn(fresh(), named(orders))
    assert [(step.order.named, step.reason) for step in steps if step.order is not None] == [
        (("I/75",), "forward"),
        (("II/75",), ""),
    ]


@pytest.mark.parametrize("pack", [list, tuple, iter], ids=["list", "tuple", "iterator"])
def test_all_orders_of_a_turn_may_be_returned_at_once(pack: Callable[[list[Order]], object]) -> None:
    game = fresh()
    wanted = [first_march(game, "I/75"), first_march(game, "II/75")]
    assert [step.order for step in take_turn(game, named(lambda game: pack(wanted)))] == wanted


def test_or_the_next_one_each_time_until_there_is_none() -> None:
    """The game is brought up to date after each: who has marched stands elsewhere."""
    seen = []

    def next_order(game: Game) -> object:
        row = game.scenario.names.unit_row["I/75"]
        seen.append(game.scenario.hex_number(int(game.state.units[row].hex)))
        return first_march(game, "I/75") if len(seen) == 1 else None

    (step,) = take_turn(fresh(), named(next_order))
    assert isinstance(step.order, Move)
    assert seen == [step.order.path[0], step.order.path[-1]]


def test_what_it_does_to_what_it_is_shown_moves_no_battle() -> None:
    def orders(game: Game) -> list[Order]:
        ahead = game.copy()
        for _ in range(2):
            ahead.play(next(ahead.legal_orders()))
            assert ahead.end_turn()
        return []

    game = fresh()
    before = game.digest()
    assert take_turn(game, named(orders)) == []
    assert game.digest() == before


def test_it_is_shown_another_luck_than_the_battle_has() -> None:
    """Else a look at a copy would tell how each fight will end. It is the same for one battle throughout."""
    seeds = set()

    def orders(game: Game) -> list[Order]:
        seeds.add(game.seed)
        return []

    game = fresh(7)
    for _ in SIDES:
        take_turn(game, named(orders))
        game.end_turn()
    assert seeds == {shown_seed(7)}
    assert 7 not in seeds
    assert shown_seed(8) != shown_seed(7)


def test_it_can_see_whether_there_is_luck() -> None:
    seen = []
    take_turn(Game.new(load_scenario(NIGHT), 1, "none"), named(lambda game: seen.append(game.luck)))
    assert seen == ["none"]


def test_it_is_too_slow_for_what_is_played_out_by_the_hundred_and_runs_one_at_a_time() -> None:
    name = named(lambda game: [])
    assert stand_in(name) == "officer"
    assert not roster.gain_by_threads({"soviet": name, "japanese": "cadet"})
    assert roster.gain_by_threads({"soviet": "random", "japanese": "cadet"})


def plays_on_itself(game: Game) -> Order:
    order = first_march(game, "I/75")
    game.play(order)
    return order


def no_way(game: Game) -> Iterator[Order]:
    yield Attack("2028", ("I/75",))


class WordlessError(Exception):
    def __str__(self) -> str:
        raise ValueError("no words")


def fails_without_words(game: Game) -> None:
    raise WordlessError


def test_what_it_prints_is_no_part_of_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    take_turn(fresh(), named(lambda game: print("hello")))
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "hello\n")


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda game: 1 / 0, "ZeroDivisionError: division by zero"),
        (lambda game: "move", "an order is a Move, an Attack, a Bombard or an Exit, not 'move'; game.parse makes"),
        (lambda game: [3], "an order is a Move, an Attack, a Bombard or an Exit, not 3"),
        (lambda game: [None, 3], "None is no order: what gives several orders ends after the last"),
        (fails_without_words, "WordlessError"),
        (lambda game: (first_march(game, "I/75"), 3), "the reason of an order must be a string, not 3"),
        (lambda game: Move("I/75", "2231"), "`path` of a Move must be a tuple of strings"),
        (lambda game: game.forecast(first_march(game, "I/75")), "only attacks and bombardments are forecast"),
        (plays_on_itself, "it has played on the game that it is shown"),
        (no_way, "the order 'attack 2028 with I/75' is not legal: the unit is not next to the hex"),
    ],
)
def test_what_goes_wrong_is_said_with_the_game_in_which_it_did(function: Callable[[Game], Any], words: str) -> None:
    game = fresh(9)
    before = game.digest()
    with pytest.raises(CommanderError, match=f"^.*{words}") as found:
        take_turn(game, named(function))
    assert str(found.value).endswith(f"(turn 5, japanese, {NIGHT} with seed 9)")
    assert game.digest() == before


def test_one_that_never_stops_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules let nobody march for ever, so the bound is met by nobody; here it is a low one."""
    for module in (by_function, player):
        monkeypatch.setattr(module, "MOST_ORDERS", 1)
    name = named(lambda game: [first_march(game, "I/75"), first_march(game, "II/75")])
    game = fresh()
    whole_turn, _ = roster.hired(game.scenario, game.world, dict.fromkeys(SIDES, name))
    for play in (lambda: take_turn(game.copy(), name), lambda: whole_turn.play_turn(game.world, game.state.copy(), 1)):
        with pytest.raises(UsageError, match="'mine' gives more than"):
            play()


class Bold:
    """Takes what it can."""

    def __call__(self, game: Game) -> None:
        return None


def test_what_can_be_called_with_the_game_is_a_function() -> None:
    """It says itself what it is about."""
    assert commander_of(Bold(), "bold").about == "Takes what it can."
    assert commander_of(lambda game, least=0.6: None, "x", "In words.").about == "In words."
    for wrong in (Bold, lambda: None, lambda game, least: None, 3):
        with pytest.raises(UsageError, match="must be a function that takes the game, and nothing else"):
            commander_of(wrong, "x")  # type: ignore[arg-type]  # what is given may be anything


def test_it_needs_the_names_of_a_scenario() -> None:
    game = fresh()
    with pytest.raises(UsageError, match="let take_turn, play_out or run_batch hire it"):
        Player(commander_of(lambda game: None, "mine"), game.world)
