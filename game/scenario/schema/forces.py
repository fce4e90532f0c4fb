"""A forces file: the tree of formations of both sides, with their units."""

from __future__ import annotations

from pydantic import Field

from game.scenario.schema.basics import (
    Count,
    Counts,
    Id,
    Missions,
    Name,
    Noun,
    SchemaVersion,
    Sourced,
    Thousandths,
    UnitId,
)


class Unit(Sourced):
    """One counter."""

    id: UnitId = Field(description='what orders, logs and other files call it, like "1/119"')
    name: Name = Field(description="what the player reads")
    type: Id = Field(description="id of a unit type, from the library")
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
    formations: list[Formation] = Field(
        min_length=1, description="its formations, in the order in which lists show them"
    )


class ForcesFile(Noun):
    """`forces.yaml`: everyone who may appear in a battle's scenarios."""

    schema_version: SchemaVersion = Field(alias="schema")
    sides: dict[Id, Side] = Field(
        min_length=2, max_length=2, description="ids of the two sides -> who fights for them; the first is side 0"
    )
