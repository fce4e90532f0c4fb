"""The same game beside the one on the screen, to know where things stand on it and what should come of each order.

The camera is that of the window's own code, opened under SDL's dummy driver at the same size; orders are given to the
twin's session as they are given on the screen.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.commanders.roster import DEFAULT
from game.desk.settings import Settings
from game.engine.game import Game
from game.engine.orders import Attack, Move, Order
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.drafts import candidates, draft_of, forecast, is_guns, toggled
from game.ui.game_menu import GameMenu
from game.ui.responses import side_in
from game.ui.scenes import open_window
from game.ui.session import HUMAN, Session
from tests.window.desk import SIZE


class NotSeenError(Exception):
    """There is nothing of the kind in this position, as far as the screen shows it."""


class Twin:
    """A session and a board of the same scenario, seed and size."""

    def __init__(self, scenario: str, seed: int, human: str) -> None:
        loaded = load_scenario(scenario)
        players = {side: HUMAN if side == human else DEFAULT for side in loaded.names.sides}
        self.session = Session.new(loaded, seed, players)
        self.board = Board(self.session)
        self.window = open_window(Settings(scroll_at_edge=False), SIZE)  # here the mouse lies in the corner
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
        spot = self.board.map.spot_of(row)
        assert self.board.map.view.inflate(-40, -40).collidepoint(spot), f"{hex_number} is not on the screen"
        return spot

    def is_shown(self, hex_number: str) -> bool:
        """Whether a hex lies on the screen, free of its edges."""
        row = self.session.scenario.hex_row(hex_number)
        assert row is not None
        return bool(self.board.map.view.inflate(-60, -60).collidepoint(self.board.map.spot_of(row)))

    def a_march(self) -> Move:
        """Return a legal march of a unit that stands alone, both ends on the screen and empty ground at the end."""
        for order in self.game.legal_orders():
            if isinstance(order, Move) and self._is_plain(order):
                return order
        raise NotSeenError("nobody can march")

    def an_attack_by_two(self) -> tuple[list[Move], Attack]:
        """Return an attack that two units in hexes of their own make together, with the march that leads up to it."""
        marches = [order for order in self.game.legal_orders() if isinstance(order, Move) and self._is_plain(order)]
        for target in self._enemies_shown():
            for first, way in self._ways_to(target, marches).items():
                ahead = self.game.copy()
                if way is not None:
                    ahead.play(way)
                for order in self._attacks_with(ahead, target, first):
                    return [way] if way is not None else [], order
        raise NotSeenError("no two can attack together")

    def take_over(self, game: Game) -> None:
        """Go on from a game that was played on the screen."""
        self.session.game = game
        self.board.play.refresh()

    def give(self, order: Order) -> None:
        """Give the order that is given on the screen."""
        self.session.submit(order)

    def button_of_menu(self, text: str) -> tuple[int, int]:
        """Return where a button of the menu over the board lies on the screen."""
        menu = GameMenu(self.board.play, self.board)
        self.window.lay_over(menu)
        spot = next(button.rect.center for button in menu._callbacks if button.text == text)
        self.window.take_off()
        return spot

    def hex_of(self, unit: str) -> str:
        """Return where a unit stands."""
        row = self.session.scenario.names.unit_row[unit]
        number = self.session.scenario.hex_number(int(self.game.state.units[row].hex))
        assert number is not None
        return number

    def _enemies_shown(self) -> list[str]:
        """Return the hexes of the enemy on the screen."""
        side = self.session.scenario.names.side_row[self.game.active_side]
        rows = range(len(self.game.state.hexes))
        hexes = [row for row in rows if side_in(self.game, row) == 1 - side]
        return [number for row in hexes if (number := self.session.scenario.hex_number(row)) and self.is_shown(number)]

    def _ways_to(self, target: str, marches: list[Move]) -> dict[str, Move | None]:
        """Return who can stand next to a hex, with the march that leads there, None for those who are there."""
        row = self.session.scenario.hex_row(target)
        assert row is not None
        rows = [int(hex_) for hex_ in self.game.world.hexes.neighbour[row]]
        near = [number for hex_ in rows if (number := self.session.scenario.hex_number(hex_))]
        side = self.session.scenario.names.side_row[self.game.active_side]
        found: dict[str, Move | None] = {}
        for number in near:
            there = self.session.scenario.hex_row(number)
            assert there is not None
            units = self.board.play.shown.units_in(there)
            if len(units) == 1 and side_in(self.game, there) == side and self.is_shown(number):
                found[units[0]] = None
        for march in marches:
            if march.path[-1] in near:
                found.setdefault(march.unit, march)
        return {unit: way for unit, way in found.items() if not is_guns(self.game, unit)}

    def _attacks_with(self, ahead: Game, target: str, first: str) -> Iterator[Attack]:
        """Yield the attacks of a unit with one more that stands alone, on foot or with its guns, in a game to come."""
        row = ahead.scenario.hex_row(target)
        assert row is not None
        draft = draft_of(ahead, row, (first,))
        for one in candidates(ahead, target) if draft.units else ():
            wider = toggled(ahead, draft, one.unit)
            if one.verdict and one.unit != first and self._stands_alone(one.unit) and forecast(ahead, wider):
                assert isinstance(wider.order, Attack)
                yield wider.order

    def _stands_alone(self, unit: str) -> bool:
        row = self.session.scenario.hex_row(self.hex_of(unit))
        return row is not None and self.is_shown(self.hex_of(unit)) and self.board.play.shown.units_in(row) == [unit]

    def _is_plain(self, order: Move) -> bool:
        end = self.session.scenario.hex_row(order.path[-1])
        assert end is not None
        return (
            self._stands_alone(order.unit) and self.is_shown(order.path[-1]) and not self.board.play.shown.units_in(end)
        )

    def close(self) -> None:
        """Let go of the board."""
        self.board.close()
