"""The columns of the order of battle: what each says of a formation or unit, and how lines are sorted by it.

Those that have nothing to say of any line are left out, and where the window is narrow those that count least. Nothing
is drawn here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from game.commanders.standing_orders import StandingOrders
from game.core.terms import Supply
from game.engine.game import Game
from game.ui.awaiting import rows_named
from game.ui.command.task_drafts import units_of
from game.ui.forces import Line, Sorting

HEAVY: Final = 30
"""Losses in per cent from which they stand out."""
WEAK: Final = 50
"""Cohesion below which it stands out."""

SUPPLY_IN_A_WORD: Final = {
    int(Supply.NONE): "none",
    int(Supply.LOW): "low",
    int(Supply.STRAINED): "strained",
    int(Supply.FULL): "full",
}


@dataclass(frozen=True)
class Column:
    """A column of the order of battle.

    Parameters
    ----------
    name : its key
    head : what stands above it
    about : what it says, in full
    words : what it says of a line
    value : what lines are sorted by, None for those that have nothing there
    stands_out : whether what it says of a line is bad news
    also : what else it may say, for which it keeps room
    """

    name: str
    head: str
    about: str
    words: Callable[[Line], str]
    value: Callable[[Line], Any]
    stands_out: Callable[[Line], bool] = lambda _: False
    also: tuple[str, ...] = ()


def _lost(line: Line) -> str:
    strength = line.strength
    return (f"{strength.share_lost} %" if strength.share_lost else "< 1 %") if strength.lost else "–"


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value}"


def _supply(line: Line) -> str:
    level = line.condition.supply
    return "–" if level is None else SUPPLY_IN_A_WORD[level]


MEN: Final = Column(
    "men",
    "men, of",
    "Men now, of those at first",
    lambda line: f"{line.strength.now:,}/{line.strength.first:,}",
    lambda line: line.strength.now,
)
COLUMNS: Final = (
    MEN,
    Column(
        "lost",
        "lost",
        "Losses, per cent of the men at first",
        _lost,
        lambda line: line.strength.lost / line.strength.first if line.strength.lost else None,
        lambda line: line.strength.share_lost >= HEAVY,
        also=("100 %",),
    ),
    Column(
        "cohesion",
        "coh.",
        "Cohesion, 0 to 100",
        lambda line: _number(line.condition.cohesion),
        lambda line: line.condition.cohesion,
        lambda line: line.condition.cohesion is not None and line.condition.cohesion < WEAK,
    ),
    Column(
        "fatigue",
        "fat.",
        "Fatigue, 0 to 100",
        lambda line: _number(line.condition.fatigue),
        lambda line: line.condition.fatigue,
    ),
    Column(
        "supply",
        "supply",
        "Supply: full, strained, low or none; the lowest of a formation",
        _supply,
        lambda line: line.condition.supply,
        lambda line: line.condition.supply in (Supply.NONE, Supply.LOW),
        also=("strained",),
    ),
    Column(
        "task",
        "task",
        "What orders to formations have them do",
        lambda line: line.task,
        lambda line: line.task or None,
        also=("interdict",),
    ),
    Column("where", "where", "Hex, or when they come", lambda line: line.fate, lambda line: line.fate or None),
)
"""From left to right."""

FIRST: Final = ("men", "cohesion", "supply", "fatigue", "task", "where", "lost")
"""Which columns count most."""
ALWAYS: Final = 4
"""So many of them are there even where they leave little of the map."""


def columns_for(room: int, widths: Mapping[str, int], lines: Sequence[Line]) -> list[Column]:
    """Return the columns that say something of any line and have room, from left to right; all widths in pixels."""
    saying = {column.name for column in COLUMNS if any(column.value(line) is not None for line in lines)}
    kept: list[str] = []
    for name in FIRST:
        if name in saying:
            room -= widths[name]
            if room < 0 and kept:
                break
            kept.append(name)
    return [column for column in COLUMNS if column.name in kept]


def sorting_by(name: str, upwards: bool) -> Sorting:
    """Return how lines are sorted by a column, the greatest first unless `upwards`; those without a value come last."""
    column = next(column for column in COLUMNS if column.name == name)

    def place(line: Line) -> tuple[Any, ...]:
        value = column.value(line)
        if value is None:
            return (1,)
        if isinstance(value, str):  # words go from A to Z first
            return (0, *(-ord(letter) for letter in value), 1) if upwards else (0, *map(ord, value))
        return (0, value if upwards else -value)

    return place


def tasks_in_words(game: Game, orders: StandingOrders) -> dict[int, str]:
    """Return what standing orders have units do, in a word, by their rows; of all that name one the last counts."""
    rows = game.scenario.names.unit_row
    loaded = _named(task.units for phase in orders.loaded for task in phase.tasks)
    found = {rows[unit]: "by plan" for unit in units_of(game, loaded)}
    for task in orders.given:
        found |= dict.fromkeys(rows_named(game, task), task.kind)
    return found


def _named(lists: Iterable[Iterable[str]]) -> list[str]:
    return [name for names in lists for name in names]
