"""The look of a General Staff map of the 1930s: every colour, line and pattern in one place.

Authors may add kinds of terrain, roads, hexsides and lines; each lookup has an answer for ids that it does not know.
Widths and dashes are given for hexes of 32 pixels and grow with the scale. Colour is never the only carrier of
meaning: areas have patterns, lines have dashes, the counters of each side have a shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from game.scenario.names import Names
from game.scenario.schema.libraries import Terrain
from game.view.contrast import readable
from game.view.looks import Palette, look

if TYPE_CHECKING:  # letters need pygame, which whoever asks for colours alone does not load
    from game.view.lettering import Rgb

Pattern = Literal["none", "marsh", "dots", "blocks", "trees", "tufts", "rocks", "crosses"]
Style = TypeVar("Style")

# --- paper and ink --------------------------------------------------------------------------------------------------

PAPER: Final[Rgb] = (246, 240, 222)
INK: Final[Rgb] = (44, 38, 32)
FAINT_INK: Final[Rgb] = (96, 86, 72)
FRAME: Final[Rgb] = (60, 50, 40)
HALO: Final[Rgb] = (250, 245, 230)
CHOSEN_ROW: Final[Rgb] = (226, 208, 160)
"""Ground of a row that is chosen: gold is what is chosen, on the map too, and nothing else is."""
CHOSEN_INK: Final[Rgb] = (116, 80, 6)
"""What is chosen where it is drawn in lines, or has pale letters on it."""
GRID: Final = (96, 84, 66, 58)
"""The hex grid, with its opacity."""

# --- relief ---------------------------------------------------------------------------------------------------------

HEIGHTS: Final[tuple[tuple[float, Rgb], ...]] = (
    (0.00, (236, 232, 206)),
    (0.10, (238, 230, 192)),
    (0.25, (233, 214, 162)),
    (0.45, (220, 188, 129)),
    (0.70, (200, 158, 101)),
    (1.00, (172, 126, 80)),
)
"""Tints of the ground, from the lowest (0) to the highest (1)."""

CONTOUR: Final[Rgb] = (158, 106, 62)
CONTOUR_WIDTH: Final = 0.7
INDEX_CONTOUR_WIDTH: Final = 1.5
CONTOUR_LABEL: Final[Rgb] = (104, 60, 28)
SLOPE: Final[Rgb] = (112, 70, 38)

# --- water ----------------------------------------------------------------------------------------------------------

SHALLOW: Final[Rgb] = (176, 210, 222)
DEEP: Final[Rgb] = (146, 190, 210)
SHORE: Final[Rgb] = (42, 98, 138)
WATER_NAME: Final[Rgb] = (24, 76, 122)

# --- areas ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TerrainStyle:
    """How an area is filled: a tint laid over the relief (share 0 to 1), and a pattern in an ink of its own."""

    tint: Rgb = (222, 216, 190)
    share: float = 0.0
    pattern: Pattern = "none"
    ink: Rgb = INK
    water: bool = False


WATER: Final = TerrainStyle(tint=SHALLOW, share=1.0, ink=SHORE, water=True)
UNKNOWN_TERRAIN: Final = TerrainStyle((214, 206, 196), 0.55, "crosses", (120, 108, 110))
TERRAIN: Final[Mapping[str, TerrainStyle]] = {
    "marsh": TerrainStyle((206, 220, 196), 0.75, "marsh", (58, 118, 158)),
    "swamp": TerrainStyle((196, 216, 190), 0.8, "marsh", (58, 118, 158)),
    "reeds": TerrainStyle((206, 220, 190), 0.7, "marsh", (86, 128, 110)),
    "salt_marsh": TerrainStyle((226, 226, 214), 0.75, "marsh", (92, 124, 148)),
    "grass": TerrainStyle(),
    "steppe": TerrainStyle(),
    "plain": TerrainStyle(),
    "field": TerrainStyle((236, 228, 182), 0.5),
    "scrub": TerrainStyle((220, 222, 184), 0.5, "tufts", (104, 122, 70)),
    "wood": TerrainStyle((190, 208, 160), 0.8, "trees", (84, 112, 66)),
    "forest": TerrainStyle((180, 202, 152), 0.85, "trees", (74, 104, 60)),
    "sand": TerrainStyle((246, 226, 164), 0.65, "dots", (150, 112, 58)),
    "dune": TerrainStyle((244, 218, 148), 0.75, "dots", (150, 106, 50)),
    "desert": TerrainStyle((246, 228, 176), 0.7, "dots", (160, 122, 70)),
    "hill": TerrainStyle((226, 198, 142), 0.4),
    "high_hill": TerrainStyle((204, 166, 110), 0.5),
    "mountain": TerrainStyle((186, 146, 100), 0.6, "rocks", (110, 74, 46)),
    "summit": TerrainStyle((176, 132, 88), 0.65, "rocks", (96, 62, 38)),
    "rock": TerrainStyle((200, 184, 160), 0.6, "rocks", (96, 80, 66)),
    "village": TerrainStyle((232, 206, 176), 0.55, "blocks", (92, 48, 40)),
    "town": TerrainStyle((226, 190, 164), 0.7, "blocks", (92, 40, 34)),
    "works": TerrainStyle((216, 206, 186), 0.5, "blocks", (70, 60, 52)),
    "plateau": TerrainStyle((232, 222, 178), 0.25),
    "basin": TerrainStyle((240, 236, 208), 0.35),
    "ridge": TerrainStyle((214, 182, 124), 0.45),
    "bluff": TerrainStyle((196, 156, 104), 0.45),
    "meadow": TerrainStyle((198, 218, 172), 0.7, "marsh", (96, 138, 96)),
    "terrace": TerrainStyle((248, 236, 190), 0.6),
    "loose_sand": TerrainStyle((240, 204, 120), 0.85, "dots", (136, 88, 36)),
    "dune_top": TerrainStyle((222, 170, 96), 0.7, "dots", (120, 76, 34)),
    "reed": TerrainStyle((186, 216, 200), 0.75, "marsh", (58, 118, 120)),
    "grass_hill": TerrainStyle((214, 212, 160), 0.45),
    "wooded": TerrainStyle((184, 204, 154), 0.8, "trees", (78, 106, 62)),
}

# --- lines ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LineStyle:
    """A pen: colour, width and dashes; a casing on both sides, a wide soft band beneath, sleepers across."""

    colour: Rgb
    width: float
    dashes: tuple[float, ...] = ()
    casing: Rgb | None = None
    band: tuple[int, int, int, int] | None = None
    band_width: float = 0.0
    sleepers: bool = False


UNKNOWN_ROAD: Final = LineStyle((92, 72, 52), 1.6, (5, 2.5))
ROADS: Final[Mapping[str, LineStyle]] = {
    "track": LineStyle((96, 64, 36), 1.5, (6, 3.2)),
    "steppe_track": LineStyle((112, 74, 42), 1.5, (8, 2.6)),
    "dirt_road": LineStyle((214, 158, 92), 2.4, casing=(92, 60, 34)),
    "highway": LineStyle((222, 130, 74), 3.2, casing=(92, 50, 30)),
    "railway": LineStyle((40, 36, 34), 1.8, sleepers=True),
}

UNKNOWN_LINE: Final = LineStyle((98, 74, 110), 1.5, (2, 3))
LINES: Final[Mapping[str, LineStyle]] = {
    "frontier": LineStyle((62, 20, 74), 2.0, (11, 3.6, 1.8, 3.6), band=(164, 76, 168, 88), band_width=7),
    "frontier_river": LineStyle((62, 20, 74), 1.2, (6, 3, 1.2, 3), band=(164, 76, 168, 56), band_width=4),
    "claim": LineStyle((34, 58, 136), 1.8, (5.5, 3.5)),
    "claim_mpr": LineStyle((62, 20, 74), 1.9, (9, 3.4, 1.8, 3.4), band=(164, 76, 168, 74), band_width=6),
    "crest": LineStyle((104, 60, 30), 1.0, band=(112, 62, 26, 96), band_width=15),
    "front": LineStyle((150, 30, 30), 2.4),
    "telegraph": LineStyle((80, 70, 60), 1.0, (1, 4)),
}

HexsideLook = Literal["slope", "water", "crossing", "bar"]


@dataclass(frozen=True)
class HexsideStyle:
    """How a kind of hexside is drawn: strokes downhill, water along it, a bridge or ford across it, or a bar."""

    look: HexsideLook
    colour: Rgb
    width: float


UNKNOWN_HEXSIDE: Final = HexsideStyle("bar", (128, 62, 44), 2.2)
HEXSIDES: Final[Mapping[str, HexsideStyle]] = {
    "steep": HexsideStyle("slope", SLOPE, 1.5),
    "cliff": HexsideStyle("slope", (70, 44, 28), 2.4),
    "bluff": HexsideStyle("slope", SLOPE, 2.0),
    "bank": HexsideStyle("slope", SLOPE, 1.2),
    "river": HexsideStyle("water", (96, 152, 188), 4.5),
    "stream": HexsideStyle("water", (84, 142, 182), 1.8),
    "ditch": HexsideStyle("water", (84, 142, 182), 1.2),
    "current": HexsideStyle("slope", (88, 138, 178), 1.0),
    "bridge": HexsideStyle("crossing", INK, 1.6),
    "ford": HexsideStyle("crossing", (96, 64, 36), 1.4),
}


def style_of(table: Mapping[str, Style], id_: str, otherwise: Style) -> Style:
    """Return the style of an id, or of the longest known id that begins it ("frontier_ussr": "frontier")."""
    words = id_.split("_")
    for count in range(len(words), 0, -1):
        found = table.get("_".join(words[:count]))
        if found is not None:
            return found
    return otherwise


def terrain_style(id_: str, noun: Terrain | None) -> TerrainStyle:
    """Return how ground is drawn: as it says itself; whatever is water is drawn as water. None: nobody knows it."""
    if noun is not None and noun.water:
        return WATER
    own = None if noun is None else noun.look
    if own is None:
        return style_of(TERRAIN, id_, UNKNOWN_TERRAIN)
    return TerrainStyle(rgb(own.tint), own.share / 100, own.pattern, rgb(own.ink))


def rgb(colour: str) -> Rgb:
    """Return a colour that is written "#d6cec4"."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


