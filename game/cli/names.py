"""What sides are called before people: ids are for files and options."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.scenario.loading import Scenario


def side_words(scenario: Scenario) -> dict[str, str]:
    """Return what each side is called, by its id: "Soviet"."""
    return dict(zip(scenario.names.sides, scenario.names.side_adjectives, strict=True))
