"""A map file: grids, places, roads, areas, boats, bridges. What is on it before anybody stands there."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from game.core.limits import MOST_AREAS, MOST_COLUMNS, MOST_CROSSINGS, MOST_REGIONS
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
    names: OtherNames | None = Field(None, description="what it is called in other languages")
    hex: HexNumber = Field(description='hex that it stands in, like "0412"')
    kind: Literal["hill", "village", "lake", "pond", "river", "gate", "point", "post", "ruin"] = Field(
        description="what it is; it decides how its name and its mark are drawn"
    )
    height: Height | None = Field(None, description="metres, where a height is stated")


class RoadLine(Sourced):
    """A way through adjacent hexes."""

    name: Name = Field(description="what it is called on the map")
    kind: RoadName = Field(description="kind of road, from the library of ground")
    path: list[HexNumber] = Field(
        min_length=2, description="hexes that it passes, each beside the last, none of them water"
    )


class Contour(Noun):
    """Ground at a height: the hexes inside, by one or several of these."""

    metres: Height = Field(description="height of all hexes inside")
    hexes: list[HexNumber] = Field(default_factory=list, description='single hexes, like "0412"')
    radius: Disc | None = Field(None, description='a hex and all within so many steps: ["0412", 2]')
    polygon: list[HexNumber] = Field(default_factory=list, description="corner hexes; edges and inside are taken")


class Area(Noun):
    """A named set of hexes. What is given is united, then `minus` is taken away, then `within` cuts."""

    title: Name | None = Field(None, description='what people call it within a sentence: "the south gate"')
    hexes: list[HexNumber] = Field(default_factory=list, description='single hexes, like "0412"')
    regions: list[Id] = Field(default_factory=list, description="names from the legend of the regions grid")
    areas: list[Id] = Field(default_factory=list, description="other areas to unite")
    radius: Disc | None = Field(None, description='a hex and all within so many steps: ["0412", 2]')
    polygon: list[HexNumber] = Field(default_factory=list, description="corner hexes; edges and inside are taken")
    minus: list[Id] = Field(default_factory=list, description="areas taken away")
    within: list[Id] = Field(default_factory=list, description="areas the result must lie in (intersection)")


class Lift(Noun):
    """What boats carry in a turn, in men's frontage."""

    day: Count = Field(description="room in men that the boats take in a turn by day")
    night: Count = Field(description="room in men that the boats take in a turn by night")


class Crossing(Sourced):
    """Boats or a ferry over water hexes (rulebook 3.5)."""

    id: Id = Field(description="what files and logs call it")
    name: Name = Field(description="in English; what the map and texts call it")
    names: OtherNames | None = Field(None, description="what it is called in other languages")
    side: Id = Field(description="id of the side whose boats they are")
    hexes: list[HexNumber] = Field(default_factory=list, description="water hexes that it serves")
    area: Id | None = Field(None, description="id of an area whose water it serves")
    speed: int = Field(ge=1, le=20_000, description="metres an hour, loading and landing included")
    lift: Lift = Field(description="how much it takes in a turn")
    heavy: bool = Field(description="guns, vehicles and horses may cross")
    disorder: Percent = Field(0, description="cohesion lost by crossing")
    carry: int = Field(300, ge=0, le=2000, description="supply distance of 1 km by boat, hundredths of open ground")


class Bridge(Sourced):
    """A bridge or ford over one hexside; a scenario has those that stand on its first day (rulebook 3.2)."""

    id: Id = Field(description="what files and logs call it")
    name: Name = Field(description="what it is called on the map")
    kind: Id = Field(
        description="kind of bridge, from the library of ground: bridge, light_pontoon, ford, deep_ford, boats"
    )
    hexside: HexsideRef = Field(
        description='hexside that it leads over, like "2737-NE"; there must be something to cross'
    )
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
    name: Name = Field(description="name of the map")
    hex_size: HexSize = Field(description="metres between centres of neighbouring hexes")
    columns: int = Field(ge=1, le=MOST_COLUMNS, description="number of hexes from west to east")
    rows: int = Field(ge=1, le=MOST_COLUMNS, description="number of hexes from north to south")
    latitude: Latitude = Field(description="degrees north of the middle of the map, for sun and moon")
    longitude: Longitude = Field(description="degrees east")
    credits: list[Text] = Field(default_factory=list, description="whose data the map is made from")
    legend: dict[Annotated[str, StringConstraints(min_length=1, max_length=1)], Id] = Field(
        description="character -> id of a kind of ground; a blank is not allowed"
    )
    terrain: Annotated[str, StringConstraints(max_length=80_000)] = Field(
        description="one line a row, one character a hex, characters from the legend"
    )
    elevation: Annotated[str, StringConstraints(max_length=320_000)] | None = Field(
        None, description="one line a row, metres separated by spaces; absent: as `height` and `contours` say"
    )
    height: Height = Field(0, description="metres of every hex that no contour takes in; without `elevation`")
    contours: list[Contour] = Field(
        default_factory=list,
        max_length=MOST_AREAS,
        description="ground at other heights, without `elevation`; where several take a hex in, the last counts",
    )
    region_legend: dict[Annotated[str, StringConstraints(min_length=1, max_length=1)], Id] = Field(
        default_factory=dict, max_length=MOST_REGIONS, description="character -> id of a region"
    )
    region_titles: dict[Id, Name] = Field(default_factory=dict, description="region id -> title, like that of an area")
    regions: Annotated[str, StringConstraints(max_length=80_000)] | None = Field(
        None, description="like terrain, with characters from region_legend; each region is also an area"
    )
    hexsides: dict[Id, list[HexsideRef]] = Field(
        default_factory=dict,
        description="kind of hexside -> hexsides; where kinds differ up and down, the hex that is named is above",
    )
    lines: dict[Id, list[HexsideRef]] = Field(
        default_factory=dict, description="drawn on the map, without effect of their own: frontiers, claims, crests"
    )
    line_titles: dict[Id, Name] = Field(
        default_factory=dict, description="line id -> what the legend calls it; absent: words made of its id"
    )
    roads: list[RoadLine] = Field(
        default_factory=list, description="roads and railways; where one crosses a hexside, the hexside does not count"
    )
    bridges: list[Bridge] = Field(default_factory=list, description="bridges, fords and boats over a single hexside")
    places: list[Place] = Field(default_factory=list, description="names on the map")
    areas: dict[Id, Area] = Field(
        default_factory=dict, max_length=MOST_AREAS, description="id -> set of hexes with a name; objectives are areas"
    )
    crossings: list[Crossing] = Field(
        default_factory=list, max_length=MOST_CROSSINGS, description="boats and ferries over water hexes"
    )
