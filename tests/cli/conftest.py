"""How tests call the command line: in this process, as a user would."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from game.cli import main

Call = Callable[..., Result]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Call:
    """Runs `borderwars` with arguments; standard output and error are kept apart, neither is a terminal."""
    monkeypatch.setattr("game.cli.compiling.is_warm", lambda: True)
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")  # no window opens, on whatever machine

    def run(*arguments: object, code: int | None = 0) -> Result:  # None: whatever the answer is
        result = CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="borderwars")
        good = {0, 1} if code is None else {code}
        assert result.exit_code in good, f"{result.exit_code}: {result.output}\n{result.exception!r}"
        if code == 2:
            assert result.stderr.startswith("borderwars: ") or "problem" in result.stderr
            assert "Traceback" not in result.stderr
        return result

    return run
