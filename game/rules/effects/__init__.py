"""What happens to the State: the only part of the game that writes it, a module a chapter of the rulebook.

Each function makes one change that the rules have already decided, keeps up what follows from it, and logs the event in
the same breath (`log`); none of them reasons. The log may have no rows (batches); nothing else depends on it.

    sequence     turns, fresh units, the end (2)       movement   stacks, marches, who comes and goes (2.3, 3, 5.7, 5.8)
    bridges      ways over those that stand (3.2)      zones      counts of zones of control (3.6)
    supply       depots, ammunition, levels (4)        combat     items, men and nerve lost (5, 6)
    recovery     cohesion, fatigue, routs (7)          works      digging (8)
    permissions  what is forbidden where (9)           victory    hex control, points (10)
    vehicles     disabled ones (5.7, 7.5)              spare      a copy made equal again (5.9)
    ground       ground that changes (3.9)             log        the one that writes events
"""

from __future__ import annotations

from game.rules.effects.bridges import apply_bridges
from game.rules.effects.combat import (
    break_through,
    carry_hits,
    carry_loss,
    carry_on,
    fire_mission,
    give_up,
    lose_items,
    mark_assaulted,
    mark_attacked,
    recount,
    refresh_after_losses,
    shake,
    suppress,
)
from game.rules.effects.ground import apply_ground, change_ground
from game.rules.effects.movement import (
    advance,
    bog_down,
    break_out,
    come_with,
    destroy,
    drift_away,
    enter_map,
    exit_map,
    ferry,
    leave_map,
    march,
    mark_moved,
    pin,
    put,
    relocate,
    reset_crossings,
    retreat,
    spend,
    surrender,
    take,
    withdraw,
)
from game.rules.effects.permissions import apply_permissions
from game.rules.effects.recovery import come_up, rally, rout, steady, tire
from game.rules.effects.sequence import begin_side, end_game, next_draw, refresh_unit
from game.rules.effects.spare import copy_crossings, copy_hex, copy_sides, copy_unit
from game.rules.effects.supply import draw_ammunition, fill_depot, set_supply
from game.rules.effects.vehicles import abandon, carry_repairs, repair
from game.rules.effects.victory import own, set_points
from game.rules.effects.works import dig
from game.rules.effects.zones import count_zone, has_zone, refresh_zone

__all__ = [
    "abandon",
    "advance",
    "apply_bridges",
    "apply_ground",
    "apply_permissions",
    "begin_side",
    "bog_down",
    "break_out",
    "break_through",
    "carry_hits",
    "carry_loss",
    "carry_on",
    "carry_repairs",
    "change_ground",
    "come_up",
    "come_with",
    "copy_crossings",
    "copy_hex",
    "copy_sides",
    "copy_unit",
    "count_zone",
    "destroy",
    "dig",
    "draw_ammunition",
    "drift_away",
    "end_game",
    "enter_map",
    "exit_map",
    "ferry",
    "fill_depot",
    "fire_mission",
    "give_up",
    "has_zone",
    "leave_map",
    "lose_items",
    "march",
    "mark_assaulted",
    "mark_attacked",
    "mark_moved",
    "next_draw",
    "own",
    "pin",
    "put",
    "rally",
    "recount",
    "refresh_after_losses",
    "refresh_unit",
    "refresh_zone",
    "relocate",
    "repair",
    "reset_crossings",
    "retreat",
    "rout",
    "set_points",
    "set_supply",
    "shake",
    "spend",
    "steady",
    "suppress",
    "surrender",
    "take",
    "tire",
    "withdraw",
]
