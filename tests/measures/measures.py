"""How a commander behaves, as numbers: each measure counts something by side over many games, out of something.

What each counts its docstring says. `tests/measures/test_measures.py` has a small board for every one.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from game.core.terms import SIDES, Award, Deny, OrderKind, Result, Role, Status, Supply
from game.engine.order_table import forecast_of, read_order
from game.rules.orders import forecast
from tests.measures.watching import Scene, Watcher

WORKS = 2
"""Levels of entrenchment from which a unit stands in works."""

FIRST_TURNS = 3
NEAR = 3
"""Steps from the enemy within which guns stand near it."""

FACED = 4
"""Steps within which works face an enemy."""

FIT = 45
TIRED = 75
"""Cohesion from which, and fatigue under which, a unit can be sent anywhere."""


class Measure(Watcher):
    """A number of cases by side, out of a number of chances."""

    words: ClassVar[str]
    by_game: ClassVar[bool] = False
    """Whether it is counted by game: then there are no chances that it is a share of."""

    def __init__(self) -> None:
        self.cases = np.zeros(SIDES, np.int64)
        self.chances = np.zeros(SIDES, np.int64)

    def share(self, side: int) -> float | None:
        """Return cases for each chance, nothing if there was none."""
        return float(self.cases[side] / self.chances[side]) if self.chances[side] else None


class WorksLeft(Measure):
    """Works left unforced: line units that begin at works of two levels or more, on the map from the start; cases are
    those that leave their hex within the first three turns by a march, or by an advance into a hex that they have
    assaulted. Who has been driven out or has routed before has not left by himself.
    """

    words = "works left unforced"

    def game_begins(self, scene: Scene) -> None:
        """Note who stands in works."""
        dug = scene.line & (scene.state.units.entrenchment >= WORKS)
        self.home = np.where(dug & (scene.state.units.status == Status.PRESENT), scene.state.units.hex, -1)
        self.last = int(scene.state.clock.turn[0]) + FIRST_TURNS - 1
        for side in range(SIDES):
            self.chances[side] += np.count_nonzero((self.home >= 0) & scene.present(side))

    def turn_begins(self, scene: Scene) -> None:
        """Forget those who have been driven out."""
        gone = (scene.state.units.hex != self.home) | (scene.state.units.routed == 1)
        self.home[gone] = -1

    def order_given(self, scene: Scene) -> None:
        """Count those of the order who are not where they began."""
        if scene.turn > self.last or scene.order.kind == OrderKind.BOMBARD:
            return
        for unit in scene.named:
            if self.home[unit] >= 0 and scene.state.units.hex[unit] != self.home[unit]:
                self.home[unit] = -1
                self.cases[scene.side] += scene.state.units.status[unit] == Status.PRESENT


class VainAssaults(Measure):
    """Assaults without a chance: of all assaults, those with which no luck would have emptied the hex, and after which
    nobody of the side assaults the same hex in the same player turn.
    """

    words = "assaults at 0 %, nothing follows"

    def turn_begins(self, scene: Scene) -> None:
        """Nothing has been assaulted yet."""
        self.vain: set[int] = set()

    def order_comes(self, scene: Scene) -> None:
        """Count the assault, and take what went before on that hex for its preparation."""
        if scene.order.kind != OrderKind.ATTACK:
            return
        target = int(scene.order.target)
        self.chances[scene.side] += 1
        self.vain.discard(target)
        if not has_a_chance(scene):
            self.vain.add(target)

    def orders_end(self, scene: Scene) -> None:
        """Count what nothing has followed."""
        self.cases[scene.side] += len(self.vain)


def has_a_chance(scene: Scene) -> bool:
    """Whether the assault that is about to be given may empty the hex, as its forecast says."""
    forecast(scene.world, scene.state, scene.scratch)
    if scene.scratch.forecast[0].results[Result.WITHDRAWN_ONE :].any():
        return True
    order = read_order(scene.scenario, scene.state.units.hex, scene.order)
    expected = forecast_of(scene.scenario, scene.world, scene.state, scene.scratch, order)  # type: ignore[arg-type]
    return bool(expected.success)  # type: ignore[union-attr]


class CutOff(Measure):
    """Cut off: of all units on the map but headquarters, player turn by player turn, those that no supply comes to."""

    words = "cut off"

    def turn_begins(self, scene: Scene) -> None:
        """Count them."""
        mine = scene.present(scene.side) & ~scene.of_role(Role.HEADQUARTERS)
        self.chances[scene.side] += np.count_nonzero(mine)
        self.cases[scene.side] += np.count_nonzero(mine & cut_off(scene))


class CutOffInert(Measure):
    """Cut off and inert: of units that are cut off, but headquarters, those that get no order in that player turn and
    stand in no works of two levels: they neither break out nor hold.
    """

    words = "of those inert"

    def orders_end(self, scene: Scene) -> None:
        """Count them by where they stand now."""
        mine = scene.present(scene.side) & ~scene.of_role(Role.HEADQUARTERS) & cut_off(scene)
        self.chances[scene.side] += np.count_nonzero(mine)
        self.cases[scene.side] += np.count_nonzero(mine & ~scene.ordered & (scene.state.units.entrenchment < WORKS))


def cut_off(scene: Scene) -> NDArray[np.bool_]:
    """(U,) Which units no supply has come to at the beginning of this player turn."""
    return np.asarray(scene.state.units.distance > scene.world.rules.supply.supply_low[0])


class GunsUnused(Measure):
    """Guns able and unused: of gun units that fire in their player turn, or could by the end of it (in order, with two
    fire missions or more, an enemy in range who may be fired at), those that have not.
    """

    words = "guns able and unused"

    def orders_end(self, scene: Scene) -> None:
        """Count them."""
        units = scene.state.units
        guns = scene.present(scene.side) & scene.of_role(Role.ARTILLERY)
        fired = guns & (units.attacked == 1)
        ready = guns & ~fired & (units.routed == 0) & (units.missions > 1) & (units.supply != Supply.NONE)
        able = np.flatnonzero(ready)
        marks = np.unique(units.hex[scene.present(1 - scene.side)])
        marks = marks[scene.state.denied[scene.side, Deny.FIRE, marks] == 0]
        metres = scene.steps(units.hex[able], marks) * int(scene.world.frame.hex_size[0])
        unused = np.count_nonzero((metres <= ranges(scene)[able, None]).any(axis=1))
        self.chances[scene.side] += np.count_nonzero(fired) + unused
        self.cases[scene.side] += unused


def ranges(scene: Scene) -> NDArray[np.int64]:
    """(U,) The longest range of each unit's indirect fire in metres, -1 without any."""
    equipment = scene.world.equipment
    item = scene.world.units["items"]
    indirect = (equipment.indirect[item] == 1) & (item >= 0) & (scene.state.units["items"] > 0)
    return np.where(indirect, equipment.range[item], -1).max(axis=1)


