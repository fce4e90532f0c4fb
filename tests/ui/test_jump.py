"""Jumping to something by its name: what fits, in which order, and the window over board and replay."""

from __future__ import annotations

import pygame
import pytest

from game.core.terms import NOWHERE, Status
from game.desk.help import Help
from game.desk.page import Page
from game.engine.game import RULES_VERSION, Game
from game.engine.saves import Saved
from game.scenario.languages import Language
from game.scenario.loading import Scenario, load_scenario
from game.ui.drafts import draft_of
from game.ui.game_menu import GameMenu
from game.ui.jump import Target, folded, found_by, targets_of
from game.ui.panels.jump_window import MOST, ROWS, JumpWindow
from game.ui.replays.film import film_of
from game.ui.replays.replay_viewer import ReplayViewer
from game.view.looks import Look, choose_look, look

from .hands import Hands, at_the_board


@pytest.fixture(scope="module")
def khasan() -> Game:
    return Game.new(load_scenario("lake_khasan/corps_assault"), 1)


@pytest.fixture(scope="module")
def khalkhin() -> Game:
    return Game.new(load_scenario("khalkhin_gol/august_encirclement"), 1)


def names(typed: str, game: Game) -> list[str]:
    return [target.names[0] for target in found_by(typed, targets_of(game), game.scenario)]


# --- what fits ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Hamar-Daba", "hamar daba"),
        ("  Ma'anshan ", "maanshan"),
        ("Nomon-Khan-Burd-Obo", "nomon khan burd obo"),
        ("I/118", "i 118"),
        ("Chōkotei", "chokotei"),
        ("Заозёрная", "заозерная"),
        ("ガンジュル", "カンシュル"),
        ("(721) …", "721"),
    ],
)
def test_case_accents_and_punctuation_do_not_count(written: str, compared: str) -> None:
    assert folded(written) == compared


def test_beginnings_of_names_come_before_beginnings_of_words_and_those_before_the_rest(khalkhin: Game) -> None:
    found = names("b", khalkhin)
    assert found[0].startswith("B")
    targets = [Target((name,), "hill", 0) for name in ("Xabc", "North Abc", "Abcd", "abc")]
    fits = found_by("ABC", targets, khalkhin.scenario)
    assert [target.names[0] for target in fits] == ["abc", "Abcd", "North Abc", "Xabc"]


def test_words_may_be_short_in_any_order_or_written_together(khalkhin: Game) -> None:
    assert names("daba ham", khalkhin)[0] == "Hamar-Daba"
    assert names("hamardaba", khalkhin)[0] == "Hamar-Daba"
    assert names("bridge southern", khalkhin)[0] == "Southern bridge (Sumber)"
    assert names("zzz", khalkhin) == []


def test_bridges_that_stand_and_boats_are_found(khalkhin: Game, khasan: Game) -> None:
    day = khalkhin.scenario.file.calendar.start[:10]
    standing = {bridge.name for bridge in khalkhin.scenario.map.bridges if bridge.stands_on(day)}
    fallen = {bridge.name for bridge in khalkhin.scenario.map.bridges} - standing
    assert standing
    assert fallen
    everything = {target.names[0] for target in targets_of(khalkhin)}
    assert standing <= everything
    assert not fallen & everything
    boats = next(target for target in targets_of(khasan) if target.names[0] == "Boats on Lake Khasan")
    assert khasan.world.hexes.crossing[boats.hex] == khasan.scenario.names.crossing_names.index("Boats on Lake Khasan")


def test_units_of_both_sides_on_the_map_are_found_by_number_and_by_name(khasan: Game) -> None:
    units = {target.unit: target for target in targets_of(khasan) if target.unit is not None}
    state, all_names = khasan.state.units, khasan.scenario.names
    on_map = {all_names.units[row] for row in range(len(state)) if state[row].status == Status.PRESENT}
    assert set(units) == on_map
    assert {int(khasan.world.units.side[all_names.unit_row[unit]]) for unit in units} == {0, 1}
    unit = "II/118"
    assert units[unit].hex == state[all_names.unit_row[unit]].hex
    assert names("ii/118", khasan)[0] == unit
    assert unit in names("battalion 118", khasan)


def test_a_formation_is_where_its_units_are(khasan: Game) -> None:
    found = found_by("118th rifle", targets_of(khasan), khasan.scenario)[0]
    assert found.names[0] == "118th Rifle Regiment"
    row = khasan.scenario.names.formations.index("118RR")
    stand = khasan.state.units.hex[khasan.world.units.formation == row]
    assert found.hex in set(stand.tolist()) - {NOWHERE}


def test_a_hex_number_is_found_if_the_map_has_it(khasan: Game) -> None:
    found = found_by("2028", targets_of(khasan), khasan.scenario)
    assert (found[0].names, found[0].hex) == (("Hex 2028",), khasan.scenario.hex_row("2028"))
    assert all(target.what != "hex" for target in found_by("9999", targets_of(khasan), khasan.scenario))


