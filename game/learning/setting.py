"""What an environment is made for: scenario, luck, what is rewarded, how many decisions there may be.

The environments take the fields of `Setting` as keyword arguments.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args

import numpy as np

from game.core.arguments import one_of, whole
from game.core.errors import UsageError
from game.engine.game import Luck, world_with_luck
from game.scenario.loading import Scenario, load_scenario
from game.scenario.suggesting import or_known, quote
from game.scenario.world import World

Illegal = Literal["error", "ignore"]

EACH: Final = 8
"""Decisions for each unit of the larger side that a player turn has where nothing is said: three orders and more."""

MOST_DECISIONS: Final = 10**9


@dataclass(frozen=True)
class Setting:
    """All that decides an episode but the seed, the side and who leads the other one.

    `margin` weighs the change of the margin in victory points, `verdict` what the rules say at the end: 1 for the
    winner, -1 for the loser, 0 for both of a draw. `decisions_a_turn` are the decisions of one player turn: when they
    are used up, nothing but ending the turn is left. After `decisions` of both sides an episode is truncated. `illegal`
    says what becomes of an action that is masked out: an error, or nothing but that it counts as a decision and costs
    `penalty`. `ground` puts the map itself into every observation.
    """

    scenario: Scenario
    luck: Luck = "table"
    margin: float = 1.0
    verdict: float = 0.0
    decisions_a_turn: int = 0
    decisions: int = 0
    illegal: Illegal = "error"
    penalty: float = 0.0
    ground: bool = True

    @cached_property
    def world(self) -> World:
        """The world of the games: the scenario's, or one without luck."""
        return world_with_luck(self.scenario.world, self.luck)


def setting_of(scenario: Scenario | str | Path, given: Mapping[str, Any]) -> Setting:
    """Return the setting that an environment was asked for; 0 decisions stand for as many as is usual.

    Raises
    ------
    UsageError : there is no such scenario or keyword, or a value is of another type or out of bounds.
    ScenarioError : its file has faults.
    """
    known = [field.name for field in fields(Setting) if field.name != "scenario"]
    for name in given:
        if name not in known:
            raise UsageError(f"an environment has no keyword {quote(name)}{or_known(name, known)}")
    scenario = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    one_of(given.get("luck", "table"), "luck", get_args(Luck))
    one_of(given.get("illegal", "error"), "illegal", get_args(Illegal))
    for name in ("margin", "verdict", "penalty"):
        _weight(given.get(name, 0.0), name)
    if not isinstance(given.get("ground", True), bool):
        raise UsageError(f"ground must be True or False, not {quote(given['ground'])}")
    sides = np.bincount(scenario.world.units.side, minlength=2)
    usual = EACH * int(sides.max())
    turn = whole(given.get("decisions_a_turn", 0), "the decisions of a player turn", 0, MOST_DECISIONS) or usual
    turns = scenario.file.calendar.turns
    whole_game = min(MOST_DECISIONS, 4 * turn * turns)  # two player turns, with time to spare for what is ignored
    decisions = whole(given.get("decisions", 0), "the decisions of an episode", 0, MOST_DECISIONS) or whole_game
    return Setting(scenario, **{**cast("Any", given), "decisions_a_turn": turn, "decisions": decisions})


def _weight(value: Any, name: str) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise UsageError(f"{name} must be a finite number, not {quote(value)}")
