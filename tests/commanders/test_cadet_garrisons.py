"""Who keeps the works that he stands in, and what an assault without a chance is to the cadet: nothing."""

from __future__ import annotations

from typing import Any

import pytest

from game.commanders.cadet.mind import HOLD, PRESS, STAND
from game.commanders.cadet.tasks import FACED, WORKS
from game.core.terms import UNREACHED, Supply
from game.rules import effects
from tests.commanders.desk import marchers, orders, task, thinking
from tests.tabletop import Table, tabletop

FEW = {"items": {"riflemen": 60}}
MANY = {"items": {"riflemen": 900}}
DUG = {"entrenched": WORKS}


# --- an objective ---------------------------------------------------------------------------------------------------


def guarding(where: str, works: int = WORKS, *, ours: bool = True, **options: Any) -> Table:
    """Red is far the stronger; R1 stands in works at a hill of Red's, or of nobody's, and Blue is a long way off."""
    board = "R1 . . . . . . . . . . . B1\n R2 . . . . . . . . . . . ."
    award = {"side": "red", "award": "hold", "area": "hill", "points": 10}
    controls = {"red": ["hill"]} if ours else {}
    options = {"B1": FEW, "R2": MANY, **options, "R1": {"entrenched": works, "hex": where, **options.get("R1", {})}}
    return tabletop(board, areas={"hill": ["0500"]}, awards=[award], controls=controls, **options)


@pytest.mark.parametrize(("where", "holds"), [("0500", True), ("0400", True), ("0300", False)])
def test_a_garrison_stands_in_an_objective_or_next_to_it(where: str, holds: bool) -> None:
    table = guarding(where)
    assert (task(table, thinking(table), "R1") == HOLD) is holds
    assert ("R1" in marchers(table)) is not holds


def test_works_of_one_level_are_none() -> None:
    table = guarding("0400", WORKS - 1)
    assert task(table, thinking(table), "R1") == "0500"


def test_nobody_garrisons_what_is_not_his() -> None:
    """It is to be taken, or it is lost."""
    table = guarding("0400", ours=False)
    assert task(table, thinking(table), "R1") == "0500"


def test_an_objective_that_has_enough_lets_the_others_go() -> None:
    table = guarding("0500", R1=MANY, R3={"hex": "0500", **DUG})
    mind = thinking(table)
    assert (task(table, mind, "R1"), task(table, mind, "R3")) == (HOLD, PRESS)


def test_what_a_garrison_holds_wants_less_of_the_others() -> None:
    table = guarding("0500", R1=MANY)
    mind = thinking(table)
    assert mind.sent.tolist() == [90_000]
    assert task(table, mind, "R2") == PRESS


# --- works in front of the enemy ------------------------------------------------------------------------------------


def facing(steps: int, *, stronger: bool = False, **r1: Any) -> Table:
    """R1 in works, Blue so many steps away."""
    board = "R1 " + ". " * 11 + "\n " + ". " * 12
    size = FEW if stronger else MANY
    return tabletop(board, B1={"hex": f"{steps:02}00", **size}, R1={**DUG, **r1})


@pytest.mark.parametrize(("steps", "what"), [(2, HOLD), (FACED, HOLD), (FACED + 1, STAND)])
def test_the_weaker_side_keeps_works_that_face_an_enemy(steps: int, what: int) -> None:
    table = facing(steps)
    assert task(table, thinking(table), "R1") == what


def test_so_does_the_stronger_where_no_attack_wants_them() -> None:
    """It presses with those who are in no works."""
    table = facing(4, stronger=True)
    assert task(table, thinking(table), "R1") == HOLD
    table = facing(4, stronger=True, entrenched=0)
    assert task(table, thinking(table), "R1") == PRESS


def test_an_attack_takes_the_stronger_out_of_its_works() -> None:
    award = {"side": "red", "award": "hold", "area": "hill", "points": 10}
    table = tabletop(
        "R1 . . B1 . .\n . . . . . .", areas={"hill": ["0300"]}, awards=[award], controls={"blue": ["hill"]}, R1=DUG,
        B1=FEW,
    )  # fmt: skip
    assert task(table, thinking(table), "R1") == "0300"


def beset(works: int, trouble: str) -> Table:
    """R1 beside a strong enemy, routed, shaken, or cut off from its only source, which lies behind him."""
    sources = {"red": ["0301" if trouble == "cut off" else "0000"], "blue": ["0301"]}
    table = tabletop(". . . .\n . R1 B1 .\n. . . .", R1={"entrenched": works}, B1=MANY, sources=sources)
    unit = table.row("R1")
    if trouble == "routed":
        effects.rout(table.world, table.state, unit)
    elif trouble == "shaken":
        effects.shake(table.state, unit, 90)
    else:
        effects.set_supply(table.state, unit, UNREACHED, Supply.NONE, 0)
    return table


@pytest.mark.parametrize("trouble", ["routed", "shaken", "cut off"])
def test_trouble_drives_nobody_out_of_his_works(trouble: str) -> None:
    """The enemy has to; without works he falls back."""
    assert [marchers(beset(works, trouble)) for works in (0, WORKS)] == [{"R1"}, set()]


def test_guns_are_no_garrison() -> None:
    table = tabletop("RG1 . . . B1\n . . . . .", RG1=DUG, B1=MANY)
    assert task(table, thinking(table), "RG1") == STAND


# --- fights ---------------------------------------------------------------------------------------------------------


def test_a_garrison_assaults_and_does_not_advance() -> None:
    board = ". . . .\n . R1 B1 .\n. . . ."
    award = {"side": "red", "award": "hold", "area": "hill", "points": 10}
    options = {"areas": {"hill": ["0100"]}, "awards": [award], "controls": {"red": ["hill"]}, "B1": FEW}
    found = [orders(tabletop(board, R1={"entrenched": works}, **options)) for works in (0, WORKS)]
    assert [[order for order in given if order.startswith("attack")] for given in found] == [
        ["attack 0201 with R1"],
        ["attack 0201 with R1 holding"],
    ]


@pytest.mark.parametrize(("men", "attacks"), [(150, True), (900, False)])
def test_nobody_is_sent_into_an_assault_without_a_chance(men: int, attacks: bool) -> None:
    """Although a point is given for each man of Blue's: a strong stack cannot be thrown out."""
    losses = [{"side": "red", "award": "losses", "of": "blue", "kind": "men", "per": 1, "points": 1}]
    table = tabletop(". . . .\n . R1+R2 B1 .\n. . . .", awards=losses, B1={"items": {"riflemen": men}})
    assert (table.forecast("0201", ["R1", "R2"]).success > 0) is attacks
    assert any(order.startswith("attack") for order in orders(table)) is attacks
