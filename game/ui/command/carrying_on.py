"""Far marches at the board: a unit sets out, and marches on at the beginning of each turn until something is met.

They stand among the side's orders to formations as marches of one unit to a hex. A unit that has arrived, or is near an
enemy, has none any more, which is said; all others march before the player gives an order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.commanders.delegation import Deputy
from game.commanders.standing_orders import plan_of
from game.core.terms import Status
from game.engine.game import Game
from game.engine.replay import Step
from game.scenario.names import so_many
from game.scenario.schema.plan import GunTask, PlanPhase, Task
from game.ui.choosing import Choosing
from game.ui.command.far_marches import has_enemy_near
from game.ui.command.formation_intents import SetOut
from game.ui.command.proposing import free_units
from game.ui.command.standing_checks import why_not_kept
from game.ui.ordering import Ordering
from game.ui.play import Play


class CarryingOn:
    """The far marches of one play; `show` shows on the map what orders have brought, from the position before them."""

    def __init__(
        self, play: Play, choosing: Choosing, orders: Ordering, show: Callable[[Game, Sequence[Step]], object]
    ) -> None:
        self.play = play
        self.choosing = choosing
        self.orders = orders
        self.show = show

    def set_out(self, intent: SetOut) -> None:
        """Have a unit set out: it marches as far as it comes this turn, and on in the turns after it."""
        if not self.orders.may_order() or self.orders.keeps_attack():
            return
        session, number = self.play.session, self.play.game.scenario.hex_number(intent.hex)
        assert number is not None
        side = session.game.active_side
        orders = session.standing_of(side)
        meant = orders.with_task(Task(units=[intent.unit], march=number))
        fault = why_not_kept(session.scenario, meant)
        if fault:
            self.play.say(fault, True)
            return
        session.keep_standing(meant)
        self.play.selection.draft = None
        steps = self._march([intent.unit])
        words = "sets out" if steps else "has no points left this turn, and sets out on the next"
        self.play.say(f"{intent.unit} {words}: its march to {number} goes on until it is there, or an enemy is near.")

    def carry_on(self) -> None:
        """Have all march on who have far to go, at the beginning of a player turn; drop the marches that are over."""
        session = self.play.session
        side = session.game.active_side
        orders = session.standing_of(side)
        over = {place: words for place, task in enumerate(orders.given) if (words := self._over(task)) is not None}
        for place in sorted(over, reverse=True):
            orders = orders.without_task(place)
        if over:
            session.keep_standing(orders)
        marching = [task.units[0] for task in orders.given if is_far_march(session.game, task)]
        steps = self._march(free_units(session, marching))
        said = [f"{so_many(len(steps), 'unit')} {'marches' if len(steps) == 1 else 'march'} on"] if steps else []
        said += [words for words in over.values() if words]
        if said:
            self.play.say(f"{'; '.join(said)}.")

    def _over(self, task: Task | GunTask) -> str | None:
        """Return why a far march is over, "" where there is nothing to say; None for one that goes on, and others."""
        game, unit = self.play.session.game, task.units[0]
        if not isinstance(task, Task) or not is_far_march(game, task):
            return None
        row = game.scenario.names.unit_row[unit]
        if game.state.units[row].status == Status.AWAITED:
            return None
        if game.state.units[row].status != Status.PRESENT:
            return ""
        here = game.scenario.hex_number(int(game.state.units[row].hex))
        if here == task.march:
            return f"{unit} has arrived in {here}"
        return f"{unit} halts in {here}: the enemy is near" if has_enemy_near(game, row) else None

    def _march(self, units: Sequence[str]) -> list[Step]:
        """Have some units go on with their marches; return what it brought."""
        session = self.play.session
        orders = session.standing.get(session.game.active_side)
        if orders is None or not units:
            return []
        tasks = [task for task in orders.given if isinstance(task, Task) and task.units[0] in units]
        before = session.game.copy()
        plan = plan_of(orders.side, [PlanPhase(name="Far marches", tasks=tasks)])
        given = Deputy(session.game, plan).orders(session.game, units)
        session.have_led(units)  # first: they have been led even if their marches are taken back
        steps = [session.submit(order, reason) for order, reason in given]
        if steps:
            self.show(before, steps)
            self.choosing.aim()
        self.play.refresh()
        return steps


def is_far_march(game: Game, task: Task | GunTask) -> bool:
    """Whether an order is the far march of one unit; a formation is led by the staff."""
    if not isinstance(task, Task) or not isinstance(task.march, str) or not task.march.isdigit():
        return False
    return len(task.units) == 1 and task.units[0] in game.scenario.names.unit_row
