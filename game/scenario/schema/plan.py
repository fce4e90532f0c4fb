"""A plan file: what one side means to do, phase by phase, and the conditions on which a phase hangs.

The words of conditions are a closed vocabulary; nothing else in a file can say when something is to happen.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from game.core.limits import MOST_NAMED, MOST_PHASES, MOST_TASKS
from game.scenario.schema.basics import (
    Id,
    Moment,
    Name,
    Noun,
    Percent,
    SchemaVersion,
    Sourced,
    Text,
    Turn,
    Turns,
    UnitId,
)

TASKS: Final = ("attack", "hold", "delay", "screen", "reserve", "withdraw", "march", "exit")
GUN_TASKS: Final = ("prepare", "support", "defend", "interdict")
"""The keys of which a task of units, or of guns, has exactly one."""

Strength = Annotated[int, Field(ge=1, le=100)]
Pushes = Annotated[int, Field(ge=1, le=24)]
Steps = Annotated[int, Field(ge=0, le=10)]
Kept = Annotated[int, Field(ge=0, le=20)]
Named = Annotated[list[UnitId], Field(min_length=1, max_length=MOST_NAMED)]
Targets = Annotated[list[str], Field(min_length=1, max_length=MOST_NAMED)]
Target = str | list[str]
"""A hex number, an area or a place; or several of them."""

Tolerance = Literal["minimise", "limit", "ignore"]


class SideAndArea(Noun):
    """A side, and an area that it holds or has lost."""

    side: Id = Field(description="id of the side")
    area: Id = Field(description="id of the area")


class Assaulted(Noun):
    """An area that a side has assaulted."""

    area: Id = Field(description="id of the area, any hex of which counts")
    by: Id = Field(description="id of the side that has assaulted it")


class Weakened(Noun):
    """Units that have together less than a share of what they had at the start of the scenario."""

    units: Named = Field(description="units and formations whose men are counted together")
    below: Strength = Field(description="per cent of their men at the start")


class Trapped(Noun):
    """Units none of which supply reaches."""

    units: Named = Field(description="units and formations; those on the map count")


class Condition(Noun):
    """When something is so: exactly one key."""

    turn: Turn | None = Field(None, description="from this turn on")
    date: Moment | None = Field(None, description="from this moment on")
    holds: SideAndArea | None = Field(None, description="the side holds all of the area")
    lost: SideAndArea | None = Field(None, description="the side owns no hex of the area")
    attacked: Assaulted | None = Field(None, description="the side has assaulted the area")
    strength: Weakened | None = Field(
        None, description="the units have together fewer men than so many per cent of those at the start"
    )
    cut_off: Trapped | None = Field(
        None, description="some of the units are on the map, and supply reaches none of them"
    )
    all_of: list[Condition] | None = Field(
        None, alias="all", min_length=1, max_length=MOST_NAMED, description="all of these are so"
    )
    any_of: list[Condition] | None = Field(
        None, alias="any", min_length=1, max_length=MOST_NAMED, description="at least one of these is so"
    )
    not_: Condition | None = Field(None, alias="not", description="this is not so")


CONDITIONS: Final = tuple(field.alias or name for name, field in Condition.model_fields.items())
"""The keys of which a condition has exactly one: all that there are."""


class Task(Sourced):
    """What some units are to do in a phase: exactly one of the tasks, and how it is to be done."""

    units: Named = Field(description="units and formations; a formation means all under it")
    attack: Target | None = Field(None, description="take it")
    hold: Target | None = Field(None, description="go there and hold it; several hexes are a line")
    delay: list[Target] | None = Field(None, min_length=1, max_length=MOST_NAMED, description="from line to line")
    screen: Target | None = Field(None, description="watch it, and give way to a stronger enemy")
    reserve: Target | None = Field(None, description="stand ready there")
    withdraw: Target | None = Field(None, description="break away and go there")
    march: Target | None = Field(None, description="go there and fight nobody on the way")
    exit: Target | None = Field(None, description="go there, an exit of the side, and leave the map (rulebook 3.7)")
    along: Targets | None = Field(None, description="attack: what is to be taken first, one after the other")
    mass: Pushes | None = Field(None, description="attack: units that stand ready before the first assault")
    floor: Percent | None = Field(None, description="attack: least chance of success, per cent; 0: at any price")
    tolerance: Tolerance | None = Field(None, description="attack: losses that it may cost")
    pushes: Pushes | None = Field(None, description="attack: assaults of these units in a turn, at most")
    break_off: Percent | None = Field(None, description="attack: below this strength a unit no longer assaults")
    near: Steps | None = Field(None, description="hexes from the target that count as there")
    stand: bool = Field(False, description="hold: do not leave the hex for any reason")
    raid: bool = Field(True, description="whether the units may make assaults that the task does not ask for")
    until: Condition | None = Field(None, description="reserve: released when this is so")

    @property
    def kind(self) -> str:
        """The key of the task; of one that is whole."""
        return next(key for key in TASKS if getattr(self, key) is not None)


class GunTask(Sourced):
    """What some guns fire at first, and what they keep."""

    units: Named = Field(description="artillery, or formations that have some")
    prepare: Targets | None = Field(None, description="bombard these before they are assaulted")
    support: Targets | None = Field(None, description="support assaults on these")
    defend: Targets | None = Field(
        None, description="fire in the defence of these, and shell only what is worth a mission"
    )
    interdict: Targets | None = Field(None, description="bombard whoever gathers there")
    keep: Kept = Field(1, description="fire missions kept back for defence")

    @property
    def kind(self) -> str:
        """The key of the task; of one that is whole."""
        return next(key for key in GUN_TASKS if getattr(self, key) is not None)


class PlanPhase(Sourced):
    """A part of a plan; it is in force while its turns or dates run and its condition holds."""

    name: Name = Field(description="title of the phase")
    turns: Turns | None = Field(None, description="first and last turn")
    dates: Annotated[tuple[Moment, Moment], Field(strict=False)] | None = Field(
        None, description="turns that begin between these moments"
    )
    when: Condition | None = Field(None, description="condition on which it is in force, beside its turns or dates")
    tasks: list[Task] = Field(
        default_factory=list, max_length=MOST_TASKS, description="what units are to do while it is in force"
    )
    guns: list[GunTask] = Field(
        default_factory=list, max_length=MOST_TASKS, description="what artillery is to do while it is in force"
    )


class PlanFile(Sourced):
    """What one side means to do. Of all tasks in force that name a unit, the last in the file counts."""

    schema_version: SchemaVersion = Field(alias="schema")
    id: Id = Field(description="what commands call it; plans of one side differ in it")
    side: Id = Field(description="id of the side whose plan it is")
    name: Name = Field(description="title of the plan")
    about: Text = Field(description="what the plan means to do, and why")
    phases: list[PlanPhase] = Field(
        min_length=1,
        max_length=MOST_PHASES,
        description="its parts; of all tasks in force that name a unit, the last counts",
    )