LINE_NAMES: Final[Mapping[str, str]] = {"frontier_river": "Frontier along a river", "crest": "Crest of a ridge"}
WHOSE: Final = ("frontier", "border", "claim")
"""Lines that are somebody's: the rest of the id says whose."""
CAPITALS: Final = ("ussr", "mpr")


def line_name(id_: str) -> str:
    """Return what the legend calls a line: "frontier_ussr" is "Frontier (USSR)", "front_line" is "Front line"."""
    first, *others = id_.split("_")
    if id_ in LINE_NAMES or first not in WHOSE or not others:
        return LINE_NAMES.get(id_, id_.replace("_", " ").capitalize())
    whose = " ".join(word.upper() if word in CAPITALS else word.capitalize() for word in others)
    return f"{first.capitalize()} ({whose})"


# --- sides ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SideStyle:
    """The look of one side's counters: colours, and corners that tell the sides apart without colour."""

    body: Rgb
    edge: Rgb
    ink: Rgb
    cut_corners: bool

    @property
    def letters(self) -> Rgb:
        """The colour of the side for letters on paper, and on a row that is chosen: its own, darker if need be."""
        return readable(self.body, CHOSEN_ROW)


_SIDES: Final = (
    SideStyle((190, 58, 44), (84, 22, 18), (255, 248, 236), cut_corners=False),
    SideStyle((26, 52, 98), (10, 24, 50), (250, 246, 230), cut_corners=True),
)
_CONTRASTING: Final = (
    SideStyle((174, 76, 0), (70, 26, 0), (255, 255, 255), cut_corners=False),
    SideStyle((0, 40, 100), (0, 14, 40), (255, 255, 255), cut_corners=True),
)
_PLACE_OF_ID: Final[Mapping[str, int]] = {"soviet": 0, "mongolian": 0, "japanese": 1, "manchukuoan": 1}
STRIPES: Final[tuple[Rgb, ...]] = (
    (240, 196, 60),
    (96, 178, 108),
    (236, 236, 226),
    (232, 128, 50),
    (110, 190, 214),
    (196, 130, 190),
    (38, 38, 40),
    (168, 140, 96),
)
"""Colours of formations, in the order in which a side lists them."""

