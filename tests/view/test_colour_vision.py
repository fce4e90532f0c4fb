"""Every mark of an overlay is told apart, without colour, from every ground and from the marks shown beside it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import get_args

import numpy as np
import pygame
import pytest

from game.scenario.loading import load_scenario
from game.view.colour_vision import (
    MATRICES,
    Eyes,
    lab,
    lightness,
    linear,
    seen_by,
    spectral_distance,
    spectrum,
    stroke_contrast,
    texture_difference,
)
from game.view.ground import swatch
from game.view.looks import Palette
from game.view.marks import PALETTES, SHOWN_TOGETHER, STYLES, Marks, in_colours_of, stamp, style_of_mark
from game.view.theme import TERRAIN, UNKNOWN_TERRAIN, WATER, TerrainStyle, side_styles

SCALE = 40
"""Pixels between hex centres on the board at first."""
LEAST_CONTRAST = 14.0
"""L* between the plainest twentieth of a mark's pixels and the ground beneath: seen at a glance."""
LEAST_DIFFERENCE = 5.0
"""L* between two patterns, over the whole hex. A ground with its own pattern differs from a bare one by 1 to 6."""
SHADOW = 0.72
"""How much of its brightness a slope turned from the light keeps."""

GROUNDS: dict[str, TerrainStyle] = {**TERRAIN, "water": WATER, "unknown": UNKNOWN_TERRAIN}
EYES: tuple[Eyes, ...] = tuple(MATRICES)
PALETTE_NAMES: tuple[Palette, ...] = get_args(Palette)

_MEMORY: dict[tuple[str, float], np.ndarray] = {}


def bare(ground: str, brightness: float = 1.0) -> np.ndarray:
    """A patch of ground as large as one hex, (height, width, 3)."""
    key = ground, brightness
    if key not in _MEMORY:
        width, height = stamp("reach", SCALE).get_size()
        _MEMORY[key] = np.clip(swatch(GROUNDS[ground], width, height, SCALE) * brightness, 0, 255).astype(np.uint8)
    return _MEMORY[key]


def marked(ground: str, style: str, palette: Palette, brightness: float = 1.0) -> np.ndarray:
    """The same patch under a mark."""
    picture = pygame.surfarray.make_surface(bare(ground, brightness).transpose(1, 0, 2))
    picture.blit(stamp(style, SCALE, palette, alone=True), (0, 0))
    return pygame.surfarray.array3d(picture).transpose(1, 0, 2)


def test_the_simulation_is_that_of_the_paper() -> None:
    """Greys stay grey for all eyes; red and green of one lightness meet for those who lack one of the two."""
    greys = np.array([[[0, 0, 0], [90, 90, 90], [255, 255, 255]]])
    for eyes in EYES:
        assert np.allclose(seen_by(eyes, greys), linear(greys), atol=0.002)
        assert np.allclose(np.array(MATRICES[eyes]).sum(axis=1), 1.0, atol=1e-5)
    red_green = np.array([[[200, 60, 50], [126, 126, 50]]])

    def apart(eyes: Eyes) -> float:
        first, second = lab(seen_by(eyes, red_green))[0]
        return float(np.linalg.norm((first - second)[1:]))

    assert apart("deuteranopia") < apart("usual") / 3
    assert apart("tritanopia") > apart("usual") / 3


def test_lightness_runs_from_black_to_white() -> None:
    levels = lightness("usual", np.array([[[0, 0, 0], [119, 119, 119], [255, 255, 255]]]))[0]
    assert np.allclose(levels, [0, 50, 100], atol=0.5)


def test_a_pattern_is_like_itself_wherever_it_begins() -> None:
    dots = bare("sand")
    assert texture_difference("usual", dots, np.roll(dots, (3, 5), axis=(0, 1))) < 1e-9
    assert texture_difference("usual", dots, bare("marsh")) > 1


@pytest.mark.parametrize("palette", PALETTE_NAMES)
@pytest.mark.parametrize("eyes", EYES)
def test_every_mark_stands_out_on_every_ground(eyes: Eyes, palette: Palette) -> None:
    """In the sun and in the shadow of a ridge, by lightness alone."""
    faint = {
        (style, ground, brightness): round(contrast, 1)
        for style in STYLES
        for ground in GROUNDS
        for brightness in (1.0, SHADOW)
        if (
            contrast := stroke_contrast(
                eyes, marked(ground, style, palette, brightness), bare(ground, brightness), share=0.05
            )
        )
        < LEAST_CONTRAST
    }
    assert not faint


@pytest.mark.parametrize("palette", PALETTE_NAMES)
@pytest.mark.parametrize("eyes", EYES)
def test_no_mark_looks_like_bare_ground_of_any_kind(eyes: Eyes, palette: Palette) -> None:
    """Dots over grass are not sand, strokes over sand are not marsh."""
    plain = {other: spectrum(eyes, bare(other)) for other in GROUNDS}
    alike = {
        (style, ground, other): round(difference, 1)
        for style in STYLES
        for ground in ("grass", "sand", "marsh", "mountain", "water")
        for mark in [spectrum(eyes, marked(ground, style, palette))]
        for other in GROUNDS
        if (difference := spectral_distance(mark, plain[other])) < LEAST_DIFFERENCE
    }
    assert not alike


