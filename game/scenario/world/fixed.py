"""World: everything that never changes during a game; all runs share it.

Fields are ordered so that no record has padding. What the search for ways needs is packed in plain arrays beside the
records.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.terms import SIDES
from game.scenario.rule_values import rule_fields
from game.scenario.world.records import Records, record
from game.scenario.world.sizes import MOBILITIES, SLOTS

HEX = record(
    [
        ("neighbour", "<i4", (6,)),  # row of the neighbour across each hexside, NOWHERE off the map
        ("across", "<i2", (6,)),  # thousandths: fire of an attack out of this hex across each hexside
        ("column", "<i2"),
        ("row", "<i2"),
        ("elevation", "<i2"),  # metres
        ("crossing", "<i2"),  # row of the crossing that serves this water hex, NOWHERE without one
        ("carry", "<i2", (6,)),  # supply distance into the neighbour across each hexside, tens of metres of open ground
        ("terrain", "i1"),  # row of its kind of ground, as the map has it
        ("water", "i1"),  # 1: only boats stop here; others cross it at crossings
        ("road", "<i2"),  # 1 where a road or track passes
    ]
)

TERRAIN = record(
    [
        ("cover", "<i2"),  # thousandths
        ("exposure", "<i2"),  # thousandths
        ("armour", "<i2"),  # thousandths: what armour makes of its fire here
        ("entrench_max", "i1"),
        ("shelter", "i1"),  # 1: keeps the cold from who is in it
    ]
)
"""One kind of ground. Which of them a hex has can change: `rules.ground` says what it has now."""

EQUIPMENT = record(
    [
        ("soft", "<i4"),
        ("range", "<i4"),  # metres
        ("hard", "<i2"),
        ("penetration", "<i2"),
        ("close", "<i2"),
        ("armour", "<i2"),
        ("crew", "<i2"),
        ("crew_loss", "<i2"),
        ("frontage", "<i2"),
        ("exposure", "<i2"),  # thousandths for each of the crew
        ("kind", "i1"),
        ("indirect", "i1"),
        ("opens_works", "<i2"),  # men in works whose works one takes from them in an assault
        ("burnt", "<i2"),  # thousandths of those hit that are lost for good; NOWHERE: as the rules have it
        ("spare", "<i2"),
    ]
)

UNIT = record(
    [
        ("items", "<i2", (SLOTS,)),  # equipment row of each slot, NOWHERE for an unused one
        ("count", "<i2", (SLOTS,)),  # items at the start, the most where that is drawn: `strengths.count_at_start`
        ("quality", "<i2"),
        ("formation", "<i2"),
        ("type", "<i2"),
        ("arrival", "<i2"),  # turn; 0: on the map from the start
        ("arrival_hex", "<i4"),
        ("chance", "<i2"),  # per cent, to come in its turn, and again in each after it
        ("until", "<i2"),  # last turn in which it may come; 0: any
        ("dice", "<i2"),  # 0: its strength is not drawn
        ("least", "i1"),  # per cent of full strength that it has at least where that is drawn
        ("most", "i1"),  # likewise at most: what `count` is
        ("withdrawal", "<i2"),  # turn; 0: never
        ("condition_area", "<i2"),  # arrives only while condition_side holds this area; NOWHERE: always
        ("condition_side", "i1"),
        ("side", "i1"),
        ("role", "i1"),
        ("echelon", "i1"),
        ("mobility", "i1"),
        ("entrenched", "i1"),  # levels on arrival
        ("cohesion", "<i2"),  # on arrival
        ("fatigue", "<i2"),
        ("missions", "<i2"),  # fire missions carried when full
        ("stock", "<i2"),  # turns a unit lives on what it carries
        ("start_missions", "<i2"),
        ("morale", "<i2"),  # thousandths: how much more than the norm it takes to make the unit retreat
        ("night_assault", "<i2"),  # 1: trained for the assault by night
    ]
)

CROSSING = record(
    [
        ("day", "<i4"),  # men's frontage a turn
        ("night", "<i4"),
        ("side", "<i2"),
        ("heavy", "<i2"),
        ("disorder", "<i2"),
        ("spare", "<i2"),
    ]
)

AWARD = record(
    [
        ("points", "<i4"),
        ("contested", "<i4"),
        ("per", "<i4"),
        ("free", "<i4"),
        ("award", "<i2"),
        ("side", "<i2"),
        ("of", "<i2"),
        ("area", "<i2"),
        ("kind", "<i2"),
        ("unit", "<i2"),  # NOWHERE where the award is about none
        ("by", "<i2"),  # the last turn that counts; 0: any
        ("strength", "<i2"),  # per cent of its men that a unit must have to count
    ]
)

PERMISSION = record(
    [
        ("area", "<i2"),
        ("side", "i1"),
        ("deny", "i1"),
    ]
)
"""Who is forbidden what, and where; when is `State.permissions`."""

SPAN = record(
    [
        ("cost", "<i2", (MOBILITIES, 2)),  # quarter points over the bridge, by day and by night; 0: not taken
        ("bare_cost", "<i2", (MOBILITIES, 2)),  # with no bridge that takes the class; 0: closed
        ("bog", "<i2", (MOBILITIES,)),  # thousandths: chance to bog down beyond the bridge
        ("bare_bog", "<i2", (MOBILITIES,)),
        ("breaks", "<i2", (MOBILITIES,)),  # thousandths: chance to break through the ice beyond the bridge
        ("bare_breaks", "<i2", (MOBILITIES,)),
        ("carry", "<i2"),  # supply distance over the bridge, tens of metres of open ground; 0: it takes no men
        ("bare_carry", "<i2"),
        ("bridge", "<i2"),  # row in `State.bridges`, NOWHERE where only the ground beyond changes
        ("other", "<i2"),  # row of the span of another bridge over the same hexside, NOWHERE without one
    ]
)
"""One way over a hexside by one bridge or ford: B bridges have 2 B spans. After them come steps into ground that
changes: `bare` is what each costs, and all hexsides alike share one."""

WAY_HOME = record(
    [
        ("hex", "<i4"),
        ("next", "<i4"),  # the next hex towards the source, NOWHERE at a source and where no way leads to one
        ("distance", "<i2"),  # as in `World.home`
        ("spare", "<i2"),
    ]
)
"""How supply comes to a hex with nobody in the way."""

SPAN_FIGURES = record(
    [
        ("cost", "<i2", (MOBILITIES, 2)),
        ("bog", "<i2", (MOBILITIES,)),
        ("breaks", "<i2", (MOBILITIES,)),
        ("carry", "<i2"),
    ]
)
"""What a hexside with bridges is one way, for those that stand, or a step into ground that changes: as in the tables
of ways."""

TURN = record(
    [
        ("lift", "<i2", (SIDES,)),  # fire missions reaching each side's depots
        ("light", "<i2"),
        ("minutes", "<i2"),
        ("cold", "<i2"),  # 1: bitterly cold
        ("ground", "<i2"),  # row in `World.counts_as`: how the ground is
    ]
)

RULES = record(rule_fields())
"""Every number of the rulebook that is not a property of an item, a unit or the ground."""

FRAME = record(
    [
        ("hex_size", "<i4"),  # metres
        ("columns", "<i4"),
        ("first_turn", "<i4"),
        ("last_turn", "<i4"),
        ("first_side", "<i4"),  # the side whose orders are due first in each turn
        ("without_luck", "<i4"),  # 1: nothing at all is drawn
        ("boats", "<i4"),  # 1: there are boats among the units
    ]
)
"""The few numbers of the whole scenario."""


class World(NamedTuple):
    """Everything that stays as it is. Plain arrays are shared read-only; see the module for the dimensions."""

    hexes: Records  # (H,) HEX
    equipment: Records  # (E,) EQUIPMENT
    units: Records  # (U,) UNIT
    crossings: Records  # (C,) CROSSING; one idle row where a map has none
    awards: Records  # (P,) AWARD
    calendar: Records  # (T,) TURN, by turn number
    rules: Records  # (1,) RULES
    terrain: Records  # (K,) TERRAIN
    counts_as: NDArray[np.int8]  # (G, K) row of the kind of ground that each counts as; in row 0 all are themselves
    # Of the tables of ways, `hexes.carry` among them, `rules.ways` says what is where they have spans.
    edges: NDArray[np.int16]  # (M, 2, H, 6) quarter points to enter the neighbour, by day and by night; 0: closed
    bog: NDArray[np.int16]  # (M, H, 6) thousandths: chance to bog down on entering the neighbour
    breaks: NDArray[np.int16]  # (M, H, 6) thousandths: chance to break through the ice of the neighbour
    spans: Records  # (G, W) SPAN
    spans_at_start: Records  # (G, W) SPAN_FIGURES, by the bridges of the start
    areas: NDArray[np.int8]  # (A, H) 1: the hex belongs to the area
    area_hexes: NDArray[np.int32]  # rows of the hexes of every area that are not water, area after area
    area_first: NDArray[np.int32]  # (A + 1,) place of each area's first in `area_hexes`, and the end
    permissions: Records  # (N,) PERMISSION
    exits: NDArray[np.int8]  # (SIDES, H) 1: units of the side may leave the map from here
    counted: NDArray[np.int8]  # (P, U) 1: the award is about this unit, of those that ask who has exited
    sources: NDArray[np.int8]  # (SIDES, H) 1: a supply source of the side
    home: NDArray[np.int16]  # (SIDES, H) supply distance to the nearest source at the start, nobody in the way
    ways_home: Records  # (SIDES, H) WAY_HOME of every hex, nearest to a source first
    levels: NDArray[np.int32]  # (V,) least margin of each victory level, best first
    frame: Records  # (1,) FRAME
