"""One fault hides no other: two cases of tests/bad_files in one battle are reported as each is alone.

Exempt are files that cannot be read to their end, or are of a newer version or another kind: nothing can be said of the
rest of that file.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from game.core.errors import ScenarioError
from game.scenario.loading import load_scenario

from .test_bad_files import CASES, MARK, Edit, parse
from .tiny import lay_out

ROOT = Path(__file__).parents[2]
ENDS = ("not YAML", "newer than", "this is ", "nested deeper", "a key must be", "one document", "a tab cannot")


def heads(text: str) -> set[str]:
    """The messages without lines and columns, which another change may shift."""
    return {re.sub(r":\d+:\d+:", ":", line) for line in text.splitlines() if re.match("(scenarios|assets)/", line)}


def alone() -> list[tuple[list[Edit], set[str]]]:
    """The cases that change single lines of the tiny battle."""
    found = []
    for case in CASES:
        text = case.read_text(encoding="utf-8")
        name, edits = parse(text)
        said = text.partition(MARK)[2]
        usual = name == "tiny/clash" and not any(edit.command for edit in edits)
        if usual and heads(said) and not any(end in said for end in ENDS):
            found.append((edits, heads(said)))
    return found


def test_two_faults_are_reported_as_each_is_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cases, whole, tried = alone(), 0, 0
    for place, one in enumerate(cases):
        other = cases[(37 * place + 11) % len(cases)]
        battle = tmp_path / str(place)
        lay_out(battle)
        monkeypatch.chdir(battle)
        monkeypatch.setenv("BORDERWARS_DATA", str(battle))
        try:
            for edit in (*one[0], *other[0]):
                edit.apply(battle)
        except AssertionError:  # both change the same line
            continue
        with pytest.raises(ScenarioError) as caught:
            load_scenario("tiny/clash")
        tried += 1
        whole += one[1] | other[1] <= heads(str(caught.value))
    assert tried > 100
    assert whole >= 0.9 * tried, f"{whole} of {tried}"


LISTED = """
from pathlib import Path
from tests.scenario.test_bad_files import CASES, parse
from tests.scenario.tiny import lay_out
from game.scenario.loading import load_scenario
import os, sys
battle = Path(sys.argv[1])
lay_out(battle)
os.environ["BORDERWARS_DATA"] = str(battle)
case = next(case for case in CASES if case.stem == "area_of_an_unknown_region")
for edit in parse(case.read_text())[1]:
    edit.apply(battle)
try:
    load_scenario("tiny/clash")
except Exception as error:
    print(error)
"""


@pytest.mark.parametrize("seed", ["0", "1", "2", "3"])
def test_messages_do_not_depend_on_the_order_of_sets(seed: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LISTED, tmp_path], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "there are east and west" in done.stdout
