"""The names by which Gymnasium makes the environments."""

from __future__ import annotations

from collections import Counter
from typing import Final

from game.learning.needs import missing
from game.scenario.homes import shipped_names

NAMESPACE: Final = "BorderWars"
VERSION: Final = 0
ANY: Final = f"{NAMESPACE}/Battle-v{VERSION}"
"""Takes its scenario as a keyword."""

ENTRY: Final = "game.learning.gym_env:BattleEnv"
VECTOR_ENTRY: Final = "game.learning.vector_env:VectorBattles"


def register() -> None:
    """Make the environments known to Gymnasium, those that are not yet: one of any scenario, one of each that there is.

    `BorderWars/NightAttack-v0` is the night attack. Importing `game.learning` does this.

    Raises
    ------
    UsageError : Gymnasium is not installed; the message names the extra.
    """
    try:
        import gymnasium
    except ImportError as error:
        raise missing("gymnasium") from error

    for name, scenario in {ANY: None, **names()}.items():
        if name not in gymnasium.registry:
            gymnasium.register(
                id=name,
                entry_point=ENTRY,
                vector_entry_point=VECTOR_ENTRY,
                kwargs={} if scenario is None else {"scenario": scenario},
            )


def names() -> dict[str, str]:
    """Return the scenario of each name: of the last part of it, of all parts where two scenarios end alike."""
    known = shipped_names()
    endings = Counter(scenario.rsplit("/", 1)[-1] for scenario in known)
    found = {}
    for scenario in known:
        ending = scenario.rsplit("/", 1)[-1]
        found[f"{NAMESPACE}/{_in_one_word(ending if endings[ending] == 1 else scenario)}-v{VERSION}"] = scenario
    return found


def _in_one_word(name: str) -> str:
    return "".join(part.capitalize() for part in name.replace("/", "_").replace("-", "_").split("_"))
