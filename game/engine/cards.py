"""Read-only pictures of the state, for people and for programs: units and hexes by their names, a side's view.

    card = unit_card(game, "I/75")
    card.men, card.hex, hex_card(game, card.hex).terrain

A card is a value: it stays as it was when the game goes on, and changing it is not possible. Cards are of the game
that is asked; `game.seen_by(side)` gives the game as a side knows it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.errors import UsageError
from game.core.terms import NOWHERE, QUARTER, SUPPLY_METRES, UNREACHED, Role, Status, Supply
from game.engine.game import Game
from game.engine.plain import plain
from game.rules.permissions import may_enter, may_fire
from game.scenario.names import side_among
from game.scenario.suggesting import or_known, quote
from game.scenario.world import SLOTS


@dataclass(frozen=True)
class UnitCard:
    """One unit as it is now.

    `hex` is None off the map. `disabled` are vehicles that lie disabled with it, none of them among its `items`.
    `quality` is in thousandths, `cohesion` and `fatigue` go to 100, `points_left` are movement points.
    `night_assault`: it is trained for the assault by night. `supply_metres` is the way to a supply source over open
    ground, None where no way leads there; `turns_of_supply` and `missions` are what the unit carries.
    """

    id: str
    name: str
    side: str
    formation: str
    role: Role
    status: Status
    hex: str | None
    men: int
    items: dict[str, int]
    disabled: dict[str, int]
    quality: int
    night_assault: bool
    cohesion: int
    fatigue: int
    points_left: float
    entrenchment: int
    supply: Supply
    supply_metres: int | None
    turns_of_supply: int
    missions: int
    routed: bool
    attacked: bool
    pinned: bool
    suppressed: bool


@dataclass(frozen=True)
class SideView:
    """What one side knows (`sight`)."""

    side: str
    turn: int
    own: tuple[UnitCard, ...]
    enemy: tuple[UnitCard, ...]
    owners: dict[str, str]


@dataclass(frozen=True)
class HexCard:
    """One hex as it is now.

    `number` is as printed ("0412"), `terrain` an id of the libraries, `elevation` in metres. `areas` are the ids of the
    areas that it belongs to. `owner` is the side that was last in it, None on nobody's ground (rulebook 10.1); `units`
    stand in it, the top one first; `load` is their frontage, in men. `zones` says how many units of each side have it
    in their zone of control. `no_entry` and `no_fire` are the sides that may not enter it, or fire into it, this turn.
    """

    number: str
    terrain: str
    elevation: int
    water: bool
    road: bool
    areas: tuple[str, ...]
    owner: str | None
    units: tuple[str, ...]
    load: int
    zones: dict[str, int]
    no_entry: tuple[str, ...]
    no_fire: tuple[str, ...]


def unit_cards(game: Game, side: str | None = None) -> list[UnitCard]:
    """Return the cards of all units, or those of a side, in the order of the scenario: those off the map, too.

    Raises
    ------
    UsageError : the scenario has no such side.
    """
    if side is not None:
        side_among(game.scenario.names.sides, side, game.scenario.name)
    cards = [unit_card(game, unit) for unit in game.scenario.names.units]
    return [card for card in cards if side in (None, card.side)]


def hex_cards(game: Game) -> list[HexCard]:
    """Return the cards of all hexes, row by row from the north-west."""
    return [_hex_card(game, row) for row in range(len(game.world.hexes))]


def hex_card(game: Game, number: str) -> HexCard:
    """Return the card of a hex by its printed number.

    Raises
    ------
    UsageError : the map has no such hex.
    """
    row = game.scenario.hex_row(number)
    if row is None:
        first, last = game.scenario.hex_number(0), game.scenario.hex_number(len(game.world.hexes) - 1)
        raise UsageError(
            f"there is no hex {quote(number)} on the map of {game.scenario.name}: they go from {first} to {last}"
        )
    return _hex_card(game, row)


def _hex_card(game: Game, row: int) -> HexCard:
    names, fixed, state, figures = (
        game.scenario.names,
        game.world.hexes[row],
        game.state.hexes[row],
        game.state.hex_figures[row],
    )
    number = game.scenario.hex_number(row)
    assert number is not None, "a row of the map without a number"
    units, unit = [], int(state.top)
    while unit != NOWHERE:
        units.append(names.units[unit])
        unit = int(game.state.units[unit].below)
    no_entry, no_fire = (
        tuple(side for place, side in enumerate(names.sides) if plain(allowed)(game.state, place, row) == 0)
        for allowed in (may_enter, may_fire)
    )
    return HexCard(
        number=number,
        terrain=names.terrain[int(game.state.hex_figures[row].terrain)],
        elevation=int(fixed.elevation),
        water=bool(fixed.water),
        road=bool(fixed.road),
        areas=tuple(names.areas[area] for area in np.flatnonzero(game.world.areas[:, row])),
        owner=None if state.owner == NOWHERE else names.sides[int(state.owner)],
        units=tuple(units),
        load=int(figures.load),
        zones={side: int(figures.zone[place]) for place, side in enumerate(names.sides)},
        no_entry=no_entry,
        no_fire=no_fire,
    )


def unit_card(game: Game, unit: str) -> UnitCard:
    """Return the card of a unit by its id.

    Raises
    ------
    UsageError : the scenario has no such unit.
    """
    names = game.scenario.names
    if unit not in names.unit_row:
        raise UsageError(f"{game.scenario.name} has no unit {quote(unit)}{or_known(str(unit), names.units)}")
    row_number = names.unit_row[unit]
    row, fixed = game.state.units[row_number], game.world.units[row_number]
    items, disabled = (
        {names.equipment[int(fixed.items[slot])]: int(counts[slot]) for slot in range(SLOTS) if counts[slot] > 0}
        for counts in (row.items, row.disabled)
    )
    distance = int(row.distance)
    return UnitCard(
        id=unit,
        name=names.unit_names[row_number],
        side=names.sides[int(fixed.side)],
        formation=names.formations[int(fixed.formation)],
        role=Role(int(fixed.role)),
        status=Status(int(row.status)),
        hex=game.scenario.hex_number(int(row.hex)),
        men=int(game.state.unit_figures[row_number].men),
        items=items,
        disabled=disabled,
        quality=int(fixed.quality),
        night_assault=bool(fixed.night_assault),
        cohesion=int(row.cohesion),
        fatigue=int(row.fatigue),
        points_left=int(row.mp_left) / QUARTER,
        entrenchment=int(row.entrenchment),
        supply=Supply(int(row.supply)),
        supply_metres=None if distance == UNREACHED else distance * SUPPLY_METRES,
        turns_of_supply=int(row.stock),
        missions=int(row.missions),
        routed=bool(row.routed),
        attacked=bool(row.attacked),
        pinned=bool(row.pinned),
        suppressed=bool(row.suppressed),
    )


def side_view(game: Game, side: str) -> SideView:
    """Return what a side knows now."""
    game = game.seen_by(side)
    cards = [
        unit_card(game, unit)
        for row, unit in enumerate(game.scenario.names.units)
        if game.state.units[row].status == Status.PRESENT
    ]
    owners = {}
    for row in range(len(game.world.hexes)):
        owner = int(game.state.hexes[row].owner)
        hex_number = game.scenario.hex_number(row)
        if owner != NOWHERE and hex_number:
            owners[hex_number] = game.scenario.names.sides[owner]
    return SideView(
        side=side,
        turn=game.turn,
        own=tuple(card for card in cards if card.side == side),
        enemy=tuple(card for card in cards if card.side != side),
        owners=owners,
    )
