"""Files are written whole or not at all, and whether a place can be written to is asked before long work begins."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from game.core.errors import UsageError

_LONGEST_STEM = 40
"""Letters of a file's name that the name of its part repeats: no file system refuses the part for its length."""


def write_whole(path: Path, content: bytes) -> None:
    """Put content in place in one step: written beside it, flushed to the disk, renamed.

    Raises
    ------
    OSError : it cannot be written, or what is there is a folder, a device or a pipe. What was there is whole.
    """
    path = _led_to(path)
    _require_ordinary(path)
    part = part_of(path)
    try:
        with part.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except BaseException:
        _drop(part)
        raise


def part_of(path: Path) -> Path:
    """Return a free name beside a file's place for what is being written."""
    return path.with_name(f".{path.name[:_LONGEST_STEM]}.{os.urandom(4).hex()}.part")


def require_file(path: Path) -> None:
    """See that a file can be put there, whether one is there or not; nothing is changed.

    Raises
    ------
    UsageError : it cannot; the sentence names the path and the reason.
    """
    with refused_as_usage(path):
        path = _led_to(path)
        if not path.parent.is_dir():
            raise UsageError(f"{path}: there is no folder {path.parent}")
        _require_ordinary(path)
        _probe(path)


def require_folder(path: Path) -> None:
    """Make a folder, and those above it, unless it is there; see that files can be put into it.

    Raises
    ------
    UsageError : it cannot be made or written to; the sentence names the path and the reason.
    """
    with refused_as_usage(path):
        if path.exists() and not path.is_dir():
            raise UsageError(f"{path}: this is a file, not a folder")
        path.mkdir(parents=True, exist_ok=True)
        _probe(path / "probe")


@contextmanager
def refused_as_usage(path: Path) -> Iterator[None]:
    """Turn what the system refuses while the block runs into one sentence about a path. Raises UsageError."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"{path}: it cannot be written to: {error.strerror or error}") from error


@contextmanager
def refused_if_taken(path: Path) -> Iterator[None]:
    """Say that a folder has come to a path meanwhile, where the block is to put one. Raises UsageError."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
            raise UsageError(f"{path} is there already: another command has made it meanwhile") from error
        raise


def _led_to(path: Path) -> Path:
    """Return the file that a link leads to, in the end; the path itself if it is no link. Raises OSError."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _require_ordinary(path: Path) -> None:
    """A file is never put in the place of a folder, a device or a pipe. Raises OSError."""
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    if path.is_dir():
        raise IsADirectoryError(0, "this is a folder, not a file", str(path))
    if path.exists() and not path.is_file():
        raise OSError(0, "this is a device or a pipe, not a file", str(path))


def _probe(path: Path) -> None:
    part = part_of(path)
    try:
        part.touch(exist_ok=False)
    finally:
        _drop(part)


def _drop(part: Path) -> None:
    """Remove a part; where even that is refused, why it was made is the better thing to report."""
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return
