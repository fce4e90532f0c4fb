"""Supply (rulebook 4): the trace, the levels, the stock, the ammunition. Hexes of 500 m: 50 tens of metres a step."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.core.terms import NOWHERE, UNREACHED, EventKind, Supply
from game.rules import effects
from game.rules.supply import level_of, trace
from tests.tabletop import Table, of_kind, tabletop

STEP = 50

CORRIDOR = """
    .   .   .   R1  .   .
      .   .   .   .   .   .
    .   .   .   .   .   B1
"""


def distances(table: Table, side: int) -> dict[str, int]:
    trace(table.world, table.state, table.game.scratch, side)
    found = table.game.scratch.supply.distance[side].tolist()
    return {str(table.scenario.hex_number(row)): far for row, far in enumerate(found)}


# --- the trace ------------------------------------------------------------------------------------------------------


def test_distance_grows_with_every_hex() -> None:
    """4.1: over open ground a hex counts its own width."""
    table = tabletop(CORRIDOR, sources={"red": ["0000"]})
    found = distances(table, 0)
    assert [found[number] for number in ("0000", "0100", "0200", "0300", "0001")] == [0, STEP, 2 * STEP, 3 * STEP, STEP]
    assert int(table.unit("R1").distance) == 3 * STEP


def test_the_nearest_source_counts() -> None:
    """4.1."""
    table = tabletop(CORRIDOR, sources={"red": ["0000", "0400"]})
    assert int(table.unit("R1").distance) == STEP


@pytest.mark.parametrize(
    ("ground", "tens"), [("grass", STEP), ("hill", round(50 * 300 / 220)), ("marsh", round(50 * 300 / 130))]
)
def test_marsh_and_hills_are_long(ground: str, tens: int) -> None:
    """4.1: by the speed of men against that on open ground."""
    letter = {"grass": ".", "hill": "h", "marsh": "m"}[ground]
    table = tabletop("R1 . .\n . . B1", f". {letter} .\n . . .", sources={"red": ["0000"]})
    assert distances(table, 0)["0100"] == tens


def test_roads_are_short() -> None:
    """4.1: a kilometre of track counts as `carry` hundredths of one."""
    table = tabletop(CORRIDOR, sources={"red": ["0000"]}, roads=[("track", ["0000", "0100", "0200", "0300"])])
    carry = table.scenario.ground.roads["track"].carry
    assert int(table.unit("R1").distance) == 3 * STEP * carry // 100


def test_the_line_leads_back_to_a_source() -> None:
    """4.1: from hex to hex, each nearer by what the step costs."""
    table = tabletop(CORRIDOR, ". h . h . .\n m m . h . .\n. . . . . .")
    trace(table.world, table.state, table.game.scratch, 0)
    distance, line = table.game.scratch.supply.distance[0], table.game.scratch.supply.line[0]
    for row in np.flatnonzero(distance < UNREACHED).tolist():
        here = row
        for _ in range(len(distance)):
            if line[here] == NOWHERE:
                break
            towards = int(line[here])
            direction = table.world.hexes[towards].neighbour.tolist().index(here)
            assert distance[here] - distance[towards] == table.world.hexes[towards].carry[direction]
            here = towards
        assert table.world.sources[0, here] == 1
        assert distance[here] == 0


WALL = """
    .   .   B1  .   .
      .   .   .   .   R1
    .   .   B2  .   .
