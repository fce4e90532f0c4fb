"""Saves: by keys and lists, the ring of autosaves, what a crash costs, and files that are no good."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pygame
import pytest

from game.commanders.roster import DEFAULT, take_turn
from game.core.errors import SaveError
from game.desk.waiting import Waiting
from game.engine import saves, strict_json
from game.engine.game import RULES_VERSION
from game.engine.saves import read_save, save_game, write_save
from game.ui.board import Board
from game.ui.saves import autosaves
from game.ui.saves.autosaves import Autosaver
from game.ui.saves.load_scene import LoadScene
from game.ui.saves.save_folder import file_of, folder, games_folder, open_save, save_session
from game.ui.saves.save_list import entries, newest_autosave
from game.ui.saves.save_rows import written
from game.ui.saves.save_scene import SaveScene
from game.ui.screens.menu import MainMenu
from game.ui.session import HUMAN, Session

from .hands import Hands, at_the_board, marches, new_session

CTRL = pygame.KMOD_CTRL


def played(orders: int = 3) -> Session:
    """A session with some orders given."""
    session = new_session()
    for order in marches(session)[:orders]:
        session.submit(order)
    return session


def test_a_save_remembers_everything() -> None:
    session = played()
    loaded = open_save(save_session(session, "one"))
    assert loaded.game.digest() == session.game.digest()
    assert loaded.players == {"japanese": HUMAN, "soviet": "cadet"}
    assert [str(step.order) for step in loaded.steps] == [str(step.order) for step in session.steps]
    assert loaded.rules == RULES_VERSION


def test_a_save_remembers_the_plan_that_is_followed_and_goes_on_by_it() -> None:
    session = new_session(soviet="officer:east_shore")
    session.end_turn()
    loaded = open_save(save_session(session, "one"))
    assert loaded.players == {"japanese": HUMAN, "soviet": "officer:east_shore"}
    twin = session.game.copy()
    wanted = [str(step.order) for step in take_turn(twin, "officer:east_shore")]
    assert [str(step.order) for step in take_turn(loaded.game, loaded.players["soviet"])] == wanted != []
    assert loaded.game.digest() == twin.digest()
    (entry,) = [one for one in entries() if one.name == "one"]
    assert entry.players == "Soviet: Officer (Behind the lake), Japanese: you"


def test_a_plan_that_is_not_there_gives_way() -> None:
    session = new_session(soviet="officer:nonesuch")
    assert open_save(save_session(session, "one")).players == {"japanese": HUMAN, "soviet": DEFAULT}
    (entry,) = [one for one in entries() if one.name == "one"]
    assert entry.players == "Soviet: Officer (nonesuch), Japanese: you"


def test_commanders_of_another_version_give_way() -> None:
    session = new_session()
    save_game(session.game, file_of_made("x"), {"soviet": "napoleon"}, rules=RULES_VERSION + 1)
    loaded = open_save(file_of("x"))
    assert loaded.players == {"japanese": HUMAN, "soviet": "officer"}
    assert loaded.rules == RULES_VERSION + 1
    assert loaded.steps == []
    assert read_save(save_session(loaded, "y")).rules == RULES_VERSION + 1


def file_of_made(name: str) -> Path:
    folder().mkdir(parents=True, exist_ok=True)
    return file_of(name)


# --- autosaves ------------------------------------------------------------------------------------------------------


def test_each_order_is_on_disk_soon() -> None:
    hands, board = at_the_board()
    assert entries() == []  # nothing to lose yet
    for order in marches(board.session)[:3]:
        board.orders.submit(order)
        hands.frame()
        hands.until(lambda: newest_autosave() and not board.keeper.autosaver._at_work, 10)
        found = newest_autosave()
        assert found is not None
        assert open_save(found.path).game.digest() == board.session.game.digest()
    assert len(entries()) == 1
    board.orders.undo()
    hands.frame()
    hands.until(lambda: not board.keeper.autosaver._at_work, 10)
    found = newest_autosave()
    assert found is not None
    assert open_save(found.path).game.digest() == board.session.game.digest()


# --- writing --------------------------------------------------------------------------------------------------------


def test_the_last_state_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one write is slow, those in between are left out; what is written last is what was last."""
    written: list[str] = []
    plain = saves.write_whole

    def slow(path: Path, content: bytes) -> None:
        pygame.time.wait(50)
        written.append(path.name)
        plain(path, content)

    monkeypatch.setattr(saves, "write_whole", slow)
    session, saver = new_session(), Autosaver()
    for order in marches(session):
        session.submit(order)
        saver.watch(session)
    saver.close()
    given = len(session.game.record[-1].orders)
    assert given > len(written) >= 1
    found = newest_autosave()
    assert found is not None
    assert open_save(found.path).game.digest() == session.game.digest()


