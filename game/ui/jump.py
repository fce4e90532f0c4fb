"""Finding something on the map by what it is called: places, bridges, boats, formations, units, hex numbers.

Case, accents and punctuation do not count, and what begins with the letters typed comes first. No drawing here; the
window is panels/jump_window.py.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from game.core.terms import NOWHERE, Status
from game.engine.game import Game
from game.scenario.grids import hex_of
from game.scenario.loading import Scenario
from game.scenario.schema.mapsheet import Crossing, Place
from game.ui.forces import units_in
from game.view.looks import localised

WHOLE, START, WORDS, INSIDE = range(4)
"""How well a name fits what was typed, the best first."""

SILENT: Final = "'’ʼ`"
"""Marks within a word: "Ma'anshan" is found by "maan"."""


@dataclass(frozen=True)
class Target:
    """Something that can be jumped to: its names, of which the first is shown, what it is, where, and which unit."""

    names: tuple[str, ...]
    what: str
    hex: int
    unit: str | None = None

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The names as they are compared."""
        return tuple(folded(name) for name in self.names)


def folded(text: str) -> str:
    """Return a text as it is compared: small letters without accents, words separated by single blanks."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = (letter for letter in letters if not unicodedata.combining(letter) and letter not in SILENT)
    return " ".join("".join(letter if letter.isalnum() else " " for letter in kept).split())


def names_of(noun: Place | Crossing, shown: str) -> tuple[str, ...]:
    """Return everything that a place or crossing is called, in whatever language, what the map calls it first."""
    others = (noun.names.ru, noun.names.ja) if noun.names is not None else ()
    return tuple(dict.fromkeys(name for name in (shown, noun.name, *others) if name))


# --- what there is --------------------------------------------------------------------------------------------------


def targets_of(game: Game) -> list[Target]:
    """Return everything on the map of a game that has a name."""
    found = [*_places(game.scenario), *_crossings(game.scenario), *_formations(game), *_units(game)]
    return [target for target in found if target.hex != NOWHERE]


def _places(scenario: Scenario) -> Iterator[Target]:
    for place, on_map in zip(scenario.map.places, localised(scenario).map.places, strict=True):
        yield Target(names_of(place, on_map.name), place.kind, _row(scenario, place.hex))


def _crossings(scenario: Scenario) -> Iterator[Target]:
    """Yield the bridges and fords that stand, and the boats."""
    day = scenario.file.calendar.start[:10]
    for bridge in scenario.map.bridges:
        if bridge.stands_on(day):
            yield Target((bridge.name,), bridge.kind.replace("_", " "), _row(scenario, hex_of(bridge.hexside)))
    for row, (crossing, on_map) in enumerate(
        zip(scenario.map.crossings, localised(scenario).map.crossings, strict=True)
    ):
        served = np.flatnonzero(scenario.world.hexes.crossing == row).tolist()
        yield Target(names_of(crossing, on_map.name), "boats", _middle(scenario, served))


def _formations(game: Game) -> Iterator[Target]:
    """Yield the formations that have anybody on the map, each where the middle of its units stands."""
    names, units = localised(game.scenario).names, game.state.units
    for row, name in enumerate(names.formation_names):
        inside = units_in(game.scenario, row)
        hexes = [int(units.hex[unit]) for unit in inside if units.status[unit] == Status.PRESENT]
        what = f"{names.side_adjectives[names.formation_sides[row]]} formation"
        yield Target((name, names.formations[row]), what, _middle(game.scenario, hexes))


def _units(game: Game) -> Iterator[Target]:
    names = localised(game.scenario).names
    for row in np.flatnonzero(game.state.units.status == int(Status.PRESENT)).tolist():
        what = names.side_adjectives[int(game.world.units.side[row])]
        yield Target((names.units[row], names.unit_names[row]), what, int(game.state.units.hex[row]), names.units[row])


def _row(scenario: Scenario, printed: str) -> int:
    hex_ = scenario.hex_row(printed)
    return NOWHERE if hex_ is None else hex_


def _middle(scenario: Scenario, hexes: Sequence[int]) -> int:
    """Return which of some hexes lies nearest to the middle of them all."""
    if not hexes:
        return NOWHERE
    columns = scenario.map.columns
    x = sum(hex_ % columns for hex_ in hexes) / len(hexes)
    y = sum(hex_ // columns for hex_ in hexes) / len(hexes)
    return min(hexes, key=lambda hex_: abs(hex_ % columns - x) + abs(hex_ // columns - y))


# --- finding --------------------------------------------------------------------------------------------------------


def found_by(typed: str, targets: Iterable[Target], scenario: Scenario) -> list[Target]:
    """Return what fits the letters typed, the best first; everything if there are none."""
    wanted = folded(typed)
    fits = [(fit, target) for target in targets if (fit := _fit(wanted, target)) is not None]
    fitting = [target for _, target in sorted(fits, key=lambda one: one[0])]
    hex_ = scenario.hex_row(wanted)
    if hex_ is None:
        return fitting
    return [Target((f"Hex {wanted}",), "hex", hex_), *fitting]


def _fit(wanted: str, target: Target) -> int | None:
    """Return how well a target fits, None if it does not."""
    if wanted in target.folded:
        return WHOLE
    if any(name.startswith(wanted) for name in target.folded):
        return START
    words = [word for name in target.folded for word in name.split()]
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return WORDS
    letters = wanted.replace(" ", "")
    return INSIDE if any(letters in name.replace(" ", "") for name in target.folded) else None
