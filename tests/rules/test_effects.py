"""The only module that writes the State: each function makes one change, keeps what follows from it, and logs it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from game.core.terms import NOWHERE, EventKind, Kind, Phase, Supply
from game.engine.events import read_event
from game.rules import effects
from game.rules.effects import log
from game.rules.effects.log import FIELDS
from game.scenario.world import State, World
from tests.recount import faults
from tests.tabletop import Table, tabletop

BOARD = """
    R1  R2  .   .
      .   ~   .   .
    .   .   .   B1
"""
BOATS = [{"side": "red", "hexes": ["0101"], "speed": 500, "lift": {"day": 900, "night": 900}, "disorder": 5}]


def board(log_rows: int | None = None, **options: Any) -> Table:
    table = tabletop(BOARD, crossings=BOATS, **options)
    if log_rows is not None:
        table.game.state = table.state.copy(log_rows)
    return table


def logged(table: Table) -> list[EventKind]:
    return [EventKind(int(row.kind)) for row in table.state.log[: int(table.state.clock[0].logged)]]


Change = Callable[[World, State], Any]

CHANGES: dict[str, tuple[Change, list[EventKind]]] = {
    "march": (lambda w, s: effects.march(w, s, 0, 4, 7), [EventKind.OWNER, EventKind.MOVED]),
    "break_out": (lambda w, s: effects.break_out(w, s, 0, 4), [EventKind.OWNER, EventKind.BROKE_OUT]),
    "retreat": (lambda w, s: effects.retreat(w, s, 0, 4), [EventKind.OWNER, EventKind.RETREATED]),
    "advance": (lambda w, s: effects.advance(w, s, 0, 4), [EventKind.OWNER, EventKind.ADVANCED]),
    "withdraw": (lambda w, s: effects.withdraw(w, s, 0), [EventKind.WITHDREW]),
    "drift": (lambda w, s: effects.drift_away(w, s, 0), [EventKind.DRIFTED]),
    "destroy": (lambda w, s: effects.destroy(w, s, 0), [EventKind.DESTROYED]),
    "surrender": (lambda w, s: effects.surrender(w, s, 0), [EventKind.SURRENDERED]),
    "lose": (lambda w, s: effects.lose_items(w, s, 0, 0, 3), [EventKind.LOST]),
    "ice": (lambda w, s: effects.break_through(w, s, 0, 0, 3), [EventKind.BROKE_THROUGH]),
    "carry": (lambda w, s: effects.carry_loss(w, s, 0, 0, 999), []),
    "give_up": (lambda w, s: effects.give_up(w, s, 0, 1), [EventKind.LOST]),
    "shake": (lambda w, s: effects.shake(s, 0, 10), [EventKind.SHAKEN]),
    "shake_not": (lambda w, s: effects.shake(s, 0, 0), []),
    "rout": (lambda w, s: effects.rout(w, s, 0), [EventKind.ROUTED]),
    "bog": (lambda w, s: effects.bog_down(s, 0), [EventKind.BOGGED]),
    "ferry": (lambda w, s: effects.ferry(s, 0, 0, 300), [EventKind.FERRIED]),
    "fire": (lambda w, s: effects.fire_mission(s, 0, 11, 0), [EventKind.FIRED]),
    "supply": (lambda w, s: effects.set_supply(s, 0, 5, Supply.LOW, 2), [EventKind.SUPPLY]),
    "supply_same": (lambda w, s: effects.set_supply(s, 0, 5, Supply.FULL, 2), []),
    "dig": (lambda w, s: effects.dig(s, 0, 100), [EventKind.ENTRENCHED]),
    "dig_on": (lambda w, s: effects.dig(s, 0, 99), []),
    "begin": (lambda w, s: effects.begin_side(s, 2, 1), [EventKind.TURN_BEGAN]),
    "own": (lambda w, s: effects.own(s, 4, 0, NOWHERE), [EventKind.OWNER]),
    "own_again": (lambda w, s: effects.own(s, 0, 0, NOWHERE), []),
    "end": (lambda w, s: effects.end_game(s, Phase.OVER, 1), [EventKind.ENDED]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_player_could_notice_is_logged(name: str) -> None:
    """1.2: and can be read."""
    change, expected = CHANGES[name]
    table = board()
    change(table.world, table.state)
    assert logged(table) == expected
    for row in table.state.log[: len(expected)]:
        assert str(read_event(table.scenario, row))


def plain(function: Callable[..., Any]) -> Callable[..., Any]:
    return getattr(function, "py_func", function)


@pytest.mark.parametrize("kind", EventKind, ids=lambda kind: kind.name)
def test_each_kind_of_event_has_a_writer_that_says_what_a_reader_finds(kind: EventKind) -> None:
    """1.2: it is called like the kind, takes the numbers by the names of `FIELDS`, and each comes where it is read."""
    table = board()
    writer = getattr(log, kind.name.lower())
    taken = [name for name in inspect.signature(plain(writer)).parameters if name != "state"]
    places = {"unit": 0, "from_hex": 3, "to_hex": 4, "hex_": 3, "target": 4}
    assert tuple(name for name in taken if name not in places) == FIELDS[kind]
    numbers = {name: place + 1 for place, name in enumerate(FIELDS[kind])}
    writer(table.state, **{name: places.get(name, numbers.get(name)) for name in taken})
    row = table.state.log[0]
    assert row.kind == kind
    assert row.numbers.tolist() == [*numbers.values(), 0, 0, 0, 0][:4]
    assert row.unit == (0 if "unit" in taken else NOWHERE)


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("rows", [0, 1])
def test_results_do_not_depend_on_the_log(name: str, rows: int) -> None:
    """1.2: without one, and with one that is full."""
    change, expected = CHANGES[name]
    table, silent = board(), board(rows)
    change(table.world, table.state)
    change(silent.world, silent.state)
    assert silent.state.digest() == table.state.digest()
    assert int(silent.state.clock[0].logged) == (len(expected) if rows else 0)


def test_a_reader_can_tell_that_the_log_was_too_small() -> None:
    """1.2: the count goes on past the end, and nothing is written there."""
    table = board(2)
    for _ in range(5):
        effects.shake(table.state, 0, 1)
    assert int(table.state.clock[0].logged) == 5
    assert logged(table)[:2] == [EventKind.SHAKEN] * 2


def test_events_say_when_and_whose_turn_it_was() -> None:
    """1.2."""
    table = board()
    table.next_turn()
    effects.shake(table.state, table.row("B1"), 5)
    event = read_event(table.scenario, table.state.log[0])
    assert (event.turn, event.side, event.unit, event.from_hex) == (2, "red", "B1", "0302")


def test_putting_and_taking_are_each_other_s_opposite() -> None:
    """3.4, 3.6: the hex is as before; its owner stays the last who was there."""
    table = board()
    row, before = table.row("R1"), table.state.hexes.copy()
    effects.take(table.world, table.state, row)
    assert table.stack("0000") == []
    assert table.hex_figures("0000").load == 0
    effects.put(table.world, table.state, row, table.hex_row("0000"))
    assert (table.state.hexes == before).all()
    assert faults(table.world, table.state) == []


def test_a_unit_that_leaves_keeps_its_men() -> None:
    """2.3: withdrawn or destroyed, it stands nowhere; what it has lost and not lost stays in the books."""
    table = board()
    effects.withdraw(table.world, table.state, table.row("R1"))
    row, figures = table.unit("R1"), table.figures("R1")
    assert (int(row.hex), int(row.below), int(figures.zone), int(figures.men)) == (NOWHERE, NOWHERE, 0, 300)
    assert faults(table.world, table.state) == []


def test_surrender_captures_men_and_loses_arms() -> None:
    """5.7: men of the crews are prisoners, not dead, and all of them."""
    table = board(R1={"items": {"riflemen": 100, "hmg_maxim": 3, "t26": 2}})
    effects.give_up(table.world, table.state, table.row("R1"), 1)
    side = table.side("red")
    men = 100 + 3 * 5 + 2 * 3
    assert int(side.captured) == int(side.losses[Kind.MEN]) == men
    assert (int(side.losses[Kind.MACHINE_GUN]), int(side.losses[Kind.TANK])) == (3, 2)
    assert sum(table.items("R1").values()) == 0


@pytest.mark.parametrize(("by", "cohesion"), [(30, 70), (100, 0), (400, 0)])
def test_cohesion_has_a_bottom(by: int, cohesion: int) -> None:
    """7.1."""
    table = board()
    effects.shake(table.state, 0, by)
    assert int(table.unit("R1").cohesion) == cohesion


@pytest.mark.parametrize(("by", "cohesion"), [(5, 65), (90, 100), (-4, 56), (-60, 0), (-90, 0)])
def test_cohesion_comes_back_and_wastes_away_within_bounds(by: int, cohesion: int) -> None:
    """7.1."""
    table = board()
    effects.shake(table.state, 0, 40)
    effects.steady(table.state, 0, by)
    assert int(table.unit("R1").cohesion) == cohesion


def test_points_are_never_less_than_none() -> None:
    """3.1."""
    table = board()
    effects.spend(table.state, 0, 900)
    assert int(table.unit("R1").mp_left) == 0


def test_ammunition_goes_from_the_depot_to_the_gun() -> None:
    """4.3."""
    table = board(ammunition={"red": 4})
    effects.draw_ammunition(table.state, 0, 0, 3)
    assert (int(table.unit("R1").missions), int(table.side("red").depot)) == (3, 1)
    effects.fill_depot(table.state, 0, 2)
    assert int(table.side("red").depot) == 3


def test_draws_are_numbered_through_a_player_turn() -> None:
    """1.3: and begin again with the next."""
    table = board()
    assert [int(effects.next_draw(table.state)) for _ in range(3)] == [0, 1, 2]
    effects.begin_side(table.state, 1, 1)
    assert int(effects.next_draw(table.state)) == 0
