"""Every page at every size of letters that the settings offer, in the usual window and in the smallest it should have:
each button is seen, lies under nothing else, and does what it says when it is clicked; what has no room scrolls."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.core.errors import UsageError
from game.desk.desktop import FIRST as SIZE
from game.desk.help import Help
from game.desk.page import Page
from game.desk.painted import PaintedPanel
from game.desk.popups import Popup
from game.desk.questions import Question
from game.desk.sheets import Sheet
from game.desk.waiting import Waiting
from game.desk.window import LEAST
from game.engine.event_words import result_words
from game.scenario.loading import Scenario
from game.ui.approaches import approaches
from game.ui.board import Board
from game.ui.command.formation_intents import BeginTask, GiveTask, Propose, Widen
from game.ui.command.task_drafts import kinds_for
from game.ui.forces import commanded_of
from game.ui.game_menu import GameMenu
from game.ui.intents import Cancel, Click, Confirm, EndTurn, Find, Opened, ShowCard, Toggle
from game.ui.panels.bottom_line import BottomLine
from game.ui.pointer import RIGHT
from game.ui.replays.film import film_of
from game.ui.replays.replay_panels import controls_of
from game.ui.replays.replay_viewer import ReplayViewer
from game.ui.responses import MarchAndAttack, right_response
from game.ui.saves.load_scene import LoadScene
from game.ui.saves.save_folder import save_session
from game.ui.saves.save_scene import SaveScene
from game.ui.screens.battle_setup import BattleSetup
from game.ui.screens.help_pages import PAGES
from game.ui.screens.menu import MainMenu
from game.ui.screens.settings_scene import SCALES, SettingsScene
from game.ui.tutorial.first_game import FIRST_GAME
from game.ui.tutorial.walkthrough import Walkthrough
from tests.ui.hands import Hands, at_the_board, brought_to_blows, new_session

ENDS = (SCALES[0][0], 1.0, SCALES[-1][0])
"""Sizes of letters of the ordinary run; those between them are in the full set."""

SIZES = [
    *((scale, SIZE) if scale in ENDS else pytest.param(scale, SIZE, marks=pytest.mark.full) for scale, _ in SCALES),
    *((scale, LEAST) for scale in ENDS),
]
HILL = "2430"

LEAST_SEEN = 0.9
"""The share of a button's height that has to be in view."""


# --- pages ----------------------------------------------------------------------------------------------------------


def a_failing_wait() -> Waiting[None]:
    """A page that says at some length what went wrong."""

    def fail() -> None:
        raise UsageError("what is wrong is described " + "at some length, " * 80)

    return Waiting("Loading", fail, lambda _: None)


def pages() -> Iterator[Page]:
    """Yield every page that is not the board."""
    session = new_session()
    keys = SettingsScene()
    keys.keys_shown = True
    yield MainMenu()
    yield SettingsScene()
    yield keys
    yield Help(PAGES)
    yield Help(PAGES, "5.4")
    yield BattleSetup(session.scenario)
    yield BattleSetup(with_a_long_plan(session.scenario))
    yield LoadScene()
    yield LoadScene(to_watch=True)
    yield SaveScene(session, lambda name: None)


def with_a_long_plan(scenario: Scenario) -> Scenario:
    """Return the scenario with one more plan of either side, whose name is as long as a name may be."""
    for side in scenario.names.sides:
        first = next(plan for plan in scenario.plans if plan.side == side)
        scenario = scenario.with_plan(first.model_copy(update={"id": "long", "name": ("Behind the lake " * 9)[:120]}))
    return scenario


def check_buttons(hands: Hands, page: Page) -> None:
    """Click every button of a page in turn, scrolled to if it has to be."""
    assert page.manager is not None
    pressed: list[str] = []
    assert page._callbacks, page
    for button in list(page._callbacks):
        page._callbacks[button] = lambda button=button: pressed.append(button)
    for button in list(page._callbacks):
        page.reveal(button)
        hands.frame(1)
        where = f"{button.text!r} of {page.title!r} at {button.rect}"
        seen = button.rect.clip(hands.window.surface.get_rect())
        if page.roll is not None and button.ui_container is page.roll.shelf:
            seen = seen.clip(page.roll.view)
        assert seen.height >= button.rect.height * LEAST_SEEN and seen.width == button.rect.width, f"{where}: cut off"
        spots = (seen.center, (seen.left + 3, seen.top + 3), (seen.right - 4, seen.bottom - 4))
        above = [uppermost(page, spot) for spot in spots]
        assert all(one is button for one in above), f"{where}: lies under {above}"
        if button.is_enabled:
            pressed.clear()
            hands.click(seen.center)
            assert pressed == [button], f"{where}: a click on it did {pressed}"