"""


def test_an_enemy_unit_cuts_the_way() -> None:
    """4.1: even one too small to have a zone."""
    small = {"items": {"riflemen": 5}}
    table = tabletop(". B1 R1\n ~ ~ .", ". . .\n ~ ~ .", sources={"red": ["0000"], "blue": ["0201"]}, B1=small)
    assert int(table.unit("R1").distance) == UNREACHED


def test_an_enemy_zone_cuts_the_way() -> None:
    """4.1: between two enemies there is no getting through."""
    table = tabletop(WALL, sources={"red": ["0000"], "blue": ["0400"]})
    assert int(table.unit("R1").distance) == UNREACHED


@pytest.mark.parametrize(("gap", "open_"), [(".   . ", False), ("R2  . ", False), ("R2  R3", True)])
def test_a_friend_in_the_zone_keeps_the_way_open(gap: str, open_: bool) -> None:
    """4.1: in every hex of the gap; a handful that holds no zone of its own is enough."""
    few = {"items": {"riflemen": 3}}
    options = {unit: few for unit in ("R2", "R3") if unit in gap}
    table = tabletop(
        f"""
        .   .   B1  .   .
          .   {gap}  .   R1
        .   .   B2  .   .
        """,
        sources={"red": ["0000"], "blue": ["0400"]},
        **options,
    )
    assert (int(table.unit("R1").distance) < UNREACHED) is open_


def test_a_source_under_the_enemy_gives_nothing() -> None:
    """4.1: nor one in his zone, unless a friend stands there."""
    table = tabletop("B1 . . R1\n . . . .", sources={"red": ["0000", "0100"], "blue": ["0301"]})
    assert distances(table, 0)["0000"] == distances(table, 0)["0100"] == UNREACHED
    table = tabletop("B1 R2 . R1\n . . . .", sources={"red": ["0000", "0100"], "blue": ["0301"]})
    assert distances(table, 0)["0100"] == 0


def test_broken_enemies_cut_no_more_than_where_they_stand() -> None:
    """3.6, 4.1."""
    table = tabletop(WALL, sources={"red": ["0000"], "blue": ["0400"]})
    for unit in ("B1", "B2"):
        effects.rout(table.world, table.state, table.row(unit))
    found = distances(table, 0)
    assert found["0401"] < UNREACHED
    assert found["0200"] == UNREACHED


def test_water_carries_by_own_boats_only() -> None:
    """4.1: at the boats' price; not without boats, nor by the enemy's."""
    board: dict[str, Any] = {"drawing": ". ~ R1\n . ~ .\n. ~ B1", "sources": {"red": ["0000"], "blue": ["0200"]}}
    boats = {"hexes": ["0100"], "speed": 500, "lift": {"day": 0, "night": 0}, "carry": 250}
    assert int(tabletop(**board).unit("R1").distance) == UNREACHED
    table = tabletop(**board, crossings=[{"side": "red", **boats}], B1={"items": {"riflemen": 5}})
    assert int(table.unit("R1").distance) == STEP * 250 // 100 + STEP
    table = tabletop(**board, crossings=[{"side": "blue", **boats}], B1={"items": {"riflemen": 5}})
    assert int(table.unit("R1").distance) == UNREACHED


def test_nothing_is_carried_beyond_the_longest_line() -> None:
    """4.1: farther than `supply_low` counts as cut off."""
    table = tabletop(CORRIDOR, sources={"red": ["0000"]}, rules={"supply_low": 2 * STEP})
    found = distances(table, 0)
    assert found["0200"] == 2 * STEP
    assert found["0300"] == UNREACHED


# --- levels and stock -----------------------------------------------------------------------------------------------


LIMITS = {"supply_full": 100, "supply_strained": 200, "supply_low": 300}


@pytest.mark.parametrize(
    ("distance", "stock", "level"),
    [
        (0, 0, Supply.FULL),
        (100, 0, Supply.FULL),
        (101, 9, Supply.STRAINED),
        (200, 0, Supply.STRAINED),
        (201, 9, Supply.LOW),
        (300, 0, Supply.LOW),
        (301, 9, Supply.STRAINED),  # lives on what it carries
        (UNREACHED, 5, Supply.STRAINED),  # more than half of nine
        (UNREACHED, 4, Supply.LOW),
        (UNREACHED, 1, Supply.LOW),
        (UNREACHED, 0, Supply.NONE),
    ],
)
def test_the_level_follows_from_distance_and_stock(distance: int, stock: int, level: Supply) -> None:
    """4.2."""
    table = tabletop(CORRIDOR, rules=LIMITS)
    assert level_of(table.world, distance, stock, 9) == level


@pytest.mark.parametrize(("stock", "level"), [(4, Supply.STRAINED), (3, Supply.LOW)])
def test_just_half_of_what_it_carries_is_low(stock: int, level: Supply) -> None:
    """4.2: strained while it has more than half; three days of twelve-hour turns are six."""
    table = tabletop(WALL, sources={"red": ["0000"], "blue": ["0400"]}, turn_hours=12)
    assert int(table.kind("R1").stock) == 6
    while int(table.unit("R1").stock) > stock:
        table.next_turn()
    assert int(table.unit("R1").supply) == level


def test_a_unit_cut_off_eats_what_it_has() -> None:
    """4.2: a turn at a time; three days of eight-hour turns are nine."""
    table = tabletop(WALL, sources={"red": ["0000"], "blue": ["0400"]}, turns=12)
    full = int(table.kind("R1").stock)
    assert full == 9
    seen = []
    for turn in range(1, 12):
        seen.append((int(table.unit("R1").stock), Supply(int(table.unit("R1").supply))))
        left = max(0, full - turn)
        level = Supply.STRAINED if left * 2 > full else Supply.LOW if left else Supply.NONE
        assert seen[-1] == (left, level)
        table.next_turn()


def test_stock_comes_back_with_the_line() -> None:
    """4.2: at once when it is full or strained; on a long line it stays as it is."""
    table = tabletop(CORRIDOR, rules=LIMITS, sources={"red": ["0000"]})
    row = table.row("R1")
    effects.set_supply(table.state, row, 0, Supply.LOW, 4)
    table.next_turn()  # 150: strained
    assert (int(table.unit("R1").stock), int(table.unit("R1").supply)) == (9, Supply.STRAINED)
    table.march("R1", "0400", "0500")  # 250: low
    effects.set_supply(table.state, row, 0, Supply.LOW, 4)
    table.next_turn()
    assert (int(table.unit("R1").stock), int(table.unit("R1").supply)) == (4, Supply.LOW)


def test_a_change_of_level_is_logged() -> None:
    """4.2: with distance and stock."""
    table = tabletop(CORRIDOR, rules=LIMITS, sources={"red": ["0000"]})
    assert int(table.unit("R1").supply) == Supply.STRAINED
    table.march("R1", "0200", "0100")
    (new,) = [event for event in of_kind(table.next_turn(), EventKind.SUPPLY) if event.unit == "R1"]
    assert (new["supply_before"], new["supply"], new["distance"], new["stock"]) == (
        "strained",
        "full",
        STEP,
        9,
    )
    assert not [event for event in of_kind(table.next_turn(), EventKind.SUPPLY) if event.unit == "R1"]


def test_supply_is_set_at_the_start_of_the_own_turn_only() -> None:
    """2.1, 4.2: what happens in between waits."""
    table = tabletop(CORRIDOR, rules=LIMITS, sources={"red": ["0000"]})
    table.march("R1", "0200", "0100")
    table.end_turn()
    assert int(table.unit("R1").distance) == 3 * STEP
    table.end_turn()
    assert int(table.unit("R1").distance) == STEP


# --- ammunition -----------------------------------------------------------------------------------------------------


GUNS = """
    .   RG1 RG2 .   .   .
      .   .   .   .   .   .
    .   .   .   .   .   B1
