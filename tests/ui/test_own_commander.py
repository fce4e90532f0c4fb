"""A commander of one's own at the board: it leads the enemy; where it fails, or is not there, the officer leads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.commanders.by_function import commander_of
from game.commanders.roster import enlist
from game.desk.questions import Question
from game.engine.game import Game
from game.engine.orders import Move, Order
from game.engine.saves import save_game
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.saves.save_folder import open_save
from game.ui.screens.battle_setup import BattleSetup
from game.ui.session import HUMAN
from tests.ui.flows import Table


@pytest.fixture(autouse=True)
def _two_of_our_own() -> None:
    """One who walks, and one who fails."""
    enlist(commander_of(lambda game: [next(game.legal_orders())], "walker"))
    enlist(commander_of(fails, "faulty"))


def fails(game: Game) -> Iterator[Order]:
    """March once, and then no more."""
    yield next(game.legal_orders())
    raise LookupError("there is no way on")


def test_it_leads_the_enemy() -> None:
    table = Table(japanese="walker", animation="off")
    table.until(lambda: table.session.is_humans_turn)
    (step,) = [step for step in table.session.steps if step.order is not None]
    assert isinstance(step.order, Move)
    table.close()


def test_where_it_fails_the_officer_leads_and_the_player_reads_why() -> None:
    table = Table(japanese="faulty", animation="off")
    before = table.session.game.digest()
    table.until(lambda: table.board.popups.find(Question) is not None)
    asked = table.board.popups.find(Question)
    assert asked is not None
    assert "LookupError: there is no way on (turn 5, japanese" in asked.words[0]
    assert "officer leads its side from now on" in asked.words[1]
    assert table.session.game.digest() == before
    assert table.session.players == {"soviet": HUMAN, "japanese": "officer"}
    table.press(asked, "go_on")
    table.until(lambda: table.session.is_humans_turn)
    assert len(table.session.steps) > 2
    table.close()


def test_a_game_whose_commander_is_not_there_says_who_leads(tmp_path: Path) -> None:
    save_game(Game.new(load_scenario("lake_khasan/night_attack"), 1), tmp_path / "a.json", {"japanese": "my.py"})
    table = Table(japanese="walker")
    table.board.close()
    session = open_save(tmp_path / "a.json")
    assert session.players["japanese"] == "officer"
    table.board = Board(session)
    table.window.show(table.board)
    asked = table.board.popups.find(Question)
    assert asked is not None
    assert "The Japanese side was led by 'my.py', which is not loaded here" in asked.words[0]
    table.press(asked, "go_on")
    assert table.board.popups.find(Question) is None
    table.board.open(table.window)
    assert table.board.popups.find(Question) is None, "it is said once"
    table.close()


def test_who_is_known_can_be_chosen_before_a_battle() -> None:
    table = Table(japanese="walker")
    page = BattleSetup(load_scenario("lake_khasan/night_attack"))
    table.window.show(page)
    page.set_player("soviet", "walker")
    table.window.frame(0.0)
    assert any("Walker. A commander of your own." in words for words, _, _ in page._notes)
    table.close()
