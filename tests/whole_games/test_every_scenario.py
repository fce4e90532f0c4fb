"""Every scenario that is shipped, played to its end by every commander, the books checked after each player turn."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from game.core.terms import NOWHERE, EventKind, Kind, Mobility, Phase, Status
from game.engine.events import HIT
from game.rules.effects.log import FIELDS
from game.scenario.homes import shipped_names
from game.scenario.loading import Scenario, load_scenario
from game.scenario.world import SLOTS, State
from tests.whole_games.playing import play, play_by_player_turns

MOVES = {
    EventKind.LOST: (-1, 0),
    EventKind.DISABLED: (-1, 1),
    EventKind.BROKE_THROUGH: (-1, 0),
    EventKind.REPAIRED: (1, -1),
    EventKind.ABANDONED: (0, -1),
}
"""What events make of the items of a unit, and of the vehicles that lie disabled with it."""

PAIRS = (("random", "random"), ("cadet", "random"), ("officer:historical", "officer"), ("cadet", "cadet"))


def stacks(scenario: Scenario, state: State) -> dict[int, list[int]]:
    """Return the units of every stack, by hex, following the links; a loop in them would not end."""
    found = {}
    for hex_ in np.flatnonzero(state.hexes.top != NOWHERE):
        units, unit = [], int(state.hexes.top[hex_])
        while unit != NOWHERE:
            assert len(units) <= len(scenario.world.units)
            units.append(unit)
            unit = int(state.units.below[unit])
        found[int(hex_)] = units
    return found


def check_stacks(scenario: Scenario, state: State) -> None:
    """Nobody stands twice, with the enemy, on the water but in boats, or where there is no room."""
    world, rules = scenario.world, scenario.world.rules[0]
    seen: Counter[int] = Counter()
    for hex_, units in stacks(scenario, state).items():
        seen.update(units)
        assert len({int(world.units.side[unit]) for unit in units}) == 1
        assert set(world.units.mobility[units] == Mobility.BOAT) == {bool(world.hexes.water[hex_])}
        assert all(state.units.hex[unit] == hex_ for unit in units)
        load = sum(int(state.unit_figures.frontage[unit]) for unit in units)
        assert load == state.hex_figures.load[hex_]
        if len(units) > 1:
            assert load <= rules.movement.stack_limit
            assert len(units) <= rules.movement.stack_units
    present = set(np.flatnonzero(state.units.status == Status.PRESENT).tolist())
    assert set(seen) == present
    assert not seen or max(seen.values()) == 1


def check_zones(scenario: Scenario, state: State) -> None:
    """The zones kept from move to move are those that the units on the map make."""
    world = scenario.world
    expected = np.zeros((len(world.hexes), 2), np.int64)
    for unit in np.flatnonzero(state.unit_figures.zone == 1):
        side, hex_ = int(world.units.side[unit]), int(state.units.hex[unit])
        assert state.units.routed[unit] == 0
        assert state.unit_figures.frontage[unit] >= world.rules.movement.zone_frontage[0]
        expected[hex_, side] += 1
        for neighbour in world.hexes.neighbour[hex_]:
            if neighbour != NOWHERE and world.hexes.water[neighbour] == 0:
                expected[neighbour, side] += 1
    assert (state.hex_figures.zone == expected).all()


def check_items(scenario: Scenario, state: State, held: np.ndarray, losses: np.ndarray) -> None:
    """What went and came back is what the events and the sides' books say; `held` are items, and disabled ones."""
    assert state.clock.logged[0] <= len(state.log)
    change = np.zeros_like(held)
    by_side = np.zeros_like(losses)
    for event in state.log[: int(state.clock.logged[0])]:
        if event.kind not in MOVES:
            continue
        said = dict(zip(FIELDS[EventKind(int(event.kind))], event.numbers.tolist(), strict=False))
        for place, sign in enumerate(MOVES[EventKind(int(event.kind))]):
            change[place, int(event.unit), said["slot"]] += sign * said["items"]
        if event.kind in HIT:
            side = int(scenario.world.units.side[int(event.unit)])
            kind = int(scenario.world.equipment.kind[said["equipment"]])
            by_side[side, Kind.MEN] += said["men"]
            if kind != Kind.MEN:
                by_side[side, kind] += said["items"]
    assert (held_now(state) >= 0).all()
    assert (held + change == held_now(state)).all()
    assert (losses + by_side == state.sides.losses).all()


def held_now(state: State) -> np.ndarray:
    """Return (2, U, SLOTS) the items of all units, and the vehicles that lie disabled with them."""
    return np.stack([state.units.items, state.units.disabled]).astype(np.int64)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.full)])
@pytest.mark.parametrize("pair", PAIRS, ids=" against ".join)
@pytest.mark.parametrize("name", shipped_names())
def test_the_books_balance_through_whole_games(name, pair, seed):
    scenario = load_scenario(name)
    pair = [leader if scenario.plans else leader.partition(":")[0] for leader in pair]
    held = losses = None
    for state in play_by_player_turns(scenario, pair, seed):
        check_stacks(scenario, state)
        check_zones(scenario, state)
        assert (state.units.cohesion >= 0).all()
        assert (state.units.cohesion <= 100).all()
        assert (state.units.carry >= 0).all()
        assert (state.units.carry <= 999).all()
        if held is not None and losses is not None:
            check_items(scenario, state, held, losses)
        state.clock.logged[0] = 0
        held, losses = held_now(state), state.sides.losses.astype(np.int64)
    assert state.clock.phase[0] == Phase.OVER
    assert state.clock.turn[0] == scenario.world.frame.last_turn[0]
    assert held is not None and held.shape[2] == SLOTS


@pytest.mark.parametrize("name", shipped_names())
def test_the_log_changes_nothing(name):
    scenario = load_scenario(name)
    assert play(scenario, ("cadet", "cadet"), 4).digest() == play(scenario, ("cadet", "cadet"), 4, 1 << 16).digest()
