"""A game that two people play by mail: which game it is, and who they are. Saves and turn files say it alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from game.core.errors import SaveError
from game.engine.saved_record import LINE, need

LONGEST_PLAYER: Final = 40
"""Letters of a player's name."""

_ID: Final = re.compile(r"[a-z0-9-]{8,34}\Z")


@dataclass(frozen=True)
class Match:
    """One game by mail: an id that no other game has, and the names of its players, by side."""

    id: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Mailed:
    """A match as one of its players has it: the orders of the `away` side come by mail."""

    match: Match
    away: str

    @property
    def other(self) -> str:
        """The name of the other player."""
        return self.match.names[self.away]


def why_no_name(name: str) -> str:
    """Return a sentence that says why nobody can be called so, nothing if somebody can."""
    if not name.strip():
        return "Both players need a name."
    if len(name) > LONGEST_PLAYER or not LINE.match(name):
        return f"A name has at most {LONGEST_PLAYER} letters, on one line."
    return ""


def match_document(match: Match) -> dict[str, Any]:
    """Return a match as plain data."""
    return {"id": match.id, "players": dict(match.names)}


def match_from(data: Any, sides: tuple[str, ...]) -> Match:
    """Return the match of a scenario with these sides from its data. Raises SaveError."""
    id_, names = need(data, "id", str, "its match"), need(data, "players", dict, "its match")
    if not _ID.match(id_):
        raise SaveError("its match has an id that no match can have")
    if set(names) != set(sides):
        raise SaveError("its match does not name a player for each side of the scenario")
    if any(not isinstance(name, str) or why_no_name(name) for name in names.values()):
        raise SaveError(f"its match has a player without a name of at most {LONGEST_PLAYER} letters")
    return Match(id_, {side: names[side] for side in sides})


def mailed_from(data: Any, sides: tuple[str, ...]) -> Mailed:
    """Return a match with the side that is played elsewhere from its data. Raises SaveError."""
    away = need(data, "away", str, "its match")
    if away not in sides:
        raise SaveError("its match has a side that the scenario does not have")
    return Mailed(match_from(data, sides), away)
