"""What may come to change in play: bridges and fords (3.2), bans (9). No rule changes them yet; everything follows.

A test changes them in the State, as a rule will, and asks for all that hangs on them.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.core._jit import COMPILED
from game.core.terms import UNREACHED, EventKind, Reason, Result, Supply
from game.engine.game import Game
from game.engine.orders import Bombard
from game.engine.plain import plain
from game.engine.saves import read_save, save_text
from game.engine.surveys import further_reach, reach_of, supply_of
from game.rules import effects
from tests.commanders.desk import at, thinking
from tests.tabletop import Table, tabletop

RIVER = {"river": ["0100-E", "0101-E", "0101-NE", "0101-SE", "0102-E"]}
"""Between the second column and the third, from edge to edge."""

BANKS = """
    .   .   .   .   .
      .   R1  .   .   .
    .   .   .   .   .
"""

there = pytest.mark.skipif(COMPILED, reason="calls rules that only others call")


def blow(table: Table, *bridges: int) -> None:
    set_bridges(table, bridges, 0)


def build(table: Table, *bridges: int) -> None:
    set_bridges(table, bridges, 1)


def set_bridges(table: Table, bridges: tuple[int, ...], stands: int) -> None:
    """As a rule will: change what stands, and have worked out what follows."""
    table.state.bridges[list(bridges)] = stands
    plain(effects.apply_bridges)(table.world, table.state)


def ban(table: Table, first: int, last: int) -> None:
    """Put the only ban of a board in force in other turns, as a rule will."""
    table.state.permissions.first[0], table.state.permissions.last[0] = first, last
    plain(effects.apply_permissions)(table.world, table.state)


# --- bridges and fords ----------------------------------------------------------------------------------------------


def test_nobody_marches_over_a_bridge_that_is_gone() -> None:
    """3.2: and once it is built again everybody does."""
    table = tabletop(BANKS, hexsides=RIVER, bridges=[("bridge", "0101-E")])
    assert "0201" in table.reach("R1")
    blow(table, 0)
    assert not {hex_ for hex_ in table.reach("R1") if hex_[:2] in {"02", "03", "04"}}
    assert table.why(table.move("R1", "0201")) is Reason.CLOSED_GROUND
    assert not further_reach(table.game, reach_of(table.game, "R1")) & {table.hex_row("0201"), table.hex_row("0301")}
    build(table, 0)
    assert table.march("R1", "0201")[-1].kind is EventKind.MOVED


@pytest.mark.parametrize(("standing", "quarters"), [((0, 1), 10), ((0,), 13), ((1,), 10), ((), 0)])
def test_the_best_of_the_bridges_that_stand_counts(standing: tuple[int, ...], quarters: int) -> None:
    """3.2: a ford of 1300 and a bridge of 1000 over the same river; a march over the ford costs what it costs there."""
    table = tabletop(BANKS, hexsides=RIVER, bridges=[("ford", "0101-E"), ("bridge", "0201-W")])
    blow(table, 0, 1)
    build(table, *standing)
    assert table.cost("R1", "0101-E") == table.cost("R1", "0201-W") == quarters
    assert table.reach("R1").get("0201", 0) == quarters
    if standing:
        assert table.march("R1", "0201")[-1]["cost"] == quarters


def test_a_road_is_broken_where_its_bridge_is_gone() -> None:
    """3.2, 3.3: over a stream men and tanks come without it, slower, and tanks bog beyond."""
    ground = BANKS.replace("R1  .", ".   m")
    table = tabletop(
        BANKS.replace("R1", "RT1"),
        ground,
        hexsides={"stream": ["0101-E"]},
        bridges=[("bridge", "0101-E")],
        roads=[("track", ["0001", "0101", "0201", "0301"])],
    )
    whole = table.reach("RT1")["0201"]
    blow(table, 0)
    assert table.reach("RT1")["0201"] > 2 * whole  # without luck the mean of what the marsh takes is in it
    before = table.unit("RT1").mp_left.item()
    table.march("RT1", "0201")
    assert before - table.unit("RT1").mp_left > 2 * whole


def test_supply_stops_where_the_bridge_is_gone() -> None:
    """4.1, 4.2: the trace, what people are shown of it, and the units beyond at the start of their next turn."""
    table = tabletop(BANKS.replace("R1  .", ".   R1"), hexsides=RIVER, bridges=[("bridge", "0101-E")], turns=40)
    beyond = table.hex_row("0201")
    assert supply_of(table.game, "red").metres[beyond] > 0
    blow(table, 0)
    assert supply_of(table.game, "red").metres[beyond] == -1
    table.next_turn()
    assert table.unit("R1").distance == UNREACHED
    for _ in range(int(table.kind("R1").stock)):
        table.next_turn()
    assert table.unit("R1").supply == Supply.NONE
    build(table, 0)
    table.next_turn()
    assert table.unit("R1").supply == Supply.FULL


def test_nobody_assaults_over_a_bridge_that_is_gone() -> None:
    """5.1: an assault goes into the hex."""
    table = tabletop(BANKS.replace("R1  .", "R1  B1"), hexsides=RIVER, bridges=[("bridge", "0101-E")])
    assert table.why(table.assault("0201", ["R1"])) is Reason.LEGAL
    blow(table, 0)
    assert table.why(table.assault("0201", ["R1"])) is Reason.CLOSED_GROUND


@pytest.mark.parametrize("stands", [True, False])
def test_the_beaten_fall_back_over_bridges_that_stand(stands: bool) -> None:
    """5.7: with the river in its back and no bridge a unit has no way out."""
    drawing = """
    .   .   ~   R1
      .   .   B1  R2
    .   .   ~   R3
