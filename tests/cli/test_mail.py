"""`mail`: turn files proved, held against earlier ones, and printed; `play --load` knows one when it sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.cli import play as play_module
from game.cli.at_the_board import Asked, _wanted
from game.core.errors import SaveError, UsageError
from game.engine import strict_json
from game.engine.game import Game
from game.engine.matches import Match
from game.engine.turn_files import turn_file, write_turn
from game.scenario.loading import load_scenario
from game.ui.requests import PlayGame
from tests.json_documents import example

from .conftest import Call

MATCH = Match("20380730-200000-0a1b2c3d", {"soviet": "Ivan", "japanese": "Kenji"})


def written(game: Game, path: Path) -> Path:
    write_turn(turn_file(game, MATCH), path)
    return path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The invitation, and the first player turn: the first march of each of three units."""
    where = tmp_path_factory.mktemp("mail")
    game = Game.new(load_scenario("lake_khasan/night_attack"), 1938)
    invitation = written(game, where / "invitation.turn.json")
    firsts = {getattr(order, "unit", ""): order for order in reversed(list(game.legal_orders()))}
    for unit in sorted(firsts)[:3]:
        game.play(firsts[unit])
    game.end_turn()
    return invitation, written(game, where / "x.turn.json")


def test_a_turn_file_is_proved(call: Call, files: tuple[Path, Path]) -> None:
    lines = call("mail", "verify", files[1], "--after", files[0]).stdout.splitlines()
    assert lines[0].startswith(f"{files[1]}: verified, 3 orders in 1 player turns, digest ")
    assert lines[1:] == [
        "The scenario is the one that this program knows as lake_khasan/night_attack.",
        "It is for Ivan, Soviet, whose turn it is.",
    ]
    assert "It is for Kenji, Japanese" in call("mail", "verify", files[0]).stdout


def test_its_document_is_that_of_the_docs(call: Call, files: tuple[Path, Path]) -> None:
    found = json.loads(call("mail", "verify", files[1], "--json").stdout)
    shown = example("mail verify")
    assert {**found, "file": "x.turn.json", "digest": shown["digest"]} == shown


def test_what_does_not_hold_is_one_sentence(call: Call, files: tuple[Path, Path], tmp_path: Path) -> None:
    document = json.loads(files[1].read_text())
    document["record"][0]["orders"][1][1] = "0" * 8
    document["check"] = strict_json.check_sum(document)
    (tmp_path / "y.turn.json").write_text(json.dumps(document))
    said = call("mail", "verify", tmp_path / "y.turn.json", code=2).stderr
    assert "its orders do not lead where it says: turn 5, Japanese, order 2" in said
    assert "it is older than" in call("mail", "verify", files[0], "--after", files[1], code=2).stderr
    said = call("mail", "verify", tmp_path / "y.turn.json", "--after", files[1], code=2).stderr
    assert "turn 5, Japanese, is not in it as it came before" in said
    assert "there is no such file" in call("mail", "show", tmp_path / "nowhere", code=2).stderr


def test_a_turn_is_printed(call: Call, files: tuple[Path, Path]) -> None:
    said = call("mail", "show", files[1], "--orders").stdout
    assert said.startswith("Night attack, 30-31 July 1938 (lake_khasan/night_attack), seed 1938, luck table\n")
    assert "Players: Soviet Ivan, Japanese Kenji" in said
    assert said.count("\n  > ") == 3
    assert "  > " not in call("mail", "show", files[1], "--all").stdout


def test_the_board_opens_a_turn_file(files: tuple[Path, Path]) -> None:
    asked = Asked(None, None, {}, {}, 1, files[1], None)
    request = _wanted(asked)
    assert isinstance(request, PlayGame)
    assert request.title == "Opening x.turn.json"
    with pytest.raises(UsageError, match="a turn file says who plays"):
        _wanted(Asked(None, "soviet", {}, {}, 1, files[1], None))
    with pytest.raises(UsageError, match="a turn file is opened at the board"):
        play_module._set_up(asked)


def test_a_damaged_turn_file_is_said_before_a_window_opens(files: tuple[Path, Path], tmp_path: Path) -> None:
    damaged = tmp_path / "z.turn.json"
    damaged.write_bytes(files[1].read_bytes()[:-40])
    with pytest.raises(SaveError, match="the file is cut off"):
        _wanted(Asked(None, None, {}, {}, 1, damaged, None))
