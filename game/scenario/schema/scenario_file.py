"""A scenario file: calendar, deployment, supply, permissions, victory, history, expectations."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Final, Literal

from pydantic import Field, WithJsonSchema

from game.core.limits import MOST_AREAS, MOST_AWARDS, MOST_NAMED, MOST_PLANS, MOST_UNITS
from game.scenario.rule_values import overrides_schema
from game.scenario.schema.basics import (
    BothSides,
    Count,
    HexNumber,
    Id,
    KindName,
    Lifted,
    Margin,
    Missions,
    Moment,
    Name,
    Noun,
    Percent,
    Points,
    SchemaVersion,
    Sourced,
    Text,
    Total,
    Totals,
    Turn,
    Turns,
    UnitId,
    Works,
)
from game.scenario.schema.mapsheet import Area

RuleOverrides = Annotated[dict[Id, int | list[int]], WithJsonSchema(overrides_schema())]
"""Rule values; what each may be is declared in `rule_values`."""


class Calendar(Noun):
    """When the scenario runs."""

    start: Moment
    utc_offset: int = Field(ge=-12, le=14, description="hours that the clock of the scenario is ahead of UTC")
    turn_hours: int = Field(ge=1, le=24)
    first_turn: Turn = 1
    turns: Turn = Field(description="number of turns")

    @property
    def last_turn(self) -> int:
        """The number of the last turn."""
        return self.first_turn + self.turns - 1

    @property
    def beginning(self) -> datetime:
        """The start of the first turn, on the scenario's clock."""
        return datetime.fromisoformat(self.start)

    def end_of(self, turn: int) -> datetime:
        """Return when a turn ends, on the scenario's clock."""
        return self.beginning + timedelta(hours=self.turn_hours * (turn - self.first_turn + 1))


class Holding(Noun):
    """The condition that `side` holds every hex of `area`."""

    side: Id
    area: Id


class Deployment(Sourced):
    """Where, when and in what state one unit comes into play."""

    unit: UnitId
    hex: HexNumber
    turn: Turn | None = Field(None, description="turn of arrival; absent: on the map from the start")
    only_if: Holding | None = Field(None, description="arrives only on a turn when this is so")
    withdraws: Turn | None = Field(None, description="leaves the map at the start of this turn")
    strength: int = Field(100, ge=1, le=100, description="per cent of its items")
    items: dict[Id, Count] = Field(default_factory=dict, description="exact numbers in this scenario")
    cohesion: Percent = 100
    fatigue: Percent = 0
    entrenched: Works = 0
    missions: Missions | None = None


class SideSetup(Noun):
    """What a side has in this scenario."""

    supply_sources: list[HexNumber] = Field(
        description="none: the units of the side have only the supplies that they carry"
    )
    ammunition: Count = Field(0, description="fire missions in the depots at the start")
    ammunition_lift: list[Lifted] = Field(
        default_factory=list, description="from this turn on, so many missions reach the depots each turn"
    )
    controls: list[Id] = Field(default_factory=list, description="areas that the side owns at the start")
    source: Text | None = None
    estimate: bool = False


class Permission(Sourced):
    """What a side may not do, where and when (rulebook 9)."""

    side: Id
    deny: Literal["enter", "fire"]
    area: Id
    turns: Turns = Field(description="first and last turn of the ban")
    reason: Text


class AwardEntry(Sourced):
    """Victory points (rulebook 10). Which fields go with which award is in `play_checks.py`."""

    side: Id = Field(description="who gets the points")
    award: Literal["fixed", "hold", "losses", "ground", "clear", "share", "destroyed"]
    points: Points
    contested: Points = Field(0, description="hold: points while neither side has all of the area")
    area: Id | None = Field(None, description="hold, ground, clear, share")
    of: Id | None = Field(None, description="losses: whose; clear: whose units must be gone")
    kind: KindName | None = Field(None, description="losses: of what")
    unit: UnitId | None = Field(None, description="destroyed: the unit that must have ceased to exist or surrendered")
    per: int = Field(1, ge=1, le=100_000, description="losses: points for each so many")
    free: int = Field(0, ge=0, le=10_000, description="ground: hexes that cost nothing")


