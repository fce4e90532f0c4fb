"""Reading YAML with a position for every value, within bounds.

A bare word means what YAML 1.2 says, but a leading zero keeps it text ("0412" is a hex, not a number). Anchors,
aliases, tags, duplicate keys, several documents and deep nesting are refused, as is anything but UTF-8: a file from
anywhere yields plain data or a `ScenarioError`. What the data mean is `validating.py`; writing is `writing.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NoReturn

import yaml

from game.core.errors import Problem, ScenarioError
from game.scenario.suggesting import quote

MAX_BYTES: Final = 2_000_000
MAX_NODES: Final = 50_000
MAX_DEPTH: Final = 32
MOST_NOTED: Final = 5
"""Things that are not allowed, after which a file is read no further: it was not written by hand."""

LONGEST_EXCERPT: Final = 200

Spot = tuple[str | int, ...]
"""The place of a value in a document: keys and list positions from the top."""

KEY: Final = "#key"
"""Ends the spot of a key itself; the spot without it is that of its value."""

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z", re.ASCII)
_HEX: Final = re.compile(r"0x[0-9a-fA-F]+\Z")
_FLOAT: Final = re.compile(
    r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)\.[0-9]*)(?:[eE][-+]?[0-9]+)?\Z"
    r"|[-+]?(?:0|[1-9][0-9]*)[eE][-+]?[0-9]+\Z",
    re.ASCII,
)
_WORDS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NULLS: Final = frozenset({"null", "Null", "NULL", "~", ""})
_LONGEST_NUMBER: Final = 1000
"""Letters of a number, more than any bound has: so it is called too great; Python writes none of 4300 digits."""
_FORBIDDEN: Final = re.compile("[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_BREAK: Final = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_SIMPLE_KEY: Final = re.compile(r"[A-Za-z0-9_/.-]{1,48}\Z")


@dataclass(frozen=True)
class Document:
    """Plain data, and where each value stands. Data that come from a save have no places."""

    name: str
    data: Any
    places: Mapping[Spot, tuple[int, int]] = field(default_factory=dict, repr=False)
    lines: tuple[str, ...] = field(default=(), repr=False)
    origins: Mapping[Spot, tuple[int, ...]] = field(default_factory=dict, repr=False)
    problems: tuple[Problem, ...] = ()  # what is not allowed in it, though all of it could be read

    def original(self, spot: Spot) -> Spot:
        """Return the spot in the file of a spot in `data`; they differ where faulty entries of a list were left out."""
        if not self.origins:
            return spot
        found: Spot = ()
        for part in spot:
            kept = self.origins.get(found)
            found = (*found, kept[part] if kept and isinstance(part, int) else part)
        return found

    def place(self, spot: Spot, *, key: bool = False) -> tuple[int, int]:
        """Return line and column of a value (or of its key), of the nearest parent that has one, else (0, 0)."""
        spot = self.original(spot)
        if key and (*spot, KEY) in self.places:
            return self.places[(*spot, KEY)]
        while spot and spot not in self.places:
            spot = spot[:-1]
        return self.places.get(spot, (0, 0))

    def row_place(self, spot: Spot, row: int, offset: int, text: str) -> tuple[int, int]:
        """Return line and column of a character of a block of text (a grid); `text` is the row as it was read."""
        line, column = self.place(spot)
        at = line + row  # the first row stands in the line after the sign that opens the block
        if line and at < len(self.lines) and self.lines[at].endswith(text):
            return at + 1, len(self.lines[at]) - len(text) + offset + 1
        return line, column

    def problem(self, spot: Spot, message: str, *, key: bool = False, at: tuple[int, int] | None = None) -> Problem:
        """Return a problem with a value, with the line it stands in; `at` overrides line and column."""
        line, column = at or self.place(spot, key=key)
        return Problem(self.name, line, column, spot_text(self.original(spot)), message, self._excerpt(line, column))

    def _excerpt(self, line: int, column: int) -> str:
        if not 0 < line <= len(self.lines) or column > LONGEST_EXCERPT:
            return ""
        return self.lines[line - 1][:LONGEST_EXCERPT]


def spot_text(spot: Spot) -> str:
    """Return a spot as people write it: `sides.soviet.units[3].type`."""
    text = ""
    for part in spot:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            name = part if _SIMPLE_KEY.match(part) else quote(part)
            text += f".{name}" if text else name
    return text


def plain(text: str) -> Any:
    """Return what an unquoted word means; a leading zero ("0412") keeps it text."""
    if text in _WORDS:
        return _WORDS[text]
    if text in _NULLS:
        return None
    if text[0] in "-+.0123456789" and len(text) <= _LONGEST_NUMBER:
        if _INT.match(text):
            return int(text)
        if _HEX.match(text):
            return int(text, 16)
        if _FLOAT.match(text):
            return float(text)
    return text


def fail(name: str, message: str, line: int = 0, column: int = 0, excerpt: str = "") -> NoReturn:
    """Refuse a file for one reason."""
    raise ScenarioError([Problem(name, line, column, "", message, excerpt)])


def read_file(path: Path, name: str) -> Document:
    """Read one YAML file; `name` is what messages call it."""
    return read_bytes(load_bytes(path, name), name)


def load_bytes(path: Path, name: str, most: int = MAX_BYTES) -> bytes:
    """Return the content of a file of at most so many bytes. Neither a folder nor a device nor a pipe is read."""
    try:
        if not path.is_file():
            fail(name, why_no_file(path))
        with path.open("rb") as stream:
            content = stream.read(most + 1)
    except OSError as error:
        fail(name, f"the file cannot be read: {error.strerror or error}")
    if len(content) > most:
        fail(name, f"the file is larger than {most // 1_000_000} MB, the most that such a file may have")
    return content


def why_no_file(path: Path) -> str:
    """Return what is wrong with a path where there is no file. Raises OSError."""
    if path.is_dir():
        return "this is a folder, not a file"
    return "this is a device or a pipe, not a file" if path.exists() else "there is no such file"


def read_bytes(content: bytes, name: str) -> Document:
    """Read the content of a YAML file."""
    return read_text(decode(content, name), name)


def decode(content: bytes, name: str) -> str:
    """Return UTF-8 content as text, or say what it is instead."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        fail(name, "the file is UTF-16; save it as UTF-8")
    if content.startswith(b"\xef\xbb\xbf"):
        fail(name, "the file starts with a byte order mark; save it as UTF-8 without one", 1, 1)
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        fail(name, "the file has zero bytes: this is not a text file, or it is UTF-16; save it as UTF-8", line, 1)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        start = content.rfind(b"\n", 0, error.start) + 1
        line = content.count(b"\n", 0, error.start) + 1
        column = len(content[start : error.start].decode("utf-8", "replace")) + 1
        byte = content[error.start]
        fail(
            name,
            f"the file is not UTF-8: byte 0x{byte:02x} (Latin-1 or another encoding?); save it as UTF-8",
            line,
            column,
        )


