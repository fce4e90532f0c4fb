"""What each unit is about: which phases are in force, which task is whose, and what it comes to as things stand."""

from __future__ import annotations

from typing import Final

from game.commanders.ground.fire import clear, spread_fire
from game.commanders.ground.ways import FAR, flood
from game.commanders.officer.mind import Doing, Mind, is_in_group, way_to
from game.core._jit import rule
from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, SIDES, UNREACHED, Mobility, Role, Status, TaskKind, Tolerance
from game.rules.artillery import steps_between
from game.rules.conditions import judge_all, men_now
from game.rules.permissions import may_enter
from game.rules.scratch import Scratch
from game.rules.stacking import enemy_in
from game.rules.zones import in_enemy_zone
from game.scenario.plan_arrays import UNSAID
from game.scenario.world import State, World

TIRED: Final = 75
"""Fatigue from which a unit is not sent into an assault."""

FIT: Final = (45, 60, 45, 25)
"""Cohesion from which a unit is sent into an assault, by the Tolerance of its task."""

SHAKEN: Final = 35
"""Cohesion under which a unit is pulled out of the line."""

COMING: Final = 480
"""Quarter points, ten turns' march, beyond which a unit is not waited for."""

OUTMATCHED: Final = 150
"""The enemy's fire against one's own, in per cent, from which who delays or screens gives way."""

NEIGHBOURHOOD: Final = 3
"""Steps from which a unit can join a fight within a turn or so."""

DEFAULT_NEAR: Final = 0

STRONGER: Final = 120
"""Own fire against the enemy's on the whole map, in per cent, from which who has no task goes for the enemy."""

EMPTY_GROUND: Final = 30
"""Quarter points that ground without an enemy counts as farther away for them."""

FARTHEST: Final = 240
"""Quarter points beyond which nobody is drawn to an enemy."""

EMPTY: Final = 5
"""Half steps that a hex without enemies counts as farther off to who attacks."""


@rule
def look_around(world: World, state: State, mind: Mind, side: int) -> None:
    """Draw up the maps of fire: who touches each hex, who could join a fight there."""
    clear(mind.own_fire)
    clear(mind.own_mass)
    clear(mind.enemy_fire)
    clear(mind.threat)
    for which in range(SIDES):
        mind.strength[which] = 0
    for unit in range(len(world.units)):
        row, fire = state.units[unit], int(state.unit_figures[unit].fire)
        if row.status != Status.PRESENT or row.routed == 1:
            continue
        mind.strength[int(world.units[unit].side)] += fire
        line = world.units[unit].role != Role.ARTILLERY
        if world.units[unit].side == side:
            spread_fire(world, mind.own_fire, int(row.hex), fire, 1)
            if line:
                spread_fire(world, mind.own_mass, int(row.hex), fire, NEIGHBOURHOOD)
        else:
            spread_fire(world, mind.enemy_fire, int(row.hex), fire, 1)
            if line:
                spread_fire(world, mind.threat, int(row.hex), fire, NEIGHBOURHOOD)


@rule
def find_phases(world: World, state: State, mind: Mind) -> None:
    """Judge the conditions, and say which phases are in force."""
    judge_all(world, state, mind.plan, mind.holds)
    turn = int(state.clock[0].turn)
    for row in range(len(mind.plan.phases)):
        phase = mind.plan.phases[row]
        runs = phase.first <= turn <= phase.last
        met = phase.condition == NOWHERE or mind.holds[int(phase.condition)] == 1
        mind.in_force[row] = 1 if runs and met else 0


@rule
def give_tasks(mind: Mind, side: int) -> None:
    """Say which task of those in force is whose: of all that name a unit the last, of units and of guns apart."""
    for unit in range(len(mind.task)):
        mind.task[unit] = NOWHERE
        mind.gun_task[unit] = NOWHERE
    for row in range(len(mind.plan.tasks)):
        task = mind.plan.tasks[row]
        if task.side != side or mind.in_force[int(task.phase)] == 0 or task.first_group == task.end_group:
            continue
        for place in range(int(task.first_unit), int(task.end_unit)):
            if task.kind >= TaskKind.PREPARE:
                mind.gun_task[int(mind.plan.named[place])] = row
            else:
                mind.task[int(mind.plan.named[place])] = row


