"""Rest (rulebook 7): cohesion, fatigue, rallying and the end of the cut off, at the start of a side's turn."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.terms import EventKind, Reason, Status, Supply
from game.rules import effects
from game.rules.recovery import recover
from game.scenario.rule_values import field_of
from tests.recount import faults
from tests.tabletop import Table, kinds, of_kind, tabletop

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
HUNGER = {"recovery": [-4, 4, 7, 10], "recovery_in_zone": 500, "collapse": 12, "rally": 35}


def rested(table: Table, unit: str, *, supply: Supply = Supply.FULL) -> Table:
    """Let one unit recover as it would at the start of its turn, with a supply of our choice."""
    row = table.row(unit)
    effects.set_supply(table.state, row, 0, supply, 3)
    recover(table.world, table.state, row, int(table.kind(unit).side))
    assert faults(table.world, table.state) == []
    return table


def shaken(table: Table, unit: str, cohesion: int) -> Table:
    """Bring a unit down to a cohesion; the first turn has begun, and given it some."""
    effects.shake(table.state, table.row(unit), int(table.unit(unit).cohesion) - cohesion)
    return table


# --- cohesion (7.1) -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("supply", list(Supply))
@pytest.mark.parametrize("board", [FAR, NEAR])
def test_cohesion_comes_back_by_supply_and_less_near_the_enemy(supply: Supply, board: str) -> None:
    """7.1."""
    table = tabletop(board)
    effects.shake(table.state, table.row("R1"), 60)
    rested(table, "R1", supply=supply)
    gain = int(table.rules.rest.recovery[supply]) // 1000
    if board is NEAR:
        gain = gain * int(table.rules.rest.recovery_in_zone) // 1000
    assert int(table.unit("R1").cohesion) == 40 + gain


def test_nobody_is_steadier_than_steady() -> None:
    """7.1."""
    table = tabletop(FAR, R1={"cohesion": 98}, rules={"recovery": [50, 50, 50, 50]})
    table.next_turn()
    assert int(table.unit("R1").cohesion) == 100


@pytest.mark.parametrize(("board", "cohesion"), [(FAR, 56), (NEAR, 58)])
def test_without_supply_cohesion_wastes_away(board: str, cohesion: int) -> None:
    """7.1: near the enemy half as quickly."""
    table = rested(shaken(tabletop(board, rules=HUNGER), "R1", 60), "R1", supply=Supply.NONE)
    assert int(table.unit("R1").cohesion) == cohesion


@pytest.mark.parametrize(("before", "after"), [(17, 13), (16, 12), (4, 0), (3, 0), (0, 0)])
def test_who_is_down_to_it_breaks(before: int, after: int) -> None:
    """7.1: at a cohesion of `collapse` or less, counted after what the turn takes; and cohesion has a bottom."""
    table = rested(shaken(tabletop(FAR, rules=HUNGER), "R1", before), "R1", supply=Supply.NONE)
    assert int(table.unit("R1").cohesion) == after
    assert int(table.unit("R1").routed) == (after <= 12)


@pytest.mark.parametrize(("before", "breaks"), [(2, True), (3, False)])
def test_who_is_shaken_too_far_to_recover_breaks_in_supply_too(before: int, breaks: bool) -> None:
    """7.1: 2 and 10 are not enough; a whole turn of shells may do it."""
    events = shaken(tabletop(FAR, rules=HUNGER), "R1", before).next_turn()
    assert [event.unit for event in of_kind(events, EventKind.ROUTED)] == (["R1"] if breaks else [])


@pytest.mark.parametrize(("turn_hours", "per_turn"), [(8, (-4, 10)), (12, (-6, 15)), (4, (-2, 5))])
def test_a_longer_turn_does_more(turn_hours: int, per_turn: tuple[int, int]) -> None:
    """7.1: for good and ill, in proportion to its hours."""
    for supply, change in zip((Supply.NONE, Supply.FULL), per_turn, strict=True):
        table = rested(shaken(tabletop(FAR, turn_hours=turn_hours, rules=HUNGER), "R1", 50), "R1", supply=supply)
        assert int(table.unit("R1").cohesion) == 50 + change


# --- fatigue (7.2) --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("board", "rule"), [(FAR, "rest"), (NEAR, "rest_in_zone")])
def test_a_turn_of_rest_takes_fatigue_away(board: str, rule: str) -> None:
    """7.2: less of it within the enemy's reach."""
    table = tabletop(board)
    effects.tire(table.state, table.row("R1"), 80)
    rested(table, "R1")
    assert int(table.unit("R1").fatigue) == 80 - int(field_of(table.rules, rule)) // 1000


@pytest.mark.parametrize(("left", "rest"), [(48, 20), (47, 19), (24, 10), (12, 5), (2, 0), (0, 0)])
def test_one_rests_for_what_is_left_of_the_turn(left: int, rest: int) -> None:
    """7.2: in quarters of a point, of 48; rounded down."""
    table = tabletop(FAR, rules={"rest": 20})
    effects.tire(table.state, table.row("R1"), 80)
    effects.spend(table.state, table.row("R1"), 48 - left)
    rested(table, "R1")
    assert int(table.unit("R1").fatigue) == 80 - rest


