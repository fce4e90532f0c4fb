"""Numbers of sections on the board: they explain what is under the pointer and lead to the rulebook, and back again."""

from __future__ import annotations

import re

import pygame
import pytest

from game.core.terms import Term
from game.desk.help import Help
from game.desk.painted import PaintedPanel
from game.desk.rule_texts import is_section, meaning, sections
from game.engine.term_table import TERM_TABLE, section_of
from game.ui.board import Board
from game.ui.log_lines import LogKind, log_lines
from game.ui.panels.log import LogWindow
from game.ui.panels.rule_tip import RESTS
from game.ui.panels.unit_words import unit_terms
from game.ui.session import HUMAN

from .hands import Hands, at_the_board, brought_to_blows, new_session


@pytest.fixture
def attacking() -> tuple[Hands, Board]:
    """A board with an attack that is being put together."""
    session = new_session(soviet=HUMAN)
    order = brought_to_blows(session)
    hands, board = at_the_board(session)
    target = session.scenario.hex_row(order.target)
    assert target is not None
    board.choosing.select(order.units[0])
    board.orders.begin_attack(target)
    hands.frame()
    assert board.selection.draft is not None
    return hands, board


def spot_of(board: Board, panel: PaintedPanel, name: str) -> tuple[int, int]:
    """Return where a spot whose name begins so is, scrolled to if need be."""
    for _ in range(60):
        for found, rect in panel.spots(board.play).items():
            if found.startswith(name):
                return rect.center
        panel.scroll += 40
    raise AssertionError(f"no {name} in {sorted(panel.spots(board.play))}")


def rest(hands: Hands) -> None:
    """Let the pointer rest where it is."""
    hands.window.frame(RESTS)
    hands.frame()


# --- what the rulebook says -----------------------------------------------------------------------------------------


def test_every_section_has_a_title_and_begins_with_a_sentence() -> None:
    assert len(sections()) > 30
    for number, (title, text) in sections().items():
        found = meaning(number)
        assert found is not None
        assert title.startswith(f"{number} ")
        assert text.startswith(found.words)
        assert found.words.endswith((".", ":")), number
    assert meaning("99.9") is None
    assert not is_section("0.65")


def test_a_term_is_explained_by_its_own_clause() -> None:
    found = meaning("5.3", "supply")
    assert found is not None
    assert found.title == "5.3 Troops"
    assert found.of_term == "Supply (0.5 out of supply, 0.75 low, 0.9 strained, 1 full)"
    assert found.words.startswith("The sum is multiplied by terms")
    said = meaning("7.1")
    assert said is not None
    assert (said.title, said.words[:21]) == ("7.1 Cohesion", "Cohesion comes back a")


def test_the_rulebook_names_every_term_of_a_forecast_where_the_forecast_says() -> None:
    for term in Term:
        words = TERM_TABLE[term].name
        _, text = sections()[section_of(term, term is Term.OBSERVATION)]
        assert words in text.lower(), term


def test_the_rulebook_names_every_state_of_the_card() -> None:
    game = new_session().game
    for one in unit_terms(game, 0):
        assert one.term in sections()[one.section][1].lower(), one


# --- on the board ---------------------------------------------------------------------------------------------------


def test_a_click_on_a_number_opens_its_section_and_escape_leaves_the_draft_as_it_was(
    attacking: tuple[Hands, Board],
) -> None:
    hands, board = attacking
    panel = board.column.forecast
    place = spot_of(board, panel, "section:5.4")
    draft, unit, scroll = board.selection.draft, board.selection.unit, panel.scroll
    view = board.map.left, board.map.top, board.map.scale
    hands.click(place)
    assert isinstance(hands.page, Help)
    assert hands.page.section == "5.4"
    assert hands.page.view.top == hands.page.view.content.anchors["5.4"] or hands.page.view.top == hands.page.view.most
    hands.key(pygame.K_ESCAPE)
    assert hands.page is board
    assert (board.selection.draft, board.selection.unit) == (draft, unit)
    assert (board.map.left, board.map.top, board.map.scale) == view
    assert board.column.forecast.is_shown(board.play)
    assert board.column.forecast.scroll == scroll
    assert spot_of(board, board.column.forecast, "section:5.4") == place


