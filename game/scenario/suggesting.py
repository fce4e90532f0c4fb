"""How messages speak of names: quoting what a file says, and guessing what its author meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Final

LONGEST: Final = 60
"""Characters of a file's own words that a message repeats."""

MOST_LISTED: Final = 12
"""Known names that a message lists when none is near."""

MOST_COMPARED: Final = 2_000
"""Known names that are compared with an unknown one."""


def quote(value: Any) -> str:
    """Return a value of a file as a message shows it: in quotes, without control characters, not too long."""
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to this one, or None if none is near; capitals alone keep none apart."""
    names = list(known)[:MOST_COMPARED]
    alike = next((name for name in names if name.casefold() == word.casefold()), None)
    if alike is not None and len(word) > 1:  # a single letter, of a grid, means another thing as a capital
        return alike
    matches = get_close_matches(word[:LONGEST], names, n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'x'?" for the known word nearest to this one, or nothing if none is near."""
    near = nearest(word, known)
    return f"; did you mean {quote(near)}?" if near is not None else ""


def or_known(word: str, known: Iterable[str]) -> str:
    """Return the nearest known word as `did_you_mean` does, else the list of what there is."""
    names = list(known)
    near = did_you_mean(word, names)
    if near or not names:
        return near or "; there are none"
    return f"; there {'is' if len(names) == 1 else 'are'} {listed(names)}"


def listed(names: Iterable[str], joiner: str = "and") -> str:
    """Return names as an enumeration, cut where it gets long."""
    shown = list(names)
    if len(shown) > MOST_LISTED:
        return f"{', '.join(shown[:MOST_LISTED])} {joiner} {len(shown) - MOST_LISTED} more"
    if len(shown) < 2:  # noqa: PLR2004 - one name or none needs no joiner
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {joiner} {shown[-1]}"
