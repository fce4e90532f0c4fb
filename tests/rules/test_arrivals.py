"""Who comes and who goes (rulebook 2.3)."""

from __future__ import annotations

import pytest

from game.core.hexes import distance, number, parse_number
from game.core.terms import EventKind, Status
from game.rules import effects
from tests.tabletop import kinds, of_kind, tabletop

FIELD = """
    R1  .   .   .   .
      .   .   .   .   .
    .   .   .   .   .
      .   .   .   .   B1
"""


def steps(a: str, b: str) -> int:
    first, second = parse_number(a), parse_number(b)
    assert first is not None and second is not None
    return distance(*first, *second)


def test_a_unit_comes_on_its_turn() -> None:
    """2.3: at the start of its side's turn, not before; onto its hex, which becomes its side's."""
    table = tabletop(FIELD, R2={"hex": "0002", "turn": 3})
    assert EventKind.ARRIVED not in kinds(table.next_turn())
    events = table.next_turn()
    (arrived,) = of_kind(events, EventKind.ARRIVED)
    assert (arrived.unit, arrived.from_hex, arrived["men"]) == ("R2", "0002", 300)
    assert table.where("R2") == "0002"
    assert table.owner("0002") == "red"
    assert int(table.unit("R2").status) == Status.PRESENT


def test_a_unit_comes_as_its_deployment_says() -> None:
    """2.3: with its strength, its trenches and its state of mind."""
    table = tabletop(
        FIELD, R2={"hex": "0002", "turn": 2, "cohesion": 60, "fatigue": 30, "entrenched": 1, "strength": 50}
    )
    table.next_turn()
    row = table.unit("R2")
    assert (int(table.figures("R2").men), int(row.entrenchment)) == (150, 1)
    assert 60 <= int(row.cohesion) <= 60 + int(table.rules.rest.recovery[3]) // 1000
    assert int(row.fatigue) <= 30


def test_who_finds_no_room_looks_for_it_next_door() -> None:
    """2.3: the nearest hex with room."""
    table = tabletop(
        "R1+R2 . . .\n . . . .\n. . . B1", R3={"hex": "0000", "turn": 2}, rules={"stack_limit": 1200}
    )  # fmt: skip
    table.next_turn()
    assert steps(str(table.where("R3")), "0000") == 1


@pytest.mark.parametrize(
    ("unit", "number", "drawing", "ground"),
    [
        ("R1", "0200", ". . B1 .\n . . . .\n. . . .", None),  # the enemy
        ("R1", "0100", ". . B1 .\n . . . .\n. . . .", None),  # his zone
        ("R1", "0000", ". . . .\n . . . .\n. . . B1", "~ ~ . .\n ~ . . .\n. . . ."),
        ("RW1", "0000", ". . . .\n . . . .\n. . . B1", "H H . .\n H . . .\n. . . ."),  # no wheels on high hills
        ("B2", "0100", ". . R1 .\n . . . .\n. . . B1", None),  # Blue as Red
        ("B2", "0200", ". . R1 .\n . . . .\n. . . B1", None),
    ],
)
def test_where_nobody_arrives(unit: str, number: str, drawing: str, ground: str | None) -> None:
    """2.3: not on the enemy, not in his zone, not in water, not where he could not move."""
    table = tabletop(drawing, ground, **{unit: {"hex": "0002", "turn": 2}})
    table.world.units[table.row(unit)].arrival_hex = table.hex_row(number)
    table.next_turn()
    table.end_turn()
    there = str(table.where(unit))
    row = table.hex_row(there)
    assert there != number
    assert table.state.hex_figures[row].zone[1 - int(table.kind(unit).side)] == 0
    assert table.world.hexes[row].water == 0


def test_who_finds_no_room_at_all_waits() -> None:
    """2.3: and is reported, turn by turn, until there is some."""
    table = tabletop(
        "R1 . B1\n ~ . .", R1={"withdraws": 4}, R2={"hex": "0000", "turn": 2},
        rules={"stack_units": 1, "stack_limit": 600},
    )  # fmt: skip
    for _ in range(2):
        (delayed,) = of_kind(table.next_turn(), EventKind.DELAYED)
        assert (delayed.unit, delayed.from_hex) == ("R2", "0000")
        assert int(table.unit("R2").status) == Status.AWAITED
        assert table.unit("R2").hex == -1
    assert [event.unit for event in of_kind(table.next_turn(), EventKind.ARRIVED)] == ["R2"]
    assert table.stack("0000") == ["R2"]


def ring(centre: tuple[int, int], steps: int) -> list[tuple[int, int]]:
    """All hexes so far from one."""
    return [(x, y) for y in range(9) for x in range(9) if distance(x, y, *centre) == steps]


@pytest.mark.parametrize("place", ring((4, 4), 4))
def test_the_last_hex_of_the_fourth_ring_is_still_looked_at(place: tuple[int, int]) -> None:
    """2.3: all else is water, and the hex of arrival is full."""
    land = {(4, 4), place}
    ground = "\n".join(
        " " * (y % 2) + " ".join("." if (x, y) in land else "~" for x in range(9)) for y in range(9)
    )  # fmt: skip
    board = ground.replace("~", ".").split("\n")
    board[4] = ". . . . R1 . . . ."
    table = tabletop("\n".join(board), ground, R2={"hex": "0404", "turn": 2}, rules={"stack_units": 1})
    table.next_turn()
    assert table.where("R2") == number(*place, 2)


