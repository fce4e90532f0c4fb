"""The tool bar of a board and the menus that open from it, by mouse or by a key."""

from __future__ import annotations

from collections.abc import Mapping

import pygame

from game.desk.keys import Action
from game.ui.chart import Ways
from game.ui.intents import Intent, OpenMenus
from game.ui.panels.menu_list import MenuList
from game.ui.panels.tool_bar import TOOLS_SCALE, ToolBar
from game.ui.play import Play


class MenuBar:
    """Tool bar and menus of one play; `keys` says what keys mean on its board."""

    def __init__(self, play: Play, keys: Mapping[Action, Intent]) -> None:
        self.play = play
        self.keys = keys
        self._bar: ToolBar | None = None

    def bar(self, rect: pygame.Rect) -> ToolBar:
        """Return the tool bar in a part of the window; its letters are as high as it can hold."""
        self._bar = ToolBar(rect, rect.height / TOOLS_SCALE, self.keys)
        return self._bar

    def ways(self) -> Ways:
        """Return how the intents are carried out that are about menus."""
        return {OpenMenus: self.open}

    def open(self, intent: OpenMenus) -> None:
        """Open a menu."""
        popups, bar = self.play.popups, self._bar
        if bar is None or popups.modal:
            return
        opened = MenuList(self.play, bar, intent.title)
        popups.show(opened)
        opened.raised_by = ""  # the key that has opened it closes it again
