"""The officer's own plan: where the main effort goes, what is held, what comes after, what is held back.

It is a plan like those in files, so that it can be read, printed and changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from game.commanders.officer.appreciation import Appreciation, Objective
from game.commanders.officer.cutting_off import Chase, who_cuts_off
from game.commanders.officer.leaving import Leaver, at_stake, who_leaves
from game.commanders.officer.position import Body
from game.commanders.officer.sharing_out import LEAST, TO_HOLD, TO_TAKE, Force, distribute, spare
from game.commanders.officer.stakes import FLOOR
from game.core.limits import MOST_NAMED, MOST_PHASES, MOST_TASKS
from game.core.terms import Role
from game.scenario.loading import Scenario
from game.scenario.schema.plan import PlanFile
from game.scenario.suggesting import listed
from game.scenario.world import State

OWN: Final = "own"
"""The id of a plan that the officer makes."""

STAND: Final = "stand"
"""The id of the plan by which everybody stays where it is."""

STRONGER: Final = 1.2
"""Own fire against the enemy's, sooner or later, from which a side need not give everybody an objective."""

FORMATIONS_FOR_RESERVE: Final = 5
"""Formations from which one is held back."""

MOST_TARGETS: Final = 12
"""Objectives that a plan goes for."""

MASS_SHARE: Final = 15
"""Per cent of those who attack that stand ready before they do."""

MOST_MASS: Final = 3
"""Units that stand ready before the others attack, at most: more seldom find room around a target."""

KEPT: Final = 1
"""Fire missions that guns keep back where they defend; where they support an attack they keep none."""

LEAST_STAKE: Final = 1.0
"""Points for ground under which those whom others leave behind do not go for it, nor stand in its defence."""

MOST_HALTS: Final = 24
"""Turns in which a plan says where boats halt on their way out; then they take the shortest way."""

Entries = list[dict[str, Any]]
"""Tasks or phases, as files have them."""


def own_plan(scenario: Scenario, side: str, later: State | None = None) -> PlanFile:
    """Return the plan that the officer makes for a side of a scenario, at its start or in a later position.

    The same position gives the same plan.
    """
    everybody = Appreciation(scenario, scenario.names.sides.index(side), later)
    leavers = who_leaves(everybody)
    chase = Chase(everybody)
    seen = _others(everybody, leavers, chase)
    given_up = bool(leavers and seen.ground) and at_stake(seen) < LEAST_STAKE
    free = list(seen.bodies)
    chasing = who_cuts_off(seen, chase, free)
    free = [] if given_up else free
    held = [one for one in seen.objectives if one.ours and not given_up]
    targets = _targets(seen) if seen.attacks and not given_up else []
    lines = [] if targets else _lines(seen, free)
    garrisons = distribute(seen, held, free, TO_HOLD, take_all=not targets)
    if targets and not free:
        free = spare(seen, garrisons)
    reserve = _hold_back(seen, free) if targets and seen.final_ratio >= 1 else []
    phases = [
        _phase("The line", lines),
        _phase("The guns", [], _guns(seen, *(("support", [*targets, *held]) if targets else ("defend", held)))),
        _phase("Reserve", _reserve(seen, reserve, held)),
        *(phase for force in garrisons for phase in _phases_of(seen, *force)),
        _phase("Main effort", _main_effort(seen, targets, held, list(free))),
        _what_is_taken(seen, targets, held, free),
        _phase("Across their way", [task for one, bodies in chasing for task in _attack(seen, [one], bodies)]),
    ]
    last = [_phase("Off the map", _exits(seen, leavers)), *_round_their_fire(seen, leavers)] if leavers else []
    said = [phase for phase in phases if len(phase) > 1][: MOST_PHASES - len(last)]
    said = said or [_phase("Hold the ground", _where_they_stand(seen), _guns_by_themselves(seen))]
    return PlanFile.model_validate(
        {
            "schema": 1,
            "id": OWN,
            "side": side,
            "name": "The officer's own plan",
            "about": _about(seen, targets, held) + _who_leaves(seen, leavers) + _who_cuts_off(chasing),
            "estimate": True,
            "phases": [phase for phase in said if len(phase) > 1 or not last] + last,
        }
    )


def _others(seen: Appreciation, leavers: list[Leaver], chase: Chase) -> Appreciation:
    """Return how the others see the position once those who leave are gone, and which enemies would leave it, too."""
    if not leavers and not chase.leavers:
        return seen
    gone = frozenset(one.unit for one in leavers)
    return replace(seen, leaving=gone, leavers=frozenset(chase.leavers), their_ways=chase.ways)


def standing_plan(scenario: Scenario, side: str, later: State) -> PlanFile:
    """Return the plan by which everybody on the map stays where it is and the guns fire for them."""
    seen = Appreciation(scenario, scenario.names.sides.index(side), later)
    return PlanFile.model_validate(
        {
            "schema": 1,
            "id": STAND,
            "side": side,
            "name": "To stand",
            "about": "Everybody stays where he is.",
            "estimate": True,
            "phases": [_phase("To stand", _where_they_stand(seen), _guns_by_themselves(seen))],
        }
    )


