"""What orders from above forbid at the start of a scenario, asked for by name."""

from __future__ import annotations

from game.scenario.loading import Scenario


def banned(scenario: Scenario, turn: int, hex_: str, side: str, kind: int) -> bool:
    """Whether a side may not enter a hex, or fire into it, in a turn."""
    row = scenario.hex_row(hex_)
    return any(
        (fixed.side, fixed.deny) == (scenario.names.side_row[side], kind)
        and ban.first <= turn <= ban.last
        and scenario.world.areas[fixed.area, row] == 1
        for fixed, ban in zip(scenario.world.permissions, scenario.start.permissions, strict=True)
    )
