"""The officer carries out a plan: who holds stays, who attacks gathers first, who delays falls back, and so on.

Boards are 500 m to a hex; a unit on foot goes three hexes over grass in a turn of eight hours and may assault then.
"""

from __future__ import annotations

from typing import Any

import pytest

from game.core.terms import Result
from game.engine.orders import Attack, Bombard
from tests.commanders.desk import steps
from tests.commanders.led import attacks, moved, officer, plan
from tests.tabletop import Table, tabletop

WIDE = """
    R1  .   .   .   .   .   .   B1
      .   .   .   .   .   .   .   .
    R2  .   .   .   .   .   .   .
      .   .   .   .   .   .   .   .
"""

CLOSE = """
    .   .   .   .   .
      .   R1  B1  .   .
    .   .   R2  .   .
"""


MANY = {"items": {"riflemen": 800}}
"""So many that the others are not the stronger side: then who has no task stays."""


# --- holding --------------------------------------------------------------------------------------------------------


def test_who_holds_goes_to_its_post_and_stays_there() -> None:
    """Three hexes in the first turn, the last in the second; then nothing moves it."""
    table = tabletop(WIDE, B1=MANY, plans=plan({"units": ["R1"], "hold": "0400"}))
    for _ in range(4):
        officer(table)
        table.next_turn()
    assert table.where("R1") == "0400"
    assert officer(table) == []


def test_a_line_is_shared_out() -> None:
    """Two units, two hexes: one each, whichever is nearer."""
    table = tabletop(WIDE, plans=plan({"units": ["R"], "hold": ["0100", "0102"]}))
    officer(table)
    assert (table.where("R1"), table.where("R2")) == ("0100", "0102")


def test_two_in_one_hex_of_a_line_part_where_another_is_empty() -> None:
    """The second goes, the first stays."""
    drawing = "R1+R2 . . . B1\n . . . . ."
    table = tabletop(drawing, plans=plan({"units": ["R"], "hold": ["0000", "0100"]}))
    officer(table)
    assert sorted((table.where("R1"), table.where("R2"))) == ["0000", "0100"]


def test_near_enough_is_there() -> None:
    """A unit two hexes from its post need not go on, if so many count as there and the plan says that it stands."""
    table = tabletop(WIDE, plans=plan({"units": ["R1"], "hold": "0200", "near": 2, "stand": True}))
    assert "R1" not in moved(officer(table))
    table = tabletop(WIDE, plans=plan({"units": ["R1"], "hold": "0200", "near": 1, "stand": True}))
    assert "R1" in moved(officer(table))


@pytest.mark.parametrize(("stand", "goes"), [(True, False), (False, True)])
def test_who_is_to_stand_stands_though_shaken(stand: bool, goes: bool) -> None:
    """Another falls back from the enemy when its cohesion is under 35."""
    task = {"units": ["R1"], "hold": "0101", "stand": stand, "raid": False}
    table = tabletop(CLOSE, R1={"cohesion": 10}, plans=plan(task))
    assert ("R1" in moved(officer(table))) is goes


@pytest.mark.parametrize(("works", "goes"), [(0, True), (2, False)])
def test_works_are_left_for_no_weakness(works: int, goes: bool) -> None:
    """Shaken, who holds in works stays: nowhere is he safer."""
    task = {"units": ["R1"], "hold": "0101", "raid": False}
    table = tabletop(CLOSE, R1={"cohesion": 10, "entrenched": works}, plans=plan(task))
    assert ("R1" in moved(officer(table))) is goes


# --- which task counts ----------------------------------------------------------------------------------------------


def test_the_last_task_in_force_that_names_a_unit_counts() -> None:
    """The formation holds in the west, its first unit goes east."""
    first, second = {"units": ["R"], "hold": "0000"}, {"units": ["R1"], "march": "0300"}
    table = tabletop(WIDE, plans={"red": [{"tasks": [first]}, {"tasks": [second]}]})
    officer(table)
    assert table.where("R1") == "0300"
    table = tabletop(WIDE, plans={"red": [{"tasks": [second]}, {"tasks": [first]}]})
    officer(table)
    assert table.where("R1") == "0000"


def test_a_phase_counts_in_its_turns_alone() -> None:
    """Until turn 2 nobody has anything to do."""
    table = tabletop(WIDE, B1=MANY, plans=plan({"units": ["R1"], "march": "0300"}, turns=[2, 2]))
    assert officer(table) == []
    table.next_turn()
    assert moved(officer(table)) == {"R1"}


