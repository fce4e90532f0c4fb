"""When the program itself is at fault: what an exception that leaves a scene comes to, for the player and for us.

The traceback and what was on the screen go to a file of the user's log folder, and one sentence names it. What there is
to say of a scene, whoever made the scenes says. Wrong input is no fault of ours and never comes here: it is a
`BorderWarsError`.
"""

from __future__ import annotations

import platform
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import pygame
from platformdirs import user_log_path

from game.core.files import write_whole
from game.desk.window import TITLE, Scene, Window

KEPT: Final = 10
"""Reports that stay in the folder."""

PACKAGES: Final = ("borderwars", "pygame-ce", "numba", "numpy")


@dataclass(frozen=True)
class CrashWords:
    """What there is to say of scenes, by whoever made them."""

    fate_of: Callable[[Scene], str]
    """Says in a sentence what has become of what a scene held; nothing if it held nothing."""
    facts_of: Callable[[Scene], Iterable[str]]
    """Says line by line what one has to know of a scene to find the fault."""
    version: str
    """Which rules and the like are in force."""


def report_folder() -> Path:
    """Return where the reports of faults are kept."""
    return user_log_path("borderwars")


def aftermath(window: Window, error: Exception, crash_words: CrashWords) -> str:
    """Close the window after a fault and finish writing; return in words what has become of the player's work."""
    report = _report(window, error, crash_words)
    scenes = _scenes(window)
    for scene in scenes:
        with suppress(Exception):  # it may be the scene at fault; the others are closed all the same
            scene.close()
    window.sounds.stop()
    pygame.display.quit()
    fates = [fate for scene in scenes if (fate := crash_words.fate_of(scene))]
    return " ".join([f"{TITLE} has crashed ({_named(error)}).", *fates, _fate_of_report(report)])


def show(words: str) -> None:
    """Show words in a box of the system, where there is one: not everybody looks at a terminal."""
    with suppress(pygame.error):
        pygame.display.message_box(TITLE, words, message_type="error")


def _scenes(window: Window) -> list[Scene]:
    """Return the scenes that are open, the uppermost first."""
    return [scene for scene in (window.scene, *reversed(window.beneath)) if scene is not None]


def _fate_of_report(report: str) -> str:
    try:
        return f"A report is in {_kept(report)}."
    except OSError as trouble:
        return f"No report could be written to {report_folder()}: {trouble.strerror or trouble}."


def _named(error: BaseException) -> str:
    """Return an exception in a few words."""
    words = " ".join(str(error).split())[:120]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _report(window: Window, error: BaseException, crash_words: CrashWords) -> str:
    """Return what one needs to find the fault."""
    lines = [f"{name} {_version(name)}" for name in PACKAGES]
    lines += [f"{crash_words.version}, Python {platform.python_version()}, {platform.platform()}", ""]
    lines += [f"window {window.surface.get_size()}, {window.settings}"]
    for scene in _scenes(window):
        lines.append(f"scene {type(scene).__name__}")
        with suppress(Exception):  # where the position itself is at fault, the traceback must do
            lines += [f"  {fact}" for fact in crash_words.facts_of(scene)]
    return "\n".join([*lines, "", "".join(traceback.format_exception(error))])


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
