"""What goes with the length of a turn (rulebook 1.4): in thousandths a turn, given out over the turns."""

from __future__ import annotations

from game.core._jit import rule
from game.scenario.world import State


@rule
def in_turn(state: State, thousandths: int, part: int, whole: int) -> int:
    """Return what part / whole of a rate of a turn comes to in this turn.

    A rate of whole numbers comes every turn alike. Of one with a fraction each turn has what is due by its end and was
    not by its beginning: a quarter a turn is one in every fourth.
    """
    if thousandths % 1000 == 0:
        return thousandths // 1000 * part // whole
    turn = int(state.clock[0].turn)
    due = thousandths * part // whole
    return (due * turn + 500) // 1000 - (due * (turn - 1) + 500) // 1000
