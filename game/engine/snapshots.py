"""The arrays of a State as text, and back: what a save keeps so that a later version can still continue the game.

Each array is its bytes, packed, with the names and shapes of its fields, so that fields are matched by name. Nothing
in a file is trusted: compiled rules do not check their indices, so every number is held against its bounds, and
whatever follows from other numbers (strength from items, stacks, loads, zones) is worked out again and compared.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Callable
from typing import Any, Final

import numpy as np

from game.core.errors import SaveError
from game.core.terms import MOVEMENT_QUARTERS, NOWHERE, SIDES, UNREACHED, Phase, Status, Supply
from game.rules import effects
from game.scenario.compiling import IDLE
from game.scenario.loading import Scenario
from game.scenario.world import State, World

FORMATS: Final = ("|i1", "<i2", "<i4", "<i8")
ARRAYS: Final = tuple(name for name in State._fields if name != "log")
NUMBER: Final = "value"
"""The field of an array that is not of records."""

MANY: Final = 20_000
LARGE: Final = 100_000_000
MOST_FIELDS: Final = 64
MOST_TIMES: Final = 64
LONGEST_NAME: Final = 32

DERIVED: Final = ("fire", "armour_fire", "targets", "frontage", "men", "armour")
"""Fields of a unit that follow from its items."""

Bounds = dict[str, tuple[int, int]]

UNIT_BOUNDS: Final[Bounds] = {
    "items": (0, MANY),
    "carry": (0, 999),
    "cohesion": (0, 100),
    "fatigue": (0, 100),
    "mp_left": (0, MOVEMENT_QUARTERS),
    "digging": (0, MANY),
    "stock": (0, MANY),
    "missions": (0, MANY),
    "distance": (0, UNREACHED),
    "status": (0, max(Status)),
    "entrenchment": (0, 4),
    "supply": (0, max(Supply)),
    "attacked": (0, 1),
    "moved": (0, 1),
    "pinned": (0, 1),
    "defended": (0, 100),
    "routed": (0, 1),
    "zone": (0, 1),
    IDLE: (0, 0),
}
"""Least and most of what a unit may have; `hex` and `below` depend on the scenario, DERIVED on the items."""

HEX_BOUNDS: Final[Bounds] = {"owner": (NOWHERE, SIDES - 1), "load": (0, LARGE), "zone": (0, 32_000), IDLE: (0, 0)}
SIDE_BOUNDS: Final[Bounds] = {
    "losses": (0, LARGE),
    "crew_carry": (0, 999),
    "captured": (0, LARGE),
    "points": (-LARGE, LARGE),
    "depot": (0, LARGE),
}


def plain(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a rule as plain Python; inner rules cannot be called from Python once they are compiled."""
    found: Callable[..., Any] = getattr(function, "py_func", function)
    return found


# --- to text --------------------------------------------------------------------------------------------------------


def snapshot_of(state: State) -> dict[str, Any]:
    """Return the state as plain data: by array its rows, its fields (name, format, shape) and its packed bytes."""
    return {name: _packed(getattr(state, name)) for name in ARRAYS}


def _packed(array: Any) -> dict[str, Any]:
    return {
        "rows": len(array),
        "fields": [list(entry) for entry in _fields_of(array.dtype)],
        "data": base64.b64encode(zlib.compress(array.tobytes())).decode("ascii"),
    }


def _fields_of(dtype: np.dtype[Any]) -> list[tuple[str, str, list[int]]]:
    """Return name, format and shape of each field, in the order of the bytes."""
    if dtype.names is None:
        return [(NUMBER, dtype.str, [])]
    return [(name, dtype[name].base.str, list(dtype[name].shape)) for name in dtype.names]


# --- from text ------------------------------------------------------------------------------------------------------


def state_from(data: Any, scenario: Scenario, log_rows: int, *, same_rules: bool) -> State:
    """Return the state that a snapshot holds.

    With the same rules its fields must be exactly ours. With others, fields are matched by name, those that it lacks
    keep their value from the start of the scenario, and what follows from other numbers is worked out anew.

    Raises
    ------
    SaveError : it is not a state of this scenario; the message says what is wrong.
    """
    if not isinstance(data, dict):
        raise SaveError("its snapshot is not a set of arrays")
    state = scenario.start.copy(log_rows)
    for name in ARRAYS:
        if name in data or same_rules:
            ours = getattr(state, name)
            _fill(ours, _unpacked(name, data.get(name), len(ours)), name, same_rules)
    state.clock.logged[0] = 0
    _check_bounds(scenario.world, state)
    _check_places(scenario.world, state)
    _check_stacks(scenario.world, state)
    _check_derived(scenario, state, same_rules=same_rules)
    return state


