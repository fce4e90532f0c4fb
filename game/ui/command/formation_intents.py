"""What a player can mean by a click or a key about several units at once, and about orders to formations.

A part of the closed set of `intents`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from game.engine.orders import Order
from game.scenario.schema.plan import Condition

# --- several units --------------------------------------------------------------------------------------------------


class Manner(Enum):
    """How several units are meant by a click: what is held, or what of a counter is hit."""

    ADD = auto()  # Shift: beside those that are chosen
    STACK = auto()  # Ctrl: all of the hex
    FORMATION = auto()  # the stripe of a counter: all of its formation


@dataclass(frozen=True)
class Pick:
    """A hex is clicked with the left button in another manner than a plain one: several units are meant."""

    hex: int
    manner: Manner


@dataclass(frozen=True)
class AddUnit:
    """A unit is chosen beside those that are, or let go of."""

    unit: str


@dataclass(frozen=True)
class ChooseStack:
    """All units of a hex are chosen together; None: of the chosen hex."""

    hex: int | None = None


@dataclass(frozen=True)
class ChooseBox:
    """All units in some hexes are chosen together."""

    hexes: tuple[int, ...]


@dataclass(frozen=True)
class MarkCorner:
    """A corner of a box is marked; the second one chooses all units between the two."""

    hex: int


@dataclass(frozen=True)
class ChooseUnitsOf:
    """All units of a formation are chosen together."""

    formation: int


@dataclass(frozen=True)
class ChooseTogether:
    """Some units are chosen together, whatever they are under."""

    units: tuple[str, ...]


@dataclass(frozen=True)
class Widen:
    """From the chosen unit to those of its formation; again: to those of the formation above."""


# --- orders to formations -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BeginTask:
    """A task is begun for the chosen units, one that leads to a hex if there is one; or it becomes another kind."""

    kind: str | None = None
    hex: int | None = None


@dataclass(frozen=True)
class AimAt:
    """A hex is added to what a task aims at, or taken out; `instead`: it stands in the place of the last one."""

    hex: int
    instead: bool = False


@dataclass(frozen=True)
class NameTarget:
    """An area, or a hex, stands in the place of the last target of a task."""

    name: str


@dataclass(frozen=True)
class DrawLine:
    """A line is drawn over the map for a task; until it `is_done` it may still change."""

    hexes: tuple[int, ...]
    is_done: bool


Said = int | str | bool | Condition | None
"""What can be said of how a task is to be done."""


@dataclass(frozen=True)
class SetTask:
    """It is said how a task is to be done: a field of the draft and its value."""

    key: str
    value: Said


@dataclass(frozen=True)
class GiveTask:
    """The task that has been put together is given."""


@dataclass(frozen=True)
class SetOut:
    """A unit sets out for a hex that it does not reach this turn."""

    unit: str
    hex: int


@dataclass(frozen=True)
class ChangeTask:
    """A task that was given is taken up again; by its place among the standing orders."""

    place: int


@dataclass(frozen=True)
class CallOffTask:
    """A task that was given is called off."""

    place: int


@dataclass(frozen=True)
class Propose:
    """The staff proposes what to do now for the standing orders."""


@dataclass(frozen=True)
class TakeProposals:
    """The staff gives the orders that it proposes for some units; None: for all."""

    units: tuple[str, ...] | None = None


@dataclass(frozen=True)
class TakeOrder:
    """One order that is proposed is given."""

    order: Order
    reason: str


@dataclass(frozen=True)
class RefuseUnits:
    """The player keeps some units to himself this turn: the staff leaves them alone."""

    units: tuple[str, ...]


@dataclass(frozen=True)
class FinishTurn:
    """The staff orders all that is left to do this turn."""


@dataclass(frozen=True)
class AskStaff:
    """The staff makes a plan of its own for the side, which is followed from now on."""


@dataclass(frozen=True)
class FollowPlan:
    """A plan of the scenario is followed, by its id; None: no plan any more."""

    plan: str | None


@dataclass(frozen=True)
class FollowFile:
    """A plan that was kept in a file is followed."""

    path: Path


@dataclass(frozen=True)
class SavePlan:
    """What formations have been told to do is kept as a plan file."""


FormationIntent = (
    Pick
    | AddUnit
    | ChooseStack
    | ChooseBox
    | MarkCorner
    | ChooseUnitsOf
    | ChooseTogether
    | Widen
    | BeginTask
    | AimAt
    | NameTarget
    | DrawLine
    | SetTask
    | GiveTask
    | SetOut
    | ChangeTask
    | CallOffTask
    | Propose
    | TakeProposals
    | TakeOrder
    | RefuseUnits
    | FinishTurn
    | AskStaff
    | FollowPlan
    | FollowFile
    | SavePlan
)
