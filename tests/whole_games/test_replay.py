"""Replays: a record proves itself, or says at which order it stops being true."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.commanders.roster import play_out
from game.core.errors import SaveError
from game.core.terms import EventKind
from game.engine.game import RULES_VERSION, Game, PlayerTurn
from game.engine.replay import Divergence, steps, verify
from game.engine.saves import Saved, save_game, save_text
from game.scenario.loading import load_scenario


@pytest.fixture(scope="module")
def played() -> Game:
    """A whole game of the smallest scenario."""
    game = Game.new(load_scenario("lake_khasan/night_attack"), seed=11)
    play_out(game, {"soviet": "random", "japanese": "cadet"})
    return game


def altered(played: Game, change: Callable[[list[PlayerTurn]], object]) -> Divergence:
    """Where a replay leaves a record that was changed."""
    game = played.copy()
    change(game.record)
    divergence = verify(Saved(game, RULES_VERSION)).divergence
    assert divergence is not None
    return divergence


def test_a_whole_game_is_verified(played: Game, tmp_path: Path) -> None:
    save_game(played, tmp_path / "game.json")
    found = verify(tmp_path / "game.json")
    assert found.holds
    assert found.divergence is None
    assert found.digest == played.digest()
    assert found.player_turns == len(played.record)
    assert found.orders == sum(len(turn.orders) for turn in played.record) > 10


def test_a_game_in_the_middle_is_verified_from_its_bytes(played: Game) -> None:
    game = Game.new(played.scenario, seed=11)
    game.play(next(game.legal_orders()))
    assert verify(save_text(game).encode()).orders == 1


def test_luck_none_is_part_of_the_record() -> None:
    game = Game.new(load_scenario("lake_khasan/night_attack"), seed=11, luck="none")
    play_out(game, {"soviet": "cadet", "japanese": "cadet"})
    assert verify(save_text(game).encode()).holds
    other = Saved(Game(game.scenario, game.scenario.world, game.state, "table", game.record), RULES_VERSION)
    assert not verify(other).holds


def test_another_digest_is_found_at_its_order(played: Game) -> None:
    def change(record: list[PlayerTurn]) -> None:
        text, _ = record[0].orders[2]
        record[0].orders[2] = (text, "00000000")

    found = altered(played, change)
    first = played.record[0]
    assert (found.turn, found.side, found.number) == (first.turn, first.side, 3)
    assert found.order == first.orders[2][0]
    assert (found.expected, found.found) == ("00000000", first.orders[2][1])
    assert "expected digest 00000000" in str(found)


def test_another_order_is_found_where_it_bites(played: Game) -> None:
    def change(record: list[PlayerTurn]) -> None:
        record[0].orders.pop(0)

    found = altered(played, change)
    assert (found.turn, found.number) == (played.record[0].turn, 1)


ORDERS = {
    "illegal": ("move I/75 2231>0101", "is not legal: "),
    "unknown unit": ("move nobody 2231>2230", "is not legal: there is no unit 'nobody'"),
    "no order": ("retreat!", "is not an order"),
    "long": ("x" * 5000, "is not an order"),
}


@pytest.mark.parametrize("name", ORDERS)
def test_an_order_that_cannot_be_played_says_why(played: Game, name: str) -> None:
    text, words = ORDERS[name]
    found = altered(played, lambda record: record[0].orders.insert(1, (text, "00000000")))
    assert found.number == 2
    assert words in found.reason
    assert len(str(found)) < 400


def test_another_end_of_a_player_turn_is_found(played: Game) -> None:
    found = altered(played, lambda record: setattr(record[1], "digest", "0" * 16))
    assert found.order is None
    assert (found.turn, found.side) == (played.record[1].turn, played.record[1].side)
    assert "the end of the player turn" in str(found)


def test_player_turns_in_another_order_are_found(played: Game) -> None:
    assert "then" in altered(played, lambda record: record.pop(0)).reason
    more = PlayerTurn(played.record[-1].turn + 1, played.record[0].side)
    assert altered(played, lambda record: record.append(more)).reason == "the game was over before"


def test_a_position_that_is_not_the_end_of_the_record_is_found(played: Game) -> None:
    def change(record: list[PlayerTurn]) -> None:
        record[-1].orders.clear()
        record[-1].digest = ""

    found = altered(played, change)
    assert "not the one that the orders lead to" in found.reason


def test_other_rules_cannot_be_verified(played: Game) -> None:
    saved = Saved(played, RULES_VERSION + 1, source="old.json")
    with pytest.raises(SaveError, match=f"old.json: .* version {RULES_VERSION + 1} .* version {RULES_VERSION}"):
        verify(saved)
    with pytest.raises(SaveError, match="cannot be played again"):
        list(steps(saved))


def test_the_steps_tell_the_game(played: Game) -> None:
    found = list(steps(Saved(played, RULES_VERSION)))
    assert [str(step.order) for step in found if step.order] == [
        text for turn in played.record for text, _ in turn.orders
    ]
    assert sum(step.order is None for step in found) == len(played.record)
    assert found[-1].events[-1].kind is EventKind.ENDED


def test_the_steps_say_why(played: Game) -> None:
    """As far as the record knows it; the end of a turn needs no reason."""
    found = list(steps(Saved(played, RULES_VERSION)))
    assert all(bool(step.reason) is (step.order is not None) for step in found)
    assert {step.reason for step in found if step.order is not None and step.side == "soviet"} == {"picked at random"}
    silent = played.copy()
    for turn in silent.record:
        turn.reasons.clear()
    assert not any(step.reason for step in steps(Saved(silent, RULES_VERSION)))
    assert all(turn.reasons for turn in played.record if turn.orders)


def test_steps_of_a_record_that_diverges_end_with_an_error(played: Game) -> None:
    game = played.copy()
    game.record[0].orders.insert(0, ("retreat!", "00000000"))
    with pytest.raises(SaveError, match="diverges at turn 5, japanese, order 1"):
        list(steps(Saved(game, RULES_VERSION)))