def test_a_write_that_is_interrupted_leaves_the_old_file(monkeypatch: pytest.MonkeyPatch) -> None:
    session = played()
    path = save_session(session, "kept")
    before = path.read_bytes()

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SaveError, match="No space left"):
        save_session(new_session(), "kept")
    assert path.read_bytes() == before
    assert [entry.name for entry in entries()] == ["kept"]


def test_a_full_disk_is_reported_and_play_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    hands, board = at_the_board()

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saves, "write_whole", full)
    board.orders.submit(next(iter(board.session.game.copy().legal_orders())))
    hands.until(lambda: "not being saved" in board.selection.message, 10)
    assert "No space left" in board.selection.message
    hands.key(pygame.K_F5)
    assert "cannot be saved" in board.selection.message


def not_saved(monkeypatch: pytest.MonkeyPatch) -> tuple[Hands, Board]:
    """A board whose last order could not be written."""

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    hands, board = at_the_board()
    monkeypatch.setattr(saves, "write_whole", full)
    board.orders.submit(marches(board.session)[0])
    hands.until(lambda: board.keeper.autosaver.fault, 10)
    return hands, board


def answer(hands: Hands, board: Board, name: str) -> None:
    (question,) = board.popups.shown
    assert "No space left" in " ".join(question.texts(board.play))
    hands.click(question.spots(board.play)[name].center)


def test_leaving_a_game_that_is_not_saved_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    hands, board = not_saved(monkeypatch)
    for door in ("Main menu", "Quit"):
        board.keeper.open_menu()
        hands.frame()
        hands.press(door)
        answer(hands, board, "stay")
        assert hands.page is board
        assert hands.window.running
    board.keeper.leave()
    hands.frame()
    answer(hands, board, "leave")
    assert isinstance(hands.page, MainMenu)


def test_closing_the_window_on_a_game_that_is_not_saved_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    hands, board = not_saved(monkeypatch)
    hands.key(pygame.K_F1)
    for _ in range(2):  # asked again, it asks once
        pygame.event.post(pygame.event.Event(pygame.QUIT))
        hands.frame()
    assert hands.window.running
    assert hands.page is board
    hands.key(pygame.K_RETURN)
    assert isinstance(hands.page, SaveScene)
    hands.key(pygame.K_ESCAPE)
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    hands.frame()
    answer(hands, board, "leave")
    assert not hands.window.running


def test_what_is_typed_stands_in_the_place_of_the_suggested_name() -> None:
    page = SaveScene(new_session(), lambda name: None)
    hands = Hands(page)
    hands.until(lambda: page.is_read)
    assert page.entry is not None
    assert page.entry.get_text().endswith(", turn 5")  # as the board calls it
    for letter in "mine":
        pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=letter))
        hands.frame()
    assert page.entry.get_text() == "mine"