"""


def missions(table: Table) -> tuple[int, int, int]:
    return int(table.unit("RG1").missions), int(table.unit("RG2").missions), int(table.side("red").depot)


def test_guns_draw_ammunition_in_the_order_of_battle() -> None:
    """4.3: each up to `refill` a turn, up to what it carries when full, as long as there is any."""
    empty = {"loaded": 0, "missions": 3}
    table = tabletop(GUNS, RG1=empty, RG2=empty, ammunition={"red": 5}, rules={"refill": 2})
    assert missions(table) == (2, 2, 1)
    table.next_turn()
    assert missions(table) == (3, 2, 0)
    table.next_turn()
    assert missions(table) == (3, 2, 0)


def test_nobody_draws_more_than_he_carries() -> None:
    """4.3."""
    table = tabletop(GUNS, RG1={"loaded": 2, "missions": 3}, RG2={"missions": 3}, ammunition={"red": 5})
    assert missions(table) == (3, 3, 4)


@pytest.mark.parametrize(("strained", "draws"), [(60, True), (40, False)])
def test_ammunition_needs_a_short_line(strained: int, draws: bool) -> None:
    """4.3: full or strained supply; on a long line shells do not come."""
    table = tabletop(
        GUNS, RG1={"loaded": 0}, RG2={"loaded": 0}, ammunition={"red": 4}, sources={"red": ["0000"]},
        rules={"supply_full": 20, "supply_strained": strained, "supply_low": 4000},
    )  # fmt: skip
    assert int(table.unit("RG1").distance) == STEP
    assert (int(table.unit("RG1").missions) > 0) is draws
    assert int(table.unit("RG2").missions) == 0  # 100 is too far either way


def test_a_gun_of_a_side_draws_from_its_own_depot() -> None:
    """4.3."""
    table = tabletop("RG1 . .\n . . BG1", RG1={"loaded": 0}, BG1={"loaded": 0}, ammunition={"blue": 9})
    table.end_turn()
    assert int(table.unit("RG1").missions) == 0
    assert int(table.unit("BG1").missions) == min(3, int(table.rules.supply.refill))


def test_ammunition_is_neither_made_nor_lost() -> None:
    """4.3: what the guns have gained the depot has given; what has been fired is gone."""
    table = tabletop(GUNS, RG1={"loaded": 1}, RG2={"loaded": 0}, ammunition={"red": 3}, lift={"red": [[3, 2]]}, turns=6)
    total = 3 + 1
    for turn in range(1, 7):
        total += 2 if turn >= 3 else 0
        assert sum(missions(table)) == total
        table.next_turn()
