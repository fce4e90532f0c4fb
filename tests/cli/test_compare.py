"""`compare`, and the options of what-ifs: what is printed, what is kept, what is refused (docs/experiments.md)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Call

NIGHT = "lake_khasan/night_attack"


def test_it_says_what_differs_and_what_of_it_is_sure(call: Call) -> None:
    said = call("compare", NIGHT, "--without", "III/118", "--runs", 40).stdout
    assert said.count("Changed: without III/118") == 1
    assert "Soviet: men lost" in said
    assert " sure, all looked at together\n" in said
    assert "Margins of games with one seed go together by " in said


def test_what_changes_nothing_is_said_to_be_the_same(call: Call) -> None:
    said = call("compare", NIGHT, "--scale", "rules.burnt=1", "--runs", 3).stdout
    assert said.endswith("All 3 games are the same in both, to the last bit.\n")


def test_two_scenarios_can_be_compared(call: Call) -> None:
    """With the same seeds; what only one of them has is left out."""
    document = json.loads(call("compare", NIGHT, "lake_khasan/fortieth_division", "--runs", 6, "--json").stdout)
    assert [document[word]["scenario"] for word in ("first", "second")] == [NIGHT, "lake_khasan/fortieth_division"]
    assert document["same"] == 0


def test_changes_are_made_in_the_second_alone(call: Call) -> None:
    document = json.loads(call("compare", NIGHT, "--set", "rules.burnt=300", "--runs", 2, "--json").stdout)
    assert document["first"]["changes"] == []
    assert document["second"]["changes"] == ["rules.burnt = 300"]
    assert document["first"]["digest"] != document["second"]["digest"]


def test_what_was_changed_is_kept_with_the_rows(call: Call, tmp_path: Path) -> None:
    asked = ("--set", "rules.burnt=300", "--scale", "equipment.riflemen.soft=1.2", "--arrive", "I/76=6")
    said = call("simulate", NIGHT, *asked, "--runs", 2, "--out", tmp_path).stdout
    changes = ["rules.burnt = 300", "equipment.riflemen.soft x 1.2", "I/76 arrives in turn 6"]
    assert f"Changed: {'; '.join(changes)}" in said
    for name in ("summary", "manifest"):
        assert json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8"))["changes"] == changes


def test_history_can_be_asked_of_a_changed_battle(call: Call) -> None:
    assert "Changed: without I/76" in call("history", NIGHT, "--without", "I/76", "--runs", 2, code=None).stdout


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((NIGHT,), "there is nothing to compare: name another scenario, or a change"),
        ((NIGHT, "--set", "x"), "'x' should be PATH=VALUE"),
        ((NIGHT, "--set", "rules.burn=3"), "did you mean 'burnt'?"),
        ((NIGHT, "--without", "39RD"), "'39RD' takes no part in lake_khasan/night_attack"),
        ((NIGHT, "khalkhin_gol/august"), "there is no scenario 'khalkhin_gol/august'"),
        ((NIGHT, "--set", "rules.burnt=1001"), "rules.burnt: should be 0 to 1000"),
    ],
)
def test_what_cannot_be_done_is_refused(call: Call, asked: tuple[str, ...], said: str) -> None:
    assert said in call("compare", *asked, "--runs", 2, code=2).stderr
