"""`play` without a board, and `replay` of what it wrote."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from game.commanders.roster import take_turn
from game.core.places import settings_file
from game.core.terms import Kind
from game.engine.game import RULES_VERSION, Game
from game.engine.orders import Move
from game.engine.replay import steps
from game.engine.saves import read_save, save_game
from game.scenario.loading import load_scenario

from .conftest import Call

NIGHT = "lake_khasan/night_attack"


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The replay of a whole game."""
    from game.commanders.roster import play_out

    game = Game.new(load_scenario(NIGHT), seed=4)
    play_out(game, {"soviet": "random", "japanese": "cadet"})
    path = tmp_path_factory.mktemp("replays") / "game.json"
    save_game(game, path)
    return path


def test_play_tells_a_game_and_keeps_it(call: Call, tmp_path: Path) -> None:
    said = call("play", "--seed", 4, "--commander", "soviet=random", "--as", "soviet", "--out", tmp_path).stdout
    assert said.startswith("The commanders play, and you can watch.\n"), "--out asks for no board"
    assert "Random leads the Soviet side in your place." in said
    assert "Turn 5, 30 Jul 1938 20:00 to 04:00, dark: Japanese" in said
    assert "Soviet: Random, Japanese: Officer (own plan)\n" in said
    assert "odds" in said
    assert "victory" in said.lower()
    stem = "lake_khasan-night_attack-4"
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{stem}.json", f"{stem}.png"]
    assert str(tmp_path / f"{stem}.json") in said
    assert call("replay", "verify", tmp_path / f"{stem}.json").stdout.count("verified") == 1


def test_play_and_replay_name_places_in_the_language_of_the_settings(
    call: Call, replay: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the log at the board does; what the game says itself is English there too."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    settings_file().parent.mkdir()
    for language, place in (("en", "Zaozernaya"), ("ja", "張鼓峰"), ("ru", "Заозёрная")):
        settings_file().write_text(json.dumps({"language": language}), encoding="utf-8")
        shown = call("replay", "show", replay).stdout
        assert f"({place}" in shown
        assert "Turn 5, 30 Jul 1938 20:00 to 04:00, dark: " in shown
    said = call("play", "--seed", 4, "--commander", "soviet=random", "--out", tmp_path).stdout
    assert "(Заозёрная" in said
    assert "(Zaozernaya" not in said, "but a unit has it as its id"


def test_a_second_game_does_not_replace_the_first(call: Call, tmp_path: Path) -> None:
    for _ in range(2):
        call("play", "--seed", 4, "--commander", "soviet=random", "--commander", "japanese=random", "--out", tmp_path)
    assert len(list(tmp_path.iterdir())) == 4


def test_play_goes_on_with_a_saved_game(call: Call, tmp_path: Path) -> None:
    game = Game.new(load_scenario(NIGHT), seed=4)
    take_turn(game, "random")
    game.end_turn()
    save_game(game, tmp_path / "half.json", {"soviet": "random"}, rules=RULES_VERSION + 1)
    said = call("play", "--load", tmp_path / "half.json", "--out", tmp_path / "out").stdout
    assert "Soviet: Random, Japanese: Officer (own plan)\n" in said
    assert f"begun under version {RULES_VERSION + 1} of the rules" in said
    assert "Turn 5, 30 Jul 1938 20:00 to 04:00, dark: Soviet" in said
    assert "dark: Japanese" not in said
    saved = read_save(next((tmp_path / "out").glob("*.json")))
    assert saved.game.outcome is not None
    assert not saved.verifiable


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("lake_khasan/nothing", "there is no scenario"),
        ("--as roman", "has no side 'roman'"),
        ("--commander soviet=napoleon", "no commander 'napoleon'"),
        ("--load nothing.json", "nothing.json: there is no such file"),
        (f"{NIGHT} --load nothing.json", "leave out SCENARIO, --seed and --luck"),
        ("--load nothing.json --seed 3", "leave out SCENARIO, --seed and --luck"),
        ("--seed x", "'x' is not a whole number"),
        (f"--out {Path(__file__).as_posix()}", "this is a file"),
        (f"--out {Path(__file__).as_posix()}/deeper", "cannot be written to"),
    ],
)
def test_what_cannot_be_played_is_one_sentence(call: Call, arguments: str, words: str) -> None:
    result = call("play", *arguments.split(), code=2)
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_verify(call: Call, replay: Path) -> None:
    assert "verified" in call("replay", "verify", replay).stdout
    document = json.loads(call("replay", "verify", replay, "--json").stdout)
    assert document["holds"]
    assert document["divergence"] is None
    assert document["side_turns"] == 6


