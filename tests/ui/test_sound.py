"""Sounds: made by the program, silent without a device, never an error."""

from __future__ import annotations

import numpy as np
import pygame
import pytest

from game.ui.scenes import open_window
from game.view import sound
from game.view.sound import WAVES, Sounds

from .hands import Hands, at_the_board, marches


@pytest.mark.parametrize("rate", [11_025, 22_050, 44_100, 48_000])
@pytest.mark.parametrize("name", WAVES)
def test_every_sound_is_short_and_within_bounds(name: str, rate: int) -> None:
    wave = WAVES[name](rate)
    assert 0.02 < len(wave) / rate < 1.5
    assert 0.05 < float(np.abs(wave).max()) <= 1.2
    assert float(np.abs(wave[-rate // 200 :]).max()) < 0.1  # no click at its end
    assert np.array_equal(wave, WAVES[name](rate))


def test_nothing_is_played_before_the_window_runs() -> None:
    hands, board = at_the_board()
    board.orders.submit(marches(board.session)[0])
    hands.frame()
    assert not hands.window.sounds.are_on
    assert pygame.mixer.get_init() is None


def test_sounds_on_the_dummy_driver() -> None:
    sounds = Sounds()
    sounds.start(50)
    sounds.wait(10)
    assert sounds.are_on
    for name in WAVES:
        sounds.play(name)  # type: ignore[arg-type]
    sounds.set_volume(0)
    sounds.play("click")
    sounds.stop()
    assert not sounds.are_on
    assert pygame.mixer.get_init() is None
    sounds.play("click")


@pytest.mark.parametrize("error", [pygame.error("no device"), NotImplementedError("no mixer"), OSError("gone")])
def test_a_broken_device_is_silence(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def broken(*others: object) -> None:
        raise error

    monkeypatch.setattr(pygame.mixer, "init", broken)
    sounds = Sounds()
    sounds.start(80)
    sounds.wait(10)
    assert not sounds.are_on
    sounds.play("assault")
    sounds.stop()


def test_a_device_that_is_lost_is_silence() -> None:
    sounds = Sounds()
    sounds.start(80)
    sounds.wait(10)
    pygame.mixer.quit()
    sounds.play("turn")
    sounds.play("turn")
    sounds.stop()


def test_a_machine_without_sound_is_not_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.delenv("SDL_AUDIODRIVER")
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(sound.sys, "platform", "linux")
    monkeypatch.setattr(sound.Path, "exists", lambda self: False)
    monkeypatch.setattr(pygame.mixer, "init", lambda *others: pytest.fail("asked"))
    sounds = Sounds()
    sounds.start(80)
    sounds.wait(10)
    assert not sounds.are_on


def test_orders_are_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(Sounds, "play", lambda self, name: heard.append(name))
    hands, board = at_the_board()
    board.orders.submit(marches(board.session)[0])
    hands.frame()
    board.session.end_turn()
    hands.frame()
    assert heard[:2] == ["march", "turn"]


def test_buttons_click(monkeypatch: pytest.MonkeyPatch) -> None:
    from game.ui.screens.settings_scene import SettingsScene

    heard: list[str] = []
    monkeypatch.setattr(Sounds, "play", lambda self, name: heard.append(name))
    hands = Hands(SettingsScene())
    hands.press("Keys")
    assert heard == ["click"]


def test_the_window_starts_and_stops_them(monkeypatch: pytest.MonkeyPatch) -> None:
    from game.desk.settings import Settings
    from game.ui.screens.settings_scene import SettingsScene

    window = open_window(Settings(volume=30), (1024, 680))
    go_on = window.go_on

    def one_frame(seconds: float) -> bool:
        window.sounds.wait(10)
        assert window.sounds.are_on
        window.quit()
        return go_on(seconds)

    monkeypatch.setattr(window, "go_on", one_frame)
    window.run(SettingsScene())
    assert not window.sounds.are_on
    assert window.scene is None
