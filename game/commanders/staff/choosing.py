"""Playing plans out: every candidate against every likely plan of the enemy, some games each, with the same luck."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.commanders.officer.commander import OFFICER
from game.commanders.plans import Plans
from game.commanders.player import Player
from game.commanders.staff.candidates import candidates
from game.commanders.whole_game import play_on
from game.core.seeds import run_seeds
from game.rules.scratch import Scratch
from game.scenario.schema.plan import PlanFile
from game.scenario.world import State, World

GAMES: Final = (9, 3)
"""Games of each candidate against each plan of the enemy: most against the one that an officer would make."""

APART: Final = 0x57AFF
"""Keeps the luck of what is played out apart from the game's own, and from that of batches and estimates."""

CLEARLY: Final = 0.5
"""Victory points by which another plan must be better than the one that the side is expected to follow."""

SURELY: Final = 1.5
"""Standard errors of the difference by which it must be better: few games do not tell plans apart that are near."""


@dataclass(frozen=True)
class Weighed:
    """What playing the candidates out brought, for one side."""

    plans: tuple[PlanFile, ...]
    margins: NDArray[np.float64]  # mean victory points of the side less the enemy's, by plan
    games: int
    chosen: int


@dataclass
class Desk:
    """The staff's memory: its candidates, an officer for each pair of plans, and what it weighed last."""

    plans: Plans
    world: World
    scratch: Scratch
    weighed: Weighed | None = None
    leader: Player | None = None
    said: bool = False  # whether what was weighed has been said in this player turn
    now: list[PlanFile] = field(default_factory=list)  # candidates made for the position that was weighed last
    _players: dict[tuple[int, int, int], Player] = field(default_factory=dict)
    _own: dict[int, list[PlanFile]] = field(default_factory=dict)

    def own(self, side: int) -> list[PlanFile]:
        """Return the candidates of a side."""
        if side not in self._own:
            self._own[side] = candidates(self.plans.open[side])
        return self._own[side]

    def player(self, side: int, own: int, enemy: int) -> Player:
        """Return the officer who leads both sides, a side by one of its candidates, the enemy by one of his plans."""
        key = (side, own, enemy)
        if key not in self._players:
            theirs = self.plans.open[1 - side][enemy : enemy + 1]
            both = [*theirs, *[*self.own(side), *self.now][own : own + 1]]
            plans = self.plans if self.plans.table is None else Plans(self.plans.table(both))
            self._players[key] = Player(OFFICER, self.world, plans, self.scratch)
        return self._players[key]

    def new_ones(self, state: State, side: int) -> list[PlanFile]:
        """Return the candidates that are made for this position; the players of those before are forgotten."""
        known = len(self.own(side))
        for key in [key for key in self._players if key[0] == side and key[1] >= known]:
            del self._players[key]
        made = self.plans.now(state, side) if self.plans.now is not None else ()
        return [
            plan.model_copy(update={"id": f"{plan.id}_now", "name": f"{plan.name}, as things stand"}) for plan in made
        ]

    def choose(self, world: World, state: State, side: int) -> Player:
        """Play the candidates out from a position; return the officer who carries out the one that is chosen."""
        self.now = self.new_ones(state, side)
        own, enemies = [*self.own(side), *self.now], min(len(GAMES), len(self.plans.open[1 - side])) or 1
        played = np.zeros((len(own), sum(GAMES[:enemies])))
        if len(own) > 1:
            for plan in range(len(own)):
                found = [self._play_out(world, state, side, plan, enemy) for enemy in range(enemies)]
                played[plan] = np.concatenate(found)
        margins = played.mean(axis=1)
        games = played.size if len(own) > 1 else 0
        chosen = best_of(played) if own else 0
        self.weighed = Weighed(tuple(own), margins, games, chosen)
        self.leader = self.player(side, chosen, 0)
        self.said = False
        return self.leader

    def _play_out(self, world: World, state: State, side: int, plan: int, enemy: int) -> NDArray[np.float64]:
        """(GAMES[enemy],) Return the margins of a candidate against a plan of the enemy; all have the same luck."""
        player = self.player(side, plan, enemy)
        seeds = run_seeds(int(state.clock.seed[0]) ^ APART, GAMES[enemy], APART + enemy)
        margins = np.zeros(len(seeds))
        for row, seed in enumerate(seeds.tolist()):
            game = state.copy(log_rows=0, seed=int(seed))
            play_on(world, game, (player, player))
            margins[row] = int(game.sides.points[side]) - int(game.sides.points[1 - side])
        return margins


def best_of(played: NDArray[np.float64]) -> int:
    """Return the plan that does best, the first one where none is better beyond luck.

    Parameters
    ----------
    played : (P, G) margins of each plan in games that have the same luck for all
    """
    ahead = played - played[0]
    mean, error = ahead.mean(axis=1), ahead.std(axis=1, ddof=1) / np.sqrt(played.shape[1])
    better = (mean > CLEARLY) & (mean > SURELY * error)
    return int(np.argmax(np.where(better, mean, 0.0)))


def new_desk(world: World, scratch: Scratch, plans: Plans) -> Desk:
    """Return the memory of a staff for games on this world."""
    return Desk(plans, world, scratch)
