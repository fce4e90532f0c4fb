"""No sum and no product of the rules outgrows its field: the worst case of each, worked out from the declared bounds.

`Most` has what the files may say at most; every test below adds up or multiplies as the rules do, and compares with the
field, or with the 64 bits in which compiled rules reckon.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from game.batch.recording import OWNED
from game.commanders.cadet.mind import FAR, new_mind
from game.core.limits import (
    MOST_AREAS,
    MOST_AWARDS,
    MOST_CROSSINGS,
    MOST_FIRE,
    MOST_KINDS,
    MOST_MEN,
    MOST_POINTS,
    MOST_REGIONS,
    MOST_REPAIRED,
    MOST_TARGETS,
    MOST_UNITS,
    MOST_VALUE,
)
from game.core.terms import MOVEMENT_QUARTERS, UNREACHED
from game.rules.breaching import MOST_FACTOR
from game.rules.combat import MOST_ODDS, MOST_RATIO
from game.rules.effects.works import LEVEL_OF_WORK
from game.rules.scratch import BATTLE, BUCKETS, MAX_PATH, MAX_UNITS, ORDER, new_scratch
from game.scenario.rule_values import CHAPTER_OF, LEAST_OF_WORKS, RULE_VALUES
from game.scenario.schema.basics import (
    Count,
    Days,
    Height,
    Margin,
    Missions,
    Share,
    Speed,
    Thousandths,
    Turn,
    bounds_of,
)
from game.scenario.schema.libraries import Equipment, rounded_share
from game.scenario.schema.mapsheet import MapFile
from game.scenario.schema.scenario_file import AwardEntry
from game.scenario.ways import MOST_ACROSS, MOST_CARRY
from game.scenario.world import (
    CROSSING,
    EQUIPMENT,
    EVENT,
    HEX,
    HEX_FIGURES,
    KINDS,
    RULES,
    SIDE_STATE,
    SLOTS,
    TERRAIN,
    TURN,
    UNIT,
    UNIT_FIGURES,
    UNIT_STATE,
)
from tests.tabletop import tabletop

WORD: Final = 2**63 - 1
"""The most that a whole number of compiled rules can be."""


def field_most(model: Any, name: str) -> int:
    """The greatest value of a field of a model."""
    return next(int(one.le) for one in model.model_fields[name].metadata if hasattr(one, "le"))


HEXES: Final = field_most(MapFile, "columns") * field_most(MapFile, "rows")
HEX_SIZE: Final = field_most(MapFile, "hex_size")
ITEMS: Final = bounds_of(Count)[1]
TURNS: Final = bounds_of(Turn)[1]
TERM: Final = max(bounds_of(Thousandths)[1], MOST_ACROSS)
CREW: Final = field_most(Equipment, "crew")
HARD: Final = field_most(Equipment, "hard") + field_most(Equipment, "close")
LIGHTS: Final = 4
HOLD: Final = {"award": "hold", "area": "hill"}


def most_of(name: str) -> int:
    """The greatest number of a rule at any scale: in hexes of 20 km and turns of 24 hours."""
    rule = RULE_VALUES[name]
    here, given = {"width": (HEX_SIZE, 1000), "hours": (24, 8), None: (1, 1)}[rule.per]
    return max(rounded_share(max(abs(least), most), here, given) for least, most in rule.bounds)


def holds(record: np.dtype[Any], field: str, *numbers: int) -> bool:
    """Whether a field of a record can hold all these numbers."""
    kind = np.iinfo(record[field].base)
    return all(kind.min <= number <= kind.max for number in numbers)


# --- what stands in the arrays --------------------------------------------------------------------------------------


def test_rules_at_any_scale() -> None:
    for name in RULE_VALUES:
        record = RULES[CHAPTER_OF[name]] if name in CHAPTER_OF else RULES
        assert holds(record, name, most_of(name), -most_of(name)), name


def test_what_follows_from_the_items_of_a_unit() -> None:
    assert holds(UNIT_FIGURES, "men", MOST_MEN)
    assert holds(UNIT_FIGURES, "armour", MOST_MEN)
    assert holds(UNIT_FIGURES, "frontage", MOST_MEN)
    assert holds(UNIT_FIGURES, "fire", MOST_FIRE)
    assert holds(UNIT_FIGURES, "targets", MOST_TARGETS)
    assert holds(UNIT_STATE, "items", ITEMS)
    assert SLOTS * ITEMS * CREW * bounds_of(Thousandths)[1] < WORD  # added up before it is checked


def test_what_a_unit_and_a_hex_gather() -> None:
    dug = max(most_of("digging"), most_of("digging_in_zone")) * most_of("digging_engineers") // 1000
    assert holds(UNIT_STATE, "digging", LEVEL_OF_WORK + 4 * dug)
    assert holds(UNIT_STATE, "stock", bounds_of(Days)[1] * 24)
    assert holds(UNIT_STATE, "missions", bounds_of(Missions)[1])
    assert holds(UNIT_STATE, "defended", most_of("defensive_missions"))
    assert holds(UNIT_STATE, "mp_left", MOVEMENT_QUARTERS)
    assert holds(UNIT_STATE, "distance", UNREACHED)
    assert holds(UNIT_STATE, "hex", HEXES) and holds(UNIT_STATE, "below", MOST_UNITS)
    assert holds(HEX_FIGURES, "load", MOST_UNITS * MOST_MEN)
    assert holds(HEX_FIGURES, "zone", MOST_UNITS)


def test_what_a_side_gathers() -> None:
    assert holds(SIDE_STATE, "losses", 2 * MOST_UNITS * SLOTS * ITEMS)
    assert holds(SIDE_STATE, "captured", MOST_UNITS * MOST_MEN)
    assert holds(SIDE_STATE, "depot", ITEMS * (TURNS + 1))
    assert holds(SIDE_STATE, "points", MOST_POINTS, -MOST_POINTS)
    assert holds(SIDE_STATE, "losses", 2 * MOST_UNITS * SLOTS * ITEMS + MOST_REPAIRED)
    assert holds(SIDE_STATE, "losses", MOST_UNITS * MOST_MEN + KINDS * MOST_REPAIRED * CREW)
    assert holds(SIDE_STATE, "repaired", MOST_REPAIRED) and holds(SIDE_STATE, "written_off", MOST_UNITS * SLOTS * ITEMS)
    assert holds(SIDE_STATE, "crew_carry", 999) and holds(SIDE_STATE, "burnt_carry", 999)
    assert holds(UNIT_STATE, "disabled", ITEMS) and holds(UNIT_STATE, "repairs", 999)
    assert SLOTS * ITEMS * most_of("repair") + 999 < WORD
    assert ITEMS * CREW * bounds_of(Share)[1] + 999 < WORD
    assert 2 * MOST_POINTS <= bounds_of(Margin)[1] < 2**31 - 1  # the least margin of the last level lies below
    assert field_most(AwardEntry, "per") > 0


def test_what_the_world_has_of_the_files() -> None:
    assert holds(HEX, "terrain", MOST_KINDS)
    assert holds(HEX, "neighbour", HEXES) and holds(HEX, "crossing", MOST_CROSSINGS)
    assert holds(HEX, "across", MOST_ACROSS) and holds(HEX, "carry", MOST_CARRY)
    assert holds(HEX, "elevation", *bounds_of(Height))
    assert holds(HEX_FIGURES, "terrain", MOST_KINDS)
    for field in ("cover", "exposure", "armour"):
        assert holds(TERRAIN, field, bounds_of(Thousandths)[1])
    for field in ("hard", "penetration", "close", "armour", "crew", "frontage", "soft", "range"):
        assert holds(EQUIPMENT, field, field_most(Equipment, field) if field != "frontage" else 100)
    assert holds(UNIT, "condition_area", 2 * MOST_AREAS + MOST_REGIONS)
    assert holds(UNIT, "arrival", TURNS) and holds(UNIT, "arrival_hex", HEXES)
    assert holds(UNIT, "quality", TERM) or bounds_of(Thousandths)[1] <= np.iinfo(np.int16).max
    assert holds(CROSSING, "day", ITEMS) and holds(TURN, "lift", ITEMS)


def test_what_is_logged() -> None:
    """Men of whole units, thousands of a crew, values of combat."""
    assert holds(EVENT, "numbers", MOST_VALUE, MOST_MEN, MOST_POINTS, HEXES, ITEMS * CREW)


# --- what the rules multiply ----------------------------------------------------------------------------------------


def test_fires_of_an_assault() -> None:
    raw = 2 * MAX_UNITS * MOST_FIRE
    hard = 2 * MAX_UNITS * SLOTS * ITEMS * HARD
    assert holds(BATTLE, "raw", raw, hard)
    assert holds(BATTLE, "shared", MAX_UNITS * MOST_FIRE)
    assert holds(BATTLE, "targets", MAX_UNITS * MOST_TARGETS)
    assert holds(BATTLE, "armour", MAX_UNITS * MOST_MEN)
    assert holds(BATTLE, "terms", TERM)
    assert raw * TERM < WORD and hard * TERM < WORD and MOST_VALUE * TERM < WORD
    assert SLOTS * ITEMS * HARD * most_of("thick_armour") < WORD
    assert MAX_UNITS * MOST_FIRE * 1000 * most_of("suppression") < WORD


def test_losses_by_fire() -> None:
    struck = MOST_VALUE * most_of("luck") // 1000
    shown = max(1000, most_of("dense_most"))
    hits = struck * shown // 1000
    assert MOST_VALUE * most_of("luck") < WORD and struck * shown < WORD
    assert hits * most_of("lethality") < WORD
    exposed = 1000 + HEX_SIZE * RULE_VALUES["approach"].bounds[1][1] // 1000
    assert MAX_UNITS * MOST_TARGETS * exposed < WORD
    assert struck * max(most_of("armour_lethality"), most_of("bombard_lethality")) < WORD
    men = MAX_UNITS * (MOST_TARGETS // 1000 + 10 * MOST_MEN)
    assert men * max(1000, most_of("dense_gain")) < WORD
    assert MAX_UNITS * MOST_TARGETS * MOST_TARGETS < WORD  # spread over units by the targets of each
    assert MAX_UNITS * MOST_MEN * 1000 * MOST_MEN < WORD  # likewise vehicles
    assert MOST_TARGETS * max(most_of("retreat_losses"), most_of("bombard_shock")) < WORD
    assert 36 * 36 * MAX_UNITS * MOST_TARGETS < WORD  # expected over all pairs of luck


def test_odds() -> None:
    morale = bounds_of(Thousandths)[1]
    most = morale * (1000 + HEX_SIZE * RULE_VALUES["depth"].bounds[1][1] // 1000) // 1000
    assert holds(BATTLE, "morale", most)
    assert MAX_UNITS * MOST_TARGETS * morale < WORD
    assert MOST_VALUE * most_of("luck") * 100 < WORD
    assert MOST_RATIO * 1000 < WORD
    assert MOST_RATIO * 1000 // most > MOST_ODDS  # so that what is cut off makes no difference


def test_terms_of_troops_and_ground() -> None:
    assert MAX_UNITS * MOST_FIRE * TERM < WORD
    assert MAX_UNITS * MOST_TARGETS * max(most_of("dug_in"), most_of("prepared_fire")) < WORD
    assert 1000 * 1000 // LEAST_OF_WORKS <= MOST_FACTOR <= TERM  # whole where men in the open count as they are


def test_points() -> None:
    assert MOST_UNITS * SLOTS * ITEMS * 1000 < WORD  # losses times points, before the sum is checked
    assert MOST_AWARDS * 1000 * HEXES < WORD


# --- places in buffers ----------------------------------------------------------------------------------------------


def test_buckets_and_paths() -> None:
    """A cost is an index: none is below nothing, and none beyond the last bucket."""
    assert RULE_VALUES["zone_leave"].bounds[0][0] >= 0
    assert MOVEMENT_QUARTERS < BUCKETS
    assert FAR < BUCKETS
    assert most_of("supply_low") < UNREACHED < BUCKETS
    assert MAX_PATH >= MOVEMENT_QUARTERS  # each step costs a quarter at least
    assert holds(ORDER, "target", HEXES) and holds(ORDER, "path", HEXES) and holds(ORDER, "units", MOST_UNITS)
    assert max(most_of("stack_units"), most_of("defensive_guns")) <= MAX_UNITS
    assert all(len(RULE_VALUES[name].bounds) == LIGHTS for name in ("attack_light", "defence_light", "observation"))


def test_what_a_commander_adds_up() -> None:
    table = tabletop("R1 B1 .\n . . .", areas={"hill": ["0201"]}, awards=[{**HOLD, "side": "red", "points": 5}])
    mind = new_mind(table.world, new_scratch(table.world))
    worth = MOST_AWARDS * 1000 * 1000
    assert np.iinfo(mind.worth.dtype).max > worth and np.iinfo(mind.way.dtype).max > FAR
    for name in ("own_fire", "enemy_fire", "own_mass", "sent", "wanted", "strength"):
        assert np.iinfo(getattr(mind, name).dtype).max > 1000 * MOST_UNITS * MOST_FIRE, name


def test_plain_arrays_of_the_world() -> None:
    world = tabletop("R1 B1 .\n . . .").world
    most = {
        "edges": MOVEMENT_QUARTERS,
        "bog": bounds_of(Share)[1],
        "breaks": bounds_of(Share)[1],
        "home": UNREACHED,
        "area_hexes": HEXES,
    }
    for name, number in most.items():
        assert np.iinfo(getattr(world, name).dtype).max >= number, name
    assert all(holds(world.ways_home.dtype, name, HEXES) for name in ("hex", "next"))
    assert np.iinfo(OWNED.dtype).max >= HEXES
    assert np.iinfo(world.levels.dtype).max >= bounds_of(Margin)[1]


def test_speeds_and_sizes_make_no_cost_beyond_a_turn() -> None:
    slowest = 60 * HEX_SIZE * MOVEMENT_QUARTERS * 1_000_000 * most_of("night_march")
    assert 2 * slowest + 2 * bounds_of(Speed)[1] * most_of("pace") // 1000 * 1440 * 1_000_000 < WORD
