"""Options of numbers whose help says what can be asked for, from where that is checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click


class Bounded(click.Option):
    """An option whose bounds stand behind its help; looked up when help is printed, as most modules are loaded late."""

    def __init__(self, *args: Any, bounds: Callable[[str], str], **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self.bounds = bounds

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option as it is written, and its help with its bounds."""
        record = super().get_help_record(ctx)
        return record and (record[0], f"{record[1]}  [{self.bounds(str(self.name))}]")


def of_a_new_battle(key: str) -> str:
    """Return what can be asked for of a new battle, as help says it."""
    from game.scenario.new_battle.wanted import bounds_said

    return bounds_said(key)


def of_a_map(key: str) -> str:
    """Return between what a number of a map must be, as help says it."""
    from game.scenario.schema.basics import HexSize, Latitude, Longitude, bounds_of

    least, most = bounds_of({"hex_size": HexSize, "latitude": Latitude, "longitude": Longitude}[key])
    return f"{least} to {most}"


def of_a_picture(key: str) -> str:
    """Return between what the scale of a picture must be, as help says it."""
    from game.view.render import SCALES

    assert key == "scale"
    return f"{SCALES[0]} to {SCALES[1]}"
