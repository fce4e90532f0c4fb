"""What all tests share: which of them run where (see `ways`), and how hypothesis draws.

Tests marked `full` run only when they are asked for by `-m`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from game.commanders.roster import COMMANDERS
from game.core._jit import COMPILED
from game.scenario import homes
from tests import shared_scenarios
from tests.quick_records import quicken
from tests.ways import HERE, rank_of, way_of

shared_scenarios.share()

PLAIN_CODE = pytest.StashKey[int]()
"""How the tests that run as plain Python ended, in a process of their own."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the choice between the two ways."""
    parser.addoption("--rules", choices=("both", "plain", "compiled"), default="both", help="see tests/ways.py")


def pytest_configure(config: pytest.Config) -> None:
    """Examples are the same in every run; small integers that overflow are errors, as compiled ones would wrap."""
    settings.register_profile("same_every_time", deadline=None, derandomize=True, database=None)
    settings.load_profile("same_every_time")
    config.addinivalue_line("filterwarnings", "error::RuntimeWarning")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in the background; programs under test would inherit it
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if config.getoption("--rules") == "plain" and COMPILED:
        raise pytest.UsageError("--rules plain needs NUMBA_DISABLE_JIT=1")
    if not COMPILED:
        quicken()


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Run what is plain in a process of its own, where both ways are asked for; the rest follows in this one."""
    if not COMPILED or config.getoption("--rules") != "both" or hasattr(config, "workerinput"):
        return
    command = [sys.executable, "-m", "pytest", "--rules=plain", *config.invocation_params.args]
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    config.stash[PLAIN_CODE] = subprocess.call(command, env=environment, cwd=config.invocation_params.dir)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Both ways must have gone well; none of one kind is as good as well."""
    nothing = pytest.ExitCode.NO_TESTS_COLLECTED
    plain = session.config.stash.get(PLAIN_CODE, nothing)
    if plain != nothing and session.exitstatus in (pytest.ExitCode.OK, nothing):
        session.exitstatus = plain


def asked_for(path: Path, config: pytest.Config) -> bool:
    """Whether a file or folder of tests runs in this process."""
    wanted = config.getoption("--rules")
    if wanted == "both":
        wanted = "compiled" if COMPILED else None  # plain Python runs whatever it is told to
    return wanted is None or way_of(path) in (wanted, None)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what does not run here before it is imported."""
    return None if asked_for(collection_path, config) else True


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Scenarios that come with the game are read once, but for the tests of reading them."""
    shared_scenarios.choose(item.path, HERE)


@pytest.fixture(autouse=True)
def nobody_stays() -> Iterator[None]:
    """Whoever is enlisted by a test, and folders of battles that it adds, are known for that test alone."""
    before, added = dict(COMMANDERS), list(homes._added)
    yield
    COMMANDERS.clear()
    COMMANDERS.update(before)
    homes._added[:] = added


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes longest; leave out the full sets, and what was named but runs elsewhere."""
    items.sort(key=lambda item: rank_of(item.path))
    left = [item for item in items if not asked_for(item.path, config)]
    if "full" not in config.option.markexpr:
        left += [item for item in items if item.get_closest_marker("full")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
