"""Plans: read with their scenario, kept in saves, printed in words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from game.core.errors import ScenarioError, UsageError
from game.core.limits import MOST_AIMS, MOST_NAMED
from game.engine.game import Game
from game.engine.saves import load_game, save_game
from game.scenario.homes import shipped_names
from game.scenario.loading import Scenario, from_documents, load_scenario, read_plan
from game.scenario.plan_table import hexes_called
from game.scenario.plan_words import guns_in_words, lines_of, names_of_hexes, task_in_words
from game.scenario.schema.plan import GunTask, Task
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
    assert shipped_names() == ["tiny/clash"]


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
    assert list(lines_of(clash.plan("blue", "take"), clash)) == [
        "Take the hill (blue=take)",
        "First gather, then assault from two sides.",
        "",
        "Gather: turns 1 to 2",
        "  B: march 0404",
        "",
        "Assault: 1938-07-30T04:00 to 1938-07-31T12:00, when (turn 3 has come or not (red holds all of hilltop))",
        "  B/1: attack hilltop; along The hill, 0202 near The hill; when 2 units stand ready; "
        "at a chance of 30 % or more; losses: limit",
    ]


@pytest.mark.parametrize(
    ("target", "said"),
    [("0102", "0102 (The hill)"), ("0202", "0202 near The hill"), ("0402", "0402 near The hill"), ("0502", "0502"),
     ("The hill", "The hill"), ("hilltop", "hilltop")],
)  # fmt: skip
def test_a_hex_is_called_by_the_place_that_is_in_it_or_near(clash: Scenario, target: str, said: str) -> None:
    """In whatever a task or guns are aimed at; the only place is in 0102."""
    named = names_of_hexes(clash)
    for task in ({"hold": target}, {"delay": [[target], "hilltop"]}, {"attack": "hilltop", "along": [target]}):
        words = task_in_words(Task.model_validate({"units": ["B"], **task}), named)
        assert re.search(rf"\b{re.escape(said)}(;|$| then)", words), words
    guns = GunTask.model_validate({"units": ["B"], "defend": [target]})
    assert guns_in_words(guns, named) == f"defend {said}; 1 mission kept"


def test_a_task_without_raids_is_said_in_full(clash: Scenario) -> None:
    task = Task.model_validate({"units": ["B"], "hold": "hilltop", "raid": False})
    assert task_in_words(task, names_of_hexes(clash)) == "hold hilltop; no assaults but for this task"


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


def test_a_place_named_like_a_hex_number_does_not_shadow_the_hex(battle: Path) -> None:
    """ "0202" is the hex, wherever a place of that name lies; a place with another name is where it lies."""
    sheet = battle / "scenarios" / "tiny" / "map.yaml"
    text = sheet.read_text(encoding="utf-8")
    hill = '{name: "The hill", hex: "0102", kind: hill, height: 52}'
    assert hill in text
    sheet.write_text(text.replace(hill, hill + '\n  - {name: "0202", hex: "0404", kind: hill}'), encoding="utf-8")
    clash = load_scenario("tiny/clash")
    assert [one.hex for one in clash.map.places if one.name == "0202"] == ["0404"]
    assert hexes_called(clash, "0202") == [clash.hex_row("0202")]
    assert hexes_called(clash, "The hill") == [clash.hex_row("0102")]


def test_a_plan_has_a_limit_of_targets(clash: Scenario, tmp_path: Path) -> None:
    """Each hex and each list of hexes is a target, however often it is named; one more than the limit is too many."""
    dry = [number for x in range(6) for y in range(5) if not is_water(clash, number := f"{x:02}{y:02}")]
    pairs = [list(pair) for pair in permutations(dry, 2)] + [list(three) for three in permutations(dry[:10], 3)]
    path = tmp_path / "mine.yaml"

    def write(targets: list[list[str]]) -> None:
        lines = [targets[first : first + MOST_NAMED] for first in range(0, len(targets), MOST_NAMED)]
        tasks = [{"units": ["B"], "delay": line} for line in [*lines, lines[0]]]
        document = {**plan({}), "phases": [{"name": "All", "tasks": tasks}]}
        path.write_text(json.dumps(document), encoding="utf-8")  # a plain file of flow style

    write(pairs[:MOST_AIMS])
    assert read_plan(clash, path).phases
    write(pairs[: MOST_AIMS + 1])
    with pytest.raises(ScenarioError, match="phases: aim at 1,001 different targets; 1,000 are the most of one plan"):
        read_plan(clash, path)


def is_water(clash: Scenario, number: str) -> bool:
    return bool(clash.world.hexes.water[clash.hex_row(number) or 0])


def test_a_plan_comes_from_a_path_and_nothing_else(clash: Scenario) -> None:
    with pytest.raises(ScenarioError, match="there is no such file"):
        read_plan(clash, "/nowhere.yaml")
    with pytest.raises(UsageError, match="the file of a plan"):
        read_plan(clash, None)  # type: ignore[arg-type]
