"""What the player has chosen of the look: palette of marks and counters, what these show, the language of texts.

One look holds for the whole window. Whatever draws asks `look()` unless it is given another; pictures made without a
window have the usual one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.scenario.languages import Language, new_names, renamed
from game.scenario.loading import Scenario

Palette = Literal["staff", "contrast"]
"""Sets of inks: the usual one, and one for eyes that tell fewer colours apart."""
CounterSet = Literal["symbols", "silhouettes"]
"""What counters show: signs after APP-6, or small side views."""


@dataclass(frozen=True)
class Look:
    """Palette, set of counters, and the language of a battle's texts."""

    palette: Palette = "staff"
    counters: CounterSet = "symbols"
    language: Language = "en"


_chosen = [Look()]


def look() -> Look:
    """Return the look in force."""
    return _chosen[0]


def choose_look(wanted: Look) -> None:
    """Have everything drawn from now on in this look."""
    _chosen[0] = wanted


def localised(scenario: Scenario) -> Scenario:
    """Return a scenario with its texts in the language of the look: for whatever is shown of it."""
    return scenario.localised(look().language)


def localised_words(scenario: Scenario, text: str) -> str:
    """Return a sentence of files or commanders with its places named in the language of the look."""
    there = localised(scenario)
    return text if there.as_written is None else renamed(text, new_names(there.as_written.nouns, there.nouns))
