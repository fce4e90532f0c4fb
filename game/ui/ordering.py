"""The player's orders at the board: marches, an attack put together and carried out, and what is taken back.

What an order may be the engine says; here it is asked for, given to the session, and refused in a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeGuard

from game.core.errors import IllegalOrderError
from game.core.terms import NOWHERE
from game.desk.keys import Action
from game.desk.questions import Question
from game.desk.sheets import Button
from game.engine.event_words import order_words
from game.engine.game import Game
from game.engine.orders import Attack, Fight, Order
from game.engine.replay import Step
from game.scenario.names import percent
from game.ui.approaches import Approach, approaches
from game.ui.choosing import Choosing
from game.ui.command.formation_intents import SetOut
from game.ui.drafts import Draft, candidate, draft_of, toggled
from game.ui.from_where import FromWhere
from game.ui.intents import Click, ClickUnit, PointAt
from game.ui.play import Play
from game.ui.pointer import LEFT, RIGHT
from game.ui.responses import (
    NO_UNIT,
    NOT_YOUR_TURN,
    CarryOut,
    Choose,
    FarMarch,
    Join,
    Kept,
    March,
    MarchAndAttack,
    Plan,
    Refused,
    Response,
    carry_out,
    left_response,
    not_yours,
    right_response,
    unit_response,
)
from game.ui.selection import Selection
from game.ui.session import Aside, Said
from game.view.looks import localised


class Ordering:
    """The orders given in one play; `show_own` shows on the map what one has brought, from the position before it."""

    def __init__(self, play: Play, choosing: Choosing, show_own: Callable[[Game, Step], None]) -> None:
        self.play = play
        self.choosing = choosing
        self.show_own = show_own

    @property
    def _game(self) -> Game:
        """The game as the player sees it."""
        return self.play.game

    @property
    def _chosen(self) -> Selection:
        """What the player has chosen on the map."""
        return self.play.selection

    def click(self, intent: Click) -> None:
        """Do what a click on a hex means."""
        if intent.hex is None:
            return
        if intent.button == LEFT:
            orders_too = self.play.window.settings.left_click_orders
            self.do(left_response(self.play.shown, self._chosen, intent.hex, orders_too))
        elif intent.button == RIGHT:
            self.do(right_response(self.play.shown, self._chosen, intent.hex))

    def click_unit(self, intent: ClickUnit) -> None:
        """Do what a left click on a unit means, in the fan or in the list of a stack."""
        response = unit_response(self.play.shown, self._chosen, intent.unit)
        if isinstance(response, Choose):
            self.choosing.select(intent.unit)
        else:
            self.do(response)

    def do(self, response: Response) -> None:
        """Do what a click on the map means."""
        match response:
            case Choose():
                self.choosing.select_hex(response.hex)
            case Join():
                self.toggle(response.unit)
            case March():
                self.submit(response.order)
            case CarryOut():
                self._carry_out(response.order)
            case FarMarch():
                self.play.answer(SetOut(response.unit, response.hex))
            case MarchAndAttack():
                self._ask_from_where(response.target)
            case Plan():
                self.begin_attack(response.hex)
            case Kept():
                self.keeps_attack()
            case Refused(sentence=sentence) if sentence == NOT_YOUR_TURN:
                self.may_order()
            case Refused():
                self.play.say(response.sentence, True)

    def _ask_from_where(self, target: int) -> None:
        """Ask from where the chosen unit is to attack; where there is no such hex, begin the attack without it."""
        reach = self._chosen.reach
        found = [] if reach is None else approaches(self._game, reach, target)
        if found:
            self.play.popups.show(FromWhere(self.play, target, found, self.march_and_attack))
        else:
            self.begin_attack(target)

    def march_and_attack(self, approach: Approach, target: int) -> None:
        """Have the chosen unit march up to an enemy, and begin to put its attack together if it has got there.

        The march is not shown: the attack is put together from where it ends.
        """
        unit = approach.order.unit
        if self.submit(approach.order, is_shown=False) is None:
            return
        here = int(self._game.state.units[self._game.scenario.names.unit_row[unit]].hex)
        if here == approach.hex:
            self.begin_attack(target)
        else:
            stopped = self._game.scenario.hex_number(here)
            self.play.say(f"{unit} has come to {stopped} only: no attack is prepared.", True)

    def may_order(self) -> bool:
        """Whether the player may give orders now; if not, it is said why."""
        session = self.play.session
        if session.is_humans_turn:
            return True
        if session.awaits_mail and session.mailed is not None:
            self.play.say(f"It is not your turn: the orders of {session.mailed.other} come by mail.", True)
            return False
        names = localised(session.scenario).names
        side = names.side_adjectives[names.side_row[session.game.active_side]]
        over = session.game.outcome is not None
        self.play.say("The game is over." if over else f"It is not your turn: the {side} side is planning.", True)
        return False

    def own_unit(self) -> str | None:
        """Return the chosen unit if it is the player's to command now; if there is none, it is said why."""
        unit = self._chosen.unit
        if not self.may_order():
            return None
        if unit is None:
            self.play.say(NO_UNIT, True)
        elif not self._is_own(unit):
            self.do(not_yours(unit))
        else:
            return unit
        return None

    def _is_own(self, unit: str) -> bool:
        game = self._game
        side = game.world.units[game.scenario.names.unit_row[unit]].side
        return bool(side == game.scenario.names.side_row[game.active_side])

    def keeps_attack(self) -> bool:
        """Say so, if an attack that has been composed of several units must not be lost for something else."""
        draft = self._chosen.draft
        if draft is None or not draft.is_composed:
            return False
        attack, leave = (self.play.window.keys.shown(action) for action in (Action.CONFIRM, Action.CANCEL))
        self.play.say(f"First carry out the attack on {draft.target} ({attack}) or cancel it ({leave}).", True)
        return True

    def unless_kept(self, act: Callable[[], object]) -> None:
        """Do something, unless an attack that has been composed of several units would be lost by it."""
        if not self.keeps_attack():
            act()

    def begin_attack(self, target: int) -> None:
        """Put an attack together: the selected unit, if it is one's own and the rules let it take part."""
        unit = self._chosen.unit
        unit = unit if unit is not None and self._is_own(unit) else None
        draft = draft_of(self._game, target, (unit,) if unit else ())
        self._chosen.draft = replace(draft, tolerance=self._chosen.tolerance)
        self._chosen.swapped = False
        if unit is None:
            self.play.say("No unit of yours is selected: click the units that are to take part.")
        elif self._chosen.draft.order is None:
            self.play.say(candidate(self._game, self._chosen.draft.target, unit).verdict.sentence, True)
        else:
            self.play.say("")

    def toggle(self, unit: str) -> None:
        """Click a unit into the attack that is being put together, or out of it."""
        if self._chosen.draft is not None:
            self._chosen.draft = toggled(self._game, self._chosen.draft, unit)
            self.play.refresh()

    def confirm(self) -> None:
        """Carry out the attack that has been put together."""
        draft = self.draft()
        if draft is not None:
            self.do(carry_out(self._game, draft))

    def _carry_out(self, order: Fight) -> None:
        """Carry out an attack; one that has hardly a chance only if that is meant."""
        least = self.play.window.settings.ask_below
        found = self._game.forecast(order) if isinstance(order, Attack) else None
        if found is None or found.success * 100 >= least:
            self.submit(order)
            return
        words = [
            f"The chance that the defenders give up {order.where} is {percent(found.success)}.",
            f"You are asked below {least} % (settings).",
        ]

        def attack() -> None:
            self.submit(order)

        answers: list[Button] = [
            ("attack", "Attack all the same", attack),
            ("back", "Back", None),
        ]
        question = Question(self.play, "A poor chance", words, answers)
        question.focused = "back"  # who has pressed Enter once too often loses nothing
        self.play.popups.show(question)

    def draft(self) -> Draft | None:
        """Return the attack that is being put together; if there is none, it is said."""
        if self.may_order() and self._chosen.draft is None:
            self.play.say("No attack is being prepared: right-click an enemy first.", True)
        return self._chosen.draft

    def submit(self, order: Order, *, is_shown: bool = True) -> Step | None:
        """Give an order, and have the map show what it brings; if the rules forbid it, say why."""
        session = self.play.session
        before = session.game.copy()
        try:
            step = session.submit(order)
        except IllegalOrderError as error:
            self.play.say(error.sentence, True)
            return None
        unit, pointed = self._chosen.unit, self._chosen.pointed
        self._chosen.draft = None
        self.choosing.select(unit if unit and self._on_map(unit) else None)
        self.choosing.point_at(PointAt(pointed))  # one goes on where one has struck
        if is_shown:
            self.show_own(before, step)
        return step

    def _on_map(self, unit: str) -> bool:
        game = self._game
        return bool(game.state.units[game.scenario.names.unit_row[unit]].hex != NOWHERE)

    def undo(self) -> Order | Aside | None:
        """Take back the last order or aside and return it, or say why not."""
        if self.keeps_attack():
            return None
        why = self.play.session.why_no_undo
        if why is not None or not self.play.session.is_humans_turn:
            self.play.say(f"Nothing to take back: {why or 'it is not your turn'}.", True)
            return None
        taken = self.play.session.undo()
        self._choose_again(taken, taken.units[0] if isinstance(taken, Aside) else self._chosen.unit)
        again = f": the staff leads {'it' if len(taken.units) == 1 else 'them'} again" if _is_refusal(taken) else ""
        self.play.say(f"{self._in_words(taken)} is taken back{again}.")
        return taken

    def redo(self) -> Order | Aside | None:
        """Give again the order, or say the aside, that was taken back last, and return it."""
        if self.keeps_attack():
            return None
        given = self.play.session.redo()
        self._choose_again(given, self._chosen.unit)
        counts = "counts" if isinstance(given, Aside) else "is ordered"
        words = f"{self._in_words(given)} {counts} again." if given else "There is no order to give again."
        self.play.say(words, given is None)
        return given

    def _choose_again(self, said: Order | Aside | None, unit: str | None) -> None:
        """Choose a unit after something was taken back or said again; a refusal leaves chosen who is."""
        if not _is_refusal(said):
            pointed = self._chosen.pointed
            self.choosing.select(unit)
            self.choosing.point_at(PointAt(pointed))  # the mouse has not moved

    def _in_words(self, said: Order | Aside | None) -> str:
        """Return an order or aside in words, places in the language of the map."""
        return order_words(localised(self._game.scenario), said) if isinstance(said, Order) else str(said)


def _is_refusal(said: Order | Aside | None) -> TypeGuard[Aside]:
    return isinstance(said, Aside) and said.said is Said.REFUSE
