"""Styles of known and of unknown things."""

from __future__ import annotations

from game.scenario.loading import Scenario
from game.scenario.schema.libraries import Look, Terrain
from game.view.contrast import LEAST, contrast
from game.view.lettering import font, measure
from game.view.patterns import PATTERNS
from game.view.theme import (
    CHOSEN_INK,
    CHOSEN_ROW,
    DARK_LETTERS,
    FAINT_INK,
    HEXSIDES,
    INK,
    LINES,
    PAPER,
    ROADS,
    TERRAIN,
    UNKNOWN_LINE,
    UNKNOWN_TERRAIN,
    WATER,
    TerrainStyle,
    line_name,
    side_styles,
    style_of,
    terrain_style,
)


def test_an_id_takes_the_style_of_what_begins_it() -> None:
    assert style_of(LINES, "frontier_mongolia_claim", UNKNOWN_LINE) == LINES["frontier"]
    assert style_of(LINES, "front_line", UNKNOWN_LINE) == LINES["front"]
    assert style_of(LINES, "fronts", UNKNOWN_LINE) == UNKNOWN_LINE


def test_unknown_ground_has_a_style_and_water_is_water() -> None:
    assert terrain_style("tar_pit", Terrain(name="tar pit", estimate=True)) == UNKNOWN_TERRAIN
    assert terrain_style("fjord", Terrain(name="fjord", water=True, estimate=True)) == WATER


def test_ground_is_painted_as_it_says_itself() -> None:
    """A battle brings ground of its own, or another look for ground that the game has."""
    look = Look(tint="#102030", share=40, pattern="dots", ink="#FFFFFF")
    for id_ in ("tar_pit", "marsh"):
        style = terrain_style(id_, Terrain(name="tar pit", estimate=True, look=look))
        assert style == TerrainStyle((16, 32, 48), 0.4, "dots", (255, 255, 255))


def test_all_that_ships_is_known(corps: Scenario) -> None:
    ground = corps.ground
    assert all(noun.water or style_of(TERRAIN, id_, noun.look) for id_, noun in ground.terrain.items())
    assert all(style_of(HEXSIDES, id_, None) for id_ in ground.hexsides)
    assert set(ground.roads) <= set(ROADS)
    assert all(style_of(LINES, id_, None) for id_ in corps.map.lines)


def test_every_pattern_can_be_drawn() -> None:
    drawn_as_signs = {"none", "blocks", "trees"}
    assert {style.pattern for style in TERRAIN.values()} - drawn_as_signs <= set(PATTERNS)
    for draw in PATTERNS.values():
        mask = draw((40, 50), 24.0)
        assert mask.shape == (40, 50)
        assert 0 <= mask.min() < mask.max() <= 1


def test_names_of_lines() -> None:
    assert line_name("frontier_ussr") == "Frontier (USSR)"
    assert line_name("claim_japan") == "Claim (Japan)"
    assert line_name("demilitarised_zone") == "Demilitarised zone"
    assert line_name("frontier") == "Frontier"
    assert line_name("crest") == "Crest of a ridge"


def test_sides_never_look_alike() -> None:
    for ids in (("soviet", "japanese"), ("japanese", "soviet"), ("red", "blue"), ("japanese", "red"), ("x", "soviet")):
        first, second = side_styles(ids)
        assert first.body != second.body
        assert first.cut_corners != second.cut_corners


def test_sides_have_the_colours_of_their_battle_and_letters_that_can_be_read() -> None:
    ids = ("soviet", "japanese")
    first, second = side_styles(ids, "staff", ("#e8d040", None))
    usual = side_styles(ids, "staff")
    assert (first.body, first.edge, first.ink) == ((232, 208, 64), (104, 93, 28), DARK_LETTERS)
    assert first.cut_corners == usual[0].cut_corners
    assert second == usual[1]
    assert side_styles(ids, "staff", ("#101030", None))[0].ink == usual[0].ink
    assert side_styles(ids, "contrast", ("#e8d040", "#101030")) == side_styles(ids, "contrast")


def test_the_font_has_our_letters() -> None:
    for face in ("Regular", "Bold", "Italic"):  # maps are lettered in Serif, and in these where it lacks a letter
        metrics = font(face, 20).metrics("Zaозёрная Халхын гол Өвөр ү Kyōto ½ ⅓ → ↑ − ≤ ● ▲ №")
        assert None not in metrics
    assert measure("iii", "Regular", 20)[0] < measure("WWW", "Regular", 20)[0]


def test_letters_can_be_read_on_what_they_stand_on() -> None:
    """WCAG 2.2, 1.4.3; also the letters of sides whose colours a battle brings, and on a row that is chosen."""
    sides = [*side_styles(("soviet", "japanese"), "staff"), *side_styles(("soviet", "japanese"), "contrast")]
    own = side_styles(("soviet", "japanese"), "staff", ("#e8d040", "#9fd8ff"))
    for ground in (PAPER, CHOSEN_ROW):
        assert all(contrast(ink, ground) >= LEAST for ink in (INK, FAINT_INK))
        assert all(contrast(side.letters, ground) >= LEAST for side in (*sides, *own))
    assert all(contrast(side.ink, side.body) >= LEAST for side in sides)
    assert contrast(PAPER, CHOSEN_INK) >= LEAST


def test_sides_differ_in_grey_too() -> None:
    """Counters are told apart by their lightness on a print without colours, and by their corners."""
    for palette in ("staff", "contrast"):
        first, second = side_styles(("soviet", "japanese"), palette)
        assert contrast(first.body, second.body) >= 2
