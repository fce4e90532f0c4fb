"""Every order that a commander gives in whole games of both battles says why, and what it says is so."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from game.commanders.cadet.reasons import hundredths
from game.commanders.roster import player_turns
from game.engine.forecast import AttackForecast
from game.engine.game import Game
from game.engine.orders import Attack, Bombard, Move
from game.engine.replay import Step
from game.scenario.loading import load_scenario

BATTLES = ("lake_khasan/campaign", "khalkhin_gol/august_encirclement")
LONGEST = 300
MANNERS = {
    "objective": r"to (take|hold|occupy|stand in) \d{4} \(.+\), worth [\d.]+ points?(;|$)",
    "towards": r"towards \d{4} \(.+\), worth [\d.]+ points?, which is not to be taken yet$",
    "way": r"to gain ground on the way to \d{4} \(.+\), worth [\d.]+ points?;",
    "back": r"to drive the enemy back from \d{4} \(.+\), worth [\d.]+ points?;",
    "ground": r"to gain ground, worth 0\.4 points;",
    "losses": r"to inflict losses, valued at [\d.]+ points? against [\d.]+ points? for its own;",
    "press": r"not needed for an objective: towards .*\d{4}",
    "falls back": r"falls back(, routed|, out of supply|, cut off with supplies for \d+ turns?"
    r"| from the enemy, shaken \(cohesion \d+\)): ",
    "guns": r"to (have|come within range of) \d{4} \(.+\)( in range)?$",
    "shells": r"best target in range and next to its own units: .+, \d+ men exposed$",
    "place": r"out of a crowded|away from |back into |to where supply|for better cover|to engage|to take ground",
}
"""What reasons are like, by what they are about."""


def manner(reason: str) -> str:
    """What a reason is about."""
    found = [name for name, pattern in MANNERS.items() if re.match(pattern, reason)]
    assert len(found) == 1, f"{reason!r} is {found}"
    return found[0]


def check_fight(before: Game, step: Step) -> None:
    """The chance named is that of the forecast; who is shelled stands there."""
    if isinstance(step.order, Attack):
        expected = before.forecast(step.order)
        assert isinstance(expected, AttackForecast)
        assert f"; {hundredths(expected.success)} % success" in step.reason
        assert ("without the guns" in step.reason) is bool(step.order.support)
        assert (f"{hundredths(expected.trapped)} % that defenders cannot" in step.reason) is (expected.trapped > 0)
    elif isinstance(step.order, Bombard):
        unit = re.search(r"units: (.+), ", step.reason)
        assert unit is not None
        row = before.scenario.names.unit_row[unit[1]]
        assert before.scenario.hex_number(int(before.state.units.hex[row])) == step.order.target


@pytest.mark.parametrize("name", BATTLES)
def test_every_order_of_a_game_says_why(name: str) -> None:
    scenario = load_scenario(name)
    game, twin = Game.new(scenario, 1), Game.new(scenario, 1)
    seen: Counter[str] = Counter()
    for steps in player_turns(game, dict.fromkeys(scenario.names.sides, "cadet")):
        for step in steps:
            if step.order is None:
                assert not step.reason
                twin.end_turn()
                continue
            assert step.reason.isprintable()
            assert len(step.reason) <= LONGEST
            kind = manner(step.reason)
            seen[kind] += 1
            assert isinstance(step.order, Move) or kind in ("objective", "way", "back", "ground", "losses", "shells")
            check_fight(twin, step)
            assert all(unit in scenario.names.unit_row for unit in step.order.named)
            twin.play(step.order)
    assert twin.digest() == game.digest()
    assert seen.keys() >= {"objective", "way", "press", "falls back", "guns", "place"}, seen
