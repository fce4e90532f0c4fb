"""What a player reads of units that come by chance, in the order of battle, on the card and in the calendar."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine.cards import unit_card
from game.ui.forces import due_words, first_strength
from game.ui.panels.standing import awaited, happenings
from game.ui.panels.unit_card import _elsewhere
from tests.tabletop import Table, tabletop


def board(**late: Any) -> Table:
    return tabletop("R2 . B1", R1={"hex": "0000", "turn": 3, **late})


@pytest.mark.parametrize(
    ("late", "list_", "card"),
    [
        ({}, "due turn 3", "Due on turn 3 in 0000."),
        (
            {"chance": 30},
            "30 % from turn 3",
            "Due on turn 3 in 0000, with a chance of 30 % in that turn and in each after it.",
        ),
        (
            {"chance": 30, "until": 5},
            "30 % from turn 3",
            "Due on turn 3 in 0000, with a chance of 30 % in that turn and in each after it, not after turn 5.",
        ),
    ],
)
def test_the_chance_is_said(late: dict[str, int], list_: str, card: str) -> None:
    game = board(**late).game
    row = game.scenario.names.unit_row["R1"]
    assert due_words(game, row) == list_
    assert _elsewhere(game, unit_card(game, "R1"), row) == card


def test_the_calendar_tells_chance_from_want_of_room() -> None:
    """One that has not been drawn waits for nothing."""
    table = board(chance=1, until=5)
    game = table.game
    assert list(happenings(game, 3, 0, ())) == [("may arrive from now on", ["R1 (1 %)"])]
    for _ in range(3):
        table.next_turn()
    assert list(happenings(game, 4, 0, awaited(game, 0, 3))) == [("may arrive any turn", ["R1"])]
    for _ in range(2):
        table.next_turn()
    assert list(happenings(game, 6, 0, awaited(game, 0, 5))) == []
    assert due_words(game, game.scenario.names.unit_row["R1"]) == "does not come"


def test_losses_count_from_what_was_drawn() -> None:
    game = tabletop("R1 . B1", R1={"drawn": {"from": 50, "to": 100}}).game
    assert first_strength(game, game.scenario.names.unit_row["R1"]) == 225
