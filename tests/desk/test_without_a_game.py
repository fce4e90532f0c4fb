"""The desktop kit serves any scene: here one that shows a map with units on it, and no game is played."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Hashable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import pygame

from game.core.terms import Status
from game.desk.keys import Action
from game.desk.land import LandStore
from game.desk.map_view import MapView
from game.desk.popups import Popups
from game.desk.questions import Question
from game.desk.requests import ReadHelp, Request
from game.desk.settings import Settings
from game.desk.window import Window
from game.scenario.loading import Scenario, load_scenario
from game.scenario.world import State

SIZE = (1024, 680)
DESK = Path(__file__).parents[2] / "game" / "desk"


@dataclass(frozen=True)
class Draft:
    """A scenario that is worked on, as far as it has come."""

    scenario: Scenario
    state: State

    def digest(self) -> str:
        return blake2b(self.state.hexes.tobytes()).hexdigest()


@dataclass(frozen=True)
class Try(Request):
    """A kind of request that only the scene here has."""

    scenario: str


@dataclass(frozen=True)
class Whole:
    """The whole window is map."""

    map: pygame.Rect
    side: pygame.Rect


class Sketch:
    """A scene with a map that can be asked about."""

    title = "Sketch"

    def __init__(self) -> None:
        scenario = load_scenario("lake_khasan/night_attack")
        self.draft = Draft(scenario, scenario.start.copy(0))
        self.map = MapView(scenario, pygame.Rect((0, 0), SIZE), LandStore(scenario))
        self.popups = Popups()
        self.window: Window | None = None
        self.layout: Whole | None = None

    @property
    def position(self) -> Hashable:
        return self.draft.digest()

    def open(self, window: Window) -> None:
        self.window, self.layout = window, Whole(window.surface.get_rect(), window.surface.get_rect())
        self.popups.place()

    def handle(self, event: pygame.event.Event) -> None:
        assert self.window is not None
        if self.popups.handle(event, self) or event.type != pygame.KEYDOWN:
            return
        if self.window.keys.action_of(event) is Action.CONFIRM:
            self.window.ask(Try(self.draft.scenario.name))

    def update(self, seconds: float) -> bool:
        painted = self.map.go_on()
        return self.popups.update(seconds) or painted

    def draw(self, surface: pygame.Surface) -> None:
        self.map.draw(surface, self.draft)
        self.popups.draw(surface, self)

    def close(self) -> None:
        self.map.land.close()

    def may_quit(self) -> bool:
        return True


def sketch_in_window() -> tuple[Sketch, Window, list[Request]]:
    """A window with the scene, and what it will be asked for."""
    asked: list[Request] = []
    window, scene = Window(Settings(), lambda _, request: asked.append(request), SIZE), Sketch()
    window.show(scene)
    window.frame(0.0)
    return scene, window, asked


def press(window: Window, key: int) -> None:
    window.presses.go_on(1.0)
    for kind in (pygame.KEYDOWN, pygame.KEYUP):
        pygame.event.post(pygame.event.Event(kind, key=key, mod=0, unicode=""))
    window.frame(0.0)


def test_a_map_shows_units_of_any_position() -> None:
    """A unit is put on the empty map of a scenario, and its counter is there."""
    scene, window, _ = sketch_in_window()
    began = pygame.time.get_ticks()
    while scene.map.wants_drawing:  # the ground is painted in a thread
        assert pygame.time.get_ticks() - began < 60_000
        window.frame(0.016)
    state, hex_ = scene.draft.state, scene.map.hex_at((SIZE[0] // 2, SIZE[1] // 2))
    assert hex_ is not None
    spot = pygame.Rect(0, 0, 20, 20)
    spot.center = scene.map.spot_of(hex_)
    empty = pygame.surfarray.array3d(window.surface.subsurface(spot))
    window.frame(0.016)
    assert (pygame.surfarray.array3d(window.surface.subsurface(spot)) == empty).all()
    state.hexes.top[hex_], state.units.hex[0], state.units.status[0] = 0, hex_, Status.PRESENT
    window.frame(0.016)
    assert (pygame.surfarray.array3d(window.surface.subsurface(spot)) != empty).any()


def test_whoever_made_the_window_hears_what_keys_and_scenes_ask_for() -> None:
    scene, window, asked = sketch_in_window()
    press(window, pygame.K_F1)
    press(window, pygame.K_RETURN)
    assert asked == [ReadHelp(), Try(scene.draft.scenario.name)]


def test_a_question_over_the_scene_is_answered_by_keys() -> None:
    scene, window, asked = sketch_in_window()
    answers: list[str] = []
    buttons = [("keep", "Keep it", lambda: answers.append("keep")), ("drop", "Drop it", lambda: answers.append("drop"))]
    scene.popups.show(Question(scene, "Keep the sketch?", ["It has been changed."], buttons))
    window.frame(0.0)
    press(window, pygame.K_RETURN)
    assert (answers, asked, scene.popups.shown) == (["keep"], [], [])


def test_the_kit_loads_no_game() -> None:
    modules = ", ".join(f"game.desk.{path.stem}" for path in sorted(DESK.glob("[a-z]*.py")))
    program = f"import sys, {modules}; print([name for name in sys.modules if name.startswith('game.engine')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