def _unpacked(name: str, data: Any, rows: int) -> Any:
    """Return the array that was packed, as records in its own fields."""
    if not isinstance(data, dict) or type(data.get("rows")) is not int or not isinstance(data.get("data"), str):
        raise SaveError(f"its snapshot has no array {name!r}")
    if data["rows"] != rows:
        raise SaveError(f"its snapshot has {data['rows']} {name}, but the scenario has {rows}")
    dtype = _dtype_of(name, data.get("fields"))
    size = rows * dtype.itemsize
    return np.frombuffer(_unzipped(name, data["data"], size), dtype).copy()


def _dtype_of(name: str, fields: Any) -> np.dtype[Any]:
    if not isinstance(fields, list) or not 0 < len(fields) <= MOST_FIELDS or not all(map(_is_field, fields)):
        raise SaveError(f"its snapshot says nothing sensible of the fields of {name!r}")
    if len({field[0] for field in fields}) != len(fields):
        raise SaveError(f"its snapshot names a field of {name!r} twice")
    return np.dtype([(field[0], field[1], tuple(field[2])) for field in fields])


def _is_field(field: Any) -> bool:
    if not isinstance(field, list) or len(field) != 3:  # noqa: PLR2004 - name, format, shape
        return False
    name, kind, shape = field
    if not isinstance(name, str) or not name.isidentifier() or len(name) > LONGEST_NAME or kind not in FORMATS:
        return False
    return (
        isinstance(shape, list)
        and len(shape) <= 2  # noqa: PLR2004 - no field is a cube
        and all(type(times) is int and 0 < times <= MOST_TIMES for times in shape)
    )


def _unzipped(name: str, text: str, size: int) -> bytes:
    """Return exactly `size` bytes; a packed bomb is never unpacked further than that."""
    fault = SaveError(f"the array {name!r} of its snapshot is damaged")
    if len(text) > 2 * size + 1000:
        raise fault
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(base64.b64decode(text, validate=True), size + 1)
    except (binascii.Error, ValueError, zlib.error):
        raise fault from None
    if len(content) != size or not unpacker.eof or unpacker.unused_data:
        raise fault
    return content


def _fill(target: Any, stored: Any, name: str, same_rules: bool) -> None:
    """Copy the fields that both have; with the same rules they must have the same."""
    if same_rules and _fields_of(target.dtype) != _fields_of(stored.dtype) and target.dtype.names is not None:
        raise SaveError(f"the fields of {name!r} in its snapshot are not those of these rules")
    if target.dtype.names is None:
        _copy(target, stored[NUMBER] if NUMBER in (stored.dtype.names or ()) else None, name)
        return
    for field in target.dtype.names:
        if field in stored.dtype.names and stored.dtype[field].shape == target.dtype[field].shape:
            _copy(target[field], stored[field], name)


def _copy(target: Any, stored: Any, name: str) -> None:
    kind = np.iinfo(target.dtype)
    if (
        stored is None
        or stored.shape != target.shape
        or stored.min(initial=0) < kind.min
        or stored.max(initial=0) > kind.max
    ):
        raise SaveError(f"the array {name!r} of its snapshot holds numbers that do not fit")
    target[...] = stored


# --- bounds ---------------------------------------------------------------------------------------------------------


def _within(array: Any, least: int, most: int, what: str) -> None:
    if len(array) and (array.min() < least or array.max() > most):
        raise SaveError(f"{what} in its snapshot is out of bounds ({least} to {most})")


