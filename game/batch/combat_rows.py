"""The rows of the table of combats: one a fight, with who took part and what it cost."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from game.batch.cells import BLOCK, Block, Words, ends_of
from game.batch.combats import GROUPS, CombatNote
from game.batch.results import Results
from game.core.terms import Kind, OrderKind, Result
from game.scenario.loading import Scenario
from game.scenario.world import KINDS


def combat_blocks(results: Results) -> Iterator[Block]:
    """Yield one row per fight."""
    counts, place = results.combat_counts, 0
    numbers = np.arange(len(results.combats)) - np.repeat(np.cumsum(counts) - counts, counts) + 1
    runs = np.repeat(np.arange(results.runs) + results.first, counts)
    for first in range(0, len(results.combats), BLOCK):
        here = slice(first, first + BLOCK)
        fights = results.combats[here]
        units = int(fights[:, list(GROUPS)].sum())
        yield {
            "run": runs[here],
            "combat": numbers[here],
            **_fights(results.scenario, fights),
            **_taking_part(results.scenario, fights, results.combat_units[place : place + units]),
        }
        place += units


def _fights(scenario: Scenario, fights: NDArray[np.int32]) -> Block:
    """Return the columns of (F, columns) fights."""
    shells = fights[:, CombatNote.ORDER] == OrderKind.BOMBARD
    turns, codes = np.unique(fights[:, CombatNote.TURN], return_inverse=True)
    hexes = tuple(str(scenario.hex_number(row)) for row in range(len(scenario.world.hexes)))
    losses: Block = {
        f"{who}_lost_{kind.name.lower()}": fights[:, len(CombatNote) + group * KINDS + kind]
        for group, who in enumerate(("attacker", "defender"))
        for kind in Kind
    }
    return {
        "turn": fights[:, CombatNote.TURN],
        "date": ends_of(scenario, turns)[codes],
        "side": Words(fights[:, CombatNote.SIDE], scenario.names.sides),
        "kind": Words(shells.astype(np.int32), ("assault", "bombardment")),
        "from_hex": Words(fights[:, CombatNote.FROM], hexes),
        "hex": Words(fights[:, CombatNote.TARGET], hexes),
        "odds": np.ma.masked_array(fights[:, CombatNote.ODDS] / 100, shells),
        "attacker_luck": fights[:, CombatNote.ATTACKER_LUCK] / 1000,
        "defender_luck": np.ma.masked_array(fights[:, CombatNote.DEFENDER_LUCK] / 1000, shells),
        "result": Words(fights[:, CombatNote.RESULT], tuple(result.name.lower() for result in Result)),
        "fought": fights[:, CombatNote.FOUGHT] / 1000,
        "taken": fights[:, CombatNote.TAKEN] == 1,
        **losses,
    }


def _taking_part(scenario: Scenario, fights: NDArray[np.int32], units: NDArray[np.int16]) -> Block:
    """Return who took part in fights, in words, of the rows of all their units."""
    names, place = scenario.names.units, 0
    found: dict[str, list[str]] = {group.name.lower(): [] for group in GROUPS}
    listed = [names[unit] for unit in units.tolist()]
    for counts in fights[:, list(GROUPS)].tolist():
        for words, count in zip(found.values(), counts, strict=True):
            words.append(" ".join(listed[place : place + count]))
            place += count
    return {name: np.ma.masked_array(words, [not word for word in words]) for name, words in found.items()}