@rule
def is_ours(state: State, mind: Mind, group: int, side: int) -> int:
    """Return 1 if a side owns all of a group."""
    for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
        if state.hexes[int(mind.plan.group_hexes[place])].owner != side:
            return 0
    return 1


@rule
def is_touched(state: State, mind: Mind, group: int, side: int) -> int:
    """Return 1 if the enemy owns a hex of a group."""
    for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
        if state.hexes[int(mind.plan.group_hexes[place])].owner == 1 - side:
            return 1
    return 0


@rule
def has_enemies(state: State, mind: Mind, group: int, side: int) -> int:
    """Return 1 if enemies stand in a hex of a group."""
    for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
        if enemy_in(state, int(mind.plan.group_hexes[place]), side) == 1:
            return 1
    return 0


@rule
def aim(state: State, mind: Mind, row: int, side: int) -> int:
    """Return the group that a task is about now.

    An attack takes what it goes along one after the other; a delay falls back behind a line of which it has lost a hex.
    """
    task = mind.plan.tasks[row]
    last = int(task.end_group) - 1
    for place in range(int(task.first_group), last):
        group = int(mind.plan.group_of[place])
        if task.kind == TaskKind.ATTACK and is_ours(state, mind, group, side) == 0:
            return group
        if task.kind == TaskKind.DELAY and is_touched(state, mind, group, side) == 0:
            return group
    return int(mind.plan.group_of[last])


@rule
def behind(state: State, mind: Mind, row: int, side: int) -> int:
    """Return the line behind the one that a delay is about; the last one has none behind it."""
    task = mind.plan.tasks[row]
    last = int(task.end_group) - 1
    for place in range(int(task.first_group), last):
        if is_touched(state, mind, int(mind.plan.group_of[place]), side) == 0:
            return int(mind.plan.group_of[place + 1])
    return int(mind.plan.group_of[last])


@rule
def stands(mind: Mind, unit: int) -> int:
    """Return 1 for a unit that is to leave its post for nothing."""
    row = int(mind.task[unit])
    return 0 if row == NOWHERE else int(mind.plan.tasks[row].stand)


@rule
def near_of(mind: Mind, row: int) -> int:
    """Return how many steps from its target count as there for a task."""
    near = int(mind.plan.tasks[row].near)
    return DEFAULT_NEAR if near == UNSAID else near


@rule
def is_at_post(world: World, state: State, mind: Mind, unit: int) -> int:
    """Return 1 for a unit that is where it is to be."""
    row, group = int(mind.task[unit]), int(mind.group[unit])
    if row == NOWHERE or group == NOWHERE:
        return 0
    here, near = int(state.units[unit].hex), near_of(mind, row)
    for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
        if steps_between(world, here, int(mind.plan.group_hexes[place])) <= near:
            return 1
    return 0


@rule
def must_fall_back(world: World, state: State, mind: Mind, unit: int) -> int:
    """Return 1 for a unit that should leave the line, whatever its task: routed, shaken, or starving."""
    row = state.units[unit]
    side = int(world.units[unit].side)
    if row.routed == 1:
        return 1
    if stands(mind, unit) == 1 and is_at_post(world, state, mind, unit) == 1:
        return 0
    if row.cohesion < SHAKEN and in_enemy_zone(state, int(row.hex), side) == 1:
        return 1
    return 1 if row.distance == UNREACHED and row.stock <= 0 else 0


@rule
def is_outmatched(state: State, mind: Mind, unit: int) -> int:
    """Return 1 if the enemies next to a unit are much stronger than it and the friends around it."""
    here = int(state.units[unit].hex)
    return 1 if mind.enemy_fire[here] * 100 > mind.own_fire[here] * OUTMATCHED else 0


