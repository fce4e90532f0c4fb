"""The arrays of a State as text, and back: what a save keeps so that a later version can still continue the game.

Each array is its bytes, packed, with the names and shapes of its fields, so that fields are matched by name. Nothing
in a file is trusted: compiled rules do not check their indices, so every number is held against its bounds, and
whatever follows from other numbers (strength from items, stacks, loads, zones) is worked out again and compared.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import Any, Final

import numpy as np

from game.core.errors import SaveError
from game.core.terms import NOWHERE, SIDES, Kind, Mobility, Phase, Status
from game.engine.plain import plain
from game.engine.snapshot_bounds import PLAIN, Bounds, armoured_of, bounds_of, clock_bounds, losses_of
from game.rules import effects
from game.rules.strengths import counts_at_start
from game.rules.victory import level_at, points_of
from game.scenario.loading import Scenario
from game.scenario.world import DERIVED, KEPT, State, World

FORMATS: Final = ("|i1", "<i2", "<i4", "<i8")
MOST_FIELDS: Final = 64
MOST_TIMES: Final = 64
LONGEST_NAME: Final = 32

FOLLOWING: Final = (
    ("hexes", "owner"),
    ("sides", "losses"),
    ("sides", "written_off"),
    ("sides", "points"),
    ("clock", "level"),
)
"""Fields that are kept and yet follow from others: `owner` where somebody stands, the last two once all is over."""


# --- to text --------------------------------------------------------------------------------------------------------


def snapshot_of(state: State) -> dict[str, Any]:
    """Return the state as plain data: by array its rows, its fields (name, format, shape) and its packed bytes."""
    return {name: _packed(state.kept(name)) for name in KEPT}


def _packed(array: Any) -> dict[str, Any]:
    return {
        "rows": len(array),
        "fields": [list(entry) for entry in _fields_of(array.dtype)],
        "data": base64.b64encode(zlib.compress(array.tobytes())).decode("ascii"),
    }


def _fields_of(dtype: np.dtype[Any]) -> list[tuple[str, str, list[int]]]:
    """Return name, format and shape of each field, in the order of the bytes."""
    if dtype.names is None:
        return [(PLAIN, dtype.str, [])]
    return [(name, dtype[name].base.str, list(dtype[name].shape)) for name in dtype.names]


# --- from text ------------------------------------------------------------------------------------------------------


def state_from(data: Any, scenario: Scenario, log_rows: int, *, same_rules: bool) -> State:
    """Return the state that a snapshot holds.

    With the same rules its fields must be exactly ours. With others, fields are matched by name, those that it lacks
    keep their value from the start of the scenario, and what follows from other numbers is worked out again.

    Raises
    ------
    SaveError : it is not a state of this scenario; the message says what is wrong.
    """
    if not isinstance(data, dict):
        raise SaveError("its snapshot is not an object of arrays")
    state = scenario.start.copy(log_rows)
    for name in KEPT:
        ours = getattr(state, name)
        if name in data or (same_rules and len(ours)):  # an array without rows may be younger than the save
            stored = _unpacked(name, data.get(name), len(ours))
            if same_rules:
                _require_fields(state.kept(name).dtype, stored.dtype, name)
            _fill(ours, stored, name)
    state.clock.logged[0] = 0
    _check_bounds(scenario, state)
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
        raise SaveError(f"its snapshot has an invalid list of the fields of {name!r}")
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


def _require_fields(ours: np.dtype[Any], stored: np.dtype[Any], name: str) -> None:
    if ours.names is not None and _fields_of(ours) != _fields_of(stored):
        raise SaveError(f"the fields of {name!r} in its snapshot are not those of these rules")


def _fill(target: Any, stored: Any, name: str) -> None:
    """Copy the fields that both have."""
    if target.dtype.names is None:
        _copy(target, stored[PLAIN] if PLAIN in (stored.dtype.names or ()) else None, name)
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


WHOSE: Final = {"units": "a unit", "hexes": "a hex", "sides": "a side", "clock": "the clock"}


def _check_bounds(scenario: Scenario, state: State) -> None:
    """The clock comes first: the bounds of others follow from it."""
    clock = clock_bounds(scenario.world, over=bool(state.clock["phase"][0] == Phase.OVER))
    _within(state.clock, clock, WHOSE["clock"])
    for name, bounds in bounds_of(scenario.world, state, scenario.start).items():
        _within(getattr(state, name), bounds, WHOSE.get(name, f"the {name}"))


def _within(array: Any, bounds: Bounds, whose: str) -> None:
    for field, (least, most) in bounds.items():
        values = array if field == PLAIN else array[field]
        if bool(((values < least) | (values > most)).any()):
            allowed = f"{np.min(least)} to {np.max(most)}" if np.size(most) else "0 to 0"
            raise SaveError(f"'{field}' of {whose} in its snapshot is out of bounds ({allowed})")


# --- what must agree ------------------------------------------------------------------------------------------------


def _check_places(world: World, state: State) -> None:
    """Units on the map are on land, boats on water, dug in no deeper than it allows; others are off; all adds up."""
    present = state.units["status"] == Status.PRESENT
    hexes = state.units["hex"]
    afloat = world.hexes["water"][hexes[present]] == 1
    boats = world.units["mobility"][present] == Mobility.BOAT
    if bool((hexes[present] == NOWHERE).any()) or bool((afloat & ~boats).any()):
        raise SaveError("a unit in its snapshot is on the map but not in a land hex")
    if bool((boats & ~afloat).any()):
        raise SaveError("a boat in its snapshot is on the map but not on water")
    if bool((state.units["entrenchment"][present] > _deepest_works(world)[hexes[present]]).any()):
        raise SaveError("a unit in its snapshot is dug in deeper than the ground under it allows")
    items, disabled = state.units["items"].astype(np.int64), state.units["disabled"].astype(np.int64)
    unfit = (disabled > 0) & (
        (world.units["items"] == NOWHERE) | (world.equipment["armour"][world.units["items"]] == 0)
    )
    if bool((items + disabled > counts_at_start(world, state)).any()) or bool(unfit.any()):
        raise SaveError("a unit in its snapshot has more disabled vehicles than it came with")
    out = state.units["status"] == Status.EXITED
    if not np.array_equal(out, _departed(world, state)):
        raise SaveError("a unit in its snapshot has left the map, but not by an exit of its side")
    if bool((hexes[~present] != NOWHERE).any()) or bool((state.units["below"][~present] != NOWHERE).any()):
        raise SaveError("a unit in its snapshot is off the map but holds a place on it")


def _departed(world: World, state: State) -> Any:
    """Return (U,) whether each unit is noted to have left the map by an exit of its side."""
    if len(state.departures) == 0:
        return np.zeros(len(world.units), np.bool_)
    by_exit = world.exits[world.units["side"], state.departures["hex"]] == 1
    return (state.departures["turn"] > 0) & by_exit


def _deepest_works(world: World) -> Any:
    """(H,) the most levels that can ever be dug in each hex: works stay when the ground changes (rulebook 3.9)."""
    return world.terrain["entrench_max"][world.counts_as[:, world.hexes["terrain"]]].max(axis=0)


def _check_stacks(world: World, state: State) -> None:
    """Every unit on the map is in the stack of its hex, once, with friends only."""
    below, hexes = state.units["below"].tolist(), state.units["hex"].tolist()
    sides, status = world.units["side"].tolist(), state.units["status"].tolist()
    waiting = {unit for unit, its in enumerate(status) if its == Status.PRESENT}
    for hex_ in np.flatnonzero(state.hexes["top"] != NOWHERE).tolist():
        top = unit = int(state.hexes["top"][hex_])
        while unit != NOWHERE:
            if unit not in waiting or hexes[unit] != hex_ or sides[unit] != sides[top]:
                raise SaveError("a stack in its snapshot is inconsistent")
            waiting.remove(unit)
            unit = below[unit]
    if waiting:
        raise SaveError("a unit in its snapshot is in no stack")


def _check_derived(scenario: Scenario, state: State, *, same_rules: bool) -> None:
    """Work out what follows from other numbers; what of it is kept the snapshot must have so, with the same rules."""
    fresh = state.copy(0)
    _derive(scenario.world, fresh)
    if same_rules and not all(
        np.array_equal(getattr(fresh, array)[field], getattr(state, array)[field]) for array, field in FOLLOWING
    ):
        raise SaveError("the numbers in its snapshot contradict each other")
    state.hexes[:] = fresh.hexes
    for name in DERIVED:
        getattr(state, name)[:] = getattr(fresh, name)


def _derive(world: World, state: State) -> None:
    """Work out strength, zones, loads, bans, lost machines, whose occupied ground is; of a game over, its outcome."""
    plain(effects.apply_permissions)(world, state)
    plain(effects.apply_ground)(world, state)
    recount, count_zone, has_zone = plain(effects.recount), plain(effects.count_zone), plain(effects.has_zone)
    for unit, status in enumerate(state.units["status"].tolist()):
        recount(world, state, unit)
        if status != Status.PRESENT:
            continue
        hex_ = int(state.units["hex"][unit])
        state.hex_figures["load"][hex_] += int(state.unit_figures["frontage"][unit])
        state.hex_figures["side"][hex_] = world.units["side"][unit]
        if world.hexes["water"][hex_] == 0:
            state.hexes["owner"][hex_] = world.units["side"][unit]
        if has_zone(world, state, unit) == 1:
            state.unit_figures["zone"][unit] = 1
            count_zone(world, state, unit, 1)
    points = [0] * SIDES  # nobody has any until all is over
    gone = losses_of(world, counts_at_start(world, state), state.units["items"])
    machines = [kind for kind in Kind if kind is not Kind.MEN]  # of men it takes the whole story
    state.sides["losses"][:, machines] = (gone + state.sides["repaired"])[:, machines]
    missing = counts_at_start(world, state) - state.units["items"] - state.units["disabled"]
    state.sides["written_off"] = armoured_of(world, missing)
    if state.clock["phase"][0] == Phase.OVER:
        points = [int(points_of(world, state, side)) for side in range(SIDES)]
        state.clock["level"] = plain(level_at)(world, points[0] - points[1])
    state.sides["points"] = points
