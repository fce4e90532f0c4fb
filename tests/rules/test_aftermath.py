"""What an assault does to those who fought it (rulebook 5.5-5.9): nerve, retreat, rout, surrender, advance, forecast.

Boards are arranged by rules: `result=` makes every assault end so, and without `lethality` nobody falls to fire.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from game.core.dice import Purpose, draw
from game.core.terms import EventKind, Fire, Kind, Result, Status
from game.engine.events import Event
from game.engine.orders import Move
from game.rules import effects
from game.rules.luck import run_of_luck
from game.scenario.world import LUCK
from tests.recount import faults
from tests.tabletop import Table, kinds, of_kind, tabletop

BLOODLESS = {"lethality": [0, 0], "retreat_losses": [0] * 5, "no_way_losses": 0, "last_stand_losses": 0}
CALM = {"attacker_shaken": [0] * 5, "defender_shaken": [0] * 5, "shaken_by_losses": 0}

OPEN = """
    .   .   .   .   .
      .   B1  .   .   .
    .   R1  .   .   .
      .   .   .   .   .
"""


def fight(
    board: str = OPEN, by: list[str] | None = None, *, holding: bool = False, **options: Any
) -> tuple[Table, list[Event]]:
    """Attack 0101 on a board, without losses unless rules are given for them."""
    options["rules"] = {**BLOODLESS, **CALM, **options.pop("rules", {})}
    options.setdefault("sources", {"red": ["0002"], "blue": ["0401"]})
    table = tabletop(board, options.pop("ground", None), **options)
    events = table.attack("0101", by=by or ["R1"], holding=holding)
    assert faults(table.world, table.state) == []
    return table, events


# --- the whole list of events ---------------------------------------------------------------------------------------


def test_an_assault_from_beginning_to_end() -> None:
    """5: guns, the assault, losses, what the guns suppressed, nerves, retreat, advance, in this order."""
    table = tabletop(
        """
        .   .   .   .   BG1
          .   B1  .   .   .
        .   R1  .   .   .
          RG1 .   .   .   .
        """,
        result=Result.WITHDRAWN_ONE,
        sources={"blue": ["0401"]},
        rules={"lethality": [2000, 2000], "sparse_targets": 1, "retreat_losses": [0, 0, 100, 0, 0]},
    )
    events = table.attack("B1", by=["R1"], support=["RG1"])
    assert [(event.kind, event.unit) for event in events] == [
        (EventKind.FIRED, "RG1"),
        (EventKind.FIRED, "BG1"),
        (EventKind.ASSAULT, "R1"),
        (EventKind.LOST, "R1"),
        (EventKind.LOST, "B1"),
        (EventKind.SUPPRESSED, "B1"),
        (EventKind.SHAKEN, "R1"),
        (EventKind.SHAKEN, "B1"),
        (EventKind.LOST, "B1"),
        (EventKind.OWNER, "B1"),
        (EventKind.RETREATED, "B1"),
        (EventKind.OWNER, "R1"),
        (EventKind.ADVANCED, "R1"),
    ]
    assert events[2]["result"] == "withdrawn_one"


# --- results --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("result", "hexes"), [(0, 0), (1, 0), (2, 1), (3, 2), (4, 3)])
def test_how_far_they_go(result: int, hexes: int) -> None:
    """5.6, 5.7: repulsed and held stay; back one, back two, rout three."""
    table, events = fight(result=Result(result))
    retreats = of_kind(events, EventKind.RETREATED)
    assert len(retreats) == hexes
    assert table.where("B1") == ["0101", "0101", "0201", "0301", "0401"][result]
    assert int(table.unit("B1").routed) == (result == Result.ROUTED)
    assert of_kind(events, EventKind.ASSAULT)[0]["result"] == Result(result).name.lower()


@pytest.mark.parametrize("result", list(Result))
def test_nerves_by_how_it_went(result: Result) -> None:
    """5.6: both sides lose cohesion, each by its own table."""
    tables = {"attacker_shaken": [14, 9, 5, 4, 3], "defender_shaken": [2, 6, 12, 20, 35]}
    table, _ = fight(result=result, rules=tables)
    assert int(table.unit("R1").cohesion) == 100 - tables["attacker_shaken"][result]
    assert int(table.unit("B1").cohesion) == 100 - tables["defender_shaken"][result]


def test_nerves_by_what_was_lost() -> None:
    """5.6: so many hundredths of cohesion for each per cent of those exposed."""
    table, _ = fight(
        result=Result.HELD, rules={"lethality": [3000, 500], "shaken_by_losses": 150, "retreat_losses": [0] * 5}
    )
    for unit, group in (("R1", 0), ("B1", 1)):
        hit = (300 - table.items(unit)["riflemen"]) * 1000 + table.carries(unit)["riflemen"]
        percent = hit * 100 // int(table.battle.targets[group])
        assert percent > 0
        assert int(table.unit(unit).cohesion) == 100 - percent * 150 // 100


def test_fighting_tires_both_sides() -> None:
    """7.2."""
    table, _ = fight(result=Result.HELD, rules={"attack_fatigue": 12, "defence_fatigue": 6})
    assert (int(table.unit("R1").fatigue), int(table.unit("B1").fatigue)) == (12, 6)


@pytest.mark.parametrize(("shaken", "breaks"), [(87, False), (88, True), (100, True)])
def test_an_attacker_whose_nerve_is_gone_breaks(shaken: int, breaks: bool) -> None:
    """5.6: at a cohesion of `collapse` or less; he stays where he is and takes no ground."""
    table, events = fight(
        result=Result.ROUTED, rules={"attacker_shaken": [shaken] * 5, "collapse": 12}
    )  # fmt: skip
    assert int(table.unit("R1").routed) == breaks
    assert table.where("R1") == ("0102" if breaks else "0101")
    assert (EventKind.ADVANCED in kinds(events)) is not breaks


@pytest.mark.parametrize(("shaken", "breaks"), [(87, False), (88, True)])
def test_a_defender_whose_nerve_is_gone_breaks_whatever_the_result(shaken: int, breaks: bool) -> None:
    """5.6: the assault is repulsed, and he runs all the same."""
    table, events = fight(result=Result.REPULSED, rules={"defender_shaken": [shaken] * 5, "collapse": 12})
    assert int(table.unit("B1").routed) == breaks
    assert len(of_kind(events, EventKind.RETREATED)) == (3 if breaks else 0)


def test_one_of_a_stack_may_break_alone() -> None:
    """5.6: the other holds the hex."""
    table, events = fight(
        OPEN.replace("B1  .", "B1+B2  ."), result=Result.HELD, B1={"cohesion": 20}, rules={"defender_shaken": [10] * 5}
    )
    assert int(table.unit("B1").routed) == 1
    assert table.stack("0101") == ["B2"]
    assert EventKind.ADVANCED not in kinds(events)


# --- the way out (5.7) ----------------------------------------------------------------------------------------------


def out(board: str, result: Result = Result.WITHDRAWN_ONE, **options: Any) -> str | None:
    return fight(board, result=result, **options)[0].where("B1")


@pytest.mark.parametrize(("source", "there"), [("0401", "0201"), ("0400", "0200"), ("0000", "0100")])
def test_nearer_home_first(source: str, there: str) -> None:
    """5.7: by the distance of supply with nobody in the way."""
    assert out(OPEN, sources={"red": ["0203"], "blue": [source]}) == there


def test_then_first_clockwise() -> None:
    """5.7: from the north-east on."""
    assert out(OPEN, sources={"red": ["0203"], "blue": ["0400", "0401"]}) == "0200"


def test_then_away_from_the_assaulted_hex() -> None:
    """5.7: of two hexes equally near home, the second step goes to the one that is not beside where it began."""
    board = """
    .   .   .   .   .
      .   B1  .   .   .
    .   R1  .   .   .
      .   .   .   .   .
    """
    table, events = fight(board, result=Result.WITHDRAWN_TWO, sources={"red": ["0003"], "blue": ["0300", "0301"]})
    first, second = (event.to_hex for event in of_kind(events, EventKind.RETREATED))
    assert first in {"0200", "0201"}
    beside = {"0200", "0201", "0202", "0102", "0001", "0100"}
    assert second not in beside
    assert table.where("B1") == second


def test_away_from_the_assaulted_hex_goes_before_clockwise() -> None:
    """5.7: no way leads home, so all are as far; 0202 comes first clockwise, but lies beside where they were beaten."""
    board = """
    .   .   .   .   .
      .   .   .   .   .
    .   B1  .   .   .
      R1  .   .   .   .
    """
    ground = ". . ~ ~ .\n . . ~ ~ .\n. . . ~ .\n . . . ~ ."
    home = {"red": ["0003"], "blue": ["0400"]}
    table = tabletop(board, ground, result=Result.WITHDRAWN_TWO, sources=home, rules={**BLOODLESS, **CALM})
    events = table.attack("B1", by=["R1"])
    assert [event.to_hex for event in of_kind(events, EventKind.RETREATED)] == ["0101", "0100"]


@pytest.mark.parametrize(
    ("board", "there"),
    [
        # the way home is 0200 or 0201; 0100 is as far as where they stand
        (OPEN, "0200"),
        (OPEN.replace("B1  .", "B1  R2"), "0100"),  # an enemy, and his zone around
    ],
)
def test_not_where_the_enemy_is(board: str, there: str) -> None:
    """5.7: nor into his zone."""
    assert out(board, sources={"red": ["0203"], "blue": ["0400"]}) == there


def test_never_farther_from_home() -> None:
    """5.7: an enemy on the way home is enough, though the way into the wilderness is open."""
    board = OPEN.replace("B1  .", "B1  R2")
    home = {"red": ["0203"], "blue": ["0401"]}
    table, events = fight(board, result=Result.WITHDRAWN_ONE, sources=home, rules=STAND)
    assert table.where("B1") == "0200"  # they break out, nearest home, through the zone of the enemy
    assert table.items("B1")["riflemen"] == 300 - 300 * 120 // 1000
    assert EventKind.RETREATED not in kinds(events)
    assert out(board, sources={"red": ["0203"], "blue": ["0000"]}) == "0100"


def test_the_second_step_is_not_farther_from_home_either() -> None:
    """5.7: whoever has come home stays there, with no more losses than those of the retreat."""
    home = {"red": ["0203"], "blue": ["0201"]}
    table, events = fight(result=Result.WITHDRAWN_TWO, sources=home, rules=STAND)
    assert [event.to_hex for event in of_kind(events, EventKind.RETREATED)] == ["0201"]
    assert table.items("B1")["riflemen"] == 300


def test_far_from_home_is_everywhere_as_far() -> None:
    """5.7: where no way leads home at all, every hex is as good."""
    ground = ". . . ~ .\n . . . ~ .\n. . ~ ~ .\n . . . ~ ."
    assert out(OPEN, ground=ground, sources={"red": ["0203"], "blue": ["0401"]}) == "0200"


def test_a_friend_in_the_zone_covers_the_retreat() -> None:
    """5.7: into an enemy zone only where a friend stands."""
    board = """
    .   .   .   .   .
      .   B1  {}  .   .
    .   R1  R2  .   .
      .   .   .   .   .
    """
    assert out(board.format(". ")) == "0200"  # 0201 lies in the zone of R2
    assert out(board.format("B2")) == "0201"


@pytest.mark.parametrize("obstacle", ["water", "closed", "full", "units", "forbidden", "hexside"])
def test_what_else_is_no_way_out(obstacle: str) -> None:
    """5.7: water even with boats, ground they cannot march on, full stacks, forbidden ground."""
    board, ground, options = OPEN, None, {}
    if obstacle in {"water", "closed"}:
        letter = "~" if obstacle == "water" else "H"
        ground = f". . . . .\n . . {letter} . .\n. . . . .\n . . . . ."
        options["crossings"] = [
            {"side": "blue", "hexes": ["0201"], "speed": 500, "lift": {"day": 900, "night": 900}, "heavy": True}
        ] if obstacle == "water" else None  # fmt: skip
        if obstacle == "closed":
            board = OPEN.replace("B1", "BW1")
    elif obstacle in {"full", "units"}:
        board = OPEN.replace("B1  . ", "B1  B2")
        options["rules"] = {"stack_limit": 1000} if obstacle == "full" else {"stack_units": 1}
    elif obstacle == "forbidden":
        options |= {"areas": {"no": ["0201"]}, "permissions": [("blue", "enter", "no", (1, 1))]}
    else:
        board, options["hexsides"] = OPEN.replace("B1", "BW1"), {"steep": ["0101-E"]}
    table, _ = fight(board, ground=ground, result=Result.WITHDRAWN_ONE, **options)
    unit = "BW1" if "BW1" in board else "B1"
    assert table.where(unit) not in {"0201", "0101", None}


def test_the_second_step_does_not_go_back() -> None:
    """5.7: not into the assaulted hex, though it is no farther from home and nobody's zone keeps them out."""
    table, events = fight(
        result=Result.WITHDRAWN_TWO,
        sources={"red": ["0003"], "blue": ["0101", "0201"]},
        rules={"zone_frontage": 18_000},
    )
    assert [event.to_hex for event in of_kind(events, EventKind.RETREATED)] == ["0201"]
    assert table.where("B1") == "0201"


