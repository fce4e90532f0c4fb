"""The board: the map, the player's selection and orders, and the panels around it.

Left click selects, right click orders; what each button would do stands in the bottom line before it is pressed.
Panels, popups, pointer and keys get what is seen (`Seen`) and answer with what the player means (`Intent`). Here, and
nowhere else, that is carried out: `_ways` says by which part of the board. What is true the parts ask the session.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pygame

from game.desk.keys import Action
from game.desk.land import LandStore
from game.desk.map_view import MapView
from game.desk.painted import PaintedPanel
from game.desk.popups import Popup
from game.desk.presses import IGNORED, LET_GO
from game.desk.window import Window
from game.ui import key_pointer
from game.ui.chart import MAP_KEYS, Ways
from game.ui.choosing import Choosing
from game.ui.command.commanding import Commanding
from game.ui.command.formation_intents import ChooseStack, Widen
from game.ui.drafting import Drafting
from game.ui.fan import Fan
from game.ui.intents import (
    BeginGuide,
    Cancel,
    ChooseFormation,
    Click,
    ClickUnit,
    Compose,
    Confirm,
    DeferUnit,
    EndTurn,
    ExitMap,
    Find,
    GoHome,
    GoTo,
    Hold,
    Intent,
    KeepFindings,
    Mark,
    NextUnit,
    Opened,
    OpenMenus,
    PointAt,
    QuickLoad,
    Redo,
    RestUnit,
    Say,
    ShowCard,
    ShowUnit,
    SwapSides,
    Toggle,
    ToggleUnit,
    Tolerate,
    Undo,
)
from game.ui.keeper import DOOR_KEYS, Keeper
from game.ui.leaving import leave_others
from game.ui.menu_bar import MenuBar
from game.ui.order_of_battle import OrderOfBattle
from game.ui.ordering import Ordering
from game.ui.overlays import ReachMarks
from game.ui.panel_focus import PanelFocus
from game.ui.panels import Panel
from game.ui.panels.bottom_line import BottomLine
from game.ui.panels.column import SideColumn
from game.ui.panels.estimate import EstimateWindow
from game.ui.panels.happened import Happened
from game.ui.panels.jump_window import JumpWindow
from game.ui.panels.legend_box import LegendBox
from game.ui.panels.log import LogWindow
from game.ui.panels.orders_window import OrdersWindow
from game.ui.panels.rule_tip import RuleTip
from game.ui.panels.service_window import ServiceWindow
from game.ui.panels.top_bar import TopBar
from game.ui.panels.unit_card import OpenCard
from game.ui.play import Play
from game.ui.playback.caption import Caption
from game.ui.playback.showing import Showing, is_press
from game.ui.pointer import Pointer
from game.ui.rounds import Rounds
from game.ui.seats import say_notices
from game.ui.seen import Seen
from game.ui.selection_marks import selection_marks
from game.ui.session import Session
from game.ui.turns import Turns
from game.ui.tutorial.guiding import Guiding
from game.view.looks import choose_look, localised
from game.view.marks import Marks
from game.view.staff_marks import draw_box

KEYS: Final[Mapping[Action, Intent]] = {
    **MAP_KEYS,
    **DOOR_KEYS,
    Action.NEXT_UNIT: NextUnit(1),
    Action.PREVIOUS_UNIT: NextUnit(-1),
    Action.DONE: RestUnit(),
    Action.HOLD: RestUnit(),
    Action.WAIT: DeferUnit(),
    Action.END_TURN: EndTurn(),
    Action.CONFIRM: Confirm(),
    Action.CANCEL: Cancel(),
    Action.SWAP_SIDES: SwapSides(),
    Action.TAKE_OR_STAY: Hold(),
    Action.TOLERANCE: Tolerate(),
    Action.EXIT_MAP: ExitMap(),
    Action.WHOLE_STACK: ChooseStack(),
    Action.WIDER: Widen(),
    Action.UNDO: Undo(),
    Action.REDO: Redo(),
    Action.STAFF_ESTIMATE: Toggle(Opened.ESTIMATE),
    Action.ORDER_OF_BATTLE: Toggle(Opened.ORDER_OF_BATTLE),
    Action.LOG: Toggle(Opened.LOG),
    Action.HAPPENED: Toggle(Opened.HAPPENED),
    Action.ORDERS: Toggle(Opened.ORDERS),
    Action.SERVICE_RECORDS: Toggle(Opened.SERVICE),
    Action.MENUS: OpenMenus(),
    Action.HOME: GoHome(),
    Action.TUTORIAL: BeginGuide(),
}
"""What keys mean on the board; those of the pointer and of the card know for themselves."""

WINDOWS: Final[Mapping[Opened, type[Popup[Seen]]]] = {
    Opened.ORDER_OF_BATTLE: OrderOfBattle,
    Opened.ESTIMATE: EstimateWindow,
    Opened.LOG: LogWindow,
    Opened.HAPPENED: Happened,
    Opened.ORDERS: OrdersWindow,
    Opened.SERVICE: ServiceWindow,
}


class Board:
    """The scene in which a game is played."""

    def __init__(self, session: Session, land: LandStore | None = None) -> None:
        self.play = Play(session, land)
        self.session = session
        self.selection = self.play.selection
        self.popups = self.play.popups
        self.choosing = Choosing(self.play)
        self.showing = Showing(self.play, self.choosing)
        self.orders = Ordering(self.play, self.choosing, self.showing.show_own)
        self.drafting = Drafting(self.play, self.orders)
        self.commanding = Commanding(self.play, self.choosing, self.orders, self.showing.show)
        self.rounds = Rounds(self.play, self.choosing, self.orders)
        self.turns = Turns(self.play, self.choosing, self.showing, self.orders)
        self.keeper = Keeper(self.play, self)
        self.guiding = Guiding(self.play)
        self.pointer = Pointer(self.play, picks_several=True)
        self.keys = PanelFocus(self.play)
        self.menus = MenuBar(self.play, KEYS)
        self.caption = Caption(self.play, self.turns)
        self.tip = RuleTip(self._written_on)
        self.column: SideColumn | None = None
        self.card: OpenCard | None = None
        self.fan: Fan | None = None
        self._reach = ReachMarks()
        self._above = Marks()
        self.play.carry_out_by(self._ways())

    # --- scene ------------------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The scenario's name."""
        return localised(self.session.scenario).title

    @property
    def is_typing(self) -> bool:
        """Whether letters are typed into one of the windows."""
        return self.popups.is_typing

    @property
    def map(self) -> MapView:
        """The map, once the scene has been opened."""
        return self.play.map

    def open(self, window: Window) -> None:
        """Lay out map and panels for the window."""
        choose_look(window.settings.look())
        self.play.open(window)
        layout, scale = self.play.layout, window.scale
        self.column = SideColumn(layout.side, scale, self.column)
        self.card = OpenCard(layout.card, scale, self.card)
        self.fan = Fan(scale)
        panels: list[Panel] = [
            TopBar(layout.top, scale),
            BottomLine(layout.bottom),
            self.column,
            self.fan,
            LegendBox(layout.map, scale),
            *self.guiding.panels(),
            self.card,
            self.menus.bar(layout.tools),
        ]
        self.play.panels = panels
        self.popups.place()
        say_notices(self.play)
        self.play.refresh()

    def close(self) -> None:
        """Let go of the map, of windows, and of thoughts."""
        self.popups.close_all()
        self.turns.close()
        self.keeper.close()
        self.play.close()

    def may_quit(self) -> bool:
        """A game is saved as it goes, so the window may be closed at any time, unless the disk is full or the like."""
        return self.keeper.may_quit()

    def handle(self, event: pygame.event.Event) -> None:
        """Windows and panels come first, then keys, then the map."""
        if self.tip.follow(event, self.play):
            self.play.explain(self.tip.words)
        if event.type == pygame.MOUSEMOTION:
            leave_others(event.pos, self.play, self._written_on())
        if event.type == LET_GO:
            self._let_go(event)
        elif event.type == IGNORED:
            self._came_too_soon(event)
        elif self._is_for_what_is_shown(event) or any(
            panel.handle(event, self.play) for panel in reversed(self.play.panels)
        ):
            return
        elif event.type == pygame.KEYDOWN:
            self._key(event)
        elif event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION, pygame.MOUSEWHEEL):
            self.pointer.handle(event)

    def update(self, seconds: float) -> bool:
        """Scroll, and let the opponent's turn go on."""
        play, before = self.play, (self.play.playback, self.turns.thinking)
        arrows = self.showing.followed is None and self.keys.panel is None and not self.popups.takes_arrows
        scrolled = not self.popups.modal and self.pointer.scroll(seconds, arrows)
        changed = self.popups.update(seconds)
        rested = self.tip.update(seconds)
        rested = (self.fan is not None and self.fan.update(seconds)) or rested
        if not self.popups.modal:
            self.showing.go_on(seconds)
            self.turns.go_on()
            self.commanding.go_on()
        self.showing.follow()
        self.guiding.go_on()
        changed = changed or play.is_showing or (play.playback, self.turns.thinking) != before
        self.keeper.update()
        play.let_message_go(seconds)
        painted = play.map.go_on()
        return scrolled or changed or rested or play.is_renewed or painted

    def draw(self, surface: pygame.Surface) -> None:
        """Draw map, marks and panels."""
        play = self.play
        if play.is_renewed:
            self._above = selection_marks(play.shown, play.selection)
            self.commanding.renew()
            play.is_renewed = False
        below = [play.overlay_marks(), self._below()]
        play.map.draw(surface, play.shown, below, self._above, self.commanding.draw_beneath)
        self.commanding.draw(surface)
        self.showing.draw(surface)
        if self.pointer.box is not None:
            draw_box(surface, self.pointer.box)
        self.caption.draw(surface)
        for panel in play.panels:
            panel.draw(surface, play)
        self.popups.draw(surface, play)
        self.guiding.draw(surface)
        self.keys.draw(surface)
        self.tip.draw(surface, play)

    def _below(self) -> Marks:
        """Return the marks of the selected unit's reach, which lie beneath the counters."""
        shift = bool(pygame.key.get_mods() & pygame.KMOD_SHIFT)
        return self._reach.marks(self.play.shown, self.selection, shift, faint=self.play.overlay is not None)

    def _written_on(self) -> Iterator[Panel]:
        """Yield popups and panels that are shown, the uppermost first; beneath one that waits for an answer none."""
        yield from reversed(self.popups.shown)
        for panel in () if self.popups.modal else reversed(self.play.panels):
            if not isinstance(panel, PaintedPanel) or panel.is_shown(self.play):
                yield panel

    # --- events -----------------------------------------------------------------------------------------------------

    def _is_for_what_is_shown(self, event: pygame.event.Event) -> bool:
        """Take an event for a window over the board, for the caption, or to skip what is being shown."""
        if self.showing.followed is None and is_press(event):  # one's own order: what the player does next comes first
            self.showing.stop()
        over = self.tip.handle(event, self.play) or self.keys.handle(event) or self.popups.handle(event, self.play)
        return over or self.caption.handle(event) or self.showing.skip(event)

    def _key(self, event: pygame.event.Event) -> None:
        action = self.play.window.keys.action_of(event)
        if action is None:
            return
        for intent in [KEYS[action]] if action in KEYS else key_pointer.meant(action, self.play):
            self.play.answer(intent)

    def _let_go(self, event: pygame.event.Event) -> None:
        """Whatever is dragged is let go of."""
        self.pointer.let_go()
        for panel in self.play.panels:
            panel.handle(event, self.play)

    def _came_too_soon(self, event: pygame.event.Event) -> None:
        """Say that a key has done nothing, because it was pressed for what was there before."""
        action = self.play.window.keys.action_of(event)
        if action is not None and self.play.may_order and not self.popups.modal:
            self.turns.say_too_soon(action)

    # --- carrying out -----------------------------------------------------------------------------------------------

    def _ways(self) -> Ways:
        """Return how each intent is carried out."""
        play, choosing, orders, rounds, keeper = self.play, self.choosing, self.orders, self.rounds, self.keeper
        drafting = self.drafting
        return {
            **play.ways(),
            **self.commanding.ways(),
            **self.showing.ways(),
            **self.turns.ways(),
            **keeper.ways(),
            **self.guiding.ways(),
            **self.menus.ways(),
            PointAt: choosing.point_at,
            Click: self._click,
            ClickUnit: orders.click_unit,
            ShowUnit: rounds.show,
            ChooseFormation: choosing.choose_formation,
            NextUnit: rounds.cycle,
            RestUnit: lambda _: rounds.rest(),
            DeferUnit: lambda _: rounds.defer(),
            Cancel: lambda _: self._cancel(),
            ToggleUnit: lambda intent: orders.toggle(intent.unit),
            Compose: drafting.compose,
            Hold: drafting.hold,
            Tolerate: drafting.tolerate,
            SwapSides: lambda _: drafting.swap_sides(),
            Confirm: lambda _: self._confirm(),
            ExitMap: lambda _: rounds.exit_map(),
            Undo: lambda _: self.commanding.proposing.go_by(orders.undo()),
            Redo: lambda _: self.commanding.proposing.go_by(orders.redo()),
            GoHome: lambda _: choosing.go_home(),
            GoTo: choosing.go_to,
            Mark: lambda intent: setattr(play, "marks", intent.marks),
            Toggle: self._toggle,
            Find: lambda _: self._find(),
            ShowCard: lambda intent: setattr(play, "is_card_open", intent.is_open),
            KeepFindings: lambda intent: setattr(play, "findings", intent.findings),
            Say: lambda intent: play.say(intent.words, intent.is_error),
            QuickLoad: lambda _: self.orders.unless_kept(keeper.quick_load),
        }

    def _click(self, intent: Click) -> None:
        if not self.commanding.click(intent):
            self.orders.click(intent)

    def _confirm(self) -> None:
        if not self.commanding.confirm():
            self.orders.confirm()

    def _cancel(self) -> None:
        """Let go of the attack, then of the selection, then of the overlay; with nothing left, open the menu."""
        if self.commanding.let_go() or self.choosing.let_go():
            return
        if self.play.overlay is not None:
            self.play.lay(None)
        else:
            self.keeper.open_menu()

    def _toggle(self, intent: Toggle) -> None:
        kind = WINDOWS[intent.window]
        found = self.popups.find(kind)
        if found is not None:
            found.close()
        else:
            self.popups.show(kind(self.play))

    def _find(self) -> None:
        if not self.popups.modal:
            self.popups.show(JumpWindow(self.play))
