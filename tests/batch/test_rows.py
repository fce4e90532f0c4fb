"""The files of a batch: what is in them, and that nothing is ever half there."""

from __future__ import annotations

import csv
import gc
import hashlib
import json
import os
import platform
import signal
import subprocess
import sys
import weakref
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.batch import blocks, rows
from game.batch.combats import GROUPS
from game.batch.noting import NOTED
from game.batch.results import UNFINISHED, Results, joined
from game.batch.rows import prepare_folder, write_rows
from game.batch.runner import run_batch
from game.batch.units import UnitNote
from game.core.errors import UsageError
from game.core.files import part_of
from game.core.terms import Kind, Status
from game.engine.game import RULES_VERSION
from game.scenario.changes import changed, read_change
from game.scenario.schema.scenario_file import HistoryEntry

GROUP_NAMES = tuple(group.name.lower() for group in GROUPS)
PLAIN = ("runs", "sides", "turns", "areas")
EVERY = ("runs", "sides", "turns", "areas", "units", "control", "events", "phases", "combats", "rows", "values")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def at_points(noted: Results) -> list[Results]:
    """Two points of an experiment, the second with another plan, a factor of words and one of numbers."""
    first = replace(noted, values={"rate": 1, "wing": "north"})
    plan = {"soviet": "random", "japanese": "officer:historical"}
    second = run_batch(noted.scenario, 3, noted.seed, plan, luck="none", workers=1, notes=("units",))
    return [first, replace(second, point=1, values={"rate": 0.5, "wing": 2})]


# --- what is in the tables -------------------------------------------------------------------------------------------


def test_a_run_is_a_row(results: Results, tmp_path: Path) -> None:
    write_rows(results, tmp_path)
    found = table(tmp_path / "runs.csv")
    assert [row["run"] for row in found] == ["0", "1", "2", "3"]
    second, names = found[1], results.scenario.names
    assert second["seed"] == str(results.seeds[1])
    assert second["scenario"] == "lake_khasan/night_attack"
    assert (second["commander_soviet"], second["commander_japanese"], second["plan_soviet"]) == ("random", "cadet", "")
    assert second["level"] == names.levels[results.levels[1]]
    assert second["winner"] == names.sides[names.level_winners[results.levels[1]]]
    assert int(second["margin"]) == results.points[1, 0] - results.points[1, 1]
    assert (second["last_turn"], second["date"], second["finished"]) == ("7", "1938-07-31T20:00:00", "true")
    assert int(second["digest"], 16) == results.digests[1]


def test_seeds_and_digests_are_text(results: Results, tmp_path: Path) -> None:
    """A spreadsheet, R and JavaScript keep 15 or 16 digits of a number: in CSV they stand in quotes."""
    write_rows(results, tmp_path)
    lines = (tmp_path / "runs.csv").read_text().splitlines()[1:]
    for line, seed in zip(lines, results.seeds, strict=True):
        assert f',"{seed}",' in line
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["seed"] == "7"


def test_a_side_of_a_run_is_a_row(results: Results, tmp_path: Path) -> None:
    write_rows(results, tmp_path)
    found = table(tmp_path / "sides.csv")
    assert [(row["run"], row["side"]) for row in found] == [
        (str(run), side) for run in range(4) for side in ("soviet", "japanese")
    ]
    assert found[3]["points"] == str(results.points[1, 1])
    assert found[3]["lost_men"] == str(results.losses[1, -1, 1, Kind.MEN])
    assert found[3]["written_off_vehicle"] == str(results.written_off[1, -1, 1, Kind.VEHICLE])


