"""Saves that earlier versions wrote: kept as they were written, they go on under today's rules.

`old_saves/rules_2.json.gz` was written by 0.1.0: the night attack on Hill 52, seed 1938, `random` against `cadet`, four
side-turns old.
"""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from pathlib import Path

import numpy as np

from game.commanders.roster import side_turns
from game.engine.game import RULES_VERSION
from game.engine.saves import Saved, read_save, save_text
from game.scenario.compiling import IDLE

RULES_2 = Path(__file__).parent / "old_saves" / "rules_2.json.gz"


def saved_under_rules_2() -> Saved:
    return read_save(gzip.decompress(RULES_2.read_bytes()))


def test_a_game_of_0_1_0_goes_on_to_its_end() -> None:
    saved = saved_under_rules_2()
    assert (saved.rules, saved.verifiable) == (2, False)
    assert saved.rules < RULES_VERSION
    for _ in side_turns(saved.game, {"soviet": "cadet", "japanese": "cadet"}):
        pass
    assert saved.game.outcome is not None


def test_every_number_of_it_is_where_it_was() -> None:
    """Its fields are narrower than ours, and some stand in another order: all are found by their names."""
    snapshot = json.loads(gzip.decompress(RULES_2.read_bytes()))["snapshot"]
    state = saved_under_rules_2().game.state
    for name in ("units", "hexes", "sides", "clock"):
        fields = [(field, kind, tuple(shape)) for field, kind, shape in snapshot[name]["fields"]]
        stored = np.frombuffer(zlib.decompress(base64.b64decode(snapshot[name]["data"])), fields)
        for field in set(stored.dtype.names or ()) - {IDLE, "logged"}:
            assert np.array_equal(getattr(state, name)[field], stored[field]), field
    assert any(kind == "<i2" for field, kind, _ in snapshot["units"]["fields"] if field == "men")


def test_it_is_saved_again_and_stays_marked() -> None:
    saved = saved_under_rules_2()
    again = read_save(save_text(saved.game, saved.commanders, saved.rules).encode("ascii"))
    assert (again.rules, again.game.digest()) == (2, saved.game.digest())
