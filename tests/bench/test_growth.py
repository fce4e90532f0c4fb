"""Larger scenarios made in memory: more of the same, and nothing else."""

from __future__ import annotations

import numpy as np

from game.bench import games, growth
from game.bench.bars import SMALL
from game.core.terms import NOWHERE
from game.scenario.loading import load_scenario


def test_more_units_find_room_beside_the_others() -> None:
    scenario = load_scenario(SMALL)
    more = growth.with_more_units(scenario, 3)
    assert len(more.world.units) == 3 * len(scenario.world.units)
    assert set(scenario.names.units) < set(more.names.units)
    for unit, row in scenario.names.unit_row.items():
        assert more.world.units[more.names.unit_row[unit]].arrival_hex == scenario.world.units[row].arrival_hex
    assert games.unit_actions(more, 1) > games.unit_actions(scenario, 1)


def test_a_larger_map_is_the_old_one_and_more_of_its_ground() -> None:
    scenario = load_scenario(SMALL)
    larger = growth.on_larger_map(scenario, 2, 2)
    old, new = scenario.world, larger.world
    assert len(new.hexes) == 4 * len(old.hexes)
    columns, wide = int(old.frame[1]), int(new.frame[1])
    for row in range(len(old.hexes)):
        there = row % columns + row // columns * wide
        assert new.hexes[there].terrain == old.hexes[row].terrain
        inside = old.hexes[row].neighbour != NOWHERE
        assert (new.edges[:, :, there][:, :, inside] == old.edges[:, :, row][:, :, inside]).all()
    for row, way in np.argwhere(new.hexes.neighbour == NOWHERE):
        assert not new.edges[:, :, row, way].any()
    assert new.areas.sum() == old.areas.sum()
    assert (new.hexes.terrain[new.area_hexes] == old.hexes.terrain[old.area_hexes]).all()
    assert min(games.unit_actions(larger, 1)) > 10
