"""Where a march would leave a unit, forecast before it is ordered, is where it then leaves it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.errors import IllegalOrderError
from game.core.terms import Reason, Supply
from game.engine.cards import unit_card
from game.engine.game import Game
from game.engine.marches import march_end, may_bog_down
from game.engine.orders import Attack, Move
from tests.boards import games
from tests.tabletop import tabletop


def test_points_fatigue_and_entrenchment_are_forecast() -> None:
    """3.1, 7.2, 8.1: two hexes of grass by day, out of entrenchments."""
    table = tabletop(". R1 . . .\n . . . . .\n. . . . B1", R1={"entrenched": 2})
    order = Move("R1", ("0100", "0200", "0300"))
    before = table.game.digest()
    end = march_end(table.game, order)
    assert table.game.digest() == before
    table.game.play(order)
    card = unit_card(table.game, "R1")
    assert (end.points_left, end.fatigue) == (card.points_left, card.fatigue)
    assert end.points_left < 12
    assert end.entrenchment_lost == 2
    assert not end.pinned
    assert not end.may_bog_down


def test_an_enemy_zone_holds_and_time_may_run_out() -> None:
    """2.3, 5.1: next to the enemy a unit is pinned; an assault from there needs time."""
    table = tabletop("R1 . . .\n . . B1 .")
    near = march_end(table.game, Move("R1", ("0000", "0100", "0200")))
    assert near.pinned
    assert near.attack is Reason.LEGAL
    tired = tabletop("R1 . . .\n . . B1 .", rules={"attack_time": 47})  # of 48 quarter points in a turn
    late = march_end(tired.game, Move("R1", ("0000", "0100", "0200")))
    assert late.attack is Reason.TOO_FEW_POINTS


@pytest.mark.parametrize(
    ("unit", "why"),
    [("RH1", Reason.CANNOT_ATTACK), ("RG1", Reason.NO_ATTACKER), ("RT1", Reason.LEGAL)],
)
def test_an_assault_is_promised_only_to_who_may_make_it(unit: str, why: Reason) -> None:
    """5.1: headquarters and guns do not assault; the forecast of a march says what an order given then is answered."""
    table = tabletop(f"{unit} . . .\n . . B1 .")
    order = Move(unit, ("0000", "0100", "0200"))
    end = march_end(table.game, order)
    assert end.pinned
    assert end.attack is why
    table.game.play(order)
    assert table.game.check(Attack("0201", (unit,))).reason is why


def test_soft_ground_is_named_but_what_it_will_do_is_not_forecast() -> None:
    """3.3: tanks may bog down in a marsh; the forecast says so, and goes on as if they did not."""
    table = tabletop("RT1 m . .\n . . . B1", luck="table")
    order = Move("RT1", ("0000", "0100"))
    assert may_bog_down(table.game, order)
    for seed in range(20):
        game = Game.new(table.game.scenario, seed)
        assert march_end(game, order) == march_end(table.game, order)


@pytest.mark.parametrize("kind", ["ford", "bridge"])
def test_ground_beyond_a_ford_or_a_bridge_without_a_road_is_as_soft(kind: str) -> None:
    """3.2, 3.3: a road alone keeps wheels and tracks out of the marsh."""
    options = {"hexsides": {"river": ["0000-E", "0000-SE"]}, "bridges": [(kind, "0000-E")], "hex_size": 200}
    table = tabletop("RT1 m . .\n . . . B1", luck="table", **options)
    order = Move("RT1", ("0000", "0100"))
    assert may_bog_down(table.game, order)
    even = tabletop("RT1 m . .\n . . . B1", **options)
    end = march_end(even.game, order)
    assert end.soft > 0
    even.game.play(order)
    assert end.points_left == unit_card(even.game, "RT1").points_left


def test_nobody_sticks_where_there_is_no_room() -> None:
    """3.3: tanks drive through a marsh that is full; nothing is said of sticking, and no luck makes them stick."""
    ground, order = "m m . .\n . . . .", Move("RT1", ("0000", "0100", "0200"))
    free = tabletop("RT1 . . .\n . . . B1", ground, luck="table", hex_size=200)
    assert may_bog_down(free.game, order)
    for seed in range(20):
        table = tabletop(
            "RT1 R1 . .\n . . . B1", ground, luck="table", seed=seed, rules={"stack_units": 1}, hex_size=200
        )
        assert not may_bog_down(table.game, order)
        end = march_end(table.game, order)
        table.game.play(order)
        assert table.where("RT1") == "0200"
        assert end.points_left == unit_card(table.game, "RT1").points_left


def test_a_forbidden_march_has_no_end() -> None:
    table = tabletop("R1 . .\n . . B1")
    with pytest.raises(IllegalOrderError):
        march_end(table.game, Move("R1", ("0000", "0200")))


@settings(max_examples=20)
@given(games(), st.integers(0, 10_000))
def test_the_forecast_comes_true(game: Game, which: int) -> None:
    """Whatever the board: a march that cannot stick ends as forecast."""
    marches = [order for order in game.legal_orders() if isinstance(order, Move) and not may_bog_down(game, order)]
    if not marches:
        return
    order = marches[which % len(marches)]
    end = march_end(game, order)
    assert isinstance(end.supply, Supply)
    game.play(order)
    card = unit_card(game, order.unit)
    assert (end.points_left, end.fatigue, end.cohesion, end.pinned) == (
        card.points_left,
        card.fatigue,
        card.cohesion,
        card.pinned,
    )
