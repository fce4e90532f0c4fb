"""The commands that play again what a report shows."""

from __future__ import annotations

import re
import shlex
from typing import Final

from game.batch.results import Results
from game.core.errors import BorderWarsError
from game.scenario.changes import Change, Kind, read_change

_WORDS: Final[tuple[tuple[Kind, str], ...]] = (
    ("without", r"without (?P<where>.+)"),
    ("arrive", r"(?P<where>.+) arrives (?:in turn )?(?P<value>[+-]?\d+)(?: turns)?"),
    ("scale", r"(?P<where>\S.*) x (?P<value>\S+)"),
    ("set", r"(?P<where>\S.*?) = (?P<value>.+)"),
)
"""How changes are said (`changes.Change`), so that they can be read back."""


def simulate_command(results: Results) -> str | None:
    """Return the command that plays a batch again; None where a change cannot be given back as an option."""
    options = [_option(words) for words in results.scenario.changes]
    if None in options:
        return None
    asked = [option for option in options if option is not None]
    luck = ["--luck", results.luck] if results.luck != "table" else []
    numbers = ["--runs", str(results.first + results.runs), "--seed", str(results.seed)]
    words = ["borderwars", "simulate", results.scenario.name, *_leaders(results), *luck, *numbers, *asked]
    return " ".join(shlex.quote(word) for word in words)


def play_command(results: Results, run: int) -> str | None:
    """Return the command that plays one run again; None where the scenario was changed, which `play` cannot."""
    if results.scenario.changes:
        return None
    luck = ["--luck", results.luck] if results.luck != "table" else []
    words = [
        "borderwars",
        "play",
        results.scenario.name,
        *_leaders(results),
        *luck,
        "--seed",
        str(int(results.seeds[run])),
    ]
    return " ".join(shlex.quote(word) for word in words)


def _leaders(results: Results) -> list[str]:
    return [word for side, name in results.commanders.items() for word in ("--commander", f"{side}={name}")]


def _option(words: str) -> str | None:
    """Return the option that makes a change, from how it is said; None where that would make another."""
    for kind, pattern in _WORDS:
        found = re.fullmatch(pattern, words)
        if found is None:
            continue
        text = found["where"] if kind == "without" else f"{found['where']}={found['value']}"
        try:
            change: Change = read_change(kind, text)
        except BorderWarsError:
            continue
        if str(change) == words:
            return f"--{kind}={text}"
    return None
