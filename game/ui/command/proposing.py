"""What the staff proposes for the player's units this turn, and taking it: all, by formation, order by order, or not.

The officer works the proposals out from the standing orders on a copy of the game, as if all went as on average. When
they are taken it gives the orders itself and goes by what has come of each, so that all of a turn taken at once is the
officer's own. Whom the player has ordered by hand, or let rest, or refused, it leaves alone this turn.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from game.commanders.delegation import Deputy
from game.commanders.officer.planning import own_plan
from game.commanders.standing_orders import StandingOrders, plan_of
from game.core.errors import IllegalOrderError, SaveError
from game.core.limits import MOST_PHASES
from game.desk.keys import Action
from game.engine.game import Game
from game.engine.orders import Order
from game.engine.replay import Step
from game.scenario.names import so_many
from game.scenario.schema.plan import PlanFile
from game.ui.awaiting import ordered_by_hand
from game.ui.choosing import Choosing
from game.ui.command.formation_intents import FollowFile, FollowPlan, RefuseUnits, TakeOrder, TakeProposals
from game.ui.command.plan_folder import plan_in, save_plan
from game.ui.command.proposals import Proposals
from game.ui.command.standing_checks import why_not_kept
from game.ui.forces import commanded_of
from game.ui.ordering import Ordering
from game.ui.panels.orders_window import OrdersWindow
from game.ui.play import Play
from game.ui.session import Aside, Said, Session

NO_ORDERS = "No formation has orders: select units, then give them a task."
NOTHING_TO_DO = "The staff has nothing to propose: all that can be done for the orders this turn is done."


class Proposing:
    """The proposals of one play; `show` shows on the map what orders have brought, from the position before them."""

    def __init__(
        self, play: Play, choosing: Choosing, orders: Ordering, show: Callable[[Game, Sequence[Step]], object]
    ) -> None:
        self.play = play
        self.choosing = choosing
        self.orders = orders
        self.show = show

    # --- what is proposed -------------------------------------------------------------------------------------------

    def propose(self) -> None:
        """Have the staff propose what to do now for the standing orders."""
        if not self.orders.may_order():
            return
        session = self.play.session
        plan = plan_in_force(session)
        if plan is None:
            self.play.say(NO_ORDERS, True)
            return
        self.play.proposals = self._found(plan)
        if not self.play.proposals.found:
            self.play.say(NOTHING_TO_DO)
        self.play.refresh()

    def _found(self, plan: PlanFile) -> Proposals:
        session, game = self.play.session, self.play.session.game
        deputy = Deputy(game, plan)
        units = free_units(session, deputy.tasked(game))
        return Proposals(game.digest(), tuple(deputy.propose(game, units)))

    def refuse(self, intent: RefuseUnits) -> None:
        """Leave some units to the player this turn."""
        aside = Aside(intent.units, Said.REFUSE)
        self.play.session.say(aside)
        self.go_by(aside)
        key = self.play.window.keys.shown(Action.UNDO)
        undo = f" {key} lets the staff have {'it' if len(intent.units) == 1 else 'them'} again." if key else ""
        self.play.say(f"{so_many(len(intent.units), 'unit')} taken back from the staff for this turn.{undo}")

    def go_by(self, said: Order | Aside | None) -> None:
        """Propose anew what is proposed now, if it was said, or taken back, whom the staff may not lead."""
        if isinstance(said, Aside) and said.said is Said.REFUSE and self.play.proposals is not None:
            plan = plan_in_force(self.play.session)
            self.play.proposals = None if plan is None else self._found(plan)
            self.play.refresh()

    def follow(self, intent: FollowPlan) -> None:
        """Follow a plan of the scenario, or none; orders that were given stay, and count before it."""
        if not self.orders.may_order():
            return
        session, side = self.play.session, self.play.session.game.active_side
        orders = session.standing_of(side)
        plan = None if intent.plan is None else session.scenario.plan(side, intent.plan)
        self._keep(orders.without_plan() if plan is None else orders.following(plan))

    def ask_staff(self) -> None:
        """Follow the plan that the staff makes for the position as it is."""
        if not self.orders.may_order():
            return
        session, side = self.play.session, self.play.session.game.active_side
        orders = session.standing_of(side)
        self._keep(orders.following(own_plan(session.scenario, side, session.game.state)))

    def save_plan(self) -> None:
        """Keep the standing orders as a plan file, and say where."""
        plan = plan_in_force(self.play.session)
        if plan is None:
            self.play.say(NO_ORDERS, True)
            return
        try:
            path = save_plan(self.play.session.scenario, plan)
        except SaveError as error:
            self.play.say(f"The plan is not saved: {error}.", True)
        else:
            self.play.say(f"Saved in {path}: a batch takes it by --plan {plan.side}={path.name}.")
            self.play.refresh()

    def follow_file(self, intent: FollowFile) -> None:
        """Follow a plan that is kept in a file."""
        session, side = self.play.session, self.play.session.game.active_side
        if not self.orders.may_order():
            return
        try:
            plan = plan_in(session.scenario, intent.path, side)
        except SaveError as error:
            self.play.say(f"The plan cannot be followed: {error}.", True)
            return
        self._keep(session.standing_of(side).following(plan))

    def _keep(self, orders: StandingOrders) -> None:
        fault = why_not_kept(self.play.session.scenario, orders)
        if fault:
            self.play.say(fault, True)
            return
        self.play.session.keep_standing(orders)
        self.play.proposals = None
        self.play.refresh()

    # --- taking -----------------------------------------------------------------------------------------------------

    def take(self, intent: TakeProposals) -> None:
        """Have the staff order what it has proposed for some units, or for all of them."""
        session = self.play.session
        plan = plan_in_force(session)
        if plan is None or not self.orders.may_order() or self.orders.keeps_attack():
            return
        tasked = Deputy(session.game, plan).tasked(session.game)
        asked = tasked if intent.units is None else tasked.intersection(intent.units)
        self._carry_out(plan, free_units(session, asked))

    def take_one(self, intent: TakeOrder) -> None:
        """Give one order that has been proposed."""
        session = self.play.session
        if not self.orders.may_order() or self.orders.keeps_attack():
            return
        before = session.game.copy()
        try:
            step = session.submit(intent.order, intent.reason)
        except IllegalOrderError as error:
            self.play.say(error.sentence, True)
            return
        self._taken(before, [step])

    def finish(self) -> None:
        """Have the staff order all that is left: for the standing orders, and by its own plan who has none."""
        session = self.play.session
        if not self.orders.may_order() or self.orders.keeps_attack():
            return
        side = session.game.active_side
        own = own_plan(session.scenario, side, session.game.state)
        standing = session.standing_of(side)
        ordered = standing.phases()
        plan = plan_of(side, [*own.phases[: MOST_PHASES - len(ordered)], *ordered])
        self._carry_out(plan, free_units(session, session.scenario.names.units))

    def _carry_out(self, plan: PlanFile, units: Collection[str]) -> None:
        session = self.play.session
        before = session.game.copy()
        given = Deputy(session.game, plan).orders(session.game, units)
        steps = [session.submit(order, reason) for order, reason in given]
        session.have_led(units)
        self._taken(before, steps)

    def _taken(self, before: Game, steps: list[Step]) -> None:
        self.choosing.select(None)
        if not steps:
            self.play.say(NOTHING_TO_DO)
            return
        self.show(before, steps)
        plan = plan_in_force(self.play.session)
        if self.play.proposals is not None and plan is not None:
            self.play.proposals = self._found(plan)
        if self.play.popups.find(OrdersWindow) is None:
            self.play.popups.show(OrdersWindow(self.play))
        self.play.say(f"The staff has given {so_many(len(steps), 'order')}.")


def plan_in_force(session: Session) -> PlanFile | None:
    """Return the standing orders of the side whose turn it is as a plan; None where there are none."""
    orders = session.standing.get(session.game.active_side)
    return None if orders is None else orders.plan()


def free_units(session: Session, units: Iterable[str]) -> list[str]:
    """Return those of some units whom the staff may still lead this turn, none that the player has ordered himself."""
    said = session.asides
    kept = said.resting | said.led | said.refused | ordered_by_hand(session.game)
    return [unit for unit in commanded_of(session.game, units) if unit not in kept]