class GunsNear(Measure):
    """Guns near the enemy: of all gun units on the map, those within three hexes of an enemy when their player turn
    ends.
    """

    words = "guns within three hexes of the enemy"

    def orders_end(self, scene: Scene) -> None:
        """Count them."""
        guns = scene.state.units.hex[scene.present(scene.side) & scene.of_role(Role.ARTILLERY)]
        enemies = np.unique(scene.state.units.hex[scene.present(1 - scene.side)])
        self.chances[scene.side] += len(guns)
        self.cases[scene.side] += np.count_nonzero((scene.steps(guns, enemies) <= NEAR).any(axis=1))


class TanksAlone(Measure):
    """Tanks alone: assaults by armour without anybody else beside the hex, with or without guns; by game."""

    words = "assaults by tanks alone, a game"
    by_game = True

    def game_begins(self, scene: Scene) -> None:
        """A game is a chance."""
        self.chances += 1

    def order_comes(self, scene: Scene) -> None:
        """Count the assault if nobody but armour and guns is in it."""
        if scene.order.kind == OrderKind.ATTACK:
            roles = scene.world.units.role[scene.named]
            self.cases[scene.side] += bool(np.isin(roles, (Role.ARMOUR, Role.ARTILLERY)).all())


class IdleUseful(Measure):
    """Idle while useful: line units, player turn by player turn, that are fit (in order, cohesion 45 or more, fatigue
    under 75, not out of supply), while somewhere ground worth points that their side may enter is not theirs; cases
    get no order, and hold nothing either: they have no enemy beside them, nor within four hexes of works of two levels
    that they stand in, and stand neither in nor next to a hex of theirs that is worth points.
    """

    words = "idle while useful"

    def game_begins(self, scene: Scene) -> None:
        """Note what is worth points."""
        areas = {int(award.area) for award in scene.world.awards if award.points > 0 and award.award in _FOR_GROUND}
        self.worth = np.zeros(len(scene.world.hexes), np.bool_)
        for area in areas:
            self.worth |= (scene.world.areas[area] == 1) & (scene.world.hexes.water == 0)

    def orders_end(self, scene: Scene) -> None:
        """Count them."""
        state, side = scene.state, scene.side
        own = state.hexes.owner == side
        if not (self.worth & ~own & (state.denied[side, Deny.ENTER] == 0)).any():
            return
        units = state.units
        fit = scene.present(side) & scene.line & (units.routed == 0) & (units.supply != Supply.NONE)
        fit &= (units.cohesion >= FIT) & (units.fatigue < TIRED)
        neighbours = scene.world.hexes.neighbour
        held = self.worth & own
        held = held | ((neighbours >= 0) & held[neighbours]).any(axis=1)
        enemies = np.unique(units.hex[scene.present(1 - side)])
        faced = (scene.steps(units.hex, enemies) <= FACED).any(axis=1)
        busy = scene.ordered | scene.in_contact | (units.entrenchment >= WORKS) & faced | held[units.hex]
        self.chances[side] += np.count_nonzero(fit)
        self.cases[side] += np.count_nonzero(fit & ~busy)


