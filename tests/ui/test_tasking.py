"""Orders to formations by mouse and keys: begun, aimed, given, changed, called off; what the staff makes of them."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.commanders.roster import take_turn
from game.core.terms import Mobility
from game.desk.keys import Action
from game.engine.orders import Attack
from game.engine.orders import parse as order_from
from game.scenario.loading import load_scenario, read_plan
from game.scenario.schema.plan import Task
from game.ui.board import Board
from game.ui.command.formation_intents import (
    BeginTask,
    CallOffTask,
    ChangeTask,
    FinishTurn,
    FollowFile,
    FollowPlan,
    NameTarget,
    Propose,
    RefuseUnits,
    SavePlan,
    SetTask,
    TakeOrder,
    TakeProposals,
)
from game.ui.command.plan_folder import kept_plans
from game.ui.command.task_drafts import units_of
from game.ui.forces import commanded_of
from game.ui.hints import click_words
from game.ui.intents import Click, Opened, Toggle
from game.ui.overlays import Overlay
from game.ui.panels.log import LogWindow
from game.ui.panels.orders_window import OrdersWindow
from game.ui.panels.task_form import TaskForm
from game.ui.session import HUMAN, Aside, Said, Session
from game.view import staff_marks
from game.view.marks import Marks
from tests.ui.hands import Hands, at_the_board

BATTLE = "lake_khasan/corps_assault"
LEFT, RIGHT = 1, 3


@pytest.fixture
def table() -> Iterator[tuple[Hands, Board]]:
    session = Session.new(load_scenario(BATTLE), 3, dict.fromkeys(("soviet", "japanese"), HUMAN))
    hands, board = at_the_board(session)
    yield hands, board
    pygame.key.set_mods(0)
    board.close()


def formation(board: Board) -> str:
    """One with several units on the map, of the side whose turn it is; they are chosen."""
    game = board.session.game
    found = next(name for name in game.scenario.names.formations if len(units_of(game, [name])) > 1)
    board.commanding.grouping.choose(units_of(game, [found]))
    return found


def hex_of(board: Board, ours: bool) -> int:
    """A land hex in view that one's own side or the enemy owns, with nobody in it; the map is moved there."""
    game = board.session.game
    side = game.scenario.names.side_row[game.active_side]
    owner = side if ours else 1 - side
    found = next(
        hex_
        for hex_ in range(len(game.world.hexes))
        if int(game.state.hexes[hex_].owner) == owner
        and not game.world.hexes[hex_].water
        and not board.play.shown.units_in(hex_)
    )
    board.map.centre_on(found)
    return found


def given(board: Board) -> list[Task]:
    return [task for task in board.play.standing.given if isinstance(task, Task)]


@pytest.mark.parametrize(("ours", "kind"), [(False, "attack"), (True, "hold")])
def test_a_right_click_begins_what_is_meant_there_and_enter_gives_it(
    table: tuple[Hands, Board], ours: bool, kind: str
) -> None:
    hands, board = table
    who, there = formation(board), hex_of(board, ours)
    number = board.session.scenario.hex_number(there)
    board.selection.pointed = there
    assert click_words(board.play.shown, board.selection).endswith(f"to {kind} {number}")
    hands.click(board.map.spot_of(there), RIGHT)
    hands.key(pygame.K_RETURN, unicode="\r")
    assert [(task.units, task.kind, getattr(task, kind)) for task in given(board)] == [([who], kind, number)]
    assert board.selection.task is None and who in board.selection.message


def test_a_second_right_click_on_the_same_hex_gives_it(table: tuple[Hands, Board]) -> None:
    hands, board = table
    formation(board)
    spot = board.map.spot_of(hex_of(board, ours=True))
    hands.click(spot, RIGHT)
    assert not given(board)
    hands.click(spot, RIGHT)
    assert len(given(board)) == 1


def test_an_axis_is_clicked_along(table: tuple[Hands, Board]) -> None:
    hands, board = table
    formation(board)
    there = hex_of(board, ours=True)
    board.play.answer(BeginTask("attack"))
    for hex_ in (there, there + 1):
        hands.click(board.map.spot_of(hex_), LEFT)
    hands.key(pygame.K_RETURN, unicode="\r")
    scenario = board.session.scenario
    assert (given(board)[0].along, given(board)[0].attack) == (
        [scenario.hex_number(there)],
        scenario.hex_number(there + 1),
    )


