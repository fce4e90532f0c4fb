"""The opponent's reasons: on demand in the caption, in the lists, in a replay; asked for by key and by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pygame
import pytest

from game.desk.settings import load_settings
from game.engine.game import RULES_VERSION
from game.engine.orders import Attack, Move
from game.engine.replay import Step
from game.engine.saves import Saved, read_save, save_text
from game.scenario.loading import load_scenario
from game.ui.log_lines import log_lines
from game.ui.panels.log import LogWindow
from game.ui.playback.happenings import entries_of
from game.ui.replays.film import film_of
from game.ui.replays.replay_panels import words_of_step
from game.ui.saves.save_folder import session_of
from game.ui.why import why, why_together
from tests.ui.flows import Table

SCENARIO = load_scenario("lake_khasan/night_attack")


@pytest.fixture
def table() -> Iterator[Table]:
    """A board on which the opponent's turn is being shown."""
    made = Table(animation="slow")
    made.until(lambda: made.board.play.playback is not None and made.board.play.playback.act is not None)
    yield made
    made.close()


@pytest.fixture
def after() -> Iterator[Table]:
    """A board on which the opponent's turn is over."""
    made = Table(animation="off")
    made.until(lambda: made.session.is_humans_turn)
    yield made
    made.close()


def shown_lines(table: Table) -> tuple[str, ...]:
    """What the caption says and which keys do what, and a line for each reason."""
    table.window.frame(0.0)
    picture = table.board.caption._picture
    assert picture is not None
    words, keys, *reasons = picture[0]
    return f"{words}|{keys}", *reasons


def marches(*reasons: str) -> list[Step]:
    """A march for each reason."""
    return [
        Step(1, "japanese", Move(f"U{place}", ("0101", "0201")), (), reason) for place, reason in enumerate(reasons, 1)
    ]


# --- in words -------------------------------------------------------------------------------------------------------


def test_a_step_says_why_if_it_knows() -> None:
    assert why(SCENARIO, marches("to hold 0201")[0]) == ("why: to hold 0201",)
    assert why(SCENARIO, marches("")[0]) == ()
    assert why_together(SCENARIO, marches("to hold 0201")) == ("why: to hold 0201",)
    assert why_together(SCENARIO, marches("")) == ()
    assert why_together(SCENARIO, [Step(1, "japanese", None, ())]) == ()


def test_marches_shown_together_share_their_reasons() -> None:
    assert why_together(SCENARIO, marches("a", "b", "a")) == ("U1, U3: a", "U2: b")


def test_more_reasons_than_there_is_room_for_are_left_to_the_log() -> None:
    assert why_together(SCENARIO, marches("a", "b", "c", "d", "e", "d")) == (
        "U1: a", "U2: b", "U3: c", "U4, U6, U5: for other reasons (see the log)",
    )  # fmt: skip


# --- on demand ------------------------------------------------------------------------------------------------------


def test_the_caption_tells_why_when_the_key_is_pressed(table: Table) -> None:
    """Nothing is skipped by it; the same key again sends the reasons away."""
    place = table.board.play.playback.place
    (plain,) = shown_lines(table)
    assert "Y: why" in plain
    table.key(pygame.K_y)
    shown = table.board.play.playback.shown
    assert shown_lines(table) == (plain, *why_together(SCENARIO, shown))
    assert len(shown_lines(table)) > 1
    assert all(any(step.reason in line for line in shown_lines(table)) for step in shown[:3])
    assert table.board.play.playback.place == place
    table.key(pygame.K_y)
    assert shown_lines(table) == (plain,)


def test_a_click_on_the_caption_asks_too(table: Table) -> None:
    place = table.board.play.playback.place
    (plain,) = shown_lines(table)
    assert table.board.caption.spot is not None
    table.click(table.board.caption.spot.center)
    assert shown_lines(table)[0] == plain
    assert len(shown_lines(table)) > 1
    assert table.board.play.playback.place == place
    table.click((table.board.caption.spot.left - 40, table.board.caption.spot.bottom + 40))
    assert table.board.play.playback.place > place


def test_what_came_of_a_fight_keeps_clear_of_a_taller_caption(table: Table) -> None:
    table.key(pygame.K_y)
    shown_lines(table)
    assert table.board.play.playback.box.above == table.board.caption.spot.bottom - table.board.map.view.top > 60


def test_it_is_remembered(table: Table) -> None:
    """For the next order, and for the next start."""
    table.key(pygame.K_y)
    assert load_settings().reasons
    place = table.board.play.playback.place
    table.key(pygame.K_RETURN)
    table.until(lambda: table.board.play.playback.act is not None)
    assert table.board.play.playback.place > place
    assert shown_lines(table)[1:] == why_together(SCENARIO, table.board.play.playback.shown)


def test_asked_in_one_s_own_turn_it_holds_for_the_next_of_the_opponent(after: Table) -> None:
    """A line says so; a key that the player has set does it as well."""
    after.window.change_settings(after.window.settings.model_copy(update={"keys": {"why": "f12"}}))
    after.key(pygame.K_F12)
    assert after.window.settings.reasons
    assert after.board.selection.message == "The opponent's reasons are shown during its turn."
    after.key(pygame.K_y)  # stands beside it
    assert after.board.selection.message == "The opponent's reasons are not shown during its turn."


def test_one_s_own_orders_are_not_asked_about(after: Table) -> None:
    order = next(order for order in after.session.game.copy().legal_orders() if isinstance(order, Move))
    step = after.board.orders.submit(order)
    assert step is not None
    assert step.reason == ""


# --- in lists -------------------------------------------------------------------------------------------------------


def test_fights_in_the_list_of_what_happened_say_why(after: Table) -> None:
    fights = [step for step in after.session.steps if isinstance(step.order, Attack)]
    entries = [entry for entry in entries_of(after.session) if entry.words.startswith("Assault")]
    assert fights
    assert [entry.more[1] for entry in entries] == [f"why: {step.reason}" for step in fights]


def test_every_order_in_the_log_says_why(after: Table) -> None:
    lines, _ = log_lines(after.session.scenario, after.session.steps)
    reasons = [f"why: {step.reason}" for step in after.session.steps if step.order is not None]
    assert [line.words for line in lines if line.words.startswith("why: ")] == reasons
    assert all(line.detail for line in lines if line.words.startswith("why: "))
    after.key(pygame.K_j)
    log = after.board.popups.find(LogWindow)
    assert log is not None
    after.window.frame(0.0)
    assert set(reasons[-1].split()) <= set(" ".join(log.texts(after.board)).split())


def test_a_game_that_goes_on_from_a_save_still_knows_why(after: Table) -> None:
    again = session_of(read_save(save_text(after.session.game).encode()))
    assert again.steps == after.session.steps


def test_a_replay_says_why_where_it_is_known(after: Table) -> None:
    film = film_of(Saved(after.session.game, RULES_VERSION))
    assert words_of_step(film, 1)[1] == f"why: {film.steps[0].reason}"
    silent = replace(film, steps=tuple(replace(step, reason="") for step in film.steps))
    assert words_of_step(silent, 1) == [words_of_step(film, 1)[0], *words_of_step(film, 1)[2:]]
