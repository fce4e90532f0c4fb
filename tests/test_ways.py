"""No test is left out: whatever lies under `tests` runs in one of the two ways, and `make test` runs both."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ways import COMPILED_TESTS, HERE, LONGEST_FIRST, rank_of, way_of


def test_every_file_of_tests_has_a_way() -> None:
    files = sorted(HERE.rglob("test_*.py"))
    assert {way_of(path) for path in files} == {"plain", "compiled"}
    assert all((HERE / name).exists() for name in COMPILED_TESTS)
    assert way_of(HERE / "a_new_folder" / "test_new.py") == "plain"
    assert way_of(HERE) is None


def test_what_takes_longest_begins_first() -> None:
    names = ("ui/test_menu.py", "cli/test_main.py", "window/test_window.py", "test_readme.py", "cli/test_play.py")
    assert all((HERE / name).exists() for name in LONGEST_FIRST)
    assert sorted(names, key=lambda name: rank_of(HERE / name)) == [names[2], names[3], names[1], names[4], names[0]]


def test_make_test_runs_both_ways_and_names_no_folder() -> None:
    """A list of folders there could leave one out."""
    makefile = (HERE.parent / "Makefile").read_text(encoding="utf-8")
    lines = re.search(r"^test:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert lines is not None
    assert re.findall(r"--rules (\w+)", lines[1]) == ["plain", "compiled"]
    assert "tests/" not in lines[1]


ONE = "def test_one():\n    from game.core._jit import COMPILED\n    assert COMPILED is {}\n"


@pytest.mark.parametrize(("plain", "compiled", "code"), [(False, True, 0), (True, True, 1), (False, False, 1)])
def test_bare_pytest_runs_each_test_in_its_way(tmp_path: Path, plain: bool, compiled: bool, code: int) -> None:
    """In a small tree like ours: one new test that expects to be plain, one that expects to be compiled."""
    for name in ("conftest.py", "quick_records.py", "shared_scenarios.py", "ways.py", "__init__.py"):
        target = tmp_path / "tests" / name
        target.parent.mkdir(exist_ok=True)
        target.write_text((HERE / name).read_text(encoding="utf-8"), encoding="utf-8")
    for folder, expected in (("new", plain), ("ui", compiled)):
        (tmp_path / "tests" / folder).mkdir()
        (tmp_path / "tests" / folder / f"test_{folder}.py").write_text(ONE.format(expected), encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -m 'not full'\nmarkers = full\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q"]
    environment = {"PYTHONPATH": f"{tmp_path}:{HERE.parent}", "PATH": "", "HOME": str(tmp_path)}
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == code, run.stdout
    assert run.stdout.count("1 passed") + run.stdout.count("1 failed") == 2, run.stdout