def test_a_line_is_dragged_and_the_map_stays(table: tuple[Hands, Board]) -> None:
    hands, board = table
    formation(board)
    there = hex_of(board, ours=True)
    board.play.answer(BeginTask("hold"))
    view = board.map.left, board.map.top
    spots = [board.map.spot_of(hex_) for hex_ in (there, there + 1, there + 2)]
    hands.move(spots[0])
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=spots[0], button=LEFT))
    hands.frame()
    for spot in spots[1:]:
        pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=spot, rel=(40, 0), buttons=(1, 0, 0)))
        hands.frame()
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=spots[-1], button=LEFT))
    hands.frame()
    land = [hex_ for hex_ in (there, there + 1, there + 2) if not board.session.game.world.hexes[hex_].water]
    assert board.selection.task is not None and (board.map.left, board.map.top) == view
    assert board.selection.task.steps == (tuple(board.session.scenario.hex_number(hex_) for hex_ in land),)


def test_nobody_is_sent_into_the_water(table: tuple[Hands, Board]) -> None:
    _, board = table
    formation(board)
    game = board.session.game
    water = next(hex_ for hex_ in range(len(game.world.hexes)) if game.world.hexes[hex_].water)
    board.play.answer(BeginTask("march", water))
    assert board.selection.task is not None and not board.selection.task.steps
    assert "nobody can stay" in board.selection.message and board.selection.is_error


def test_how_it_is_to_be_done_is_said_on_the_form(table: tuple[Hands, Board]) -> None:
    hands, board = table
    formation(board)
    board.play.answer(BeginTask("attack", hex_of(board, ours=False)))
    assert board.column is not None
    form = board.column.middle(board.play)
    assert isinstance(form, TaskForm)
    for _ in range(2):
        hands.click(form.spots(board.play)["mass:more"].center)
    board.play.answer(SetTask("floor", 30))
    board.play.answer(SetTask("tolerance", "limit"))
    hands.key(pygame.K_RETURN, unicode="\r")
    assert (given(board)[0].mass, given(board)[0].floor, given(board)[0].tolerance) == (2, 30, "limit")


def test_an_area_stands_for_the_hex_in_it(table: tuple[Hands, Board]) -> None:
    hands, board = table
    formation(board)
    area, hexes = next((area, hexes) for area, hexes in board.session.scenario.areas.items() if len(hexes) > 1)
    land = next(hex_ for hex_ in sorted(hexes) if not board.session.game.world.hexes[hex_].water)
    board.play.answer(BeginTask("hold", land))
    board.play.answer(NameTarget(area))
    hands.key(pygame.K_RETURN, unicode="\r")
    assert given(board)[0].hold == area


def test_an_order_is_changed_and_called_off(table: tuple[Hands, Board]) -> None:
    hands, board = table
    formation(board)
    there = hex_of(board, ours=True)
    board.play.answer(BeginTask("hold", there))
    hands.key(pygame.K_RETURN, unicode="\r")
    board.play.answer(ChangeTask(0))
    board.play.answer(BeginTask("march"))
    hands.key(pygame.K_RETURN, unicode="\r")
    assert [task.kind for task in given(board)] == ["march"]
    board.play.answer(CallOffTask(0))
    assert board.play.standing.is_empty


def test_escape_gives_no_order(table: tuple[Hands, Board]) -> None:
    hands, board = table
    formation(board)
    board.play.answer(BeginTask("hold", hex_of(board, ours=True)))
    hands.key(pygame.K_ESCAPE)
    assert board.selection.task is None and board.play.standing.is_empty and board.selection.group


# --- proposals ------------------------------------------------------------------------------------------------------


