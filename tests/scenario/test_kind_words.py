"""What items of a kind are called in every sentence and table."""

from __future__ import annotations

import pytest

from game.scenario.names import kind_words


@pytest.mark.parametrize(
    ("kind", "number", "words"),
    [
        ("men", 1, "man"),
        ("men", None, "men"),
        ("machine_gun", 1, "machine gun"),
        ("tank", None, "tanks"),
        ("written_off", None, "vehicles written off"),
        ("written_off", 1, "vehicle written off"),
    ],
)
def test_a_kind_is_called_by_its_number(kind: str, number: int | None, words: str) -> None:
    """One tank, many tanks; those written off are vehicles (5.5)."""
    assert kind_words(kind, number) == words
