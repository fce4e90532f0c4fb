"""Pages of text with headings, bold and italic words, tables and links, laid out to a width and painted at once.

The text is the little of Markdown that the rulebook uses. A paragraph that begins with a bold number ("**5.4 ...**")
and a heading with a number can be jumped to by it; a number in brackets leads there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import pygame

from game.view.battle_pictures import shrunk
from game.view.lettering import Face, Rgb, measure, write
from game.view.theme import FAINT_INK, FRAME, INK

LINK: Final[Rgb] = (30, 82, 130)
CODE: Final[Rgb] = (112, 52, 20)
TALLEST: Final = 0.75
"""Height that a picture may have, in widths of the text."""
HEADING: Final = (1.6, 1.35, 1.15)
"""Letters of headings by level, in letters of the text."""

_MARKED = re.compile(r"(\*\*.+?\*\*|\*.+?\*|`.+?`|\[.+?\]\(.+?\)|\((?:\d+)(?:\.\d+)?\))")
_HEADING = re.compile(r"(#+) +(.*)")
_NUMBER = re.compile(r"(?:\*\*)?(\d+(?:\.\d+)?)\.? ")
_LINK = re.compile(r"\[(.+?)\]\((.+?)\)")


@dataclass(frozen=True)
class Word:
    """Letters without a blank in them; `glued` to the word before."""

    text: str
    face: Face = "Regular"
    colour: Rgb = INK
    link: str = ""
    glued: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list entry (`bullet`), row of a table (`cells`), or a picture."""

    words: tuple[Word, ...] = ()
    level: int = 0
    anchor: str = ""
    bullet: bool = False
    cells: tuple[tuple[Word, ...], ...] = ()
    picture: pygame.Surface | None = None


@dataclass
class Flow:
    """A painted text: where each numbered place begins, and which rectangles lead where."""

    picture: pygame.Surface
    anchors: dict[str, int] = field(default_factory=dict)
    links: list[tuple[pygame.Rect, str]] = field(default_factory=list)

    def link_at(self, spot: tuple[int, int]) -> str | None:
        """Return where a point of the picture leads."""
        return next((link for rect, link in self.links if rect.collidepoint(spot)), None)


# --- reading --------------------------------------------------------------------------------------------------------


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a text in our little Markdown."""
    found: list[Block] = []
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        heading = _HEADING.match(line)
        numbered = line.startswith("**") and _NUMBER.match(line)
        starts_block = not line.strip() or heading or numbered or line.startswith(("- ", "|"))
        if starts_block and lines:
            found.append(_paragraph(" ".join(lines)))
            lines = []
        if heading:
            number = _NUMBER.match(heading[2])
            found.append(Block(words_of(heading[2]), len(heading[1]), number[1] if number else ""))
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not all(set(cell) <= set("-: ") for cell in cells):
                found.append(Block(cells=tuple(words_of(cell) for cell in cells)))
        elif line.strip():
            lines.append(line.strip())
    return found


def _paragraph(text: str) -> Block:
    number = _NUMBER.match(text) if text.startswith("**") else None
    bullet = text.startswith("- ")
    return Block(words_of(text[2:] if bullet else text), 0, number[1] if number else "", bullet)


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a line, with the faces that its marks ask for."""
    found: list[Word] = []
    blank = True
    for part in _MARKED.split(text):
        if not part:
            continue
        plain, face, colour, link = _look(part)
        glued = not blank and not plain[:1].isspace()
        for number, word in enumerate(plain.split()):
            found.append(Word(word, face, colour, link, glued and number == 0))
        blank = plain[-1:].isspace()
    return tuple(found)


def _look(part: str) -> tuple[str, Face, Rgb, str]:
    """Return plain text, face, colour and link of a marked part."""
    link = _LINK.fullmatch(part)
    if link:
        return link[1], "Regular", LINK, link[2]
    if part.startswith("**") and part.endswith("**") and len(part) > 4:  # noqa: PLR2004 - both marks
        return part[2:-2], "Bold", INK, ""
    if part.startswith("*") and part.endswith("*") and len(part) > 2:  # noqa: PLR2004
        return part[1:-1], "Italic", INK, ""
    if part.startswith("`") and part.endswith("`") and len(part) > 2:  # noqa: PLR2004
        return part[1:-1], "Regular", CODE, ""
    if part.startswith("(") and part[1:-1].replace(".", "").isdigit() and part.endswith(")"):
        return part, "Regular", LINK, part[1:-1]
    return part, "Regular", INK, ""


# --- laying out -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Letters:
    word: Word
    face: Face
    size: int
    spot: tuple[int, int]


