"""Make the three faces of Border Wars Sans: what we write with, cut out of Noto Sans, with signs from its sister fonts.

Not part of the game: run it by hand when a letter is missing. It needs fonttools and two folders: one that holds
NotoSans-{Regular,Bold,Italic}.ttf, NotoSansMath-Regular.ttf and NotoSansSymbols2-Regular.ttf (Debian: fonts-noto-core),
and one that holds NotoSansCJK-{Regular,Bold}.ttc (fonts-noto-cjk).

    python make_fonts.py /usr/share/fonts/truetype/noto /usr/share/fonts/opentype/noto
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

FAMILY = "Border Wars Sans"
FACES = ("Regular", "Bold", "Italic")
LETTERS = (
    *range(0x20, 0x7F),  # Latin
    *range(0xA0, 0x250),
    *range(0x300, 0x315),  # accents to set on any letter
    *range(0x400, 0x530),  # Cyrillic, with Mongolian
    *range(0x2010, 0x2028),  # dashes, quotes, dots
    *range(0x2030, 0x203B),
    *range(0x2070, 0x2090),  # small raised and lowered figures
    *(0x2044, 0x20AC, 0x2116, 0x2122),
    *range(0x2150, 0x2160),  # fractions
)
SIGNS = {
    "NotoSansMath-Regular.ttf": "←↑→↓↔↕↖↗↘↙⇐⇒⇔∆∑√∞∩∪≈≠≤≥−∙",
    "NotoSansSymbols2-Regular.ttf": "●○◐◑◒◓■□▲△▼▽◆◇★☆✓✗⚔",
}
CURVES_MISS = 1.5
"""Units, of a thousand to the em, by which a Japanese outline may be off: there they are of cubic curves, here not."""


def japanese() -> Iterator[str]:
    """Yield marks and kana, and the 2,965 commonest kanji: those of level 1 of JIS X 0208."""
    yield from (chr(code) for code in (*range(0x3001, 0x3020), *range(0x3041, 0x3097), *range(0x30A1, 0x30FF)))
    yield from (chr(code) for code in range(0xFF01, 0xFF5F))  # wide figures and brackets
    for row in range(16, 48):
        for cell in range(1, 95):
            yield from bytes([row + 0xA0, cell + 0xA0]).decode("euc_jp", "ignore")


def cut(path: Path) -> TTFont:
    """Return a face with our letters only, hinted and kerned."""
    options = subset.Options(hinting=True, layout_features=["kern", "mark", "ccmp", "locl", "tnum", "lnum"])
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14]
    options.notdef_outline = True
    font = TTFont(path)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    return font


def borrow(font: TTFont, donor: TTFont, signs: str) -> None:
    """Copy glyphs that the face lacks from a font of the same units."""
    assert donor["head"].unitsPerEm == font["head"].unitsPerEm
    glyphs, names, there = donor.getGlyphSet(), donor.getBestCmap(), set(font.getBestCmap())
    for sign in signs:
        code = ord(sign)
        if code in there or code not in names:
            continue
        name = f"uni{code:04X}"
        flat, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
        glyphs[names[code]].draw(flat)
        flat.replay(pen if "glyf" in donor else Cu2QuPen(pen, CURVES_MISS, reverse_direction=True))
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = donor["hmtx"][names[code]]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name


def rename(font: TTFont, face: str) -> None:
    """Give the face a name of its own, as befits what is no longer Noto Sans."""
    full = f"{FAMILY} {face}"
    texts = {1: FAMILY, 2: face, 3: f"1.0;{full}", 4: full, 5: "Version 1.0"}
    texts[6] = f"{FAMILY.replace(' ', '')}-{face}"
    table = font["name"]
    for number, text in texts.items():
        table.removeNames(nameID=number)
        table.setName(text, number, 3, 1, 0x409)


def main(folder: Path, folder_of_cjk: Path, out: Path) -> None:
    """Write all faces. Japanese has no italic: there it stands upright."""
    donors = {name: (TTFont(folder / name), signs) for name, signs in SIGNS.items()}
    for face in FACES:
        font = cut(folder / f"NotoSans-{face}.ttf")
        for donor, signs in donors.values():
            borrow(font, donor, signs)
        weight = "Bold" if face == "Bold" else "Regular"
        cjk = TTCollection(folder_of_cjk / f"NotoSansCJK-{weight}.ttc")
        borrow(
            font, next(one for one in cjk.fonts if one["name"].getDebugName(1).endswith("CJK JP")), "".join(japanese())
        )
        rename(font, face)
        font.save(out / f"BorderWarsSans-{face}.ttf")


main(Path(sys.argv[1]), Path(sys.argv[2]), Path(__file__).parent)