def test_a_phase_counts_while_its_condition_holds() -> None:
    """When the post has been lost it is to be retaken."""
    areas = {"post": ["0300"]}
    when = {"lost": {"side": "red", "area": "post"}}
    phases = plan({"units": ["R1"], "march": "0200"}, when=when)
    table = tabletop(WIDE, areas=areas, controls={"red": ["post"]}, B1=MANY, plans=phases)
    assert officer(table) == []
    table = tabletop(WIDE, areas=areas, controls={"blue": ["post"]}, B1=MANY, plans=phases)
    assert moved(officer(table)) == {"R1"}


# --- attacking ------------------------------------------------------------------------------------------------------


def test_who_attacks_gathers_until_enough_stand_ready() -> None:
    """One is near, the other is not: the first waits out of the enemy's zone, then both go."""
    drawing = """
        R1  .   .   .   .   .   .   .   .   .   .   B1
          .   .   .   .   .   .   .   .   .   .   .   .
        .   .   .   .   .   .   R2  .   .   .   .   .
    """
    task = {"units": ["R"], "attack": "1100", "mass": 2, "floor": 0}
    table = tabletop(drawing, plans=plan(task), B1={"items": {"riflemen": 150}})
    for _ in range(3):
        given = officer(table)
        if attacks(given):
            break
        table.next_turn()
    assert [sorted(attack.units) for attack in attacks(given)] == [["R1", "R2"]]


@pytest.mark.parametrize(("hex_size", "after"), [(500, 2), (900, 3), (1100, 3), (2000, 3)])
def test_where_a_step_takes_most_of_a_turn_who_is_one_step_away_stands_ready(hex_size: int, after: int) -> None:
    """Nobody could come up and assault in one turn: so they come up in one, and assault in the next."""
    drawing = """
        R1  .   .   B1
          .   .   .   .
    """
    task = {"units": ["R1"], "attack": "0300", "mass": 1}
    few = {"items": {"riflemen": 60}}
    table = tabletop(drawing, hex_size=hex_size, turn_hours=4, B1=few, plans=plan(task))
    for turn in range(1, after + 1):
        assert len(attacks(officer(table))) == (turn == after)
        table.next_turn()


@pytest.mark.parametrize(("floor", "assaults"), [(0, 1), (99, 0)])
def test_nobody_assaults_below_the_floor(floor: int, assaults: int) -> None:
    """300 men against 300 dug in: at any price, or not at all."""
    drawing = CLOSE.replace("R2", ".")
    task = {"units": ["R1"], "attack": "0201", "floor": floor}
    table = tabletop(drawing, luck="table", B1={"entrenched": 1}, plans=plan(task))
    assert len(attacks(officer(table))) == assaults


@pytest.mark.parametrize(("percent", "assaults"), [(90, 0), (60, 1)])
def test_who_has_lost_too_many_breaks_off(percent: int, assaults: int) -> None:
    """70 in 100 are left of the attackers."""
    drawing = CLOSE.replace("R2", ".")
    task = {"units": ["R1"], "attack": "0201", "floor": 0, "break_off": percent, "raid": False}
    table = tabletop(drawing, plans=plan(task))
    table.state.unit_figures.men[table.row("R1")] = 210
    assert len(attacks(officer(table))) == assaults


@pytest.mark.parametrize(("pushes", "assaults"), [(1, 1), (2, 2)])
def test_no_more_pushes_than_the_plan_says(pushes: int, assaults: int) -> None:
    """Each can assault alone only, because two are too many for the front; the enemy holds."""
    task = {"units": ["R"], "attack": "0201", "floor": 0, "pushes": pushes, "raid": False}
    rules = {"assault_limit": 800}
    table = tabletop(CLOSE, result=Result.HELD, rules=rules, plans=plan(task))
    assert len(attacks(officer(table))) == assaults


def test_who_has_taken_its_target_holds_it() -> None:
    """It does not run on after the enemy."""
    table = tabletop(WIDE, plans=plan({"units": ["R1"], "attack": "0200", "raid": False}))
    for _ in range(4):
        officer(table)
        table.next_turn()
    assert table.where("R1") == "0200"


