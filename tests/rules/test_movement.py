"""Movement (rulebook 3). Hexes of 500 m and turns of 8 hours: men on grass need ten quarter points a hex."""

from __future__ import annotations

from typing import Any

import pytest

from game.core.dice import Purpose, draw
from game.core.hexes import DIRECTIONS
from game.core.terms import MOVEMENT_QUARTERS, EventKind, Light, Mobility, Reason
from game.engine.orders import Move
from game.rules import effects
from game.rules.movement import can_end, direction_to, is_night, lift_left, may_board, step_cost
from tests.tabletop import LEGEND, Table, kinds, of_kind, tabletop

GRASS_ON_FOOT = 10

EMPTY_WEST = """
    R1  .   .   .
      .   .   .   .
    .   .   .   B1
"""


def quarters(metres_an_hour: int, thousandths: int = 1000, *, metres: int = 500, hours: int = 8) -> int:
    """What the rule says: the share of a turn that it takes, in quarter points, rounded, from 1 to a whole turn."""
    exact = metres * MOVEMENT_QUARTERS * thousandths / (metres_an_hour * hours * 1000)
    return min(MOVEMENT_QUARTERS, max(1, int(exact + 0.5)))


def speed(table: Table, terrain: str, mobility: str) -> int:
    return table.scenario.ground.terrain[terrain].speed.get(mobility, 0)  # type: ignore[call-overload]


# --- costs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["R1", "RC1", "RG1", "RW1", "RT1"])
@pytest.mark.parametrize("ground", [".", "m", "s", "v", "h", "H", "S"])
def test_a_march_takes_time_by_ground_and_mobility(unit: str, ground: str) -> None:
    """3.2: metres an hour of the class on the ground that is entered; without a speed it is closed."""
    table = tabletop(f"{unit} {ground}\n . B1")
    mobility = Mobility(int(table.kind(unit).mobility)).name.lower()
    metres_an_hour = speed(table, LEGEND[ground], mobility)
    order = table.move(unit, "0100")
    if metres_an_hour == 0:
        assert table.why(order) is Reason.CLOSED_GROUND
        return
    expected = quarters(metres_an_hour)
    events = of_kind(table.game.play(order), EventKind.MOVED)
    assert [event["cost"] for event in events] == [expected]
    if int(table.unit(unit).mp_left):  # else it has bogged down in the marsh
        assert int(table.unit(unit).mp_left) == MOVEMENT_QUARTERS - expected


@pytest.mark.parametrize(("hex_size", "turn_hours"), [(250, 8), (500, 4), (1000, 12), (2000, 24), (100, 24)])
def test_one_rulebook_serves_every_scale(hex_size: int, turn_hours: int) -> None:
    """3.1: speeds are metres an hour, a turn has 48 quarter points whatever its length."""
    table = tabletop("R1 .\n . B1", hex_size=hex_size, turn_hours=turn_hours)
    expected = quarters(speed(table, "grass", "foot"), metres=hex_size, hours=turn_hours)
    assert table.cost("R1", "0000-E") == expected


def test_a_road_replaces_the_ground() -> None:
    """3.2: along a road its speed counts, if it is better; beside it the ground's."""
    table = tabletop("R1 . .\n . . B1", "m m m\n m m m", roads=[("track", ["0000", "0100", "0200"])])
    track = quarters(table.scenario.ground.roads["track"].speed["foot"])
    marsh = quarters(speed(table, "marsh", "foot"))
    assert track < marsh
    assert table.cost("R1", "0000-E") == table.cost("R1", "0100-W") == track
    assert table.cost("R1", "0000-SE") == marsh
    table.march("R1", "0100", "0200")
    assert int(table.unit("R1").mp_left) == MOVEMENT_QUARTERS - 2 * track


