"""What items of a kind are called in every sentence and table."""

from __future__ import annotations

import pytest

from game.scenario.names import about, expected_number, kind_words


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


@pytest.mark.parametrize(
    ("value", "number", "words"),
    [
        (0, "0", "0 men"),
        (0.02, "<0.1", "less than 0.1 men"),
        (0.4, "0.4", "about 0.4 men"),
        (1.0, "1.0", "1 man"),
        (9.94, "9.9", "about 9.9 men"),
        (1234.5, "1,234", "about 1,234 men"),
    ],
)
def test_less_than_half_a_man_is_not_nobody(value: float, number: str, words: str) -> None:
    """5.9: in small actions all losses that are to be expected are few."""
    assert expected_number(value) == number
    assert about(value, "men") == words