def test_what_lies_along_the_way_is_taken_first() -> None:
    """By the southern corner, not straight on."""
    task = {"units": ["R1"], "attack": "0300", "along": ["0003"]}
    table = tabletop(WIDE, plans=plan(task))
    officer(table)
    assert table.where("R1") == "0003"
    table.next_turn()
    officer(table)
    assert table.where("R1") != "0003"


@pytest.mark.parametrize(("raid", "assaults"), [(True, 1), (False, 0)])
def test_a_chance_is_taken_unless_the_plan_forbids_it(raid: bool, assaults: int) -> None:
    """A handful next to a battalion that has another task."""
    task = {"units": ["R"], "hold": ["0101", "0202"], "raid": raid}
    table = tabletop(CLOSE, B1={"items": {"riflemen": 20}}, plans=plan(task))
    assert len(attacks(officer(table))) == assaults


def test_who_must_stand_does_not_advance_into_ground_that_is_won() -> None:
    """It helps from where it is."""
    task = {"units": ["R"], "hold": ["0101", "0202"], "stand": True}
    table = tabletop(CLOSE, B1={"items": {"riflemen": 20}}, result=Result.ROUTED, plans=plan(task))
    assert attacks(officer(table))
    assert (table.where("R1"), table.where("R2")) == ("0101", "0202")


def test_a_post_that_is_lost_is_retaken() -> None:
    """The enemy stands in it, and there is a fair chance."""
    task = {"units": ["R"], "hold": "0201", "raid": False}
    table = tabletop(CLOSE, B1={"items": {"riflemen": 40}}, plans=plan(task))
    assert [attack.target for attack in attacks(officer(table))] == ["0201"]


def test_who_has_no_task_goes_for_the_enemy_if_the_side_is_the_stronger() -> None:
    """Else it stays where it is."""
    task = {"units": ["R1"], "hold": "0000"}
    table = tabletop(WIDE, plans=plan(task))
    assert {step.order.unit: step.reason for step in officer(table)} == {
        "R2": "no task is left for it: goes for the nearest enemy"
    }
    assert officer(tabletop(WIDE, B1=MANY, plans=plan(task))) == []


# --- other tasks ----------------------------------------------------------------------------------------------------


def test_who_marches_fights_nobody() -> None:
    """Neither on the way nor there."""
    table = tabletop(CLOSE, B1={"items": {"riflemen": 20}}, plans=plan({"units": ["R"], "march": "0100"}))
    assert attacks(officer(table)) == []


def test_a_delay_falls_back_behind_a_line_that_is_touched() -> None:
    """From the first line to the second when the enemy owns a hex of the first."""
    lines = [["0300", "0302"], "0100"]
    for owner, goal in (("red", "0300"), ("blue", "0100")):
        table = tabletop(
            WIDE, areas={"line": ["0302"]}, controls={owner: ["line"]}, plans=plan({"units": ["R1"], "delay": lines})
        )
        officer(table)
        assert table.where("R1") == goal


def test_a_screen_gives_way_to_who_is_stronger() -> None:
    """A company goes away from the battalions next to it."""
    drawing = CLOSE.replace("R2", "B2")
    task = {"units": ["R1"], "screen": "0101", "near": 1, "raid": False}
    table = tabletop(drawing, R1={"items": {"riflemen": 60}}, plans=plan(task))
    officer(table)
    where = table.where("R1")
    assert where is not None
    assert min(steps(where, enemy) for enemy in ("0201", "0202")) > 1


@pytest.mark.parametrize(("turn", "goes"), [(1, True), (5, False)])
def test_a_reserve_goes_when_it_is_released(turn: int, goes: bool) -> None:
    """To the nearest attack that is not done yet."""
    attack = {"units": ["R2"], "attack": "0700"}
    reserve = {"units": ["R1"], "reserve": "0000", "until": {"turn": turn}}
    table = tabletop(WIDE, plans=plan(attack, reserve))
    assert ("R1" in moved(officer(table))) is goes


def test_of_two_targets_the_one_worth_more_draws_from_farther_off() -> None:
    """The wood is two hexes away, the hill three; points are given for the hill."""
    drawing = "B1 . R1 . . B2\n . . . . . .\n. . . . . ."
    award = {"side": "red", "award": "hold", "area": "hill", "points": 20}
    options = {"areas": {"hill": ["0500"], "wood": ["0000"]}, "controls": {"blue": ["hill", "wood"]}}
    task = plan({"units": ["R1"], "attack": ["wood", "hill"], "floor": 99})
    for awards, gone in (([], "0000"), ([award], "0500")):
        table = tabletop(drawing, **options, awards=awards, plans=task)
        before = steps("0200", gone)
        officer(table)
        assert steps(str(table.where("R1")), gone) < before


