"""The officer's appreciation: where a side has no plan, it writes one from the position at the start.

What is held and must be; whether standing wins; where the main effort goes, and what comes after it; what is held back.
The plan is one like those in files, so that it can be read, printed and changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np

from game.core.distance import distance
from game.core.limits import MOST_NAMED, MOST_PHASES
from game.core.terms import NOWHERE, Award, Role, Status
from game.engine.plain import plain
from game.rules.scratch import new_scratch
from game.rules.sequence import begin_game
from game.rules.victory import points_of
from game.scenario.loading import Scenario
from game.scenario.schema.plan import PlanFile
from game.scenario.world import State

PLAN_ID: Final = "own"

NEAR: Final = 5
"""Steps from an objective within which enemies are held to defend it."""

TO_TAKE: Final = 2.0
"""Own fire for an attack against the enemy's near its objective."""

TO_HOLD: Final = 1.3
"""The same where an objective is held."""

LEAST: Final = 40_000
"""Fire that an objective is given in any case, hundredths of a rifleman: about a battalion."""

BOLD: Final = 0.85
"""Own fire against the enemy's, on the whole map, from which a side attacks that has to."""

STRONG: Final = 1.5
"""The same from which a side attacks though standing would do."""

FORMATIONS_FOR_RESERVE: Final = 5
"""Formations from which one is held back."""

MOST_TARGETS: Final = 12
"""Objectives that a plan goes for."""

SOON: Final = 4
"""Those count for the balance who come in the first part of the game: one of so many."""

NEXT: Final = 2
"""Objectives that those go for next whose own is taken, the nearest first."""

FLOOR: Final = 35
MASS_SHARE: Final = 0.6


@dataclass
class Body:
    """Units of one formation, which are given one task: rows of the units."""

    units: list[int]
    fire: int
    place: int  # row of the hex about which they stand


@dataclass(frozen=True)
class Objective:
    """What points are given for holding: an area, or hexes where enemies stand."""

    target: str | tuple[str, ...]
    title: str
    hexes: tuple[int, ...]
    worth: int
    ours: bool
    enemy: int  # fire of the enemies near it


