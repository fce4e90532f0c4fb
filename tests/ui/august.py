"""August as a Soviet commander plays it at the board, input by input: for tests that count the inputs.

Every formation has a task of its own, the main attacks are put together by hand, the rest is left to the staff. An
input is a click or a key.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

import pygame

from game.core.terms import Status
from game.engine.forecast import AttackForecast
from game.engine.surveys import reach_of
from game.scenario.loading import load_scenario
from game.scenario.plan_table import units_called
from game.ui.approaches import approaches, can_still_attack
from game.ui.board import Board
from game.ui.composing import with_best
from game.ui.drafts import draft_of, forecast
from game.ui.forces import commanded_of
from game.ui.from_where import FromWhere
from game.ui.panels.forecast_panel import ForecastPanel
from game.ui.panels.orders_window import OrdersWindow
from game.ui.session import HUMAN, Session

BATTLE: Final = "khalkhin_gol/august_encirclement"
SIDE: Final = "soviet"
SIZE: Final = (1920, 1080)
LEFT, RIGHT = 1, 3
MAIN_ATTACKS: Final = 2
LEAST: Final = 0.3
"""The chance from which an attack is worth its inputs."""

FIRST: Final = (
    ("57RD", "4346"),
    ("8AB", "4641"),
    ("8MCD", "5143"),
    ("82RD", "3439"),
    ("36MRD", "3332"),
    ("5MGB", "3137"),
    ("North", "2914"),
    ("185AR", "3439"),
    ("1AG", "2544"),
)
"""Where each formation is sent first: the aims of 20 August (khalkhin_gol_forces.md 1.4); the army's reserve stays."""

SECOND: Final = (("6TB", "4240"), ("82RD", "3641"))
"""... and on the second day: the tank brigade that has come, and another aim for the division in the middle."""


class Inputs(Protocol):
    """Whoever does the inputs, and sees to it that what they bring is on the screen."""

    def click(self, spot: tuple[int, int], button: int = LEFT) -> None:
        """Press and release a button of the mouse."""

    def key(self, key: int, mod: int = 0, unicode: str = "") -> None:
        """Press a key and let it go."""


def august(seed: int = 1939) -> Session:
    """The battle with a player who leads the Soviets against the officer."""
    scenario = load_scenario(BATTLE)
    return Session.new(scenario, seed, {side: HUMAN if side == SIDE else "officer" for side in scenario.names.sides})


