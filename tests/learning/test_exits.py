"""Exits as decisions: a unit's own hex, where it may leave the map; one game and many side by side say the same."""

from __future__ import annotations

import numpy as np

from game.core.terms import Status
from game.engine.orders import Exit
from game.learning import VectorBattles
from game.learning.battle import Battle
from game.learning.features import ground_features
from game.learning.setting import setting_of
from game.scenario.loading import Scenario, from_documents
from tests.learning.playing import ones
from tests.tabletop import documents


def board() -> Scenario:
    """R1 stands at the exit, R2 beside it; B1 far away."""
    drawing = "R1 . . . .\n R2 . . . .\n. . . . B1"
    awards = [{"side": "red", "award": "exited", "of": "red", "points": 2}]
    return from_documents(
        documents(drawing, areas={"west": ["0000"]}, exits={"red": ["west"]}, awards=awards), "tabletop"
    )


def test_its_own_hex_stands_for_the_exit() -> None:
    battle = Battle(setting_of(board(), {}))
    battle.begin(1)
    order = Exit("R1", "0000")
    unit, hex_ = battle.actions_for(order)
    assert (unit, hex_) == (0, battle.actions.first_hex)
    battle.act(1)
    assert battle.actions.first_hex + 5 not in ones(battle.mask())  # R2 is at no exit
    battle.begin(1)
    battle.act(unit)
    assert battle.mask()[hex_] == 1
    battle.act(hex_)
    assert battle.game.state.units.status[0] == Status.EXITED
    assert battle.settle() == 2


def test_side_by_side_it_goes_the_same() -> None:
    """Masks, points and digests; and the plane that says where the exits are."""
    scenario = board()
    many, battle = VectorBattles(2, scenario, opponent=None), Battle(setting_of(scenario, {}))
    seen, infos = many.reset(seed=3)
    battle.begin(int(infos["seed"][0]))
    for action in (0, battle.actions.first_hex):
        assert np.array_equal(seen["action_mask"][0], battle.mask())
        seen, rewards, *_ = many.step(np.array([action, action]))
        battle.act(action)
    assert many.digests()[0] == battle.game.digest()
    assert rewards[0] == 2
    names = [feature.name for feature in ground_features(battle.setting)]
    assert names[-2:] == ["own_exit", "enemy_exit"]
    assert seen["ground"][0, -2].sum() == 1