def _phase(name: str, tasks: Entries, guns: Sequence[dict[str, Any]] = (), **more: Any) -> dict[str, Any]:
    """Return a phase; one that has nothing to say has a name only."""
    parts: dict[str, Any] = {"tasks": tasks[:MOST_TASKS]} if tasks else {}
    parts |= {"guns": list(guns)[:MOST_TASKS]} if guns else {}
    return {"name": name[:120], **(more if parts else {}), **parts}


def _exits(seen: Appreciation, leavers: list[Leaver]) -> Entries:
    """Return the tasks of those who leave the map, by exit. They come last: nothing else counts for these units."""
    by_exit: dict[str, list[int]] = {}
    for one in leavers:
        by_exit.setdefault(one.exit, []).append(one.unit)
    return [{"units": names, "exit": area} for area, units in by_exit.items() for names in _names(seen, units)]


def _round_their_fire(seen: Appreciation, leavers: list[Leaver]) -> Entries:
    """Return a phase for each turn in which boats go round the enemy's fire on their way out."""
    halts: dict[int, dict[int, list[int]]] = {}
    for one in leavers:
        for hex_, turn in one.halts:
            halts.setdefault(turn, {}).setdefault(hex_, []).append(one.unit)
    return [
        _phase(
            "Round their fire",
            [{"units": names, "march": _number(seen, hex_)} for hex_ in where for names in _names(seen, where[hex_])],
            turns=[turn, turn],
        )
        for turn, where in sorted(halts.items())
    ][:MOST_HALTS]


def _who_leaves(seen: Appreciation, leavers: list[Leaver]) -> str:
    """Say how many leave the map, by which exits and for how much; nothing where nobody does."""
    if not leavers:
        return ""
    names, points = seen.scenario.names, sum(one.points for one in leavers)
    exits = dict.fromkeys(names.area_titles[names.area_row[one.exit]] for one in leavers)
    leave = "1 unit leaves" if len(leavers) == 1 else f"{len(leavers)} units leave"
    return f" {leave} the map by {listed(exits)}, for {points:.1f} points: more than by staying."


def _who_cuts_off(chasing: list[Force]) -> str:
    """Say how many go across the way of enemies who would leave the map; nothing where nobody does."""
    units = sum(len(body.units) for _, bodies in chasing for body in bodies)
    go = "1 unit goes" if units == 1 else f"{units} units go"
    return f" {go} across the way of enemies who would leave the map for points." if units else ""


def _about(seen: Appreciation, targets: list[Objective], held: list[Objective]) -> str:
    """Say what the plan means to do, and why."""
    without = " without those who leave" if seen.leaving else ""
    has = f"this side has {seen.ratio:.1f} times the firepower of the enemy{without}"
    standing = "it wins as things stand" if seen.standing_wins else "it does not win as things stand"
    if targets:
        return f"Attacks: {has}, and {standing}. Goes for {', '.join(one.title for one in targets)}."
    what = ", ".join(one.title for one in held) or "the ground where it stands"
    return f"Holds {what}: {has}, and {standing}."


def _targets(seen: Appreciation) -> list[Objective]:
    """Return the objectives that the side goes for, the best first: worth much, held by few, near."""

    def promise(one: Objective) -> float:
        near = min((seen.away(body, one) for body in seen.bodies), default=0)
        return one.worth / (1 + one.enemy / LEAST) / (10 + near)

    return sorted((one for one in seen.objectives if not one.ours and seen.may_enter(one)), key=promise, reverse=True)[
        :MOST_TARGETS
    ]


def _lines(seen: Appreciation, free: list[Body]) -> Entries:
    """Return the tasks of those who stand in works already, and take them out of those who are free."""
    found: Entries = []
    for body in list(free):
        here = [unit for unit in body.units if seen.is_dug_in(unit)]
        if not here:
            continue
        free.remove(body)
        rest = [unit for unit in body.units if unit not in here]
        if rest:
            free.append(seen.body_of(rest))
        line = [_number(seen, hex_) for hex_ in sorted({seen.place(unit) for unit in here})]
        found += [{"units": names, "hold": line[:MOST_NAMED]} for names in _names(seen, here)]
    return found


def _hold_back(seen: Appreciation, free: list[Body]) -> list[Body]:
    """Take those who stand farthest back out of those who are free, if there are enough of them."""
    if len(free) < FORMATIONS_FOR_RESERVE:
        return []
    back = max(free, key=lambda body: min((seen.away(body, one) for one in seen.objectives), default=0))
    free.remove(back)
    return [back]


def _phases_of(seen: Appreciation, objective: Objective, bodies: list[Body]) -> Entries:
    """Return what those do who hold an objective: they hold it, and retake it when it is lost."""
    title = objective.title[:1].upper() + objective.title[1:]
    held = {"holds": {"side": seen.scenario.names.sides[seen.side], "area": objective.target}}
    hold = [
        {"units": names, "hold": objective.target, "near": 1} for body in bodies for names in _names(seen, body.units)
    ]
    return [
        _phase(f"{title} is held", hold, when=held),
        _phase(f"{title} is lost", _attack(seen, [objective], bodies), when={"not": held}),
    ]


