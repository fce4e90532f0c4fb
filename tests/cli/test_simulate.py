"""`simulate` and `history`."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from tests.json_documents import example, shape

from .conftest import Call

NIGHT = "lake_khasan/night_attack"
FAST = ("--commander", "soviet=random")


def test_json_is_what_the_documents_say(call: Call) -> None:
    result = call("simulate", NIGHT, "--runs", 6, "--seed", 5, "--json", *FAST)
    document = json.loads(result.stdout)
    assert result.stderr == ""
    assert shape(document) == shape(example("simulate"))
    assert document["runs"] == document["finished"] + document["unfinished"] == sum(document["levels"].values()) == 6
    assert document["seed"] == 5
    assert document["commanders"] == {"soviet": "random", "japanese": "officer"}


def test_workers_change_nothing(call: Call) -> None:
    documents = [
        json.loads(call("simulate", NIGHT, "--runs", 3, "--workers", workers, "--json", *FAST).stdout)
        for workers in (1, 2)
    ]
    for document in documents:
        assert document.pop("seconds") >= 0
    assert documents[0] == documents[1]


def test_the_words_for_people(call: Call) -> None:
    said = call("simulate", NIGHT, "--runs", 2, *FAST).stdout
    assert "2 games, seed 1938, Soviet: Random, Japanese: Officer (own plan), " in said
    for words in ("Outcomes", "95 % interval", "Losses at the end", "Who holds what", "History"):
        assert words in said
    assert re.search(r"^ *Hill 52 ", said, re.MULTILINE)  # not hill_52
    assert re.search(r"digest of all rows: [0-9a-f]{16}\n", said)
    assert "\x1b" not in said
    assert "│" not in said


def test_rows_go_where_they_are_wanted(call: Call, tmp_path: Path) -> None:
    said = call("simulate", NIGHT, "--runs", 2, "--out", tmp_path / "a" / "b", *FAST).stdout
    folder = tmp_path / "a" / "b"
    tables = [f"{name}.csv" for name in ("areas", "control", "events", "phases", "runs", "sides", "turns", "units")]
    found = [path.name for path in folder.iterdir()]
    assert sorted(found) == sorted(
        [*tables, "manifest.json", "scenarios", "summary.json", "experiment.json", "bases", "parts"]
    )
    assert f"written: {folder / 'runs.csv'}" in said
    with (folder / "runs.csv").open(newline="") as stream:
        assert len(list(csv.reader(stream))) == 1 + 2


def test_fights_are_written_where_they_are_asked_for(call: Call, tmp_path: Path) -> None:
    """And the manifest has the command that asked for them."""
    call("simulate", NIGHT, "--runs", 2, "--out", tmp_path, "--table", "combats", *FAST)
    with (tmp_path / "combats.csv").open(newline="") as stream:
        assert len({row["run"] for row in csv.DictReader(stream)}) == 2
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["command"].startswith(f"borderwars simulate {NIGHT} --runs 2 --out {tmp_path} --table combats")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("lake_khasan/nigt_attack", "did you mean 'lake_khasan/night_attack'?"),
        ("nowhere.yaml", "nowhere.yaml: there is no such file"),
        (f"{NIGHT} --runs 0", "0 is not from 1 to 10000000"),
        (f"{NIGHT} --runs -5", "-5 is not from 1"),
        (f"{NIGHT} --runs １２", "'１２' is not a whole number"),
        (f"{NIGHT} --runs 1_000", "'1_000' is not a whole number"),
        (f"{NIGHT} --runs +5", "'+5' is not a whole number"),
        (f"{NIGHT} --seed 0x10", "'0x10' is not a whole number"),
        (f"{NIGHT} --seed 9223372036854775808", "is not from 0 to 9223372036854775807"),
        (f"{NIGHT} --workers 1000000", "is not from 1 to 1024"),
        (f"{NIGHT} --commander soviet=", "should be SIDE=NAME"),
        (f"{NIGHT} --commander {'x' * 3000}=cadet", "has no side 'xxx"),
        (f"{NIGHT} --table combats", "--table combats is of the rows that are written: say where with --out"),
        (f"{NIGHT} --table weather", "'weather' is not 'combats'"),
        (f"{NIGHT} --out /proc/rows", "/proc/rows: it cannot be written to"),
        ("/dev/null", "/dev/null: this is a device or a pipe, not a file"),
        ("/tmp", "/tmp: this is a folder, not a file"),
        (f"{NIGHT} --runs many", "'many' is not a whole number"),
        (f"{NIGHT} --runs 1e3", "'1e3' is not a whole number"),
        (f"{NIGHT} --runs {'9' * 5000}", "is not from 1"),
        (f"{NIGHT} --workers 0", "0 is not from 1 to 1024"),
        (f"{NIGHT} --seed -1", "-1 is not from 0"),
        (f"{NIGHT} --commander soviet", "'soviet' should be SIDE=NAME"),
        (f"{NIGHT} --commander =cadet", "should be SIDE=NAME"),
        (f"{NIGHT} --commander sovjet=cadet", "has no side 'sovjet'; did you mean 'soviet'?"),
        (f"{NIGHT} --commander soviet=cadett", "no commander 'cadett'; did you mean 'cadet'?"),
        (f"{NIGHT} --commander soviet=cadet --commander soviet=random", "names the side 'soviet' twice"),
        (f"{NIGHT} --luck good", "'good' is not one of"),
        (f"{NIGHT} --format xml", "'xml' is not one of"),
        (f"{NIGHT} --out {Path(__file__).as_posix()}", "this is a file, not a folder"),
        (f"{NIGHT} --out {Path(__file__).as_posix()}/deeper", "cannot be written to"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(call: Call, arguments: str, words: str) -> None:
    for more in ((), ("--json",)):
        result = call("simulate", *arguments.split(), *more, code=2)
        assert words in result.stderr
        assert result.stderr.count("\n") == 1
        assert len(result.stderr) < 400
        assert result.stdout == ""


def test_history_says_no_with_its_exit_code(call: Call) -> None:
    """Random commanders make no history."""
    arguments = ("history", NIGHT, "--runs", 6, "--commander", "soviet=random", "--commander", "japanese=random")
    rows = json.loads(call(*arguments, "--json", code=1).stdout)
    assert [shape(row) for row in rows] == [shape(example("history")[0])] * len(rows)
    assert not all(row["holds"] for row in rows)
    said = call(*arguments, code=1).stdout
    assert "Zaozernaya Japanese on the morning of 31 July" in said
    assert "NO" in said


def test_history_holds_when_every_range_is_wide(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    from game.batch import history

    compared = history._compared
    monkeypatch.setattr(
        history, "_compared", lambda *given: __import__("dataclasses").replace(compared(*given), holds=True)
    )
    call("history", NIGHT, "--runs", 1, *FAST)


def test_history_of_a_scenario_without_a_table(call: Call, tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "scenarios" / "lake_khasan"
    for path in source.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = (source / "night_attack.yaml").read_text(encoding="utf-8")
    start, end = text.index("\nhistory:"), text.index("\ntests:")
    (tmp_path / "a.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    assert "has no history table" in call("history", tmp_path / "a.yaml", "--runs", 1, code=2).stderr


def test_without_luck_one_game_is_played_and_said_to_be_all(call: Call) -> None:
    """1.3: equal results are one result, without an interval."""
    said = call("simulate", NIGHT, "--runs", 100, "--luck", "none").stdout
    assert "Without luck all games are identical; 100 were asked for, 1 is played." in said
    assert "1 game, seed 1938" in said
    assert "95 % interval" not in said
    assert "middle" not in said
    document = json.loads(call("simulate", NIGHT, "--runs", 100, "--luck", "none", "--json").stdout)
    assert document["runs"] == 1
    assert {level["interval_95"] for level in document["outcomes"]} == {None}
    other = json.loads(call("simulate", NIGHT, "--seed", 77, "--luck", "none", "--json").stdout)
    for key in ("levels", "sides", "points", "holders", "history"):
        assert document[key] == other[key], key


def test_without_luck_a_random_commander_is_named_as_what_differs(call: Call) -> None:
    said = call("simulate", NIGHT, "--runs", 3, "--luck", "none", *FAST).stdout
    assert "Without luck the games differ only in what 'random' may pick at random." in said
    assert "3 games" in said
    assert "95 % interval" in said


def test_history_without_luck_is_of_one_game(call: Call) -> None:
    said = call("history", NIGHT, "--runs", 50, "--luck", "none", code=1).stdout
    assert "Without luck all games are identical; 50 were asked for, 1 is played." in said
    assert "here" in said
    assert "middle 90 %" not in said


def test_history_says_who_led_and_writes_the_figure_of_every_game(call: Call, tmp_path: Path) -> None:
    said = call("history", NIGHT, "--runs", 3, "--out", tmp_path, *FAST, code=None).stdout
    assert "3 games, seed 1938, Soviet: Random, Japanese: Officer (By night on to the hills, and hold them), " in said
    assert "of 6 rows hold" in said
    tables = {}
    for name in ("rows", "values", "runs", "sides"):
        with (tmp_path / f"{name}.csv").open(newline="") as stream:
            tables[name] = list(csv.DictReader(stream))
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["files"]["values.csv"]["rows"] == len(tables["values"]) == 3 * len(tables["rows"])
    first = [row for row in tables["values"] if row["row"] == "1"]
    lost = [row["lost_men"] for row in tables["sides"] if row["side"] == "soviet"]
    assert [float(row["value"]) for row in first] == [float(men) for men in lost]  # to the end of the last turn
    call("simulate", NIGHT, "--runs", 2, "--out", tmp_path, "--replace", *FAST)
    assert not (tmp_path / "values.csv").exists()
