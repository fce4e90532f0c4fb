"""The State as bytes: the digest sees every field, a copy shares nothing, the log is no part of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from game.engine.game import Game
from game.engine.saves import read_save, save_text
from game.scenario.world import DERIVED, KEPT, State
from tests.boards import games
from tests.tabletop import tabletop

BOARD = """
    R1  RG1 .   .
      .   ~   B1  .
    .   R2  .   .
"""


def fresh() -> Game:
    boats = [{"side": "red", "hexes": ["0101"], "speed": 500, "lift": {"day": 900, "night": 900}}]
    return tabletop(BOARD, crossings=boats).game


FIELDS = [
    (name, field)
    for name in KEPT
    for field in (getattr(fresh().state, name).dtype.names or (None,))
    if (name, field) != ("clock", "logged")
]


@pytest.mark.parametrize(("name", "field"), FIELDS, ids=str)
def test_the_digest_sees_every_number(name: str, field: str | None) -> None:
    """Every field of every row, and every place of a field that is a row itself."""
    state = fresh().state
    before = state.digest()
    array = getattr(state, name)
    column = array if field is None else array[field]
    seen = {before}
    for index in np.ndindex(column.shape):
        column[index] += 1
        digest = state.digest()
        assert digest not in seen, (name, field, index)
        seen.add(digest)
        column[index] -= 1
    assert state.digest() == before


def test_every_array_is_kept_or_follows_from_those_that_are() -> None:
    assert sorted([*KEPT, *DERIVED, "log"]) == sorted(State._fields)


@pytest.mark.parametrize("name", DERIVED)
def test_what_follows_from_the_rest_is_in_no_digest_and_in_no_save(name: str) -> None:
    """It is worked out again when a game is loaded, whatever it was when the game was saved."""
    game = fresh()
    before, right = game.digest(), getattr(game.state, name).tobytes()
    getattr(game.state, name).view(np.ndarray).view(np.uint8)[...] = 1
    assert game.digest() == before
    text = save_text(game)
    assert f'"{name}"' not in text
    assert getattr(read_save(text.encode("ascii")).game.state, name).tobytes() == right


def test_the_log_is_not_in_the_digest() -> None:
    state = fresh().state
    before = state.digest()
    state.log["kind"][3] = 7
    state.clock["logged"][0] = 5
    assert state.digest() == before
    assert state.clock["logged"][0] == 5


def test_a_digest_is_sixteen_hexadecimal_digits() -> None:
    digest = fresh().digest()
    assert len(digest) == 16
    assert int(digest, 16) >= 0


@settings(max_examples=10)
@given(games())
def test_a_copy_shares_nothing(game: Game) -> None:
    state = game.state
    before, copy = state.digest(), state.copy()
    assert copy.digest() == before
    for ours, theirs in zip(state, copy, strict=True):
        assert not np.shares_memory(ours, theirs)
        assert ours.dtype == theirs.dtype
        theirs.view(np.ndarray).view(np.uint8)[...] = 1
    assert state.digest() == before
    assert copy.digest() != before


@pytest.mark.parametrize("rows", [None, 0, 5])
def test_a_copy_has_a_log_of_the_size_wanted(rows: int | None) -> None:
    state = fresh().state
    copy = state.copy(rows)
    assert len(copy.log) == (len(state.log) if rows is None else rows)
    assert copy.digest() == state.digest()


def test_seeds_and_luck_are_parts_of_the_game() -> None:
    scenario = fresh().scenario
    assert Game.new(scenario, 1).digest() != Game.new(scenario, 2).digest()
    assert Game.new(scenario, 1).digest() == Game.new(scenario, 1, "none").digest()  # nothing thrown yet
    assert Game.new(scenario, 2**63 - 1).seed == 2**63 - 1
