"""The games themselves: what happened in them, apart from how a state lies in memory.

A digest of the state changes when a field is added or widened; the log of events does not. These are the games of the
first version: a change of the program that is not meant to change games leaves every one of them as it is.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import numpy as np
import pytest

from game.core.terms import EventKind
from game.scenario.loading import Scenario, load_scenario
from game.scenario.world import EVENT
from tests.whole_games.playing import SCENARIOS, play

GOLDEN = Path(__file__).parents[1] / "golden" / "event_logs.json"
SEEDS = range(20)
ROWS = 1 << 16


def story(scenario: Scenario, seed: int) -> str:
    """Return a digest of every event of a game, the losses of both sides, and how it ended.

    The first version said nothing of a defender that had no cohesion left to lose; such rows are left out.
    """
    state = play(scenario, ("cadet", "cadet"), seed, ROWS)
    logged = int(state.clock.logged[0])
    assert 0 < logged < ROWS
    log = state.log[:logged]
    numbers = log["numbers"]
    log = log[(log["kind"] != EventKind.SHAKEN) | (numbers[:, 0] != numbers[:, 1])]
    columns = [log[name].astype(np.int64).reshape(len(log), -1) for name in EVENT.names]
    digest = hashlib.blake2b(np.hstack(columns).tobytes(), digest_size=8)
    for name in ("losses", "captured", "points", "depot"):
        digest.update(state.sides[name].astype(np.int64).tobytes())
    digest.update(np.int64(state.clock.level[0]).tobytes())
    return digest.hexdigest()


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_same_things_happen_as_in_the_first_version(name):
    """Where games change on purpose, RULES_VERSION goes up, and UPDATE_GOLDEN=1 writes this file again."""
    scenario = load_scenario(name)
    found = [story(scenario, seed) for seed in SEEDS]
    kept = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(json.dumps({**kept, name: found}, indent=1) + "\n", encoding="utf-8")
        return
    assert found == kept[name]
