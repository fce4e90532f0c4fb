"""Compiling the rules ahead of need: it takes about a minute, once after every change of the rules, and says so.

Numba keeps what it has compiled in the user's cache; a mark beside it says that all of it is there.
"""

from __future__ import annotations

import inspect
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

from game.cli.console import progress

MARK = ".complete"
SMALLEST = "lake_khasan/night_attack"
UNUSED_DAYS = 30
NOTICE = "Compiling the rules, which happens once"


def is_warm() -> bool:
    """Whether all rules are compiled, or need not be."""
    from game.core import _jit

    return not _jit.COMPILED or (_jit.CACHE_FOLDER / MARK).exists()


def warm_up() -> None:
    """Compile whatever is not compiled, with progress on a terminal."""
    if is_warm():
        return
    from game.core import _jit

    with _counting():
        compile_all()
    (_jit.CACHE_FOLDER / MARK).touch()
    _forget_unused(_jit.CACHE_FOLDER)


def entries() -> list[Any]:
    """Return the compiled functions that Python calls."""
    import game.commanders.cadet_accounts
    import game.commanders.roster
    import game.engine.surveys  # noqa: F401 - marks the functions, with those of `engine.game`
    from game.core import _jit

    return [function for function in _jit.FUNCTIONS if not function.targetoptions["no_cpython_wrapper"]]


def examples() -> dict[str, Any]:
    """Return a value for every parameter that such functions have, by its name; a number where there is none."""
    import numpy as np

    from game.commanders.cadet_accounts import new_parts, new_weights
    from game.commanders.roster import new_desk
    from game.core.terms import SIDES
    from game.scenario.library import scenario_names
    from game.scenario.loading import load_scenario
    from game.scenario.world import KINDS

    known = scenario_names()
    scenario = load_scenario(SMALLEST if SMALLEST in known else known[0])
    world, turns = scenario.world, len(scenario.world.calendar)
    scratch, mind = new_desk(world)
    return {
        "world": world,
        "state": scenario.start.copy(1),
        "spare": scenario.start.copy(0),
        "scratch": scratch,
        "mind": mind,
        "orders": scratch.order,
        "numbers": np.zeros(1, np.int32),
        "marks": np.zeros(len(world.hexes), np.int32),
        "way": np.zeros(len(world.hexes), np.int32),
        "commanders": np.zeros(SIDES, np.int64),
        "losses": np.zeros((turns, SIDES, KINDS), np.int32),
        "owned": np.zeros((turns, len(world.areas), SIDES), np.int16),
        "parts": new_parts(),
        "weights": new_weights(),
    }


def compile_all() -> None:
    """Compile every function that Python calls, and with it all others, without running any."""
    values = examples()
    for function in entries():
        names = inspect.signature(function.py_func).parameters
        function.compile(tuple(function.typeof_pyval(values.get(name, 0)) for name in names))


@contextmanager
def _counting() -> Iterator[None]:
    """Show how many functions are compiled while the block runs."""
    from game.core import _jit

    if not sys.stderr.isatty():
        yield
        return
    entries()  # marks all functions, so that they can be counted
    done = Event()
    with progress(NOTICE, len(_jit.FUNCTIONS)) as show:

        def watch() -> None:
            while not done.wait(0.2):
                show(sum(1 for function in _jit.FUNCTIONS if function.signatures))

        watcher = Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            done.set()
            watcher.join()


def _forget_unused(current: Path) -> None:
    """Remove what was compiled from other rules and has not been used for a month."""
    for mark in current.parent.glob("*/.write"):
        if mark.parent != current and time.time() - mark.stat().st_mtime > UNUSED_DAYS * 86_400:
            shutil.rmtree(mark.parent, ignore_errors=True)
