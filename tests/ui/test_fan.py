"""The fan: a stack's counters side by side, to be read and clicked."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.ui.drafts import candidate
from game.ui.fan import Fan
from game.ui.hints import click_words
from game.ui.intents import ClickUnit, Opened, Toggle
from game.ui.session import HUMAN
from game.view.counters import stacks

from . import flows
from .flows import FRAME, Table


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[Table]:
    monkeypatch.setattr(flows, "NIGHT_ATTACK", "lake_khasan/corps_assault")  # the night attack begins without stacks
    made = Table(japanese=HUMAN, animation="off")
    yield made
    made.close()


def fan_of(table: Table) -> Fan:
    return next(panel for panel in table.board.play.panels if isinstance(panel, Fan))


def stack_of(table: Table) -> int:
    """A stack, brought to the middle of the view."""
    hex_ = next(hex_ for hex_, units in stacks(table.session.game.state) if len(units) > 1)
    table.board.map.centre_on(hex_)
    return hex_


def move(table: Table, spot: tuple[int, int]) -> None:
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=spot, rel=(0, 0), buttons=(0, 0, 0)))
    table.window.frame(0.0)


def rest(table: Table) -> None:
    """Let the pointer rest where it is for half a second."""
    for _ in range(30):
        table.window.frame(FRAME)


def spot_of(table: Table, hex_: int) -> tuple[int, int]:
    return table.board.map.spot_of(hex_)


def test_it_opens_when_the_pointer_rests_and_folds_when_it_leaves(table: Table) -> None:
    hex_, fan = stack_of(table), fan_of(table)
    move(table, spot_of(table, hex_))
    assert fan.hex is None
    rest(table)
    assert fan.hex == hex_
    assert list(fan.boxes(table.board.play)) == table.board.play.shown.units_in(hex_)
    move(table, (spot_of(table, hex_)[0], spot_of(table, hex_)[1] + 200))
    assert fan.hex is None


def test_every_counter_can_be_clicked(table: Table) -> None:
    hex_, fan = stack_of(table), fan_of(table)
    move(table, spot_of(table, hex_))
    table.click(spot_of(table, hex_))
    table.window.frame(0.0)
    assert fan.hex == hex_
    for unit in table.board.play.shown.units_in(hex_):
        box = fan.boxes(table.board.play)[unit]
        move(table, box.center)
        assert fan.hex == hex_
        table.click(box.center)
        assert table.board.selection.unit == unit
        assert table.board.selection.hex == hex_


def test_counters_lie_side_by_side_inside_the_map(table: Table) -> None:
    hex_, fan = stack_of(table), fan_of(table)
    move(table, spot_of(table, hex_))
    table.click(spot_of(table, hex_))
    table.window.frame(0.0)
    boxes = list(fan.boxes(table.board.play).values())
    assert all(one.collidelist(boxes[:place] + boxes[place + 1 :]) < 0 for place, one in enumerate(boxes))
    assert table.board.map.view.contains(fan.rect)


def test_it_gives_way_to_a_pointer_that_means_the_map(table: Table) -> None:
    hex_, fan = stack_of(table), fan_of(table)
    table.board.choosing.select_hex(hex_)
    table.window.frame(0.0)
    assert fan.hex == hex_
    x, y = fan.rect.center
    move(table, (x, y - 200))
    move(table, (x, y))
    assert fan.hex is None
    assert table.board.selection.pointed == table.board.map.hex_at((x, y))
    move(table, spot_of(table, hex_))
    assert fan.hex == hex_


def test_it_folds_when_the_pointer_goes_on_to_a_panel(table: Table) -> None:
    """What lies beneath is seen while one reads: beside the map, and in a window that lies over a part of it."""
    hex_, board = stack_of(table), table.board
    fan = open_on(table, hex_)
    move(table, fan.boxes(board.play)[board.play.shown.units_in(hex_)[0]].center)
    assert board.column is not None
    move(table, board.column.rect.center)
    assert fan.hex is None
    open_on(table, hex_)
    board.play.answer(Toggle(Opened.LOG))
    [window] = board.popups.shown
    move(table, (window.rect.left + 5, window.rect.centery))
    assert fan.hex is None
    move(table, spot_of(table, hex_))
    rest(table)
    assert fan.hex == hex_


def test_that_of_the_chosen_hex_folds_for_a_panel_too(table: Table) -> None:
    """And opens for who chooses another stack by keys, wherever the pointer lies."""
    hex_, board = stack_of(table), table.board
    board.choosing.select_hex(hex_)
    table.window.frame(0.0)
    assert fan_of(table).hex == hex_
    assert board.column is not None
    move(table, board.column.rect.center)
    assert fan_of(table).hex is None
    other = next(there for there, units in stacks(table.session.game.state) if len(units) > 1 and there != hex_)
    board.map.centre_on(other)
    board.choosing.select_hex(other)
    table.window.frame(0.0)
    assert fan_of(table).hex == other


def left_words(table: Table) -> str:
    """What the bottom line says of the left button."""
    return click_words(table.session, table.board.selection).partition(" · ")[0].removeprefix("Left: ")


def split(table: Table) -> tuple[list[int], list[int]]:
    """Hexes that the enemy stands in, and those with stacks of one's own."""
    game = table.session.game
    mine = game.scenario.names.side_row[game.active_side]
    held = [(hex_, units, game.world.units[units[0]].side == mine) for hex_, units in stacks(game.state)]
    return [hex_ for hex_, _, own in held if not own], [hex_ for hex_, units, own in held if own and len(units) > 1]