def _reserve(seen: Appreciation, bodies: list[Body], held: list[Objective]) -> Entries:
    """Return the tasks of the reserve: it stands until what is held is attacked, or half of the game is over."""
    calendar, sides = seen.scenario.file.calendar, seen.scenario.names.sides
    until: Entries = [{"turn": calendar.first_turn + calendar.turns // 2}]
    until += [
        {"attacked": {"area": one.target, "by": sides[1 - seen.side]}} for one in held if isinstance(one.target, str)
    ]
    condition = {"any": until[:MOST_NAMED]} if len(until) > 1 else until[0]
    return [
        {"units": names, "reserve": _number(seen, body.place), "near": 1, "until": condition}
        for body in bodies
        for names in _names(seen, body.units)
    ]


def _attack(seen: Appreciation, objectives: list[Objective], bodies: list[Body]) -> Entries:
    """Return the tasks of an attack: some of those who have it stand ready before it begins.

    Of several objectives each unit goes for the nearest that is not taken yet.
    """
    units = [unit for body in bodies for unit in body.units]
    mass = max(1, min(MOST_MASS, len(units) * MASS_SHARE // 100))
    targets = [target for one in objectives for target in _as_list(one)][:MOST_NAMED]
    return [{"units": names, "attack": targets, "mass": mass, "floor": FLOOR} for names in _names(seen, units)]


def _main_effort(seen: Appreciation, targets: list[Objective], held: list[Objective], free: list[Body]) -> Entries:
    """Return the tasks of those who attack: each target gets enough of them, and they go on to the others from there.

    Who is the stronger leaves the rest without a task: they go for the enemy where he is.
    """
    forces = distribute(seen, targets, free, TO_TAKE, take_all=seen.final_ratio < STRONGER)
    return [
        task
        for one, bodies in forces
        for task in _attack(seen, [one, *(other for other in [*targets, *held] if other is not one)], bodies)
    ]


def _second_part(seen: Appreciation) -> list[int]:
    """Return the turns of the second part of the game, in which a side that is the weaker holds what it has."""
    calendar = seen.scenario.file.calendar
    return [calendar.first_turn + calendar.turns // 3, calendar.last_turn]


def _what_is_taken(
    seen: Appreciation, targets: list[Objective], held: list[Objective], bodies: list[Body]
) -> dict[str, Any]:
    """Return the last phase of a side that is weaker on the whole: its attack has had its time, and it holds."""
    objectives = [*targets, *held]
    named = [target for one in objectives for target in _as_list(one)][:MOST_NAMED]
    if not targets or seen.final_ratio >= 1 or not named:
        return _phase("What is taken is held", [])
    units = [unit for body in bodies for unit in body.units]
    hold = [{"units": names, "hold": named} for names in _names(seen, units)]
    return _phase("What is taken is held", hold, _guns(seen, "defend", objectives), turns=_second_part(seen))


def _guns(seen: Appreciation, kind: str, objectives: list[Objective]) -> Entries:
    """Return what the guns do: all for the same objectives."""
    role = seen.scenario.world.units.role
    guns = [unit for unit in seen.those_of(seen.side) if role[unit] == Role.ARTILLERY]
    targets = [target for one in objectives for target in _as_list(one)][:MOST_NAMED]
    keep = 0 if kind == "support" else KEPT
    return [{"units": names, kind: targets, "keep": keep} for names in _names(seen, guns)] if targets else []


def _where_they_stand(seen: Appreciation) -> Entries:
    """Return the tasks of a side that has nothing to take and nothing to hold: all but the guns stay where they are."""
    role = seen.scenario.world.units.role
    stay = [unit for unit in seen.those_of(seen.side) if role[unit] != Role.ARTILLERY]
    return [{"units": names, "hold": hex_} for hex_, names in _by_hex(seen, stay)]


def _guns_by_themselves(seen: Appreciation) -> Entries:
    """Return what the guns of such a side do: they fire in the defence of where they stand."""
    role = seen.scenario.world.units.role
    guns = [unit for unit in seen.those_of(seen.side) if role[unit] == Role.ARTILLERY]
    return [{"units": names, "defend": [hex_]} for hex_, names in _by_hex(seen, guns)]


def _by_hex(seen: Appreciation, units: Sequence[int]) -> list[tuple[str, list[str]]]:
    """Return the hexes in which units stand or will come, each with their names, so many at once as a task can name."""
    found: dict[int, list[int]] = {}
    for unit in units:
        found.setdefault(seen.place(unit), []).append(unit)
    return [(_number(seen, hex_), names) for hex_, those in found.items() for names in _names(seen, those)]


def _names(seen: Appreciation, units: Sequence[int]) -> list[list[str]]:
    """Return units by name, so many at once as a task can name."""
    names = [seen.scenario.names.units[unit] for unit in units]
    return [names[i : i + MOST_NAMED] for i in range(0, len(names), MOST_NAMED)]


def _number(seen: Appreciation, hex_: int) -> str:
    return str(seen.scenario.hex_number(hex_))


def _as_list(one: Objective) -> list[str]:
    return [one.target] if isinstance(one.target, str) else list(one.target)
