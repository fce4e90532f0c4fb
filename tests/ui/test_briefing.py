"""The briefing: its text with its pictures, in the language of the settings, scrolled by keys and wheel."""

from __future__ import annotations

import shutil
from pathlib import Path

import pygame
import pytest

from game.scenario.library import scenario_names
from game.scenario.loading import Scenario, load_scenario
from game.ui.screens.battle_setup import BattleSetup
from game.ui.screens.briefing import Briefing, briefing_blocks
from game.ui.screens.winning import in_short, lead_words, leads_of
from tests.pictures import png

from .hands import Hands

KHASAN = Path(__file__).parents[2] / "scenarios" / "lake_khasan"
TEXTS = """schema: 1
language: ru
scenarios: {night_attack: {name: "Ночная атака", captions: {pass.png: "Перевал"}}}
sides: {soviet: {adjective: "Советские"}}
"""


@pytest.fixture
def scenario(tmp_path: Path) -> Scenario:
    """The night attack with a picture, and its title in Russian."""
    folder = tmp_path / "battle"
    folder.mkdir()
    for path in (KHASAN / "night_attack.yaml", KHASAN / "map.yaml", KHASAN / "forces.yaml", *KHASAN.glob("plan_*")):
        shutil.copy(path, folder)
    path = folder / "night_attack.yaml"
    text = path.read_text(encoding="utf-8")
    pictures = "pictures: [{file: pass.png, caption: The pass, estimate: true}]\nmap: map.yaml"
    path.write_text(text.replace("map: map.yaml", pictures), encoding="utf-8")
    (folder / "pass.png").write_bytes(png(2_000, 1_500, b"\x00\xff\x00"))
    (folder / "texts_ru.yaml").write_text(TEXTS, encoding="utf-8")
    return load_scenario(path)


def said(scenario: Scenario) -> str:
    return " ".join(word.text for block in briefing_blocks(scenario) for word in block.words)


def test_a_picture_is_as_wide_as_the_text_and_scrolls_into_view(scenario: Scenario) -> None:
    page = Briefing(scenario)
    hands = Hands(page)
    assert page.view is not None and page.view.most > 0
    rect = page.view.rect
    hands.key(pygame.K_END)
    assert page.view.top == page.view.most
    left, right = ((rect.left + share * rect.width // 20, rect.centery) for share in (1, 19))
    for spot in (left, right):
        red, green, blue, _ = hands.window.surface.get_at(spot)
        assert (red, blue) == (0, 0) and green > 240
    hands.key(pygame.K_HOME)
    assert page.view.top == 0


def test_the_caption_stands_below_and_stays_when_the_picture_is_gone(scenario: Scenario) -> None:
    Hands(Briefing(scenario))
    assert said(scenario).endswith("The pass")
    assert scenario.folder is not None
    (scenario.folder / "pass.png").unlink()
    assert said(scenario).endswith("(no picture: pass.png) The pass")


def test_texts_are_in_the_language_of_the_settings(scenario: Scenario) -> None:
    page = BattleSetup(scenario)
    hands = Hands(page, language="ru")
    assert "Советские" in [words for words, _, _ in page._notes]
    hands.window.show(Briefing(scenario))
    assert hands.page.title == "Ночная атака"
    assert said(scenario).endswith("Перевал")


# --- how it is won --------------------------------------------------------------------------------------------------


def test_a_briefing_says_how_each_side_wins_and_what_gives_points(scenario: Scenario) -> None:
    Hands(Briefing(scenario))
    words = said(scenario)
    assert words.count("by 10 points or more.") == 2  # both need a lead of ten
    assert "after the last turn, turn 7" in words
    assert "5 for holding Hill 52 (C)" in words and "1 for each 30 Japanese men lost" in words


def test_what_is_said_is_what_the_rules_decide() -> None:
    """Every lead that is said to win a battle does, and no other: asked for each level of each scenario."""
    for name in scenario_names():
        scenario = load_scenario(name)
        levels, winners = scenario.file.victory.levels, scenario.names.level_winners
        for margin in range(-60, 61):
            reached = next(row for row, one in enumerate(levels) if one.at_least is None or margin >= one.at_least)
            for side in (0, 1):
                lead = margin if side == 0 else -margin
                inside = [row for row in range(len(levels)) if _lies_in(lead, *leads_of(scenario, row, side))]
                assert inside == [reached], (name, margin, side)
        assert all(winner < 0 or in_short(scenario, winner) for winner in winners)


def _lies_in(lead: int, least: int | None, most: int | None) -> bool:
    return (least is None or lead >= least) and (most is None or lead <= most)


@pytest.mark.parametrize(
    ("leads", "words"),
    [
        ((10, None), "by 10 points or more"),
        ((1, None), "by 1 point or more"),
        ((20, 44), "by 20 to 44 points"),
        ((0, None), "with as many points as the other side, or more"),
        ((-4, None), "with no more than 4 points less than the other side"),
    ],
)
def test_leads_in_words(leads: tuple[int, int | None], words: str) -> None:
    assert lead_words(*leads) == words


def test_a_gap_in_the_ring_is_three_hexes() -> None:
    assert "the gap in the ring (A: all of 3927" in said(load_scenario("khalkhin_gol/august_encirclement"))