@rule
def spend_reserve(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, side: int) -> None:
    """Send a reserve that is released to the nearest attack of the side that is not done yet, else where it holds."""
    here = int(state.units[unit].hex)
    best = FAR
    mind.doing[unit] = Doing.FREE
    for row in range(len(mind.plan.tasks)):
        task = mind.plan.tasks[row]
        if task.side != side or mind.in_force[int(task.phase)] == 0 or task.first_group == task.end_group:
            continue
        if task.kind not in (TaskKind.ATTACK, TaskKind.HOLD):
            continue
        group = aim(state, mind, row, side)
        if is_touched(state, mind, group, side) == 0:
            continue
        if task.kind == TaskKind.HOLD and has_enemies(state, mind, group, side) == 0:
            continue
        way = way_to(world, scratch, mind, group, unit, here)
        if way < best:
            best = way
            mind.group[unit] = group
            mind.doing[unit] = Doing.ATTACK


@rule
def set_about(world: World, state: State, scratch: Scratch, mind: Mind, unit: int, side: int) -> None:
    """Say what a unit of the side on the map is about, and which group it attacks or holds."""
    row = int(mind.task[unit])
    mind.group[unit] = NOWHERE
    mind.post[unit] = NOWHERE
    if row == NOWHERE:
        mind.doing[unit] = Doing.FREE
    else:
        task = mind.plan.tasks[row]
        group = aim(state, mind, row, side)
        mind.group[unit] = group
        mind.doing[unit] = Doing.HOLD
        if task.kind == TaskKind.ATTACK and is_ours(state, mind, group, side) == 0:
            mind.doing[unit] = Doing.ATTACK
        elif task.kind == TaskKind.SCREEN:
            mind.doing[unit] = Doing.SCREEN
        elif task.kind in (TaskKind.MARCH, TaskKind.WITHDRAW):
            mind.doing[unit] = Doing.MARCH
        elif task.kind == TaskKind.RESERVE and task.until != NOWHERE and mind.holds[int(task.until)] == 1:
            spend_reserve(world, state, scratch, mind, unit, side)
        elif task.kind == TaskKind.DELAY and is_outmatched(state, mind, unit) == 1:
            mind.group[unit] = behind(state, mind, row, side)
            mind.doing[unit] = Doing.SCREEN
    if world.units[unit].role == Role.ARTILLERY and mind.doing[unit] != Doing.HOLD:
        mind.doing[unit] = Doing.GUNS
        gun_task = int(mind.gun_task[unit])
        if gun_task != NOWHERE:
            mind.group[unit] = int(mind.plan.group_of[int(mind.plan.tasks[gun_task].first_group)])
    quarters = world.units[unit].role == Role.HEADQUARTERS and mind.enemy_fire[int(state.units[unit].hex)] > 0
    if must_fall_back(world, state, mind, unit) == 1 or (quarters and mind.doing[unit] == Doing.FREE):
        mind.doing[unit] = Doing.FALL_BACK


@rule
def find_marks(world: World, state: State, mind: Mind, side: int) -> None:
    """Give each unit that attacks a hex of its target to go for: the nearest with enemies in it, else not yet taken."""
    for hex_ in range(len(mind.marked)):
        mind.marked[hex_] = 0
    for unit in range(len(world.units)):
        if mind.doing[unit] != Doing.ATTACK:
            continue
        group, here = int(mind.group[unit]), int(state.units[unit].hex)
        best_score = FAR
        for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
            hex_ = int(mind.plan.group_hexes[place])
            if state.hexes[hex_].owner == side:
                continue
            if may_enter(state, side, hex_) == 0:
                continue
            score = steps_between(world, here, hex_) * 2 + int(mind.marked[hex_])
            score += 0 if enemy_in(state, hex_, side) == 1 else EMPTY
            if score < best_score:
                best_score = score
                mind.post[unit] = hex_
        if mind.post[unit] != NOWHERE:
            mind.marked[int(mind.post[unit])] += 1


