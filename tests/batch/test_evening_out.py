"""The defence of a new battle is as strong as it must be for either side to win, at all sizes and scales."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from game.batch.evening_out import SHAKEN, STEPS, evened_out
from game.batch.runner import run_batch
from game.core.errors import UsageError
from game.scenario.loading import load_scenario
from game.scenario.new_battle.making import make_battle
from game.scenario.new_battle.scales import SCALES
from game.scenario.new_battle.wanted import MARGIN, Wanted, usual

BOTH = (("soviet", "japanese"), ("japanese", "soviet"))
AT_ONCE = {"hex_size": 350, "turn_minutes": 15}
GAMES = 80
SHARE = 0.15
"""Of the games that somebody wins, by other luck than that by which the strength was found."""


def share_of_the_weaker(wanted: Wanted, home: Path) -> float:
    """Return the share of games that the side wins which wins fewer, of those that somebody wins."""
    scenario = load_scenario(make_battle(evened_out(wanted).wanted, home))
    levels = run_batch(scenario, GAMES, seed=4711).levels
    won = [int((levels == level).sum()) for level in (0, 2)]
    return min(won) / max(1, sum(won))


@pytest.mark.parametrize(
    ("scale", "asked"),
    [
        ("battalions", {}),
        ("battalions", {"columns": 60, "rows": 60, "hex_size": 2000}),
        ("battalions", {"columns": 12, "rows": 8, "hex_size": 1500, "turns": 3}),
        ("companies", {"columns": 12, "rows": 8}),
        ("platoons", {"sides": BOTH[1], **AT_ONCE}),
    ],
)
def test_either_side_wins_some_of_its_games(tmp_path: Path, scale: str, asked: dict[str, Any]) -> None:
    assert share_of_the_weaker(replace(usual("clash", scale), **asked), tmp_path) >= SHARE


@pytest.mark.full
@pytest.mark.parametrize("sides", BOTH)
@pytest.mark.parametrize("size", [(12, 8), (20, 14), (60, 60), (100, 30), (150, 120)])
@pytest.mark.parametrize(
    ("scale", "width", "minutes"),
    [(scale, width, minutes) for scale, of in SCALES.items() for width, minutes in product(of.widths, of.minutes)],
)
def test_either_side_wins_some_at_all_sizes(
    tmp_path: Path, sides: tuple[str, str], size: tuple[int, int], scale: str, width: int, minutes: int
) -> None:
    columns, rows = size
    asked = {"columns": columns, "rows": rows, "hex_size": width, "turn_minutes": minutes, "sides": sides}
    assert share_of_the_weaker(replace(usual("clash", scale), **asked), tmp_path) >= SHARE  # type: ignore[arg-type]


def test_where_a_weapon_more_turns_all_games_cohesion_goes_by_smaller_steps() -> None:
    """Of 3 light machine guns of a Soviet platoon either 1 or 2 are left."""
    done: list[int] = []
    found = evened_out(replace(usual("clash", "platoons"), sides=BOTH[1], **AT_ONCE), done.append)
    assert done == sorted(done)
    assert done[-1] == STEPS
    assert SHAKEN[0] <= found.wanted.cohesion < SHAKEN[1]
    assert 0 < sum(found.won) <= found.games


def test_where_no_strength_does_it_points_decide() -> None:
    found = evened_out(replace(usual("clash", "platoons"), hex_size=200, turn_minutes=30)).wanted
    assert found.margin > MARGIN
    assert found.draw == found.margin - 1


def test_what_cannot_be_made_is_refused_before_anybody_plays() -> None:
    with pytest.raises(UsageError, match="the number of turns"):
        evened_out(replace(usual("clash"), turns=2))
