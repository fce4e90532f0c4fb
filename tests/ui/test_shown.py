"""Map and panels show one position at every moment: while orders are shown, while they are skipped, and after."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.core.terms import NOWHERE
from game.desk.keys import Action
from game.engine.game import Game
from game.engine.orders import Move
from game.scenario.loading import load_scenario
from game.ui.order_of_battle import OrderOfBattle
from game.ui.overlays import OVERLAYS
from game.ui.panels.log import LogWindow
from game.ui.play import Play
from game.ui.session import HUMAN, Session
from game.view.sheet import moment

from .flows import FRAME, NIGHT_ATTACK, Table
from .hands import brought_to_blows


@pytest.fixture
def table() -> Iterator[Table]:
    """A board where the opponent goes first, and its orders are shown."""
    table = Table(animation="fast")
    yield table
    table.close()


def painted(table: Table) -> dict[str, str]:
    """The position that each part of the window was last painted from."""
    board = table.board
    assert board.column is not None
    return {
        "map": board.map.counters._pieces_of[0],  # type: ignore[index]  # it has been drawn
        "minimap": board.column.minimap._picture_of[0],  # type: ignore[index]
        "stack": board.column.stack._key[0][2],  # type: ignore[index]
        "standing": board.column.standing._key[0][0],  # type: ignore[index]
    }


def until_shown(table: Table, steps: int) -> None:
    table.until(lambda: table.board.play.playback is not None and table.board.play.playback.played >= steps)


def a_moved_unit(before: Game, now: Game) -> tuple[int, int, int]:
    """A unit that stands elsewhere than before: its row, where it was and where it is."""
    for row, (then, unit) in enumerate(zip(before.state.units, now.state.units, strict=True)):
        if NOWHERE not in (int(then.hex), int(unit.hex)) and then.hex != unit.hex:
            return row, int(then.hex), int(unit.hex)
    raise AssertionError("nobody has moved")


def test_every_panel_is_painted_from_the_position_on_the_map(table: Table) -> None:
    seen = set()
    table.until(lambda: table.board.play.playback is not None)
    while table.board.play.playback is not None:
        table.window.frame(FRAME * 4)
        assert len(set(painted(table).values())) == 1, painted(table)
        seen.add(painted(table)["map"])
    table.window.frame(FRAME)
    assert set(painted(table).values()) == {table.session.game.digest()}
    assert len(seen) > 5


def test_skipping_keeps_them_together(table: Table) -> None:
    until_shown(table, 1)
    for key in (pygame.K_SPACE, pygame.K_SPACE, pygame.K_SPACE, pygame.K_ESCAPE):
        table.key(key)
        assert len(set(painted(table).values())) == 1, key
    table.until(lambda: table.session.is_humans_turn)
    table.window.frame(FRAME)
    assert set(painted(table).values()) == {table.session.game.digest()}


def test_the_stack_list_names_who_stands_under_the_pointer_on_the_map(table: Table) -> None:
    until_shown(table, 3)
    board = table.board
    row, was, is_ = a_moved_unit(table.session.game, table.board.play.shown.game)
    unit = table.session.scenario.names.units[row]
    assert board.column is not None
    for hex_, there in ((is_, True), (was, False)):
        board.map.centre_on(hex_)
        spot = board.map.spot_of(hex_)
        pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=spot, rel=(0, 0), buttons=(0, 0, 0)))
        table.window.frame(0.0)
        assert (unit in board.column.stack.texts(board.play)) is there


def test_the_chosen_unit_is_followed_while_the_opponent_moves_it(table: Table) -> None:
    table.until(lambda: table.board.play.playback is not None)
    board, steps = table.board, table.board.play.playback.steps
    order = next(step.order for step in steps if isinstance(step.order, Move))
    board.choosing.select(order.unit)
    start, end = (table.session.scenario.hex_row(order.path[place]) for place in (0, -1))
    assert board.selection.hex == start
    table.until(lambda: board.selection.hex == end)
    assert table.board.play.playback is not None
    assert board.selection.reach is None
    assert order.unit in board.play.shown.units_in(end)  # type: ignore[arg-type]  # it is on the map


def test_bar_log_forces_and_overlays_follow_too(table: Table) -> None:
    board, session = table.board, table.session
    table.board.popups.show(OrderOfBattle(board.play))
    board.play.lay(OVERLAYS[Action.LAST_MOVES])
    until_shown(table, 2)
    shown = table.board.play.shown
    assert not session.steps
    assert shown.steps == table.board.play.playback.steps[: table.board.play.playback.played]
    forces = table.board.popups.find(OrderOfBattle)
    assert forces is not None
    assert forces._key[0][0] == shown.game.digest()  # type: ignore[index]
    log = LogWindow(board.play)
    table.board.popups.show(log)
    table.window.frame(0.0)
    assert any(text.startswith(f"Turn {session.game.turn}, ") for text in log.texts(board.play))
    table.until(lambda: not table.board.turns.busy)
    table.window.frame(FRAME)
    assert table.board.play.panels[0]._parts(board.play)[0][0] == moment(session.scenario, session.game.state)  # type: ignore[attr-defined]


# --- one's own orders -----------------------------------------------------------------------------------------------


@pytest.fixture
def fighting() -> Iterator[Table]:
    """A board where a player may attack at once."""
    table = Table(soviet="human", japanese="human", animation="normal")
    brought_to_blows(table.session)
    table.board.play.refresh()
    table.window.frame(0.0)
    yield table
    table.close()


def test_what_an_attack_brings_is_shown_when_the_map_shows_it(fighting: Table) -> None:
    board, session = fighting.board, fighting.session
    order = brought_to_blows(session)
    before = session.game.digest()
    board.choosing.select(order.units[0])
    board.orders.submit(order)
    assert session.game.digest() != before
    fighting.window.frame(FRAME)
    assert board.selection.message == ""
    assert board.selection.reach is None
    assert board.column is not None
    assert {fighting.board.play.shown.game.digest(), board.column.stack._key[0][2]} == {before}  # type: ignore[index]
    fighting.until(lambda: fighting.board.play.playback.played == 1)
    assert board.selection.message
    assert board.column.stack._key[0][2] == session.game.digest()  # type: ignore[index]
    fighting.until(lambda: fighting.board.play.playback is None)
    assert fighting.board.play.shown.game is session.game
    assert board.selection.message


def test_a_marching_unit_is_chosen_where_the_map_shows_it_and_may_march_on_at_once(fighting: Table) -> None:
    board, session = fighting.board, fighting.session
    order = next(one for one in session.game.legal_orders() if isinstance(one, Move) and len(one.path) == 2)
    start, end = (session.scenario.hex_row(number) for number in order.path)
    board.choosing.select(order.unit)
    board.orders.submit(order)
    fighting.window.frame(0.0)
    assert board.selection.hex == start
    assert order.unit in board.play.shown.units_in(start)  # type: ignore[arg-type]
    fighting.key(pygame.K_F8)  # whatever comes next comes first
    assert board.selection.hex == end
    assert fighting.board.play.shown.game is session.game
    assert board.selection.reach is not None
    assert board.selection.reach.start == end


def test_the_hash_of_what_is_shown_is_that_of_the_position_whatever_is_ordered_and_taken_back() -> None:
    """It is kept for as long as nothing happens; two orders from one position are two positions."""
    session = Session.new(load_scenario(NIGHT_ATTACK), 1, {"soviet": HUMAN, "japanese": HUMAN})
    play = Play(session)
    moves = [order for order in session.game.legal_orders() if isinstance(order, Move)][:2]
    hashes = []
    for order in moves:
        assert play.shown.digest() == session.game.digest()
        session.submit(order)
        assert play.shown.digest() == session.game.digest()
        hashes.append(play.shown.digest())
        session.undo()
    assert len({*hashes, play.shown.digest()}) == 3
    session.submit(moves[0])
    session.undo()
    session.submit(moves[1])  # nobody has looked in between
    assert play.shown.digest() == hashes[1]