@rule
def keep_posts(world: World, state: State, mind: Mind, side: int) -> None:
    """Leave those who stand in a hex of their group there: it is their post."""
    for hex_ in range(len(mind.posted)):
        mind.posted[hex_] = 0
    for unit in range(len(world.units)):
        group = int(mind.group[unit])
        if mind.doing[unit] not in (Doing.HOLD, Doing.SCREEN, Doing.MARCH) or group == NOWHERE:
            continue
        here = int(state.units[unit].hex)
        if is_in_group(mind, group, here) == 1:
            mind.post[unit] = here
            mind.posted[here] += 1


@rule
def nearest_post(world: World, state: State, mind: Mind, unit: int, side: int) -> int:
    """Return the hex of a unit's group that has fewest units posted, of equal ones the nearest; enemies are no post."""
    group, here = int(mind.group[unit]), int(state.units[unit].hex)
    best = NOWHERE
    best_score = 0
    for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
        hex_ = int(mind.plan.group_hexes[place])
        score = int(mind.posted[hex_]) * 1000 + steps_between(world, here, hex_)
        if enemy_in(state, hex_, side) == 1:
            score += 100_000
        if best == NOWHERE or score < best_score:
            best = hex_
            best_score = score
    return best


@rule
def share_posts(world: World, state: State, mind: Mind, side: int) -> None:
    """Share the hexes of each group out among the units that go there; who stands in one keeps it."""
    keep_posts(world, state, mind, side)
    for unit in range(len(world.units)):
        if mind.doing[unit] not in (Doing.HOLD, Doing.SCREEN, Doing.MARCH) or mind.group[unit] == NOWHERE:
            continue
        if mind.post[unit] == NOWHERE:
            mind.post[unit] = nearest_post(world, state, mind, unit, side)
            mind.posted[int(mind.post[unit])] += 1
    # Where one hex has two posted and another none, the second of the first goes there.
    for unit in range(len(world.units)):
        if mind.doing[unit] != Doing.HOLD or mind.group[unit] == NOWHERE or stands(mind, unit) == 1:
            continue
        post = int(mind.post[unit])
        if mind.posted[post] == 1 or post != state.units[unit].hex:
            continue
        other = nearest_post(world, state, mind, unit, side)
        if mind.posted[other] == 0 and enemy_in(state, other, side) == 0:
            mind.posted[post] -= 1
            mind.posted[other] += 1
            mind.post[unit] = other


@rule
def least_cohesion(mind: Mind, task: int) -> int:
    """Return the cohesion from which a task, NOWHERE for none, lets a unit be sent into an assault."""
    if task == NOWHERE:
        return FIT[0]
    tolerance = int(mind.plan.tasks[task].tolerance)
    if tolerance == Tolerance.MINIMISE:
        return FIT[1]
    return FIT[3] if tolerance == Tolerance.IGNORE else FIT[0]


@rule
def is_fit(state: State, mind: Mind, unit: int) -> int:
    """Return 1 for a unit that can be sent into an assault: steady, not spent, and not below what its plan allows."""
    row = state.units[unit]
    task = int(mind.task[unit])
    if row.routed == 1 or row.fatigue >= TIRED or row.cohesion < least_cohesion(mind, task):
        return 0
    if task != NOWHERE and mind.plan.tasks[task].break_off != UNSAID:
        men = int(mind.plan.men[unit])
        if men_now(mind.plan, state, unit) * 100 < men * int(mind.plan.tasks[task].break_off):
            return 0
    return 1


@rule
def is_ready(world: World, scratch: Scratch, mind: Mind, unit: int, group: int, hex_: int) -> int:
    """Return 1 for a hex from which a unit with a fresh turn before it comes up to a group and has time to assault."""
    way = way_to(world, scratch, mind, group, unit, hex_) - int(mind.last_step[group, int(world.units[unit].mobility)])
    return 1 if way <= MOVEMENT_QUARTERS - int(world.rules[0].assault.attack_time) else 0


@rule
def call_guns(world: World, mind: Mind, side: int) -> None:
    """Mark the guns whose targets are to be assaulted in this player turn: they are kept for that."""
    for unit in range(len(world.units)):
        mind.engaged[unit] = 0
        row = int(mind.gun_task[unit])
        if world.units[unit].side != side or row == NOWHERE:
            continue
        targets = int(mind.plan.group_of[int(mind.plan.tasks[row].first_group)])
        for other in range(len(world.units)):
            group = int(mind.group[other])
            if mind.doing[other] == Doing.ATTACK and mind.go[group] == 1 and share_a_hex(mind, targets, group) == 1:
                mind.engaged[unit] = 1
                break


