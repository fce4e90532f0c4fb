"""A map file: grids, places, roads, areas, boats, bridges. What is on it before anybody stands there."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from game.core.limits import MOST_AREAS
from game.scenario.schema.basics import (
    Count,
    Day,
    Disc,
    Height,
    HexNumber,
    HexsideRef,
    HexSize,
    Id,
    Latitude,
    Longitude,
    Name,
    Noun,
    Percent,
    RoadName,
    SchemaVersion,
    Sourced,
    Text,
)

GRIDS = ("terrain", "elevation", "regions")
"""Keys of a map that have a block of text with a line for each row."""


class OtherNames(Sourced):
    """What something is called in other languages, in their own letters; where one is missing the English name stands.

    `estimate` says that a name was translated or transcribed for this map, not found.
    """

    ru: Name | None = Field(None, description="Russian")
    ja: Name | None = Field(None, description="Japanese")


class Place(Sourced):
    """A named spot on the map."""

    name: Name = Field(description="in English; also what texts and files call it")
    names: OtherNames | None = None
    hex: HexNumber
    kind: Literal["hill", "village", "lake", "pond", "river", "gate", "point", "post", "ruin"]
    height: Height | None = Field(None, description="metres, where a height is stated")


class RoadLine(Sourced):
    """A way through adjacent hexes."""

    name: Name
    kind: RoadName
    path: list[HexNumber] = Field(min_length=2)


class Area(Noun):
    """A named set of hexes. What is given is united, then `minus` is taken away, then `within` cuts."""

    title: Name | None = Field(None, description='what people call it within a sentence: "the south gate"')
    hexes: list[HexNumber] = Field(default_factory=list)
    regions: list[Id] = Field(default_factory=list, description="names from the legend of the regions grid")
    areas: list[Id] = Field(default_factory=list, description="other areas to unite")
    radius: Disc | None = None
    polygon: list[HexNumber] = Field(default_factory=list, description="corner hexes; edges and inside are taken")
    minus: list[Id] = Field(default_factory=list, description="areas taken away")
    within: list[Id] = Field(default_factory=list, description="areas the result must lie in (intersection)")


class Lift(Noun):
    """What boats carry in a turn, in men's frontage."""

    day: Count
    night: Count


class Crossing(Sourced):
    """Boats or a ferry over water hexes (rulebook 3.5)."""

    id: Id
    name: Name
    names: OtherNames | None = None
    side: Id
    hexes: list[HexNumber] = Field(default_factory=list)
    area: Id | None = None
    speed: int = Field(ge=1, le=20_000, description="metres an hour, loading and landing included")
    lift: Lift
    heavy: bool = Field(description="guns, vehicles and horses may cross")
    disorder: Percent = Field(0, description="cohesion lost by crossing")
    carry: int = Field(300, ge=0, le=2000, description="supply distance of 1 km by boat, hundredths of open ground")


class Bridge(Sourced):
    """A bridge or ford over one hexside; a scenario has those that stand on its first day (rulebook 3.2)."""

    id: Id
    name: Name
    kind: Id
    hexside: HexsideRef
    opened: Day | None = Field(None, alias="from", description="first day on which it stands; absent: always there")
    gone: Day | None = Field(None, alias="to", description="first day on which it is gone; absent: it stays")
    owner: Id | None = Field(None, description="side that built or holds it; absent: nobody's, a ford")
    capacity: Text | None = Field(None, description="what it bears, in the words of the source")

    def stands_on(self, day: str) -> bool:
        """Whether it is there on a day ("1939-08-20")."""
        return (self.opened is None or self.opened <= day) and (self.gone is None or day < self.gone)


class MapFile(Noun):
    """`map.yaml`: the ground a battle's scenarios share."""

    schema_version: SchemaVersion = Field(alias="schema")
    name: Name
    hex_size: HexSize = Field(description="metres between centres of neighbouring hexes")
    columns: int = Field(ge=1, le=100)
    rows: int = Field(ge=1, le=100)
    latitude: Latitude = Field(description="degrees north of the middle of the map, for sun and moon")
    longitude: Longitude = Field(description="degrees east")
    credits: list[Text] = Field(default_factory=list)
    legend: dict[Annotated[str, StringConstraints(min_length=1, max_length=1)], Id]
    terrain: Annotated[str, StringConstraints(max_length=20_000)] = Field(
        description="one line a row, one character a hex, characters from the legend"
    )
    elevation: Annotated[str, StringConstraints(max_length=80_000)] = Field(
        description="one line a row, metres separated by spaces"
    )
    region_legend: dict[Annotated[str, StringConstraints(min_length=1, max_length=1)], Id] = Field(default_factory=dict)
    region_titles: dict[Id, Name] = Field(default_factory=dict, description="region id -> title, like that of an area")
    regions: Annotated[str, StringConstraints(max_length=20_000)] | None = Field(
        None, description="like terrain, with characters from region_legend; each region is also an area"
    )
    hexsides: dict[Id, list[HexsideRef]] = Field(default_factory=dict)
    lines: dict[Id, list[HexsideRef]] = Field(
        default_factory=dict, description="drawn on the map, without effect of their own: frontiers, claims, crests"
    )
    roads: list[RoadLine] = Field(default_factory=list)
    bridges: list[Bridge] = Field(default_factory=list)
    places: list[Place] = Field(default_factory=list)
    areas: dict[Id, Area] = Field(default_factory=dict, max_length=MOST_AREAS)
    crossings: list[Crossing] = Field(default_factory=list)
