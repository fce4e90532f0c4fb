"""Whose the ground is, and who holds an area (rulebook 10.1)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.terms import EventKind
from game.rules import effects
from game.rules.areas import CONTESTED, count_owned, find_nearest, holder, holders, owned_in
from tests.tabletop import Table, kinds, of_kind, tabletop

BOARD = """
    R1  .   .   .
      .   ~   .   .
    .   .   .   B1
"""


def held(table: Table, area: str) -> int:
    return int(holder(table.world, table.state, table.scenario.names.area_row[area]))


def test_ground_belongs_to_whoever_was_last_in_it() -> None:
    """10.1: and stays his when he goes."""
    table = tabletop(BOARD, areas={"hill": ["0100"]})
    assert held(table, "hill") == CONTESTED  # nobody's ground
    table.march("R1", "0100", "0200")
    assert table.where("R1") == "0200"
    assert held(table, "hill") == 0
    table.end_turn()
    table.march("B1", "0301")
    table.end_turn()
    table.march("R1", "0100", "0000")
    table.end_turn()
    assert held(table, "hill") == 0


def test_hexes_are_counted_again_each_time() -> None:
    """10.1: whatever was in the array."""
    table = tabletop(BOARD, areas={"hill": ["0100", "0200", "0000", "0101"]})
    owned = np.full((1, 2), 7, np.int16)
    for _ in range(2):
        count_owned(table.world, table.state, owned)
        assert owned.tolist() == [[1, 0]]


# --- ground in the zone ---------------------------------------------------------------------------------------------


FRONT = """
    .   .   .   .   .   .
      .   R1  .   .   B1  .
    .   ~   .   .   .   .
      .   .   .   .   .   .
"""
AROUND_R1 = {"0100", "0200", "0001", "0201", "0202"}
"""But for 0102, which is water."""


def owned(table: Table, side: str) -> set[str]:
    numbers = [str(table.scenario.hex_number(row)) for row in range(len(table.state.hexes))]
    return {number for number in numbers if table.owner(number) == side}


def front(**options: Any) -> Table:
    """A board on which ground passes by zones alone."""
    options.setdefault("rules", {"ground_reach": 0})
    options.setdefault("sources", {"red": ["0003"], "blue": ["0503"]})
    return tabletop(FRONT, **options)


def test_empty_ground_in_the_zone_passes_to_the_side() -> None:
    """10.1: at the end of its own turn, dry hexes only; logged hex by hex, with no unit that took it."""
    table = front()
    assert owned(table, "red") == {"0101"}
    events = of_kind(table.end_turn(), EventKind.OWNER)
    assert owned(table, "red") == {"0101"} | AROUND_R1
    assert owned(table, "blue") == {"0401"}
    assert {event.to_hex for event in events} == AROUND_R1
    for event in events:
        assert (event.unit, event.side, event["side_before"], event["side"]) == (None, "red", None, "red")
        assert str(event) == f"owner {event.to_hex} side_before=None side=red"
    table.end_turn()
    assert len(owned(table, "blue")) == 7


def test_ground_passes_before_the_other_side_s_turn_begins() -> None:
    """2.1, 10.1: it is the last thing in a player turn."""
    logged = kinds(front().end_turn())
    assert EventKind.OWNER not in logged[logged.index(EventKind.TURN_BEGAN) :]


def test_ground_once_owned_is_not_logged_again() -> None:
    """10.1."""
    table = front()
    table.next_turn()
    assert EventKind.OWNER not in kinds(table.next_turn())


def test_ground_in_both_zones_stays_whose_it_was() -> None:
    """10.1: here 0201 and the hexes beside it."""
    board = FRONT.replace("R1  .   .   B1", "R1  .   B1  . ")
    for controls in ({}, {"red": ["between"]}, {"blue": ["between"]}):
        table = tabletop(
            board, areas={"between": ["0201"]}, controls=controls, sources={"red": ["0003"], "blue": ["0503"]}
        )
        before = table.owner("0201")
        table.next_turn()
        assert table.owner("0201") == before
        assert table.owner("0100") == "red"


def test_ground_of_the_enemy_s_passes_when_he_has_left_it() -> None:
    """10.1: he need not be driven out of every hex."""
    table = front(areas={"west": ["0100", "0200", "0300"]}, controls={"blue": ["west"]})
    events = of_kind(table.end_turn(), EventKind.OWNER)
    assert (table.owner("0100"), table.owner("0200"), table.owner("0300")) == ("red", "red", "blue")
    assert {event["side_before"] for event in events if event.to_hex in {"0100", "0200"}} == {"blue"}


def test_whoever_stands_there_keeps_his_hex() -> None:
    """10.1: a handful without a zone, even broken, is somebody."""
    table = front(B2={"hex": "0201", "items": {"riflemen": 5}}, B3={"hex": "0200"})
    effects.rout(table.world, table.state, table.row("B3"))
    table.end_turn()
    assert (table.owner("0201"), table.owner("0200")) == ("blue", "blue")
    assert table.owner("0100") == "red"


@pytest.mark.parametrize("why", ["broken", "few"])
def test_who_has_no_zone_owns_only_where_he_stands(why: str) -> None:
    """3.6, 10.1."""
    table = front(R1={"items": {"riflemen": 5 if why == "few" else 300}})
    if why == "broken":
        effects.rout(table.world, table.state, table.row("R1"))
    table.end_turn()
    assert owned(table, "red") == {"0101"}


@pytest.mark.parametrize(("turns", "owner"), [((1, 1), None), ((2, 3), "red")])
def test_forbidden_ground_does_not_pass(turns: tuple[int, int], owner: str | None) -> None:
    """9.1, 10.1: not while the side may not enter it."""
    table = front(areas={"no": ["0201"]}, permissions=[("red", "enter", "no", turns)])
    table.end_turn()
    assert table.owner("0201") == owner
    assert table.owner("0100") == "red"


def test_ground_taken_at_the_end_of_the_last_turn_counts() -> None:
    """10.1, 10.3: by both sides, before points are counted."""
    award = {"award": "hold", "points": 7}
    table = front(
        turns=1,
        areas={"west": ["0200"], "east": ["0400"]},
        awards=[{"side": "red", "area": "west", **award}, {"side": "blue", "area": "east", **award}],
    )
    assert table.game.points() == {"red": 0, "blue": 0}
    table.next_turn()
    assert table.game.outcome is not None
    assert table.game.outcome.points == {"red": 7, "blue": 7}


# --- ground near by -------------------------------------------------------------------------------------------------


ROW = "R1 . . . . . . . B1"


def near(board: str = ROW, reach: int = 1500, **options: Any) -> Table:
    """A board at the end of its first turn; hexes are of 500 m."""
    options.setdefault("sources", {"red": ["0000"], "blue": ["0800"]})
    table = tabletop(board, rules={"ground_reach": reach}, **options)
    table.next_turn()
    return table


@pytest.mark.parametrize(
    ("reach", "red", "blue"),
    [
        (0, "0000 0100", "0700 0800"),  # the zones
        (999, "0000 0100", "0700 0800"),
        (1500, "0000 0100 0200 0300", "0500 0600 0700 0800"),
        (5000, "0000 0100 0200 0300", "0500 0600 0700 0800"),  # 0400 is as near to both, and stays nobody's
    ],
)
def test_empty_ground_passes_to_the_side_nearest_to_it(reach: int, red: str, blue: str) -> None:
    """10.1: within `ground_reach`; what both are as near to stays whose it was."""
    table = near(reach=reach)
    assert owned(table, "red") == set(red.split())
    assert owned(table, "blue") == set(blue.split())


def test_ground_passes_by_nearness_at_the_end_of_the_turn() -> None:
    """2.1, 10.1: after both sides' player turns."""
    table = tabletop(ROW, sources={"red": ["0000"], "blue": ["0800"]}, rules={"ground_reach": 1500})
    table.end_turn()
    assert owned(table, "red") == {"0000", "0100"}
    events = of_kind(table.end_turn(), EventKind.OWNER)
    assert {event.to_hex for event in events if event["side"] == "red"} == {"0200", "0300"}
    assert all(event.unit is None for event in events)


