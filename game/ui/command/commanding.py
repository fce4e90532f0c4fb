"""Command of formations at the board: several units are chosen, given orders, and led by the staff.

The board gives clicks, keys and pictures of its map over to this part where several units or orders to formations are
meant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.engine.game import Game
from game.engine.replay import Step
from game.ui.chart import Ways
from game.ui.choosing import Choosing
from game.ui.command.carrying_on import CarryingOn, is_far_march
from game.ui.command.formation_intents import (
    AddUnit,
    AimAt,
    AskStaff,
    BeginTask,
    CallOffTask,
    ChangeTask,
    ChooseBox,
    ChooseStack,
    ChooseTogether,
    ChooseUnitsOf,
    DrawLine,
    FinishTurn,
    FollowFile,
    FollowPlan,
    GiveTask,
    Manner,
    MarkCorner,
    NameTarget,
    Pick,
    Propose,
    RefuseUnits,
    SavePlan,
    SetOut,
    SetTask,
    TakeOrder,
    TakeProposals,
    Widen,
)
from game.ui.command.grouping import Grouping
from game.ui.command.orders_on_map import marks_of_orders
from game.ui.command.proposals import meant_units, proposal_marks
from game.ui.command.proposing import Proposing
from game.ui.command.tasking import Tasking
from game.ui.intents import Click
from game.ui.ordering import Ordering
from game.ui.play import Play
from game.ui.pointer import LEFT, RIGHT
from game.view.counters import counter_boxes
from game.view.marks import Marks, draw_marks
from game.view.staff_marks import FAR_BELOW, StaffMark, draw_box, draw_staff_arrows, draw_staff_labels


class Commanding:
    """Command of formations in one play; `show` shows on the map what orders have brought."""

    def __init__(
        self, play: Play, choosing: Choosing, orders: Ordering, show: Callable[[Game, Sequence[Step]], object]
    ) -> None:
        self.play = play
        self.grouping = Grouping(play, choosing, orders)
        self.tasking = Tasking(play, choosing, orders, self.grouping)
        self.proposing = Proposing(play, choosing, orders, show)
        self.marches = CarryingOn(play, choosing, orders, show)
        self._begun: tuple[int, str] | None = None
        self._proposed = Marks(), Marks()
        self._orders: list[StaffMark] = []

    def ways(self) -> Ways:
        """Return how the intents are carried out that are about formations."""
        grouping, tasking, proposing = self.grouping, self.tasking, self.proposing
        return {
            Pick: self._pick,
            AddUnit: grouping.add_unit,
            ChooseStack: grouping.choose_stack,
            ChooseBox: grouping.choose_box,
            MarkCorner: grouping.mark_corner,
            ChooseUnitsOf: grouping.choose_formation,
            ChooseTogether: lambda intent: grouping.choose(intent.units),
            Widen: lambda _: grouping.widen(),
            BeginTask: tasking.begin,
            AimAt: tasking.aim,
            NameTarget: lambda intent: tasking.name_last(intent.name),
            DrawLine: tasking.draw,
            SetTask: tasking.set,
            GiveTask: lambda _: tasking.give(),
            SetOut: self.marches.set_out,
            ChangeTask: tasking.change,
            CallOffTask: tasking.call_off,
            Propose: lambda _: proposing.propose(),
            TakeProposals: proposing.take,
            TakeOrder: proposing.take_one,
            RefuseUnits: proposing.refuse,
            FinishTurn: lambda _: proposing.finish(),
            AskStaff: lambda _: proposing.ask_staff(),
            FollowPlan: proposing.follow,
            FollowFile: proposing.follow_file,
            SavePlan: lambda _: proposing.save_plan(),
        }

    def go_on(self) -> None:
        """At the beginning of a player turn have far marches go on, and propose what to do for the orders."""
        game, play = self.play.session.game, self.play
        now = game.turn, game.active_side
        if now == self._begun or not play.may_order or play.is_showing or play.popups.modal:
            return
        self._begun = now
        if not game.record[-1].orders and not play.standing.is_empty:
            self.marches.carry_on()
            if any(not is_far_march(game, task) for task in play.standing.given) or play.standing.loaded:
                self.proposing.propose()

    # --- clicks and keys --------------------------------------------------------------------------------------------

    def click(self, intent: Click) -> bool:
        """Aim a task, if one is begun, or begin one for several units; whether the click was one for that."""
        if intent.hex is None:
            return False
        if self.play.selection.task is not None:
            self._aim(intent.button, intent.hex)
            return True
        if self.play.selection.group and intent.button == RIGHT:
            self.tasking.begin(BeginTask(hex=intent.hex))
            return True
        return False

    def confirm(self) -> bool:
        """Give the task that is being put together; whether there is one."""
        if self.play.selection.task is None:
            return False
        self.tasking.give()
        return True

    def let_go(self) -> bool:
        """Give up the task that is being put together, or the corner of a box; whether there was one."""
        return self.tasking.let_go() or self.grouping.let_go()

    def _pick(self, intent: Pick) -> None:
        """Choose several units; on a stripe while a task is being aimed the hex is meant."""
        if self.play.selection.task is not None and intent.manner is Manner.FORMATION:
            self._aim(LEFT, intent.hex)
        else:
            self.grouping.click(intent.hex, intent.manner)

    def _aim(self, button: int, hex_: int) -> None:
        """Add a hex to what the task aims at; with the right button make it the last one, or give the task if it is."""
        draft, number = self.play.selection.task, self.play.game.scenario.hex_number(hex_)
        if button == LEFT:
            self.tasking.aim(AimAt(hex_))
        elif button == RIGHT and draft is not None:
            if draft.steps and number in draft.steps[-1]:
                self.tasking.give()
            else:
                self.tasking.aim(AimAt(hex_, instead=True))

    # --- drawing ----------------------------------------------------------------------------------------------------

    def renew(self) -> None:
        """Work out again what is drawn: the position, the orders or what is chosen has changed."""
        play = self.play
        self._orders = marks_of_orders(play.game, play.standing, play.selection.task)
        self._proposed = proposal_marks(play.game, play.proposals, meant_units(play.game, play.selection))

    def draw_beneath(self, surface: pygame.Surface) -> None:
        """Draw beneath names and counters what is ordered and proposed; not while events are shown on the map."""
        map_ = self.play.map
        if self.play.is_showing:
            return
        if map_.scale >= FAR_BELOW:  # smaller, they would be more than anybody could tell apart
            draw_marks(surface, map_.camera, self._proposed[0], map_.view)
        draw_staff_arrows(surface, map_.camera, self._orders, map_.view)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw over the map who has which orders, and what is proposed to the units that are meant."""
        map_ = self.play.map
        if self.play.is_showing:
            return
        if self._orders and not self.play.overlay_marks().words:  # figures of an overlay come before names of orders
            taken = counter_boxes(self.play.game.state, map_.camera)
            draw_staff_labels(surface, map_.camera, self._orders, map_.view, taken)
        draw_marks(surface, map_.camera, self._proposed[1], map_.view)
        box = self.grouping.box()
        if box is not None:
            draw_box(surface, box)
