"""What the public functions are given from Python is looked at in one place: of the right type, within its bounds.

Each function here returns the argument or raises a `UsageError` that says what is taken and what was given.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from operator import index
from pathlib import Path
from typing import Any, Final, TypeVar

from game.core.errors import UsageError

MOST_SEED: Final = 2**63 - 1
LONGEST: Final = 60
"""Letters of an argument that a message repeats."""

Thing = TypeVar("Thing")


def whole(value: Any, what: str, least: int, most: int) -> int:
    """Return a whole number; those of numpy are taken, true and false are not."""
    number = None
    if not isinstance(value, bool):
        try:
            number = index(value)
        except TypeError:
            number = None
    if number is None or not least <= number <= most:
        raise UsageError(f"{what} must be a whole number from {least} to {most}, not {_shown(value)}")
    return number


def seed_of(value: Any) -> int:
    """Return the seed of a game or of a batch."""
    return whole(value, "the seed", 0, MOST_SEED)


def one_of(value: Any, what: str, known: Collection[str]) -> str:
    """Return one of a few words."""
    if not isinstance(value, str) or value not in known:
        raise UsageError(f"{what} must be {' or '.join(repr(word) for word in known)}, not {_shown(value)}")
    return value


def instance(value: Any, what: str, kind: type[Thing], hint: str = "") -> Thing:
    """Return an object of a type of ours; `hint` says how one is had."""
    if not isinstance(value, kind):
        article = "an" if kind.__name__[0] in "AEIOU" else "a"
        how = f"; {hint}" if hint else ""
        raise UsageError(f"{what} must be {article} {kind.__name__}, not {_shown(value)}{how}")
    return value


def text_of(value: Any, what: str) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise UsageError(f"{what} must be a string, not {_shown(value)}")
    return value


def path_of(value: Any, what: str) -> Path:
    """Return the path of a file or folder, one that the system can be asked for."""
    text = str(value) if isinstance(value, (str, Path)) else ""
    try:
        known = bool(text) and b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        known = False
    if not known:
        raise UsageError(f"{what} must be a path, as a string or Path, not {_shown(value)}")
    return Path(value)


def words_by_word(value: Any, what: str) -> Mapping[str, str]:
    """Return texts by text, such as commanders by side."""
    if not isinstance(value, Mapping) or not all(isinstance(word, str) for pair in value.items() for word in pair):
        raise UsageError(f"{what} must be a dictionary by side, such as {{'soviet': 'cadet'}}, not {_shown(value)}")
    return value


def _shown(value: Any) -> str:
    """Return an argument as messages show it: plain values as they are, others by their type."""
    if value is None or isinstance(value, (bool, str, bytes)):
        text = repr(value)
    elif isinstance(value, (int, float)):
        text = repr(value) if not isinstance(value, int) or abs(value) < 10**30 else "so great a number"
    else:
        text = f"{'an' if type(value).__name__[0].lower() in 'aeiou' else 'a'} {type(value).__name__}"
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
