"""What `bench` measures, one function a bar of the design. Nothing here knows how it is printed.

Times on one core are processor time, so that a busy machine does not count against us; the rest is time on the clock.
What must start from nothing (a cold compilation, peak memory, plain Python) runs in a process of its own, by `child`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from game.batch.rows import write_rows
from game.batch.runner import Results, run_batch
from game.batch.tables import summary
from game.commanders.roster import DEFAULT, commander_numbers, commanders_of, new_desk, take_turn
from game.commanders.whole_game import play_game
from game.core import _jit
from game.core.errors import BorderWarsError
from game.core.terms import SIDES
from game.engine.game import Game
from game.engine.orders import Attack
from game.rules import orders as rules_orders
from game.scenario.library import scenario_names
from game.scenario.loading import Scenario, load_scenario
from game.scenario.world import KINDS

CAMPAIGN = "lake_khasan/campaign"
ASSAULT = "lake_khasan/corps_assault"
SMALL = "lake_khasan/night_attack"
SEED = 1938
LONGEST_CHILD = 900
"""Seconds that a process of a measurement may take."""


@dataclass(frozen=True)
class Figure:
    """One figure against its bar; `least` where the bar is what it must reach, else it must not be passed."""

    what: str
    figure: float
    unit: str
    bar: float
    least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the bar is kept."""
        return self.figure >= self.bar if self.least else self.figure <= self.bar

    def as_data(self) -> dict[str, Any]:
        """Return plain data for a JSON document; `ratio` is the figure as a multiple of the bar."""
        figure = float(f"{self.figure:.4g}")
        ratio = round(self.figure / self.bar, 3)
        return {
            "what": self.what,
            "figure": figure,
            "unit": self.unit,
            "bar": self.bar,
            "ratio": ratio,
            "holds": self.holds,
        }


def figures(quick: bool) -> Iterator[Figure]:
    """Yield every figure as it is measured; the quick ones alone, if so wanted."""
    campaign = load_scenario(CAMPAIGN)
    milliseconds = game_time(campaign, 3 if quick else 7)
    yield Figure(f"game of {CAMPAIGN}, cadet on both sides, one core", milliseconds, "ms", 60)
    yield Figure(
        f"game of {ASSAULT}, cadet on both sides, one core",
        game_time(load_scenario(ASSAULT), 3 if quick else 7),
        "ms",
        60,
    )
    actions = unit_actions(campaign) / milliseconds * 1000
    yield Figure("unit-actions per core-second", actions, "1/s", 100_000, least=True)
    yield Figure("two threads against one", two_threads(campaign, 1 if quick else 5), "times", 1.8, least=True)
    yield Figure("copy of a state", copy_time(campaign), "us", 30)
    yield Figure("exact forecast of one attack", forecast_time(), "us", 50)
    yield Figure("load and check the largest scenario", load_time(), "s", 0.5)
    yield Figure("warm start: simulate of one game, whole process", warm_start(1 if quick else 3), "s", 2.5)
    yield Figure(
        "same digests: compiled and plain, 1 and 2 workers", same_digests(1 if quick else 3), "share", 1, least=True
    )
    if quick:
        yield Figure("signatures of a compiled function, most", most_signatures(), "", 1)
        return
    yield Figure("memory of a batch of 10,000 games, rows written", child("memory")["megabytes"], "MB", 400)
    with tempfile.TemporaryDirectory() as folder:
        cold = child("compile", NUMBA_CACHE_DIR=folder)
    yield Figure("signatures of a compiled function, most", cold["signatures"], "", 1)
    yield Figure("first compilation of all rules", cold["seconds"], "s", 60)


# --- games ----------------------------------------------------------------------------------------------------------


def _player(scenario: Scenario) -> Callable[[int], int]:
    """Return a function that plays one game of a seed, cadet on both sides, and returns the unit-actions."""
    world = scenario.world
    numbers = commander_numbers(scenario, commanders_of(scenario, {}))
    scratch, mind = new_desk(world)
    losses = np.zeros((len(world.calendar), SIDES, KINDS), np.int32)
    holders = np.zeros((len(world.calendar), len(world.areas)), np.int8)

    def play(seed: int) -> int:
        state = scenario.start.copy(log_rows=0)
        state.clock.seed[0] = seed
        return play_game(world, state, scratch, mind, numbers, losses, holders)

    return play


def game_time(scenario: Scenario, batches: int, games: int = 10) -> float:
    """Return the milliseconds of processor time of one game: the median over batches of games."""
    play = _player(scenario)
    play(SEED)
    times = []
    for batch in range(batches):
        began = time.process_time()
        for game in range(games):
            play(SEED + batch * games + game)
        times.append((time.process_time() - began) * 1000 / games)
    return statistics.median(times)


def unit_actions(scenario: Scenario, games: int = 5) -> float:
    """Return the unit-actions of one game, on average: units decided about each side-turn, units sent into fights."""
    play = _player(scenario)
    return statistics.mean(play(SEED + game) for game in range(games))


