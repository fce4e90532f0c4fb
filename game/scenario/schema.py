"""The nouns of the scenario files, as strict models: what may be written, of what type, within what bounds.

One model a noun; `docs/scenario_files.md` shows each in use. What a model cannot say (names that must exist, hexes that
must be on the map, rows of the right length) is in `checks.py`; turning nouns into arrays is `compiling.py`. Hexes are
printed numbers ("0412"), names are references by id, measures are whole numbers in the unit that the field names.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

SCHEMA_VERSION = 1

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=48)]
UnitId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9/_.-]*$", max_length=32)]
HexNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
HexsideRef = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(NE|E|SE|SW|W|NW)$")]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Thousandths = Annotated[int, Field(ge=0, le=10_000)]
Count = Annotated[int, Field(ge=0, le=20_000)]
Turn = Annotated[int, Field(ge=1, le=400)]
Percent = Annotated[int, Field(ge=0, le=100)]

# Two values in a row; files and saves write a list, so that only here a list may become a tuple.
Disc = Annotated[tuple[HexNumber, Annotated[int, Field(ge=0, le=100)]], Field(strict=False)]
Lifted = Annotated[tuple[Turn, Count], Field(strict=False)]
Turns = Annotated[tuple[Turn, Turn], Field(strict=False)]
Counts = Annotated[tuple[Count, Count], Field(strict=False)]
Numbers = Annotated[tuple[int, int], Field(strict=False)]
BothSides = Annotated[tuple[Id, Id], Field(strict=False)]

MobilityName = Literal["foot", "mounted", "horse_drawn", "wheeled", "tracked", "rail"]
KindName = Literal["men", "machine_gun", "mortar", "gun", "tank", "vehicle"]
RoleName = Literal["infantry", "armour", "artillery", "cavalry", "engineer", "support", "headquarters"]
EchelonName = Literal["section", "platoon", "company", "battalion", "regiment", "brigade", "division", "corps"]
RoadName = Literal["track", "steppe_track", "dirt_road", "railway"]


class Noun(BaseModel):
    """The base of all models: no unknown keys, no silent conversions, no changes after reading."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Sourced(Noun):
    """Anything that history vouches for: `source` names where it stands, `estimate` says that it is ours."""

    source: Text | None = None
    estimate: bool = False


# --- shared libraries (assets/data) ---------------------------------------------------------------------------------


class Equipment(Sourced):
    """One kind of item that units are made of (rulebook 5.2)."""

    name: Text
    kind: KindName
    crew: int = Field(ge=0, le=40, description="men who serve one item; they count among the unit's men")
    crew_loss: Thousandths = Field(1000, description="share of the crew that falls when the item is lost")
    soft: int = Field(0, ge=0, le=50_000, description="fire against men, hundredths of a rifleman")
    hard: int = Field(0, ge=0, le=5_000, description="fire against armour, thousandths of a tank an assault")
    penetration: int = Field(0, ge=0, le=300, description="millimetres of armour pierced at 500 m")
    close: int = Field(0, ge=0, le=1_000, description="hard fire added against armour that comes without infantry")
    range: int = Field(0, ge=0, le=40_000, description="metres; only indirect fire reaches beyond the next hex")
    indirect: bool = Field(False, description="may bombard, support and fire defensively at range")
    armour: int = Field(0, ge=0, le=200, description="millimetres; 0 is a soft target")
    frontage: int | None = Field(None, ge=0, le=100, description="room taken in a hex, in men; absent: the crew")
    exposure: Thousandths = Field(1000, description="share of the fire a man in the line draws, for each of the crew")


class UnitType(Sourced):
    """What units of one establishment have in common; a unit may override items and quality."""

    name: Text
    role: RoleName
    echelon: EchelonName
    mobility: MobilityName
    symbol: Id = Field(description="name of the counter's symbol: infantry, cavalry, armour, artillery, engineer, ...")
    quality: Thousandths = Field(1000, description="how much a unit makes of its fire; 1000 is the norm of the time")
    morale: Thousandths = Field(
        1000, description="what it takes to make a unit give ground; 1000 is the norm of the time"
    )
    items: dict[Id, Count] = Field(default_factory=dict, description="equipment id -> number")
    missions: int = Field(0, ge=0, le=20, description="fire missions of artillery ammunition carried when full")
    supply_days: int = Field(3, ge=0, le=30, description="days that a unit lives on what it carries")


