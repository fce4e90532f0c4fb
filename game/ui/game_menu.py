"""The menu over the board: resume, briefing, save, load, settings, help, back to the main menu, quit."""

from __future__ import annotations

from functools import partial

import pygame

from game.desk.page import Page
from game.desk.page_elements import Callback
from game.desk.page_layout import HEADING, ROW
from game.desk.requests import ReadHelp
from game.desk.shade import sheet_in_the_shade
from game.desk.window import Scene, Window
from game.ui.intents import BeginGuide, EndGuide, EndTurn, Find, Intent, Leave, Load, Quit, SaveAs
from game.ui.mail.mailing import has_page
from game.ui.play import Play
from game.ui.requests import ChangeSettings, ReadBriefing, ShowMail
from game.ui.tutorial.courses import course_at
from game.view.lettering import shortened, write
from game.view.looks import localised
from game.view.theme import FAINT_INK, INK


class GameMenu(Page):
    """A sheet in the middle of the board."""

    title = "Menu"

    def __init__(self, play: Play, beneath: Scene) -> None:
        """`beneath` is the board in the window, which stays seen in the shade."""
        super().__init__()
        self.play = play
        self.beneath = beneath
        self._shaded: pygame.Surface | None = None

    def doors(self) -> list[tuple[str, Callback]]:
        """Return the buttons and what they do."""
        return [
            *self._report(),
            ("Resume", self.back),
            ("Briefing", lambda: self.here.ask(ReadBriefing(self.play.game.scenario))),
            ("Find on the map …", self._meaning(Find())),
            ("Save as …", self._meaning(SaveAs())),
            ("Load …", self._meaning(Load())),
            *self._mail(),
            *self._guide(),
            ("Settings", lambda: self.here.ask(ChangeSettings())),
            ("Help", lambda: self.here.ask(ReadHelp())),
            ("Main menu", self._meaning(Leave())),
            ("Quit", self._meaning(Quit())),
        ]

    def _report(self) -> list[tuple[str, Callback]]:
        """Return the door back to the report of a game that is over."""
        return [("Report", self._meaning(EndTurn()))] if self.play.session.game.outcome is not None else []

    def _mail(self) -> list[tuple[str, Callback]]:
        """Return the door of the page of a game by mail, where it waits for a turn file or has one to be sent."""
        session, window = self.play.session, self.play.window
        show = partial(window.ask, ShowMail(session))
        return [("Play by mail …", partial(self._then, show))] if has_page(session) else []

    def _guide(self) -> list[tuple[str, Callback]]:
        """Return the doors of the tutorial: to it, or on in it and out of it while it is there."""
        guide = self.play.guide
        if guide is not None and not guide.is_over:
            return [
                ("Tutorial: next step", partial(self._then, partial(guide.next_step, self.play))),
                ("Skip tutorial", self._meaning(EndGuide())),
            ]
        return [("Tutorial", self._meaning(BeginGuide()))] if course_at(self.play.session) is not None else []

    def _meaning(self, intent: Intent) -> Callback:
        """Return how to close the menu and have something done at the board."""
        return partial(self._then, partial(self.play.answer, intent))

    def _then(self, callback: Callback) -> None:
        """Close the menu and do something else on the board."""
        self.back()
        callback()

    def open(self, window: Window) -> None:
        """Build the board again too: the window or the settings may have changed."""
        if self.window is not None:
            self.beneath.open(window)
        super().open(window)

    def build(self) -> None:
        """Put the buttons one below the other."""
        self._shaded = None
        sheet = self._sheet()
        top = sheet.top + self.px(52)
        roll = self.unroll(
            pygame.Rect(sheet.left + self.px(24), top, sheet.width - self.px(48), sheet.bottom - self.px(14) - top)
        )
        for place, (text, callback) in enumerate(self.doors()):
            y = top + place * self.px(ROW + 8)
            self.button(pygame.Rect(roll.view.left, y, roll.view.width, self.px(ROW)), text, callback)

    def _sheet(self) -> pygame.Rect:
        height = self.px(66) + len(self.doors()) * self.px(ROW + 8)
        sheet = pygame.Rect(0, 0, self.px(300), min(height, self.rect.height - self.px(16)))
        sheet.center = self.rect.center
        return sheet

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the board in the shade, the sheet over it, and the buttons."""
        if self._shaded is None:
            self._shaded = self._painted(surface)
        surface.blit(self._shaded, (0, 0))
        assert self.roll is not None
        self.roll.draw(surface, self.paint_roll)
        assert self.manager is not None
        self.manager.draw_ui(surface)
        self.focus.draw(surface)

    def _painted(self, surface: pygame.Surface) -> pygame.Surface:
        sheet = self._sheet()
        picture = sheet_in_the_shade(surface, self.beneath, sheet)
        pygame.draw.rect(picture, FAINT_INK, sheet.inflate(-8, -8), 1)
        title = localised(self.play.game.scenario).file.name.partition(",")[0]
        letters = write(
            shortened(title, "Bold", self.px(HEADING), sheet.width - self.px(40)), "Bold", self.px(HEADING), INK
        )
        picture.blit(letters, letters.get_rect(midtop=(sheet.centerx, sheet.top + self.px(16))))
        return picture
