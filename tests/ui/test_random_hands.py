"""Hands that do anything at all: random clicks, drags, wheel and keys do no harm; and orders by mouse are orders.

The generator is seeded; a failure mostly comes again (threads and the clock have a say in it). What is asserted:
nothing raises, the position stays sound, the record of the game plays again to the same digests, and the game can still
be played to its end. Keys are held too, at scene after scene; an observer sees to it that each turn that ends, each
order and each answer has a fresh press of its own.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

import pygame
import pytest

from game.desk.keys import DEFAULTS, Action
from game.desk.page import Page
from game.desk.settings import Settings
from game.desk.waiting import Waiting
from game.desk.window import Scene
from game.engine.game import Game
from game.engine.orders import Attack, Move, Order
from game.engine.replay import verify
from game.engine.saves import Saved
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.fan import Fan
from game.ui.screens.menu import MainMenu
from game.ui.session import HUMAN
from game.view.looks import choose_look, look
from tests.recount import faults
from tests.ui.observer import Observer

from .hands import NIGHT, Hands, at_the_board, give_size, new_session

SPELLED: Final = {"enter": pygame.K_RETURN, "escape": pygame.K_ESCAPE, "tab": pygame.K_TAB, "space": pygame.K_SPACE}
MODIFIERS: Final = {"ctrl": pygame.KMOD_CTRL, "shift": pygame.KMOD_SHIFT, "alt": pygame.KMOD_ALT}
OF_BOXES: Final = (pygame.K_ESCAPE, pygame.K_RETURN, pygame.K_DELETE, pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_END)
FULL_SCREEN: Final = (pygame.K_F11, 0)
SIZES: Final = ((1280, 800), (1024, 680), (1600, 900), (520, 700))
CHECKED_EVERY: Final = 100
BUTTONS: Final = (1, 1, 1, 1, 3, 3, 3, 2, 4, 6)

HELD: Final = (
    *((pygame.K_RETURN, pygame.KMOD_CTRL), (pygame.K_RETURN, pygame.KMOD_CTRL), (pygame.K_RETURN, 0)),
    *((pygame.K_SPACE, 0), (pygame.K_ESCAPE, 0), (pygame.K_TAB, 0), (pygame.K_u, 0), (pygame.K_5, 0)),
)
"""What is held more often than other keys."""

Pressed = tuple[int, int]
"""A key and what is held with it."""


def pressed(written: str) -> Pressed:
    """What is pressed for a key as the settings write it."""
    *held, name = written.split("+") if written != "+" else ["+"]
    key = SPELLED.get(name) or pygame.key.key_code(name)
    return key, sum(MODIFIERS[modifier] for modifier in held)


def all_keys() -> list[Pressed]:
    """Every key of every action, letters and digits, other F-keys, and keys of lists and text boxes."""
    keys = [pressed(written) for names in DEFAULTS.values() for written in names]
    keys += [(key, 0) for key in (*range(pygame.K_a, pygame.K_z + 1), *range(pygame.K_0, pygame.K_9 + 1))]
    keys += [(key, 0) for key in range(pygame.K_F1, pygame.K_F12 + 1)]
    keys += [(key, 0) for key in OF_BOXES]
    return [key for key in keys if key != FULL_SCREEN]


class RandomHands(Hands):
    """Posts whatever comes to its mind; `sent` counts the events."""

    def __init__(self, scene: Scene, seed: int) -> None:
        super().__init__(scene)
        self.luck = random.Random(seed)
        self.sent = 0
        self.spot = (640, 400)
        self.lately: list[str] = []
        self.board: Board | None = None
        self._keys = all_keys()
        self.observer = Observer()

    def post(self, kind: int, **what: object) -> None:
        event = pygame.event.Event(kind, **what)
        self.observer.see(event)
        pygame.event.post(event)
        self.lately = [*self.lately[-30:], f"{pygame.event.event_name(kind)} {what}"]
        self.sent += 1

    def go(self, events: int) -> None:
        """Do so many things, and look now and then whether all is well."""
        looked = 0
        while self.sent < events:
            try:
                self.something()
                self.window.go_on(self.luck.choice((0.001, 0.016, 0.4)))
            except Exception as error:
                error.add_note("\n".join([f"{self.sent} events, {self.window.scene}", *self.lately]))
                raise
            if isinstance(self.window.scene, Waiting):
                pygame.time.wait(3)
            self.window.running = True  # a button may say Quit; the loop is the test's
            self.keep_board()
            if self.sent - looked >= CHECKED_EVERY:
                looked = self.sent
                self.check()

    def keep_board(self) -> None:
        """Remember the board that is played at; games of other scenarios are left at once: they take too long."""
        for scene in (self.window.scene, *self.window.beneath):
            if isinstance(scene, Board):
                if scene.session.scenario.name == NIGHT:
                    self.board = scene
                else:
                    self.window.show(MainMenu(NIGHT))
                return

    def check(self) -> None:
        """What must hold at any moment."""
        assert self.last_frame_is_true() in (True, None), self.lately
        if self.board is None:
            return
        session, chosen = self.board.session, self.board.selection
        assert faults(session.game.world, session.game.state) == [], self.lately
        assert faults(session.game.world, self.board.play.shown.game.state) == [], self.lately
        if chosen.unit is not None and chosen.hex is not None:
            assert chosen.unit in self.board.play.shown.units_in(chosen.hex), self.lately
        if chosen.reach is not None:
            assert chosen.reach.unit == chosen.unit, self.lately

    # --- what hands do ----------------------------------------------------------------------------------------------

    def something(self) -> None:
        actions = (
            *(self.a_click, self.a_drag, self.a_wheel, self.a_key, self.a_move, self.a_resize, self.an_order),
            *(self.a_held_key, self.a_change_of_focus),
        )
        self.luck.choices(actions, (30, 5, 6, 30, 10, 0.3, 18, 5, 0.3))[0]()

    def a_held_key(self) -> None:
        """A key goes down and comes again and again; it may stay down while other things are done."""
        for held in list(self.observer.down):
            if self.luck.random() < 0.5:
                self.post(pygame.KEYUP, key=held, mod=0, unicode="", scancode=0)
        key, mod = self.luck.choice(self._keys if self.luck.random() < 0.5 else HELD)
        for _ in range(self.luck.randint(2, 12)):
            self.post(pygame.KEYDOWN, key=key, mod=mod, unicode="", scancode=0)
            self.window.frame(self.luck.choice((0.001, 0.04, 0.4)))
            self.observer.look(self.board)
        if self.luck.random() < 0.6:
            self.post(pygame.KEYUP, key=key, mod=mod, unicode="", scancode=0)

    def a_change_of_focus(self) -> None:
        """The window loses the keyboard and gets it again; the system lets all keys go then."""
        for held in list(self.observer.down):
            self.post(pygame.KEYUP, key=held, mod=0, unicode="", scancode=0)
        self.post(pygame.WINDOWFOCUSLOST)
        self.post(pygame.WINDOWFOCUSGAINED)

    def an_order(self) -> None:
        """Something that may well be an order, or else the way out of where one is."""
        scene = self.window.scene
        if not isinstance(scene, Board):
            key = pygame.K_ESCAPE if self.luck.random() < 0.7 else pygame.K_RETURN
            self.press_key(key)
            return
        self.a_click(self._at_the_map(scene), 1)
        self.a_click(self._at_the_map(scene), 3)
        self.press_key(self.luck.choice((pygame.K_RETURN, pygame.K_RETURN, pygame.K_u, pygame.K_ESCAPE)))

    def a_move(self, spot: tuple[int, int] | None = None) -> None:
        spot = spot or self.aim()
        pygame.mouse.set_pos(spot)
        rel = spot[0] - self.spot[0], spot[1] - self.spot[1]
        self.post(pygame.MOUSEMOTION, pos=spot, rel=rel, buttons=(0, 0, 0))
        self.spot = spot

    def a_click(self, spot: tuple[int, int] | None = None, button: int | None = None) -> None:
        self.a_move(spot)
        button = button or self.luck.choice(BUTTONS)
        for _ in range(self.luck.choice((1, 1, 1, 2))):
            self.post(pygame.MOUSEBUTTONDOWN, pos=self.spot, button=button)
            self.window.frame(0.001)
            if self.luck.random() < 0.97:  # else it is let go of outside the window, and nobody hears of it
                self.post(pygame.MOUSEBUTTONUP, pos=self.spot, button=button)

    def a_drag(self) -> None:
        self.a_move()
        button = self.luck.choice(BUTTONS)
        held = tuple(int(button == number) for number in (1, 2, 3))
        self.post(pygame.MOUSEBUTTONDOWN, pos=self.spot, button=button)
        for _ in range(self.luck.randint(1, 4)):
            if self.luck.random() < 0.2:  # another scene comes meanwhile
                self.press_key(*self.luck.choice(self._keys))
            spot = self.aim()
            rel = spot[0] - self.spot[0], spot[1] - self.spot[1]
            pygame.mouse.set_pos(spot)
            self.post(pygame.MOUSEMOTION, pos=spot, rel=rel, buttons=held)
            self.spot = spot
        self.post(pygame.MOUSEBUTTONUP, pos=self.spot, button=button)

    def a_wheel(self) -> None:
        steps = self.luck.choice((-3, -1, 0, 1, 3))
        self.post(pygame.MOUSEWHEEL, x=self.luck.choice((0, 0, 1, -1)), y=steps, precise_x=0.0, precise_y=float(steps))

    def a_key(self) -> None:
        self.press_key(*self.luck.choice(self._keys))

    def press_key(self, key: int, mod: int = 0) -> None:
        letter = chr(key) if 32 <= key < 127 and not mod & pygame.KMOD_CTRL else ""
        self.post(pygame.KEYDOWN, key=key, mod=mod, unicode=letter, scancode=0)
        if letter:
            self.post(pygame.TEXTINPUT, text=letter)
        self.post(pygame.KEYUP, key=key, mod=mod, unicode=letter, scancode=0)

    def a_resize(self) -> None:
        give_size(self.luck.choice(SIZES))

    def aim(self) -> tuple[int, int]:
        """A point of the window: half of the time anything, else a button, a counter, or where the unit can go."""
        width, height = self.window.surface.get_size()
        anywhere = self.luck.randrange(width), self.luck.randrange(height)
        scene = self.window.scene
        if self.luck.random() < 0.4:
            return anywhere
        if isinstance(scene, Page) and scene._callbacks:
            return self.luck.choice(list(scene._callbacks)).rect.center
        if isinstance(scene, Board) and scene.map is not None:
            return self._at_the_map(scene) or anywhere
        return anywhere

    def _at_the_map(self, board: Board) -> tuple[int, int] | None:
        game, reach = board.session.game, board.selection.reach
        hexes = [int(hex_) for hex_ in game.state.units["hex"] if hex_ >= 0]
        if reach is not None and reach.ends and self.luck.random() < 0.5:
            hexes = sorted(reach.ends)
        spot = board.map.spot_of(self.luck.choice(hexes)) if hexes else None
        return spot if spot and board.map.view.collidepoint(spot) else None

    # --- afterwards -------------------------------------------------------------------------------------------------

    def back_to_the_board(self) -> Board:
        """Leave every other screen, as it was left, and have the keys of the beginning again."""
        settle(self)
        if self.board is None or self.board not in (self.window.scene, *self.window.beneath):
            session = self.board.session if self.board is not None else new_session()
            self.board = Board(session)
            self.window.show(self.board)
        while self.window.scene is not self.board:
            self.window.take_off()
        self.window.change_settings(Settings(scroll_at_edge=False, animation="off"))
        self.window.frame(0.016)
        return self.board


def settle(hands: Hands) -> None:
    """Let what was posted come to an end, and every button be let go of."""
    for _ in range(3):
        hands.window.frame(0.016)
    pygame.event.post(pygame.event.Event(pygame.WINDOWFOCUSLOST))  # all keys are up
    for button in (1, 2, 3):
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(1, 1), button=button))
    hands.window.frame(0.016)
    hands.window.running = True


def play_to_the_end(hands: Hands, board: Board) -> None:
    """End one turn after the other by keys, whatever windows are open."""
    began = pygame.time.get_ticks()
    while board.session.game.outcome is None:
        assert pygame.time.get_ticks() - began < 120_000, f"the game does not end; {board.popups.shown}"
        if board.popups.modal:
            hands.key(pygame.K_RETURN)
        elif board.session.is_humans_turn:
            hands.key(pygame.K_RETURN, pygame.KMOD_CTRL)
        else:
            hands.window.frame(0.016)
            pygame.time.wait(1)
    hands.frame()
    assert faults(board.session.game.world, board.session.game.state) == []


def prove(board: Board) -> None:
    """The record of the game leads to the same position when it is played again."""
    session = board.session
    found = verify(Saved(session.game, session.rules))
    assert found.holds, found.divergence


@pytest.fixture(autouse=True)
def the_look_as_it_was() -> Iterator[None]:
    """Random hands change the settings, which all scenes share."""
    before = look()
    yield
    choose_look(before)
    pygame.event.clear()
    pygame.mouse.set_pos((640, 400))


def play_at_random(hands: RandomHands, events: int) -> None:
    hands.go(events)
    board = hands.back_to_the_board()
    hands.check()
    prove(board)
    play_to_the_end(hands, board)
    prove(board)
    board.close()


def on_the_board(seed: int, events: int) -> None:
    """Every other game is one of two at the machine."""
    session = new_session(seed, *((HUMAN, HUMAN) if seed % 2 else ()))
    hands = RandomHands(Board(session), seed)
    play_at_random(hands, events)


def from_the_menu(seed: int, events: int) -> None:
    hands = RandomHands(MainMenu(), seed)
    play_at_random(hands, events)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_hands_at_the_board(seed: int) -> None:
    on_the_board(seed, 500)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_hands_at_the_menu(seed: int) -> None:
    from_the_menu(seed, 170)


@pytest.mark.full
@pytest.mark.parametrize("seed", [11, 12, 13, 14, 15])
def test_many_random_hands_at_the_board(seed: int) -> None:
    on_the_board(seed, 1400)


@pytest.mark.full
@pytest.mark.parametrize("seed", [11, 12, 13, 14, 15])
def test_many_random_hands_at_the_menu(seed: int) -> None:
    from_the_menu(seed, 600)


def test_the_hands_know_every_key() -> None:
    keys = set(all_keys())
    for action, written in DEFAULTS.items():
        assert action is Action.FULL_SCREEN or {pressed(key) for key in written} <= keys
    assert FULL_SCREEN not in keys


# --- orders by mouse are orders -------------------------------------------------------------------------------------


def hex_of(game: Game, unit: str) -> int:
    return int(game.state.units[game.scenario.names.unit_row[unit]].hex)


def select(hands: Hands, board: Board, unit: str) -> None:
    """Click on the unit's hex until it is the unit's turn in the stack; the fan is kept away."""
    hex_ = hex_of(board.session.game, unit)
    if not board.map.shows(hex_):
        board.map.centre_on(hex_)
    fan = next(panel for panel in board.play.panels if isinstance(panel, Fan))
    for _ in range(8):
        if board.selection.unit == unit:
            return
        hands.move((640, 795))
        fan.hex = None
        hands.click(board.map.spot_of(hex_))
    raise AssertionError(f"{unit} cannot be selected by clicks")


def give(hands: Hands, board: Board, order: Order) -> None:
    """Give an order as a player does: choose the unit, right click the target, Enter if it is a fight."""
    scenario = board.session.scenario
    select(hands, board, order.named[0])
    target = scenario.hex_row(order.where)
    assert target is not None
    if not board.map.shows(target):
        board.map.centre_on(target)
    hands.click(board.map.spot_of(target), button=3)
    if not isinstance(order, Move):
        assert board.selection.draft is not None
        assert board.selection.draft.order == order
        hands.key(pygame.K_RETURN)


def chosen(game: Game, luck: random.Random) -> Order | None:
    """A legal order: as often a fight as a march, if there are any."""
    orders = list(game.legal_orders())
    fights = [order for order in orders if not isinstance(order, Move)]
    attacks = [order for order in fights if isinstance(order, Attack)]
    kinds = [kind for kind in (orders, fights, attacks) if kind]
    return luck.choice(luck.choice(kinds)) if kinds else None


@pytest.mark.parametrize("seed", [1, 2])
def test_a_game_by_mouse_is_the_game_of_its_orders(seed: int) -> None:
    luck = random.Random(seed)
    hands, board = at_the_board(new_session(seed, HUMAN, HUMAN))
    headless = Game.new(load_scenario(NIGHT), seed)
    fights = 0
    for _ in range(2):
        side = headless.active_side
        for _ in range(10):
            order = chosen(headless, luck)
            if order is None:
                break
            give(hands, board, order)
            assert board.session.steps[-1].order == order, board.selection.message
            headless.play(order)
            assert board.session.game.digest() == headless.digest(), order
            fights += not isinstance(order, Move)
        hands.key(pygame.K_RETURN, pygame.KMOD_CTRL)
        while board.popups.modal:  # units still wait; the other player takes the mouse
            hands.key(pygame.K_RETURN)
        headless.end_turn()
        assert board.session.game.active_side == headless.active_side != side
        assert board.session.game.digest() == headless.digest()
        if board.popups.shown:
            hands.key(pygame.K_ESCAPE)
    assert fights
    assert [turn.orders for turn in board.session.game.record] == [turn.orders for turn in headless.record]
    board.close()
