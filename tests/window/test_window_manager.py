"""The window as a window manager treats it: full screen and back, and any size that it is given."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from game.desk.desktop import first_size
from tests.window.conftest import stop_without
from tests.window.desk import Desk, desk

SCREEN = (1600, 1000)
SMALL_SCREEN = (1280, 800)
"""As large as the window wants to be, so that its title bar has no room."""


@pytest.fixture
def managed(tmp_path: Path) -> Iterator[Desk]:
    """A screen with a window manager on it, larger than the window."""
    with managed_desk(tmp_path, SCREEN) as found:
        yield found


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Desk]:
    """A screen with a window manager on it, no larger than the window."""
    with managed_desk(tmp_path, SMALL_SCREEN) as found:
        yield found


@contextmanager
def managed_desk(folder: Path, screen: tuple[int, int]) -> Iterator[Desk]:
    """Set up a screen with a window manager that is there: what opens before it is, it puts elsewhere later."""
    stop_without("openbox")
    with desk(folder, screen) as found:
        manager = subprocess.Popen(
            ["openbox"], env=found.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        settings = found.folder / "config" / "borderwars" / "settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text('{"walked_through": true, "walked_formations": true}', encoding="utf-8")
        try:
            found.wait(lambda: is_managed(found), "the window manager did not come up")
            yield found
        finally:
            manager.kill()
            manager.wait(10)


def is_managed(table: Desk) -> bool:
    """Whether a window manager has the screen: it says how many desktops there are, and without one there are none."""
    return table._xdotool("get_num_desktops", check=False).strip() not in ("", "0")


def place_of(table: Desk) -> tuple[int, ...]:
    """Return where on the screen the window stands, its frame left out, and how large it is.

    What xdotool says of the place counts the frame twice; where the pointer stands at the window's corner does not.
    """
    window = table._window()
    assert window is not None
    table._xdotool("mousemove", "--window", window, "0", "0")
    corner = table._xdotool("getmouselocation")
    size = table._xdotool("getwindowgeometry", window).partition("Geometry")[2]
    return tuple(int(number) for number in re.findall(r"\d+", corner)[:2] + re.findall(r"\d+", size))


def double_click_on_title_bar(table: Desk) -> None:
    """Maximise the window, or have it as it was before."""
    x, y, width, _ = place_of(table)
    table._xdotool("mousemove", str(x + width // 2), str(y - 8), "click", "--repeat", "2", "--delay", "80", "1")
    table.settle()


def fill_screen_and_go_back(table: Desk, screen: tuple[int, int], before: tuple[int, ...]) -> None:
    """Press F11 twice; the window then has to be as it was before."""
    table.key("F11")
    table.wait(lambda: place_of(table) == (0, 0, *screen), "the screen was not filled")
    table.settle()
    table.key("F11")
    table.wait(lambda: place_of(table) == before, f"the window is not where it was, but at {place_of(table)}")
    table.settle()


def test_a_window_that_would_hang_off_the_screen_opens_maximised(small: Desk) -> None:
    small.start()
    small.wait_for_title("Border Wars")
    x, y, width, height = place_of(small)
    assert (x, width) == (0, SMALL_SCREEN[0])
    assert y > 0, "there is a title bar"
    assert y + height == SMALL_SCREEN[1], "the whole window is seen, its bottom line too"
    double_click_on_title_bar(small)
    small.wait(lambda: place_of(small)[3] < height, "the window stayed maximised")
    x, y, width, height = place_of(small)
    assert x + width <= SMALL_SCREEN[0]
    assert y + height <= SMALL_SCREEN[1], "what it is when it is not maximised is seen whole as well"


def test_full_screen_and_back_leaves_a_window_that_opened_maximised_as_it_was(small: Desk) -> None:
    small.start()
    small.wait_for_title("Border Wars")
    before = place_of(small)
    for _ in range(2):
        fill_screen_and_go_back(small, SMALL_SCREEN, before)


def test_full_screen_and_back_leaves_a_window_that_was_maximised_by_hand_as_it_was(managed: Desk) -> None:
    managed.start()
    managed.wait_for_title("Border Wars")
    usual = place_of(managed)
    double_click_on_title_bar(managed)
    managed.wait(lambda: place_of(managed)[2] == SCREEN[0], "the window was not maximised")
    before = place_of(managed)
    for _ in range(2):
        fill_screen_and_go_back(managed, SCREEN, before)
    double_click_on_title_bar(managed)
    managed.wait(lambda: place_of(managed) == usual, f"it was at {usual} before it was maximised")
    fill_screen_and_go_back(managed, SCREEN, usual)


def test_full_screen_and_back_leaves_the_window_as_it_was_and_where_it_was(managed: Desk) -> None:
    managed.start()
    managed.wait_for_title("Border Wars")
    before = place_of(managed)
    managed.settle(still=2.0)
    seen = managed.picture()
    assert before[2:] == first_size(SCREEN)
    for _ in range(3):
        fill_screen_and_go_back(managed, SCREEN, before)
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
