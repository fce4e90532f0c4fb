"""The board: the map, the player's selection and orders, and the panels around it.

Left click selects, right click orders; what each button would do stands in the bottom line before it is pressed. The
scene holds what is looked at; what is true it asks the session.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final

import pygame

from game.desk.keys import Action
from game.desk.land import LandStore
from game.desk.map_view import MapView
from game.desk.presses import IGNORED, LET_GO
from game.desk.window import Window
from game.ui.deeds import next_of, units_in
from game.ui.fan import Fan
from game.ui.first_view import look_at_side, look_first
from game.ui.keeper import Keeper
from game.ui.key_pointer import KeyPointer
from game.ui.layout import Layout, layout_of
from game.ui.opponent import TurnFlow
from game.ui.order_of_battle import OrderOfBattle
from game.ui.ordering import Ordering
from game.ui.overlays import OVERLAYS, Overlay, ReachMarks
from game.ui.panels import Panel
from game.ui.panels.bottom_line import BottomLine
from game.ui.panels.column import SideColumn
from game.ui.panels.jump_window import open_jump
from game.ui.panels.legend_box import LegendBox
from game.ui.panels.top_bar import TopBar
from game.ui.panels.unit_card import OpenCard
from game.ui.pointer import Pointer
from game.ui.selection import Selection
from game.ui.selection_marks import selection_marks
from game.ui.session import Session, read_ahead
from game.ui.shown import aim
from game.ui.walkthrough import Walkthrough
from game.view.looks import choose_look
from game.view.marks import Marks

TOLD_FOR: Final = 10.0
"""Seconds that a message stays in the bottom line."""


class Board:
    """The scene in which a game is played."""

    def __init__(self, session: Session, land: LandStore | None = None) -> None:
        self.session = session
        self._land = land
        self.selection = Selection()
        self.overlay: Overlay | None = None
        self.map: MapView | None = None
        self.panels: list[Panel] = []
        self.column: SideColumn | None = None
        self.card: OpenCard | None = None
        self.window: Window | None = None
        self.layout: Layout | None = None
        self.orders = Ordering(self)
        self.key_pointer = KeyPointer(self)
        self.flow = TurnFlow(self)
        self.keeper = Keeper(self)
        self.guide: Walkthrough | None = None
        self._reach = ReachMarks()
        self._marks: Marks | None = None
        self._above: Marks | None = None
        self.pointer = Pointer(self)
        self._renewed = True
        self._told_for = 0.0
        self._commands: dict[Action, Callable[[], None]] = {
            Action.NEXT_UNIT: lambda: self.cycle(1),
            Action.PREVIOUS_UNIT: lambda: self.cycle(-1),
            Action.DONE: self.unit_done,
            Action.HOLD: self.unit_done,
            Action.WAIT: self.unit_wait,
            Action.END_TURN: self.end_turn,
            Action.STAFF_ESTIMATE: self.flow.show_estimate,
            Action.ORDER_OF_BATTLE: self.show_order_of_battle,
            Action.LOG: self.flow.show_log,
            Action.HAPPENED: self.flow.show_happened,
            Action.JUMP: lambda: open_jump(self),
            Action.CANCEL: self.cancel,
            Action.NO_OVERLAY: lambda: self.show_overlay(None),
            Action.GRID: lambda: self._toggle("grid"),
            Action.LABELS: lambda: self._toggle("labels"),
            Action.NUMBERS: lambda: self._toggle("numbers"),
            Action.ZOOM_IN: lambda: self.zoom(1),
            Action.ZOOM_OUT: lambda: self.zoom(-1),
            Action.HOME: self.go_home,
            **self.orders.commands,
            **self.key_pointer.commands,
            **self.keeper.commands,
        }

    # --- scene ------------------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The scenario's name."""
        return self.session.scenario.file.name

    @property
    def position(self) -> Hashable:
        """What pictures of the position that is shown depend on."""
        return len(self.flow.shown.steps), self.flow.shown.game.digest()

    @property
    def is_typing(self) -> bool:
        """Whether letters are typed into one of the windows."""
        return self.flow.popups.is_typing

    def open(self, window: Window) -> None:
        """Lay out map and panels for the window."""
        self.window = window
        choose_look(window.settings.look())
        self.layout = layout_of(window)
        if self.map is None:
            self.map = MapView(self.session.scenario, self.layout.map, self._land, window.scale)
            look_first(self.map, self.session.game, window.scale)
            read_ahead(self.session.game)
        else:
            self.map.resize(self.layout.map)
        self.map.show_grid, self.map.show_labels = window.settings.grid, window.settings.labels
        self.column = SideColumn(self.layout.side, window.scale, self.column)
        self.card = OpenCard(self.layout.card, window.scale, self.card)
        self.panels = [
            TopBar(self.layout.top, window.scale),
            BottomLine(self.layout.bottom),
            self.column,
            Fan(window.scale),
            LegendBox(self.layout.map, window.scale),
            self.card,
        ]
        if self.guide is not None:
            self.guide.place(self.layout.map, window.scale)
            self.panels.append(self.guide)
        self.flow.popups.place()
        self.refresh()

    def close(self) -> None:
        """Let go of the map."""
        self.flow.close()
        self.keeper.close()
        if self.map is not None:
            self.map.land.close()

    def may_quit(self) -> bool:
        """A game is saved as it goes, so the window may be closed at any time, unless the disk is full or the like."""
        return self.keeper.may_quit()

    def handle(self, event: pygame.event.Event) -> None:
        """Panels come first, then keys, then the map."""
        if event.type == LET_GO:
            self._let_go(event)
        elif event.type == IGNORED:
            self._came_too_soon(event)
        elif self.flow.handle(event) or any(panel.handle(event, self) for panel in reversed(self.panels)):
            return
        elif event.type == pygame.KEYDOWN:
            self._key(event)
        elif event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION, pygame.MOUSEWHEEL):
            self.pointer.handle(event)

    def update(self, seconds: float) -> bool:
        """Scroll, and let the opponent's turn go on."""
        assert self.map is not None
        scrolled = self.pointer.scroll(seconds)
        going_on = self.flow.update(seconds)
        self.keeper.update()
        self._let_message_go(seconds)
        return scrolled or going_on or self._renewed or self.map.wants_drawing

    def draw(self, surface: pygame.Surface) -> None:
        """Draw map, marks and panels."""
        assert self.map is not None
        self._renewed = False
        if self._above is None:
            self._above = self._over_counters()
        self.map.draw(surface, self.flow.shown.game, [self.overlay_marks(), self._below()], self._above)
        self.flow.draw_on_map(surface)
        for panel in self.panels:
            panel.draw(surface, self)
        self.flow.draw(surface)

    def _let_message_go(self, seconds: float) -> None:
        """Take what the player was told away after a while."""
        self._told_for += seconds
        if self.selection.message and self._told_for > TOLD_FOR:
            self.say("")

    def point_at(self, hex_: int | None, counter: str | None = None) -> None:
        """Note which hex lies under the pointer, and which unit if it is on a counter in the fan."""
        if (hex_, counter) != (self.selection.pointed, self.selection.counter):
            self.selection.pointed, self.selection.counter = hex_, counter
            self._above = None
            for panel in self.panels:
                panel.refresh(self)

    # --- what changes -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Have everything drawn anew: the position or the selection has changed."""
        self._renewed = True
        self._marks = None
        self._above = None
        for panel in self.panels:
            panel.refresh(self)
        self.flow.popups.refresh(self)

    def say(self, message: str, is_error: bool = False) -> None:
        """Tell the player something in the bottom line."""
        self.selection.message, self.selection.is_error = message, is_error
        self._told_for = 0.0
        self.refresh()

    def select(self, unit: str | None) -> None:
        """Choose a unit, or nothing; its reach is shown if it is the player's to command. Keys point from there."""
        dropped, self.selection.draft = self.selection.draft, None
        self.selection.unit = unit
        self.selection.message = f"The attack on {dropped.target} is let go of." if dropped else ""
        self.selection.is_error = False
        aim(self)
        if unit is not None and self.selection.hex is not None:
            self.selection.pointed = self.selection.hex
        self.refresh()

    def select_hex(self, hex_: int | None) -> None:
        """Choose a hex, and the uppermost unit in it; again: the next unit of the stack."""
        unit = next_of(self.units_in(hex_), self.selection, hex_) if hex_ is not None else None
        if unit is not None:
            self.select(unit)
        else:
            self.select(None)
            self.selection.hex = hex_
            self.refresh()

    def units_in(self, hex_: int) -> list[str]:
        """Return the units in a hex, uppermost first."""
        return units_in(self.flow.shown.game, hex_)

    def show_overlay(self, overlay: Overlay | None) -> None:
        """Lay something over the map; the same again takes it away."""
        self.overlay = None if overlay is self.overlay else overlay
        self.refresh()

    def overlay_marks(self) -> Marks:
        """Return what the current overlay lays over the map, its legend included."""
        if self._marks is None:
            self._marks = self.overlay.marks(self.flow.shown, self.selection) if self.overlay else Marks()
        return self._marks

    def open_card(self) -> None:
        """Show the card of the selected unit in full."""
        if self.card is not None:
            self.card.is_open = True

    def show_order_of_battle(self) -> None:
        """Open the order of battle, or close it."""
        shown = self.flow.popups.find(OrderOfBattle)
        if shown is None:
            self.flow.popups.show(OrderOfBattle(self))
            self.refresh()
        else:
            shown.close()

    def zoom(self, steps: int, about: tuple[int, int] | None = None) -> None:
        """Zoom about a point of the window."""
        assert self.map is not None
        self.map.zoom(steps, about)

    def go_home(self) -> None:
        """Bring the selected unit, or the middle of the active side, to the middle of the view."""
        assert self.map is not None
        game = self.flow.shown.game
        if self.selection.hex is not None:
            self.map.centre_on(self.selection.hex)
            return
        look_at_side(self.map, game)

    # --- commands ---------------------------------------------------------------------------------------------------

    def cycle(self, step: int) -> None:
        """Select the next or the previous unit that still waits for orders."""
        assert self.map is not None
        if self.orders.keeps_attack() or not self.orders.may_order():
            return
        idle = self.session.idle_units()
        if not idle:
            self.say("Nobody waits for orders.")
            return
        place = idle.index(self.selection.unit) + step if self.selection.unit in idle else 0
        self.select(idle[place % len(idle)])
        if self.selection.hex is not None and not self.map.shows(self.selection.hex):
            self.map.centre_on(self.selection.hex)

    def unit_done(self) -> None:
        """Ask no more for the selected unit this turn, and go to the next."""
        unit = self.orders.own_unit()
        if unit is None or self.orders.keeps_attack():
            return
        idle = self.session.idle_units()
        after = idle[(idle.index(unit) + 1) % len(idle)] if unit in idle and len(idle) > 1 else None
        self.session.rest(unit)
        self.select(after)

    def unit_wait(self) -> None:
        """Ask for the selected unit after all others."""
        unit = self.orders.own_unit()
        if unit is not None and not self.orders.keeps_attack():
            self.session.wait(unit)
            self.cycle(1)

    def end_turn(self) -> None:
        """End the turn, after asking about units that still wait for orders."""
        self.flow.ask_to_end_turn()

    def cancel(self) -> None:
        """Let go of the attack, then of the selection, then of the overlay; with nothing left, open the menu."""
        if self.selection.draft is not None:
            target, self.selection.draft = self.selection.draft.target, None
            self.say(f"The attack on {target} is let go of.")
        elif self.selection.unit is not None or self.selection.hex is not None:
            self.select(None)
            self.selection.hex = None
        elif self.overlay is not None:
            self.show_overlay(None)
        else:
            self.open_menu()

    def open_menu(self) -> None:
        """Open the menu over the board."""
        self.keeper.open_menu()

    def _toggle(self, what: str) -> None:
        assert self.map is not None
        assert self.window is not None
        self.map.toggle(what, self.window)

    # --- events -----------------------------------------------------------------------------------------------------

    def _key(self, event: pygame.event.Event) -> None:
        assert self.window is not None
        action = self.window.keys.action_of(event)
        if action is None:
            return
        if action in OVERLAYS:
            self.show_overlay(OVERLAYS[action])
        elif action in self._commands:
            self._commands[action]()

    def _let_go(self, event: pygame.event.Event) -> None:
        """Whatever is dragged is let go of."""
        self.pointer.grip.let_go()
        for panel in self.panels:
            panel.handle(event, self)

    def _came_too_soon(self, event: pygame.event.Event) -> None:
        """Say that a key has done nothing, because it was pressed for what was there before."""
        assert self.window is not None
        action = self.window.keys.action_of(event)
        if action is None or not self.session.is_humans_turn or self.flow.popups.modal:
            return
        if action is Action.END_TURN:
            key = self.window.keys.shown(action)
            self.say(f"Your turn has just begun. To end it, let the keys rest, then press {key} again.")
        else:
            self.say("That key was pressed for what was here before. Let the keys rest, then press it again.")

    # --- marks ------------------------------------------------------------------------------------------------------

    def _below(self) -> Marks:
        """Return the marks of the selected unit's reach, which lie beneath the counters."""
        extended = bool(pygame.key.get_mods() & pygame.KMOD_SHIFT)
        return self._reach.marks(self.session, self.selection, extended, faint=self.overlay is not None)

    def _over_counters(self) -> Marks:
        """Return the marks of the selection, and of the formation chosen in the order of battle."""
        marks = selection_marks(self.session, self.selection)
        forces = self.flow.popups.find(OrderOfBattle)
        if forces is not None:
            marks.over = forces.marks().over
        return marks