def test_a_slow_road_takes_nothing_away() -> None:
    """3.2: tanks make more of dry steppe than of a track."""
    table = tabletop("RT1 .\n . B1", roads=[("track", ["0000", "0100"])])
    ground = table.scenario.ground
    assert ground.roads["track"].speed["tracked"] < ground.terrain["grass"].speed["tracked"]
    assert table.cost("RT1", "0000-E") == quarters(ground.terrain["grass"].speed["tracked"])


@pytest.mark.parametrize("light", ["day", "twilight", "moonlit", "dark"])
def test_night_slows_the_march(light: str) -> None:
    """2.2, 3.2: on turns of moonlight or darkness every cost is multiplied; twilight counts as day."""
    table = tabletop("R1 .\n . B1", light=light, turn_hours=1, hex_size=100)
    night = light in {"moonlit", "dark"}
    assert table.world.calendar[1].light == Light[light.upper()]
    assert is_night(table.world, table.state) == night
    expected = quarters(
        speed(table, "grass", "foot"), int(table.rules.movement.night_march) if night else 1000, metres=100, hours=1
    )
    table.march("R1", "0100")
    assert int(table.unit("R1").mp_left) == MOVEMENT_QUARTERS - expected


def test_a_steep_slope_slows_up_more_than_down() -> None:
    """3.2: the hex that the map names is the high one."""
    table = tabletop(". R1 .\n . . B1", hexsides={"steep": ["0000-E"]})
    steep = table.scenario.ground.hexsides["steep"]
    base = speed(table, "grass", "foot")
    assert table.cost("R1", "0000-E") == quarters(base, steep.slow_down)
    assert table.cost("R1", "0100-W") == quarters(base, steep.slow_up)
    assert quarters(base, steep.slow_down) < quarters(base, steep.slow_up)
    table.march("R1", "0000")
    assert int(table.unit("R1").mp_left) == MOVEMENT_QUARTERS - quarters(base, steep.slow_up)


def test_wheels_do_not_climb_a_slope_but_on_a_road() -> None:
    """3.2: a closed hexside is closed both ways; a road crosses it, and its slope does not count."""
    table = tabletop(". RW1 .\n . . B1", hexsides={"steep": ["0000-E"]})
    assert table.why(table.move("RW1", "0000")) is Reason.CLOSED_GROUND
    table = tabletop("RW1 . .\n . . B1", hexsides={"steep": ["0000-E"]})
    assert table.why(table.move("RW1", "0100")) is Reason.CLOSED_GROUND
    table = tabletop(". RW1 .\n . . B1", hexsides={"steep": ["0000-E"]}, roads=[("dirt_road", ["0000", "0100"])])
    assert table.cost("RW1", "0100-W") == quarters(table.scenario.ground.roads["dirt_road"].speed["wheeled"])


def test_a_step_never_takes_more_than_a_turn() -> None:
    """3.1: whoever has a whole turn left makes one step, however slow, even out of an enemy zone."""
    table = tabletop("RG1 . B1\n . . .", "m m .\n m m .", hex_size=1000, turn_hours=8)
    slow = speed(table, "marsh", "horse_drawn")
    assert 1000 * MOVEMENT_QUARTERS / (slow * 8) > MOVEMENT_QUARTERS
    assert table.cost("RG1", "0000-E") == MOVEMENT_QUARTERS
    table.march("RG1", "0100")
    assert int(table.unit("RG1").mp_left) == 0
    table.next_turn()
    table.march("RG1", "0000")  # out of the zone of B1
    assert int(table.unit("RG1").mp_left) == 0


def test_marching_tires() -> None:
    """7.2: a whole turn's march costs `march_fatigue`, less a part of it."""
    table = tabletop(EMPTY_WEST, rules={"march_fatigue": 24})
    table.march("R1", "0100", "0200")
    assert int(table.unit("R1").fatigue) == 2 * GRASS_ON_FOOT * 24 // MOVEMENT_QUARTERS


