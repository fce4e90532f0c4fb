"""How the attack that is being put together is to be made: by whom, what it may cost, whether the ground is taken."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from game.ui.composing import CHOICES, has_a_chance
from game.ui.drafts import TOLERANCES
from game.ui.intents import Compose, Hold, Tolerate
from game.ui.ordering import Ordering
from game.ui.play import Play

NO_CHANCE: Final = (
    "No attack on {target} has a chance now, neither by few nor by all together: who attacks is left to you."
)


class Drafting:
    """The attack that is being put together in one play."""

    def __init__(self, play: Play, orders: Ordering) -> None:
        self.play = play
        self.orders = orders

    def compose(self, intent: Compose) -> None:
        """Put the attack together in one go; where the best has no chance, say so."""
        draft, game = self.orders.draft(), self.play.game
        if draft is None:
            return
        made = self.play.selection.draft = CHOICES[intent.how](game, draft)
        hopeless = intent.how == "best" and not has_a_chance(game, made)
        self.play.say(NO_CHANCE.format(target=made.target) if hopeless else "", hopeless)

    def hold(self, intent: Hold) -> None:
        """Say whether the winners of the attack stay where they are, or take the ground after all."""
        draft = self.orders.draft()
        if draft is not None:
            holding = not draft.holding if intent.holding is None else intent.holding
            self.play.selection.draft = replace(draft, holding=holding)
            self.play.refresh()

    def tolerate(self, intent: Tolerate) -> None:
        """Say what the attack may cost before it is broken off, and those after it too."""
        draft, chosen = self.orders.draft(), self.play.selection
        if draft is not None:
            place = (TOLERANCES.index(draft.tolerance) + 1) % len(TOLERANCES)
            chosen.tolerance = intent.tolerance or TOLERANCES[place]
            chosen.draft = replace(draft, tolerance=chosen.tolerance)
            self.play.refresh()

    def swap_sides(self) -> None:
        """Turn the forecast round: what if they attacked us. Where no attack is being put together, say so."""
        chosen = self.play.selection
        if chosen.draft is None:
            self.play.say("There is no forecast to swap: right-click an enemy first.", True)
            return
        chosen.swapped = not chosen.swapped
        self.play.refresh()
