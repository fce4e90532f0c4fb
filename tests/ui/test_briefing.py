"""The briefing: its text with its pictures, in the language of the settings, scrolled by keys and wheel."""

from __future__ import annotations

import shutil
from pathlib import Path

import pygame
import pytest

from game.scenario.loading import Scenario, load_scenario
from game.ui.battle_setup import BattleSetup
from game.ui.briefing import Briefing, briefing_blocks
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
