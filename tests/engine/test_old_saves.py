"""Saves that earlier versions wrote: kept as they were written, they go on under today's rules.

All are of the night attack on Hill 52, seed 1938. `old_saves/rules_2.json.gz` was written by 0.1.0: `random` against
`cadet`, four player turns old. `rules_3.json.gz` is from under version 3 of the rules: `cadet` against `random`, four
player turns and three orders old.
"""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from pathlib import Path
from typing import Final

import numpy as np
import pytest

from game.commanders.roster import player_turns
from game.engine.game import RULES_VERSION
from game.engine.saves import Saved, read_save, save_text
from game.scenario.compiling import IDLE

OLD: Final = (2, 3)
NEW: Final = {"opens", "armour_opens"}
"""What follows from items today and did not under their rules."""


def content_of(rules: int) -> bytes:
    return gzip.decompress((Path(__file__).parent / "old_saves" / f"rules_{rules}.json.gz").read_bytes())


def saved_under(rules: int) -> Saved:
    return read_save(content_of(rules))


@pytest.mark.parametrize("rules", OLD)
def test_a_game_of_an_earlier_version_goes_on_to_its_end(rules: int) -> None:
    saved = saved_under(rules)
    assert (saved.rules, saved.verifiable) == (rules, False)
    assert saved.rules < RULES_VERSION
    for _ in player_turns(saved.game, {"soviet": "cadet", "japanese": "cadet"}):
        pass
    assert saved.game.outcome is not None


@pytest.mark.parametrize("rules", OLD)
def test_every_number_of_it_is_where_it_was(rules: int) -> None:
    """Its fields are narrower than ours, or stand in another order, and what follows from others is kept among them.

    All are found by their names, and what is worked out again is what it was.
    """
    snapshot = json.loads(content_of(rules))["snapshot"]
    state = saved_under(rules).game.state
    found = set()
    for name, figures in (("units", "unit_figures"), ("hexes", "hex_figures"), ("sides", ""), ("clock", "")):
        fields = [(field, kind, tuple(shape)) for field, kind, shape in snapshot[name]["fields"]]
        stored = np.frombuffer(zlib.decompress(base64.b64decode(snapshot[name]["data"])), fields)
        for field in set(stored.dtype.names or ()) - {IDLE, "logged"}:
            array = getattr(state, name if field in getattr(state, name).dtype.names else figures)
            assert np.array_equal(array[field], stored[field]), field
            found.add(field)
    assert {*state.unit_figures.dtype.names, "load", "zone"} - NEW <= found


@pytest.mark.parametrize("rules", OLD)
def test_it_is_saved_again_and_stays_marked(rules: int) -> None:
    saved = saved_under(rules)
    again = read_save(save_text(saved.game, saved.commanders, saved.rules).encode("ascii"))
    assert (again.rules, again.game.digest()) == (rules, saved.game.digest())
