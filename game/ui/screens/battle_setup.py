"""Before a battle: who plays which side, how luck falls, and the seed that all luck follows from."""

from __future__ import annotations

import os
from functools import partial
from typing import Final

import pygame

from game.commanders.officer.planning import OWN
from game.commanders.roster import COMMANDERS, DEFAULT, WITH_PLAN, taken_apart
from game.commanders.titles import called, levels, plans_of
from game.core.arguments import MOST_SEED
from game.desk.page import Page
from game.desk.page_layout import HEADING, LETTERS, ROW, WARNING
from game.desk.window import Window
from game.engine.game import Luck
from game.engine.matches import LONGEST_PLAYER, why_no_name
from game.scenario.loading import Scenario
from game.ui.mail.mail_folder import begin_by_mail
from game.ui.requests import PlayCourse, PlayGame
from game.ui.screens.briefing import briefing_blocks
from game.ui.screens.thumbnails import fitted
from game.ui.session import HUMAN, MAIL, Session
from game.ui.tutorial.courses import course_of
from game.view.flags import flag_of
from game.view.flowing import Viewport, flow
from game.view.lettering import write
from game.view.looks import localised
from game.view.theme import FAINT_INK, FRAME, INK, styles_of
from game.view.widgets import UI_TEXT_ENTRY_CHANGED, UI_TEXT_ENTRY_FINISHED, TextLine

SEED_DIGITS: Final = 19
LEAST_ROOM: Final = 150
"""Pixels below the choices, at scale 1, from which the briefing is shown."""

YOU: Final = "You give the orders. Two people can play on the same machine."
BY_MAIL: Final = (
    "Another person gives the orders elsewhere: after each of your turns you send a turn file, and get one."
)
NAMES_NOTE: Final = "What you and the other player are called, as both of you will read it. Agree on the seed together."
OWN_PLAN: Final = "Own plan"
OWN_PLAN_NOTE: Final = "It looks at who holds what with what strength, and makes a plan by itself."
LUCK: Final[dict[Luck, str]] = {
    "table": "Each side's fire is multiplied by a random factor, mostly near 1 (rulebook 1.3).",
    "none": "No random factors: fights and soft ground use their mean (rulebook 1.3).",
}

SEED_NOTE: Final = "The same seed and the same orders give the same battle on every machine."
SEED_WANTED: Final = "The seed is a whole number, please."


def random_seed() -> int:
    """Return a seed that nobody could have known; short enough to be passed on to a friend."""
    return int.from_bytes(os.urandom(4), "big") % 1_000_000


