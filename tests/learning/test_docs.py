"""docs/learning.md: its programs run, its tables are those of the code, its sizes are right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from game.learning import BattleEnv
from game.learning.actions import Actions
from game.learning.features import (
    HEX_FEATURES,
    Feature,
    clock_features,
    ground_features,
    shapes,
    side_features,
    unit_features,
)
from game.learning.registration import names
from game.learning.setting import Setting, setting_of
from game.scenario.loading import load_scenario
from tests.learning.playing import NIGHT

PAGE = (Path(__file__).parents[2] / "docs" / "learning.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def section(title: str) -> str:
    return re.split(r"^#+ ", PAGE.split(f"# {title}\n")[1], flags=re.MULTILINE)[0]


@pytest.mark.parametrize("program", PROGRAMS, ids=range(len(PROGRAMS)))
def test_its_programs_run(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "docs/learning.md", "exec"), {})


@pytest.mark.parametrize(
    ("title", "features"),
    [
        ("units", unit_features),
        ("hexes", lambda _: HEX_FEATURES),
        ("sides", side_features),
        ("clock", clock_features),
        ("ground", ground_features),
    ],
)
def test_its_tables_are_those_of_the_code(title: str, features: object) -> None:
    assert callable(features)
    said: Sequence[Feature] = features(setting_of(NIGHT, {}))
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \| (.*) \|$", section(title), re.MULTILINE)
    assert rows == [(str(place), feature.name, feature.about) for place, feature in enumerate(said)]


def test_its_shapes_are_those_of_the_spaces() -> None:
    setting = setting_of(NIGHT, {})
    found = shapes(setting, Actions(setting.scenario))
    for part, (features, _, kind) in found.items():
        (row,) = re.findall(rf"^\| `{part}` \| .*$", section("Observations"), re.MULTILINE)
        assert str(len(features)) in row
        assert kind.__name__ in row


def test_its_sizes_are_right() -> None:
    sizes = [Actions(load_scenario(name)).count for name in (NIGHT, "khalkhin_gol/august_encirclement")]
    assert f"({sizes[0]} actions in\nthe night attack, {sizes[1]} at Khalkhin Gol)" in PAGE
    env = BattleEnv(opponent="idle")
    seen, _ = env.reset(seed=1)
    share = sum(array.nbytes for part, array in seen.items() if part != "ground") / sum(
        one.nbytes for one in seen.values()
    )
    assert round(1 / share) == 5


def test_it_names_every_keyword_and_every_scenario() -> None:
    table = section("What an environment is made with")
    assert {*Setting.__dataclass_fields__} <= set(re.findall(r"`(\w+)`", table))
    assert all(name.split("/")[1].removesuffix("-v0") in PAGE for name in names())