def uppermost(page: Page, spot: tuple[int, int]) -> object:
    """Return the element that a click at a point would hit."""
    assert page.manager is not None
    found = None
    for layer in page.manager.ui_group.layers():
        for element in page.manager.ui_group.get_sprites_from_layer(layer):
            if hasattr(element, "is_enabled") and hasattr(element, "text") and element.hover_point(*spot):
                found = element
    return found


@pytest.mark.parametrize(("scale", "size"), SIZES)
def test_every_button_of_every_page_can_be_clicked(scale: float, size: tuple[int, int]) -> None:
    save_session(new_session(), "a save with rather a long name, to see what becomes of it")
    save_session(new_session(soviet="officer:historical", japanese="officer"), "led by plans")
    for page in pages():
        hands = Hands(page, size, scale=scale)
        if isinstance(page, LoadScene | SaveScene):
            hands.until(lambda page=page: page.is_read)
        check_buttons(hands, page)
        hands.window.scene.close()


@pytest.mark.parametrize(("scale", "size"), SIZES)
def test_the_menu_over_the_board_can_be_clicked_through(scale: float, size: tuple[int, int]) -> None:
    hands, board = at_the_board(size=size, scale=scale)
    menu = GameMenu(board.play, board)
    hands.window.lay_over(menu)
    hands.frame()
    check_buttons(hands, menu)
    board.close()


def test_a_long_fault_can_be_read_to_its_end_at_large_letters() -> None:
    page = a_failing_wait()
    hands = Hands(page, SIZE, scale=SCALES[-1][0])
    hands.until(lambda: page.fault)
    assert page.roll is not None and page.roll.most > 0
    check_buttons(hands, page)
    page.key(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_PAGEDOWN, mod=0, unicode=""))
    assert page.roll.scrolled > 0


def test_a_page_that_does_not_fit_scrolls_by_the_wheel_and_by_its_bar() -> None:
    page = SettingsScene()
    hands = Hands(page, SIZE, scale=SCALES[-1][0])
    roll = page.roll
    assert roll is not None and roll.most > 0
    hands.move(roll.view.center)
    pygame.event.post(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-1, flipped=False))
    hands.frame()
    assert 0 < roll.scrolled < roll.most
    x = roll.view.right + 8
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(x, roll.view.top + 5), button=1))
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=(x, 5000), rel=(0, 0), buttons=(1, 0, 0)))
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(x, 5000), button=1))
    hands.frame()
    assert roll.scrolled == roll.most
    scrolled = roll.scrolled
    page.set("grid", False)
    assert page.roll is not None
    assert page.roll.scrolled == scrolled, "a choice must not throw the reader back to the top"


# --- the board ------------------------------------------------------------------------------------------------------


def spots_reached(hands: Hands, board: Board, panel: PaintedPanel) -> dict[str, pygame.Rect]:
    """Return every spot of a panel that is in view at some place of its scroll, with where it is then."""
    found: dict[str, pygame.Rect] = {}
    panel.scroll = 0
    while True:
        found |= panel.spots(board.play)
        before = panel.scroll
        panel.scroll += 20
        panel.spots(board.play)
        if panel.scroll == before:
            return found


BELONG_TOGETHER = {"to 1", "expected losses, men", "no forecast"}
"""What stands close below a number of large letters, in the room of its descenders."""


def check_words(panel: PaintedPanel) -> None:
    """Words on the sheets of a panel stay on them, and lie on no other words."""
    assert panel._parts is not None
    for sheet in panel._parts:
        for place, (words, rect) in enumerate(sheet.written):
            assert 0 <= rect.left <= rect.right <= sheet.width, f"{words!r} leaves the sheet of {panel}: {rect}"
            for others, other in sheet.written[:place] if words not in BELONG_TOGETHER else ():
                shared = rect.clip(other)
                lies_on = shared.width > 1 and shared.height > rect.height * 0.3  # lines may stand close
                assert not lies_on, f"{words!r} lies on {others!r} in {panel}"


