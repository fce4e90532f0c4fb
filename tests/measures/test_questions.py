"""The page of the seven questions: it is of these rules, and its questions are those of the experiments."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.batch.experiments.reading import read_experiment
from game.engine.game import RULES_VERSION
from tests.measures.questions import QUESTIONS

PAGE = (Path(__file__).parents[2] / "docs" / "questions.md").read_text(encoding="utf-8")


def test_the_page_was_made_with_these_rules() -> None:
    assert f"Rules version {RULES_VERSION}, seed 1938." in PAGE
    assert [int(number) for number in re.findall(r"^## (\d)\.", PAGE, re.MULTILINE)] == list(range(1, 8))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.experiment)
def test_each_answer_is_that_of_its_experiment(question) -> None:
    """Points, measures and words are those of the file: the page was made after its last change."""
    experiment = read_experiment(question.experiment)
    section = PAGE.partition(f". {question.title}\n")[2].partition("\n## ")[0]
    assert f"borderwars batch {question.experiment} --runs 400" in section
    assert experiment.about in section
    for factor in experiment.factors:
        assert all(f"{factor.title}: {level.value} |" in section for level in factor.levels)
    rows = re.findall(r"^\| (?!games|  *\|)(.*?) \|", section, re.MULTILINE)
    assert len([row for row in rows if row not in ("", "|")]) >= len(experiment.measures or ())
