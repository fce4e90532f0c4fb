"""Generated scenarios played by each commander on both sides, in every way that must lead to the same game."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.generated.battle import generated
from tests.generated.checking import PAIRS, check_scenario, final_digest
from tests.generated.wishes import SMALL, Size, wish

ROOT = Path(__file__).parents[2]
MEDIUM = Size(16, 14, 30, 8)
SAMPLE = 25
SOME = 12
"""Of the small ones, so many are played by plain Python too."""


@pytest.mark.parametrize("seed", range(SAMPLE))
def test_all_ways_to_play_it_are_the_same_game(seed: int) -> None:
    """What fails here fails in `python -m tests.generated --check --most 16,14,30,8 --seed N` too."""
    check_scenario(generated(seed, MEDIUM), PAIRS[:2])


def digests_elsewhere(first: int, count: int, **environment: str) -> dict[str, list[int]]:
    """Play small scenarios in a process of its own, with these environment variables."""
    most = f"{SMALL.columns},{SMALL.rows},{SMALL.units},{SMALL.turns}"
    asked = ["--seed", str(first), "--count", str(count), "--most", most, "--pairs", "2", "--digests"]
    run = subprocess.run(
        [sys.executable, "-m", "tests.generated", *asked],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(run.stdout))


def test_plain_python_plays_the_same_games_of_small_ones() -> None:
    expected = {
        str(seed): [final_digest(generated(wish(seed), SMALL), pair) for pair in PAIRS[:2]] for seed in range(SOME)
    }
    assert digests_elsewhere(0, SOME, NUMBA_DISABLE_JIT="1") == expected


@pytest.mark.full
def test_five_hundred_of_all_sizes() -> None:
    """An hour or so; each in a process that may die without taking the others along."""
    command = [sys.executable, "-m", "tests.generated", "--seed", "0", "--count", "500", "--check"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:]


@pytest.mark.full
def test_plain_python_plays_the_same_games_of_all_small_ones() -> None:
    assert digests_elsewhere(0, 500, NUMBA_DISABLE_JIT="1") == digests_elsewhere(0, 500)


@pytest.mark.full
def test_no_index_is_out_of_bounds(tmp_path: Path) -> None:
    """Compiled with bounds checks, in a cache of their own: an index that is out raises, and none is."""
    checked = {"NUMBA_BOUNDSCHECK": "1", "NUMBA_CACHE_DIR": str(tmp_path)}
    assert digests_elsewhere(0, 200, **checked) == digests_elsewhere(0, 200)
