"""Battles differ in scale: rules are given for hexes of 1 km and turns of 8 hours, and brought to a scenario's own."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import Any

import numpy as np
import pytest

from game.engine.plain import plain
from game.rules.rates import in_turn
from game.scenario.library import read_library
from game.scenario.loading import load_scenario
from game.scenario.rule_values import RULE_VALUES, field_of
from game.scenario.schema.libraries import RuleValue, rounded_share
from tests.tabletop import Table, shipped_rule, tabletop

BOARD = """
    R1  .   .
      .   .   B1
"""


def rule(per: str | None, value: int | list[int] = 1) -> RuleValue:
    return RuleValue.model_validate({"value": value, "unit": "men", "source": "made up", "per": per})


def in_force(hex_size: int, turn_hours: int, **rules: Any) -> Table:
    return tabletop(BOARD, hex_size=hex_size, turn_hours=turn_hours, rules=rules)


@pytest.mark.parametrize(
    ("number", "share", "of", "rounded"),
    [
        (240, 500, 1000, 120),
        (5, 1, 2, 3),  # two and a half
        (-5, 1, 2, -2),  # halves go up, below nothing too
        (-4, 12, 8, -6),
        (7, 1, 3, 2),
        (8, 1, 3, 3),
        (-7, 1, 3, -2),
        (-8, 1, 3, -3),
        (0, 12, 8, 0),
        (1, 1, 1, 1),
    ],
)
def test_shares_are_rounded_to_the_nearest_whole_number(number: int, share: int, of: int, rounded: int) -> None:
    assert rounded_share(number, share, of) == rounded


@pytest.mark.parametrize(
    ("per", "hex_size", "turn_hours", "value"),
    [
        (None, 250, 4, 240),
        ("width", 1000, 8, 240),
        ("width", 250, 8, 60),
        ("width", 250, 24, 60),
        ("width", 333, 8, 80),  # 79.92
        ("width", 2000, 8, 480),
        ("hours", 1000, 8, 240),
        ("hours", 250, 12, 360),
        ("hours", 1000, 3, 90),
        ("hours", 1000, Fraction(1, 2), 15),
    ],
)
def test_a_rule_goes_with_the_width_of_the_hex_or_with_the_hours_of_the_turn(
    per: str | None, hex_size: int, turn_hours: int | Fraction, value: int
) -> None:
    assert rule(per).at_scale(240, hex_size, int(turn_hours * 60)) == value


def test_every_number_of_a_row_is_brought_to_scale() -> None:
    assert rule("hours").at_scale([-4, 4, 7, 10], 1000, 720) == [-6, 6, 11, 15]
    assert rule("width").at_scale([], 500, 480) == []
    assert rule(None).at_scale([-4, 4, 7, 10], 500, 720) == [-4, 4, 7, 10]


def test_a_rule_says_nothing_of_scale_as_a_rule() -> None:
    assert RuleValue(value=3, unit="units", source="made up").per is None
    with pytest.raises(ValueError, match="per"):
        rule("weight")


SHIPPED = {name: RuleValue.model_validate(noun) for name, noun in read_library("rules").document.data["rules"].items()}
SCALES = [(250, 8), (500, 8), (1000, 12), (1000, 8), (333, 5)]


def in_record(exact: Fraction, rate: bool) -> int:
    """Rates are in thousandths, and whole from eight on."""
    whole = floor(exact + Fraction(1, 2))
    if not rate:
        return whole
    return 1000 * whole if abs(whole) >= 8 else floor(1000 * exact + Fraction(1, 2))


@pytest.mark.parametrize(("hex_size", "turn_hours"), SCALES)
def test_every_shipped_rule_is_in_force_at_the_scale_of_the_board(hex_size: int, turn_hours: int) -> None:
    table = in_force(hex_size, turn_hours)
    scale = {None: Fraction(1), "width": Fraction(hex_size, 1000), "hours": Fraction(turn_hours, 8)}
    for name, noun in SHIPPED.items():
        if name == "luck":
            continue  # the board's is even
        given = noun.value if isinstance(noun.value, list) else [noun.value]
        found = np.ravel(field_of(table.rules, name)).tolist()
        assert found == [in_record(number * scale[noun.per], RULE_VALUES[name].rate) for number in given], name


def test_the_rules_that_have_a_scale() -> None:
    """Men in a hex go with its width, what a turn does to men with its hours; shares and odds go with nothing."""
    by_scale = {per: {name for name, noun in SHIPPED.items() if noun.per == per} for per in ("width", "hours")}
    assert by_scale == {
        "width": {"stack_limit", "assault_limit", "zone_frontage", "dense_targets", "sparse_targets"},
        "hours": {
            "cold_cohesion",
            "cold_fatigue",
            "lethality",
            "armour_lethality",
            "bombard_lethality",
            "suppress_from",
            "march_fatigue",
            "attack_fatigue",
            "defence_fatigue",
            "rest",
            "rest_in_zone",
            "recovery",
            "repair",
            "digging",
            "digging_in_zone",
        },
    }


def test_a_board_of_twelve_hours_and_a_kilometre() -> None:
    """As at Khalkhin Gol: what is given for a kilometre as it stands, for eight hours half as much again."""
    rules = in_force(1000, 12).rules
    for name in ("stack_limit", "assault_limit", "zone_frontage", "dense_targets", "sparse_targets"):
        assert field_of(rules, name) == shipped_rule(name), name
    for name in ("armour_lethality", "bombard_lethality", "march_fatigue", "attack_fatigue", "rest", "digging"):
        assert field_of(rules, name) * (1 if RULE_VALUES[name].rate else 1000) == shipped_rule(name) * 1500, name
    assert rules.assault.lethality.tolist() == [each * 3 // 2 for each in shipped_rule("lethality")]
    assert rules.rest.recovery.tolist() == [-6000, 6000, 11000, 15000]


def test_overrides_are_given_as_in_the_library() -> None:
    """A scenario's own numbers are for a kilometre and eight hours as well, whatever its scale."""
    rules = in_force(250, 12, zone_frontage=400, rest=10, recovery=[-8, 2, 3, 4], odds=[60, 150, 230, 350]).rules
    assert (rules.movement.zone_frontage, rules.rest.rest) == (100, 15_000)
    assert rules.rest.recovery.tolist() == [-12000, 3000, 4500, 6000]
    assert rules.assault.odds.tolist() == [60, 150, 230, 350]