def test_a_march_is_logged_hex_by_hex() -> None:
    """3.1: each step with what the march has cost so far; the ground becomes the marcher's."""
    table = tabletop(EMPTY_WEST)
    events = table.march("R1", "0100", "0101")
    assert kinds(events) == [EventKind.OWNER, EventKind.MOVED] * 2
    moved = of_kind(events, EventKind.MOVED)
    assert [(event.from_hex, event.to_hex, event["cost"]) for event in moved] == [
        ("0000", "0100", GRASS_ON_FOOT),
        ("0100", "0101", 2 * GRASS_ON_FOOT),
    ]
    assert table.owner("0100") == table.owner("0101") == "red"
    assert int(table.unit("R1").moved) == 1


def test_whoever_marches_leaves_his_trenches() -> None:
    """8.1: entrenchment and digging stay behind."""
    table = tabletop(EMPTY_WEST, R1={"entrenched": 2})
    table.next_turn()
    assert int(table.unit("R1").digging) > 0
    table.march("R1", "0100")
    assert (int(table.unit("R1").entrenchment), int(table.unit("R1").digging)) == (0, 0)


# --- zones of control -----------------------------------------------------------------------------------------------


ZONE = """
    .   .   .   .   .
      .   .   .   .   .
    R1  .   B1  .   .
      .   .   .   .   .
"""


def test_an_enemy_zone_ends_the_march() -> None:
    """3.6: into the zone, and no further this turn."""
    table = tabletop(ZONE)
    assert table.why(table.move("R1", "0102", "0101")) is Reason.ZONE_STOPS
    table.march("R1", "0102")
    assert int(table.unit("R1").pinned) == 1
    assert table.why(table.move("R1", "0002")) is Reason.PINNED
    assert table.reach("R1") == {"0102": 0}
    table.next_turn()
    assert int(table.unit("R1").pinned) == 0
    assert table.why(table.move("R1", "0002")) is Reason.LEGAL


def test_round_the_zone_the_march_goes_on() -> None:
    """3.6: only hexes of the zone stop."""
    table = tabletop(ZONE)
    table.march("R1", "0001", "0000", "0100")
    assert int(table.unit("R1").pinned) == 0


@pytest.mark.parametrize("leave", [0, 4, 8, 20])
def test_leaving_an_enemy_zone_costs(leave: int) -> None:
    """3.6: on top of the ground; into another hex of the zone as well as out of it."""
    table = tabletop(ZONE, rules={"zone_leave": leave})
    table.march("R1", "0102")
    table.next_turn()
    left = {there: cost for there, cost in table.reach("R1").items() if cost}
    assert left["0002"] == left["0101"] == GRASS_ON_FOOT + leave
    table.march("R1", "0101")  # from zone to zone: one step, and pinned again
    assert int(table.unit("R1").mp_left) == MOVEMENT_QUARTERS - GRASS_ON_FOOT - leave
    assert int(table.unit("R1").pinned) == 1


@pytest.mark.parametrize(("rifles", "stops"), [(60, True), (59, False), (1, False)])
def test_a_handful_does_not_stop_anybody(rifles: int, stops: bool) -> None:
    """3.6: a zone needs `zone_frontage` men, here half of what a hex of 1 km takes."""
    table = tabletop(ZONE, B1={"items": {"riflemen": rifles}}, rules={"zone_frontage": 120})
    verdict = table.why(table.move("R1", "0102", "0101"))
    assert verdict is (Reason.ZONE_STOPS if stops else Reason.LEGAL)


def test_a_broken_unit_does_not_stop_anybody() -> None:
    """3.6, 7.3: who has broken holds no zone."""
    table = tabletop(ZONE)
    effects.rout(table.world, table.state, table.row("B1"))
    assert table.why(table.move("R1", "0102", "0101")) is Reason.LEGAL


def test_a_friend_in_the_zone_does_not_open_the_way() -> None:
    """3.6: for marchers a zone stays a zone."""
    table = tabletop("R1 R2 B1\n . . .")
    assert table.why(table.move("R1", "0100", "0001")) is Reason.ZONE_STOPS


