"""Every term has its row, and says of each side's fire what it means there."""

from __future__ import annotations

import pytest

from game.core.terms import Fire, Term
from game.engine.term_table import EVEN, TERM_TABLE, section_of, words_of

ATTACKER, DEFENDER = Fire.ATTACKER, Fire.DEFENDER


def test_every_term_has_a_row_with_a_name_of_its_own():
    assert list(TERM_TABLE) == list(Term)
    assert len({row.name for row in TERM_TABLE.values()}) == len(Term)


@pytest.mark.parametrize(
    ("term", "fire", "factor", "words"),
    [
        (Term.GROUND, ATTACKER, 800, "cover of the terrain"),
        (Term.GROUND, DEFENDER, 900, "attackers exposed"),
        (Term.COMBINED_ARMS, ATTACKER, 1200, "tanks with infantry"),
        (Term.COMBINED_ARMS, ATTACKER, 700, "tanks alone"),
        (Term.COMBINED_ARMS, DEFENDER, 700, "tanks draw fire"),
        (Term.DENSITY, ATTACKER, 800, "few men to hit"),
        (Term.DENSITY, ATTACKER, 1100, "many men to hit"),
        (Term.QUALITY, DEFENDER, EVEN, "quality of troops"),
    ],
)
def test_a_term_is_worded_by_whose_fire_it_is_and_by_what_it_does_to_it(term, fire, factor, words):
    """5.4."""
    assert words_of(term, fire, factor) == words


def test_light_and_observation_of_a_bombardment_are_explained_with_it():
    """6.4."""
    assert [section_of(term, True) for term in (Term.LIGHT, Term.OBSERVATION, Term.QUALITY)] == ["6.4", "6.4", "5.3"]
    assert section_of(Term.LIGHT, False) == "5.4"
