"""The tiny battle as a fixture."""

from __future__ import annotations

from pathlib import Path

import pytest

from .tiny import lay_out


@pytest.fixture
def battle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tiny battle; the working folder, and where the game looks for its data."""
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BORDERWARS_DATA", str(tmp_path))
    return tmp_path
