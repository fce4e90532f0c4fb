"""The canonical layout of a file that people keep, as `scenario format` brings it about.

Data, order, comments and line breaks stay the author's; indentation, spaces, quotes and blank lines become those of
`docs/scenario_files.md`. The text is written again token by token, and what stands between two of them (comments, line
breaks) is carried over: ruamel, which makes single edits (`writing.py`), would join lists that go over several lines,
and leave comments where the indentation was.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from game.core.errors import ScenarioError
from game.scenario.layout_tokens import Piece, pieces_of
from game.scenario.reading import decode, fail, load_bytes, read_text

_BREAKS: Final = re.compile("\r\n?|[\x85\u2028\u2029]")
"""What ends a line in YAML, but for the line feed alone."""


def format_file(path: Path, name: str) -> tuple[str, str]:
    """Return the text of a file, and the same in the canonical layout; nothing is written.

    Raises
    ------
    ScenarioError : as `formatted`, or the file cannot be read.
    """
    text = decode(load_bytes(path, name), name)
    if read_text(text, name).data is None:
        fail(name, "the file is empty but for blanks and comments; a file of a battle begins with `schema: 1`")
    return text, formatted(text, name)


def formatted(text: str, name: str = "<text>") -> str:
    """Return the text of a file in the canonical layout.

    Raises
    ------
    ScenarioError : it cannot be read, or would not mean the same afterwards.
    """
    data = read_text(text, name).data
    new = _Writer(_BREAKS.sub("\n", text)).written()
    if not _means_the_same(data, new):
        fail(name, "this file would mean something else in the canonical layout; it is left as it is")
    return new


def changed_lines(old: str, new: str) -> int:
    """Return how many lines a change of layout concerns."""
    codes = SequenceMatcher(None, old.split("\n"), new.split("\n"), autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for kind, a, b, c, d in codes if kind != "equal")


def _means_the_same(data: Any, new: str) -> bool:
    """Whether a text has just these data: the order of keys counts, and 1.0 is not 1."""
    try:
        return json.dumps(read_text(new).data) == json.dumps(data)
    except ScenarioError:
        return False


@dataclass
class _Writer:
    """Writes the pieces of a text, each where it belongs, and what was between them."""

    source: str

    def __post_init__(self) -> None:
        self.done: list[str] = []
        self.line = ""
        self.kept = 0  # lines up to the end of the last piece: blank ones among them are data
        self.moved = 0  # how far the line has gone to the right

    def written(self) -> str:
        """Return the whole text in the canonical layout."""
        before, gap, end = Piece(), "", 0
        for piece in pieces_of(self.source):
            gap += self.source[end : piece.start]
            end = piece.end
            if piece.text:
                self.between(before, gap, piece)
                self.write(piece)
                before, gap = piece, piece.rest
        self.between(before, f"{gap}{self.source[end:]}\n", Piece())
        while len(self.done) > self.kept and not self.done[-1]:
            self.done.pop()
        return "".join(f"{line}\n" for line in self.done)

    def write(self, piece: Piece) -> None:
        """Put a piece after what is in the line already."""
        first, *others = piece.text.split("\n")
        self.line += first
        for line in others:
            self.done.append(self.line)
            self.line = line
            self.moved = piece.moved_inside

    def between(self, before: Piece, gap: str, piece: Piece) -> None:
        """Write what is between two pieces, and what goes before the second."""
        first, *lines = gap.split("\n")
        if not lines:
            if before.text:
                self.line += before.space_before(piece)
            else:
                self.begin(piece)
            return
        self.end_line(first, before)
        for line in lines[:-1]:
            if line.strip():
                column = len(line) - len(line.lstrip())
                self.done.append(" " * _comment_indent(column, before, piece) + line.strip())
            elif self.done and self.done[-1]:
                self.done.append("")
        self.begin(piece)

    def end_line(self, rest: str, before: Piece) -> None:
        """Finish a line, with the comment that stands in it."""
        comment = rest.strip()
        if comment and not before.text:
            self.done.append(comment)
        elif before.text:
            if comment:
                column = before.end_column + len(rest) - len(rest.lstrip()) + self.moved
                self.line = f"{self.line} ".ljust(column) + comment
            self.done.append(self.line)
            self.kept = len(self.done)
        self.line = ""

    def begin(self, piece: Piece) -> None:
        """Begin a line with a piece."""
        self.line = " " * piece.indent
        self.moved = piece.indent - piece.column


def _comment_indent(column: int, before: Piece, piece: Piece) -> int:
    """Return where a comment with a line of its own belongs: with what follows, or with the lines of its block."""
    if piece.inside is not None:
        return piece.inside
    if column == piece.column:
        return piece.indent
    blocks = [level for level in (*before.levels, *piece.levels) if level.old <= column]
    return max(blocks, key=lambda level: (level.old, level.new)).new if blocks else 0
