"""Names in the window keep clear of the counters, and stay where they are while they can."""

from __future__ import annotations

import pygame
import pytest

from game.commanders.roster import player_turns
from game.desk.names_on_map import NamesOnMap
from game.engine.game import Game
from game.scenario.loading import load_scenario
from game.view.counters import counter_boxes
from game.view.labels import HIDDEN, Placed
from game.view.lettering import start
from game.view.map_painter import camera_for

SCALE = 40


@pytest.fixture(autouse=True)
def letters() -> None:
    start()


@pytest.mark.parametrize("name", ["lake_khasan/corps_assault", "khalkhin_gol/august_encirclement"])
def test_through_a_whole_game_names_lie_beside_counters(name: str) -> None:
    """Of all names in all positions hardly one is hidden, few are touched, and few move between player turns."""
    game, names = Game.new(load_scenario(name), 1), NamesOnMap()
    camera = camera_for(game.scenario, SCALE)
    shown = touching = hidden = moved = 0
    last: dict[object, object] = {}
    for _ in player_turns(game, dict.fromkeys(game.scenario.names.sides, "cadet")):
        placed = names.at(game, camera).placed
        boxes = counter_boxes(game.state, camera)
        shown += len(placed)
        touching += sum(one.box.collidelist(boxes) >= 0 for one in placed.values())
        hidden += sum(_hidden_share(one, boxes) > HIDDEN for one in placed.values())
        moved += sum(label in last and last[label] != one for label, one in placed.items())
        last = dict(placed)
    assert hidden * 100 < shown
    assert touching * 15 < shown
    assert moved * 25 < shown


def _hidden_share(one: Placed, boxes: list[pygame.Rect]) -> float:
    parts = [one.box.clip(box) for box in boxes]
    return sum(part.width * part.height for part in parts) / (one.box.width * one.box.height)


def test_other_zooms_are_placed_one_by_one_ahead() -> None:
    game, names = Game.new(load_scenario("lake_khasan/night_attack"), 1), NamesOnMap()
    cameras = [camera_for(game.scenario, scale) for scale in (20, 30, 40)]
    for count in range(1, 4):
        assert names.look_ahead(game, cameras)
        assert (len(names._at), names._at[20, "en"].position) == ((count + 1) // 2, "" if count == 1 else game.digest())
    while names.look_ahead(game, cameras):
        pass
    assert [one.position for one in names._at.values()] == [game.digest()] * len(cameras)
    ahead = names.at(game, cameras[0])
    assert ahead.position == game.digest()
    assert names.sprites(game, cameras[0]) == list(ahead.sprites.values())


def test_the_same_position_is_not_laid_out_again() -> None:
    game, names = Game.new(load_scenario("lake_khasan/night_attack"), 1), NamesOnMap()
    camera = camera_for(game.scenario, SCALE)
    before = names.sprites(game, camera)
    game.end_turn()
    after = names.sprites(game, camera)
    assert [picture for picture, _ in after] == [picture for picture, _ in before]  # the very same surfaces
