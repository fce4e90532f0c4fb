"""What the player has chosen and points at. Panels and overlays read it; the board alone changes it."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.terms import Tolerance
from game.engine.surveys import Reach
from game.ui.command.task_drafts import TaskDraft
from game.ui.drafts import Draft


@dataclass
class Selection:
    """Hexes are rows, units ids. `message` is the last message to the player, an error if `is_error`.

    `pointed` is the hex that the pointer means, `counter` the unit in a fan that lies under it.

    `group` are the units that are chosen together, `unit` the first of them; empty where one at most is chosen.

    `formation` is the one whose units are marked on the map.

    `task` is the order to formations that is being put together.

    `tolerance` is what attacks may cost until something else is said.

    `viewpoint` is the side that overlays are seen from, None for that of the person at the board.
    """

    unit: str | None = None
    hex: int | None = None
    pointed: int | None = None
    counter: str | None = None
    draft: Draft | None = None
    reach: Reach | None = None
    swapped: bool = False
    message: str = ""
    is_error: bool = False
    viewpoint: str | None = None
    formation: int | None = None
    tolerance: Tolerance = Tolerance.IGNORE
    group: tuple[str, ...] = ()
    task: TaskDraft | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """All that are chosen."""
        return self.group or ((self.unit,) if self.unit is not None else ())