def test_water_has_no_zone() -> None:
    """3.6: control ends at the shore."""
    table = tabletop(
        "~ ~ .\n . B1 .\nR1 . .",
        crossings=[{"side": "red", "hexes": ["0000", "0100"], "speed": 500, "lift": {"day": 900, "night": 900}}],
    )
    assert table.hex_figures("0100").zone[1] == 0
    assert table.hex_figures("0001").zone[1] == 1
    assert table.hex_figures("0101").zone[1] == 1


# --- paths ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        (["0200"], Reason.PATH_BROKEN),  # not adjacent
        (["0100", "0300"], Reason.PATH_BROKEN),  # a gap later on
        (["0000"], Reason.PATH_BROKEN),  # standing still is no march
        (["0100", "0200", "0201", "0202", "0102"], Reason.ZONE_STOPS),
        (["0100", "0101", "0202", "0302"], Reason.ZONE_STOPS),
        (["0100", "0200", "0300", "0200", "0100"], Reason.TOO_FEW_POINTS),
        (["0001"], Reason.LEGAL),
    ],
)
def test_a_path_is_a_chain_of_adjacent_hexes(path: list[str], reason: Reason) -> None:
    """3.1: one hex after the other, each beside the last, for what points there are."""
    assert tabletop(EMPTY_WEST).why(Move("R1", ("0000", *path))) is reason


def test_a_path_begins_where_the_unit_stands() -> None:
    """3.1."""
    assert tabletop(EMPTY_WEST).why(Move("R1", ("0100", "0200"))) is Reason.PATH_BROKEN


@pytest.mark.parametrize("path", [("0000",), ()])
def test_a_path_goes_somewhere(path: tuple[str, ...]) -> None:
    """3.1: an order made by a program may lack what a text always has; it is refused like any other."""
    assert tabletop(EMPTY_WEST).why(Move("R1", path)) is Reason.PATH_BROKEN


def test_no_way_through_the_enemy() -> None:
    """3.1: nor into his hex, even where he has no zone."""
    table = tabletop("R1 B1 .\n . . .", B1={"items": {"riflemen": 10}})
    assert table.why(table.move("R1", "0100")) is Reason.ENEMY_THERE
    assert table.why(table.move("R1", "0100", "0200")) is Reason.ENEMY_THERE


def test_points_are_counted_in_quarters_and_shown_in_points() -> None:
    """3.1: the sentence says what it needs and what there is."""
    table = tabletop("R1 . . .\n . . . .\n. . . .\n . . . B1")
    order = table.move("R1", "0100", "0200", "0201", "0101", "0102")
    assert table.game.check(order).sentence == "needs 12.5 movement points, has 12 (rule 3.1)"
    table.march("R1", "0100")
    order = table.move("R1", "0200", "0201", "0101", "0102")
    assert table.game.check(order).sentence == "needs 10 movement points, has 9.5 (rule 3.1)"


def test_a_full_stack_may_be_passed_but_not_joined() -> None:
    """3.4: passing through friends takes no room."""
    table = tabletop("R1 R2+R3 . .\n . . . .\n. . . B1", rules={"stack_limit": 1200})  # 600 men in a hex of 500 m
    assert table.why(table.move("R1", "0100")) is Reason.STACK_FULL
    assert "0100" in table.reach("R1")
    table.march("R1", "0100", "0200")
    assert table.where("R1") == "0200"
    assert table.hex_figures("0100").load == 600


def test_forbidden_ground_is_neither_entered_nor_passed() -> None:
    """9.1."""
    table = tabletop(EMPTY_WEST, areas={"beyond": ["0100"]}, permissions=[("red", "enter", "beyond", (1, 2))])
    assert table.why(table.move("R1", "0100")) is Reason.FORBIDDEN_AREA
    assert table.why(table.move("R1", "0100", "0200")) is Reason.FORBIDDEN_AREA
    assert "0100" not in table.reach("R1")


