"""Help: the rulebook by chapters and sections, links, keys."""

from __future__ import annotations

import re

import pygame
import pytest

from game.desk import rulebook as rulebook_module
from game.desk.help import Help
from game.desk.key_words import action_words, key_table
from game.desk.keys import Action
from game.desk.requests import ReadHelp
from game.desk.rulebook import chapter_of, chapters, rulebook
from game.ui.board import Board
from game.ui.saves.load_scene import LoadScene
from game.ui.saves.save_scene import SaveScene
from game.ui.screens.battle_setup import BattleSetup
from game.ui.screens.help_pages import PAGES
from game.ui.screens.menu import MainMenu
from game.ui.screens.settings_scene import SettingsScene
from game.view.flowing import blocks_of, flow, words_of

from .hands import Hands, at_the_board, new_session

SECTIONS = re.findall(r"^\*\*(\d+\.\d+) ", rulebook(), re.MULTILINE)


def test_f1_on_every_screen_opens_help_and_escape_goes_back() -> None:
    session = new_session()
    board = Board(session)
    for scene in (
        MainMenu(),
        BattleSetup(session.scenario),
        SettingsScene(),
        LoadScene(),
        SaveScene(session, print),
        board,
    ):
        hands = Hands(scene)
        hands.key(pygame.K_F1)
        assert isinstance(hands.page, Help), scene
        hands.key(pygame.K_F1)
        assert isinstance(hands.page, Help)
        hands.key(pygame.K_ESCAPE)
        assert hands.page is scene


def test_every_section_of_the_rulebook_can_be_opened() -> None:
    assert len(SECTIONS) > 30
    for section in SECTIONS:
        title = chapter_of(section)
        assert title is not None, section
        assert any(block.anchor == section for block in chapters()[title]), section
    assert chapter_of("99.1") is None
    assert sum(len(blocks) for blocks in chapters().values()) > 50


def test_a_section_is_brought_to_the_top() -> None:
    hands, board = at_the_board()
    hands.window.ask(ReadHelp("5.6"))
    hands.frame()
    view = hands.page.view
    assert hands.page.chapter.startswith("5. ")
    assert view.top in (view.content.anchors["5.6"], view.most)
    hands.window.ask(ReadHelp("10.2"))
    hands.frame()
    assert hands.page.chapter.startswith("10. ")
    hands.key(pygame.K_BACKSPACE)
    assert hands.page.chapter.startswith("5. ")
    hands.press("Close")
    assert hands.page is board


def test_a_number_in_brackets_leads_to_its_chapter() -> None:
    hands = Hands(Help(PAGES, "5.1"))
    view = hands.page.view
    rect = next(rect for rect, link in view.content.links if link == "6")
    view.scroll(rect.top - view.top - 20)
    hands.frame()
    hands.click((view.rect.left + rect.centerx, view.rect.top + rect.centery - view.top))
    assert hands.page.chapter.startswith("6. ")


def test_every_link_leads_somewhere() -> None:
    for title, blocks in chapters().items():
        for _, link in flow(blocks, 600, 15).links:
            assert chapter_of(link) is not None, (title, link)


def test_chapters_by_click_wheel_and_keys() -> None:
    hands = Hands(Help(PAGES))
    hands.press("4. Supply")
    assert hands.page.chapter == "4. Supply"
    hands.press("5. Assaults")
    pygame.event.post(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-3, flipped=False))
    hands.frame()
    assert hands.page.view.top > 0
    hands.key(pygame.K_HOME)
    assert hands.page.view.top == 0
    hands.key(pygame.K_END)
    assert hands.page.view.top == hands.page.view.most


def test_the_keys_are_those_in_force() -> None:
    hands = Hands(Help(PAGES), keys={"supply": "f12"})
    words = " ".join(word.text for block in key_table(hands.window.keys) for cell in block.cells for word in cell)
    assert "Supply F12" in words
    for action in Action:
        assert action_words(action) in words
    hands.press("Keys")
    assert hands.page.chapter == "Keys"


def test_the_rulebook_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(kind: str) -> None:
        raise rulebook_module.UsageError("no folder")

    monkeypatch.setattr(rulebook_module, "data_dir", missing)
    assert "missing" in rulebook_module.rulebook.__wrapped__()


def test_words_keep_their_faces_and_stay_together() -> None:
    words = words_of("**5.4 Luck.** Fire (*0.7*), see (6.3) or [this](3.1); `luck: none`.")
    assert [(word.text, word.face) for word in words[:2]] == [("5.4", "Bold"), ("Luck.", "Bold")]
    assert [word.link for word in words if word.link] == ["6.3", "3.1"]
    glued = [word.text for word in words if word.glued]
    assert "0.7" in glued
    assert ");" not in glued
    assert ";" in glued


def test_tables_headings_and_lists_are_laid_out() -> None:
    blocks = blocks_of("# A\n\ntext\nof two\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## 3. C\n")
    assert [block.level for block in blocks] == [1, 0, 0, 0, 0, 0, 2]
    assert [block.bullet for block in blocks].count(True) == 2
    assert [len(block.cells) for block in blocks] == [0, 0, 0, 0, 2, 2, 0]
    laid = flow(blocks, 300, 15)
    assert laid.anchors["3"] > 100
    assert laid.picture.get_width() == 300
