"""Make the three faces of Border Wars Serif, in which maps are lettered: cut out of Noto Serif, a little narrowed.

Not part of the game: run it by hand when a letter is missing. It needs fonttools and a folder that holds
NotoSerif[wdth,wght].ttf and NotoSerif-Italic[wdth,wght].ttf (https://github.com/notofonts/latin-greek-cyrillic).
What these faces lack, Japanese above all, is written in Border Wars Sans.

    python make_serif_fonts.py FOLDER
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILY = "Border Wars Serif"
FACES = {
    "Regular": ("NotoSerif[wdth,wght].ttf", 430),
    "Bold": ("NotoSerif[wdth,wght].ttf", 680),
    "Italic": ("NotoSerif-Italic[wdth,wght].ttf", 470),
}
"""The file and the weight of each."""
WIDTH = 87.5
LETTERS = (
    *range(0x20, 0x7F),  # Latin
    *range(0xA0, 0x250),
    *range(0x300, 0x315),  # accents to set on any letter
    *range(0x400, 0x530),  # Cyrillic, with Mongolian
    *range(0x2010, 0x2028),  # dashes, quotes, dots
    *(0x2030, 0x2116),
    *range(0x2150, 0x2160),  # fractions
)


def cut(path: Path, weight: float) -> TTFont:
    """Return one instance of a face with our letters only."""
    font = instancer.instantiateVariableFont(TTFont(path), {"wght": weight, "wdth": WIDTH})
    options = subset.Options(hinting=True, layout_features=["kern", "mark", "ccmp", "locl", "tnum", "lnum"])
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14]
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    return font


def rename(font: TTFont, face: str) -> None:
    """Give the face a name of its own, as befits what is no longer Noto Serif."""
    full = f"{FAMILY} {face}"
    texts = {1: FAMILY, 2: face, 3: f"1.0;{full}", 4: full, 5: "Version 1.0"}
    texts[6] = f"{FAMILY.replace(' ', '')}-{face}"
    for number, text in texts.items():
        font["name"].removeNames(nameID=number)
        font["name"].setName(text, number, 3, 1, 0x409)


def main(folder: Path, out: Path) -> None:
    """Write all faces."""
    for face, (name, weight) in FACES.items():
        font = cut(folder / name, weight)
        rename(font, face)
        font.save(out / f"BorderWarsSerif-{face}.ttf")


main(Path(sys.argv[1]), Path(__file__).parent)
