"""An attack put together in one go: all, the best, all guns, nobody; and the question before one without a chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pygame
import pytest

from game.commanders.roster import take_turn
from game.core.terms import Status, Tolerance
from game.engine.game import Game
from game.engine.orders import Attack
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.composing import HOPELESS, cleared, has_a_chance, with_all, with_best, with_guns, worth
from game.ui.drafting import NO_CHANCE
from game.ui.drafts import TOLERANCES, Draft, candidates, toggled
from game.ui.intents import Compose, Confirm
from game.ui.panels.forecast_panel import ForecastPanel
from game.ui.session import HUMAN, Session
from tests.tabletop import Table, tabletop
from tests.ui.hands import Hands, at_the_board, brought_to_blows, new_session

CONTACT = """
    .   R1  B1  R2  .
      R3  R4  .   RG1 .
    RG2 .   .   .   .
"""


def drawn(**units: object) -> Table:
    """Four units around one enemy, and guns behind them."""
    return tabletop(CONTACT, RG1={"loaded": 2}, RG2={"loaded": 2}, **units)  # type: ignore[arg-type]


def draft(table: Table) -> Draft:
    return Draft(table.where("B1"))


def test_all_who_can_assault_and_all_guns() -> None:
    table = drawn()
    both = with_guns(table.game, with_all(table.game, draft(table)))
    assert set(both.support) == {"RG1", "RG2"}
    assert {"R1", "R2"} <= set(both.units) and not set(both.units) & {"RG1", "RG2"}
    assert table.game.check(Attack(both.target, both.units, both.support))
    assert cleared(table.game, both).order is None


def test_the_best_is_at_least_as_good_as_any_one_change_of_it() -> None:
    """Nobody more or less promises more, by more than what another unit must add at least."""
    table = drawn(B1={"entrenched": 2})
    best = with_best(table.game, draft(table))
    value = worth(table.game, best)
    everybody = [unit for unit in table.scenario.names.units if unit.startswith("R")]
    for unit in everybody:
        if not best.has(unit):
            assert worth(table.game, toggled(table.game, best, unit)) < value + 0.003, unit


def test_who_only_dies_stays_out() -> None:
    """A handful beside a strong attack adds nothing and is not sent."""
    table = drawn(R2={"items": {"riflemen": 3}, "cohesion": 50}, B1={"items": {"riflemen": 40}})
    assert "R2" not in with_best(table.game, draft(table)).units


FORTRESS = """
    .   R1  B1  R2  .
      R3  R4  RG1 RG2 .
    .   .   .   .   .
