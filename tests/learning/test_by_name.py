"""Units and hexes by their names: every card of every scenario agrees with the arrays and with its neighbours."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from game import Game, UsageError, hex_card, hex_cards, load_scenario, take_turn, unit_card, unit_cards
from game.core.terms import Mobility, Status
from game.scenario.heights import elevations
from tests.hiding import Hidden
from tests.learning.playing import NIGHT, SCENARIOS


def begun(scenario: str) -> Game:
    """A game in which both sides have marched once."""
    game = Game.new(load_scenario(scenario), seed=1)
    for _ in range(2):
        take_turn(game, "cadet")
        game.end_turn()
    return game


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_cards_of_units_and_hexes_agree(scenario: str) -> None:
    game = begun(scenario)
    units, hexes = unit_cards(game), {card.number: card for card in hex_cards(game)}
    assert [card.id for card in units] == list(game.scenario.names.units)
    assert len(hexes) == len(game.world.hexes)
    for card in units:
        assert card == unit_card(game, card.id)
        assert (card.hex is not None) == (card.status is Status.PRESENT)
        if card.hex is not None:
            assert card.id in hexes[card.hex].units
            afloat = game.world.units.mobility[game.scenario.names.unit_row[card.id]] == Mobility.BOAT
            assert hexes[card.hex].water == afloat
            assert hexes[card.hex].owner == (None if afloat else card.side)
    standing = [unit for card in hexes.values() for unit in card.units]
    assert sorted(standing) == sorted(card.id for card in units if card.hex is not None)
    loads = [int(game.state.unit_figures[game.scenario.names.unit_row[unit]].frontage) for unit in standing]
    assert sum(card.load for card in hexes.values()) == sum(loads)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_hex_is_as_the_file_has_it(scenario: str) -> None:
    game = begun(scenario)
    sheet = game.scenario.map
    for place in sheet.places:
        card = hex_card(game, place.hex)
        column, row = int(place.hex[:2]), int(place.hex[2:])
        assert card.terrain == sheet.legend[sheet.terrain.splitlines()[row][column]]
        assert card.elevation == elevations(sheet)[row * sheet.columns + column]
        assert card.number == place.hex
        assert set(card.areas) <= set(game.scenario.names.areas)


def test_cards_of_one_side() -> None:
    game = begun(NIGHT)
    assert {card.side for card in unit_cards(game, "soviet")} == {"soviet"}
    assert len(unit_cards(game, "soviet")) + len(unit_cards(game, "japanese")) == len(unit_cards(game))


def test_a_ban_stands_on_the_card() -> None:
    """9: in the night attack the Soviets may not cross the frontier, nor fire over it."""
    cards = hex_cards(Game.new(load_scenario(NIGHT), seed=1))
    beyond = [card for card in cards if "manchukuo" in card.areas]
    assert beyond
    assert all("soviet" in card.no_entry for card in beyond)
    assert {card.no_fire for card in cards} == {(), ("soviet",)}


def test_cards_are_of_what_a_side_knows_where_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    game = begun(NIGHT)
    enemy = next(card for card in unit_cards(game, "japanese") if card.hex is not None)
    row = game.scenario.names.unit_row[enemy.id]
    Hidden(game.scenario.names.side_row["soviet"], [row]).hide(monkeypatch)
    seen = game.seen_by("soviet")
    assert unit_card(seen, enemy.id).hex is None
    assert enemy.hex is not None
    assert enemy.id not in hex_card(seen, enemy.hex).units
    assert enemy.id in hex_card(game, enemy.hex).units


def test_a_card_stays_as_it_was() -> None:
    game = begun(NIGHT)
    card = hex_card(game, "2028")
    before = card.units
    take_turn(game, "cadet")
    game.end_turn()
    assert card.units == before
    with pytest.raises(FrozenInstanceError):
        card.owner = "nobody"  # type: ignore[misc]  # which is what is tried


def test_names_that_there_are_not() -> None:
    game = begun(NIGHT)
    with pytest.raises(UsageError, match="has no unit 'I/77'; did you mean"):
        unit_card(game, "I/77")
    with pytest.raises(UsageError, match=r"there is no hex '9999' on the map .* from 0000 to 5349"):
        hex_card(game, "9999")
    with pytest.raises(UsageError, match="the printed number of a hex must be a string"):
        hex_card(game, 2028)  # type: ignore[arg-type]  # which is what is tried
    with pytest.raises(UsageError, match="has no side 'sovet'"):
        unit_cards(game, "sovet")
