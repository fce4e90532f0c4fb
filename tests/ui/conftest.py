"""What tests of the window share: SDL's dummy drivers, and folders of their own for settings and saves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"


@pytest.fixture(autouse=True)
def folders_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saves and settings of a test are not those of whoever runs it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture(autouse=True)
def no_scene_outlives_its_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The threads of scenes left open would go on painting maps, and slow down all tests that come later."""
    from game.desk.window import Window  # after SDL's drivers are chosen

    opened = []
    begin = Window.__init__

    def begin_and_note(window: Window, *arguments: object, **named: object) -> None:
        opened.append(window)
        begin(window, *arguments, **named)  # type: ignore[arg-type]  # whatever it takes

    monkeypatch.setattr(Window, "__init__", begin_and_note)
    yield
    for window in opened:
        window.close()
