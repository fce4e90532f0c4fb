"""The card of several chosen units: strength and state, what they have to do, what they can be ordered to do."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.terms import Supply
from game.desk.keys import Action
from game.desk.painted import PaintedPanel, Parts
from game.desk.popups import write_link
from game.desk.sheets import BAD, Button, Sheet
from game.engine.game import Game
from game.engine.surveys import can_do_more
from game.scenario.names import so_many
from game.scenario.plan_words import guns_in_words, names_of_hexes, task_in_words
from game.scenario.schema.plan import GunTask
from game.ui.awaiting import rows_named
from game.ui.command.formation_intents import BeginTask, ChangeTask, RefuseUnits
from game.ui.command.task_drafts import kinds_for
from game.ui.forces_columns import tasks_in_words
from game.ui.intents import Opened, Toggle
from game.ui.panels.unit_words import SUPPLY_WORDS, total_words
from game.ui.seen import Seen
from game.view.looks import localised, look
from game.view.theme import FAINT_INK, INK

WEAK: Final = 50
"""Cohesion under which a unit is named as one that needs rest."""


class GroupCard(PaintedPanel[Seen]):
    """What there is to say of the units that are chosen together."""

    def key(self, seen: Seen) -> Hashable:
        """Units, position and orders."""
        return seen.selection.group, seen.shown.digest(), seen.standing, seen.may_order, look()

    def subject(self, seen: Seen) -> Hashable:
        """The units."""
        return seen.selection.group

    def is_shown(self, seen: Seen) -> bool:
        """Whether several units are chosen."""
        return bool(seen.selection.group)

    def paint(self, seen: Seen) -> Parts:
        """Paint the card."""
        head, body, foot = self.sheet(), self.sheet(), self.sheet()
        rows = [seen.game.scenario.names.unit_row[unit] for unit in seen.selection.group]
        if rows:
            head.heading(so_many(len(rows), "unit") + " selected", so_many(_hexes(seen.game, rows), "hex", "hexes"))
            write_totals(body, seen.game, rows)
            write_tasks(body, seen, rows)
            write_formations(body, seen.game, rows)
        return Parts(head, body, foot)


def _hexes(game: Game, rows: Sequence[int]) -> int:
    return len(set(game.state.units.hex[list(rows)].tolist()))


def write_totals(sheet: Sheet, game: Game, rows: Sequence[int]) -> None:
    """Write strength and state of all together."""
    units, among = game.state.units, list(rows)
    cohesion = units.cohesion[among]
    sheet.skip(4)
    sheet.write(total_words(game, among), face="Bold")
    sheet.pair("can still act", f"{sum(bool(can_do_more(game, row)) for row in rows)} of {len(rows)}")
    sheet.pair("cohesion", _spread(cohesion), ink=BAD if cohesion.min() < WEAK else INK)
    sheet.pair("fatigue", _spread(units.fatigue[among]))
    for supply in (Supply.STRAINED, Supply.LOW, Supply.NONE):
        if count := int((units.supply[among] == supply).sum()):
            sheet.pair(SUPPLY_WORDS[supply], so_many(count, "unit"), ink=BAD)
    if count := int((units.routed[among] == 1).sum()):
        sheet.pair("routed", so_many(count, "unit"), ink=BAD)
    if most := int(game.world.units.missions[among].sum()):
        sheet.pair("fire missions", f"{int(units.missions[among].sum())} of {most}")


def write_tasks(sheet: Sheet, seen: Seen, rows: Sequence[int]) -> None:
    """Write what the units have to do by standing orders, and a button for each task that they can be given."""
    orders = seen.standing
    led = [row for row in rows if row in tasks_in_words(seen.game, orders)]
    sheet.heading("Orders", f"{so_many(len(led), 'unit')} led by the staff" if led else "")
    named = names_of_hexes(localised(seen.game.scenario))
    for place, task in enumerate(orders.given):
        if inside := set(rows_named(seen.game, task)).intersection(rows):
            words = guns_in_words(task, named) if isinstance(task, GunTask) else task_in_words(task, named)
            change = partial(seen.answer, ChangeTask(place)) if seen.may_order else None
            write_link(sheet, f"task:{place}", f"{words} ({so_many(len(inside), 'unit')})", change)
    if orders.loaded and led:
        sheet.write(f"Plan: {orders.name}", ink=FAINT_INK)
    sheet.skip(4)
    sheet.button_row(_buttons(seen, led), strong="none")
    sheet.skip(8)


def _buttons(seen: Seen, led: Sequence[int]) -> list[Button]:
    """Return a button for each task, then those that take units back from the staff and list all orders."""
    names = seen.game.scenario.names.units
    may = seen.may_order
    kinds: list[Button] = [
        (f"begin:{kind}", kind.capitalize(), partial(seen.answer, BeginTask(kind)) if may else None)
        for kind in kinds_for(seen.game, seen.selection.group)
    ]
    back = partial(seen.answer, RefuseUnits(tuple(names[row] for row in led))) if may and led else None
    key = seen.window.keys.shown(Action.ORDERS)
    return [
        *kinds,
        ("take_back", "Take back from the staff", back),
        ("orders", f"All orders ({key})" if key else "All orders", partial(seen.answer, Toggle(Opened.ORDERS))),
    ]


def _spread(values: NDArray[np.int32]) -> str:
    """Return mean and range of some figures, in words; one figure if all are alike."""
    low, high = int(values.min()), int(values.max())
    return f"{low}" if low == high else f"{round(float(values.mean()))} ({low}–{high})"


def write_formations(sheet: Sheet, game: Game, rows: Sequence[int]) -> None:
    """Write which units of which formations they are."""
    names = localised(game.scenario).names
    by_formation: dict[int, list[int]] = {}
    for row in rows:
        by_formation.setdefault(int(game.world.units.formation[row]), []).append(row)
    for formation, units in by_formation.items():
        sheet.heading(names.formation_names[formation], so_many(len(units), "unit"))
        sheet.write(", ".join(names.units[row] for row in units), ink=FAINT_INK)
