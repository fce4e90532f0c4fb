"""`ladder`."""

from __future__ import annotations

import json

import pytest

from tests.json_documents import example, shape

from .conftest import Call

NIGHT = "lake_khasan/night_attack"
TWO = ("--commander", "random", "--commander", "cadet")


def test_the_words_for_people(call: Call) -> None:
    said = call("ladder", NIGHT, "lake_khasan/fortieth_division", "--runs", 2, *TWO).stdout
    assert "random, cadet: 2 runs of two games with changed sides, seed 1938" in said
    assert "cadet against random" in said
    for words in (NIGHT, "lake_khasan/fortieth_division", "together", "by points", "95 % interval", "margin"):
        assert words in said
    assert "together" not in call("ladder", NIGHT, "--runs", 1, *TWO).stdout


def test_each_meets_the_one_before_it(call: Call) -> None:
    document = json.loads(call("ladder", NIGHT, "--runs", 1, "--commander", "idle", *TWO, "--json").stdout)
    assert document["commanders"] == ["idle", "random", "cadet"]
    met = [(meeting["commander"], meeting["against"]) for meeting in document["meetings"]]
    assert met == [("random", "idle"), ("cadet", "random")]


def test_json_is_what_the_documents_say_whoever_works(call: Call) -> None:
    found = [call("ladder", NIGHT, "--runs", 3, "--workers", workers, *TWO, "--json") for workers in (1, 2)]
    assert found[0].stderr == ""
    assert found[0].stdout == found[1].stdout
    document = json.loads(found[0].stdout)
    assert shape(document["meetings"]) == shape(example("ladder")["meetings"])
    assert list(document) == list(example("ladder"))
    assert (document["runs"], document["seed"], list(document["scenarios"])) == (3, 1938, [NIGHT])


def test_a_scenario_that_is_named_twice_is_played_once(call: Call) -> None:
    document = json.loads(call("ladder", NIGHT, NIGHT, "--runs", 1, *TWO, "--json").stdout)
    assert len(document["meetings"][0]["scenarios"]) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("lake_khasan/nigt_attack", "did you mean 'lake_khasan/night_attack'?"),
        (f"{NIGHT} --commander cadett --commander random", "no commander 'cadett'; did you mean 'cadet'?"),
        (f"{NIGHT} --commander cadet", "'cadet' alone makes no ladder"),
        (f"{NIGHT} --commander cadet --commander cadet", "'cadet' is named twice"),
        (f"{NIGHT} --commander cadet --commander officer:", "'officer:' names no plan; write officer:PLAN"),
        (f"{NIGHT} --commander cadet --commander officer:historic", "did you mean 'historical'?"),
        (f"{NIGHT} --commander cadet --commander officer:east_shore", "no plan 'east_shore' of the side 'japanese'"),
        (f"{NIGHT} --commander cadet --commander officer:./mine.yaml", "'./mine.yaml' is a file; here"),
        (f"{NIGHT} --runs 0", "0 is not from 1 to 10000000"),
        (f"{NIGHT} --runs 10000000", "do not fit into memory; ask for at most"),
        (f"{NIGHT} --workers 0", "0 is not from 1 to 1024"),
        (f"{NIGHT} --seed -1", "-1 is not from 0"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(call: Call, arguments: str, words: str) -> None:
    for more in ((), ("--json",)):
        result = call("ladder", *arguments.split(), *more, code=2)
        assert words in result.stderr
        assert result.stderr.count("\n") == 1
        assert result.stdout == ""