def test_what_is_proposed_leaves_the_game_as_it_is_until_it_is_taken(table: tuple[Hands, Board]) -> None:
    """Taken, it is given by the staff with its reasons, and only to those who have the order."""
    _, board = table
    who = formation(board)
    inside = set(units_of(board.session.game, [who]))
    board.play.answer(BeginTask("march", hex_of(board, ours=True)))
    board.commanding.tasking.give()
    before = board.session.game.digest()
    board.play.answer(Propose())
    assert board.play.proposals is not None and board.play.proposals.found
    assert board.session.game.digest() == before
    assert {unit for one in board.play.proposals.found for unit in one.order.named} <= inside
    board.play.answer(TakeProposals())
    record = board.session.game.record[-1]
    assert record.orders and set(record.reasons) == set(range(len(record.orders)))
    assert board.selection.message == f"The staff has given {len(record.orders)} orders."
    assert board.play.proposals.found == ()


def test_who_lets_the_staff_finish_reads_what_that_has_brought(table: tuple[Hands, Board]) -> None:
    """Orders, fights, hexes, losses; each assault with its place, and a way to the log. Of the enemy's turn nothing."""
    hands, board = table
    for _ in range(2):  # in the second turn they fight
        formation(board)
        board.play.answer(FinishTurn())
        assert board.selection.hex is None, "whoever was chosen may have left it"
        hands.frame()
        window = board.popups.find(OrdersWindow)
        assert window is not None
        words, orders = window.texts(board.play), [order_from(text) for text, _ in board.session.game.record[-1].orders]
        board.session.end_turn()
        board.play.answer(FinishTurn())
        board.session.end_turn()
    assaults = [order for order in orders if isinstance(order, Attack)]
    assert assaults and "Done by the staff this turn" in words and f"{len(orders)} orders" in words
    assert any(line.startswith(f"{len(assaults)} assault") for line in words)
    assert any(line.startswith(("Lost: ", "No losses")) for line in words)
    assert any(line.startswith(assaults[0].target) for line in words)
    board.play.refresh()
    assert "Done by the staff this turn" not in window.texts(board.play)
    board.play.answer(FinishTurn())
    hands.frame()
    hands.click(window.spots(board.play)["log"].center)
    assert isinstance(board.popups.shown[-1], LogWindow)


def test_one_is_taken_and_another_refused(table: tuple[Hands, Board]) -> None:
    _, board = table
    formation(board)
    board.play.answer(BeginTask("march", hex_of(board, ours=True)))
    board.commanding.tasking.give()
    board.play.answer(Propose())
    assert board.play.proposals is not None
    first, second = board.play.proposals.found[:2]
    board.play.answer(TakeOrder(first.order, first.reason))
    assert len(board.session.game.record[-1].orders) == 1
    board.play.answer(RefuseUnits(second.order.named))
    assert not any(unit in one.order.named for one in board.play.proposals.found for unit in second.order.named)
    board.play.answer(TakeProposals())
    named = {unit for text, _ in board.session.game.record[-1].orders for unit in text.split()[1:2]}
    assert not named & set(second.order.named)


def test_a_proposal_that_is_clicked_is_drawn_at_the_farthest_zoom_too(table: tuple[Hands, Board]) -> None:
    """All at once they would be more than anybody could tell apart there."""
    hands, board = table
    formation(board)
    board.play.answer(BeginTask("march", hex_of(board, ours=True)))
    board.commanding.tasking.give()
    board.choosing.select(None)
    board.map.zoom(-9)
    board.play.answer(Propose())
    hands.key(pygame.K_F7)
    window = board.popups.find(OrdersWindow)
    assert window is not None and board.play.proposals is not None
    one = board.play.proposals.found[0]
    for _ in range(20):
        if "proposal:0" in window.spots(board.play):
            break
        hands.key(pygame.K_PAGEDOWN)
    hands.click(window.spots(board.play)["proposal:0"].center)
    assert board.selection.units == one.order.named
    assert board.commanding._proposed[1].ways, "what is drawn in full has no least zoom"


def test_who_is_ordered_by_hand_is_left_alone(table: tuple[Hands, Board]) -> None:
    _, board = table
    formation(board)
    board.play.answer(BeginTask("march", hex_of(board, ours=True)))
    board.commanding.tasking.give()
    board.play.answer(Propose())
    assert board.play.proposals is not None
    one = board.play.proposals.found[0]
    board.session.submit(one.order)
    board.play.answer(Propose())
    assert not any(unit in other.order.named for other in board.play.proposals.found for unit in one.order.named)


