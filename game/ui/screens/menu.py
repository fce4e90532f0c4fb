"""The main menu: the scenarios by battle with pictures and briefings, and the doors to everything else."""

from __future__ import annotations

from functools import partial
from typing import Final

import pygame

from game.desk.page import Page
from game.desk.page_elements import Callback
from game.desk.page_layout import HEADING, LETTERS, SMALL, TITLE, WARNING
from game.desk.requests import ReadHelp, Request
from game.desk.window import Window
from game.ui.requests import ChangeSettings, ChooseSave, ChooseTurnFile, PlayCourse, ResumeGame, SetUpBattle
from game.ui.saves.save_list import Entry, newest_autosave
from game.ui.screens.briefing import briefing_blocks
from game.ui.screens.scenario_facts import facts, in_order, short_facts, side_of_line
from game.ui.screens.thumbnails import Card, Catalogue, fitted
from game.ui.tutorial.courses import COURSES, is_walked
from game.ui.tutorial.pointing_out import DOWN, point_at
from game.view.flags import flag_of
from game.view.flowing import Viewport, blocks_of, flow
from game.view.lettering import write
from game.view.looks import localised
from game.view.theme import FAINT_INK, FRAME, PAPER
from game.view.widgets import CHOSEN, HOVERED, SHEET

CARD: Final = 84
HEAD: Final = 34
"""Pixels of a card and of a battle's heading at scale 1."""
BESIDE_FROM: Final = 1150
"""Pixels that the details have, at scale 1, where the briefing stands beside the picture and not below it."""

DOUBLE_CLICK: Final = 400
"""Milliseconds between the clicks of a double click."""

FIRST_SHOWN: Final = COURSES[0].scenario
WELCOME: Final = "{greeting}'{title}' leads you through {about}."


