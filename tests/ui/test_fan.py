"""The fan: a stack's counters side by side, to be read and clicked."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.ui.fan import Fan
from game.ui.session import HUMAN
from game.view.counters import stacks

from . import flows
from .flows import Table


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Iterator[Table]:
    monkeypatch.setattr(flows, "NIGHT_ATTACK", "lake_khasan/corps_assault")  # the night attack begins without stacks
    made = Table(japanese=HUMAN, animation="off")
    yield made
    made.close()


def fan_of(table: Table) -> Fan:
    return next(panel for panel in table.board.panels if isinstance(panel, Fan))


def stack_of(table: Table) -> int:
    """A stack, brought to the middle of the view."""
    hex_ = next(hex_ for hex_, units in stacks(table.session.game.state) if len(units) > 1)
    assert table.board.map is not None
    table.board.map.centre_on(hex_)
    return hex_


def move(table: Table, spot: tuple[int, int]) -> None:
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=spot, rel=(0, 0), buttons=(0, 0, 0)))
    table.window.frame(0.0)


def spot_of(table: Table, hex_: int) -> tuple[int, int]:
    assert table.board.map is not None
    return table.board.map.spot_of(hex_)


def test_it_opens_when_the_pointer_rests_and_folds_when_it_leaves(table: Table) -> None:
    hex_, fan = stack_of(table), fan_of(table)
    move(table, spot_of(table, hex_))
    assert fan.hex is None
    pygame.time.wait(350)
    table.window.frame(0.0)
    assert fan.hex == hex_
    assert list(fan.boxes(table.board)) == table.board.units_in(hex_)
    move(table, (spot_of(table, hex_)[0], spot_of(table, hex_)[1] + 200))
    assert fan.hex is None


def test_every_counter_can_be_clicked(table: Table) -> None:
    hex_, fan = stack_of(table), fan_of(table)
    move(table, spot_of(table, hex_))
    table.click(spot_of(table, hex_))
    table.window.frame(0.0)
    assert fan.hex == hex_
    for unit in table.board.units_in(hex_):
        box = fan.boxes(table.board)[unit]
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
    boxes = list(fan.boxes(table.board).values())
    assert all(one.collidelist(boxes[:place] + boxes[place + 1 :]) < 0 for place, one in enumerate(boxes))
    assert table.board.map is not None
    assert table.board.map.view.contains(fan.rect)


def test_it_gives_way_to_a_pointer_that_means_the_map(table: Table) -> None:
    hex_, fan = stack_of(table), fan_of(table)
    table.board.select_hex(hex_)
    table.window.frame(0.0)
    assert fan.hex == hex_
    x, y = fan.rect.center
    move(table, (x, y - 200))
    move(table, (x, y))
    assert fan.hex is None
    assert table.board.map is not None
    assert table.board.selection.pointed == table.board.map.hex_at((x, y))
    move(table, spot_of(table, hex_))
    assert fan.hex == hex_


def test_single_units_do_not_fan_out(table: Table) -> None:
    game = table.session.game
    hex_ = next(h for h, units in stacks(game.state) if len(units) == 1)
    assert table.board.map is not None
    table.board.map.centre_on(hex_)
    table.board.select_hex(hex_)
    move(table, spot_of(table, hex_))
    pygame.time.wait(350)
    table.window.frame(0.0)
    assert fan_of(table).hex is None