class Terrain(Sourced):
    """One kind of ground (rulebook 3.2, 5.4)."""

    name: Text
    water: bool = Field(False, description="entered only at crossings, never stayed in")
    speed: dict[MobilityName, Annotated[int, Field(ge=0, le=60_000)]] = Field(
        default_factory=dict, description="metres an hour off the road in daylight; absent or 0: not enterable"
    )
    cover: Thousandths = Field(1000, description="share of fire that tells on units standing here")
    exposure: Thousandths = Field(1000, description="share of fire that tells on units attacking into this ground")
    armour: Thousandths = Field(1000, description="share of its fire that armour gives attacking into this ground")
    entrench_max: int = Field(0, ge=0, le=4, description="the most levels that can be dug")
    bog: dict[MobilityName, Annotated[int, Field(ge=0, le=1000)]] = Field(
        default_factory=dict, description="chance in thousandths to stick for the turn on entering off the road"
    )


class HexsideKind(Sourced):
    """One kind of hexside. `down` applies leaving the hex that the map names, `up` entering it."""

    name: Text
    slow_down: Thousandths = Field(1000, description="movement cost leaving the named hex, thousandths")
    slow_up: Thousandths = Field(1000, description="movement cost entering the named hex, thousandths")
    attack_down: Thousandths = Field(1000, description="the attacker's fire leaving the named hex")
    attack_up: Thousandths = Field(1000, description="the attacker's fire entering the named hex")
    closed: list[MobilityName] = Field(default_factory=list, description="mobility classes that cannot cross off roads")


class RoadKind(Sourced):
    """One kind of way; it replaces the speed of the ground and hides the hexside and the bog."""

    name: Text
    speed: dict[MobilityName, Annotated[int, Field(ge=0, le=60_000)]]
    carry: int = Field(ge=0, le=1000, description="supply distance of 1 km along it, in hundredths of open ground")


class BridgeKind(Sourced):
    """One kind of bridge or ford: whom it takes over a hexside, and how well."""

    name: Text
    slow: dict[MobilityName, Annotated[int, Field(ge=1, le=10_000)]] = Field(
        description="movement cost over it in place of the hexside's, thousandths; absent: this class cannot use it"
    )


class Ground(Noun):
    """`assets/data/terrain.yaml`."""

    schema_version: int = Field(alias="schema")
    terrain: dict[Id, Terrain]
    hexsides: dict[Id, HexsideKind]
    roads: dict[RoadName, RoadKind]
    bridges: dict[Id, BridgeKind] = Field(default_factory=dict)


class EquipmentLibrary(Noun):
    """`assets/data/equipment.yaml`."""

    schema_version: int = Field(alias="schema")
    equipment: dict[Id, Equipment]


class UnitTypeLibrary(Noun):
    """`assets/data/unit_types.yaml`."""

    schema_version: int = Field(alias="schema")
    unit_types: dict[Id, UnitType]


def rounded_share(number: int, share: int, of: int) -> int:
    """Return number * share / of, rounded to the nearest whole number, halves up."""
    return (2 * number * share + of) // (2 * of)


class RuleValue(Noun):
    """One number, or row of numbers, of the rulebook."""

    value: int | list[int]
    unit: Text
    source: Text
    per: Literal["width", "hours"] | None = Field(
        None, description="width: given for a hex of 1 km; hours: for a turn of 8 hours; absent: for any scale"
    )

    def at_scale(self, value: int | list[int], hex_size: int, turn_hours: int) -> int | list[int]:
        """Return a value, given like this one, as it is in hexes of so many metres and turns of so many hours."""
        given, here = {"width": (1000, hex_size), "hours": (8, turn_hours), None: (1, 1)}[self.per]
        if isinstance(value, list):
            return [rounded_share(number, here, given) for number in value]
        return rounded_share(value, here, given)


