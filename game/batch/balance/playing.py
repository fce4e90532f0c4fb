"""From the question to results: the games of a balance card, each experiment by whoever plays experiments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.batch.balance.asking import Question
from game.batch.experiment import Experiment, ExperimentResults
from game.batch.results import Results


@dataclass(frozen=True)
class Played:
    """What the games of a balance card brought."""

    question: Question
    games: Results  # as the battle is
    added: tuple[Results | None, ...]  # by side, with one unit more
    pairs: tuple[Results, ...]  # as `Question.pairs`
    seconds: float = 0.0


def play(question: Question, run: Callable[[Experiment], ExperimentResults]) -> Played:
    """Play all that is asked; `run` plays an experiment, as `run_experiment` does."""
    first, *others = run(question.games).points
    more = iter(others)
    added = tuple(None if one is None else next(more) for one in question.additions)
    pairs = tuple(run(question.games_of_pairs).points) if question.pairs else ()
    seconds = sum(one.seconds for one in (first, *others, *pairs))
    return Played(question, first, added, pairs, seconds)