def test_what_is_wrong_first_is_named_first() -> None:
    """3: closed ground before the enemy in it, a broken path before both."""
    table = tabletop("RW1 B1\n . .", "v H\n . .")
    assert table.why(table.move("RW1", "0100")) is Reason.CLOSED_GROUND


# --- soft ground ----------------------------------------------------------------------------------------------------


MARSH = {"drawing": "RT1 .\n . B1", "ground": "m m\n m m"}


def bogged_at(seed: int, table: Table, unit: str, number: str, chance: int) -> bool:
    return draw(seed, 1, Purpose.BOG, table.row(unit), table.hex_row(number), 0) % 1000 < chance


def test_soft_ground_holds_tanks_by_chance() -> None:
    """3.3: the draw is the unit's and the hex's own; who bogs down stays in the hex and moves no more."""
    seen = set()
    for seed in range(12):
        table = tabletop(**MARSH, luck="table", seed=seed)
        chance = table.scenario.ground.terrain["marsh"].bog["tracked"]
        expected = bogged_at(seed, table, "RT1", "0100", chance)
        events = table.march("RT1", "0100")
        assert (EventKind.BOGGED in kinds(events)) == expected
        assert table.where("RT1") == "0100"
        if expected:
            assert (int(table.unit("RT1").mp_left), int(table.unit("RT1").pinned)) == (0, 1)
        seen.add(expected)
    assert seen == {True, False}


def test_who_sticks_goes_no_further() -> None:
    """3.3: the rest of the path is not marched."""
    outcomes = set()
    for seed in range(16):
        table = tabletop("RT1 . .\n . . .\n. . B1", "m m .\n m m .\n. . .", luck="table", seed=seed, hex_size=200)
        chance = table.scenario.ground.terrain["marsh"].bog["tracked"]
        table.march("RT1", "0100", "0200")
        expected = "0100" if bogged_at(seed, table, "RT1", "0100", chance) else "0200"
        assert table.where("RT1") == expected
        outcomes.add(expected)
    assert outcomes == {"0100", "0200"}


def test_men_and_roads_do_not_stick() -> None:
    """3.3: bog is by mobility class, and a road is firm."""
    table = tabletop("R1+RT1 .\n . B1", "m m\n m m", roads=[("track", ["0000", "0100"])])
    for unit, step, soft in [("R1", "E", False), ("R1", "SE", False), ("RT1", "E", False), ("RT1", "SE", True)]:
        mobility = int(table.kind(unit).mobility)
        assert bool(table.world.bog[mobility, 0, DIRECTIONS.index(step)] > 0) is soft, (unit, step)


def test_nobody_sticks_where_there_is_no_room() -> None:
    """3.3: else a march through a full stack would leave it over its limit."""
    for seed in range(12):
        table = tabletop(
            "RT1 R1 . .\n . . . .\n. . . B1", "m m . .\n m m . .\n. . . .", luck="table", seed=seed, hex_size=200,
            rules={"stack_limit": 1500},
        )  # fmt: skip
        table.march("RT1", "0100", "0200")
        assert table.where("RT1") == "0200"
        assert table.hex_figures("0100").load == 300


# --- boats ----------------------------------------------------------------------------------------------------------


LAKE = """
    R1  ~   .   .
      R2  ~   .   .
    R3  ~   .   B1
"""
WATER = ["0100", "0101", "0102"]


def boats(**changes: Any) -> list[dict[str, Any]]:
    return [{"side": "red", "hexes": WATER, "speed": 500, "lift": {"day": 700, "night": 300}, **changes}]


def test_without_boats_there_is_no_way_over_water() -> None:
    """3.5."""
    table = tabletop(LAKE)
    assert table.why(table.move("R1", "0100", "0200")) is Reason.CLOSED_GROUND
    assert not {"0100", "0200"} & table.reach("R1").keys()