class RulesLibrary(Noun):
    """`assets/data/rules.yaml`: one entry for each field of the `rules` record of the World."""

    schema_version: int = Field(alias="schema")
    rules: dict[Id, RuleValue]


# --- the map --------------------------------------------------------------------------------------------------------


class OtherNames(Sourced):
    """What something is called in other languages, in their own letters; where one is missing the English name stands.

    `estimate` says that a name was translated or transcribed for this map, not found.
    """

    ru: Text | None = Field(None, description="Russian")
    ja: Text | None = Field(None, description="Japanese")


class Place(Sourced):
    """A named spot on the map."""

    name: Text = Field(description="in English; also what texts and files call it")
    names: OtherNames | None = None
    hex: HexNumber
    kind: Literal["hill", "village", "lake", "pond", "river", "gate", "point", "post", "ruin"]
    height: int | None = Field(None, ge=-500, le=9000, description="metres, where a height is stated")


class RoadLine(Sourced):
    """A way through adjacent hexes."""

    name: Text
    kind: RoadName
    path: list[HexNumber] = Field(min_length=2)


class Area(Noun):
    """A named set of hexes. What is given is united, then `minus` is taken away, then `within` cuts."""

    title: Text | None = Field(None, description='what people call it within a sentence: "the south gate"')
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
    name: Text
    names: OtherNames | None = None
    side: Id
    hexes: list[HexNumber] = Field(default_factory=list)
    area: Id | None = None
    speed: int = Field(gt=0, le=20_000, description="metres an hour, loading and landing included")
    lift: Lift
    heavy: bool = Field(description="guns, vehicles and horses may cross")
    disorder: Percent = Field(0, description="cohesion lost by crossing")
    carry: int = Field(300, ge=0, le=2000, description="supply distance of 1 km by boat, hundredths of open ground")


class Bridge(Sourced):
    """A bridge or ford over one hexside; a scenario has those that stand on its first day (rulebook 3.2)."""

    id: Id
    name: Text
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

    schema_version: int = Field(alias="schema")
    name: Text
    hex_size: int = Field(ge=50, le=20_000, description="metres between centres of neighbouring hexes")
    columns: int = Field(ge=2, le=100)
    rows: int = Field(ge=2, le=100)
    latitude: float = Field(ge=-66, le=66, description="degrees north of the middle of the map, for sun and moon")
    longitude: float = Field(ge=-180, le=180, description="degrees east")
    credits: list[Text] = Field(default_factory=list)
    legend: dict[Annotated[str, StringConstraints(min_length=1, max_length=1)], Id]
    terrain: Annotated[str, StringConstraints(max_length=20_000)] = Field(
        description="one line a row, one character a hex, characters from the legend"
    )
    elevation: Annotated[str, StringConstraints(max_length=80_000)] = Field(
        description="one line a row, metres separated by spaces"
    )
    region_legend: dict[Annotated[str, StringConstraints(min_length=1, max_length=1)], Id] = Field(default_factory=dict)
    region_titles: dict[Id, Text] = Field(default_factory=dict, description="region id -> title, like that of an area")
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
    areas: dict[Id, Area] = Field(default_factory=dict)
    crossings: list[Crossing] = Field(default_factory=list)


# --- the forces -----------------------------------------------------------------------------------------------------


class Unit(Sourced):
    """One counter."""

    id: UnitId
    name: Text
    type: Id
    items: dict[Id, Count] = Field(default_factory=dict, description="overrides of the type's items; 0 removes one")
    quality: Thousandths | None = None
    morale: Thousandths | None = None
    missions: int | None = Field(None, ge=0, le=20)
    range: Counts | None = Field(None, description="lowest and highest credible number of men")


class Formation(Noun):
    """A named parent of units and of other formations."""

    id: UnitId
    name: Text
    units: list[Unit] = Field(default_factory=list)
    formations: list[Formation] = Field(default_factory=list)


