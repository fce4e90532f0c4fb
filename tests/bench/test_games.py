"""What `bench` measures of games: that it is the game itself, not how fast this machine is."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.batch.noting import IN_FOLDERS
from game.batch.rows import write_rows
from game.batch.runner import run_batch
from game.batch.tables import summary
from game.bench import bars, games, parts, processes
from game.bench.bars import SMALL
from game.commanders.cadet.commander import CADET
from game.commanders.cadet.probes import Work
from game.commanders.player import Player
from game.commanders.roster import play_out
from game.core.errors import BorderWarsError
from game.core.terms import OrderKind
from game.engine.game import Game
from game.scenario.loading import load_scenario
from tests.json_documents import example, shape


def test_what_is_measured_is_the_game() -> None:
    scenario = load_scenario(SMALL)
    weighed, acted = games.unit_actions(scenario, 1)
    assert weighed > acted > 10
    assert games.copy_time(scenario) > 0
    game = games.before_an_assault(scenario)
    assert game.outcome is None
    assert game.scratch.order[0].kind == OrderKind.ATTACK


def test_every_share_and_every_growth_has_a_figure_and_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bars, "ENCIRCLEMENT", SMALL)
    of_parts = [figure.as_data() for figure in bars.figures_of_parts(quick=True)]
    of_growth = [figure.as_data() for figure in bars.figures_of_growth(quick=True)]
    assert shape([*of_parts, *of_growth]) == shape(example("bench"))
    assert len(of_parts) == len(bars.MOST_OF_TIME)
    assert len(of_growth) == len(bars.MOST_GROWTH)
    assert sum(row["figure"] for row in of_parts) == pytest.approx(100, abs=0.1)


def test_a_record_is_the_same_game_with_any_work_besides() -> None:
    """So that what it takes longer is that work, and nothing else."""
    scenario = load_scenario(SMALL)
    player = Player(CADET, scenario.world)
    played = parts.record(scenario, player, 1938)
    game = Game.new(scenario, 1938)
    play_out(game, dict.fromkeys(scenario.names.sides, "cadet"))
    assert played.digest == game.state.digest()
    for work in Work:
        assert parts.replay(scenario, player, played, work)[1].digest() == played.digest, work


def test_a_process_that_fails_is_one_sentence() -> None:
    with pytest.raises(BorderWarsError, match="a process of the measurement failed"):
        processes.child("nonsense")


def test_rows_that_come_again_and_again_are_whole(tmp_path: Path) -> None:
    """Every array of a batch has them, so that they can be written: what 10,000 games take is measured with such."""
    few = run_batch(load_scenario("lake_khasan/night_attack"), 3, seed=1, notes=IN_FOLDERS)
    many = processes.repeated(few, 7)
    assert many.runs == 7
    assert many.units.tolist() == [*few.units.tolist(), *few.units.tolist(), few.units[0].tolist()]
    assert many.digests.tolist() == [*few.digests, *few.digests, few.digests[0]]
    assert "runs.csv" in {path.name for path in write_rows(many, tmp_path)}
    assert summary(many)["runs"] == 7
