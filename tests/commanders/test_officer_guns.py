"""What the officer's guns shell, and which missions they keep."""

from __future__ import annotations

from typing import Any

import pytest

from tests.commanders.led import moved, officer, plan, shelled
from tests.tabletop import tabletop

GUNS = """
    RG1 .   .   .   .   .
      .   R1  B1  .   .   .
    .   .   B2  .   .   .
"""
STANDS = {"units": ["R1"], "hold": "0101", "stand": True, "raid": False}
NIGHT: dict[str, Any] = {"light": "dark", "turn_hours": 6, "hex_size": 250}


def guns_to(**task: Any) -> dict[str, list[dict[str, Any]]]:
    """A plan for the guns, and for a line that stands."""
    return {"red": [{"tasks": [STANDS], "guns": [{"units": ["RG1"], **task}]}]}


def men(count: int, works: int = 0) -> dict[str, Any]:
    """So many riflemen, in works or not."""
    return {"items": {"riflemen": count}, "entrenched": works}


@pytest.mark.parametrize(("works", "target"), [(0, "0201"), (3, "0202")])
def test_guns_shell_where_most_men_are_hit(works: int, target: str) -> None:
    """Six hundred in the open before 250; but not six hundred in works, whom little reaches."""
    table = tabletop(GUNS, RG1={"loaded": 2}, B1=men(600, works), B2=men(250), plans=plan(STANDS))
    assert shelled(officer(table)) == [target]


@pytest.mark.parametrize(("count", "fires"), [(300, True), (20, False)])
def test_a_mission_that_hits_less_than_a_man_is_kept(count: int, fires: bool) -> None:
    """There are shells to spare, and still a handful is not worth them."""
    drawing = GUNS.replace("B2", ".")
    table = tabletop(drawing, RG1={"loaded": 3}, ammunition={"red": 50}, B1=men(count), plans=plan(STANDS))
    assert bool(shelled(officer(table))) is fires


@pytest.mark.parametrize(("guns", "shells", "fires"), [(8, 0, False), (20, 0, True), (8, 10, True)])
def test_guns_that_defend_shell_what_is_worth_a_mission(guns: int, shells: int, fires: bool) -> None:
    """Eight guns hit five of B1, twenty hit twelve: ten make a mission worth it where shells are scarce."""
    drawing = GUNS.replace("B2", ".")
    guns_of = {"items": {"gun_76mm_1927": guns}, "loaded": 2}
    table = tabletop(drawing, RG1=guns_of, ammunition={"red": shells}, plans=guns_to(defend=["0101"]))
    assert bool(shelled(officer(table))) is fires


@pytest.mark.parametrize(("works", "fires"), [(0, True), (3, False)])
def test_in_the_dark_guns_fire_on_who_gathers_only_what_hits_a_man(works: int, fires: bool) -> None:
    """By day a mission reaches nearly two men in such works, in the dark less than one."""
    drawing = GUNS.replace("B2", ".")
    table = tabletop(drawing, RG1={"loaded": 2}, B1=men(130, works), plans=guns_to(interdict=["0201"]), **NIGHT)
    assert bool(shelled(officer(table))) is fires
    by_day = tabletop(drawing, RG1={"loaded": 2}, B1=men(130, works), plans=guns_to(interdict=["0201"]))
    assert shelled(officer(by_day))


@pytest.mark.parametrize(
    ("task", "loaded", "fires"),
    [("interdict", 2, False), ("prepare", 2, False), ("interdict", 3, True), ("prepare", 3, True)],
)
def test_in_the_dark_guns_shell_only_what_their_task_names(task: str, loaded: int, fires: bool) -> None:
    """Their targets lie elsewhere, B1 next to R1: only a full load is spent on it."""
    drawing = GUNS.replace("B2", ".")
    table = tabletop(drawing, RG1={"loaded": loaded}, B1=men(600), plans=guns_to(**{task: ["0500"]}), **NIGHT)
    assert bool(shelled(officer(table))) is fires
    by_day = tabletop(drawing, RG1={"loaded": loaded}, B1=men(600), plans=guns_to(**{task: ["0500"]}))
    assert shelled(officer(by_day))


@pytest.mark.parametrize(
    ("target", "why"),
    [("0500", "has fire missions to spare: shells 0201"), ("0300", "shells enemies who gather at 0300")],
)
def test_the_reason_says_who_gathers_only_where_somebody_does(target: str, why: str) -> None:
    """Within two hexes of the target of the guns; B1 is three from 0500."""
    drawing = GUNS.replace("B2", ".")
    steps = officer(tabletop(drawing, RG1={"loaded": 2}, B1=men(600), plans=guns_to(interdict=[target])))
    assert [step.reason for step in steps] == [f"Phase 1: {why}"]


@pytest.mark.parametrize(("works", "stays"), [(1, False), (2, True)])
def test_guns_that_are_dug_in_with_their_targets_in_range_stay_though_the_enemy_is_near(
    works: int, stays: bool
) -> None:
    """Who leaves works of two levels is caught in the open, on the road, by what he ran from."""
    drawing = """
        .   .   .   .   .   .   .
          .   RG1 .   .   B1  .   .
        .   .   .   .   .   .   .
    """
    own = {"red": [{"guns": [{"units": ["RG1"], "defend": ["0401"]}]}]}
    table = tabletop(drawing, RG1={"entrenched": works, "missions": 1, "loaded": 0}, B1=men(600), plans=own)
    assert ("RG1" not in moved(officer(table))) is stays
