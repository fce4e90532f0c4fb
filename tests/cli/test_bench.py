"""`bench`: how it prints what `game.bench` measures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from game.bench import bars
from game.bench.figures import Figure
from tests.json_documents import example, shape

from .conftest import Call


def test_bench_prints_its_figures_as_measured_and_scaled(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def figures(quick: bool) -> Iterator[Figure]:
        yield Figure("one", 3000, "ms", 2000, pace=2.0)
        yield Figure("two", 3, "ms", 2)

    monkeypatch.setattr(bars, "figures", figures)
    rows = json.loads(call("bench", "--json", "--quick").stdout)
    assert [row["what"] for row in rows] == ["one", "two"]
    assert shape(rows) == shape(example("bench"))
    *_, one, two = call("bench").stdout.strip().splitlines()
    assert one.split() == ["one", "3,000", "ms", "1,500", "ms", "2,000", "ms", "0.75", "yes"]
    assert two.split()[-1] == "NO"


def test_standard_output_is_for_documents_alone() -> None:
    """The window's library would greet there when `bench` imports it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYGAME_HIDE_SUPPORT_PROMPT"}
    done = subprocess.run(
        [sys.executable, "-c", "import game.cli.bench, game.bench.hand"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""
