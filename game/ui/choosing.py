"""Choosing on the map: units and hexes, what the pointer means, and where the chosen unit can go."""

from __future__ import annotations

from game.core.terms import NOWHERE
from game.engine.surveys import Reach, reach_of
from game.ui.first_view import look_at_side
from game.ui.intents import ChooseFormation, GoTo, PointAt
from game.ui.play import Play
from game.ui.responses import next_of


class Choosing:
    """What is chosen in one play."""

    def __init__(self, play: Play) -> None:
        self.play = play

    def select(self, unit: str | None) -> None:
        """Choose a unit, or nothing; its reach is shown if it is the player's to command. Keys point from there."""
        chosen = self.play.selection
        dropped, chosen.draft = chosen.draft, None
        chosen.unit, chosen.group, chosen.hex = unit, (), None
        chosen.message = f"The attack on {dropped.target} is cancelled." if dropped else ""
        chosen.is_error = False
        self.aim()
        if unit is not None and chosen.hex is not None:
            chosen.pointed = chosen.hex
        self.play.refresh()

    def select_hex(self, hex_: int | None) -> None:
        """Choose a hex, and the uppermost unit in it; again: the next unit of the stack."""
        chosen = self.play.selection
        unit = next_of(self.play.shown.units_in(hex_), chosen, hex_) if hex_ is not None else None
        self.select(unit)
        if unit is None:
            chosen.hex = hex_
            self.play.refresh()

    def point_at(self, intent: PointAt) -> None:
        """Note which hex lies under the pointer, and which unit if it is on a counter in the fan."""
        chosen = self.play.selection
        if (intent.hex, intent.counter) != (chosen.pointed, chosen.counter):
            chosen.pointed, chosen.counter = intent.hex, intent.counter
            self.play.refresh_panels()

    def choose_formation(self, intent: ChooseFormation) -> None:
        """Mark the units of a formation on the map."""
        self.play.selection.formation = intent.formation
        self.play.refresh()

    def aim(self) -> None:
        """Choose the hex where the chosen unit is shown, and find where it can go if that can be ordered now."""
        chosen, game = self.play.selection, self.play.game
        chosen.reach = None
        if chosen.unit is not None:
            hex_ = int(game.state.units[game.scenario.names.unit_row[chosen.unit]].hex)
            chosen.hex = None if hex_ == NOWHERE else hex_
            chosen.reach = None if chosen.group else self._reach(chosen.unit)

    def let_go(self) -> bool:
        """Let go of the attack, or of what is chosen; whether there was anything to let go of."""
        chosen = self.play.selection
        if chosen.draft is not None:
            target, chosen.draft = chosen.draft.target, None
            self.play.say(f"The attack on {target} is cancelled.")
        elif chosen.unit is not None or chosen.hex is not None:
            self.select(None)
        else:
            return False
        return True

    def go_home(self) -> None:
        """Bring what is chosen, or the middle of the active side, to the middle of the view."""
        hex_ = self.play.selection.hex
        if hex_ is not None:
            self.play.map.centre_on(hex_)
        else:
            look_at_side(self.play.map, self.play.game)

    def go_to(self, intent: GoTo) -> None:
        """Bring a place to the middle of the map and choose it; while an attack is put together point at it."""
        target = intent.target
        self.play.map.centre_on(target.hex)
        if self.play.selection.draft is not None:
            self.play.selection.pointed = target.hex
            self.play.refresh()
        elif target.unit is not None:
            self.select(target.unit)
        else:
            self.select(None)
            self.select_hex(target.hex)

    def _reach(self, unit: str) -> Reach | None:
        game = self.play.game
        row = game.scenario.names.unit_row[unit]
        mine = game.world.units[row].side == game.scenario.names.side_row[game.active_side]
        may = self.play.may_order and not self.play.is_showing
        return reach_of(game, unit) if mine and may and game.state.units[row].hex != NOWHERE else None