def test_a_plan_that_is_followed_is_the_officers_turn(table: tuple[Hands, Board]) -> None:
    """All of it taken: the same orders, the same digest as those of the officer with that plan."""
    _, board = table
    led = board.session.game.copy()
    steps = take_turn(led, "officer:historical")
    board.play.answer(FollowPlan("historical"))
    board.play.answer(TakeProposals())
    assert [step.order for step in board.session.steps] == [step.order for step in steps]
    assert board.session.game.digest() == led.digest()


def test_the_staff_finishes_the_turn_for_who_is_left(table: tuple[Hands, Board]) -> None:
    """Those who rest or were ordered by hand stay; all others may act."""
    _, board = table
    everybody = commanded_of(board.session.game, board.session.scenario.names.units)
    board.session.say(Aside((everybody[0],), Said.REST))
    board.play.answer(FinishTurn())
    named = {unit for step in board.session.steps if step.order is not None for unit in step.order.named}
    assert named and everybody[0] not in named


def test_names_of_orders_give_way_to_the_figures_of_an_overlay(
    table: tuple[Hands, Board], monkeypatch: pytest.MonkeyPatch
) -> None:
    hands, board = table
    formation(board)
    board.play.answer(BeginTask("march", hex_of(board, ours=True)))
    board.commanding.tasking.give()
    written: list[object] = []
    monkeypatch.setattr(staff_marks, "_label", lambda *what: written.append(what))
    hands.frame()
    assert written
    written.clear()
    board.play.lay(Overlay(Action.THREATS, "figures", lambda _shown, _chosen: Marks(words={0: "12%"})))
    hands.frame()
    assert not written


def test_the_window_lists_orders_and_proposals(table: tuple[Hands, Board]) -> None:
    hands, board = table
    who = formation(board)
    board.play.answer(BeginTask("march", hex_of(board, ours=True)))
    board.commanding.tasking.give()
    hands.key(pygame.K_F7)
    window = board.popups.find(OrdersWindow)
    assert window is not None and who in window.texts(board.play)
    hands.click(window.spots(board.play)["propose"].center)
    words = " ".join(window.texts(board.play))
    assert "Proposed for this turn" in words and "take all" in words
    hands.click(window.spots(board.play)["take"].center)
    assert board.session.game.record[-1].orders


def test_the_map_shows_what_is_ordered_and_proposed(table: tuple[Hands, Board]) -> None:
    """An order changes the picture of the map, and so does what is proposed for it."""
    hands, board = table
    formation(board)
    there = hex_of(board, ours=True)
    board.choosing.select(None)
    hands.frame()
    bare = pygame.surfarray.array3d(hands.window.surface.subsurface(board.map.view)).copy()
    formation(board)
    board.play.answer(BeginTask("march", there))
    board.commanding.tasking.give()
    board.choosing.select(None)
    hands.frame()
    ordered = pygame.surfarray.array3d(hands.window.surface.subsurface(board.map.view)).copy()
    assert (bare != ordered).any()
    board.play.answer(Propose())
    hands.frame()
    assert (pygame.surfarray.array3d(hands.window.surface.subsurface(board.map.view)) != ordered).any()
    board.play.answer(Toggle(Opened.ORDERS))
    board.play.answer(Click(LEFT, None))


def test_orders_are_kept_as_a_plan_that_can_be_followed_again(table: tuple[Hands, Board]) -> None:
    """And by commands: the file is one of the plan language."""
    hands, board = table
    formation(board)
    board.play.answer(BeginTask("hold", hex_of(board, ours=True)))
    board.commanding.tasking.give()
    kept = board.play.standing
    board.play.answer(Toggle(Opened.ORDERS))
    window = board.popups.find(OrdersWindow)
    assert window is not None
    hands.click(window.spots(board.play)["save"].center)
    scenario, side = board.session.scenario, board.session.game.active_side
    (file,) = kept_plans(scenario, side)
    assert str(file) in board.selection.message
    assert [phase.tasks for phase in read_plan(scenario, file).phases] == [list(kept.given)]
    board.play.answer(CallOffTask(0))
    hands.click(window.spots(board.play)[f"file:{file.stem}"].center)
    assert board.play.standing == kept


