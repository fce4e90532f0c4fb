"""The recipe that says how the tables of a hex grid become a map: which table holds what, and what its codes mean.

`grid_import` reads recipe and tables and writes the map.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from game.scenario.schema.basics import HexSize, Id, Latitude, Longitude, Noun, RoadName, SchemaVersion, Text

Character = Annotated[str, StringConstraints(min_length=1, max_length=1)]


class Table(Noun):
    """One CSV file and what its columns are called there."""

    KEY: ClassVar[str] = ""
    NEEDED: ClassVar[tuple[str, ...]] = ("column", "row")

    file: Text = Field(description="CSV with a line of column names, in the folder of the tables")
    columns: dict[Id, Text] = Field(default_factory=dict, description="our name -> the column's name")
    only: dict[Text, list[Text]] = Field(
        default_factory=dict, description="column -> values: rows with others are left out"
    )
    corrections: dict[Text, dict[Id, str]] = Field(
        default_factory=dict, description="key of a row -> our name -> what should stand there"
    )
    source: Text | None = Field(None, description="source of each entry; {column} stands for what the row has there")
    estimate: bool | list[Text] = Field(False, description="mark entries as estimates: all, or by their `confidence`")


class Region(Noun):
    """One part of the regions grid."""

    character: Character = Field(description="sign of the region in the map's grid")
    id: Id = Field(description="id of the region")


class HexTable(Table):
    """A row a hex: height, ground, and perhaps the region it belongs to."""

    NEEDED: ClassVar[tuple[str, ...]] = ("column", "row", "elevation", "terrain")

    terrain: dict[Character, Id] = Field(description="code -> terrain id; the codes become the legend")
    regions: dict[Text, Region] = Field(default_factory=dict, description="code of the column `region` -> region")


class HexsideTable(Table):
    """A row a hexside; it may be of several kinds at once."""

    NEEDED: ClassVar[tuple[str, ...]] = ("column", "row", "side", "kind")

    separator: Character = Field("+", description="character between several kinds in one row")
    hexsides: dict[Text, Id] = Field(default_factory=dict, description="code -> kind of hexside")
    lines: dict[Text, Id] = Field(default_factory=dict, description="code -> line that is only drawn")


class RoadTable(Table):
    """A row a hex of a road, in order."""

    KEY: ClassVar[str] = "road"
    NEEDED: ClassVar[tuple[str, ...]] = ("road", "name", "kind", "order", "column", "row")

    kinds: dict[Text, RoadName] = Field(description="code -> kind of road")


class BridgeTable(Table):
    """A row a bridge or ford."""

    KEY: ClassVar[str] = "id"
    NEEDED: ClassVar[tuple[str, ...]] = ("id", "name", "kind", "column", "row", "side")

    kinds: dict[Text, Id] = Field(description="code -> kind of bridge")
    owners: dict[Text, Id | None] = Field(default_factory=dict, description="code -> side; null: nobody's")


class PlaceTable(Table):
    """A row a named spot."""

    KEY: ClassVar[str] = "label"
    NEEDED: ClassVar[tuple[str, ...]] = ("label", "name", "kind", "column", "row")

    kinds: dict[Text, Id] = Field(description="code -> kind of place")


class AreaTable(Table):
    """A row a hex of an area."""

    KEY: ClassVar[str] = "area"
    NEEDED: ClassVar[tuple[str, ...]] = ("area", "column", "row")

    areas: dict[Text, Id] = Field(description="code -> area id; rows with other codes are left out")


class Recipe(Noun):
    """How the tables of one grid become a map."""

    schema_version: SchemaVersion = Field(alias="schema")
    name: Text = Field(description="name of the map")
    hex_size: HexSize = Field(description="metres between centres of neighbouring hexes")
    latitude: Latitude = Field(description="degrees north of the middle of the map, for sun and moon")
    longitude: Longitude = Field(description="degrees east of the middle of the map")
    credits: list[Text] = Field(default_factory=list, description="whose data the map is made from")
    comments: dict[Id, Text] = Field(default_factory=dict, description="part of the map -> comment above it")
    hexes: HexTable = Field(description="table with a row a hex")
    hexsides: HexsideTable | None = Field(None, description="table with a row a hexside")
    roads: RoadTable | None = Field(None, description="table with a row a hex of a road")
    bridges: BridgeTable | None = Field(None, description="table with a row a bridge")
    places: PlaceTable | None = Field(None, description="table with a row a place")
    areas: list[AreaTable] = Field(default_factory=list, description="tables with a row a hex of an area")
