"""Where the cadet presses when no objective wants a unit: towards the enemy, and rather a weak one than a strong."""

from __future__ import annotations

from typing import Any

import pytest

from game.commanders.cadet.mind import FAR, PRESS, STAND, Mind, new_mind
from game.commanders.cadet.pressure import (
    EMPTY_GROUND,
    FARTHEST,
    HARDEST,
    HARDNESS,
    draw_pressure,
    hardness,
)
from game.commanders.ground.strength import is_stronger, price, weigh_sides
from game.rules import effects
from tests.commanders.desk import at, marchers, orders, steps, task, thinking
from tests.tabletop import Table, tabletop

GRASS_ON_FOOT = 10
RIFLES = 30_000
"""Fire of 300 riflemen."""

ROW = """
    R1  .   .   .   .   B1
      .   .   .   .   .   .
"""
FORK = """
    .   .   .   .   .   .   .   B1
      .   .   .   .   .   .   .   .
    .   .   .   .   .   .   .   .
      .   .   .   .   .   .   .   .
    R1+R2 . .   .   .   .   .   .
      .   .   .   .   .   .   .   .
    .   .   .   .   .   .   .   .
      .   .   .   .   .   .   .   .
    .   .   .   .   .   .   .   B2
"""
"""B1 and B2 are equally far from Red."""

WEAK = {"items": {"riflemen": 60}}


def pressure(table: Table, side: int = 0) -> Mind:
    mind = new_mind(table.world, table.game.scratch)
    draw_pressure(table.world, table.state, table.game.scratch, mind, side)
    return mind


def weighed(table: Table) -> Mind:
    mind = new_mind(table.world, table.game.scratch)
    weigh_sides(table.world, table.state, mind.strength)
    return mind


# --- who is stronger ------------------------------------------------------------------------------------------------


def test_sides_are_weighed_by_their_fire_on_the_map() -> None:
    """Not by those who have broken, have gone or have not come."""
    table = tabletop(
        "R1 R2 R3 R4 .\n . . . . B1", R4={"items": {"riflemen": 100}}, R5={"hex": "0000", "turn": 5}
    )  # fmt: skip
    effects.rout(table.world, table.state, table.row("R2"))
    effects.destroy(table.world, table.state, table.row("R3"))
    assert weighed(table).strength.tolist() == [RIFLES + 10_000, RIFLES]


@pytest.mark.parametrize(("red", "stronger"), [(360, [1, 0]), (359, [0, 0]), (251, [0, 0]), (250, [0, 1])])
def test_the_stronger_side_has_a_fifth_more(red: int, stronger: list[int]) -> None:
    """Between equals neither is."""
    mind = weighed(tabletop(ROW, R1={"items": {"riflemen": red}}))
    assert [is_stronger(mind.strength, side) for side in (0, 1)] == stronger


