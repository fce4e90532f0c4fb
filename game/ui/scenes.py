"""The scenes, and who constructs them: what a scene or a key asks the window for is made and shown here."""

from __future__ import annotations

from game.desk.help import Help
from game.desk.requests import ReadHelp, Request
from game.desk.settings import Settings
from game.desk.window import Window
from game.ui.help_pages import PAGES


def open_window(settings: Settings, size: tuple[int, int] | None = None) -> Window:
    """Open a window in which every scene can be asked for."""
    return Window(settings, answer, size)


def answer(window: Window, request: Request) -> None:
    """Show what is asked for."""
    if isinstance(request, ReadHelp):
        _show_help(window, request.section)


def _show_help(window: Window, section: str) -> None:
    """Lay the help over the current screen; where it is open already, turn to the section."""
    if isinstance(window.scene, Help):
        window.scene.show(section)
    else:
        window.lay_over(Help(PAGES, section))
