"""What the rules say of a unit beside single orders: whether it can do more, what its state makes of its fire."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.terms import Fire, Supply, Term
from game.engine.surveys import can_do_more, supply_of, troop_terms
from tests.tabletop import Table, tabletop

CORRIDOR = "R1 . . .\n . . . .\n. . . B1"

BOARD = """
    RG1 R1  B1
      .   RH1 .
"""


def board(**options: Any) -> Table:
    return tabletop(BOARD, **options)


@pytest.mark.parametrize(
    ("unit", "state", "can"),
    [
        ("R1", {}, True),
        ("R1", {"mp_left": 0}, False),
        ("R1", {"pinned": 1}, True),  # it can still assault
        ("R1", {"pinned": 1, "attacked": 1}, False),
        ("R1", {"pinned": 1, "routed": 1}, False),
        ("R1", {"attacked": 1}, True),  # it can still march
        ("RG1", {"mp_left": 0}, True),  # to fire takes no points
        ("RG1", {"mp_left": 0, "missions": 0}, False),
        ("RG1", {"mp_left": 0, "supply": Supply.NONE}, False),
        ("RG1", {"mp_left": 0, "attacked": 1}, False),
        ("RH1", {"pinned": 1}, False),  # headquarters do not assault
    ],
)
def test_whether_a_unit_can_do_more_this_turn(unit: str, state: dict[str, int], can: bool) -> None:
    """3.1, 5.1, 6.2."""
    table = board()
    for name, value in state.items():
        table.unit(unit)[name] = value
    assert can_do_more(table.game, table.row(unit)) is can


def test_the_state_of_a_unit_alone_in_a_fight_is_what_the_fight_reckons_with() -> None:
    """5.3."""
    table = board(R1={"quality": 1200})
    row = table.unit("R1")
    row.cohesion, row.fatigue, row.supply = 60, 40, Supply.STRAINED
    table.forecast("B1", by=["R1"])
    terms = troop_terms(table.game, table.row("R1"))
    assert list(terms) == [Term.QUALITY, Term.COHESION, Term.FATIGUE, Term.SUPPLY]
    assert terms == {term: table.term(Fire.ATTACKER, term) for term in terms}


@pytest.mark.parametrize("level", [Supply.FULL, Supply.STRAINED, Supply.LOW, Supply.NONE])
def test_the_map_of_supply_has_the_levels_of_the_rules(level: Supply) -> None:
    """4.1: a hex at the limit of a level still has it, one ten metres beyond has the next."""
    table = tabletop(CORRIDOR, sources={"red": ["0000"], "blue": ["0302"]})
    rules = table.world.rules[0].supply
    limits = {Supply.FULL: rules.supply_full, Supply.STRAINED: rules.supply_strained, Supply.LOW: rules.supply_low}
    found = supply_of(table.game, "red")
    assert found.level(table.hex_row("0000")) is Supply.FULL
    hex_ = table.hex_row("0100")
    assert found.metres[hex_] > 0
    found.metres[hex_] = 10 * int(limits[level]) if level in limits else -1
    assert found.level(hex_) is level
    if level in limits:
        found.metres[hex_] += 10
        assert found.level(hex_) is Supply(level - 1)