_FOR_GROUND = (Award.HOLD, Award.SHARE, Award.CLEAR)


class NeverFights(Measure):
    """Never fights: of line and gun units that are on the map at the end of a player turn of theirs, those that in the
    whole game assault nobody, fire on nobody, and are never assaulted or fired on.
    """

    words = "units that never fight"

    def game_begins(self, scene: Scene) -> None:
        """Nobody has been seen yet."""
        self.seen = np.zeros(len(scene.world.units), np.bool_)
        self.fought = np.zeros(len(scene.world.units), np.bool_)

    def order_comes(self, scene: Scene) -> None:
        """Note who takes part, on either side."""
        if scene.order.kind != OrderKind.MOVE:
            self.fought[scene.named] = True
            self.fought[scene.stack(int(scene.order.target))] = True

    def orders_end(self, scene: Scene) -> None:
        """Note who is there, and who has fired in defence."""
        self.seen |= scene.present(scene.side)
        self.fought |= scene.state.units.defended > 0

    def game_ends(self, scene: Scene) -> None:
        """Count them."""
        counted = self.seen & (scene.line | scene.of_role(Role.ARTILLERY))
        for side in range(SIDES):
            mine = counted & (scene.world.units.side == side)
            self.chances[side] += np.count_nonzero(mine)
            self.cases[side] += np.count_nonzero(mine & ~self.fought)


MEASURES: tuple[type[Measure], ...] = (
    *(WorksLeft, VainAssaults, CutOff, CutOffInert, GunsUnused, GunsNear),
    *(TanksAlone, IdleUseful, NeverFights),
)
