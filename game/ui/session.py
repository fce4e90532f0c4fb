"""A game at the board: who plays which side, what has happened, what can be taken back. No drawing here.

`Session` is the game itself, on which orders are given. `Shown` is what those at the board get to see of it, and all
that panels, overlays and hints are given.

Undo goes back order by order to the last thing that luck had a say in, or to the start of the player turn: what has
been revealed cannot be unseen. Taking back is exact, because a `Moment` is a copy of the whole game.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Final

import numpy as np

from game.commanders.standing_orders import StandingOrders
from game.core.terms import NOWHERE, Mobility, Role, Status
from game.engine.asides import NOTHING_SAID, Asides
from game.engine.game import RULES_VERSION, Game, Luck
from game.engine.marches import may_bog_down, may_break_through
from game.engine.matches import Mailed
from game.engine.orders import Fight, Move, Order
from game.engine.replay import Step
from game.engine.surveys import can_do_more, reach_of
from game.scenario.loading import Scenario
from game.scenario.names import so_many
from game.scenario.world import State
from game.ui.awaiting import Awaiting, led_by, needing_none, ordered_by_hand

HUMAN: Final = "human"
"""The player of a side for whom orders are given at the board; others are commanders of `commanders.roster`."""

MAIL: Final = "mail"
"""The player of a side whose orders come by mail, in turn files."""

NOTHING_YET: Final = "no order has been given this turn"
BEFORE_LOADING: Final = "what was ordered before the game was loaded can no longer be taken back"
REVEALED: Final = "an order decided by luck cannot be taken back"


def new_game_id() -> str:
    """Return an id that no other game has: the moment, and luck for windows that open together."""
    return f"{datetime.now():%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"


class Said(Enum):
    """What can be said of units that is no order."""

    REST = "rest"  # they are asked for no more this turn
    LATER = "skipped for now"  # they are asked for after all others
    REFUSE = "refused"  # the player keeps them to himself this turn, and not the staff


@dataclass(frozen=True)
class Aside:
    """What was said of some units that is no order."""

    units: tuple[str, ...]
    said: Said

    def __str__(self) -> str:
        """Return it in words, as orders are shown: "I/75: rest"."""
        if self.said is not Said.REFUSE:
            return f"{', '.join(self.units)}: {self.said.value}"
        return f"The refusal of {self.units[0] if len(self.units) == 1 else so_many(len(self.units), 'unit')}"

    def added_to(self, before: Asides) -> Asides:
        """Return all that has been said once this is said too."""
        units = frozenset(self.units)
        if self.said is Said.REST:
            return replace(before, resting=before.resting | units)
        if self.said is Said.REFUSE:
            return replace(before, refused=before.refused | units)
        return replace(before, later=(*(unit for unit in before.later if unit not in units), *self.units))


@dataclass(frozen=True)
class Moment:
    """What was before a step, or aside, and that: the game, and what had been said of units this turn."""

    game: Game
    step: Step | Aside
    asides: Asides

    @property
    def words(self) -> Order | Aside | None:
        """What was ordered or said."""
        return self.step if isinstance(self.step, Aside) else self.step.order


@dataclass
class Played:
    """A game, who plays it, and what has led to where it is.

    Parameters
    ----------
    game : the position
    players : side -> HUMAN, MAIL or the name of a commander; empty where nobody plays any more
    steps : what has led there since the session began, oldest first
    """

    game: Game
    players: dict[str, str]
    steps: list[Step] = field(default_factory=list)

    @property
    def scenario(self) -> Scenario:
        """The scenario that is played."""
        return self.game.scenario

    @property
    def is_humans_turn(self) -> bool:
        """Whether orders of the active side are given at the board."""
        return self.game.outcome is None and self.players[self.game.active_side] == HUMAN

    @property
    def awaits_mail(self) -> bool:
        """Whether orders of the active side come by mail."""
        return self.game.outcome is None and self.players[self.game.active_side] == MAIL

    @property
    def person(self) -> str | None:
        """The side of the only person who plays; None if there is nobody, or one on each side."""
        people = [side for side, player in self.players.items() if player == HUMAN]
        return people[0] if len(people) == 1 else None

    @property
    def viewer(self) -> str | None:
        """The side through whose eyes the game is seen: of two players, the one whose turn it is.

        None, who sees everything, once the game is over and where commanders play among themselves.
        """
        if self.game.outcome is not None or HUMAN not in self.players.values():
            return None
        return self.person or self.game.active_side


@dataclass
class Shown(Played):
    """A game as far as it is shown, as its viewer knows it. Panels, overlays and hints show it; no order is given.

    Its position is that of `Game.seen_by`, never the one of a session. No order changes it: once something has been
    played there is another one. `may_show_again` says whether the last turn not played here can be shown once more.
    """

    may_show_again: bool = False
    _digest: str = field(default="", init=False, compare=False)

    @property
    def state(self) -> State:
        """Where everything stands; only looked at."""
        return self.game.state

    def digest(self) -> str:
        """Return the hash of the position; panels ask for it in every frame, so it is worked out once."""
        self._digest = self._digest or self.game.digest()
        return self._digest

    def units_in(self, hex_: int) -> list[str]:
        """Return the units in a hex, uppermost first."""
        return units_in(self.game, hex_)


@dataclass
class Session(Played):
    """One game at the board: its position now, and what can be ordered and taken back.

    Parameters
    ----------
    game : replaced by undo, redo and the opponent's turn
    asides : what has been said of units this turn
    rules : the version of the rules that the game was begun under
    id : the game that it is among those that are kept, once something of it is
    stored : the save that it was read from
    stored_play : the number of the last position of its game that it knows of; a greater one was written elsewhere
    notices : by side, what is to be said of it when the board is opened
    standing : by side, what its player has ordered formations to do
    mailed : the game by mail that it is, if it is one
    barred : why nothing can be taken back, where nothing can
    last_turn : the last turn that was not played here, a commander's or by mail: the game before it, and its steps
    """

    asides: Asides = NOTHING_SAID
    rules: int = RULES_VERSION
    id: str = ""
    stored: Path | None = None
    stored_play: int = 0
    notices: dict[str, str] = field(default_factory=dict)
    standing: dict[str, StandingOrders] = field(default_factory=dict)
    mailed: Mailed | None = None
    barred: str = NOTHING_YET
    last_turn: tuple[Game, list[Step]] | None = None
    _past: list[Moment] = field(default_factory=list)
    _future: list[Moment] = field(default_factory=list)
    _led: tuple[object, frozenset[str]] | None = None

    @property
    def notice_title(self) -> str:
        """What stands above the notices."""
        return "Another commander leads" if self.mailed is None else "Play by mail"

    @classmethod
    def new(cls, scenario: Scenario, seed: int, players: Mapping[str, str], luck: Luck = "table") -> Session:
        """Set up a scenario."""
        return cls(Game.new(scenario, seed, luck), dict(players))

    # --- orders -----------------------------------------------------------------------------------------------------

    def submit(self, order: Order, reason: str = "") -> Step:
        """Carry out an order and return what it brought; `reason` is that of the staff, where it has proposed it.

        Raises
        ------
        IllegalOrderError : the rules forbid it; nothing has changed.
        """
        before = self.game.copy()
        side, turn = self.game.active_side, self.game.turn
        step = Step(turn, side, order, tuple(self.game.play(order, reason)), reason)
        self.steps.append(step)
        self._future.clear()
        if reveals(before, order):
            self._past.clear()
            self.barred = REVEALED
        else:
            self._past.append(self._moment(before, step))
        return step

    def end_turn(self) -> Step:
        """Close the player turn and return what happened up to the first order of the next."""
        step = Step(self.game.turn, self.game.active_side, None, tuple(self.game.end_turn()))
        self.steps.append(step)
        self._begin()
        return step

    def take_over(self, game: Game, steps: Iterable[Step]) -> None:
        """Go on from a game that someone else has played on from here, by these steps."""
        self.last_turn = self.game, list(steps)
        self.game = game
        self.steps.extend(self.last_turn[1])
        self._begin()

    def _begin(self) -> None:
        self._past.clear()
        self._future.clear()
        self.barred = NOTHING_YET
        self.asides = NOTHING_SAID

    def standing_of(self, side: str) -> StandingOrders:
        """Return what a side's player has ordered formations to do; empty where nothing is."""
        return self.standing.get(side, StandingOrders(side))

    def keep_standing(self, orders: StandingOrders) -> None:
        """Keep what a side's player has ordered formations to do, in place of what was ordered before."""
        others = {side: kept for side, kept in self.standing.items() if side != orders.side}
        self.standing = others if orders.is_empty else {**others, orders.side: orders}

    # --- taking back ------------------------------------------------------------------------------------------------

    @property
    def why_no_undo(self) -> str | None:
        """Why nothing can be taken back now; None if something can."""
        return None if self._past else self.barred

    @property
    def can_redo(self) -> bool:
        """Whether an order that was taken back can be given again."""
        return bool(self._future)

    def undo(self) -> Order | Aside | None:
        """Take back the last order or aside and return it; None if nothing can be taken back."""
        if not self._past:
            return None
        moment = self._past.pop()
        self._future.append(self._moment(self.game, moment.step))
        if isinstance(moment.step, Step):
            self.steps.pop()
        return self._go_to(moment)

    def redo(self) -> Order | Aside | None:
        """Give the order again that was taken back last, or say the aside; None if there is none."""
        if not self._future:
            return None
        moment = self._future.pop()
        self._past.append(self._moment(self.game, moment.step))
        if isinstance(moment.step, Step):
            self.steps.append(moment.step)
        return self._go_to(moment)

    def _moment(self, game: Game, step: Step | Aside) -> Moment:
        return Moment(game, step, self.asides)

    def _go_to(self, moment: Moment) -> Order | Aside | None:
        if isinstance(moment.step, Step):  # an aside leaves the game as it is
            self.game = moment.game
        self.asides = moment.asides
        return moment.words

    # --- who still waits for orders ---------------------------------------------------------------------------------

    def idle_units(self) -> list[str]:
        """Return the units of the active side that are asked for orders, those put off last."""
        return self.awaiting().asked

    def awaiting(self) -> Awaiting:
        """Return who is asked for orders and who is not, of those who could still do something and do not rest.

        Units that were put off come last, in the order in which they were put off.
        """
        able, led = self._able(), self._led_units()
        left_out = needing_none(self.game, able, led)
        idle = [unit for unit in able if unit not in left_out]
        later = [unit for unit in self.asides.later if unit in idle]
        asked = [unit for unit in idle if unit not in later] + later
        return Awaiting(asked, left_out, [unit for unit in able if unit in led - self.asides.led])

    def _led_units(self) -> frozenset[str]:
        """Return the units that the staff leads this turn, by standing orders or because it was left to it."""
        orders = self.standing_of(self.game.active_side)
        key = self.game.turn, self.game.active_side, orders
        if self._led is None or self._led[0] != key:
            self._led = key, led_by(self.game, orders)
        return (self.asides.led | self._led[1]) - self.asides.refused - ordered_by_hand(self.game)

    def _able(self) -> list[str]:
        """Return the units of the active side that could still do something and were not sent to rest."""
        names = self.scenario.names
        side = names.side_row[self.game.active_side]
        mine = (self.game.state.units.status == Status.PRESENT) & (self.game.world.units.side == side)
        rows, resting = np.flatnonzero(mine).tolist(), self.asides.resting
        return [names.units[row] for row in rows if names.units[row] not in resting and can_act(self.game, row)]

    def say(self, aside: Aside) -> None:
        """Say of units what is no order; it can be taken back as orders can."""
        after = aside.added_to(self.asides)
        if after != self.asides:
            self._past.append(self._moment(self.game, aside))
            self._future.clear()
            self.asides = after

    def have_led(self, units: Iterable[str]) -> None:
        """Keep in mind that the staff has led some units this turn."""
        self.asides = replace(self.asides, led=self.asides.led.union(units))