@pytest.mark.parametrize("doing", ["march", "attack"])
def test_who_marches_or_attacks_rests_for_the_rest_of_his_turn(doing: str) -> None:
    """7.2: and his cohesion comes back all the same (7.1)."""
    table = tabletop(
        ". . . .\n R1 B1 . .\n. . . .", B1={"items": {"riflemen": 20}}, rules={"attacker_shaken": [0] * 5, "rest": 20}
    )
    effects.tire(table.state, table.row("R1"), 50)
    effects.shake(table.state, table.row("R1"), 50)
    table.march("R1", "0000") if doing == "march" else table.attack("B1", by=["R1"], holding=True)
    fatigue, cohesion = int(table.unit("R1").fatigue), int(table.unit("R1").cohesion)
    left = int(table.unit("R1").mp_left)
    assert left == (48 - 10 if doing == "march" else 48 - int(table.rules.assault.attack_time))
    table.next_turn()
    assert int(table.unit("R1").fatigue) == fatigue - 20 * left // 48
    assert int(table.unit("R1").cohesion) > cohesion


def test_a_whole_turn_of_marching_leaves_no_rest() -> None:
    """7.2: who has used all his points is as tired as he came."""
    table = tabletop("R1 . . . . .\n . . . . . B1")
    effects.tire(table.state, table.row("R1"), 50)
    table.march("R1", "0100", "0200", "0300", "0400")
    effects.spend(table.state, table.row("R1"), 8)
    tired = int(table.unit("R1").fatigue)
    assert tired > 50
    table.next_turn()
    assert int(table.unit("R1").fatigue) == tired


def test_who_has_just_come_has_not_rested() -> None:
    """2.3, 7.2: he was on the road; from the next turn on he rests like everybody."""
    table = tabletop(FAR, R2={"hex": "0100", "turn": 2, "fatigue": 50}, rules={"rest": 20})
    table.next_turn()
    assert int(table.unit("R2").fatigue) == 50
    table.next_turn()
    assert int(table.unit("R2").fatigue) == 30


@pytest.mark.parametrize(("doing", "rest"), [("bombard", 0), ("support", 0), ("march", 15), ("nothing", 20)])
def test_guns_that_fire_do_not_rest(doing: str, rest: int) -> None:
    """7.2: firing is work, for all that it takes no time; guns that march rest when they have arrived."""
    board = ". . . . .\n RG1 R1 B1 . .\n. . . . ."
    table = tabletop(board, B1={"items": {"riflemen": 20}}, roads=[("track", ["0001", "0002"])], rules={"rest": 20})
    effects.tire(table.state, table.row("RG1"), 50)
    if doing == "bombard":
        table.bombard("B1", "RG1")
    elif doing == "support":
        table.attack("B1", by=["R1"], support=["RG1"], holding=True)
    elif doing == "march":
        effects.spend(table.state, table.row("RG1"), 12)
    table.next_turn()
    assert int(table.unit("RG1").fatigue) == 50 - rest


def test_defensive_fire_does_not_cost_the_rest() -> None:
    """6.3, 7.2: it is not counted."""
    table = tabletop("RG1 . . .\n . R1 B1 .\n. . . .", first="blue", rules={"rest": 20})
    effects.tire(table.state, table.row("RG1"), 50)
    effects.refresh_unit(table.state, table.row("RG1"), 48)
    assert of_kind(table.attack("R1", by=["B1"], holding=True), EventKind.FIRED)
    table.end_turn()
    assert int(table.unit("RG1").fatigue) == 30


def test_fatigue_stays_within_bounds() -> None:
    """7.2."""
    table = tabletop(FAR)
    effects.tire(table.state, table.row("R1"), 250)
    assert int(table.unit("R1").fatigue) == 100
    effects.tire(table.state, table.row("R1"), -250)
    assert int(table.unit("R1").fatigue) == 0


# --- the broken (7.3, 7.4) ------------------------------------------------------------------------------------------


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
    assert table.why(table.assault("B1", by=["R1"])) is Reason.ROUTED
    assert table.game.check(table.assault("B1", by=["R1"])).sentence.endswith("(rule 7.3)")
    with pytest.raises(Exception, match=r"rule 7\.3"):
        table.bombard("B1", "RG1")


def broken(board: str, supply: Supply, *, rules: dict[str, Any] | None = None, **unit: Any) -> Table:
    """A board on which R1 has broken, after the start of its next turn."""
    table = shaken(tabletop(board, R1=unit, rules={**HUNGER, **(rules or {})}), "R1", 25)
    effects.rout(table.world, table.state, table.row("R1"))
    return rested(table, "R1", supply=supply)


