"""Standing orders: what a player orders formations to do, kept from turn to turn until it is withdrawn.

They are a plan in the scenario's own language, so that they can be saved as a file, loaded from one and given to a
batch. What a player adds stands in a phase of its own at the end, which is always in force: of all that name a unit the
last counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.scenario.schema.plan import GunTask, PlanFile, PlanPhase, Task

ID: Final = "my_orders"
NAME: Final = "My orders"
ABOUT: Final = "Orders to formations, given at the board."


@dataclass(frozen=True)
class StandingOrders:
    """The standing orders of one side. They never change; `with_...` and `without_...` return others.

    Parameters
    ----------
    side : whose they are
    loaded : the phases of a plan that the player follows, first to last
    given : the tasks that the player has given: those of units first, then those of guns, in each the oldest first
    """

    side: str
    loaded: tuple[PlanPhase, ...] = ()
    given: tuple[Task | GunTask, ...] = ()
    name: str = NAME
    about: str = ABOUT

    def __post_init__(self) -> None:
        """Put tasks of guns behind all others, as a plan has them, so that each keeps its place in every save."""
        object.__setattr__(self, "given", tuple(sorted(self.given, key=lambda task: isinstance(task, GunTask))))

    @classmethod
    def of(cls, plan: PlanFile) -> StandingOrders:
        """Return a plan as standing orders: what was given at a board and saved with it can be changed again."""
        *first, last = plan.phases
        if last.name != NAME or last.when is not None or last.turns is not None or last.dates is not None:
            first, last = plan.phases, PlanPhase(name=NAME)
        return cls(plan.side, tuple(first), (*last.tasks, *last.guns), plan.name, plan.about)

    @property
    def is_empty(self) -> bool:
        """Whether nobody has any."""
        return not self.loaded and not self.given

    def with_task(self, task: Task | GunTask) -> StandingOrders:
        """Return them with one more task, which counts before all others that name the same units.

        Names of an older task of the same kind (of units, or of guns) that the new one repeats are struck from it; a
        task that names nobody any more is gone.
        """
        kept = [one for one in (_struck(one, task) for one in self.given) if one is not None]
        return self._with((*kept, task))

    def without_task(self, place: int) -> StandingOrders:
        """Return them without the task at a place in `given`."""
        return self._with(self.given[:place] + self.given[place + 1 :])

    def with_task_at(self, place: int, task: Task | GunTask) -> StandingOrders:
        """Return them with another task at a place in `given`."""
        return self._with((*self.given[:place], task, *self.given[place + 1 :]))

    def following(self, plan: PlanFile) -> StandingOrders:
        """Return them with the phases of a plan in place of those that were loaded before; what was given stays.

        What had been given when the plan was saved comes before it, as far as it is not given already.
        """
        found = StandingOrders.of(plan)
        given = (*(task for task in found.given if task not in self.given), *self.given)
        return StandingOrders(self.side, found.loaded, given, plan.name, plan.about)

    def without_plan(self) -> StandingOrders:
        """Return them without what was loaded."""
        return StandingOrders(self.side, given=self.given)

    def plan(self) -> PlanFile | None:
        """Return them as a plan; None where there are none."""
        return None if self.is_empty else plan_of(self.side, self.phases(), self.name, self.about)

    def phases(self) -> list[PlanPhase]:
        """Return the phases of the plan: what was loaded, then what was given."""
        tasks = [one for one in self.given if isinstance(one, Task)]
        guns = [one for one in self.given if isinstance(one, GunTask)]
        own = [PlanPhase(name=NAME, tasks=tasks, guns=guns)] if self.given else []
        return [*self.loaded, *own]

    def _with(self, given: tuple[Task | GunTask, ...]) -> StandingOrders:
        return StandingOrders(self.side, self.loaded, given, self.name, self.about)


def _struck(older: Task | GunTask, newer: Task | GunTask) -> Task | GunTask | None:
    """Return a task without the names that a newer one of its kind repeats; None if nobody is left."""
    if type(older) is not type(newer):
        return older
    left = [name for name in older.units if name not in newer.units]
    return older.model_copy(update={"units": left}) if left else None


def plan_of(side: str, phases: list[PlanPhase], name: str = NAME, about: str = ABOUT) -> PlanFile:
    """Return a plan of some phases, as one who gives orders at the board has it."""
    said = {"schema": 1, "id": ID, "side": side, "name": name, "about": about, "estimate": True}
    return PlanFile.model_validate({**said, "phases": phases})