def test_ground_far_behind_passes_when_its_side_has_left() -> None:
    """10.1: nobody need go there; ground of the nearer side stays his."""
    table = near(areas={"all": ["0200", "0400", "0600"]}, controls={"blue": ["all"]})
    assert [table.owner(hex_) for hex_ in ("0200", "0400", "0600")] == ["red", "blue", "blue"]


@pytest.mark.parametrize("why", ["broken", "few"])
def test_only_units_with_zones_hold_what_is_near(why: str) -> None:
    """3.6, 10.1: the others keep just the hex where they stand."""
    table = tabletop(
        ROW,
        sources={"red": ["0000"], "blue": ["0800"]},
        rules={"ground_reach": 5000, "rally": 101},
        B1={"items": {"riflemen": 5 if why == "few" else 300}},
    )
    if why == "broken":
        effects.rout(table.world, table.state, table.row("B1"))
    table.next_turn()
    assert owned(table, "blue") == {"0800"}
    assert len(owned(table, "red")) == 8


@pytest.mark.parametrize("obstacle", ["water", "ban", "zone"])
def test_what_is_near_is_come_to_over_open_ground(obstacle: str) -> None:
    """9.1, 10.1: not over water, nor ground that the side may not enter, nor the enemy's zone."""
    options: dict[str, Any] = {}
    if obstacle == "water":
        options["ground"] = ". . ~ . . . . . ."
    elif obstacle == "ban":
        options |= {"areas": {"no": ["0200"]}, "permissions": [("red", "enter", "no", (1, 9))]}
    else:
        options["B2"] = {"hex": "0300"}
    table = near(reach=5000, **options)
    assert owned(table, "red") == {"0000", "0100"}


boards = st.integers(2, 7).flatmap(
    lambda width: st.lists(st.lists(st.sampled_from("....~rb"), min_size=width, max_size=width), min_size=2, max_size=5)
)


