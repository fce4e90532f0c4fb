"""Going round the units that still wait for orders: the next, one that rests or exits, one that is asked for later."""

from __future__ import annotations

from game.engine.orders import Exit
from game.ui.choosing import Choosing
from game.ui.intents import NextUnit, ShowUnit
from game.ui.ordering import Ordering
from game.ui.play import Play
from game.ui.session import Aside, Said


class Rounds:
    """The rounds in one play."""

    def __init__(self, play: Play, choosing: Choosing, orders: Ordering) -> None:
        self.play = play
        self.choosing = choosing
        self.orders = orders

    def cycle(self, intent: NextUnit) -> None:
        """Select the next or the previous unit that still waits for orders."""
        if self.orders.keeps_attack() or not self.orders.may_order():
            return
        idle, chosen = self.play.session.idle_units(), self.play.selection
        if not idle:
            self.play.say(self._nobody())
            return
        place = idle.index(chosen.unit) + intent.step if chosen.unit in idle else 0
        self.choosing.select(idle[place % len(idle)])
        if chosen.hex is not None and not self.play.map.shows(chosen.hex):
            self.play.map.centre_on(chosen.hex)

    def _nobody(self) -> str:
        """Return that no unit awaits orders, and whom that leaves out."""
        left = len(self.play.session.awaiting().left_out)
        return f"No units awaiting orders{f'; {left} that could act need none' if left else ''}."

    def rest(self) -> None:
        """Ask no more for the selected unit this turn, and go to the next."""
        unit = self.orders.own_unit()
        if unit is None or self.orders.keeps_attack():
            return
        idle = self.play.session.idle_units()
        after = idle[(idle.index(unit) + 1) % len(idle)] if unit in idle and len(idle) > 1 else None
        self.play.session.say(Aside((unit,), Said.REST))
        self.choosing.select(after)

    def defer(self) -> None:
        """Ask for the selected unit after all others."""
        unit = self.orders.own_unit()
        if unit is not None and not self.orders.keeps_attack():
            self.play.session.say(Aside((unit,), Said.LATER))
            self.cycle(NextUnit())

    def exit_map(self) -> None:
        """Have the selected unit leave the map by the exit where it stands; if it cannot, say why."""
        unit = self.orders.own_unit()
        if unit is None or self.orders.keeps_attack():
            return
        game = self.play.game
        number = game.scenario.hex_number(int(game.state.units[game.scenario.names.unit_row[unit]].hex))
        if number is None:
            self.play.say(f"{unit} is not on the map.", True)
        else:
            self.orders.submit(Exit(unit, number))

    def show(self, intent: ShowUnit) -> None:
        """Select a unit and bring it into view; an attack that is being put together stays."""
        if self.orders.keeps_attack():
            return
        self.choosing.select(intent.unit)
        if self.play.selection.hex is not None:
            self.play.map.centre_on_all((self.play.selection.hex,), intent.aside)
