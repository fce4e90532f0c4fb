"""Pictures beside a battle's files: PNG within bounds, looked at before anything decodes them.

Whoever shows one asks `picture_bytes`; a picture that is gone, or is not sound any more, is simply not there, because a
save goes on without it.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Final

from game.core.errors import ScenarioError
from game.scenario.homes import battle_folder, is_file
from game.scenario.reading import Spot, load_bytes, why_no_file
from game.scenario.schema.forces import ForcesFile
from game.scenario.schema.scenario_file import ScenarioFile
from game.scenario.suggesting import or_known, quote
from game.scenario.validating import Validated

MOST_BYTES: Final = 4_000_000
"""Bytes of a picture."""

MOST_PIXELS: Final = 4_096
"""Width or height of a picture: more than a screen shows, and no more than a small machine can paint."""

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_HEAD: Final = _SIGNATURE + b"\0\0\0\rIHDR"
_SIZE: Final = slice(len(_HEAD), len(_HEAD) + 8)
_FRAME: Final = 12
"""Bytes of a chunk beside what is in it: length, name, check sum."""

_PIECE: Final = 65_536
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Numbers of a pixel by the type of its colour."""
_DEPTHS: Final = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Bits of a number that go with a type of colour."""
_PALETTE: Final = 3
_CRITICAL: Final = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
"""Chunks that say what a picture is; another one of that rank nobody can read."""
_WHOLE: Final = ((0, 0, 1, 1),)
_WOVEN: Final = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""First column and row, and steps to the next, of each pass of an interlaced picture."""
_LAST_FILTER: Final = 4


def fault_of_picture(content: bytes) -> str:
    """Return what is wrong with the content of a PNG file, as a sentence without its subject, or nothing.

    Size, chunks and check sums are looked at, and what is packed in it is unpacked piece by piece and counted.
    """
    if fault := fault_of_head(content):
        return fault
    chunks = list(_chunks(content))
    if not chunks or chunks[-1][0] != b"IEND":
        return "is a PNG picture that has been cut off or damaged"
    depth, colour, packing, filtering, woven = content[_SIZE.stop : _SIZE.stop + 5]
    names = [name for name, _ in chunks]
    strange = any(name[:1].isupper() and name not in _CRITICAL for name in names)
    if depth not in _DEPTHS.get(colour, ()) or packing or filtering or woven > 1 or strange:
        return "is a PNG picture of a form that there is not"
    if colour == _PALETTE and b"PLTE" not in names:
        return "is a PNG picture without the colours that it names"
    rows = list(_rows(content, depth * _CHANNELS[colour], _WOVEN if woven else _WHOLE))
    packed = b"".join(data for name, data in chunks if name == b"IDAT")
    return "" if _are_rows(packed, rows) else "is a PNG picture whose pixels cannot be read"


def fault_of_head(content: bytes) -> str:
    """Return what is wrong with signature, kind or size of a picture, or nothing."""
    if not content.startswith(_HEAD) or len(content) < _SIZE.stop:
        return "is no PNG picture"
    width, height = size_of(content)
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        return f"is a picture of {width} x {height}; it may have {MOST_PIXELS} x {MOST_PIXELS} at most"
    return ""


def size_of(content: bytes) -> tuple[int, int]:
    """Return width and height that a PNG file says it has."""
    size = content[_SIZE]
    return int.from_bytes(size[:4], "big"), int.from_bytes(size[4:], "big")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield names and data of the chunks up to the end, or to the first that is not sound."""
    at = len(_SIGNATURE)
    while at + _FRAME <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        name, end = content[at + 4 : at + 8], at + 8 + length
        if end + 4 > len(content) or zlib.crc32(content[at + 4 : end]) != int.from_bytes(content[end : end + 4], "big"):
            return
        yield name, content[at + 8 : end]
        if name == b"IEND":
            return
        at = end + 4


def _rows(content: bytes, bits: int, passes: Iterable[tuple[int, int, int, int]]) -> Iterator[int]:
    """Yield the bytes of each row of pixels, with the one before it that says how it is filtered."""
    width, height = size_of(content)
    for left, top, across, down in passes:
        pixels = len(range(left, width, across))
        for _ in range(top, height, down) if pixels else ():
            yield 1 + (pixels * bits + 7) // 8


def _are_rows(packed: bytes, rows: Sequence[int]) -> bool:
    """Whether what is packed are just these rows, each filtered in a way that there is; nothing more is unpacked."""
    ends = list(accumulate(rows))
    starts, whole = [0, *ends[:-1]], ends[-1]
    reader, found = zlib.decompressobj(), 0
    try:
        while not reader.eof and found <= whole:
            piece = reader.decompress(packed, _PIECE)
            packed = reader.unconsumed_tail
            begun = starts[bisect_left(starts, found) : bisect_left(starts, found + len(piece))]
            if any(piece[start - found] > _LAST_FILTER for start in begun):
                return False
            found += len(piece)
            if not piece and not packed:
                break
    except zlib.error:
        return False
    return found == whole


# --- beside a battle ------------------------------------------------------------------------------------------------


def note_faulty_pictures(folder: Path, part: Validated) -> None:
    """Add to the problems of a scenario's file, or of forces, what is wrong with the pictures that it names."""
    for spot, name in _named_in(part):
        if fault := _fault_beside(folder, name):
            part.problems.append(part.document.problem(spot, fault))


def _named_in(part: Validated) -> Iterator[tuple[Spot, str]]:
    if isinstance(part.model, ScenarioFile):
        yield from ((("pictures", row, "file"), one.file) for row, one in enumerate(part.model.pictures))
    elif isinstance(part.model, ForcesFile):
        for side, noun in part.model.sides.items():
            if noun.flag is not None and noun.flag.picture is not None:
                yield ("sides", side, "flag", "picture"), noun.flag.picture


def _fault_beside(folder: Path, name: str) -> str:
    path = folder / name
    if path.is_symlink():
        return f"{quote(name)} is a link; put the picture itself beside this file"
    if path.exists() and not is_file(path):
        return f"{quote(name)}: {why_no_file(path)}"
    if not is_file(path):
        there = sorted(other.name for other in folder.glob("*.png"))
        return f"there is no file {quote(name)} beside this one{or_known(name, there)}"
    try:
        content = load_bytes(path, name, MOST_BYTES)
    except ScenarioError:
        return f"{quote(name)} cannot be read, or has more than {MOST_BYTES:,} bytes, the most that a picture may have"
    fault = fault_of_picture(content)
    return f"{quote(name)} {fault}" if fault else ""


def picture_bytes(scenario: str, folder: Path | None, name: str) -> bytes | None:
    """Return a picture of a battle, None where there is no sound one.

    Parameters
    ----------
    scenario : its name; a save knows no folder, and finds the battle by it where a home has it
    folder : the folder that it was read from
    """
    found = folder or battle_folder(scenario.partition("/")[0])
    if found is None or _fault_beside(found, name):
        return None
    try:
        return load_bytes(found / name, name, MOST_BYTES)
    except ScenarioError:
        return None