@settings(max_examples=40, deadline=None)
@given(boards, st.integers(0, 4))
def test_the_nearest_by_the_obvious_search(rows: list[list[str]], steps: int) -> None:
    """10.1: for every hex, from each side's units apart; a few men have no zone and hold nothing."""
    rows[0][0], rows[-1][-1] = "r", "b"
    count = iter(range(1, 99))
    tokens = [[f"{mark.upper()}{next(count)}" if mark in "rb" else mark for mark in row] for row in rows]
    board = "\n".join((" " if y % 2 else "") + " ".join(row) for y, row in enumerate(tokens))
    sources = {"red": ["0000"], "blue": [f"{len(rows[0]) - 1:02d}{len(rows) - 1:02d}"]}
    table = tabletop(board, rules={"ground_reach": 500 * steps, "stack_units": 24}, sources=sources)
    world, state, nearness = table.world, table.state, table.game.scratch.nearness
    found = int(find_nearest(world, state, nearness))
    assert len(set(nearness.hexes[:found].tolist())) == found
    distances = [apart(table, side, steps) for side in range(2)]
    for hex_ in range(len(state.hexes)):
        least = min(from_one.get(hex_, 99) for from_one in distances)
        sides = sum(1 << side for side in range(2) if distances[side].get(hex_, 99) == least < 99)
        assert int(nearness.sides[hex_]) == sides


def apart(table: Table, side: int, steps: int) -> dict[int, int]:
    """How far the hexes are from a side's units, over dry ground outside the enemy's zones; those within reach."""
    world, state = table.world, table.state
    units = [unit for unit in range(len(world.units)) if int(world.units[unit].side) == side]
    distance = {int(state.units[unit].hex): 0 for unit in units}
    for step in range(steps):
        for here in [hex_ for hex_, far in distance.items() if far == step]:
            for there in map(int, world.hexes[here].neighbour):
                shut = there < 0 or world.hexes[there].water or state.hex_figures[there].zone[1 - side]
                if not shut:
                    distance.setdefault(there, step + 1)
    return distance


# --- areas ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("controls", "result"), [
    ({"red": ["all"]}, 0), ({"blue": ["all"]}, 1), ({"red": ["west"], "blue": ["east"]}, CONTESTED),
    ({"red": ["west"]}, CONTESTED), ({}, CONTESTED),
])  # fmt: skip
def test_an_area_is_held_whole_or_not(controls: dict[str, list[str]], result: int) -> None:
    """10.1: every hex of it."""
    areas = {"west": ["0200"], "east": ["0201"], "all": ["0200", "0201"]}
    assert held(tabletop(BOARD, areas=areas, controls=controls), "all") == result


def test_water_counts_for_nobody() -> None:
    """10.1: an area with a lake in it can be held, a lake alone cannot."""
    table = tabletop(BOARD, areas={"shore": ["0101", "0201"], "lake": ["0101"]}, controls={"red": ["shore"]})
    assert held(table, "shore") == 0
    assert held(table, "lake") == CONTESTED


def test_by_the_obvious_count() -> None:
    """10.1: the same for every pattern of owners."""
    table = tabletop(BOARD, areas={"all": ["0100", "0101", "0200", "0201"]})
    land = [table.hex_row(number) for number in ("0100", "0200", "0201")]
    for pattern in np.ndindex(3, 3, 3):
        owners = [owner - 1 for owner in pattern]
        for row, owner in zip(land, owners, strict=True):
            table.state.hexes[row].owner = owner
        expected = owners[0] if len(set(owners)) == 1 and owners[0] >= 0 else CONTESTED
        assert held(table, "all") == expected
        area = table.scenario.names.area_row["all"]
        counts = [int(owned_in(table.world, table.state, area, side)) for side in (0, 1)]
        assert counts == [owners.count(side) for side in (0, 1)]
        assert int(holders(np.array(counts), len(land))) == expected


def test_who_holds_an_area_at_several_times() -> None:
    """10.1: by how many of its hexes each side owns then; a lake alone has none to hold."""
    owned = np.array([[[3, 0], [2, 1]], [[0, 3], [0, 0]]])
    assert holders(owned, 3).tolist() == [[0, CONTESTED], [1, CONTESTED]]
    assert holders(np.zeros((2, 2), int), 0).tolist() == [CONTESTED, CONTESTED]


def test_an_area_counts_its_own_hexes_only() -> None:
    """10.1: areas may share hexes; the water in them counts for nobody, owned or not."""
    areas = {"one": ["0100", "0200"], "two": ["0200", "0101", "0201", "0300"], "lake": ["0101"]}
    table = tabletop(BOARD, areas=areas, controls={"red": ["one"]})
    table.state.hexes[table.hex_row("0101")].owner = 0
    rows = [table.scenario.names.area_row[area] for area in ("one", "two", "lake")]
    assert [int(owned_in(table.world, table.state, row, 0)) for row in rows] == [2, 1, 0]
    assert [int(owned_in(table.world, table.state, row, 1)) for row in rows] == [0, 0, 0]
