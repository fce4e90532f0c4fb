"""What must start from nothing, in a process of its own: loading, a first compilation, memory, plain Python.

The functions that such a process runs stand at the end and print what they found.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from game.batch.noting import IN_FOLDERS
from game.batch.results import SUMMED, Results, arrays_of
from game.batch.rows import write_rows
from game.batch.runner import run_batch
from game.batch.tables import summary
from game.bench.games import SEED
from game.core.errors import BorderWarsError
from game.scenario.homes import shipped_names
from game.scenario.library import forget_libraries
from game.scenario.loading import load_scenario

LONGEST_CHILD = 900
"""Seconds that a process of a measurement may take."""


def child(part: str, *arguments: str | int, room: str = "processes", **environment: str) -> dict[str, Any]:
    """Return what a part measured in a process of its own: a function `..._in_child` of the module `room` here."""
    code = f"from game.bench import {room} as here; here.{part}_in_child(*{arguments!r})"
    found: dict[str, Any] = json.loads(_run([sys.executable, "-c", code], environment))
    return found


def _run(command: list[str], environment: dict[str, str]) -> str:
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=LONGEST_CHILD,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        last = (getattr(error, "stderr", None) or str(error)).strip().splitlines()[-1:]
        raise BorderWarsError(f"a process of the measurement failed: {' '.join(last)}") from error
    return done.stdout


def slowest_load() -> tuple[str, float]:
    """Return the scenario that takes longest to load and check, and its seconds, all libraries read again."""
    times: dict[str, float] = child("load")
    return max(times.items(), key=lambda entry: entry[1])


def warm_start(name: str, times: int) -> float:
    """Return the seconds that the whole process of a simulation of one game takes, the median of a few."""
    command = [sys.executable, "-m", "game", "simulate", name, "--runs", "1", "--json"]
    _run(command, {})
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        _run(command, {})
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def first_compilation() -> tuple[float, float]:
    """Return the seconds that `make setup` takes to compile all rules where nothing is kept, and the megabytes kept."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        _run([sys.executable, "-m", "game", "doctor", "--warm"], {"NUMBA_CACHE_DIR": folder})
        seconds = time.perf_counter() - began
        kept = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    return seconds, kept / 1e6


def same_digests(name: str, runs: int) -> float:
    """Return the share of small batches that come to the same digest compiled, in plain Python and on two threads."""
    plain = child("digest", name, runs, NUMBA_DISABLE_JIT="1")["digest"]
    scenario = load_scenario(name)
    same = [run_batch(scenario, runs, SEED, workers=workers).digest() == plain for workers in (1, 2)]
    return float(sum(same) / len(same))


# --- in the process -------------------------------------------------------------------------------------------------


def digest_in_child(name: str, runs: int) -> None:
    """Print the digest of a small batch."""
    print(json.dumps({"digest": run_batch(load_scenario(name), runs, SEED, workers=1).digest()}))


def load_in_child() -> None:
    """Print how long each scenario that comes with the game takes to load, the libraries read again each time."""
    times = {}
    for name in shipped_names():
        forget_libraries()
        began = time.process_time()
        load_scenario(name)
        times[name] = time.process_time() - began
    print(json.dumps(times))


def memory_in_child(name: str) -> None:
    """Print the peak memory of a process that holds the rows of 10,000 games of a scenario and writes them.

    A few hundred games are played; the rows of the others are copies, which take the same room.
    """
    few = run_batch(load_scenario(name), 200, SEED, notes=IN_FOLDERS)
    many = repeated(few, 10_000)
    with tempfile.TemporaryDirectory() as folder:
        write_rows(many, Path(folder))
        summary(many)
    print(json.dumps({"megabytes": peak_memory()}))


def repeated(results: Results, runs: int) -> Results:
    """Return results of more runs, in which those that there are come again and again."""
    rows = np.arange(runs) % results.runs
    longer: dict[str, Any] = {
        name: one[rows] if len(one) == results.runs and name not in SUMMED else one
        for name, one in arrays_of(results).items()
    }
    return replace(results, **longer)


def peak_memory() -> float:
    """Return the most memory that this process has held, in megabytes."""
    if sys.platform == "win32":
        raise BorderWarsError("peak memory cannot be measured on Windows")
    import resource

    peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
