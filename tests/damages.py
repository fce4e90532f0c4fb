"""What can happen to a file of compiled code; each takes the file, and the luck that says where."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from game.core.code_cache import ENTRY, SUM_BYTES, CodeCache

OTHER_KEY = "fedcba9876543210"


def emptied(path: Path, luck: random.Random) -> None:
    path.write_bytes(b"")


def cut(path: Path, luck: random.Random) -> None:
    path.write_bytes(path.read_bytes()[: luck.randrange(max(1, path.stat().st_size))])


def lengthened(path: Path, luck: random.Random) -> None:
    path.write_bytes(path.read_bytes() + luck.randbytes(luck.randint(1, 99)))


def flipped(path: Path, luck: random.Random) -> None:
    content = bytearray(path.read_bytes() or b"0")
    content[luck.randrange(len(content))] ^= 1 << luck.randrange(8)
    path.write_bytes(content)


def zeroed(path: Path, luck: random.Random) -> None:
    """As a file system may leave it after a power cut: as long as it was, with nothing in it."""
    path.write_bytes(bytes(path.stat().st_size))


def swapped(path: Path, luck: random.Random) -> None:
    others = sorted(other for other in path.parent.glob(f"*{ENTRY}") if other != path)
    path.write_bytes(luck.choice(others).read_bytes())


def of_another_version(path: Path, luck: random.Random) -> None:
    other = CodeCache(path.parents[1], OTHER_KEY)
    other.write(path.name.removesuffix(ENTRY), path.read_bytes()[SUM_BYTES:])
    path.write_bytes((other.folder / path.name).read_bytes())
    other.release()
    shutil.rmtree(other.folder)


DAMAGES = (emptied, cut, lengthened, flipped, zeroed, swapped, of_another_version)
