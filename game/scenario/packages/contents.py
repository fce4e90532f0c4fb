"""What may be in a package: names of files, their kinds and bounds, and nothing that leads out of its folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from game.core.errors import ScenarioError, UsageError
from game.scenario.names import so_many
from game.scenario.pictures import MOST_BYTES, fault_of_head
from game.scenario.reading import MAX_BYTES, decode, read_bytes
from game.scenario.suggesting import listed, quote

MOST_FILES: Final = 200
"""Files of one battle; the largest that comes with the game has a dozen."""

MOST_UNPACKED: Final = 32_000_000
"""Bytes of all files together."""

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}", re.ASCII)
_DEVICES: Final = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_CODE: Final = re.compile(r"\.pyw?(?::|\s*\Z)", re.IGNORECASE)
_DRIVE: Final = re.compile(r"[A-Za-z]:[\\/]")


@dataclass(frozen=True)
class Kind:
    """A kind of file: how large one may be, and what looks into it; it returns what is wrong, or nothing."""

    most: int
    fault: Callable[[str, bytes], str]


def why_no_name(name: str) -> str:
    """Return why a battle cannot have a name in a package, or nothing: every system must be able to make its folder."""
    if not _NAME.fullmatch(name):
        return (
            f"{quote(name)} cannot be the name of its folder everywhere: it has small letters from a to z, digits, "
            "_ and -, at most 60, and begins with a letter or digit"
        )
    if _DEVICES.fullmatch(name):
        return f"{quote(name)} cannot be the name of its folder everywhere: on Windows it is a device"
    return ""


def why_no_file_name(name: str) -> str:
    """Return why no file of a package can have a name, or nothing."""
    stem, dot, ending = name.rpartition(".")
    if not dot or f".{ending}" not in KINDS:
        return f"{quote(name)} is of no kind that a package holds, which are {listed(sorted(KINDS))}"
    if not _NAME.fullmatch(stem) or _DEVICES.fullmatch(stem):
        return (
            f"{quote(name)} cannot be the name of a file everywhere: before its ending it has small letters from a to "
            "z, digits, _ and -, at most 60, no folder, and is no device of Windows"
        )
    return ""


def require_contents(files: Mapping[str, bytes], where: str) -> None:
    """See that files are what a package may hold: by number, name, size, and what stands in them.

    Raises
    ------
    UsageError : one is not; the sentence names `where` and the file.
    """
    if len(files) > MOST_FILES:
        raise UsageError(f"{where}: it has {len(files)} files; a package holds at most {MOST_FILES}")
    if (total := sum(map(len, files.values()))) > MOST_UNPACKED:
        raise UsageError(f"{where}: its files have {total:,} bytes; a package holds at most {MOST_UNPACKED:,}")
    for name, content in files.items():
        if fault := why_no_file_name(name) or _fault_of(name, content):
            raise UsageError(f"{where}: {fault}")


def kind_of_file(name: str) -> Kind:
    """Return the kind of a file by its ending, which is known."""
    return KINDS["." + name.rpartition(".")[2]]


def _fault_of(name: str, content: bytes) -> str:
    kind = kind_of_file(name)
    if len(content) > kind.most:
        return f"{name} has {so_many(len(content), 'byte')}; such a file has at most {kind.most:,}"
    return kind.fault(name, content)


def _fault_of_text(name: str, content: bytes) -> str:
    try:
        decode(content, name)
    except ScenarioError as error:
        return first_of(error)
    return ""


def _fault_of_picture(name: str, content: bytes) -> str:
    """Look at signature and size only: those that a file names are looked at closely when it is read."""
    fault = fault_of_head(content)
    return f"{name} {fault}" if fault else ""


def _fault_of_yaml(name: str, content: bytes) -> str:
    """Read it within bounds. What it means is for those to say who load it; here nothing in it may lead outside."""
    try:
        data = read_bytes(content, name).data
    except ScenarioError as error:
        return first_of(error)
    for value in _references(data):
        if _CODE.search(value):
            return f"{name} names {quote(value)}, a file of Python; a package holds no code and calls none"
        if _leads_out(value):
            return f"{name} names {quote(value)}, which is outside the folder of the battle"
    return ""


def _references(data: Any) -> Iterator[str]:
    """Yield the texts of a document that may name a file: of an experiment nearly all, of a recipe its tables.

    Of a scenario the loader takes names of files beside it only.
    """
    if not isinstance(data, dict):
        return
    if "runs" in data:
        yield from _texts([value for key, value in data.items() if key not in ("name", "about")])
    for part in data.values():
        for table in part if isinstance(part, list) else [part]:
            if isinstance(table, dict) and isinstance(table.get("file"), str):
                yield table["file"]


def _texts(value: Any) -> Iterator[str]:
    """Yield all texts in plain data, which is not nested deeply: it was read within bounds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for inside in value.values() if isinstance(value, dict) else value:
            yield from _texts(inside)


def _leads_out(value: str) -> bool:
    return value.startswith(("/", "~")) or "\\" in value or ".." in value.split("/") or bool(_DRIVE.match(value))


def first_of(error: ScenarioError) -> str:
    """Return the first of the problems of files in one line, and how many there are besides."""
    first, count = str(error.problems[0]).partition("\n")[0], len(error.problems)
    return first + (f" (and {count - 1} more)" if count > 1 else "")


KINDS: Final[Mapping[str, Kind]] = {
    ".yaml": Kind(MAX_BYTES, _fault_of_yaml),
    ".png": Kind(MOST_BYTES, _fault_of_picture),
    ".md": Kind(500_000, _fault_of_text),
    ".txt": Kind(500_000, _fault_of_text),
}
"""The kinds of files that a package holds, by their endings."""