def test_a_place_is_found_by_its_name_in_any_language(khasan: Game) -> None:
    for typed in ("zaozernaya", "заозерная", "張鼓峰"):
        assert "zaozernaya" in folded(names(typed, khasan)[0])


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "Zaozernaya / Changkufeng"), ("ru", "Заозёрная"), ("ja", "張鼓峰")]
)
def test_the_name_on_the_map_is_shown_first(khasan: Game, language: Language, shown: str) -> None:
    before = look()
    choose_look(Look(language=language))
    try:
        assert names("changkufeng", khasan)[0] == shown
    finally:
        choose_look(before)


# --- the window -----------------------------------------------------------------------------------------------------


def write(hands: Hands, text: str) -> None:
    """Type: the key first, then its letter, as the system reports them."""
    for letter in text:
        key = pygame.key.key_code(letter) if letter.isascii() and letter.isalnum() else pygame.K_SPACE
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0, unicode=letter))
        pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=letter))
        pygame.event.post(pygame.event.Event(pygame.KEYUP, key=key, mod=0, unicode=letter))
        hands.frame(1)


def opened(hands: Hands) -> JumpWindow:
    hands.key(pygame.K_f, pygame.KMOD_CTRL)
    window = hands.page.popups.find(JumpWindow)
    assert window is not None
    return window


def hex_of(scenario: Scenario, name: str) -> int:
    hex_ = scenario.hex_row(next(place.hex for place in scenario.map.places if place.name == name))
    assert hex_ is not None
    return hex_


def test_a_place_by_a_few_letters_and_enter() -> None:
    hands, board = at_the_board()
    window = opened(hands)
    assert len(window.found) > 20
    write(hands, "chang")
    assert [target.names[0] for target in window.found] == ["Zaozernaya / Changkufeng"]
    hands.key(pygame.K_RETURN)
    wanted = hex_of(board.session.scenario, "Zaozernaya / Changkufeng")
    assert board.selection.hex == wanted
    assert board.popups.find(JumpWindow) is None
    assert board.map.shows(wanted)
    x, y = board.map.spot_of(wanted)
    assert abs(x - board.map.view.centerx) <= board.map.scale
    assert abs(y - board.map.view.centery) <= board.map.scale


def test_letters_do_nothing_on_the_board_while_one_types() -> None:
    hands, board = at_the_board()
    before = board.play.overlay, board.map.show_grid, board.map.show_numbers, board.session.game.digest()
    window = opened(hands)
    write(hands, "szbgkluon w")
    assert window.typed == "szbgkluon w"
    after = board.play.overlay, board.map.show_grid, board.map.show_numbers, board.session.game.digest()
    assert after == before
    assert board.popups.shown == [window]
    hands.key(pygame.K_BACKSPACE)
    assert window.typed == "szbgkluon "
    hands.key(pygame.K_BACKSPACE, pygame.KMOD_CTRL)
    assert window.typed == ""
    hands.key(pygame.K_ESCAPE)
    assert board.popups.shown == []
    assert board.selection.hex is None


def test_the_letter_that_opens_the_window_is_not_typed_into_it() -> None:
    hands, board = at_the_board(keys={"jump": "y"})
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_y, mod=0, unicode="y"))
    pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text="y"))
    hands.frame()
    window = board.popups.find(JumpWindow)
    assert window is not None
    assert window.typed == ""
    pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text="y"))  # it is held
    hands.frame()
    assert window.typed == ""
    hands.release(pygame.K_y)
    write(hands, "y")
    assert window.typed == "y"


def test_up_and_down_choose_a_unit_and_enter_selects_it() -> None:
    hands, board = at_the_board()
    window = opened(hands)
    write(hands, "regiment")
    units = [number for number, target in enumerate(window.found) if target.unit is not None]
    assert len(units) > 1
    for _ in range(units[1] + 1):
        hands.key(pygame.K_DOWN)
    hands.key(pygame.K_UP)
    assert window.chosen == units[1]
    wanted = window.found[units[1]]
    hands.key(pygame.K_RETURN)
    assert board.selection.unit == wanted.unit
    assert board.selection.hex == wanted.hex
    assert board.map.shows(wanted.hex)


def test_the_chosen_row_stays_in_view() -> None:
    hands, board = at_the_board()
    window = opened(hands)
    for key, chosen in ((pygame.K_PAGEDOWN, ROWS), (pygame.K_PAGEDOWN, 2 * ROWS), (pygame.K_UP, 2 * ROWS - 1)):
        hands.key(key)
        assert window.chosen == chosen
        assert f"jump:{chosen}" in window.spots(board.play)
    for _ in range(12):
        hands.key(pygame.K_PAGEDOWN)
    assert window.chosen == min(len(window.found), MOST) - 1
    for _ in range(12):
        hands.key(pygame.K_PAGEUP)
    assert window.chosen == 0
    assert "jump:0" in window.spots(board.play)


