"""What a page is made of: sections with sentences, plots, maps and tables. Nothing here knows how they look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class Plot:
    """A drawn figure; `name` is that of its files, `alt` says in words what is seen."""

    name: str
    caption: str
    alt: str
    figure: Figure


@dataclass(frozen=True)
class Map:
    """A painted map, as a PNG."""

    name: str
    caption: str
    alt: str
    png: bytes


@dataclass(frozen=True)
class Table:
    """Rows of words; the first `left` columns are text, the others are set to the right. `note` stands below."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: int = 1
    note: str = ""


@dataclass(frozen=True)
class Section:
    """One part of a report: what was found in words first, then what shows it."""

    id: str
    title: str
    words: tuple[str, ...]
    plots: tuple[Plot, ...] = ()
    maps: tuple[Map, ...] = ()
    signs: tuple[Map, ...] = ()  # of the maps' legend
    tables: tuple[Table, ...] = ()
    commands: tuple[tuple[str, str], ...] = ()  # what each plays, and the line
