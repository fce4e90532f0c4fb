"""Read-only pictures of the state for people and for commanders written in Python: unit cards and a side's view."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.terms import NOWHERE, QUARTER, SUPPLY_METRES, UNREACHED, Role, Status, Supply
from game.engine.game import Game
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


def unit_card(game: Game, unit: str) -> UnitCard:
    """Return the card of a unit by its id. Raises KeyError for a unit that the scenario does not have."""
    names = game.scenario.names
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
