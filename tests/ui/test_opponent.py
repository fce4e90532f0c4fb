"""Turns on the board: the opponent in the background, ending a turn, handing over, watching, to the end of the game."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pygame
import pytest

from game.commanders.roster import take_turn
from game.desk.questions import Question
from game.engine.game import Game
from game.engine.orders import Move
from game.engine.replay import Step
from game.engine.surveys import points_by_award
from game.scenario.loading import load_scenario
from game.ui.panels.happened import Happened
from game.ui.play import as_it_is
from game.ui.playback.happenings import entries_of
from game.ui.questions import IdleUnits
from game.ui.screens.report import Report
from game.ui.screens.winning import hexes_of_award
from game.ui.session import HUMAN, Aside, Said, Session
from tests.ui.flows import NIGHT_ATTACK, Table

Laid = Callable[..., Table]


@pytest.fixture
def lay() -> Iterator[Laid]:
    """Return how to set up a board; all are closed at the end."""
    tables: list[Table] = []

    def laid(**how: object) -> Table:
        tables.append(Table(**how))  # type: ignore[arg-type]  # as the table takes them
        return tables[-1]

    yield laid
    for table in tables:
        table.close()


def test_the_opponent_plays_what_the_commander_plays_headless(lay: Laid) -> None:
    table = lay(animation="off")
    twin = Game.new(table.session.scenario, 1)
    take_turn(twin, "cadet")
    twin.end_turn()
    table.until(lambda: table.session.is_humans_turn)
    assert table.session.game.digest() == twin.digest()


def test_the_session_stays_as_it_is_while_the_opponents_turn_is_shown(lay: Laid) -> None:
    table = lay(animation="normal")
    before = table.session.game.digest()
    table.until(lambda: table.board.play.playback is not None and table.board.play.playback.place > 0)
    assert table.session.game.digest() == before
    assert table.board.play.shown.game.digest() != before
    assert not table.session.steps


def test_what_is_shown_ends_in_the_position_that_is_taken_over(lay: Laid) -> None:
    table = lay(animation="fast")
    table.until(lambda: table.board.play.playback is not None)
    shown = table.board.play.playback
    table.until(lambda: table.board.play.playback is None)
    assert shown.game.digest() == table.session.game.digest()


def test_escape_skips_everything_and_any_key_one_step(lay: Laid) -> None:
    table = lay(animation="slow")
    table.until(lambda: table.board.play.playback is not None and table.board.play.playback.act is not None)
    place = table.board.play.playback.place
    table.key(pygame.K_RETURN)
    assert table.board.play.playback.place > place
    table.key(pygame.K_ESCAPE)
    table.window.frame(0.016)
    assert table.session.is_humans_turn


def test_a_click_skips_a_step_too(lay: Laid) -> None:
    table = lay(animation="slow")
    table.until(lambda: table.board.play.playback is not None and table.board.play.playback.act is not None)
    place = table.board.play.playback.place
    table.click(table.board.map.view.center)  # type: ignore[union-attr]  # it is open
    assert table.board.play.playback.place > place


def test_what_happened_is_listed_and_leads_to_the_places(lay: Laid) -> None:
    table = lay(animation="off")
    table.until(lambda: table.session.is_humans_turn)
    found = table.board.popups.find(Happened)
    assert found is not None
    assert [entry.words for entry in found.entries] == [entry.words for entry in entries_of(table.session)]
    fight = next(number for number, entry in enumerate(found.entries) if entry.heading == "Fights")
    table.press(found, f"entry:{fight}")
    assert set(table.board.play.marks.hexes) == set(found.entries[fight].hexes)
    assert table.board.map.view.collidepoint(table.board.map.spot_of(found.entries[fight].hexes[0]))
    table.key(pygame.K_v)
    assert table.board.popups.find(Happened) is None
    assert not table.board.play.marks.hexes
    table.key(pygame.K_v)
    assert table.board.popups.find(Happened) is not None


def test_ground_lost_and_won_is_listed_with_what_its_awards_give_now() -> None:
    """From both sides, as both are paid for it; what has not changed hands is left out."""
    session = Session.new(load_scenario(NIGHT_ATTACK), 1, {"soviet": "cadet", "japanese": HUMAN})
    session.take_over(*played(session.game, "officer"))
    found = [entry for entry in entries_of(as_it_is(session)) if entry.heading == "Points"]
    now = dict(zip(session.scenario.names.awards, points_by_award(session.game), strict=True))
    listed = {words: int(points.split()[0]) for words, _, points in (entry.words.rpartition(": ") for entry in found)}
    taken = changed_hands(session)
    assert listed == {
        words: now[words] for row, words in enumerate(now) if taken.intersection(hexes_of_award(session.game, row))
    }
    assert len(listed) > 1


def played(game: Game, commander: str) -> tuple[Game, list[Step]]:
    """A player turn of a commander: the game after it, and its steps."""
    after = game.copy()
    steps = list(take_turn(after, commander))
    ended = Step(game.turn, game.active_side, None, tuple(after.end_turn()))
    return after, [*steps, ended]


def changed_hands(session: Session) -> set[int]:
    before, now = Game.new(session.scenario, 1).state.hexes.owner, session.game.state.hexes.owner
    return set(np.flatnonzero((before != now) & (before >= 0)).tolist())


def test_marches_are_listed_last_by_formation_and_the_pointer_marks_their_ways(lay: Laid) -> None:
    table = lay(animation="off")
    table.until(lambda: table.session.is_humans_turn)
    found = table.board.popups.find(Happened)
    assert found is not None
    marched = {step.order.unit for step in table.session.steps if isinstance(step.order, Move)}
    entries = [entry for entry in found.entries if entry.heading == "Marches"]
    assert found.entries[-len(entries) :] == entries
    assert sum(len(entry.ways) for entry in entries) == len(marched)
    number, entry = next((number, entry) for number, entry in enumerate(found.entries) if entry.folded)
    table.window.frame(0.0)
    hidden = f"more:{number}"
    assert hidden not in found.spots(table.board.play)
    spot = found.spots(table.board.play)[f"entry:{number}"].center
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=spot, rel=(0, 0), buttons=(0, 0, 0)))
    table.window.frame(0.0)
    assert [way for way, _ in table.board.play.marks.ways] == list(entry.ways)
    table.press(found, f"entry:{number}")
    table.window.frame(0.0)
    assert hidden in found.spots(table.board.play)
    assert any(table.board.map.shows(way[-1]) for way in entry.ways)


def test_idle_units_are_asked_for_and_a_click_goes_there(lay: Laid) -> None:
    table = lay(animation="off")
    table.until(lambda: table.session.is_humans_turn)
    turn = table.session.game.turn
    idle = table.session.idle_units()
    assert idle
    table.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    asked = table.board.popups.find(IdleUnits)
    assert asked is not None
    table.press(asked, f"unit:{idle[-1]}")
    assert table.board.selection.unit == idle[-1]
    assert table.board.popups.find(IdleUnits) is None
    table.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    table.key(pygame.K_ESCAPE)
    assert (table.session.game.turn, table.session.game.active_side) == (turn, "soviet")


def test_no_question_when_nobody_is_idle(lay: Laid) -> None:
    table = lay(animation="off")
    table.until(lambda: table.session.is_humans_turn)
    table.session.say(Aside(tuple(table.session.idle_units()), Said.REST))
    table.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    assert not table.board.popups.modal
    assert table.session.game.active_side == "japanese"


def test_two_players_hand_over(lay: Laid) -> None:
    table = lay(japanese=HUMAN)
    assert table.session.game.active_side == "japanese"
    table.end_turn()
    asked = table.board.popups.find(Question)
    assert asked is not None
    assert table.session.game.active_side == "soviet"
    table.press(asked, "ready")
    assert not table.board.popups.modal


def test_a_whole_game_against_the_cadet_ends_in_the_report(lay: Laid) -> None:
    table = lay(animation="off")
    for _ in range(40):
        table.until(lambda: table.session.is_humans_turn or table.session.game.outcome is not None)
        if table.session.game.outcome is not None:
            break
        table.end_turn()
    table.until(lambda: table.board.popups.find(Report) is not None)
    assert table.session.game.outcome is not None
    table.window.frame(0.0)
    report = table.board.popups.find(Report)
    assert table.session.game.outcome.name in report.texts(table.board.play)
    table.press(report, "map")
    assert table.board.popups.find(Report) is None
    table.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    assert table.board.popups.find(Report) is not None


def test_commanders_play_against_each_other_to_the_end(lay: Laid) -> None:
    table = lay(soviet="cadet", animation="off")
    twin = Game.new(table.session.scenario, 1)
    while twin.outcome is None:
        take_turn(twin, "cadet")
        twin.end_turn()
    table.until(lambda: table.session.game.outcome is not None)
    assert table.session.game.digest() == twin.digest()
    assert table.board.popups.find(Happened) is None


def test_a_board_may_be_closed_while_the_opponent_thinks(lay: Laid) -> None:
    table = lay()
    table.window.frame(0.016)
    table.board.close()
    assert table.board.turns.thinking is None
