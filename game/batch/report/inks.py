"""Inks, hatches, lines and markers of the plots, in the colours of the staff map.

Colour is never the only carrier: with every ink goes a hatch, a line or a marker. `dark_of` gives each ink its
counterpart on dark paper, so that the page can be read by night with the same drawings.
"""

from __future__ import annotations

import colorsys
from typing import Final, NamedTuple

from game.core.terms import NOWHERE
from game.scenario.names import Names
from game.view.theme import FAINT_INK, INK, PAPER, styles_of

Rgb = tuple[int, int, int]


class Pen(NamedTuple):
    """How one of several lines is told apart."""

    ink: str
    line: str | tuple[float, tuple[float, ...]]
    marker: str


class Fill(NamedTuple):
    """How a filled part is told apart: its colour, the colour of letters and hatch on it, the hatch."""

    ground: str
    ink: str
    hatch: str


LIGHTEST: Final = 0.95
DARKER: Final = 0.86
"""How light black becomes on dark paper, and how much of the lightness of an ink is taken from that."""

PALE_BELOW: Final = 0.3
"""How light dark paper is at most: it has less colour than light paper, which would glow."""

FAR_FROM_PAPER: Final = 0.62
"""Share of an ink above which letters on it are light."""

_LINES: Final = ("-", (0, (6.0, 2.0)), (0, (1.0, 1.4)), (0, (6.0, 2.0, 1.2, 2.0)), (0, (3.0, 1.4)), (0, (9.0, 3.0)))
_MARKERS: Final = ("o", "s", "^", "D", "v", "P")
_POINT_INKS: Final[tuple[Rgb, ...]] = (INK, (0, 104, 120), (176, 88, 0), (112, 52, 124), (62, 110, 40), (164, 40, 96))
_HATCHES: Final = (("//", "////", "/"), ("\\\\", "\\\\\\\\", "\\"), ("..", "....", "."))
"""Of levels that the first side wins, the second, nobody."""


def hexed(rgb: Rgb) -> str:
    """Return a colour as "#rrggbb"."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def mixed(ink: Rgb, share: float) -> Rgb:
    """Return so great a share of an ink on paper."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(ink, PAPER, strict=True))
    return red, green, blue


def dark_of(colour: str) -> str:
    """Return the counterpart of "#rrggbb" on dark paper: the same hue, light for dark."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    lighter = LIGHTEST - DARKER * lightness
    back = colorsys.hls_to_rgb(hue, lighter, min(saturation, 0.75) if lighter > PALE_BELOW else saturation * 0.3)
    red_, green_, blue_ = (round(255 * part) for part in back)
    return hexed((red_, green_, blue_))


INK_: Final = hexed(INK)
FAINT: Final = hexed(FAINT_INK)
PAPER_: Final = hexed(PAPER)
GRID: Final = hexed(mixed(FAINT_INK, 0.28))
ACCEPTED: Final = hexed(mixed((62, 110, 40), 0.28))
"""The accepted range of a row of history."""
HISTORY: Final = hexed((38, 84, 30))


def point_pen(place: int) -> Pen:
    """Return the pen of a point or group by its place; those of more than there are come again."""
    place %= len(_POINT_INKS)
    return Pen(hexed(_POINT_INKS[place]), _LINES[place], _MARKERS[place])


def side_ink(names: Names, side: int) -> str:
    """Return the ink of a side."""
    return hexed(styles_of(names, "staff")[side].body)


def level_fills(names: Names, levels: list[tuple[str, int]]) -> list[Fill]:
    """Return how levels are filled, by ids and winners, best first: in the side's ink, fainter towards the middle."""
    bodies = [style.body for style in styles_of(names, "staff")]
    found = []
    for place, (_, winner) in enumerate(levels):
        alike = [other for other, (_, who) in enumerate(levels) if who == winner]
        rank = alike.index(place) if winner != 1 else len(alike) - 1 - alike.index(place)
        share = 1.0 - 0.5 * rank / max(1, len(alike) - 1) if winner != NOWHERE else 0.34
        ink = bodies[winner] if winner != NOWHERE else FAINT_INK
        hatches = _HATCHES[winner if winner != NOWHERE else 2]
        letters = PAPER_ if share > FAR_FROM_PAPER else INK_
        found.append(Fill(hexed(mixed(ink, share)), letters, hatches[rank % len(hatches)]))
    return found


UNFINISHED_FILL: Final = Fill(PAPER_, INK_, "xx")