def flow(blocks: Iterable[Block], width: int, size: int) -> Flow:
    """Lay blocks out to a width with letters of a size, and paint them on a transparent sheet."""
    letters: list[_Letters] = []
    rules: list[int] = []
    pictures: list[tuple[pygame.Surface, int]] = []
    anchors: dict[str, int] = {}
    y = 0
    shown = list(blocks)
    columns = _columns(shown, size, width)
    for before, block in pairwise([None, *shown]):
        assert block is not None
        scale = HEADING[min(block.level, len(HEADING)) - 1] if block.level else 1.0
        pixels = round(size * scale)
        in_table = bool(block.cells) and before is not None and bool(before.cells)
        y += 0 if before is None or in_table else round(pixels * (0.9 if block.level else 0.55))
        if block.anchor:
            anchors[block.anchor] = y
        if block.picture is not None:
            pictures.append((shrunk(block.picture, (width, round(width * TALLEST))), y))
            y += pictures[-1][0].get_height()
            continue
        if block.cells:
            if not in_table:
                rules.append(y)
            bottom = y
            x = size
            for cell, column in zip(block.cells, columns, strict=False):
                bottom = max(bottom, _line_up(letters, cell, "Regular", size, pygame.Rect(x, y, column, 0)))
                x += column + size
            y = bottom
            rules.append(y)
            continue
        face: Face = "Bold" if block.level else "Regular"
        indent = round(size * 1.2) if block.bullet else 0
        if block.bullet:
            letters.append(_Letters(Word("•"), "Regular", size, (indent // 3, y)))
        y = _line_up(letters, block.words, face, pixels, pygame.Rect(indent, y, width - indent, 0))
    found = _painted(letters, rules, anchors, (width, y + size))
    for picture, top in pictures:
        frame = found.picture.blit(picture, (0, top))
        pygame.draw.rect(found.picture, FRAME, frame, 1)
    return found


def _columns(blocks: list[Block], size: int, width: int) -> list[int]:
    """Return how wide the columns of the tables are."""
    rows = [block.cells for block in blocks if block.cells]
    if not rows:
        return []
    count = max(len(row) for row in rows)
    wanted = [
        max((_width(row[column], size) for row in rows if column < len(row)), default=0) + size // 2
        for column in range(count)
    ]
    room = width - size * (count + 1)
    while sum(wanted) > room and max(wanted) > size * 4:
        wanted[wanted.index(max(wanted))] -= size
    return wanted


def _width(words: tuple[Word, ...], size: int) -> int:
    blank = measure(" ", "Regular", size)[0]
    return sum(measure(word.text, word.face, size)[0] + (0 if word.glued else blank) for word in words)


def _line_up(letters: list[_Letters], words: tuple[Word, ...], face: Face, size: int, box: pygame.Rect) -> int:
    """Set words in lines into a box; return where the last line ends."""
    blank = measure(" ", "Regular", size)[0]
    x, y, step = box.left, box.top, round(size * 1.35)
    for group in _together(words):
        widths = [measure(word.text, _face(word, face), size)[0] for word in group]
        if x > box.left and x + sum(widths) > box.right:
            x, y = box.left, y + step
        for word, wide in zip(group, widths, strict=True):
            letters.append(_Letters(word, _face(word, face), size, (x, y)))
            x += wide
        x += blank
    return y + step


def _together(words: tuple[Word, ...]) -> Iterator[list[Word]]:
    """Yield words with those that are glued to them."""
    group: list[Word] = []
    for word in words:
        if group and not word.glued:
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _face(word: Word, otherwise: Face) -> Face:
    return otherwise if word.face == "Regular" else word.face


def _painted(letters: list[_Letters], rules: list[int], anchors: dict[str, int], size: tuple[int, int]) -> Flow:
    found = Flow(pygame.Surface(size, pygame.SRCALPHA), anchors)
    for y in rules:
        pygame.draw.line(found.picture, FAINT_INK, (0, y), (size[0], y))
    for one in letters:
        picture = write(one.word.text, one.face, one.size, one.word.colour)
        place = found.picture.blit(picture, one.spot)
        if one.word.link:
            box = pygame.Rect(one.spot, picture.get_size())
            pygame.draw.line(found.picture, LINK, (box.left, place.bottom - 2), (box.right, place.bottom - 2))
            found.links.append((box, one.word.link))
    return found


class Viewport:
    """A window onto a flow: scrolled by wheel and keys, with a bar at its right edge."""

    def __init__(self, rect: pygame.Rect, content: Flow) -> None:
        self.rect = rect
        self.content = content
        self.top = 0

    @property
    def most(self) -> int:
        """How far it can be scrolled."""
        return max(0, self.content.picture.get_height() - self.rect.height)

    def scroll(self, pixels: int) -> None:
        """Go down by so many pixels, up if negative."""
        self.top = max(0, min(self.most, self.top + pixels))

    def scroll_by_key(self, event: pygame.event.Event, line: int) -> bool:
        """Scroll by arrows, Page Up and Page Down, Space, Home and End; whether it is one of these keys."""
        page = self.rect.height - line
        steps = {
            pygame.K_DOWN: line,
            pygame.K_UP: -line,
            pygame.K_PAGEDOWN: page,
            pygame.K_SPACE: page,
            pygame.K_PAGEUP: -page,
            pygame.K_HOME: -self.most,
            pygame.K_END: self.most,
        }
        if event.key in steps:
            self.scroll(steps[event.key])
        return event.key in steps

    def show(self, anchor: str) -> bool:
        """Bring a numbered place to the top; returns whether there is one."""
        if anchor not in self.content.anchors:
            return False
        self.top = max(0, min(self.most, self.content.anchors[anchor]))
        return True

    def link_at(self, spot: tuple[int, int]) -> str | None:
        """Return where a point of the window leads."""
        if not self.rect.collidepoint(spot):
            return None
        return self.content.link_at((spot[0] - self.rect.left, spot[1] - self.rect.top + self.top))

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the part that is in view."""
        surface.blit(self.content.picture, self.rect, pygame.Rect(0, self.top, self.rect.width, self.rect.height))
        if self.most:
            whole = self.content.picture.get_height()
            height = max(24, self.rect.height * self.rect.height // whole)
            y = self.rect.top + (self.rect.height - height) * self.top // self.most
            pygame.draw.line(
                surface, FAINT_INK, (self.rect.right + 9, self.rect.top), (self.rect.right + 9, self.rect.bottom)
            )
            pygame.draw.rect(surface, FRAME, (self.rect.right + 6, y, 7, height))
