"""The opponent's turn led by hand: stopped, stepped, taken back, made faster, skipped, shown again; passages of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pygame
import pytest

from game.engine.orders import Attack, Bombard, Exit, Move, Order
from game.engine.replay import Step, play_on
from game.engine.saves import Saved
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.panels.happened import Happened
from game.ui.playback.animation import Playback
from game.ui.playback.passages import passage_words, passages_of
from game.ui.replays.film import film_of
from game.ui.session import HUMAN, Session
from tests.ui.hands import NIGHT, Hands, at_the_board, new_session
from tests.ui.test_animation import played, view

Led = tuple[Hands, Board, Playback]


def test_the_marches_of_a_formation_are_one_passage_and_so_are_guns_on_one_hex() -> None:
    scenario = load_scenario(NIGHT)
    names, formations = scenario.names, scenario.world.units.formation
    one, two, *_ = [row for row in range(len(formations)) if formations[row] == formations[0]]
    far = next(row for row in range(len(formations)) if scenario.world.units.side[row] != scenario.world.units.side[0])
    mine, more, enemy = (names.units[row] for row in (one, two, far))
    orders: list[Order | None] = [
        *(Move(mine, ("1010", "1011")), Move(more, ("1110", "1111"))),
        Move(mine, ("1011", "1012")),  # the same unit again
        Move(more, ("3030", "3031")),  # too far for one view
        Move(enemy, ("3030", "3031")),  # of another formation
        *(Bombard("2028", mine), Bombard("2028", more), Bombard("2029", mine)),
        *(Attack("2028", (mine,)), Attack("2028", (more,))),
        *(Exit(mine, "1010"), Exit(more, "1010"), None),
    ]
    steps = [Step(1, "soviet", order, ()) for order in orders]
    begins = passages_of(scenario, steps)
    assert begins == [0, 2, 3, 4, 5, 7, 8, 9, 10, 12]
    assert passage_words(scenario, steps[0:2]).endswith(": 2 units march")
    assert passage_words(scenario, steps[5:7]).startswith(f"{mine}, {more}: bombardment of 2028")
    assert passage_words(scenario, steps[10:12]).endswith(": 2 units leave the map")


def test_going_back_shows_what_was_before_and_going_on_ends_as_it_did() -> None:
    before, steps, after = played()
    map_view, playback = view(), Playback(before, steps, 1.0, linger=0.5)
    positions = {}
    for place in playback.begins:
        game = before.copy()
        play_on(game, steps[:place])
        positions[place] = game.digest()
    while not playback.finished:
        playback.update(0.4, map_view)
        if playback.number == 4:
            break
    for _ in range(3):
        playback.step_back()
        assert playback.game.digest() == positions[playback.place]
        playback.update(0.01, map_view)
    assert playback.place < playback.begins[3]
    for _ in range(10_000):
        playback.update(0.1, map_view)
    assert playback.finished
    assert playback.game.digest() == after.digest()


def test_standing_still_a_step_shows_one_passage_to_its_end() -> None:
    before, steps, _ = played()
    map_view, playback = view(), Playback(before, steps, 1.0, linger=0.5)
    playback.update(0.01, map_view)
    playback.pause_or_go_on()
    for number in (1, 2, 3):
        playback.step_on()
        for _ in range(300):
            playback.update(0.1, map_view)
        assert playback.is_paused
        assert playback.number == number
        assert playback.played == playback.begins[number]


# --- by hand --------------------------------------------------------------------------------------------------------


@pytest.fixture
def led() -> Iterator[Led]:
    """The turn of the cadet, just begun to be shown to its Soviet opponent."""
    hands, board = at_the_board(new_session(1, soviet=HUMAN, japanese="cadet"), animation="normal")
    hands.until(lambda: board.showing.followed is not None and board.showing.followed.act is not None)
    assert board.showing.followed is not None
    yield hands, board, board.showing.followed
    board.close()


def press(hands: Hands, board: Board, name: str) -> None:
    hands.click(board.caption.strip.spots()[name].center)


def let_pass(hands: Hands, seconds: float) -> None:
    for _ in range(round(seconds / 0.1)):
        hands.window.frame(0.1)


def test_it_goes_on_by_itself_and_stands_still_when_asked(led: Led) -> None:
    hands, board, playback = led
    let_pass(hands, 4.0)
    assert playback.place > 0
    hands.key(pygame.K_SPACE)
    assert playback.is_paused
    now = playback.place, playback.played
    let_pass(hands, 5.0)
    assert (playback.place, playback.played) == now
    press(hands, board, "play")
    assert not playback.is_paused
    let_pass(hands, 5.0)
    assert playback.place > now[0]


def test_buttons_and_keys_step_on_and_back(led: Led) -> None:
    hands, board, playback = led
    hands.key(pygame.K_SPACE)
    for step_on in (lambda: press(hands, board, "step"), lambda: hands.key(pygame.K_RIGHT)):
        played_before = playback.played
        step_on()
        hands.until(lambda: playback.is_paused)
        assert playback.played > played_before
    position, shown = playback.game.digest(), board.play.shown.game.digest()
    assert position == shown
    press(hands, board, "back")
    hands.key(pygame.K_LEFT)
    assert board.play.shown.game.digest() != shown
    assert playback.is_paused
    assert board.turns.shows_opponent


def test_speed_is_changed_and_kept(led: Led) -> None:
    hands, board, playback = led
    speed = playback.speed
    hands.key(pygame.K_UP)
    assert playback.speed < speed
    assert hands.window.settings.animation == "fast"
    assert "faster" not in board.caption.strip.spots()
    press(hands, board, "slower")
    press(hands, board, "slower")
    assert playback.speed > speed
    assert hands.window.settings.animation == "slow"


def test_tab_leads_a_focus_through_the_buttons(led: Led) -> None:
    hands, board, playback = led
    hands.key(pygame.K_TAB)
    hands.key(pygame.K_TAB)
    assert board.caption.strip.focused == "play"
    hands.key(pygame.K_RETURN)
    assert playback.is_paused
    hands.key(pygame.K_TAB, pygame.KMOD_SHIFT)
    assert board.caption.strip.focused == "back"


def watched(hands: Hands, board: Board, playback: Playback) -> None:
    hands.until(lambda: not board.turns.busy)


def stepped(hands: Hands, board: Board, playback: Playback) -> None:
    hands.key(pygame.K_SPACE)
    for key in (pygame.K_RIGHT, pygame.K_RIGHT, pygame.K_LEFT, pygame.K_LEFT, pygame.K_SPACE):
        hands.key(key)
    while board.turns.busy:
        hands.key(pygame.K_n)


def skipped(hands: Hands, board: Board, playback: Playback) -> None:
    press(hands, board, "end")


@pytest.mark.parametrize("lead", [watched, stepped, skipped])
def test_however_it_is_watched_the_game_and_its_replay_are_the_same(
    led: Led, lead: Callable[[Hands, Board, Playback], None]
) -> None:
    hands, board, playback = led
    if lead is watched:
        playback.speed = 0.02
    lead(hands, board, playback)
    assert not board.turns.busy
    twin = Session.new(load_scenario(NIGHT), 1, {})
    play_on(twin.game, playback.steps)
    assert board.session.game.digest() == twin.game.digest()
    assert board.session.steps == playback.steps
    film = film_of(Saved(board.session.game, board.session.rules))
    assert [step.order for step in film.steps] == [step.order for step in playback.steps]
    assert board.popups.find(Happened) is not None


def test_it_is_shown_again_and_nothing_can_be_ordered_meanwhile(led: Led) -> None:
    hands, board, _ = led
    hands.key(pygame.K_ESCAPE)
    digest, earlier = board.session.game.digest(), len(board.session.steps)
    found = board.popups.find(Happened)
    assert found is not None
    hands.click(found.spots(board.play)["again"].center)
    again = board.showing.followed
    assert again is not None
    assert board.popups.find(Happened) is None
    assert board.play.shown.game.digest() != digest
    hands.key(pygame.K_SPACE)
    hands.click(board.map.view.center, button=3)
    hands.key(pygame.K_RETURN, pygame.KMOD_CTRL)
    hands.key(pygame.K_ESCAPE)
    assert board.showing.followed is None
    assert (board.session.game.digest(), len(board.session.steps)) == (digest, earlier)
    assert board.play.shown.game.digest() == digest
    assert board.popups.find(Happened) is not None


def test_with_nothing_shown_it_can_still_be_shown_again() -> None:
    hands, board = at_the_board(new_session(1, soviet=HUMAN, japanese="cadet"), animation="off")
    hands.until(lambda: board.session.is_humans_turn)
    assert board.showing.followed is None
    found = board.popups.find(Happened)
    assert found is not None
    hands.click(found.spots(board.play)["again"].center)
    assert board.showing.followed is not None
    hands.key(pygame.K_UP)
    assert hands.window.settings.animation == "off"
    board.close()
