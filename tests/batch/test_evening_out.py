"""The defence of a new battle is as strong as it must be for either side to win, at all sizes and scales."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.batch.balance.losing import brought
from game.batch.balance.taking_part import units
from game.batch.evening_out import STEPS, evened_out, least_fought, least_lost
from game.batch.runner import run_batch
from game.core.errors import UsageError
from game.core.terms import Kind
from game.engine.cards import unit_cards
from game.engine.game import Game
from game.scenario.loading import load_scenario
from game.scenario.new_battle.making import make_battle
from game.scenario.new_battle.scales import SCALES
from game.scenario.new_battle.strengths import FEWEST, bounds_of_holders, men_there
from game.scenario.new_battle.wanted import FULL, Wanted, usual

BOTH = (("soviet", "japanese"), ("japanese", "soviet"))
GAMES = 80
SHARE = 0.3
"""Of the games that somebody wins, by other luck than that by which the strength was found."""


def holds_good(wanted: Wanted, home: Path) -> None:
    """Hold a battle to what a new one is to be, by other luck: either side wins some, it costs men, all turns count."""
    scenario = load_scenario(make_battle(wanted, home))
    results = run_batch(scenario, GAMES, seed=4711, notes=("units",))
    won = [int((results.levels == level).sum()) for level in (0, 2)]
    assert min(won) >= SHARE * sum(won)
    men = results.losses[:, :, :, Kind.MEN]
    assert men[:, -1].sum(axis=1).mean() >= least_lost(wanted.turns) * brought(scenario)[:, Kind.MEN].sum()
    assert (men[:, -1].mean(axis=0) >= 1).all(), "both sides lose men"
    fought = (np.diff(men.sum(axis=2), axis=1, prepend=0) > 0).sum(axis=1)
    assert fought.mean() >= least_fought(wanted.turns)
    idle = [one["unit"] for one in units(results) if one["remarks"] == ["never_fought"]]
    assert not idle or wanted.turns < usual("clash", wanted.scale).turns, "in few turns who arrives may be too late"


@pytest.mark.parametrize(
    ("scale", "asked"),
    [
        ("battalions", {}),
        ("battalions", {"columns": 60, "rows": 60, "hex_size": 2000}),
        ("battalions", {"columns": 12, "rows": 8, "hex_size": 1500, "turns": 3}),
        ("companies", {"columns": 12, "rows": 8}),
    ],
)
def test_it_is_a_battle_that_either_side_wins_some_of(tmp_path: Path, scale: str, asked: dict[str, Any]) -> None:
    holds_good(evened_out(replace(usual("clash", scale), **asked)).wanted, tmp_path)


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
    holds_good(evened_out(replace(usual("clash", scale), **asked)).wanted, tmp_path)  # type: ignore[arg-type]


def test_where_men_do_not_make_it_even_quality_goes_by_smaller_steps(tmp_path: Path) -> None:
    """Japanese platoons that have a third of the men still hold against a Soviet company."""
    done: list[int] = []
    found = evened_out(replace(usual("clash", "platoons"), sides=BOTH[0]), done.append)
    assert done == sorted(done)
    assert done[-1] == STEPS
    assert found.wanted.quality < FULL
    assert SHARE * sum(found.won) <= min(found.won) <= sum(found.won) <= found.games
    holds_good(found.wanted, tmp_path)
    defenders = load_scenario(tmp_path / "clash" / "first.yaml").forces.sides["japanese"].formations[0].units
    assert all(one.quality and one.morale for one in defenders)


@pytest.mark.parametrize("sides", BOTH)
@pytest.mark.parametrize("scale", SCALES)
def test_neither_side_has_less_than_a_third_of_the_other_s_men(
    tmp_path: Path, scale: str, sides: tuple[str, str]
) -> None:
    """Whatever strength officers find even: that is looked for within bounds, and they hold in the game."""
    wanted = replace(usual("clash", scale), sides=sides)
    for holders in bounds_of_holders(wanted):
        one = replace(wanted, holders=holders, name=f"with_{holders}")
        game = Game.new(load_scenario(make_battle(one, tmp_path)), seed=1)
        men = [sum(card.men for card in unit_cards(game) if card.hex and card.side == side) for side in sides]
        assert men == [men_there(one, place) for place in range(len(sides))]
        assert min(men) >= FEWEST * max(men)


@pytest.mark.parametrize("scale", SCALES)
def test_nobody_wins_who_does_not_have_the_summit(tmp_path: Path, scale: str) -> None:
    """All men that a side has are fewer points than the summit is."""
    for place, sides in enumerate(BOTH):
        wanted = replace(usual(f"clash_{place}", scale), sides=sides, holders=250)
        scenario = load_scenario(make_battle(wanted, tmp_path))
        hold, *_, losses = scenario.file.victory.awards
        men = max(
            sum(card.men for card in unit_cards(Game.new(scenario, seed=1)) if card.side == side) for side in sides
        )
        most = men // losses.per * losses.points
        first, drawn, second = scenario.file.victory.levels
        assert most < hold.points
        assert first.at_least is not None
        assert drawn.at_least is not None
        assert -hold.points + most < drawn.at_least <= hold.points - most, "without the summit it is the second's"
        assert first.at_least > drawn.at_least
        assert (first.winner, drawn.winner, second.winner) == (sides[0], None, sides[1])


def test_what_cannot_be_made_is_refused_before_anybody_plays() -> None:
    with pytest.raises(UsageError, match="the number of turns"):
        evened_out(replace(usual("clash"), turns=2))
