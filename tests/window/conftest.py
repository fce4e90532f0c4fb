"""Window tests need a screen: with Xvfb and xdotool they run, without them they say plainly that they do not.

Where BORDERWARS_WINDOW_TESTS is "required", missing programs are a failure.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.window.desk import Desk, desk, missing


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Desk]:
    """A screen of the usual size with nothing on it yet."""
    if absent := missing():
        message = (
            f"window tests need {' and '.join(absent)}, which are not installed (Debian: apt-get install xvfb xdotool)"
        )
        if os.environ.get("BORDERWARS_WINDOW_TESTS") == "required":
            pytest.fail(message)
        pytest.skip(message)
    with desk(tmp_path) as found:
        yield found
