"""Files to one zip and back. Writing gives the same bytes for the same files; reading believes nothing that it reads.

What is written is not compressed: compression differs from machine to machine, and a battle is small. What is read may
be, within bounds: the number of entries is known before any is read, and what comes out of one is counted.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Final

from game.core.errors import UsageError
from game.scenario.packages.contents import MOST_FILES, MOST_UNPACKED, kind_of_file, why_no_file_name
from game.scenario.suggesting import quote

MANIFEST: Final = "manifest.json"
MOST_OF_MANIFEST: Final = 100_000
"""Bytes of a manifest."""

MOST_PACKED: Final = MOST_UNPACKED + 1_000_000
"""Bytes of a package."""

MOST_RATIO: Final = 200
"""How many times larger than its packed bytes an entry may be: text of maps comes to a hundred times, no more."""

_RATIO_FROM: Final = 100_000
"""Bytes from which the ratio of an entry is looked at."""

_WHEN: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_ORDINARY: Final = (stat.S_IFREG | 0o644) << 16
_TAKEN: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED_OR_PATCHED: Final = 0x1 | 0x20 | 0x40
_FOLDER: Final = 0x10  # the attribute of DOS

_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\x05\x06"
_LARGE_MARK: Final = b"PK\x06\x07"
_LARGE_SIZE: Final = 20
_MOST_LISTED: Final = 300
"""Bytes of the list of entries for each of them, names included."""

_BROKEN: Final = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError, IndexError, KeyError),
)
"""What the library raises at a zip that is none, or has been tampered with."""


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip: in the order of their names, the manifest first, with one date for all."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files, key=lambda name: (name != MANIFEST, name)):
            info = zipfile.ZipInfo(name, _WHEN)
            info.create_system, info.external_attr = _UNIX, _ORDINARY
            archive.writestr(info, files[name])
    return stream.getvalue()


def files_of(content: bytes, where: str) -> dict[str, bytes]:
    """Return the files of a zip, the manifest among them; no more is unpacked than a package may hold.

    Raises
    ------
    UsageError : it is no zip, or there is something in it that no package has; the sentence names `where`.
    """
    _require_short_list(content, where)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _require_names(archive.infolist(), where)
            _require_room(archive.infolist(), len(content), where)
            return dict(_unpacked(archive, where))
    except _BROKEN as error:
        raise UsageError(f"{where}: the package is damaged: {error or type(error).__name__}") from error


def _require_short_list(content: bytes, where: str) -> None:
    """See, before a library reads it, that the list of entries is at the end, short, and all that is there."""
    if len(content) < _END.size or content[-_END.size :][:4] != _END_MARK:
        raise UsageError(f"{where}: this is no package of a battle")
    if content[-_END.size - _LARGE_SIZE :].startswith(_LARGE_MARK):
        raise UsageError(f"{where}: the package is damaged: it is made for more than 4 GB")
    _, disk, first_disk, here, count, size, offset, comment = _END.unpack(content[-_END.size :])
    if disk or first_disk or comment or here != count or offset + size + _END.size != len(content):
        raise UsageError(f"{where}: the package is damaged: its list of entries is not where it should be")
    if count > MOST_FILES + 1 or size > _MOST_LISTED * (MOST_FILES + 1):
        raise UsageError(f"{where}: it has {count} entries; a package holds at most {MOST_FILES} files")


def _require_names(entries: list[zipfile.ZipInfo], where: str) -> None:
    """See that every entry is an ordinary file, which a package may hold, and comes once."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename  # as it stands in the file; the library shortens it and turns its slashes
        if fault := _fault_of_entry(entry, name):
            raise UsageError(f"{where}: {fault}")
        if name in seen:
            raise UsageError(f"{where}: {name} is in it twice")
        seen.add(name)


def _require_room(entries: list[zipfile.ZipInfo], size: int, where: str) -> None:
    """See that entries take no more than there is: else several could unpack the same bytes."""
    if sum(entry.compress_size for entry in entries) > size:
        raise UsageError(f"{where}: the package is damaged: its entries are larger than all of it")


def _fault_of_entry(entry: zipfile.ZipInfo, name: str) -> str:
    mode = stat.S_IFMT(entry.external_attr >> 16)
    if mode not in (0, stat.S_IFREG) or entry.external_attr & _FOLDER:
        return f"{quote(name)} is no ordinary file, but a link, a folder or a device"
    if name != MANIFEST and (fault := why_no_file_name(name)):
        return fault
    if entry.flag_bits & _ENCRYPTED_OR_PATCHED:
        return f"{name} is encrypted; a package is not"
    if entry.compress_type not in _TAKEN:
        return f"{name} is compressed in another way than zip files usually are"
    return ""


def _unpacked(archive: zipfile.ZipFile, where: str) -> Iterator[tuple[str, bytes]]:
    total = 0
    for entry in archive.infolist():
        name = entry.orig_filename
        most = MOST_OF_MANIFEST if name == MANIFEST else kind_of_file(name).most
        with archive.open(entry) as stream:
            content = stream.read(most + 1)
        total += len(content)
        if len(content) > most:
            raise UsageError(f"{where}: {name} has more than {most:,} bytes, the most that such a file may have")
        if len(content) > max(_RATIO_FROM, MOST_RATIO * entry.compress_size):
            raise UsageError(f"{where}: {name} is packed {MOST_RATIO} times smaller than it is, as no true file is")
        if total > MOST_UNPACKED:
            raise UsageError(f"{where}: its files have more than {MOST_UNPACKED:,} bytes together")
        if len(content) != entry.file_size:
            raise UsageError(f"{where}: the package is damaged: {name} is not as large as it says")
        yield name, content
