"""What the rows of the arrays are called: ids as files write them, names as people read them, and the way back.

Every tuple is in the order of its array; `units[7]` is the id of row 7 of `world.units`. The dictionaries `*_row` go
from an id to its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

from game.core.errors import UsageError
from game.core.terms import NOWHERE
from game.scenario.establishments import establishment
from game.scenario.nouns import Nouns
from game.scenario.schema.forces import Formation, Unit
from game.scenario.schema.scenario_file import AwardEntry
from game.scenario.suggesting import or_known, quote

MINUTES_OF_DAY: Final = 1440

FEW: Final = 10
"""Expected losses below this are shown with a decimal."""

LEAST_SHOWN: Final = 0.05
"""Expected losses below this have no decimal that is not 0."""


@dataclass(frozen=True)
class Names:
    """The ids and names of one scenario, by array row."""

    sides: tuple[str, ...]
    side_names: tuple[str, ...]
    side_adjectives: tuple[str, ...]
    side_colours: tuple[str | None, ...]  # of its counters, None where the battle says none
    units: tuple[str, ...]
    unit_names: tuple[str, ...]
    unit_kinds: tuple[str, ...]  # what each is called as a type: "Rifle battalion"
    unit_symbols: tuple[str, ...]
    formations: tuple[str, ...]
    formation_names: tuple[str, ...]
    formation_parents: tuple[int, ...]  # row of the parent formation, NOWHERE at the top
    formation_sides: tuple[int, ...]
    areas: tuple[str, ...]
    area_titles: tuple[str, ...]  # within a sentence; the id in words where the files give none
    crossings: tuple[str, ...]
    crossing_names: tuple[str, ...]
    terrain: tuple[str, ...]
    terrain_names: tuple[str, ...]
    equipment: tuple[str, ...]
    equipment_names: tuple[str, ...]
    unit_types: tuple[str, ...]
    unit_type_names: tuple[str, ...]
    levels: tuple[str, ...]
    level_names: tuple[str, ...]
    level_winners: tuple[int, ...]  # side, NOWHERE where nobody wins
    awards: tuple[str, ...]  # a short sentence for each award

    @cached_property
    def side_row(self) -> Mapping[str, int]:
        """Side id -> side."""
        return rows_of(self.sides)

    @cached_property
    def unit_row(self) -> Mapping[str, int]:
        """Unit id -> row of `world.units`."""
        return rows_of(self.units)

    @cached_property
    def area_row(self) -> Mapping[str, int]:
        """Area id -> row of `world.areas`."""
        return rows_of(self.areas)

    @cached_property
    def equipment_row(self) -> Mapping[str, int]:
        """Equipment id -> row of `world.equipment`."""
        return rows_of(self.equipment)

    @cached_property
    def unit_type_row(self) -> Mapping[str, int]:
        """Unit type id -> number in `world.units.type`."""
        return rows_of(self.unit_types)


@dataclass(frozen=True)
class Listed:
    """One unit of the forces with its place in the tree."""

    unit: Unit
    side: int
    formation: int


@dataclass(frozen=True)
class Branch:
    """One formation of the forces with its place in the tree."""

    formation: Formation
    side: int
    parent: int


def side_among(sides: Sequence[str], side: str, where: str) -> str:
    """Return one of the sides that there are `where`. Raises UsageError for any other."""
    if side not in sides:
        raise UsageError(f"{where} has no side {quote(side)}{or_known(side, sides)}")
    return side


def rows_of(ids: Iterable[str]) -> dict[str, int]:
    """Return the row of each id."""
    return {id_: row for row, id_ in enumerate(ids)}


def branches(nouns: Nouns) -> list[Branch]:
    """Return all formations in the order of the file, a parent before its children."""
    found: list[Branch] = []

    def visit(formation: Formation, side: int, parent: int) -> None:
        row = len(found)
        found.append(Branch(formation, side, parent))
        for child in formation.formations:
            visit(child, side, row)

    for side, noun in enumerate(nouns.forces.sides.values()):
        for formation in noun.formations:
            visit(formation, side, NOWHERE)
    return found


def units_in(tree: list[Branch]) -> Iterator[Listed]:
    """Yield all units of the forces in the order of the file."""
    for row, branch in enumerate(tree):
        for unit in branch.formation.units:
            yield Listed(unit, branch.side, row)


def deployed(nouns: Nouns, tree: list[Branch]) -> list[Listed]:
    """Return the units that the scenario deploys, in the order of the forces: the rows of `world.units`."""
    wanted = {deployment.unit for deployment in nouns.scenario.deployment}
    return [listed for listed in units_in(tree) if listed.unit.id in wanted]


def names_of(nouns: Nouns, areas: Iterable[str]) -> Names:
    """Return the ids and names of a scenario, in the order of its arrays."""
    tree = branches(nouns)
    units = [listed.unit for listed in deployed(nouns, tree)]
    sides = nouns.forces.sides
    levels = nouns.scenario.victory.levels
    side_row = rows_of(sides)
    titles = area_titles(nouns)
    kinds = [establishment(unit, nouns.unit_types.unit_types[unit.type]) for unit in units]
    return Names(
        sides=tuple(sides),
        side_names=tuple(side.name for side in sides.values()),
        side_adjectives=tuple(side.adjective for side in sides.values()),
        side_colours=tuple(side.colour for side in sides.values()),
        units=tuple(unit.id for unit in units),
        unit_names=tuple(unit.name for unit in units),
        unit_kinds=tuple(kind.name for kind in kinds),
        unit_symbols=tuple(kind.symbol for kind in kinds),
        formations=tuple(branch.formation.id for branch in tree),
        formation_names=tuple(branch.formation.name for branch in tree),
        formation_parents=tuple(branch.parent for branch in tree),
        formation_sides=tuple(branch.side for branch in tree),
        areas=tuple(areas),
        area_titles=tuple(titles.get(area, readable(area)) for area in areas),
        crossings=tuple(crossing.id for crossing in nouns.map.crossings),
        crossing_names=tuple(crossing.name for crossing in nouns.map.crossings),
        terrain=tuple(nouns.terrain.terrain),
        terrain_names=tuple(noun.name for noun in nouns.terrain.terrain.values()),
        equipment=tuple(nouns.equipment.equipment),
        equipment_names=tuple(noun.name for noun in nouns.equipment.equipment.values()),
        unit_types=tuple(nouns.unit_types.unit_types),
        unit_type_names=tuple(noun.name for noun in nouns.unit_types.unit_types.values()),
        levels=tuple(level.id for level in levels),
        level_names=tuple(level.name for level in levels),
        level_winners=tuple(NOWHERE if level.winner is None else side_row[level.winner] for level in levels),
        awards=tuple(award_sentence(nouns, titles, award) for award in nouns.scenario.victory.awards),
    )


def area_titles(nouns: Nouns) -> dict[str, str]:
    """Return the titles of those areas and regions that have one, by id."""
    areas = {**nouns.map.areas, **nouns.scenario.areas}
    return nouns.map.region_titles | {id_: area.title for id_, area in areas.items() if area.title is not None}


def _unit_name(nouns: Nouns, id_: str) -> str:
    """Return the name of a unit, with its side where the other has one of that name too: "Machine guns (Soviet)"."""
    units = list(units_in(branches(nouns)))
    meant = next((listed for listed in units if listed.unit.id == id_), None)
    if meant is None:
        return id_
    is_shared = any(other.unit.name == meant.unit.name and other.side != meant.side for other in units)
    adjectives = [side.adjective for side in nouns.forces.sides.values()]
    return f"{meant.unit.name} ({adjectives[meant.side]})" if is_shared else meant.unit.name


def _exit_words(area: str, whose: str, award: AwardEntry) -> str:
    """Return "for each Mongolian unit that has exited by west edge by turn 6 with 50 % of its men or more"."""
    if award.kind is None:
        what = f"{whose} unit" if award.per == 1 else f"{award.per} {whose} units"
    else:
        what = _each_of(award, whose)
    verb = "has" if award.per == 1 else "have"
    said = [f"for each {what}" + (f" of {', '.join(award.units)}" if award.units else ""), f"that {verb} exited"]
    said += [f"by {area}"] if award.area else []
    said += [f"by turn {award.by}"] if award.by else []
    said += [f"with {award.strength} % of its men or more"] if award.strength else []
    return " ".join(said)


def _each_of(award: AwardEntry, whose: str) -> str:
    """Return what points are given for each of: "Japanese tank", "10 Japanese men"."""
    kind = kind_words(award.kind or "", award.per)
    return f"{whose} {kind}" if award.per == 1 else f"{award.per} {whose} {kind}"


def award_sentence(nouns: Nouns, titles: Mapping[str, str], award: AwardEntry) -> str:
    """Return what an award is given for, in words: "Soviet: 3 for holding Hill 52"."""
    area = titles.get(award.area or "", readable(award.area or ""))
    sides = nouns.forces.sides
    whose = sides[award.of].adjective if award.of else ""
    what = {
        "fixed": "in any case",
        "hold": f"for holding {area}" + (f", {award.contested} if contested" if award.contested else ""),
        "losses": f"for each {_each_of(award, whose)} lost",
        "ground": f"for each hex of {area}" + (f" beyond {award.free}" if award.free else ""),
        "share": f"for all hexes of {area}, or a share of the points for a share of them",
        "destroyed": f"for the end of {_unit_name(nouns, award.unit or '')}",
        "clear": f"when {area} is clear of {whose} units",
        "exited": _exit_words(area, whose, award),
    }[award.award]
    return f"{sides[award.side].adjective}: {award.points} {what}"


def readable(id_: str) -> str:
    """Return an id as a person would write it: "hill 52"."""
    return id_.replace("_", " ")


def so_many(number: float, one: str, many: str = "") -> str:
    """Return so many of something in words: "1 step", "7 machine guns", "1,200 men", "0.5 points"."""
    digits = f"{int(number):,}" if number == int(number) else f"{number:g}"
    return f"{digits} {one if number == 1 else many or one + 's'}"


def expected_number(value: float) -> str:
    """Return an expected number of men or vehicles, with a decimal below FEW; nothing but 0 is "0"."""
    if value == 0 or value >= FEW:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= LEAST_SHOWN else f"<{2 * LEAST_SHOWN:g}"


def percent(chance: Fraction) -> str:
    """Return a chance: "0%" and "100%" are said only of what is impossible or certain."""
    if 0 < chance < Fraction(1, 100):
        return "<1%"
    if Fraction(99, 100) < chance < 1:
        return ">99%"
    return f"{float(chance) * 100:.0f}%"


def about(value: float, kind: str) -> str:
    """Return an expected number of a kind of items within a sentence: "about 0.4 men", "less than 0.1 men", "1 man"."""
    if value == int(value):
        return f"{int(value):,} {kind_words(kind, int(value))}"
    number = expected_number(value)
    return f"{f'less than {number[1:]}' if number.startswith('<') else f'about {number}'} {kind_words(kind)}"


def duration(minutes: int) -> str:
    """Return a length of time in words: "30 minutes", "8 hours", "1.5 days"."""
    if minutes % 60:
        return so_many(minutes, "minute")
    return "one day" if minutes == MINUTES_OF_DAY else so_many(minutes // 60, "hour")


def short_duration(minutes: int) -> str:
    """Return a length of time in short: "30 min", "8 h"."""
    return f"{minutes} min" if minutes % 60 else f"{minutes // 60} h"


def roughly(minutes: float) -> str:
    """Return a length of time in days, in hours if it is less than one: "3 days", "1.5 days", "2.5 hours"."""
    if minutes < MINUTES_OF_DAY:
        return so_many(round(minutes / 60, 1), "hour")
    return so_many(round(minutes / MINUTES_OF_DAY, 1), "day")


def kind_words(kind: str, number: int | None = None) -> str:
    """Return a kind of items as so many of it are called, many without a number: "gun", "machine guns", "men"."""
    if kind == "men":
        return "man" if number == 1 else "men"
    if kind == "written_off":
        return f"{kind_words('vehicle', number)} written off"
    return readable(kind) + ("" if number == 1 else "s")
