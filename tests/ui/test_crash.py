"""A fault of our own: the window closes, the game is kept, one sentence says so and names a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pygame
import pytest

from game.cli import at_the_board
from game.cli.at_the_board import Asked, play_in_window
from game.cli.exit_codes import OUR_FAULT
from game.desk.crash import KEPT, report_folder
from game.desk.help import Help
from game.ui.board import Board
from game.ui.saves import save_folder
from game.ui.saves.save_folder import open_save
from game.ui.saves.save_list import newest_autosave
from game.ui.screens.menu import MainMenu

from .hands import marches, new_session

FAULT = "nobody has thought of this"


@pytest.fixture(autouse=True)
def boxes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What the system is asked to show; reports go to a folder of the test's own."""
    shown: list[str] = []
    monkeypatch.setattr(pygame.display, "message_box", lambda title, words, **_: shown.append(words))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return shown


class Trouble:
    """A pair of hands that plays so many frames, then meets a fault of the program."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, board: Board, orders: int) -> None:
        self.board, self.orders = board, marches(board.session)[:orders]
        self._update = board.update
        monkeypatch.setattr(board, "update", self.update)

    def update(self, seconds: float) -> None:
        self._update(seconds)
        if not self.orders:
            raise KeyError(FAULT)
        self.board.orders.submit(self.orders.pop(0))


def play_into_it(monkeypatch: pytest.MonkeyPatch, scene: Any) -> None:
    monkeypatch.setattr(at_the_board, "_first_scene", lambda asked: scene)
    with pytest.raises(SystemExit) as stopped:
        play_in_window(Asked(None, None, {}, {}, 1, None, None))
    assert stopped.value.code == OUR_FAULT


def test_the_game_is_saved_and_one_sentence_names_the_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], boxes: list[str]
) -> None:
    board = Board(new_session())
    Trouble(monkeypatch, board, orders=3)
    play_into_it(monkeypatch, board)
    said = capsys.readouterr().err
    (report,) = report_folder().glob("crash-*.txt")
    assert said == f"borderwars: {boxes[0]}\n"
    assert "has crashed (KeyError" in said
    assert "The game is saved" in said
    assert str(report) in said
    assert "Traceback" not in said
    assert not pygame.display.get_init()
    saved = newest_autosave()
    assert saved is not None
    assert open_save(saved.path).game.digest() == board.session.game.digest()
    written = report.read_text()
    assert FAULT in written
    assert "Traceback" in written
    assert "lake_khasan/night_attack, seed 3" in written


def test_a_game_that_cannot_be_saved_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    save_folder.folder().parent.mkdir(parents=True)
    save_folder.folder().write_text("a file where the folder should be")
    board = Board(new_session())
    Trouble(monkeypatch, board, orders=1)
    play_into_it(monkeypatch, board)
    assert "The game could not be saved: " in capsys.readouterr().err


def test_a_report_that_cannot_be_written_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    board = Board(new_session())
    Trouble(monkeypatch, board, orders=0)
    play_into_it(monkeypatch, board)
    said = capsys.readouterr().err
    assert "No order was lost." in said
    assert f"No report could be written to {report_folder()}" in said


def test_a_fault_over_the_board_saves_the_game_beneath(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    board = Board(new_session())
    monkeypatch.setattr(Help, "update", lambda self, seconds: 1 / 0)
    update = board.update
    frames = iter(range(1_000_000))

    def order_and_ask(seconds: float) -> None:
        if not board.session.steps:
            board.orders.submit(marches(board.session)[0])
        update(seconds)
        if next(frames) % 90 == 89:  # a press too soon after something has opened counts for nothing
            for kind in (pygame.KEYDOWN, pygame.KEYUP):
                pygame.event.post(pygame.event.Event(kind, key=pygame.K_F1, mod=0, unicode=""))

    monkeypatch.setattr(board, "update", order_and_ask)
    play_into_it(monkeypatch, board)
    assert "ZeroDivisionError" in capsys.readouterr().err
    saved = newest_autosave()
    assert saved is not None
    assert open_save(saved.path).game.digest() == board.session.game.digest()


def test_few_reports_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    report_folder().mkdir(parents=True)
    for number in range(KEPT + 5):
        (report_folder() / f"crash-19380730-{number:06}.txt").write_text("old")
    monkeypatch.setattr(MainMenu, "update", lambda self, seconds: 1 / 0)
    play_into_it(monkeypatch, MainMenu())
    left = sorted(path.name for path in report_folder().iterdir())
    assert len(left) == KEPT
    assert left[0] == "crash-19380730-000006.txt"
