"""Marches over several turns: the way and its halts; begun by one click, carried on until something is met."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.commanders.standing_orders import StandingOrders
from game.core.terms import MOVEMENT_QUARTERS, Mobility, Status
from game.scenario.loading import load_scenario
from game.scenario.schema.plan import Task
from game.ui.board import Board
from game.ui.command import far_marches
from game.ui.command.carrying_on import is_far_march
from game.ui.command.far_marches import far_way, has_enemy_near
from game.ui.hints import click_words
from game.ui.intents import Click, PointAt
from game.ui.pointer import RIGHT
from game.ui.saves.save_folder import open_save, save_session
from game.ui.session import HUMAN, Aside, Said, Session
from tests.tabletop import tabletop
from tests.ui.hands import Hands, at_the_board

LONG = """
    R1  .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   B1
      .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
"""


def test_a_mark_for_each_turn() -> None:
    """On grass a step costs the same everywhere: as many turns as the whole way needs, all but the last full."""
    table = tabletop(LONG)
    target = table.scenario.hex_row("1500")
    assert target is not None
    way = far_way(table.game, "R1", target)
    assert way is not None and way.hexes[0] == table.scenario.hex_row("0000") and way.hexes[-1] == target
    assert way.halts[-1] == target and len(way.hexes) == 16
    steps = [way.hexes.index(halt) for halt in way.halts]
    each = steps[0]
    assert steps[:-1] == [each * (turn + 1) for turn in range(len(steps) - 1)]
    assert 0 < each <= MOVEMENT_QUARTERS


def test_no_way_over_the_water() -> None:
    table = tabletop("""
        R1  ~   .
          ~   ~   .
        .   .   B1
    """)
    there = table.scenario.hex_row("0200")
    assert there is not None and far_way(table.game, "R1", there) is None


@pytest.fixture
def table() -> Iterator[tuple[Hands, Board]]:
    session = Session.new(load_scenario("lake_khasan/corps_assault"), 3, {"soviet": HUMAN, "japanese": "idle"})
    hands, board = at_the_board(session)
    yield hands, board
    board.close()


def far_target(board: Board, unit: str) -> int:
    """A hex of one's own that the unit reaches in three turns, as far from the enemy as there is one."""
    game = board.session.game
    side = game.scenario.names.side_row[game.active_side]
    hexes = [
        hex_
        for hex_ in range(len(game.world.hexes))
        if int(game.state.hexes[hex_].owner) == side and not game.world.hexes[hex_].water
    ]
    return next(hex_ for hex_ in reversed(hexes) if (way := far_way(game, unit, hex_)) is not None and way.turns == 3)


def test_a_unit_sets_out_by_one_click_and_marches_on(table: tuple[Hands, Board]) -> None:
    """The bottom line says so before; each turn begins with its march; when it is there the order is gone."""
    hands, board = table
    session = board.session
    unit = next(
        name
        for row, name in enumerate(session.scenario.names.units)
        if session.game.world.units[row].side == session.scenario.names.side_row["soviet"]
        and session.game.state.units[row].status == Status.PRESENT
        and session.game.world.units[row].mobility == Mobility.FOOT
        and not has_enemy_near(session.game, row)
    )
    row, target = session.scenario.names.unit_row[unit], far_target(board, unit)
    board.choosing.select(unit)
    board.play.answer(PointAt(target))
    assert "set out for" in click_words(board.play.shown, board.selection)
    board.play.answer(Click(RIGHT, target))
    assert "sets out" in board.selection.message and is_far_march(session.game, board.play.standing.given[0])
    stood = [int(session.game.state.units[row].hex)]
    for _ in range(8):
        board.turns.end_turn()
        hands.until(lambda: session.is_humans_turn and not board.turns.busy)
        hands.frame()
        stood.append(int(session.game.state.units[row].hex))
        if board.play.standing.is_empty:
            break
    assert stood[-1] == target and len(set(stood)) > 2
    assert f"{unit} has arrived" in board.selection.message


@pytest.mark.parametrize("rests", [False, True])
def test_whose_far_march_was_taken_back_does_not_set_out_again_after_loading(
    table: tuple[Hands, Board], rests: bool
) -> None:
    """The march with which the turn began is taken back; the save is as from before any order."""
    _, board = table
    session = board.session
    walkers = session.game.world.units.mobility == Mobility.FOOT
    unit = next(unit for unit in session.idle_units() if walkers[session.scenario.names.unit_row[unit]])
    target = session.scenario.hex_number(far_target(board, unit))
    session.keep_standing(StandingOrders("soviet").with_task(Task(units=[unit], march=target)))
    board.commanding.marches.carry_on()
    assert len(session.game.record[-1].orders) == 1
    board.orders.undo()
    if rests:
        session.say(Aside((unit,), Said.REST))
    _, again = at_the_board(open_save(save_session(session, "resting")))
    assert not again.session.game.record[-1].orders and again.session.asides == session.asides
    assert again.play.standing.given
    again.close()


def test_a_far_march_halts_when_an_enemy_is_near(table: tuple[Hands, Board], monkeypatch: pytest.MonkeyPatch) -> None:
    """As near as they are: this battle begins with both sides farther apart than that."""
    _, board = table
    monkeypatch.setattr(far_marches, "NEAR_ENEMY", 6)
    game = board.session.game
    names = game.scenario.names
    side = names.side_row[game.active_side]
    near = next(
        name
        for row, name in enumerate(names.units)
        if game.world.units[row].side == side
        and game.state.units[row].status == Status.PRESENT
        and has_enemy_near(game, row)
    )
    task = Task(units=[near], march=game.scenario.hex_number(far_target(board, near)))
    board.session.keep_standing(StandingOrders(game.active_side).with_task(task))
    board.commanding.marches.carry_on()
    assert board.play.standing.is_empty and f"{near} halts in" in board.selection.message
    assert not game.record[-1].orders


def test_a_formation_that_is_to_march_is_no_far_march(table: tuple[Hands, Board]) -> None:
    """Its order stays for the staff to work out; a new turn begins with nothing done for it."""
    _, board = table
    game = board.session.game
    formation = next(name for name in game.scenario.names.formations if name not in game.scenario.names.unit_row)
    unit = board.session.idle_units()[0]
    task = Task(units=[formation], march=game.scenario.hex_number(far_target(board, unit)))
    board.session.keep_standing(StandingOrders(game.active_side).with_task(task))
    board.commanding.marches.carry_on()
    assert board.play.standing.given == (task,) and not game.record[-1].orders