# --- what points are given for --------------------------------------------------------------------------------------


def hill(drawing: str, **options: Any) -> Table:
    """A hill in 0101 that points are given for; Red owns it and is told to go for Blue."""
    award = {"side": "red", "award": "hold", "area": "hill", "points": 10}
    return tabletop(drawing, areas={"hill": ["0101"]}, awards=[award], controls={"red": ["hill"]}, **options)


@pytest.mark.parametrize(("steps_away", "goes"), [(3, False), (12, True)])
def test_the_last_in_an_objective_stays_while_enemies_are_about(steps_away: int, goes: bool) -> None:
    """They could walk in; who has a comrade there may go."""
    row = ". R1" + " ." * (steps_away - 1) + " B1" + " ." * (14 - steps_away)
    drawing = f"{'. ' * 16}\n {row}\n{'. ' * 16}"
    attack = {"units": ["R"], "attack": ["hill", f"{steps_away + 1:02}01"]}
    table = hill(drawing, plans=plan(attack))
    assert ("R1" in moved(officer(table))) is goes
    two = hill(drawing.replace("R1", "R1+R2"), plans=plan(attack))
    assert len(moved(officer(two))) == (2 if goes else 1)


def test_who_has_a_task_elsewhere_leaves_an_objective() -> None:
    """So the plan says: it has named others for the hill, or nobody."""
    drawing = f"{'. ' * 16}\n . R1 . . B1{' .' * 11}\n{'. ' * 16}"
    assert "R1" in moved(officer(hill(drawing, plans=plan({"units": ["R"], "attack": "0401"}))))


def test_one_of_those_in_an_objective_does_not_advance_out_of_it() -> None:
    """Two would advance, so two drive the enemy off and stay; of three two go."""
    task = plan({"units": ["R"], "attack": ["hill", "0201"], "floor": 0})
    for there, holding in (("R1+R2", True), ("R1+R2+R3", False)):
        drawing = f". . . . . .\n . {there} B1 . . B2\n. . . . . ."
        table = hill(drawing, B1={"items": {"riflemen": 20}}, result=Result.ROUTED, plans=task)
        given = attacks(officer(table))
        assert [order.holding for order in given] == [holding]
        assert "0101" in {table.where(unit) for unit in given[0].units}


def test_who_has_no_task_joins_the_assault_of_who_has_one() -> None:
    """R2 stands next to the target as well and has nothing to do."""
    table = tabletop(CLOSE, plans=plan({"units": ["R1"], "attack": "0201", "floor": 0}))
    assert [order.units for order in attacks(officer(table))] == [("R1", "R2")]


def test_who_holds_a_post_does_not_join() -> None:
    """The post comes first."""
    task, post = {"units": ["R1"], "attack": "0201", "floor": 0}, {"units": ["R2"], "hold": "0202"}
    table = tabletop(CLOSE, plans=plan(task, post))
    assert [order.units for order in attacks(officer(table))][:1] == [("R1",)]


@pytest.mark.parametrize(("mass", "assaults"), [(2, 0), (1, 1)])
def test_what_a_task_aims_at_is_never_a_mere_chance(mass: int, assaults: int) -> None:
    """Success is sure, but too few stand ready, as the plan has it: then nobody goes by himself."""
    far = "R2 . . . . . . . . .\n . . . . . . . R1 B1 .\n. . . . . . . . . ."
    task = {"units": ["R"], "attack": "0801", "mass": mass}
    table = tabletop(far, B1={"items": {"riflemen": 100}}, plans=plan(task))
    assert len(attacks(officer(table))) == assaults


# --- guns -----------------------------------------------------------------------------------------------------------


GUNS = """
    RG1 .   .   .   .
      .   R1  B1  .   .
    .   .   .   .   .
"""


def guns(**task: Any) -> dict[str, list[dict[str, Any]]]:
    """A plan for the guns, and a line that holds."""
    hold = {"units": ["R1"], "hold": "0101", "raid": False}
    return {"red": [{"tasks": [hold], "guns": [{"units": ["RG1"], **task}]}]}


