"""What is reckoned up at the end, the log with its filters, and saving the replay from the report."""

from __future__ import annotations

import pygame
import pytest

from game.commanders.roster import take_turn
from game.core.terms import Kind
from game.engine.game import Game
from game.engine.replay import Step, verify
from game.scenario.loading import load_scenario
from game.ui.log_lines import MOST, LogKind, log_lines
from game.ui.panels.log import LogWindow
from game.ui.panels.top_bar import TopBar
from game.ui.saves.save_folder import folder
from game.ui.screens.reckoning import loss_rows, losses_by
from game.ui.screens.report import Report
from game.ui.session import Session
from tests.ui.flows import NIGHT_ATTACK, Table
from tests.ui.hands import at_the_board, give_size


def played_out() -> Session:
    """Return a session of a game that the cadet has played with itself."""
    session = Session.new(load_scenario(NIGHT_ATTACK), 5, {"soviet": "cadet", "japanese": "cadet"})
    game: Game = session.game
    while game.outcome is None:
        turn, side = game.turn, game.active_side
        session.steps += take_turn(game, "cadet")
        session.steps.append(Step(turn, side, None, tuple(game.end_turn())))
    return session


def test_losses_up_to_the_last_turn_are_all_losses_and_before_the_first_none() -> None:
    session = played_out()
    lost = session.game.state.sides.losses
    for number, side in enumerate(session.scenario.names.sides):
        for kind in Kind:
            assert losses_by(session, side, kind, session.game.turn) == lost[number, kind]
            assert losses_by(session, side, kind, 0) == 0
    assert len(loss_rows(session)) == sum(
        1 for entry in session.scenario.file.history if entry.losses and not entry.since
    )


def test_the_log_is_bounded_and_filtered() -> None:
    session = played_out()
    everything, _ = log_lines(session.scenario, session.steps)
    assert 0 < len(everything) <= MOST
    fights, _ = log_lines(session.scenario, session.steps, LogKind.FIGHTS)
    assert {line.kind for line in fights} == {LogKind.FIGHTS, LogKind.TURN}
    assert any("luck: attacker" in line.words for line in fights)
    again, left = log_lines(session.scenario, session.steps * 10)
    assert len(again) == MOST
    assert left > 0


def test_the_log_opens_filters_and_leads_to_the_place() -> None:
    table = Table(animation="off")
    table.until(lambda: table.session.is_humans_turn)
    table.key(pygame.K_j)
    log = table.board.popups.find(LogWindow)
    assert log is not None
    table.press(log, "filter:fights")
    assert log.kind is LogKind.FIGHTS
    table.window.frame(0.0)
    name = next(name for name in log.spots(table.board.play) if name.startswith("line:"))
    table.press(log, name)
    assert table.board.play.marks.hexes
    table.key(pygame.K_j)
    assert table.board.popups.find(LogWindow) is None
    table.close()


def test_the_report_saves_a_replay_that_proves_itself() -> None:
    table = Table(soviet="cadet", animation="off")
    table.until(lambda: table.board.popups.find(Report) is not None)
    report = table.board.popups.find(Report)
    table.press(report, "replay")
    (saved,) = [path for path in folder().iterdir() if "seed" in path.name]
    assert verify(saved).holds
    table.window.frame(0.0)
    assert any(saved.stem in text for text in report.texts(table.board.play))
    table.close()


@pytest.mark.parametrize("scale", [0.75, 1.0, 2.5])
@pytest.mark.parametrize("size", [(1024, 680), (1920, 1080)])
def test_words_and_map_have_room_at_any_size(size: tuple[int, int], scale: float) -> None:
    hands, board = at_the_board(played_out(), scale=scale)
    give_size(size)
    hands.until(lambda: board.popups.find(Report) is not None)
    report = board.popups.find(Report)
    assert 0.4 * size[0] <= report.rect.width <= 0.75 * size[0]
    board.close()


def test_a_report_that_was_closed_is_opened_again_by_the_button_that_ended_turns() -> None:
    hands, board = at_the_board(played_out())
    hands.until(lambda: board.popups.find(Report) is not None)
    hands.key(pygame.K_ESCAPE)
    assert board.popups.find(Report) is None
    bar = next(panel for panel in board.play.panels if isinstance(panel, TopBar))
    hands.click(bar.spots(board.play)["end_turn"].center)
    assert board.popups.find(Report) is not None
    board.close()
