"""Scenes are constructed in one module: whoever wants one opened asks the window for it by a request."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from game.desk.help import Help
from game.desk.requests import ReadHelp, Request
from game.desk.window import Scene
from game.ui import requests, scenes
from game.ui.board import Board
from game.ui.mail.mail_folder import begin_by_mail
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
from game.ui.scenes import scene_for
from game.ui.screens.menu import FIRST_SHOWN, MainMenu
from game.ui.session import HUMAN, MAIL
from game.ui.tutorial.courses import COURSES

from .hands import Hands, new_session

NAMES = {"japanese": "Kenji", "soviet": "Ivan"}
UI = Path(scenes.__file__).parent
SCENE_METHODS = {"open", "handle", "update", "draw", "close", "may_quit"}


def all_requests() -> list[Request]:
    """One of every kind."""
    session = new_session()
    board = Board(session)
    return [
        ReadHelp("5.4"),
        ShowMenu(),
        SetUpBattle(session.scenario),
        ReadBriefing(session.scenario),
        PlayGame("A battle", new_session),
        PlayCourse(COURSES[0]),
        ResumeGame("mine", Path("mine.json")),
        WatchReplay("mine.json"),
        ChooseSave(),
        SaveGame(session, print),
        ShowMail(begin_by_mail(session.scenario, 1, {"japanese": HUMAN, "soviet": MAIL}, NAMES, "table")),
        ChooseTurnFile(),
        ShowGameMenu(board.play, board),
        ChangeSettings(),
    ]


def test_there_is_a_scene_for_every_request() -> None:
    asked = all_requests()
    kinds = {kind for kind in vars(requests).values() if isinstance(kind, type) and issubclass(kind, Request)}
    assert {type(request) for request in asked} == (kinds - {Request}) | {ReadHelp}
    for request in asked:
        scene: Scene = scene_for(request)
        assert set(dir(scene)) >= SCENE_METHODS


def test_what_nobody_knows_is_no_scene() -> None:
    with pytest.raises(LookupError, match="no scene"):
        scene_for(Request())


def test_the_menu_comes_in_place_of_all_others_lie_over_what_is_there() -> None:
    hands = Hands(scene_for(ChangeSettings()))
    hands.window.ask(ReadHelp("5.4"))
    assert isinstance(hands.page, Help)
    assert len(hands.window.beneath) == 1
    hands.window.ask(ReadHelp("7.1"))  # the same help turns its pages
    assert len(hands.window.beneath) == 1
    assert hands.page.section == "7.1"
    hands.window.ask(ShowMenu())
    assert isinstance(hands.page, MainMenu)
    assert hands.page.chosen == FIRST_SHOWN
    assert hands.window.beneath == []


def test_no_other_module_constructs_a_scene() -> None:
    known = {name: kind for name, kind in vars(scenes).items() if isinstance(kind, type) and kind is not Scene}
    made = {name for name, kind in known.items() if set(dir(kind)) >= SCENE_METHODS}
    assert {"MainMenu", "Board", "ReplayViewer", "Help"} <= made
    for path in sorted(UI.rglob("*.py")):
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        named = {node.func.id for node in calls if isinstance(node.func, ast.Name)}
        assert path.name == "scenes.py" or not named & made, path