def test_boats_take_men_over() -> None:
    """3.5: at the boats' speed, then ashore at that of the ground."""
    table = tabletop(LAKE, crossings=boats())
    events = table.march("R1", "0100", "0200")
    assert kinds(events) == [EventKind.FERRIED, EventKind.OWNER, EventKind.MOVED]
    assert (events[0]["crossing"], events[0]["men"]) == ("boats_0", 300)
    assert (events[0].from_hex, events[0].to_hex) == ("0000", None)
    assert table.where("R1") == "0200"
    assert int(table.unit("R1").mp_left) == MOVEMENT_QUARTERS - quarters(500) - GRASS_ON_FOOT


def test_a_march_does_not_end_on_the_water() -> None:
    """3.5: passed, never stayed in."""
    table = tabletop(LAKE, crossings=boats())
    assert table.why(table.move("R1", "0100")) is Reason.ENDS_IN_WATER
    assert can_end(table.world, table.state, table.row("R1"), table.hex_row("0100")) == 0
    assert can_end(table.world, table.state, table.row("R1"), table.hex_row("0200")) == 1


def test_boats_carry_so_many_in_a_turn() -> None:
    """3.5: 300 and 300 of 700; the third battalion waits, until the next turn frees the boats."""
    table = tabletop(LAKE, crossings=boats())
    table.march("R1", "0100", "0200")
    table.march("R2", "0101", "0201")
    assert lift_left(table.world, table.state, 0) == 100
    assert table.why(table.move("R3", "0102", "0202")) is Reason.NO_BOATS
    assert "0202" not in table.reach("R3")
    table.next_turn()
    assert lift_left(table.world, table.state, 0) == 700 or is_night(table.world, table.state)
    assert table.state.crossings[0] == 0


@pytest.mark.parametrize(("light", "lift"), [("day", 700), ("moonlit", 300), ("dark", 300)])
def test_boats_carry_another_load_by_night(light: str, lift: int) -> None:
    """3.5: under fire by day, in the dark without it, or the other way round: the scenario says."""
    table = tabletop(LAKE, crossings=boats(), light=light)
    assert lift_left(table.world, table.state, 0) == lift


@pytest.mark.parametrize(("lift", "boards"), [(300, 1), (299, 0)])
def test_a_unit_goes_over_whole_or_not_at_all(lift: int, boards: int) -> None:
    """3.5."""
    table = tabletop(LAKE, crossings=boats(lift={"day": lift, "night": 0}))
    assert may_board(table.world, table.state, table.row("R1"), table.hex_row("0100")) == boards


def test_nobody_uses_the_enemy_s_boats() -> None:
    """3.5."""
    table = tabletop(LAKE, crossings=boats(side="blue"))
    assert table.why(table.move("R1", "0100", "0200")) is Reason.NO_BOATS
    assert "0200" not in table.reach("R1")


def test_rowing_boats_take_no_guns_but_a_ferry_does() -> None:
    """3.5: `heavy`."""
    board = "RG1 ~ . .\n . ~ . .\nRT1 ~ . B1"
    table = tabletop(board, crossings=boats())
    assert table.why(table.move("RG1", "0100", "0200")) is Reason.CLOSED_GROUND
    assert table.why(table.move("RT1", "0102", "0202")) is Reason.CLOSED_GROUND
    table = tabletop(board, crossings=boats(heavy=True))
    assert table.why(table.move("RG1", "0100", "0200")) is Reason.LEGAL
    assert table.why(table.move("RT1", "0102", "0202")) is Reason.LEGAL


