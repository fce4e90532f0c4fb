"""Marks of a side in the colour that its counters have in a battle, whatever colour the battle brings.

The pattern of a mark says which side it is of; the ink only agrees with the counters. A mark in a colour of a side's
own is called by its style and the colour: "heat_first_sure #2e6f40". Colours that would be lost on the ground are made
darker; the palette with strong contrasts keeps to its own inks, as its counters do.
"""

from __future__ import annotations

from typing import Final

from game.scenario.names import Names
from game.view.colour_vision import MATRICES, lightness
from game.view.lettering import Rgb
from game.view.theme import side_styles, styles_of

MARKS_OF: Final = {"first": 0, "second": 1}
"""The word in the name of a style by which it is a side's, and the side."""

DARKEST: Final = 30.0
"""L* of an ink, at most, to any eyes: so it stands out on every ground in the sun and in shadow."""

STEPS: Final = 40
"""How many times a colour is made a little darker, at most; after these white is nearly black."""

SHADE: Final = 0.94


def of_side(style: str, names: Names) -> str:
    """Return what a mark of a side is called in a battle: the style, with the colour of the side if it is not usual."""
    side = next((MARKS_OF[word] for word in style.split("_") if word in MARKS_OF), None)
    if side is None:
        return style
    colour = _written(styles_of(names, "staff")[side].body)
    return style if colour == colour_of_usual(side) else f"{style} {colour}"


def colour_of_usual(side: int) -> str:
    """Return the colour of counters that the inks of the marks of a side are made for."""
    return _written(side_styles(("first", "second"), "staff")[side].body)


def _written(rgb: Rgb) -> str:
    return f"#{bytes(rgb).hex()}"


def ink_of(colour: str) -> Rgb:
    """Return the ink of marks in a colour that is written "#2e6f40": the colour, darker if need be."""
    red, green, blue = bytes.fromhex(colour[1:])
    for _ in range(STEPS):
        if all(float(lightness(eyes, [[(red, green, blue)]])[0, 0]) <= DARKEST for eyes in MATRICES):
            break
        red, green, blue = (int(part * SHADE) for part in (red, green, blue))
    return red, green, blue