def open_on(table: Table, hex_: int) -> Fan:
    """Open the fan of a stack, whoever is chosen and whatever is being put together."""
    table.board.map.centre_on(hex_)
    move(table, table.board.map.view.bottomleft)  # out of any other fan
    move(table, spot_of(table, hex_))
    rest(table)
    fan = fan_of(table)
    assert fan.hex == hex_
    return fan


def test_what_is_said_of_a_counter_is_what_a_click_on_it_does(table: Table) -> None:
    """A unit is chosen by its counter; the bottom line describes the unit, not the hex beneath."""
    hex_, board = stack_of(table), table.board
    fan = open_on(table, hex_)
    for unit in board.play.shown.units_in(hex_):
        move(table, fan.boxes(board.play)[unit].center)
        assert left_words(table) == f"select {unit}"
        table.click(fan.boxes(board.play)[unit].center)
        assert board.selection.unit == unit
        assert left_words(table) == "nothing"


def test_between_the_counters_both_buttons_mean_the_map_beneath(table: Table) -> None:
    hex_, board = stack_of(table), table.board
    fan = open_on(table, hex_)
    spot = fan.rect.left + 1, fan.rect.top + 1
    move(table, spot)
    beneath = board.map.hex_at(spot)
    assert left_words(table) == ("select" if board.play.shown.units_in(beneath or 0) else "show the hex")
    table.click(spot)
    assert board.selection.hex == beneath


def test_a_counter_joins_and_leaves_an_attack_if_its_unit_may_take_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """5.1: guns in range join; who does not stand beside the hex is refused with the reason, in the list too."""
    monkeypatch.setattr(flows, "NIGHT_ATTACK", "khalkhin_gol/august_encirclement")  # guns in stacks near the enemy
    table = Table(japanese=HUMAN, animation="off")
    board, game = table.board, table.session.game
    targets, own = split(table)
    target, hex_, guns = next(
        (target, hex_, unit)
        for target in targets
        for hex_ in own
        for unit in board.play.shown.units_in(hex_)
        if candidate(game, game.scenario.hex_number(target) or "", unit).verdict
    )
    board.orders.begin_attack(target)
    number = game.scenario.hex_number(target) or ""
    far, barred = next(
        (hex_, unit)
        for hex_ in own
        for unit in board.play.shown.units_in(hex_)
        if not candidate(game, number, unit).verdict
    )
    for where, unit, may in ((hex_, guns, True), (far, barred, False)):
        fan = open_on(table, where)
        spot = fan.boxes(board.play)[unit].center
        move(table, spot)
        said, before = left_words(table), board.selection.draft
        table.click(spot)
        if may:
            assert said == f"{unit} joins the attack"
            assert board.selection.draft is not None and board.selection.draft.has(unit)
            assert left_words(table) == f"{unit} leaves the attack"
        else:
            assert said.startswith(f"not possible: {unit} cannot take part: ")
            assert board.selection.draft == before
            assert board.selection.message in said and board.selection.is_error
    board.selection.message = ""
    board.play.answer(ClickUnit(barred))
    assert "cannot take part" in board.selection.message
    table.close()


def test_an_enemy_is_not_clicked_into_an_attack(table: Table) -> None:
    """On the fan of the hex that is attacked."""
    table.session.end_turn()  # the stacks are Soviet
    board = table.board
    hex_ = next(hex_ for hex_ in split(table)[0] if len(board.play.shown.units_in(hex_)) > 1)
    board.orders.begin_attack(hex_)
    fan = open_on(table, hex_)
    unit = board.play.shown.units_in(hex_)[0]
    move(table, fan.boxes(board.play)[unit].center)
    assert left_words(table) == f"not possible: {unit} is not under your command now"
    table.click(fan.boxes(board.play)[unit].center)
    assert board.selection.draft is not None
    assert not board.selection.draft.has(unit)
    assert board.selection.message == f"{unit} is not under your command now."


def test_single_units_do_not_fan_out(table: Table) -> None:
    game = table.session.game
    hex_ = next(h for h, units in stacks(game.state) if len(units) == 1)
    table.board.map.centre_on(hex_)
    table.board.choosing.select_hex(hex_)
    move(table, spot_of(table, hex_))
    rest(table)
    assert fan_of(table).hex is None
