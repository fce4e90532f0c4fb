"""`play` in a window: what it opens with; the window itself is under SDL's dummy driver."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.cli import at_the_board, doctor
from game.cli.at_the_board import Asked, players_of
from game.desk.window import Window
from game.engine import saves, strict_json
from game.engine.game import Game
from game.engine.saves import save_game
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.screens.menu import MainMenu
from game.ui.screens.starting import Opening

from .conftest import Call

NIGHT = "lake_khasan/night_attack"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Any]:
    """What the window showed first, and what that led to; the display is SDL's dummy one."""
    shown: list[Any] = []
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    monkeypatch.setattr("game.cli.play.has_display", lambda: True)

    def run(window: Window, scene: Any) -> None:
        shown.append(scene)
        window.show(scene)
        for _ in range(2000):
            window.frame(0.016)
            if not isinstance(window.scene, Opening) or window.scene.fault:
                break
            at_the_board_wait()
        shown.append(window.scene)
        if window.scene is not None:
            window.scene.close()

    monkeypatch.setattr(Window, "run", run)
    return shown


def at_the_board_wait() -> None:
    import pygame

    pygame.time.wait(5)


def asked(as_side: str | None = None, **commanders: str) -> Asked:
    return Asked(None, as_side, commanders, {}, 1, None, None)


@pytest.mark.parametrize(
    ("request_", "players"),
    [
        (asked(), {"japanese": "human", "soviet": "officer"}),
        (asked("soviet"), {"japanese": "officer", "soviet": "human"}),
        (asked(japanese="random"), {"japanese": "random", "soviet": "human"}),
        (asked("soviet", soviet="random"), {"japanese": "officer", "soviet": "human"}),
        (asked(soviet="random", japanese="officer"), {"japanese": "officer", "soviet": "random"}),
    ],
)
def test_who_plays(request_: Asked, players: dict[str, str]) -> None:
    assert players_of(request_, load_scenario(NIGHT)) == players


def test_a_side_is_led_by_the_plan_that_the_scenario_names() -> None:
    tauran = load_scenario("tauran/force_for_force")
    assert players_of(asked(), tauran) == {"japanese": "human", "mongolian": "officer:historical"}
    assert players_of(asked("mongolian"), tauran) == {"japanese": "officer:stay", "mongolian": "human"}
    assert players_of(asked(mongolian="officer"), tauran) == {"japanese": "human", "mongolian": "officer"}


@pytest.mark.parametrize("line", [[], ["play"]])
def test_the_menu_opens(call: Call, opened: list[Any], line: list[str]) -> None:
    call(*line)
    assert isinstance(opened[0], MainMenu)


def test_a_scenario_opens_at_once(call: Call, opened: list[Any]) -> None:
    call("play", NIGHT, "--as", "soviet", "--commander", "japanese=random", "--seed", 77, "--luck", "none")
    board = opened[-1]
    assert isinstance(board, Board)
    assert board.session.players == {"soviet": "human", "japanese": "random"}
    assert (board.session.game.seed, board.session.game.luck) == (77, "none")


def test_a_save_opens_at_once(call: Call, opened: list[Any], tmp_path: Path) -> None:
    game = Game.new(load_scenario(NIGHT), seed=5)
    save_game(game, tmp_path / "a.json", {"soviet": "random"})
    call("play", "--load", tmp_path / "a.json", "--as", "soviet")
    board = opened[-1]
    assert isinstance(board, Board)
    assert board.session.game.digest() == game.digest()
    assert board.session.players == {"soviet": "human", "japanese": "human"}


def test_a_save_that_lacks_its_scenario_is_reported(call: Call, opened: list[Any], tmp_path: Path) -> None:
    save_game(Game.new(load_scenario(NIGHT), seed=5), tmp_path / "a.json")
    document = saves.read_document(tmp_path / "a.json")
    del document["scenario"]
    document["check"] = strict_json.check_sum(document)
    (tmp_path / "a.json").write_text(strict_json.dumped(document))
    call("play", "--load", tmp_path / "a.json")
    assert "lacks 'scenario'" in opened[-1].fault


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("play lake_khasan/nothing", "there is no scenario"),
        (f"play {NIGHT} --as roman", "has no side 'roman'"),
        ("play --as roman", "has no side 'roman'"),
        (f"play {NIGHT} --commander soviet=napoleon", "no commander 'napoleon'"),
        ("play --load nothing.json", "nothing.json: there is no such file"),
        ("play --load nothing.json --seed 3", "leave out SCENARIO, --seed and --luck"),
    ],
)
def test_what_is_wrong_is_said_before_a_window_opens(call: Call, opened: list[Any], arguments: str, words: str) -> None:
    assert words in call(*arguments.split(), code=2).stderr
    assert opened == []


def test_a_display_that_cannot_be_opened_is_none(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import pygame

    monkeypatch.setattr("game.cli.play.has_display", lambda: True)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    def fail(*others: object) -> None:
        raise pygame.error("no such display")

    monkeypatch.setattr("pygame.display.set_mode", fail)
    result = call("play", NIGHT, "--commander", "soviet=random", "--commander", "japanese=random")
    assert "no such display" in result.stderr
    assert "There is no display for the board" in result.stdout


def test_what_counts_as_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"):
        monkeypatch.delenv(name, raising=False)
    assert not doctor.has_display()
    monkeypatch.setenv("DISPLAY", ":0")
    assert doctor.has_display()
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    assert not doctor.has_display()
    monkeypatch.setattr(doctor.sys, "platform", "win32")
    assert not doctor.has_display()
    monkeypatch.delenv("SDL_VIDEODRIVER")
    assert doctor.has_display()
    assert at_the_board.Asked(None, None, {}, {}, 1, None, None).players_matter is False
