"""March and attack in one: from where a unit can still attack, and what it would bring from there."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.core.terms import MOVEMENT_QUARTERS
from game.engine.orders import Attack
from game.engine.surveys import reach_of
from game.scenario.loading import load_scenario
from game.ui.approaches import approaches, can_still_attack
from game.ui.board import Board
from game.ui.from_where import FromWhere
from game.ui.hints import click_words
from game.ui.intents import Click, PointAt
from game.ui.pointer import RIGHT
from game.ui.session import HUMAN, Session
from tests.tabletop import tabletop
from tests.ui.hands import NIGHT, Hands, at_the_board

GAP = """
    R1  .   .   B1  .
      .   .   .   .   .
    RG1 .   .   .   .
"""

FAR = """
    R1  .   .   .   .   B1
      .   .   .   .   .   .
"""


def hexes(numbers: set[str], table: object) -> set[int]:
    return {table.scenario.hex_row(number) for number in numbers}  # type: ignore[attr-defined]


def test_from_where_a_unit_can_still_attack() -> None:
    """5.1: points for the assault must be left when it is next to the enemy."""
    table = tabletop(GAP)
    assert can_still_attack(table.game, reach_of(table.game, "R1")) == hexes({"0200", "0201"}, table)
    late = tabletop(FAR)
    found = reach_of(late.game, "R1")
    assert found.cost[4] <= MOVEMENT_QUARTERS < found.cost[4] + late.game.world.rules[0].assault.attack_time
    assert hexes({"0400"}, late) <= found.ends and not can_still_attack(late.game, found)


def test_guns_do_not_assault() -> None:
    table = tabletop(GAP)
    assert not can_still_attack(table.game, reach_of(table.game, "RG1"))


def test_each_approach_has_the_forecast_of_the_attack_from_there() -> None:
    """As if the unit had marched; the game itself stays as it is, and the best stands first."""
    table = tabletop(GAP)
    before, target = table.game.digest(), table.scenario.hex_row("0300")
    assert target is not None
    found = approaches(table.game, reach_of(table.game, "R1"), target)
    assert table.game.digest() == before and len(found) == 2
    assert [one.success for one in found] == sorted((one.success for one in found), reverse=True)
    for one in found:
        there = tabletop(GAP)
        there.game.play(one.order)
        assert there.game.forecast(Attack("0300", ("R1",))) == one.forecast


@pytest.fixture(params=["off", "normal"])
def table(request: pytest.FixtureRequest) -> Iterator[tuple[Hands, Board]]:
    """A board that shows no orders, and one that shows the march while it is going on."""
    session = Session.new(load_scenario(NIGHT), 3, {"soviet": HUMAN, "japanese": HUMAN})
    hands, board = at_the_board(session, animation=request.param)
    yield hands, board
    board.close()


def test_a_right_click_asks_from_where_and_enter_takes_the_best(table: tuple[Hands, Board]) -> None:
    hands, board = table
    game = board.session.game
    unit, target = next(
        (unit, target)
        for unit in board.session.idle_units()
        for target in range(len(game.world.hexes))
        if int(game.state.hexes[target].top) >= 0 and approaches(game, reach_of(game, unit), target)
    )
    board.choosing.select(unit)
    board.play.answer(PointAt(target))
    number = game.scenario.hex_number(target)
    assert f"and attack {number}: success" in click_words(board.play.shown, board.selection)
    board.play.answer(Click(RIGHT, target))
    question = board.popups.shown[-1]
    assert isinstance(question, FromWhere)
    best = question.found[0]
    hands.frame()
    hands.key(pygame.K_RETURN, unicode="\r")
    assert board.session.steps[-1].order == best.order
    assert board.selection.draft is not None and (board.selection.draft.target, board.selection.draft.units) == (
        number,
        (unit,),
    )
