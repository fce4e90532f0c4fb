"""Window tests need a screen: with Xvfb and xdotool they run, without them they say plainly that they do not.

Where BORDERWARS_WINDOW_TESTS is "required", missing programs are a failure.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.window.desk import Desk, desk, missing
from tests.window.playing import NIGHT, sit_down
from tests.window.twin import Twin


def stop_without(*more: str) -> None:
    """Skip the test where a program that it needs is not installed, or fail it where window tests are required."""
    if absent := missing(*more):
        names = " ".join(program.lower() for program in absent)
        message = f"this test needs {names}, which is not installed (Debian: apt-get install {names})"
        if os.environ.get("BORDERWARS_WINDOW_TESTS") == "required":
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Desk]:
    """A screen of the usual size with nothing on it yet."""
    stop_without()
    with desk(tmp_path) as found:
        yield found


@pytest.fixture
def twin() -> Iterator[Twin]:
    """The night attack, seed 7, the Japanese side ours."""
    found = Twin(NIGHT, 7, "japanese")
    yield found
    found.close()


@pytest.fixture
def board(table: Desk) -> Desk:
    """The program with the twin's game on the screen."""
    return sit_down(table, NIGHT, "--as", "japanese", "--seed", "7")
