"""A scenario file: calendar, deployment, supply, permissions, victory, history, expectations."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Final, Literal

from pydantic import Field, WithJsonSchema

from game.core.limits import MOST_AREAS, MOST_AWARDS, MOST_NAMED, MOST_PLANS, MOST_SPELLS, MOST_UNITS
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
    UtcOffset,
    Works,
)
from game.scenario.schema.looks import MOST_PICTURES, Picture
from game.scenario.schema.mapsheet import Area

RuleOverrides = Annotated[dict[Id, int | list[int]], WithJsonSchema(overrides_schema())]
"""Rule values; what each may be is declared in `rule_values`."""

Drawn = Annotated[int, Field(ge=1, le=100)]
"""Per cent of chance, or of the items of a unit."""

RuleSet = Literal["small_action"]
"""Sets of rule values that are shipped: `assets/data/rules_<set>.yaml`."""


class Calendar(Noun):
    """When the scenario runs."""

    start: Moment = Field(
        description='when the first turn begins, on the clock of the scenario, like "1938-07-29T12:00"'
    )
    utc_offset: UtcOffset = Field(description="hours that the clock of the scenario is ahead of UTC")
    turn_hours: int | None = Field(None, ge=1, le=24, description="hours of a turn; 4 to 12 are usual")
    turn_minutes: int | None = Field(
        None, ge=10, le=1440, multiple_of=5, description="minutes of a turn of a small action, in place of `turn_hours`"
    )
    first_turn: Turn = Field(
        1, description="number of the first turn; a part of a campaign keeps the turn numbers of the campaign"
    )
    turns: Turn = Field(description="number of turns")

    @property
    def minutes(self) -> int:
        """Minutes of a turn; of a calendar with a fault, a day."""
        if self.turn_minutes is not None:
            return self.turn_minutes
        return 60 * (24 if self.turn_hours is None else self.turn_hours)

    @property
    def turn_length(self) -> timedelta:
        """How long a turn is."""
        return timedelta(minutes=self.minutes)

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
        return self.beginning + self.turn_length * (turn - self.first_turn + 1)


class Holding(Noun):
    """The condition that `side` holds every hex of `area`."""

    side: Id = Field(description="id of the side")
    area: Id = Field(description="id of the area, all of which it must hold")


class DrawnStrength(Noun):
    """A strength that is drawn from the seed before the first turn (rulebook 2.4)."""

    least: Drawn = Field(alias="from", description="least per cent of its items")
    most: Drawn = Field(alias="to", description="greatest per cent of its items")
    dice: int = Field(
        1, ge=1, le=6, description="dice that are added: with 1 all is as likely, with more the middle is likelier"
    )


class Deployment(Sourced):
    """Where, when and in what state one unit comes into play."""

    unit: UnitId = Field(description="id of a unit of the forces")
    hex: HexNumber = Field(
        description='hex where it stands or arrives, like "0412": ground that it may enter, or a road for it'
    )
    turn: Turn | None = Field(None, description="turn of arrival; absent: on the map from the start")
    chance: Drawn = Field(100, description="per cent of chance to arrive in its turn, and again in each turn after it")
    until: Turn | None = Field(None, description="last turn in which it may arrive; absent: any")
    only_if: Holding | None = Field(None, description="arrives only on a turn when this is so")
    withdraws: Turn | None = Field(None, description="leaves the map at the start of this turn")
    strength: int = Field(100, ge=1, le=100, description="per cent of its items")
    drawn: DrawnStrength | None = Field(None, description="per cent of its items by chance, in place of `strength`")
    items: dict[Id, Count] = Field(default_factory=dict, description="exact numbers in this scenario")
    cohesion: Percent = Field(100, description="how well it obeys and holds together, 0 to 100 per cent; 100 is fresh")
    fatigue: Percent = Field(0, description="how tired it is, 0 to 100; 0 is rested")
    entrenched: Works = Field(0, description="level of entrenchment, 0 to 4, no more than the ground allows")
    missions: Missions | None = Field(None, description="fire missions that it carries now; absent: all that it can")

    @property
    def most(self) -> int:
        """The greatest per cent of its items that it may come with."""
        return self.strength if self.drawn is None else self.drawn.most


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
    exits: list[Id] = Field(
        default_factory=list, description="areas at the edge of the map by which its units may leave it (rulebook 3.7)"
    )
    plan: Id | None = Field(
        None, description="which of its plans it is led by where nobody says who leads it; absent: the officer's own"
    )
    source: Text | None = Field(None, description="where it stands in history: book and page, document, or map sheet")
    estimate: bool = Field(False, description="true: a guess of the author's; may stand beside a source")


class Permission(Sourced):
    """What a side may not do, where and when (rulebook 9)."""

    side: Id = Field(description="id of the side that is forbidden something")
    deny: Literal["enter", "fire"] = Field(description="what it may not do: enter the area, or fire into it")
    area: Id = Field(description="id of the area")
    turns: Turns = Field(description="first and last turn of the ban")
    reason: Text = Field(description="who forbids it and why, for readers of the file")


class AwardEntry(Sourced):
    """Victory points (rulebook 10). Some keys go with some awards only, which they say."""  # held in `play_checks.py`

    side: Id = Field(description="who gets the points")
    award: Literal["fixed", "hold", "losses", "ground", "clear", "share", "destroyed", "exited"] = Field(
        description="what for: an area held, losses, hexes with units, none there, a share of it, a unit's end, "
        "units that have exited, nothing"
    )
    points: Points = Field(description="how many points, counted at the end; they may be negative")
    contested: Points = Field(0, description="hold: points while neither side has all of the area")
    area: Id | None = Field(None, description="hold, ground, clear, share; exited: by which exit, absent: by any")
    of: Id | None = Field(None, description="losses, exited: whose; clear: whose units must be gone")
    kind: KindName | None = Field(None, description="losses: of what; exited: what is counted, absent: units")
    unit: UnitId | None = Field(None, description="destroyed: the unit that must have ceased to exist or surrendered")
    units: list[UnitId] = Field(
        default_factory=list,
        min_length=1,
        max_length=MOST_NAMED,
        description="exited: units and formations that count; absent: all",
    )
    by: Turn | None = Field(None, description="exited: the last turn that counts; absent: any")
    strength: Percent = Field(0, description="exited: per cent of its men that a unit must still have to count")
    per: int = Field(1, ge=1, le=100_000, description="losses, exited: points for each so many")
    free: int = Field(0, ge=0, le=10_000, description="ground: hexes that cost nothing")


class Level(Noun):
    """A victory level; the first whose margin is reached is the outcome."""

    id: Id = Field(description="what tables and commands call it")
    name: Name = Field(description="what the player reads when the game has ended so")
    at_least: Margin | None = Field(
        None, description="margin: points of the first side less the second; absent: the rest"
    )
    winner: Id | None = Field(None, description="id of the side that has won; absent: nobody has")


class Victory(Noun):
    """Points and levels."""

    awards: list[AwardEntry] = Field(max_length=MOST_AWARDS, description="what gives points to a side")
    levels: list[Level] = Field(
        min_length=1, max_length=100, description="victory levels, the best for the first side first"
    )


class GroundSpell(Noun):
    """A time in which one kind of ground counts as another in all respects (rulebook 3.9)."""

    turns: Turns = Field(description="first and last turn")
    ground: Id = Field(alias="from", description="kind of ground, as the map has it")
    counts_as: Id = Field(alias="to", description="kind of ground that it counts as in those turns")


class Weather(Noun):
    """What the sky does."""

    cold: list[Turns] = Field(
        default_factory=list, max_length=MOST_SPELLS, description="first and last turn of each time of bitter cold"
    )
    ground: list[GroundSpell] = Field(
        default_factory=list,
        max_length=MOST_SPELLS,
        description="times in which a kind of ground counts as another: it thaws, say, or freezes",
    )


class LossMeasure(Noun):
    """Cumulative losses of a side in one kind of item; vehicles that were disabled are among them."""

    side: Id = Field(description="id of the side that has lost them")
    kind: KindName = Field(description="kind of items that are counted")
    written_off: bool = Field(False, description="tanks and vehicles: only those that were written off")


class ExchangeMeasure(Noun):
    """What a side lost of one kind for each hundred that the other lost of it."""

    side: Id = Field(description="id of the side whose losses are counted for each hundred of the other's")
    kind: KindName = Field(description="kind of items that are counted")


class HolderMeasure(Noun):
    """The state of an area; `state` is a side or "contested"."""

    area: Id = Field(description="id of the area")
    state: Id = Field(description='id of the side that owns all of it, or "contested"')


class GroundMeasure(Noun):
    """Share of an area's hexes, water apart, that a side owns, in per cent."""

    side: Id = Field(description="id of the side that owns the hexes")
    area: Id = Field(description="id of the area")


