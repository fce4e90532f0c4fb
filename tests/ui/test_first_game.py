"""The first game as a newcomer plays it: from the menu to its end, by what the sheet says and points at."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pygame
import pytest

from game.commanders.roster import take_turn
from game.core.terms import NOWHERE
from game.desk.keys import Action
from game.desk.popups import Popup
from game.desk.settings import load_settings
from game.engine.game import Game
from game.engine.surveys import march, reach_of
from game.ui.board import Board
from game.ui.composing import with_all, with_best, with_guns
from game.ui.drafts import Draft, draft_of
from game.ui.intents import EndTurn, Opened, Toggle
from game.ui.overlays import OVERLAYS
from game.ui.panels.legend_box import LegendBox
from game.ui.screens.menu import MainMenu
from game.ui.screens.report import Report
from game.ui.tutorial.courses import COURSES, begin
from game.ui.tutorial.first_game import (
    BEZYMYANNAYA,
    FIRST,
    FIRST_GAME,
    FIRST_TO,
    HILL_52,
    HILLS,
    NEXT,
    NEXT_TO,
    PAIR,
    SIDE,
    ZAOZERNAYA,
)
from game.ui.tutorial.lessons import Course
from game.ui.tutorial.pointing_out import kept_around
from game.ui.tutorial.walkthrough import Walkthrough
from tests.ui.hands import Hands, at_the_board

RIGHT = 3
SIZES = [((1024, 768), 1.0), ((1280, 800), 1.5), ((1920, 1080), 2.0)]


def spot(hands: Hands, number: str) -> tuple[int, int]:
    board = hands.page
    hex_ = board.session.scenario.hex_row(number)
    if not board.map.shows(hex_):
        board.map.centre_on(hex_)
    return board.map.spot_of(hex_)


def title(hands: Hands) -> str:
    return str(hands.page.play.guide.lesson.title)


def step(hands: Hands) -> int:
    """Which step the sheet says this is."""
    play = hands.page.play
    [words] = [text for text in play.guide.paint(play).body.texts if text.startswith("step ")]
    return int(words.removeprefix("step "))


def press(hands: Hands, name: str) -> None:
    """Click the button that the sheet points at."""
    board = hands.page
    assert name in board.play.guide.lesson.points(board.play).spots
    hands.click(board.guiding.spot(name).center)


def press_in_window(hands: Hands, kind: type[Popup], name: str) -> None:
    window = hands.page.popups.find(kind)
    hands.click(window.spots(hands.page.play)[name].center)


def end_turn(hands: Hands) -> None:
    press(hands, "end_turn")
    if hands.page.popups.modal:
        hands.key(pygame.K_RETURN)
    board = hands.page
    hands.until(lambda: board.session.is_humans_turn or board.session.game.outcome is not None)


def test_it_is_won_by_doing_what_it_says() -> None:
    hands = Hands(MainMenu())
    assert "First game" in hands.page.message
    hands.press("First game")
    hands.until_scene(Board)
    play_as_it_says(hands)
    read_the_end(hands)


@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 2.5), ((800, 600), 2.5), ((640, 480), 1.5)])
def test_it_is_won_with_large_letters_too(size: tuple[int, int], scale: float) -> None:
    hands, board = at_the_board(begin(FIRST_GAME), size, scale=scale)
    board.play.guide = Walkthrough(FIRST_GAME)
    board.open(hands.window)
    play_as_it_says(hands)
    assert title(hands) == "The ridge is yours"
    board.close()


def play_as_it_says(hands: Hands) -> None:
    board = hands.page
    assert title(hands) == "Select a unit"
    hands.click(spot(hands, *board.play.guide.lesson.points(board.play).hexes))
    assert board.selection.unit == FIRST and title(hands) == "Movement range"
    for number in ("2131", "2130", "2230"):
        hands.move(spot(hands, number))
    assert title(hands) == "March"
    hands.click(spot(hands, FIRST_TO), RIGHT)
    assert title(hands) == "Prepare an attack"
    hands.click(spot(hands, ZAOZERNAYA), RIGHT)
    assert title(hands) == "Bring in the guns"
    press(hands, "compose:guns")
    assert title(hands) == "Read the forecast, attack"
    hands.key(pygame.K_RETURN)
    for unit, there in PAIR.items():
        assert title(hands) == "Two at once"
        hands.click(spot(hands, *board.play.guide.lesson.points(board.play).hexes))
        assert board.selection.unit == unit
        hands.click(spot(hands, there), RIGHT)
    assert title(hands) == "Attack together"
    hands.click(spot(hands, PAIR["I/76"]))
    hands.click(spot(hands, BEZYMYANNAYA), RIGHT)
    press(hands, "compose:all")
    hands.key(pygame.K_RETURN)
    assert title(hands) == "Bring up the next"
    hands.click(spot(hands, *board.play.guide.lesson.points(board.play).hexes))
    assert board.selection.unit == NEXT
    hands.click(spot(hands, NEXT_TO), RIGHT)
    end_turn(hands)
    assert title(hands) == "What happened"
    press(hands, "read")
    assert title(hands) == "Supply"
    hands.key(pygame.K_s)
    assert title(hands) == "Read the overlay"
    hands.key(pygame.K_BACKSPACE)
    assert title(hands) == "Hill 52"
    hands.click(spot(hands, *board.play.guide.lesson.points(board.play).hexes))
    hands.click(spot(hands, HILL_52), RIGHT)
    press(hands, "compose:best")
    hands.key(pygame.K_RETURN)
    hold_and_end(hands)


def hold_and_end(hands: Hands) -> None:
    before = step(hands)
    assert title(hands) == "Hold what is taken"
    end_turn(hands)
    assert title(hands) == "The last turn"
    press(hands, "read")  # the column behind the list is spoken of
    assert step(hands) == before + 1  # what need not be taken again has fallen away, and is not counted
    end_turn(hands)
    assert hands.page.session.game.outcome.winner == "japanese"


def read_the_end(hands: Hands) -> None:
    board = hands.page
    assert title(hands) == "The ridge is yours"
    assert board.popups.find(Report) is None  # what the sheet says is read first
    hands.click(board.play.guide.spots(board.play)["close"].center)
    assert board.play.guide.is_over and load_settings().walked_through
    press_in_window(hands, Report, "menu")
    hands.until_scene(MainMenu)
    assert {"First game", "Second game"} <= {one.text for one in hands.page._callbacks}
    assert hands.page.message.startswith("'Second game' leads you")


# --- the sheet ------------------------------------------------------------------------------------------------------


@pytest.fixture
def table() -> Iterator[tuple[Hands, Board]]:
    hands = Hands(MainMenu())
    hands.press("First game")
    hands.until_scene(Board)
    yield hands, hands.page
    hands.page.close()


def button(board: Board, name: str) -> tuple[int, int]:
    assert board.play.guide is not None
    return board.play.guide.spots(board.play)[name].center


def test_a_step_is_skipped_and_read_again(table: tuple[Hands, Board]) -> None:
    hands, board = table
    for _ in range(2):
        hands.click(button(board, "next"))
    assert title(hands) == "March" and board.selection.hex is None  # the click did not reach the map
    hands.click(button(board, "back"))
    assert title(hands) == "Movement range"
    hands.click(button(board, "next"))
    assert title(hands) == "March"


def test_what_is_taken_back_is_asked_for_again(table: tuple[Hands, Board]) -> None:
    hands, board = table
    for _ in range(2):
        hands.click(button(board, "next"))
    hands.click(spot(hands, "2231"))
    hands.click(spot(hands, FIRST_TO), RIGHT)
    assert title(hands) == "Prepare an attack"
    hands.key(pygame.K_u)
    assert title(hands) == "March"


def test_it_goes_with_a_player_who_does_something_else(table: tuple[Hands, Board]) -> None:
    """Who ends the turn at once is led through the next; the hill that was to be taken first is still to be taken."""
    hands, board = table
    board.play.answer(EndTurn(sure=True))
    hands.until(lambda: board.session.is_humans_turn)
    for popup in list(board.popups.shown):
        popup.close()
    hands.frame()
    hands.click(button(board, "next"))
    assert title(hands) == "Take Zaozernaya"
    assert board.play.guide is not None and "2028" in board.play.guide.lesson.words


def test_it_points_at_attack_where_nobody_else_can_join(table: tuple[Hands, Board]) -> None:
    """I/76 has come to the hill by a way that leaves it no points to attack: 'All' brings nobody more."""
    hands, board = table
    for _ in range(6):
        hands.click(button(board, "next"))
    for unit, there in (("I/76", "1821"), ("2/76BG", PAIR["2/76BG"])):
        board.choosing.select(unit)
        hands.click(spot(hands, there), RIGHT)
    assert title(hands) == "Attack together"
    hands.click(spot(hands, PAIR["2/76BG"]))
    hands.click(spot(hands, BEZYMYANNAYA), RIGHT)
    press(hands, "attack")
    assert title(hands) == "Bring up the next"


def test_it_is_put_away_and_begun_again_from_the_menus(table: tuple[Hands, Board]) -> None:
    hands, board = table
    hands.click(button(board, "end"))
    assert board.play.guide is not None and board.play.guide.is_over and load_settings().walked_through
    hands.key(pygame.K_ESCAPE)
    hands.press("Tutorial")
    assert not board.play.guide.is_over and title(hands) == "Select a unit"
    board.keeper.leave()
    hands.frame()
    assert "First game" in [one.text for one in hands.page._callbacks]
    hands.until(lambda: hands.page.card.scenario is not None)
    hands.press("Play")
    hands.press("Tutorial")
    hands.until_scene(Board)
    assert title(hands) == "Select a unit"


@pytest.mark.parametrize(("size", "scale"), SIZES)
def test_it_hides_neither_what_it_points_at_nor_a_legend(size: tuple[int, int], scale: float) -> None:
    hands, board = at_the_board(begin(FIRST_GAME), size, scale=scale)
    board.play.guide = guide = Walkthrough(FIRST_GAME)
    board.open(hands.window)
    board.play.lay(OVERLAYS[Action.SUPPLY])
    [legend] = [panel for panel in board.play.panels if isinstance(panel, LegendBox)]
    for step in range(len(FIRST_GAME.lessons)):
        guide._done.update(range(step))
        guide.refresh(board.play)
        hands.frame()
        assert board.play.layout.map.contains(guide.rect) and not legend.rect.colliderect(guide.rect), step
        hexes = [kept_around(board.play, hex_) for hex_ in guide._hexes(board.play)]
        assert guide.rect.collidelist(hexes) < 0 and all(board.map.view.contains(one) for one in hexes), step
    board.close()


@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.title)
def test_what_it_points_at_is_seen_where_the_sheet_takes_half_the_map(course: Course) -> None:
    """The map moves where the sheet would hide it in every corner."""
    hands, board = at_the_board(begin(course), (1280, 800), scale=2.0)
    board.play.guide = guide = Walkthrough(course)
    board.open(hands.window)
    for step in range(len(course.lessons)):
        guide._done.update(range(step))
        guide.refresh(board.play)
        hands.frame()
        hexes = [kept_around(board.play, hex_) for hex_ in guide._hexes(board.play)]
        assert board.play.layout.map.contains(guide.rect) and guide.rect.collidelist(hexes) < 0, step
        assert all(board.map.view.contains(one) for one in hexes), step
    board.close()


@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 2.5), ((1024, 768), 2.0), ((640, 480), 1.5)])
@pytest.mark.parametrize("course", COURSES, ids=lambda course: course.title)
def test_what_it_points_at_can_be_clicked_however_large_letters_are(
    course: Course, size: tuple[int, int], scale: float
) -> None:
    """Where there is no room for it beside that, the sheet folds to its title and a button."""
    hands, board = at_the_board(begin(course), size, scale=scale)
    board.play.guide = guide = Walkthrough(course)
    board.open(hands.window)
    pointed = 0
    for step in range(len(course.lessons)):
        guide._done.update(range(step))
        guide.refresh(board.play)
        hands.frame()
        for hex_ in guide._hexes(board.play)[:1]:
            hands.click(board.map.spot_of(hex_))
            assert board.selection.hex == hex_, guide.lesson.title
            board.choosing.let_go()
            pointed += 1
    assert pointed >= 4
    board.close()


def test_a_folded_sheet_is_read_by_click_and_by_key() -> None:
    hands, board = at_the_board(begin(FIRST_GAME), (1280, 720), scale=2.5)
    board.play.guide = guide = Walkthrough(FIRST_GAME)
    board.open(hands.window)
    hands.frame()
    folded = guide.rect.height
    assert set(guide.spots(board.play)) == {"unfold"} and guide.lesson.title in guide.texts(board.play)
    hands.click(button(board, "unfold"))
    assert guide.rect.height > 2 * folded and board.selection.hex is None
    assert any("three hills" in words for words in guide.texts(board.play))
    board.keys.panel, board.keys.stop = guide, "fold"
    hands.key(pygame.K_RETURN)
    assert guide.rect.height == folded
    board.close()


@pytest.mark.parametrize(("size", "scale"), [((1280, 800), 2.0), ((1280, 720), 2.5), ((640, 480), 1.5)])
def test_it_stands_beside_a_window_that_is_open(size: tuple[int, int], scale: float) -> None:
    hands, board = at_the_board(begin(FIRST_GAME), size, scale=scale)
    board.play.guide = guide = Walkthrough(FIRST_GAME)
    board.open(hands.window)
    board.play.answer(Toggle(Opened.LOG))
    hands.frame()
    [window] = board.popups.shown
    assert not guide.rect.colliderect(window.rect) and board.map.view.contains(guide.rect)
    for box in guide.kept_clear(board.play)[1:]:
        assert not window.rect.colliderect(box) and not guide.rect.colliderect(box)
    wide = guide.rect.width
    board.play.answer(Toggle(Opened.LOG))
    hands.frame()
    assert guide.rect.width > wide
    board.close()


@pytest.mark.parametrize(("size", "scale"), [((1280, 800), 1.0), ((1280, 800), 2.0)])
def test_a_legend_leaves_the_hex_free_that_the_sheet_points_at(size: tuple[int, int], scale: float) -> None:
    hands, board = at_the_board(begin(FIRST_GAME), size, scale=scale)
    board.play.guide = guide = Walkthrough(FIRST_GAME)
    board.open(hands.window)
    guide._done.update(range(12))
    board.play.lay(OVERLAYS[Action.SUPPLY])
    hands.frame()
    assert title(hands) == "Read the overlay"
    [legend] = [panel for panel in board.play.panels if isinstance(panel, LegendBox)]
    assert legend.rect.collidelist(guide.kept_clear(board.play)) < 0
    for top in range(board.map.view.top + 60, board.map.view.bottom - 60, 60):  # wherever the player drags it to
        board.map.pan(0, board.map.spot_of(board.session.scenario.hex_row("2331"))[1] - top)
        hands.frame()
        assert legend.rect.collidelist(guide.kept_clear(board.play)[1:]) < 0, top
    hands.click(spot(hands, *guide.lesson.points(board.play).hexes))
    assert board.selection.unit == NEXT  # and the legend has a line more
    assert legend.rect.collidelist(guide.kept_clear(board.play)[1:]) < 0 and len(guide.kept_clear(board.play)) == 2
    board.close()


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768)])
def test_odds_and_chances_are_in_view_where_they_are_spoken_of(size: tuple[int, int]) -> None:
    hands, board = at_the_board(begin(FIRST_GAME), size, scale=2.0)
    board.play.guide = guide = Walkthrough(FIRST_GAME)
    board.open(hands.window)
    guide._done.update(range(2))
    board.choosing.select(FIRST)
    hands.frame()
    hands.click(spot(hands, FIRST_TO), RIGHT)
    hands.click(spot(hands, ZAOZERNAYA), RIGHT)
    assert title(hands) == "Bring in the guns" and board.column is not None
    press(hands, "compose:guns")
    assert title(hands) == "Read the forecast, attack"
    panel = board.column.forecast
    at = panel.spots(board.play)["forecast"]
    assert panel.rect.top <= at.top and "forecast" in guide.lesson.points(board.play).spots
    board.close()


def test_a_unit_and_its_target_are_both_clear() -> None:
    """Hill 52 lies beside III/75, which is pointed at first."""
    hands, board = at_the_board(begin(FIRST_GAME), (1280, 800), scale=2.0)
    board.play.guide = guide = Walkthrough(FIRST_GAME)
    board.open(hands.window)
    guide._done.update(range(14))
    guide.refresh(board.play)
    hands.frame()
    assert title(hands) == "Hill 52"
    for number in (HILL_52, *guide.lesson.points(board.play).hexes):
        at = board.map.spot_of(board.session.scenario.hex_row(number))
        assert board.map.view.collidepoint(at) and not guide.rect.collidepoint(at)
    board.close()


@pytest.mark.parametrize("is_walked", [False, True])
def test_it_goes_on_in_a_game_that_is_loaded(table: tuple[Hands, Board], is_walked: bool) -> None:
    """Unless the course is finished with; and the number of the step is left out: the first ones are not seen again."""
    hands, board = table
    board.choosing.select(FIRST)
    hands.click(spot(hands, FIRST_TO), RIGHT)
    hands.key(pygame.K_F5)
    hands.window.keep_setting("walked_through", is_walked)
    hands.key(pygame.K_F9)
    hands.until(lambda: isinstance(hands.page, Board) and hands.page is not board)
    guide = hands.page.play.guide
    assert (guide is None) is is_walked
    if guide is not None:
        assert title(hands) == "Select a unit"
        assert not any(words.startswith("step ") for words in guide.texts(hands.page.play))


# --- its advice -----------------------------------------------------------------------------------------------------


def test_its_advice_wins_with_other_luck_too() -> None:
    """What the sheet says, ordered by program on twenty other seeds."""
    won = [_outcome(seed) == SIDE for seed in range(20)]
    assert sum(won) >= 15, won


def _outcome(seed: int) -> str | None:
    course = begin(FIRST_GAME)
    game = Game.new(course.scenario, seed)
    _march(game, FIRST, FIRST_TO)
    _attack(game, ZAOZERNAYA, with_guns, FIRST)
    for unit, there in PAIR.items():
        _march(game, unit, there)
    _attack(game, BEZYMYANNAYA, with_all)
    _march(game, NEXT, NEXT_TO)
    while game.outcome is None:
        _end_turns(game)
        for hill in HILLS:
            if game.outcome is None and _owner(game, hill) != SIDE:
                _come_near(game, hill)
                _attack(game, hill, with_best)
    return game.outcome.winner


def _end_turns(game: Game) -> None:
    game.end_turn()
    if game.outcome is None:
        take_turn(game, FIRST_GAME.opponent)
        game.end_turn()


def _march(game: Game, unit: str, there: str) -> None:
    reach, hex_ = reach_of(game, unit), game.scenario.hex_row(there)
    if hex_ in reach.ends and hex_ != reach.start:
        game.play(march(game, reach, hex_))


def _come_near(game: Game, hill: str) -> None:
    """Whoever is not on a hill marches next to it, if he can still attack then."""
    hex_ = game.scenario.hex_row(hill)
    near = {int(there) for there in game.world.hexes.neighbour[hex_]}
    for unit in (NEXT, "19Eng", "II/75", "1/76BG", FIRST):
        reach = reach_of(game, unit)
        ends = [end for end in near & reach.ends if reach.points(end) <= 8]
        if ends and reach.start not in near and game.scenario.hex_number(reach.start) not in HILLS:
            game.play(march(game, reach, min(ends, key=reach.points)))


def _attack(game: Game, hill: str, compose: Callable[[Game, Draft], Draft], *units: str) -> None:
    hex_ = game.scenario.hex_row(hill)
    assert hex_ is not None
    draft = compose(game, draft_of(game, hex_, units))
    if draft.units:
        assert draft.order is not None
        game.play(draft.order)


def _owner(game: Game, hill: str) -> str | None:
    owner = int(game.state.hexes[game.scenario.hex_row(hill)].owner)
    return None if owner == NOWHERE else game.scenario.names.sides[owner]