def read_text(text: str, name: str = "<text>") -> Document:
    """Read one YAML document."""
    document = _Reader(text, name).read()
    if document.problems:
        raise ScenarioError(list(document.problems))
    return document


def read_with_faults(path: Path, name: str) -> Document:
    """Read one YAML file of which as much as possible is to be checked; `problems` is what is not allowed in it."""
    return _Reader(decode(load_bytes(path, name), name), name).read()


class _Reader:
    """Builds the data from the event stream, which never recurses however deep the file is nested."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.lines = tuple(_BREAK.split(text))
        self.root: Any = None
        self.places: dict[Spot, tuple[int, int]] = {}
        self.stack: list[list[Any]] = []  # [container, its spot, key that waits for its value]
        self.documents = 0
        self.problems: list[Problem] = []

    def read(self) -> Document:
        """Run through all events; every fault becomes a ScenarioError with its place."""
        try:
            for event in yaml.parse(self.text, Loader=_LOADER):
                if isinstance(event, yaml.DocumentStartEvent) and self.documents:
                    self.note(event.start_mark, "only one document (---) to a file")
                    break
                self.take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.refuse(mark, self.said(error, mark))
        except (yaml.YAMLError, ValueError) as error:
            self.refuse_unreadable(error)
        return Document(self.name, self.root, self.places, self.lines, problems=tuple(self.problems))

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.note(event.start_mark, "anchors and aliases (& and *) are not allowed; quote text that starts so")
        if getattr(event, "tag", None):
            self.note(event.start_mark, "tags (!) are not allowed; quote text that starts so")
        if isinstance(event, yaml.AliasEvent):
            self.put(None, event)
        elif isinstance(event, yaml.ScalarEvent):
            self.put(event.value if event.style else plain(event.value), event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self.open({} if isinstance(event, yaml.MappingStartEvent) else [], event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.stack.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1

    def open(self, container: dict[str, Any] | list[Any], event: Any) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self.refuse(event.start_mark, f"nested deeper than {MAX_DEPTH} levels")
        self.stack.append([container, self.put(container, event), None])

    def put(self, value: Any, event: Any) -> Spot:
        """Add a value, or a key, to the container that is open, and note its place."""
        spot: Spot
        if not self.stack:
            self.root, spot = value, ()
        else:
            container, base, key = self.stack[-1]
            if isinstance(container, list):
                spot = (*base, len(container))
                container.append(value)
            elif key is None:
                spot = (*base, self.new_key(container, event), KEY)
            else:
                spot = (*base, key)
                container[key] = value
                self.stack[-1][2] = None
        self.places[spot] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if len(self.places) > MAX_NODES:
            self.refuse(event.start_mark, f"more than {MAX_NODES} values in one file")
        return spot

    def new_key(self, container: dict[str, Any], event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self.refuse(event.start_mark, "a key must be plain text")
        key: str = event.value
        if key in container:
            self.note(event.start_mark, f"duplicate key {quote(key)}")
        self.stack[-1][2] = key
        return key

    def note(self, mark: Any, message: str) -> None:
        """Keep what is not allowed, but does not keep the rest from being read; what comes later stands."""
        if len(self.problems) == MOST_NOTED:
            self.refuse(mark, message)
        self.problems.append(self.problem(mark, message))

    def refuse(self, mark: Any, message: str) -> NoReturn:
        raise ScenarioError([*self.problems, self.problem(mark, message)])

    def problem(self, mark: Any, message: str) -> Problem:
        if mark is None:
            return Problem(self.name, 0, 0, "", message)
        line, column = mark.line + 1, mark.column + 1
        fits = line <= len(self.lines) and column <= LONGEST_EXCERPT
        return Problem(self.name, line, column, "", message, self.lines[line - 1][:LONGEST_EXCERPT] if fits else "")

    def said(self, error: yaml.MarkedYAMLError, mark: Any) -> str:
        if mark and mark.line < len(self.lines) and self.lines[mark.line][mark.column : mark.column + 1] == "\t":
            return "a tab cannot indent a line; use spaces"
        return f"not YAML: {error.problem or error.context or 'this cannot be read'}"

    def refuse_unreadable(self, error: Exception) -> NoReturn:
        """Name the first character that YAML does not allow; there is no mark for it."""
        for number, line in enumerate(self.lines, 1):
            if found := _FORBIDDEN.search(line):
                message = f"the control character {quote(found[0])} is not allowed; remove it"
                fail(self.name, message, number, found.start() + 1)
        fail(self.name, f"not YAML: {str(error).splitlines()[0]}")
