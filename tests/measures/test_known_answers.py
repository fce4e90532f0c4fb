"""The measure of known answers, played small: it counts, and what it counts can be too few."""

from __future__ import annotations

from tests.measures.known_answers import MEASURES, known_answers


def test_it_counts_what_is_covered() -> None:
    found = known_answers(experiments=2, runs=2, truth=3)
    assert set(found.covered) == set(found.known) == set(MEASURES)
    assert all(0 <= count <= 2 for count in found.covered.values())
    assert found.alarms == 0, "of two games nothing is sure"
