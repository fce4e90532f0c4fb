"""Boards drawn in text, as in the examples of a rulebook, with a real game on them.

    table = tabletop('''
        .   R1  .
          B1  R2  RG1
        .   ~   h
    ''', B1={"entrenched": 2})
    assert table.attack("B1", by=["R1", "R2"], support=["RG1"])[-1].kind is EventKind.ADVANCED

Odd rows are indented, as they are on the map. A token is a character of LEGEND, or units of one stack joined by `+`.
Units stand on grass unless a second drawing, `ground`, says otherwise. The first letter of a unit is its side (Red
moves first), the second its kind (KINDS): R1 is infantry, RT1 tanks, RG1 guns. Keyword arguments by unit change
anything else: the type ("B1": "japanese_infantry_battalion"), or a dictionary with `type`, `items` (all of them),
`quality`, `morale`, `night_assault`, `missions`, and everything that a deployment may have (`cohesion`, `entrenched`,
`turn`, `hex` ..; `loaded` are the missions that it has now). A unit with a `hex` need not be in the drawing.

The scenario is a real one: it goes through `from_documents` with the shipped libraries, and everything that happens
goes through `Game`. Luck is `none` unless asked for; `result=` sets the rule `odds` so that every assault ends so.
`rules=` are given as in a file, `per: width` for a hex of 1 km: on these hexes of 500 m half of that is in force.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from game.core.hexes import DIRECTIONS, number
from game.core.terms import NOWHERE, EventKind, Fire, Light, Reason, Result, Term
from game.engine.events import Event
from game.engine.forecast import AttackForecast, BombardForecast
from game.engine.game import Game, Luck
from game.engine.orders import Attack, Bombard, Move, Order
from game.engine.plain import plain
from game.rules import orders as rules_orders
from game.rules.ways import edge_cost
from game.scenario.library import read_library
from game.scenario.light import turn_lights
from game.scenario.loading import Documents, Scenario, from_documents
from game.scenario.world import SLOTS, State, World

LEGEND: Final = {
    ".": "grass",
    "m": "marsh",
    "s": "sand",
    "v": "village",
    "h": "hill",
    "H": "high_hill",
    "S": "summit",
    "~": "lake",
    "w": "deep_river",
    "a": "shallows",
}
WATER: Final = "~wa"
SIDES: Final = {"R": "red", "B": "blue"}

KINDS: Final[dict[str, dict[str, Any]]] = {
    "": {"role": "infantry", "mobility": "foot", "items": {"riflemen": 300}},
    "T": {"role": "armour", "mobility": "tracked", "items": {"t26": 16}},
    "G": {"role": "artillery", "mobility": "horse_drawn", "items": {"gun_76mm_1927": 8}, "missions": 3},
    "E": {"role": "engineer", "mobility": "foot", "items": {"sappers": 200}},
    "C": {"role": "cavalry", "mobility": "mounted", "items": {"troopers": 100}},
    "H": {"role": "headquarters", "mobility": "foot", "items": {"riflemen": 50}},
    "W": {"role": "support", "mobility": "wheeled", "items": {"service_troops": 100}},
}
"""Plain kinds of units, by the second letter of the name."""

FORCES_KEYS: Final = ("quality", "morale", "night_assault", "missions")
PLACE: Final = (42.45, 130.6)
UTC_OFFSET: Final = 9
NEVER: Final = 10_000
"""Odds that no assault has."""

_UNIT: Final = re.compile(r"([RB])([A-Z]?)([0-9]*)\Z")

Spec = str | dict[str, Any]


# --- drawings -------------------------------------------------------------------------------------------------------


def tokens(drawing: str) -> list[list[str]]:
    """Return the rows of a drawing; all have the same number of hexes, and odd ones are indented further."""
    lines = [line for line in drawing.split("\n") if line.strip()]
    rows = [line.split() for line in lines]
    assert len({len(row) for row in rows}) == 1, f"rows of {[len(row) for row in rows]} hexes"
    indents = [len(line) - len(line.lstrip()) for line in lines]
    assert all((indents[i] > indents[i - 1]) == (i % 2 == 1) for i in range(1, len(lines))), "odd rows are indented"
    return rows


def read_drawing(drawing: str, ground: str | None) -> tuple[list[str], dict[str, str]]:
    """Return the rows of the terrain grid, and the hex of each unit drawn."""
    rows = tokens(drawing)
    under = tokens(ground) if ground is not None else rows
    assert (len(under), len(under[0])) == (len(rows), len(rows[0])), "the ground is of another size"
    places: dict[str, str] = {}
    for y, row in enumerate(rows):
        for x, token in enumerate(row):
            if token not in LEGEND:
                for unit in token.split("+"):
                    assert _UNIT.match(unit), f"{token!r} is neither ground nor units"
                    assert unit not in places, f"{unit} is drawn twice"
                    places[unit] = number(x, y, 2)
    return ["".join(token if token in LEGEND else "." for token in row) for row in under], places


def rank_of(unit: str) -> tuple[bool, str, int]:
    """Red before Blue, then by kind and number."""
    match = _UNIT.match(unit)
    assert match is not None, unit
    return match[1] == "B", match[2], int(match[3] or 0)


# --- documents ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _libraries() -> Documents:
    documents = {kind: read_library(kind).document.data for kind in ("terrain", "equipment", "unit_types", "rules")}
    documents = copy.deepcopy(documents)
    for letter, kind in KINDS.items():
        plain = {"name": f"Plain {kind['role']}", "echelon": "company", "symbol": "infantry", "estimate": True}
        documents["unit_types"]["unit_types"][f"plain_{kind['role']}"] = {**plain, **kind}
        assert letter == "" or letter.isupper()
    return documents


def shipped_rule(name: str) -> Any:
    """Return the value of a rule as its file gives it: for hexes of 1 km and turns of 8 hours."""
    return _libraries()["rules"]["rules"][name]["value"]


@lru_cache(maxsize=64)
def start_with(light: str, turn_hours: int) -> str:
    """Return a start of the calendar whose first turn has this light."""
    day = datetime(1938, 7, 1)
    for hour in range(24 * 60):
        start = day + timedelta(hours=hour)
        if turn_lights(start, UTC_OFFSET, turn_hours * 60, 1, PLACE)[0] == Light[light.upper()]:
            return start.strftime("%Y-%m-%dT%H:%M")
    raise AssertionError(f"no turn of {turn_hours} hours in July and August 1938 has {light} light")


def _type_of(unit: str, spec: dict[str, Any]) -> str:
    match = _UNIT.match(unit)
    assert match is not None
    return spec.get("type", f"plain_{KINDS[match[2]]['role']}")


def _forces(specs: dict[str, dict[str, Any]]) -> Documents:
    types = _libraries()["unit_types"]["unit_types"]
    sides: Documents = {}
    for letter, side in SIDES.items():
        units = []
        for unit in sorted((unit for unit in specs if unit[0] == letter), key=rank_of):
            spec = specs[unit]
            entry = {"id": unit, "name": unit, "type": _type_of(unit, spec), "estimate": True}
            entry |= {key: spec[key] for key in FORCES_KEYS if key in spec}
            if "items" in spec:
                entry["items"] = {**dict.fromkeys(types[entry["type"]]["items"], 0), **spec["items"]}
            units.append(entry)
        formation = {"id": letter, "name": side.title(), "units": units}
        sides[side] = {"name": side.title(), "adjective": side.title(), "formations": [formation]}
    return {"schema": 1, "sides": sides}


def _deployment(specs: dict[str, dict[str, Any]]) -> list[Documents]:
    entries = []
    for unit, given in specs.items():
        spec = {key: value for key, value in given.items() if key not in {"type", "items", *FORCES_KEYS}}
        if "loaded" in spec:
            spec["missions"] = spec.pop("loaded")
        if "only_if" in spec:
            side, area = spec["only_if"]
            spec["only_if"] = {"side": side, "area": area}
        entries.append({"unit": unit, "estimate": True, **spec})
    return entries


def _edge(rows: list[str], column: int) -> list[str]:
    """Dry hexes of a column; where it has none, the first dry hex of the map."""
    dry = [(x, y) for y, row in enumerate(rows) for x, token in enumerate(row) if token not in WATER]
    edge = [number(x, y, 2) for x, y in dry if x == column]
    return edge or [number(*dry[0], 2)]


def _map(rows: list[str], options: dict[str, Any]) -> Documents:
    areas = options["areas"] or {}
    return {
        "schema": 1,
        "name": "Tabletop",
        "hex_size": options["hex_size"],
        "columns": len(rows[0]),
        "rows": len(rows),
        "latitude": PLACE[0],
        "longitude": PLACE[1],
        "legend": LEGEND,
        "terrain": "\n".join(rows),
        "elevation": "\n".join(" ".join("0" * len(row)) for row in rows),
        "hexsides": options["hexsides"] or {},
        "roads": [{"name": kind, "kind": kind, "path": path} for kind, path in options["roads"] or []],
        "areas": {name: {"hexes": hexes} for name, hexes in areas.items()},
        "bridges": [
            {"id": f"bridge_{i}", "name": "Bridge", "kind": kind, "hexside": hexside}
            for i, (kind, hexside) in enumerate(options["bridges"] or [])
        ],
        "crossings": [
            {"id": f"boats_{i}", "name": "Boats", "heavy": False, **crossing}
            for i, crossing in enumerate(options["crossings"] or [])
        ],
    }


def _awards(awards: list[dict[str, Any]] | None) -> list[Documents]:
    return [{"estimate": True, **award} for award in awards or []]


LEVELS: Final = [
    {"id": "red_wins", "name": "Red wins", "at_least": 1, "winner": "red"},
    {"id": "draw", "name": "A draw", "at_least": 0},
    {"id": "blue_wins", "name": "Blue wins", "winner": "blue"},
]

DEFAULTS: Final[dict[str, Any]] = {
    "hex_size": 500,
    "turn_hours": 8,
    "turn_minutes": None,  # in place of the hours
    "turns": 10,
    "first_turn": 1,
    "light": "day",
    "start": None,
    "first": "red",
    "hexsides": None,  # {"steep": ["0101-W"]}
    "roads": None,  # [("track", ["0000", "0100"])]
    "bridges": None,  # [("bridge", "0101-E")]
    "crossings": None,  # [{"side": "red", "hexes": ["0101"], "speed": 250, "lift": {"day": 300, "night": 300}}]
    "areas": None,  # {"hill": ["0101"]}
    "permissions": None,  # [("blue", "enter", "hill", (1, 3))]
    "awards": None,  # [{"side": "red", "award": "hold", "area": "hill", "points": 5}]
    "levels": LEVELS,
    "sources": None,  # {"red": ["0000"]}; the west edge is Red's, the east edge Blue's
    "controls": None,  # {"red": ["hill"]}
    "cold": None,  # [[1, 3]]
    "spells": None,  # [((2, 3), "grass", "marsh")]: turns, kind of ground, what it counts as
    "exits": None,  # {"red": ["east_edge"]}
    "ammunition": None,  # {"red": 5}
    "lift": None,  # {"red": [[1, 2]]}
    "rules": None,  # {"attack_time": 8}
    "result": None,  # Result.ROUTED
    "plans": None,  # {"red": [{"turns": [1, 2], "tasks": [{"units": ["R1"], "hold": "0000"}]}]}: phases by side
}
"""What a board may have beside its drawing and its units."""


def _setup(side: str, column: int, rows: list[str], options: dict[str, Any]) -> Documents:
    return {
        "supply_sources": (options["sources"] or {}).get(side) or _edge(rows, column),
        "ammunition": (options["ammunition"] or {}).get(side, 0),
        "ammunition_lift": (options["lift"] or {}).get(side, []),
        "controls": (options["controls"] or {}).get(side, []),
        "exits": (options["exits"] or {}).get(side, []),
    }


def _rules(options: dict[str, Any]) -> Documents:
    rules = dict(options["rules"] or {})
    if options["result"] is not None:
        rules["odds"] = [0 if step < options["result"] else NEVER for step in range(4)]
    return rules


def turn_length(options: dict[str, Any]) -> dict[str, int]:
    """Return the key of the calendar that says how long a turn is."""
    if options["turn_minutes"] is not None:
        return {"turn_minutes": options["turn_minutes"]}
    return {"turn_hours": options["turn_hours"]}


def _play(rows: list[str], specs: dict[str, dict[str, Any]], options: dict[str, Any]) -> Documents:
    return {
        "schema": 1,
        "name": "Tabletop",
        "briefing": "A board drawn in text.",
        "map": "map.yaml",
        "forces": "forces.yaml",
        "calendar": {
            "start": options["start"] or start_with(options["light"], options["turn_hours"]),
            "utc_offset": UTC_OFFSET,
            **turn_length(options),
            "turns": options["turns"],
            "first_turn": options["first_turn"],
        },
        "order_of_play": ["red", "blue"] if options["first"] == "red" else ["blue", "red"],
        "sides": {
            "red": _setup("red", 0, rows, options),
            "blue": _setup("blue", len(rows[0]) - 1, rows, options),
        },
        "deployment": _deployment(specs),
        "permissions": [
            {"side": side, "deny": deny, "area": area, "turns": list(turns), "reason": "by order", "estimate": True}
            for side, deny, area, turns in options["permissions"] or []
        ],
        "weather": {
            "cold": options["cold"] or [],
            "ground": [
                {"turns": list(turns), "from": ground, "to": counts_as}
                for turns, ground, counts_as in options["spells"] or []
            ],
        },
        "victory": {"awards": _awards(options["awards"]), "levels": options["levels"]},
        "rules": _rules(options),
    }


def _specs(places: dict[str, str], units: dict[str, Spec]) -> dict[str, dict[str, Any]]:
    given = {unit: {"type": spec} if isinstance(spec, str) else spec for unit, spec in units.items()}
    specs = {unit: {"hex": place, **given.get(unit, {})} for unit, place in places.items()}
    for unit, spec in given.items():
        assert unit in places or "hex" in spec, f"{unit} is nowhere in the drawing"
        specs.setdefault(unit, spec)
    return specs


def documents(drawing: str, ground: str | None = None, **options: Any) -> Documents:
    """Return the documents of a board; the arguments are those of `tabletop`."""
    units = {name: options.pop(name) for name in list(options) if _UNIT.match(name)}
    assert options.keys() <= DEFAULTS.keys(), f"a board has no {sorted(options.keys() - DEFAULTS.keys())}"
    options = {**DEFAULTS, **options}
    rows, places = read_drawing(drawing, ground)
    specs = _specs(places, units)
    return {
        **_libraries(),
        "scenario": _play(rows, specs, options),
        "map": _map(rows, options),
        "forces": _forces(specs),
        **({"plans": _plans(options["plans"])} if options["plans"] else {}),
    }


def _plans(phases: dict[str, list[Documents]]) -> list[Documents]:
    head = {"schema": 1, "id": "plan", "name": "The plan", "about": "What is to be done.", "estimate": True}
    return [
        {**head, "side": side, "phases": [{"name": f"Phase {i + 1}", **phase} for i, phase in enumerate(those)]}
        for side, those in phases.items()
    ]


def tabletop(drawing: str, ground: str | None = None, *, luck: Luck = "none", seed: int = 1, **options: Any) -> Table:
    """Return a board as it is drawn, with a game on it that waits for the first order.

    Parameters
    ----------
    drawing, ground : units and terrain, see the module
    luck, seed : as in `Game.new`
    options : units by name (R1={"cohesion": 50}), and whatever DEFAULTS lists
    """
    return Table(Game.new(from_documents(documents(drawing, ground, **options), "tabletop"), seed, luck))


# --- the table ------------------------------------------------------------------------------------------------------


@dataclass
class Table:
    """A game and the words in which tests speak about it. Units go by name, hexes by printed number."""

    game: Game

    @property
    def scenario(self) -> Scenario:
        """The scenario as loaded."""
        return self.game.scenario

    @property
    def world(self) -> World:
        """What never changes."""
        return self.game.world

    @property
    def state(self) -> State:
        """What does."""
        return self.game.state

    @property
    def rules(self) -> Any:
        """The numbers of the rulebook that are in force."""
        return self.world.rules[0]

    # --- looking ---

    def row(self, unit: str) -> int:
        """The row of a unit in the arrays."""
        return self.scenario.names.unit_row[unit]

    def unit(self, unit: str) -> Any:
        """A unit as it is now: a record of `state.units`."""
        return self.state.units[self.row(unit)]

    def figures(self, unit: str) -> Any:
        """What follows from the items of a unit and where it stands: a record of `state.unit_figures`."""
        return self.state.unit_figures[self.row(unit)]

    def kind(self, unit: str) -> Any:
        """What never changes about a unit: a record of `world.units`."""
        return self.world.units[self.row(unit)]

    def hex_row(self, number: str) -> int:
        """The row of a hex."""
        row = self.scenario.hex_row(number)
        assert row is not None, f"{number} is not on the board"
        return row

    def hex(self, number: str) -> Any:
        """A hex as it is now: a record of `state.hexes`."""
        return self.state.hexes[self.hex_row(number)]

    def hex_figures(self, number: str) -> Any:
        """What follows from the units in and around a hex: a record of `state.hex_figures`."""
        return self.state.hex_figures[self.hex_row(number)]

    def ground(self, number: str) -> Any:
        """What never changes about a hex: a record of `world.hexes`."""
        return self.world.hexes[self.hex_row(number)]

    def where(self, unit: str) -> str | None:
        """The printed number of the hex that a unit stands in, None off the map."""
        return self.scenario.hex_number(int(self.unit(unit).hex))

    def stack(self, number: str) -> list[str]:
        """The units in a hex, the top of the stack first."""
        found = []
        unit = int(self.hex(number).top)
        while unit != NOWHERE:
            found.append(self.scenario.names.units[unit])
            unit = int(self.state.units[unit].below)
        return found

    def items(self, unit: str) -> dict[str, int]:
        """What a unit has left, by equipment."""
        names = self.scenario.names.equipment
        pairs = zip(self.kind(unit)["items"].tolist(), self.unit(unit)["items"].tolist(), strict=True)
        return {names[equipment]: count for equipment, count in pairs if equipment != NOWHERE}

    def carries(self, unit: str) -> dict[str, int]:
        """The thousandths of an item that a unit has lost on top, by equipment."""
        names = self.scenario.names.equipment
        pairs = zip(self.kind(unit)["items"].tolist(), self.unit(unit)["carry"].tolist(), strict=True)
        return {names[equipment]: carry for equipment, carry in pairs if equipment != NOWHERE}

    def equipment(self, name: str) -> Any:
        """A record of `world.equipment`."""
        return self.world.equipment[self.scenario.names.equipment_row[name]]

    def side(self, name: str) -> Any:
        """A side as it is now: a record of `state.sides`."""
        return self.state.sides[self.scenario.names.side_row[name]]

    def owner(self, number: str) -> str | None:
        """Whose ground a hex is."""
        owner = int(self.hex(number).owner)
        return None if owner == NOWHERE else self.scenario.names.sides[owner]

    def cost(self, unit: str, step: str, *, night: bool = False) -> int:
        """Quarter points of a step like "0101-W" by the map, and the bridges that stand."""
        mobility = int(self.kind(unit).mobility)
        hex_, direction = self.hex_row(step[:4]), DIRECTIONS.index(step[5:])
        return int(plain(edge_cost)(self.world, self.state.spans, mobility, int(night), hex_, direction))

    def reach(self, unit: str) -> dict[str, int]:
        """Cheapest cost of every hex in reach of a unit, the one it stands in included."""
        scratch = self.game.scratch
        found = int(rules_orders.find_reach(self.world, self.state, scratch, self.row(unit)))
        return {
            str(self.scenario.hex_number(int(row))): int(scratch.search.cost[row])
            for row in scratch.search.reached[:found]
        }

    # --- doing ---

    def _target(self, target: str) -> str:
        return target if target not in self.scenario.names.unit_row else str(self.where(target))

    def move(self, unit: str, *path: str) -> Move:
        """A march from where the unit stands through these hexes."""
        return Move(unit, (str(self.where(unit)), *path))

    def assault(self, target: str, by: list[str], support: list[str] | None = None, **how: Any) -> Attack:
        """An attack on a hex, or on the hex that a unit stands in; `how` is `holding` and `tolerance`."""
        return Attack(self._target(target), tuple(by), tuple(support or ()), **how)

    def why(self, order: Order) -> Reason:
        """The Reason of an order's verdict; LEGAL if there is nothing against it. Nothing must change."""
        before = self.game.digest()
        reason = self.game.check(order).reason
        assert self.game.digest() == before
        return reason

    def march(self, unit: str, *path: str) -> list[Event]:
        """March and return what happened."""
        return self.game.play(self.move(unit, *path))

    def attack(self, target: str, by: list[str], support: list[str] | None = None, **how: Any) -> list[Event]:
        """Attack a hex, or the hex of a unit, and return what happened."""
        return self.game.play(self.assault(target, by, support, **how))

    def bombard(self, target: str, unit: str) -> list[Event]:
        """Bombard a hex, or the hex of a unit, and return what happened."""
        return self.game.play(Bombard(self._target(target), unit))

    def forecast(self, target: str, by: list[str], support: list[str] | None = None, **how: Any) -> AttackForecast:
        """What an attack would bring; `battle` then holds its terms."""
        forecast = self.game.forecast(self.assault(target, by, support, **how))
        assert isinstance(forecast, AttackForecast)
        return forecast

    def forecast_bombardment(self, target: str, unit: str) -> BombardForecast:
        """What a bombardment would bring; `battle` then holds its terms."""
        forecast = self.game.forecast(Bombard(self._target(target), unit))
        assert isinstance(forecast, BombardForecast)
        return forecast

    @property
    def battle(self) -> Any:
        """The battle that was last forecast or fought: a record of `scratch.battle`."""
        return self.game.scratch.battle[0]

    def term(self, fire: Fire, term: Term) -> int:
        """One term of the battle that was last forecast."""
        return int(self.battle.terms[fire, term])

    def end_turn(self) -> list[Event]:
        """End the player turn."""
        return self.game.end_turn()

    def next_turn(self) -> list[Event]:
        """End both player turns: the same side has its next turn."""
        return self.game.end_turn() + self.game.end_turn()


def of_kind(events: list[Event], kind: EventKind) -> list[Event]:
    """The events of one kind."""
    return [event for event in events if event.kind is kind]


def kinds(events: list[Event]) -> list[EventKind]:
    """The kinds of events in order."""
    return [event.kind for event in events]


def slots() -> range:
    """The slots of a unit's items."""
    return range(SLOTS)


RESULTS: Final = tuple(Result)