"""
    options = {"sources": {"red": ["0300"], "blue": ["0001"]}, "result": Result.WITHDRAWN_ONE}
    table = tabletop(drawing, hexsides=RIVER, bridges=[("bridge", "0101-E")], **options)
    if not stands:
        blow(table, 0)
    assert table.forecast("0201", ["R2"]).trapped == (0 if stands else 1)
    table.attack("0201", ["R2"])
    assert table.where("B1") == ("0101" if stands else None)


def test_arrivals_come_where_a_bridge_lets_them_stand() -> None:
    """2.3: into a hex that the river closes all round somebody comes by its bridge, and without it beside it."""
    river = {"river": [f"0201-{direction}" for direction in ("E", "NE", "NW", "W", "SW", "SE")]}
    for stands in (True, False):
        table = tabletop(BANKS, hexsides=river, bridges=[("bridge", "0201-W")], R2={"hex": "0201", "turn": 2}, turns=4)
        if not stands:
            blow(table, 0)
        table.next_turn()
        assert (table.where("R2") == "0201") is stands
        assert table.where("R2") is not None


@there
def test_the_cadet_presses_over_bridges_that_stand() -> None:
    """The ways to the enemy who draws most are those of now; those to objectives were measured at the start."""
    drawing = """
    .   R2  .   .   .
      .   R1  .   .   B1
    .   R3  .   .   .
"""
    table = tabletop(drawing, hexsides=RIVER, bridges=[("bridge", "0101-E")], B1={"items": {"riflemen": 50}})
    before = at(table, thinking(table).pressure, "0101")
    blow(table, 0)
    assert at(table, thinking(table).pressure, "0101") > 10 * before


# --- bans -----------------------------------------------------------------------------------------------------------

BORDER = """
    RG1  R1   .    .
      .    .    B1   BG1
    .    R2   .    .