@pytest.mark.parametrize(
    ("task", "fires"),
    [
        ({"prepare": ["0201"]}, True),
        ({"interdict": ["0301"]}, True),
        ({"defend": ["0101"]}, False),
        ({"prepare": ["0201"], "keep": 3}, False),
    ],
)
def test_guns_fire_as_the_plan_says(task: dict[str, Any], fires: bool) -> None:
    """They prepare and interdict, fire in defence, and keep missions back."""
    table = tabletop(GUNS, RG1={"loaded": 3}, plans=guns(**task))
    fired = [step.order for step in officer(table) if isinstance(step.order, Bombard)]
    assert bool(fired) is fires


def test_guns_support_what_their_task_names() -> None:
    """The attack on the hill has them, because the plan says so."""
    attack = {"units": ["R1"], "attack": "0201", "floor": 0}
    phases = {"red": [{"tasks": [attack], "guns": [{"units": ["RG1"], "support": ["0201"]}]}]}
    table = tabletop(GUNS, RG1={"loaded": 3}, plans=phases)
    assert [attack.support for attack in attacks(officer(table))] == [("RG1",)]


@pytest.mark.parametrize(("light", "support"), [("day", ("RG1",)), ("moonlit", ("RG1",)), ("dark", ())])
def test_guns_support_nobody_in_the_dark_who_needs_none(light: str, support: tuple[str, ...]) -> None:
    """6.5: in the dark a mission that makes nothing likelier is kept, though the plan names the target."""
    drawing = "RG1 . . . .\n . R1 B1 . .\n. . R2 . ."
    attack = {"units": ["R1", "R2"], "attack": ["0201"], "mass": 1, "floor": 0}
    phases = {"red": [{"tasks": [attack], "guns": [{"units": ["RG1"], "support": ["0201"]}]}]}
    some = {"items": {"riflemen": 250}}
    table = tabletop(drawing, B1=some, plans=phases, light=light, turn_hours=1, hex_size=250, luck="table")
    assert [attack.support for attack in attacks(officer(table))] == [support]


@pytest.mark.parametrize(
    ("light", "loaded", "fires"),
    [("day", 2, True), ("moonlit", 2, True), ("dark", 2, False), ("dark", 3, True)],
)
def test_guns_shell_nobody_in_the_dark_but_from_a_full_load(light: str, loaded: int, fires: bool) -> None:
    """6.2, 6.5: what is not fired is there in the morning; a full load would not be filled up."""
    drawing = "RG1 . . . .\n . R1 B1 . .\n. . . . ."
    stays = plan({"units": ["R1"], "hold": "0101", "stand": True, "raid": False})
    table = tabletop(drawing, B1=MANY, RG1={"loaded": loaded}, plans=stays, light=light, turn_hours=6, hex_size=250)
    assert any(isinstance(step.order, Bombard) for step in officer(table)) is fires


def test_guns_support_another_assault_where_theirs_is_not_made() -> None:
    """They are meant for 0301, which is too strong; the chance at 0201 has them."""
    drawing = "RG1 . . . .\n . R1 B1 . .\n. R2 . B2 .\n . . R3 . ."
    strong, weak = {"items": {"riflemen": 2000}, "entrenched": 2}, {"items": {"riflemen": 260}}
    first = {"units": ["R3"], "attack": "0302", "floor": 90}
    second = {"units": ["R1", "R2"], "attack": "0201", "floor": 0}
    phases = {"red": [{"tasks": [first, second], "guns": [{"units": ["RG1"], "support": ["0302"]}]}]}
    given = attacks(officer(tabletop(drawing, B1=weak, B2=strong, plans=phases)))
    assert [(order.where, order.support) for order in given] == [("0201", ("RG1",))]


def test_guns_that_defend_support_a_counter_attack_with_what_they_do_not_keep() -> None:
    """The post is lost: one mission is kept, a second can be had."""
    tasks = {"tasks": [{"units": ["R1"], "hold": "0201"}], "guns": [{"units": ["RG1"], "defend": ["0201"], "keep": 1}]}
    for loaded, support in ((2, [("RG1",)]), (1, [])):
        table = tabletop(GUNS, RG1={"loaded": loaded}, B1={"items": {"riflemen": 160}}, plans={"red": [tasks]})
        assert [order.support for order in attacks(officer(table))] == support


def test_an_assault_that_is_sure_needs_no_guns() -> None:
    """Others may have them, or they fire at what is left."""
    attack = {"units": ["R1"], "attack": "0201"}
    phases = {"red": [{"tasks": [attack], "guns": [{"units": ["RG1"], "support": ["0201"]}]}]}
    found = [attacks(officer(tabletop(GUNS, B1={"items": {"riflemen": men}}, plans=phases))) for men in (60, 160)]
    assert [[order.support for order in given] for given in found] == [[()], [("RG1",)]]


