"""What `bench` measures at the window: that it is the real thing, not how fast this machine is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.bench import bars, board, long_play
from game.bench.bars import SMALL
from game.core import _jit
from game.core.terms import Status
from game.engine.game import Game
from game.scenario.loading import load_scenario
from tests.json_documents import example, shape
from tests.scenario.conftest import battle

__all__ = ["battle"]

needs_compiler = pytest.mark.skipif(not _jit.COMPILED, reason="nothing is compiled in this run")


def test_the_game_shown_is_the_fullest_of_a_game() -> None:
    scenario = load_scenario("lake_khasan/corps_assault")
    game = board.with_most_units(scenario)
    assert game.outcome is None
    at_first = (Game.new(scenario, 1938).state.units.status == Status.PRESENT).sum()
    assert (game.state.units.status == Status.PRESENT).sum() >= at_first > 0


def test_mid_game_is_at_half_of_the_turns() -> None:
    scenario = load_scenario(SMALL)
    game = board.mid_game(scenario)
    calendar = scenario.file.calendar
    assert game.turn == calendar.first_turn + calendar.turns // 2


def test_slow_is_what_all_but_one_in_a_hundred_keep_to() -> None:
    assert board.slow([1.0] * 99 + [50.0]) == 50.0
    assert board.slow([1.0] * 199 + [50.0]) == 1.0


@needs_compiler
def test_every_part_is_measured_at_the_window(battle: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """At the tiny battle, whose map is painted in no time."""
    measure_all("tiny/clash", tmp_path_factory.mktemp("home"))


@pytest.mark.full
@needs_compiler
def test_every_part_is_measured_at_the_window_of_a_shipped_battle(tmp_path: Path) -> None:
    measure_all(SMALL, tmp_path)


def measure_all(scenario: str, home: Path) -> None:
    """One process after the other, in one folder: the first paints the map, the others find it."""

    def measured(part: str, *arguments: int, **where: str) -> dict[str, Any]:
        return board.measured(part, home, scenario, *arguments, **where)

    assert measured("painting")["milliseconds"]
    assert list((home / "XDG_CACHE_HOME").rglob("*.png"))
    frames = measured("frames", 5)
    assert len(frames["first"]) == len(frames["again"]) > 5
    assert set(frames["panning"]) == set(frames["covered"])
    assert {len(times) for times in frames["panning"].values()} == {5}
    clicks = measured("clicks")
    assert all(took > 0 for took in clicks["milliseconds"])
    assert len(clicks["hovering"]) > len(clicks["milliseconds"])
    assert measured("opening")["seconds"] > 0
    estimate = measured("estimate")
    assert estimate["runs"] == 200
    assert estimate["milliseconds"]
    kept = measured("memory", 1, 1, 1, 2, 1, room="long_play")
    assert 0 < kept["orders"] <= 2
    assert kept["frames"] > 20
    assert kept["before"] > 0
    assert list((home / "XDG_DATA_HOME").rglob("last.json"))


def test_every_measure_of_the_board_has_a_figure_and_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    times = [4.0, 5.0, 6.0]
    found = {
        "painting": {"milliseconds": times},
        "frames": {"first": times, "again": times, "panning": {"20": times}, "covered": {"20": times}},
        "clicks": {"milliseconds": times, "hovering": [0.5, 1.0, 3.0]},
        "opening": {"seconds": 1.0},
        "estimate": {"runs": 200, "seconds": 0.05, "milliseconds": times},
        "memory": {"before": 300.0, "after": 301.0, "orders": 360, "frames": 9000},
    }
    monkeypatch.setattr(board, "measured", lambda part, *_, **__: found[part])
    rows = [figure.as_data() for figure in bars.figures_of_board(quick=False)]
    assert shape(rows) == shape(example("bench"))
    assert all(row["holds"] for row in rows)
    assert len({row["what"] for row in rows}) == len(rows)
    quick = [figure.what for figure in bars.figures_of_board(quick=True)]
    assert quick == [row["what"] for row in rows[:-1]]


def test_an_hour_has_room_for_an_order_every_ten_seconds() -> None:
    hour = long_play.Hour()
    assert hour.visits * hour.turns * hour.orders == 360
    assert long_play.memory_now() > 10
