"""How tests call the command line: in this process, as a user would."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from game.cli import main
from game.core._jit import settings

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


@pytest.fixture(params=["bundled", settings.EACH])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How functions are compiled, here and in processes that a test starts: all as one, or each by itself."""
    asked: str = request.param
    for environment in (settings.ENVIRONMENT, os.environ):
        if asked == settings.EACH:
            monkeypatch.setitem(environment, settings.WAY, asked)
        else:
            monkeypatch.delitem(environment, settings.WAY, raising=False)
    if asked != settings.EACH and settings.why_each():
        pytest.skip(settings.why_each())
    return asked
