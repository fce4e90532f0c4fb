"""Memory after an hour of simulated play: what a player does in an hour at the real window, without the pauses between.

The hour is six visits to the board, each from the main menu, through the set-up of a battle, and back. In each there
are five turns with a dozen tries at an order; games that end early and units that can go nowhere leave about two
hundred orders, one every twenty seconds. For every order there are three looks at units, and in between zooms,
overlays, undo, lists, the staff estimate begun and given up, and the opponent's turns shown on the map. Of the frames
in which nothing happens only some pass: they allocate what all others do. Four visits go before, so that what is kept
on purpose (faces, letters, pictures of counters) is there.
"""

from __future__ import annotations

import gc
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pygame

from game.bench.games import SEED
from game.bench.hand import LEFT, RIGHT, Hand
from game.commanders.roster import DEFAULT
from game.core.errors import BorderWarsError
from game.core.terms import NOWHERE, Status
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.intents import Opened, Toggle
from game.ui.overlays import OVERLAYS
from game.ui.requests import ShowMenu
from game.ui.scenes import scene_for
from game.ui.screens.battle_setup import begin_battle
from game.ui.session import HUMAN

OVERLAY_KEYS = tuple(OVERLAYS)


@dataclass(frozen=True)
class Hour:
    """What is done in the visits of an hour."""

    before: int = 4
    visits: int = 6
    turns: int = 5
    orders: int = 12
    looks: int = 3
    """In a turn so many orders, and for each order so many units looked at."""


def memory_in_child(name: str, *shorter: int) -> None:
    """Print the megabytes of the process before and after the hour, and how many orders and frames it had."""
    hour = Hour(*shorter)
    player = Player(name, hour)
    for visit in range(hour.before):
        player.visit(visit)
    before, orders = player.megabytes(), player.orders
    frames = player.hand.frames
    for visit in range(hour.visits):
        player.visit(hour.before + visit)
    after = player.megabytes()
    orders, frames = player.orders - orders, player.hand.frames - frames
    print(json.dumps({"before": before, "after": after, "orders": orders, "frames": frames}))


class Player:
    """Plays a scenario at the window, the first side against a commander."""

    def __init__(self, name: str, hour: Hour) -> None:
        self.scenario = load_scenario(name)
        self.hour = hour
        self.hand = Hand(scene_for(ShowMenu(name)), animation="fast")
        self.orders = 0
        self._done = 0

    def megabytes(self) -> float:
        """Return the memory of the process now, at the main menu, when nothing is left to be collected."""
        for _ in range(5):
            self.hand.frame()
        gc.collect()
        return memory_now()

    def visit(self, number: int) -> None:
        """Play some turns and go back to the menu."""
        first, second = self.scenario.file.order_of_play
        begin_battle(self.hand.window, self.scenario, SEED + number, {first: HUMAN, second: DEFAULT})
        self.hand.until(lambda: isinstance(self.hand.window.scene, Board))
        board = self.hand.window.scene
        assert isinstance(board, Board)
        for _ in range(self.hour.turns):
            if board.session.game.outcome is None:
                self._turn(board)
        board.keeper.leave()
        self.hand.frame()

    def _turn(self, board: Board) -> None:
        """Give orders, look around, end the turn and watch the opponent's."""
        for order in range(self.hour.orders):
            for _ in range(self.hour.looks):
                self._look(board)
            self._march(board)
            if order % 3 == 2:  # noqa: PLR2004 - every third order
                self._look_around(board, order)
        self._estimate(board)
        self.hand.key(pygame.K_RETURN, pygame.KMOD_CTRL)
        self.hand.until(lambda: self._is_ready(board))

    def _is_ready(self, board: Board) -> bool:
        """Answer whatever asks, skip what is shown after some of it was seen; whether orders can be given again."""
        if board.session.game.outcome is not None:
            return True
        if board.popups.modal:
            self.hand.key(pygame.K_RETURN)
        elif board.play.playback is not None and self.hand.frames % 200 == 0:
            self.hand.key(pygame.K_ESCAPE)
        if board.turns.busy or not board.session.is_humans_turn or board.popups.modal:
            return False
        if board.popups.shown:
            self.hand.key(pygame.K_ESCAPE)
            return False
        return True

    def _look(self, board: Board) -> None:
        """Click on the next unit of the side to move."""
        game = board.session.game
        side = game.scenario.names.side_row[game.active_side]
        mine = (game.world.units.side == side) & (game.state.units.status == Status.PRESENT)
        hexes = [int(hex_) for hex_ in game.state.units.hex[mine] if hex_ != NOWHERE]
        if not hexes:
            return
        self._done += 1
        self._click(board, hexes[self._done * 7 % len(hexes)], LEFT)

    def _march(self, board: Board) -> None:
        """Right click on a hex that the chosen unit can reach; every fourth order is taken back."""
        reach, before = board.selection.reach, len(board.session.steps)
        ends = sorted(hex_ for hex_ in reach.ends if hex_ != reach.start) if reach is not None else []
        if not ends:
            return
        self._click(board, ends[self._done * 5 % len(ends)], RIGHT)
        self.orders += len(board.session.steps) > before
        for _ in range(12):
            self.hand.frame()
        if self.orders % 4 == 0:
            self.hand.key(pygame.K_u)
            self.hand.frame()

    def _click(self, board: Board, hex_: int, button: int) -> None:
        if not board.map.shows(hex_):
            board.map.centre_on(hex_)
        spot = board.map.spot_of(hex_)
        self.hand.move(spot)
        self.hand.frame()
        self.hand.click(spot, button)
        self.hand.frame()

    def _look_around(self, board: Board, order: int) -> None:
        """Zoom out and in, drag the map, lay an overlay over it, open the order of battle and the log."""
        middle = board.map.view.center
        self.hand.move(middle)
        for step in (-1, -1, 1, 1, 1, -1):
            self.hand.wheel(step)
            self.hand.frame()
        self.hand.press(middle)
        for far in range(10):
            self.hand.move((middle[0] + 9 * far, middle[1]), (9, 0), held=True)
            self.hand.frame()
        self.hand.release(middle)
        board.play.lay(OVERLAYS[OVERLAY_KEYS[(self.orders + order) % len(OVERLAY_KEYS)]])
        self.hand.frame()
        board.play.lay(None)
        for window in (Opened.ORDER_OF_BATTLE, Opened.LOG):
            for _ in range(2):  # open it, and close it
                board.play.answer(Toggle(window))
                self.hand.frame()

    def _estimate(self, board: Board) -> None:
        """Begin a staff estimate, and give it up."""
        for _ in range(2):
            board.play.answer(Toggle(Opened.ESTIMATE))
            for _ in range(20):
                self.hand.frame()


def memory_now() -> float:
    """Return the memory that this process holds now, in megabytes.

    Raises
    ------
    BorderWarsError : this system does not say.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError) as error:
        raise BorderWarsError(f"memory that is held now cannot be measured on {sys.platform}") from error
    import resource

    return pages * resource.getpagesize() / 1e6
