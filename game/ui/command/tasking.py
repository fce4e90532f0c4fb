"""Orders to formations at the board: a task is begun for chosen units, aimed on the map, given, changed, called off.

What is given stands among the side's standing orders (`commanders.standing_orders`) until it is called off; the staff
proposes from it what each unit does in a turn (`proposing`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from game.commanders.standing_orders import StandingOrders
from game.core.terms import Mobility
from game.engine.game import Game
from game.scenario.names import readable, so_many
from game.ui.choosing import Choosing
from game.ui.command.formation_intents import AimAt, BeginTask, CallOffTask, ChangeTask, DrawLine, SetTask
from game.ui.command.grouping import Grouping
from game.ui.command.standing_checks import why_not_kept
from game.ui.command.task_drafts import TaskDraft, draft_of_task, kinds_for, named_together, units_of
from game.ui.hints import usual_task
from game.ui.ordering import Ordering
from game.ui.play import Play
from game.view.looks import localised

NOBODY: Final = "Select the units first that are to be given a task."
NO_TARGET: Final = "Click on the map where the task is to lead, then give it."


class Tasking:
    """The orders to formations in one play."""

    def __init__(self, play: Play, choosing: Choosing, orders: Ordering, grouping: Grouping) -> None:
        self.play = play
        self.choosing = choosing
        self.orders = orders
        self.grouping = grouping
        self._before_line: TaskDraft | None = None  # while a line is drawn: what the draft was without it

    @property
    def draft(self) -> TaskDraft | None:
        """The task that is being put together."""
        return self.play.selection.task

    @property
    def standing(self) -> StandingOrders:
        """The standing orders of the side whose turn it is."""
        side = self.play.session.game.active_side
        return self.play.session.standing_of(side)

    # --- putting together -------------------------------------------------------------------------------------------

    def begin(self, intent: BeginTask) -> None:
        """Begin a task for the chosen units, or make the one that is begun another kind of task."""
        if self.draft is not None and intent.kind is not None:
            self._set(self.draft.of_kind(intent.kind))
            return
        game, units = self.play.game, self.play.selection.units
        if not self.orders.may_order() or self.orders.keeps_attack():
            return
        if not units or self.orders.own_unit() is None:
            self.play.say(NOBODY, True)
            return
        kind = intent.kind or ("attack" if intent.hex is None else usual_task(game, units, intent.hex))
        if kind not in kinds_for(game, units):
            self.play.say(f"None of them can be ordered to {kind}.", True)
            return
        draft = TaskDraft(named_together(game, units), kind)
        self._set(draft)
        if intent.hex is not None:
            self.aim(AimAt(intent.hex))

    def aim(self, intent: AimAt) -> None:
        """Add a hex to what the task aims at, or take it out; in its place, if it is to be the only last one."""
        draft = self.draft
        if draft is None:
            return
        name = self._target_in(draft, intent.hex)
        if name is None:
            return
        self._set(draft.with_last(name) if intent.instead and draft.steps else draft.with_target(name))

    def draw(self, intent: DrawLine) -> None:
        """Draw a line for the task: as the pointer goes, and for good once it is let go of."""
        if self.draft is None:
            return
        base = self._before_line or self.draft
        names = [name for hex_ in intent.hexes if (name := self._target_in(base, hex_, silently=True)) is not None]
        self._before_line = None if intent.is_done else base
        self._set(base.with_line(names) if names else base, drawing=not intent.is_done)

    def set(self, intent: SetTask) -> None:
        """Say how the task is to be done."""
        if self.draft is not None:
            said: dict[str, Any] = {intent.key: intent.value}
            self._set(replace(self.draft, **said))

    def name_last(self, name: str) -> None:
        """Have an area stand in the place of the last target, or its hex again."""
        if self.draft is not None and self.draft.steps:
            self._set(self.draft.with_last(name))

    def let_go(self) -> bool:
        """Give up the task that is being put together; whether there was one."""
        if self.draft is None:
            return False
        self._set(None)
        self.play.say("No task is given.")
        return True

    def _target_in(self, draft: TaskDraft, hex_: int, *, silently: bool = False) -> str | None:
        """Return what a hex is called as a target; None where nobody of those meant can be, which is said."""
        game = self.play.game
        number = game.scenario.hex_number(hex_)
        side = game.scenario.names.side_row[game.active_side]
        if draft.kind == "exit":
            exits = self._exits_at(hex_) if game.world.exits[side, hex_] else []
            if not exits and not silently:
                self.play.say(f"{number} is no exit of your side.", True)
            return exits[0] if exits else None
        rows = [game.scenario.names.unit_row[unit] for unit in units_of(game, draft.units)]
        afloat = bool(rows) and all(game.world.units[row].mobility == Mobility.BOAT for row in rows)
        if bool(game.world.hexes[hex_].water) != (afloat and not draft.is_for_guns):
            if not silently:
                words = "no water for boats" if afloat else "water, where nobody can stay"
                self.play.say(f"{number} is {words}.", True)
            return None
        return number

    def _exits_at(self, hex_: int) -> list[str]:
        scenario = self.play.game.scenario
        listed = scenario.file.sides[self.play.session.game.active_side].exits
        return [area for area in listed if hex_ in scenario.areas[area]]

    # --- giving -----------------------------------------------------------------------------------------------------

    def give(self) -> None:
        """Give the task that has been put together."""
        draft = self.draft
        if draft is None or not self.orders.may_order():
            return
        task = draft.task()
        if task is None:
            self.play.say(NO_TARGET, True)
            return
        orders = self.standing
        if draft.place is not None and draft.place < len(orders.given):
            orders = orders.with_task_at(draft.place, task)
        else:
            orders = orders.with_task(task)
        if not self._keep(orders):
            return
        self._set(None)
        count = so_many(len(units_of(self.play.game, draft.units)), "unit")
        self.play.say(f"{', '.join(draft.units)} ({count}): ordered to {task.kind}.")

    def change(self, intent: ChangeTask) -> None:
        """Take up an order again that was given, to change it."""
        given = self.standing.given
        if not self.orders.may_order() or self.orders.keeps_attack() or not 0 <= intent.place < len(given):
            return
        draft = draft_of_task(given[intent.place], intent.place)
        self.grouping.choose(units_of(self.play.game, draft.units))
        self._set(draft)

    def call_off(self, intent: CallOffTask) -> None:
        """Call off an order that was given."""
        if self.orders.may_order() and 0 <= intent.place < len(self.standing.given):
            self._set(None)  # it may be one of those whose place has changed now
            self._keep(self.standing.without_task(intent.place))
            self.play.say("The order is called off.")

    def _keep(self, orders: StandingOrders) -> bool:
        """Keep the orders, if they are such as a save can hold; if not, it is said why."""
        fault = why_not_kept(self.play.session.scenario, orders)
        if fault:
            self.play.say(fault, True)
            return False
        self.play.session.keep_standing(orders)
        self.play.proposals = None
        self.play.refresh()
        return True

    def _set(self, draft: TaskDraft | None, *, drawing: bool = False) -> None:
        """Have a draft in place of the one that there was; a line that was being drawn for that is over."""
        self.play.selection.task = draft
        if not drawing:
            self._before_line = None
        self.play.refresh()


def areas_at(game: Game, hex_: int) -> list[tuple[str, str]]:
    """Return the areas with a title in which a hex lies, id and title, the smallest first."""
    scenario = game.scenario
    titles = localised(scenario).names.area_titles
    named = [(area, title) for area, title in zip(scenario.names.areas, titles, strict=True) if title != readable(area)]
    found = [(area, title) for area, title in named if hex_ in scenario.areas[area]]
    return sorted(found, key=lambda area: len(scenario.areas[area[0]]))
