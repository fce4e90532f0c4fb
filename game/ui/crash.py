"""When the program itself is at fault: what an exception that leaves a scene comes to, for the player and for us.

The game stays what its autosave holds, the traceback and what was on the screen go to a file of the user's log folder,
and one sentence names it. Wrong input is no fault of ours and never comes here: it is a `BorderWarsError`.
"""

from __future__ import annotations

import platform
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import pygame
from platformdirs import user_log_path

from game.core.files import write_whole
from game.engine.game import RULES_VERSION
from game.ui.board import Board
from game.ui.window import TITLE, Window

KEPT: Final = 10
"""Reports that stay in the folder."""

PACKAGES: Final = ("borderwars", "pygame-ce", "numba", "numpy")


def report_folder() -> Path:
    """Return where the reports of faults are kept."""
    return user_log_path("borderwars")


def aftermath(window: Window, error: Exception) -> str:
    """Close the window after a fault and finish writing; return in words what has become of the game."""
    report = _report(window, error)
    scenes = [scene for scene in (window.scene, *reversed(window.beneath)) if scene is not None]
    for scene in scenes:
        with suppress(Exception):  # it may be the scene at fault; the others are closed all the same
            scene.close()
    window.sounds.stop()
    pygame.display.quit()
    games = [_fate_of_game(scene) for scene in scenes if isinstance(scene, Board)]
    return " ".join([f"{TITLE} has to stop by a fault of its own ({_named(error)}).", *games, _fate_of_report(report)])


def show(words: str) -> None:
    """Show words in a box of the system, where there is one: not everybody looks at a terminal."""
    with suppress(pygame.error):
        pygame.display.message_box(TITLE, words, message_type="error")


def _fate_of_game(board: Board) -> str:
    saver = board.keeper.autosaver
    if saver.fault:
        return f"The game could not be saved: {saver.fault}."
    return "The game is saved: 'Continue' in the menu goes on with it." if saver.file else "No order was lost."


def _fate_of_report(report: str) -> str:
    try:
        return f"A report is in {_kept(report)}."
    except OSError as trouble:
        return f"No report could be written to {report_folder()}: {trouble.strerror or trouble}."


def _named(error: BaseException) -> str:
    """Return an exception in a few words."""
    words = " ".join(str(error).split())[:120]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _report(window: Window, error: BaseException) -> str:
    """Return what one needs to find the fault."""
    lines = [f"{name} {_version(name)}" for name in PACKAGES]
    lines += [f"rules {RULES_VERSION}, Python {platform.python_version()}, {platform.platform()}", ""]
    lines += [f"window {window.surface.get_size()}, {window.settings}"]
    for scene in (window.scene, *reversed(window.beneath)):
        lines.append(f"scene {type(scene).__name__}")
        if isinstance(scene, Board):
            with suppress(Exception):  # where the position itself is at fault, the traceback must do
                lines += _position(scene)
    return "\n".join([*lines, "", "".join(traceback.format_exception(error))])


def _position(board: Board) -> Iterator[str]:
    """Yield what is played, and what was chosen."""
    game, players = board.session.game, board.session.players
    yield f"  {game.scenario.name}, seed {game.seed}, luck {game.luck}, {players}"
    chosen = board.selection
    yield f"  turn {game.turn}, {game.active_side}; chosen {chosen.unit}, {chosen.hex}, {chosen.draft}"
    yield f"  windows {[type(popup).__name__ for popup in board.flow.popups.shown]}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def _kept(report: str) -> Path:
    """Write a report and return its file; the oldest make room. Raises OSError."""
    folder = report_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"crash-{datetime.now():%Y%m%d-%H%M%S-%f}.txt"
    write_whole(path, report.encode("utf-8", errors="backslashreplace"))
    for old in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return path
