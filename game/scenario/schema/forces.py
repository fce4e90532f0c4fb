"""A forces file: the tree of formations of both sides, with their units."""

from __future__ import annotations

from pydantic import Field

from game.scenario.schema.basics import (
    Colour,
    Count,
    Counts,
    EchelonName,
    Id,
    Missions,
    MobilityName,
    Name,
    Noun,
    RoleName,
    SchemaVersion,
    Sourced,
    Thousandths,
    UnitId,
)
from game.scenario.schema.looks import Flag


class Unit(Sourced):
    """One counter."""

    id: UnitId = Field(description='what orders, logs and other files call it, like "1/119"')
    name: Name = Field(description="what the player reads")
    type: Id = Field(description="id of a unit type, from the library")
    type_name: Name | None = Field(None, description="what it is called in place of its type's name: Scout squadron")
    role: RoleName | None = Field(None, description="what it does in place of its type's role")
    echelon: EchelonName | None = Field(None, description="its size on the counter in place of its type's")
    mobility: MobilityName | None = Field(None, description="how it moves in place of its type's way")
    symbol: Id | None = Field(None, description="the symbol on its counter in place of its type's")
    items: dict[Id, Count] = Field(default_factory=dict, description="overrides of the type's items; 0 removes one")
    quality: Thousandths | None = Field(
        None, description="factor of its fire, in thousandths; absent: that of its type"
    )
    morale: Thousandths | None = Field(
        None, description="factor of the odds needed to make it retreat, in thousandths; absent: that of its type"
    )
    night_assault: bool | None = Field(
        None, description="trained for the assault by night (rulebook 5.4); absent: as its type"
    )
    missions: Missions | None = Field(None, description="fire missions carried when full; absent: as its type")
    range: Counts | None = Field(None, description="lowest and highest credible number of men")


class Formation(Noun):
    """A named parent of units and of other formations."""

    id: UnitId = Field(description='what plans and commands call it, like "119RR"')
    name: Name = Field(description="what the player reads")
    units: list[Unit] = Field(default_factory=list, description="the units that it leads itself")
    formations: list[Formation] = Field(default_factory=list, description="the formations under it")


class Side(Noun):
    """One of the two sides."""

    name: Name = Field(description='what the side is called: "Soviet Union"')
    adjective: Name = Field(description='what is its own: "Soviet"')
    colour: Colour | None = Field(None, description='of its counters, as "#8a2f24"; absent: as the game paints it')
    flag: Flag | None = Field(None, description="its flag, shown where the side is named; absent: none is shown")
    formations: list[Formation] = Field(
        min_length=1, description="its formations, in the order in which lists show them"
    )


class ForcesFile(Noun):
    """`forces.yaml`: everyone who may appear in a battle's scenarios."""

    schema_version: SchemaVersion = Field(alias="schema")
    sides: dict[Id, Side] = Field(
        min_length=2, max_length=2, description="ids of the two sides -> who fights for them; the first is side 0"
    )
