"""PNG files made by hand, sound and otherwise."""

from __future__ import annotations

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 6, height: int = 4, colour: bytes = b"\xff\x00\x00", rows: int | None = None) -> bytes:
    """A picture of one colour; `rows` says how many rows of pixels are in it, whatever its height is."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = (b"\0" + colour * width) * (height if rows is None else rows)
    return SIGNATURE + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def made_of(
    depth: int, colour: int, *, pixels: bytes = bytes(19), packing: int = 0, woven: int = 0, more: bytes = b""
) -> bytes:
    """A picture of one row of six pixels, of whatever form; `more` stands before the pixels."""
    head = struct.pack(">IIBBBBB", 6, 1, depth, colour, packing, 0, woven)
    packed = chunk(b"IDAT", zlib.compress(pixels))
    return SIGNATURE + chunk(b"IHDR", head) + more + packed + chunk(b"IEND", b"")