def test_a_click_on_a_term_keeps_its_slip_which_leads_to_the_rulebook(attacking: tuple[Hands, Board]) -> None:
    hands, board = attacking
    tip = board.tip
    hands.click(spot_of(board, board.column.forecast, "rule:5.4:"))
    assert hands.page is board
    assert tip.is_shown
    assert tip.sheet is not None
    assert "Open the rulebook at 5.4" in tip.sheet.texts
    hands.move(tip.rect.center)
    assert tip.is_shown
    hands.click(tip.rect.center)
    assert isinstance(hands.page, Help)
    assert hands.page.section == "5.4"
    hands.key(pygame.K_ESCAPE)
    assert not tip.is_shown
    hands.click(spot_of(board, board.column.forecast, "rule:5.4:"))
    hands.click(board.map.view.center, button=2)
    assert not tip.is_shown


def test_resting_on_a_term_explains_it_and_the_bottom_line_says_what_a_click_does(
    attacking: tuple[Hands, Board],
) -> None:
    hands, board = attacking
    tip = board.tip
    place = spot_of(board, board.column.forecast, "rule:5.4:")
    hands.move(place)
    assert not tip.is_shown
    rest(hands)
    assert tip.is_shown
    assert tip.sheet is not None
    assert tip.sheet.texts[0] == "5.4 Circumstances"
    assert tip.words == "Left: say what this means"
    assert hands.window.surface.get_rect().contains(tip.rect)
    assert not tip.rect.colliderect(board.column.rect)
    hands.move(board.map.view.center)
    assert not tip.is_shown
    assert tip.words == ""


def test_a_key_a_click_and_the_wheel_take_the_slip_away(attacking: tuple[Hands, Board]) -> None:
    hands, board = attacking
    for act in (
        lambda: hands.key(pygame.K_F8),
        lambda: pygame.event.post(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-1, flipped=False)),
    ):
        hands.move(board.map.view.center)
        hands.move(spot_of(board, board.column.forecast, "rule:5."))
        rest(hands)
        assert board.tip.is_shown
        act()
        hands.frame()
        assert not board.tip.is_shown


def test_sections_named_in_sentences_lead_there(attacking: tuple[Hands, Board]) -> None:
    hands, board = attacking
    for section in ("5.8", "6.3", "5.7"):
        hands.click(spot_of(board, board.column.forecast, f"section:{section}"))
        assert isinstance(hands.page, Help), section
        assert hands.page.section == section
        hands.key(pygame.K_ESCAPE)


def test_the_numbers_on_the_unit_card_lead_there_and_the_card_stays_open() -> None:
    hands, board = at_the_board(new_session(soviet=HUMAN))
    board.choosing.select(board.session.idle_units()[0])
    hands.key(pygame.K_i)
    assert board.card.is_shown(board.play)
    for panel in (board.column.card, board.card):
        for name, section in (("section:5.3", "5.3"), ("section:5.6", "5.6")):
            now = (
                board.column.card if panel is not board.card and not isinstance(panel, type(board.card)) else board.card
            )
            hands.click(spot_of(board, now, name))
            assert isinstance(hands.page, Help), name
            assert hands.page.section == section
            hands.key(pygame.K_ESCAPE)
            assert board.card.is_shown(board.play)


def test_the_arithmetic_of_the_log_leads_to_its_sections(attacking: tuple[Hands, Board]) -> None:
    hands, board = attacking
    board.orders.confirm()
    lines, _ = log_lines(board.session.scenario, board.session.steps, LogKind.FIGHTS)
    numbered = {line.section for line in lines if line.section}
    assert "5.6" in numbered
    assert all(is_section(section) for section in numbered)
    hands.key(pygame.K_j)
    log = board.popups.find(LogWindow)
    assert log is not None
    log.scroll = 0
    assert any(re.search(r"odds .* \(5\.6\)$", text) for text in log.texts(board.play))
    place = spot_of(board, log, "section:5.6")
    hands.move(place)
    rest(hands)
    assert board.tip.sheet is not None
    assert board.tip.sheet.texts[0] == "5.6 Result"
    hands.click(place)
    assert hands.page.section == "5.6"
    hands.key(pygame.K_ESCAPE)
    assert board.popups.find(LogWindow) is log
    line = next(name for name in log.spots(board.play) if name.startswith("line:"))
    hands.click(log.spots(board.play)[line].midleft)  # beside the number the line leads to the place, as ever
    assert board.play.marks.hexes


def test_nothing_beneath_a_question_is_explained(attacking: tuple[Hands, Board]) -> None:
    hands, board = attacking
    place = spot_of(board, board.column.forecast, "rule:5.")
    hands.key(pygame.K_f, pygame.KMOD_CTRL)
    assert board.popups.modal
    hands.move(place)
    rest(hands)
    assert not board.tip.is_shown
