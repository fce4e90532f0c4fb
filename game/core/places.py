"""Where the program keeps what is the user's: settings, saves, replays, battles of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from platformdirs import user_config_path, user_data_path

PROGRAM: Final = "borderwars"
SETTINGS: Final = "settings.json"


def settings_file() -> Path:
    """Return the file of the settings; it may not be there yet, as all of these."""
    return user_config_path(PROGRAM) / SETTINGS


def saves_folder() -> Path:
    """Return the folder of the saves."""
    return user_data_path(PROGRAM) / "saves"


def replays_folder() -> Path:
    """Return where `play` without a board leaves its replays."""
    return user_data_path(PROGRAM) / "replays"


def mail_folder() -> Path:
    """Return the folder of the turn files of games by mail."""
    return user_data_path(PROGRAM) / "mail"


def plans_folder() -> Path:
    """Return the folder of the plans that players keep from the board."""
    return user_data_path(PROGRAM) / "plans"


def battles_folder() -> Path:
    """Return the folder of the user's own battles, in which each has a folder."""
    return user_data_path(PROGRAM) / "battles"