def test_verify_says_no_with_its_exit_code(call: Call, replay: Path, tmp_path: Path) -> None:
    saved = read_save(replay)
    text, _ = saved.game.record[0].orders[0]
    saved.game.record[0].orders[0] = (text, "00000000")
    save_game(saved.game, tmp_path / "bad.json")
    assert "diverges at turn 5, japanese, order 1" in call("replay", "verify", tmp_path / "bad.json", code=1).stdout
    document = json.loads(call("replay", "verify", tmp_path / "bad.json", "--json", code=1).stdout)
    assert document["divergence"]["expected"] == "00000000"


def test_verify_of_what_is_no_replay(call: Call, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    assert "is not a save of Border Wars" in call("replay", "verify", tmp_path / "a.json", code=2).stderr
    assert "there is no such file" in call("replay", "show", tmp_path / "b.json", code=2).stderr


def test_a_replay_under_other_rules_cannot_be_verified(call: Call, replay: Path, tmp_path: Path) -> None:
    save_game(read_save(replay).game, tmp_path / "old.json", rules=RULES_VERSION + 1)
    assert f"version {RULES_VERSION + 1}" in call("replay", "verify", tmp_path / "old.json", code=2).stderr


def test_show_prints_what_play_printed(call: Call, tmp_path: Path) -> None:
    printed = call("play", "--seed", 4, "--commander", "soviet=random", "--out", tmp_path).stdout
    shown = call("replay", "show", next(tmp_path.glob("*.json"))).stdout
    turns = [line for line in printed.splitlines() if line.startswith(("Turn ", "  "))]
    assert [line for line in shown.splitlines() if line.startswith(("Turn ", "  "))] == turns[: -2 or None]


def test_show_can_print_the_orders(call: Call, replay: Path) -> None:
    said = call("replay", "show", replay, "--orders").stdout
    orders = [text for turn in read_save(replay).game.record for text, _ in turn.orders]
    assert [line.strip()[2:] for line in said.splitlines() if line.startswith("  > ")] == orders


def test_show_can_print_what_units_did(call: Call, replay: Path) -> None:
    said = call("replay", "show", replay, "--units").stdout.splitlines()
    lost = read_save(replay).game.state.sides.losses[:, Kind.MEN]
    heads = [place for place, line in enumerate(said) if line.endswith("routs")]
    assert [said[place].split()[0] for place in heads] == ["Soviet", "Japanese"]
    columns = said[heads[0]].split()[-7:]
    for side, place in enumerate(heads):
        whole = dict(zip(columns, said[place + 1].split()[-7:], strict=True))  # the highest formation comes first
        assert int(whole["men"].replace(",", "").replace("-", "0")) == lost[side]
    assert not [line for line in call("replay", "show", replay).stdout.splitlines() if line.endswith("routs")]


def test_what_units_did_as_a_document_is_what_the_table_says(call: Call, replay: Path) -> None:
    saved = read_save(replay)
    document = json.loads(call("replay", "show", replay, "--units", "--json").stdout)
    assert [unit["unit"] for unit in document["units"]] == list(saved.game.scenario.names.units)
    said = call("replay", "show", replay, "--units").stdout.splitlines()
    said = said[next(place for place, line in enumerate(said) if line.endswith("routs")) :]
    table = [line.split()[-7:] for line in said if re.search(r"(  +([\d,]+|-)){7}$", line)]
    lost = ("men", "gun", "tank")
    figures = [
        (one["fights"], *(one["lost"][kind] for kind in lost), one["enemy_lost"]["men"], one["marched"], one["routed"])
        for one in [*document["units"], *document["formations"]]
    ]
    served = [[f"{figure:,}" if figure else "-" for figure in row] for row in figures if any(row)]
    assert sorted(table) == sorted(served) != []
    losses = saved.game.state.sides.losses
    for row, side in enumerate(saved.game.scenario.names.sides):
        units = [unit for unit in document["units"] if unit["side"] == side]
        for kind in Kind:
            assert sum(unit["lost"][kind.name.lower()] for unit in units) == losses[row, kind], (side, kind)


def test_a_document_of_units_is_asked_for_by_its_name(call: Call, replay: Path) -> None:
    for asked in ((), ("--orders",), ("--units", "--orders"), ("--units", "--reasons")):
        assert "it goes with --units" in call("replay", "show", replay, *asked, "--json", code=2).stderr


def why(lines: list[str]) -> list[str]:
    """Return the reasons of fights among lines that were printed."""
    return [line.strip().removeprefix("why: ") for line in lines if line.startswith("    why: ")]


def test_play_says_why_each_fight_was_ordered(call: Call, tmp_path: Path) -> None:
    printed = call("play", "--seed", 4, "--commander", "soviet=idle", "--out", tmp_path).stdout.splitlines()
    (save,) = tmp_path.glob("*.json")
    fought = [step for step in steps(read_save(save)) if step.order is not None and not isinstance(step.order, Move)]
    assert why(printed) == [step.reason for step in fought]
    assert len(fought) > 1 and all(step.reason for step in fought)
    heads = [before for before, line in pairwise(printed) if line.startswith("    why: ")]
    assert all("assault on" in line or "bombard" in line for line in heads)


def test_show_can_print_every_order_with_its_reason(call: Call, tmp_path: Path) -> None:
    call("play", "--seed", 4, "--commander", "soviet=idle", "--out", tmp_path)
    (save,) = tmp_path.glob("*.json")
    said = call("replay", "show", save, "--reasons").stdout
    assert why(said.splitlines()) == [], "a reason stands beside its order, and not below the fight again"
    given = [step for step in steps(read_save(save)) if step.order is not None]
    assert [line for line in said.splitlines() if line.startswith("  > ")] == [
        f"  > {step.order}: {step.reason}" for step in given
    ]


def test_a_record_without_reasons_says_nothing_of_them(call: Call, tmp_path: Path) -> None:
    """Saves of people's games have none, nor have those of versions that knew none."""
    call("play", "--seed", 4, "--commander", "soviet=idle", "--out", tmp_path)
    (path,) = tmp_path.glob("*.json")
    game = read_save(path).game
    for turn in game.record:
        turn.reasons.clear()
    save_game(game, tmp_path / "old.json")
    said = call("replay", "show", tmp_path / "old.json", "--reasons").stdout
    assert why(said.splitlines()) == []
    assert said == call("replay", "show", tmp_path / "old.json", "--orders").stdout


def test_the_last_lines_name_sides_and_levels_as_people_do(call: Call, tmp_path: Path) -> None:
    printed = call("play", "--seed", 4, "--commander", "soviet=random", "--out", tmp_path).stdout.splitlines()
    last = printed[-5:]
    assert last[0] in [level.name for level in load_scenario(NIGHT).file.victory.levels]
    assert [line.split(":")[0] for line in last[1:3]] == ["  Soviet", "  Japanese"]
    assert not any(" soviet" in line or " japanese" in line for line in printed)
