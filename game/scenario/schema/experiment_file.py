"""An experiment file: which battle is played how often, what is varied, and what is to be found out."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field

from game.scenario.schema.basics import Id, Name, Noun, SchemaVersion, Text, UnitId

MOST_FACTORS: Final = 20
MOST_LEVELS: Final = 1_000
MOST_POINTS: Final = 1_000
"""Points of one experiment; each is a scenario that is compiled."""

MOST_MEASURES: Final = 200

Where = Annotated[str, Field(min_length=1, max_length=200)]
Wheres = Where | Annotated[list[Where], Field(min_length=1, max_length=20)]
Number = Annotated[int | float, Field(ge=-1_000_000_000, le=1_000_000_000)]
Leader = Annotated[str, Field(min_length=1, max_length=200)]
Runs = Annotated[int, Field(ge=1, le=10_000_000)]
Seed = Annotated[int, Field(ge=0, le=2**63 - 1)]
TableName = Literal["combats"]
LuckName = Literal["table", "none"]
DesignName = Literal["grid", "one_at_a_time", "list", "latin_hypercube"]

VARIES: Final = ("set", "scale", "arrive", "without", "commander", "plan", "luck", "strengths", "levels")
"""The keys of which a factor has exactly one: what it varies."""


class LevelEntry(Noun):
    """One thing that a factor can be: any changes, who leads, by what, and how luck falls."""

    name: Name = Field(description="what it is called in tables and pictures")
    set: dict[Where, Any] = Field(default_factory=dict, description="paths, and the value that each has")
    scale: dict[Where, Number] = Field(default_factory=dict, description="paths, and the factor of each")
    arrive: dict[UnitId, int | str] = Field(
        default_factory=dict, description='units or formations, and the turn in which each comes, or "-3", "+3"'
    )
    without: list[UnitId] = Field(default_factory=list, description="units or formations that are left out")
    commanders: dict[Id, Leader] = Field(default_factory=dict, description="who leads a side")
    plans: dict[Id, Leader] = Field(default_factory=dict, description="the plan that a side's officer follows")
    luck: LuckName | None = Field(None, description="how luck falls")


class DrawnEntry(Noun):
    """Strengths that are drawn: every draw is a level."""

    draws: Annotated[int, Field(ge=1, le=MOST_LEVELS)] = Field(description="how many draws")
    units: list[UnitId] | None = Field(None, max_length=64, description="units or formations; all if not given")
    spread: Annotated[int, Field(ge=0, le=90)] = Field(
        0, description="per cent up or down by which units without a `range` of their own vary"
    )


class FactorEntry(Noun):
    """One thing that is varied. Its first value is what is usual: `one_at_a_time` and `list` come back to it."""

    id: Id = Field(description="what it is called in points, and in the columns of tables")
    name: Name | None = Field(None, description="what it is called in tables and pictures; its id if not given")
    set: Wheres | None = Field(None, description="one path or several that get each of the values")
    scale: Wheres | None = Field(None, description="one path or several that are multiplied by each of the values")
    arrive: UnitId | None = Field(None, description="a unit or formation that comes in each of the turns")
    without: list[UnitId] | None = Field(
        None, min_length=1, max_length=MOST_LEVELS, description="who is left out in turn; first nobody is"
    )
    commander: Id | None = Field(None, description="a side that each of the commanders leads")
    plan: Id | None = Field(None, description="a side that each of the plans is followed by")
    luck: list[LuckName] | None = Field(
        None,
        min_length=1,
        max_length=2,
        description="ways in which luck falls: table (as the rules say), none (always the mean)",
    )
    strengths: DrawnEntry | None = Field(None, description="strengths drawn from the range of each unit")
    levels: list[LevelEntry] | None = Field(
        None, min_length=1, max_length=MOST_LEVELS, description="what it can be, each with changes of its own"
    )
    values: list[Any] | None = Field(None, min_length=1, max_length=MOST_LEVELS, description="what it can be")
    between: tuple[Number, Number] | None = Field(
        None, strict=False, description="least and most, of which a Latin hypercube takes any number"
    )


class StopEntry(Noun):
    """When enough games of a point have been played."""

    measure: Where = Field(description="the figure whose mean is to be known so well")
    half_width: Annotated[float, Field(gt=0, le=1_000_000_000)] = Field(
        description="the interval of 95 per cent of the measure's mean is to go so far up and down, at most"
    )
    most: Runs = Field(description="games of a point, after which it is left at that")


class ExperimentFile(Noun):
    """An experiment."""

    schema_version: SchemaVersion = Field(alias="schema")
    name: Name = Field(description="what the experiment is called")
    about: Text | None = Field(None, description="what is asked, and why")
    scenario: Leader = Field(description="the battle: its name, or its file beside this one")
    commanders: dict[Id, Leader] = Field(default_factory=dict, description="who leads a side; officers if not given")
    plans: dict[Id, Leader] = Field(default_factory=dict, description="the plan that a side's officer follows")
    luck: LuckName = Field("table", description="how luck falls: table (as the rules say), none (always the mean)")
    runs: Runs = Field(description="games of each point; with `stop`, so many at a time")
    seed: Seed = Field(1938, description="all luck follows from it; every point has the same seeds")
    factors: list[FactorEntry] = Field(default_factory=list, max_length=MOST_FACTORS, description="what is varied")
    design: DesignName = Field("grid", description="which combinations of the factors are played")
    points: Annotated[int, Field(ge=1, le=MOST_POINTS)] | list[dict[Id, Any]] | None = Field(
        None, description="how many of a Latin hypercube; of a list, each with what its factors are"
    )
    measures: list[Where] | None = Field(
        None, min_length=1, max_length=MOST_MEASURES, description="the figures that are compared; all if not given"
    )
    stop: StopEntry | None = Field(None, description="when enough games of a point have been played")
    tables: list[TableName] | None = Field(None, description="tables that are written besides: combats")