def test_a_fault_in_writing_is_reported_and_later_orders_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    hands, board = at_the_board()
    monkeypatch.setattr(autosaves, "write_save", lambda *_: 1 // 0)
    first, second = marches(board.session)[:2]
    board.orders.submit(first)
    hands.until(lambda: "not being saved" in board.selection.message, 10)
    assert "ZeroDivisionError" in board.selection.message
    monkeypatch.setattr(autosaves, "write_save", write_save)
    board.orders.submit(second)
    hands.until(newest_autosave, 10)
    assert newest_autosave().path == board.keeper.autosaver.file
    assert not board.keeper.autosaver.fault


KILLED = """
import os, sys, time
os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
from tests.ui.hands import at_the_board, marches
hands, board = at_the_board()
for number, order in enumerate(marches(board.session)):
    board.orders.submit(order)
    hands.frame(1)
    print(number, board.session.game.digest(), flush=True)
    time.sleep(0.05)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_kill_costs_at_most_the_current_order(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", KILLED], stdout=subprocess.PIPE, text=True, env=environment, cwd=root
    ) as game:
        assert game.stdout is not None
        digests = []
        for line in game.stdout:
            if line[:1].isdigit():
                digests.append(line.split()[1])
            if len(digests) == 8:
                break
        game.send_signal(signal.SIGKILL)
    found = newest_autosave()
    assert found is not None
    assert len(open_save(found.path).game.record[-1].orders) >= len(digests) - 1


# --- by hand --------------------------------------------------------------------------------------------------------


def test_quick_save_and_quick_load() -> None:
    hands, board = at_the_board(played())
    digest = board.session.game.digest()
    hands.key(pygame.K_F9)
    assert "no quick save" in board.selection.message
    hands.key(pygame.K_F5)
    assert "F9 goes back" in board.selection.message
    board.orders.undo()
    assert board.session.game.digest() != digest
    hands.key(pygame.K_F9)
    hands.until(lambda: isinstance(hands.page, Board) and hands.page is not board)
    assert hands.page.session.game.digest() == digest
    assert not hands.window.beneath


def test_save_under_a_name_and_load_it() -> None:
    hands, board = at_the_board(played())
    hands.key(pygame.K_s, CTRL)
    assert isinstance(hands.page, SaveScene)
    name = hands.page.name
    hands.press("Save")
    assert hands.page is board
    assert name in board.selection.message
    assert file_of(name).exists()
    hands.key(pygame.K_o, CTRL)
    assert isinstance(hands.page, LoadScene)
    hands.until(lambda: hands.page.is_read)
    hands.click((hands.page.list_area().centerx, hands.page.list_area().top + 10))
    hands.press("Load")
    hands.until(lambda: isinstance(hands.page, Board) and hands.page is not board)
    assert hands.page.session.game.digest() == board.session.game.digest()


def test_a_name_that_is_taken_is_asked_about() -> None:
    session = played()
    save_session(new_session(), "mine")
    hands, board = at_the_board(session)
    hands.key(pygame.K_s, CTRL)
    hands.page.entry.set_text("mine")
    hands.press("Save")
    assert hands.page.heading == "A save 'mine' exists already"
    hands.key(pygame.K_RETURN)  # keeps it
    assert open_save(file_of("mine")).game.digest() != session.game.digest()
    hands.press("Save")
    hands.press("Replace")
    assert hands.page is board
    assert open_save(file_of("mine")).game.digest() == session.game.digest()


def test_continue_goes_on_where_it_stopped() -> None:
    hands, board = at_the_board(played())
    digest = board.session.game.digest()
    board.keeper.leave()
    hands.frame()
    assert isinstance(hands.page, MainMenu)
    hands.press("Continue")
    hands.until_scene(Board)
    assert hands.page.session.game.digest() == digest


def test_delete_asks_first() -> None:
    """Neither the key that asks nor Enter deletes: the answer has to be chosen."""
    save_session(new_session(), "old")
    hands = Hands(LoadScene())
    hands.until(lambda: hands.page.is_read)
    hands.key(pygame.K_DELETE)
    hands.key(pygame.K_DELETE)
    hands.key(pygame.K_RETURN)
    assert file_of("old").exists()
    hands.press("Delete")
    hands.press("Delete")
    assert not file_of("old").exists()
    hands.until(lambda: hands.page.is_read)
    assert hands.page.found == []


# --- files that are no good -----------------------------------------------------------------------------------------


def spoil(kind: str, content: bytes) -> bytes:
    return {
        "cut": content[: len(content) // 2],
        "empty": b"",
        "noise": bytes(range(256)) * 20,
        "newer": content.replace(b'"version": 1,', b'"version": 99,'),
        "changed": content.replace(b'"seed": 3', b'"seed": 4'),
        "other": b'{"format": "something else"}',
        "deep": b"[" * 100_000,
        "list": b"[1, 2, 3]",
    }[kind]


WORDS = {
    "cut": "cut off",
    "empty": "is empty",
    "noise": "is not text",
    "newer": "newer version",
    "changed": "changed or damaged",
    "other": "not a save of Border Wars",
    "deep": "nested too deeply",
    "list": "not a save of Border Wars",
}


def test_damaged_saves_are_listed_with_what_is_wrong_and_the_others_stay_usable() -> None:
    session = played()
    good = save_session(session, "good").read_bytes()
    for kind in WORDS:
        file_of(kind).write_bytes(spoil(kind, good))
    (folder() / "a folder.json").mkdir()
    found = {entry.name: entry for entry in entries()}
    for kind, words in WORDS.items():
        assert words in found[kind].fault, kind
    assert "not a file" in found["a folder"].fault
    assert not found["good"].fault
    assert found["good"].title.startswith("Night attack")
    hands = Hands(LoadScene())
    hands.until(lambda: hands.page.is_read)
    assert hands.page.chosen.name == "good"
    hands.page.picked(hands.page.found[[entry.name for entry in hands.page.found].index("cut")])
    hands.frame()
    assert "cut off" in hands.page.message
    assert not hands.button("Load").is_enabled
    hands.key(pygame.K_RETURN)
    assert isinstance(hands.page, LoadScene)
    hands.page.picked(found["good"])
    hands.press("Load")
    hands.until_scene(Board)
    assert hands.page.session.game.digest() == session.game.digest()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are letters")
def test_a_file_whose_name_is_no_text_can_be_listed_and_loaded() -> None:
    session = played()
    save_session(session, "plain").rename(folder() / os.fsdecode(b"caf\xe9.json"))
    hands = Hands(LoadScene())
    hands.until(lambda: hands.page.is_read)
    assert hands.page.chosen.name == "caf?"
    hands.press("Load")
    hands.until_scene(Board)
    assert hands.page.session.game.digest() == session.game.digest()
    hands.key(pygame.K_s, CTRL)
    hands.until(lambda: hands.page.is_read)
    hands.page.picked(hands.page.found[0])
    hands.frame()
    assert hands.page.entry.get_text() == "caf?"


def test_a_list_shows_the_beginning_of_a_title_without_end() -> None:
    path = save_session(played(), "long")
    document = saves.read_document(path)
    document["scenario"]["documents"]["scenario"]["name"] = "\ud800\x00" + "W" * 1_000_000
    document["check"] = strict_json.check_sum(document)
    path.write_text(strict_json.dumped(document))
    hands = Hands(LoadScene())
    hands.until(lambda: hands.page.is_read, 10)
    assert len(hands.page.found[0].title) == 200


def test_when_a_save_was_written_is_left_out_if_no_calendar_goes_so_far() -> None:
    assert written(1e12) == ("", "")
    assert written(0)[0].endswith(("1969", "1970"))


def test_a_name_longer_than_any_file_can_have_is_no_save() -> None:
    with pytest.raises(SaveError, match="cannot be read"):
        read_save(Path("n" * 400))


def test_a_save_that_contradicts_itself_is_reported_when_it_is_loaded() -> None:
    """The list looks at the check sum only; what comes after it is found on loading."""
    path = save_session(played(), "odd")
    document = saves.read_document(path)
    document["digest"] = "0" * 16
    document["check"] = strict_json.check_sum(document)
    path.write_text(strict_json.dumped(document))
    hands = Hands(LoadScene())
    hands.until(lambda: hands.page.is_read)
    assert not hands.page.chosen.fault
    hands.press("Load")
    hands.until(lambda: isinstance(hands.page, Waiting) and hands.page.fault)
    assert "digest" in hands.page.fault
    hands.press("Back")
    assert isinstance(hands.page, LoadScene)


def test_newest_autosave_passes_over_damaged_and_finished_ones() -> None:
    session = played()
    path = save_session(session, "x").rename(folder() / "autosave-01.json")
    os.utime(path, (1, 1))
    (folder() / "autosave-02.json").write_bytes(b"{")
    found = newest_autosave()
    assert found is not None
    assert found.path == path


def test_the_quick_save_may_be_damaged() -> None:
    hands, board = at_the_board(played())
    hands.key(pygame.K_F5)
    (games_folder() / board.session.id / "quick.json").write_bytes(b"{")
    hands.key(pygame.K_F9)
    assert "cannot be used" in board.selection.message
    assert hands.page is board


def test_a_save_can_be_watched() -> None:
    from game.ui.replays.replay_viewer import ReplayViewer

    save_session(played(), "seen")
    hands = Hands(MainMenu())
    hands.press("Replay")
    hands.until(lambda: hands.page.is_read)
    hands.press("Watch")
    hands.until_scene(ReplayViewer)
    assert isinstance(hands.window.beneath[-1], LoadScene)