@pytest.mark.parametrize("result", [Result.WITHDRAWN_TWO, Result.ROUTED])
def test_nobody_runs_back_into_the_assault(result: Result) -> None:
    """5.7: there is home all round, and he goes on, away from where he was beaten."""
    table, events = fight(
        result=result,
        sources={"red": ["0003"], "blue": ["0101", "0200", "0201", "0301"]},
        rules={"zone_frontage": 18_000},
    )
    assert len(of_kind(events, EventKind.RETREATED)) == result - Result.HELD
    assert "0101" not in {event.to_hex for event in of_kind(events, EventKind.RETREATED)}
    assert table.where("R1") == "0101"


def test_retreating_costs_men() -> None:
    """5.7: by result."""
    for result in (Result.WITHDRAWN_ONE, Result.WITHDRAWN_TWO, Result.ROUTED):
        table, events = fight(result=result, rules={"retreat_losses": [0, 0, 10, 50, 200]})
        share = [0, 0, 10, 50, 200][result]
        assert 300 - table.items("B1")["riflemen"] == 300 * share // 1000
        assert kinds(events).count(EventKind.LOST) == 1


def test_whoever_runs_leaves_his_trenches() -> None:
    """8.1."""
    table, _ = fight(result=Result.WITHDRAWN_ONE, B1={"entrenched": 3})
    assert int(table.unit("B1").entrenchment) == 0


