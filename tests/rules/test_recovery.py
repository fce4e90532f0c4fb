"""Rest (rulebook 7): cohesion, fatigue, rallying, at the start of a side's turn."""

from __future__ import annotations

import pytest

from game.core.terms import EventKind, Reason, Supply
from game.rules import effects
from game.rules.recovery import recover
from tests.tabletop import Table, of_kind, tabletop

FAR = """
    R1  .   .   .   .
      .   .   .   .   .
    .   .   .   .   B1
"""
NEAR = """
    R1  B1  .   .   .
      .   .   .   .   .
    .   .   .   .   .
"""


def rested(table: Table, unit: str, *, supply: Supply = Supply.FULL) -> Table:
    """Let one unit recover as it would at the start of its turn, with a supply of our choice."""
    row = table.row(unit)
    effects.set_supply(table.state, row, 0, supply, 3)
    recover(table.world, table.state, row, int(table.kind(unit).side))
    return table


@pytest.mark.parametrize("supply", list(Supply))
@pytest.mark.parametrize("board", [FAR, NEAR])
def test_cohesion_comes_back_by_supply_and_less_near_the_enemy(supply: Supply, board: str) -> None:
    """7.1."""
    table = tabletop(board)
    effects.shake(table.state, table.row("R1"), 60)
    rested(table, "R1", supply=supply)
    gain = int(table.rules.recovery[supply])
    if board is NEAR:
        gain = gain * int(table.rules.recovery_in_zone) // 1000
    assert int(table.unit("R1").cohesion) == 40 + gain


def test_nobody_is_steadier_than_steady() -> None:
    """7.1."""
    table = tabletop(FAR, R1={"cohesion": 98}, rules={"recovery": [50, 50, 50, 50]})
    table.next_turn()
    assert int(table.unit("R1").cohesion) == 100


@pytest.mark.parametrize(("board", "rule"), [(FAR, "rest"), (NEAR, "rest_in_zone")])
def test_a_turn_of_rest_takes_fatigue_away(board: str, rule: str) -> None:
    """7.2: less of it within the enemy's reach."""
    table = tabletop(board)
    effects.tire(table.state, table.row("R1"), 80)
    rested(table, "R1")
    assert int(table.unit("R1").fatigue) == 80 - int(table.rules[rule])


def test_who_marches_or_attacks_does_not_rest() -> None:
    """7.2: but his cohesion comes back all the same (7.1)."""
    for doing in ("march", "attack"):
        table = tabletop(
            ". . . .\n R1 B1 . .\n. . . .", B1={"items": {"riflemen": 20}}, rules={"attacker_shaken": [0] * 5}
        )
        effects.tire(table.state, table.row("R1"), 50)
        effects.shake(table.state, table.row("R1"), 50)
        table.march("R1", "0000") if doing == "march" else table.attack("B1", by=["R1"], holding=True)
        fatigue, cohesion = int(table.unit("R1").fatigue), int(table.unit("R1").cohesion)
        table.next_turn()
        assert int(table.unit("R1").fatigue) == fatigue
        assert int(table.unit("R1").cohesion) > cohesion


def test_guns_that_fire_do_not_rest() -> None:
    """7.2: firing is work; defensive fire is not counted."""
    table = tabletop("RG1 . .\n . B1 .\n. . .")
    effects.tire(table.state, table.row("RG1"), 50)
    table.bombard("B1", "RG1")
    table.next_turn()
    assert int(table.unit("RG1").fatigue) == 50


def test_fatigue_stays_within_bounds() -> None:
    """7.2."""
    table = tabletop(FAR)
    effects.tire(table.state, table.row("R1"), 250)
    assert int(table.unit("R1").fatigue) == 100
    effects.tire(table.state, table.row("R1"), -250)
    assert int(table.unit("R1").fatigue) == 0


@pytest.mark.parametrize(("cohesion", "rallies"), [(25, True), (24, False)])
def test_a_broken_unit_rallies_at_a_cohesion(cohesion: int, rallies: bool) -> None:
    """7.3: counted after what the turn gives back; 25 and 10 are enough for 35."""
    table = tabletop(FAR, rules={"rally": 35, "recovery": [1, 4, 7, 10]})
    effects.shake(table.state, table.row("R1"), 100 - cohesion)
    effects.rout(table.world, table.state, table.row("R1"))
    events = table.next_turn()
    assert bool(of_kind(events, EventKind.RALLIED)) is rallies
    assert int(table.unit("R1").routed) == (not rallies)


def test_what_a_broken_unit_may_do() -> None:
    """7.3: march, but not assault; guns do not fire."""
    table = tabletop("R1 B1 .\n RG1 . .")
    for unit in ("R1", "RG1"):
        effects.rout(table.world, table.state, table.row(unit))
    assert table.why(table.move("R1", "0001")) is Reason.LEGAL
    assert table.why(table.assault("B1", by=["R1"])) is Reason.BROKEN
    assert table.game.check(table.assault("B1", by=["R1"])).sentence.endswith("(rule 7.3)")
    with pytest.raises(Exception, match=r"rule 7\.3"):
        table.bombard("B1", "RG1")


def test_only_the_side_whose_turn_begins_recovers() -> None:
    """7."""
    table = tabletop(FAR, R1={"cohesion": 20}, B1={"cohesion": 20})
    red, blue = int(table.unit("R1").cohesion), int(table.unit("B1").cohesion)
    table.end_turn()
    assert int(table.unit("R1").cohesion) == red
    assert int(table.unit("B1").cohesion) > blue
