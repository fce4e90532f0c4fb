"""The assaults of the officer: who makes them, and which are not made."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine.orders import Attack, Move
from tests.commanders.led import attacks, officer, plan
from tests.tabletop import tabletop

FRONT = """
    .   .   .   .   .
      .   {}  B1  .   .
    .   .   .   .   .
"""
"""Somebody next to B1 in 0201."""

AT_ANY_PRICE = {"units": ["R"], "attack": "0201", "floor": 0, "raid": False}


def price(points: int) -> list[dict[str, Any]]:
    """Points to Blue for each thousand men that Red loses."""
    return [{"side": "blue", "award": "losses", "of": "red", "kind": "men", "per": 1000, "points": points}]


# --- hopeless assaults ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "mass", "men", "assaults"),
    [("R1", 2, 600, 0), ("R1", 1, 600, 1), ("R1+R2", 2, 600, 1), ("R1", 2, 100, 1)],
)
def test_fewer_than_the_plan_wants_make_no_hopeless_assault(there: str, mass: int, men: int, assaults: int) -> None:
    """At any price, but not one alone of two against 600 in works; against a hundred one alone goes too."""
    task = plan({**AT_ANY_PRICE, "mass": mass}, turns=[1, 1])
    blue = {"items": {"riflemen": men}, "entrenched": 3 if men > 100 else 0}
    table = tabletop(FRONT.format(there), luck="table", B1=blue, plans=task)
    assert len(attacks(officer(table))) == assaults


@pytest.mark.parametrize(("there", "works", "assaults"), [("RT1", 3, 0), ("RT1+R1", 3, 1), ("RT1", 0, 1)])
def test_tanks_alone_make_no_hopeless_assault_on_works(there: str, works: int, assaults: int) -> None:
    """With infantry they do, and alone in the open."""
    blue = {"items": {"riflemen": 1200, "at_45mm_53k": 30}, "entrenched": works}
    table = tabletop(FRONT.format(there), luck="table", B1=blue, plans=plan(AT_ANY_PRICE))
    assert len(attacks(officer(table))) == assaults


# --- what an assault promises ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("task", "points", "assaults"),
    [("hold", 20, 1), ("hold", 40, 0), ("attack", 300, 1), ("attack", 600, 0)],
)
def test_a_chance_pays_its_losses_in_full(task: str, points: int, assaults: int) -> None:
    """R1 has seven times the men of B1, and will lose 40: a task's assault counts half of them, a chance all."""
    tasks = plan({"units": ["R1"], task: "0101" if task == "hold" else "0201"})
    blue = {"items": {"riflemen": 200}}
    red = {"items": {"riflemen": 1500}}
    table = tabletop(FRONT.format("R1"), luck="table", awards=price(points), R1=red, B1=blue, plans=tasks)
    assert len(attacks(officer(table))) == assaults


@pytest.mark.parametrize(("points", "assaults"), [(40, 1), (60, 0)])
def test_the_tanks_that_an_assault_hits_are_counted(points: int, assaults: int) -> None:
    """R1 is to lose 28 men: at 40 thousandths of a point each more than the hex is worth without the tanks in it."""
    red = {"items": {"riflemen": 600, "at_45mm_53k": 12}}
    drawing = FRONT.format("R1").replace("B1", "BT1")
    table = tabletop(drawing, luck="table", awards=price(points), R1=red, plans=plan({"units": ["R1"], "hold": "0101"}))
    assert len(attacks(officer(table))) == assaults


@pytest.mark.parametrize(("light", "assaults"), [("day", 1), ("moonlit", 1), ("dark", 0)])
def test_nothing_hopeless_is_begun_in_the_dark(light: str, assaults: int) -> None:
    """5, 6.5: where nobody tells guns what they hit, even a plan that goes at any price waits for the light."""
    blue = {"items": {"riflemen": 1200}, "entrenched": 3}
    table = tabletop(
        FRONT.format("R1"),
        light=light,
        turn_hours=1,
        R1={"items": {"riflemen": 300}},
        B1=blue,
        plans=plan(AT_ANY_PRICE),
    )
    assert len(attacks(officer(table))) == assaults


# --- who makes it ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("west", "east"), [("R1+R2", "R3"), ("R3", "R1+R2")])
def test_an_assault_is_made_from_two_hexsides_rather_than_one(west: str, east: str) -> None:
    """Two of three have room: not both of those who stand together."""
    drawing = f". . . . .\n . {west} B1 {east} .\n. . . . ."
    table = tabletop(drawing, rules={"assault_limit": 2 * 600}, plans=plan(AT_ANY_PRICE))
    first = attacks(officer(table))[0]
    assert "R3" in first.units
    assert len(first.units) == 2


def test_tanks_join_infantry_before_more_infantry() -> None:
    """With their crews' helpers they bring less for the room that they take, but combined arms count for all."""
    tanks = {"items": {"t26": 16, "service_troops": 20}}
    options: dict[str, Any] = {"rules": {"assault_limit": 2 * 600}, "plans": plan(AT_ANY_PRICE)}
    first = attacks(officer(tabletop(FRONT.format("R1+R2+RT1"), RT1=tanks, **options)))[0]
    assert len(first.units) == 2
    assert "RT1" in first.units


def test_who_brings_most_for_the_room_that_it_takes_goes_first() -> None:
    """R2 has machine guns; R1 brings more than either of the others, and beside it there is room for nobody."""
    red = {
        "R1": {"items": {"riflemen": 400}},
        "R2": {"items": {"riflemen": 200, "hmg_maxim": 10}},
        "R3": {"items": {"riflemen": 300}},
    }
    table = tabletop(FRONT.format("R1+R2+R3"), rules={"assault_limit": 2 * 600}, plans=plan(AT_ANY_PRICE), **red)
    assert sorted(attacks(officer(table))[0].units) == ["R2", "R3"]


# --- what comes first -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mass", "first"), [(1, "0401"), (2, "0101")])
def test_who_is_ready_for_an_assault_that_is_on_takes_no_chance_before_it(mass: int, first: str) -> None:
    """A handful stands behind R1, which is to take 0401: only where R2, far away, is waited for it turns round."""
    drawing = f". . . . . .{' .' * 10}\n . B2 R1 . B1 .{' .' * 9} R2\n. . . . . .{' .' * 10}"
    few = {"items": {"riflemen": 20}}
    task = plan({"units": ["R"], "attack": "0401", "mass": mass})
    given = attacks(officer(tabletop(drawing, B1=few, B2=few, plans=task)))
    assert given[0].target == first


def test_who_is_left_over_takes_its_chance_after_the_marches() -> None:
    """The assault on 0401 is on, and too costly in the end: when R2 has marched, R1 turns round."""
    drawing = ". . . . . .\n . . B2 R1 B1 .\n. . . . . .\n R2 . . . . ."
    strong, few = {"items": {"riflemen": 2000}}, {"items": {"riflemen": 20}}
    tasks = plan({"units": ["R1"], "attack": "0401", "floor": 99}, {"units": ["R2"], "hold": "0303"})
    given = officer(tabletop(drawing, B1=strong, B2=few, plans=tasks))
    kinds = [type(step.order) for step in given]
    assert [order.target for order in attacks(given)] == ["0201"]
    assert kinds.index(Attack) > kinds.index(Move)
