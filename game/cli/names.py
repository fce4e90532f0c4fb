"""What things are called before people and in files: sides, and the command that was given."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from game.scenario.loading import Scenario


def side_words(scenario: Scenario) -> dict[str, str]:
    """Return what each side is called, by its id: "Soviet"."""
    return dict(zip(scenario.names.sides, scenario.names.side_adjectives, strict=True))


TYPED: Final = "borderwars.typed"
"""Where the context of a command keeps the words that were typed."""


def command_line() -> str:
    """Return the command that was given, as one would type it again; nothing outside a command."""
    context = click.get_current_context(silent=True)
    return shlex.join(["borderwars", *context.meta.get(TYPED, ())]) if context is not None else ""
