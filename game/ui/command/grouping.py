"""Choosing many units at once: one after the other, a stack, a box, a formation, and from a unit up the tree.

All of them are units that the player commands now. The first is the one whose card and reach are shown; orders by hand
are its own, orders to formations (`tasking`) are those of all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import pygame

from game.desk.keys import Action
from game.scenario.names import so_many
from game.ui.choosing import Choosing
from game.ui.command.formation_intents import AddUnit, ChooseBox, ChooseStack, ChooseUnitsOf, Manner, MarkCorner
from game.ui.forces import commanded_of, is_commanded, line_of_formations, units_in
from game.ui.ordering import Ordering
from game.ui.panels.unit_words import total_words
from game.ui.play import Play
from game.ui.pointer import box_between, hexes_within
from game.view.looks import localised

AROUND: Final = 4
"""Pixels by which a box that keys draw is larger than from middle to middle."""


class Grouping:
    """The units chosen together in one play."""

    def __init__(self, play: Play, choosing: Choosing, orders: Ordering) -> None:
        self.play = play
        self.choosing = choosing
        self.orders = orders
        self._corner: int | None = None  # where a box begins that keys draw

    def click(self, hex_: int, manner: Manner) -> None:
        """Do what a click on a hex means that is not a plain one."""
        units = self.play.shown.units_in(hex_)
        if manner is Manner.ADD:
            self._add_hex(units)
        elif manner is Manner.FORMATION and units:
            world, names = self.play.game.world, self.play.game.scenario.names
            self.choose_formation(ChooseUnitsOf(int(world.units[names.unit_row[units[0]]].formation)))
        else:
            self.choose_stack(ChooseStack(hex_))

    def _add_hex(self, units: list[str]) -> None:
        """Add the uppermost unit of a hex that is not chosen yet; where all are, let go of them."""
        here = [unit for unit in units if is_commanded(self.play.game, unit)]
        chosen = self.play.selection.units
        new = [unit for unit in here if unit not in chosen]
        if not here:
            self.play.say("There is no unit of yours in that hex.", True)
        elif new:
            self.choose([*chosen, new[0]])
        else:
            self.choose([unit for unit in chosen if unit not in here])

    def add_unit(self, intent: AddUnit) -> None:
        """Add a unit, or let go of it if it is one of those chosen."""
        chosen = self.play.selection.units
        if not is_commanded(self.play.game, intent.unit):
            self.play.say(f"{intent.unit} is not under your command now.", True)
        elif intent.unit in chosen:
            self.choose([unit for unit in chosen if unit != intent.unit])
        else:
            self.choose([*chosen, intent.unit])

    def choose_stack(self, intent: ChooseStack) -> None:
        """Choose all units of a hex; without one those of the chosen hex."""
        hex_ = self.play.selection.hex if intent.hex is None else intent.hex
        if hex_ is None:
            self.play.say("Select a unit first: then all of its hex can be chosen.", True)
        else:
            self.choose(self.play.shown.units_in(hex_), "in that hex")

    def choose_box(self, intent: ChooseBox) -> None:
        """Choose all units in some hexes."""
        self.choose((unit for hex_ in intent.hexes for unit in self.play.shown.units_in(hex_)), "in that box")

    def mark_corner(self, intent: MarkCorner) -> None:
        """Mark a corner of a box; with the second one choose all units between the two."""
        if self._corner is None:
            self._corner = intent.hex
            key = self.play.window.keys.shown(Action.BOX_HERE)
            self.play.say(f"A corner of a box: point at the opposite one and press {key} again.")
            return
        box = self._box_to(intent.hex)
        self._corner = None
        self.choose_box(ChooseBox(tuple(hexes_within(self.play, box))))

    def box(self) -> pygame.Rect | None:
        """Return the box that has one corner so far, up to the pointer; None if there is none."""
        pointed = self.play.selection.pointed
        return None if self._corner is None or pointed is None else self._box_to(pointed)

    def let_go(self) -> bool:
        """Forget the corner of a box; whether there was one."""
        had, self._corner = self._corner is not None, None
        return had

    def _box_to(self, hex_: int) -> pygame.Rect:
        """Return the box in the window from the corner to a hex, with the middles of both inside."""
        assert self._corner is not None
        spots = self.play.map.spot_of(self._corner), self.play.map.spot_of(hex_)
        return box_between(*spots).inflate(AROUND, AROUND)

    def choose_formation(self, intent: ChooseUnitsOf) -> None:
        """Choose all units of a formation that are on the map."""
        names = self.play.game.scenario.names
        title = localised(self.play.game.scenario).names.formation_names[intent.formation]
        self.choose((names.units[row] for row in units_in(self.play.game.scenario, intent.formation)), f"of {title}")

    def widen(self) -> None:
        """Choose the units of the formation of the chosen unit; again: of the one above it, up to the whole side."""
        game, chosen = self.play.game, self.play.selection
        unit = self.orders.own_unit()
        if unit is None:
            return
        names = game.scenario.names
        for formation in line_of_formations(game.scenario, names.unit_row[unit]):
            inside = [names.units[row] for row in units_in(game.scenario, formation)]
            if set(commanded_of(game, inside)) > set(chosen.units):
                self.choose([unit, *(other for other in inside if other != unit)])
                return
        everybody = [unit, *(other for other in names.units if other != unit)]
        if set(commanded_of(game, everybody)) > set(chosen.units):
            self.choose(everybody)
        else:
            self.play.say("All of your units are selected.")

    def choose(self, units: Iterable[str], where: str = "on the map") -> None:
        """Choose those of some units that the player commands now, and say how many and how strong they are."""
        if self.orders.keeps_attack() or not self.orders.may_order():
            return
        game = self.play.game
        found = commanded_of(game, units)
        if not found:
            self.choosing.select(None)
            self.play.say(f"There is no unit of yours {where}.", is_error=where != "on the map")
            return
        self.choosing.select(found[0])
        if len(found) > 1:
            self.play.selection.group = tuple(found)
            self.play.selection.reach = None  # where they go together is for the staff to say
            rows = [game.scenario.names.unit_row[unit] for unit in found]
            self.play.say(f"{so_many(len(found), 'unit')} selected: {total_words(game, rows)}.")
