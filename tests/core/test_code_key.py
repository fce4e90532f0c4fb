"""What decides the compiled code: a change in any of its sources makes another key, and old code is not used."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from game.core import _jit

SOURCES = ["core/terms.py", "scenario/world/state.py", "rules/movement.py", "rules/effects/movement.py"]


@pytest.mark.parametrize("source", SOURCES)
def test_a_change_in_a_source_changes_the_key(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    game = shutil.copytree(_jit.GAME, tmp_path / "game", ignore=shutil.ignore_patterns("ui", "view", "__pycache__"))
    monkeypatch.setattr(sys.modules[_jit.code_key.__module__], "GAME", game)
    before = _jit.code_key()
    with (game / source).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert _jit.code_key() != before