def units_in(game: Game, hex_: int) -> list[str]:
    """Return the units in a hex, uppermost first."""
    found, unit = [], int(game.state.hexes[hex_].top)
    while unit != NOWHERE:
        found.append(game.scenario.names.units[unit])
        unit = int(game.state.units[unit].below)
    return found


def can_act(game: Game, row: int) -> bool:
    """Whether a unit has anything left to do this turn; headquarters on rails are not asked for."""
    fixed = game.world.units[row]
    if fixed.mobility == Mobility.RAIL and fixed.role == Role.HEADQUARTERS:
        return False
    return can_do_more(game, row)


def read_ahead(game: Game) -> None:
    """Reckon the reach of any unit, so that the first click on one need not wait for its compiled rules to be read."""
    side = game.scenario.names.side_row[game.active_side]
    mine = (game.state.units.status == Status.PRESENT) & (game.world.units.side == side)
    for row in np.flatnonzero(mine)[:1]:
        reach_of(game, game.scenario.names.units[row])


def reveals(game: Game, order: Order) -> bool:
    """Whether luck has a say in an order: fights, and marches where vehicles may bog down or break through the ice."""
    if game.luck == "none":
        return False
    return isinstance(order, Fight) or (
        isinstance(order, Move) and (may_bog_down(game, order) or may_break_through(game, order))
    )
