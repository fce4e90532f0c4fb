"""The numbers of the rulebook as they are declared: each with its least and its greatest value.

This is the one place that says which rule values there are, of what shape and within what bounds. The `rules` record of
the World, the checks of the library and of a scenario's own `rules`, the JSON Schema and the table in
`docs/scenario_files.md` follow from it. What each means, its unit and its source are in `assets/data/rules.yaml`.

Rates of a turn, as points of fatigue, are in the record in thousandths: in turns of minutes many are less than one.

Bounds are those of the numbers as files give them; a rule that goes with the width of a hex or with the hours of a turn
is brought to the scenario's scale afterwards. They leave room for what-ifs (a rule doubled, trebled or switched off)
and none for what makes no sense or could outgrow a field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, Literal

from game.scenario.suggesting import quote

Scale = Literal["width", "hours"]
Value = int | list[int]

FAIR: Final = 1000
"""The mean of the luck table."""

LEAST_OF_WORKS: Final = 100
"""Thousandths of a fire that works leave at least: works that left none could not be opened, whoever attacks them."""


@dataclass(frozen=True)
class Rule:
    """One number of the rulebook (`row` False) or a row of them.

    `bounds` has least and most of each number; `rising`: none is less than the one before; `fair`: their mean is FAIR.
    `per` is the scale that a file may say the value is given for; `rate`: the record has it in thousandths.
    """

    name: str
    bounds: tuple[tuple[int, int], ...]
    row: bool = False
    per: Scale | None = None
    rising: bool = False
    fair: bool = False
    rate: bool = False

    @property
    def same(self) -> bool:
        """Whether all numbers have the same bounds."""
        return len(set(self.bounds)) == 1


def one(name: str, least: int, most: int, per: Scale | None = None) -> Rule:
    """Declare a rule of one number."""
    return Rule(name, ((least, most),), per=per)


def rate(name: str, least: int, most: int, count: int | None = None) -> Rule:
    """Declare what a turn does to a unit, in points or shares; a row of `count` numbers, or one."""
    return Rule(name, ((least, most),) * (count or 1), count is not None, "hours", rate=True)


def row(
    name: str, count: int, least: int, most: int, per: Scale | None = None, *, rising: bool = False, fair: bool = False
) -> Rule:
    """Declare a rule of several numbers with the same bounds."""
    return Rule(name, ((least, most),) * count, True, per, rising, fair)


# Rows of four are tables by Light or by Supply, or by the steps of a ladder; rows of five by level of entrenchment or
# by Result. Factors are thousandths.
CHAPTERS: Final[Mapping[str, tuple[Rule, ...]]] = {
    "movement": (  # 3
        one("stack_limit", 0, 100_000, "width"),
        one("stack_units", 1, 24),
        one("zone_frontage", 0, 100_000, "width"),
        one("zone_leave", 0, 48),
        one("night_march", 100, 10_000),
        one("pace", 100, 20_000),
    ),
    "supply": (  # 4
        one("supply_full", 0, 30_000),
        one("supply_strained", 0, 30_000),
        one("supply_low", 0, 30_000),
        one("refill", 0, 20),
    ),
    "assault": (  # 5
        one("attack_time", 0, 48),
        one("assault_limit", 0, 100_000, "width"),
        row("lethality", 2, 0, 1_000_000, "hours"),
        one("armour_lethality", 0, 1_000_000, "hours"),
        one("burnt", 0, 1_000),
        one("cohesion_floor", 0, 1_000),
        one("fatigue_drag", 0, 1_000),
        row("supply_fire", 4, 0, 5_000),
        row("attack_light", 4, 0, 5_000),
        row("defence_light", 4, 0, 5_000),
        row("trained_light", 4, 0, 5_000),
        row("dug_in", 5, LEAST_OF_WORKS, 5_000),
        row("prepared_fire", 5, LEAST_OF_WORKS, 5_000),
        row("isolation", 3, 0, 1_000),
        one("opened_most", 0, 1_000),
        one("sparse_targets", 0, 100_000, "width"),
        one("dense_targets", 0, 100_000, "width"),
        one("dense_gain", 0, 10_000),
        one("dense_most", 0, 10_000),
        one("combined_arms", 0, 5_000),
        one("tanks_lead", 0, 5_000),
        one("infantry_per_tank", 0, 1_000),
        one("tanks_alone", 0, 10_000),
        one("tanks_alone_fire", 0, 5_000),
        row("direction", 4, 0, 5_000),
        one("suppression", 0, 10_000),
        one("suppression_most", 0, 1_000),
        one("thick_armour", 0, 1_000),
        row("odds", 4, 0, 10_000, rising=True),
        row("break_off", 2, 0, 1_000, rising=True),
        Rule("depth", ((0, 20_000), (0, 10_000)), True),
        Rule("approach", ((0, 20_000), (0, 2_000)), True),
        one("shaken_by_losses", 0, 1_000),
        row("attacker_shaken", 5, 0, 100),
        row("defender_shaken", 5, 0, 100),
        row("retreat_losses", 5, 0, 1_000),
        row("guns_left", 5, 0, 1_000),
        one("no_way_losses", 0, 1_000),
        one("last_stand_losses", 0, 1_000),
        one("no_surrender", 0, 20_000),
        one("advance_units", 0, 24),
    ),
    "artillery": (  # 6
        one("bombard_lethality", 0, 1_000_000, "hours"),
        one("bombard_shock", 0, 1_000),
        rate("suppress_from", 0, 1_000),
        one("suppressed_fire", 0, 1_000),
        one("suppressed_march", 0, 1_000),
        row("bombard_light", 4, 0, 5_000),
        row("support_light", 4, 0, 5_000),
        one("point_blank", 0, 40_000),
        one("defensive_guns", 0, 24),
        one("defensive_missions", 0, 20),
        row("observation", 4, 0, 40_000),
        one("unobserved", 0, 1_000),
        one("direct_men", 0, 100_000),
        one("direct_armour", 0, 100_000),
    ),
    "rest": (  # 7
        rate("attack_fatigue", 0, 100),
        rate("defence_fatigue", 0, 100),
        rate("march_fatigue", 0, 100),
        rate("rest", 0, 100),
        rate("rest_in_zone", 0, 100),
        rate("recovery", -100, 100, 4),
        one("recovery_in_zone", 0, 1_000),
        one("rally", 0, 101),
        rate("repair", 0, 1_000),
        one("collapse", -1, 100),
        rate("cold_cohesion", 0, 100),
        rate("cold_fatigue", 0, 100),
    ),
    "works": (  # 8
        rate("digging", 0, 400),
        rate("digging_in_zone", 0, 400),
        one("digging_engineers", 0, 5_000),
    ),
    "ground": (  # 10
        one("ground_reach", 0, 40_000),
    ),
}
"""The numbers by chapter of the rulebook."""

TABLE_OF_LUCK: Final = row("luck", 36, 0, 36 * FAIR, fair=True)
"""It stands for itself: chapter 1 has no other number."""

DECLARED: Final = (TABLE_OF_LUCK, *chain.from_iterable(CHAPTERS.values()))

CHAPTER_OF: Final = {rule.name: chapter for chapter, rules in CHAPTERS.items() for rule in rules}

RULE_VALUES: Final[Mapping[str, Rule]] = {rule.name: rule for rule in DECLARED}


def rule_fields() -> list[tuple[Any, ...]]:
    """Return the fields of the `rules` record: the table of luck, then a record by chapter: `rules.works.digging`."""
    chapters = [(chapter, [_field(rule) for rule in rules]) for chapter, rules in CHAPTERS.items()]
    return [_field(TABLE_OF_LUCK), *chapters]


def _field(rule: Rule) -> tuple[Any, ...]:
    return (rule.name, "<i4", (len(rule.bounds),)) if rule.row else (rule.name, "<i4")


def field_of(rules: Any, name: str) -> Any:
    """Return the field of a `rules` record, or of an array of them, that holds a value."""
    return rules[CHAPTER_OF[name]][name] if name in CHAPTER_OF else rules[name]


def numbers_of(value: Value) -> list[int]:
    """Return the numbers of a value, one or several."""
    return value if isinstance(value, list) else [value]


def wrong_numbers(rule: Rule, value: Value, unit: str = "") -> Iterator[tuple[int | None, str]]:
    """Yield what is wrong with a value of a rule: the place of the number in the row (None: all of it), and why."""
    numbers = numbers_of(value)
    if isinstance(value, list) != rule.row or len(numbers) != len(rule.bounds):
        wanted = f"a list of {len(rule.bounds)} numbers" if rule.row else "one number"
        found = f"a list of {len(numbers)}" if isinstance(value, list) else "one number"
        yield None, f"should be {wanted}, not {found}"
        return
    outside = [
        (place, number, least, most)
        for place, (number, (least, most)) in enumerate(zip(numbers, rule.bounds, strict=True))
        if not least <= number <= most
    ]
    said = f" ({unit})" if unit else ""
    for place, number, least, most in outside:
        yield place if rule.row else None, f"should be {least} to {most}{said}, not {quote(number)}"
    if outside:
        return
    if rule.rising and numbers != sorted(numbers):
        yield None, "should rise from number to number, or stay"
    if rule.fair and sum(numbers) != FAIR * len(numbers):
        fair = f"{len(numbers)} numbers from 0 on that add up to {FAIR * len(numbers)}"
        yield None, f"luck must be fair: {fair}; they add up to {sum(numbers)}"


def schema_of(rule: Rule) -> dict[str, Any]:
    """Return the JSON Schema of a rule's value."""
    entries = [{"type": "integer", "minimum": least, "maximum": most} for least, most in rule.bounds]
    if not rule.row:
        return entries[0]
    count = {"type": "array", "minItems": len(entries), "maxItems": len(entries)}
    return {**count, "items": entries[0]} if rule.same else {**count, "prefixItems": entries}


def overrides_schema() -> dict[str, Any]:
    """Return the JSON Schema of a scenario's own rule values."""
    return {
        "type": "object",
        "properties": {rule.name: schema_of(rule) for rule in DECLARED},
        "additionalProperties": False,
    }


def library_schema() -> dict[str, Any]:
    """Return what the JSON Schema of a library's `rules` says of each of them, beside what all have in common.

    None is required: a battle's own library has those that it changes. That the shared one has all is a check.
    """
    return {
        "properties": {
            rule.name: {
                "$ref": "#/$defs/RuleValue",
                "properties": {"value": schema_of(rule), "per": {"enum": [rule.per, None] if rule.per else [None]}},
            }
            for rule in DECLARED
        },
        "additionalProperties": False,
    }
