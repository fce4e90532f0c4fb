"""Packages as somebody makes them who means harm: zips by hand, entry by entry."""

from __future__ import annotations

import io
import json
import struct
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from game.scenario.packages.archive import MANIFEST
from game.scenario.packages.manifest import entry_of

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480) + b"\x08\x06\0\0\0"

Entries = list[tuple[str, bytes]]


def manifest(files: Mapping[str, bytes], **other: Any) -> bytes:
    """Return a manifest that fits files, but for what is given."""
    said = {
        "format": "Border Wars battle",
        "version": 1,
        "game": "9.9",
        "battle": "tiny",
        "scenarios": [],
        "files": {name: entry_of(content).model_dump() for name, content in files.items()},
    }
    return json.dumps(said | other).encode()


def zipped(entries: Entries, method: int = zipfile.ZIP_DEFLATED, **fields: int) -> bytes:
    """Return a zip of entries in their order, names as they are; `fields` are set for the last of them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compresslevel=1) as archive:
        for number, (name, content) in enumerate(entries, 1):
            info = zipfile.ZipInfo("x")
            info.filename = name  # what the class would change in it stays
            info.compress_type = method
            for field, value in fields.items() if number == len(entries) else ():
                setattr(info, field, value)
            with warnings.catch_warnings(action="ignore"):  # of names that come twice
                archive.writestr(info, content)
    return stream.getvalue()


def package(files: Mapping[str, bytes], more: Entries | None = None, **fields: int) -> bytes:
    """Return a package of files; its manifest fits, and lists the entries that are added too."""
    added = more or []
    return zipped([(MANIFEST, manifest({**files, **dict(added)})), *files.items(), *added], **fields)


def listed_at(content: bytes, name: str) -> int:
    """Return where the entry of a name begins in the list at the end of a zip."""
    return content.rindex(name.encode()) - 46


def patched(content: bytes, at: int, form: str, value: int) -> bytes:
    """Return bytes with a number put over what stands somewhere."""
    changed = bytearray(content)
    struct.pack_into("<" + form, changed, at, value)
    return bytes(changed)


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return everything below a folder: content by path, None for folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
