"""What this package needs beside the game: other people's libraries, which come with the extra `rl`."""

from __future__ import annotations

from typing import Final

from game.core.errors import UsageError

EXTRA: Final = "rl"


def missing(library: str) -> UsageError:
    """Return what is said where a library of the extra cannot be imported."""
    return UsageError(
        f"environments for learning need {library}, which the extra {EXTRA!r} brings: pip install 'borderwars[{EXTRA}]'"
    )
