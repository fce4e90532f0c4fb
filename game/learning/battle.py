"""One game with the order that is being prepared: what an action does, what it earns, what each side sees.

The Gymnasium and the PettingZoo environment are this with a coat of their own.
"""

from __future__ import annotations

from copy import copy
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.commanders.player import Player
from game.core.arguments import whole
from game.core.errors import UsageError
from game.core.terms import NOWHERE
from game.engine.game import Game, Outcome
from game.engine.orders import Attack, Move, Order, require_order
from game.engine.saves import save_game
from game.learning.actions import END, EVERYBODY, GUNS, LAUNCH, LAUNCHES, Actions
from game.learning.drafting import Draft, Stage, attack_of, joining, open_actions, order_at
from game.learning.observing import Observation, Observer
from game.learning.setting import Setting


class Battle:
    """A game in the hands of learners. `begin` begins one; after that `game` is it."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.actions = Actions(setting.scenario)
        self.observer = Observer(setting, self.actions)
        self.draft = Draft()
        self.taken = 0
        """Decisions taken in this player turn."""
        self.in_all = 0
        self.refused = ""
        """Why the last action brought nothing: masked out, or its order refused for what its side did not know."""
        self._game: Game | None = None
        self._mask: NDArray[np.int8] | None = None
        self._margin = 0
        self._fined = 0.0

    @property
    def game(self) -> Game:
        """The game. Raises UsageError before the first `begin`."""
        if self._game is None:
            raise UsageError("there is no game yet: reset() begins one")
        return self._game

    def begin(self, seed: int) -> None:
        """Begin a game with this seed."""
        self._game = Game.new(self.setting.scenario, seed, self.setting.luck)
        self.taken = self.in_all = 0
        self.refused = ""
        self.draft.clear()
        self._mask = None
        self._margin = self._points_margin()
        self._fined = 0.0

    def copy(self) -> Battle:
        """Return an independent twin: going on with one changes nothing in the other."""
        twin = copy(self)
        twin._game = self.game.copy()
        twin.draft = Draft(self.draft.stage, list(self.draft.units), self.draft.target)
        return twin

    @property
    def side(self) -> int:
        """The side that is to decide, as a row."""
        return self.setting.scenario.names.side_row[self.game.active_side]

    @property
    def truncated(self) -> bool:
        """Whether the decisions of the episode are used up before the game is over."""
        return self.game.outcome is None and self.in_all >= self.setting.decisions

    def mask(self) -> NDArray[np.int8]:
        """(A,) int8: 1 for each action that the side to decide may take; all 0 when the game is over."""
        if self._mask is None:
            self._mask = open_actions(self._seen(self.side), self.actions, self.draft, self.side)
            if self.draft.stage is Stage.UNIT and self.taken >= self.setting.decisions_a_turn:
                self._mask[: self.actions.others + END] = 0
        return self._mask.copy()

    def act(self, action: Any) -> None:
        """Take an action for the side that is to decide; `settle` says what it has earned.

        Raises
        ------
        UsageError : the game is over, or the action is none, or it is masked out and the setting makes an error of it.
        """
        number = whole(action, "an action", 0, self.actions.count - 1)
        if self.game.outcome is not None:
            raise UsageError("the game is over: reset() begins another")
        self.refused = ""
        if not self.mask()[number]:
            self.refused = self.why_not(number)
            if self.setting.illegal == "error":
                raise UsageError(self.refused)
            self._count()
            self._fined = self.setting.penalty * (-1 if self.side == 0 else 1)
        else:
            self._count()
            self._take(number)

    def settle(self) -> float:
        """Return what the first side has earned, and the other has lost, since this was asked last.

        By the margin, by the verdict if the game is over, and by penalties. Asked once for every action.
        """
        before, self._margin = self._margin, self._points_margin()
        earned = self.setting.margin * (self._margin - before) + self._fined
        self._fined = 0.0
        outcome = self.game.outcome
        return earned if outcome is None else earned + self.setting.verdict * self._verdict(outcome)

    def play_turn_of(self, player: Player) -> None:
        """Let a commander play the player turn that is due, and end it."""
        player.take_turn(self.game)
        self.game.end_turn()
        self._mask = None
        self.taken = 0

    def observe(self, side: int) -> Observation:
        """Return what a side sees, without the mask: arrays of its own."""
        draft = self.draft if side == self.side else Draft()
        return self.observer.observe(self._seen(side), side, draft, self.taken)

    def info(self) -> dict[str, Any]:
        """Return what is good to know beside: seed and digest of the game, turn, side to decide, decisions, refusal."""
        return {
            "seed": self.game.seed,
            "digest": self.game.digest(),
            "turn": self.game.turn,
            "side": self.game.active_side,
            "decisions": self.in_all,
            "refused": self.refused,
            "outcome": "" if self.game.outcome is None else self.game.outcome.level,
        }

    def save_replay(self, path: Path | str, commanders: dict[str, str] | None = None) -> None:
        """Write the episode so far as a save, which is a replay: `borderwars replay verify` plays it again.

        Raises
        ------
        SaveError : the file cannot be written.
        UsageError : the path is none, or nothing has been begun.
        """
        save_game(self.game, path, commanders)

    # --- from orders to actions and back -----------------------------------------------------------------------------

    def actions_for(self, order: Order) -> list[int]:
        """Return the actions that give an order of the side to decide, where nothing is being prepared.

        Raises
        ------
        UsageError : it is no order, is not legal now, or is a march by another way than the cheapest.
        """
        order = require_order(order)
        if self.draft.stage is not Stage.UNIT:
            raise UsageError("an order is being prepared already; its actions come first")
        verdict = self.game.check(order)
        if not verdict:
            raise UsageError(f"{order}: {verdict.sentence}")
        names, hex_ = self.setting.scenario.names, self.setting.scenario.hex_row(order.where)
        assert hex_ is not None, "a legal order off the map"
        slots = [self.actions.slot_of(self.side, names.unit_row[unit]) for unit in order.named]
        begun = [slots[0], self.actions.first_hex + hex_]
        if isinstance(order, Attack):
            launch = LAUNCHES.index((order.tolerance, order.holding))
            return [*begun, *slots[1:], self.actions.others + LAUNCH + launch]
        if isinstance(order, Move) and order_at(self.game, names.unit_row[order.unit], hex_) != order:
            raise UsageError(f"{order}: there is a cheaper way to {order.where}, and actions march by that")
        return begun

    def why_not(self, action: int) -> str:
        """Return why an action that is masked out cannot be taken, in a sentence."""
        words = self.actions.words(self.side, action)
        what = action - self.actions.others
        if self.draft.stage is Stage.UNIT:
            wanted = "a unit is to be named, or the turn ended"
            if action < self.actions.slots and self.taken < self.setting.decisions_a_turn:
                wanted = "it has no legal order, or is not on the map"
            elif self.taken >= self.setting.decisions_a_turn:
                wanted = f"the {self.setting.decisions_a_turn} decisions of this player turn are used up: end it"
        elif self.draft.stage is Stage.HEX:
            wanted = "a hex is to be named for the unit"
            if 0 <= action - self.actions.first_hex < self.actions.hexes:
                wanted = self._why_not_there(action - self.actions.first_hex)
        else:
            wanted = "an assault is being prepared: others may join, or it is launched"
            if action < self.actions.slots and self.actions.own[self.side, action] != NOWHERE:
                order = attack_of(
                    self.game, [*self.draft.units, int(self.actions.own[self.side, action])], self.draft.target
                )
                wanted = self._seen(self.side).check(order).sentence
            elif what in (EVERYBODY, GUNS):
                wanted = "nobody can join"
        return f"action {action} ({words}) is masked out: {wanted}"

    # --- within ------------------------------------------------------------------------------------------------------

    def _why_not_there(self, hex_: int) -> str:
        order = order_at(self._seen(self.side), self.draft.units[0], hex_)
        unit = self.setting.scenario.names.units[self.draft.units[0]]
        if order is None:
            return f"{unit} cannot get there this turn"
        return f"{order}: {self._seen(self.side).check(order).sentence}"

    def _seen(self, side: int) -> Game:
        return self.game.seen_by(self.setting.scenario.names.sides[side])

    def _count(self) -> None:
        self.taken += 1
        self.in_all += 1

    def _take(self, action: int) -> None:
        """Take an action that is open."""
        draft, side = self.draft, self.side
        self._mask = None
        what = action - self.actions.others
        if what == END:
            self.game.end_turn()
            self.taken = 0
        elif LAUNCH <= what < END:
            self._give(attack_of(self.game, draft.units, draft.target, what - LAUNCH))
        elif what in (EVERYBODY, GUNS):
            draft.units += joining(self._seen(side), self.actions, draft, side, guns=what == GUNS)
        elif action < self.actions.slots:
            draft.units.append(int(self.actions.own[side, action]))
            draft.stage = Stage.HEX if draft.stage is Stage.UNIT else Stage.ASSAULT
        else:
            self._name_hex(action - self.actions.first_hex)

    def _name_hex(self, hex_: int) -> None:
        """Give the march, exit or bombardment of the unit that was named, or begin to prepare an assault."""
        seen, unit = self._seen(self.side), self.draft.units[0]
        order = order_at(seen, unit, hex_)
        assert order is not None, "an open hex that the unit can do nothing with"
        if isinstance(order, Attack):
            self.draft.stage, self.draft.target = Stage.ASSAULT, hex_
        else:
            self._give(order)

    def _give(self, order: Order) -> None:
        """Have an order carried out, unless it is refused for a reason that its side does not know."""
        self.draft.clear()
        verdict = self.game.check(order)
        if verdict:
            self.game.play(order)
        else:
            self.refused = f"{order}: {verdict.sentence}"

    def _points_margin(self) -> int:
        first, second = self.game.points().values()
        return first - second

    def _verdict(self, outcome: Outcome) -> int:
        """Return 1 if the first side has won, -1 if the other has, 0 if nobody has."""
        if outcome.winner is None:
            return 0
        return 1 if outcome.winner == self.setting.scenario.names.sides[0] else -1