def two_threads(scenario: Scenario, rounds: int, runs: int = 32) -> float:
    """Return how many times faster two threads are than one: the median over rounds."""
    run_batch(scenario, 2, SEED, workers=2)
    ratios = []
    for _ in range(rounds):
        one, two = (run_batch(scenario, runs, SEED, workers=workers).seconds for workers in (1, 2))
        ratios.append(one / two)
    return statistics.median(ratios)


def _microseconds(work: Callable[[], object], loops: int = 2000, rounds: int = 7) -> float:
    """Return the median processor time of a piece of work."""
    work()
    times = []
    for _ in range(rounds):
        began = time.process_time()
        for _ in range(loops):
            work()
        times.append((time.process_time() - began) * 1e6 / loops)
    return statistics.median(times)


def copy_time(scenario: Scenario) -> float:
    """Return the microseconds that a copy of the state takes."""
    state = Game.new(scenario, SEED).state.copy(log_rows=0)
    return _microseconds(state.copy)


def forecast_time() -> float:
    """Return the microseconds of one exact forecast of an assault with supporting guns, called from Python."""
    game = before_an_assault(load_scenario(SMALL))
    return _microseconds(lambda: rules_orders.forecast(game.world, game.state, game.scratch))


def before_an_assault(scenario: Scenario) -> Game:
    """Return a game in which an assault with guns, or at least an assault, has just been checked, and not given."""
    found = None
    twin = Game.new(scenario, SEED)
    while twin.outcome is None:
        before = twin.copy()
        orders = [step.order for step in take_turn(twin, DEFAULT)]
        for place, order in enumerate(orders):
            if isinstance(order, Attack) and (found is None or len(order.support) > len(found[2].support)):
                found = (before, orders[:place], order)
        twin.end_turn()
    if found is None:
        raise BorderWarsError(f"no assault is made in {scenario.name}")
    game, earlier, assault = found
    for order in earlier:
        assert order is not None
        game.play(order)
    assert game.check(assault)
    return game


# --- processes ------------------------------------------------------------------------------------------------------


def child(part: str, **environment: str) -> dict[str, Any]:
    """Return what a part measured in a process of its own (the functions at the end of this module)."""
    code = f"from game.cli import measures; measures.{part}_in_child()"
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


def load_time() -> float:
    """Return the seconds to load and check the scenario that takes longest, each in a fresh process."""
    times: dict[str, float] = child("load")
    return max(times.values())


def warm_start(times: int) -> float:
    """Return the seconds that the whole process of a simulation of one game takes, the median of a few."""
    command = [sys.executable, "-m", "game", "simulate", CAMPAIGN, "--runs", "1", "--json"]
    _run(command, {})
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        _run(command, {})
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def same_digests(runs: int) -> float:
    """Return the share of small batches that come to the same digest compiled, in plain Python and on two threads."""
    plain = child("digest", NUMBA_DISABLE_JIT="1", BORDERWARS_BENCH_RUNS=str(runs))["digest"]
    scenario = load_scenario(SMALL)
    same = [run_batch(scenario, runs, SEED, workers=workers).digest() == plain for workers in (1, 2)]
    return float(sum(same) / len(same))


def most_signatures() -> int:
    """Return the most signatures that any compiled function has in this process."""
    return max((len(function.signatures) for function in _jit.FUNCTIONS), default=0)


def digest_in_child() -> None:
    """Print the digest of a small batch."""
    results = run_batch(load_scenario(SMALL), int(os.environ["BORDERWARS_BENCH_RUNS"]), SEED, workers=1)
    print(json.dumps({"digest": results.digest()}))


def load_in_child() -> None:
    """Print how long each scenario that comes with the game takes to load, the libraries read anew each time."""
    from game.scenario import library

    times = {}
    for name in scenario_names():
        library._parsed.cache_clear()
        began = time.process_time()
        load_scenario(name)
        times[name] = time.process_time() - began
    print(json.dumps(times))


def compile_in_child() -> None:
    """Print how long it takes to compile everything, and the most signatures that a function then has."""
    from game.cli.compiling import compile_all

    began = time.process_time()
    compile_all()
    _player(load_scenario(SMALL))(SEED)
    print(json.dumps({"seconds": time.process_time() - began, "signatures": most_signatures()}))


def memory_in_child() -> None:
    """Print the peak memory of a process that holds the rows of 10,000 games of a campaign and writes them.

    A few hundred games are played; the rows of the others are copies, which take the same room.
    """
    few = run_batch(load_scenario(CAMPAIGN), 200, SEED)
    many = _repeated(few, 10_000)
    with tempfile.TemporaryDirectory() as folder:
        write_rows(many, Path(folder))
        summary(many)
    print(json.dumps({"megabytes": _peak_memory()}))


def _repeated(results: Results, runs: int) -> Results:
    rows = np.arange(runs) % results.runs
    return replace(
        results,
        seeds=results.seeds[rows],
        levels=results.levels[rows],
        points=results.points[rows],
        losses=results.losses[rows],
        holders=results.holders[rows],
        digests=results.digests[rows],
    )


def _peak_memory() -> float:
    """Return the most memory that this process has held, in megabytes."""
    if sys.platform == "win32":
        raise BorderWarsError("peak memory cannot be measured on Windows")
    import resource

    peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
