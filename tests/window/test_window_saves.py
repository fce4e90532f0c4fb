"""What is kept and looked at again, in a real window: saves, what is there after a kill, replays, the estimate."""

from __future__ import annotations

from game.engine.orders import Move
from game.engine.saves import read_save
from tests.window.desk import Desk
from tests.window.playing import (
    QUIT,
    estimate,
    march,
    newest,
    quick_save,
    watch_a_replay,
)
from tests.window.twin import Twin


def test_quick_save_and_load(board: Desk, twin: Twin) -> None:
    """F5, a march, F9: the game is as it was saved, and the same march can be given again."""
    before = twin.game.digest()
    saved = quick_save(board)
    march(board, twin)
    assert read_save(saved).game.digest() == before
    saves = len(board.saves)
    board.key("F9")
    march_again = twin.session.undo()
    assert isinstance(march_again, Move)
    march(board, twin, march_again)
    assert len(board.saves) >= saves


def test_killed_in_the_middle_nothing_is_lost(board: Desk, twin: Twin) -> None:
    """A kill at any moment loses at most the current order: the autosave has the march."""
    march(board, twin)
    assert board.program is not None
    board.program.kill()
    board.program.wait(10)
    game = newest(board)
    assert game is not None
    assert game.digest() == twin.game.digest()


def test_the_staff_estimates(board: Desk) -> None:
    estimate(board)


def test_a_replay_is_looked_at_and_the_program_quits(board: Desk, twin: Twin) -> None:
    """A game is begun and saved; the menu's Replay shows it; the menu's Quit ends the program with 0."""
    march(board, twin)
    assert board.program is not None
    board.program.kill()
    board.program.wait(10)
    board.start()
    board.wait_for_title("Border Wars")
    watch_a_replay(board)
    board.click(QUIT)
    assert board.ended() == 0
