"""The table that leads from a rule to its function and test is true and whole; the rulebook names what there is."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from game.scenario.world import State, World

ROOT = Path(__file__).parents[2]
README = (ROOT / "game" / "rules" / "README.md").read_text(encoding="utf-8")
RULEBOOK = (ROOT / "docs" / "rulebook.md").read_text(encoding="utf-8")
ROWS = [line.split("|")[1:-1] for line in README.split("\n") if re.match(r"\| [0-9]", line)]
MODULES = {path.stem for path in (ROOT / "game" / "rules").glob("*.py")} - {"__init__"}


BOOK = set(re.findall(r"^\*\*([0-9]+\.[0-9]+)", RULEBOOK, re.MULTILINE))
TESTS = sorted(path.name for path in (ROOT / "tests" / "rules").glob("test_*.py"))

WITHOUT_ROW = {"1.1": "it says what words mean"}
"""Sections of the rulebook that no function carries out, and why."""

OF_ALL_RULES = {
    "test_conditions.py": "the conditions of plans, which are no rules of play",
    "test_effects.py": "what every change of the State keeps and logs, whatever the rule",
    "test_readme.py": "the table itself",
    "test_widths.py": "no sum of any rule outgrows its field",
}
"""Tests of rules that show no single section, and what they show."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip() + row[1].rstrip())
def test_functions_and_tests_exist(row: list[str]) -> None:
    _, _, functions, tests, _ = row
    module = ""
    for name in re.findall(r"`([^`]+)`", functions):
        if name.endswith(".py"):
            assert (ROOT / "game" / name).exists(), name
            continue
        if name.startswith(("world.", "state.")):
            values, _, field = name.partition(".")
            assert field in {"world": World._fields, "state": State._fields}[values], name
            continue
        path, _, function = name.rpartition(".")
        module = path.replace("/", ".") or module
        if name in MODULES:
            module, function = name, ""
        package = "game" if module.startswith("core") else "game.rules"
        loaded = importlib.import_module(f"{package}.{module}")
        assert not function or hasattr(loaded, function), name
    for name in re.findall(r"`([^`]+)`", tests):
        assert (ROOT / name).exists(), name


def test_every_section_of_the_rulebook_has_a_row() -> None:
    assert {row[0].strip() for row in ROWS} | set(WITHOUT_ROW) == BOOK


def test_every_test_of_rules_has_a_row() -> None:
    named = {name for row in ROWS for name in re.findall(r"`tests/rules/(test_\w+\.py)`", row[3])}
    assert sorted(named | set(OF_ALL_RULES)) == TESTS


def sections(text: str) -> set[str]:
    return set(re.findall(r"\b(10\.[1-3]|[1-9]\.[1-9][0-9]?)\b", text))


@pytest.mark.parametrize("module", sorted(MODULES))
def test_every_section_that_the_code_names_is_in_the_rulebook(module: str) -> None:
    source = (ROOT / "game" / "rules" / f"{module}.py").read_text(encoding="utf-8")
    named = {section for text in re.findall(r'"""(.*?)"""', source, re.DOTALL) for section in sections(text)}
    assert named <= BOOK, f"{module} names {sorted(named - BOOK)}"


def test_every_reason_names_a_section_of_the_rulebook() -> None:
    from game.engine.reasons import SENTENCES

    for reason, sentence in SENTENCES.items():
        assert sections(sentence) <= BOOK, reason