# --- no way out -----------------------------------------------------------------------------------------------------


POCKET = """
    .   R2  R3  .   .
      R6  B1  R4  .   .
    .   R1  R5  .   .
      .   .   .   .   .
"""
RING = """
    .   {0} {1} .   .   .   .   {3}
      R1  B1+B2 {2} .   .   .   .   {4}
    .   R2  .   .   .   .   .   .
      .   .   .   .   .   .   .   {5}
"""
"""Three hexes round the defenders, and three far from them."""
STAND = {"no_way_losses": 120, "last_stand_losses": 350, "no_surrender": 1300}


WEAK_RING = POCKET.replace("R4  .", ".   .")
"""One hex of the ring is empty, though in the zones of those beside it."""
BEHIND = """
    .   R2  R3  .   .
      R6  B1  B2  .   .
    .   R1  R5  .   .
      .   .   .   .   .
"""
"""One hex of the ring is a friend's, with no room in it; he has the enemy before him and nobody behind."""


@pytest.mark.parametrize("result", [Result.WITHDRAWN_ONE, Result.WITHDRAWN_TWO])
def test_with_nowhere_to_go_they_die_hard_and_break_out(result: Result) -> None:
    """5.7: through the zone, at a price, and one hex only; the hex they held is taken."""
    table, events = fight(WEAK_RING, result=result, rules=STAND)
    assert table.where("B1") == "0201"
    assert table.items("B1")["riflemen"] == 300 - 300 * 120 // 1000
    assert [event.unit for event in of_kind(events, EventKind.BROKE_OUT)] == ["B1"]
    assert EventKind.RETREATED not in kinds(events)
    assert table.where("R1") == "0101"
    assert int(table.unit("B1").routed) == 0


