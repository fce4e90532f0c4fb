"""Names of units cut down to what a counter has room for."""

from __future__ import annotations

from typing import Final

from game.view.lettering import measure

ABBREVIATED_FROM: Final = 5
"""Letters of a word that is cut with a point at its end; shorter ones are signs already."""
ABBREVIATED_TO: Final = 3
"""Letters and point below which the point goes too."""


def short_name(name: str, size: int, width: int) -> str:
    """Return a unit's id, the word before its slash (or the whole) cut down until it fits into `width` pixels.

    A word that is cut ends in a point: Zaoz. Of a number nothing is cut, for that would name another unit: III becomes
    3, and only letters go.
    """

    def fits(words: str) -> bool:
        return measure(words, "Regular", size)[0] <= width

    head, slash, tail = name.partition("/")
    if not fits(name):
        head = _ROMAN.get(head, head)
    if len(head) >= ABBREVIATED_FROM and head.isalpha() and not fits(head + slash + tail):
        head += "."
    while len(head) > 1 and not head[-1].isdigit() and not fits(head + slash + tail):
        head = head[:-2] + "." if head[-1] == "." and len(head) > ABBREVIATED_TO else head.rstrip(".")[:-1]
    while tail and tail[-1].isalpha() and not fits(head + slash + tail):
        tail = tail[:-1]
    return head + slash + tail if fits(head + slash + tail) else head + slash


_ROMAN: Final = {"II": "2", "III": "3", "IV": "4"}