def test_cut_off_and_broken_with_the_enemy_upon_them_they_surrender() -> None:
    """7.4: as those who have nowhere to go (5.7)."""
    table = broken(NEAR, Supply.NONE)
    assert int(table.unit("R1").status) == Status.SURRENDERED
    assert table.where("R1") is None
    assert int(table.side("red").captured) == 300
    assert table.owner("0000") == "red"  # until somebody comes for it


@pytest.mark.parametrize(
    ("board", "supply"), [(FAR, Supply.NONE), (NEAR, Supply.LOW), (NEAR, Supply.STRAINED), (NEAR, Supply.FULL)]
)
def test_it_takes_all_three(board: str, supply: Supply) -> None:
    """7.4: with the enemy away, or with a little left to live on, they stay as they are."""
    table = broken(board, supply)
    assert int(table.unit("R1").status) == Status.PRESENT
    assert int(table.unit("R1").routed) == 1
    assert table.items("R1")["riflemen"] == 300


def test_whoever_has_not_broken_holds_out() -> None:
    """7.4: hungry and surrounded, but in hand."""
    table = rested(shaken(tabletop(NEAR, rules=HUNGER), "R1", 30), "R1", supply=Supply.NONE)
    assert int(table.unit("R1").status) == Status.PRESENT
    assert table.items("R1")["riflemen"] == 300


@pytest.mark.parametrize(("morale", "fights"), [(1159, False), (1160, True), (1500, True)])
def test_some_are_cut_down_rather_than_surrender(morale: int, fights: bool) -> None:
    """5.7, 7.4: troops of a morale of `no_surrender` lose `last_stand_losses` and are still there, broken."""
    rules = {"no_surrender": 1160, "last_stand_losses": 350}
    table = broken(NEAR, Supply.NONE, rules=rules, morale=morale)
    assert int(table.unit("R1").status) == (Status.PRESENT if fights else Status.SURRENDERED)
    assert int(table.side("red").losses[0]) == (300 * 350 // 1000 if fights else 300)
    assert int(table.unit("R1").routed) == fights


def test_the_last_of_them_fall_in_the_end() -> None:
    """5.5, 7.4: a unit of which nobody is left is gone."""
    table = broken(NEAR, Supply.NONE, rules={"last_stand_losses": 1000}, morale=1500)
    assert int(table.unit("R1").status) == Status.DESTROYED
    assert int(table.side("red").captured) == 0


def test_who_breaks_of_hunger_has_a_turn_to_get_away() -> None:
    """7.1, 7.4: broken at the start of this turn, lost at the start of the next."""
    table = rested(shaken(tabletop(NEAR, rules=HUNGER), "R1", 14), "R1", supply=Supply.NONE)
    assert (int(table.unit("R1").routed), int(table.unit("R1").status)) == (1, Status.PRESENT)
    rested(table, "R1", supply=Supply.NONE)
    assert int(table.unit("R1").status) == Status.SURRENDERED


def test_who_rallies_in_time_is_saved() -> None:
    """7.3, 7.4: 37 and -2 are enough for 35."""
    table = shaken(tabletop(NEAR, rules=HUNGER), "R1", 37)
    effects.rout(table.world, table.state, table.row("R1"))
    rested(table, "R1", supply=Supply.NONE)
    assert (int(table.unit("R1").routed), int(table.unit("R1").status)) == (0, Status.PRESENT)


@pytest.mark.parametrize("side", ["red", "blue"])
def test_an_island_falls_by_itself(side: str) -> None:
    """4.2, 7.4: at the start of their own turn, not of the enemy's; supply is traced before."""
    unit, other = ("R1", "B1") if side == "red" else ("B1", "R1")
    board = f". ~ {unit} {other}\n ~ ~ . .\n. ~ ~ ."
    table = tabletop(board, sources={"red": ["0000"], "blue": ["0000"]})
    for name in (unit, other):
        effects.set_supply(table.state, table.row(name), 0, Supply.LOW, 1)
    effects.shake(table.state, table.row(unit), 80)
    effects.rout(table.world, table.state, table.row(unit))
    if side == "red":
        assert EventKind.SURRENDERED not in kinds(table.end_turn())
    events = table.end_turn()
    assert [(event.unit, event["men"]) for event in of_kind(events, EventKind.SURRENDERED)] == [(unit, 300)]
    assert events[0].side == ("blue" if side == "red" else "red")
    assert (table.game.active_side, table.where(unit)) == (side, None)
    assert faults(table.world, table.state) == []


# --- whose turn it is -----------------------------------------------------------------------------------------------


def test_only_the_side_whose_turn_begins_recovers() -> None:
    """7."""
    table = tabletop(FAR, R1={"cohesion": 20}, B1={"cohesion": 20})
    red, blue = int(table.unit("R1").cohesion), int(table.unit("B1").cohesion)
    table.end_turn()
    assert int(table.unit("R1").cohesion) == red
    assert int(table.unit("B1").cohesion) > blue
