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
    "towards": r"towards \d{4} \(.+\), worth [\d.]+ points?, which it does not mean to take yet$",
    "way": r"for ground on the way to \d{4} \(.+\), worth [\d.]+ points?;",
    "ground": r"for the ground, worth 0\.4 points;",
    "losses": r"for the enemy's losses, which it holds worth [\d.]+ points?, its own [\d.]+ points?;",
    "press": r"no objective needs it: towards .*\d{4}",
    "falls back": r"falls back(, broken|, out of supply| from the enemy, shaken \(cohesion \d+\)): ",
    "guns": r"to (have|come within range of) \d{4} \(.+\)( in range)?$",
    "shells": r"of all enemies in range and next to its troops .+ offers most to hit: \d+ men exposed$",
    "place": r"out of a crowded|away from |back into |to where supply|to be under|to come to grips|to take ground",
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
        assert f"success {hundredths(expected.success)} in 100" in step.reason
        assert ("without the guns" in step.reason) is bool(step.order.support)
        assert (f"no way out for them {hundredths(expected.trapped)} in 100" in step.reason) is (expected.trapped > 0)
    elif isinstance(step.order, Bombard):
        unit = re.search(r"troops (.+) offers", step.reason)
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
            assert isinstance(step.order, Move) or kind in ("objective", "way", "ground", "losses", "shells")
            check_fight(twin, step)
            assert all(unit in scenario.names.unit_row for unit in step.order.named)
            twin.play(step.order)
    assert twin.digest() == game.digest()
    assert seen.keys() >= {"objective", "way", "press", "falls back", "guns", "place"}, seen