@rule
def share_a_hex(mind: Mind, group: int, other: int) -> int:
    """Return 1 if two groups have a hex in common."""
    for place in range(int(mind.plan.group_first[group]), int(mind.plan.group_first[group + 1])):
        if is_in_group(mind, other, int(mind.plan.group_hexes[place])) == 1:
            return 1
    return 0


@rule
def count_ready(world: World, state: State, scratch: Scratch, mind: Mind) -> None:
    """Count for each group who stands ready to assault it and who could, and say where the assault is on."""
    turn = int(state.clock[0].turn)
    for group in range(len(mind.ready)):
        mind.ready[group] = 0
        mind.able[group] = 0
        mind.wanted[group] = 1
        mind.go[group] = 0
    for unit in range(len(world.units)):
        if mind.doing[unit] != Doing.ATTACK or is_fit(state, mind, unit) == 0:
            continue
        if world.units[unit].role == Role.HEADQUARTERS:
            continue
        group, row = int(mind.group[unit]), int(mind.task[unit])
        way = way_to(world, scratch, mind, group, unit, int(state.units[unit].hex))
        if way > COMING:
            continue
        mind.able[group] += 1
        mind.ready[group] += is_ready(world, scratch, mind, unit, group, int(state.units[unit].hex))
        mass = int(mind.plan.tasks[row].mass)
        mind.wanted[group] = max(int(mind.wanted[group]), mass)
        if mind.plan.phases[int(mind.plan.tasks[row].phase)].last == turn:
            mind.go[group] = 1
    for group in range(len(mind.ready)):
        if mind.ready[group] >= min(int(mind.wanted[group]), int(mind.able[group])):
            mind.go[group] = 1


@rule
def is_stronger(mind: Mind, side: int) -> int:
    """Return 1 if a side has clearly more fire on the map than the other."""
    return 1 if mind.strength[side] * 100 >= mind.strength[1 - side] * STRONGER else 0


@rule
def draw_pressure(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> None:
    """Measure the ways to the nearest enemies, for those of the stronger side to whom no task is left."""
    field = mind.pressure
    anybody = 0
    for unit in range(len(world.units)):
        anybody = 1 if mind.doing[unit] == Doing.FREE else anybody
    if anybody == 0 or is_stronger(mind, side) == 0:
        for hex_ in range(len(field)):
            field[hex_] = 0
        return
    for hex_ in range(len(field)):
        field[hex_] = FAR
    for unit in range(len(world.units)):
        hex_ = int(state.units[unit].hex)
        enemy = state.units[unit].status == Status.PRESENT and world.units[unit].side != side
        if enemy and may_enter(state, side, hex_) == 1:
            field[hex_] = 0
    for hex_ in range(len(field)):
        if mind.ground[hex_] == 1 and state.hexes[hex_].owner == 1 - side and may_enter(state, side, hex_) == 1:
            field[hex_] = min(int(field[hex_]), EMPTY_GROUND)
    flood(world, state.spans, scratch, Mobility.FOOT, field, FARTHEST)


@rule
def assign(world: World, state: State, scratch: Scratch, mind: Mind, side: int) -> None:
    """Say what every unit of the side is about in this player turn."""
    find_phases(world, state, mind)
    give_tasks(mind, side)
    for unit in range(len(world.units)):
        mind.doing[unit] = Doing.NOTHING
        mind.group[unit] = NOWHERE
        if state.units[unit].status == Status.PRESENT and world.units[unit].side == side:
            set_about(world, state, scratch, mind, unit, side)
    share_posts(world, state, mind, side)
    find_marks(world, state, mind, side)
    count_ready(world, state, scratch, mind)
    call_guns(world, mind, side)
    draw_pressure(world, state, scratch, mind, side)