def test_a_click_on_a_row_goes_there_and_one_beside_closes() -> None:
    hands, board = at_the_board()
    window = opened(hands)
    write(hands, "hill")
    wanted = window.found[2]
    hands.click(window.spots(board.play)["jump:2"].center)
    assert board.selection.hex == wanted.hex
    board.choosing.select(None)
    board.selection.hex = None
    window = opened(hands)
    hands.click((window.rect.left + 20, window.rect.bottom + 60))
    assert board.popups.shown == []
    assert board.selection.hex is None  # the click did not reach the map


def test_nothing_found_says_so_and_enter_does_nothing() -> None:
    hands, board = at_the_board()
    window = opened(hands)
    write(hands, "qqq")
    assert "Nothing on the map has this name." in window.texts(board.play)
    hands.key(pygame.K_RETURN)
    assert board.popups.shown == [window]


def test_a_draft_attack_outlives_a_jump() -> None:
    """The place is pointed at; who attacks stays chosen, and the card beside is of where he stands."""
    hands, board = at_the_board()
    game = board.session.game
    board.choosing.select(board.session.idle_units()[0])
    unit, stood = board.selection.unit, board.selection.hex
    draft = draft_of(game, hex_of(game.scenario, "Zaozernaya / Changkufeng"), ())
    board.selection.draft = draft
    opened(hands)
    write(hands, "bezym")
    hands.key(pygame.K_RETURN)
    assert board.selection.draft == draft
    assert board.selection.pointed == hex_of(board.session.scenario, "Bezymyannaya")
    assert (board.selection.unit, board.selection.hex) == (unit, stood)


def test_the_window_is_opened_by_the_button_and_from_the_menu_too() -> None:
    hands, board = at_the_board()
    minimap = board.column.minimap
    find = next(spot for spot in minimap._button_sheet(board.play).spots if spot.name == "find")
    hands.click(find.rect.move(minimap._button_corner(board.play)).center)
    assert board.popups.find(JumpWindow) is not None
    hands.key(pygame.K_ESCAPE)
    hands.key(pygame.K_ESCAPE)
    assert isinstance(hands.page, GameMenu)
    hands.press("Find on the map …")
    assert hands.page is board
    assert board.popups.find(JumpWindow) is not None
    hands.key(pygame.K_F1)
    assert isinstance(hands.page, Help)
    hands.press("Keys")
    hands.key(pygame.K_ESCAPE)
    assert not isinstance(hands.page, Page)
    assert board.popups.find(JumpWindow) is not None


def test_it_fits_small_windows_and_large_letters() -> None:
    for size, scale in (((1024, 680), 1.0), ((1280, 800), 1.5), ((1920, 1080), 2.0)):
        hands, board = at_the_board(scale=scale)
        hands.window.surface = pygame.display.set_mode(size)
        board.open(hands.window)
        window = opened(hands)
        assert board.play.layout.map.contains(window.rect), (size, scale)


def test_a_replay_is_searched_as_well() -> None:
    session = at_the_board()[1].session
    session.end_turn()
    hands = Hands(ReplayViewer(film_of(Saved(session.game, RULES_VERSION, source="x"))))
    viewer = hands.page
    opened(hands)
    write(hands, "chang")
    hands.key(pygame.K_RETURN)
    assert viewer.seen.selection.hex == hex_of(session.scenario, "Zaozernaya / Changkufeng")
    assert viewer.map.shows(viewer.seen.selection.hex)
    window = opened(hands)
    write(hands, "regiment")
    for _ in range(next(row for row, target in enumerate(window.found) if target.unit)):
        hands.key(pygame.K_DOWN)
    wanted = window.found[window.chosen]
    hands.key(pygame.K_RETURN)
    assert (viewer.seen.place, viewer.seen.speed_name) == (0, "normal")  # letters are no keys of the viewer
    assert viewer.seen.selection.unit == wanted.unit


def test_what_is_typed_can_be_edited() -> None:
    """A caret that goes back, all selected, cut and pasted; a pasted line break is a blank."""
    hands, board = at_the_board()
    hands.key(pygame.K_f, pygame.KMOD_CTRL)
    window = board.popups.find(JumpWindow)
    assert window is not None
    write(hands, "hll")
    hands.key(pygame.K_LEFT)
    hands.key(pygame.K_LEFT)
    write(hands, "i")
    assert window.typed == "hill"
    hands.key(pygame.K_a, pygame.KMOD_CTRL)
    hands.key(pygame.K_x, pygame.KMOD_CTRL)
    assert window.typed == ""
    hands.key(pygame.K_v, pygame.KMOD_CTRL)
    assert window.typed == "hill"
    pygame.scrap.put_text("\n52")
    hands.key(pygame.K_v, pygame.KMOD_CTRL)
    assert window.typed == "hill 52"
    hands.hold(pygame.K_BACKSPACE, 3)
    assert window.typed == "hill"
    board.close()
