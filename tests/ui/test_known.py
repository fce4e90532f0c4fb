"""The board and the replay show what a side knows (`sight.known`) and read nothing around it.

Enemies are hidden from the side at the board. Then everything on its screen must look, dot for dot, as it does in a
game in which those enemies are not there at all: whatever read the true position would show it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pygame
import pytest

from game.core.terms import NOWHERE, Status
from game.engine.game import RULES_VERSION, Game
from game.engine.orders import Attack, Move
from game.engine.replay import Step
from game.engine.saves import Saved
from game.ui.board import Board
from game.ui.intents import Click, ClickUnit, Lay, Opened, PointAt, ShowCard, Toggle
from game.ui.overlays import OVERLAYS
from game.ui.panels.jump_window import JumpWindow
from game.ui.playback.animation import Playback
from game.ui.pointer import LEFT, RIGHT
from game.ui.replays.film import film_of
from game.ui.replays.replay_intents import GoToStep
from game.ui.replays.replay_viewer import ReplayViewer
from game.ui.session import Session
from game.view.counters import stacks
from tests.hiding import Hidden
from tests.ui.hands import Hands, at_the_board, brought_to_blows, new_session

Pictures = dict[str, bytes]
"""What the window shows, by what was done to see it."""


class Scene:
    """A game of two players in which somebody may attack, and enemies of whom the attacker shall know nothing."""

    def __init__(self) -> None:
        self.session = new_session(3, "human", "human")
        first = brought_to_blows(self.session)
        self.attack = next((order for order in self.attacks() if len(self.defenders(order)) > 1), first)
        game = self.session.game
        self.side = game.active_side
        near, far = self.defenders(self.attack), game.scenario.hex_row(self.attack.target)
        others = [hex_ for hex_, units in stacks(game.state) if self.is_enemy(units[0]) and hex_ != far]
        lone = [hex_ for hex_ in others if game.state.units[int(game.state.hexes[hex_].top)].below == NOWHERE]
        self.left = lone[len(lone) // 2]  # a hex that is empty for the attacker
        self.row = game.scenario.names.side_row[self.side]
        self.units = [*near[: len(near) - 1], int(game.state.hexes[self.left].top)]
        assert all(game.state.units[unit].status == Status.PRESENT for unit in self.units)

    def attacks(self) -> Iterator[Attack]:
        return (order for order in self.session.game.legal_orders() if isinstance(order, Attack))

    def defenders(self, order: Attack) -> list[int]:
        game = self.session.game
        hex_ = game.scenario.hex_row(order.target)
        return next(list(units) for where, units in stacks(game.state) if where == hex_)

    def is_enemy(self, unit: int) -> bool:
        game = self.session.game
        return bool(game.world.units[unit].side != game.state.clock.active[0])


@contextmanager
def hidden(scene: Scene) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        Hidden(scene.row, scene.units).hide(patch)
        yield


@pytest.fixture
def scene() -> Scene:
    return Scene()


def look(hands: Hands) -> bytes:
    """What the window shows once its map is painted and it has come to rest."""
    hands.window.presses.go_on(1.0)
    hands.frame(2)
    view = hands.window.scene.map  # type: ignore[union-attr]  # a board or a replay
    hands.until(lambda: view.land.is_settled(view.scale))
    hands.rest()
    return pygame.image.tobytes(hands.window.surface, "RGB")


def pictures_of(scene: Scene, game: Game) -> Pictures:
    """Look at a game in every way that the board has."""
    session = Session(game, dict(scene.session.players), list(scene.session.steps))
    hands, board = at_the_board(session)
    play, found = board.play, {}

    def see(what: str, *intents: object) -> None:
        for intent in intents:
            play.answer(intent)
        found[what] = look(hands)

    target = game.scenario.hex_row(scene.attack.target)
    see("the map")
    for name, hex_ in (("an empty hex", scene.left), ("the target", target)):
        board.map.centre_on(hex_)
        see(f"pointing at {name}", PointAt(hex_))
        see(f"choosing {name}", Click(hex_, LEFT))
        see(f"its card, {name}", ShowCard(True))
        play.answer(ShowCard(False))
    for action, overlay in OVERLAYS.items():
        see(f"overlay {action}", Lay(overlay))
    play.answer(Lay(None))
    see("the attacker", ClickUnit(scene.attack.units[0]))
    see("pointing with the attacker", PointAt(target), PointAt(scene.left))
    see("the forecast", Click(target, RIGHT))
    board.choosing.let_go()
    for window in (Opened.ORDER_OF_BATTLE, Opened.LOG, Opened.HAPPENED):
        see(f"window {window}", Toggle(window))
        play.answer(Toggle(window))
    board.popups.show(JumpWindow(play))
    for letter in game.scenario.names.units[scene.units[-1]]:
        hands.tap(pygame.key.key_code(letter.lower()) if letter.isalnum() else pygame.K_SLASH, unicode=letter)
    found["finding"] = look(hands)
    board.close()
    return found


def assert_alike(mine: Pictures, bare: Pictures) -> None:
    assert mine.keys() == bare.keys()
    assert [what for what in mine if mine[what] != bare[what]] == []


def test_a_board_with_hidden_enemies_looks_as_if_they_were_not_there(scene: Scene) -> None:
    whole = pictures_of(scene, scene.session.game.copy())
    with hidden(scene):
        mine = pictures_of(scene, scene.session.game.copy())
        bare = scene.session.game.seen_by(scene.side).copy()
    assert_alike(mine, pictures_of(scene, bare))
    same = [what for what in whole if whole[what] == mine[what]]
    assert "the map" not in same and "the forecast" not in same  # what is hidden was to be seen there


def test_orders_are_judged_by_what_the_player_knows(scene: Scene) -> None:
    """The hints and the draft say what could be done if nobody stood where nobody is seen."""
    with hidden(scene):
        board = Board(Session(scene.session.game.copy(), dict(scene.session.players)))
        assert board.orders._game.digest() == board.play.game.digest() != board.session.game.digest()
        assert board.play.shown.units_in(scene.left) == []


@pytest.mark.parametrize("is_over", [False, True])
def test_a_replay_of_a_game_that_goes_on_shows_what_its_player_knows(scene: Scene, is_over: bool) -> None:
    game = scene.session.game.copy()
    while is_over and game.outcome is None:
        game.end_turn()
    end = len(scene.session.steps)
    with hidden(scene):
        film = film_of(Saved(game, RULES_VERSION))
        assert film.viewer == (None if is_over else scene.side)
        viewer = ReplayViewer(film)
        hands = Hands(viewer)
        viewer.seen.answer(GoToStep(end))
        mine = look(hands)
        assert bool(viewer.seen.shown.units_in(scene.left)) is is_over
        viewer.close()
    whole = look_at_film(game, end)
    assert (mine == whole) is is_over


def look_at_film(game: Game, place: int) -> bytes:
    viewer = ReplayViewer(film_of(Saved(game, RULES_VERSION)))
    hands = Hands(viewer)
    viewer.seen.answer(GoToStep(place))
    found = look(hands)
    viewer.close()
    return found


def test_nobody_sees_hidden_enemies_march(scene: Scene) -> None:
    """A march of theirs is played back without their counter."""
    before = scene.session.game.copy()
    before.end_turn()
    unit = before.scenario.names.units[scene.units[-1]]
    order = next(one for one in before.legal_orders() if isinstance(one, Move) and one.unit == unit)
    after = before.copy()
    step = Step(before.turn, before.active_side, order, tuple(after.play(order)))
    board = Board(scene.session)
    hands = Hands(board)
    with hidden(scene):
        for viewer, slides in ((None, [scene.units[-1]]), (scene.side, [])):
            playback = Playback(before, [step], 1.0, viewer)
            playback.update(0.0, board.map)
            assert [slide.unit for slide in (playback.act.slides if playback.act else ())] == slides
            assert (playback.game.digest() == before.digest()) is (viewer is None)
    hands.frame()
    board.close()
