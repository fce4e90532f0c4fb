"""The same game beside the one on the screen, to know where things stand on it and what should come of each order.

The camera is that of the window's own code, opened under SDL's dummy driver at the same size; orders are given to the
twin's session as they are given on the screen.
"""

from __future__ import annotations

from game.engine.game import Game
from game.engine.orders import Attack, Move, Order
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.session import HUMAN, Session
from game.ui.settings import Settings
from game.ui.window import Window
from tests.window.desk import SIZE


class Twin:
    """A session and a board of the same scenario, seed and size."""

    def __init__(self, scenario: str, seed: int, human: str) -> None:
        loaded = load_scenario(scenario)
        players = {side: HUMAN if side == human else "cadet" for side in loaded.names.sides}
        self.session = Session.new(loaded, seed, players)
        self.board = Board(self.session)
        self.window = Window(Settings(), SIZE)
        self.window.show(self.board)
        self.window.frame(0.01)

    @property
    def game(self) -> Game:
        """The game as it should be on the screen."""
        return self.session.game

    def spot(self, hex_number: str) -> tuple[int, int]:
        """Return where a hex lies on the screen."""
        row = self.session.scenario.hex_row(hex_number)
        assert row is not None
        assert self.board.map is not None
        spot = self.board.map.spot_of(row)
        assert self.board.map.view.inflate(-40, -40).collidepoint(spot), f"{hex_number} is not on the screen"
        return spot

    def is_shown(self, hex_number: str) -> bool:
        """Whether a hex lies on the screen, free of its edges."""
        row = self.session.scenario.hex_row(hex_number)
        assert row is not None
        assert self.board.map is not None
        return bool(self.board.map.view.inflate(-60, -60).collidepoint(self.board.map.spot_of(row)))

    def a_march(self) -> Move:
        """Return a legal march of a unit that stands alone, both ends on the screen and empty ground at the end."""
        for order in self.game.legal_orders():
            if isinstance(order, Move) and self._is_plain(order):
                return order
        raise AssertionError("nobody can march")

    def a_march_and_an_attack(self) -> tuple[Move, Attack]:
        """Return a march of a unit that stands alone up to an enemy, and its attack from there; all on the screen."""
        for order in self.game.legal_orders():
            if not isinstance(order, Move) or not self._is_plain(order):
                continue
            ahead = self.game.copy()
            ahead.play(order)
            end = ahead.scenario.hex_row(order.path[-1])
            assert end is not None
            for near in ahead.world.hexes.neighbour[end]:
                target = ahead.scenario.hex_number(int(near))
                if target and self.is_shown(target) and ahead.check(Attack(target, (order.unit,))):
                    return order, Attack(target, (order.unit,))
        raise AssertionError("nobody can attack")

    def give(self, order: Order) -> None:
        """Give the order that is given on the screen."""
        self.session.submit(order)

    def hex_of(self, unit: str) -> str:
        """Return where a unit stands."""
        row = self.session.scenario.names.unit_row[unit]
        number = self.session.scenario.hex_number(int(self.game.state.units[row].hex))
        assert number is not None
        return number

    def _stands_alone(self, unit: str) -> bool:
        row = self.session.scenario.hex_row(self.hex_of(unit))
        return row is not None and self.is_shown(self.hex_of(unit)) and self.board.units_in(row) == [unit]

    def _is_plain(self, order: Move) -> bool:
        end = self.session.scenario.hex_row(order.path[-1])
        assert end is not None
        return self._stands_alone(order.unit) and self.is_shown(order.path[-1]) and not self.board.units_in(end)

    def close(self) -> None:
        """Let go of the board."""
        self.board.close()
