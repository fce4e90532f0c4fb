"""The canonical text of a plan reads back as the plan that it was written from."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.scenario.homes import shipped_names
from game.scenario.loading import load_scenario, read_plan
from game.scenario.plan_text import plan_text
from game.scenario.schema.plan import PlanFile


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_plan_reads_back(name: str, tmp_path: Path) -> None:
    scenario = load_scenario(name)
    for plan in scenario.plans:
        path = tmp_path / f"{plan.side}_{plan.id}.yaml"
        path.write_text(plan_text(plan), encoding="utf-8")
        assert read_plan(scenario, path) == plan
        assert plan_text(read_plan(scenario, path)) == plan_text(plan)


@pytest.mark.parametrize("name", shipped_names())
def test_a_task_is_a_line(name: str) -> None:
    scenario = load_scenario(name)
    for plan in scenario.plans:
        text = plan_text(plan)
        assert text.startswith(f"schema: 1\nid: {plan.id}\nside: {plan.side}\n")
        assert any(line.lstrip().startswith("- {units: [") for line in text.splitlines())


def test_a_single_short_phase_stands_in_block_style_too() -> None:
    """As an author goes on from it: a key a line, and a task a line."""
    phase = {"name": "All", "turns": [1, 2], "tasks": [{"units": ["R1"], "hold": "0000"}]}
    head = {"schema": 1, "id": "short", "side": "red", "name": "Short", "about": "Stays.", "estimate": True}
    assert plan_text(PlanFile.model_validate({**head, "phases": [phase]})).splitlines()[6:] == [
        "phases:",
        '  - name: "All"',
        "    turns: [1, 2]",
        "    tasks:",
        '      - {units: ["R1"], hold: "0000"}',
    ]


def test_what_a_file_leaves_open_by_null_is_left_out() -> None:
    phase = {"name": "All", "turns": None, "tasks": [{"units": ["R1"], "hold": "0000", "near": None}]}
    head = {"schema": 1, "id": "short", "side": "red", "name": "Short", "about": "Stays.", "source": None}
    assert "null" not in plan_text(PlanFile.model_validate({**head, "phases": [phase]})).lower()
