"""Each measure on a small board: what it counts, and what looks like it and is not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.commanders.player import players_of
from game.commanders.roster import COMMANDERS, play_out
from game.core.hexes import distance
from game.core.terms import Result
from game.engine.game import Game
from tests.measures.behaviour import add_up, cell, leaders, main, measured
from tests.measures.measures import (
    FIT,
    MEASURES,
    TIRED,
    WORKS,
    CutOff,
    CutOffInert,
    GunsNear,
    GunsUnused,
    IdleUseful,
    NeverFights,
    TanksAlone,
    VainAssaults,
    WorksLeft,
    ranges,
)
from tests.measures.scripted import Script, measure
from tests.measures.watching import Scene, watch
from tests.tabletop import Table, tabletop

FEW = {"items": {"riflemen": 10}}
MANY = {"items": {"riflemen": 900}}
HANDS_OFF: Script = {}


def close(**options: Any) -> Table:
    """Red and Blue beside each other, for two turns."""
    return tabletop(". . . .\n . R1 B1 .\n. . . .", **{"turns": 2, **options})


# --- works left unforced --------------------------------------------------------------------------------------------


def left(turn: int, works: int = WORKS, **options: Any) -> tuple[int, int]:
    """R1, in works, marches one hex on that turn."""
    table = tabletop("R1 . . B1\n . . . .", turns=4, R1={"entrenched": works}, **options)
    return measure(WorksLeft, table, {("red", turn): ["move R1 0000>0100"]})


def test_who_marches_out_of_works_has_left_them() -> None:
    assert left(1) == (1, 1)


def test_who_stays_has_not() -> None:
    assert left(9) == (0, 1)


def test_after_three_turns_it_is_no_matter() -> None:
    assert (left(3), left(4)) == ((1, 1), (0, 1))


def test_less_than_two_levels_are_no_works() -> None:
    assert left(1, WORKS - 1) == (0, 0)


def test_guns_in_works_are_not_of_the_line() -> None:
    table = tabletop("RG1 . . B1\n . . . .", turns=2, RG1={"entrenched": 3})
    assert measure(WorksLeft, table, {("red", 1): ["move RG1 0000>0100"]}) == (0, 0)


@pytest.mark.parametrize(("order", "cases"), [("attack 0201 with R1", 1), ("attack 0201 with R1 holding", 0)])
def test_an_advance_leaves_works_too(order: str, cases: int) -> None:
    table = close(R1={"entrenched": WORKS}, B1=FEW, result=Result.ROUTED)
    assert measure(WorksLeft, table, {("red", 1): [order]}) == (cases, 1)


def test_who_is_driven_out_has_not_left() -> None:
    """Nor when he marches on from there."""
    table = close(R1={"entrenched": WORKS, **FEW}, result=Result.WITHDRAWN_ONE, first="blue", turns=3)
    script: Script = {("blue", 1): ["attack 0101 with B1"], ("red", 2): ["move R1 0001>0000"]}
    assert measure(WorksLeft, table, script) == (0, 1)


# --- assaults without a chance --------------------------------------------------------------------------------------

FRONT = ". . . . .\n . R1 B1 . .\n. R2 . . ."


def vain(script: list[str], **options: Any) -> tuple[int, int]:
    return measure(VainAssaults, tabletop(FRONT, turns=1, **options), {("red", 1): script})


def test_an_assault_that_no_luck_makes_succeed() -> None:
    assert vain(["attack 0201 with R1"], R1=FEW, B1=MANY) == (1, 1)


def test_one_that_may_succeed() -> None:
    assert vain(["attack 0201 with R1"], R1=MANY, B1=FEW) == (0, 1)


def test_one_that_another_follows_has_a_use() -> None:
    """The second stands alone again."""
    assert vain(["attack 0201 with R1", "attack 0201 with R2"], R1=FEW, R2={**FEW, "hex": "0202"}, B1=MANY) == (1, 2)
    assert vain(["attack 0201 with R1", "attack 0201 with R2"], R1=FEW, R2={**MANY, "hex": "0202"}, B1=FEW) == (0, 2)


def test_one_on_another_hex_follows_nothing() -> None:
    table = tabletop(
        FRONT, turns=1, R1=FEW, R2={"hex": "0302", **MANY}, B1=MANY, B2={"hex": "0301", **FEW}
    )  # fmt: skip
    assert measure(VainAssaults, table, {("red", 1): ["attack 0201 with R1", "attack 0301 with R2"]})[0] == 1


# --- cut off --------------------------------------------------------------------------------------------------------


LAKE = ("R1 . . . R2 B1\n . . . . . .", ". . ~ . . .\n . ~ . . . .")
"""R1 is beyond the lake from its only source, R2 stands in it."""


def test_cut_off_is_whom_no_supply_comes_to() -> None:
    """One of two units, two turns."""
    table = tabletop(*LAKE, sources={"red": ["0400"]}, turns=2)
    assert measure(CutOff, table, HANDS_OFF) == (2, 4)


@pytest.mark.parametrize(
    ("works", "script", "cases"),
    [
        (0, HANDS_OFF, 2),
        (WORKS, HANDS_OFF, 0),
        (0, {("red", 1): ["move R1 0000>0001"]}, 1),
    ],
)
def test_inert_is_who_neither_goes_nor_holds(works: int, script: Script, cases: int) -> None:
    table = tabletop(*LAKE, sources={"red": ["0400"]}, turns=2, R1={"entrenched": works})
    assert measure(CutOffInert, table, script) == (cases, 2)


# --- guns -----------------------------------------------------------------------------------------------------------


def shooting(**options: Any) -> Table:
    return tabletop("RG1 R1 B1 . . .\n . . . . . .", turns=1, **options)


@pytest.mark.parametrize(
    ("orders", "options", "found"),
    [
        ([], {}, (1, 1)),
        (["bombard 0200 with RG1"], {}, (0, 1)),
        (["attack 0200 with R1 support RG1"], {}, (0, 1)),
        ([], {"RG1": {"loaded": 1}}, (0, 0)),  # the last is kept for defence
        ([], {"permissions": [("red", "fire", "there", (1, 1))], "areas": {"there": ["0200"]}}, (0, 0)),
    ],
)
def test_guns_that_could_fire_and_do_not(orders: list[str], options: Any, found: tuple[int, int]) -> None:
    assert measure(GunsUnused, shooting(**options), {("red", 1): orders}) == found


def test_guns_out_of_range_are_not_able() -> None:
    table = tabletop("RG1 " + ". " * 40 + "B1\n " + ". " * 42, turns=1)
    assert measure(GunsUnused, table, HANDS_OFF) == (0, 0)


def test_a_range_is_that_of_the_longest_gun_that_is_left() -> None:
    table = shooting()
    scene = Scene(table.scenario, table.world, table.state, table.game.scratch)
    found = ranges(scene)
    items = [table.equipment(name) for name, count in table.items("RG1").items() if count]
    assert found[table.row("RG1")] == max(int(item.range) for item in items if item.indirect)
    assert found[table.row("R1")] == -1


@pytest.mark.parametrize(("number", "near"), [("0300", 1), ("0400", 0)])
def test_guns_near_the_enemy(number: str, near: int) -> None:
    board = "RG1 . . . . .\n . . . . . ."
    assert measure(GunsNear, tabletop(board, turns=1, B1={"hex": number}), HANDS_OFF) == (near, 1)


# --- tanks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "cases"),
    [
        ("attack 0200 with RT1", 1),
        ("attack 0200 with RT1 support RG1", 1),
        ("attack 0200 with RT1 R1", 0),
        ("attack 0200 with R1", 0),
    ],
)
def test_tanks_alone(order: str, cases: int) -> None:
    table = tabletop("RG1 R1+RT1 B1 . .\n . . . . .", turns=1)
    assert measure(TanksAlone, table, {("red", 1): [order]}) == (cases, 1)


# --- idle -----------------------------------------------------------------------------------------------------------

WIDE = "R1 . . . . . . B1\n . . . . . . . ."


def idle(script: Script = HANDS_OFF, board: str = WIDE, **options: Any) -> tuple[int, int]:
    """Whether R1 is idle, while there is a hill to be had at 0600."""
    award = {"side": "red", "award": "hold", "area": "hill", "points": 5}
    areas = {"hill": ["0600"], **options.pop("areas", {})}
    return measure(IdleUseful, tabletop(board, turns=1, areas=areas, awards=[award], **options), script)


def test_who_gets_no_order_while_there_is_ground_to_be_had_is_idle() -> None:
    assert idle() == (1, 1)
    assert idle({("red", 1): ["move R1 0000>0100"]}) == (0, 1)


def test_without_ground_to_be_had_nobody_is() -> None:
    assert idle(controls={"red": ["hill"]}) == (0, 0)
    assert idle(permissions=[("red", "enter", "hill", (1, 1))]) == (0, 0)


@pytest.mark.parametrize("tired", [{"fatigue": TIRED}, {"cohesion": FIT - 20}])
def test_who_is_not_fit_is_not_counted(tired: dict[str, int]) -> None:
    assert idle(R1=tired) == (0, 0)


def test_who_holds_is_not_idle() -> None:
    """Works with an enemy within reach of them, an enemy beside him, or ground that is worth points."""
    assert idle(board="R1 . . . B1 . . .\n . . . . . . . .", R1={"entrenched": WORKS}) == (0, 1)
    assert idle(R1={"entrenched": WORKS}) == (1, 1)
    assert idle(board="R1 B1 . . . . . .\n . . . . . . . .") == (0, 1)
    both = [{"side": "red", "award": "hold", "area": area, "points": 5} for area in ("hill", "home")]
    for where, cases in (("0000", 0), ("0100", 0), ("0200", 1)):
        table = tabletop(
            WIDE, turns=1, areas={"hill": ["0600"], "home": [where]}, awards=both, controls={"red": ["home"]}
        )  # fmt: skip
        assert measure(IdleUseful, table, HANDS_OFF) == (cases, 1)


# --- who never fights -----------------------------------------------------------------------------------------------


def test_who_never_fights() -> None:
    """R1 assaults, the guns help it, R2 looks on; of Blue one is assaulted, one is not."""
    table = tabletop("RG1 R1 B1 . R2\n . . . . B2", turns=1, R2={"hex": "0001"}, B2={"hex": "0401"})
    script: Script = {("red", 1): ["attack 0200 with R1 support RG1"]}
    assert measure(NeverFights, table, script) == (1, 3)
    assert measure(NeverFights, table, HANDS_OFF) == (3, 3)


def test_who_is_still_to_come_is_not_counted() -> None:
    table = tabletop(
        "R1 . . B1\n . . . .",
        turns=1,
        R2={"hex": "0000", "turn": 1, "only_if": ("blue", "hill")},
        areas={"hill": ["0001"]},
    )
    assert measure(NeverFights, table, HANDS_OFF) == (1, 1)


# --- all of them ----------------------------------------------------------------------------------------------------


def test_steps_are_those_of_the_map() -> None:
    table = tabletop("\n".join(" " * (row % 2) + ". " * 7 for row in range(6)), R1={"hex": "0000"}, B1={"hex": "0600"})
    scene = Scene(table.scenario, table.world, table.state, table.game.scratch)
    rows = np.arange(len(table.world.hexes))
    places = list(zip(table.world.hexes.column.tolist(), table.world.hexes.row.tolist(), strict=True))
    assert scene.steps(rows, rows).tolist() == [[distance(*a, *b) for b in places] for a in places]


def test_watching_changes_no_game() -> None:
    table = close(awards=[{"side": "red", "award": "hold", "area": "hill", "points": 5}], areas={"hill": ["0301"]})
    measured(table.scenario, dict.fromkeys(table.scenario.names.sides, "cadet"), [4])
    game = Game.new(table.scenario, 4)
    play_out(game, dict.fromkeys(table.scenario.names.sides, "cadet"))
    players = players_of(table.world, [COMMANDERS["cadet"]] * 2)
    state = watch(table.scenario, players, 4, [kind() for kind in MEASURES])
    assert state.digest() == game.digest()


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    table = close()
    first, second = (measured(table.scenario, leaders(table.scenario, ["idle"]), [4, 5]) for _ in range(2))
    assert [cell(one, 0) for one in first][-1] == "100.0 % of 2"
    assert [cell(add_up(pair), 0) for pair in zip(first, second, strict=True)][-1] == "100.0 % of 4"
    assert cell(first[0], 0) == "-"
    assert cell(first[6], 0) == "0.00"
    assert main(["lake_khasan/night_attack", "--commander", "idle", "--runs", "1"]) == 0
    said = capsys.readouterr().out
    assert "lake_khasan/night_attack, 1 games, seed 1938" in said
    assert all(kind.words in said for kind in MEASURES)


def test_who_leads() -> None:
    scenario = close().scenario
    assert leaders(scenario, []) == {"red": "officer", "blue": "officer"}
    assert leaders(scenario, ["idle", "red=random"]) == {"red": "random", "blue": "idle"}