@pytest.mark.parametrize(
    ("name", "stack", "zone", "rest"),
    [("lake_khasan/campaign", 1200, 60, 20), ("khalkhin_gol/august_encirclement", 4800, 240, 30)],
)
def test_both_battles_are_played_by_the_same_rules(name: str, stack: int, zone: int, rest: int) -> None:
    """250 m and 8 hours at Lake Khasan, 1 km and 12 hours at Khalkhin Gol."""
    rules = load_scenario(name).world.rules[0]
    assert (rules.movement.stack_limit, rules.movement.zone_frontage, rules.rest.rest) == (stack, zone, 1000 * rest)


def test_in_short_turns_nothing_is_lost_by_rounding() -> None:
    """1.4: eight points in eight hours are a quarter point in a turn of 15 minutes: one in every fourth."""
    table = tabletop(BOARD, turn_minutes=15, turns=40, rules={"march_fatigue": 8, "recovery": [0, 0, 0, 100]})
    rate = int(table.rules.rest.march_fatigue)
    assert rate == 250
    state, clock, given = table.state, table.state.clock[0], []
    for turn in range(1, 33):
        clock.turn = turn
        given.append(int(plain(in_turn)(state, rate, 1, 1)))
    assert sum(given) == 8 and set(given) == {0, 1}
    assert given[:8] == [0, 1, 0, 0, 0, 1, 0, 0]


def test_half_of_a_rate_is_half_of_it_over_the_turns() -> None:
    """1.4: who marches half the turn is half as tired."""
    table = tabletop(BOARD, turn_minutes=10, turns=40, rules={"march_fatigue": 12})
    rate, whole, half = int(table.rules.rest.march_fatigue), 0, 0
    for turn in range(1, 97):
        table.state.clock[0].turn = turn
        whole += int(plain(in_turn)(table.state, rate, 48, 48))
        half += int(plain(in_turn)(table.state, rate, 24, 48))
    assert (whole, half) == (24, 12)