class Commander:
    """A player at the board, whose inputs are counted."""

    def __init__(self, hands: Inputs, board: Board) -> None:
        self.hands = hands
        self.board = board
        self.inputs = 0

    # --- a turn -----------------------------------------------------------------------------------------------------

    def turn(self, tasks: tuple[tuple[str, str], ...]) -> int:
        """Give the orders of a turn and end it; return how many inputs that took."""
        self.inputs = 0
        if self.board.popups.shown:  # what happened in the opponent's turn, looked at
            self.key(pygame.K_ESCAPE)
        for unit, target in self.main_attacks():
            self.attack(unit, target)
        self.key(pygame.K_F7)
        for formation, target in tasks:
            self.order(formation, target)
        self.press("finish")
        self.key(pygame.K_RETURN, pygame.KMOD_CTRL)
        if self.board.popups.modal:
            self.key(pygame.K_RETURN, unicode="\r")
        return self.inputs

    def order(self, formation: str, target: str) -> None:
        """Send a formation somewhere: it is chosen in the list of those without orders."""
        self.choose(formation)
        self.click(self.spot(target), RIGHT)
        self.key(pygame.K_RETURN, unicode="\r")
        assert not self.board.selection.is_error, self.board.selection.message
        assert self.board.play.standing.given

    def choose(self, formation: str) -> None:
        """Choose a formation: in the list where it has no orders yet; else one of its units, and so up the tree."""
        names = self.board.session.scenario.names
        button = f"choose:{names.formations.index(formation)}"
        if button in self._spots():
            self.press(button)
            return
        game = self.board.session.game
        units = commanded_of(game, (names.units[row] for row in units_called(game.scenario, formation)))
        on_top = next(unit for unit in units if self.is_on_top(unit))
        self.click(self.spot(self.where(on_top)))
        while not set(units) <= set(self.board.selection.units):
            self.key(pygame.K_f, unicode="f")
        assert set(self.board.selection.units) == set(units)

    def attack(self, unit: str, target: str) -> None:
        """Put an attack on a hex together: march up to it if need be, the best who can join, and order it."""
        before = len(self.board.session.game.record[-1].orders)
        self.click(self.spot(self.where(unit)))
        self.click(self.spot(target), RIGHT)
        asked = self.board.popups.find(FromWhere)
        if asked is not None:
            self.key(pygame.K_RETURN, unicode="\r")
        assert self.board.selection.draft is not None, self.board.selection.message
        panel = self.board.column.middle(self.board.play) if self.board.column else None
        assert isinstance(panel, ForecastPanel)
        self.click(panel.spots(self.board.play)["compose:best"].center)
        self.key(pygame.K_RETURN, unicode="\r")
        assert len(self.board.session.game.record[-1].orders) > before

    def main_attacks(self) -> Iterator[tuple[str, str]]:
        """Yield who begins the most promising attacks on what, as they are found on the board; at most so many."""
        for _ in range(MAIN_ATTACKS):
            found = max(self._attacks(), default=None)
            if found is None:
                return
            yield found[1:]

    def _attacks(self) -> Iterator[tuple[float, str, str]]:
        """Yield what those on top of their hexes could attack: the chance alone, or together where they are there."""
        game = self.board.session.game
        side, units = game.scenario.names.side_row[SIDE], game.state.units
        theirs = set(units.hex[(game.world.units.side != side) & (units.status == Status.PRESENT)].tolist())
        for unit in commanded_of(game, game.scenario.names.units):
            here = int(units.hex[game.scenario.names.unit_row[unit]])
            if not self.is_on_top(unit):
                continue
            reach = reach_of(game, unit)
            from_where = [here, *can_still_attack(game, reach)]
            near = theirs.intersection(game.world.hexes.neighbour[from_where].ravel().tolist())
            for hex_ in filter(self.is_clear, sorted(near)):
                number = game.scenario.hex_number(hex_) or ""
                if hex_ in game.world.hexes.neighbour[here].tolist():
                    said = forecast(game, with_best(game, draft_of(game, hex_, (unit,))))
                    if isinstance(said, AttackForecast) and said.success >= LEAST:
                        yield float(said.success), unit, number
                elif (found := approaches(game, reach, hex_)) and found[0].success >= LEAST:
                    yield found[0].success, unit, number

    # --- inputs -----------------------------------------------------------------------------------------------------

    def click(self, spot: tuple[int, int], button: int = LEFT) -> None:
        """Click, and count it."""
        self.inputs += 1
        self.hands.click(spot, button)

    def key(self, key: int, mod: int = 0, unicode: str = "") -> None:
        """Press a key, and count it."""
        self.inputs += 1
        self.hands.key(key, mod, unicode)

    def press(self, name: str) -> None:
        """Click a named spot of the window of orders."""
        self.click(self._spots()[name].center)

    def _spots(self) -> dict[str, pygame.Rect]:
        window = self.board.popups.find(OrdersWindow)
        assert window is not None
        return window.spots(self.board.play)

    def spot(self, hex_number: str) -> tuple[int, int]:
        """Return where a hex is in the window; it has to be in view."""
        hex_ = self.board.session.scenario.hex_row(hex_number)
        assert hex_ is not None
        assert self.is_clear(hex_), f"{hex_number} is not in view"
        return self.board.map.spot_of(hex_)

    def is_clear(self, hex_: int) -> bool:
        """Whether a hex is in view."""
        return bool(self.board.map.view.inflate(-40, -40).collidepoint(self.board.map.spot_of(hex_)))

    def is_on_top(self, unit: str) -> bool:
        """Whether a unit is in view, and the uppermost of its hex."""
        hex_ = self.board.session.scenario.hex_row(self.where(unit))
        assert hex_ is not None
        return self.is_clear(hex_) and self.board.play.shown.units_in(hex_)[0] == unit

    def where(self, unit: str) -> str:
        """Return where a unit stands."""
        game = self.board.session.game
        number = game.scenario.hex_number(int(game.state.units[game.scenario.names.unit_row[unit]].hex))
        assert number is not None
        return number
