"""The formations that have no orders of the player's yet, as links that choose them: a part of the window of orders."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import Final

from game.core.terms import NOWHERE
from game.desk.popups import write_link
from game.desk.sheets import Button, Sheet
from game.engine.game import Game
from game.scenario.names import so_many
from game.ui.command.formation_intents import ChooseTogether
from game.ui.command.task_drafts import units_of
from game.ui.forces import commanded_of, units_in
from game.ui.seen import Seen
from game.view.looks import localised
from game.view.theme import FAINT_INK

ALL_HAVE: Final = "Every unit has orders."


def write_without_orders(sheet: Sheet, seen: Seen) -> None:
    """Write who has no order to a formation, by the highest formations, with a button for each part of them.

    A click chooses those of the formation who have none; where they are to go is then clicked on the map. In the
    opponent's turn there is nobody to be chosen, and nothing is said.
    """
    game = seen.game
    if game.active_side != seen.standing.side:
        return
    free = set(free_of_orders(seen))
    sheet.heading("Without orders", so_many(len(free), "unit") if free else "")
    if not free:
        sheet.write(ALL_HAVE, ink=FAINT_INK)
        return
    names = localised(game.scenario).names
    for row in highest(game):
        here = _inside(game, row)
        without = [unit for unit in here if unit in free]
        if without:
            words = f"{names.formation_names[row]}: {len(without)} of {so_many(len(here), 'unit')}"
            write_link(sheet, f"choose:{row}", words, _chooses(seen, without), face="Bold")
            sheet.skip(2)
            _write_parts(sheet, seen, row, free)


def _write_parts(sheet: Sheet, seen: Seen, formation: int, free: Collection[str]) -> None:
    buttons: list[Button] = []
    for row in parts_of(seen.game, formation):
        without = [unit for unit in _inside(seen.game, row) if unit in free]
        if without:
            buttons.append((f"choose:{row}", seen.game.scenario.names.formations[row], _chooses(seen, without)))
    if buttons:
        sheet.button_row(buttons, strong="none")
        sheet.skip(6)


def _chooses(seen: Seen, units: Iterable[str]) -> Callable[[], None] | None:
    return partial(seen.answer, ChooseTogether(tuple(units))) if seen.may_order else None


def free_of_orders(seen: Seen) -> list[str]:
    """Return the units on the map that are named by no order that was given, and by none of the plan that is followed.

    Whatever its phase: what a plan has for them later is not forgotten.
    """
    game, orders = seen.game, seen.standing
    names = [name for phase in orders.phases() for task in phase.tasks for name in task.units]
    names += [name for phase in orders.phases() for guns in phase.guns for name in guns.units]
    named = set(units_of(game, dict.fromkeys(names)))
    return [unit for unit in commanded_of(game, game.scenario.names.units) if unit not in named]


def highest(game: Game) -> list[int]:
    """Return the formations of the side whose turn it is that are under no other."""
    names = game.scenario.names
    side = names.side_row[game.active_side]
    pairs = zip(names.formation_parents, names.formation_sides, strict=True)
    return [row for row, (parent, whose) in enumerate(pairs) if parent == NOWHERE and whose == side]


def parts_of(game: Game, formation: int) -> Iterator[int]:
    """Yield the formations under another, each before its own parts; those of a single unit are left out."""
    for row, parent in enumerate(game.scenario.names.formation_parents):
        if parent == formation:
            if len(_inside(game, row)) > 1:
                yield row
            yield from parts_of(game, row)


def _inside(game: Game, formation: int) -> list[str]:
    names = game.scenario.names
    return commanded_of(game, (names.units[row] for row in units_in(game.scenario, formation)))
