"""docs/examples: every program runs as it stands, is short, and says what the page of examples promises."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
LONGEST = 40

SAID = {
    "play_a_game.py": r"turn 7: .*\n(.*\n)*.*points \{'soviet': \d+, 'japanese': \d+\}",
    "forecast_an_attack.py": r"the hex is taken in \d+% of all cases\n.*\n    costs \d+ men(.*\n)+.*entrenchment x0\.6",
    "run_a_batch.py": r"\d+%   \(\d+% to \d+%\)\n(.*\n)+.*as it was\n(.*\n)*.* seed \d+ and ended as [0-9a-f]{16}",
    "check_a_replay.py": r"holds: True\n(.*\n)+.*its check sum does not fit",
    "my_commander.py": r"2 games; victory points, Soviet and Japanese: \[\d+\.\d+, \d+\.\d+\]",
    "read_by_name.py": r"2028: summit, 155 m, held by soviet: .*\n(.*\n)+of the ridge the Japanese own \d+ of 13 hexes",
    "learn_with_gymnasium.py": r"seed \d+: \w+ after \d+ decisions, .*\na replay of \d+ orders, holds: True",
    "play_against_itself.py": r".+ after \d+ orders; earned {'soviet_0': (-?[\d.]+), 'japanese_0': -?[\d.]+}",
    "learn_side_by_side.py": r"\d+ games finished; -?\d+\.\d points .*\nunits \(16, 20, 34\), hexes",
    "make_a_scenario.py": r"costs \d+(.*\n)+entrenchment 0: .*\n(.*\n)*.*entrenched: should be at most",
}
"""A part of what each of them prints."""


def test_the_page_names_all_of_them() -> None:
    programs = sorted(path.name for path in EXAMPLES.glob("*.py"))
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert programs == sorted(SAID) == sorted(re.findall(r"^\| \[(\w+\.py)\]\(\1\)", page, re.MULTILINE))


@pytest.mark.parametrize("name", SAID)
def test_an_example_runs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = EXAMPLES / name
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
    runpy.run_path(str(path), run_name="__main__")
    said = capsys.readouterr().out
    assert re.search(SAID[name], said), said
