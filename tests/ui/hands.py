"""A window and a hand on its keys, buttons and mouse: for tests of the screens around the board."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.desk.page import Page
from game.desk.settings import Settings
from game.desk.window import Scene
from game.engine.game import Game
from game.engine.orders import Attack, Move
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.scenes import open_window
from game.ui.session import HUMAN, Session
from game.view.counters import stacks

NIGHT = "lake_khasan/night_attack"


class Hands:
    """Does what a player does, by posted events."""

    def __init__(self, scene: Scene, size: tuple[int, int] = (1280, 800), **settings: object) -> None:
        settings = {"scroll_at_edge": False, "animation": "off", **settings}
        self.window = open_window(Settings(**settings), size)  # type: ignore[arg-type]
        self.window.running = True
        pygame.event.clear()
        self.window.show(scene)
        self.frame()

    def frame(self, count: int = 3) -> None:
        for _ in range(count):
            self.window.frame(0.016)

    def until(self, wanted: Callable[[], object], seconds: float = 60.0) -> None:
        began = pygame.time.get_ticks()
        while not wanted():
            assert pygame.time.get_ticks() - began < 1000 * seconds, f"it never came; {self.window.scene}"
            self.window.frame(0.016)
            pygame.time.wait(2)
        self.frame()

    def rest(self, steps: int = 60) -> bool:
        """Let the window go on by itself, a tenth of a second at a time, until it draws no more; whether that came."""
        return any(not self.window.go_on(0.1) for _ in range(steps))

    def last_frame_is_true(self) -> bool | None:
        """Whether the window at rest shows what it would if drawn again; None if it does not come to rest.

        It is asked once more whether there is anything new, for a thread may have ended since it came to rest; then it
        is drawn as it is, without going on.
        """
        if not self.rest() or self.window.go_on(0.0):
            return None
        shown = pygame.surfarray.array3d(self.window.surface)
        self.window._draw()
        return bool((shown == pygame.surfarray.array3d(self.window.surface)).all())

    def until_scene(self, kind: type) -> None:
        self.until(lambda: isinstance(self.window.scene, kind))

    def pause(self, seconds: float = 1.0) -> None:
        """Let the hands rest, as those of a player do who looks first; no frame passes."""
        self.window.presses.go_on(seconds)

    def key(self, key: int, mod: int = 0, unicode: str = "", scancode: int = 0) -> None:
        """Press a key and let it go, after a rest."""
        self.pause()
        self.tap(key, mod, unicode, scancode)

    def tap(self, key: int, mod: int = 0, unicode: str = "", scancode: int = 0) -> None:
        """Press a key and let it go at once."""
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            pygame.event.post(pygame.event.Event(kind, key=key, mod=mod, unicode=unicode, scancode=scancode))
        self.frame()

    def hold(self, key: int, times: int, mod: int = 0, unicode: str = "") -> None:
        """Press a key after a rest and hold it, so that it comes so many times; it is not let go of."""
        self.pause()
        for _ in range(times):
            pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod, unicode=unicode, scancode=0))
            self.pause(0.04)
            self.frame(1)

    def release(self, key: int, mod: int = 0) -> None:
        """Let a key go that was held."""
        pygame.event.post(pygame.event.Event(pygame.KEYUP, key=key, mod=mod, unicode="", scancode=0))
        self.frame()

    def move(self, spot: tuple[int, int]) -> None:
        pygame.mouse.set_pos(spot)
        pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=spot, rel=(0, 0), buttons=(0, 0, 0)))
        self.frame()

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size, as the system does it."""
        give_size(size)
        self.frame()

    def click(self, spot: tuple[int, int], button: int = 1) -> None:
        self.pause()
        self.move(spot)
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, pos=spot, button=button))
            self.frame()

    def press(self, text: str) -> None:
        """Click the button of the current page that says this."""
        self.click(self.button(text).rect.center)

    def button(self, text: str):  # type: ignore[no-untyped-def]  # an element of pygame_gui
        assert isinstance(self.page, Page)
        found = [button for button in self.page._callbacks if button.text == text]
        assert found, f"no button {text!r} on {self.page}, only {[button.text for button in self.page._callbacks]}"
        return found[0]

    @property
    def page(self):  # type: ignore[no-untyped-def]  # whatever scene is shown
        return self.window.scene


def give_size(size: tuple[int, int]) -> None:
    """Change the size of the window's surface and say so, as SDL does when the system has resized the window."""
    pygame.display.set_mode(size, pygame.RESIZABLE)
    pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, w=size[0], h=size[1], size=size))


def new_session(seed: int = 3, soviet: str = "cadet", japanese: str = HUMAN) -> Session:
    return Session.new(load_scenario(NIGHT), seed, {"soviet": soviet, "japanese": japanese})


def at_the_board(
    session: Session | None = None, size: tuple[int, int] = (1280, 800), **settings: object
) -> tuple[Hands, Board]:
    board = Board(session or new_session())
    return Hands(board, size, **settings), board


def marches(session: Session) -> list[Move]:
    """A march for each unit that can go anywhere, all of which can be given one after the other."""
    found: dict[str, Move] = {}
    for order in session.game.copy().legal_orders():
        if isinstance(order, Move):
            found.setdefault(order.unit, order)
    return list(found.values())


def brought_to_blows(session: Session) -> Attack:
    """March towards the enemy until somebody may attack; return such an attack."""
    while True:
        orders = list(session.game.legal_orders())
        attack = next((order for order in orders if isinstance(order, Attack)), None)
        if attack is not None:
            return attack
        session.submit(min((order for order in orders if isinstance(order, Move)), key=_away_from(session.game)))


def _away_from(game: Game) -> Callable[[Move], int]:
    """Return how to tell how far from the enemy a march ends."""
    columns, side = game.scenario.map.columns, game.scenario.names.side_row[game.active_side]
    enemies = [hex_ for hex_, units in stacks(game.state) if game.world.units[units[0]].side != side]

    def away(order: Move) -> int:
        hex_ = game.scenario.hex_row(order.path[-1])
        assert hex_ is not None
        return min(abs(hex_ % columns - e % columns) + abs(hex_ // columns - e // columns) for e in enemies)

    return away
