"""What screens ask the window to open: a closed set; `scenes` alone knows what each is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pygame

from game.desk.requests import Request
from game.desk.window import Scene
from game.engine.saves import Saved
from game.scenario.loading import Scenario
from game.ui.play import Play
from game.ui.session import Session
from game.ui.tutorial.lessons import Course


@dataclass(frozen=True)
class ShowMenu(Request):
    """The main menu in place of everything; a scenario that is chosen in it, if one is named."""

    chosen: str = ""


@dataclass(frozen=True)
class SetUpBattle(Request):
    """Who plays which side, luck and seed, before a battle; the second side plays by mail if it is asked for so."""

    scenario: Scenario
    picture: pygame.Surface | None = None
    by_mail: bool = False


@dataclass(frozen=True)
class ReadBriefing(Request):
    """The briefing of a battle."""

    scenario: Scenario


@dataclass(frozen=True)
class PlayGame(Request):
    """The board, on a session that is made in a thread; the title says meanwhile what is being done."""

    title: str
    make: Callable[[], Session]


@dataclass(frozen=True)
class PlayCourse(Request):
    """The board on the game of a course, with its tutorial."""

    course: Course


@dataclass(frozen=True)
class ResumeGame(Request):
    """The board on the game of a save; `going_back` is that of `open_save`."""

    name: str
    file: Path
    going_back: str = ""


@dataclass(frozen=True)
class WatchReplay(Request):
    """A game from a file, or one that has been read already, as a film."""

    source: Path | str | Saved


@dataclass(frozen=True)
class ChooseSave(Request):
    """The list of saves, to go on with one or to watch it."""

    to_watch: bool = False


@dataclass(frozen=True)
class ShowMail(Request):
    """The page of a game by mail between two turns: one's own turn is written, the other's is waited for."""

    session: Session


@dataclass(frozen=True)
class ChooseTurnFile(Request):
    """The list of turn files, to open one; of one match alone, where one is named; or to begin one of a scenario."""

    match: str = ""
    scenario: Scenario | None = None


@dataclass(frozen=True)
class SaveGame(Request):
    """A name to save a game under; `saved` hears which it was."""

    session: Session
    saved: Callable[[str], None]


@dataclass(frozen=True)
class ShowGameMenu(Request):
    """The menu over a board, which stays seen beneath it."""

    play: Play
    board: Scene


@dataclass(frozen=True)
class ChangeSettings(Request):
    """The settings."""
