"""The staff plays its plans out and follows the one that brings most."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.commanders.estimate import estimate
from game.commanders.officer.planning import standing_plan
from game.commanders.officer.stakes import FLOOR
from game.commanders.player import Player
from game.commanders.roster import (
    by_history,
    commanders_of,
    hired,
    made_now,
    plan_followed,
    require_leader,
    stand_in,
    take_turn,
)
from game.commanders.staff.candidates import candidates, variant
from game.commanders.staff.choosing import GAMES, Weighed, best_of
from game.commanders.staff.commander import STAFF, weighed_in_words
from game.core.errors import UsageError
from game.core.terms import Status
from game.scenario.loading import load_scenario
from tests.tabletop import Table, tabletop

BOARD = """
    R1+R2  .   B1  .   .
      .   .   .   .   .
"""
AREAS = {"hill": ["0200"]}
AWARDS = [{"side": "red", "award": "hold", "area": "hill", "points": 9}]
NIGHT = "lake_khasan/night_attack"


def board(**options: Any) -> Table:
    """Red wins by taking the hill from a handful; its first plan is to stay at home."""
    stay = {"tasks": [{"units": ["R"], "hold": "0000", "stand": True, "raid": False}]}
    few = {"items": {"riflemen": 20}}
    options = {"areas": AREAS, "awards": AWARDS, "controls": {"blue": ["hill"]}, "turns": 4, **options}
    return tabletop(BOARD, B1=few, plans={"red": [stay]}, **options)


def test_it_follows_the_plan_that_brings_most() -> None:
    """To stay at home brings nothing, to attack the hill its points; Blue has one plan, which an officer would make."""
    table = board()
    player = hired(table.scenario, table.world, {"red": "staff", "blue": "idle"})[0]
    steps = player.take_turn(table.game)
    weighed = player.memory.weighed
    by_plan = {plan.id: margin for plan, margin in zip(weighed.plans, weighed.margins, strict=True)}
    assert by_plan["own"] > by_plan["plan"]
    assert weighed.plans[weighed.chosen].id == "own"
    assert weighed.games == len(weighed.plans) * GAMES[0]
    assert steps[0].reason.endswith(f". {weighed_in_words(weighed)}")


def test_the_same_position_gives_the_same_orders() -> None:
    """Its luck hangs on the seed alone."""
    first, second = ([str(step.order) for step in take_turn(board(luck="table", seed=4).game, "staff")] for _ in "ab")
    assert first == second


def staff_of(table: Table) -> Player:
    """The staff that leads Red."""
    player: Player = hired(table.scenario, table.world, {"red": "staff", "blue": "idle"})[0]
    return player


def test_it_tries_what_the_officer_would_do_now_and_to_stand() -> None:
    """Beside the plans that it has from the start: the officer's own, the scenario's, a bolder and a careful one."""
    table = board()
    player = staff_of(table)
    player.begin_turn(table.world, table.state)
    weighed = player.memory.weighed
    assert [plan.id for plan in weighed.plans] == [
        "own", "plan", "own_bolder", "own_more_careful", "own_now", "stand_now",
    ]  # fmt: skip
    margins = dict(zip([plan.id for plan in weighed.plans], weighed.margins.tolist(), strict=True))
    assert margins["own_now"] > margins["stand_now"]


def test_what_it_tries_for_a_position_is_forgotten_in_the_next() -> None:
    """To stand is another thing where R1 has marched."""
    table = board()
    player = staff_of(table)
    for where in ("0000", "0001"):
        player.begin_turn(table.world, table.state)
        desk = player.memory
        (tasks,) = [phase.tasks for plan in desk.weighed.plans if plan.id == "stand_now" for phase in plan.phases]
        posts = {unit: task.hold for task in tasks for unit in task.units}
        assert posts == {"R1": where, "R2": "0000"}
        stand = [plan.id for plan in desk.weighed.plans].index("stand_now")
        known = desk.player(0, stand, 0).memory.plan.group_hexes.tolist()
        assert (table.hex_row("0001") in known) is (where == "0001")
        if where == "0000":
            table.march("R1", "0001")


def test_the_same_position_gives_the_same_choice() -> None:
    """Whatever it has thought of others before: one staff has led from the start, the other comes in now."""
    men = {"side": "blue", "award": "losses", "of": "red", "kind": "men", "per": 1, "points": 1}
    options: dict[str, Any] = {"areas": AREAS, "awards": [*AWARDS, men], "controls": {"blue": ["hill"]}, "turns": 3}
    table = tabletop(BOARD, luck="table", seed=4, **options)
    first = staff_of(table)
    first.take_turn(table.game)
    table.next_turn()
    first.begin_turn(table.world, table.state)
    second = staff_of(table)
    second.begin_turn(table.world, table.state)
    for one, other in zip(first.memory.weighed.plans, second.memory.weighed.plans, strict=True):
        assert one == other
    assert first.memory.weighed.margins.tolist() == second.memory.weighed.margins.tolist()
    assert first.memory.weighed.chosen == second.memory.weighed.chosen


def test_a_side_with_nobody_on_the_map_can_stand() -> None:
    """There is nobody to name; who is still to come stays where he arrives."""
    table = board()
    for unit in ("R1", "R2"):
        table.unit(unit).status = Status.DESTROYED
    assert [phase.tasks for plan in made_now(table.scenario, table.state, 0) for phase in plan.phases] == [[], []]
    coming = tabletop("R1 . B1 .\n . . . .", R1={"turn": 3})
    (phase,) = standing_plan(coming.scenario, "red", coming.state).phases
    assert [(task.units, task.hold) for task in phase.tasks] == [(["R1"], "0000")]


def test_nothing_of_the_game_is_touched_by_playing_out() -> None:
    """Only its orders change the position."""
    table = board(luck="table")
    before = table.game.digest()
    player = hired(table.scenario, table.world, {"red": "staff", "blue": "idle"})[0]
    player.begin_turn(table.world, table.state)
    assert table.game.digest() == before


def test_without_plans_it_does_what_the_officer_does_without() -> None:
    """As for a player made for a world alone."""
    table = board()
    assert Player(STAFF, table.world).take_turn(table.game) is not None


def test_a_variant_asks_for_another_chance_but_not_where_any_price_is_paid() -> None:
    """Twenty per cent less or more, from 25 where nothing is said; never under 1 or over 95."""
    plan = load_scenario(NIGHT).plan("soviet", "historical")
    before = [task.floor for phase in plan.phases for task in phase.tasks if task.attack is not None]
    for by in (-20, 20):
        after = [task.floor for phase in variant(plan, "x", by).phases for task in phase.tasks if task.attack]
        wanted = [
            floor if floor == 0 else min(95, max(1, (FLOOR if floor is None else floor) + by)) for floor in before
        ]
        assert after == wanted
    assert [one.id for one in candidates([plan])] == ["historical", "historical_bolder", "historical_more_careful"]


def test_in_an_estimate_the_officer_stands_in() -> None:
    """Two hundred games of somebody who plays hundreds himself each turn would take hours."""
    assert stand_in("staff") == "officer"
    assert stand_in("officer:own") == "officer:own"
    table = board()
    found = estimate(table.game, 2, {"red": "staff", "blue": "cadet"})
    assert found.commanders == {"red": "officer", "blue": "cadet"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("staff:historical", "the commander 'staff' chooses its plan itself: a plan can be named for officer only"),
        ("cadet:own", "the commander 'cadet' has no plan: a plan can be named for officer only"),
        ("officer:historic", "has no plan 'historic' of the side 'soviet'; did you mean 'historical'?"),
        ("officer:", "'officer:' names no plan; write officer:PLAN, or officer alone"),
        ("cadet:", "the commander 'cadet' has no plan: a plan can be named for officer only"),
        ("officer:./mine.yaml", "'./mine.yaml' is a file; here lake_khasan/night_attack is played with the plans"),
        ("oficer", "there is no commander 'oficer'; did you mean 'officer'?"),
    ],
)
def test_a_leader_that_there_is_not(name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said.replace("?", r"\?")):
        require_leader(load_scenario(NIGHT), "soviet", name)


@pytest.mark.parametrize(
    ("margins", "kept"), [((2.0, 2.5, 2.1), True), ((2.0, 1.0, 0.5), False), ((0.0, 1.0, 1.5), False)]
)
def test_it_is_said_why_a_plan_is_kept_that_another_one_surpasses(margins: tuple[float, ...], kept: bool) -> None:
    """The first plan, unless another is clearly better; so nobody wonders at the figures."""
    plan = load_scenario(NIGHT).plan("soviet", "historical")
    games = np.array(margins)[:, None] + np.outer(np.arange(len(margins)) % 2 * 4, [1, -1, 1, -1])
    said = weighed_in_words(Weighed((plan,) * len(margins), games.mean(axis=1), games.size, best_of(games)))
    assert ("no other is better beyond luck" in said) == kept


@pytest.mark.parametrize(
    ("second", "chosen"),
    [
        ([3, 3, 3, 3], 1),  # better in every game
        ([2, 2, 2, 3], 0),  # by a quarter of a point
        ([9, 2, 2, 2], 0),  # in one game of four
        ([9, 8, 0, 7], 1),  # in most
        ([2, 2, 2, 2], 0),  # alike: the first one
    ],
)
def test_another_plan_is_followed_that_is_better_beyond_luck(second: list[int], chosen: int) -> None:
    """By more than half a point, and more than one and a half standard errors; the games have the same luck."""
    assert best_of(np.array([[2, 2, 2, 2], second], np.float64)) == chosen


def test_of_two_that_are_better_the_best_is_followed() -> None:
    assert best_of(np.array([[0, 0, 0], [1, 1, 1], [2, 2, 2]], np.float64)) == 2


def test_history_is_led_by_officers_with_the_historical_plans() -> None:
    scenario = load_scenario(NIGHT)
    assert by_history(scenario) == dict.fromkeys(scenario.names.sides, "officer:historical")
    assert by_history(board().scenario) == {}


def test_who_is_named_without_a_plan_makes_its_own() -> None:
    scenario = load_scenario(NIGHT)
    for name in ("officer", "officer:own"):
        plan = plan_followed(scenario, "soviet", name)
        assert plan is not None
        assert plan.id == "own"
    assert plan_followed(scenario, "soviet", "cadet") is None


def test_where_nobody_is_named_the_officer_leads_by_the_plan_that_the_scenario_says() -> None:
    tauran = load_scenario("tauran/force_for_force")
    assert commanders_of(tauran, {}) == {"japanese": "officer:stay", "mongolian": "officer:historical"}
    assert commanders_of(tauran, {"japanese": "officer"}) == {"japanese": "officer", "mongolian": "officer:historical"}
    night = load_scenario(NIGHT)
    assert commanders_of(night, {}) == dict.fromkeys(night.names.sides, "officer"), "it says none"
