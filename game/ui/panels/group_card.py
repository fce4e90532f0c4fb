"""The card of several chosen units: how many, how strong together, in what state, and of which formations."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.terms import Supply
from game.desk.painted import PaintedPanel, Parts
from game.desk.sheets import BAD, Sheet
from game.engine.game import Game
from game.engine.surveys import can_do_more
from game.scenario.names import so_many
from game.ui.panels.unit_words import SUPPLY_WORDS, total_words
from game.ui.seen import Seen
from game.view.looks import localised, look
from game.view.theme import FAINT_INK, INK

WEAK: Final = 50
"""Cohesion under which a unit is named as one that needs rest."""


class GroupCard(PaintedPanel[Seen]):
    """What there is to say of the units that are chosen together."""

    def key(self, seen: Seen) -> Hashable:
        """Units and position."""
        return seen.selection.group, seen.game.digest(), look()

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
