"""What `render` of an environment gives: a picture by the game's own painter, or a few lines of text."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.core.arguments import one_of
from game.core.errors import UsageError
from game.engine.game import Game

RENDER_MODES: Final = ("rgb_array", "ansi")
PICTURE_SCALE: Final = 16
"""Pixels between hex centres."""


def require_mode(mode: Any) -> str | None:
    """Return a mode of rendering, or None. Raises UsageError for any other."""
    return None if mode is None else one_of(mode, "render_mode", RENDER_MODES)


def rendered(game: Game, mode: str | None, last: str) -> NDArray[np.uint8] | str:
    """Return (height, width, 3) uint8, or text; `last` says what was done last.

    Raises
    ------
    UsageError : the environment was made without a mode.
    """
    if mode is None:
        raise UsageError("there is nothing to render: give render_mode='rgb_array' or 'ansi' when you make it")
    return _text(game, last) if mode == "ansi" else _picture(game)


def _picture(game: Game) -> NDArray[np.uint8]:
    import pygame

    from game.view.render import picture_of

    sheet = picture_of(game.scenario, game.state, scale=PICTURE_SCALE)
    across: NDArray[np.uint8] = pygame.surfarray.array3d(sheet)
    return np.ascontiguousarray(across.swapaxes(0, 1))


def _text(game: Game, last: str) -> str:
    points = ", ".join(f"{side} {points}" for side, points in game.points().items())
    state = f"{game.active_side} to decide" if game.outcome is None else game.outcome.name
    lines = [f"{game.scenario.name}, turn {game.turn}: {state}", f"victory points: {points}"]
    return "\n".join([*lines, *([last] if last else [])])