@pytest.mark.parametrize("result", [Result.REPULSED, Result.HELD])
def test_the_surrounded_hold_as_long_as_their_strength_does(result: Result) -> None:
    """5.6: only a result that drives others out of a hex drives them out."""
    table, _ = fight(POCKET, result=result, rules=STAND)
    assert table.where("B1") == "0101"
    assert table.items("B1")["riflemen"] == 300


def test_nearest_home_of_several_gaps() -> None:
    """5.7: 0100 and 0201 are free of the enemy, and in his zone."""
    board = WEAK_RING.replace("R2  R3", ".   R3")
    for source, there in (("0401", "0201"), ("0000", "0100")):
        table, _ = fight(board, result=Result.WITHDRAWN_ONE, rules=STAND, sources={"red": ["0203"], "blue": [source]})
        assert table.where("B1") == there


def test_through_a_friend_who_has_no_room() -> None:
    """3.4, 5.7: to the hex behind him."""
    rules = {**STAND, "stack_units": 1}
    table, _ = fight(BEHIND, result=Result.WITHDRAWN_ONE, rules=rules)
    assert table.where("B1") == "0301"
    assert table.where("R1") == "0101"


@pytest.mark.parametrize(("morale", "captured"), [(1299, 264), (1300, 0)])
def test_where_the_ring_has_no_gap_nobody_is_left(morale: int, captured: int) -> None:
    """5.7: they lay down their arms, or die to the last man; all are lost, and the hex is taken."""
    table, events = fight(POCKET, result=Result.WITHDRAWN_ONE, rules=STAND, B1={"morale": morale})
    gone = Status.SURRENDERED if captured else Status.DESTROYED
    assert int(table.unit("B1").status) == gone
    side = table.side("blue")
    assert (int(side.losses[0]), int(side.captured)) == (300, captured)
    assert captured in (0, 300 - 300 * 120 // 1000)
    assert EventKind.BROKE_OUT not in kinds(events)
    assert table.where("R1") == "0101"


@settings(max_examples=12)
@given(st.data())
def test_a_ring_protects_nobody(data: st.DataObject) -> None:
    """5.7: the same attack takes the hex at least as often when the rest of the attackers close the ring."""
    troops = {"riflemen": st.integers(1, 320), "hmg_maxim": st.integers(0, 8)}
    kind = st.fixed_dictionaries(
        {
            "items": st.fixed_dictionaries(troops),
            "morale": st.integers(700, 1400),
            "cohesion": st.integers(40, 100),
        }
    )
    units = {name: data.draw(kind) for name in ("B1", "B2", "R1", "R2")}
    units["B1"]["entrenched"] = data.draw(st.integers(0, 3))
    options: dict[str, Any] = {
        "luck": "table",
        "light": data.draw(st.sampled_from(["day", "dark"])),
        "hex_size": data.draw(st.sampled_from([500, 1000])),
        "sources": {"red": ["0103"], "blue": ["0601"]},
        **units,
    }
    away = [".", ".", ".", "R3", "R4", "R5"]
    ring = data.draw(st.permutations(["R3", "R4", "R5", ".", ".", "."]))
    by = data.draw(st.sampled_from([["R1"], ["R1", "R2"]]))
    chances = []
    for place in (away, [*["R3", "R4", "R5"], *away[:3]], ring):
        board = RING.format(*(f"{token:3}" for token in place))
        chances.append(tabletop(board, **options).forecast("0101", by=by))
    open_, closed, some = chances
    assume(open_.odds == closed.odds == some.odds)  # else who stands away has cut Blue's supply: another attack
    assert closed.trapped >= open_.trapped == 0
    assert closed.emptied >= open_.emptied
    assert closed.taken >= open_.taken
    assert some.taken >= open_.taken


# --- guns left behind (5.7) -----------------------------------------------------------------------------------------


GUNS_LEFT = [0, 0, 100, 200, 400]
TEN_GUNS = {"items": {"gun_76mm_1927": 10}}


@pytest.mark.parametrize("result", list(Result))
def test_the_beaten_leave_a_share_of_their_guns_behind(result: Result) -> None:
    """5.7: by result; they are lost like others, the log and the forecast say so."""
    board = OPEN.replace("B1", "BG1")
    rules = {"guns_left": GUNS_LEFT}
    options: dict[str, Any] = {"result": result, "BG1": TEN_GUNS, "sources": {"red": ["0002"], "blue": ["0401"]}}
    forecast = tabletop(board, rules={**BLOODLESS, **CALM, **rules}, **options).forecast("0101", by=["R1"])
    table, events = fight(board, rules=rules, **options)
    left = 10 * GUNS_LEFT[result] // 1000
    assert table.items("BG1")["gun_76mm_1927"] == 10 - left
    assert int(table.side("blue").losses[Kind.GUN]) == left
    assert [event["guns"] for event in of_kind(events, EventKind.LEFT_GUNS)] == ([left] if left else [])
    assert (forecast.guns_left.mean, forecast.guns_left.least, forecast.guns_left.most) == (left, left, left)
    assert forecast.defenders.guns.mean == left


def test_parts_of_guns_are_carried() -> None:
    """5.5, 5.7: nothing is lost in rounding: of five guns half a one is left each time, so every other time one."""
    rules = {"guns_left": GUNS_LEFT}
    options: dict[str, Any] = {"result": Result.WITHDRAWN_ONE, "BG1": {"items": {"gun_76mm_1927": 5}}}
    table, events = fight(OPEN.replace("B1", "BG1"), rules=rules, **options)
    assert of_kind(events, EventKind.LEFT_GUNS) == []
    assert table.carries("BG1")["gun_76mm_1927"] == 500


def test_only_guns_without_armour_have_to_be_hauled() -> None:
    """5.7: mortars are carried, tanks drive."""
    items = {"riflemen": 50, "mortar_82mm": 10, "t26": 10, "at_37mm_type_94": 10}
    table, _ = fight(result=Result.ROUTED, rules={"guns_left": GUNS_LEFT}, B1={"items": items})
    assert {kind: items[kind] - table.items("B1")[kind] for kind in items} == {
        **dict.fromkeys(items, 0),
        "at_37mm_type_94": 4,
    }


def test_who_breaks_out_leaves_as_many_as_in_a_rout() -> None:
    """5.7: though only one hex back was called for."""
    table, _ = fight(
        WEAK_RING.replace("B1", "BG1"), result=Result.WITHDRAWN_ONE, rules={"guns_left": GUNS_LEFT}, BG1=TEN_GUNS
    )
    assert table.where("BG1") == "0201"
    assert table.items("BG1")["gun_76mm_1927"] == 6


def test_without_guns_gunners_are_no_unit() -> None:
    """5.7: who leaves all guns behind ceases to exist."""
    table, events = fight(
        OPEN.replace("B1", "BG1"), result=Result.ROUTED, rules={"guns_left": [0, 0, 0, 0, 1000]}, BG1=TEN_GUNS
    )
    assert int(table.unit("BG1").status) == Status.DESTROYED
    assert EventKind.RETREATED not in kinds(events)


def test_broken_with_nowhere_to_go_they_surrender() -> None:
    """5.7: all that is left is lost, the men as prisoners; the hex is empty."""
    table, events = fight(POCKET, result=Result.ROUTED, rules=STAND, B1={"items": {"riflemen": 200, "hmg_maxim": 4}})
    assert int(table.unit("B1").status) == Status.SURRENDERED
    assert table.where("B1") is None
    (surrendered,) = of_kind(events, EventKind.SURRENDERED)
    assert (surrendered.unit, surrendered["men"]) == ("B1", 220)
    side = table.side("blue")
    assert (int(side.losses[0]), int(side.losses[1]), int(side.captured)) == (220, 4, 220)
    assert sum(event["men"] for event in of_kind(events, EventKind.LOST)) == 220
    assert table.where("R1") == "0101"


@pytest.mark.parametrize(("morale", "fights"), [(1299, False), (1300, True), (1500, True)])
def test_some_never_surrender(morale: int, fights: bool) -> None:
    """5.7: troops of a morale of `no_surrender` break out at a terrible price, broken as they are."""
    table, events = fight(WEAK_RING, result=Result.ROUTED, rules=STAND, B1={"morale": morale})
    assert (EventKind.SURRENDERED in kinds(events)) is not fights
    if fights:
        assert table.where("B1") == "0201"
        assert table.items("B1")["riflemen"] == 300 - 300 * 350 // 1000
        assert int(table.unit("B1").routed) == 1
        assert table.where("R1") == "0101"


def test_each_of_a_stack_looks_for_his_own_way() -> None:
    """5.7: there is room for one more in the only hex that is open; the other breaks out to one behind."""
    ground = "~ ~ ~ . .\n ~ . . . .\n. . ~ . .\n . . . . ."
    table, _ = fight(
        OPEN.replace("B1  .", "B1+B2  B3"), ground=ground, result=Result.WITHDRAWN_ONE,
        rules={**STAND, "stack_limit": 1200, "stack_units": 2}, B3={"items": {"riflemen": 10}},
    )  # fmt: skip
    there = {unit: table.where(unit) for unit in ("B1", "B2")}
    cornered = "B1"
    assert there == {"B2": "0201", cornered: "0301"}
    assert table.items(cornered)["riflemen"] == 300 - 300 * 120 // 1000


def test_whoever_dies_of_it_is_gone() -> None:
    """5.7: losses of a retreat may be the end of a unit; then the hex is free."""
    table, events = fight(
        result=Result.ROUTED, B1={"items": {"riflemen": 1}}, rules={"retreat_losses": [0, 0, 0, 0, 1000]}
    )
    assert int(table.unit("B1").status) == Status.DESTROYED
    assert EventKind.RETREATED not in kinds(events)
    assert table.where("R1") == "0101"


# --- advance (5.8) --------------------------------------------------------------------------------------------------


MANY = """
    .   .   .   .   .
      R3  B1  .   .   .
    .   R1  R2  .   .
      .   .   .   .   .
"""


@pytest.mark.parametrize("most", [1, 2, 3])
def test_the_first_named_take_the_hex(most: int) -> None:
    """5.8: in the order of the order, up to `advance_units`; they move no more this turn."""
    table, events = fight(
        MANY, by=["R2", "R3", "R1"], result=Result.ROUTED, rules={"advance_units": most, "assault_limit": 9000}
    )
    assert [event.unit for event in of_kind(events, EventKind.ADVANCED)] == ["R2", "R3", "R1"][:most]
    assert table.stack("0101") == ["R1", "R3", "R2"][-most:]
    assert table.owner("0101") == "red"
    assert all(int(table.unit(unit).pinned) == 1 for unit in ["R2", "R3", "R1"][:most])


def test_those_ordered_to_hold_stay() -> None:
    """5.8: the hex is empty and still the enemy's ground."""
    table, events = fight(result=Result.ROUTED, holding=True)
    assert EventKind.ADVANCED not in kinds(events)
    assert table.where("R1") == "0102"
    assert table.owner("0101") == "blue"


def test_nobody_advances_on_a_hex_that_is_held() -> None:
    """5.8."""
    _, events = fight(OPEN.replace("B1  .", "B1+B2  ."), result=Result.HELD, B1={"cohesion": 5})
    assert EventKind.RETREATED in kinds(events)
    assert EventKind.ADVANCED not in kinds(events)


def test_the_second_advances_only_where_he_fits() -> None:
    """3.4, 5.8."""
    table, events = fight(
        MANY, by=["R1", "R2"], result=Result.ROUTED, rules={"stack_limit": 800, "assault_limit": 9000}
    )
    assert [event.unit for event in of_kind(events, EventKind.ADVANCED)] == ["R1"]
    assert table.where("R2") == "0202"


def test_guns_do_not_advance() -> None:
    """5.8: nor does anyone who only supports."""
    table = tabletop(MANY.replace("R3", "RG1"), result=Result.ROUTED, rules={**BLOODLESS, **CALM})
    table.attack("B1", by=["R1"], support=["RG1"])
    assert table.where("RG1") == "0001"


def test_an_advance_leaves_the_trenches() -> None:
    """8.1."""
    table, _ = fight(result=Result.ROUTED, R1={"entrenched": 2})
    assert int(table.unit("R1").entrenchment) == 0


@pytest.mark.parametrize(("red", "blue"), [(True, True), (True, False), (False, True)])
def test_tanks_of_either_side_burn_in_the_other_s_fire_on_armour(red: bool, blue: bool) -> None:
    """5.5: `armour_lethality` of that fire, in whole vehicles; nobody falls to fire on men here."""
    units = {
        "R1": {"items": {"riflemen": 60, "at_45mm_53k": 10, **({"t26": 20} if red else {})}},
        "B1": {"items": {"riflemen": 60, "at_45mm_53k": 10, **({"t26": 20} if blue else {})}},
    }
    table, events = fight(rules={"armour_lethality": 200, "burnt": 1000}, **units)
    fire = {
        "B1": int(table.battle.value[Fire.ATTACKER_ON_ARMOUR]),
        "R1": int(table.battle.value[Fire.DEFENDER_ON_ARMOUR]),
    }
    burning = {unit: fire[unit] * 200 // 1_000_000 for unit, has in (("R1", red), ("B1", blue)) if has}
    assert all(0 < count < 20 for count in burning.values())
    assert {event.unit: event["items"] for event in of_kind(events, EventKind.LOST)} == burning


# --- luck and forecast (1.3, 5.9) -----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(8))
def test_luck_is_the_first_attacker_s_and_the_hex_s(seed: int) -> None:
    """1.3: one throw for each side, by the address of the fight."""
    table = tabletop(MANY, luck="table", seed=seed)
    forecast = table.forecast("B1", by=["R2", "R1"])
    battle = table.battle.copy()
    lucks = [
        int(table.rules.luck[draw(seed, 1, purpose, table.row("R2"), table.hex_row("0101"), 0) % LUCK])
        for purpose in (Purpose.ATTACKER, Purpose.DEFENDER)
    ]
    (assault,) = of_kind(table.attack("B1", by=["R2", "R1"]), EventKind.ASSAULT)
    assert [assault["attacker_luck"], assault["defender_luck"]] == lucks
    odds = int(battle.value[0]) * lucks[0] * 100 // (int(battle.value[1]) * lucks[1]) * 1000 // int(battle.morale)
    assert assault["odds"] == odds
    steps = sum(odds >= int(step) for step in table.rules.assault.odds)
    assert assault["result"] == Result(steps).name.lower()
    assert forecast.chances[Result(steps)] > 0


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"B1": {"entrenched": 2, "morale": 1500}, "ground": ". . . . .\n . h . . .\n. . . . .\n . . . . ."},
        {"R1": {"items": {"t26": 20}}, "B1": {"items": {"at_37mm_type_94": 12, "riflemen": 60}}},
        {"R1": {"items": {"t26": 20}}, "B1": {"items": {"at_37mm_type_94": 12}}, "rules": {"armour_lethality": 640}},
        {"hex_size": 1000, "turn_hours": 12, "B1": {"morale": 1160}},
        {"B1": {"items": {"riflemen": 40}}, "rules": {"lethality": [1900, 9000], "sparse_targets": 1}},
    ],
)
def test_the_forecast_counts_every_pair_of_lucks(options: dict[str, Any]) -> None:
    """5.9: 36 by 36, each as likely; the mean losses over the 36 lucks of the other side."""
    options = dict(options)
    table = tabletop(MANY, options.pop("ground", None), luck="table", **options)
    forecast = table.forecast("B1", by=["R1", "R2"])
    battle, luck, rules = table.battle, table.rules.luck.tolist(), table.rules.assault
    attack, defence, on_armour = int(battle.value[0]), int(battle.value[1]), int(battle.value[3])
    counts = dict.fromkeys(Result, 0)
    lost = [0, 0, 0]
    for first in luck:
        for second in luck:
            odds = min(9999, attack * first * 100 // (defence * second) * 1000 // int(battle.morale))
            counts[Result(sum(odds >= int(step) for step in rules.odds))] += 1
        for victims, value in ((0, defence), (1, attack)):
            hits = value * first // 1000 * int(battle.shown[victims]) // 1000 * int(rules.lethality[victims]) // 1000
            beyond = 0 if victims else int(table.world.frame[0].hex_size) - int(rules.approach[0])
            hits = hits * (1000 + beyond * int(rules.approach[1]) // 1000) // 1000
            lost[victims] += min(hits, int(battle.targets[victims]))
        burning = on_armour * first // 1000 * int(rules.armour_lethality) // 1000
        lost[2] += min(burning, int(battle.armour[0]) * 1000)
    assert forecast.chances == {result: Fraction(count, 1296) for result, count in counts.items()}
    assert sum(forecast.chances.values()) == 1
    assert forecast.success == sum(forecast.chances[result] for result in list(Result)[2:])
    assert [forecast.attackers_hit, forecast.defenders_hit, forecast.vehicles_hit] == [
        Fraction(total, 36_000) for total in lost
    ]


@pytest.mark.parametrize("order", ["shipped", "shuffled", "all_equal", "all_different"])
def test_equal_lucks_are_counted_together_in_any_order(order: str) -> None:
    """5.9: a table need not be sorted; a scenario may write it as it likes."""
    luck = {
        "shipped": tabletop(MANY).scenario.world.rules[0].luck.tolist(),
        "shuffled": [500, 1500] * 9 + [1500, 500] * 9,
        "all_equal": [1000] * 36,
        "all_different": [1000 + 10 * (i // 2 + 1) * (-1) ** i for i in range(36)],
    }[order]
    table = tabletop(MANY, luck="table", rules={"luck": luck})
    runs = [int(run_of_luck(table.world, i)) for i in range(LUCK)]
    assert sum(runs) == LUCK
    weighed = [luck[i] for i, run in enumerate(runs) for _ in range(run)]
    assert sorted(weighed) == sorted(luck)
    forecast = table.forecast("B1", by=["R1"])
    assert sum(forecast.chances.values()) == 1


def test_two_assaults_have_two_lucks() -> None:
    """1.3: though the same unit attack the same hex; each counts."""
    table = tabletop(MANY, luck="table", seed=3, result=Result.HELD)
    first = of_kind(table.attack("B1", by=["R1"]), EventKind.ASSAULT)[0]
    second = of_kind(table.attack("B1", by=["R2"]), EventKind.ASSAULT)[0]
    assert int(table.state.clock[0].draws) == 2
    assert (first["attacker_luck"], first["defender_luck"]) != (second["attacker_luck"], second["defender_luck"])


def test_orders_elsewhere_do_not_change_the_luck_of_a_march() -> None:
    """1.3: nothing is consumed."""
    table = tabletop("RT1 . R1 B1\n . . . .", "m m . .\n m m . .", luck="table", seed=5)
    other = table.game.copy()
    table.march("RT1", "0100")
    moved = (int(table.unit("RT1").mp_left), table.where("RT1"))
    other.play(table.assault("B1", by=["R1"]))
    other.play(Move("RT1", ("0000", "0100")))
    state = other.state.units[table.row("RT1")]
    assert (int(state.mp_left), table.scenario.hex_number(int(state.hex))) == moved


def test_a_spent_attack_is_remembered() -> None:
    """5.1, 6.2: everyone who took part has done so; points are gone."""
    table = tabletop(MANY.replace("R3", "RG1"), result=Result.HELD)
    table.attack("B1", by=["R1", "R2"], support=["RG1"])
    time = int(table.rules.assault.attack_time)
    for unit in ("R1", "R2"):
        assert (int(table.unit(unit).attacked), int(table.unit(unit).mp_left)) == (1, 48 - time)
    assert (int(table.unit("RG1").attacked), int(table.unit("RG1").missions)) == (1, 2)
    assert int(table.unit("RG1").mp_left) == 48


def test_a_broken_unit_may_be_broken_again() -> None:
    """5.7, 7.3: it runs on; it is logged only once that it has broken."""
    table = tabletop(OPEN, result=Result.ROUTED, sources={"blue": ["0401"]}, rules={**BLOODLESS, **CALM})
    effects.rout(table.world, table.state, table.row("B1"))
    table.state.clock[0].logged = 0
    events = table.attack("B1", by=["R1"])
    assert EventKind.ROUTED not in kinds(events)
    assert len(of_kind(events, EventKind.RETREATED)) == 3
