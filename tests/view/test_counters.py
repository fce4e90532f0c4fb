"""What counters show, and that they can be told apart."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pygame
import pytest

from game.core.terms import UNREACHED, Echelon, Role, Supply
from game.scenario.loading import Scenario
from game.scenario.world import State
from game.view.counter_names import short_name
from game.view.counters import (
    Face,
    counter_boxes,
    counter_side,
    face_of,
    paint_counter,
    stack_boxes,
    stacks,
    strength_of,
    stripe_of,
)
from game.view.lettering import SMALLEST, measure, write_haloed
from game.view.looks import Look, choose_look
from game.view.map_painter import camera_for
from game.view.silhouettes import SILHOUETTES, silhouette_of
from game.view.symbols import SYMBOLS, symbol_of
from game.view.theme import PAPER, SideStyle, side_styles

from .positions import put

SIDES = side_styles(("soviet", "japanese"))
PLAIN = Face(
    SIDES[0], PAPER, "infantry", Role.INFANTRY, Echelon.BATTALION, "I/118", "550", 0, Supply.FULL, routed=False
)


def pixels(face: Face, side: int = 40) -> bytes:
    return pygame.image.tobytes(paint_counter(face, side), "RGBA")


def row_of(scenario: Scenario, unit: str) -> int:
    return scenario.names.unit_row[unit]


@pytest.mark.parametrize(("unit", "figure"), [("I/95", 550), ("3/2MB", 85), ("32Art", 48)])
def test_strength_is_men_tanks_or_guns(corps: Scenario, position: State, unit: str, figure: int) -> None:
    assert strength_of(corps, position, row_of(corps, unit)) == figure


def test_artillery_without_guns_shows_its_men(corps: Scenario, position: State) -> None:
    row = row_of(corps, "32Art")
    position.units["items"][row] = 0
    position.unit_figures.men[row] = 77
    assert strength_of(corps, position, row) == 77


def test_stripes_tell_divisions_apart_and_hold_them_together(corps: Scenario) -> None:
    formation = {unit: int(corps.world.units[row_of(corps, unit)].formation) for unit in ("I/118", "I/120", "I/95")}
    stripe = {unit: stripe_of(corps, row) for unit, row in formation.items()}
    assert stripe["I/118"] == stripe["I/120"] != stripe["I/95"]


@pytest.mark.parametrize("side", [20, 27, 41])
def test_everything_a_face_says_can_be_seen(side: int) -> None:
    variants = [
        PLAIN,
        replace(PLAIN, side=SIDES[1]),
        replace(PLAIN, stripe=(240, 196, 60)),
        replace(PLAIN, symbol="cavalry"),
        replace(PLAIN, echelon=Echelon.REGIMENT),
        replace(PLAIN, strength="549"),
        *(replace(PLAIN, entrenchment=level) for level in (1, 2, 3, 4)),
        *(replace(PLAIN, supply=supply) for supply in (Supply.NONE, Supply.LOW, Supply.STRAINED)),
        replace(PLAIN, cut_off=True),
        replace(PLAIN, routed=True),
        replace(PLAIN, disrupted=True),
        replace(PLAIN, spent=True),
        replace(PLAIN, silhouette=True),
    ]
    assert len({pixels(face, side) for face in variants}) == len(variants)


def stands_clear(face: Face, side: int) -> bool:
    """Whether the figures of a strength are on a counter in some size, they and the rim around them whole."""
    picture = pygame.surfarray.array3d(paint_counter(face, side)).astype(int)
    for size in range(SMALLEST, side // 2 + 1):
        letters = write_haloed(face.strength, "Bold", size, face.side.ink, face.side.body)
        letters = letters.subsurface(letters.get_bounding_rect())
        wanted, solid = pygame.surfarray.array3d(letters).astype(int), pygame.surfarray.array_alpha(letters) == 255
        wide, high = letters.get_size()
        for x, y in itertools.product(range(side - wide + 1), range(side - high + 1)):
            if (abs(picture[x : x + wide, y : y + high] - wanted)[solid] <= 2).all():
                return True
    return False


@pytest.mark.parametrize("side", [17, 24, 34, 48])
@pytest.mark.parametrize("style", SIDES, ids=["soviet", "japanese"])
def test_no_sign_lies_on_the_figures_of_the_strength(side: int, style: SideStyle) -> None:
    every_sign = replace(PLAIN, side=style, entrenchment=4, supply=Supply.STRAINED, disrupted=True, spent=True)
    for strength in ("8", "36", "900", *(["1346"] if side > 17 else [])):
        face = replace(every_sign, strength=strength)
        assert stands_clear(face, side), (strength, side)
        assert stands_clear(replace(face, disrupted=False, routed=True, silhouette=True), side), (strength, side)


def test_sides_differ_in_shape_too() -> None:
    red, blue = (paint_counter(replace(PLAIN, side=side), 40) for side in SIDES)
    assert (red.get_at((1, 1)).a, blue.get_at((1, 1)).a) == (255, 0)


def test_every_symbol_is_a_picture_of_its_own() -> None:
    same = {"reconnaissance"}  # APP-6 draws it as cavalry
    pictures = {name: pixels(replace(PLAIN, symbol=name), 60) for name in SYMBOLS if name not in same}
    assert len(set(pictures.values())) == len(pictures)


def test_every_side_view_is_a_picture_of_its_own() -> None:
    same = {"reconnaissance", "transport"}  # they ride as cavalry does, and drive as supply does
    pictures = {name: pixels(replace(PLAIN, symbol=name, silhouette=True), 60) for name in SILHOUETTES}
    assert len({pictures[name] for name in pictures if name not in same}) == len(pictures) - len(same)
    assert set(SILHOUETTES) == set(SYMBOLS)
    assert silhouette_of("war_elephant", Role.CAVALRY) == SILHOUETTES["cavalry"]


def test_side_views_stay_in_their_frame() -> None:
    points = [point for symbol in SILHOUETTES.values() for part in symbol for point in part.points]
    assert max(abs(x) for x, _ in points) <= 1.5
    assert max(abs(y) for _, y in points) <= 1.0


def test_the_look_that_is_chosen_holds_for_all_counters(corps: Scenario, position: State) -> None:
    row = row_of(corps, "III/118")
    usual = face_of(corps, position, row)
    try:
        choose_look(Look("contrast", "silhouettes"))
        other = face_of(corps, position, row)
    finally:
        choose_look(Look())
    assert (usual.silhouette, other.silhouette) == (False, True)
    assert other.side == side_styles(corps.names.sides, "contrast")[0] != usual.side


def test_an_unknown_symbol_falls_back_to_the_role() -> None:
    assert symbol_of("war_elephant", Role.CAVALRY) == SYMBOLS["cavalry"]


def test_every_shipped_symbol_is_known(corps: Scenario) -> None:
    assert {kind.symbol for kind in corps.unit_types.unit_types.values()} <= set(SYMBOLS)


def test_names_are_cut_to_fit() -> None:
    assert short_name("I/118", 9, 60) == "I/118"
    for name in ("Reserve/59BD", "Zaozernaya", "HQ-39RC"):
        short = short_name(name, 9, 37)
        assert measure(short, "Regular", 9)[0] <= 37
        assert short[0] == name[0]
    assert short_name("Zaozernaya", 9, 37).endswith("n."), "a cut word says that it is cut"
    assert short_name("Zaozernaya", 9, 90) == "Zaozernaya"
    assert short_name("Support/40RD", 9, 45).endswith("/40RD")
    assert short_name("III/1-152", 8, 31) == "3/1-152", "not I: that is another battalion"


def test_stacks_are_read_from_the_top(corps: Scenario, position: State) -> None:
    hex_ = corps.hex_row("4040")
    assert hex_ is not None
    for unit in (3, 5, 7):
        put(position, unit, hex_)
    assert dict(stacks(position))[hex_] == [7, 5, 3]


def test_counters_stay_in_their_hexes(corps: Scenario, position: State) -> None:
    camera = camera_for(corps, 32)
    assert counter_side(camera) <= 32
    for height in (1, 2, 3, 9):
        boxes = stack_boxes(camera, 200, height)
        whole = boxes[0].unionall(boxes[1:])
        assert whole.width <= 33
        assert whole.collidepoint(camera.centre(200 % camera.columns, 200 // camera.columns))
    assert len(counter_boxes(position, camera)) == len(list(stacks(position)))


def test_a_face_is_read_from_the_state(corps: Scenario, position: State) -> None:
    row = row_of(corps, "III/118")
    position.units.routed[row] = 1
    face = face_of(corps, position, row)
    assert (face.name, face.symbol, face.entrenchment, face.routed) == ("III/118", "infantry", 1, True)


def test_states_are_shown_when_they_hold(corps: Scenario, position: State) -> None:
    row = row_of(corps, "III/118")
    position.clock.active[0] = corps.world.units[row].side
    position.units.cohesion[row], position.units.mp_left[row], position.units.distance[row] = 80, 8, 0
    fresh = face_of(corps, position, row)
    assert not (fresh.disrupted or fresh.spent or fresh.cut_off)
    position.units.cohesion[row] = 39
    position.units.distance[row] = UNREACHED
    position.units.attacked[row] = 1
    face = face_of(corps, position, row)
    assert face.disrupted
    assert face.spent
    assert face.cut_off
    position.clock.active[0] = 1 - corps.world.units[row].side
    assert not face_of(corps, position, row).spent  # nobody asks what the other side has left
