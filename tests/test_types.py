"""Types hold in the whole package, and whatever is left out says why."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")

IGNORED = re.compile(r"#\s*type:\s*ignore.*")
WITH_REASON = re.compile(r"# type: ignore\[[a-z-]+(, [a-z-]+)*\]  # .*\w")


def without_reason(source: str) -> list[str]:
    """Return the comments of a module that tell mypy to look away and do not say from what and why."""
    return [comment for comment in IGNORED.findall(source) if not WITH_REASON.match(comment)]


def test_the_whole_package_is_checked_strictly_and_says_that_it_has_types():
    settings = PROJECT["tool"]["mypy"]
    assert (settings["strict"], settings["files"]) == (True, ["game", "docs/examples"])
    assert [other["module"] for other in settings.get("overrides", []) if "game" in str(other["module"])] == []
    assert (ROOT / "game" / "py.typed").exists()


@pytest.mark.parametrize(
    "path", sorted((ROOT / "game").rglob("*.py")), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_what_mypy_has_to_ignore_has_its_code_and_its_reason(path):
    assert without_reason(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("comment", "count"),
    [
        ("x = f()  # type: ignore[misc]  # pygame_gui has no types", 0),
        ("x = f()  # type: ignore[misc, arg-type]  # one of four", 0),
        ("x = f()  # type: ignore[misc]", 1),
        ("x = f()  # type: ignore  # pygame_gui has no types", 1),
        ("x = f()  #type:ignore", 1),
    ],
)
def test_a_reason_missing_is_seen(comment, count):
    assert len(without_reason(comment)) == count


def test_a_commit_is_held_to_what_make_lint_holds_everything_to():
    recipe = re.search(r"^lint:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert recipe is not None
    commands = [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe[1].splitlines()]
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    assert [hook["entry"] for hook in hooks] == commands
