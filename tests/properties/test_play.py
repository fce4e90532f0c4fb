"""Legal play at random: whatever is ordered, the position stays sound, the books balance, and nothing is forbidden."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.errors import IllegalOrderError
from game.core.terms import NOWHERE, Deny, EventKind, Status
from game.engine.game import Game
from game.engine.orders import Attack, Bombard, Move, Order, parse
from game.scenario.loading import load_scenario
from tests.boards import games
from tests.recount import faults, items_logged, losses_logged

CHOICES = st.lists(st.integers(0, 2**16), min_size=4, max_size=14)


def bigger(game: Game, orders: list[Order], choice: int) -> Order:
    """One of the legal orders, as often a fight as a march; sometimes an attack by all who could make it, with guns."""
    fights = [order for order in orders if not isinstance(order, Move) and game.check(order)]
    order = fights[choice // 2 % len(fights)] if fights and choice % 2 else orders[choice // 2 % len(orders)]
    if not isinstance(order, Attack) or choice % 3 == 0:
        return order
    units = tuple(other.units[0] for other in orders if isinstance(other, Attack) and other.target == order.target)
    guns = tuple(other.unit for other in orders if isinstance(other, Bombard) and other.target == order.target)
    together = Attack(order.target, units, guns if choice % 5 else (), choice % 4 == 1)
    return together if game.check(together) else order


def forbidden(game: Game) -> set[int]:
    """Units that stand where their side may not enter this turn."""
    found = set()
    for unit, row in enumerate(game.state.units):
        if row.status == Status.PRESENT:
            side = int(game.world.units[unit].side)
            if game.state.denied[side, Deny.ENTER, int(row.hex)]:
                found.add(unit)
    return found


def played(game: Game, choices: list[int]) -> Iterator[Order | None]:
    """Play legal orders at random, and check everything that must hold after each; ends the turn now and then."""
    orders = list(game.legal_orders())
    for choice in choices:
        items, losses = game.state.units["items"].astype(int), game.state.sides["losses"].astype(int)
        trespassers, turn = forbidden(game), game.turn
        order = bigger(game, orders, choice) if orders and choice % 7 else None
        if order is not None and not game.check(order):
            continue
        if game.outcome is not None:
            break
        events = game.play(order) if order else game.end_turn()
        assert faults(game.world, game.state) == [], order
        assert (items - items_logged(game, events) == game.state.units["items"]).all(), order
        assert (losses + losses_logged(game, events) == game.state.sides["losses"]).all(), order
        if game.turn == turn:
            assert forbidden(game) <= trespassers, order
        assert all(str(event) for event in events)
        if order is None:
            orders = list(game.legal_orders()) if game.outcome is None else []
        yield order


@settings(max_examples=120)
@given(games(), CHOICES)
def test_positions_stay_sound_on_boards_at_random(game: Game, choices: list[int]) -> None:
    assert faults(game.world, game.state) == []
    for _ in played(game, choices):
        pass


@settings(max_examples=25)
@given(games())
def test_every_legal_order_can_be_played(game: Game) -> None:
    """From a copy, so that each is played in the same position; the position itself stays as it is."""
    before = game.digest()
    for order in game.legal_orders():
        twin = game.copy()
        events = twin.play(order)
        assert events
        assert twin.digest() != before
        assert faults(twin.world, twin.state) == [], order
        assert twin.record[-1].orders == [(str(order), twin.digest()[:8])]
    assert game.digest() == before


@settings(max_examples=30)
@given(games(), CHOICES)
def test_a_copy_is_a_twin_and_nothing_more(game: Game, choices: list[int]) -> None:
    """Undo is going back to a copy: what is played there never shows here, and the same orders lead to the same end."""
    before, twin = game.digest(), game.copy()
    orders = list(played(twin, choices))
    assert game.digest() == before
    again = game.copy()
    for order in orders:
        again.play(order) if order else again.end_turn()
    assert again.digest() == twin.digest()
    assert again.record == twin.record
    assert game.record[-1].orders == []


@settings(max_examples=30)
@given(games(), CHOICES)
def test_orders_as_text_lead_to_the_same_game(game: Game, choices: list[int]) -> None:
    """What a save holds is enough."""
    first, second = game.copy(), Game.new(game.scenario, game.seed, game.luck)
    assert first.digest() == second.digest()
    for order in played(first, choices):
        second.play(parse(str(order))) if order else second.end_turn()
        assert first.digest() == second.digest()


@settings(max_examples=40)
@given(games(), st.data())
def test_an_illegal_order_changes_nothing(game: Game, data: st.DataObject) -> None:
    """Orders at random are mostly illegal; whatever they are, check says so, and play does as check has said."""
    units = st.sampled_from(game.scenario.names.units)
    hexes = st.sampled_from([str(game.scenario.hex_number(row)) for row in range(len(game.world.hexes))])
    several = st.lists(units, min_size=1, max_size=3).map(tuple)
    order = data.draw(
        st.one_of(
            st.builds(Move, units, st.lists(hexes, min_size=2, max_size=4).map(tuple)),
            st.builds(Attack, hexes, several, st.lists(units, max_size=2).map(tuple), st.booleans()),
            st.builds(Bombard, hexes, units),
        )
    )
    before, record = [array.tobytes() for array in game.state], game.copy().record
    verdict = game.check(order)
    assert [array.tobytes() for array in game.state] == before
    if verdict:
        assert game.play(order)
        assert faults(game.world, game.state) == []
        return
    assert verdict.sentence.endswith(")") and "(rule " in verdict.sentence
    with pytest.raises(IllegalOrderError) as caught:
        game.play(order)
    assert (caught.value.reason, caught.value.sentence) == (verdict.reason, verdict.sentence)
    assert [array.tobytes() for array in game.state] == before
    assert game.record == record


@settings(max_examples=40)
@given(games())
def test_reach_is_the_set_of_legal_marches(game: Game) -> None:
    """A unit can march to a hex if and only if there is a legal order for it: one step beyond never is."""
    destinations: dict[str, set[str]] = {}
    for order in game.legal_orders():
        if isinstance(order, Move):
            destinations.setdefault(order.unit, set()).add(order.path[-1])
    for row, unit in enumerate(game.scenario.names.units):
        state = game.state.units[row]
        if state.status != Status.PRESENT or game.world.units[row].side != game.state.clock[0].active:
            continue
        here = int(state.hex)
        for there in game.world.hexes[here].neighbour.tolist():
            if there == NOWHERE:
                continue
            number = str(game.scenario.hex_number(there))
            direct = Move(unit, (str(game.scenario.hex_number(here)), number))
            if game.check(direct):
                assert number in destinations.get(unit, set())


# --- Lake Khasan ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def night_attack() -> Game:
    return Game.new(load_scenario("lake_khasan/night_attack"), 1938)


@pytest.mark.parametrize("walk", range(3))
def test_positions_stay_sound_at_lake_khasan(walk: int) -> None:
    """Three player turns of orders at random, the same in every run."""
    game = night_attack().copy()
    for player_turn in range(3):
        steps = 7919 * (walk + 1)
        choices = [number * steps // 3 + player_turn + 1 for number in range(1, 11)]
        for _ in played(game, [choice + (choice % 7 == 0) for choice in choices]):
            pass
        events = game.end_turn()
        assert any(event.kind is EventKind.TURN_BEGAN for event in events)
        assert faults(game.world, game.state) == []
    assert np.count_nonzero(game.state.units["moved"]) > 0