BRIGHT_FROM: Final = 140
"""Brightness, of 255, from which a counter has dark letters."""

DARK_LETTERS: Final[Rgb] = (30, 24, 18)

SYMBOL_GROUND: Final[Rgb] = (250, 244, 226)
SUPPLY_COLOURS: Final[tuple[Rgb, ...]] = ((255, 240, 232), (236, 122, 24), (244, 206, 66), (88, 150, 80))
"""By Supply: none, low, strained, full."""


def side_styles(
    ids: tuple[str, ...], palette: Palette | None = None, colours: tuple[str | None, ...] = ()
) -> tuple[SideStyle, ...]:
    """Return the looks of both sides, never the same twice; in the palette in force unless another is named.

    `colours` are those of the battle's own, None where it has none; the palette with strong contrasts keeps to its own.
    """
    contrasting = (palette or look().palette) == "contrast"
    looks = _CONTRASTING if contrasting else _SIDES
    wanted = [looks[_PLACE_OF_ID.get(id_, index % 2)] for index, id_ in enumerate(ids)]
    found = tuple(wanted) if len(set(wanted)) == len(ids) else looks[: len(ids)]
    if contrasting or not colours:
        return found
    return tuple(style if own is None else _in_colour(style, own) for style, own in zip(found, colours, strict=True))


def styles_of(names: Names, palette: Palette | None = None) -> tuple[SideStyle, ...]:
    """Return the looks of the sides of a scenario, as `side_styles`."""
    return side_styles(names.sides, palette, names.side_colours)


def _in_colour(style: SideStyle, colour: str) -> SideStyle:
    """Return a look in another colour: a darker edge, and letters that can be read on it."""
    body = rgb(colour)
    red, green, blue = body
    bright = 299 * red + 587 * green + 114 * blue > BRIGHT_FROM * 1000
    edge = red * 9 // 20, green * 9 // 20, blue * 9 // 20
    return replace(style, body=body, edge=edge, ink=DARK_LETTERS if bright else style.ink)
