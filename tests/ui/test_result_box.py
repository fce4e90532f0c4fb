"""The slip that says what a fight brought hides nobody who fought, wherever they stand and whatever else is there."""

from __future__ import annotations

import pygame
import pytest

from game.core.terms import Status
from game.desk.map_view import MapView
from game.engine.game import Game
from game.scenario.loading import load_scenario
from game.scenario.world import State
from game.ui.playback.acts import Act
from game.ui.playback.result_box import place_of
from game.view.counters import stacks
from tests.ui.flows import Table

AUGUST = "khalkhin_gol/august_encirclement"


@pytest.fixture(scope="module")
def crowded() -> tuple[MapView, State]:
    """A view of the battle with the most counters, as it begins."""
    Table().close()  # opens the window
    scenario = load_scenario(AUGUST)
    return MapView(scenario, pygame.Rect(0, 0, 720, 700)), Game.new(scenario, 1).state


@pytest.mark.parametrize("scale", [20, 40])
def test_in_the_thick_of_a_battle_it_keeps_clear_of_all_who_fight(crowded: tuple[MapView, State], scale: int) -> None:
    view, state = crowded
    view.scale = min(view.land.scales, key=lambda known: abs(known - scale))
    box = pygame.Rect(0, 0, 300, 90)
    fewest = set()
    for hex_, _ in stacks(state):
        view.centre_on(hex_)
        fighters = [
            other for other, _ in stacks(state) if other != hex_ and _apart(view, hex_, other) < 1.5 * view.scale
        ]
        act = Act(1.0, lines=("Held",), where=hex_, clear=tuple(fighters))
        place = place_of(box, view, act, state, 120)
        assert view.view.contains(place)
        assert place.top >= 120
        covered = [other for other, _ in stacks(state) if place.collidepoint(view.spot_of(other))]
        assert not set(covered) & {hex_, *fighters}
        fewest.add(len(covered))
    assert 0 in fewest


def test_with_room_it_stands_beside_the_hex(crowded: tuple[MapView, State]) -> None:
    view, state = crowded
    alone = state.copy()
    alone.units.status[:] = Status.AWAITED
    where = next(hex_ for hex_, _ in stacks(state))
    view.centre_on(where)
    box = place_of(pygame.Rect(0, 0, 200, 60), view, Act(1.0, lines=("Held",), where=where), alone, 60)
    x, y = view.spot_of(where)
    assert box.left <= x <= box.right
    assert abs(box.top - y) < view.scale


def _apart(view: MapView, one: int, other: int) -> float:
    return pygame.Vector2(view.spot_of(one)).distance_to(view.spot_of(other))
