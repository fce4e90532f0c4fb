"""The shared libraries of assets/data: equipment, unit types, ground, and the numbers of the rulebook."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field

from game.core.limits import MOST_KINDS
from game.scenario.rule_values import Scale, Value
from game.scenario.schema.basics import (
    Colour,
    Count,
    Days,
    EchelonName,
    Id,
    KindName,
    Missions,
    MobilityName,
    Name,
    Noun,
    PatternName,
    RoadName,
    RoleName,
    SchemaVersion,
    Share,
    Sourced,
    Speed,
    Text,
    Thousandths,
    Works,
)


class Equipment(Sourced):
    """One kind of item that units are made of (rulebook 5.2)."""

    name: Name = Field(description="what the player reads")
    kind: KindName = Field(description="what it is counted as, in losses and in the rules")
    crew: int = Field(ge=0, le=40, description="men who serve one item; they count among the unit's men")
    crew_loss: Share = Field(1000, description="share of the crew that falls when the item is lost")
    soft: int = Field(0, ge=0, le=50_000, description="fire against men, hundredths of a rifleman")
    hard: int = Field(0, ge=0, le=5_000, description="fire against armour, thousandths of a tank an assault")
    penetration: int = Field(0, ge=0, le=300, description="millimetres of armour pierced at 500 m")
    close: int = Field(0, ge=0, le=1_000, description="hard fire added against armour that comes without infantry")
    opens_works: int = Field(0, ge=0, le=1_000, description="men in works whose cover one takes away in an assault")
    range: int = Field(0, ge=0, le=40_000, description="metres; only indirect fire reaches beyond the next hex")
    indirect: bool = Field(False, description="may bombard, support and fire defensively at range")
    armour: int = Field(0, ge=0, le=200, description="millimetres; 0 is a soft target")
    frontage: int | None = Field(None, ge=0, le=100, description="room taken in a hex, in men; absent: the crew")
    burnt: Share | None = Field(
        None,
        description="share of those with armour that are hit which is lost for good, or sunk; absent: by the rules",
    )
    exposure: Thousandths = Field(1000, description="share of the fire a man in the line draws, for each of the crew")

    @property
    def room(self) -> int:
        """The room that one takes in a hex, in men."""
        return self.crew if self.frontage is None else self.frontage


class UnitType(Sourced):
    """What units of one establishment have in common; a unit may override items and quality."""

    name: Name = Field(description="what the player reads")
    role: RoleName = Field(
        description="what it is for: headquarters lead, artillery fires at range, engineers dig and breach"
    )
    echelon: EchelonName = Field(description="size that the counter shows")
    mobility: MobilityName = Field(description="how it moves; speeds and closed hexsides go by it")
    symbol: Id = Field(description="name of the counter's symbol: infantry, cavalry, armour, artillery, engineer, ...")
    quality: Thousandths = Field(
        1000, description="factor of the unit's fire, in thousandths; 1000 is the norm of the time"
    )
    morale: Thousandths = Field(
        1000,
        description="factor of the odds needed to make the unit retreat, in thousandths; 1000 is the norm of the time",
    )
    night_assault: bool = Field(False, description="trained for the assault by night (rulebook 5.4)")
    items: dict[Id, Count] = Field(default_factory=dict, description="equipment id -> number")
    missions: Missions = Field(0, description="fire missions of artillery ammunition carried when full")
    supply_days: Days = Field(3, description="days for which the unit carries supplies")


class Look(Noun):
    """How a kind of ground is painted: a tint over the relief, and a pattern in an ink of its own."""

    tint: Colour = Field("#d6cec4", description="colour laid over the relief, as six hexadecimal digits: #d6cec4")
    share: int = Field(50, ge=0, le=100, description="per cent of the colour that the tint makes out")
    pattern: PatternName = Field("none", description="what is drawn on it")
    ink: Colour = Field("#3c3428", description="colour of the pattern")


class Terrain(Sourced):
    """One kind of ground (rulebook 3.2, 5.4)."""

    name: Name = Field(description="what the player reads")
    water: bool = Field(False, description="boats alone stop there; other units cross it at crossings")
    speed: dict[MobilityName, Speed] = Field(
        default_factory=dict, description="metres an hour off the road in daylight; absent or 0: not enterable"
    )
    cover: Thousandths = Field(1000, description="factor of fire on units in this terrain, in thousandths")
    exposure: Thousandths = Field(
        1000, description="factor of fire on units that attack into this terrain, in thousandths"
    )
    armour: Thousandths = Field(
        1000, description="factor of the fire of armoured units that attack into this terrain, in thousandths"
    )
    entrench_max: Works = Field(0, description="highest level of entrenchment")
    shelter: bool = Field(False, description="keeps the cold from units in it (rulebook 7.6)")
    bog: dict[MobilityName, Share] = Field(
        default_factory=dict, description="chance in thousandths to bog down on entering off the road"
    )
    breaks: dict[MobilityName, Share] = Field(
        default_factory=dict,
        description="ice: chance in thousandths that a gun, tank or vehicle breaks through on entering off the road",
    )
    look: Look | None = Field(None, description="how it is painted; absent: as the game paints ground of this id")


class HexsideKind(Sourced):
    """One kind of hexside. `down` applies leaving the hex that the map names, `up` entering it."""

    name: Name = Field(description="what the player reads")
    slow_down: Thousandths = Field(1000, description="movement cost leaving the named hex, thousandths")
    slow_up: Thousandths = Field(1000, description="movement cost entering the named hex, thousandths")
    attack_down: Thousandths = Field(1000, description="the attacker's fire leaving the named hex")
    attack_up: Thousandths = Field(1000, description="the attacker's fire entering the named hex")
    closed: list[MobilityName] = Field(default_factory=list, description="mobility classes that cannot cross off roads")


class RoadKind(Sourced):
    """One kind of way; it replaces the speed of the ground and hides the hexside and the bog."""

    name: Name = Field(description="what the player reads")
    speed: dict[MobilityName, Speed] = Field(
        description="mobility class -> metres an hour along it; absent or 0: no use to it"
    )
    carry: int = Field(ge=0, le=1000, description="supply distance of 1 km along it, in hundredths of open ground")


class BridgeKind(Sourced):
    """One kind of bridge or ford: whom it takes over a hexside, and how well."""

    name: Name = Field(description="what the player reads")
    slow: dict[MobilityName, Annotated[int, Field(ge=1, le=10_000)]] = Field(
        description="movement cost over it in place of the hexside's, thousandths; absent: this class cannot use it"
    )


Grounds = Annotated[dict[Id, Terrain], Field(max_length=MOST_KINDS, description="id -> kind of ground")]
Hexsides = Annotated[dict[Id, HexsideKind], Field(description="id -> kind of hexside: streams, bluffs, slopes")]
Roads = Annotated[dict[RoadName, RoadKind], Field(description="id -> kind of road")]
Bridges = Annotated[dict[Id, BridgeKind], Field(description="id -> kind of bridge or ford")]


class Ground(Noun):
    """`assets/data/terrain.yaml`."""

    schema_version: SchemaVersion = Field(alias="schema")
    terrain: Grounds
    hexsides: Hexsides
    roads: Roads
    bridges: Bridges = Field(default_factory=dict)


class OwnGround(Noun):
    """Kinds of ground; `terrain.yaml` beside a scenario adds some to the shared ones, or takes their place by name."""

    schema_version: SchemaVersion = Field(alias="schema")
    terrain: Grounds = Field(default_factory=dict)
    hexsides: Hexsides = Field(default_factory=dict)
    roads: Roads = Field(default_factory=dict)
    bridges: Bridges = Field(default_factory=dict)


class EquipmentLibrary(Noun):
    """`assets/data/equipment.yaml`."""

    schema_version: SchemaVersion = Field(alias="schema")
    equipment: dict[Id, Equipment] = Field(description="id -> kind of items")


class UnitTypeLibrary(Noun):
    """`assets/data/unit_types.yaml`."""

    schema_version: SchemaVersion = Field(alias="schema")
    unit_types: dict[Id, UnitType] = Field(description="id -> establishment")


FULL_TURN: Final = 480
"""Minutes of the turn for which rule values that go with the clock are given."""

WHOLE_FROM: Final = 8
"""What comes to so much in a turn is rounded to a whole number."""


def rounded_share(number: int, share: int, of: int) -> int:
    """Return number * share / of, rounded to the nearest whole number, halves up."""
    return (2 * number * share + of) // (2 * of)


class RuleValue(Noun):
    """One number, or row of numbers, of the rulebook."""

    value: int | list[int] = Field(
        description="the number, or the list of numbers, in its unit"
    )  # held to `rule_values`
    unit: Text = Field(description="what it is counted in")
    source: Text = Field(description="section of the rulebook, and where the number comes from")
    per: Scale | None = Field(
        None, description="width: given for a hex of 1 km; hours: for a turn of 8 hours; absent: for any scale"
    )

    def at_scale(self, value: Value, hex_size: int, minutes: int) -> Value:
        """Return a value, given like this one, as it is in hexes of so many metres and turns of so many minutes."""
        given, here = {"width": (1000, hex_size), "hours": (FULL_TURN, minutes), None: (1, 1)}[self.per]
        if isinstance(value, list):
            return [rounded_share(number, here, given) for number in value]
        return rounded_share(value, here, given)


def in_thousandths(value: Value, minutes: int) -> Value:
    """Return what is given for a turn of 8 hours as it is in one of so many minutes, in thousandths.

    From eight a turn on it is whole, as it always was; less would lose too much by rounding (rulebook 1.4).
    """
    if isinstance(value, list):
        return [_thousandths(number, minutes) for number in value]
    return _thousandths(value, minutes)


def _thousandths(number: int, minutes: int) -> int:
    whole = rounded_share(number, minutes, FULL_TURN)
    return whole * 1000 if abs(whole) >= WHOLE_FROM else rounded_share(number * 1000, minutes, FULL_TURN)


class RulesLibrary(Noun):
    """`assets/data/rules.yaml`: one entry for each field of the `rules` record of the World."""

    schema_version: SchemaVersion = Field(alias="schema")
    rules: dict[Id, RuleValue] = Field(
        description="name -> number of the rulebook; each stands here once"
    )  # `json_schema` adds the bounds of each
