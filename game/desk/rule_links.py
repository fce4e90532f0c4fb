"""Numbers of sections on a sheet that lead to the rulebook: they look it, a click opens the help there.

What lies under the pointer, number or words, is explained by rule_tip.py, from the section and the term that a spot is
about.
"""

from __future__ import annotations

import re
from typing import Final

import pygame

from game.desk.rule_texts import is_section
from game.desk.sheets import Sheet, Spot
from game.view.flowing import LINK
from game.view.lettering import Face, Rgb, broken, measure, write
from game.view.theme import INK, PAPER

_NUMBER: Final = re.compile(r"(?:(?<=\()|(?<=, )|^)(\d+\.\d+)(?=[,)])")


def rule_spot(sheet: Sheet, rect: pygame.Rect, section: str, term: str = "", leads: bool = False) -> None:
    """Have a part of a sheet explain a section, or one term of it; `leads`: a click opens the rulebook there."""
    name = ":".join(["section" if leads else "rule", section, *([term] if term else [])])
    sheet.spots.append(Spot(name, rect, None, section, term, leads))


def rule_line(sheet: Sheet, top: int, section: str, term: str = "") -> None:
    """Have what was written from `top` down to here explain a section."""
    edge = sheet.px(4)
    rule_spot(sheet, pygame.Rect(sheet.margin - edge, top, sheet.inner + 2 * edge, sheet.y - top), section, term)


def put_sections(sheet: Sheet, numbers: str, right: int, y: int, size: int = 0) -> pygame.Rect:
    """Write the number of a section, or several with commas between, up to a right edge; each leads to its own."""
    place = sheet.put(numbers, right, y, ink=LINK, size=size, align="right")
    _mark_sections(sheet, numbers, place, size)
    return place


def _mark_sections(sheet: Sheet, numbers: str, place: pygame.Rect, size: int = 0) -> None:
    for found in re.finditer(r"\d+\.\d+", numbers):
        x = place.left + measure(numbers[: found.start()], "Regular", size or sheet.size)[0]
        _mark(sheet, found[0], pygame.Rect(x, place.top, 0, place.height), size or sheet.size, "Regular")


def heading_with_sections(sheet: Sheet, words: str, numbers: str) -> None:
    """Write the title of a part, with the sections that it is about at its right end."""
    _mark_sections(sheet, numbers, sheet.heading(words, numbers, LINK))


def write_ruled(
    sheet: Sheet, words: str, *, face: Face = "Regular", ink: Rgb = INK, indent: int = 0, size: int = 0
) -> None:
    """Write a paragraph as `Sheet.write` does; sections named in brackets, "(5.1, 7.2)", lead there."""
    size = size or sheet.size
    y, x = sheet.y, sheet.margin + indent
    sheet.write(words, face=face, ink=ink, indent=indent, size=size)
    lines = broken(words, face, size, sheet.inner - indent)
    height = (sheet.y - y) // max(1, len(lines))
    for number, line in enumerate(lines):
        for found in _NUMBER.finditer(line):
            if is_section(found[1]):
                left = x + measure(line[: found.start()], face, size)[0]
                _mark(sheet, found[1], pygame.Rect(left, y + number * height, 0, height), size, face, rewrite=True)


def _mark(sheet: Sheet, section: str, rect: pygame.Rect, size: int, face: Face, rewrite: bool = False) -> None:
    """Underline a number and make it a spot; `rewrite`: write it over what is there, in the colour of links."""
    rect.width = measure(section, face, size)[0]
    if rewrite:
        sheet.paper.fill(PAPER, rect)
        sheet.paper.blit(write(section, face, size, LINK), rect)
    pygame.draw.line(sheet.paper, LINK, (rect.left, rect.bottom - 2), (rect.right, rect.bottom - 2))
    rule_spot(sheet, rect.inflate(4, 0), section, leads=True)
