"""Why the officer gives an order: the phase and the task that it serves, and what decided.

    The hills are stormed: to take Zaozernaya; 43 % success, at least 20 % asked; expected losses: ...
    Concentration: gathers for the attack on 2430 (Hill 52), 2 of 3 ready
    falls back, routed

Asked between a proposal and its order, while everything that the officer thought is as it was.
"""

from __future__ import annotations

from game.commanders.fight_words import expected_of, for_points, hundredths, losses, over_water
from game.commanders.officer.composing import Licence
from game.commanders.officer.guns import GATHERING, gun_group, is_near_group, kind_of_guns
from game.commanders.officer.marches import passes, presses
from game.commanders.officer.mind import Doing, Mind, Stage
from game.core.terms import NOWHERE, Role, TaskKind
from game.engine.event_words import place
from game.engine.game import Game
from game.engine.orders import Attack, Bombard, Exit, Move, Order
from game.engine.plain import plain
from game.rules.scratch import Scratch
from game.scenario.loading import Scenario
from game.scenario.names import so_many
from game.scenario.plan_arrays import titles_of


def explain(game: Game, scratch: Scratch, mind: Mind, order: Order) -> str:
    """Return why the officer proposes an order; it is in `scratch.order` and has not been given yet."""
    unit = int(scratch.order[0].units[0])
    if isinstance(order, Attack):
        return _why_assault(game, scratch, mind, order)
    on_its_way = isinstance(order, Move | Exit) and plain(passes)(game.world, mind, unit)
    if (said := over_water(game, order)) and not on_its_way:
        return said
    if isinstance(order, Bombard):
        return _why_bombard(game, mind, unit, order)
    if isinstance(order, Exit):
        return f"{_phase(mind, int(mind.task[unit]))}leaves the map, as it is to{for_points(game, unit)}"
    return _why_march(game, mind, unit)


def _why_assault(game: Game, scratch: Scratch, mind: Mind, order: Attack) -> str:
    level, floor = int(mind.page[0].level), int(mind.page[0].floor)
    expected = expected_of(game, scratch, order)
    success, target = f"{hundredths(expected.success)} % success", place(game.scenario, order.target)
    if level == Licence.CHANCE:
        outside = f"a chance outside its tasks to drive the enemy from {target}"
        return "; ".join([outside, success, losses(game, expected)])
    wanted = f", {floor} % or more wanted" if floor > 1 else (", wanted at any price" if floor == 0 else "")
    said = [f"{success}{wanted}", losses(game, expected)]
    leader = _who_has_the_task(scratch, mind, game.scenario.hex_row(order.target))
    verb = "to take" if mind.doing[leader] == Doing.ATTACK else "to retake"
    inside = _is_in(mind, leader, game.scenario.hex_row(order.target))
    what = f"{verb} {target}" if inside else f"on the way to {_goal(game.scenario, mind, leader)}"
    return _phase(mind, int(mind.task[leader])) + "; ".join([what, *said])


def _who_has_the_task(scratch: Scratch, mind: Mind, target: int | None) -> int:
    """Return the unit of an assault whose task asks for it; others may have joined, and come first if they advance."""
    units = [int(unit) for unit in scratch.order[0].units[: int(scratch.order[0].count)]]
    tasked = [unit for unit in units if mind.doing[unit] in (Doing.ATTACK, Doing.HOLD) and mind.group[unit] != NOWHERE]
    return next((unit for unit in tasked if _is_in(mind, unit, target)), tasked[0])


def _why_bombard(game: Game, mind: Mind, unit: int, order: Bombard) -> str:
    target = place(game.scenario, order.target)
    kind = int(plain(kind_of_guns)(mind, unit))
    row = int(mind.gun_task[unit])
    if row == NOWHERE:
        return f"has fire missions to spare: shells {target}, where it hits most men"
    if mind.page[0].stage == Stage.PREPARATION:
        return f"{_phase(mind, row)}prepares the assault on {target}"
    group, hex_ = int(plain(gun_group)(mind, unit)), game.scenario.hex_row(order.target)
    if kind == TaskKind.INTERDICT and plain(is_near_group)(game.world, mind, group, hex_, GATHERING):
        return f"{_phase(mind, row)}shells enemies who gather at {group_in_words(game.scenario, mind, group)}"
    return f"{_phase(mind, row)}has fire missions to spare: shells {target}"


