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


class Unit(Sourced):
    """One counter."""

    id: UnitId
    name: Name
    type: Id
    type_name: Name | None = Field(None, description="what it is called in place of its type's name: Scout squadron")
    role: RoleName | None = Field(None, description="what it does in place of its type's role")
    echelon: EchelonName | None = Field(None, description="its size on the counter in place of its type's")
    mobility: MobilityName | None = Field(None, description="how it moves in place of its type's way")
    symbol: Id | None = Field(None, description="the symbol on its counter in place of its type's")
    items: dict[Id, Count] = Field(default_factory=dict, description="overrides of the type's items; 0 removes one")
    quality: Thousandths | None = None
    morale: Thousandths | None = None
    night_assault: bool | None = None
    missions: Missions | None = None
    range: Counts | None = Field(None, description="lowest and highest credible number of men")


class Formation(Noun):
    """A named parent of units and of other formations."""

    id: UnitId
    name: Name
    units: list[Unit] = Field(default_factory=list)
    formations: list[Formation] = Field(default_factory=list)


class Side(Noun):
    """One of the two sides."""

    name: Name
    adjective: Name
    colour: Colour | None = Field(None, description='of its counters, as "#8a2f24"; absent: as the game paints it')
    formations: list[Formation] = Field(min_length=1)


class ForcesFile(Noun):
    """`forces.yaml`: everyone who may appear in a battle's scenarios."""

    schema_version: SchemaVersion = Field(alias="schema")
    sides: dict[Id, Side] = Field(min_length=2, max_length=2)
