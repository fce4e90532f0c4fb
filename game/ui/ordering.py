"""The player's orders at the board: marches, an attack put together and carried out, and what is taken back.

What an order may be the engine says; here it is asked for, given to the session, and refused in a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from game.core.errors import IllegalOrderError
from game.core.terms import NOWHERE
from game.desk.keys import Action
from game.engine.game import Game
from game.engine.orders import Order
from game.engine.replay import Step
from game.engine.telling import order_words
from game.ui.deeds import (
    NO_UNIT,
    NOT_YOUR_TURN,
    CarryOut,
    Choose,
    Deed,
    Join,
    Kept,
    March,
    Plan,
    Refused,
    carry_out,
    not_yours,
    right_deed,
    unit_deed,
)
from game.ui.drafts import Draft, candidate, draft_of, toggled
from game.ui.selection import Selection
from game.ui.session import Aside
from game.view.looks import told

if TYPE_CHECKING:
    from game.ui.board import Board


class Ordering:
    """The orders given at one board."""

    def __init__(self, board: Board) -> None:
        self.board = board

    @property
    def game(self) -> Game:
        """The game as it is now."""
        return self.board.session.game

    @property
    def chosen(self) -> Selection:
        """What the player has chosen on the map."""
        return self.board.selection

    @property
    def commands(self) -> Mapping[Action, Callable[[], None]]:
        """What the keys for orders do."""
        return {
            Action.CONFIRM: self.confirm,
            Action.SWAP_SIDES: self.swap_sides,
            Action.TAKE_OR_STAY: self.turn_over_holding,
            Action.UNDO: self.undo,
            Action.REDO: self.redo,
        }

    def at(self, hex_: int) -> None:
        """Do what a right click on a hex means: march there, begin an attack on it, or carry it out."""
        self.do(right_deed(self.board.session, self.chosen, hex_))

    def on(self, unit: str) -> None:
        """Do what a left click on a unit means, in the fan or in the list of a stack."""
        deed = unit_deed(self.board.session, self.chosen, unit)
        if isinstance(deed, Choose):
            self.board.select(unit)
        else:
            self.do(deed)

    def do(self, deed: Deed) -> None:
        """Do what a click on the map means."""
        match deed:
            case Choose():
                self.board.select_hex(deed.hex)
            case Join():
                self.toggle(deed.unit)
            case March() | CarryOut():
                self.submit(deed.order)
            case Plan():
                self.begin_attack(deed.hex)
            case Kept():
                self.keeps_attack()
            case Refused(sentence=sentence) if sentence == NOT_YOUR_TURN:
                self.may_order()
            case Refused():
                self.board.say(deed.sentence, True)

    def may_order(self) -> bool:
        """Whether the player may give orders now; if not, it is said why."""
        session = self.board.session
        if session.is_humans_turn:
            return True
        names = session.scenario.names
        side = names.side_adjectives[names.side_row[session.game.active_side]]
        over = session.game.outcome is not None
        self.board.say("The game is over." if over else f"It is not your turn: the {side} staff is at work.", True)
        return False

    def own_unit(self) -> str | None:
        """Return the chosen unit if it is the player's to command now; if there is none, it is said why."""
        unit = self.chosen.unit
        if not self.may_order():
            return None
        if unit is None:
            self.board.say(NO_UNIT, True)
        elif not self._is_own(unit):
            self.do(not_yours(unit))
        else:
            return unit
        return None

    def _is_own(self, unit: str) -> bool:
        game = self.game
        side = game.world.units[game.scenario.names.unit_row[unit]].side
        return bool(side == game.scenario.names.side_row[game.active_side])

    def keeps_attack(self) -> bool:
        """Say so, if an attack that has been composed of several units must not be lost for something else."""
        draft = self.chosen.draft
        if draft is None or not draft.is_composed:
            return False
        keys = self.board.window.keys if self.board.window is not None else None
        attack, leave = (keys.shown(Action.CONFIRM), keys.shown(Action.CANCEL)) if keys is not None else ("", "")
        self.board.say(f"The attack on {draft.target} is kept: {attack} carries it out, {leave} lets go of it.", True)
        return True

    def begin_attack(self, target: int) -> None:
        """Put an attack together: the selected unit, if it is one's own and the rules let it take part."""
        unit = self.chosen.unit
        unit = unit if unit is not None and self._is_own(unit) else None
        self.chosen.draft = draft_of(self.game, target, (unit,) if unit else ())
        self.chosen.swapped = False
        if unit is None:
            self.board.say("No unit of yours is chosen: click those into the attack that are to take part.")
        elif self.chosen.draft.order is None:
            self.board.say(candidate(self.game, self.chosen.draft.target, unit).verdict.sentence, True)
        else:
            self.board.say("")

    def toggle(self, unit: str) -> None:
        """Click a unit into the attack that is being put together, or out of it."""
        if self.chosen.draft is not None:
            self.chosen.draft = toggled(self.game, self.chosen.draft, unit)
            self.board.refresh()

    def set_holding(self, holding: bool) -> None:
        """Say whether the winners of the attack stay where they are."""
        if self.chosen.draft is not None:
            draft = self.chosen.draft
            self.chosen.draft = replace(draft, holding=holding)
            self.board.refresh()

    def turn_over_holding(self) -> None:
        """Say that the winners stay where they are, or that they take the ground after all."""
        draft = self._draft()
        if draft is not None:
            self.set_holding(not draft.holding)

    def confirm(self) -> None:
        """Carry out the attack that has been put together."""
        draft = self._draft()
        if draft is not None:
            self.do(carry_out(self.game, draft))

    def _draft(self) -> Draft | None:
        """Return the attack that is being put together; if there is none, it is said."""
        if self.may_order() and self.chosen.draft is None:
            self.board.say("No attack is being put together: right-click an enemy first.", True)
        return self.chosen.draft

    def submit(self, order: Order) -> Step | None:
        """Give an order; if the rules forbid it, say why."""
        before = self.game.copy()
        try:
            step = self.board.session.submit(order)
        except IllegalOrderError as error:
            self.board.say(error.sentence, True)
            return None
        unit, pointed = self.chosen.unit, self.chosen.pointed
        self.chosen.draft = None
        self.board.select(unit if unit and self._on_map(unit) else None)
        self.board.point_at(pointed)  # one goes on where one has struck
        self.board.flow.show_own(before, step)
        return step

    def _on_map(self, unit: str) -> bool:
        game = self.game
        return bool(game.state.units[game.scenario.names.unit_row[unit]].hex != NOWHERE)

    def undo(self) -> None:
        """Take back the last order or aside, or say why not."""
        if self.keeps_attack():
            return
        why = self.board.session.why_no_undo
        if why is not None or not self.board.session.is_humans_turn:
            self.board.say(f"Nothing to take back: {why or 'it is not your turn'}.", True)
            return
        pointed = self.chosen.pointed
        taken = self.board.session.undo()
        self.board.select(taken.unit if isinstance(taken, Aside) else self.chosen.unit)
        self.board.point_at(pointed)  # the mouse has not moved
        self.board.say(f"{self._told(taken)} is taken back.")

    def redo(self) -> None:
        """Give again the order, or say the aside, that was taken back last."""
        if self.keeps_attack():
            return
        pointed = self.chosen.pointed
        given = self.board.session.redo()
        self.board.select(self.chosen.unit)
        self.board.point_at(pointed)
        words = f"{self._told(given)} goes ahead again." if given else "Nothing has been taken back."
        self.board.say(words, given is None)

    def _told(self, said: Order | Aside | None) -> str:
        """Return an order or aside in words, places in the language of the map."""
        return order_words(told(self.game.scenario), said) if isinstance(said, Order) else str(said)

    def swap_sides(self) -> None:
        """Turn the forecast round: what if they attacked us. Where no attack is being put together, say so."""
        if self.chosen.draft is None:
            self.board.say("There is no forecast to turn round: right-click an enemy first.", True)
            return
        self.chosen.swapped = not self.chosen.swapped
        self.board.refresh()
