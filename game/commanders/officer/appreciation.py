"""The officer's appreciation: what a side sees at the start of a scenario, where it has no plan.

What points are given for and who holds it, who is where with what fire, whether standing wins. `planning` writes a plan
from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from game.commanders.officer.position import Body, Position
from game.core.limits import MOST_NAMED
from game.core.terms import Award, Role, Status
from game.rules.victory import points_of

NEAR: Final = 5
"""Steps from an objective within which enemies are held to defend it."""

BOLD: Final = 0.85
"""Own fire against the enemy's from which a side attacks that has to."""

WEAK: Final = 3
"""Own fire, all of it, against the enemy's near an objective from which a side that has to attacks at least there."""

STRONG: Final = 1.5
"""The same from which a side attacks though standing would do."""

A_TURN: Final = 6
"""Steps that a turn of waiting for its arrival counts for a unit."""

SOON: Final = 4
"""Those count for the balance who come in the first part of the game: one of so many."""


GROUND_AWARDS: Final = (Award.SHARE, Award.CLEAR, Award.GROUND)
"""Awards that are given for ground in other ways than for holding all of it."""


@dataclass(frozen=True)
class Objective:
    """What points are given for holding: an area, or hexes where enemies stand."""

    target: str | tuple[str, ...]
    title: str
    hexes: tuple[int, ...]
    worth: int
    ours: bool
    enemy: int  # fire of the enemies near it


@dataclass(frozen=True)
class Appreciation(Position):
    """What a side sees at the start of a scenario, or in a later position."""

    leavers: frozenset[int] = frozenset()
    """Enemies who would leave it for points: where none are given for ground, these are who is to be attacked."""
    their_ways: tuple[int, ...] = ()
    """Hexes of the ways by which they would, nearest to where they stand first: that is where they will be met."""

    def away(self, body: Body, objective: Objective) -> int:
        """Return the steps from a body of troops to an objective; who is still to come is the farther the later."""
        return self.steps(body.place, objective.hexes) + body.wait * A_TURN

    def _enemy_near(self, hexes: Iterable[int]) -> int:
        """Return the fire of the enemies on the map near some hexes."""
        hexes = list(hexes)
        enemies = [unit for unit in self.those_of(1 - self.side) if self.state.units.status[unit] == Status.PRESENT]
        return sum(self.fire[unit] for unit in enemies if self.steps(self.place(unit), hexes) <= NEAR)

    @cached_property
    def bodies(self) -> list[Body]:
        """The troops of the line by formation, in the order of the forces; guns and headquarters go by themselves."""
        world = self.scenario.world
        found: dict[int, list[int]] = {}
        for unit in self.those_of(self.side):
            if world.units.role[unit] not in (Role.ARTILLERY, Role.HEADQUARTERS):
                found.setdefault(int(world.units.formation[unit]), []).append(unit)
        bodies = [self.body_of(units) for units in found.values()]
        return [body for body in bodies if body.fire > 0]

    @cached_property
    def objectives(self) -> list[Objective]:
        """What points are given for holding; where nothing is, other ground that they are given for.

        Where they are given for no ground at all, the places where enemies stand.
        """
        return self.ground or self._enemy_places

    @cached_property
    def ground(self) -> list[Objective]:
        """What points are given for holding; where nothing is, other ground that they are given for."""
        return self._ground((Award.HOLD,)) or self._ground(GROUND_AWARDS)

    def _ground(self, awards: Iterable[int]) -> list[Objective]:
        """Return the areas that some kinds of awards give points for, to either side."""
        scenario, world = self.scenario, self.scenario.world
        worth: dict[int, int] = {}
        for award in world.awards:
            if award.award in awards and award.points > 0:
                worth[int(award.area)] = worth.get(int(award.area), 0) + int(award.points)
        found = []
        for area, points in worth.items():
            hexes = tuple(np.flatnonzero((world.areas[area] == 1) & (world.hexes.water == 0)).tolist())
            if hexes:
                title = scenario.names.area_titles[area]
                ours = all(self.state.hexes.owner[hex_] == self.side for hex_ in hexes)
                enemy = self._enemy_near(hexes)
                found.append(Objective(scenario.names.areas[area], title, hexes, points, ours, enemy))
        return found

    @cached_property
    def _enemy_places(self) -> list[Objective]:
        """The hexes in which enemies stand at the start, as one objective; of those who would leave, if any would.

        These do not wait to be attacked where they stand: their ways are part of it.
        """
        present = self.state.units.status == Status.PRESENT
        enemies = [unit for unit in self.those_of(1 - self.side) if present[unit]]
        there = {self.place(unit) for unit in enemies if unit in self.leavers or not self.leavers}
        hexes = tuple(dict.fromkeys((*sorted(there), *self.their_ways)))[:MOST_NAMED]
        if not hexes:
            return []
        numbers = tuple(str(self.scenario.hex_number(hex_)) for hex_ in hexes)
        return [Objective(numbers, "the enemy's positions", hexes, 1, False, self._enemy_near(hexes))]

    @cached_property
    def ratio(self) -> float:
        """Own fire against the enemy's, of all that take part in the first part of the game."""
        return self._soon(self.side) / max(1, self._soon(1 - self.side))

    @cached_property
    def final_ratio(self) -> float:
        """Own fire against the enemy's, of all that take part sooner or later."""
        return self.all_fire[self.side] / max(1, self.all_fire[1 - self.side])

    @cached_property
    def worth_of_ground(self) -> int:
        """The points for ground that the side has, or does not have and means to take."""
        return sum(one.worth for one in self.ground if one.ours or (self.attacks and self.may_enter(one)))

    def _soon(self, side: int) -> int:
        """Return the fire of a side in the first part of the game."""
        calendar = self.scenario.file.calendar
        soon = self.turn + calendar.turns // SOON
        arrival = self.scenario.world.units.arrival
        return sum(self.fire[unit] for unit in self.those_of(side) if arrival[unit] <= soon)

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
        if self.standing_wins:
            return self.ratio >= STRONG
        weak = any(not one.ours and one.enemy * WEAK <= self._soon(self.side) for one in self.objectives)
        return weak or self.ratio >= BOLD

    def may_enter(self, one: Objective) -> bool:
        """Whether there is a turn in which the side may enter a hex of an objective."""
        calendar = self.scenario.file.calendar
        turns = range(calendar.first_turn, calendar.last_turn + 1)
        return any(not self.is_banned(self.side, "enter", hex_, turn) for turn in turns for hex_ in one.hexes)
