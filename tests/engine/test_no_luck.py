"""Without luck nothing is drawn (rulebook 1.3, 3.3): every seed gives the same game, and all is known beforehand."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings

from game.core.terms import MOVEMENT_QUARTERS, EventKind, Mobility, Reason, Result
from game.engine.forecast import AttackForecast, BombardForecast
from game.engine.game import Game
from game.engine.marches import march_end, may_bog_down
from game.engine.orders import Fight, Move, Order
from game.engine.surveys import march, reach_of
from tests.boards import games
from tests.tabletop import Table, kinds, tabletop

MARSH = "RT1 . . .\n . . . .\n. . . B1"
SOFT = "m m m .\n m m m .\n. . . ."
SEEDS = 12


def chance_of(table: Table, number: str = "0100") -> int:
    """Thousandths: the chance to stick on the first step to a hex, east of where RT1 stands."""
    here = table.hex_row(str(table.where("RT1")))
    direction = table.world.hexes[here].neighbour.tolist().index(table.hex_row(number))
    return int(table.world.bog[Mobility.TRACKED, here, direction])


def without_luck(game: Game, seed: int) -> Game:
    """The same scenario at its start, without luck, with another seed."""
    return Game.new(game.scenario, seed, "none")


def apart_from_the_seed(game: Game) -> str:
    """The digest of everything but the seed."""
    state = game.state.copy()
    state.clock.seed[0] = 0
    return state.digest()


def test_soft_ground_takes_its_mean_share_of_the_points_left() -> None:
    """3.3: the chance to stick, as a share of what is left after the step, rounded down."""
    table = tabletop(MARSH, SOFT, hex_size=200)
    step = int(table.world.edges[Mobility.TRACKED, 0, table.hex_row("0000"), 1])
    left = MOVEMENT_QUARTERS - step
    chance = chance_of(table)
    assert 0 < chance < 1000
    events = table.march("RT1", "0100")
    assert EventKind.BOGGED not in kinds(events)
    assert int(table.unit("RT1").mp_left) == left - left * chance // 1000
    assert int(table.unit("RT1").pinned) == 0


def test_what_is_left_is_the_mean_of_what_luck_would_leave() -> None:
    """3.3: over many seeds a tank keeps as many points as without luck, but for what is rounded."""
    seeds = 400
    kept = []
    for seed in range(seeds):
        table = tabletop(MARSH, SOFT, hex_size=200, luck="table", seed=seed)
        table.march("RT1", "0100")
        kept.append(int(table.unit("RT1").mp_left))
    even = tabletop(MARSH, SOFT, hex_size=200)
    even.march("RT1", "0100")
    error = 5 * float(np.std(kept)) / seeds**0.5 + 1
    assert abs(float(np.mean(kept)) - int(even.unit("RT1").mp_left)) < error


def test_every_seed_gives_the_same_march() -> None:
    """1.3."""
    ends = set()
    for seed in range(SEEDS):
        table = tabletop(MARSH, SOFT, hex_size=200, seed=seed)
        table.march("RT1", "0100", "0200")
        ends.add((table.where("RT1"), int(table.unit("RT1").mp_left), int(table.unit("RT1").fatigue)))
    assert len(ends) == 1


def test_a_table_of_even_entries_is_not_the_same_as_no_luck() -> None:
    """1.3, 3.3: a scenario may make all fights even; its ground still bogs by chance."""
    bogged = set()
    for seed in range(SEEDS):
        table = tabletop(MARSH, SOFT, hex_size=200, luck="table", seed=seed, rules={"luck": [1000] * 36})
        bogged.add(EventKind.BOGGED in kinds(table.march("RT1", "0100")))
    assert bogged == {True, False}


def test_what_soft_ground_takes_is_said_before_the_march() -> None:
    """3.3: nothing may bog down; the march forecast names the points, and they are the ones that go."""
    table = tabletop(MARSH, SOFT, hex_size=200)
    order = table.move("RT1", "0100")
    assert not may_bog_down(table.game, order)
    end = march_end(table.game, order)
    assert end.soft > 0
    table.game.play(order)
    assert end.points_left == int(table.unit("RT1").mp_left) / 4
    firm = tabletop(MARSH, hex_size=200)
    assert march_end(firm.game, firm.move("RT1", "0100")).soft == 0


def test_who_lacks_the_points_after_soft_ground_is_refused() -> None:
    """3.1, 3.3: the way counts what the marsh takes, in the check as in the reach."""
    table = tabletop("RT1 . . . . . . . .\n . . . . . . . . B1", "m m m m m m m m m\n m m m m m m m m m", hex_size=200)
    reach = reach_of(table.game, "RT1")
    farthest = max(reach.ends, key=lambda hex_: int(reach.cost[hex_]))
    order = march(table.game, reach, farthest)
    beyond = Move("RT1", (*order.path, f"{int(order.path[-1][:2]) + 1:02}{order.path[-1][2:]}"))
    assert table.game.check(order)
    assert table.why(beyond) is Reason.TOO_FEW_POINTS
    table.game.play(order)
    assert table.where("RT1") == order.path[-1]
    assert int(table.unit("RT1").mp_left) == MOVEMENT_QUARTERS - int(reach.cost[farthest])


@settings(max_examples=40)
@given(games())
def test_a_march_costs_what_its_reach_says(game: Game) -> None:
    """3.1, 3.3: on boards at random, without luck; and no unit bogs down."""
    game = without_luck(game, 1)
    for order in list(game.legal_orders())[:40]:
        if isinstance(order, Move):
            reach = reach_of(game, order.unit)
            row = game.scenario.names.unit_row[order.unit]
            end = game.scenario.hex_row(order.path[-1])
            assert end is not None
            twin = game.copy()
            events = twin.play(order)
            assert EventKind.BOGGED not in kinds(events)
            assert int(twin.state.units[row].hex) == end
            assert int(game.state.units[row].mp_left) - int(twin.state.units[row].mp_left) == int(reach.cost[end])


def some_orders(game: Game) -> Iterator[Order]:
    """A few orders of each kind, one after the other, as long as they are legal."""
    for order in list(game.legal_orders())[::3]:
        if game.check(order):
            yield order


@settings(max_examples=25)
@given(games())
def test_orders_bring_the_same_whatever_the_seed(game: Game) -> None:
    """1.3: every order, and the ends of both player turns."""
    first, second = without_luck(game, 1), without_luck(game, 2**40 + 7)
    for _ in range(2):
        for order in some_orders(first):
            if second.check(order):
                assert first.play(order) == second.play(order)
        assert first.end_turn() == second.end_turn()
        assert apart_from_the_seed(first) == apart_from_the_seed(second)


@settings(max_examples=25)
@given(games())
def test_a_forecast_without_luck_is_what_happens(game: Game) -> None:
    """1.3, 5.9, 6.2: one result, its losses, no range."""
    game = without_luck(game, 1)
    side = int(game.state.clock.active[0])
    for order in [order for order in game.legal_orders() if isinstance(order, Fight)][:6]:
        found = game.forecast(order)
        twin = game.copy()
        events = twin.play(order)
        lost = twin.state.sides.losses[:, 0] - game.state.sides.losses[:, 0]
        assert found.defenders.men.least == found.defenders.men.most == found.defenders.men.mean == lost[1 - side]
        if isinstance(found, AttackForecast):
            (assault,) = [event for event in events if event.kind is EventKind.ASSAULT]
            assert found.chances[Result[assault["result"].upper()]] == 1
            assert found.attackers.men.mean == lost[side]
            assert found.taken in (0, 1)
        else:
            assert isinstance(found, BombardForecast)


@pytest.mark.parametrize("seed", [0, 1, 2**62])
def test_a_fight_has_even_luck(seed: int) -> None:
    table = tabletop("R1 B1 .\n . . .", seed=seed)
    (assault,) = [event for event in table.attack("B1", by=["R1"]) if event.kind is EventKind.ASSAULT]
    assert (assault["attacker_luck"], assault["defender_luck"]) == (1000, 1000)
