"""What the state of troops makes of their fire (rulebook 5.3): the four terms, for any group of units."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.terms import Supply, Term
from game.rules import effects
from game.rules.scratch import TERMS
from game.rules.troops import set_troop_terms
from tests.tabletop import Table, tabletop

GROUP = """
    R1  R2  R3  .
      .   .   .   B1
"""


def terms(table: Table, *units: str) -> list[int]:
    row = np.full(TERMS, 1000, np.int32)
    rows = np.array([table.row(unit) for unit in units], np.int16)
    set_troop_terms(table.world, table.state, row, rows, len(rows))
    return row.tolist()[: Term.SUPPLY + 1]


def test_fresh_men_of_the_norm_are_the_norm() -> None:
    """5.3."""
    assert terms(tabletop(GROUP), "R1", "R2", "R3") == [1000] * 4


def test_who_has_no_fire_changes_nothing() -> None:
    """5.3: a group without any has no terms."""
    table = tabletop(GROUP, R1={"items": {"riflemen": 1}, "quality": 300})
    effects.carry_loss(table.world, table.state, table.row("R1"), 0, 1000)
    effects.recount(table.world, table.state, table.row("R1"))
    assert terms(table, "R1") == [1000] * 4
    assert terms(table, "R1", "R2") == terms(table, "R2")


@pytest.mark.parametrize("rifles", [1, 77, 900])
def test_each_weighs_as_much_as_its_fire(rifles: int) -> None:
    """5.3: the mean of each term, rounded down."""
    table = tabletop(GROUP, R1={"quality": 1300, "items": {"riflemen": rifles}}, R2={"quality": 700})
    effects.shake(table.state, table.row("R1"), 40)
    effects.tire(table.state, table.row("R2"), 90)
    effects.set_supply(table.state, table.row("R2"), 0, Supply.NONE, 0)
    rules, floor = table.rules.assault, int(table.rules.assault.cohesion_floor)
    own = {
        "R1": [1300, floor + (1000 - floor) * 60 // 100, 1000, int(rules.supply_fire[Supply.FULL])],
        "R2": [700, 1000, 1000 - int(rules.fatigue_drag) * 90 // 100, int(rules.supply_fire[Supply.NONE])],
    }
    first, second = int(table.figures("R1").fire), int(table.figures("R2").fire)
    expected = [(first * a + second * b) // (first + second) for a, b in zip(own["R1"], own["R2"], strict=True)]
    assert terms(table, "R1", "R2") == expected
    assert terms(table, "R2", "R1") == expected


@pytest.mark.parametrize("cohesion", [0, 1, 50, 99, 100])
def test_cohesion_runs_from_the_floor_to_one(cohesion: int) -> None:
    """5.3."""
    table = tabletop(GROUP)
    effects.shake(table.state, table.row("R1"), 100 - cohesion)
    floor = int(table.rules.assault.cohesion_floor)
    assert terms(table, "R1")[Term.COHESION] == floor + (1000 - floor) * cohesion // 100