def test_nobody_arrives_where_he_may_not_enter() -> None:
    """2.3, 9: he comes beside the ground that is forbidden."""
    table = tabletop(
        ". . .\n . . B1", R1={"hex": "0000", "turn": 2},
        areas={"post": ["0000"]}, permissions=[("red", "enter", "post", (1, 9))],
    )  # fmt: skip
    table.next_turn()
    assert table.where("R1") in {"0100", "0001"}


@pytest.mark.parametrize(("crowded", "where", "works"), [(False, "0000", 2), (True, "0100", 0)])
def test_works_are_where_the_unit_was_to_come(crowded: bool, where: str, works: int) -> None:
    """2.3, 8.1: whoever finds his hex full and comes beside it finds no trenches there."""
    others = {"R1": {}} if crowded else {}
    table = tabletop(
        f"{'R1' if crowded else '.'} . .\n ~ . B1", ". m .\n ~ . .",
        R2={"hex": "0000", "turn": 2, "entrenched": 2}, rules={"stack_units": 1}, **others,
    )  # fmt: skip
    table.next_turn()
    assert (table.where("R2"), int(table.unit("R2").entrenchment)) == (where, works)


def test_nobody_looks_farther_than_four_hexes() -> None:
    """2.3: at the edge of the map, too."""
    crowd = " ".join(["R1", "R2", "R3", "R4", "R5", ".", ".", "."])
    second = " ".join(["R6", "R7", "R8", "R9", "R10", ".", ".", "B1"])
    table = tabletop(f"{crowd}\n {second}", R11={"hex": "0000", "turn": 2}, rules={"stack_units": 1})
    assert EventKind.DELAYED in kinds(table.next_turn())
    table.march("R5", "0500")
    table.next_turn()
    assert table.where("R11") == "0400"


@pytest.mark.parametrize("held", [True, False])
def test_some_come_only_while_ground_is_held(held: bool) -> None:
    """2.3: the condition is asked every turn, and nobody waits at the edge of the map for it."""
    table = tabletop(
        FIELD,
        areas={"hill": ["0200"]},
        controls={"red": ["hill"]} if held else {},
        R2={"hex": "0002", "turn": 2, "only_if": ("red", "hill")},
        rules={"ground_reach": 0},
    )
    events = table.next_turn()
    assert bool(of_kind(events, EventKind.ARRIVED)) is held
    assert not of_kind(events, EventKind.DELAYED)
    if not held:
        table.march("R1", "0100", "0200")
        assert [event.unit for event in of_kind(table.next_turn(), EventKind.ARRIVED)] == ["R2"]


def test_a_condition_may_be_what_the_enemy_holds() -> None:
    """2.3: reserves are freed when the hill is lost."""
    table = tabletop(
        FIELD, areas={"hill": ["0403"]}, R2={"hex": "0002", "turn": 2, "only_if": ("blue", "hill")}
    )  # fmt: skip
    assert of_kind(table.next_turn(), EventKind.ARRIVED)


def test_a_unit_leaves_on_its_turn() -> None:
    """2.3: at the start of its side's turn, with all its men; it has not been lost."""
    table = tabletop(FIELD, R1={"withdraws": 3})
    assert EventKind.WITHDREW not in kinds(table.next_turn())
    (left,) = of_kind(table.next_turn(), EventKind.WITHDREW)
    assert (left.unit, left.from_hex, left["men"]) == ("R1", "0000", 300)
    assert int(table.unit("R1").status) == Status.WITHDRAWN
    assert table.where("R1") is None
    assert table.stack("0000") == []
    assert table.hex_figures("0000").load == 0
    assert int(table.side("red").losses.sum()) == 0


@pytest.mark.parametrize(("goes", "comes"), [("R1", "R2"), ("R2", "R1")])
def test_room_left_by_those_who_go_is_there_for_those_who_come(goes: str, comes: str) -> None:
    """2.1, 2.3: withdrawals come first, whatever the order of battle."""
    table = tabletop(
        ". . B1\n . . .",
        rules={"stack_units": 1},
        **{goes: {"hex": "0000", "withdraws": 2}, comes: {"hex": "0000", "turn": 2}},
    )
    table.next_turn()
    assert table.where(goes) is None
    assert table.where(comes) == "0000"


def test_who_is_due_to_leave_does_not_come_any_more() -> None:
    """2.3: a unit that found no room until its day of withdrawal stays away."""
    table = tabletop(
        "R1 . B1\n ~ . .", R1={"withdraws": 4}, R2={"hex": "0000", "turn": 2, "withdraws": 4},
        rules={"stack_units": 1, "stack_limit": 600},
    )  # fmt: skip
    table.next_turn()
    table.next_turn()
    events = table.next_turn()
    assert EventKind.WITHDREW in kinds(events)  # R1
    assert EventKind.ARRIVED not in kinds(events)
    assert table.where("R2") is None


def test_two_who_come_together_share_the_room() -> None:
    """2.3, 3.4: the second one counts the first."""
    table = tabletop(
        FIELD, R2={"hex": "0002", "turn": 2}, R3={"hex": "0002", "turn": 2}, rules={"stack_limit": 1000}
    )  # fmt: skip
    table.next_turn()
    assert table.where("R2") == "0002"
    assert steps(str(table.where("R3")), "0002") == 1


def test_a_unit_that_died_does_not_withdraw() -> None:
    """2.3: nor does it come back."""
    table = tabletop(FIELD, R1={"withdraws": 2})
    effects.destroy(table.world, table.state, table.row("R1"))
    assert EventKind.WITHDREW not in kinds(table.next_turn())
    assert int(table.unit("R1").status) == Status.DESTROYED
