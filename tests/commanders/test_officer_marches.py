"""The marches of the officer: who goes on to another attack, who waits out of contact, who falls back."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.terms import UNREACHED
from tests.commanders.desk import steps
from tests.commanders.led import moved, officer, plan
from tests.tabletop import Table, tabletop

STRONG = {"items": {"riflemen": 2000}}


def reasons(table: Table) -> dict[str, str]:
    """Let the officer lead the active side for a turn; return why each unit marched."""
    return {step.order.unit: step.reason for step in officer(table)}


# --- who finds no room goes on --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("taken", "columns", "goes_on"),
    [("R1", 7, False), ("R1+R2", 7, True), ("R1+R2", 14, True), ("R1+R2", 15, False)],
)
def test_who_finds_no_room_in_what_is_taken_goes_on_to_the_next_attack(taken: str, columns: int, goes_on: bool) -> None:
    """Two stay in one hex; a third goes on, but not farther than three turns' march."""
    drawing = f"{'. ' * 18}\n R3 . {taken}{' .' * (columns - 3)} B1{' .' * (17 - columns)}\n{'. ' * 18}"
    first = {"units": ["R3", *taken.split("+")], "attack": "taken", "raid": False}
    other = {"units": ["R9"], "attack": f"{columns:02}01"}
    options: dict[str, Any] = {"areas": {"taken": ["0201"]}, "controls": {"red": ["taken"]}, "R9": {"hex": "0000"}}
    why = reasons(tabletop(drawing, **options, B1=STRONG, plans=plan(first, other)))["R3"]
    assert why.endswith("0 of 1 ready" if goes_on else "to hold what is taken: 0201")
    assert not goes_on or f"the attack on {columns:02}01" in why


def test_what_is_taken_has_room_for_one_more_than_it_has_hexes() -> None:
    """R4 is the fourth at two hexes; the others share them."""
    drawing = ". . . . . . . .\n R4 R3 R1 R2 . . . B1\n. . . . . . . ."
    first = {"units": ["R1", "R2", "R3", "R4"], "attack": "taken", "raid": False}
    other = {"units": ["R9"], "attack": "0701"}
    options: dict[str, Any] = {"areas": {"taken": ["0201", "0301"]}, "controls": {"red": ["taken"]}}
    why = reasons(tabletop(drawing, **options, R9={"hex": "0002"}, B1=STRONG, plans=plan(first, other)))
    assert "the attack on 0701" in why["R4"]
    assert "to hold what is taken" in why["R3"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_it_goes_to_the_nearest_of_several_attacks(order: tuple[int, int]) -> None:
    """Whichever the plan names first."""
    drawing = f"{'. ' * 14}\n R3 . R1+R2 . . . . B1 . . . B2 . .\n{'. ' * 14}"
    others = [{"units": [f"R{8 + i}"], "attack": f"{('07', '11')[i]}01"} for i in order]
    options: dict[str, Any] = {"areas": {"taken": ["0201"]}, "controls": {"red": ["taken"]}}
    table = tabletop(
        drawing, **options, R8={"hex": "0000"}, R9={"hex": "0100"}, B1=STRONG, B2=STRONG,
        plans=plan({"units": ["R1", "R2", "R3"], "attack": "taken", "raid": False}, *others),
    )  # fmt: skip
    assert "the attack on 0701" in reasons(table)["R3"]


def test_who_only_holds_goes_on_to_no_attack() -> None:
    """Its task is to be there, whoever else is."""
    drawing = ". . . . . . . .\n R3 . R1+R2 . . . . B1\n. . . . . . . ."
    tasks = [{"units": ["R1", "R2", "R3"], "hold": "0201", "raid": False}, {"units": ["R9"], "attack": "0701"}]
    table = tabletop(drawing, R9={"hex": "0000"}, B1=STRONG, plans=plan(*tasks))
    assert reasons(table)["R3"] == "Phase 1: to hold 0201"


# --- ways to a target of several hexes -------------------------------------------------------------------------------


def test_who_goes_for_one_hex_of_several_takes_the_way_round_to_it() -> None:
    """The lake is open in the west: the way out of the bay leads away from both hexes of the target."""
    bay, beyond = 9, 20
    east = ". " * beyond
    shore, inlet, rim = f" . {'~ ' * bay}{east}", f". {'. ' * (bay - 1)}~ {east}", f". {'. ' * bay}{east}"
    middle = f" . {'. ' * (bay - 2)}RT1 ~ {'. ' * (beyond - 1)}B1"
    drawing = "\n".join((rim, shore, inlet, middle, inlet, shore, rim))
    targets = [f"{bay + beyond - 1}03", f"{bay + beyond}03"]
    table = tabletop(drawing, B1=STRONG, plans=plan({"units": ["RT1"], "attack": targets, "raid": False}))
    before = steps(str(table.where("RT1")), targets[0])
    assert targets[1] in reasons(table)["RT1"]
    assert steps(str(table.where("RT1")), targets[0]) > before


# --- who cannot take part waits -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cohesion", "left", "touches"), [(100, 300, True), (30, 300, False), (100, 210, False)])
def test_who_is_not_fit_to_assault_waits_out_of_contact(cohesion: int, left: int, touches: bool) -> None:
    """The assault is on, R2 goes next to the enemy; R1 does too unless it is shaken, or has lost too many men."""
    drawing = ". . . . . .\n . . . . B1 .\n. R1 . R2 . ."
    task = {"units": ["R"], "attack": "0401", "floor": 99, "break_off": 80, "raid": False}
    table = tabletop(drawing, R1={"cohesion": cohesion}, B1=STRONG, plans=plan(task))
    table.state.unit_figures.men[table.row("R1")] = left
    why = reasons(table)
    assert steps(str(table.where("R2")), "0401") == 1
    assert (steps(str(table.where("R1")), "0401") == 1) is touches
    assert why["R1"] == f"Phase 1: {'to assault 0401' if touches else 'keeps out of contact: others assault 0401'}"


# --- who falls back -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("away", "source", "goes"), [(6, "0000", True), (7, "0000", False), (7, "1500", True)])
def test_who_falls_back_stays_in_supply_where_no_enemy_is_near(away: int, source: str, goes: bool) -> None:
    """Seven steps from the enemy it rallies where it is, unless the enemy stands between it and its supply."""
    drawing = f"{'. ' * 16}\n{' .' * 6} R1{' .' * (away - 1)} B1{' .' * (9 - away)}\n{'. ' * 16}"
    table = tabletop(drawing, R1={"cohesion": 10}, sources={"red": [source], "blue": ["1500"]})
    table.unit("R1").routed = 1
    assert bool(table.unit("R1").distance == UNREACHED) is (source == "1500")
    assert ("R1" in moved(officer(table))) is goes
