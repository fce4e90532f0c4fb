"""What the staff has proposed for a position, and how it is marked on the map: ways of marches, targets of attacks."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from game.commanders.delegation import Proposal
from game.engine.game import Game
from game.engine.orders import Exit, Move
from game.ui.selection import Selection
from game.view.counters import stack_in
from game.view.marks import Marks


@dataclass(frozen=True)
class Proposals:
    """What was proposed, in the order in which it would be given, and the digest of the position that it is for."""

    digest: str
    found: tuple[Proposal, ...]


def meant_units(game: Game, selection: Selection) -> frozenset[str]:
    """Return the units whose proposals are to be seen in full: those chosen, and the formation that is pointed at."""
    names = game.scenario.names
    chosen = {*selection.group, *([] if selection.unit is None else [selection.unit])}
    stack = [] if selection.pointed is None else stack_in(game.state, selection.pointed)
    formations = {int(game.world.units[row].formation) for row in stack}
    pointed = np.flatnonzero(np.isin(game.world.units.formation, list(formations))).tolist() if formations else []
    return frozenset(chosen | {names.units[row] for row in pointed})


def proposal_marks(game: Game, proposals: Proposals | None, meant: AbstractSet[str]) -> tuple[Marks, Marks]:
    """Return the marks of what is proposed for this position; of an earlier one there are none.

    First come those for all units, in fine lines; then those for the units that are `meant`, in full.
    """
    fine, full = Marks(thin=True), Marks()
    if proposals is None or proposals.digest != game.digest():
        return fine, full
    stands = {unit: int(game.state.units[row].hex) for unit, row in game.scenario.names.unit_row.items()}
    for one in proposals.found:
        order = one.order
        marks = full if meant and not meant.isdisjoint(order.named) else fine
        if isinstance(order, Move):
            rows = [row for number in order.path if (row := game.scenario.hex_row(number)) is not None]
            marks.ways.append((tuple(rows), "proposed"))
            stands[order.unit] = rows[-1]
        elif not isinstance(order, Exit):
            target = game.scenario.hex_row(order.where)
            assert target is not None
            marks.over[target] = "target"
            marks.ways += [((stands[unit], target), "target") for unit in order.named]
    return fine, full