def check_panel(hands: Hands, board: Board, panel: PaintedPanel) -> None:
    """Every spot of a panel comes into view whole, inside the window and the panel."""
    reached = spots_reached(hands, board, panel)
    assert panel._parts is not None
    every = {spot.name for sheet in panel._parts for spot in sheet.spots}
    assert every == set(reached), f"{panel}: {every - set(reached)} never came into view"
    check_words(panel)
    window = hands.window.surface.get_rect()
    assert window.contains(panel.rect), f"{panel} reaches out of the window"
    for name, rect in reached.items():
        assert rect.width > 0
        assert panel.rect.left <= rect.left < rect.right <= panel.rect.right, (
            f"{name} of {panel} is cut off at the side"
        )


def popups(board: Board) -> Iterator[Popup]:
    """Open every window of the board one after the other."""
    for intent in (*map(Toggle, Opened), EndTurn(), Find()):
        board.play.answer(intent)
        yield board.popups.shown[-1]
        board.popups.close_all()
    answers = [(name, f"A rather long answer, {name}", None) for name in ("first", "second", "third", "fourth")]
    board.popups.show(Question(board.play, "A question of some length?", ["Words. " * 40], answers))
    yield board.popups.shown[-1]
    board.popups.close_all()


@pytest.mark.parametrize(("scale", "size"), SIZES)
def test_every_window_and_panel_of_the_board_shows_all_its_buttons(scale: float, size: tuple[int, int]) -> None:
    session = new_session()
    order = brought_to_blows(session)
    hands, board = at_the_board(session, size=size, scale=scale)
    assert board.column is not None
    assert board.card is not None
    window = hands.window.surface.get_rect()
    for rect in board.play.panels[0].spots(board.play).values():  # type: ignore[attr-defined]  # the top bar
        assert window.contains(rect)
        assert rect.left > window.width // 3, "the bar's words have no room"
    check_panel(hands, board, board.column.standing)
    board.choosing.select(order.units[0])
    hands.frame(1)
    check_panel(hands, board, board.column.card)
    check_panel(hands, board, board.column.stack)
    board.play.answer(ShowCard())
    hands.frame(1)
    check_panel(hands, board, board.card)
    board.play.answer(ShowCard(is_open=False))
    target = session.scenario.hex_row(order.target)
    assert target is not None
    board.orders.begin_attack(target)
    hands.frame(1)
    check_panel(hands, board, board.column.forecast)
    board.play.answer(Cancel())
    for popup in popups(board):
        hands.frame(1)
        check_panel(hands, board, popup)
    board.close()


@pytest.mark.parametrize(("scale", "size"), [*((scale, (1024, 768)) for scale in (1.0, 2.0, 2.5)), (2.0, (1920, 1080))])
def test_every_window_of_command_shows_all_its_buttons(scale: float, size: tuple[int, int]) -> None:
    """Several units, a task of each kind, the orders with what is proposed, the questions before an attack."""
    session = new_session()
    hands, board = at_the_board(session, size=size, scale=scale)
    assert board.column is not None
    board.choosing.select(session.idle_units()[0])
    while len(board.selection.group) < len(session.idle_units()):
        board.play.answer(Widen())
    hands.frame(1)
    check_panel(hands, board, board.column.group)
    target = session.scenario.hex_row(HILL)
    assert target is not None
    board.play.answer(BeginTask(hex=target))
    for kind in kinds_for(session.game, list(board.selection.units)):
        board.play.answer(BeginTask(kind))
        hands.frame(1)
        check_panel(hands, board, board.column.task)
    board.play.answer(BeginTask("attack"))
    board.play.answer(GiveTask())
    board.play.answer(Propose())
    board.play.answer(Toggle(Opened.ORDERS))
    hands.frame(1)
    assert board.play.proposals is not None
    check_panel(hands, board, board.popups.shown[-1])
    board.popups.close_all()
    for popup in questions(board, target):
        hands.frame(1)
        check_panel(hands, board, popup)
        popup.close()
    board.close()


