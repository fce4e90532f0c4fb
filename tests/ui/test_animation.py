"""Steps played back: groups of marches, acts of fights, speeds; the game played on is the real one's twin."""

from __future__ import annotations

import numpy as np
import pygame
from numpy.typing import NDArray

from game.commanders.roster import take_turn
from game.desk.map_view import MapView
from game.engine.game import Game
from game.engine.orders import Attack, Move
from game.engine.replay import Step
from game.scenario.loading import load_scenario
from game.ui.playback.acts import acts_after, acts_before
from game.ui.playback.animation import Playback
from tests.ui.flows import NIGHT_ATTACK, Table


def played(player_turns: int = 1) -> tuple[Game, list[Step], Game]:
    """Return a game, the steps of the cadet's next player turn, and the game after them."""
    game = Game.new(load_scenario(NIGHT_ATTACK), 1)
    for _ in range(player_turns - 1):
        take_turn(game, "cadet")
        game.end_turn()
    before = game.copy()
    turn, side = game.turn, game.active_side
    steps = [*take_turn(game, "cadet"), Step(turn, side, None, tuple(game.end_turn()))]
    return before, steps, game


def view() -> MapView:
    """Return a view of the map."""
    Table().close()  # opens the window
    return MapView(load_scenario(NIGHT_ATTACK), pygame.Rect(0, 0, 900, 700))


def test_a_playback_ends_in_the_real_position_at_every_speed() -> None:
    before, steps, after = played()
    map_view = view()
    for speed in (0.4, 2.0):
        playback = Playback(before, steps, speed)
        for _ in range(100_000):
            if playback.finished:
                break
            playback.update(1 / 30, map_view)
        assert playback.game.digest() == after.digest()


def test_skipping_step_by_step_plays_them_all() -> None:
    before, steps, after = played()
    map_view = view()
    playback = Playback(before, steps, 1.0)
    count = 0
    while not playback.finished:
        playback.update(0.001, map_view)
        playback.skip()
        count += 1
        assert count < 1000
    assert playback.game.digest() == after.digest()


def everybody(game: Game) -> NDArray[np.bool_]:
    return np.full(len(game.state.units), True)


def test_slower_takes_longer() -> None:
    before, steps, _ = played()
    map_view = view()

    def frames(speed: float) -> int:
        playback, count = Playback(before, steps, speed), 0
        while not playback.finished:
            playback.update(1 / 60, map_view)
            count += 1
        return count

    assert frames(0.4) < frames(1.0) < frames(2.0)


def test_a_march_slides_along_its_path() -> None:
    before, steps, _ = played()
    for step in steps:
        if isinstance(step.order, Move):
            (act,) = acts_before(before, [step], everybody(before))
            names = before.scenario.names
            assert [slide.unit for slide in act.slides] == [names.unit_row[step.order.unit]]
            shown = [before.scenario.hex_number(hex_) for hex_ in act.slides[0].way]
            assert tuple(shown) == step.order.path[: len(shown)]
        if step.order is not None:
            before.play(step.order)


def test_an_assault_tells_result_and_losses() -> None:
    before, steps, _ = played()
    seen = 0
    for step in steps:
        if step.order is not None:
            before.play(step.order)
        if isinstance(step.order, Attack):
            (act,) = acts_after(before, [step], everybody(before))
            assert "odds" in act.lines[0]
            assert any("lost" in line or "no losses" in line for line in act.lines)
            seen += 1
    assert seen
