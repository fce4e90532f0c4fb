"""What the enemy could do to a side with its next turn: the attack on each of its hexes, forecast exactly (5.9).

And what units of one's own could do to a hex of the enemy in this turn, by the same rules. The enemy's turn is worked
out on a copy in which the turn of the side has ended and nothing was drawn: its units stay where they are, and whoever
may arrive for the enemy does. The enemy may bring all that can march up against one hex, and each hex is taken by
itself, so that not all of these attacks can come together (`game.rules.threats` says how one is put together).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from game.core.errors import IllegalOrderError
from game.core.terms import NOWHERE, Status
from game.engine.game import Game, PlayerTurn, world_with_luck
from game.engine.orders import Attack
from game.rules.arrivals import WHOLE
from game.rules.scratch import new_scratch
from game.rules.threats import Threat as Row
from game.rules.threats import find_threat_to, find_threats, new_survey
from game.rules.ways import on_firm_ground, on_firm_ice
from game.scenario.world import LUCK, World, twin


@dataclass(frozen=True)
class Threat:
    """The attack that could be made on a hex.

    `lost` is the chance that no defender is left in it, `odds` are in hundredths at even luck; men and vehicles are
    those that the defenders and the attackers, their enemy, are expected to lose, disabled ones too; `points` are those
    by which the side would be worse off against the enemy without the hex (rulebook 10.2). `posts` are the hexes from
    which the units attack that assault. `by_chance` has, of the units that take part, those that may not arrive by
    then, with the per cent of the chance that they do.
    """

    hex: int
    order: Attack
    lost: Fraction
    odds: int
    men: Fraction
    vehicles: Fraction
    enemy_men: Fraction
    enemy_vehicles: Fraction
    points: int
    posts: tuple[str, ...]
    by_chance: Mapping[str, int] = field(default_factory=dict)


def threats_to(game: Game, side: str) -> dict[int, Threat]:
    """Return the attacks that the enemy of a side could make on its hexes in its next turn, or in the one it has now.

    By the row of the hex; hexes that it cannot attack are left out. Nothing is found where the game ends before.
    """
    ahead = _enemy_to_move(game, side)
    if ahead is None:
        return {}
    survey = new_survey(ahead.world, ahead.state)
    found = int(find_threats(ahead.world, ahead.state, ahead.scratch, survey))
    rows = [survey.threats[place] for place in range(found)]
    chances = _arrived_by_chance(game, ahead)
    return {int(row.hex): _read(game, row, chances) for row in rows if row.attackers}


class Attacks:
    """What units of the active side could do to a hex of the enemy in this turn, marches up to it included.

    For the position in which it was made, and one thread.
    """

    def __init__(self, game: Game) -> None:
        self._game = game.seen_by(game.active_side)
        self._world = without_accidents(game)
        self._state = self._game.state.copy(log_rows=0)
        self._survey = new_survey(self._world, self._state)
        self._scratch = new_scratch(self._world)

    def on(self, hex_: int, units: Iterable[str]) -> Threat | None:
        """Return the attack that some units could make together on a hex; None where none of them could assault it."""
        asked, row_of = self._survey.asked, self._game.scenario.names.unit_row
        asked[:] = 0
        asked[[row_of[unit] for unit in units]] = 1
        found = int(find_threat_to(self._world, self._state, self._scratch, self._survey, hex_))
        row = self._survey.threats[0]
        return _read(self._game, row) if found and row.attackers else None


def without_accidents(game: Game) -> World:
    """Return the World of a game in which marches go well: luck holds nobody on soft ground, and no ice breaks."""
    return on_firm_ice(game.world) if game.luck == "none" else on_firm_ground(game.world)


def _enemy_to_move(game: Game, side: str) -> Game | None:
    """Return the game at the beginning of the enemy's turn as a side can foresee it; None where it has none left."""
    seen = game.seen_by(side)
    record = [PlayerTurn(game.turn, game.active_side)]
    ahead = Game(game.scenario, _all_arriving(game), seen.state.copy(), "none", record)
    try:
        if ahead.active_side == side:
            ahead.end_turn()
    except IllegalOrderError:
        return None
    ahead.world = without_accidents(game)
    return None if ahead.outcome is not None or ahead.active_side == side else ahead


def _all_arriving(game: Game) -> World:
    """Return the World of a game in which nothing is drawn, and whoever may arrive in a turn does: the worst case."""
    world = world_with_luck(game.scenario.world, "none")
    if game.luck == "none":
        return world
    units = twin(world.units)
    units.chance[:] = WHOLE
    return world._replace(units=units)


def _arrived_by_chance(game: Game, ahead: Game) -> dict[str, int]:
    """Return the units that have arrived since a game and might not have, with the per cent of the chance."""
    before, after, chance = game.state.units.status, ahead.state.units.status, game.world.units.chance
    came = (before == Status.AWAITED) & (after == Status.PRESENT) & (chance < WHOLE) & (game.luck != "none")
    return {game.scenario.names.units[row]: int(chance[row]) for row in np.flatnonzero(came)}


def _read(game: Game, row: Row, chances: Mapping[str, int] = MappingProxyType({})) -> Threat:
    """Return one attack with names, and who in it comes by chance."""
    names, number = game.scenario.names, game.scenario.hex_number
    attackers, guns, pairs = int(row.attackers), int(row.guns), LUCK * LUCK
    units = [names.units[int(unit)] for unit in row.units[: attackers + guns]]
    target = number(int(row.hex))
    assert target is not None
    return Threat(
        hex=int(row.hex),
        order=Attack(target, tuple(units[:attackers]), tuple(units[attackers:])),
        lost=Fraction(int(row.lost), pairs),
        odds=int(row.odds),
        men=Fraction(int(row.men[1]), pairs),
        vehicles=Fraction(int(row.vehicles[1]), pairs),
        enemy_men=Fraction(int(row.men[0]), pairs),
        enemy_vehicles=Fraction(int(row.vehicles[0]), pairs),
        points=int(row.points),
        posts=tuple(str(number(int(post))) for post in row.posts[:attackers] if post != NOWHERE),
        by_chance={unit: chances[unit] for unit in units if unit in chances},
    )
