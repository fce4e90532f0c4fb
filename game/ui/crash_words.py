"""What a report of a crash says of a game: what has become of it, and what was played and chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.desk.crash import CrashWords
from game.desk.window import Scene
from game.engine.game import RULES_VERSION
from game.ui.board import Board


def fate_of_game(scene: Scene) -> str:
    """Return in a sentence whether the game of a scene is saved, nothing if it has none."""
    if not isinstance(scene, Board):
        return ""
    saver = scene.keeper.autosaver
    if saver.fault:
        return f"The game could not be saved: {saver.fault}."
    return "The game is saved: 'Continue' in the menu goes on with it." if saver.file else "No order was lost."


def position_of(scene: Scene) -> Iterator[str]:
    """Yield what is played, and what was chosen."""
    if not isinstance(scene, Board):
        return
    game, players = scene.session.game, scene.session.players
    yield f"{game.scenario.name}, seed {game.seed}, luck {game.luck}, {players}"
    chosen = scene.selection
    yield f"turn {game.turn}, {game.active_side}; chosen {chosen.unit}, {chosen.hex}, {chosen.draft}"
    yield f"windows {[type(popup).__name__ for popup in scene.popups.shown]}"


CRASH_WORDS: Final = CrashWords(fate_of_game, position_of, f"rules {RULES_VERSION}")
