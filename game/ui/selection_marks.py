"""What the map shows of the selection, over the counters: the chosen hex, the pointer, a march, an attack."""

from __future__ import annotations

from game.ui.command.far_marches import far_way, has_enemy_near
from game.ui.forces import hexes_of
from game.ui.responses import LONG
from game.ui.selection import Selection
from game.ui.session import Shown
from game.view.marks import Marks


def _mark_far_way(marks: Marks, shown: Shown, unit: str, target: int) -> None:
    """Mark the way to a hex that takes several turns, with the number of each turn where it ends."""
    way = far_way(shown.game, unit, target)
    if way is not None and way.turns >= LONG and not has_enemy_near(shown.game, shown.scenario.names.unit_row[unit]):
        marks.ways.append((way.hexes, "proposed"))
        marks.words |= {halt: f"{turn}" for turn, halt in enumerate(way.halts, 1)}


def _is_elsewhere(chosen: Selection) -> bool:
    """Whether another hex is pointed at than that of the chosen unit."""
    return chosen.unit is not None and chosen.pointed != chosen.hex


def selection_marks(shown: Shown, chosen: Selection) -> Marks:
    """Return what is drawn over the counters: chosen hex, pointer, way, target."""
    marks = Marks()
    rows = [shown.scenario.names.unit_row[unit] for unit in chosen.group]
    marks.hexes = {int(shown.game.state.units[row].hex): "chosen" for row in rows}
    if chosen.hex is not None:
        marks.hexes[chosen.hex] = "chosen"
    if chosen.pointed is not None:
        marks.hexes.setdefault(chosen.pointed, "hover")
        reach = chosen.reach
        if reach is not None and chosen.draft is None and chosen.pointed in reach.ends:
            marks.ways.append((reach.way(chosen.pointed), "reach"))
            marks.words[chosen.pointed] = f"{reach.points(chosen.pointed):g}"
        elif reach is not None and chosen.draft is None and chosen.task is None and _is_elsewhere(chosen):
            assert chosen.unit is not None
            _mark_far_way(marks, shown, chosen.unit, chosen.pointed)
    if chosen.draft is not None:
        target = shown.scenario.hex_row(chosen.draft.target)
        assert target is not None
        marks.hexes[target] = "target"
        for unit in (*chosen.draft.units, *chosen.draft.support):
            row = shown.scenario.names.unit_row[unit]
            marks.ways.append(((int(shown.game.state.units[row].hex), target), "target"))
    if chosen.formation is not None:
        marks.over = dict.fromkeys(hexes_of(shown.game, chosen.formation), "formation")
    return marks