class ShareLostMeasure(Noun):
    """What units and formations have lost of their items of a kind, in per cent of what they came with."""

    units: list[UnitId] = Field(min_length=1, max_length=MOST_NAMED, description="units and formations")
    kind: KindName = Field(description="kind of items that are counted; men are all who serve in the units")


class CauseMeasure(Noun):
    """The men whom a side has lost to one cause, in per cent of all whom it has lost."""

    side: Id = Field(description="id of the side that has lost them")
    by: Literal["bombardment", "assault", "defence"] = Field(
        description="to guns alone, in assaults that it made, or in assaults on it"
    )


class CountMeasure(Noun):
    """How much a side has done, or how many of it were captured."""

    side: Id = Field(description="id of the side")
    of: Literal["assaults", "missions", "guns", "prisoners", "exited"] = Field(
        description="assaults made, fire missions fired, guns that have fired, prisoners lost, or units exited"
    )


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

    measure: Text = Field(description="title of the row")
    turn: Turn = Field(description="at the end of this turn")
    since: Turn | None = Field(None, description="only after the end of this turn; not for ground and holders")
    losses: LossMeasure | None = Field(None, description="cumulative losses of a side")
    exchange: ExchangeMeasure | None = Field(None, description="what a side lost for each hundred that the other lost")
    ground: GroundMeasure | None = Field(None, description="per cent of an area that a side owns")
    holder: HolderMeasure | None = Field(None, description="whose an area is")
    share_lost: ShareLostMeasure | None = Field(None, description="per cent of their items that units have lost")
    cause: CauseMeasure | None = Field(None, description="per cent of a side's lost men that one cause took")
    count: CountMeasure | None = Field(None, description="how much a side has done, or how many were taken prisoner")
    historical: Total | bool = Field(description="the number in history; of a holder true or false, whether it was so")
    accepted: Totals = Field(
        description="least and most in which the middle of many games may lie; of a holder per cent of games"
    )
    source: Text = Field(description="where it stands in history: book and page, document, or map sheet")

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

    unit: UnitId = Field(description="id of the unit, which moves alone")
    turn: Turn = Field(description="turn in which it moves")
    reaches: HexNumber | None = Field(None, description="hex that it must be able to reach in this turn")
    cannot_reach: HexNumber | None = Field(None, description="hex that it must not be able to reach in this turn")


