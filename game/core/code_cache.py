"""Where compiled code is kept between runs: how it is found, checked, mended, shared and forgotten.

Nothing here knows the compiler: an entry is a name and bytes. Every entry is a file of its own whose first bytes are a
check sum of its content, its name and the key of the cache; so one that was emptied, cut, changed, swapped with another
or written by another version is noticed before it is used, and then counts as missing. A list of the entries that a run
needs is kept last, as an entry like any other: while all of it is sound the cache is complete.

Files are written beside their place and moved there, so that processes can share a folder and be killed at any moment.
A folder that cannot be written to is read all the same, and nothing is ever put anywhere else. Whatever is odd is said
in one line.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import stat
import sys
import weakref
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # Windows: old folders go by age alone
    fcntl = None  # type: ignore[assignment]  # a module elsewhere

FORMAT: Final = 1
SUM_BYTES: Final = 16
MOST_BYTES: Final = 1 << 29
"""A larger file was not written by us, and is not read."""

ENTRY: Final = ".code"
PART: Final = ".part"
NEEDED: Final = "needed"
"""The entry that lists the entries which a run needs."""

USED: Final = ".used"
"""The file that every process holds which uses a folder; its date says when the folder was used last."""

USED_BEFORE: Final = ".write"
"""What says so in folders of version 0.1.0, which nobody holds: they go by age alone."""

KEPT_FOLDERS: Final = 4
UNUSED_SECONDS: Final = 30 * 86_400
STALE_SECONDS: Final = 3_600
_FOLDER: Final = re.compile(r"[0-9a-f]{16}\Z")
_WRITER: Final = re.compile(rf"\.(\d+){re.escape(PART)}\Z")


def say_on_standard_error(line: str) -> None:
    """Print a line where it does not mix with answers, if there is such a place."""
    if sys.stderr is not None:  # `print` would take None for standard output
        with suppress(OSError, ValueError):
            print(f"borderwars: {line}", file=sys.stderr, flush=True)


class CodeCache:
    """The compiled code of one version of the rules, in the folder `base / key`; `key` is 16 hexadecimal digits.

    `damaged` are the files found so by this process, `refusal` is why nothing can be written, empty while it can.
    """

    def __init__(self, base: Path, key: str, say: Callable[[str], None] = say_on_standard_error) -> None:
        self.base = base
        self.key = key
        self.folder = base / key
        self.damaged: set[str] = set()
        self.refusal = ""
        self.has_reported = False
        self._say = say
        self._held = False
        self._release: Callable[[], object] | None = None

    # --- one entry --------------------------------------------------------------------------------------------------

    def read(self, name: str) -> memoryview | None:
        """Return the content of an entry, nothing if it is missing or not sound; the latter is said."""
        sound = self._sound(name)
        if sound is None and name in self.damaged:
            self.report(f"{self.words_for_damage()}: compiled again")
        return sound

    def write(self, name: str, content: bytes) -> None:
        """Keep an entry if that is possible; once it was not, nothing more is tried and one line has said why."""
        if self.refusal:
            return
        try:
            self._put(name, content)
        except OSError as error:
            self._refuse(error)
            self.report(self.words_for_refusal())
        else:
            self._hold()
            self.damaged.discard(name)

    def decline(self, reason: str) -> None:
        """Keep nothing more, for a reason that is not the folder's; one line says so."""
        if not self.refusal:
            self.refusal = reason
            self.report(self.words_for_refusal())

    def distrust(self, name: str) -> None:
        """Count an entry as damaged whose content is of no use though its check sum holds."""
        self.damaged.add(name)
        self.report(f"{self.words_for_damage()}: compiled again")

    # --- all entries ------------------------------------------------------------------------------------------------

    def is_complete(self) -> bool:
        """Whether all that a run needs is here and sound; what is not is in `damaged` afterwards."""
        needed = self.needed()
        return needed is not None and None not in [self._sound(name) for name in needed]  # all are looked at

    def needed(self) -> list[str] | None:
        """Return the names of the entries that a run needs, nothing if that is not noted."""
        content = self._sound(NEEDED)
        return None if content is None else bytes(content).decode().split()

    def complete(self, needed: Iterable[str]) -> None:
        """Note which entries a run needs, now that all of them are kept."""
        self.write(NEEDED, "\n".join(sorted(needed)).encode())

    def check(self) -> tuple[int, int]:
        """Look at every file; return how many are sound and their bytes. The others are in `damaged` afterwards."""
        sizes = [len(content) for content in map(self._sound, self._names()) if content is not None]
        return len(sizes), sum(sizes)

    def can_write(self) -> bool:
        """Whether entries can be written; if not, `refusal` says why."""
        try:
            self._put("probe", b"")
            self._path("probe").unlink()
        except OSError as error:
            self._refuse(error)
            return False
        return True

    def make_ready(self) -> bool:
        """Make room for what is to come: sweep, forget, remove what is damaged. Returns whether it can be written."""
        if not self.can_write():
            return False
        self._hold()
        for name in self.damaged:
            path = self._path(name)
            with suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        with suppress(OSError):  # another process may be doing the same
            self._sweep()
            self._forget_old()
        return True

    # --- what is said -----------------------------------------------------------------------------------------------

    def report(self, line: str) -> None:
        """Say what is odd, once a process."""
        if not self.has_reported:
            self.has_reported = True
            self._say(line)

    def words_for_damage(self) -> str:
        """Say how many files are damaged, and where."""
        files = "1 file" if len(self.damaged) == 1 else f"{len(self.damaged)} files"
        return f"compiled rules in {self.folder} cannot be used ({files})"

    def words_for_refusal(self) -> str:
        """Say that nothing can be kept, and why."""
        return f"compiled rules cannot be kept in {self.folder} ({self.refusal})"

    # --- files ------------------------------------------------------------------------------------------------------

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}{ENTRY}"

    def _sum(self, name: str, content: bytes | memoryview) -> bytes:
        found = hashlib.blake2b(f"{FORMAT} {self.key} {name}\n".encode(), digest_size=SUM_BYTES)
        found.update(content)
        return found.digest()

    def _sound(self, name: str) -> memoryview | None:
        """Return the content of an entry if its check sum holds; note it as damaged if it is there and does not."""
        self._hold()
        try:
            found = memoryview(_content(self._path(name)))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:
            self.damaged.add(name)
            return None
        if found[:SUM_BYTES] == self._sum(name, found[SUM_BYTES:]):
            return found[SUM_BYTES:]
        self.damaged.add(name)
        return None

    def _names(self) -> list[str]:
        try:
            return sorted(path.name.removesuffix(ENTRY) for path in self.folder.iterdir() if path.name.endswith(ENTRY))
        except OSError:
            return []

    def _put(self, name: str, content: bytes) -> None:
        """Write a file beside its place and move it there. Raises OSError, and then leaves nothing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"{name}.{os.getpid()}{PART}"
        try:
            with part.open("wb") as file:
                file.write(self._sum(name, content))
                file.write(content)
            part.replace(self._path(name))
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def _refuse(self, error: OSError) -> None:
        self.refusal = error.strerror or str(error)
        with suppress(OSError):
            self.folder.rmdir()  # which only removes it if nothing is in it

    def release(self) -> None:
        """Let go of the folder, as the end of the process does."""
        if self._release is not None:
            self._release()

    # --- folders ----------------------------------------------------------------------------------------------------

    def _hold(self) -> None:
        """Note that the folder is used now, and hold it until this process ends, so that no other forgets it."""
        if self._held or not os.path.isdir(self.folder):  # noqa: PTH112 - never raises, whatever the folder is
            return
        self._held = True
        mark = self.folder / USED
        with suppress(OSError):
            mark.touch()
        lock = _locked(mark, shared=True)
        if lock is not None:
            self._release = weakref.finalize(self, os.close, lock)

    def _sweep(self) -> None:
        """Remove what processes left that were killed while they wrote."""
        for part in self.folder.glob(f"*{PART}"):
            if not _is_running(part) or self._age(part) > STALE_SECONDS:
                part.unlink(missing_ok=True)

    def _forget_old(self) -> None:
        """Remove the code of other versions: all but the few used last, and what was not used for a month.

        Only folders of ours are touched, and none that a process holds.
        """
        ours = [folder for folder in self.base.iterdir() if _FOLDER.match(folder.name)]
        marks = [folder / mark for folder in ours for mark in (USED, USED_BEFORE) if (folder / mark).is_file()]
        for place, mark in enumerate(sorted(marks, key=self._age)):
            spare = place >= KEPT_FOLDERS and mark.name == USED and fcntl is not None
            if mark.parent != self.folder and (spare or self._age(mark) > UNUSED_SECONDS):
                _forget(mark)

    def _age(self, path: Path) -> float:
        """Return for how many seconds a file has not been written, by the clock of its own file system."""
        return self.folder.stat().st_mtime - path.stat().st_mtime


def _open(path: str | Path, flags: int = os.O_RDONLY) -> int:
    """Open a file without waiting: a pipe that lies in its place would never answer."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _content(path: Path) -> bytes:
    """Return what is in an ordinary file. Raises OSError for anything else, and for what is too large to be ours."""
    with open(path, "rb", opener=_open) as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_BYTES:
            raise OSError(errno.EINVAL, "this is no compiled code", str(path))
        content: bytes = file.read()
        return content


def _forget(mark: Path) -> None:
    """Remove the folder of a mark, unless a process holds it."""
    lock = _locked(mark, shared=False)
    if lock is not None or fcntl is None:
        shutil.rmtree(mark.parent, ignore_errors=True)
    if lock is not None:
        os.close(lock)


def _locked(path: Path, shared: bool) -> int | None:
    """Return the descriptor of a file, locked until it is closed; nothing where that cannot be."""
    if fcntl is None:
        return None
    try:
        descriptor = _open(path)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _is_running(part: Path) -> bool:
    """Whether the process may still be at work that was writing a file."""
    writer = _WRITER.search(part.name)
    if writer is None or os.name == "nt":
        return True
    try:
        os.kill(int(writer[1]), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass
    return True