"""
BEYOND = {"beyond": ["0200", "0300", "0101", "0201", "0301", "0202", "0302"]}


def border(deny: str, **options: object) -> Table:
    """A board with a ban that is in force in no turn of the calendar so far."""
    table = tabletop(BORDER, areas=BEYOND, permissions=[("red", deny, "beyond", (4, 4))], turns=4, **options)
    assert not table.state.denied.any()
    return table


def test_a_ban_that_comes_into_force_holds_at_once() -> None:
    """9.1: for marches, reach, assaults; and lifted again it is gone."""
    table = border("enter")
    order, assault = table.move("R1", "0200"), table.assault("0201", ["R1"])
    assert table.why(order) is Reason.LEGAL
    ban(table, 1, 2)
    assert table.why(order) is Reason.FORBIDDEN_AREA
    assert not set(table.reach("R1")) & set(BEYOND["beyond"])
    assert table.why(table.assault("0201", ["R2"])) is Reason.FORBIDDEN_AREA
    ban(table, 0, 0)
    assert table.why(order) is Reason.LEGAL
    assert "0200" in table.reach("R1")
    assert table.why(assault) is not Reason.FORBIDDEN_AREA


def test_guns_follow_a_ban_on_fire() -> None:
    """9.2."""
    table = border("fire")
    shelling = Bombard("0201", "RG1")
    assert table.why(shelling) is Reason.LEGAL
    ban(table, 1, 1)
    assert table.why(shelling) is Reason.FORBIDDEN_FIRE
    table.next_turn()
    assert table.why(shelling) is Reason.LEGAL  # it was for one turn


def test_arrivals_follow_a_ban() -> None:
    """2.3, 9.1: they come beside the ground that is forbidden now."""
    for banned in (False, True):
        bans = [("red", "enter", "there", (9, 9))]
        table = tabletop(BANKS, areas={"there": ["0201"]}, permissions=bans, R2={"hex": "0201", "turn": 2})
        if banned:
            ban(table, 1, 4)
        table.next_turn()
        assert (table.where("R2") == "0201") is not banned
        assert table.where("R2") is not None


def test_ground_passes_to_nobody_who_may_not_enter_it() -> None:
    """9.1, 10.1."""
    for banned, owner in ((False, "red"), (True, None)):
        table = tabletop(
            "R1 . .\n . . .\n. . B1",
            areas={"beside": ["0100"]},
            permissions=[("red", "enter", "beside", (9, 9))],
        )
        if banned:
            ban(table, 1, 1)
        table.game.end_turn()
        assert table.owner("0100") == owner


# --- both -----------------------------------------------------------------------------------------------------------


def _without_bridge(table: Table) -> None:
    blow(table, 0)


def _with_ban(table: Table) -> None:
    ban(table, 1, 3)


@pytest.mark.parametrize("change", [_without_bridge, _with_ban])
def test_what_has_changed_is_part_of_the_game(change: Callable[[Table], None]) -> None:
    """The digest sees it, a copy has it, a save keeps it, and what follows from it is worked out again."""
    table = tabletop(
        BANKS,
        hexsides=RIVER,
        bridges=[("bridge", "0101-E")],
        areas=BEYOND,
        permissions=[("red", "enter", "beyond", (9, 9))],
    )
    before = table.game.digest()
    change(table)
    assert table.game.digest() != before
    loaded = read_save(save_text(table.game).encode("ascii")).game
    for game in (loaded, table.game.copy()):
        assert game.digest() == table.game.digest()
        assert [array.tobytes() for array in game.state[:-1]] == [array.tobytes() for array in table.state[:-1]]
        assert not set(Table(game).reach("R1")) & {"0201"}


def test_a_game_whose_bridges_change_goes_on() -> None:
    """A bridge is blown and built between player turns; what was saved before brings the same events."""
    table = tabletop(BANKS, hexsides=RIVER, bridges=[("bridge", "0101-E")])
    for turn in range(3):
        set_bridges(table, (0,), turn % 2)
        loaded: Game = read_save(save_text(table.game).encode("ascii")).game
        assert [str(event) for event in loaded.end_turn()] == [str(event) for event in table.end_turn()]
        assert loaded.digest() == table.game.digest()