@pytest.mark.parametrize("palette", PALETTE_NAMES)
@pytest.mark.parametrize("eyes", EYES)
def test_marks_shown_together_have_different_patterns(eyes: Eyes, palette: Palette) -> None:
    alike = {
        (first, second, ground): round(difference, 1)
        for family in SHOWN_TOGETHER
        for first, second in combinations(family, 2)
        for ground in GROUNDS
        if (difference := pattern_difference(eyes, marked(ground, first, palette), marked(ground, second, palette)))
        < LEAST_DIFFERENCE
    }
    assert not alike


def pattern_difference(eyes: Eyes, first: np.ndarray, second: np.ndarray) -> float:
    """Root mean square of the difference in L*; marks lie alike in their hexes, so pixels may be compared."""
    return float(np.sqrt(((lightness(eyes, first) - lightness(eyes, second)) ** 2).mean()))


@pytest.mark.parametrize("palette", PALETTE_NAMES)
@pytest.mark.parametrize("eyes", EYES)
def test_marks_of_threats_stand_out_on_counters_and_leave_their_middle_free(eyes: Eyes, palette: Palette) -> None:
    """They lie over the counters that the enemy could attack, of either side, at the smallest zoom too."""
    for name in (name for name in STYLES if name.startswith("threat_")):
        for side in side_styles(("soviet", "japanese"), palette):
            for scale in (20, 40, 76):
                picture = stamp(name, scale, palette)
                plain = pygame.Surface(picture.get_size())
                plain.fill(side.body)
                counter = pygame.surfarray.array3d(plain).transpose(1, 0, 2)
                plain.blit(picture, (0, 0))
                under = pygame.surfarray.array3d(plain).transpose(1, 0, 2)
                assert stroke_contrast(eyes, under, counter, share=0.05) >= LEAST_CONTRAST, (name, scale)
                height, width = counter.shape[:2]
                middle = slice(height * 2 // 5, height * 3 // 5), slice(width * 2 // 5, width * 3 // 5)
                assert (under[middle] == counter[middle]).all(), (name, scale)


@pytest.mark.parametrize("palette", PALETTE_NAMES)
def test_both_palettes_have_every_mark_in_the_same_pattern(palette: Palette) -> None:
    assert set(PALETTES[palette]) == set(STYLES)
    assert all(PALETTES[palette][name].hatch == style.hatch for name, style in STYLES.items())


@pytest.mark.parametrize("eyes", EYES)
def test_the_contrasting_counters_differ_for_all_eyes(eyes: Eyes) -> None:
    """In colour or lightness; besides, the corners of one side are cut."""
    first, second = side_styles(("soviet", "japanese"), "contrast")
    bodies = lab(seen_by(eyes, np.array([[first.body, second.body]])))[0]
    assert np.linalg.norm(bodies[0] - bodies[1]) > 30


# --- marks in the colours of sides ----------------------------------------------------------------------------------

OWN = ("#2e6f40", "#f5e663", "#ffffff", "#8a2be2")
"""Green, yellow, white and violet: also what would be lost on sand."""
OF_SIDES = [style for family in SHOWN_TOGETHER for style in family if "first" in style or "second" in style]


@pytest.mark.parametrize("eyes", EYES)
def test_marks_in_a_side_s_own_colour_stand_out_too(eyes: Eyes) -> None:
    faint = {
        (name, ground, brightness): round(contrast, 1)
        for colour in OWN
        for name in (f"{style} {colour}" for style in OF_SIDES)
        for ground in ("grass", "sand", "marsh", "mountain", "water", "wood", "dune_top")
        for brightness in (1.0, SHADOW)
        if (
            contrast := stroke_contrast(
                eyes, marked(ground, name, "staff", brightness), bare(ground, brightness), share=0.05
            )
        )
        < LEAST_CONTRAST
    }
    assert not faint


@pytest.mark.parametrize("eyes", EYES)
def test_sides_of_one_colour_are_told_apart_by_the_pattern(eyes: Eyes) -> None:
    for colour in OWN:
        for family in SHOWN_TOGETHER:
            names = [f"{style} {colour}" if style in OF_SIDES else style for style in family]
            for first, second in combinations(names, 2):
                if first.split()[0] in OF_SIDES or second.split()[0] in OF_SIDES:
                    pictures = marked("grass", first, "staff"), marked("grass", second, "staff")
                    assert pattern_difference(eyes, *pictures) >= LEAST_DIFFERENCE, (first, second)


def test_marks_are_in_the_colours_of_the_counters() -> None:
    """As they are in the battles of the game; in a side's own colour where it brings one; changed where they change."""
    names = load_scenario("lake_khasan/night_attack").names
    assert names.sides == ("soviet", "japanese")
    usual = Marks(hexes={1: "heat_first_sure", 2: "heat_second_sure", 3: "heat_open"}, legend=[("control_first", "a")])
    assert in_colours_of(names, usual) == usual
    green = in_colours_of(replace(names, side_colours=("#2e6f40", None)), usual)
    assert green.hexes == {1: "heat_first_sure #2e6f40", 2: "heat_second_sure", 3: "heat_open"}
    assert green.legend == [("control_first #2e6f40", "a")]
    red, there, blue = style_of_mark("heat_first_sure #2e6f40", "staff").ink[:3]
    assert there > max(red, blue)  # dark green
    changed = in_colours_of(replace(names, sides=("japanese", "soviet")), usual).hexes
    for palette in PALETTE_NAMES:
        first, second = (style_of_mark(changed[hex_], palette) for hex_ in (1, 2))
        assert (first.ink, second.ink) == tuple(
            PALETTES[palette][f"heat_{one}_sure"].ink for one in ("second", "first")
        )
        assert (first.hatch, second.hatch) == ("rising", "falling")
