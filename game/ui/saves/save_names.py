"""What a save may be called, and which file that is: names of every script, on every system files are copied to."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import Final

from game.core.errors import SaveError

AUTO: Final = "autosave"
"""How the names begin of what 0.1.0 saved by itself."""

SUFFIX: Final = ".json"
LONGEST: Final = 60
"""Letters of a name."""

MOST_BYTES: Final = 255
"""Bytes of a file's name where the system does not say."""

BESIDE: Final = len(".") + len(".12345678.part")
"""Bytes that the name of the file is longer by while it is being written."""

_PLAIN: Final = " .,()'-_"
_JOINERS: Final = "\u200c\u200d"
"""They shape the letters of some scripts and are seen in no other way."""

_DEVICE: Final = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])(?=\.|\Z)")


def fitted(name: str, most_bytes: int = MOST_BYTES) -> str:
    """Return a name as files have it: composed, without letters that a file cannot have, not too long."""
    composed = unicodedata.normalize("NFC", name)
    kept = "".join(letter if _fits(letter) else " " for letter in composed)
    fit = " ".join(kept.split()).strip(" .")
    room = most_bytes - BESIDE - len(SUFFIX)
    whole = len(fit)
    while len(fit) > LONGEST or len(fit.encode("utf-8")) > room:
        fit = fit[:-1]
    while len(fit) < whole and fit and unicodedata.category(kept_after(composed, fit))[0] == "M":
        fit = fit[:-1]  # a letter goes with all its marks or not at all
    return fit.strip(" .")


def kept_after(composed: str, fit: str) -> str:
    """Return the letter that followed where a name was cut, a blank where nothing did."""
    place = composed.find(fit) + len(fit)
    return composed[place] if 0 < place < len(composed) else " "


def _fits(letter: str) -> bool:
    return letter in _PLAIN or letter in _JOINERS or unicodedata.category(letter)[0] in "LMN"


def why_not(name: str) -> str:
    """Return a sentence that says why no save can be called so, nothing if one can."""
    fit = fitted(name)
    if not fit.strip(_PLAIN + _JOINERS):
        return "A save needs a name of at least one letter or digit."
    if unicodedata.normalize("NFKC", fit).casefold().startswith(AUTO):
        return f"Names that begin with '{AUTO}' are reserved for autosaves: choose another."
    if device := _DEVICE.match(fit):
        return f"'{device[0]}' is the name of a device under Windows, where no file can have it: choose another."
    return ""


def file_in(folder: Path, name: str) -> Path:
    """Return the file of a save in a folder; one that is there already and differs in capitals only is the same.

    Raises
    ------
    SaveError : no save can be called so; the text is one sentence.
    """
    if sentence := why_not(name):
        raise SaveError(sentence.rstrip("."))
    stem = fitted(name, _most_bytes(folder))
    try:
        there = sorted(path for path in folder.glob(f"*{SUFFIX}") if same_name(path.stem) == same_name(stem))
    except OSError:
        there = []
    exact = folder / f"{stem}{SUFFIX}"
    return exact if exact in there or not there else there[0]


def same_name(stem: str) -> str:
    """Return what is equal for names that some system cannot tell apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", stem).casefold())


def _most_bytes(folder: Path) -> int:
    try:
        return min(MOST_BYTES, os.pathconf(folder, "PC_NAME_MAX"))
    except (AttributeError, OSError, ValueError):
        return MOST_BYTES
