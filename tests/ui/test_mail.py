"""Play by mail: two players, each with folders of his own, send each other turn files; at the board too, by hand."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.commanders.roster import take_turn
from game.core.errors import SaveError
from game.desk.questions import Question
from game.desk.waiting import Waiting
from game.engine import strict_json
from game.engine.game import Game
from game.engine.orders import Order
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.game_menu import GameMenu
from game.ui.mail.mail_folder import (
    begin_by_mail,
    file_for,
    folder,
    folder_in,
    kept_folder,
    meant_by,
    open_turn,
    require_true_to_kept,
    send,
    turn_file_of,
)
from game.ui.mail.mail_page import MailPage
from game.ui.mail.mailing import SENT_ALREADY, arrived_after
from game.ui.mail.turn_list import turn_entries
from game.ui.mail.turn_scene import TurnScene
from game.ui.questions import IdleUnits
from game.ui.saves.save_folder import games_folder, open_save, save_session
from game.ui.saves.save_list import entries
from game.ui.screens.battle_setup import BattleSetup
from game.ui.screens.menu import MainMenu
from game.ui.screens.report import Report
from game.ui.session import HUMAN, MAIL, Session

from .hands import NIGHT, Hands, at_the_board, marches

NAMES = {"japanese": "Kenji", "soviet": "Ivan"}
CTRL = pygame.KMOD_CTRL

Seat = Callable[[str], Path]


@pytest.fixture
def sit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Seat:
    """Return how to sit down at somebody's computer: data, settings and downloads are then in a folder of his."""

    def at(who: str) -> Path:
        for name, place in (("DATA_HOME", "data"), ("CONFIG_HOME", "config"), ("DOWNLOAD_DIR", "downloads")):
            where = tmp_path / who / place
            where.mkdir(parents=True, exist_ok=True)
            monkeypatch.setenv(f"XDG_{name}", str(where))
        return tmp_path / who / "downloads"

    at("Kenji")
    return at


def begun(seed: int = 7, mine: str = "japanese") -> Session:
    scenario = load_scenario(NIGHT)
    players = {side: HUMAN if side == mine else MAIL for side in scenario.names.sides}
    return begin_by_mail(scenario, seed, players, NAMES, "table")


def orders_of(game: Game) -> list[Order]:
    return [step.order for step in take_turn(game.copy(), "random") if step.order is not None]


def give(session: Session, orders: list[Order]) -> None:
    for order in orders:
        session.submit(order)
    session.end_turn()


def sent(session: Session) -> Path:
    """Send the last turn; where its file is."""
    file = file_for(turn_file_of(session), folder())
    send(session, file)
    return file


def mailed(file: Path, downloads: Path) -> Path:
    """Carry a file over to somebody's downloads."""
    return Path(shutil.copy(file, downloads))


def shown_to_the_end(session: Session) -> Session:
    """Take over the turn that has come, as the board does once it has been shown."""
    arrived = arrived_after(session, require_true_to_kept(session))
    assert arrived is not None
    session.take_over(arrived.game, arrived.steps)
    return session


def one_turn_each(sit: Seat) -> tuple[Session, Path, Session, Path]:
    """The first player turn of both, sent and opened: Kenji's session and file, Ivan's session and file."""
    kenji = begun()
    give(kenji, orders_of(kenji.game))
    first = sent(kenji)
    ivan = shown_to_the_end(open_turn(mailed(first, sit("Ivan"))))
    give(ivan, orders_of(ivan.game))
    return kenji, first, ivan, sent(ivan)


# --- by program -----------------------------------------------------------------------------------------------------


def test_two_players_play_a_whole_game_and_both_have_the_headless_one(sit: Seat) -> None:
    twin = Game.new(load_scenario(NIGHT), 7)
    session, other = begun(), "Ivan"
    sessions = {"Kenji": session}
    while twin.outcome is None:
        orders = orders_of(twin)
        for order in orders:
            twin.play(order)
        twin.end_turn()
        give(session, orders)
        file = sent(session)
        session = shown_to_the_end(open_turn(mailed(file, sit(other))))
        assert session.game.digest() == twin.digest()
        given = [str(step.order) for step in session.steps if step.order]
        assert given[len(given) - len(orders) :] == list(map(str, orders))
        sessions[other] = session
        other = "Kenji" if other == "Ivan" else "Ivan"
    assert {one.game.digest() for one in sessions.values()} == {twin.digest()}
    assert [one.game.outcome for one in sessions.values()] == [twin.outcome, twin.outcome]
    assert sessions["Ivan"].players == {"soviet": HUMAN, "japanese": MAIL}


