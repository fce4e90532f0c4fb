"""The menu over the board: resume, save, load, settings, help, back to the main menu, quit."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import pygame

from game.desk.page import HEADING, ROW, Deed, Page
from game.desk.requests import ReadHelp
from game.desk.window import Window
from game.ui.panels.jump_window import open_jump
from game.ui.settings_scene import SettingsScene
from game.view.lettering import shortened, write
from game.view.theme import FAINT_INK, FRAME, INK, PAPER

if TYPE_CHECKING:
    from game.ui.board import Board

SHADE: Final = (40, 32, 24, 110)


class GameMenu(Page):
    """A sheet in the middle of the board."""

    title = "Menu"

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board
        self._beneath: pygame.Surface | None = None

    def doors(self) -> list[tuple[str, Deed]]:
        """Return the buttons and what they do."""
        keeper = self.board.keeper
        return [
            ("Resume", self.back),
            ("Find on the map …", partial(self._then, partial(open_jump, self.board))),
            ("Save as …", partial(self._then, keeper.save_as)),
            ("Load …", partial(self._then, keeper.load)),
            *self._guide(),
            ("Settings", lambda: self.here.lay_over(SettingsScene())),
            ("Help", lambda: self.here.ask(ReadHelp())),
            ("Main menu", partial(self._then, keeper.leave)),
            ("Quit", partial(self._then, keeper.quit)),
        ]

    def _guide(self) -> list[tuple[str, Deed]]:
        """Return the doors of the guide of the first game, while it is there."""
        board, guide = self.board, self.board.guide
        if guide is None or guide.is_over:
            return []
        return [
            ("Guide: next step", partial(self._then, guide.skip_step)),
            ("No guide", partial(self._then, partial(guide.finish, board))),
        ]

    def _then(self, deed: Deed) -> None:
        """Close the menu and do something else on the board."""
        self.back()
        deed()

    def open(self, window: Window) -> None:
        """Build the board anew too: the window or the settings may have changed."""
        if self.window is not None:
            self.board.open(window)
        super().open(window)

    def build(self) -> None:
        """Put the buttons one below the other."""
        self._beneath = None
        sheet = self._sheet()
        top = sheet.top + self.px(52)
        roll = self.unroll(
            pygame.Rect(sheet.left + self.px(24), top, sheet.width - self.px(48), sheet.bottom - self.px(14) - top)
        )
        for place, (text, deed) in enumerate(self.doors()):
            y = top + place * self.px(ROW + 8)
            self.button(pygame.Rect(roll.view.left, y, roll.view.width, self.px(ROW)), text, deed)

    def _sheet(self) -> pygame.Rect:
        height = self.px(66) + len(self.doors()) * self.px(ROW + 8)
        sheet = pygame.Rect(0, 0, self.px(300), min(height, self.rect.height - self.px(16)))
        sheet.center = self.rect.center
        return sheet

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the board in the shade, the sheet over it, and the buttons."""
        if self._beneath is None:
            self._beneath = self._painted(surface)
        surface.blit(self._beneath, (0, 0))
        assert self.roll is not None
        self.roll.draw(surface, self.paint_roll)
        assert self.manager is not None
        self.manager.draw_ui(surface)
        self.focus.draw(surface)

    def _painted(self, surface: pygame.Surface) -> pygame.Surface:
        picture = surface.copy()
        self.board.draw(picture)
        shade = pygame.Surface(picture.get_size(), pygame.SRCALPHA)
        shade.fill(SHADE)
        picture.blit(shade, (0, 0))
        sheet = self._sheet()
        pygame.draw.rect(picture, PAPER, sheet)
        pygame.draw.rect(picture, FRAME, sheet, 2)
        pygame.draw.rect(picture, FAINT_INK, sheet.inflate(-8, -8), 1)
        title = self.board.session.scenario.file.name.partition(",")[0]
        letters = write(
            shortened(title, "Bold", self.px(HEADING), sheet.width - self.px(40)), "Bold", self.px(HEADING), INK
        )
        picture.blit(letters, letters.get_rect(midtop=(sheet.centerx, sheet.top + self.px(16))))
        return picture
