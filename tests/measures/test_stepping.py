"""How fast environments are: what is picked is open, every open action comes up, and decisions are counted."""

from __future__ import annotations

import numpy as np

from tests.measures.stepping import decisions_a_second, picked


def test_every_open_action_is_picked_and_no_other() -> None:
    mask = np.array([[0, 1, 0, 1], [1, 0, 0, 0], [0, 0, 0, 0], [1, 1, 1, 1]], np.int8)
    seen = {tuple(picked(mask, np.full(4, lot)).tolist()) for lot in np.linspace(0, 1, 41, endpoint=False)}
    assert [{actions[game] for actions in seen} for game in range(4)] == [{1, 3}, {0}, {0}, {0, 1, 2, 3}]


def test_decisions_are_counted_by_what_a_step_says() -> None:
    steps: list[int] = []

    def step(each: int) -> int:
        sum(range(20_000))
        steps.append(each)
        return each

    one, ten = decisions_a_second(lambda: step(1), 0.05), decisions_a_second(lambda: step(1000), 0.05)
    assert ten > 10 * one > 0
    assert set(steps) == {1, 1000}
