"""Ground that has a chance for those who can never enter it off the road."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.core.errors import Remark
from game.scenario.reading import Document
from game.scenario.remarks.checked import remark_on
from game.scenario.suggesting import quote

CHANCES: Final = {"bog": "bog down", "breaks": "break through"}
"""By key of a kind of ground: what those may do who enter it off the road."""


def idle_chances(document: Document) -> Iterator[Remark]:
    """Yield remarks on chances of a library of ground for a mobility that has no speed there."""
    for id_, entry in document.data.get("terrain", {}).items():
        for key, happens in CHANCES.items():
            for mobility, chance in entry.get(key, {}).items():
                if chance and not entry.get("speed", {}).get(mobility):
                    said = (
                        f"{mobility} units have no speed in {quote(id_)}, so none of them can {happens} there; usual "
                        "is a speed for all who may"
                    )
                    yield remark_on(document, ("terrain", id_, key, mobility), said, key=True)
