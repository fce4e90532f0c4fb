"""Bridges and fords over hexsides, on the tiny battle of 29 July 1938; numbers worked out by hand as in test_compiling.

The stream (0203-E, 0204-E) takes half as long again; the bank (0101-W, 0102-W) is closed to wheels and costs double up.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.core.hexes import DIRECTIONS
from game.core.terms import Mobility
from game.engine.plain import plain
from game.rules import effects
from game.rules.ground import ground_of_turn
from game.rules.ways import bog_chance, carry_distance, edge_cost
from game.scenario.homes import shipped_names
from game.scenario.loading import Scenario, load_scenario
from game.scenario.world import Records, World

from .tiny import find, patch

FOOT, WHEELED, TRACKED = Mobility.FOOT, Mobility.WHEELED, Mobility.TRACKED


def with_bridges(battle: Path, *entries: str) -> Scenario:
    path = find(battle, "map.yaml")
    lines = [f'  - {{id: b{n}, name: "Bridge {n}", {entry}}}\n' for n, entry in enumerate(entries)]
    path.write_text(path.read_text(encoding="utf-8") + "bridges:\n" + "".join(lines), encoding="utf-8")
    return load_scenario("tiny/clash")


def at(number: str) -> int:
    return int(number[:2]) + 6 * int(number[2:])


def side(step: str) -> tuple[int, int]:
    """Row and direction of a step like "0101-W"."""
    return at(step[:4]), DIRECTIONS.index(step[5:])


def ways_of(scenario: Scenario) -> tuple[World, Records]:
    """The World, and what its bridges make of their hexsides at the start."""
    return scenario.world, scenario.start.spans


def cost(scenario: Scenario, mobility: Mobility, step: str) -> int:
    return int(plain(edge_cost)(*ways_of(scenario), mobility, 0, *side(step)))


def carry(scenario: Scenario, step: str) -> int:
    return int(plain(carry_distance)(*ways_of(scenario), *side(step)))


def test_a_bridge_hides_the_hexside_both_ways(battle: Path) -> None:
    clash = with_bridges(battle, 'kind: bridge, hexside: "0203-E"')
    assert cost(clash, FOOT, "0203-E") == cost(clash, FOOT, "0303-W") == 10  # plain; 15 through the stream
    assert cost(clash, FOOT, "0204-E") == 8  # the track a hex farther is as it was


def test_a_footbridge_takes_men_only_and_takes_time(battle: Path) -> None:
    clash = with_bridges(battle, 'kind: footbridge, hexside: "0203-E"', 'kind: footbridge, hexside: "0101-W"')
    assert cost(clash, FOOT, "0203-E") == 12  # 10 times 1.2
    assert cost(clash, FOOT, "0001-E") == 18  # a hill at 200 m/h is 15, times 1.2; 30 up the bank
    assert cost(clash, WHEELED, "0101-W") == 0
    assert cost(clash, TRACKED, "0203-E") == cost(load_scenario("tiny/clash"), TRACKED, "0203-E")


def test_a_bridge_opens_what_is_closed(battle: Path) -> None:
    clash = with_bridges(battle, 'kind: bridge, hexside: "0101-W"')
    assert cost(clash, WHEELED, "0101-W") == 2  # plain at 1500 m/h
    assert cost(clash, WHEELED, "0102-W") == 0  # the rest of the bank stays closed


def test_the_better_of_two_bridges_counts(battle: Path) -> None:
    clash = with_bridges(battle, 'kind: footbridge, hexside: "0203-E"', 'kind: bridge, hexside: "0303-W"')
    assert cost(clash, FOOT, "0203-E") == cost(clash, FOOT, "0303-W") == 10


@pytest.mark.parametrize(
    ("days", "stands"),
    [
        ('from: "1938-07-29"', True),
        ('from: "1938-07-30"', False),
        ('to: "1938-07-30"', True),
        ('to: "1938-07-29"', False),
        ('from: "1938-07-01", to: "1938-08-11"', True),
        ('from: "1938-07-01", to: "1938-07-20"', False),
    ],
)
def test_a_scenario_has_the_bridges_of_its_first_day(battle: Path, days: str, stands: bool) -> None:
    clash = with_bridges(battle, f'kind: bridge, hexside: "0203-E", {days}')
    assert cost(clash, FOOT, "0203-E") == (10 if stands else 15)


def test_a_road_ends_where_its_bridge_is_gone(battle: Path) -> None:
    clash = with_bridges(battle, 'kind: bridge, hexside: "0204-E", to: "1938-07-01"')
    assert cost(clash, FOOT, "0204-E") == 15  # through the stream, like everybody; 8 along the track
    assert carry(clash, "0204-E") == 50  # over open ground; 20 along the track
    assert cost(clash, FOOT, "0104-E") == 8


def test_a_road_goes_on_for_those_whom_its_bridge_takes(battle: Path) -> None:
    clash = with_bridges(battle, 'kind: footbridge, hexside: "0204-E"')
    assert cost(clash, FOOT, "0204-E") == 8
    assert carry(clash, "0204-E") == 20
    assert cost(clash, WHEELED, "0204-E") == 3  # 500 m at 1500 m/h through the stream; 2 along the track


def test_no_bog_is_spared_where_the_bridge_of_a_track_is_gone(battle: Path) -> None:
    patch(battle, "map.yaml", '"0304", "0303"]', '"0304", "0303", "0403", "0502", "0501"]')
    patch(battle, "map.yaml", 'stream: ["0203-E", "0204-E"]', 'stream: ["0203-E", "0204-E", "0403-NE"]')
    clash = with_bridges(battle, 'kind: bridge, hexside: "0403-NE", to: "1938-07-01"')
    assert plain(bog_chance)(*ways_of(clash), TRACKED, *side("0403-NE")) == 200


def test_supply_crosses_a_river_by_bridges_only(battle: Path) -> None:
    patch(
        battle, "terrain.yaml", "attack_down: 900, attack_up: 900", "attack_down: 900, attack_up: 900, closed: [foot]"
    )
    clash = with_bridges(
        battle, 'kind: footbridge, hexside: "0203-E"', 'kind: bridge, hexside: "0204-E", from: "1939-01-01"'
    )
    assert carry(clash, "0203-E") == carry(clash, "0303-W") == 50
    assert carry(clash, "0204-E") == 0
    assert cost(clash, FOOT, "0204-E") == 0


def test_an_attack_over_a_bridge_is_no_easier(battle: Path) -> None:
    before = load_scenario("tiny/clash").world.hexes.across
    clash = with_bridges(battle, 'kind: bridge, hexside: "0203-E", owner: red, capacity: "three tons"')
    assert np.array_equal(clash.world.hexes.across, before)
    assert clash.map.bridges[0].owner == "red"


@pytest.mark.parametrize("name", shipped_names())
def test_the_rules_make_of_the_bridges_of_the_start_what_the_map_does(name: str) -> None:
    """3.2: what is worked out from the map at once is what follows from bridge after bridge."""
    scenario = load_scenario(name)
    state = scenario.start.copy()
    state.spans.view(np.ndarray).view(np.uint8)[:] = 1
    plain(effects.apply_bridges)(scenario.world, state)
    ground = plain(ground_of_turn)(scenario.world, int(state.clock.turn[0]))  # where it changes by turns, that of now
    assert state.spans.tobytes() == scenario.world.spans_at_start[ground].tobytes()