def _check_bounds(world: World, state: State) -> None:
    for group, records, bounds in (
        ("a unit", state.units, UNIT_BOUNDS),
        ("a hex", state.hexes, HEX_BOUNDS),
        ("a side", state.sides, SIDE_BOUNDS),
    ):
        for field, (least, most) in bounds.items():
            if field in (records.dtype.names or ()):
                _within(records[field], least, most, f"'{field}' of {group}")
    _within(state.hexes["top"], NOWHERE, len(world.units) - 1, "'top' of a hex")
    _within(state.units["hex"], NOWHERE, len(world.hexes) - 1, "'hex' of a unit")
    _within(state.units["below"], NOWHERE, len(world.units) - 1, "'below' of a unit")
    _within(state.crossings, 0, LARGE, "the lift used at a crossing")
    if bool(((world.units["items"] == NOWHERE) & (state.units["items"] != 0)).any()):
        raise SaveError("a unit in its snapshot has items of no kind")
    if bool((state.units["items"] > world.units["count"]).any()):
        raise SaveError("a unit in its snapshot has more items than it began with")
    _check_clock(world, state)


def _check_clock(world: World, state: State) -> None:
    clock, rungs = state.clock, len(world.levels)
    _within(clock["turn"], int(world.frame[2]), int(world.frame[3]), "the turn")
    _within(clock["active"], 0, SIDES - 1, "the side whose turn it is")
    _within(clock["phase"], 0, max(Phase), "the phase")
    _within(clock["draws"], 0, LARGE, "the count of draws")
    over = clock["phase"][0] == Phase.OVER
    _within(clock["level"], 0 if over else NOWHERE, rungs - 1 if over else NOWHERE, "the outcome")


# --- what must agree ------------------------------------------------------------------------------------------------


def _check_places(world: World, state: State) -> None:
    """Units on the map stand on land; those off it hold no zone and lie on nobody."""
    present = state.units["status"] == Status.PRESENT
    hexes = state.units["hex"]
    if bool((hexes[present] == NOWHERE).any()) or bool((world.hexes["water"][hexes[present]] == 1).any()):
        raise SaveError("a unit in its snapshot is on the map but stands in no hex of land")
    if bool((state.units["below"][~present] != NOWHERE).any()) or bool((state.units["zone"][~present] != 0).any()):
        raise SaveError("a unit in its snapshot is off the map but holds a place on it")


def _check_stacks(world: World, state: State) -> None:
    """Every unit on the map is in the stack of its hex, once, with friends only."""
    below, hexes = state.units["below"].tolist(), state.units["hex"].tolist()
    sides, status = world.units["side"].tolist(), state.units["status"].tolist()
    waiting = {unit for unit, its in enumerate(status) if its == Status.PRESENT}
    for hex_ in np.flatnonzero(state.hexes["top"] != NOWHERE).tolist():
        top = unit = int(state.hexes["top"][hex_])
        while unit != NOWHERE:
            if unit not in waiting or hexes[unit] != hex_ or sides[unit] != sides[top]:
                raise SaveError("a stack in its snapshot is tangled")
            waiting.remove(unit)
            unit = below[unit]
    if waiting:
        raise SaveError("a unit in its snapshot is in no stack")


def _check_derived(scenario: Scenario, state: State, *, same_rules: bool) -> None:
    """Strength follows from items, loads and zones from who stands where; worked out again, it must be the same."""
    fresh = state.copy(0)
    _derive(scenario, fresh)
    if same_rules and not (
        all(np.array_equal(fresh.units[field], state.units[field]) for field in DERIVED)
        and all(np.array_equal(fresh.hexes[field], state.hexes[field]) for field in ("load", "zone"))
    ):
        raise SaveError("the numbers in its snapshot contradict each other")
    state.units[:] = fresh.units
    state.hexes[:] = fresh.hexes


def _derive(scenario: Scenario, state: State) -> None:
    recount, count_zone = plain(effects.recount), plain(effects.count_zone)
    world, start = scenario.world, scenario.start
    state.hexes["load"] = 0
    state.hexes["zone"] = 0
    for unit, status in enumerate(state.units["status"].tolist()):
        if status == Status.AWAITED:
            for field in DERIVED:
                state.units[field][unit] = start.units[field][unit]
            continue
        recount(world, state, unit)
        if status == Status.PRESENT:
            state.hexes["load"][int(state.units["hex"][unit])] += int(state.units["frontage"][unit])
            if state.units["zone"][unit] == 1:
                count_zone(world, state, unit, 1)