@pytest.mark.parametrize(("red", "price_of_red"), [(300, 1000), (600, 500), (900, 333), (150, 1000)])
def test_the_stronger_side_can_afford_more(red: int, price_of_red: int) -> None:
    """In proportion to the odds on the whole map; the weaker pays in full."""
    mind = weighed(tabletop(ROW, R1={"items": {"riflemen": red}}))
    assert price(mind.strength, 0) == price_of_red
    assert price(mind.strength, 1) == min(1000, red * 1000 // 300)


def test_nobody_at_all_has_no_price() -> None:
    table = tabletop(ROW)
    for unit in ("R1", "B1"):
        effects.rout(table.world, table.state, table.row(unit))
    assert price(weighed(table).strength, 0) == 0


# --- how hard a stack is --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "quarters"),
    [
        ({}, RIFLES // HARDNESS),
        ({"entrenched": 1}, RIFLES * 3 // 2 // HARDNESS),
        ({"entrenched": 3}, RIFLES * 5 // 2 // HARDNESS),
        (WEAK, 60 * 100 // HARDNESS),
        ({"items": {"riflemen": 900}, "entrenched": 3}, HARDEST),
    ],
    ids=str,
)
def test_fire_and_works_make_a_stack_hard(unit: dict[str, Any], quarters: int) -> None:
    """Each level of works by half of the fire; there is a hardest."""
    table = tabletop(ROW, B1=unit)
    assert hardness(table.world, table.state, table.hex_row("0500")) == quarters


def test_a_stack_is_as_hard_as_all_its_units() -> None:
    """The broken apart; an empty hex is not hard at all."""
    table = tabletop(ROW.replace("B1", "B1+B2+B3"))
    effects.rout(table.world, table.state, table.row("B3"))
    assert hardness(table.world, table.state, table.hex_row("0500")) == 2 * RIFLES // HARDNESS
    assert hardness(table.world, table.state, table.hex_row("0400")) == 0


# --- the way to the enemy -------------------------------------------------------------------------------------------


def test_pressure_is_the_way_on_foot_and_how_hard_they_are() -> None:
    table = tabletop(ROW)
    field = pressure(table).pressure
    hard = RIFLES // HARDNESS
    assert [at(table, field, number) for number in ("0500", "0400", "0300", "0000")] == [
        hard,
        hard + GRASS_ON_FOOT,
        hard + 2 * GRASS_ON_FOOT,
        hard + 5 * GRASS_ON_FOOT,
    ]


def test_the_way_is_by_the_ground() -> None:
    """A marsh is long, a lake closed."""
    table = tabletop(ROW, ". . ~ m . .\n . . ~ m . .")
    field = pressure(table).pressure
    marsh = table.cost("R1", "0200-E")
    assert marsh > GRASS_ON_FOOT
    assert at(table, field, "0300") == RIFLES // HARDNESS + 2 * GRASS_ON_FOOT
    assert at(table, field, "0100") == FAR  # nobody swims
    table = tabletop(ROW, ". . m m . .\n . . m m . .")
    assert at(table, pressure(table).pressure, "0200") == RIFLES // HARDNESS + 2 * GRASS_ON_FOOT + marsh


def test_the_weak_count_as_nearer() -> None:
    """Two steps nearer here: fire and trenches of 18 quarter points against 1."""
    table = tabletop(FORK, B1=WEAK, B2={"entrenched": 3})
    field = pressure(table).pressure
    assert (at(table, field, "0700"), at(table, field, "0708")) == (1, 18)
    middle = [at(table, field, number) for number in ("0703", "0704", "0705")]
    assert middle == [31, 41, 48]  # from 0705 on the way south is the shorter


def test_nobody_is_drawn_across_the_whole_map() -> None:
    """Enemies beyond FARTHEST draw nobody."""
    table = tabletop("R1 " + ". " * 30 + "B1\n " + ". " * 32, R2={"hex": "1000"})
    field = pressure(table).pressure
    hexes = (FARTHEST - RIFLES // HARDNESS - 1) // GRASS_ON_FOOT
    assert at(table, field, f"{31 - hexes:02}00") == RIFLES // HARDNESS + hexes * GRASS_ON_FOOT
    assert at(table, field, f"{31 - hexes - 1:02}00") == FAR
    assert marchers(table) == {"R2"}


# --- ground that points are given for -------------------------------------------------------------------------------


STRIP = {"strip": ["0300", "0400"]}
SHARE = [{"side": "red", "award": "share", "area": "strip", "points": 12}]
AWAY = {"hex": "0501", "turn": 9}
"""Of Blue nobody is there."""


def empty_strip(**options: Any) -> Table:
    options.setdefault("controls", {"blue": ["strip"]})
    return tabletop(ROW.replace("B1", ".  "), B1=AWAY, areas=STRIP, awards=SHARE, **options)


def test_the_enemy_s_ground_draws_when_points_are_given_for_it() -> None:
    """Less than an enemy does."""
    table = empty_strip()
    mind = thinking(table)
    assert [at(table, mind.ground, number) for number in ("0200", "0300", "0400")] == [0, 1, 1]
    assert [at(table, mind.pressure, number) for number in ("0400", "0300", "0200")] == [30, 30, 40]
    assert EMPTY_GROUND == 30
    assert task(table, mind, "R1") == PRESS


def test_it_is_taken_when_no_enemy_is_left() -> None:
    """And then nobody goes on."""
    table = empty_strip()
    for _ in range(3):
        orders(table)
        table.next_turn()
    assert (table.owner("0300"), table.owner("0400")) == ("red", "red")
    assert table.game.points() == {"red": 12, "blue": 0}
    here = table.where("R1")
    assert marchers(table) == set()
    assert table.where("R1") == here


@pytest.mark.parametrize("controls", [{}, {"red": ["strip"]}])
def test_one_s_own_ground_and_nobody_s_draws_nobody(controls: dict[str, list[str]]) -> None:
    table = empty_strip(controls=controls)
    assert at(table, thinking(table).pressure, "0300") == FAR
    assert marchers(table) == set()


def test_points_for_the_other_side_alone_count_as_well() -> None:
    """What the enemy would lose is worth taking; points below nothing are not."""
    for points, ground in [(12, 1), (-12, 0)]:
        award = {"side": "blue", "award": "share", "area": "strip", "points": points}
        table = tabletop(ROW, areas=STRIP, awards=[award])
        assert at(table, new_mind(table.world, table.game.scratch).ground, "0300") == ground


def test_water_is_no_ground() -> None:
    table = tabletop(ROW, ". . . ~ . .\n . . . . . .", areas=STRIP, awards=SHARE)
    assert at(table, new_mind(table.world, table.game.scratch).ground, "0300") == 0


def test_an_enemy_on_the_ground_counts_as_an_enemy() -> None:
    """As hard as he is, not as far as empty ground."""
    table = tabletop(ROW, B1=WEAK, areas={"strip": ["0500"]}, awards=SHARE, controls={"blue": ["strip"]})
    assert at(table, pressure(table).pressure, "0500") == 1


# --- forbidden ground -----------------------------------------------------------------------------------------------


def test_forbidden_ground_draws_nobody() -> None:
    """9.1: neither the enemy in it nor the points for it."""
    no_entry = {"permissions": [("red", "enter", "strip", (1, 9))]}
    table = empty_strip(**no_entry)
    assert at(table, thinking(table).pressure, "0000") == FAR
    assert marchers(table) == set()
    board = "R1 . . . . . . . B1\n . . . . . . . . ."
    table = tabletop(board, B1=WEAK, areas={"strip": ["0800"]}, **no_entry)
    assert at(table, thinking(table).pressure, "0000") == FAR
    assert marchers(table) == set()
    assert table.where("R1") == "0000"


def test_the_enemy_whom_one_may_attack_draws_all_the_more() -> None:
    """9.1: he is stronger and as far, but the other stands over the border."""
    table = tabletop(
        FORK, B1=WEAK, R3={"hex": "0004"}, areas={"over": ["0700"]}, permissions=[("red", "enter", "over", (1, 9))]
    )
    field = thinking(table).pressure
    assert at(table, field, "0004") == steps("0004", "0708") * GRASS_ON_FOOT + RIFLES // HARDNESS
    assert marchers(table) == {"R1", "R2", "R3"}
    for unit in ("R1", "R2", "R3"):
        here = str(table.where(unit))
        assert steps(here, "0708") < steps("0004", "0708")
        assert at(table, field, here) == steps(here, "0708") * GRASS_ON_FOOT + RIFLES // HARDNESS


# --- in play --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("weak", "strong"), [("B1", "B2"), ("B2", "B1")])
def test_a_stronger_side_goes_for_the_weaker_of_two(weak: str, strong: str) -> None:
    """So attacks on flanks come of themselves: both are as far, one of them is dug in."""
    table = tabletop(FORK, R3={"hex": "0004"}, **{weak: WEAK, strong: {"entrenched": 3}})
    mind = thinking(table)
    assert {task(table, mind, unit) for unit in ("R1", "R2", "R3")} == {PRESS}
    assert marchers(table) == {"R1", "R2", "R3"}
    goal = str(table.where(weak))
    for unit in ("R1", "R2", "R3"):
        here = str(table.where(unit))
        assert steps(here, goal) < steps("0004", goal)
        assert at(table, mind.pressure, here) == steps(here, goal) * GRASS_ON_FOOT + 60 * 100 // HARDNESS


def test_the_stronger_comes_to_grips() -> None:
    """In a few turns of marching, and then attacks."""
    table = tabletop(ROW, R2={"hex": "0000"}, R3={"hex": "0001"}, B1=WEAK)
    given: list[str] = []
    for _ in range(4):
        given += orders(table)
        table.next_turn()
    assert any(order.startswith("attack") for order in given)
    assert table.where("B1") != "0500"


@pytest.mark.parametrize(("red", "task_of_red"), [(400, PRESS), (300, STAND), (200, STAND)])
def test_the_weaker_and_the_equal_stand(red: int, task_of_red: int) -> None:
    """Who is not clearly stronger keeps what he has."""
    table = tabletop(ROW, R1={"items": {"riflemen": red}})
    assert task(table, thinking(table), "R1") == task_of_red
    assert marchers(table) == ({"R1"} if task_of_red == PRESS else set())