def _why_march(game: Game, mind: Mind, unit: int) -> str:
    doing, row, group = int(mind.doing[unit]), int(mind.task[unit]), int(mind.group[unit])
    if doing == Doing.FALL_BACK:
        return _why_back(game, unit)
    if doing == Doing.GUNS:
        if group == NOWHERE:
            return "to where no enemy is near"
        phase = _phase(mind, int(mind.gun_task[unit]) if row == NOWHERE else row)
        return f"{phase}to have {group_in_words(game.scenario, mind, group)} in range, out of the enemy's reach"
    if doing == Doing.FREE:
        return "no task is left for it: goes for the nearest enemy"
    aim = group_in_words(game.scenario, mind, group)
    phase = _phase(mind, row)
    if doing == Doing.ATTACK:
        aim = _goal(game.scenario, mind, unit)
        if mind.go[group] and plain(presses)(game.world, game.state, mind, unit):
            return f"{phase}to assault {aim}"
        if mind.go[group]:
            return f"{phase}keeps out of contact: others assault {aim}"
        wanted = min(int(mind.wanted[group]), int(mind.able[group]))
        return f"{phase}gathers for the attack on {aim}, {int(mind.ready[group])} of {wanted} ready"
    kind = TaskKind(int(mind.plan.tasks[row].kind))
    words = {
        TaskKind.ATTACK: f"to hold what is taken: {aim}",
        TaskKind.HOLD: f"to hold {aim}",
        TaskKind.DELAY: f"delays the enemy, now at {aim}",
        TaskKind.SCREEN: f"to watch {aim}",
        TaskKind.RESERVE: f"reserve at {aim}",
        TaskKind.WITHDRAW: f"withdraws to {aim}",
        TaskKind.MARCH: f"marches to {aim}",
        TaskKind.EXIT: f"to leave the map by {aim}",
    }
    return phase + words[kind]


def _why_back(game: Game, unit: int) -> str:
    row = game.state.units[unit]
    if row.routed:
        return "falls back, routed"
    if game.world.units.role[unit] == Role.HEADQUARTERS:
        return "headquarters: away from the enemies next to it"
    if row.stock <= 0:
        return "breaks out: cut off and out of supplies"
    return f"falls back from the enemy, shaken (cohesion {int(row.cohesion)})"


def _goal(scenario: Scenario, mind: Mind, unit: int) -> str:
    """Return what an attacker goes for: of several hexes of a target the one that it has chosen."""
    post = int(mind.post[unit])
    if post == NOWHERE:
        return group_in_words(scenario, mind, int(mind.group[unit]))
    return place(scenario, str(scenario.hex_number(post)))


def _phase(mind: Mind, row: int) -> str:
    return "" if row == NOWHERE else f"{titles_of(mind.plan)[int(mind.plan.tasks[row].phase)]}: "


def _hexes(mind: Mind, group: int) -> list[int]:
    first, end = int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])
    return [int(row) for row in mind.plan.group_hexes[first:end]]


def _is_in(mind: Mind, unit: int, hex_: int | None) -> bool:
    return hex_ in _hexes(mind, int(mind.group[unit]))


def group_in_words(scenario: Scenario, mind: Mind, group: int) -> str:
    """Return what a plan aims at: the name of the area that it is, else its hexes with their names."""
    hexes = _hexes(mind, group)
    areas = [area for area, inside in scenario.areas.items() if len(hexes) > 1 and set(hexes) == set(inside)]
    if areas:
        return scenario.names.area_titles[scenario.names.area_row[areas[0]]]
    named = [place(scenario, str(scenario.hex_number(row))) for row in hexes]
    return named[0] if len(named) == 1 else f"{named[0]} and {so_many(len(named) - 1, 'other hex', 'other hexes')}"
