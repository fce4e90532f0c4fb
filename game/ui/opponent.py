"""Whose turn it is: ending a turn, the opponent's turn in the background, what is shown of it, and the end of the game.

A commander plays on a copy of the game in a thread; then its steps are shown on the map one by one, and only at the end
does the session take the played game over. Until then the session holds the position before the opponent's turn, so
that a window closed at any moment has lost nothing but thoughts.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import pygame

from game.commanders.estimate import Findings
from game.commanders.roster import take_turn
from game.desk.keys import is_repeat
from game.desk.popups import Popups
from game.desk.presses import IGNORED, LET_GO, REST_OF_TURN
from game.desk.questions import Question
from game.desk.sheets import Button
from game.engine.game import Game
from game.engine.orders import Attack, Bombard
from game.engine.replay import Step
from game.ui.animation import CAPTION, SPEEDS, Playback, caption, is_worth_showing
from game.ui.happenings import entries_of, summary
from game.ui.panels.estimate import EstimateWindow
from game.ui.panels.happened import Happened
from game.ui.panels.log import LogWindow
from game.ui.panels.rule_tip import RuleTip
from game.ui.questions import IdleUnits
from game.ui.report import Report
from game.ui.seats import Seats
from game.ui.session import Session
from game.ui.shown import aim, as_far_as
from game.ui.why import Why
from game.view.marks import Marks, draw_marks

if TYPE_CHECKING:
    from game.ui.board import Board

OWN_MARCHES: Final = 0.5
"""The player's own marches are shown so much quicker: who ordered them knows them."""

LEFT, RIGHT = 1, 3