@dataclass
class Appreciation:
    """What a side sees at the start of a scenario."""

    scenario: Scenario
    side: int
    phases: list[dict[str, Any]] = field(default_factory=list)

    @cached_property
    def state(self) -> State:
        """The position when the first orders are due."""
        state = self.scenario.start.copy(log_rows=0)
        begin_game(self.scenario.world, state, new_scratch(self.scenario.world))
        return state

    @cached_property
    def fire(self) -> list[int]:
        """Soft fire of each unit at the start, hundredths of a rifleman."""
        world = self.scenario.world
        rows = world.units["items"]
        each = np.where(rows == NOWHERE, 0, world.equipment["soft"][rows]).astype(np.int64)
        found: list[int] = (each * world.units["count"]).sum(axis=1).tolist()
        return found

    def place(self, unit: int) -> int:
        """Return the hex of a unit: where it stands, or where it will come."""
        if self.state.units.status[unit] == Status.PRESENT:
            return int(self.state.units.hex[unit])
        return int(self.scenario.world.units.arrival_hex[unit])

    def steps(self, a: int, b: int) -> int:
        """Return the steps between two hexes."""
        (column, row), (other_column, other_row) = self._at[a], self._at[b]
        return int(plain(distance)(column, row, other_column, other_row))

    @cached_property
    def _at(self) -> list[tuple[int, int]]:
        hexes = self.scenario.world.hexes
        return list(zip(hexes.column.tolist(), hexes.row.tolist(), strict=True))

    def away(self, body: Body, objective: Objective) -> int:
        """Return the steps from a body of troops to an objective."""
        return min(self.steps(body.place, hex_) for hex_ in objective.hexes)

    def those_of(self, side: int) -> list[int]:
        """Return the units of a side that take part, on the map or still to come."""
        sides = self.scenario.world.units.side.tolist()
        gone = (Status.PRESENT, Status.AWAITED)
        return [unit for unit, whose in enumerate(sides) if whose == side and self.state.units.status[unit] in gone]

    def enemy_near(self, hexes: Iterable[int]) -> int:
        """Return the fire of the enemies on the map near some hexes."""
        hexes = list(hexes)
        enemies = [unit for unit in self.those_of(1 - self.side) if self.state.units.status[unit] == Status.PRESENT]
        return sum(
            self.fire[unit] for unit in enemies if min(self.steps(self.place(unit), hex_) for hex_ in hexes) <= NEAR
        )

    @cached_property
    def bodies(self) -> list[Body]:
        """The troops of the line by formation, in the order of the forces; guns and headquarters go by themselves."""
        world = self.scenario.world
        found: dict[int, Body] = {}
        for unit in self.those_of(self.side):
            if world.units.role[unit] in (Role.ARTILLERY, Role.HEADQUARTERS):
                continue
            formation = int(world.units.formation[unit])
            body = found.setdefault(formation, Body([], 0, self.place(unit)))
            body.units.append(unit)
            body.fire += self.fire[unit]
        return [body for body in found.values() if body.fire > 0]

    @cached_property
    def objectives(self) -> list[Objective]:
        """What points are given for holding; where nothing is, the places where enemies stand."""
        scenario, world = self.scenario, self.scenario.world
        worth: dict[int, int] = {}
        for award in world.awards:
            if award.award == Award.HOLD and award.points > 0:
                worth[int(award.area)] = worth.get(int(award.area), 0) + int(award.points)
        found = []
        for area, points in worth.items():
            hexes = tuple(np.flatnonzero((world.areas[area] == 1) & (world.hexes.water == 0)).tolist())
            if hexes:
                title = scenario.names.area_titles[area]
                ours = all(self.state.hexes.owner[hex_] == self.side for hex_ in hexes)
                enemy = self.enemy_near(hexes)
                found.append(Objective(scenario.names.areas[area], title, hexes, points, ours, enemy))
        return found or self.enemy_places

    @cached_property
    def enemy_places(self) -> list[Objective]:
        """The hexes in which enemies stand at the start, as one objective."""
        there = {
            self.place(unit)
            for unit in self.those_of(1 - self.side)
            if self.state.units.status[unit] == Status.PRESENT
        }
        hexes = tuple(sorted(there))[:MOST_NAMED]
        if not hexes:
            return []
        numbers = tuple(str(self.scenario.hex_number(hex_)) for hex_ in hexes)
        return [Objective(numbers, "the enemy's positions", hexes, 1, False, self.enemy_near(hexes))]

    @cached_property
    def ratio(self) -> float:
        """Own fire against the enemy's, of all that take part in the first part of the game."""
        calendar = self.scenario.file.calendar
        soon = calendar.first_turn + calendar.turns // SOON
        arrival = self.scenario.world.units.arrival
        own, enemy = (
            sum(self.fire[unit] for unit in self.those_of(side) if arrival[unit] <= soon)
            for side in (self.side, 1 - self.side)
        )
        return own / max(1, enemy)

    @cached_property
    def standing_wins(self) -> bool:
        """Whether the side wins if everything stays as it is."""
        points = [int(points_of(self.scenario.world, self.state, side)) for side in (0, 1)]
        margin = points[0] - points[1]
        levels = self.scenario.world.levels.tolist()
        row = next((row for row, least in enumerate(levels) if margin >= least), len(levels) - 1)
        return self.scenario.names.level_winners[row] == self.side

    @property
    def attacks(self) -> bool:
        """Whether the side means to take what it does not have."""
        return self.ratio >= (STRONG if self.standing_wins else BOLD)

    def names(self, units: Sequence[int]) -> list[list[str]]:
        """Return units by name, so many at once as a task can name."""
        names = [self.scenario.names.units[unit] for unit in units]
        return [names[i : i + MOST_NAMED] for i in range(0, len(names), MOST_NAMED)]

    def phase(self, name: str, tasks: list[dict[str, Any]], guns: list[dict[str, Any]], **more: Any) -> None:
        """Add a phase that has something to say, while there is room."""
        if (tasks or guns) and len(self.phases) < MOST_PHASES:
            parts = {"tasks": tasks} if tasks else {}
            parts |= {"guns": guns} if guns else {}
            self.phases.append({"name": name[:120], **more, **parts})

    def plan(self) -> PlanFile:
        """Return the plan."""
        free = list(self.bodies)
        targets = self.targets() if self.attacks else []
        held = [one for one in self.objectives if one.ours]
        lines = self.lines(free) if not targets else []
        garrisons = self.distribute(held, free, TO_HOLD, take_all=not targets)
        reserve = self.hold_back(free) if targets else []
        efforts = self.distribute(targets, free, TO_TAKE, take_all=True)
        guns = [unit for unit in self.those_of(self.side) if self.scenario.world.units.role[unit] == Role.ARTILLERY]
        self.phase("The line", lines, [])
        self.phase("What is held", self.holding(garrisons), self.guns("defend", guns, held) if not targets else [])
        self.phase("Reserve", self.reserve(reserve, held), [])
        for objective, bodies in efforts:
            self.phase(f"Attack on {objective.title}", self.attack(objective, bodies), [])
        if efforts:
            self.phase(f"Main effort: {efforts[0][0].title}", [], self.guns("support", guns, [efforts[0][0]]))
        self.follow_up(efforts, targets)
        if not self.phases:
            units = self.those_of(self.side)
            where = [str(self.scenario.hex_number(self.place(unit))) for unit in units]
            tasks: list[dict[str, Any]] = [
                {"units": [self.scenario.names.units[unit]], "hold": hex_} for unit, hex_ in zip(units, where, strict=True)
            ]
            self.phase("Hold the ground", tasks[:100], [])
        return PlanFile.model_validate(
            {
                "schema": 1,
                "id": PLAN_ID,
                "side": self.scenario.names.sides[self.side],
                "name": "The officer's own appreciation",
                "about": self.about(efforts, held),
                "estimate": True,
                "phases": self.phases or [{"name": "Nothing to do", "tasks": []}],
            }
        )

    def about(self, efforts: list[tuple[Objective, list[Body]]], held: list[Objective]) -> str:
        """Say what the plan means to do, and why."""
        has = f"{self.ratio:.1f} times the enemy's fire"
        standing = "standing wins" if self.standing_wins else "standing does not win"
        if efforts:
            return f"Attacks: {has}, and {standing}. The main effort goes for {efforts[0][0].title}."
        what = ", ".join(one.title for one in held) or "the ground where it stands"
        return f"Holds {what}: {has}, and {standing}."

    def targets(self) -> list[Objective]:
        """Return the objectives that the side goes for, the best first: worth much, held by few, near."""
        open_ = [one for one in self.objectives if not one.ours and self.may_enter(one)]

        def promise(one: Objective) -> float:
            near = min((self.away(body, one) for body in self.bodies), default=0)
            return one.worth / (1 + one.enemy / LEAST) / (10 + near)

        return sorted(open_, key=promise, reverse=True)[:MOST_TARGETS]

    def may_enter(self, one: Objective) -> bool:
        """Whether there is a turn in which the side may enter a hex of an objective."""
        file, side = self.scenario.file, self.scenario.names.sides[self.side]
        bans = [
            (ban.turns, self.scenario.areas[ban.area])
            for ban in file.permissions
            if ban.side == side and ban.deny == "enter"
        ]
        turns = range(file.calendar.first_turn, file.calendar.last_turn + 1)
        return any(
            not any(first <= turn <= last and hex_ in area for (first, last), area in bans)
            for turn in turns
            for hex_ in one.hexes
        )

    def distribute(
        self, objectives: list[Objective], free: list[Body], ratio: float, *, take_all: bool
    ) -> list[tuple[Objective, list[Body]]]:
        """Give each objective the nearest bodies until it has enough; `take_all`: the rest goes where it is nearest."""
        found: list[tuple[Objective, list[Body]]] = []
        for objective in objectives:
            wanted = max(LEAST, objective.enemy * ratio) if objective.enemy or ratio == TO_TAKE else LEAST
            bodies: list[Body] = []
            while free and sum(body.fire for body in bodies) < wanted:
                nearest = min(free, key=lambda body, one=objective: self.away(body, one))  # type: ignore[misc]
                free.remove(nearest)
                bodies.append(nearest)
            if bodies:
                found.append((objective, bodies))
        if take_all and found:
            for body in list(free):
                _, bodies = min(found, key=lambda pair, body=body: self.away(body, pair[0]))  # type: ignore[misc]
                bodies.append(body)
                free.remove(body)
        return found

    def lines(self, free: list[Body]) -> list[dict[str, Any]]:
        """Return the tasks of the bodies that stand in works already, and take them out of those that are free."""
        found = []
        for body in list(free):
            here = [unit for unit in body.units if self.state.units.status[unit] == Status.PRESENT]
            if not any(self.state.units.entrenchment[unit] >= 1 for unit in here):
                continue
            free.remove(body)
            hexes = sorted({self.place(unit) for unit in here})[:MOST_NAMED]
            line = [str(self.scenario.hex_number(hex_)) for hex_ in hexes]
            found += [{"units": names, "hold": line} for names in self.names(body.units)]
        return found

    def hold_back(self, free: list[Body]) -> list[Body]:
        """Take the body that stands farthest back out of those that are free, if there are enough of them."""
        if len(free) < FORMATIONS_FOR_RESERVE:
            return []
        back = max(free, key=lambda body: min((self.away(body, one) for one in self.objectives), default=0))
        free.remove(back)
        return [back]

    def holding(self, garrisons: list[tuple[Objective, list[Body]]]) -> list[dict[str, Any]]:
        """Return the tasks of those who hold."""
        return [
            {"units": names, "hold": _target(objective), "near": 1}
            for objective, bodies in garrisons
            for body in bodies
            for names in self.names(body.units)
        ]

    def reserve(self, bodies: list[Body], held: list[Objective]) -> list[dict[str, Any]]:
        """Return the tasks of the reserve: it stands where it is until something is lost, or the middle of the game."""
        sides = self.scenario.names.sides
        calendar = self.scenario.file.calendar
        until: list[dict[str, Any]] = [{"turn": calendar.first_turn + calendar.turns // 2}]
        until += [
            {"attacked": {"area": one.target, "by": sides[1 - self.side]}}
            for one in held[: MOST_NAMED - 1]
            if isinstance(one.target, str)
        ]
        return [
            {"units": names, "reserve": str(self.scenario.hex_number(body.place)), "near": 1, "until": {"any": until}}
            for body in bodies
            for names in self.names(body.units)
        ]

    def attack(self, objective: Objective, bodies: list[Body]) -> list[dict[str, Any]]:
        """Return the tasks of an attack: most of those who have it stand ready before it begins."""
        units = [unit for body in bodies for unit in body.units]
        mass = max(1, min(24, int(len(units) * MASS_SHARE)))
        return [
            {"units": names, "attack": _target(objective), "mass": mass, "floor": FLOOR} for names in self.names(units)
        ]

    def follow_up(self, efforts: list[tuple[Objective, list[Body]]], targets: list[Objective]) -> None:
        """Add what those do whose objective is taken: they go for the next that is not."""
        side = self.scenario.names.sides[self.side]
        for objective, bodies in efforts:
            others = [one for one in targets if one is not objective and isinstance(one.target, str)]
            if not others or not isinstance(objective.target, str):
                continue
            nearest = sorted(others, key=lambda one, here=objective: self.between(one, here))  # type: ignore[misc]
            for other in reversed(nearest[:NEXT]):  # the nearest last, as the last counts
                taken = {"holds": {"side": side, "area": objective.target}}
                rest = {"not": {"holds": {"side": side, "area": other.target}}}
                sent = bodies[1:] if len(bodies) > 1 else bodies
                name = f"From {objective.title} to {other.title}"
                self.phase(name, self.attack(other, sent), [], when={"all": [taken, rest]})

    def between(self, one: Objective, other: Objective) -> int:
        """Return the steps between two objectives."""
        return min(self.steps(a, b) for a in one.hexes for b in other.hexes)

    def guns(self, kind: str, guns: list[int], objectives: list[Objective]) -> list[dict[str, Any]]:
        """Return what the guns do: all for the same objectives."""
        targets = [target for one in objectives for target in _targets(one)][:MOST_NAMED]
        if not targets:
            return []
        return [{"units": names, kind: targets, "keep": 1} for names in self.names(guns)]


def _targets(one: Objective) -> list[str]:
    return [one.target] if isinstance(one.target, str) else list(one.target)


def _target(one: Objective) -> str | list[str]:
    return one.target if isinstance(one.target, str) else list(one.target)


def appreciate(scenario: Scenario, side: str) -> PlanFile:
    """Return the plan that the officer makes for a side of a scenario; the same scenario gives the same plan."""
    return Appreciation(scenario, scenario.names.sides.index(side)).plan()
