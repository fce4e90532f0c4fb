"""What the staff has proposed for a position, and how it is marked on the map: ways of marches, targets of attacks."""

from __future__ import annotations

from dataclasses import dataclass

from game.commanders.delegation import Proposal
from game.engine.game import Game
from game.engine.orders import Exit, Move
from game.view.marks import Marks


@dataclass(frozen=True)
class Proposals:
    """What was proposed, in the order in which it would be given, and the digest of the position that it is for."""

    digest: str
    found: tuple[Proposal, ...]


def proposal_marks(game: Game, proposals: Proposals | None) -> Marks:
    """Return the marks of what is proposed for this position; of an earlier one there are none."""
    marks = Marks()
    if proposals is None or proposals.digest != game.digest():
        return marks
    stands = {unit: int(game.state.units[row].hex) for unit, row in game.scenario.names.unit_row.items()}
    for one in proposals.found:
        order = one.order
        if isinstance(order, Move):
            rows = [row for number in order.path if (row := game.scenario.hex_row(number)) is not None]
            marks.ways.append((tuple(rows), "proposed"))
            stands[order.unit] = rows[-1]
        elif not isinstance(order, Exit):
            target = game.scenario.hex_row(order.where)
            assert target is not None
            marks.over[target] = "target"
            marks.ways += [((stands[unit], target), "target") for unit in order.named]
    return marks
