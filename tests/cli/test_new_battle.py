"""`scenario new` and `scenario ids` at the command line; games of new battles, which either side can win."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.batch.runner import run_batch
from game.core.places import battles_folder
from game.scenario.loading import load_scenario
from game.scenario.new_battle.making import make_battle
from game.scenario.new_battle.wanted import Wanted
from tests.cli.conftest import Call


@pytest.mark.parametrize("sides", [("soviet", "japanese"), ("japanese", "soviet")])
@pytest.mark.parametrize("size", [{}, {"columns": 12, "rows": 8}, {"columns": 40, "rows": 30}, {"hex_size": 1000}])
def test_either_side_wins_some_of_its_games(tmp_path: Path, sides: tuple[str, str], size: dict[str, int]) -> None:
    scenario = load_scenario(make_battle(Wanted("clash", sides=sides, **size), tmp_path))  # type: ignore[arg-type]
    levels = run_batch(scenario, 60, seed=1).levels
    assert min((levels == 0).sum(), (levels == 2).sum()) >= 6


def test_a_new_battle_is_in_the_user_s_folder_and_known_by_name(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    said = call(
        "scenario", "new", "my_clash", "--turns", 3, "--sides", "mongolian, japanese", "--title", "Die Höhe"
    ).stdout
    assert (battles_folder() / "my_clash" / "first.yaml").is_file()
    assert "Die Höhe: " in said
    assert "  borderwars play my_clash/first\n" in said
    assert "ok  my_clash/first: 10 units, 280 hexes, 3 turns" in call("scenario", "check", "my_clash/first").stdout
    assert "Mongolian" in call("simulate", "my_clash/first", "--runs", 2).stdout
    assert "there is a battle my_clash already" in call("scenario", "new", "my_clash", code=2).stderr
    assert (
        "there are two sides, as in soviet,japanese, not 'red'"
        in call("scenario", "new", "b", "--sides", "red", code=2).stderr
    )


def test_ids_say_all_that_can_be_named(call: Call, tmp_path: Path) -> None:
    rows = json.loads(call("scenario", "ids", "--json").stdout)
    found = {(row["kind"], row["id"]) for row in rows}
    for one in (
        ("unit_types", "soviet_rifle_battalion"),
        ("terrain", "marsh"),
        ("symbols", "infantry"),
        ("awards", "hold"),
    ):
        assert one in found
    assert all(row["meaning"] for row in rows)
    assert "there is no kind 'symbls'; did you mean 'symbols'?" in call("scenario", "ids", "symbls", code=2).stderr
    (tmp_path / "equipment.yaml").write_text(
        "schema: 1\nequipment:\n  sled: {name: Sled, kind: vehicle, crew: 2, estimate: true}\n"
    )
    assert "sled" in call("scenario", "ids", "equipment", "--battle", tmp_path).stdout
    (tmp_path / "equipment.yaml").write_text("schema: 1\nequipment:\n  sled: 7\n")
    assert (
        "equipment.yaml:3:9: equipment.sled:"
        in call("scenario", "ids", "equipment", "--battle", tmp_path, code=2).stderr
    )
    assert "there is no such folder" in call("scenario", "ids", "--battle", tmp_path / "no", code=2).stderr


def test_copy_begins_with_a_battle_that_is_there(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    said = call("scenario", "copy", "halhamiao/loopholed_temple", "my_temple").stdout
    assert "my_temple has forces.yaml, loopholed_temple.yaml, map.yaml, " in said
    assert said.endswith("  borderwars play my_temple/loopholed_temple\n")
    assert "no differences" in call("scenario", "diff", "my_temple", "halhamiao").stdout
    assert "there is a battle my_temple already" in call("scenario", "copy", "halhamiao", "my_temple", code=2).stderr
    assert "no battle 'halhamio'" in call("scenario", "copy", "halhamio", "other", code=2).stderr
    assert "temple" in call("scenario", "ids", "terrain", "--battle", "my_temple/loopholed_temple").stdout
