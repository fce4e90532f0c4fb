"""`doctor` and `bench`: what they say, not how fast this machine is."""

from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from game.cli import (
    bench,
    compiling,
    doctor,
    measures,
    measures_of_games,
    measures_of_growth,
    measures_of_parts,
    measures_of_processes,
)
from game.cli.measures import SMALL, Figure
from game.commanders.cadet.commander import CADET
from game.commanders.cadet.probes import Work, play_record
from game.commanders.player import Player
from game.commanders.roster import play_out
from game.core import _jit
from game.core.errors import UsageError
from game.core.terms import NOWHERE
from game.engine.game import Game
from game.engine.orders import Attack
from game.scenario.loading import load_scenario

from .conftest import Call
from .test_simulate import example, shape

needs_compiler = pytest.mark.skipif(not _jit.COMPILED, reason="nothing is compiled in this run")


def test_doctor_says_what_is_there(call: Call) -> None:
    said = call("doctor").stdout
    for words in ("numba", "pygame-ce", "scenarios", "compiled rules", "display"):
        assert words in said


def test_doctor_says_what_is_missing(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "EXTRAS", {"nonesuch": "nothing at all"})
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    said = call("doctor").stdout
    assert "missing: nonesuch, for nothing at all" in said
    assert "missing: a display" in said