class Thinking:
    """A commander at work on a side-turn of a copy of a game."""

    def __init__(self, game: Game, commander: str) -> None:
        self.side = game.active_side
        self.commander = commander
        self.steps: list[Step] = []
        self.error: BaseException | None = None
        self._game = game.copy()
        self._thread = threading.Thread(target=self._work, name="commander", daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether the commander has ended its turn."""
        return not self._thread.is_alive()

    @property
    def game(self) -> Game:
        """The game after the turn, once it is done."""
        assert self.done
        return self._game

    def _work(self) -> None:
        try:
            turn = self._game.turn
            self.steps += take_turn(self._game, self.commander)
            self.steps.append(Step(turn, self.side, None, tuple(self._game.end_turn())))
        except BaseException as error:  # told by the board's own thread, which asks for it
            self.error = error


class TurnFlow:
    """What happens on the board between the player's turns."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.popups = Popups()
        self.tip = RuleTip()
        self.playback: Playback | None = None
        self.thinking: Thinking | None = None
        self.told: Marks = Marks()
        self.findings: Findings | None = None
        self.to_menu: Callable[[], None] | None = None
        """How to leave for the main menu; set by whoever opens the board."""
        self._played: tuple[Game, list[Step]] | None = None
        self._shown_at: tuple[Playback | None, int, Session] = None, 0, board.session
        self._followed: tuple[Playback | None, int] = None, 0
        self._news = ""  # what one's own fight brought, told once it has been shown
        self._reported = False
        self.why = Why(board)
        self.seats = Seats(board)
        self._caption: tuple[tuple[str, ...], pygame.Surface] | None = None

    # --- what the board asks ----------------------------------------------------------------------------------------

    @property
    def shown(self) -> Session:
        """What map and panels show: the session as far as it has been played back, or as it is."""
        if self.playback is None:
            return self.board.session
        now = self.playback, self.playback.played
        if self._shown_at[:2] != now:
            self._shown_at = *now, as_far_as(self.board.session, self.playback)
        return self._shown_at[2]

    @property
    def busy(self) -> bool:
        """Whether a commander thinks or its turn is being shown."""
        return self.thinking is not None or self._played is not None

    def close(self) -> None:
        """Let go of everything; a thought that is still being thought is forgotten."""
        self.popups.close_all()
        self.thinking = self.playback = self._played = None

    def handle(self, event: pygame.event.Event) -> bool:
        """Take an event: for a window, to ask why, or to skip what is being shown."""
        self.tip.follow(event, self.board)
        pressed = event.type == pygame.KEYDOWN and not is_repeat(event)
        clicked = event.type == pygame.MOUSEBUTTONDOWN and event.button in (LEFT, RIGHT)
        if event.type in (LET_GO, IGNORED):
            return False
        if self._played is None and (pressed or clicked):  # one's own order: whatever the player does next comes first
            self._stop_showing()
        if self.popups.handle(event, self.board) or self.why.handle(event):
            return True
        if self.playback is None or self.playback.finished or not (pressed or clicked):
            return False
        if pressed and event.key == pygame.K_ESCAPE:
            self.playback.skip_all()
        else:
            self.playback.skip()
        return True

    def update(self, seconds: float) -> bool:
        """Go on: show, think, begin the next turn; whether that has changed what is seen."""
        before = self.playback, self.thinking
        changed = self.popups.update(seconds)
        self.tip.update(seconds)
        if not self.popups.modal:
            self._go_on(seconds)
        self._follow()
        return changed or self.playback is not None or (self.playback, self.thinking) != before

    def _go_on(self, seconds: float) -> None:
        board = self.board
        assert board.map is not None
        if self.playback is not None:
            self.playback.update(seconds, board.map)
            board.map.hidden = self.playback.hidden
            if self.playback.finished:
                self._shown()
        elif self.thinking is not None:
            if self.thinking.done:
                self._thought()
        elif board.session.game.outcome is not None:
            self._report_once()
        elif not board.session.is_humans_turn:
            self.thinking = Thinking(board.session.game, board.session.players[board.session.game.active_side])

    def draw_on_map(self, surface: pygame.Surface) -> None:
        """Draw what is being shown over the map, with a caption."""
        board = self.board
        assert board.map is not None
        if self.told.hexes:
            clip = surface.get_clip()
            surface.set_clip(board.map.view)
            draw_marks(surface, board.map.camera, self.told, board.map.view)
            surface.set_clip(clip)
        if self.playback is not None:
            self.playback.draw(surface, board.map)
        self._draw_caption(surface, board.map.view)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the windows, and what explains a term in them or elsewhere."""
        self.popups.draw(surface, self.board)
        self.tip.draw(surface, self.board)

    # --- turns ------------------------------------------------------------------------------------------------------

    def ask_to_end_turn(self) -> None:
        """End the turn; ask first if units still wait for orders. After the end of the game: show the report."""
        session = self.board.session
        if session.game.outcome is not None:
            self.show_report()
        elif self.board.orders.may_order():
            draft = self.board.selection.draft
            if session.idle_units() or (draft is not None and draft.is_composed):
                self.popups.show(IdleUnits(self.board))
            else:
                self.end_turn()

    def end_turn(self) -> None:
        """Close the side-turn of a player at the board."""
        session = self.board.session
        side = session.game.active_side
        self._stop_showing()
        self._close_happened()
        session.end_turn()
        self._began()
        if session.is_humans_turn and session.game.active_side != side:
            self.seats.get_up(side)
            self._hand_over()

    def show_own(self, before: Game, step: Step) -> None:
        """Show an order of the player at the board, which has been carried out already."""
        fight = isinstance(step.order, Attack | Bombard)
        speed = self._speed() * (1.0 if fight else OWN_MARCHES)
        self._stop_showing()
        self._news = summary(self.board.session.scenario, step) if fight else ""
        if speed:
            self.playback = Playback(before, [step], speed)
        self._follow()

    def show_happened(self) -> None:
        """Open or close the list of what happened in the opponent's turn."""
        self._toggle(Happened)

    def show_log(self) -> None:
        """Open or close the log."""
        self._toggle(LogWindow)

    def show_estimate(self) -> None:
        """Open or close the staff estimate."""
        self._toggle(EstimateWindow)

    def show_report(self) -> None:
        """Open the report of a game that is over."""
        if self.board.session.game.outcome is not None and self.popups.find(Report) is None:
            self._reported = True
            self.popups.show(Report(self.board))

    def _toggle(self, kind: type[Happened | LogWindow | EstimateWindow]) -> None:
        found = self.popups.find(kind)
        if found is not None:
            self.popups.close(found)
        else:
            self.popups.show(kind(self.board))

    def _close_happened(self) -> None:
        found = self.popups.find(Happened)
        if found is not None:
            self.popups.close(found)

    def _hand_over(self) -> None:
        session = self.board.session
        names = session.scenario.names
        side = names.side_adjectives[names.side_row[session.game.active_side]]
        words = [f"It is the {side} player's turn now. Take the mouse, then go on."]
        answers: list[Button] = [("ready", "Ready", self._ready)]
        self.popups.show(Question(self.board, f"Hand over to the {side} player", words, answers))

    def _ready(self) -> None:
        self.seats.sit_down(self.board.session.game.active_side)
        self._tell()

    def _tell(self) -> None:
        """Open the list of what happened, if anything has."""
        if entries_of(self.board.session):
            self.popups.show(Happened(self.board))

    def _thought(self) -> None:
        """Show what the commander has ordered, or take it over at once."""
        thinking = self.thinking
        assert thinking is not None
        self.thinking = None
        if thinking.error is not None:
            raise thinking.error
        self._played = thinking.game, thinking.steps
        shown = [step for step in thinking.steps if is_worth_showing(step)]
        speed = self._speed()
        if speed and shown:
            self.playback = Playback(self.board.session.game, thinking.steps, speed)
        else:
            self._shown()

    def _shown(self) -> None:
        """The showing has ended: the session takes over what was played."""
        self._stop_showing()
        if self._played is None:
            return
        game, steps = self._played
        self._played = None
        self.board.session.take_over(game, steps)
        self._began()
        if self.board.session.is_humans_turn:
            self._tell()

    def _began(self) -> None:
        """A turn begins. No press that was meant for what was before may count in a person's, nor after the end.

        In a commander's turn every press is welcome: its caption says that any key goes on.
        """
        session = self.board.session
        self.told = Marks()
        self.board.select(None)
        if self.board.window is not None and (session.is_humans_turn or session.game.outcome is not None):
            self.board.window.hush(REST_OF_TURN)

    def _stop_showing(self) -> None:
        self.playback = None
        if self.board.map is not None:
            self.board.map.hidden = frozenset()
        self._follow()

    def _follow(self) -> None:
        """Have the selection follow its unit, and the panels drawn anew, if the map has gone on to another position."""
        now = self.playback, self.playback.played if self.playback is not None else 0
        if now != self._followed:
            self._followed = now
            aim(self.board)
            self.board.refresh()
        if self._news and (self.playback is None or self.playback.played):
            self.board.say(self._news)
            self._news = ""

    def _report_once(self) -> None:
        if not self._reported:
            self.show_report()

    def _speed(self) -> float:
        assert self.board.window is not None
        return SPEEDS[self.board.window.settings.animation]

    # --- caption ----------------------------------------------------------------------------------------------------

    def _draw_caption(self, surface: pygame.Surface, view: pygame.Rect) -> None:
        text, told = self._caption_text(), self._told_why()
        self.why.spot = None
        if not text:
            return
        if self._caption is None or self._caption[0] != (text, *told):
            self._caption = (text, *told), self._painted_caption(text, told)
        picture = self._caption[1]
        place = surface.blit(picture, picture.get_rect(midtop=(view.centerx, view.top + 6)))
        if self.playback is not None:
            self.why.spot = place
            self.playback.caption_height = max(CAPTION, place.bottom - view.top)

    def _told_why(self) -> tuple[str, ...]:
        return () if self.playback is None else self.why.lines(self.playback.shown)

    def _caption_text(self) -> str:
        names = self.board.session.scenario.names
        side = names.side_adjectives[names.side_row[self.board.session.game.active_side]]
        if self.thinking is not None:
            return f"{side} staff is at work|the map may be looked at meanwhile"
        if self.playback is None or self._played is None:
            return ""
        number = min(self.playback.place + 1, len(self.playback.steps))
        return (
            f"{side} orders, {number} of {len(self.playback.steps)}: {self.playback.words()}"
            f"|any key or click: next · {self.why.hint} · Esc: to the end"
        )

    def _painted_caption(self, text: str, told: tuple[str, ...]) -> pygame.Surface:
        board = self.board
        assert board.window is not None
        assert board.map is not None
        words, hint = text.split("|")
        return caption(words, hint, board.window.px(15), min(board.map.view.width - 20, board.window.px(760)), told)