def test_a_turn_of_a_side_is_a_row(results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK", 3)
    write_rows(results, tmp_path)
    found = table(tmp_path / "turns.csv")
    assert [(row["run"], row["turn"], row["side"]) for row in found] == [
        (str(run), str(turn), side) for run in range(4) for turn in (5, 6, 7) for side in ("soviet", "japanese")
    ]
    assert [row["date"] for row in found[:4:2]] == ["1938-07-31T04:00:00", "1938-07-31T12:00:00"]
    assert found[-1]["lost_men"] == str(results.losses[3, 2, 1, Kind.MEN])


def test_ground_and_holders_of_the_history_table_follow_from_the_areas(results: Results, tmp_path: Path) -> None:
    """Every figure of every run, from the rows alone."""
    file = results.scenario.file
    ground = {"measure": "a", "turn": 6, "historical": 50, "accepted": [0, 100], "source": "made up"}
    ground |= {"ground": {"area": "ridge", "side": "japanese"}}
    asked = [entry for entry in file.history if entry.holder is not None]
    entries = [*asked, HistoryEntry.model_validate(ground)]
    file = file.model_copy(update={"history": entries})
    scenario = replace(results.scenario, nouns=replace(results.scenario.nouns, scenario=file))
    write_rows(replace(results, scenario=scenario), tmp_path, with_history=True)
    found = {(row["run"], row["turn"], row["area"]): row for row in table(tmp_path / "areas.csv")}
    assert asked
    for row in table(tmp_path / "values.csv"):
        entry = entries[int(row["row"]) - 1]
        measure = entry.holder or entry.ground
        assert measure is not None
        mine = found[row["run"], str(entry.turn), measure.area]
        if entry.holder is not None:
            assert float(row["value"]) == (mine["holder"] == entry.holder.state)
        else:
            owned = 100 * int(mine["owned_japanese"]) / int(mine["hexes"])
            assert float(row["value"]) == pytest.approx(owned, abs=0.005)
    assert {row["holder"] for row in found.values()} == {"soviet", "japanese", "contested"}


def test_a_unit_of_a_run_is_a_row(noted: Results, tmp_path: Path) -> None:
    write_rows(noted, tmp_path)
    found = table(tmp_path / "units.csv")
    names = noted.scenario.names
    assert [(row["run"], row["unit"]) for row in found] == [
        (str(run), unit) for run in range(4) for unit in names.units
    ]
    for row in found:
        note = noted.units[int(row["run"]), names.unit_row[row["unit"]]]
        there = note[UnitNote.STATUS] != Status.AWAITED
        assert row["first_turn"] == (str(note[UnitNote.FIRST_TURN]) if there else "")
        assert row["assaults"] == str(note[UnitNote.ASSAULTS])
        assert row["fate"] == blocks.FATES[Status(note[UnitNote.STATUS])]
    first = found[names.unit_row["I/75"]]
    assert (first["name"], first["side"], first["formation"]) == (
        "I Battalion (Nakano), 75th Regiment",
        "japanese",
        "75IR",
    )


def test_a_fight_is_a_row(noted: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbered within its run; nothing where there is nothing to say."""
    monkeypatch.setattr(blocks, "BLOCK", 7)
    write_rows(noted, tmp_path)
    found = table(tmp_path / "combats.csv")
    assert len(found) == len(noted.combats) > 7
    numbers = [(int(row["run"]), int(row["combat"])) for row in found]
    assert numbers == [(run, 1 + one) for run, count in enumerate(noted.combat_counts) for one in range(count)]
    shells = next(row for row in found if row["kind"] == "bombardment")
    assault = next(row for row in found if row["kind"] == "assault" and row["supports"])
    assert (shells["odds"], shells["defender_luck"], shells["result"], shells["supports"]) == ("", "", "", "")
    assert set(assault["attackers"].split() + assault["supports"].split()) <= set(noted.scenario.names.units)
    assert float(assault["attacker_luck"]) in {value / 1000 for value in noted.scenario.world.rules[0].luck.tolist()}
    units = [unit for row in found for name in GROUP_NAMES for unit in row[name].split()]
    assert units == [noted.scenario.names.units[unit] for unit in noted.combat_units]


def test_control_is_a_row_for_each_day_and_hex_of_dry_land(noted: Results, tmp_path: Path) -> None:
    write_rows(noted, tmp_path)
    found = table(tmp_path / "control.csv")
    dry = np.flatnonzero(np.asarray(noted.scenario.world.hexes.water) == 0)
    assert [row["hex"] for row in found] == [noted.scenario.hex_number(int(hex_)) for hex_ in dry]
    for row, hex_ in zip(found, dry, strict=True):
        assert row["hex"] == f"{int(row['column']):02}{int(row['row']):02}"
        shares = [float(row["share_soviet"]) * 4, float(row["share_japanese"]) * 4]
        assert shares == noted.control[0, hex_].tolist()
    assert {(row["day"], row["turn"], row["runs"]) for row in found} == {("1938-07-31", "7", "4")}
    assert len({row["share_japanese"] for row in found}) > 2


@pytest.mark.parametrize("name", EVERY)
def test_blocks_of_runs_do_not_show_in_the_files(
    noted: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """However few rows are made at a time."""
    texts = set()
    for block in (1, 100, 20_000):
        monkeypatch.setattr(blocks, "BLOCK", block)
        written = list(blocks.blocks_of(name, noted))
        texts.add(json.dumps([row for one in written for row in zip(*map(cells, one.values()), strict=True)]))
    assert len(texts) == 1


def cells(column: Any) -> list[Any]:
    if isinstance(column, blocks.Words):
        return [column.words[code] if code >= 0 else None for code in column.codes.tolist()]
    return [str(cell) for cell in column.tolist()]


def test_parts_joined_write_what_the_whole_does(noted: Results, tmp_path: Path) -> None:
    """8: every table, byte for byte; a part by itself has the same rows of its runs."""
    spans = (range(1), range(1, 3), range(3, 4))
    parts = [run_batch(noted.scenario, one, noted.seed, noted.commanders, notes=NOTED) for one in spans]
    write_rows(noted, tmp_path / "whole", with_history=True)
    write_rows(joined(parts, sum(part.runs for part in parts)), tmp_path / "joined", with_history=True)
    write_rows(parts[1], tmp_path / "part", with_history=True)
    for name in EVERY:
        whole = (tmp_path / "whole" / f"{name}.csv").read_bytes()
        assert (tmp_path / "joined" / f"{name}.csv").read_bytes() == whole
        part = [row for row in table(tmp_path / "part" / f"{name}.csv") if "run" in row]
        assert part == [row for row in table(tmp_path / "whole" / f"{name}.csv") if row.get("run") in ("1", "2")]


# --- points ----------------------------------------------------------------------------------------------------------


def test_points_stand_in_one_set_of_tables(noted: Results, tmp_path: Path) -> None:
    """In their order, then by run; each row says of which point it is, and what every factor was there."""
    points = at_points(noted)
    write_rows(points, tmp_path)
    found = table(tmp_path / "runs.csv")
    assert [(row["point"], row["run"]) for row in found] == [
        *(("0", str(run)) for run in range(4)),
        *(("1", str(run)) for run in range(3)),
    ]
    assert [(row["factor_rate"], row["factor_wing"], row["luck"]) for row in found[3:5]] == [
        ("1", "north", "table"),
        ("0.5", "2", "none"),
    ]
    assert (found[4]["commander_japanese"], found[4]["plan_japanese"]) == ("officer", "historical")
    assert {row["point"] for row in table(tmp_path / "units.csv")} == {"0", "1"}
    assert {row["point"] for row in table(tmp_path / "combats.csv")} == {"0"}  # noted there alone
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert [point["values"] for point in manifest["points"]] == [{"rate": 1, "wing": "north"}, {"rate": 0.5, "wing": 2}]
    assert (manifest["runs"], manifest["scenario"]["name"]) == (7, "lake_khasan/night_attack")
    assert [point["digest"] for point in manifest["points"]] == [point.digest() for point in points]
    summaries = json.loads((tmp_path / "summary.json").read_text())["points"]
    assert [(one["point"], one["runs"], one["digest"]) for one in summaries] == [
        (point.point, point.runs, point.digest()) for point in points
    ]


def test_points_are_loaded_one_at_a_time(noted: Results, tmp_path: Path) -> None:
    """So that memory holds the results of one, however many there are."""
    points = at_points(noted)

    class Kept:
        """Loads a point when it is asked for; the one before must be gone by then."""

        def __init__(self) -> None:
            self.loaded: list[weakref.ref[Results]] = []

        def __iter__(self) -> Iterator[Results]:
            for point in points:
                gc.collect()
                assert sum(ref() is not None for ref in self.loaded) <= 1  # the last, which the loop still has
                one = replace(point)
                self.loaded.append(weakref.ref(one))
                yield one
                del one

    kept = Kept()
    write_rows(kept, tmp_path / "loaded")
    write_rows(points, tmp_path / "held")
    assert len(kept.loaded) == 4
    for name in (*PLAIN, "units", "combats", "control"):
        assert (tmp_path / "loaded" / f"{name}.csv").read_bytes() == (tmp_path / "held" / f"{name}.csv").read_bytes()


# --- the folder ------------------------------------------------------------------------------------------------------


def test_the_manifest_says_what_the_files_are(results: Results, tmp_path: Path) -> None:
    written = write_rows(results, tmp_path, command="borderwars simulate --out x")
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    document = f"scenarios/{results.scenario.digest}.json"
    assert manifest["scenario"] == {
        "name": results.scenario.name,
        "digest": results.scenario.digest,
        "file": document,
    }
    assert (manifest["runs"], manifest["unfinished"], manifest["luck"]) == (4, 0, "table")
    assert manifest["digest"] == manifest["points"][0]["digest"] == results.digest()
    assert manifest["commanders"] == {"soviet": "random", "japanese": "cadet"}
    assert manifest["command"] == "borderwars simulate --out x"
    versions = {"python": platform.python_version(), "numpy": np.__version__, "rules": RULES_VERSION}
    assert {name: manifest[name] for name in versions} == versions
    assert platform.system() in manifest["system"]
    for name, entry in manifest["files"].items():
        assert entry["sha256"] == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    assert manifest["files"]["turns.csv"]["rows"] == 24
    assert "rows" not in manifest["files"][document]
    assert json.loads((tmp_path / "summary.json").read_text())["digest"] == results.digest()
    assert {path.relative_to(tmp_path).as_posix() for path in written} == {*manifest["files"], "manifest.json"}


def test_a_run_that_is_not_over_is_counted_in_the_manifest(results: Results, tmp_path: Path) -> None:
    levels, reached = np.array([0, UNFINISHED, 0, 0], np.int16), np.array([7, 5, 7, 7], np.int32)
    write_rows(replace(results, levels=levels, reached=reached), tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert (manifest["runs"], manifest["finished"], manifest["unfinished"]) == (4, 3, 1)
    row = table(tmp_path / "runs.csv")[1]
    assert (row["level"], row["winner"], row["finished"]) == ("unfinished", "", "false")
    assert (row["last_turn"], row["date"]) == ("5", "1938-07-31T04:00:00")


def test_two_batches_alike_write_the_same_bytes(results: Results, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        write_rows(results, tmp_path / folder)
    for name in (*(f"{name}.csv" for name in PLAIN), "manifest.json", "summary.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_parquet_without_the_extra_names_it(results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"needs the extra 'batch'"):
        write_rows(results, tmp_path, "parquet")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(UsageError, match="this is a file, not a folder"):
        prepare_folder(tmp_path / "out", "csv")
    with pytest.raises(UsageError, match="cannot be written to"):
        prepare_folder(tmp_path / "out" / "deeper", "csv")
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_a_failure_while_writing_leaves_earlier_files_whole(
    results: Results, noted: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: Any
) -> None:
    """Of a table in the middle, when others are written already."""
    pytest.importorskip("pyarrow")
    write_rows(results, tmp_path, format_)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    def full(results: Results, here: slice) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(blocks, "_unit_rows", full)
    other = replace(noted, scenario=changed(noted.scenario, [read_change("scale", "rules.lethality=2")]))
    with pytest.raises(UsageError, match="the rows cannot be written: No space left on device"):
        write_rows(other, tmp_path, format_)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("format_", ["csv", "parquet"])
@pytest.mark.parametrize("name", ["runs", "control", "scenarios", "summary", "manifest"])
def test_a_full_disk_is_one_sentence(
    noted: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: Any, name: str
) -> None:
    """Whichever file it is that finds no room; what was there is whole."""
    pytest.importorskip("pyarrow")
    write_rows(noted, tmp_path, format_)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    def on_a_full_disk(path: Path) -> Path:
        part = part_of(path)
        if name in path.as_posix():
            part.symlink_to("/dev/full")
        return part

    monkeypatch.setattr(rows, "part_of", on_a_full_disk)
    monkeypatch.setattr(Path, "open", lenient_open(Path.open))
    other = replace(noted, scenario=changed(noted.scenario, [read_change("scale", "rules.lethality=2")]))
    with pytest.raises(UsageError, match="the rows cannot be written: No space left on device"):
        write_rows(other, tmp_path, format_)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def lenient_open(usual: Any) -> Any:
    """Opens a file that must be new also if it is the device that is full."""

    def opened(self: Path, mode: str = "r", *others: Any, **more: Any) -> Any:
        return usual(self, mode.replace("x", "w") if self.is_symlink() else mode, *others, **more)

    return opened


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_folder_that_cannot_be_written_to_is_one_sentence(results: Results, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UsageError, match="it cannot be written to: Permission denied"):
            write_rows(results, tmp_path)
    finally:
        tmp_path.chmod(0o700)


def test_a_folder_holds_one_batch_whatever_its_format(results: Results, noted: Results, tmp_path: Path) -> None:
    """Nothing stays beside a manifest that does not name it: tables in another format, others, scenarios."""
    pytest.importorskip("pyarrow")
    other = replace(noted, scenario=changed(noted.scenario, [read_change("scale", "rules.lethality=2")]))
    for one, format_ in ((results, "csv"), (other, "parquet"), (noted, "csv"), (results, "csv")):
        write_rows(one, tmp_path, format_)  # type: ignore[arg-type]  # one of two
        manifest = json.loads((tmp_path / "manifest.json").read_text())
        there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
        assert set(manifest["files"]) == there - {"manifest.json"}
        assert f"runs.{format_}" in there
        assert (f"units.{format_}" in there) == (one is not results)


def test_an_earlier_batch_is_named_and_the_files_of_others_are_left_alone(results: Results, tmp_path: Path) -> None:
    assert prepare_folder(tmp_path, "csv").earlier == ""
    write_rows(results, tmp_path)
    (tmp_path / "notes.txt").write_text("mine")
    assert prepare_folder(tmp_path, "parquet").earlier == "lake_khasan/night_attack, 4 games, seed 7"
    (tmp_path / "manifest.json").write_text('{"format": "something else"}')
    with pytest.raises(UsageError, match=r"has runs.csv, .*manifest.json, but not from a batch of ours"):
        prepare_folder(tmp_path, "csv")
    assert (tmp_path / "notes.txt").read_text() == "mine"


WRITING_FOR_EVER = """
import sys
from pathlib import Path
from game import load_scenario, run_batch
from game.batch.rows import write_rows
results = run_batch(load_scenario("lake_khasan/night_attack"), 2, seed=1, commanders={"japanese": "random"}, workers=1)
while True:
    write_rows(results, Path(sys.argv[1]))
    print(flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills the hard way")
@pytest.mark.parametrize("delay", [0.003, 0.02])
def test_a_kill_while_writing_leaves_every_file_whole(tmp_path: Path, delay: float) -> None:
    command = [sys.executable, "-c", WRITING_FOR_EVER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as writing:
        assert writing.stdout is not None
        writing.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            writing.wait(delay)
        writing.send_signal(signal.SIGKILL)
    assert len(table(tmp_path / "runs.csv")) == 2
    assert len(table(tmp_path / "turns.csv")) == 12
    files = json.loads((tmp_path / "manifest.json").read_text())["files"]
    assert {name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in files} == {
        name: entry["sha256"] for name, entry in files.items()
    }
