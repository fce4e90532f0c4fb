"""`play` in a window: the main menu, or straight to a battle or a saved game."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from game.cli.compiling import warm_up
from game.cli.console import complain
from game.cli.exit_codes import OUR_FAULT
from game.cli.leading import led_by, require_no_file
from game.core.errors import UsageError

if TYPE_CHECKING:
    from game.desk.requests import Request
    from game.desk.window import Scene, Window
    from game.engine.game import Luck
    from game.scenario.changes import Change
    from game.scenario.loading import Scenario
    from game.ui.session import Session


@dataclass(frozen=True)
class Asked:
    """What the command line asks for."""

    scenario: str | None
    as_side: str | None
    commanders: Mapping[str, str]
    plans: Mapping[str, str]
    seed: int
    load: Path | None
    luck: Luck | None
    changes: tuple[Change, ...] = ()

    @property
    def players_matter(self) -> bool:
        """Whether anything is said about who plays."""
        return self.as_side is not None or bool(self.commanders) or bool(self.plans)


def play_in_window(asked: Asked) -> bool:
    """Open the window and play until it is closed; returns whether there was one to open.

    Raises
    ------
    BorderWarsError : what is asked for is not there or cannot be read.
    SystemExit : the program is at fault; what has become of the game is said, and where the report is.
    """
    first = _first_scene(asked)
    import pygame

    from game.desk.settings import load_settings
    from game.ui.scenes import open_window

    try:
        window = open_window(load_settings())
    except pygame.error as error:
        complain(f"no window can be opened ({error})")
        return False
    window.prepare = warm_up
    try:
        window.run(first)
    except Exception as error:  # a fault of our own, whatever it is: nobody is to see a traceback
        _stop(window, error)
    return True


def _stop(window: Window, error: Exception) -> NoReturn:
    """Close the window after a fault of our own, and say in one sentence what has become of the game."""
    from game.desk.crash import aftermath, show
    from game.ui.crash_words import CRASH_WORDS

    words = aftermath(window, error, CRASH_WORDS)
    complain(words)
    show(words)
    sys.exit(OUR_FAULT)


def _first_scene(asked: Asked) -> Scene:
    """Return what the window shows first; all that can be wrong is found here, before it opens."""
    from game.ui.scenes import scene_for

    return scene_for(_wanted(asked))


def _wanted(asked: Asked) -> Request:
    """Return which scene that is."""
    from game.engine.saves import read_document
    from game.engine.turn_files import is_turn_file
    from game.scenario.changes import changed
    from game.scenario.loading import load_scenario
    from game.ui.requests import PlayGame, ShowMenu
    from game.ui.screens.menu import FIRST_SHOWN

    if asked.load is not None:
        require_no_file(asked.commanders, asked.plans)
        if is_turn_file(asked.load):
            return _turn(asked, asked.load)
        _require(asked, _sides_of(read_document(asked.load)), str(asked.load))
        return PlayGame(f"Loading {asked.load.stem}", lambda: _loaded(asked))
    name = asked.scenario or (FIRST_SHOWN if asked.players_matter or asked.changes else None)
    if name is None:
        return ShowMenu()
    scenario, commanders = led_by(changed(load_scenario(name), asked.changes), asked.commanders, asked.plans)
    asked = replace(asked, commanders=commanders)
    _require(asked, scenario.names.sides, scenario.name)
    return PlayGame(f"Setting up: {scenario.title}", lambda: _begun(asked, scenario))


def _turn(asked: Asked, file: Path) -> Request:
    """Return the board on the game of a turn file. Raises UsageError or SaveError."""
    from game.engine.turn_files import read_turn
    from game.ui.mail.mail_folder import open_turn
    from game.ui.requests import PlayGame

    if asked.players_matter:
        raise UsageError(f"{file}: a turn file says who plays: leave out --as, --commander and --plan")
    read_turn(file)
    return PlayGame(f"Opening {file.name}", lambda: open_turn(file))


def _sides_of(document: Any) -> object:
    """Return the sides of a save, nothing if it has none: what else it lacks is said when it is set up."""
    for key in ("scenario", "documents", "scenario", "order_of_play"):
        document = document.get(key) if isinstance(document, dict) else None
    return document


def _require(asked: Asked, sides: object, where: str) -> None:
    """Check sides and commanders. Raises UsageError."""
    from game.commanders.roster import commander_named
    from game.scenario.names import side_among

    known = tuple(str(side) for side in sides) if isinstance(sides, (list, tuple)) else ()
    for side in (*asked.commanders, *asked.plans, *([asked.as_side] if asked.as_side else [])):
        side_among(known, side, where)
    for name in asked.commanders.values():
        commander_named(name)


def _begun(asked: Asked, scenario: Scenario) -> Session:
    from game.ui.session import Session

    return Session.new(scenario, asked.seed, players_of(asked, scenario), asked.luck or "table")


def players_of(asked: Asked, scenario: Scenario) -> dict[str, str]:
    """Return who plays each side: the person the one asked for, or the first that no commander was named for."""
    from game.commanders.roster import commanders_of
    from game.ui.session import HUMAN

    order_of_play = scenario.file.order_of_play
    leaders = commanders_of(scenario, asked.commanders)
    free = [side for side in order_of_play if side not in asked.commanders]
    mine = asked.as_side or (free[0] if free else None)
    return {side: HUMAN if side == mine else leaders[side] for side in order_of_play}


def _loaded(asked: Asked) -> Session:
    from game.ui.saves.save_folder import open_save
    from game.ui.session import HUMAN

    assert asked.load is not None
    session = open_save(asked.load)
    chosen = led_by(session.game.scenario, asked.commanders, asked.plans)[1]
    if asked.as_side is not None:
        chosen[asked.as_side] = HUMAN
    session.players.update(chosen)
    session.notices = {side: notice for side, notice in session.notices.items() if side not in chosen}
    return session
