"""What the player has set, kept in the user's settings folder as JSON. A damaged file is set aside, never fatal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from game.core.files import write_whole
from game.core.places import settings_file
from game.scenario.languages import Language
from game.view.looks import CounterSet, Look, Palette

Size = tuple[Annotated[int, Field(ge=1, le=100_000)], Annotated[int, Field(ge=1, le=100_000)]]

OLDER_SCALE: Final = 1.0
"""What versions before the automatic size of letters wrote if no size had been chosen."""


class Settings(BaseModel):
    """Everything that can be set. `keys` holds only what differs from `keys.DEFAULTS`: action -> key."""

    model_config = ConfigDict(extra="ignore", validate_assignment=True)

    scale: Annotated[float, Field(ge=0.75, le=2.5)] | None = None
    """How much larger than usual letters are; None: as the screen calls for (`desktop.letters_for`)."""
    palette: Palette = "staff"
    counters: CounterSet = "symbols"
    animation: Literal["off", "fast", "normal", "slow"] = "normal"
    reasons: bool = False
    volume: Annotated[int, Field(ge=0, le=100)] = 60
    language: Language = "en"
    left_click_orders: bool = False
    ask_below: Annotated[int, Field(ge=0, le=100)] = 10
    """Chance of success in per cent below which an attack is asked about first; 0: none is."""
    scroll_at_edge: bool = True
    grid: bool = True
    labels: bool = True
    walked_through: bool = False
    walked_formations: bool = False
    full_screen: bool = False
    window_size: Size | None = None
    """Width and height in pixels that the window opens with; None: as it was left."""
    size: Size | None = None
    """Width and height in pixels of the window when it was closed last; None before that."""
    battles: list[str] = Field(default_factory=list)
    """Folders of battles besides those of the game and of the user's own folder (`scenario.homes`)."""
    mail_folder: str = ""
    """The folder into which the last turn file was written; "" is that of the user's data."""
    player: str = ""
    """What the player was called in the last game by mail."""
    keys: dict[str, str] = Field(default_factory=dict)

    def look(self) -> Look:
        """Return what of this concerns the look of map and counters."""
        return Look(self.palette, self.counters, self.language)


def load_settings(path: Path | None = None) -> Settings:
    """Return the player's settings; what cannot be read is left at its default.

    Older versions had no automatic size of letters: their usual one counts as none that was chosen.
    """
    try:
        data = json.loads((path or settings_file()).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(data, dict):
        return Settings()
    if "full_screen" not in data and data.get("scale") == OLDER_SCALE:
        del data["scale"]
    settings = Settings()
    for name, value in data.items():
        if name in Settings.model_fields:
            try:
                setattr(settings, name, value)
            except ValidationError:
                continue
    return settings


def save_settings(settings: Settings, path: Path | None = None) -> bool:
    """Keep the settings; returns whether they could be written."""
    target = path or settings_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, (settings.model_dump_json(indent=2) + "\n").encode("utf-8"))
    except OSError:
        return False
    return True