def test_doctor_fails_when_the_game_cannot_run(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(kind: str) -> None:
        raise UsageError(f"no folder {kind!r}")

    monkeypatch.setattr("game.scenario.library.data_dir", fail)
    said = call("doctor", code=1).stdout
    assert "MISSING: no folder 'scenarios'" in said


def test_warm_is_said_once(call: Call) -> None:
    assert call("doctor", "--warm").stdout in {
        "The rules are compiled.\n",
        "NUMBA_DISABLE_JIT is set: the rules run as plain Python, nothing is compiled.\n",
    }


@needs_compiler
def test_every_function_that_python_calls_can_be_compiled_ahead() -> None:
    """Its parameters have names that stand for the same things everywhere, or are whole numbers."""
    assert len(compiling.entries()) >= 10
    for bundle, function in ((of, found) for of in _jit.BUNDLES for found in _jit.functions_of(of)):
        values = compiling.examples(bundle) if _jit.is_entry(function) else {}
        for name, parameter in inspect.signature(function.py_func).parameters.items():
            assert not values or name in values or parameter.annotation == "int", f"{function.__name__}: {name}"


def used() -> set[str]:
    """What this process has of compiled code: bundles, and signatures of functions that are compiled one by one."""
    bundled = {name.partition("-")[0] for name in _jit.provider().functions}
    one_by_one = _jit.functions_of(_jit.RULES) if _jit.why_one_by_one() else []
    return bundled | {
        f"{function.__name__} {signature}" for function in one_by_one for signature in function.signatures
    }


@needs_compiler
def test_compiling_ahead_compiles_what_games_use() -> None:
    compiling.compile_all()
    before = used()
    scenario = load_scenario(SMALL)
    player = Player(CADET, scenario.world)
    measures_of_games.game_time(scenario, 1, 1)
    measures_of_games.before_an_assault(scenario)
    measures_of_parts.replay(scenario, player, measures_of_parts.record(scenario, player, 1), Work.ORDERS)
    for larger in measures_of_growth.larger_scenarios(scenario).values():
        measures_of_games.player(larger)(1)
    assert used() - {f"{play_record.__module__}.play_record"} == before
    assert measures_of_processes.most_signatures() == 1


def test_a_figure_against_its_bar() -> None:
    assert Figure("a", 30, "ms", 60).holds
    assert not Figure("a", 61, "ms", 60).holds
    assert Figure("a", 2, "times", 1.8, least=True).holds
    assert not Figure("a", 1.7, "times", 1.8, least=True).holds
    assert Figure("a", 30.0, "ms", 60).as_data() == {
        "what": "a", "figure": 30.0, "unit": "ms", "bar": 60, "ratio": 0.5, "holds": True
    }  # fmt: skip


def test_standard_output_is_for_documents_alone() -> None:
    """The window's library would greet there when `bench` imports it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYGAME_HIDE_SUPPORT_PROMPT"}
    done = subprocess.run(
        [sys.executable, "-c", "import game.cli.hand"], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == ""


def test_bench_prints_its_figures(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def figures(quick: bool) -> Iterator[Figure]:
        yield Figure("one", 1, "ms", 2)
        yield Figure("two", 3, "ms", 2)

    monkeypatch.setattr(measures, "figures", figures)
    rows = json.loads(call("bench", "--json", "--quick").stdout)
    assert [row["what"] for row in rows] == ["one", "two"]
    assert shape(rows) == shape(example("bench"))
    said = call("bench").stdout
    assert "NO" in said
    assert bench.__doc__


def test_what_is_measured_is_the_game() -> None:
    scenario = load_scenario(SMALL)
    weighed, acted = measures_of_games.unit_actions(scenario, 1)
    assert weighed > acted > 10
    assert measures_of_games.copy_time(scenario) > 0
    game = measures_of_games.before_an_assault(scenario)
    assert game.outcome is None
    assert game.scratch.order[0].kind == 2
    assert isinstance(next(game.legal_orders()), object)
    assert Attack is not None


def test_every_share_and_every_growth_has_a_figure_and_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "ENCIRCLEMENT", SMALL)
    of_parts = [figure.as_data() for figure in measures.figures_of_parts(quick=True)]
    of_growth = [figure.as_data() for figure in measures.figures_of_growth(quick=True)]
    assert shape([*of_parts, *of_growth]) == shape(example("bench"))
    assert len(of_parts) == len(measures.MOST_OF_TIME)
    assert len(of_growth) == len(measures.MOST_GROWTH)
    assert sum(row["figure"] for row in of_parts) == pytest.approx(100, abs=0.1)


def test_a_record_is_the_same_game_with_any_work_besides() -> None:
    """So that what it takes longer is that work, and nothing else."""
    scenario = load_scenario(SMALL)
    player = Player(CADET, scenario.world)
    played = measures_of_parts.record(scenario, player, 1938)
    game = Game.new(scenario, 1938)
    play_out(game, dict.fromkeys(scenario.names.sides, "cadet"))
    assert played.digest == game.state.digest()
    for work in Work:
        assert measures_of_parts.replay(scenario, player, played, work)[1].digest() == played.digest, work


def test_more_units_find_room_beside_the_others() -> None:
    scenario = load_scenario(SMALL)
    more = measures_of_growth.with_more_units(scenario, 3)
    assert len(more.world.units) == 3 * len(scenario.world.units)
    assert set(scenario.names.units) < set(more.names.units)
    for unit, row in scenario.names.unit_row.items():
        assert more.world.units[more.names.unit_row[unit]].arrival_hex == scenario.world.units[row].arrival_hex
    assert measures_of_games.player(more)(1) > measures_of_games.player(scenario)(1)


def test_a_larger_map_is_the_old_one_and_more_of_its_ground() -> None:
    scenario = load_scenario(SMALL)
    larger = measures_of_growth.on_larger_map(scenario, 2, 2)
    old, new = scenario.world, larger.world
    assert len(new.hexes) == 4 * len(old.hexes)
    columns, wide = int(old.frame[1]), int(new.frame[1])
    for row in range(len(old.hexes)):
        there = row % columns + row // columns * wide
        assert new.hexes[there].terrain == old.hexes[row].terrain
        inside = old.hexes[row].neighbour != NOWHERE
        assert (new.edges[:, :, there][:, :, inside] == old.edges[:, :, row][:, :, inside]).all()
    for row, way in np.argwhere(new.hexes.neighbour == NOWHERE):
        assert not new.edges[:, :, row, way].any()
    assert new.areas.sum() == old.areas.sum()
    assert (new.hexes.terrain[new.area_hexes] == old.hexes.terrain[old.area_hexes]).all()
    assert measures_of_games.player(larger)(1) > 10


def test_a_process_that_fails_is_one_sentence() -> None:
    from game.core.errors import BorderWarsError

    with pytest.raises(BorderWarsError, match="a process of the measurement failed"):
        measures_of_processes.child("nonsense")
