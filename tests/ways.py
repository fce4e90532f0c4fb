"""The two ways in which tests run: as plain Python, where single rules can be called, and compiled.

Every test belongs to one of them by where it lies; what is not named here is plain, so that a new folder is never left
out. `pytest` runs all: the plain ones in a process of their own, then the others. `--rules plain` and `--rules
compiled` run one of the two, as `make test` does; with NUMBA_DISABLE_JIT=1 whatever is asked for runs as plain Python.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

Way = Literal["plain", "compiled"]

HERE: Final = Path(__file__).parent
COMPILED_TESTS: Final = (
    *("whole_games", "batch", "bench", "cli", "learning", "ui", "window"),
    *("test_readme.py", "test_examples.py"),
)
"""Folders and files of tests that play whole games or open windows."""

LONGEST_FIRST: Final = ("window", "test_readme.py", "cli", "whole_games", "bench", "batch")
"""What takes longest, folders and files: workers that have a file each end together if these begin first."""


def way_of(path: Path) -> Way | None:
    """Return the way in which a file or folder of tests runs; None for the folder of all tests and what is outside."""
    if not path.is_relative_to(HERE) or path == HERE:
        return None
    return "compiled" if path.relative_to(HERE).parts[0] in COMPILED_TESTS else "plain"


def rank_of(path: Path) -> int:
    """Return the place of a file of tests among all, the longest first."""
    folder = path.relative_to(HERE).parts[0] if path.is_relative_to(HERE) else ""
    return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)
