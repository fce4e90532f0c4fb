"""The tokens of a YAML text as `formatting.py` writes them again: each in its quotes, and where its line begins."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import yaml

from game.scenario.map_text import stays_text
from game.scenario.reading import plain

STEP: Final = 2
"""Spaces of a level of indentation."""

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OLD_READER: Final[Any] = yaml.SafeLoader("")
"""Says what YAML 1.1 takes a bare word for."""

_TEXT: Final = "tag:yaml.org,2002:str"
_NUMBER_LIKE: Final = re.compile(r"[-+]?[0-9.][-+0-9.eE_:xXoO]*\Z")
_WORD: Final = re.compile(r"[a-z]+\Z")
_TRUTH: Final = re.compile(r"(?:true|false)\Z", re.IGNORECASE)
_HEADER: Final = re.compile(r"([|>])(?:([1-9])([-+]?)|([-+]?)([1-9]?))")
_AT_THE_END: Final = re.compile(r"(?<!\\)[ \t]+$", re.MULTILINE)
_ESCAPED: Final = re.compile(r'["\\]|[^\x20-\x7e\xa0-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd]')

_OPENING: Final = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
_CLOSING: Final = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
_OF_BLOCKS: Final = (yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken)
_OF_THE_TEXT: Final = (yaml.StreamStartToken, yaml.StreamEndToken)


@dataclass(frozen=True)
class Level:
    """A mapping or list without brackets: where its lines began, and where they begin now."""

    old: int
    new: int
    is_list: bool
    is_bare: bool = False  # dashes that stand just below their key: no token says where such a list begins or ends


@dataclass(frozen=True)
class Piece:
    """A token that can be seen, as it is written again.

    `start` and `end` are its place in the text, `column` where it began, `end_column` where it ended in its last line;
    `indent` is where it begins now if it is the first of its line, `inside` the same for comments in its brackets.
    """

    text: str = ""
    sign: str = ""
    start: int = 0
    end: int = 0
    column: int = 0
    end_column: int = 0
    indent: int = 0
    inside: int | None = None
    levels: tuple[Level, ...] = ()
    moved_inside: int = 0  # how far its last line went to the right, if it has several
    rest: str = ""  # of a block of text: the line breaks after it

    def space_before(self, following: Piece) -> str:
        """Return what separates this piece from one in the same line."""
        if self.sign in "-?:,":
            return " "
        return "" if self.sign in "[{" or following.sign in ":,]}" else " "


def pieces_of(source: str) -> Iterator[Piece]:
    """Yield the tokens of a text that our reader has read; a comma before a closing bracket has no text."""
    walk = _Walk(source)
    waiting: Piece | None = None
    for token in yaml.scan(source, Loader=_LOADER):
        walk.nest(token)
        if piece := walk.piece(token):
            if waiting is not None:
                yield replace(waiting, text="") if waiting.sign == "," and piece.sign in "]}" else waiting
            waiting = piece
    if waiting is not None:
        yield waiting


class _Walk:
    """What has been opened on the way through the tokens: blocks, and brackets with where their lines belong."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.levels: list[Level] = []
        self.brackets: list[bool] = []  # of each whether nothing stood after it in its line
        self.is_key = False
        self.node = 0  # where the key or entry begins whose value this is
        self.least = STEP  # how far the lines of its value stand to the right of it, at least

    def nest(self, token: Any) -> None:
        """Open and close blocks."""
        if isinstance(token, _OF_BLOCKS):
            self.open(token, is_list=isinstance(token, yaml.BlockSequenceStartToken))
        elif self.brackets:
            return
        elif isinstance(token, yaml.BlockEntryToken):
            if not self.levels[-1].is_list:
                self.open(token, is_list=True, is_bare=True)
        elif isinstance(token, (yaml.KeyToken, yaml.BlockEndToken)):
            if self.levels[-1].is_bare:
                self.levels.pop()
            if isinstance(token, yaml.BlockEndToken):
                self.levels.pop()

    def open(self, token: Any, *, is_list: bool, is_bare: bool = False) -> None:
        """Note a block one level inside the last."""
        new = self.levels[-1].new + STEP if self.levels else 0
        self.levels.append(Level(token.start_mark.column, new, is_list, is_bare))

    def piece(self, token: Any) -> Piece | None:
        """Return what is written for a token; None for one that cannot be seen."""
        is_key, self.is_key = self.is_key, isinstance(token, yaml.KeyToken)
        start, end = token.start_mark.index, token.end_mark.index
        if start == end or isinstance(token, _OF_THE_TEXT):
            self.is_key |= is_key and isinstance(token, _OF_BLOCKS)
            return None
        raw = self.source[start:end]
        inside = self.lines_of_value() if self.brackets else None
        indent = self.indent(token, is_key)
        piece = Piece(
            raw, raw if len(raw) == 1 and not isinstance(token, yaml.ScalarToken) else "text",
            start, end, token.start_mark.column, token.end_mark.column, indent, inside, tuple(self.levels),
        )  # fmt: skip
        return self.scalar(token, piece, is_key=is_key) if isinstance(token, yaml.ScalarToken) else piece

    def lines_of_value(self) -> int:
        """Return where the further lines of a value begin: two spaces after its key, more in brackets that hang."""
        return self.node + max(STEP * sum(self.brackets), self.least)

    def indent(self, token: Any, is_key: bool) -> int:
        """Return where a token begins that is the first of its line; brackets are opened and closed."""
        if not self.brackets:
            indent = self.indent_in_block(token, is_key)
        elif isinstance(token, _CLOSING):
            did_hang = self.brackets.pop()
            return self.node + STEP * sum(self.brackets) if did_hang else self.lines_of_value()
        else:
            indent = self.lines_of_value()
        if isinstance(token, _OPENING):
            after = self.source[token.end_mark.index :].partition("\n")[0].strip()
            self.brackets.append(not after or after.startswith("#"))
        return indent

    def indent_in_block(self, token: Any, is_key: bool) -> int:
        if not self.levels:
            self.node, self.least = 0, STEP
            return 0
        level = self.levels[-1]
        self.node, self.least = (level.new + STEP, 1) if level.is_list else (level.new, STEP)
        begins = is_key or isinstance(token, (yaml.BlockEntryToken, yaml.KeyToken, yaml.ValueToken))
        return level.new if begins else level.new + STEP

    def scalar(self, token: Any, piece: Piece, *, is_key: bool) -> Piece:
        """Return a text in its quotes, or the lines of a block."""
        if token.style in ("|", ">"):
            return self.block(token, piece)
        if "\n" not in piece.text:
            return replace(piece, text=_quoted(token, piece.text, is_key=is_key))
        inside = self.lines_of_value()
        first, *lines = _AT_THE_END.sub("", piece.text).split("\n")
        last = piece.text.rpartition("\n")[2]
        text = "\n".join([first, *(" " * inside + line.lstrip(" \t") if line.strip() else "" for line in lines)])
        return replace(piece, text=text, moved_inside=inside - (len(last) - len(last.lstrip(" \t"))))

    def block(self, token: Any, piece: Piece) -> Piece:
        """Return a block of text one level inside its key; how it ends says what its last line break means."""
        head, *lines = piece.text.split("\n")
        match = _HEADER.match(head)
        assert match, head
        digit = match[2] or match[5] or ""
        level = self.levels[-1] if self.levels else Level(0, 0, is_list=False)
        ends = "+" if "+" in match[0] else "" if token.value.endswith("\n") else "-"
        old = level.old + int(digit) if digit else _indent_of(lines)
        new = level.new + int(digit or STEP)
        text = [" " * new + line[old:] if line[old:] else "" for line in lines]
        blank = 0
        while text and not text[-1]:
            text.pop()
            blank += 1
        if ends == "+":
            text += [""] * (blank - 1)
        comment = head[match.end() :].strip()
        head = f"{match[1]}{digit}{ends}{' ' if comment else ''}{comment}"
        return replace(piece, text="\n".join([head, *text]), rest="\n\n" if blank > 1 and ends != "+" else "\n")


def _indent_of(lines: list[str]) -> int:
    """Return how far the first line of a block that has text is indented."""
    return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0)


def _quoted(token: Any, raw: str, *, is_key: bool) -> str:
    """Return a text of one line as it is written: in quotes if another reader would take it for something else."""
    if not token.style:
        if not is_key and _TRUTH.match(raw):
            return raw.lower()
        is_text = is_key or isinstance(plain(raw), str)
        return json.dumps(raw, ensure_ascii=False) if is_text and _is_taken_for_more(raw) else raw
    if token.style == "'" and not _ESCAPED.search(token.value):
        return f'"{token.value}"'
    return raw


def _is_taken_for_more(word: str) -> bool:
    """Whether a reader of YAML 1.1 or 1.2 takes a bare word for a number, a date or a truth."""
    if _NUMBER_LIKE.match(word) or (_WORD.match(word.lower()) and not stays_text(word.lower())):
        return True
    return bool(_OLD_READER.resolve(yaml.ScalarNode, word, (True, False)) != _TEXT)
