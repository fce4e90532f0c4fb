"""Plans: read with their scenario, kept in saves, printed in words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game.core.errors import ScenarioError, UsageError
from game.engine.game import Game
from game.engine.saves import load_game, save_game
from game.scenario.library import scenario_names
from game.scenario.loading import Scenario, from_documents, load_scenario, read_plan
from game.scenario.plan_words import lines_of
from game.scenario.writing import dump


@pytest.fixture
def clash(battle: Path) -> Scenario:
    return load_scenario("tiny/clash")


def plan(task: dict[str, Any], **phase: Any) -> dict[str, Any]:
    phases = [{"name": "All", "tasks": [{"units": ["B"], **task}], **phase}]
    return {"schema": 1, "id": "p", "side": "blue", "name": "P", "about": "All.", "estimate": True, "phases": phases}


def test_a_scenario_has_its_plans(clash: Scenario) -> None:
    assert [(one.side, one.id) for one in clash.plans] == [("blue", "take")]


def test_a_plan_is_no_scenario(battle: Path) -> None:
    assert (battle / "scenarios" / "tiny" / "plan_blue_take.yaml").exists()
    assert scenario_names() == ["tiny/clash"]


def test_a_save_holds_the_plans(clash: Scenario, tmp_path: Path) -> None:
    again = from_documents(json.loads(json.dumps(clash.documents)))
    assert again.plans == clash.plans and again.digest == clash.digest
    save_game(Game.new(clash, seed=1), tmp_path / "game.json")
    assert load_game(tmp_path / "game.json").scenario.plans == clash.plans


def test_plans_of_a_save_are_checked_like_files(clash: Scenario) -> None:
    documents = json.loads(json.dumps(clash.documents))
    documents["plans"][0]["phases"][0]["tasks"][0]["units"] = ["B/7"]
    with pytest.raises(ScenarioError, match="there is no unit or formation 'B/7'"):
        from_documents(documents)
    with pytest.raises(ScenarioError, match="should be a list of at most 40 plans"):
        from_documents({**documents, "plans": {}})


def test_a_plan_in_words(clash: Scenario) -> None:
    assert list(lines_of(clash.plan("blue", "take"))) == [
        "Take the hill (blue=take)",
        "First gather, then assault from two sides.",
        "",
        "Gather: turns 1 to 2",
        "  B: march 0404",
        "",
        "Assault: 1938-07-30T04:00 to 1938-07-31T12:00, when (turn 3 has come or not (red holds all of hilltop))",
        "  B/1: attack hilltop; along The hill, 0202; when 2 units stand ready; at a chance of 30 % or more; losses: limit",
    ]


def test_a_plan_that_is_not_there(clash: Scenario) -> None:
    with pytest.raises(UsageError, match="has no plan 'tkae' of the side 'blue'; did you mean 'take'"):
        clash.plan("blue", "tkae")
    with pytest.raises(UsageError, match="tiny/clash has no side 'bleu'; did you mean 'blue'"):
        clash.plan("bleu", "take")
    with pytest.raises(UsageError, match="has no side 'bleu'"):
        replace(clash, plans=()).plan("bleu", "take")


def test_a_plan_of_ones_own_is_held_against_the_scenario(clash: Scenario, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(dump(plan({"hold": ["0404", "east"], "stand": True})), encoding="utf-8")
    assert read_plan(clash, path).phases[0].tasks[0].stand
    path.write_text(dump(plan({"hold": "eats"})), encoding="utf-8")
    with pytest.raises(ScenarioError, match="there is no area or place 'eats'; did you mean 'east'"):
        read_plan(clash, path)


def test_a_plan_comes_from_a_path_and_nothing_else(clash: Scenario) -> None:
    with pytest.raises(ScenarioError, match="there is no such file"):
        read_plan(clash, "/nowhere.yaml")
    with pytest.raises(UsageError, match="the file of a plan"):
        read_plan(clash, None)  # type: ignore[arg-type]