class Side(Noun):
    """One of the two sides."""

    name: Text
    adjective: Text
    formations: list[Formation] = Field(min_length=1)


class ForcesFile(Noun):
    """`forces.yaml`: everyone who may appear in a battle's scenarios."""

    schema_version: int = Field(alias="schema")
    sides: dict[Id, Side] = Field(min_length=2, max_length=2)


# --- the scenario ---------------------------------------------------------------------------------------------------


class Calendar(Noun):
    """When the scenario runs."""

    start: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$")]
    utc_offset: int = Field(ge=-12, le=14, description="hours that the clock of the scenario is ahead of UTC")
    turn_hours: int = Field(ge=1, le=24)
    first_turn: Turn = 1
    turns: Turn = Field(description="number of turns")

    @property
    def beginning(self) -> datetime:
        """The start of the first turn, on the scenario's clock."""
        return datetime.fromisoformat(self.start)


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
    entrenched: int = Field(0, ge=0, le=4)
    missions: int | None = Field(None, ge=0, le=20)


class SideSetup(Noun):
    """What a side has in this scenario."""

    supply_sources: list[HexNumber] = Field(min_length=1)
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
    """Victory points (rulebook 10). Which fields go with which award is in `checks.py`."""

    side: Id = Field(description="who gets the points")
    award: Literal["fixed", "hold", "losses", "ground", "clear", "share"]
    points: int = Field(ge=-1000, le=1000)
    contested: int = Field(0, ge=-1000, le=1000, description="hold: points while neither side has all of the area")
    area: Id | None = Field(None, description="hold, ground, clear, share")
    of: Id | None = Field(None, description="losses: whose; clear: whose units must be gone")
    kind: KindName | None = Field(None, description="losses: of what")
    per: int = Field(1, ge=1, le=100_000, description="losses: points for each so many")
    free: int = Field(0, ge=0, le=10_000, description="ground: hexes that cost nothing")


class Level(Noun):
    """A rung of the ladder of outcomes; the first whose margin is reached is the outcome."""

    id: Id
    name: Text
    at_least: int | None = Field(None, description="margin: points of the first side less the second; absent: the rest")
    winner: Id | None = None


class Victory(Noun):
    """Points and levels."""

    awards: list[AwardEntry]
    levels: list[Level] = Field(min_length=1)


class LossMeasure(Noun):
    """Cumulative losses of a side in one kind of item."""

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


class HistoryEntry(Noun):
    """One row of the comparison with history.

    Losses and ground: `historical` and `accepted` are numbers. Holder: `historical` says whether it was so, `accepted`
    is the range of per cent of runs in which it is.
    """

    measure: Text
    turn: Turn = Field(description="at the end of this turn")
    losses: LossMeasure | None = None
    ground: GroundMeasure | None = None
    holder: HolderMeasure | None = None
    historical: int | bool
    accepted: Numbers
    source: Text


class Expectation(Noun):
    """A small test that `scenario check` runs."""

    unit: UnitId
    turn: Turn
    reaches: HexNumber | None = None
    cannot_reach: HexNumber | None = None


class ScenarioFile(Noun):
    """One playable scenario."""

    schema_version: int = Field(alias="schema")
    name: Text
    briefing: Text
    map: Text = Field(description="file beside this one")
    forces: Text = Field(description="file beside this one")
    calendar: Calendar
    order_of_play: BothSides = Field(description="which side moves first in a turn")
    areas: dict[Id, Area] = Field(default_factory=dict, description="areas of this scenario alone")
    sides: dict[Id, SideSetup]
    deployment: list[Deployment] = Field(min_length=1)
    permissions: list[Permission] = Field(default_factory=list)
    victory: Victory
    history: list[HistoryEntry] = Field(default_factory=list)
    rules: dict[Id, int | list[int]] = Field(default_factory=dict, description="rule values that differ here")
    tests: list[Expectation] = Field(default_factory=list)
