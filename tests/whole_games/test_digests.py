"""The promise: the same scenario, seed and orders give the same game, bit for bit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from game.commanders.roster import play_out, take_turn
from game.core import _jit
from game.engine.game import Game
from game.engine.saves import load_game, save_game
from game.scenario.loading import load_scenario
from tests.whole_games.playing import SCENARIOS, play

GOLDEN = Path(__file__).parents[1] / "golden" / "digests.json"
PLAYING = Path(__file__).with_name("playing.py")
HISTORICAL = "officer:historical"
PAIRS = (
    *((HISTORICAL, HISTORICAL), ("officer", "cadet"), ("cadet", "officer")),
    *(("cadet", "cadet"), ("random", "cadet"), ("random", "random")),
)


def digests_elsewhere(scenario: str, pair: tuple[str, str], seeds: range, **environment: str) -> list[str]:
    """Play in a process of its own, with these environment variables, and return the digests."""
    root = str(Path(__file__).parents[2])
    run = subprocess.run(
        [sys.executable, str(PLAYING), scenario, *pair, *map(str, seeds)],
        env={**os.environ, "PYTHONPATH": root, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(run.stdout))


def test_digests_are_the_golden_ones():
    """Games change only on purpose: RULES_VERSION goes up, and UPDATE_GOLDEN=1 writes this file again."""
    found = {
        f"{name} {' '.join(pair)}": [play(scenario, pair, seed).digest() for seed in (1, 2, 3)]
        for name in SCENARIOS
        for scenario in [load_scenario(name)]
        for pair in PAIRS
    }
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize("pair", PAIRS[:2])
def test_plain_python_plays_the_same_games(pair):
    """The rules compiled and as plain Python, on the smallest scenario; `make check-full` does all of them."""
    scenario = load_scenario("lake_khasan/night_attack")
    compiled = [play(scenario, pair, seed).digest() for seed in (1, 2)]
    assert digests_elsewhere("lake_khasan/night_attack", pair, range(1, 3), NUMBA_DISABLE_JIT="1") == compiled


def test_another_process_plays_the_same_games():
    scenario = load_scenario("lake_khasan/corps_assault")
    here = [play(scenario, ("cadet", "cadet"), seed).digest() for seed in range(5)]
    assert digests_elsewhere("lake_khasan/corps_assault", ("cadet", "cadet"), range(5), PYTHONHASHSEED="77") == here


@pytest.mark.full
@pytest.mark.parametrize("name", SCENARIOS)
def test_plain_python_plays_the_same_games_of_every_scenario(name):
    """All scenarios, 20 seeds: an hour or so, most of it for Khalkhin Gol, a minute a game."""
    scenario = load_scenario(name)
    compiled = [play(scenario, ("cadet", "cadet"), seed).digest() for seed in range(20)]
    assert digests_elsewhere(name, ("cadet", "cadet"), range(20), NUMBA_DISABLE_JIT="1") == compiled


@pytest.mark.parametrize("leader", ["cadet", "officer", HISTORICAL])
@pytest.mark.parametrize("name", SCENARIOS)
def test_orders_given_one_by_one_play_the_game_that_compiled_code_plays(name, leader):
    """A compiled commander's orders, decoded to text form and played by `Game.play`, reach the same end."""
    scenario = load_scenario(name)
    game = Game.new(scenario, seed=11)
    play_out(game, dict.fromkeys(scenario.names.sides, leader))
    assert game.digest() == play(scenario, (leader, leader), 11).digest()


def test_the_staff_plays_the_same_game_order_by_order():
    """What it plays out leaves no trace but its choice."""
    scenario = load_scenario("lake_khasan/night_attack")
    game = Game.new(scenario, seed=11)
    play_out(game, dict(zip(scenario.names.sides, ("staff", "cadet"), strict=True)))
    assert game.digest() == play(scenario, ("staff", "cadet"), 11).digest()


@pytest.mark.parametrize("leader", ["cadet", "officer"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_saved_game_goes_on_as_if_it_had_never_been_saved(name, leader, tmp_path):
    scenario = load_scenario(name)
    game = Game.new(scenario, seed=5)
    for _ in range(3):
        take_turn(game, leader)
        game.end_turn()
    take_turn(game, leader)
    save_game(game, tmp_path / "save.json")
    resumed = load_game(tmp_path / "save.json")
    assert resumed.digest() == game.digest()
    for one in (game, resumed):
        one.end_turn()
        play_out(one, dict.fromkeys(scenario.names.sides, leader))
    assert resumed.digest() == game.digest() == play(scenario, (leader, leader), 5).digest()


def test_luck_none_is_another_game_but_as_sure():
    scenario = load_scenario("lake_khasan/fortieth_division")
    games = [Game.new(scenario, seed=3, luck="none") for _ in range(2)]
    for game in games:
        play_out(game, dict.fromkeys(scenario.names.sides, "cadet"))
    assert games[0].digest() == games[1].digest() != play(scenario, ("cadet", "cadet"), 3).digest()


@pytest.mark.skipif(not _jit.COMPILED, reason="nothing is compiled in this run")
def test_every_compiled_function_has_one_signature():
    """Two signatures mean that a function was compiled twice: some number between rules is not an int64.

    A bundle names every function as often as it holds it; else the cache names every signature. The games above have
    called everything that games call.
    """
    play(load_scenario("lake_khasan/night_attack"), ("cadet", "random"), 1)
    compiled = _jit.provider().functions.get("rules")
    entries = compiled or [path.name.rpartition("-")[0] for path in _jit.CACHE.folder.glob("*-*")]
    signatures = Counter(name for name in entries if not name.startswith("tests."))
    assert len(signatures) > 100
    assert {name: count for name, count in signatures.items() if count != 1} == {}