def test_who_does_not_move_first_sends_an_invitation(sit: Seat) -> None:
    file = sent(begun(mine="soviet"))
    assert file.name == "night_attack invitation.turn.json"
    kenji = open_turn(mailed(file, sit("Ivan's friend")))
    assert kenji.is_humans_turn
    assert kenji.players == {"japanese": HUMAN, "soviet": MAIL}
    assert kenji.notices["japanese"].startswith("Kenji, you play the Japanese side against Ivan. Seed 7.")


def test_a_scenario_of_another_make_is_said_to_be_one(sit: Seat) -> None:
    kenji = begun()
    give(kenji, [])
    document = json.loads(sent(kenji).read_text())
    document["scenario"]["name"] = "lake_khasan/campaign"
    document["check"] = strict_json.check_sum(document)
    file = sit("Ivan") / "x.turn.json"
    file.write_text(json.dumps(document))
    assert "is not the one that you have" in open_turn(file).notices["soviet"]


def test_a_turn_that_was_sent_cannot_be_played_again(sit: Seat) -> None:
    kenji = begun()
    save = save_session(kenji, "before")
    give(kenji, orders_of(kenji.game))
    file = sent(kenji)
    content = file.read_bytes()
    again = open_save(save)
    assert again.players == {"japanese": HUMAN, "soviet": MAIL}
    give(again, [marches(again)[0]])
    with pytest.raises(SaveError, match="sent on in another way before: turn 5, Japanese, is not in it as you sent it"):
        send(again, folder() / "again.turn.json")
    assert not (folder() / "again.turn.json").exists()
    assert file.read_bytes() == content
    sent(kenji)  # the same once more, into the same file
    assert file.read_bytes() == content


def test_the_receiver_notices_another_turn_in_place_of_one_that_he_has(sit: Seat) -> None:
    kenji, first, ivan, second = one_turn_each(sit)
    sit("Kenji")
    shutil.rmtree(kept_folder())  # as if the first turn had never been sent
    again = begun()
    assert again.mailed is not None
    again.mailed = kenji.mailed
    give(again, [])
    other = file_for(turn_file_of(again), folder())
    send(again, other)
    before = ivan.game.digest()
    with pytest.raises(SaveError, match="turn 5, Japanese, is not in it as it came before"):
        open_turn(mailed(other, sit("Ivan")))
    with pytest.raises(SaveError, match="it is an older turn"):
        open_turn(first)
    with pytest.raises(SaveError, match="it is your own turn"):
        open_turn(second)
    assert ivan.game.digest() == before


def test_a_file_of_another_game_is_not_opened_from_this_one(sit: Seat) -> None:
    _, _, _, second = one_turn_each(sit)
    sit("Kenji")
    with pytest.raises(
        SaveError, match=r"it is of another game, Night attack.* between .*: open it from the main menu"
    ):
        open_turn(second, "another-match")


def test_a_turn_that_has_been_opened_can_be_opened_again_and_goes_on_where_one_was(sit: Seat) -> None:
    kenji, _, _, second = one_turn_each(sit)
    sit("Kenji")
    session = shown_to_the_end(open_turn(second))
    session.submit(marches(session)[0])
    hands, board = at_the_board(session)
    hands.frame()
    board.keeper.autosaver.wait_until_written()
    hands.window.close()
    assert (games_folder() / f"mail-{kenji.mailed.match.id}").is_dir()  # type: ignore[union-attr]  # it is one
    again = open_turn(second)
    assert again.game.digest() == session.game.digest()
    assert (again.id, again.is_humans_turn) == (session.id, True)


def test_where_a_turn_file_can_go(sit: Seat, tmp_path: Path) -> None:
    kenji = begun()
    give(kenji, [])
    turn = turn_file_of(kenji)
    folder().mkdir(parents=True)
    (folder() / "night_attack turn 5 japanese.turn.json").write_text("another game")
    assert file_for(turn, folder()).name == "night_attack turn 5 japanese (2).turn.json"
    with pytest.raises(SaveError, match="there is something else: choose another name"):
        send(kenji, folder() / "night_attack turn 5 japanese.turn.json")
    with pytest.raises(SaveError, match="there is no folder"):
        send(kenji, tmp_path / "nowhere" / "x.turn.json")
    assert not kept_folder().exists()


