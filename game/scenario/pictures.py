"""Pictures beside a battle's files: PNG within bounds, looked at before anything decodes them.

Whoever shows one asks `picture_bytes`; a picture that is gone, or is not sound any more, is simply not there, because a
save goes on without it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from game.core.errors import ScenarioError
from game.scenario.homes import battle_folder, is_file
from game.scenario.reading import Spot, load_bytes
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
_DEPTHS: Final = (1, 2, 4, 8, 16)


def fault_of_picture(content: bytes) -> str:
    """Return what is wrong with the content of a PNG file, as a sentence without its subject, or nothing.

    Size, chunks and check sums are looked at, and what is packed in it is unpacked piece by piece and counted.
    """
    if fault := fault_of_head(content):
        return fault
    chunks = list(_chunks(content))
    if not chunks or chunks[-1][0] != b"IEND":
        return "is a PNG picture that has been cut off or damaged"
    width, height = size_of(content)
    depth, colour = content[_SIZE.stop], content[_SIZE.stop + 1]
    if depth not in _DEPTHS or colour not in _CHANNELS:
        return "is a PNG picture of a form that there is not"
    most = 2 * height * (1 + (width * depth * _CHANNELS[colour] + 7) // 8)  # interlaced ones have more rows
    packed = b"".join(data for name, data in chunks if name == b"IDAT")
    return "" if 0 < _unpacked(packed, most) <= most else "is a PNG picture whose pixels cannot be read"


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


def _unpacked(packed: bytes, most: int) -> int:
    """Return how many bytes come out of packed ones, a little more than `most` where there are more, 0 for damage."""
    reader, found = zlib.decompressobj(), 0
    try:
        while not reader.eof and found <= most:
            piece = reader.decompress(packed, _PIECE)
            packed = reader.unconsumed_tail
            found += len(piece)
            if not piece and not packed:
                break
    except zlib.error:
        return 0
    return found if reader.eof or found > most else 0


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
