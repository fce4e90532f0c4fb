"""The main menu, setting up a battle, and the menu over the board."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.commanders.roster import COMMANDERS, DEFAULT
from game.commanders.titles import LEVELS
from game.core.errors import UsageError
from game.core.places import battles_folder
from game.desk.help import Help
from game.desk.page import Page
from game.desk.waiting import Waiting
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.game_menu import GameMenu
from game.ui.saves.load_scene import LoadScene
from game.ui.saves.save_scene import SaveScene
from game.ui.screens.battle_setup import OWN_PLAN_NOTE, BattleSetup, random_seed
from game.ui.screens.menu import MainMenu
from game.ui.screens.report import Report
from game.ui.screens.scenario_facts import in_order
from game.ui.screens.settings_scene import SettingsScene
from game.ui.screens.thumbnails import Card, first_day_in, picture_of, units_of_side
from game.ui.session import HUMAN

from .hands import NIGHT, Hands, at_the_board, give_size, new_session

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.fixture
def menu() -> Hands:
    hands = Hands(MainMenu())
    hands.until(lambda: all(card.scenario or card.fault for card in hands.page.catalogue.cards))
    return hands


def test_every_scenario_is_listed_under_its_battle(menu: Hands) -> None:
    places = menu.page._places()
    titles = [card for card, _ in places if isinstance(card, str)]
    names = [card.name for card, _ in places if isinstance(card, Card)]
    assert len(titles) == len({name.partition("/")[0] for name in names}) >= 2
    assert NIGHT in names
    assert "khalkhin_gol/august_encirclement" in names
    assert sum("1938" in title or "1939" in title for title in titles) >= 2


def test_the_chosen_battle_is_in_view_when_all_are_read() -> None:
    """Cards change places when their dates are known; with large letters the list shows two of them at a time."""
    page = MainMenu()
    hands = Hands(page, scale=2.5)
    hands.until(
        lambda: page.catalogue is not None and all(card.scenario or card.fault for card in page.catalogue.cards)
    )
    (rect,) = (rect for card, rect in page._places() if card is page.card)
    assert page._list().contains(rect)


def test_pictures_come_from_the_thread(menu: Hands) -> None:
    menu.until(lambda: all(card.picture for card in menu.page.catalogue.cards))
    assert menu.page.card.picture.get_width() > 200


def test_battles_of_one_s_own_are_listed_and_read_again_when_they_change(menu: Hands) -> None:
    """The menu stays open while a battle is written in an editor."""
    page, home = menu.page, battles_folder() / "skirmish"
    shutil.copytree(SCENARIOS / "lake_khasan", home)
    own = "skirmish/night_attack"

    def card() -> Card | None:
        return next((card for card in page.catalogue.cards if card.name == own), None)

    page.catalogue.look(2.0)
    menu.until(lambda: card() is not None and card().scenario is not None)
    other = next(card for card in page.catalogue.cards if card.name == NIGHT)
    headings = [place for place, _ in page._places() if isinstance(place, str)]
    assert {"Lake Khasan (Changkufeng), 1938", "Lake Khasan (Changkufeng), 1938 (skirmish)"} <= set(headings)
    text = (home / "night_attack.yaml").read_text(encoding="utf-8")
    (home / "night_attack.yaml").write_text(text.replace("japanese, soviet]", "japanese, sovjet]"), encoding="utf-8")
    page.catalogue.look(2.0)
    menu.until(lambda: card() is not None and card().fault != "")
    assert card().fault.startswith("night_attack.yaml:")
    assert "there is no side 'sovjet'; did you mean 'soviet'?" in card().fault
    assert other in page.catalogue.cards, "what has not changed is not read again"
    shutil.rmtree(home)
    page.catalogue.look(2.0)
    assert card() is None


def test_who_comes_back_to_the_menu_finds_its_names_and_pictures_at_once(menu: Hands) -> None:
    menu.until(lambda: all(card.picture for card in menu.page.catalogue.cards))
    menu.page.close()
    again = Hands(MainMenu())
    assert all(card.scenario and card.picture for card in again.page.catalogue.cards)
    known = {id(card.picture) for card in again.page.catalogue.cards}
    again.page.close()
    other = Hands(MainMenu(), palette="contrast")
    assert all(card.scenario for card in other.page.catalogue.cards)
    assert not known & {id(card.picture) for card in other.page.catalogue.cards}, "those have other colours"


def test_the_list_scrolls_by_the_wheel_and_by_its_bar(menu: Hands) -> None:
    page = menu.page
    page.choose(next(card.name for card, _ in page._places() if isinstance(card, Card)))
    roll = page.roll
    assert roll is not None and roll.most > 0
    menu.move(page.list_area().center)
    pygame.event.post(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-1, flipped=False))
    menu.frame()
    assert 0 < roll.scrolled < roll.most
    spot = roll._grip().center
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=spot, button=1))
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=(spot[0], 5000), rel=(0, 0), buttons=(1, 0, 0)))
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(spot[0], 5000), button=1))
    menu.frame()
    assert roll.scrolled == roll.most
    last, rect = page._places()[-1]
    menu.click(rect.center)
    assert page.card is last, "a click hits what is seen there"


def test_the_list_stays_scrolled_when_the_page_is_built_again_and_when_the_window_was_larger_meanwhile(
    menu: Hands,
) -> None:
    page = menu.page
    page.choose(next(card.name for card, _ in page._places() if isinstance(card, Card)))
    page.roll.scroll(page.roll.most // 2)
    before = page.roll.scrolled
    page.rebuild()
    assert page.roll.scrolled == before > 0
    for size in ((1600, 1000), (1280, 800)):
        give_size(size)
        menu.frame()
        assert page.rect.size == size
    assert page.roll.scrolled == before


def test_a_click_chooses_and_the_briefing_follows(menu: Hands) -> None:
    card, rect = next(
        (card, rect) for card, rect in menu.page._places() if isinstance(card, Card) and card.name.endswith("campaign")
    )
    before = menu.page.briefing
    menu.click(rect.center)
    assert menu.page.card is card
    assert menu.page.briefing is not before


def test_arrows_choose_and_enter_sets_up(menu: Hands) -> None:
    first = menu.page.chosen
    menu.key(pygame.K_DOWN)
    assert menu.page.chosen != first
    menu.key(pygame.K_UP)
    assert menu.page.chosen == first
    menu.key(pygame.K_RETURN)
    assert isinstance(menu.page, BattleSetup)
    menu.key(pygame.K_ESCAPE)
    assert isinstance(menu.page, MainMenu)


def test_enter_before_the_scenario_is_read_is_not_lost(menu: Hands) -> None:
    card = menu.page.card
    read, card.scenario = card.scenario, None
    menu.key(pygame.K_RETURN)
    assert isinstance(menu.page, MainMenu)
    assert menu.page.message == "One moment: the scenario is being read."
    card.scenario = read
    menu.page.catalogue.changes += 1  # as the thread does
    menu.until_scene(BattleSetup)


def test_all_buttons_lead_somewhere_and_back(menu: Hands) -> None:
    for text, kind in (("Settings", SettingsScene), ("Help", Help), ("Load", LoadScene), ("Play", BattleSetup)):
        menu.press(text)
        assert isinstance(menu.page, kind), text
        menu.key(pygame.K_ESCAPE)
        assert isinstance(menu.page, MainMenu)
    assert not menu.button("Continue").is_enabled
    menu.press("Quit")
    assert not menu.window.running


def test_a_faulty_scenario_is_named_and_the_others_stay(menu: Hands) -> None:
    card = menu.page.catalogue.cards[0]
    card.scenario, card.fault, card.picture = None, "map.yaml:3: no such terrain", None
    menu.page.choose(card.name)
    menu.frame()
    menu.page.play()
    assert isinstance(menu.page, MainMenu)


def test_setting_up_a_battle(menu: Hands) -> None:
    menu.press("Play")
    page = menu.page
    assert page.players == {"japanese": HUMAN, "soviet": "officer:own"}
    assert page.seed is not None
    random = [button for button in page._callbacks if button.text == "Random"]
    menu.click(random[1].rect.center)
    menu.press("No luck")
    page.seed_text = "77"
    menu.press("Begin")
    menu.until_scene(Board)
    session = menu.page.session
    assert session.players == {"japanese": HUMAN, "soviet": "random"}
    assert session.game.seed == 77
    assert session.game.luck == "none"
    assert not menu.window.beneath


def words(page: BattleSetup) -> list[str]:
    """What the buttons of the page say, but those at the foot and beside the seed."""
    return [button.text for button in page._callbacks if button.text not in {"Back", "Begin", "Another"}]


def test_commanders_are_chosen_by_level_and_those_to_compare_with_by_name() -> None:
    hands = Hands(BattleSetup(load_scenario(NIGHT)))
    said = words(hands.page)
    wanted = [level for name, level in LEVELS.items() if name in COMMANDERS]
    assert said[: 4 + len(wanted)] == ["Tutorial", "You", *wanted, "Random", "Idle"]
    assert wanted[:2] == ["Easy", "Normal"]
    assert hands.page.commander("soviet") == DEFAULT == "officer"
    for text, name in (("Easy", "cadet"), ("Normal", "officer"), ("Idle", "idle")):
        hands.click([button for button in hands.page._callbacks if button.text == text][1].rect.center)
        assert hands.page.commander("soviet") == name


def test_a_plan_is_chosen_for_who_follows_plans() -> None:
    hands = Hands(BattleSetup(load_scenario(NIGHT)))
    page = hands.page
    titles = ["Own plan", "Answer at once, then with the corps", "Behind the lake"]
    assert words(page)[-5:-2] == titles, "the person's side is asked for none"
    for title, plan in zip(titles, ("own", "historical", "east_shore"), strict=True):
        hands.press(title)
        assert page.players == {"japanese": HUMAN, "soviet": f"officer:{plan}"}
    page.set_player("soviet", "cadet")
    assert page.players["soviet"] == "cadet"
    assert not set(titles) & set(words(page))
    page.set_player("soviet", "officer")
    assert page.players["soviet"] == "officer:east_shore", "what was chosen comes back"
    page.set_player("japanese", "officer")
    assert page.players == {"japanese": "officer:own", "soviet": "officer:east_shore"}
    assert words(page).count("Own plan") == 2


def test_the_plan_that_the_scenario_names_is_chosen_first() -> None:
    page = BattleSetup(load_scenario("tauran/force_for_force"))
    Hands(page)
    assert page.players == {"japanese": HUMAN, "mongolian": "officer:historical"}
    assert page.scenario.plan("mongolian", "historical").about in [note for note, _, _ in page._notes]
    page.set_player("japanese", "officer")
    assert page.players["japanese"] == "officer:stay"


def test_the_note_below_the_plans_says_what_the_chosen_one_means_to_do() -> None:
    scenario = load_scenario(NIGHT)
    page = BattleSetup(scenario)
    hands = Hands(page)
    for plan in (one for one in scenario.plans if one.side == "soviet"):
        hands.press(plan.name)
        assert plan.about in [note for note, _, _ in page._notes]
    hands.press("Own plan")
    assert OWN_PLAN_NOTE in [note for note, _, _ in page._notes]


def test_where_no_plan_comes_with_the_scenario_the_officer_makes_its_own() -> None:
    scenario = replace(load_scenario(NIGHT), plans=())
    page = BattleSetup(scenario)
    Hands(page)
    assert page.players["soviet"] == "officer:own"


def test_a_battle_begins_with_the_plan_that_was_chosen(menu: Hands) -> None:
    menu.press("Play")
    menu.press("Behind the lake")
    menu.press("Begin")
    menu.until_scene(Board)
    assert menu.page.session.players == {"japanese": HUMAN, "soviet": "officer:east_shore"}


def test_a_seed_is_a_whole_number(menu: Hands) -> None:
    menu.press("Play")
    menu.page.seed_text = ""
    menu.press("Begin")
    assert isinstance(menu.page, BattleSetup)
    assert menu.page.is_error
    menu.press("Another")
    assert menu.page.seed is not None


def test_seeds_differ() -> None:
    assert len({random_seed() for _ in range(20)}) > 10


def test_escape_opens_the_menu_over_the_board_when_nothing_is_chosen() -> None:
    hands, board = at_the_board()
    board.choosing.select("I/75")
    hands.key(pygame.K_ESCAPE)
    assert hands.page is board
    hands.key(pygame.K_ESCAPE)
    assert isinstance(hands.page, GameMenu)
    hands.key(pygame.K_ESCAPE)
    assert hands.page is board


def test_what_the_menu_over_the_board_leads_to() -> None:
    hands, board = at_the_board()
    for text, kind in (("Save as …", SaveScene), ("Load …", LoadScene)):
        board.keeper.open_menu()
        hands.press(text)
        assert isinstance(hands.page, kind)
        hands.key(pygame.K_ESCAPE)
        assert hands.page is board
    board.keeper.open_menu()
    for text, kind in (("Settings", SettingsScene), ("Help", Help)):
        hands.press(text)
        assert isinstance(hands.page, kind)
        hands.key(pygame.K_ESCAPE)
        assert isinstance(hands.page, GameMenu)
    hands.press("Main menu")
    assert isinstance(hands.page, MainMenu)
    assert hands.page.chosen == NIGHT
    assert not hands.window.beneath


def test_a_change_of_size_reaches_the_board_beneath() -> None:
    hands, board = at_the_board()
    board.keeper.open_menu()
    hands.press("Help")
    hands.resize((1600, 900))
    hands.key(pygame.K_ESCAPE)
    hands.key(pygame.K_ESCAPE)
    assert hands.page is board
    assert board.play.layout.bottom.bottom == 900


def test_pictures_show_those_who_are_there() -> None:
    scenario = new_session().scenario
    assert [sum(units_of_side(scenario, side)) for side in range(2)] == [8, 10]
    assert picture_of(scenario).get_width() > 100


def test_a_page_tells_how_it_went() -> None:
    page = Page()
    hands = Hands(page)
    page.say("It is so.")
    hands.frame()
    assert page.message == "It is so."


def test_compiling_is_shown_while_it_lasts(menu: Hands) -> None:
    """The first battle after an install waits for the rules; the window says so and goes on."""
    compiling = Compiling()
    menu.window.prepare = compiling
    menu.press("Play")
    menu.press("Begin")
    menu.until_scene(Waiting)
    compiling.share = 0.37
    menu.until(lambda: menu.page._shown == "Compiling the rules: 37%", 20)
    compiling.share = 1.0
    menu.until_scene(Board)


@pytest.mark.parametrize("how", ["button", "Escape", "window closed"])
def test_compiling_can_be_cancelled(menu: Hands, how: str) -> None:
    """Its thread ends; the screen beneath is there, and beginning again compiles again."""
    compiling = Compiling()
    menu.window.prepare = compiling
    menu.press("Play")
    menu.press("Begin")
    menu.until_scene(Waiting)
    menu.until(lambda: menu.page._shown, 20)
    if how == "button":
        menu.press("Cancel")
    elif how == "Escape":
        menu.key(pygame.K_ESCAPE)
    else:
        menu.window.close()
    assert compiling.ended.wait(20)
    if how != "window closed":
        assert isinstance(menu.page, BattleSetup)
        compiling.share = 1.0
        menu.press("Begin")
        menu.until_scene(Board)


class Compiling:
    """Compiles for as long as one likes, and says how far it is."""

    def __init__(self) -> None:
        self.share = 0.0
        self.ended = threading.Event()

    def __call__(self, report: Callable[[float], None]) -> None:
        try:
            while self.share < 1:
                report(self.share)
                pygame.time.wait(10)
        finally:
            self.ended.set()


def test_what_goes_wrong_while_waiting_is_shown(menu: Hands) -> None:
    def fail() -> None:
        raise UsageError("the bridge is down")

    menu.window.lay_over(Waiting("A battle", fail, print))
    menu.until(lambda: menu.page.fault, 20)
    assert menu.page.fault == "the bridge is down"
    menu.press("Back")
    assert isinstance(menu.page, MainMenu)


def test_no_row_moves_while_battles_are_read(menu: Hands) -> None:
    """Their days are known before they are read; nothing changes places under the pointer."""
    cards = menu.page.catalogue.cards
    unread = [Card(card.name, begins=card.begins) for card in cards]
    assert [card.name for card in in_order(unread)] == [card.name for card in in_order(cards)]
    begins = [card.scenario.file.calendar.start for card in cards if card.scenario]
    assert [card.begins for card in cards if card.scenario] == begins


def test_what_has_no_first_day_comes_last(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    for content in (b"", b"\xff\xfe\x00 start", b"calendar: {turns: 3}\n", b"start: 1938-01-01T10:00\n"):
        path.write_bytes(content)
        assert first_day_in(path) == ""
    assert first_day_in(tmp_path / "none.yaml") == ""
    path.write_bytes(b"name: x\ncalendar:\n  start: 1938-01-01T10:00\n")
    assert first_day_in(path) == "1938-01-01T10:00"
    assert [card.name for card in in_order([Card("b/b"), Card("c/c", begins="1938-01-01T10:00")])] == ["c/c", "b/b"]


def test_the_menu_of_a_game_that_is_over_leads_back_to_the_report() -> None:
    session = new_session(soviet=HUMAN)
    while session.game.outcome is None:
        session.end_turn()
    hands, board = at_the_board(session)
    hands.until(lambda: board.popups.find(Report) is not None)
    hands.key(pygame.K_ESCAPE)
    assert board.popups.find(Report) is None
    hands.key(pygame.K_ESCAPE)
    assert isinstance(hands.page, GameMenu)
    assert hands.page.focus.stop.text == "Report"
    hands.key(pygame.K_RETURN)
    assert hands.window.scene is board
    assert board.popups.find(Report) is not None
    board.close()