def test_the_list_says_what_has_become_of_each_file(sit: Seat) -> None:
    _, first, _, second = one_turn_each(sit)
    downloads = sit("Kenji")
    (downloads / "broken.turn (1).json").write_text('{"format": "Border Wars turn", "vers')
    mailed(second, downloads)
    found = {entry.name: (entry.turn, entry.date, entry.fault) for entry in turn_entries([folder(), downloads])}
    assert found == {
        "night_attack turn 5 japanese": ("turn 5, Japanese orders", "yours, to be sent", ""),
        "night_attack turn 5 soviet": ("turn 5, Soviet orders", "to be opened", ""),
        "broken (1)": ("", "", "the file is cut off (line 1, column 32)"),
    }
    open_turn(second)
    assert {entry.date for entry in turn_entries([downloads])} == {"opened", ""}
    sit("Ivan")
    assert {entry.date for entry in turn_entries([first.parent])} == {"opened"}


def test_the_list_of_saves_says_who_plays_by_mail(sit: Seat) -> None:
    save_session(begun(), "one")
    (entry,) = entries()
    assert entry.players == "Soviet: Ivan, by mail, Japanese: you"


# --- at the board ---------------------------------------------------------------------------------------------------


def ended(hands: Hands) -> None:
    """End the turn by keys, though units wait."""
    hands.key(pygame.K_RETURN, CTRL)
    if isinstance(hands.page, Board) and hands.page.popups.find(IdleUnits) is not None:
        hands.key(pygame.K_RETURN)


def set_up_by_hand() -> Hands:
    """From the main menu to the board: Japanese against Ivan, by mail."""
    hands = Hands(MainMenu(NIGHT))
    hands.until(lambda: hands.page.card is not None and hands.page.card.scenario is not None)
    hands.press("Play")
    hands.until_scene(BattleSetup)
    by_mail = [button for button in hands.page._callbacks if button.text == "By mail"]
    hands.click(by_mail[1].rect.center)  # of the side that moves second
    hands.press("Begin")
    assert hands.page.message == "Both players need a name."
    for side, name in NAMES.items():
        hands.click(hands.page.name_lines[side].rect.center)
        for letter in name:
            hands.tap(pygame.key.key_code(letter.lower()), unicode=letter)
            pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=letter))
            hands.frame()
    assert hands.page.message == ""
    hands.press("Begin")
    hands.until_scene(Board)
    return hands


def test_two_players_at_their_boards(sit: Seat) -> None:
    hands = set_up_by_hand()
    board = hands.page
    assert board.session.mailed.match.names == NAMES
    board.session.submit(marches(board.session)[0])
    ended(hands)
    hands.until_scene(MailPage)
    hands.press("Write")
    assert hands.page.message == "Written: night_attack turn 5 japanese.turn.json"
    file = folder() / "night_attack turn 5 japanese.turn.json"
    hands.press("To the map")
    assert hands.page is board
    hands.frame(30)
    assert hands.page is board  # it is not asked about again
    hands.key(pygame.K_RETURN, CTRL)
    hands.until_scene(MailPage)
    hands.press("To the map")
    hands.key(pygame.K_ESCAPE)
    hands.until_scene(GameMenu)
    hands.press("Play by mail …")
    hands.until_scene(MailPage)
    digest = board.session.game.digest()
    hands.window.close()

    mailed(file, sit("Ivan"))
    hands = Hands(MainMenu(NIGHT), animation="normal")
    hands.press("Play by mail")
    hands.until_scene(TurnScene)
    hands.until(lambda: hands.page.is_read)
    hands.press("Open")
    hands.until_scene(Board)
    board = hands.page
    (question,) = [popup for popup in board.popups.shown if isinstance(popup, Question)]
    assert question.words[0].startswith("Ivan, you play the Soviet side against Kenji.")
    assert board.session.awaits_mail
    hands.click(question.spots(board.play)["go_on"].center)
    hands.until(lambda: board.play.is_showing)  # the other one's turn is played back on the map
    assert board.session.awaits_mail
    hands.until(lambda: board.session.is_humans_turn)
    assert board.session.game.digest() == digest
    hands.window.close()


def test_a_game_by_mail_is_begun_from_the_page_that_lists_turn_files(sit: Seat) -> None:
    """It says how, and the battle is the one that is chosen in the main menu."""
    sit("Kenji")
    hands = Hands(MainMenu(NIGHT))
    hands.until(lambda: hands.page.card is not None and hands.page.card.scenario is not None)
    hands.press("Play by mail")
    hands.until_scene(TurnScene)
    assert "To begin a game by mail: 'Begin a game …' sets up Night attack" in hands.page._note()
    hands.press("Begin a game …")
    hands.until_scene(BattleSetup)
    assert hands.page.scenario.name == NIGHT
    assert hands.page.players == {"japanese": HUMAN, "soviet": MAIL}
    assert set(hands.page.name_lines) == {"japanese", "soviet"}


