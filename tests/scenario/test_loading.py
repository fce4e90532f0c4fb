"""Loading: names and paths, saves, digests, and what it costs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.core.errors import ScenarioError, UsageError
from game.scenario.homes import data_dir, shipped_names
from game.scenario.library import read_library
from game.scenario.loading import Scenario, from_documents, load_scenario
from game.scenario.nouns import MODELS

from .tiny import patch

SHIPPED = shipped_names()


@pytest.fixture
def clash(battle: Path) -> Scenario:
    return load_scenario("tiny/clash")


def same_arrays(a: Scenario, b: Scenario) -> bool:
    return all(x.tobytes() == y.tobytes() for x, y in zip((*a.world, *a.start), (*b.world, *b.start), strict=True))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_scenario_loads(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.name == name
    assert len(scenario.digest) == 64


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_scenario_survives_a_save(name: str) -> None:
    scenario = load_scenario(name)
    again = from_documents(json.loads(json.dumps(scenario.documents)), name)
    assert again.digest == scenario.digest
    assert again.names == scenario.names
    assert same_arrays(again, scenario)


def test_there_are_shipped_scenarios() -> None:
    assert "lake_khasan/campaign" in SHIPPED


def test_names_and_paths_lead_to_the_same(battle: Path, clash: Scenario) -> None:
    by_path = load_scenario(Path("scenarios/tiny/clash.yaml"))
    by_text = load_scenario(str(battle / "scenarios" / "tiny" / "clash.yaml"))
    assert by_path.name == by_text.name == clash.name == "tiny/clash"
    assert by_path.digest == by_text.digest == clash.digest


def test_a_scenario_elsewhere_has_its_path_for_a_name(battle: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "tiny"
    (battle / "scenarios" / "tiny").rename(elsewhere)
    assert load_scenario(elsewhere / "clash.yaml").name == (elsewhere / "clash.yaml").as_posix()


def test_scenarios_are_listed_without_maps_and_forces(battle: Path) -> None:
    assert shipped_names() == ["tiny/clash"]
    (battle / "scenarios" / "tiny" / "broken.yaml").write_text("not a scenario at all")
    assert shipped_names() == ["tiny/broken", "tiny/clash"]


def test_the_data_folder_can_be_elsewhere(battle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert data_dir("assets") == battle / "assets"
    monkeypatch.delenv("BORDERWARS_DATA")
    assert data_dir("assets") != battle / "assets"
    with pytest.raises(UsageError, match="no folder 'nothing'"):
        data_dir("nothing")


def test_a_changed_library_is_read_again(battle: Path) -> None:
    first = read_library("equipment")
    assert read_library("equipment") is first
    patch(battle, "equipment.yaml", "range: 9000", "range: 9500")
    assert read_library("equipment") is not first


def test_bare_hex_numbers_with_a_leading_zero_are_fine(battle: Path, clash: Scenario) -> None:
    patch(battle, "clash.yaml", '{unit: R/1, hex: "0101"', "{unit: R/1, hex: 0101")
    assert load_scenario("tiny/clash").digest == clash.digest


def test_line_ends_and_comments_do_not_change_the_digest(battle: Path, clash: Scenario) -> None:
    path = battle / "scenarios" / "tiny" / "map.yaml"
    path.write_bytes(b"# A comment.\r\n" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_scenario("tiny/clash").digest == clash.digest


def test_any_number_changes_the_digest(battle: Path, clash: Scenario) -> None:
    patch(battle, "equipment.yaml", "range: 9000", "range: 9001")
    assert load_scenario("tiny/clash").digest != clash.digest


def test_a_save_is_checked_like_files(clash: Scenario) -> None:
    documents = json.loads(json.dumps(clash.documents))
    documents["scenario"]["deployment"][0]["hex"] = "0302"
    documents["map"]["ink"] = "green"
    with pytest.raises(ScenarioError) as caught:
        from_documents(documents, "my.save")
    assert str(caught.value).splitlines() == [
        "my.save (map): ink: unknown key 'ink'; known here: schema, name, hex_size, columns, rows, latitude, "
        "longitude, credits, legend, terrain, elevation, height and 12 more",
        "my.save (scenario): deployment[0].hex: hex '0302' is lake; a unit cannot be on water",
        "2 problems",
    ]


@pytest.mark.parametrize("documents", [None, [], {}, {"map": 1}, {kind: [] for kind in MODELS}, "text"])
def test_a_save_without_a_scenario_says_so(documents: Any) -> None:
    with pytest.raises(ScenarioError):
        from_documents(documents)


def test_a_save_nested_without_end_is_refused(clash: Scenario) -> None:
    documents = dict(clash.documents)
    for kind in ("map", "forces"):
        deep: Any = 1
        for _ in range(5000):
            deep = {"formations": [deep]}
        documents[kind] = deep
    documents["rules"] = {"schema": 1, "rules": list(range(100_000))}
    with pytest.raises(ScenarioError, match="nested too deeply or too large"):
        from_documents(documents)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=5,
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_save_with_any_value_gone_wrong_gives_an_error_or_a_scenario(clash: Scenario, data: st.DataObject) -> None:
    documents = json.loads(json.dumps(clash.documents))
    here: Any = documents[data.draw(st.sampled_from(sorted(MODELS)))]
    while True:
        keys = sorted(here) if isinstance(here, dict) else list(range(len(here)))
        if not keys:
            return
        key = data.draw(st.sampled_from(keys))
        if not isinstance(here[key], (dict, list)) or data.draw(st.booleans()):
            break
        here = here[key]
    here[key] = data.draw(JUNK)
    try:
        from_documents(documents)
    except ScenarioError as error:
        assert error.problems


def test_loading_does_not_compile_anything(battle: Path) -> None:
    """Design 11: `scenario check` answers at once, so it must not load Numba, nor what draws."""
    program = (
        "import sys; from game.scenario.loading import load_scenario; load_scenario('tiny/clash');"
        "print([name for name in ('numba', 'pygame', 'ruamel', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=battle)
    assert done.stdout == "[]\n"
