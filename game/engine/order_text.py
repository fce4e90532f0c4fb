"""What the text of an order looks like, and what is amiss with one that does not.

`orders.parse` reads it; whether an order is legal is for the rules to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from game.core.hexes import HEX_NUMBER
from game.core.terms import ORDER_WORDS
from game.scenario.suggesting import did_you_mean, listed, quote

FORMS: Final = {
    "move": "move UNIT HEX>HEX",
    "attack": "attack HEX with UNIT.. [support UNIT..] [minimise|limit|ignore] [holding]",
    "bombard": "bombard HEX with UNIT",
    "exit": "exit UNIT HEX",
}
"""What an order of each kind looks like; dots: one or more."""

UNIT: Final = rf"(?!(?:{'|'.join(ORDER_WORDS)})(?: |\Z))[A-Za-z0-9][A-Za-z0-9/_.-]*"
LONGEST_SHOWN: Final = 80

_IS_UNIT: Final = re.compile(rf"{UNIT}\Z")
_IS_HEX: Final = re.compile(rf"{HEX_NUMBER}\Z")
_IS_PATH: Final = re.compile(rf"{HEX_NUMBER}(?:>{HEX_NUMBER})+\Z")
_A_HEX: Final = "a hex like '0412'"
_A_UNIT: Final = "a unit"
_PARTS: Final = {"support": 1, "minimise": 2, "limit": 2, "ignore": 2, "holding": 3}
"""Words after the attackers of an attack, by the part of it that they begin; parts come in this order."""


def why_no_order(line: str) -> str:
    """Return what is amiss with a line that is no order, and what it should look like."""
    words = line.split(" ")
    shown = f"{line[:LONGEST_SHOWN]!r} is not an order"
    if words[0] not in FORMS:
        near = did_you_mean(words[0], FORMS)
        return f"{shown}{near}; write {listed([repr(form) for form in FORMS.values()], 'or')}"
    amiss = next(_FAULTS[words[0]](words), "it is too long")
    return f"{shown}: {amiss}; write {FORMS[words[0]]!r}"


def _expected(words: Sequence[str], place: int, what: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield that something else stands in a place, or nothing, if so."""
    if place >= len(words):
        yield f"{what} is missing after {quote(words[-1])}"
    elif not pattern.match(words[place]):
        found = quote(words[place]) if words[place] else "another space"
        yield f"{what} comes after {quote(words[place - 1])}, not {found}"


def _end_before(words: Sequence[str], place: int) -> Iterator[str]:
    if len(words) > place:
        yield f"{quote(words[place - 1])} is the end, but {quote(words[place])} comes after it"


def _faults_of_move(words: Sequence[str]) -> Iterator[str]:
    yield from _expected(words, 1, _A_UNIT, _IS_UNIT)
    yield from _expected(words, 2, "the path of two hexes or more", _IS_PATH)
    yield from _end_before(words, 3)


def _faults_of_exit(words: Sequence[str]) -> Iterator[str]:
    yield from _expected(words, 1, _A_UNIT, _IS_UNIT)
    yield from _expected(words, 2, _A_HEX, _IS_HEX)
    yield from _end_before(words, 3)


def _faults_of_bombard(words: Sequence[str]) -> Iterator[str]:
    yield from _until_units(words)
    yield from _end_before(words, 4)


def _faults_of_attack(words: Sequence[str]) -> Iterator[str]:
    yield from _until_units(words)
    yield from _faults_of_parts(words)


def _until_units(words: Sequence[str]) -> Iterator[str]:
    """Yield what is amiss with the target of a fight, and with the first unit that is named."""
    yield from _expected(words, 1, _A_HEX, _IS_HEX)
    yield from _expected(words, 2, "'with'", re.compile(r"with\Z"))
    yield from _expected(words, 3, _A_UNIT, _IS_UNIT)


def _faults_of_parts(words: Sequence[str]) -> Iterator[str]:
    """Yield what is amiss after the first attacker: a word out of order or said twice, a unit after the words."""
    reached, by = 0, ""
    for place in range(4, len(words)):
        word = words[place]
        part = _PARTS.get(word)
        if part is None:
            if reached > _PARTS["support"]:
                yield f"all units come before {quote(by)}, but {quote(word)} comes after it"
            yield from _expected(words, place, _A_UNIT, _IS_UNIT)
            continue
        if part == reached:
            yield f"{quote(word)} stands twice" if word == by else f"say {quote(by)} or {quote(word)}, not both"
        if part < reached:
            yield f"{quote(word)} comes before {quote(by)}, not after it"
        if part == _PARTS["support"]:
            yield from _expected(words, place + 1, _A_UNIT, _IS_UNIT)
        reached, by = part, word


_FAULTS: Final[dict[str, Callable[[Sequence[str]], Iterator[str]]]] = {
    "move": _faults_of_move,
    "attack": _faults_of_attack,
    "bombard": _faults_of_bombard,
    "exit": _faults_of_exit,
}
"""By kind of order: what is amiss with its words, the first fault first."""