class BattleSetup(Page):
    """The screen between the menu and the board."""

    default = "Begin"

    def __init__(self, scenario: Scenario, picture: pygame.Surface | None = None, *, by_mail: bool = False) -> None:
        super().__init__()
        self.scenario = scenario
        self.picture = picture
        self.briefing: Viewport | None = None
        self.title = f"Before the battle: {localised(scenario).file.name}"
        first, second = scenario.file.order_of_play
        self.plans = {side: scenario.file.sides[side].plan or OWN for side in (first, second)}
        self.players = {first: HUMAN, second: self._led_by(second, MAIL if by_mail else DEFAULT)}
        self.luck: Luck = "table"
        self.seed_text = str(random_seed())
        self.names = dict.fromkeys((first, second), "")
        self.entry: TextLine | None = None
        self.name_lines: dict[str, TextLine] = {}
        self._notes: list[tuple[str, tuple[int, int], bool]] = []

    @property
    def seed(self) -> int | None:
        """The seed, None while what is written there is none."""
        digits = self.seed_text.strip()
        fits = digits.isascii() and digits.isdigit() and len(digits) <= SEED_DIGITS and int(digits) <= MOST_SEED
        return int(digits) if fits else None

    def build(self) -> None:
        """Lay out a row for each choice."""
        self._notes = []
        course = course_of(self.scenario.name)
        tutorial = [] if course is None else [("Tutorial", partial(self.here.ask, PlayCourse(course)), True)]
        self.foot(("Back", self.back, True), *tutorial, ("Begin", self.begin, True), left=1)
        roll = self.unroll(self.body)
        y = self.body.top + self.px(6)
        for side in self.scenario.file.order_of_play:
            y = self._plan(side, self._side(side, y))
        options = [("table", "With luck"), ("none", "No luck")]
        y = self._row("Luck", options, self.luck, self.set_luck, LUCK[self.luck], y)
        y = self._names_row(self._seed_row(y))
        roll.reach(y)
        self._lay_out_briefing(y)

    def _seed_row(self, y: int) -> int:
        x, top = self._label("Seed", y)
        button = self.text_width("Another") + self.px(40)
        width = min(self.px(240), self.body.right - x - button - self.px(8))
        field = pygame.Rect(x, top, width, self.px(ROW - 2))
        self.entry = self._text_line(field, self.seed_text, SEED_DIGITS)
        self.entry.set_allowed_characters("numbers")
        self.button(pygame.Rect(field.right + self.px(8), top, button, field.height), "Another", self.another_seed)
        return self._note(SEED_NOTE, x, field.bottom + self.px(6))

    def _names_row(self, y: int) -> int:
        """Put the lines for the names of the players of a game by mail, one's own first."""
        self.name_lines = {}
        if MAIL not in self.players.values():
            return y
        x, top = self._label("Players", y)
        names, gap = localised(self.scenario).names, self.px(8)
        left = x + max(self.text_width(f"{words}:") for words in names.side_adjectives) + gap
        for side in sorted(self.players, key=lambda side: self.players[side] == MAIL):
            if self.players[side] == HUMAN:
                self.names[side] = self.names[side] or self.here.settings.player
            self._notes.append((f"{names.side_adjectives[names.side_row[side]]}:", (x, top + self.px(6)), False))
            field = pygame.Rect(left, top, min(self.px(240), self.body.right - left), self.px(ROW - 2))
            self.name_lines[side] = self._text_line(field, self.names[side], LONGEST_PLAYER)
            top = field.bottom + self.px(6)
        return self._note(NAMES_NOTE, x, top)

    def _text_line(self, field: pygame.Rect, text: str, longest: int) -> TextLine:
        assert self.roll is not None
        place = self.roll.on_shelf(field)
        line = TextLine(place, self.manager, container=self.roll.shelf, initial_text=text)
        self.roll.add(line, field)
        self.focus.add(line)
        line.set_text_length_limit(longest)
        return line

    def _lay_out_briefing(self, top: int) -> None:
        """Put the briefing below, where there is room for it."""
        body = self.body
        room = body.bottom - top
        self.briefing = None
        if room >= self.px(LEAST_ROOM) and self.is_wide:
            left = self._column() if self.picture is None else body.left + room * 3 // 2 + self.px(20)
            rect = pygame.Rect(left, top, min(self.px(720), body.right - left - self.px(20)), room)
            blocks = briefing_blocks(self.scenario)
            self.briefing = Viewport(rect, flow(blocks, rect.width, self.px(LETTERS)))

    def _column(self) -> int:
        return self.beside(190, 0)[0]

    def _side(self, side: str, y: int) -> int:
        names = localised(self.scenario).names
        options = [(HUMAN, "You"), *levels().items(), (MAIL, "By mail")]
        label = names.side_adjectives[names.side_row[side]]
        player = self.commander(side)
        about = (
            f"{called(player)}. {COMMANDERS[player].about}"
            if player in COMMANDERS
            else BY_MAIL
            if player == MAIL
            else YOU
        )
        return self._row(label, options, player, partial(self.set_player, side), about, y)

    def _plan(self, side: str, y: int) -> int:
        """Put the plans of a side that is led by who follows one; about a person's nothing is said."""
        player = self.commander(side)
        if player not in COMMANDERS or not COMMANDERS[player].follows_plans:
            return y
        options = {OWN: OWN_PLAN, **plans_of(self.scenario, side)}
        notes = {OWN: OWN_PLAN_NOTE, **{plan.id: plan.about for plan in self.scenario.plans if plan.side == side}}
        plan = self.plans[side]
        return self._row("Plan", list(options.items()), plan, partial(self.set_plan, side), notes[plan], y)

    def commander(self, side: str) -> str:
        """Return who plays a side, whatever plan is followed."""
        return taken_apart(self.players[side])[0]

    def _led_by(self, side: str, player: str) -> str:
        """Return a player with the plan that is chosen for the side, if it follows one."""
        follows = player in COMMANDERS and COMMANDERS[player].follows_plans
        return player + WITH_PLAN + self.plans[side] if follows else player

    def _row(self, label: str, options: list[tuple[str, str]], chosen: str, callback: object, note: str, y: int) -> int:
        """Put a row of choices with what the chosen one means; returns where the next row begins."""
        x, top = self._label(label, y)
        end = self.choice((x, top), options, chosen, callback)  # type: ignore[arg-type]  # callbacks take such values
        return self._note(note, x, end + self.px(4))

    def _label(self, words: str, y: int) -> tuple[int, int]:
        self._notes.append((words, (self.body.left, y + self.px(4)), True))
        return self.beside(190, y)

    def _note(self, words: str, x: int, y: int) -> int:
        """Put a note below something; returns where the next row begins."""
        self._notes.append((words, (x, y), False))
        return y + self.text_height(words, self.body.right - x) + self.px(18)

    def paint_roll(self, sheet: pygame.Surface) -> None:
        """Write labels and notes."""
        adjectives = list(localised(self.scenario).names.side_adjectives)
        styles = styles_of(self.scenario.names)
        for words, spot, is_label in self._notes:
            if is_label:
                colour = styles[adjectives.index(words)].letters if words in adjectives else INK
                label = sheet.blit(write(words, "Bold", self.px(HEADING), colour), spot)
                self._paint_flag(sheet, words, label)
            elif words == SEED_NOTE and self.seed is None:
                self.text(sheet, SEED_WANTED, spot, self.body.right - spot[0], LETTERS, colour=WARNING)
            else:
                self.text(sheet, words, spot, self.body.right - spot[0], LETTERS, colour=FAINT_INK)
        if self.briefing is not None and self.picture is not None:
            rect = self.briefing.rect
            frame = pygame.Rect(self.body.left, rect.top, rect.height * 3 // 2, rect.height)
            sheet.blit(fitted(self.picture, frame.size), frame)
            pygame.draw.rect(sheet, FRAME, frame, 1)

    def _paint_flag(self, sheet: pygame.Surface, words: str, label: pygame.Rect) -> None:
        """Paint the flag of the side that a label names, below it, or beside it where labels stand above."""
        adjectives = localised(self.scenario).names.side_adjectives
        row = adjectives.index(words) if words in adjectives else None
        flag = None if row is None else flag_of(self.scenario, row, self.px(HEADING * (1.4 if self.is_wide else 1)))
        if flag is not None:
            below, beside = (label.left, label.bottom + self.px(4)), (label.right + self.px(8), label.top)
            sheet.blit(flag, below if self.is_wide else beside)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the page and the briefing."""
        super().draw(surface)
        if self.briefing is not None:
            self.briefing.draw(surface)

    # --- choosing ---------------------------------------------------------------------------------------------------

    def set_player(self, side: str, player: str) -> None:
        """Say who plays a side; of a game by mail one side is played here."""
        self.players[side] = self._led_by(side, player)
        (other,) = [one for one in self.players if one != side]
        if player == MAIL:
            self.players[other] = HUMAN
        elif player != HUMAN and self.players[other] == MAIL:
            self.players[other] = self._led_by(other, DEFAULT)
        self.say("")
        self.rebuild()

    def set_plan(self, side: str, plan: str) -> None:
        """Say which plan the commander of a side follows."""
        self.plans[side] = plan
        self.set_player(side, self.commander(side))

    def set_luck(self, luck: Luck) -> None:
        """Say how luck falls."""
        self.luck = luck
        self.rebuild()

    def another_seed(self) -> None:
        """Put another seed in."""
        self.seed_text = str(random_seed())
        self.say("")
        self.rebuild()

    def changed(self, event: pygame.event.Event) -> None:
        """Take what is typed; scroll the briefing."""
        if event.type == pygame.MOUSEWHEEL and self.briefing is not None:
            self.briefing.scroll(-event.y * self.px(40))
        elif event.type in (UI_TEXT_ENTRY_CHANGED, UI_TEXT_ENTRY_FINISHED) and event.ui_element is self.entry:
            self.seed_text = event.text
            self.repaint()
            if event.type == UI_TEXT_ENTRY_FINISHED:
                self.begin()
        elif event.type == UI_TEXT_ENTRY_CHANGED:
            self.names |= {side: event.text for side, line in self.name_lines.items() if event.ui_element is line}

    def key(self, event: pygame.event.Event) -> None:
        """Enter begins, Escape goes back."""
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.begin()
        else:
            super().key(event)

    def begin(self) -> None:
        """Set the battle up and open the board."""
        seed = self.seed
        if seed is None:
            self.say("The seed must be a whole number.", True)
            return
        if MAIL not in self.players.values():
            begin_battle(self.here, self.scenario, seed, self.players, self.luck)
        elif sentence := next(filter(None, map(why_no_name, self.names.values())), ""):
            self.say(sentence, True)
        else:
            mine = next(side for side, player in self.players.items() if player == HUMAN)
            self.here.keep_setting("player", self.names[mine])
            make = partial(begin_by_mail, self.scenario, seed, dict(self.players), dict(self.names), self.luck)
            self.here.ask(PlayGame(f"Setting up: {localised(self.scenario).file.name}", make))


def begin_battle(window: Window, scenario: Scenario, seed: int, players: dict[str, str], luck: Luck = "table") -> None:
    """Set a battle up in a thread, and open the board on it."""
    make = partial(Session.new, scenario, seed, dict(players), luck)
    window.ask(PlayGame(f"Setting up: {localised(scenario).file.name}", make))