class MainMenu(Page):
    """The first screen."""

    title = "Border Wars"

    def __init__(self, chosen: str = FIRST_SHOWN) -> None:
        super().__init__()
        self.chosen = chosen
        self.catalogue: Catalogue | None = None
        self.briefing: Viewport | None = None
        self.newest: Entry | None = None
        self._first: pygame.Rect | None = None
        self._order: list[str] = []
        self._known_changes = -1
        self._clicked: tuple[str, int] = ("", 0)
        self._hovered = ""
        self._asked_for = ""  # the scenario that the player wants to play but that is still being read

    # --- page -------------------------------------------------------------------------------------------------------

    @property
    def card(self) -> Card | None:
        """The card of the chosen scenario."""
        cards = self.catalogue.cards if self.catalogue else []
        return next((card for card in cards if card.name == self.chosen), cards[0] if cards else None)

    def open(self, window: Window) -> None:
        """Build, with a word to newcomers."""
        course = next((course for course in COURSES if not is_walked(window, course)), None)
        if not self.message and course is not None:
            greeting = "New here? " if course is COURSES[0] else ""
            self.message = WELCOME.format(greeting=greeting, title=course.title, about=course.about)
        super().open(window)

    def build(self) -> None:
        """Put the buttons at the foot."""
        if self.catalogue is None:
            self.catalogue = Catalogue()
        self.newest = newest_autosave()
        can_play = self.card is not None and not self.card.fault
        made = self.foot(
            ("Quit", self.here.quit, True),
            self._door("Help", ReadHelp()),
            self._door("Settings", ChangeSettings()),
            self._door("Replay", ChooseSave(to_watch=True)),
            self._door("Load", ChooseSave()),
            ("Play by mail", self._by_mail, True),
            ("Continue", self._go_on, self.newest is not None),
            *(self._door(course.title, PlayCourse(course)) for course in COURSES),
            ("Play", self.play, can_play),
            left=3,
        )
        first = None if is_walked(self.here, COURSES[0]) else COURSES[0].title
        self._first = next((one.rect for one in made if one.text == first), None)
        self._lay_out_briefing()
        self.unroll(self._list())
        self._lay_out_list()

    def paint(self, sheet: pygame.Surface) -> None:
        """Paint the chosen scenario at the right of the list."""
        area = self._list()
        x = area.right + self.px(16)
        pygame.draw.line(sheet, FRAME, (x, area.top), (x, area.bottom))
        if self.card is not None:
            self._paint_chosen(sheet, self.card)

    def paint_roll(self, sheet: pygame.Surface) -> None:
        """Paint the list, which scrolls."""
        for card, rect in self._places(scrolled=0):
            if isinstance(card, Card):
                self._paint_card(sheet, card, rect)
            else:
                spot = (rect.left, rect.bottom - self.px(HEADING * 1.45))
                self.text(sheet, card, spot, rect.width, HEADING, face="Serif Bold", most=1)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the page and the briefing."""
        super().draw(surface)
        if self.briefing is not None:
            self.briefing.draw(surface)
        if self._first is not None:
            point_at(surface, self.here, self._first, DOWN)

    def update(self, seconds: float) -> bool:
        """Take over what the thread has read and painted."""
        changed = super().update(seconds)
        assert self.catalogue is not None
        self.catalogue.look(seconds)
        if self.catalogue.changes != self._known_changes:
            self._known_changes = self.catalogue.changes
            if (order := [card.name for card in self._cards()]) != self._order:  # battles have come or gone
                self._order = order
                self._lay_out_list()
            if self.briefing is None:
                self._lay_out_briefing()
            self.repaint()
            changed = True
            if self._asked_for:
                self.play()
        return changed

    def close(self) -> None:
        """Stop painting pictures."""
        if self.catalogue is not None:
            self.catalogue.close()
            self.catalogue = None

    # --- the list ---------------------------------------------------------------------------------------------------

    def _list(self) -> pygame.Rect:
        """Return where the list stands."""
        body = self.body
        width = min(self.px(420), body.width * 2 // 5)
        return pygame.Rect(body.left, body.top - self.px(6), width, body.height)

    def _cards(self) -> list[Card]:
        assert self.catalogue is not None
        return in_order(self.catalogue.cards)

    def _places(self, scrolled: int | None = None) -> list[tuple[Card | str, pygame.Rect]]:
        """Return cards and headings with their places, as scrolled unless another scroll is given."""
        area = self._list()
        if scrolled is None:
            scrolled = 0 if self.roll is None else self.roll.scrolled
        y = area.top - scrolled
        found: list[tuple[Card | str, pygame.Rect]] = []
        battle = ""
        for card in self._cards():
            if card.battle != battle:
                battle = card.battle
                found.append((self._battle_title(battle), pygame.Rect(area.left, y, area.width, self.px(HEAD))))
                y += self.px(HEAD)
            found.append((card, pygame.Rect(area.left, y, area.width, self.px(CARD - 6))))
            y += self.px(CARD)
        return found

    def _battle_title(self, battle: str) -> str:
        assert self.catalogue is not None
        cards = [card for card in self.catalogue.cards if card.battle == battle]
        first = next((card.scenario for card in cards if card.scenario), None)
        title = localised(first).map.name if first else battle.replace("_", " ").title()
        return f"{title} ({battle})" if any(card.own for card in cards) else title  # a copy may be called the same

    def _paint_card(self, sheet: pygame.Surface, card: Card, rect: pygame.Rect) -> None:
        chosen = self.card is card
        pygame.draw.rect(sheet, HOVERED if card.name == self._hovered else SHEET, rect)
        pygame.draw.rect(sheet, CHOSEN if chosen else FAINT_INK, rect, 3 if chosen else 1)
        inner = rect.inflate(-self.px(10), -self.px(10))
        left = inner.left
        if self.is_wide:
            frame = pygame.Rect(inner.topleft, (inner.height * 3 // 2, inner.height))
            self._paint_picture(sheet, card, frame)
            left = frame.right + self.px(10)
        width = inner.right - left
        title = localised(card.scenario).file.name if card.scenario else card.name
        y = self.text(sheet, title, (left, inner.top), width, LETTERS, face="Bold", most=2)
        words = card.fault or (short_facts(card) if card.scenario else "…")
        colour = WARNING if card.fault else FAINT_INK
        self.text(
            sheet, words, (left, max(y, inner.bottom - self.px(SMALL * 1.4))), width, SMALL, colour=colour, most=1
        )

    def _paint_picture(self, sheet: pygame.Surface, card: Card, frame: pygame.Rect, *, lettered: bool = False) -> None:
        picture = card.lettered if lettered else card.picture
        if picture is not None:
            sheet.blit(fitted(picture, frame.size), frame)
        else:
            pygame.draw.rect(sheet, PAPER, frame)
            word = write("…", "Bold", self.px(HEADING), FAINT_INK)
            sheet.blit(word, word.get_rect(center=frame.center))
        pygame.draw.rect(sheet, FRAME, frame, 1)

    # --- the chosen scenario ----------------------------------------------------------------------------------------

    def _details(self) -> pygame.Rect:
        area, body = self._list(), self.body
        left = area.right + self.px(28)
        return pygame.Rect(left, body.top - self.px(6), body.right - left, area.height)

    @property
    def _has_text_beside(self) -> bool:
        """Whether there is room for the briefing beside the picture, which is the larger for it."""
        return self._details().width >= self.px(BESIDE_FROM)

    def _picture_frame(self) -> pygame.Rect:
        area = self._details()
        width = min(max(area.width * 11 // 20, area.width - self.px(300)), area.height * 3 // 4)
        if self._has_text_beside:
            width = min(area.width * 3 // 5, area.height * 5 // 4)
        return pygame.Rect(area.left, area.top + self.px(TITLE * 1.5), width, width * 2 // 3)

    def _paint_chosen(self, sheet: pygame.Surface, card: Card) -> None:
        if not self.is_wide and card.scenario is not None:
            return  # all of it is in the text that scrolls
        area, frame = self._details(), self._picture_frame()
        title = localised(card.scenario).file.name if card.scenario else card.name
        self.text(sheet, title, area.topleft, area.width, TITLE * 0.9, face="Serif Bold", most=1)
        self._paint_picture(sheet, card, frame, lettered=True)
        left, y = frame.right + self.px(18), frame.top
        for words, face in facts(card):
            if y > frame.bottom - self.px(LETTERS):
                break
            x = left + self._paint_flag(sheet, card, words, (left, y))
            y = self.text(sheet, words, (x, y), area.right - x, LETTERS, face=face, most=2) + self.px(2)
        if card.fault:
            self.text(sheet, card.fault, (left, y), area.right - left, LETTERS, colour=WARNING)

    def _paint_flag(self, sheet: pygame.Surface, card: Card, words: str, spot: tuple[int, int]) -> int:
        """Paint the flag of the side that a line is about, if it is about one; returns how much room it takes."""
        row = side_of_line(card, words)
        assert card.scenario is not None
        flag = None if row is None else flag_of(card.scenario, row, self.px(LETTERS))
        if flag is None:
            return 0
        sheet.blit(flag, (spot[0], spot[1] + self.px(LETTERS * 0.2)))
        return flag.get_width() + self.px(8)

    def _lay_out_briefing(self) -> None:
        card = self.card
        if card is None or card.scenario is None:
            self.briefing = None
            return
        area, name = self._details(), localised(card.scenario).file.name
        blocks = briefing_blocks(card.scenario)
        top = self._picture_frame().bottom + self.px(12)
        if not self.is_wide:  # then picture, title and facts do not stand apart
            details = "\n\n".join(f"**{words}**" if face == "Bold" else words for words, face in facts(card))
            blocks, top = [*blocks_of(f"## {name}\n\n{details}"), *blocks], area.top
        left = area.left
        if self.is_wide and self._has_text_beside:
            left = self._picture_frame().right + self.px(18)
            top = self._picture_frame().top + (len(facts(card)) + 1) * self.px(LETTERS * 1.5)
        rect = pygame.Rect(left, top, min(area.right - left - self.px(16), self.px(860)), area.bottom - top)
        self.briefing = Viewport(rect, flow(blocks, rect.width, self.px(LETTERS)))

    # --- choosing ---------------------------------------------------------------------------------------------------

    def choose(self, name: str) -> None:
        """Choose a scenario."""
        self.chosen = name
        self._asked_for = ""
        self._lay_out_briefing()
        self._show_chosen()
        self.repaint()

    def _lay_out_list(self) -> None:
        """Have room on the roll for all that is listed, and the chosen card in view."""
        assert self.roll is not None
        self.roll.bottom = max((rect.bottom for _, rect in self._places(scrolled=0)), default=0)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Scroll the list so that the chosen card is in view."""
        assert self.roll is not None
        area, card = self._list(), self.card
        head = min(self.px(HEAD), max(0, area.height - self.px(CARD)))  # what there is room for of its heading
        for place, rect in self._places():
            if place is card:
                self.roll.scroll(max(0, rect.bottom - area.bottom) - max(0, area.top + head - rect.top))
                return

    def _at(self, spot: tuple[int, int]) -> str:
        if not self._list().collidepoint(spot):
            return ""
        return next(
            (card.name for card, rect in self._places() if isinstance(card, Card) and rect.collidepoint(spot)), ""
        )

    def changed(self, event: pygame.event.Event) -> None:
        """Choose by a click, begin by a second; scroll the briefing by the wheel."""
        if event.type == pygame.MOUSEMOTION:
            hovered = self._at(event.pos)
            if hovered != self._hovered:
                self._hovered = hovered
                self.repaint()
        elif event.type == pygame.MOUSEBUTTONUP and event.button == 1 and (name := self._at(event.pos)):
            now = pygame.time.get_ticks()
            again = self._clicked[0] == name and now - self._clicked[1] < DOUBLE_CLICK
            self._clicked = name, now
            self.choose(name)
            if again:
                self.play()
        elif event.type == pygame.MOUSEWHEEL and self.briefing is not None:
            self.briefing.scroll(-event.y * self.px(40))

    def list_area(self) -> pygame.Rect:
        """The list of scenarios."""
        return self._list()

    def key(self, event: pygame.event.Event) -> None:
        """Arrows choose, Enter begins, Page Up and Page Down scroll the briefing."""
        names = [card.name for card, _ in self._places() if isinstance(card, Card)]
        if event.key in (pygame.K_UP, pygame.K_DOWN) and names:
            place = names.index(self.card.name) if self.card else 0
            self.choose(names[max(0, min(len(names) - 1, place + (1 if event.key == pygame.K_DOWN else -1)))])
        elif event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.play()
        elif event.key in (pygame.K_PAGEUP, pygame.K_PAGEDOWN) and self.briefing is not None:
            self.briefing.scroll_by_key(event, self.px(40))
        elif event.key != pygame.K_ESCAPE:  # there is nothing beneath the menu
            super().key(event)

    # --- doors ------------------------------------------------------------------------------------------------------

    def play(self) -> None:
        """Set up the chosen scenario, as soon as it has been read."""
        card = self.card
        if card is None or card.fault:
            self._asked_for = ""
        elif card.scenario is None:
            self._asked_for = card.name
            self.say("One moment: the scenario is being read.")
        else:
            self._asked_for = ""
            self.say("")
            self.here.ask(SetUpBattle(card.scenario, card.lettered))

    def _by_mail(self) -> None:
        """Show the turn files that have come; from there a game by mail can be begun, of the chosen scenario."""
        self.here.ask(ChooseTurnFile(scenario=None if self.card is None else self.card.scenario))

    def _go_on(self) -> None:
        """Go on with the newest autosave."""
        if self.newest is not None:
            self.here.ask(ResumeGame(self.newest.name, self.newest.path))

    def _door(self, words: str, request: Request) -> tuple[str, Callback, bool]:
        """Return a button at the foot that opens something else."""
        return words, partial(self.here.ask, request), True