"""


def besieged(**units: object) -> Table:
    """Three battalions and guns before one that is dug in."""
    return tabletop(
        FORTRESS, luck="table", RG1={"loaded": 2}, RG2={"loaded": 2}, B1={"entrenched": 3, "quality": 1500}, **units
    )


def success(table: Table, units: tuple[str, ...], support: tuple[str, ...] = ()) -> Fraction:
    return table.game.forecast(Attack(table.where("B1"), units, support)).success  # type: ignore[union-attr]


def test_what_nobody_can_do_alone_the_best_does_together() -> None:
    """No unit has a chance by itself, so none adds any: better odds lead on to where there is one."""
    table = besieged()
    assert all(not success(table, (unit,)) for unit in ("R1", "R2", "R4"))
    best = with_best(table.game, draft(table))
    assert has_a_chance(table.game, best) and len(best.units) > 1
    assert success(table, best.units, best.support) > 0


def test_where_no_attack_has_a_chance_nothing_is_put_together() -> None:
    table = besieged(**{unit: {"items": {"riflemen": 20}} for unit in ("R1", "R2", "R3", "R4")})
    everybody = with_guns(table.game, with_all(table.game, draft(table)))
    assert not has_a_chance(table.game, everybody)
    assert with_best(table.game, draft(table)) == draft(table)
    begun = toggled(table.game, draft(table), "R1")
    assert with_best(table.game, begun) == begun


def test_it_is_said_where_no_attack_has_a_chance() -> None:
    table = besieged(**{unit: {"items": {"riflemen": 20}} for unit in ("R1", "R2", "R3", "R4")})
    hands = Hands(Board(Session(table.game, dict.fromkeys(("red", "blue"), HUMAN))))
    board = hands.window.scene
    assert isinstance(board, Board)
    board.choosing.select("R1")
    target = table.scenario.hex_row(table.where("B1"))
    assert target is not None
    board.orders.begin_attack(target)
    before = board.selection.draft
    board.play.answer(Compose("best"))
    assert board.selection.message.startswith(f"No attack on {table.where('B1')} has a chance now")
    assert board.selection.draft == before
    board.play.answer(Compose("all"))
    assert board.selection.draft != before


def test_the_sentence_goes_when_the_best_is_found_later() -> None:
    table = besieged()
    hands = Hands(Board(Session(table.game, dict.fromkeys(("red", "blue"), HUMAN))))
    board = hands.window.scene
    assert isinstance(board, Board)
    board.choosing.select("R1")
    target = table.scenario.hex_row(table.where("B1"))
    assert target is not None
    board.orders.begin_attack(target)
    board.play.say(NO_CHANCE.format(target=table.where("B1")), True)
    board.play.answer(Compose("best"))
    assert board.selection.draft is not None and has_a_chance(table.game, board.selection.draft)
    assert board.selection.message == "" and not board.selection.is_error


def after(scenario: str, player_turns: int) -> Game:
    """A game in which both sides have been played for so many player turns."""
    game = Game.new(load_scenario(scenario), 7)
    for _ in range(player_turns):
        take_turn(game, "cadet")
        game.end_turn()
    return game


def by_few(game: Game, draft: Draft) -> list[Draft]:
    """Attacks with all guns by one or two, and those by everybody but one."""
    everybody = with_guns(game, with_all(game, draft))
    who = [one.unit for one in candidates(game, draft.target) if one.verdict and not one.guns]
    few = [(unit,) for unit in who] + list(combinations(who, 2))
    fewer = [toggled(game, everybody, unit) for unit in (*everybody.units, *everybody.support)]
    return [*fewer, *(with_guns(game, replace(draft, units=units)) for units in few)]


COLUMN = ("orahodoga/sugimotos_column", 2)
HEIGHTS = ("khalkhin_gol/fui_heights", 4)


@pytest.mark.parametrize(
    ("played", "target", "tolerance"),
    [(COLUMN, "2213", Tolerance.LIMIT), (COLUMN, "2213", Tolerance.MINIMISE), (HEIGHTS, "2914", Tolerance.LIMIT)],
)
def test_fewer_may_have_a_chance_where_everybody_has_none(
    played: tuple[str, int], target: str, tolerance: Tolerance
) -> None:
    """5.6: the assault of all is broken off for its losses, that of fewer is not."""
    game, empty = after(*played), Draft(target, tolerance=tolerance)
    assert not has_a_chance(game, with_guns(game, with_all(game, empty)))
    best = with_best(game, empty)
    assert has_a_chance(game, best) and best.order is not None and game.check(best.order)


@pytest.mark.parametrize("played", [COLUMN, HEIGHTS, ("lake_khasan/fortieth_division", 1)])
def test_neither_one_or_two_with_all_guns_nor_all_but_one_do_better_than_the_best(played: tuple[str, int]) -> None:
    game = after(*played)
    side = game.scenario.names.side_row[game.active_side]
    there = game.state.units.hex[(game.state.units.status == Status.PRESENT) & (game.world.units.side != side)]
    weighed = 0
    for hex_ in sorted(set(there.tolist())):
        for tolerance in TOLERANCES:
            empty = Draft(str(game.scenario.hex_number(hex_)), tolerance=tolerance)
            value = max(worth(game, with_best(game, empty)), HOPELESS)
            for other in by_few(game, empty):
                weighed += 1
                assert worth(game, other) < value + 0.02, (empty, other)
    assert weighed


@pytest.fixture
def table() -> Iterator[tuple[Hands, Board, Attack]]:
    session = new_session(3, HUMAN, HUMAN)
    attack = brought_to_blows(session)
    hands, board = at_the_board(session)
    board.choosing.select(attack.units[0])
    target = session.scenario.hex_row(attack.target)
    assert target is not None
    board.orders.begin_attack(target)
    yield hands, board, attack
    board.close()


def test_the_buttons_of_the_forecast(table: tuple[Hands, Board, Attack]) -> None:
    hands, board, _ = table
    assert board.column is not None
    panel = board.column.middle(board.play)
    assert isinstance(panel, ForecastPanel)
    hands.click(panel.spots(board.play)["compose:none"].center)
    assert board.selection.draft is not None and board.selection.draft.order is None
    hands.click(panel.spots(board.play)["compose:all"].center)
    assert board.selection.draft.units


@pytest.mark.parametrize(("least", "asks"), [(100, True), (0, False)])
def test_an_attack_with_hardly_a_chance_is_asked_about(
    table: tuple[Hands, Board, Attack], least: int, asks: bool
) -> None:
    """Escape and Enter leave all as it is; the answer carries it out."""
    hands, board, _ = table
    hands.window.settings.ask_below = least
    before = len(board.session.game.record[-1].orders)
    board.play.answer(Compose("none"))
    board.play.answer(Compose("all"))
    assert board.selection.draft is not None
    order = board.selection.draft.order
    assert order is not None
    sure = board.session.game.forecast(order).success == 1  # type: ignore[union-attr]
    board.play.answer(Confirm())
    assert board.popups.modal is (asks and not sure)
    if board.popups.modal:
        hands.frame()
        hands.key(pygame.K_ESCAPE)
        assert len(board.session.game.record[-1].orders) == before and board.selection.draft is not None
        hands.key(pygame.K_RETURN, unicode="\r")
        assert board.popups.modal
        hands.key(pygame.K_RETURN, unicode="\r")
        assert not board.popups.modal
        assert len(board.session.game.record[-1].orders) == before  # Enter, once too often, goes back
        board.play.answer(Confirm())
        hands.click(board.popups.shown[-1].spots(board.play)["attack"].center)
    assert len(board.session.game.record[-1].orders) == before + 1
