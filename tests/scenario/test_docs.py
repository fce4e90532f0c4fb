"""docs/scenario_files.md: its example is a battle, and it leaves no key out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from game.core.errors import ScenarioError
from game.scenario.loading import check_part, load_scenario, read_plan
from game.scenario.nouns import FILES, LIBRARIES
from game.scenario.remarks.finding import remarks_on_part

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDE = (DOCS / "scenario_files.md").read_text(encoding="utf-8")
PLANS = (DOCS / "plans.md").read_text(encoding="utf-8")
TEXT = GUIDE + PLANS
EXAMPLE = re.compile(r"```yaml\n# (\w+\.yaml)\n(.*?)```", re.DOTALL)


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "scenarios" / "example"
    folder.mkdir(parents=True)
    for name, text in EXAMPLE.findall(GUIDE):
        (folder / name).write_text(f"# {name}\n{text}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_the_example_is_a_battle(example: Path) -> None:
    scenario = load_scenario(example / "first_light.yaml")
    assert len(scenario.world.units) == 5
    assert scenario.names.crossings == ("boats",)
    assert sorted(path.name for path in example.iterdir()) == ["first_light.yaml", "forces.yaml", "map.yaml"]


def test_the_example_of_a_plan_is_a_plan_for_it(example: Path) -> None:
    ((name, text),) = EXAMPLE.findall(PLANS)
    (example / name).write_text(text, encoding="utf-8")
    plan = read_plan(load_scenario(example / "first_light.yaml"), example / name)
    assert [phase.name for phase in plan.phases] == [
        "Round the hill",
        "The assault",
        "The last chance",
        "What is taken is held",
        "What is lost again is retaken",
    ]


def test_the_examples_of_libraries_are_sound_and_have_no_remarks(tmp_path: Path) -> None:
    """What a page shows to be copied is not at once called odd."""
    part = GUIDE.partition("### Libraries of your own")[2].partition("\n## ")[0]
    texts = re.findall(r"```yaml\n(.*?)```", part, re.DOTALL)
    files = {re.findall(r"^(\w+):", text, re.MULTILINE)[-1]: text for text in texts}
    assert set(files) == set(LIBRARIES)
    for kind, text in files.items():
        head = "" if text.startswith("schema") else "schema: 1\n"
        (tmp_path / f"{kind}.yaml").write_text(head + text, encoding="utf-8")
    for kind in files:
        path = tmp_path / f"{kind}.yaml"
        assert [str(remark) for remark in remarks_on_part(kind, path, check_part(kind, path))] == []


def test_the_messages_shown_are_the_messages_given(example: Path) -> None:
    shown = re.search(r"```\n(scenarios/example/first.*?)```", TEXT, re.DOTALL)
    assert shown is not None
    for name, old, new in (("first_light.yaml", '"0504"', '"0401"'), ("map.yaml", "M: marsh", "M: mrsh")):
        path = example / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario("scenarios/example/first_light.yaml")
    assert str(caught.value) + "\n" == shown[1]


def models(annotation: Any) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {model for argument in get_args(annotation) for model in models(argument)}


def all_models() -> list[type[BaseModel]]:
    found: dict[type[BaseModel], None] = dict.fromkeys(FILES.values())
    waiting = list(found)
    while waiting:
        inside = [m for f in waiting.pop().model_fields.values() for m in models(f.annotation) if m not in found]
        found.update(dict.fromkeys(inside))
        waiting += inside
    return sorted(found, key=lambda model: model.__name__)


@pytest.mark.parametrize("model", all_models(), ids=lambda model: model.__name__)
def test_every_key_is_explained(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        key = field.alias or name
        assert re.search(rf"`{key}[`:]|[{{ ]{key}[,:}}]", TEXT), f"{key} of {model.__name__}"


WHERE = GUIDE.partition("## Where a key is in the code")[2]


@pytest.mark.parametrize("kind", FILES)
def test_every_key_of_a_file_leads_to_its_place_in_the_code(kind: str) -> None:
    rows = [line.split("|")[1:4] for line in WHERE.splitlines() if line.startswith("| ")]
    named = {key for files, keys, _ in rows if kind.replace("_", " ") in files for key in re.findall(r"`(\w+)`", keys)}
    if kind == "scenario":
        named |= {"name", "briefing", "map", "forces"}  # named below the table
    keys = {field.alias or name for name, field in FILES[kind].model_fields.items()}
    assert sorted(keys - named - {"schema", "name"}) == []
