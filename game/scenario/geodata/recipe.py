"""The recipe that says how geodata become a map: where the map lies, and what becomes of which features."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints

from game.scenario.schema.basics import (
    Height,
    HexSize,
    Id,
    Latitude,
    Longitude,
    Name,
    Noun,
    RoadName,
    SchemaVersion,
    Text,
)

Character = Annotated[str, StringConstraints(min_length=1, max_length=1)]
KindOfPlace = Literal["hill", "village", "lake", "pond", "river", "gate", "point", "post", "ruin"]

MOST_LAYERS: Final = 100
MAKES: Final = ("ground", "hexside", "line", "road", "place", "bridge", "area")
"""What a layer may make; each makes one of these."""


class Layer(Noun):
    """Features of one file, and what they become."""

    file: Text = Field(description="GeoJSON file in the folder of the geodata")
    where: dict[Text, list[Text]] = Field(
        default_factory=dict, description="property -> values: only features that have one of them; absent: all"
    )
    ground: Id | None = Field(None, description="kind of ground that polygons become, one of the legend")
    hexside: Id | None = Field(None, description="kind of hexside that lines become, such as river")
    line: Id | None = Field(None, description="line that is only drawn, such as frontier")
    road: RoadName | None = Field(None, description="kind of road that lines become")
    place: KindOfPlace | None = Field(None, description="kind of place that points become")
    bridge: Id | None = Field(None, description="kind of bridge that points beside a hexside become")
    area: Id | None = Field(None, description="id of the area that the hexes of polygons become")
    share: int = Field(
        50, ge=1, le=100, description="per cent of a hex that polygons must cover to be its ground, or in its area"
    )
    name: Text = Field("name", description="property that holds the name")
    height: Text | None = Field(None, description="property of places that holds a height in metres")
    called: Name | None = Field(None, description="name of features that have none; absent: one is made")


class GeoRecipe(Noun):
    """How geodata become a map."""

    schema_version: SchemaVersion = Field(alias="schema")
    name: Name = Field(description="name of the map")
    hex_size: HexSize = Field(description="metres between centres of neighbouring hexes")
    west: Longitude = Field(description="degrees east of the western edge")
    east: Longitude = Field(description="degrees east of the eastern edge")
    south: Latitude = Field(description="degrees north of the southern edge")
    north: Latitude = Field(description="degrees north of the northern edge")
    credits: list[Text] = Field(default_factory=list, description="whose data the map is made from")
    comments: dict[Id, Text] = Field(default_factory=dict, description="part of the map -> comment above it")
    legend: dict[Character, Id] = Field(description="character -> id of a kind of ground")
    ground: Id = Field(description="ground of hexes that no layer covers, one of the legend")
    elevation: Text | None = Field(None, description="ESRI ASCII grid of heights in metres; absent: flat")
    height: Height = Field(0, description="height of all hexes without `elevation`")
    crossings: Id | None = Field(
        None, description="kind of bridge where a road crosses a hexside; absent: none is made"
    )
    layers: list[Layer] = Field(max_length=MOST_LAYERS, description="what becomes of features; the later counts")
