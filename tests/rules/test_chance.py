"""What is left to chance before and beside the orders: arrivals and strengths (rulebook 2.3, 2.4)."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import pytest

from game.core.errors import ScenarioError
from game.core.terms import EventKind, Kind
from game.engine.game import Game
from game.engine.saves import read_save, save_text
from game.engine.surveys import men_at_start
from game.scenario.loading import Scenario
from tests.tabletop import Table, of_kind, tabletop

FIELD = ". . . B1\n . . . ."


@cache
def waiting(**late: Any) -> Scenario:
    """A board on which R1 is still to come; many games are begun on it."""
    return tabletop(FIELD, turns=12, R1={"hex": "0000", **late}, R2={"hex": "0001"}).scenario


def begun(scenario: Scenario, seed: int, luck: Any) -> Table:
    return Table(Game.new(scenario, seed, luck))


def came(seed: int, luck: Any = "table", **late: Any) -> int:
    """The turn in which R1 has come, 0 if it never did."""
    table = begun(waiting(**late), seed, luck)
    while table.game.outcome is None:
        if of_kind(table.next_turn(), EventKind.ARRIVED):
            return table.game.turn
    return 0


# --- arrivals -------------------------------------------------------------------------------------------------------


def test_half_a_chance_each_turn() -> None:
    """2.3: half come in their turn, half of the others in the next; the same seed gives the same turn."""
    turns = Counter(came(seed, turn=3, chance=50) for seed in range(80))
    assert min(turns) == 3
    assert 25 <= turns[3] <= 55
    assert 8 <= turns[4] <= 32
    assert came(5, turn=3, chance=50) == came(5, turn=3, chance=50)


def test_nobody_comes_after_the_last_turn() -> None:
    turns = Counter(came(seed, turn=3, chance=30, until=5) for seed in range(40))
    assert set(turns) <= {0, 3, 4, 5}
    assert turns[0] > 3


def test_all_come_who_have_no_chance() -> None:
    assert {came(seed, turn=3) for seed in range(5)} == {3}


@pytest.mark.parametrize(
    ("late", "turn"),
    [({"chance": 50}, 3), ({"chance": 30}, 4), ({"chance": 10}, 9), ({"chance": 10, "until": 8}, 0)],
)
def test_without_luck_it_comes_when_that_is_as_likely_as_not(late: dict[str, int], turn: int) -> None:
    """1.3: 0.7 x 0.7 is 0.49; 0.9 to the seventh is 0.478."""
    assert {came(seed, luck="none", turn=3, **late) for seed in range(3)} == {turn}


def test_an_area_that_is_not_held_keeps_it_away_whatever_is_drawn() -> None:
    """2.3: Blue leaves in turn 4, and the hill is Red's when it is over."""
    table = tabletop(
        FIELD, luck="table", turns=8, areas={"hill": ["0301"]}, B1={"withdraws": 4},
        R1={"hex": "0000", "turn": 2, "chance": 99, "only_if": ("red", "hill")}, R2={"hex": "0001"},
    )  # fmt: skip
    arrived = [len(of_kind(table.next_turn(), EventKind.ARRIVED)) for _ in range(4)]
    assert arrived == [0, 0, 0, 1]


@pytest.mark.parametrize(
    ("late", "message"),
    [
        ({"chance": 50}, "needs a `turn` of arrival: units on the map from the start have no `chance`"),
        ({"turn": 5, "until": 4}, "should not be before turn 5"),
        ({"turn": 5, "until": 40}, "turn 40 is not in the calendar"),
        ({"turn": 5, "chance": 0}, "should be at least 1"),
    ],
)
def test_chances_are_checked(late: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        tabletop(FIELD, R1={"hex": "0000", **late})


# --- strengths ------------------------------------------------------------------------------------------------------


def drawn(seed: int, luck: Any = "table", **strength: int) -> Table:
    return begun(uncertain(**strength), seed, luck)


@cache
def uncertain(**strength: int) -> Scenario:
    """A board on which the strength of R1 is drawn."""
    return tabletop("R1 . . B1", R1={"drawn": strength}, turns=3).scenario


def test_a_strength_between_two() -> None:
    """2.4: of 300 men 60 to 180, each per cent as likely; the other units have all of theirs."""
    found = [int(drawn(seed, **{"from": 20, "to": 60}).figures("R1").men) for seed in range(120)]
    assert 60 <= min(found) < 75
    assert 165 < max(found) <= 180
    assert len(set(found)) > 25
    assert drawn(1, **{"from": 20, "to": 60}).figures("B1").men == 300
    assert found[7] == drawn(7, **{"from": 20, "to": 60}).figures("R1").men


def test_two_dice_come_to_the_middle() -> None:
    """2.4: half of what two dice give lies in the middle third; of one a third does."""
    found = [int(drawn(seed, **{"from": 10, "to": 100, "dice": 2}).figures("R1").men) for seed in range(120)]
    middle = sum(120 <= men <= 210 for men in found)
    assert min(found) >= 30
    assert 50 < middle < 85


def test_without_luck_it_is_the_mean() -> None:
    assert {int(drawn(seed, luck="none", **{"from": 20, "to": 60}).figures("R1").men) for seed in range(3)} == {120}


def test_what_it_came_with_is_its_full_strength() -> None:
    """2.4: nothing is lost before the first shot, and a save has it."""
    table = drawn(4, **{"from": 20, "to": 60})
    men = int(table.figures("R1").men)
    assert men_at_start(table.game, table.row("R1")) == men
    assert table.side("red").losses[Kind.MEN] == 0
    loaded = read_save(save_text(table.game).encode()).game
    assert loaded.digest() == table.game.digest()
    assert loaded.state.drawn[table.row("R1")].items[0] == men
    assert men_at_start(loaded, table.row("R1")) == men


def test_nobody_is_drawn_away_altogether() -> None:
    """A unit of one man stays one man."""
    table = tabletop("R1 . . B1", luck="none", R1={"items": {"riflemen": 1}, "drawn": {"from": 1, "to": 2}})
    assert table.figures("R1").men == 1


def test_where_nothing_is_drawn_nothing_is_kept() -> None:
    assert len(tabletop("R1 . . B1").state.drawn) == 0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"drawn": {"from": 60, "to": 20}}, "should be from the least per cent to the greatest"),
        ({"drawn": {"from": 20, "to": 60}, "strength": 50}, "should not stand beside `strength`"),
        ({"drawn": {"from": 20, "to": 600}}, "should be at most 100"),
        ({"drawn": {"from": 20}}, "to"),
    ],
)
def test_drawn_strengths_are_checked(given: dict[str, Any], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        tabletop("R1 . . B1", R1=given)