class Level(Noun):
    """A victory level; the first whose margin is reached is the outcome."""

    id: Id
    name: Name
    at_least: Margin | None = Field(
        None, description="margin: points of the first side less the second; absent: the rest"
    )
    winner: Id | None = None


class Victory(Noun):
    """Points and levels."""

    awards: list[AwardEntry] = Field(max_length=MOST_AWARDS)
    levels: list[Level] = Field(min_length=1, max_length=100)


class LossMeasure(Noun):
    """Cumulative losses of a side in one kind of item; vehicles that were disabled are among them."""

    side: Id
    kind: KindName
    written_off: bool = Field(False, description="tanks and vehicles: only those that were written off")


class ExchangeMeasure(Noun):
    """What a side lost of one kind for each hundred that the other lost of it."""

    side: Id
    kind: KindName


class HolderMeasure(Noun):
    """The state of an area; `state` is a side or "contested"."""

    area: Id
    state: Id


class GroundMeasure(Noun):
    """Share of an area's hexes, water apart, that a side owns, in per cent."""

    side: Id
    area: Id


class ShareLostMeasure(Noun):
    """What units and formations have lost of their items of a kind, in per cent of what they came with."""

    units: list[UnitId] = Field(min_length=1, max_length=MOST_NAMED, description="units and formations")
    kind: KindName


class CauseMeasure(Noun):
    """The men whom a side has lost to one cause, in per cent of all whom it has lost."""

    side: Id
    by: Literal["bombardment", "assault", "defence"]


class CountMeasure(Noun):
    """How much a side has done, or how many of it were captured."""

    side: Id
    of: Literal["assaults", "missions", "guns", "prisoners"]


MEASURES: Final = ("losses", "exchange", "ground", "holder", "share_lost", "cause", "count")
"""The keys of what a row of history may measure; each row has one of them."""

COMPOSITION: Final = ("share_lost", "cause", "count")
"""Those that say what losses are made of and what was done."""


class HistoryEntry(Noun):
    """One row of the comparison with history.

    Holder: `historical` says whether it was so, `accepted` is the range of per cent of runs in which it is. Of all
    others both are numbers. Losses since a turn, vehicles written off, exchanges and rows on composition are counted
    apart.
    """

    measure: Text
    turn: Turn = Field(description="at the end of this turn")
    since: Turn | None = Field(None, description="only after the end of this turn; not for ground and holders")
    losses: LossMeasure | None = None
    exchange: ExchangeMeasure | None = None
    ground: GroundMeasure | None = None
    holder: HolderMeasure | None = None
    share_lost: ShareLostMeasure | None = None
    cause: CauseMeasure | None = None
    count: CountMeasure | None = None
    historical: Total | bool
    accepted: Totals
    source: Text

    @property
    def kind(self) -> str:
        """What is measured, by its key; of a row that is whole."""
        return next(name for name in MEASURES if getattr(self, name) is not None)

    @property
    def apart(self) -> bool:
        """Whether the row says in other words, or in part, what others say, and is counted for itself."""
        gone = self.losses is not None and self.losses.written_off
        return gone or self.since is not None or self.exchange is not None or self.kind in COMPOSITION


class Expectation(Noun):
    """A small test that `scenario check` runs."""

    unit: UnitId
    turn: Turn
    reaches: HexNumber | None = None
    cannot_reach: HexNumber | None = None


class ScenarioFile(Noun):
    """One playable scenario."""

    schema_version: SchemaVersion = Field(alias="schema")
    name: Name
    briefing: Text
    map: Text = Field(description="file beside this one")
    forces: Text = Field(description="file beside this one")
    plans: list[Text] = Field(default_factory=list, max_length=MOST_PLANS, description="files beside this one")
    calendar: Calendar
    order_of_play: BothSides = Field(description="which side moves first in a turn")
    areas: dict[Id, Area] = Field(
        default_factory=dict, max_length=MOST_AREAS, description="areas of this scenario alone"
    )
    sides: dict[Id, SideSetup]
    deployment: list[Deployment] = Field(max_length=MOST_UNITS)
    permissions: list[Permission] = Field(default_factory=list)
    victory: Victory
    history: list[HistoryEntry] = Field(default_factory=list)
    rules: RuleOverrides = Field(default_factory=dict, description="rule values that differ here")
    tests: list[Expectation] = Field(default_factory=list)
