"""World and State: the arrays that the rules read and write.

`World` never changes during a game and is shared by all runs; `State` is everything that does change. Each is a
NamedTuple of a few structured arrays, so that a rule reads the same compiled and in plain Python
(`state.units[u].cohesion`), and a copy is a handful of memory copies.

Dimensions: H hexes, U units, A areas, B bridges and fords, C crossings, N permissions, T turns (row 0 unused, so that a
turn is its own row), M mobility classes, L kinds of light, K kinds of ground, G states of the ground, W spans.

    fixed      World and its records
    state      State and its records, copies, digests
    records    what both are made of
    sizes      how many of each there are
"""

from game.scenario.world.fixed import (
    AWARD,
    CROSSING,
    EQUIPMENT,
    FRAME,
    HEX,
    PERMISSION,
    RULES,
    SPAN,
    SPAN_FIGURES,
    TERRAIN,
    TURN,
    UNIT,
    WAY_HOME,
    World,
)
from game.scenario.world.records import Records, record, records, twin
from game.scenario.world.sizes import KINDS, LIGHTS, LUCK, MOBILITIES, SLOTS
from game.scenario.world.state import (
    BRIEF,
    CLOCK,
    DEPARTURE,
    DERIVED,
    DRAWN,
    EVENT,
    HEX_FIGURES,
    HEX_STATE,
    KEPT,
    PERMISSION_STATE,
    SIDE_STATE,
    UNIT_FIGURES,
    UNIT_STATE,
    State,
    empty_hex_figures,
    empty_hexes,
    new_log,
)

__all__ = [
    "AWARD",
    "BRIEF",
    "CLOCK",
    "CROSSING",
    "DEPARTURE",
    "DERIVED",
    "DRAWN",
    "EQUIPMENT",
    "EVENT",
    "FRAME",
    "HEX",
    "HEX_FIGURES",
    "HEX_STATE",
    "KEPT",
    "KINDS",
    "LIGHTS",
    "LUCK",
    "MOBILITIES",
    "PERMISSION",
    "PERMISSION_STATE",
    "RULES",
    "SIDE_STATE",
    "SLOTS",
    "SPAN",
    "SPAN_FIGURES",
    "TERRAIN",
    "TURN",
    "UNIT",
    "UNIT_FIGURES",
    "UNIT_STATE",
    "WAY_HOME",
    "Records",
    "State",
    "World",
    "empty_hex_figures",
    "empty_hexes",
    "new_log",
    "record",
    "records",
    "twin",
]
