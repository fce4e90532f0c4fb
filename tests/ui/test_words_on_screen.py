"""What stands on the screen is so: one language of places, one thing and many, what can be done and what cannot."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.desk.keys import Action
from game.engine.event_words import order_words
from game.engine.replay import Step
from game.scenario.languages import new_names, renamed
from game.scenario.names import so_many
from game.ui.hints import click_words
from game.ui.intents import PointAt
from game.ui.overlays import OVERLAYS
from game.ui.panels.legend_box import LegendBox
from game.ui.responses import side_in
from game.ui.session import Aside, Said
from game.ui.tutorial.first_game import FIRST_GAME
from game.ui.tutorial.walkthrough import Walkthrough
from game.ui.why import why
from game.view.looks import Look, choose_look
from tests.ui.hands import at_the_board, brought_to_blows, marches, new_session


def test_so_many_of_a_thing() -> None:
    assert [so_many(number, "step") for number in (0, 1, 2, 1200)] == ["0 steps", "1 step", "2 steps", "1,200 steps"]
    assert [so_many(number, "point") for number in (0.5, 1.0, 2.25)] == ["0.5 points", "1 point", "2.25 points"]
    assert so_many(1, "man", "men") == "1 man"
    assert so_many(3000, "man", "men") == "3,000 men"


@pytest.mark.parametrize("language", ["en", "ru", "ja"])
def test_map_awards_areas_and_reasons_name_places_in_one_language(language: str) -> None:
    scenario = new_session().scenario
    there = scenario.localised(language)  # type: ignore[arg-type]  # one of three
    [on_map] = [place.name for place in there.map.places if place.hex == "2028"]
    assert ("Zaozernaya" in on_map) is (language == "en")
    awards = [sentence for sentence in there.names.awards if on_map.split(" / ")[0] in sentence]
    title = there.names.area_titles[there.names.area_row["zaozernaya"]]
    assert title in (on_map, *on_map.split(" / "))
    assert awards and all(award.endswith(title) for award in awards)
    assert there.localised("en") is scenario
    choose_look(Look(language=language))  # type: ignore[arg-type]
    try:
        step = Step(1, "japanese", None, (), "to take Zaozernaya, which is theirs")
        assert why(there, step) == why(scenario, step)
        assert title in why(scenario, step)[0]
    finally:
        choose_look(Look())


def test_only_whole_names_are_given_in_another_language() -> None:
    scenario = new_session().scenario
    changed = new_names(scenario.nouns, scenario.localised("ru").nouns)
    assert new_names(scenario.nouns, scenario.nouns) == {}
    renamed_text = renamed("Hill 521 is not Hill 52", changed)
    assert renamed_text.startswith("Hill 521 is not ")
    assert not renamed_text.endswith("Hill 52")


def test_an_attack_is_offered_only_to_a_unit_that_can_make_it() -> None:
    session = new_session()
    _, board = at_the_board(session)
    game = session.game
    enemy = 1 - game.scenario.names.side_row[game.active_side]
    far = next(row for row in range(len(game.state.hexes)) if side_in(game, row) == enemy)
    board.choosing.select(session.idle_units()[0])
    board.play.answer(PointAt(far))
    words = click_words(session, board.selection)
    assert "Right: not possible: " in words
    assert "attack" not in words.partition("Right:")[2].partition(":")[0]
    order = brought_to_blows(session)
    board.play.refresh()
    board.choosing.select(order.units[0])
    board.play.answer(PointAt(session.scenario.hex_row(order.target)))
    assert f"Right: forecast of an attack on {order.target}" in click_words(session, board.selection)
    board.close()


def test_what_is_taken_back_and_given_again_is_named_in_words() -> None:
    """Orders and asides as everywhere else, places in the language of the map, and never as a save writes them."""
    hands, board = at_the_board()
    order = marches(board.session)[0]
    board.orders.submit(order)
    hands.key(pygame.K_u)
    words = order_words(board.session.scenario, order)
    assert words.startswith(f"{order.unit}: march from {order.path[0]}")
    assert board.selection.message == f"{words} is taken back."
    hands.key(pygame.K_r)
    assert board.selection.message == f"{words} is ordered again."
    board.session.say(Aside((order.unit,), Said.REST))
    hands.key(pygame.K_u)
    assert board.selection.message == f"{order.unit}: rest is taken back."
    board.close()


def test_nothing_to_turn_round_is_said() -> None:
    _, board = at_the_board()
    board.drafting.swap_sides()
    assert "no forecast to swap" in board.selection.message
    assert not board.selection.swapped
    board.close()


def test_what_cannot_be_turned_round_does_not_name_the_enemys_hex() -> None:
    session = new_session()
    order = brought_to_blows(session)
    hands, board = at_the_board(session)
    board.choosing.select(order.units[0])
    target = session.scenario.hex_row(order.target)
    assert target is not None
    board.orders.begin_attack(target)
    board.drafting.swap_sides()
    hands.frame()
    assert board.column is not None
    title = next(text for text in board.column.forecast.texts(board.play) if text.startswith("If they attacked"))
    assert order.target not in title
    board.close()


def test_defenders_are_said_to_be_dug_in_only_where_somebody_is() -> None:
    session = new_session()
    order = brought_to_blows(session)
    target = session.scenario.hex_row(order.target)
    assert target is not None
    hands, board = at_the_board(session)
    board.choosing.select(order.units[0])
    board.orders.begin_attack(target)
    hands.frame()
    assert board.column is not None
    for works, said in ((0, False), (2, True)):
        session.game.state.units.entrenchment[np.flatnonzero(session.game.state.units.hex == target)] = works
        board.column.forecast._parts = None
        board.play.refresh()
        assert ("defenders dug in" in board.column.forecast.texts(board.play)) is said
    board.close()


def test_the_supply_legend_says_whose_it_is_and_stands_beside_the_guide() -> None:
    hands, board = at_the_board()
    board.play.guide = Walkthrough(FIRST_GAME)
    board.open(hands.window)
    board.play.lay(OVERLAYS[Action.SUPPLY])
    hands.frame()
    [legend] = [panel for panel in board.play.panels if isinstance(panel, LegendBox)]
    assert "Japanese" in " ".join(legend.texts(board.play))
    assert not legend.rect.colliderect(board.play.guide.rect)
    assert board.map.view.contains(legend.rect)
    board.close()