def test_what_was_wrong_is_no_longer_said_once_something_is_typed_or_chosen(sit: Seat) -> None:
    sit("Kenji")
    hands = Hands(TurnScene())
    hands.until(lambda: hands.page.is_read)
    hands.press("Open")
    assert hands.page.message == "Choose a turn file, or type its path."
    hands.click(hands.page.entry.rect.center)
    pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text="a"))
    hands.frame()
    assert hands.page.message == ""
    hands.window.show(BattleSetup(load_scenario(NIGHT), by_mail=True))
    hands.press("Begin")
    assert hands.page.message == "Both players need a name."
    hands.page.set_player("soviet", HUMAN)
    assert hands.page.message == ""


def test_the_page_of_a_game_that_waits_comes_again_when_it_is_loaded_and_leads_to_the_answer(sit: Seat) -> None:
    kenji, _, ivan, second = one_turn_each(sit)
    mailed(second, sit("Kenji"))
    hands, board = at_the_board(kenji)
    hands.until_scene(MailPage)
    hands.press("Open a turn file …")
    hands.until_scene(TurnScene)
    hands.until(lambda: hands.page.is_read)
    hands.press("Open")
    hands.until(lambda: isinstance(hands.page, Board) and hands.page is not board)
    hands.until(lambda: hands.page.session.is_humans_turn)
    assert hands.page.session.game.digest() == ivan.game.digest()


def test_who_goes_back_behind_a_turn_that_was_sent_is_warned(sit: Seat) -> None:
    kenji = begun()
    save = save_session(kenji, "before")
    give(kenji, [])
    sent(kenji)
    hands, board = at_the_board(open_save(save))
    assert board.selection.message == SENT_ALREADY
    board.session.submit(marches(board.session)[0])
    ended(hands)
    hands.until_scene(MailPage)
    hands.press("Write")
    assert "sent on in another way before" in hands.page.message


def test_a_file_that_is_refused_leaves_the_game_as_it_is(sit: Seat) -> None:
    kenji, first, _, _ = one_turn_each(sit)
    sit("Kenji")
    hands, board = at_the_board(kenji)
    before = kenji.game.digest()
    hands.until_scene(MailPage)
    hands.press("Open a turn file …")
    hands.until_scene(TurnScene)
    pygame.event.post(pygame.event.Event(pygame.DROPFILE, file=str(first)))
    hands.until(lambda: isinstance(hands.page, Waiting) and hands.page.fault)
    assert hands.page.fault.endswith("it is your own turn (turn 5, Japanese), for Ivan to open: send it")
    for words in ("Back", "Back", "To the map"):
        hands.press(words)
    assert hands.page is board
    assert kenji.game.digest() == before


def test_the_last_turn_is_sent_before_the_report_and_brings_the_end_to_the_other(sit: Seat) -> None:
    session, other = begun(), "Ivan"
    while session.game.record[-1].turn < 7 or session.game.active_side == "japanese":
        give(session, [])
        session = shown_to_the_end(open_turn(mailed(sent(session), sit(other))))
        other = "Kenji" if other == "Ivan" else "Ivan"
    hands, board = at_the_board(session)
    ended(hands)
    hands.until_scene(MailPage)
    hands.press("Write")
    hands.press("To the map")
    hands.until(lambda: board.popups.find(Report) is not None)
    hands.window.close()
    file = next(folder().glob("*turn 7 soviet*"))
    hands, board = at_the_board(open_turn(mailed(file, sit("Kenji"))))
    hands.until(lambda: board.popups.find(Report) is not None)
    assert board.session.game.digest() == session.game.digest()
    assert board.session.game.outcome is not None


@pytest.mark.parametrize("typed", ["/", "//", "~nosuch/x", ".."])
def test_a_path_that_names_no_file_is_said_and_nothing_is_written(sit: Seat, typed: str) -> None:
    sit("Kenji")
    kenji = begun()
    kenji.end_turn()
    hands = Hands(MailPage(kenji))
    hands.page.entry.set_text(typed)
    hands.press("Write")
    assert hands.page.message.startswith("Not written: ") and not hands.page.is_sent
    hands.window.close()


def test_a_file_of_an_unknown_home_or_a_folder_of_an_odd_name_is_none(sit: Seat) -> None:
    sit("Kenji")
    assert meant_by("~nosuch/x") == folder() / "~nosuch/x"
    assert folder_in("x" * 5000) == folder_in("\0") == folder()
