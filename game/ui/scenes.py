"""The scenes, and who constructs them: what a screen or a key asks the window for is made and shown here.

    window = open_window(load_settings())
    window.run(scene_for(ShowMenu()))

No other module constructs a scene, except a question over a page (`desk.asking`). So screens need not know each other.
"""

from __future__ import annotations

from functools import partial

from game.desk.help import Help
from game.desk.land import LandStore
from game.desk.requests import ReadHelp, Request
from game.desk.settings import Settings
from game.desk.window import Scene, Window
from game.ui.board import Board
from game.ui.game_menu import GameMenu
from game.ui.mail.mail_page import MailPage
from game.ui.mail.turn_scene import TurnScene
from game.ui.replays.replay_viewer import ReplayViewer
from game.ui.requests import (
    ChangeSettings,
    ChooseSave,
    ChooseTurnFile,
    PlayCourse,
    PlayGame,
    ReadBriefing,
    ResumeGame,
    SaveGame,
    SetUpBattle,
    ShowGameMenu,
    ShowMail,
    ShowMenu,
    WatchReplay,
)
from game.ui.saves.load_scene import LoadScene
from game.ui.saves.save_folder import open_save
from game.ui.saves.save_scene import SaveScene
from game.ui.screens.battle_setup import BattleSetup
from game.ui.screens.briefing import Briefing
from game.ui.screens.help_pages import PAGES
from game.ui.screens.menu import FIRST_SHOWN, MainMenu
from game.ui.screens.settings_scene import SettingsScene
from game.ui.screens.starting import Opening, Reading
from game.ui.session import Session
from game.ui.tutorial.courses import begin, course_at
from game.ui.tutorial.walkthrough import Walkthrough


def open_window(settings: Settings, size: tuple[int, int] | None = None) -> Window:
    """Open a window in which every scene can be asked for. Raises pygame.error where there is no display."""
    return Window(settings, answer, size)


def answer(window: Window, request: Request) -> None:
    """Show what is asked for: over the current scene, but the main menu in place of all."""
    if isinstance(request, ReadHelp) and isinstance(window.scene, Help):
        window.scene.show(request.section)
    elif isinstance(request, ShowMenu):
        window.show(scene_for(request))
    else:
        window.lay_over(scene_for(request))


def scene_for(request: Request) -> Scene:
    """Construct the scene that is asked for."""
    match request:
        case ReadHelp(section):
            return Help(PAGES, section)
        case ShowMenu(chosen):
            return MainMenu(chosen or FIRST_SHOWN)
        case SetUpBattle(scenario, picture, by_mail):
            return BattleSetup(scenario, picture, by_mail=by_mail)
        case ReadBriefing(scenario):
            return Briefing(scenario)
        case PlayGame(title, make):
            return Opening(title, make, Board)
        case PlayCourse(course):
            return Opening(course.title, partial(begin, course), _guided_board)
        case ResumeGame(name, file, going_back):
            return Opening(f"Loading {name}", partial(open_save, file, going_back=going_back), _board_again)
        case WatchReplay(source):
            return Reading(source, ReplayViewer)
        case ShowGameMenu(play, board):
            return GameMenu(play, board)
        case ChangeSettings():
            return SettingsScene()
    return _file_page_for(request)


def _file_page_for(request: Request) -> Scene:
    """Construct the page about files that is asked for."""
    match request:
        case ChooseSave(to_watch):
            return LoadScene(to_watch=to_watch)
        case SaveGame(session, saved):
            return SaveScene(session, saved)
        case ShowMail(session):
            return MailPage(session)
        case ChooseTurnFile(match, scenario):
            return TurnScene(match, scenario)
    raise LookupError(f"there is no scene for {request}")


def _guided_board(session: Session, land: LandStore) -> Board:
    board = Board(session, land)
    course = course_at(session)
    board.play.guide = None if course is None else Walkthrough(course)
    return board


def _board_again(session: Session, land: LandStore) -> Board:
    board = Board(session, land)
    board.guiding.goes_on = True
    return board