class ScenarioFile(Noun):
    """One playable scenario."""

    schema_version: SchemaVersion = Field(alias="schema")
    name: Name = Field(description="title of the scenario, as the menu shows it")
    briefing: Text = Field(description="what the player should know before the first turn")
    pictures: list[Picture] = Field(
        default_factory=list, max_length=MOST_PICTURES, description="pictures that are shown with the briefing"
    )
    map: Text = Field(description="file beside this one")
    forces: Text = Field(description="file beside this one")
    plans: list[Text] = Field(default_factory=list, max_length=MOST_PLANS, description="files beside this one")
    rule_set: RuleSet | None = Field(
        None, description="a set of rule values in place of the usual ones: small_action, for squads and companies"
    )
    calendar: Calendar = Field(description="when it begins, how long a turn is, how many turns there are")
    order_of_play: BothSides = Field(description="which side moves first in a turn")
    areas: dict[Id, Area] = Field(
        default_factory=dict, max_length=MOST_AREAS, description="areas of this scenario alone"
    )
    sides: dict[Id, SideSetup] = Field(
        description="id of each of the two sides -> its supply, ammunition and ground at the start"
    )
    deployment: list[Deployment] = Field(
        max_length=MOST_UNITS, description="who stands or arrives where; [] for nobody"
    )
    permissions: list[Permission] = Field(default_factory=list, description="what a side may not do, where and when")
    weather: Weather = Field(
        default_factory=Weather, description="when it is bitterly cold, and when ground changes (rulebook 3.9, 7.6)"
    )
    victory: Victory = Field(description="what gives points, and what they come to in the end")
    history: list[HistoryEntry] = Field(
        default_factory=list, description="rows that games are compared with; `borderwars history` prints them"
    )
    rules: RuleOverrides = Field(default_factory=dict, description="rule values that differ here")
    tests: list[Expectation] = Field(
        default_factory=list, description="what a unit can or cannot reach; `borderwars scenario check` tries it"
    )
