"""Who takes the ground after an attack, and what that lays bare: hexes of one's own left without anybody in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from game.core.terms import NOWHERE, Fate
from game.engine.forecast import AttackForecast
from game.engine.game import Game
from game.scenario.names import so_many


@dataclass(frozen=True)
class LeftEmpty:
    """A hex that the advance leaves empty: the points that its side has for holding it, enemies who stand beside it."""

    hex: str
    points: int
    beside: tuple[str, ...]

    @property
    def is_grave(self) -> bool:
        """Whether there are points to lose, or the enemy could walk in."""
        return self.points > 0 or bool(self.beside)

    @property
    def words(self) -> str:
        """What is said of it: "2430 (objective, 3 points; enemy in 2329)"."""
        notes = [f"objective, {so_many(self.points, 'point')}"] if self.points > 0 else []
        notes += [f"enemy in {', '.join(self.beside)}"] if self.beside else []
        return f"{self.hex} ({'; '.join(notes)})" if notes else self.hex


def advancing(game: Game, found: AttackForecast) -> tuple[str, ...]:
    """Return who takes the ground if the hex falls empty, as far as anybody can (rulebook 5.8)."""
    most = int(game.world.rules[0].assault.advance_units)
    may = [unit for unit in found.attackers.units if unit.fates.get(Fate.ADVANCES)]
    likeliest = sorted(may, key=lambda unit: -unit.fates[Fate.ADVANCES])[:most]
    return tuple(unit.unit for unit in may if unit in likeliest)


def left_empty(game: Game, found: AttackForecast) -> tuple[LeftEmpty, ...]:
    """Return the hexes that those who take the ground leave empty, in the order in which they are named."""
    rows = [game.scenario.names.unit_row[unit] for unit in advancing(game, found)]
    target = game.scenario.hex_row(found.order.target)
    hexes = dict.fromkeys(int(game.state.units[row].hex) for row in rows)
    return tuple(_left(game, hex_, target) for hex_ in hexes if set(_stack(game, hex_)) <= set(rows))


def _stack(game: Game, hex_: int) -> Iterable[int]:
    unit = int(game.state.hexes[hex_].top)
    while unit != NOWHERE:
        yield unit
        unit = int(game.state.units[unit].below)


def _left(game: Game, hex_: int, target: int | None) -> LeftEmpty:
    number, side = game.scenario.hex_number, game.active_side
    enemy = 1 - game.scenario.names.side_row[side]
    near = [int(there) for there in game.world.hexes[hex_].neighbour if there not in (NOWHERE, target)]
    beside = [there for there in near if int(game.state.hex_figures[there].side) == enemy]
    return LeftEmpty(str(number(hex_)), _points_of(game, hex_, side), tuple(str(number(there)) for there in beside))


def _points_of(game: Game, hex_: int, side: str) -> int:
    """Return the points that a side has for holding areas in which a hex lies (rulebook 10.2)."""
    area_row, owner = game.scenario.names.area_row, game.scenario.names.side_row[side]
    points = 0
    for award in game.scenario.file.victory.awards:
        if award.award != "hold" or award.area is None or award.side != side:
            continue
        inside = (game.world.areas[area_row[award.area]] == 1) & (game.world.hexes.water == 0)
        if inside[hex_] and bool((game.state.hexes.owner[inside] == owner).all()):
            points += award.points
    return points
