"""The rulebook prints numbers; they must be those of the rules in force."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.scenario.loading import load_scenario

DOCS = Path(__file__).parents[1] / "docs"
RULEBOOK = (DOCS / "rulebook.md").read_text(encoding="utf-8")
RULES = load_scenario("lake_khasan/campaign").rules.rules

PRINTED = [
    "luck",
    "stack_limit",
    "stack_units",
    "zone_frontage",
    "zone_leave",
    "night_march",
    "supply_full",
    "supply_strained",
    "supply_low",
    "refill",
    "attack_time",
    "assault_limit",
    "lethality",
    "cohesion_floor",
    "supply_fire",
    "sparse_targets",
    "dense_targets",
    "infantry_per_tank",
    "thick_armour",
    "point_blank",
    "odds",
    "depth",
    "collapse",
    "advance_units",
    "no_surrender",
    "defensive_guns",
    "defensive_missions",
    "observation",
    "unobserved",
    "recovery",
    "rally",
    "rest",
    "rest_in_zone",
    "digging",
    "digging_in_zone",
    "digging_engineers",
]


def section(number: str) -> str:
    """Return the text of one numbered section, or of the whole chapter if it has no such number."""
    match = re.search(rf"\*\*{re.escape(number)} .*?(?=\n\*\*\d|\n## |\Z)", RULEBOOK, re.DOTALL)
    assert match, f"the rulebook has no section {number}"
    return match[0]


def renderings(value: int, unit: str) -> set[str]:
    """Return the ways in which a number of the rules may stand in print."""
    ways = {f"{value:,}", f"{value}"}
    for word, divisor in (
        ("thousandths", 1000),
        ("hundredths", 100),
        ("quarter", 4),
        ("tens of metres", 100),
        ("metres", 1000),
    ):
        if word in unit:
            ways |= {f"{value / divisor:g}", f"{value / divisor:.2f}"}
    return ways


@pytest.mark.parametrize("name", PRINTED)
def test_the_rulebook_prints_the_rules_in_force(name):
    entry = RULES[name]
    text = section(re.findall(r"rulebook (\d+\.\d+)", entry.source)[0])
    values = [entry.value] if isinstance(entry.value, int) else entry.value
    if name == "luck":
        values = [min(values), max(values)]
    words = {"one": "1", "two": "2"}
    printed = {words.get(word, word) for word in re.findall(r"-?[\d.,]*\d|one|two", text)}
    missing = [value for value in values if not renderings(value, entry.unit) & printed]
    assert not missing, f"{name}: {missing} not in: {text}"


def test_every_rule_cites_a_section_of_the_rulebook():
    for name, entry in RULES.items():
        sections = re.findall(r"rulebook (\d+\.\d+)", entry.source)
        assert sections, name
        for number in sections:
            assert section(number)


def test_every_source_in_the_table_of_rules_is_there():
    """Functions named in rules/README.md exist."""
    table = (DOCS.parent / "game" / "rules" / "README.md").read_text(encoding="utf-8")
    rows = "\n".join(line for line in table.splitlines() if line.startswith("| "))
    for module, function in re.findall(r"`(\w+)\.(\w+)`", rows):
        source = DOCS.parent / "game" / "rules" / f"{module}.py"
        if source.exists():
            assert re.search(rf"^(def|class) {function}\b", source.read_text(encoding="utf-8"), re.MULTILINE), function
    for path in re.findall(r"`(tests/[\w/]+\.py)`", table):
        assert (DOCS.parent / path).exists(), path