def questions(board: Board, target: int) -> Iterator[Popup]:
    """Ask from where an enemy is to be attacked, about an attack with a poor chance, and before the turn ends."""
    game = board.session.game
    for unit in commanded_of(game, game.scenario.names.units):
        board.choosing.select(unit)
        found = right_response(board.play.shown, board.selection, target)
        if isinstance(found, MarchAndAttack):
            board.play.answer(Click(RIGHT, target))
            yield board.popups.shown[-1]
            break
    else:
        raise AssertionError("nobody can march up to the hill")
    reach = board.selection.reach
    assert reach is not None
    board.session.submit(approaches(game, reach, target)[0].order)
    board.play.window.settings.ask_below = 100
    board.orders.begin_attack(target)
    board.play.answer(Confirm())
    yield board.popups.shown[-1]
    board.play.answer(Cancel())
    board.play.answer(EndTurn())
    yield board.popups.shown[-1]
    assert game.outcome is None


@pytest.mark.parametrize(("scale", "size"), SIZES)
def test_what_each_button_of_the_mouse_does_can_be_read(scale: float, size: tuple[int, int]) -> None:
    """Where one line is too short for both buttons, each has a line of its own."""
    session = new_session()
    order = brought_to_blows(session)
    hands, board = at_the_board(session, size=size, scale=scale)
    board.choosing.select(order.units[0])
    board.selection.pointed = board.selection.hex
    board.play.refresh()
    hands.frame(1)
    (line,) = (panel for panel in board.play.panels if isinstance(panel, BottomLine))
    assert "Right: not possible: already there" in " ".join(line.written), line.written
    board.close()


def test_how_one_s_own_attack_ended_can_be_read_at_large_letters() -> None:
    """Nothing is shown on the map without animation: the line says it, and what is cut is not the result."""
    session = new_session()
    order = brought_to_blows(session)
    hands, board = at_the_board(session, scale=SCALES[-1][0])
    board.orders.submit(order)
    hands.frame()
    result = result_words(session.scenario, session.steps[-1])
    said = board.selection.message
    assert said.lower().startswith(f"{result.lower()}; ")
    assert f"; assault on {order.target}" in said
    board.close()


@pytest.mark.parametrize(("scale", "size"), SIZES)
def test_the_guide_of_the_first_game_stays_in_the_window(scale: float, size: tuple[int, int]) -> None:
    hands, board = at_the_board(size=size, scale=scale)
    board.play.guide = guide = Walkthrough(FIRST_GAME)
    board.open(hands.window)
    for step in range(len(FIRST_GAME.lessons)):
        guide._show(step)
        guide._done.update(range(step))
        guide.refresh(board.play)
        hands.frame(1)
        assert board.map.view.contains(guide.rect), f"step {step}: {guide.rect} outside {board.map.view}"
        check_panel(hands, board, guide)
    board.close()


@pytest.mark.parametrize(("scale", "size"), SIZES)
def test_the_replay_viewer_shows_all_its_buttons(scale: float, size: tuple[int, int]) -> None:
    from game.engine.game import RULES_VERSION
    from game.engine.saves import Saved

    session = new_session()
    session.submit(brought_to_blows(session))
    viewer = ReplayViewer(film_of(Saved(session.game, RULES_VERSION, source="a game")))
    hands = Hands(viewer, size, scale=scale)
    spots = viewer.strip.spots()
    assert set(spots) == {control.name for control in controls_of(viewer.seen)}
    rects = list(spots.values())
    for rect in rects:
        assert hands.window.surface.get_rect().contains(rect)
        assert rect.collidelistall(rects) == [rects.index(rect)]
    assert viewer.map.view.bottom <= viewer.strip.rect.top
    viewer.close()


def test_a_button_whose_words_are_too_long_for_a_row_has_more_lines() -> None:
    sheet = Sheet(200, 1.0)
    sheet.button_row([("long", "Give the order to the whole of the army now", None), ("short", "Back", None)])
    long, short = (spot.rect for spot in sheet.spots)
    assert long.height >= 2 * sheet.line_height
    assert long.width <= sheet.inner
    assert short.top > long.bottom
    assert short.height < long.height
