"""How much longer a game takes with more units, and on a larger map. The larger scenarios are made in memory."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.bench.games import SEED, player, timed
from game.core.errors import BorderWarsError
from game.core.terms import NOWHERE, SIDES
from game.scenario.loading import Scenario, from_documents
from game.scenario.spans import carry_with
from game.scenario.ways import home_distances, neighbour_table, ways_home
from game.scenario.world import State, World, empty_hex_figures, empty_hexes, twin

ORDINARY = "ordinary"


def larger_scenarios(scenario: Scenario) -> dict[str, Scenario]:
    """Return the scenario, and twice and four times as much of it, by what is larger."""
    return {
        ORDINARY: scenario,
        "units doubled": with_more_units(scenario, 2),
        "units quadrupled": with_more_units(scenario, 4),
        "map doubled": on_larger_map(scenario, 2, 1),
        "map quadrupled": on_larger_map(scenario, 2, 2),
    }


def times_of_game(larger: Mapping[str, Scenario], rounds: int, games: int) -> dict[str, float]:
    """Return the time of a game of each scenario as a multiple of the ordinary one's.

    The games are the same in every round, and the shortest round counts.
    """
    players = {what: player(scenario) for what, scenario in larger.items()}
    shortest = dict.fromkeys(players, float("inf"))
    for _ in range(rounds):
        for what, play in players.items():
            shortest[what] = min(shortest[what], timed(play, SEED, games))
    return {what: shortest[what] / shortest[ORDINARY] for what in larger if what != ORDINARY}


# --- more units -----------------------------------------------------------------------------------------------------


def with_more_units(scenario: Scenario, times: int) -> Scenario:
    """Return a scenario in which every unit is there so many times, in the same hex or the nearest that has room."""
    documents = copy.deepcopy(scenario.documents)
    for side in documents["forces"]["sides"].values():
        for units in _unit_lists(side["formations"]):
            units += [{**unit, "id": _twin(unit["id"], number)} for number in range(1, times) for unit in list(units)]
    room = _Room(scenario)
    entries = documents["scenario"]["deployment"]
    twins = [
        {**entry, "unit": _twin(entry["unit"], number), "hex": room.place(entry)}
        for number in range(1, times)
        for entry in entries
    ]
    documents["scenario"]["deployment"] = [*entries, *twins]
    return from_documents(documents, f"{scenario.name}, {times} times the units")


def _unit_lists(formations: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for formation in formations:
        yield formation.get("units", [])
        yield from _unit_lists(formation.get("formations", []))


def _twin(unit: str, number: int) -> str:
    return f"{unit}.{number}" if number else unit


@dataclass
class _Room:
    """Which room is left in the hexes while units are being placed that are on the map from the start."""

    scenario: Scenario
    load: dict[int, int] = field(default_factory=dict)
    count: dict[int, int] = field(default_factory=dict)
    side: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entry in self.scenario.documents["scenario"]["deployment"]:
            if "turn" not in entry:
                self._put(self.scenario.names.unit_row[entry["unit"]], self._row(entry["hex"]))

    def place(self, entry: Mapping[str, Any]) -> str:
        """Return the hex in which the twin of a deployed unit is placed; whoever comes later comes where it does."""
        if "turn" in entry:
            return str(entry["hex"])
        unit = self.scenario.names.unit_row[entry["unit"]]
        for hex_ in self._outward(self._row(entry["hex"])):
            if self._has_room(unit, hex_):
                self._put(unit, hex_)
                return str(self.scenario.hex_number(hex_))
        raise BorderWarsError(f"no room is left for {entry['unit']}")

    def _row(self, number: str) -> int:
        row = self.scenario.hex_row(number)
        assert row is not None
        return row

    def _frontage(self, unit: int) -> int:
        world = self.scenario.world
        row = world.units[unit]
        used = row["items"] != NOWHERE
        return int((world.equipment.frontage[row["items"][used]].astype(int) * row["count"][used]).sum())

    def _put(self, unit: int, hex_: int) -> None:
        self.load[hex_] = self.load.get(hex_, 0) + self._frontage(unit)
        self.count[hex_] = self.count.get(hex_, 0) + 1
        self.side[hex_] = int(self.scenario.world.units[unit].side)

    def _has_room(self, unit: int, hex_: int) -> bool:
        world = self.scenario.world
        row, ground, rules = world.units[unit], world.hexes[hex_], world.rules[0]
        beside = [(int(there), (way + 3) % 6) for way, there in enumerate(ground.neighbour) if there != NOWHERE]
        return bool(
            self.load.get(hex_, 0) + self._frontage(unit) <= rules.movement.stack_limit
            and self.count.get(hex_, 0) < rules.movement.stack_units
            and self.side.get(hex_, row.side) == row.side
            and ground.water == 0
            and world.terrain[int(ground.terrain)].entrench_max >= row.entrenched
            and any(world.edges[int(row.mobility), 0, there, way] != 0 for there, way in beside)
        )

    def _outward(self, hex_: int) -> Iterator[int]:
        """Yield a hex, and all others by rings around it."""
        seen, known = [hex_], {hex_}
        for here in seen:
            yield here
            fresh = [int(there) for there in self.scenario.world.hexes[here].neighbour if there != NOWHERE]
            seen += [there for there in fresh if there not in known]
            known.update(fresh)


# --- a larger map ---------------------------------------------------------------------------------------------------


def on_larger_map(scenario: Scenario, times_columns: int, times_rows: int) -> Scenario:
    """Return the scenario in the north-western corner of a map so many times as wide and as high.

    What is added is the same ground over again, to the east and to the south. It is added to the arrays, not to the
    files: printed numbers end at 100 columns and 100 rows. Areas and supply sources stay as they are.
    """
    larger = _Larger(scenario.world, times_columns, times_rows)
    return replace(
        scenario,
        name=f"{scenario.name}, {times_columns * times_rows} times the map",
        world=_larger_world(scenario.world, larger),
        start=_larger_start(scenario.start, larger),
    )


class _Larger:
    """A larger map: `source` is the hex of the map whose ground each has, `placed` where each hex of the map is now."""

    def __init__(self, world: World, times_columns: int, times_rows: int) -> None:
        columns = int(world.frame[0].columns)
        rows = len(world.hexes) // columns
        self.columns = columns * times_columns
        old = np.arange(len(world.hexes))
        self.placed = old % columns + old // columns * self.columns
        self.source = _repeated_ground(columns, rows, self.columns, rows * times_rows)
        self.neighbour = neighbour_table(self.columns, rows * times_rows)
        beyond = np.where(self.neighbour == NOWHERE, NOWHERE, self.source[self.neighbour])
        self._seam = world.hexes.neighbour[self.source] != beyond

    def steps(self, table: NDArray[Any]) -> NDArray[Any]:
        """Over a seam a step is what it is in the opposite direction; off the map there is none."""
        taken = table[..., self.source, :]
        larger = np.where(self.neighbour == NOWHERE, 0, np.where(self._seam, np.roll(taken, 3, axis=-1), taken))
        return np.ascontiguousarray(larger, table.dtype)  # else the game would be compiled for it again

    def kept(self, table: NDArray[Any]) -> NDArray[Any]:
        """What belongs to places of the map belongs to them alone."""
        larger = np.zeros((*table.shape[:-1], len(self.source)), table.dtype)
        larger[..., self.placed] = table
        return larger


def _larger_world(world: World, larger: _Larger) -> World:
    hexes = world.hexes[larger.source].view(np.recarray)
    hexes["neighbour"] = larger.neighbour
    hexes["row"], hexes["column"] = np.divmod(np.arange(len(hexes)), larger.columns)
    hexes["carry"] = larger.steps(world.hexes.carry)
    carry = carry_with(hexes["carry"], world.spans_at_start[world.calendar[int(world.frame[0].first_turn)].ground])
    units, frame, sources = twin(world.units), twin(world.frame), larger.kept(world.sources)
    units["arrival_hex"] = larger.placed[units["arrival_hex"]]
    frame[0].columns = larger.columns
    home = np.stack([home_distances(hexes, carry, world.crossings, sources[side], side) for side in range(SIDES)])
    return world._replace(
        hexes=hexes,
        units=units,
        edges=larger.steps(world.edges),
        bog=larger.steps(world.bog),
        breaks=larger.steps(world.breaks),
        areas=larger.kept(world.areas),
        area_hexes=larger.placed[world.area_hexes].astype(world.area_hexes.dtype),
        sources=sources,
        home=home,
        ways_home=ways_home(hexes, carry, home),
        frame=frame,
    )


def _larger_start(start: State, larger: _Larger) -> State:
    ground = empty_hexes(len(larger.source))
    ground["owner"] = start.hexes.owner[larger.source]
    return start._replace(
        hexes=ground,
        hex_figures=empty_hex_figures(start.hex_figures.terrain[larger.source]),
        denied=np.zeros((*start.denied.shape[:-1], len(larger.source)), start.denied.dtype),
    )


def _repeated_ground(columns: int, rows: int, wide: int, high: int) -> NDArray[np.int64]:
    """(wide * high,) the hex of the map whose ground each has; odd rows, which stand to the east, repeat odd ones."""
    row, column = np.divmod(np.arange(wide * high), wide)
    again = (row - rows) % (rows - rows % 2) + rows % 2
    ground: NDArray[np.int64] = np.where(row < rows, row, again) * columns + column % columns
    return ground
