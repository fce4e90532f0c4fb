"""The large battle played to its end by real mouse and keys (`make check-full`)."""

from __future__ import annotations

from contextlib import suppress

import pytest

from tests.window.desk import Desk
from tests.window.playing import AUGUST, attack_together, end_turn, march, put_away_what_happened, sit_down
from tests.window.twin import NotSeenError, Twin


@pytest.mark.full
def test_august_encirclement_to_its_end(table: Desk) -> None:
    """Twenty-four turns: in each a march and an attack, where there is one to be seen; then the report."""
    twin = Twin(AUGUST, 3, "soviet")
    sit_down(table, AUGUST, "--as", "soviet", "--seed", "3")
    calendar = twin.session.scenario.file.calendar
    fought = 0
    for turn in range(calendar.first_turn + 1, calendar.first_turn + calendar.turns + 1):
        with suppress(NotSeenError):
            march(table, twin)
        with suppress(NotSeenError):
            attack_together(table, twin)
            fought += 1
        twin.take_over(end_turn(table, turn))
        table.settle()
        table.keep_picture(f"turn_{turn}")
        if twin.game.outcome is None:
            put_away_what_happened(table)
    assert twin.game.outcome is not None
    assert fought > calendar.turns // 2
    table.keep_picture("report")
    twin.close()
