"""What the checks of a scenario look things up in, and the checks of turns, sides and areas that all its parts need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from game.scenario.areas import all_areas
from game.scenario.compiling import water_hexes
from game.scenario.force_checks import formations_in, units_with_spots
from game.scenario.grids import hex_row, known_terrain
from game.scenario.nouns import Nouns
from game.scenario.reading import Spot
from game.scenario.report import Report
from game.scenario.schema.basics import RoadName
from game.scenario.schema.forces import Unit
from game.scenario.suggesting import quote


@dataclass(frozen=True)
class Setting:
    """A scenario all of whose files could be read, at least in their sound parts."""

    report: Report
    nouns: Nouns

    @cached_property
    def sides(self) -> Sequence[str]:
        """Ids of the two sides."""
        return tuple(self.nouns.forces.sides)

    @cached_property
    def sound_units(self) -> frozenset[str]:
        """Ids of the units whose entries have no fault."""
        return frozenset(
            unit.id for spot, _, unit in units_with_spots(self.nouns.forces) if self.report.whole("forces", spot)
        )

    @cached_property
    def areas(self) -> Mapping[str, frozenset[int]]:
        """Hexes of every area."""
        return all_areas(self.nouns.map, self.nouns.scenario.areas)

    @cached_property
    def terrain(self) -> Mapping[int, str]:
        """Terrain id of each hex that has one."""
        return known_terrain(self.nouns.map)

    @cached_property
    def water(self) -> set[int]:
        """All hexes of water."""
        return water_hexes(self.nouns.map, {id_ for id_, noun in self.nouns.terrain.terrain.items() if noun.water})

    @cached_property
    def units(self) -> Mapping[str, tuple[str, Unit]]:
        """Side and model of each unit of the forces."""
        return {unit.id: (side, unit) for _, side, unit in units_with_spots(self.nouns.forces)}

    @cached_property
    def units_and_formations(self) -> Mapping[str, str]:
        """Side of each unit and formation of the forces; a unit comes before a formation of the same id."""
        formations = {formation.id: side for _, side, formation in formations_in(self.nouns.forces)}
        return {**formations, **{name: side for name, (side, _) in self.units.items()}}

    @cached_property
    def roads(self) -> Mapping[int, set[RoadName]]:
        """Kinds of roads that pass each hex."""
        found: dict[int, set[RoadName]] = {}
        for road in self.nouns.map.roads:
            for number in road.path:
                row = hex_row(self.nouns.map, number)
                if row is not None:
                    found.setdefault(row, set()).add(road.kind)
        return found

    def add(self, spot: Spot, message: str, *, key: bool = False) -> None:
        """Note a problem of the scenario's file."""
        self.report.add("scenario", spot, message, key=key)

    def whole(self, *spot: str | int) -> bool:
        """Whether nothing at, below or around a spot of the scenario's file was left out."""
        return self.report.whole("scenario", spot)

    def known_side(self, spot: Spot, side: str, *, key: bool = False) -> bool:
        """Whether a side exists."""
        return self.report.known("scenario", spot, side, self.sides, "side", key=key)

    def known_area(self, spot: Spot, area: str) -> bool:
        """Whether an area exists."""
        return self.report.known("scenario", spot, area, self.areas, "area")

    def on_map(self, spot: Spot, number: str) -> int | None:
        """Return the row of a hex of the map."""
        return self.report.on_map("scenario", spot, number, self.nouns.map)

    def on_land(self, spot: Spot, number: str, who: str) -> int | None:
        """Return the row of a hex of the map that is not water."""
        row = self.on_map(spot, number)
        if row is not None and row in self.water:
            self.add(spot, f"hex {quote(number)} is {self.terrain[row]}; {who} cannot be on water")
            return None
        return row

    def in_calendar(self, spot: Spot, turn: int) -> bool:
        """Whether a turn is played."""
        calendar = self.nouns.scenario.calendar
        if not all(self.whole("calendar", key) for key in ("first_turn", "turns")):
            return True
        first, last = calendar.first_turn, calendar.last_turn
        if first <= turn <= last:
            return True
        self.add(spot, f"turn {turn} is not in the calendar (turns {first} to {last})")
        return False


def open_water(setting: Setting) -> set[int]:
    """Return the hexes of water in which boats that fight can stay (rulebook 3.8)."""
    ground = setting.nouns.terrain.terrain
    return water_hexes(setting.nouns.map, {id_ for id_, noun in ground.items() if noun.water and "boat" in noun.speed})
