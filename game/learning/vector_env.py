"""Many games of one scenario side by side: decisions are taken in compiled code, observations come as whole arrays.

Each game goes as it would in the single environment with the same seed and actions, to the last digest. With an
opponent it is that of `gym_env`; without one both sides are the learner's, as in `battle_env`: then observations,
masks and rewards are those of the side that decides, and `infos["side"]` says which it is.

A game that is over is begun again by the next step, whose action for it is not looked at (Gymnasium's `NEXT_STEP`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from gymnasium import spaces
from gymnasium.utils import seeding
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space
from numpy.typing import NDArray

from game.commanders.player import Player
from game.commanders.roster import DEFAULT
from game.core._jit import code_for
from game.core.arguments import whole
from game.core.errors import UsageError
from game.core.terms import NOWHERE, Phase
from game.engine import sight
from game.learning.actions import END, Actions
from game.learning.features import map_size
from game.learning.gym_env import STANDARD, next_game_seed, opponent_in
from game.learning.observing import Observation, Observer, observation_spaces
from game.learning.setting import setting_of
from game.learning.side_by_side.places import OfHex
from game.learning.side_by_side.records import Table, game_in, lay, new_drafts, new_seen, stacked
from game.learning.side_by_side.stepping import LOOK, NONE, TAKE, advance
from game.rules.scratch import Scratch, new_scratch
from game.rules.sequence import begin_game
from game.rules.surveys import survey_supply
from game.scenario.loading import Scenario
from game.scenario.world import State

MOST_GAMES: Final = 1 << 16
MOST_WORKERS: Final = 256


class VectorBattles(VectorEnv[Any, Any, Any]):
    """N games of one scenario. The first step of a process that has none compiled yet takes some seconds."""

    metadata: dict[str, Any] = {"autoreset_mode": AutoresetMode.NEXT_STEP}  # noqa: RUF012 - as in the base

    def __init__(
        self,
        num_envs: int = 1,
        scenario: Scenario | str | Path = STANDARD,
        side: str | None = None,
        opponent: str | None = DEFAULT,
        workers: int = 1,
        **setting: Any,
    ) -> None:
        """Make them; without a side the learner leads the one that the scenario names first.

        Parameters
        ----------
        opponent : who leads the other side, a name of the roster; None: both sides are the learner's
        workers : threads that share the games; what comes out does not depend on it
        setting : the fields of `Setting`: luck, margin, verdict, decisions_a_turn, decisions, illegal, penalty, ground

        Raises
        ------
        UsageError : there is no such scenario, side, commander or keyword, or a value is out of bounds.
        """
        self.num_envs = whole(num_envs, "the number of games", 1, MOST_GAMES)
        self.setting = setting_of(scenario, setting)
        self.actions = Actions(self.setting.scenario)
        if opponent is None and side is not None:
            raise UsageError("without an opponent both sides are the learner's: name no side")
        self.row: int | None = None
        if opponent is not None:
            own, _, _ = opponent_in(self.setting, side, opponent)
            self.row = self.setting.scenario.names.side_row[own]
        self.single_action_space = spaces.Discrete(self.actions.count)
        self.single_observation_space = spaces.Dict(observation_spaces(self.setting, self.actions))
        self.action_space = batch_space(self.single_action_space, self.num_envs)
        workers = min(self.num_envs, whole(workers, "the number of workers", 1, MOST_WORKERS))
        self._executor = ThreadPoolExecutor(workers) if workers > 1 else None
        self._games = stacked(self.setting.scenario.start, self.num_envs)
        self._drafts = new_drafts(self.num_envs)
        self._observer = Observer(self.setting, self.actions)
        self._grounds = np.array(self._observer.ground) if self.setting.ground else np.zeros(0, np.int16)
        self._table = self._new_table()
        self._seen = new_seen(self.num_envs, self.actions.slots, self.actions.hexes)
        edges = np.linspace(0, self.num_envs, workers + 1).astype(int).tolist()
        self._shares = [_Share(self, first, last, side, opponent) for first, last in pairwise(edges)]
        self._generators = [seeding.np_random()[0] for _ in range(self.num_envs)]
        self._done = np.ones(self.num_envs, np.bool_)
        self._winners = np.array(self.setting.scenario.names.level_winners)
        self._begun = False

    @cached_property
    def observation_space(self) -> Any:  # type: ignore[override]  # N times the bounds, which few ask for
        """The space of all observations together."""
        return batch_space(self.single_observation_space, self.num_envs)

    # --- Gymnasium ---------------------------------------------------------------------------------------------------

    def reset(
        self, *, seed: int | Sequence[int | None] | None = None, options: dict[str, Any] | None = None
    ) -> tuple[Observation, dict[str, Any]]:
        """Begin all games: game i with the seed that the single environment takes from `seed + i`, or from `seed[i]`.

        Raises
        ------
        UsageError : there are more or fewer seeds than games.
        """
        super().reset(seed=seed if isinstance(seed, int) else None)
        for game, one in enumerate(self._seeds(seed)):
            if one is not None:
                self._generators[game] = seeding.np_random(one)[0]
        self._done[:] = True
        self._begun = True
        self._table.actions[:] = NONE
        self._begin(options)
        self._run(LOOK)
        self._done[:] = False
        return self._observe(), self._infos()

    def step(
        self, actions: Any
    ) -> tuple[Observation, NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_], dict[str, Any]]:
        """Take an action in each game. Rewards are (N,) float64, terminations and truncations (N,) bool.

        Raises
        ------
        UsageError : an action is masked out and `illegal` is "error" (nothing has happened in any game then), the
            actions are not N whole numbers in bounds, or no game has been begun.
        """
        taken = self._taken(actions)
        acting = self._games.clock.active[:, 0].copy()
        before = self._drafts.margin.copy()
        ignored = self._refused(taken)
        fresh = self._done.copy()
        self._table.actions[:] = np.where(fresh | ignored, NONE, taken)
        self._drafts.taken[ignored] += 1
        self._drafts.in_all[ignored] += 1
        self._begin(None)
        self._run(TAKE | LOOK)
        over = self._games.clock.phase[:, 0] == Phase.OVER
        truncated = ~over & (self._drafts.in_all >= self.setting.decisions)
        self._done = over | truncated
        rewards = self._earned(acting, before, ignored, over)
        rewards[fresh] = 0.0
        return self._observe(), rewards, over, truncated, self._infos()

    def close_extras(self, **kwargs: Any) -> None:
        """End the threads."""
        if self._executor is not None:
            self._executor.shutdown()

    # --- beside it ---------------------------------------------------------------------------------------------------

    def digests(self) -> list[str]:
        """Return the digest of each game as it is now, as `Game.digest`."""
        return [game_in(self._games, game).digest() for game in range(self.num_envs)]

    def game_seeds(self) -> NDArray[np.int64]:
        """(N,) the seed of each game: with it and its actions the single environment plays it again, and saves it."""
        seeds: NDArray[np.int64] = self._games.clock.seed[:, 0].copy()
        return seeds

    # --- within ------------------------------------------------------------------------------------------------------

    def _seeds(self, seed: int | Sequence[int | None] | None) -> list[int | None]:
        """Return the seed of each game, None where it goes on with its generator. Raises UsageError."""
        if seed is None:
            return [None] * self.num_envs
        if isinstance(seed, (int, np.integer)):
            return [int(seed) + game for game in range(self.num_envs)]
        if len(seed) != self.num_envs:
            raise UsageError(f"there are {len(seed)} seeds for {self.num_envs} games")
        return list(seed)

    def _new_table(self) -> Table:
        own = self.actions.own
        slot_of = np.zeros(len(self.setting.world.units), np.int32)
        for units in own:
            slot_of[units[units != NOWHERE]] = np.flatnonzero(units != NOWHERE)
        return Table(
            own=own,
            masks=np.zeros((self.num_envs, self.actions.count), np.int8),
            actions=np.full(self.num_envs, NONE, np.int64),
            limits=np.array([self.setting.decisions_a_turn], np.int64),
            viewer=np.array([NOWHERE if self.row is None else self.row], np.int64),
            slot_of=slot_of,
            ranges=self._observer.ranges,
            unit_tops=self._observer.tops["units"],
            side_tops=self._observer.tops["sides"],
        )

    def _taken(self, actions: Any) -> NDArray[np.int64]:
        """Return the actions as numbers. Raises UsageError."""
        if not self._begun:
            raise UsageError("there are no games yet: reset() begins them")
        found = np.asarray(actions)
        if found.shape != (self.num_envs,) or found.dtype.kind not in "iu":
            raise UsageError(f"actions must be {self.num_envs} whole numbers, one a game")
        if found.min() < 0 or found.max() >= self.actions.count:
            raise UsageError(f"actions go from 0 to {self.actions.count - 1}")
        return found.astype(np.int64)

    def _refused(self, taken: NDArray[np.int64]) -> NDArray[np.bool_]:
        """(N,) whether the action of a game that goes on is masked out. Raises UsageError where that is an error."""
        refused: NDArray[np.bool_] = (self._table.masks[np.arange(self.num_envs), taken] == 0) & ~self._done
        if self.setting.illegal == "error" and refused.any():
            game = int(np.flatnonzero(refused)[0])
            action = int(taken[game])
            words = self.actions.words(int(self._games.clock.active[game, 0]), action)
            raise UsageError(f"game {game}: action {action} ({words}) is masked out")
        return refused

    def _begin(self, options: dict[str, Any] | None) -> None:
        """Give every game that is done the start of the scenario and its next seed; `_Share.run` begins it."""
        for game in np.flatnonzero(self._done).tolist():
            seed = next_game_seed(self._generators[game], options)
            lay(self._games, game, self.setting.scenario.start.copy(log_rows=0, seed=seed))

    def _run(self, what: int) -> None:
        """Have every worker do its share."""
        if self._executor is None:
            self._shares[0].run(what)
        else:
            for done in [self._executor.submit(share.run, what) for share in self._shares]:
                done.result()

    def _earned(
        self, acting: NDArray[Any], before: NDArray[Any], ignored: NDArray[np.bool_], over: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """(N,) what the learner has earned; without an opponent, what the side has that was to decide."""
        fined = np.where(ignored, self.setting.penalty * np.where(acting == 0, -1, 1), 0.0)
        earned = self.setting.margin * (self._drafts.margin - before) + fined
        winner = self._winners[np.where(over, self._games.clock.level[:, 0], 0)]
        verdict = np.select([winner == 0, winner == 1], [1, -1], 0)
        earned = np.where(over, earned + self.setting.verdict * verdict, earned)
        side = acting if self.row is None else np.full(self.num_envs, self.row)
        signed: NDArray[np.float64] = np.where(side == 0, earned, -earned)
        return signed

    def _observe(self) -> Observation:
        """Return copies of what is seen in all games."""
        size = map_size(self.setting.world)
        found: Observation = {part: array.copy() for part, array in self._seen._asdict().items()}
        found["hexes"] = found["hexes"].reshape(self.num_envs, len(OfHex), *size)
        if self.setting.ground:
            found["ground"] = self._ground()
        found["action_mask"] = self._table.masks.copy()
        return found

    def _ground(self) -> NDArray[np.int16]:
        """(N, F, rows, columns) the map; where it is the same for all games, not to be written to."""
        if self.row is not None and len(self._grounds) == 1:
            one = self._grounds[0, self.row]
            return np.broadcast_to(one, (self.num_envs, *one.shape))
        clock = self._games.clock
        side = clock.active[:, 0] if self.row is None else self.row
        found: NDArray[np.int16] = self._grounds[self.setting.world.calendar.ground[clock.turn[:, 0]], side]
        return found

    def _infos(self) -> dict[str, Any]:
        """Return what is good to know, as (N,) arrays; the digest of the games that are done."""
        clock = self._games.clock
        infos: dict[str, Any] = {
            "seed": clock.seed[:, 0].copy(),
            "turn": clock.turn[:, 0].copy(),
            "side": clock.active[:, 0].copy(),
            "decisions": self._drafts.in_all.copy(),
        }
        if self._done.any():
            infos["digest"] = np.full(self.num_envs, "", "<U16")
            for game in np.flatnonzero(self._done).tolist():
                infos["digest"][game] = game_in(self._games, game).digest()
            infos["_digest"] = self._done.copy()
        return infos


class _Share:
    """Some of the games, in the hands of one thread, with its buffers and an opponent for each."""

    def __init__(self, games: VectorBattles, first: int, last: int, side: str | None, opponent: str | None) -> None:
        self._all = games
        self._first, self._last = first, last
        self._world = games.setting.world
        self._scratch: Scratch = new_scratch(self._world)
        self._states = [game_in(games._games, game) for game in range(first, last)]
        self._players: list[Player] = []
        if opponent is not None:
            self._players = [opponent_in(games.setting, side, opponent)[2] for _ in range(first, last)]
        self._code: tuple[Callable[..., Any], ...] | None = None

    def run(self, what: int) -> None:
        """Begin the games that are done, then take and look, the opponent between them."""
        games = self._all
        begin, step = self._find_code()
        fresh = np.flatnonzero(games._done[self._first : self._last])
        for place in fresh.tolist():
            self._begin(self._first + place, begin)
        if not self._players or not (what & TAKE and self._ends_turns()):
            self._step(step, what)
            return
        self._step(step, TAKE)
        for place, state in enumerate(self._states):
            self._oppose(self._first + place, state)
        self._step(step, LOOK)

    def _step(self, step: Callable[..., Any], what: int) -> None:
        games = self._all
        step(
            self._world,
            games._games,
            games._drafts,
            games._table,
            games._seen,
            self._scratch,
            what,
            self._first,
            self._last,
        )

    def _find_code(self) -> tuple[Callable[..., Any], ...]:
        """Find what is called at every step; all states are of the same types."""
        if self._code is None:
            games, scratch = self._all, self._scratch
            one = 0
            self._code = (
                code_for(begin_game, self._world, self._states[0], scratch),
                code_for(
                    advance, self._world, games._games, games._drafts, games._table, games._seen, scratch, one, one, one
                ),
            )
        return self._code

    def _ends_turns(self) -> bool:
        mine = self._all._table.actions[self._first : self._last]
        return bool((mine == self._all.actions.others + END).any())

    def _begin(self, game: int, begin: Callable[..., Any]) -> None:
        """Begin a game; an opponent whose orders are due first plays its turn."""
        state, draft = self._states[game - self._first], self._all._drafts[game]
        begin(self._world, state, self._scratch)
        for side in range(2):
            if sight.known(self._world, state, side) is not state:
                raise UsageError("games side by side show all there is; where something is hidden take BattleEnv")
        draft.stage = draft.taken = draft.in_all = draft["count"] = 0
        draft.target = NOWHERE
        draft.changed = 1
        self._oppose(game, state)

    def _oppose(self, game: int, state: State) -> None:
        """Let the opponent play its player turn and end it, if it is due."""
        side = int(state.clock["active"][0])
        if not self._players or side == self._all.row or state.clock["phase"][0] == Phase.OVER:
            return
        player = self._players[game - self._first]
        survey_supply(self._world, state, player.scratch, side)
        player.play_turn(self._world, state, side)
        player.end_turn(self._world, state)
