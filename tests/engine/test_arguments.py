"""The public functions say what they take, and refuse the rest with an error of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import game as public
from game import Attack, Bombard, Game, Move, OrderTextError, Scenario, UsageError, load_scenario
from game.commanders.cadet.commander import CADET
from game.core.errors import BorderWarsError
from game.core.terms import Tolerance

OTHER = "lake_khasan/fortieth_division"
"""A battle of other sizes than the one that is played here."""


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario("lake_khasan/night_attack")


@pytest.fixture(scope="module")
def fresh(scenario: Scenario) -> Game:
    return Game.new(scenario, 1)


@pytest.mark.parametrize("seed", [-1, 2**63, 10**400, 1.0, float("nan"), True, None, "1938", [1], np.float64(1)])
def test_a_seed_is_a_whole_number_within_bounds(scenario: Scenario, seed: Any) -> None:
    with pytest.raises(UsageError, match=r"the seed must be a whole number from 0 to 9223372036854775807, not "):
        Game.new(scenario, seed)


@pytest.mark.parametrize("seed", [0, 2**63 - 1, np.int64(5), np.uint8(5)])
def test_whole_numbers_of_numpy_are_whole_numbers(scenario: Scenario, seed: Any) -> None:
    assert Game.new(scenario, seed).seed == int(seed)


@pytest.mark.parametrize("luck", ["often", "", None, True, 1, "TABLE"])
def test_luck_is_one_of_two_words(scenario: Scenario, luck: Any) -> None:
    with pytest.raises(UsageError, match="luck must be 'table' or 'none', not "):
        Game.new(scenario, 1, luck)


@pytest.mark.parametrize("scenario", ["lake_khasan/campaign", None, Path("a.yaml"), {}])
def test_a_game_is_of_a_scenario(scenario: Any) -> None:
    with pytest.raises(UsageError, match=r"must be a Scenario, not .*load_scenario\(name\) gives one"):
        Game.new(scenario, 1)


ORDERS: list[tuple[Any, str]] = [
    (None, "an order is a Move, an Attack, a Bombard or an Exit, not None"),
    ("move I/75 2231>2230", "game.parse makes an order of its text"),
    (5, "an order is"),
    (Move, "an order is"),
    (Move(None, ("2231", "2230")), "`unit` of a Move must be a string, not None"),  # type: ignore[arg-type]
    (Move("I/75", "2231>2230"), "`path` of a Move must be a tuple of strings"),  # type: ignore[arg-type]
    (Move("I/75", (2231, 2230)), "`path` of a Move must be a tuple of strings"),  # type: ignore[arg-type]
    (Move("I/75", None), "`path` of a Move must be a tuple of strings, not None"),  # type: ignore[arg-type]
    (Attack("2028", "I/75"), "`units` of an Attack must be a tuple of strings"),  # type: ignore[arg-type]
    (Attack("2028", ("I/75",), "25MA"), "`support` of an Attack"),  # type: ignore[arg-type]
    (Attack("2028", ("I/75",), tolerance=Tolerance.UNSAID), "`tolerance` of an Attack must be Tolerance.MINIMISE"),
    (Attack("2028", ("I/75",), tolerance="limit"), "LIMIT or IGNORE, not 'limit'"),  # type: ignore[arg-type]
    (Attack("2028", ("I/75",), (), 1), "`holding` of an Attack must be True or False, not 1"),  # type: ignore[arg-type]
    (Attack(2028, ("I/75",)), "`target` of an Attack must be a string, not 2028"),  # type: ignore[arg-type]
    (Bombard("2028", ("25MA",)), "`unit` of a Bombard must be a string"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("order", "words"), ORDERS)
def test_what_is_no_order_is_refused_and_changes_nothing(fresh: Game, order: Any, words: str) -> None:
    before = fresh.digest()
    for ask in (fresh.play, fresh.check, fresh.forecast):
        with pytest.raises(UsageError) as caught:
            ask(order)
        assert words in str(caught.value) or ask == fresh.forecast
    assert fresh.digest() == before


@pytest.mark.parametrize(
    "order",
    [
        Move("nobody", ("2231", "2230")),
        Move("I/75", ("2231", "9999")),
        Move("I/75", ()),
        Move("I/75", ("2231", "２２３０")),
        Move("I/75", ("2231", "+230")),
        Attack("", ("I/75",)),
        Attack("2028", ()),
        Attack("2028", ("I/75", "I/75")),
        Attack("2028", ("x" * 10_000,)),
        Bombard("9999", "25MA"),
        Bombard("2028", ""),
    ],
)
def test_orders_that_name_nothing_are_illegal_with_a_reason(fresh: Game, order: Any) -> None:
    verdict = fresh.check(order)
    assert not verdict
    assert verdict.sentence
    with pytest.raises(public.IllegalOrderError):
        fresh.play(order)


def test_only_fights_are_forecast(fresh: Game) -> None:
    with pytest.raises(UsageError):
        fresh.forecast(Move("I/75", ("2231", "2230")))  # type: ignore[arg-type]


STRANGE: list[tuple[Callable[[Scenario], object], str]] = [
    (lambda scenario: scenario.hex_row(1), "the printed number of a hex must be a string, not 1"),  # type: ignore[arg-type]
    (lambda scenario: scenario.hex_row(None), "must be a string, not None"),  # type: ignore[arg-type]
    (lambda scenario: scenario.hex_number("2231"), "the row of a hex must be a whole number from -1 to "),  # type: ignore[arg-type]
    (lambda scenario: scenario.hex_number(-2), "the row of a hex must be a whole number"),
    (lambda scenario: scenario.hex_number(10**6), "not 1000000"),
    (lambda scenario: scenario.localised("xx"), "names must be 'en' or 'ru' or 'ja', not 'xx'"),  # type: ignore[arg-type]
    (lambda scenario: scenario.localised(None), "not None"),  # type: ignore[arg-type]
    (lambda scenario: scenario.localised("ru").localised("RU"), "not 'RU'"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("ask", "words"), STRANGE)
def test_a_scenario_is_asked_for_hexes_and_languages_that_there_are(
    scenario: Scenario, ask: Callable[[Scenario], object], words: str
) -> None:
    with pytest.raises(UsageError) as caught:
        ask(scenario)
    assert words in str(caught.value)


def test_a_hex_off_the_map_has_no_row_and_nowhere_no_number(scenario: Scenario) -> None:
    assert scenario.hex_row("9999") is scenario.hex_row("") is scenario.hex_number(-1) is None
    assert scenario.hex_number(scenario.hex_row("2231")) == "2231"  # type: ignore[arg-type]  # it is on the map


@pytest.mark.parametrize("text", [None, 5, b"move I/75 2231>2230", ["move"]])
def test_an_order_is_read_from_text(text: Any) -> None:
    with pytest.raises(OrderTextError, match="is not a string"):
        public.parse(text)


NEVER: list[tuple[str, Callable[[Game], object]]] = [
    ("load_scenario", lambda game: load_scenario(None)),  # type: ignore[arg-type]
    ("load_scenario", lambda game: load_scenario(5)),  # type: ignore[arg-type]
    ("load_scenario", lambda game: load_scenario("")),
    ("load_scenario", lambda game: load_scenario("x" * 10_000)),
    ("load_scenario", lambda game: load_scenario("x" * 10_000 + ".yaml")),
    ("load_scenario", lambda game: load_scenario("a\0.yaml")),
    ("load_scenario", lambda game: load_scenario(Path("/dev/null"))),
    ("load_scenario", lambda game: load_scenario(Path())),
    ("load_game", lambda game: public.load_game(None)),  # type: ignore[arg-type]
    ("load_game", lambda game: public.load_game("")),
    ("load_game", lambda game: public.load_game("a\0b")),
    ("load_game", lambda game: public.load_game("x" * 10_000)),
    ("load_game", lambda game: public.load_game("/dev/zero")),
    ("load_game", lambda game: public.load_game("a\nb")),
    ("verify", lambda game: public.verify("a\nb")),
    ("save_game", lambda game: public.save_game(game, "/proc/a\nb.json")),
    ("save_game", lambda game: public.save_game(game, "/proc/a.json", np.array([]))),  # type: ignore[arg-type]
    ("run_batch", lambda game: public.run_batch(game.scenario, 1, 1, np.array([]))),  # type: ignore[arg-type]
    ("load_scenario", lambda game: load_scenario("a\nb")),
    ("load_scenario", lambda game: load_scenario("a\nb.yaml")),
    ("save_game", lambda game: public.save_game(game, None)),  # type: ignore[arg-type]
    ("save_game", lambda game: public.save_game(game, "x" * 10_000)),
    ("save_game", lambda game: public.save_game(game, "/dev/full")),
    ("save_game", lambda game: public.save_game(game, Path("a\0b"))),
    ("save_game", lambda game: public.save_game(game, "\ud800.json")),
    ("save_game", lambda game: public.save_game(game, "/proc/a.json")),
    ("save_game", lambda game: public.save_game(None, "/proc/a.json")),  # type: ignore[arg-type]
    ("save_game", lambda game: public.save_game(game, "/proc/a.json", {"soviet": 5})),  # type: ignore[dict-item]
    ("save_game", lambda game: public.save_game(game, "/proc/a.json", rules="x")),  # type: ignore[arg-type]
    ("save_game", lambda game: public.save_game(game, "/proc/a.json", mark="x")),  # type: ignore[arg-type]
    ("play", lambda game: game.play(next(game.legal_orders()), 7)),  # type: ignore[arg-type]
    ("play", lambda game: game.play(next(game.legal_orders()), None)),  # type: ignore[arg-type]
    ("take_turn", lambda game: public.Player(CADET, load_scenario(OTHER).world).take_turn(game)),
    ("verify", lambda game: public.verify(None)),  # type: ignore[arg-type]
    ("verify", lambda game: public.verify(b"")),
    ("take_turn", lambda game: public.take_turn(game, None)),  # type: ignore[arg-type]
    ("take_turn", lambda game: public.take_turn(None, "cadet")),  # type: ignore[arg-type]
    ("take_turn", lambda game: public.take_turn(game, "napoleon")),
    ("play_out", lambda game: public.play_out(game, {"soviet": "cadet"})),
    ("play_out", lambda game: public.play_out(game, {"soviet": "cadet", "roman": "cadet"})),
    ("play_out", lambda game: public.play_out(game, "cadet")),  # type: ignore[arg-type]
    ("play_out", lambda game: public.play_out(None, {})),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("name", "call"), NEVER)
def test_whatever_a_public_function_is_given_the_error_is_ours(
    fresh: Game, name: str, call: Callable[[Game], object]
) -> None:
    before = fresh.digest()
    with pytest.raises(BorderWarsError) as caught:
        call(fresh)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400 or "x" * 300 in str(caught.value)
    assert fresh.digest() == before


def test_every_public_function_says_what_it_raises() -> None:
    methods: tuple[Callable[..., object], ...] = (Game.new, Game.play, Game.check, Game.forecast, Game.end_turn)
    methods += (Scenario.localised, Scenario.hex_row, Scenario.hex_number)
    functions = (load_scenario, public.load_game, public.save_game, public.verify, public.run_batch, public.parse)
    for function in (*methods, *functions, public.play_out, public.take_turn):
        assert "Raises" in (function.__doc__ or ""), function
