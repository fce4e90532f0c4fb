"""The terms of a fire as people read them: what each is called, where it stands in the rulebook, what it says.

One row a Term, nothing of it anywhere else. A term may say something else of the fire of the defenders, and something
else where it helps or hurts the fire instead of doing what it does as a rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.core.terms import Fire, Term

EVEN: Final = 1000
"""A term that changes nothing, in thousandths."""


@dataclass(frozen=True)
class TermRow:
    """One term. `name` is the word for it in the rulebook, in `section`; `words` are what a forecast says of it.

    `defending` are the words for the fire of the defenders; `helping` and `hurting` those for a term of the attackers'
    fire that is above, or below, EVEN; `bombarding` is the section for a bombardment. Each only where it differs.
    """

    name: str
    section: str
    words: str
    defending: str = ""
    helping: str = ""
    hurting: str = ""
    bombarding: str = ""


TERM_TABLE: Final = {
    Term.QUALITY: TermRow("quality", "5.3", "quality of troops"),
    Term.COHESION: TermRow("cohesion", "5.3", "cohesion"),
    Term.FATIGUE: TermRow("fatigue", "5.3", "fatigue"),
    Term.SUPPLY: TermRow("supply", "5.3", "supply"),
    Term.LIGHT: TermRow("light", "5.4", "light", bombarding="6.4"),
    Term.GROUND: TermRow("terrain", "5.4", "cover of the terrain", defending="attackers exposed"),
    Term.ENTRENCHMENT: TermRow("entrenchment", "5.4", "defenders dug in", defending="fire from entrenchments"),
    Term.HEXSIDE: TermRow("hexside", "5.4", "hexside"),
    Term.DIRECTION: TermRow("direction", "5.4", "attack from several sides"),
    Term.COMBINED_ARMS: TermRow(
        "combined arms", "5.4", "tanks with infantry", defending="tanks draw fire", hurting="tanks alone"
    ),
    Term.SUPPRESSION: TermRow("suppression", "5.4", "suppressed by guns"),
    Term.OBSERVATION: TermRow("unobserved", "5.4", "unobserved", bombarding="6.4"),
    Term.TANK_GROUND: TermRow("terrain for tanks", "5.4", "poor tank terrain"),
    Term.DENSITY: TermRow("for each kilometre of the hex", "5.5", "few men to hit", helping="many men to hit"),
    Term.ISOLATION: TermRow("works that are cut off", "5.4", "works cut off"),
    Term.BREACH: TermRow("engineers and flame", "5.4", "works opened by engineers and flame"),
    Term.GUNS_BY_NIGHT: TermRow("guns by night", "6.5", "guns fire blind"),
    Term.NIGHT_TRAINING: TermRow("trained for the night", "5.4", "attackers trained for the night"),
}


def words_of(term: Term, fire: Fire, factor: int) -> str:
    """Return what a term says of a fire, by its factor in thousandths: "tanks with infantry", "tanks alone"."""
    row = TERM_TABLE[term]
    if fire is Fire.DEFENDER:
        return row.defending or row.words
    if factor > EVEN:
        return row.helping or row.words
    return (row.hurting if factor < EVEN else "") or row.words


def section_of(term: Term, bombarding: bool) -> str:
    """Return the section of the rulebook that explains a term."""
    row = TERM_TABLE[term]
    return (row.bombarding if bombarding else "") or row.section
