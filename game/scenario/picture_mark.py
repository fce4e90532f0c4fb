"""The mark by which a PNG picture is known as one that a command has drawn, and so may draw again."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Final

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_HEAD: Final = len(SIGNATURE) + 25
"""Bytes of the signature and of the first chunk, IHDR, behind which others may stand."""

_WORDS: Final = b"tEXtSoftware\0Border Wars"
MARK: Final = (len(_WORDS) - 4).to_bytes(4, "big") + _WORDS + zlib.crc32(_WORDS).to_bytes(4, "big")


def marked(content: bytes) -> bytes:
    """Return a PNG picture with the mark, which programs that show pictures pass over."""
    assert content.startswith(SIGNATURE)
    return content[:_HEAD] + MARK + content[_HEAD:]


def is_marked(path: Path) -> bool:
    """Whether a file is a picture that a command has drawn. Raises OSError."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD + len(MARK))
    return head.startswith(SIGNATURE) and head.endswith(MARK)


def is_png(path: Path) -> bool:
    """Whether a file begins as PNG pictures do. Raises OSError."""
    with path.open("rb") as stream:
        return stream.read(len(SIGNATURE)) == SIGNATURE
