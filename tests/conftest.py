"""What all tests share: which of them run where.

Rules are plain Python under NUMBA_DISABLE_JIT=1 and cannot be called one by one when they are compiled; tests that do
so are skipped then. Tests marked `full` run only when they are asked for by `-m`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from game.core._jit import COMPILED

HERE = Path(__file__).parent
PLAIN_ONLY = ("core", "rules", "reference", "commanders")


def pytest_configure(config: pytest.Config) -> None:
    """Examples are the same in every run; small integers that overflow are errors, as compiled ones would wrap."""
    settings.register_profile("same_every_time", deadline=None, derandomize=True, database=None)
    settings.load_profile("same_every_time")
    config.addinivalue_line("filterwarnings", "error::RuntimeWarning")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what needs plain Python, and leave out the full sets."""
    if "full" not in config.option.markexpr:
        full = [item for item in items if item.get_closest_marker("full")]
        config.hook.pytest_deselected(items=full)
        items[:] = [item for item in items if item not in full]
    if COMPILED:
        needs_plain = pytest.mark.skip(reason="needs NUMBA_DISABLE_JIT=1")
        for item in items:
            if item.path.is_relative_to(HERE) and item.path.relative_to(HERE).parts[0] in PLAIN_ONLY:
                item.add_marker(needs_plain)
