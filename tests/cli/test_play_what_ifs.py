"""`play` with changes: the battle is called changed, at the board and without it; what is kept goes on as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.commanders.roster import take_turn
from game.engine import saves, strict_json
from game.engine.game import Game
from game.engine.saves import read_save, save_game
from game.scenario.changes import changed, read_change
from game.scenario.loading import Scenario, load_scenario
from game.ui.board import Board
from game.ui.replays.film import film_of
from game.ui.saves.save_folder import open_save
from game.ui.saves.save_list import read_entry

from .conftest import Call
from .test_at_the_board import opened

__all__ = ["opened"]

NIGHT = "lake_khasan/night_attack"
CHANGES = ("--without", "III/118", "--scale", "rules.lethality=1.5")
IN_WORDS = ("rules.lethality x 1.5", "without III/118")


def other() -> Scenario:
    return changed(load_scenario(NIGHT), [read_change("without", "III/118")])


def test_without_a_board_it_is_printed_kept_and_verified(call: Call, tmp_path: Path) -> None:
    said = call("play", NIGHT, *CHANGES, "--commander", "soviet=idle", "--out", tmp_path).stdout
    assert f"Changed: {'; '.join(IN_WORDS)}\n" in said
    (path,) = tmp_path.glob("*.json")
    game = read_save(path).game
    assert game.scenario.changes == IN_WORDS
    assert "verified" in call("replay", "verify", path).stdout
    assert f"Changed: {'; '.join(IN_WORDS)}\n" in call("replay", "show", path).stdout


def test_at_the_board_it_is_in_the_title(call: Call, opened: list[Any]) -> None:
    call("play", NIGHT, *CHANGES, "--as", "soviet")
    board = opened[-1]
    assert isinstance(board, Board)
    assert board.session.scenario.changes == IN_WORDS
    assert board.title == "Night attack, 30-31 July 1938 (changed)"


def test_changes_alone_open_the_first_battle(call: Call, opened: list[Any]) -> None:
    call("play", *CHANGES)
    assert opened[-1].session.scenario.changes == IN_WORDS


def test_a_saved_game_of_it_goes_on_and_is_listed_as_changed(tmp_path: Path) -> None:
    game = Game.new(other(), seed=3)
    take_turn(game, "cadet")
    game.end_turn()
    save_game(game, tmp_path / "a.json", {"japanese": "cadet"})
    session = open_save(tmp_path / "a.json")
    assert session.scenario.changes == ("without III/118",)
    twin = game.copy()
    for one in (session.game, twin):
        take_turn(one, "random")
        one.end_turn()
    assert session.game.digest() == twin.digest()
    entry = read_entry(tmp_path / "a.json")
    assert entry is not None
    assert entry.title == "Night attack, 30-31 July 1938 (changed)"
    assert film_of(tmp_path / "a.json").title.startswith("Night attack, 30-31 July 1938 (changed) · ")


def test_a_save_of_a_battle_as_it_was_says_nothing_of_changes(tmp_path: Path) -> None:
    save_game(Game.new(load_scenario(NIGHT), seed=3), tmp_path / "a.json")
    assert "changes" not in saves.read_document(tmp_path / "a.json")["scenario"]
    assert read_save(tmp_path / "a.json").game.scenario.changes == ()


@pytest.mark.parametrize("wrong", [3, "without", [3], ["two\nlines"], ["x"] * 201])
def test_changes_that_are_no_lines_are_refused(tmp_path: Path, wrong: object) -> None:
    save_game(Game.new(other(), seed=3), tmp_path / "a.json")
    document = saves.read_document(tmp_path / "a.json")
    document["scenario"]["changes"] = wrong
    document["check"] = strict_json.check_sum(document)
    with pytest.raises(saves.SaveError, match=r"'changes'|has changes that are not a line of text each"):
        read_save(strict_json.dumped(document).encode("ascii"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (f"{NIGHT} --without XX/118", "has no unit or formation 'XX/118'"),
        (f"{NIGHT} --set rules.burnt", "should be PATH=VALUE"),
        ("--load a.json --without III/118", "leave out SCENARIO, --seed and --luck, and change nothing (--set"),
    ],
)
def test_what_cannot_be_changed_is_one_sentence(call: Call, arguments: str, words: str) -> None:
    result = call("play", *arguments.split(), code=2)
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
