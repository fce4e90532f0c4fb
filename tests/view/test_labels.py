"""Names find places where none covers another."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import pygame
import pytest

from game.scenario.homes import shipped_names
from game.scenario.languages import Language
from game.scenario.loading import Scenario, load_scenario
from game.scenario.world import State
from game.view.counters import counter_boxes
from game.view.labels import Wanted, place_labels, wanted_labels, water_body
from game.view.map_lines import crossed_by_names, hex_place
from game.view.map_painter import Land, camera_for, paint_land, place_signs, placed_names

from .positions import changed, set_up

BOUNDS = pygame.Rect(0, 0, 400, 300)


def named(text: str, spot: tuple[float, float] = (200, 150), **more: object) -> Wanted:
    return Wanted((text,), spot, 8.0, "Regular", 14, (0, 0, 0), **more)  # type: ignore[arg-type]


def test_names_of_one_spot_stand_apart() -> None:
    placed = place_labels([named(f"Name {index}") for index in range(6)], BOUNDS, [])
    assert len(placed) == 6
    assert all(not a.box.colliderect(b.box) for a, b in combinations(placed, 2))


def test_a_name_keeps_clear_of_a_counter_and_inside_the_map() -> None:
    counter = pygame.Rect(180, 130, 120, 40)
    (placed,) = place_labels([named("Hill")], BOUNDS, [counter])
    assert not placed.box.colliderect(counter)
    (edge,) = place_labels([named("At the very edge", (398, 2))], BOUNDS, [])
    assert BOUNDS.contains(edge.box)


def test_a_name_stays_where_it_was_until_a_counter_comes_to_lie_on_it() -> None:
    """Better places that have become free do not draw it away."""
    hill, counter = named("Hill"), pygame.Rect(180, 130, 120, 40)
    (moved,) = place_labels([hill], BOUNDS, [counter])
    assert place_labels([hill], BOUNDS, [], {hill: moved}) == [moved]
    (again,) = place_labels([hill], BOUNDS, [moved.box], {hill: moved})
    assert not again.box.colliderect(moved.box)


def test_a_name_stands_on_another_side_of_its_sign_rather_than_on_a_way() -> None:
    way = [pygame.Rect(x, 149, 3, 3) for x in range(200, 400, 8)]  # to the right, where names stand by preference
    (usual,) = place_labels([named("Tauran")], BOUNDS, [])
    (off,) = place_labels([named("Tauran")], BOUNDS, [], crossed=way)
    assert usual.box.collidelist(way) >= 0 > off.box.collidelist(way)
    assert off.leader is None


def test_no_way_goes_through_a_name_of_tauran() -> None:
    """All its places have a side that is free."""
    scenario = load_scenario("tauran/force_for_force")
    for scale in (28, 40, 56):
        land = Land(pygame.Surface((36 * scale, 25 * scale)), camera_for(scenario, scale), [])
        through = crossed_by_names(land.camera, scenario)
        crossed = [one.label.lines for one in placed_names(scenario, land) if one.box.collidelist(through) >= 0]
        assert crossed == [], scale


def test_a_height_on_a_contour_is_left_out_rather_than_moved() -> None:
    taken = pygame.Rect(195, 145, 10, 10)
    assert place_labels([named("50", may_move=False)], BOUNDS, [taken]) == []


@pytest.fixture(scope="module")
def lands() -> dict[tuple[str, int], Land]:
    """What has been painted; names come later, so that all languages and scenarios of a map have the same."""
    return {}


@pytest.mark.parametrize("name", shipped_names())
@pytest.mark.parametrize("scale", [20, 32])
@pytest.mark.parametrize("language", get_args(Language))
def test_no_name_covers_another_or_a_counter(
    name: str, scale: int, language: Language, lands: dict[tuple[str, int], Land]
) -> None:
    scenario = load_scenario(name).localised(language)
    state = set_up(scenario)
    key = str(scenario.documents["map"].get("elevation", "flat")), scale
    land = lands.get(key) or lands.setdefault(key, paint_land(scenario, scale))
    counters = counter_boxes(state, land.camera)
    placed = placed_names(scenario, land, counters)
    boxes = [label.box for label in placed]
    assert all(land.picture.get_rect().contains(box) for box in boxes)
    assert [(a, b) for a, b in combinations(boxes, 2) if a.colliderect(b)] == []
    assert [label.label.lines for label in placed if label.box.collidelist(counters) >= 0] == []
    signs = [box for _, box in place_signs(scenario, land.camera)]
    assert [label.label.lines for label in placed if label.box.collidelist(signs) >= 0] == []
    wanted = {label.spot for label in wanted_labels(scenario, land.camera)}
    assert wanted == {label.label.spot for label in placed} & wanted


def test_the_name_of_a_lake_lies_on_it(corps: Scenario, position: State) -> None:
    camera = camera_for(corps, 32)
    for label in wanted_labels(corps, camera):
        if label.lines[0].startswith("Lake"):
            best = camera.hex_at(*label.spots[0])
            assert best is not None
            assert corps.world.hexes.water[best[0] + best[1] * camera.columns]


def test_a_body_of_water_is_all_of_one_lake(corps: Scenario) -> None:
    lake = water_body(corps, hex_place("2222"))
    assert hex_place("2115") in lake
    assert hex_place("3721") not in lake
    assert water_body(corps, hex_place("2028")) == set()


def test_a_height_is_named_once(corps: Scenario) -> None:
    def rename(document: dict) -> None:
        document["places"] = [{"name": "Upper / Lower", "hex": "2028", "kind": "hill", "height": 155}]

    (label, *_) = wanted_labels(changed(corps, map=rename), camera_for(corps, 32))
    assert label.lines == ("Upper", "Lower 155")
    texts = [label.lines for label in wanted_labels(corps, camera_for(corps, 32))]
    assert ("Hill 52", "Pulemyotnaya Gorka") in texts


def test_names_are_in_the_language_of_the_map(corps: Scenario) -> None:
    """A height is named once there too: Chinese figures are figures, but the Triangle Hill has one for a word."""

    def texts(scenario: Scenario, language: Language) -> set[tuple[str, ...]]:
        return {label.lines for label in wanted_labels(scenario.localised(language), camera_for(scenario, 32))}

    assert {("Zaozernaya", "Changkufeng 155"), ("Kojo ferry",)} <= texts(corps, "en")
    assert {("Заозёрная 155",), ("Высота 52", "Пулемётная Горка"), ("Паром Кодзё",)} <= texts(corps, "ru")
    assert {("張鼓峰 155",), ("五二高地",), ("古城渡し",)} <= texts(corps, "ja")
    assert ("Hongui-ri",) in texts(corps, "ru")  # no Russian name is known
    assert ("三角山", "七五七高地") in texts(load_scenario("khalkhin_gol/august_encirclement"), "ja")


def test_one_chinese_figure_is_a_word(corps: Scenario) -> None:
    def rename(document: dict) -> None:
        names = {"ja": "三角山", "estimate": True}
        document["places"] = [{"name": "Triangle", "hex": "2028", "kind": "hill", "height": 155, "names": names}]

    (label, *_) = wanted_labels(changed(corps, map=rename).localised("ja"), camera_for(corps, 32))
    assert label.lines == ("三角山 155",)
