"""What the largest battle needs of a machine: seconds and memory, each part in a process of its own.

python -m tests.measures.largest [--games 20] [--officer 4] [--part check|games|saves|board]

The battle is that of `largest_battle`: 200 x 200 hexes, a thousand units. It is checked as `scenario check` does it,
twice, since the first time loads what is used for the first time; played by cadets, then by officers, one thread, with
every game held against the bounds of its numbers at its end; saved and read again; and opened on the board without a
screen. Seconds are those of the clock; what compiling took, where this machine had not compiled yet, is said apart.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from game.bench.processes import peak_memory
from game.cli.console import say_table
from tests.measures.largest_battle import write_largest

SEED: Final = 1938
MOST_SECONDS: Final = 1_800
"""Of one part, compiling included."""

Rows = list[tuple[str, str]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.measures.largest", description=__doc__)
    parser.add_argument("--games", type=int, default=20)
    parser.add_argument("--officer", type=int, default=4)
    parser.add_argument("--part", action="append", choices=list(PARTS))
    parser.add_argument("--here", type=Path, help=argparse.SUPPRESS)  # a process of its own: where the battle lies
    asked = parser.parse_args(arguments)
    if asked.here:
        print(json.dumps([row for part in asked.part for row in PARTS[part](asked)]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        asked.here = write_largest(Path(folder) / "largest")
        print(f"written in {time.perf_counter() - began:.1f} s")
        for part in asked.part or PARTS:
            say_table(part, ["what", "measured"], measured(part, asked, Path(folder)))
    return 0


def measured(part: str, asked: argparse.Namespace, home: Path) -> list[Sequence[str]]:
    """Return what a part measured, in a process of its own."""
    command = [sys.executable, "-m", "tests.measures.largest", "--part", part, "--here", str(asked.here)]
    command += ["--games", str(asked.games), "--officer", str(asked.officer)]
    from game.bench.hand import at_the_window

    environment = {**os.environ, **at_the_window(home)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=MOST_SECONDS, check=False)
    if done.returncode:
        raise SystemExit(f"{part} failed:\n{done.stderr}")
    found: list[Sequence[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


def timed(what: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that something takes, and what it returns."""
    began = time.perf_counter()
    found = what()
    return time.perf_counter() - began, found


def _memory() -> tuple[str, str]:
    return "peak memory of the process", f"{peak_memory():,.0f} MB"


# --- the parts ------------------------------------------------------------------------------------------------------


def check(asked: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Check the scenario as `scenario check` does."""
    from game.cli.checking import look_at

    for time_of in ("first", "second"):
        seconds, seen = timed(lambda: look_at(str(asked.here)))
        assert seen.error is None and not seen.failed, seen
        yield f"{time_of} check", f"{seconds:.2f} s"
    yield "it says", f"{seen.words}; {len(seen.remarks)} remarks"
    yield _memory()


def games(asked: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Play whole games, and hold what they end in against the bounds of its numbers."""
    from game.commanders.roster import hired
    from game.commanders.whole_game import play_game
    from game.core.terms import Phase
    from game.engine.snapshots import snapshot_of, state_from
    from game.scenario.loading import load_scenario

    scenario = load_scenario(asked.here)
    world = scenario.world
    for name, count in (("cadet", asked.games), ("officer", asked.officer)):
        if not count:
            continue
        began, players = timed(partial(hired, scenario, world, dict.fromkeys(scenario.names.sides, name)))
        yield f"{name}: loading, compiling where need be", f"{began:.1f} s"
        seconds = []
        for seed in range(count):
            state = scenario.start.copy(log_rows=0, seed=SEED + seed)
            seconds.append(timed(partial(play_game, world, state, players))[0])
            assert state.clock.phase[0] == Phase.OVER
            assert state_from(snapshot_of(state), scenario, 0, same_rules=True).digest() == state.digest()
        middle = sorted(seconds[1:] or seconds)[len(seconds[1:] or seconds) // 2]
        yield (
            f"{name}: {count} games",
            f"{sum(seconds):.1f} s; the first {seconds[0]:.2f} s, the middle of the others {middle:.2f} s",
        )
    yield _memory()


def saves(asked: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Play a turn through the door of the library, save it, read it again."""
    from game.commanders.roster import player_turns
    from game.engine.game import Game
    from game.engine.saves import load_game, save_game
    from game.scenario.loading import load_scenario

    game = Game.new(load_scenario(asked.here), SEED)
    turns = player_turns(game, dict.fromkeys(game.scenario.names.sides, "cadet"))
    yield "one player turn, order by order", f"{timed(lambda: next(turns))[0]:.1f} s"
    path = asked.here.with_name("game.json")
    yield "saving", f"{timed(lambda: save_game(game, path))[0]:.2f} s"
    yield "the save", f"{path.stat().st_size / 1e6:.2f} MB"
    seconds, again = timed(lambda: load_game(path))
    assert again.digest() == game.digest()
    yield "reading it", f"{seconds:.2f} s"
    yield _memory()


def board(asked: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Open the board on it, look at it at every zoom, pan over it, choose a unit."""
    from game.bench.board import board_of
    from game.bench.hand import Hand
    from game.engine.game import Game
    from game.scenario.loading import load_scenario

    game = Game.new(load_scenario(asked.here), SEED)
    seconds, here = timed(lambda: board_of(game))
    hand = Hand(here)
    yield "opening", f"{seconds + timed(hand.frame)[0]:.1f} s"
    land = here.map.land
    yield "zooms", " ".join(map(str, land.scales))
    for scale in land.scales:
        here.map.zoom(land.scales.index(scale) - land.scales.index(here.map.scale))
        frames = [timed(hand.frame)[0] for _ in range(30)]
        painted, _ = timed(partial(_wait_for, hand, here, scale))
        panned = [timed(lambda: (here.map.pan(9, 5), hand.frame()))[0] for _ in range(30)]
        words = f"frames to {max(frames) * 1000:.0f} ms, painted {painted:.1f} s later"
        yield f"zoom {scale}", f"{words}, panning {sorted(panned)[15] * 1000:.0f} ms"
    here.close()
    yield _memory()


def _wait_for(hand: Any, here: Any, scale: int) -> None:
    """Draw frames until a zoom is painted, or known to stay stretched."""
    began = time.perf_counter()
    while here.map.go_on() or not here.map.land.is_settled(scale):
        hand.frame()
        time.sleep(0.05)
        assert time.perf_counter() - began < MOST_SECONDS, f"zoom {scale} is never painted"


PARTS: Final[dict[str, Callable[[argparse.Namespace], Iterator[tuple[str, str]]]]] = {
    "check": check,
    "games": games,
    "saves": saves,
    "board": board,
}


if __name__ == "__main__":
    raise SystemExit(main())
