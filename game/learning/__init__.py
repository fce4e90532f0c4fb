"""Environments for learners: Gymnasium, PettingZoo, and many games side by side in compiled code. Needs the extra `rl`.

    import gymnasium
    import game.learning

    env = gymnasium.make("BorderWars/NightAttack-v0", side="soviet", opponent="officer")

`docs/learning.md` describes actions, observations and rewards. Importing this makes the environments known to Gymnasium
(`registration`); `import game` loads none of it.

    actions      what an agent may decide, as numbers           drafting      the order that is being prepared; masks
    features     what an observation says, number by number     observing     ... as arrays
    setting      what an environment is made for                battle        a game in the hands of learners
    gym_env      one learner against a commander                battle_env    a learner on each side (PettingZoo)
    vector_env   many games at once                             side_by_side  what of that is compiled
    pictures     what `render` gives                            registration  names for Gymnasium
    needs        the libraries of the extra

Gymnasium 1.x reads no entry points of other packages, so it knows the names from the import on;
`gymnasium.make("game.learning:BorderWars/NightAttack-v0")` does both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.learning.registration import register

if TYPE_CHECKING:
    from typing import Any

    from game.learning.actions import Actions
    from game.learning.gym_env import BattleEnv
    from game.learning.setting import Setting
    from game.learning.vector_env import VectorBattles

__all__ = ["Actions", "BattleEnv", "Setting", "VectorBattles", "register"]

_HOME = {
    "Actions": "game.learning.actions",
    "BattleEnv": "game.learning.gym_env",
    "Setting": "game.learning.setting",
    "VectorBattles": "game.learning.vector_env",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its module, as `game` does."""
    if name not in _HOME:
        raise AttributeError(f"module 'game.learning' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)


register()