def test_a_kept_plan_with_a_fault_is_said_and_nothing_is_lost(table: tuple[Hands, Board]) -> None:
    _, board = table
    formation(board)
    board.play.answer(BeginTask("hold", hex_of(board, ours=True)))
    board.commanding.tasking.give()
    board.play.answer(SavePlan())
    kept, side = board.play.standing, board.session.game.active_side
    (file,) = kept_plans(board.session.scenario, side)
    file.write_text(file.read_text(encoding="utf-8").replace("hold", "hodl"), encoding="utf-8")
    board.play.answer(FollowFile(file))
    assert board.selection.is_error and "hodl" in board.selection.message
    assert board.play.standing == kept


def test_what_the_staff_has_ordered_is_taken_back_and_taken_again(table: tuple[Hands, Board]) -> None:
    """On foot: where vehicles may bog down, luck has a say in a march."""
    _, board = table
    game = board.session.game
    everybody = commanded_of(game, game.scenario.names.units)
    on_foot = game.world.units.mobility == Mobility.FOOT
    board.commanding.grouping.choose([unit for unit in everybody if on_foot[game.scenario.names.unit_row[unit]]][:3])
    board.play.answer(BeginTask("march", hex_of(board, ours=True)))
    board.commanding.tasking.give()
    board.play.answer(TakeProposals())
    orders = list(board.session.game.record[-1].orders)
    while board.session.why_no_undo is None:
        board.session.undo()
    assert not board.session.game.record[-1].orders
    board.play.answer(TakeProposals())
    assert board.session.game.record[-1].orders == orders


# --- the card of several units --------------------------------------------------------------------------------------


def pressed(hands: Hands, board: Board, name: str) -> None:
    """Click on a button of the card of several units, scrolled to if it has to be."""
    assert board.column is not None
    card = board.column.group
    while name not in card.spots(board.play):
        before = card.scroll
        card.scroll += 40
        card.spots(board.play)
        assert card.scroll > before, f"no {name}"
    hands.click(card.spots(board.play)[name].center)


@pytest.mark.parametrize("kind", ["attack", "hold", "march", "reserve", "screen", "withdraw", "delay"])
def test_a_button_of_the_card_begins_its_task(table: tuple[Hands, Board], kind: str) -> None:
    hands, board = table
    who, there = formation(board), hex_of(board, ours=True)
    hands.frame()
    pressed(hands, board, f"begin:{kind}")
    assert board.selection.task is not None and board.selection.task.kind == kind
    hands.click(board.map.spot_of(there))
    hands.key(pygame.K_RETURN, unicode="\r")
    assert [(task.units, task.kind) for task in given(board)] == [([who], kind)]


def test_the_card_says_what_the_units_have_to_do_and_takes_them_back(table: tuple[Hands, Board]) -> None:
    hands, board = table
    who = formation(board)
    hands.frame()
    assert board.column is not None
    card = board.column.group
    spot = card.spot_at(card.spots(board.play)["take_back"].center)
    assert spot is not None and spot[0].act is None, "nobody leads them"
    board.session.keep_standing(board.play.standing.with_task(Task(units=[who], hold="2010")))
    board.play.refresh()
    units = units_of(board.session.game, [who])
    assert f"{len(units)} units led by the staff" in card.texts(board.play)
    assert not set(units) & set(board.session.idle_units())
    pressed(hands, board, "take_back")
    assert set(units) & set(board.session.idle_units()) and board.session.asides.refused == set(units)
    pressed(hands, board, "task:0")
    assert board.selection.task is not None and board.selection.task.place == 0


def test_the_card_leads_to_all_orders(table: tuple[Hands, Board]) -> None:
    hands, board = table
    formation(board)
    hands.frame()
    pressed(hands, board, "orders")
    assert board.popups.find(OrdersWindow) is not None
