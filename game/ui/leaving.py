"""The pointer has left a panel: it has to be said, for what lies over it may keep the pointer's motion to itself."""

from __future__ import annotations

from collections.abc import Iterable

from game.desk.painted import PaintedPanel, pointer_left
from game.ui.fan import Fan
from game.ui.panels import Panel
from game.ui.play import Play


def leave_others(spot: tuple[int, int], play: Play, shown: Iterable[Panel]) -> None:
    """Tell all panels but the one at a spot that the pointer is not on them; `shown` has the uppermost first.

    The fan belongs to the map: where the pointer is on that alone, the fan sees for itself what is meant.
    """
    over = next((panel for panel in shown if panel.rect.collidepoint(spot)), None)
    on_map = over is None and play.map.hex_at(spot) is not None
    for panel in play.panels:
        if isinstance(panel, PaintedPanel) and panel is not over:
            pointer_left(panel)
        elif isinstance(panel, Fan) and panel is not over and not on_map:
            panel.leave()
