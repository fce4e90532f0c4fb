"""The luck table that the game ships (1.3): fair, bounded, bell-shaped; and `luck: none`, its mean."""

from __future__ import annotations

from collections import Counter

import numpy as np

from game.engine.game import world_with_luck
from game.scenario.world import LUCK
from tests.tabletop import shipped_rule, tabletop

TABLE = shipped_rule("luck")


def test_the_mean_is_exactly_one() -> None:
    assert len(TABLE) == LUCK == 36
    assert sum(TABLE) == 36 * 1000


def test_as_two_dice_fall() -> None:
    """Eleven values, from once to six times and back; every deviation has its opposite."""
    counts = Counter(TABLE)
    assert [counts[value] for value in sorted(counts)] == [1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1]
    assert counts == Counter(2000 - value for value in TABLE)
    assert list(TABLE) == sorted(TABLE)


def test_it_is_bounded() -> None:
    assert all(500 <= value <= 1500 for value in TABLE)


def test_no_luck_is_the_mean_and_nothing_else() -> None:
    world = tabletop(". R1\n B1 .").scenario.world
    even = world_with_luck(world, "none")
    assert even.rules[0].luck.tolist() == [1000] * LUCK
    assert world.rules[0].luck.tolist() == TABLE  # the shared world is left alone
    assert world_with_luck(world, "table") is world
    others = [name for name in world.rules.dtype.names if name != "luck"]
    assert all(np.array_equal(world.rules[name], even.rules[name]) for name in others)
