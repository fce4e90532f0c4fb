"""The closed vocabularies: words of the files and numbers of the arrays belong together."""

from __future__ import annotations

import re
from enum import IntEnum
from pathlib import Path
from typing import Literal, get_args

import pytest

from game.core import terms
from game.core.terms import Award, Deny, Echelon, EventKind, Kind, Mobility, OrderKind, Reason, Role
from game.engine.reasons import SENTENCES
from game.rules.effects.log import FIELDS
from game.scenario.schema.basics import EchelonName, KindName, MobilityName, RoleName
from game.scenario.schema.scenario_file import AwardEntry, Permission

ENUMS = [
    kind
    for kind in vars(terms).values()
    if isinstance(kind, type) and issubclass(kind, IntEnum) and kind is not IntEnum
]


def words(noun: object) -> list[str]:
    return [word.upper() for word in get_args(noun)]


GAME = Path(__file__).parents[2] / "game"
COPY = re.compile(r"^\w+: Final = int\([A-Z]\w*\.[A-Z_]+\)", re.MULTILINE)


def test_members_are_used_by_their_names() -> None:
    """Compiled code takes a member as the number that it is; copies would be a second vocabulary."""
    copies = {path.name: COPY.findall(path.read_text(encoding="utf-8")) for path in GAME.rglob("*.py")}
    assert {name: found for name, found in copies.items() if found} == {}


@pytest.mark.parametrize("kind", ENUMS, ids=lambda kind: kind.__name__)
def test_numbers_run_without_a_gap(kind: type[IntEnum]) -> None:
    first = 1 if kind in (EventKind, OrderKind) else 0
    assert [int(member) for member in kind] == list(range(first, first + len(kind)))


@pytest.mark.parametrize(
    ("kind", "noun"),
    [
        (Mobility, MobilityName),
        (Kind, KindName),
        (Role, RoleName),
        (Echelon, EchelonName),
        (Award, AwardEntry.model_fields["award"].annotation),
        (Deny, Permission.model_fields["deny"].annotation),
    ],
)
def test_files_use_the_same_words_in_the_same_order(kind: type[IntEnum], noun: Literal[str]) -> None:  # type: ignore[valid-type]
    assert [member.name for member in kind] == words(noun)


def test_every_reason_has_a_sentence_and_every_event_its_fields() -> None:
    assert set(SENTENCES) == set(Reason)
    assert set(FIELDS) == set(EventKind)
    assert all(len(fields) <= 4 for fields in FIELDS.values())
