"""The window as a window manager treats it: full screen and back, and any size that it is given."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.window.conftest import stop_without
from tests.window.desk import Desk, desk

SCREEN = (1600, 1000)


@pytest.fixture
def managed(tmp_path: Path) -> Iterator[Desk]:
    """A screen with a window manager on it, larger than the window."""
    stop_without("openbox")
    with desk(tmp_path, SCREEN) as found:
        manager = subprocess.Popen(
            ["openbox"], env=found.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        settings = found.folder / "config" / "borderwars" / "settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text('{"walked_through": true}', encoding="utf-8")
        try:
            yield found
        finally:
            manager.kill()
            manager.wait(10)


def place_of(table: Desk) -> tuple[int, ...]:
    """Return where the window stands and how large it is, as the screen's server sees it."""
    window = table._window()
    assert window is not None
    said = table._xdotool("getwindowgeometry", window)
    return tuple(int(number) for number in re.findall(r"\d+", said.partition("\n")[2].replace("(screen: 0)", "")))


def test_full_screen_and_back_leaves_the_window_as_it_was_and_where_it_was(managed: Desk) -> None:
    managed.start()
    managed.wait_for_title("Border Wars")
    before, seen = place_of(managed), managed.picture()
    assert before[2:] == (1280, 800)
    for _ in range(3):
        managed.key("F11")
        managed.wait(lambda: place_of(managed) == (0, 0, *SCREEN), "the screen was not filled")
        managed.settle()
        managed.key("F11")
        managed.wait(lambda: place_of(managed) == before, f"the window is not where it was, but at {place_of(managed)}")
        managed.settle()
    managed.wait(lambda: bool((managed.picture() == seen).all()), "the window does not look as it did")


def test_a_window_takes_any_size_that_it_is_given(managed: Desk) -> None:
    """A tiling window manager gives narrow tiles: the window keeps to them, and its buttons are there."""
    managed.start()
    managed.wait_for_title("Border Wars")
    window = managed._window()
    assert window is not None
    for size in ((500, 900), (640, 360), (1500, 700)):
        managed._xdotool("windowsize", window, *map(str, size))
        managed.wait(lambda size=size: place_of(managed)[2:] == size, f"the window does not keep to {size}")
        managed.settle()
        assert place_of(managed)[2:] == size
    managed._xdotool("key", "Escape")
    assert managed.is_running()