def test_a_crossing_brings_disorder() -> None:
    """3.5: once a crossing, however many hexes of water it is."""
    table = tabletop(
        "R1 ~ ~ . .\n . . ~ . .\n. . . . B1", crossings=boats(hexes=["0100", "0200"], disorder=15)
    )  # fmt: skip
    events = table.march("R1", "0100", "0200", "0300")
    assert int(table.unit("R1").cohesion) == 85
    assert len(of_kind(events, EventKind.FERRIED)) == 1
    assert table.state.crossings[0] == 300


def test_two_crossings_are_two() -> None:
    """3.5: from the boats of one lake into those of another."""
    table = tabletop(
        "R1 ~ ~ . .\n . . . . .\n. . . . B1",
        crossings=[*boats(hexes=["0100"], disorder=15), *boats(hexes=["0200"], disorder=10)],
    )
    table.march("R1", "0100", "0200", "0300")
    assert int(table.unit("R1").cohesion) == 75
    assert table.state.crossings.tolist() == [300, 300]


def test_the_same_boats_are_taken_once() -> None:
    """3.5: a unit that comes back to the boats it has left in this march has them still."""
    table = tabletop(
        "R1 ~ ~ ~ .\n . . . . .\n. . . . B1",
        crossings=[*boats(hexes=["0100", "0300"], disorder=15), *boats(hexes=["0200"], disorder=10)],
        hex_size=250,
    )
    events = table.march("R1", "0100", "0200", "0300", "0400")
    assert [event["crossing"] for event in of_kind(events, EventKind.FERRIED)] == ["boats_0", "boats_1"]
    assert int(table.unit("R1").cohesion) == 75
    assert table.state.crossings.tolist() == [300, 300]


# --- reach ----------------------------------------------------------------------------------------------------------


def test_reach_says_what_the_march_costs() -> None:
    """3.1: the cheapest way; every hex of it is a legal march of that cost."""
    table = tabletop(
        """
        R1  .   h   .   .
          m   ~   h   .   .
        .   ~   .   B1  .
          .   .   m   .   .
        """,
        crossings=boats(hexes=["0101"]),
        hexsides={"steep": ["0200-W"]},
        roads=[("track", ["0000", "0100", "0200"])],
    )
    reach = table.reach("R1")
    assert len(reach) > 6
    moves = {order.path[-1]: order for order in table.game.legal_orders() if isinstance(order, Move)}
    assert moves.keys() == {number for number in reach if number not in {"0000", "0101", "0102"}}
    for number, order in moves.items():
        game = table.game.copy()
        game.play(order)
        assert MOVEMENT_QUARTERS - int(game.state.units[0].mp_left) == reach[number]


def test_reach_of_whoever_is_not_there() -> None:
    """3.1: nothing for a unit off the map, its own hex for one without points."""
    table = tabletop(EMPTY_WEST, R2={"hex": "0000", "turn": 3})
    assert table.reach("R2") == {}
    effects.spend(table.state, table.row("R1"), MOVEMENT_QUARTERS)
    assert table.reach("R1") == {"0000": 0}


def test_one_search_leaves_nothing_to_the_next() -> None:
    """3.1: the buffers are used again."""
    table = tabletop(EMPTY_WEST)
    alone = table.reach("R1")
    table.reach("B1")
    assert table.reach("R1") == alone


def test_step_costs_are_those_of_the_map() -> None:
    """3.1, 3.6: with the price of leaving a zone."""
    table = tabletop("R1 . B1\n . . .")
    row, here = table.row("R1"), table.hex_row("0100")
    leave = int(table.rules.movement.zone_leave)
    assert step_cost(table.world, table.state, row, 0, DIRECTIONS.index("E"), 0) == GRASS_ON_FOOT
    assert step_cost(table.world, table.state, row, here, DIRECTIONS.index("W"), 0) == GRASS_ON_FOOT + leave
    assert step_cost(table.world, table.state, row, 0, DIRECTIONS.index("W"), 0) == 0
    assert direction_to(table.world, 0, here) == DIRECTIONS.index("E")
    assert direction_to(table.world, 0, table.hex_row("0200")) == -1
