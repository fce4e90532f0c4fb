"""Changes made one after the other in copies of the tree, and what the tests say to each."""

from __future__ import annotations

import os
import queue
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Final

from tests.mutations.changes import Change
from tests.mutations.seeing import ROOT, Look

LEFT_OUT: Final = shutil.ignore_patterns(".*", "__pycache__", "pictures", "out", "build", "dist")
CODE_OF_FAILURE: Final = 1


@dataclass(frozen=True)
class Found:
    """What the tests said to a change."""

    change: Change
    noticed_by: str
    """The test that fails, with this change only; nothing: none does."""
    seconds: float

    def __str__(self) -> str:
        said = f"noticed by {self.noticed_by}" if self.noticed_by else "NOT NOTICED"
        return f"{self.change}: {said} ({self.seconds:.0f} s)"


class Workshop:
    """Copies of the tree: one for each change being tried, and one that stays as it is."""

    def __init__(self, folder: Path, jobs: int, root: Path = ROOT) -> None:
        self.untouched = _copy(root, folder / "untouched")
        self._free: queue.Queue[Path] = queue.Queue()
        for number in range(jobs):
            self._free.put(_copy(root, folder / f"changed {number}"))
        self._sound: dict[str, bool] = {}
        self._lock = Lock()

    def try_(self, change: Change, looks: Callable[[str], Iterable[Look]]) -> Found:
        """Make a change and run the tests that can see it until one notices."""
        began = time.monotonic()
        with self._changed(change) as tree:
            noticed = next((by for look in looks(change.path) if (by := self._noticed(tree, look))), "")
        return Found(change, noticed, time.monotonic() - began)

    @contextmanager
    def _changed(self, change: Change) -> Iterator[Path]:
        tree = self._free.get()
        path = tree / change.path
        source = path.read_text(encoding="utf-8")
        try:
            _write(path, change.made_in(source))
            yield tree
        finally:
            _write(path, source)
            self._free.put(tree)

    def _noticed(self, tree: Path, look: Look) -> str:
        """Return the test that fails in a changed tree and would not in the untouched one; nothing if none."""
        said = tested(tree, look)
        if said is None:
            return f"{look.arguments[0]}, which never ends"
        test = failed_in(said)
        if not test or not self._is_sound(test, look):
            return ""
        return test

    def _is_sound(self, test: str, look: Look) -> bool:
        """Whether a test passes where nothing is changed. What fails there too says nothing of a change."""
        with self._lock:
            if test not in self._sound:
                said = tested(self.untouched, Look((test,), look.plain, look.patience))
                self._sound[test] = said is not None and not failed_in(said)
            return self._sound[test]


def _copy(root: Path, folder: Path) -> Path:
    return Path(shutil.copytree(root, folder, ignore=LEFT_OUT))


def _write(path: Path, source: str) -> None:
    """Write a source; what Python keeps of the one before goes by the second and the size, and may be taken for it."""
    path.write_text(source, encoding="utf-8")
    for kept in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
        kept.unlink()


def tested(tree: Path, look: Look) -> str | None:
    """Run tests in a tree up to the first failure; return what they say, None if they take too long."""
    way = "plain" if look.plain else "compiled"
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", "--tb=no", "-rfE", "--rules", way]
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTEST_ADDOPTS": ""}
    if look.plain:
        environment["NUMBA_DISABLE_JIT"] = "1"
    try:
        run = subprocess.run(
            [*command, *look.arguments],
            cwd=tree,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=look.patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return run.stdout + ("" if run.returncode in (0, CODE_OF_FAILURE, 5) else f"\nERROR {look.arguments[0]}")


def failed_in(said: str) -> str:
    """Return the first test or file that failed, by what pytest said; nothing if all went well."""
    found = re.search(r"^(?:FAILED|ERROR) ([^\[\n]+?(?:\[.*?\])?)(?: - .*)?$", said, re.MULTILINE)
    return found[1] if found else ""


def tried(sample: list[Change], folder: Path, jobs: int, looks: Callable[[str], Iterable[Look]]) -> Iterator[Found]:
    """Try changes, so many at once, and yield what was found in their order."""
    workshop = Workshop(folder, jobs)
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(partial(workshop.try_, looks=looks), sample)
