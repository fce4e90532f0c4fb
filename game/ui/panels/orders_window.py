"""The window of orders to formations: what has been ordered, what the staff proposes for it, and what it has done."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import Final

from game.commanders.delegation import Proposal
from game.commanders.standing_orders import StandingOrders
from game.desk.keys import Action
from game.desk.painted import Parts
from game.desk.popups import Popup, write_link
from game.desk.sheets import Button, Sheet
from game.engine.event_words import order_words
from game.engine.forecast import AttackForecast
from game.engine.game import Game
from game.scenario.names import so_many
from game.scenario.plan_words import guns_in_words, names_of_hexes, task_in_words
from game.scenario.schema.plan import GunTask, Task
from game.ui.command.formation_intents import (
    AskStaff,
    CallOffTask,
    ChangeTask,
    ChooseTogether,
    FinishTurn,
    FollowFile,
    FollowPlan,
    Propose,
    RefuseUnits,
    SavePlan,
    TakeOrder,
    TakeProposals,
)
from game.ui.command.plan_folder import kept_plans
from game.ui.command.task_drafts import units_of
from game.ui.intents import Cancel, CentreOn, Intent
from game.ui.panels.done_by_staff import write_done_by_staff
from game.ui.panels.task_form import TaskForm
from game.ui.panels.without_orders import write_without_orders
from game.ui.seen import Seen
from game.view.looks import localised, localised_words
from game.view.theme import FAINT_INK

NONE_YET: Final = (
    "No formation has orders yet. Select units: Shift and a click add one, Shift and a drag draw a box, {wider} goes "
    "from a unit up to its formation. Then right-click where they are to go."
)
MOST_SHOWN: Final = 200


class OrdersWindow(Popup[Seen]):
    """Orders to formations, at the side; while one is being put together its form stands in the window."""

    title = "Orders to formations"
    toggled_by = Action.ORDERS

    def key(self, seen: Seen) -> Hashable:
        """Position, orders, proposals, what is being put together, and for whom."""
        return seen.position, seen.standing, id(seen.proposals), seen.selection.task, seen.selection.group

    def subject(self, seen: Seen) -> Hashable:
        """Who is being ordered; nobody where the list is shown."""
        return None if seen.selection.task is None else seen.selection.task.units

    def paint(self, host: Seen) -> Parts:
        """Paint the list, or the form of the order that is being put together."""
        if host.selection.task is None:
            return super().paint(host)
        return TaskForm(self.rect, self.scale).paint(host)

    def cancel(self) -> None:
        """Let go of the order that is being put together; without one close the window."""
        if self.host.selection.task is None:
            self.close()
        else:
            self.host.answer(Cancel())

    def write_body(self, sheet: Sheet) -> None:
        """Write what the staff has done, the plan that is followed, the orders, the proposals."""
        seen = self.host
        orders = seen.standing
        write_done_by_staff(sheet, seen)
        self._write_plan(sheet, orders)
        write_without_orders(sheet, seen)
        sheet.heading("Given by you", so_many(len(orders.given), "order") if orders.given else "")
        if orders.is_empty:
            sheet.write(NONE_YET.format(wider=seen.window.keys.shown(Action.WIDER)), ink=FAINT_INK)
        for place, task in enumerate(orders.given):
            self._write_task(sheet, place, task)
        self._write_proposals(sheet)

    def buttons(self) -> list[Button]:
        """Return what can be asked of the staff."""
        seen = self.host
        may = seen.may_order
        has = may and not seen.standing.is_empty
        found = seen.proposals
        take = partial(seen.answer, TakeProposals()) if may and found is not None and found.found else None
        return [
            ("take", "Take all", take) if found is not None else ("propose", "Propose", self._asks(Propose(), has)),
            ("finish", "Let the staff finish the turn", self._asks(FinishTurn(), may)),
            ("save", "Save as a plan", self._asks(SavePlan(), not seen.standing.is_empty)),
            ("staff", "Ask the staff for a plan", self._asks(AskStaff(), may)),
        ]

    def _asks(self, intent: Intent, may: bool) -> Callable[[], None] | None:
        return partial(self.host.answer, intent) if may else None

    # --- parts ------------------------------------------------------------------------------------------------------

    def _write_plan(self, sheet: Sheet, orders: StandingOrders) -> None:
        """Write which plan is followed, and which could be."""
        seen = self.host
        game = seen.game
        plans = [plan for plan in game.scenario.plans if plan.side == orders.side]
        if orders.loaded:
            sheet.heading("Plan")
            sheet.write(orders.name, face="Bold")
            sheet.write(orders.about, ink=FAINT_INK)
        elif plans:
            sheet.heading("A plan to follow")
        buttons: list[Button] = [
            (f"plan:{plan.id}", plan.name, self._follows(plan.id)) for plan in plans if plan.name != orders.name
        ]
        buttons += [
            (f"file:{path.stem}", f"Saved {path.stem}", self._asks(FollowFile(path), seen.may_order))
            for path in kept_plans(game.scenario, orders.side)
        ]
        if orders.loaded:
            buttons.insert(0, ("no_plan", "Follow no plan", self._follows(None)))
        if buttons:
            sheet.skip(4)
            sheet.button_row(buttons, strong="none")
            sheet.skip(6)

    def _follows(self, plan: str | None) -> Callable[[], None] | None:
        return partial(self.host.answer, FollowPlan(plan)) if self.host.may_order else None

    def _write_task(self, sheet: Sheet, place: int, task: Task | GunTask) -> None:
        seen = self.host
        names = localised(seen.game.scenario)
        named = names_of_hexes(names)
        words = guns_in_words(task, named) if isinstance(task, GunTask) else task_in_words(task, named)
        hexes = tuple(int(seen.game.state.units[row].hex) for row in _rows(seen.game, task.units))
        act = partial(seen.answer, CentreOn(hexes)) if hexes else None
        write_link(sheet, f"task:{place}", ", ".join(task.units), act, face="Bold")
        sheet.write(words)
        may = seen.may_order
        change = partial(seen.answer, ChangeTask(place)) if may else None
        call_off = partial(seen.answer, CallOffTask(place)) if may else None
        sheet.skip(2)
        sheet.button_row(
            [(f"change:{place}", "Change", change), (f"call_off:{place}", "Call off", call_off)], strong="none"
        )
        sheet.skip(8)

    def _write_proposals(self, sheet: Sheet) -> None:
        """Write what the staff proposes, by formation, with a way to take or refuse each."""
        seen = self.host
        proposals = seen.proposals
        if proposals is None:
            return
        sheet.heading("Proposed for this turn", so_many(len(proposals.found), "order"))
        if proposals.digest != seen.shown.digest():
            sheet.write("From an earlier position.", face="Italic")
        formation = None
        for place, one in enumerate(proposals.found[:MOST_SHOWN]):
            formation = self._write_heading(sheet, one, formation)
            self._write_proposal(sheet, place, one)

    def _write_heading(self, sheet: Sheet, one: Proposal, before: int | None) -> int:
        """Write whose orders follow, with a way to take all of them."""
        seen = self.host
        scenario = localised(seen.game.scenario)
        row = scenario.names.unit_row[one.order.named[0]]
        formation = int(seen.game.world.units.formation[row])
        if formation != before:
            title = scenario.names.formation_names[formation]
            units = tuple(units_of(seen.game, [scenario.names.formations[formation]]))
            take = partial(seen.answer, TakeProposals(units)) if seen.may_order else None
            sheet.skip(6)
            write_link(sheet, f"take_formation:{formation}", f"{title}: take all", take, face="Bold")
        return formation

    def _point_out(self, one: Proposal) -> None:
        """Choose who is meant, so that the map shows the proposal in full at every zoom, and bring it in."""
        self.host.answer(ChooseTogether(one.order.named))
        self.host.answer(CentreOn(_hexes_of(self.host.game, one)))

    def _write_proposal(self, sheet: Sheet, place: int, one: Proposal) -> None:
        seen = self.host
        words = order_words(localised(seen.game.scenario), one.order)
        write_link(sheet, f"proposal:{place}", words, partial(self._point_out, one))
        reason = localised_words(seen.game.scenario, one.reason)
        sheet.write(f"{forecast_words(one)}{reason}", ink=FAINT_INK, indent=sheet.px(12))
        if seen.may_order:
            take: Button = (f"take:{place}", "Take", partial(seen.answer, TakeOrder(one.order, one.reason)))
            refuse: Button = (f"refuse:{place}", "Refuse", partial(seen.answer, RefuseUnits(one.order.named)))
            sheet.skip(2)
            sheet.button_row([take, refuse], strong="none")
        sheet.skip(6)


def _rows(game: Game, names: list[str]) -> list[int]:
    return [game.scenario.names.unit_row[unit] for unit in units_of(game, names)]


def _hexes_of(game: Game, one: Proposal) -> tuple[int, ...]:
    """Return the hex that an order is about."""
    row = game.scenario.hex_row(one.order.where)
    return () if row is None else (row,)


def forecast_words(one: Proposal) -> str:
    """Return what an assault promises, in a few words."""
    if not isinstance(one.forecast, AttackForecast):
        return ""
    return f"success {float(one.forecast.success):.0%}. "