@pytest.mark.parametrize(("shells", "fires"), [(0, False), (10, True)])
def test_guns_that_defend_fire_where_there_are_shells_for_half_of_the_turns_that_are_left(
    shells: int, fires: bool
) -> None:
    """One gun unit and ten turns: five missions in the depot are enough."""
    tasks = {
        "tasks": [{"units": ["R1"], "hold": "0101", "raid": False}],
        "guns": [{"units": ["RG1"], "defend": ["0101"]}],
    }
    table = tabletop(GUNS, RG1={"loaded": 2}, ammunition={"red": shells}, plans={"red": [tasks]})
    assert bool([step for step in officer(table) if isinstance(step.order, Bombard)]) is fires


def test_guns_go_out_of_the_enemys_reach() -> None:
    """Three hexes from an enemy they are in danger; without an enemy near they stay."""
    near = "B1 . . RG1 . . . .\n . . . . . . . ."
    table = tabletop(near, sources={"red": ["0700"], "blue": ["0000"]})
    assert moved(officer(table)) == {"RG1"}
    assert steps(str(table.where("RG1")), "0000") > 3
    far = tabletop("B1 . . . . RG1 . .\n . . . . . . . .", sources={"red": ["0700"], "blue": ["0000"]})
    assert officer(far) == []


# --- reasons --------------------------------------------------------------------------------------------------------


def test_reasons_name_phase_and_task() -> None:
    """What serves the plan says which part of it."""
    task = {"units": ["R1"], "attack": "0700", "mass": 2}
    table = tabletop(WIDE, plans=plan(task, {"units": ["R2"], "hold": "0102"}))
    reasons = {step.order.unit: step.reason for step in officer(table)}
    assert reasons == {
        "R1": "Phase 1: gathers for the attack on 0700, 0 of 1 ready",
        "R2": "Phase 1: to hold 0102",
    }


@pytest.mark.parametrize(("floor", "asked"), [(20, "20 % or more wanted"), (0, "wanted at any price")])
def test_the_reason_of_an_assault_names_its_chance_and_what_was_asked(floor: int, asked: str) -> None:
    """And what both sides are expected to lose."""
    task = {"units": ["R"], "attack": "0201", "floor": floor}
    table = tabletop(CLOSE, B1={"items": {"riflemen": 20}}, result=Result.ROUTED, plans=plan(task))
    reason = officer(table)[0].reason
    assert reason.startswith(f"Phase 1: to take 0201; 100 % success, {asked}; expected losses: Red ")


def test_the_reason_of_an_assault_is_that_of_who_has_the_task() -> None:
    """R1, which has none, is named first because it advances; R2 holds the hill from which it assaults."""
    areas, award = {"hill": ["0202"]}, {"side": "red", "award": "hold", "area": "hill", "points": 10}
    drawing = ". . . . . .\n . R1 B1 . . B2\n. . R2 . . ."
    options = {"areas": areas, "awards": [award], "controls": {"red": ["hill"]}}
    table = tabletop(drawing, **options, plans=plan({"units": ["R2"], "attack": ["hill", "0201"], "floor": 0}))
    (step,) = [step for step in officer(table) if isinstance(step.order, Attack)]
    assert step.order.units == ("R1", "R2")
    assert step.reason.startswith("Phase 1: to take 0201; ")


# --- works ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [0, 3])
def test_engineers_have_room_in_an_assault_on_works(level: int) -> None:
    """Where there is not room for all, they are named before others; who holds the hex goes in first."""
    table = tabletop(
        """
        .   .   .   .   .
          .   R1  B1  .   .
        .   .   RE1 R2  .
        """,
        plans=plan({"units": ["R1", "R2", "RE1"], "attack": "0201", "floor": 0}),
        rules={"assault_limit": 2 * (400 + 400 + 100)},
        R1={"items": {"riflemen": 400}},
        R2={"items": {"riflemen": 400}},
        RE1={"items": {"sappers": 200}},
        B1={"items": {"riflemen": 100}, "entrenched": level},
    )
    first = attacks(officer(table))[0]
    assert ("RE1" in first.units) is (level > 0)
    assert len(first.units) == 2
    assert first.units[0] != "RE1"
