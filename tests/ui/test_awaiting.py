"""Who is asked for orders: headquarters, guns without a target and units that the staff leads are not."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.core.terms import NOWHERE, Reason, Role, Supply
from game.engine.orders import Move
from game.engine.surveys import why_no_fire
from game.scenario.loading import load_scenario
from game.scenario.schema.plan import GunTask, Task
from game.ui.awaiting import HEADQUARTERS, LED, NO_TARGET
from game.ui.board import Board
from game.ui.command.formation_intents import RefuseUnits, TakeProposals
from game.ui.questions import IdleUnits
from game.ui.session import HUMAN, Aside, Said, Session
from tests.ui.hands import Hands, at_the_board

CTRL = pygame.KMOD_CTRL


@pytest.fixture
def session() -> Session:
    """The assault of the corps: the Soviet side begins, with headquarters and with guns near and far."""
    return Session.new(load_scenario("lake_khasan/corps_assault"), 3, dict.fromkeys(("soviet", "japanese"), HUMAN))


@pytest.fixture
def table(session: Session) -> Iterator[tuple[Hands, Board]]:
    hands, board = at_the_board(session)
    yield hands, board
    board.close()


def rows(session: Session, role: Role) -> list[int]:
    """Units of a role that could act."""
    units = session.scenario.names.unit_row
    return [units[unit] for unit in session._able() if session.game.world.units[units[unit]].role == role]


def name_of(session: Session, row: int) -> str:
    return session.scenario.names.units[row]


def put(session: Session, row: int, hex_: int) -> None:
    """Have a unit stand elsewhere, where nobody is; only who is where is looked at."""
    session.game.state.units.hex[row] = hex_


def enemies(session: Session) -> list[int]:
    side = session.scenario.names.side_row[session.game.active_side]
    state = session.game.state
    return [
        int(row.hex)
        for at, row in enumerate(state.units)
        if session.game.world.units[at].side != side and row.hex != NOWHERE
    ]


# --- headquarters ---------------------------------------------------------------------------------------------------


def test_headquarters_are_not_asked_for_but_can_be_ordered(session: Session) -> None:
    found = rows(session, Role.HEADQUARTERS)
    assert found
    for row in found:
        assert name_of(session, row) not in session.idle_units()
        assert session.awaiting().left_out[name_of(session, row)] == HEADQUARTERS
    names = {name_of(session, row) for row in found}
    order = next(order for order in session.game.legal_orders() if isinstance(order, Move) and order.unit in names)
    session.submit(order)


@pytest.mark.parametrize("danger", ["enemy beside it", "no supplies"])
def test_headquarters_in_danger_are_asked_for(session: Session, danger: str) -> None:
    row = rows(session, Role.HEADQUARTERS)[0]
    if danger == "no supplies":
        session.game.state.units.supply[row] = Supply.NONE
    else:
        neighbours = session.game.world.hexes[enemies(session)[0]].neighbour
        put(
            session,
            row,
            next(
                int(there)
                for there in neighbours
                if there != NOWHERE and session.game.state.hexes[there].top == NOWHERE
            ),
        )
    assert name_of(session, row) in session.idle_units()


# --- guns -----------------------------------------------------------------------------------------------------------


def targets(session: Session, row: int) -> bool:
    """Whether guns can fire on any hex of the enemy."""
    return any(why_no_fire(session.game, row, hex_) == Reason.LEGAL for hex_ in enemies(session))


def test_guns_are_asked_for_where_they_have_a_target(session: Session) -> None:
    """Compared with every hex of the enemy in turn; on the second turn all have come within range."""
    found = set()
    for _ in range(2):
        for row in rows(session, Role.ARTILLERY):
            found.add(targets(session, row))
            assert (name_of(session, row) in session.idle_units()) is targets(session, row)
            assert (session.awaiting().left_out.get(name_of(session, row)) == NO_TARGET) is not targets(session, row)
        session.end_turn()
        session.end_turn()
    assert found == {True, False}


def test_guns_that_have_fired_are_not_asked_for_again(session: Session) -> None:
    session.end_turn()
    session.end_turn()
    row = next(row for row in rows(session, Role.ARTILLERY) if targets(session, row))
    assert name_of(session, row) in session.idle_units()
    session.game.state.units.attacked[row] = 1
    assert session.awaiting().left_out[name_of(session, row)] == NO_TARGET


def test_guns_without_supplies_are_asked_for(session: Session) -> None:
    row = next(row for row in rows(session, Role.ARTILLERY) if name_of(session, row) in session.awaiting().left_out)
    session.game.state.units.supply[row] = Supply.NONE
    assert name_of(session, row) in session.idle_units()


# --- the staff ------------------------------------------------------------------------------------------------------


def infantry(session: Session) -> list[str]:
    names = session.scenario.names
    return [
        unit for unit in session.idle_units() if session.game.world.units[names.unit_row[unit]].role == Role.INFANTRY
    ]


def give(session: Session, *tasks: Task | GunTask) -> None:
    orders = session.standing_of(session.game.active_side)
    for task in tasks:
        orders = orders.with_task(task)
    session.keep_standing(orders)


def here(session: Session, unit: str) -> str:
    number = session.scenario.hex_number(int(session.game.state.units.hex[session.scenario.names.unit_row[unit]]))
    assert number is not None
    return number


def test_who_has_standing_orders_is_not_asked_for(session: Session) -> None:
    led, other = infantry(session)[:2]
    give(session, Task(units=[led], hold=here(session, led)))
    assert session.awaiting().left_out[led] == LED
    assert other in session.idle_units()
    session.say(Aside((led,), Said.REFUSE))  # the player keeps it to himself
    assert led in session.idle_units()


def test_orders_for_guns_lead_guns_alone(session: Session) -> None:
    unit = infantry(session)[0]
    give(session, GunTask(units=[unit], support=[here(session, unit)]))
    assert unit in session.idle_units()


def test_who_was_ordered_by_hand_is_asked_for_although_it_has_a_task(session: Session) -> None:
    able = set(infantry(session))
    order = next(
        order
        for order in session.game.legal_orders()
        if isinstance(order, Move) and order.unit in able and len(order.path) == 2
    )
    give(session, Task(units=[order.unit], hold=order.path[0]))
    session.submit(order)
    assert order.unit not in session.awaiting().left_out


# --- at the board ---------------------------------------------------------------------------------------------------


def test_the_question_before_the_turn_ends_shows_all_if_asked(table: tuple[Hands, Board]) -> None:
    hands, board = table
    left = board.session.awaiting().left_out
    hands.key(pygame.K_RETURN, CTRL)
    asked = board.popups.find(IdleUnits)
    assert asked is not None
    assert not set(left) & set(asked.texts(board.play))
    hands.frame()
    while "show_all" not in asked.spots(board.play):
        hands.key(pygame.K_PAGEDOWN)
    hands.click(asked.spots(board.play)["show_all"].center)
    assert set(left) <= set(asked.texts(board.play))
    assert set(left.values()) <= set(asked.texts(board.play))


def test_the_next_unit_is_never_one_that_needs_none(table: tuple[Hands, Board]) -> None:
    hands, board = table
    left, seen = board.session.awaiting().left_out, set()
    for _ in range(len(board.session.idle_units())):
        hands.key(pygame.K_n)
        seen.add(board.selection.unit)
    assert seen == set(board.session.idle_units())
    assert left and not seen & set(left)


def test_without_anybody_to_ask_for_the_turn_ends_and_says_who_was_left_out(table: tuple[Hands, Board]) -> None:
    hands, board = table
    board.session.say(Aside(tuple(board.session.idle_units()), Said.REST))
    hands.key(pygame.K_n)
    assert f"{len(board.session.awaiting().left_out)} that could act need none" in board.selection.message
    side = board.session.game.active_side
    hands.key(pygame.K_RETURN, CTRL)
    assert board.popups.find(IdleUnits) is None
    assert board.session.game.active_side != side


def test_the_staff_is_waited_for_until_it_has_carried_out_the_orders(table: tuple[Hands, Board]) -> None:
    """Afterwards only units without any are asked for, until the player takes one back."""
    hands, board = table
    session = board.session
    led = infantry(session)[0]
    give(session, Task(units=[led], hold=here(session, led)))
    session.say(Aside(tuple(session.idle_units()), Said.REST))
    hands.key(pygame.K_RETURN, CTRL)
    asked = board.popups.find(IdleUnits)
    assert asked is not None and asked.unled == [led]
    hands.key(pygame.K_ESCAPE)
    board.play.answer(TakeProposals())
    assert session.awaiting().unled == [] and session.idle_units() == []
    board.play.answer(RefuseUnits((led,)))
    assert session.idle_units() == ([led] if led in session._able() else [])
