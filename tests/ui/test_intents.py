"""Panels, pointer and keys get what is seen and answer what is meant; the board alone carries it out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args

import pygame
import pytest

import game.ui
from game.core.terms import NOWHERE, Tolerance
from game.desk.keys import Action
from game.desk.painted import PaintedPanel
from game.engine.orders import Move
from game.ui import key_pointer
from game.ui.board import KEYS, WINDOWS, Board
from game.ui.drafts import draft_of
from game.ui.fan import Fan
from game.ui.intents import (
    Cancel,
    CentreOn,
    Click,
    ClickUnit,
    Confirm,
    EndTurn,
    Hold,
    Intent,
    Opened,
    PointAt,
    ShowUnit,
    SwapSides,
    ToggleUnit,
    Tolerate,
    Undo,
)
from game.ui.panels.stack_list import StackList
from game.ui.panels.top_bar import TopBar
from game.ui.play import Play
from game.ui.pointer import LEFT, RIGHT
from game.ui.questions import IdleUnits
from game.ui.replays import replay_intents
from game.ui.replays.film import film_of
from game.ui.replays.replay_viewer import FILM_KEYS, FILM_MOVES, ReplayViewer
from game.ui.replays.replay_viewer import KEYS as REPLAY_KEYS
from tests.ui.hands import Hands, at_the_board, brought_to_blows, new_session

KINDS: tuple[type, ...] = get_args(Intent)
REPLAY_KINDS: tuple[type, ...] = get_args(replay_intents.ReplayIntent)


@pytest.fixture
def heard() -> list[Any]:
    return []


@pytest.fixture
def table(heard: list[Any]) -> Iterator[tuple[Hands, Play]]:
    """What is seen at a board of two players where an attack can be made, with somebody who only listens to answers."""
    session = new_session(3, "human", "human")
    brought_to_blows(session)
    hands, board = at_the_board(session)
    board.play.carry_out_by(dict.fromkeys(KINDS, heard.append))
    yield hands, board.play
    board.close()


def pressed(panel: PaintedPanel | TopBar, play: Play, name: str) -> None:
    """Click on a named spot of a panel."""
    spot = panel.spots(play)[name].center
    panel.handle(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=spot, button=1), play)


def stack(play: Play) -> tuple[int, list[str]]:
    """March a unit to another; return their hex, and both."""
    session, scenario = play.session, play.game.scenario
    for order in session.game.legal_orders():
        end = scenario.hex_row(order.path[-1]) if isinstance(order, Move) else None
        if end is not None and play.shown.units_in(end):
            session.submit(order)
            play.refresh()
            return end, play.shown.units_in(end)
    raise AssertionError("nobody can march to another")


# --- the set is closed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", dict.fromkeys((*KINDS, *REPLAY_KINDS)), ids=lambda kind: kind.__name__)
def test_an_intent_is_a_small_value(kind: Any) -> None:
    assert is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert len(fields(kind)) <= 2


def test_the_board_carries_out_every_intent_and_no_other() -> None:
    assert set(Board(new_session())._ways()) == set(KINDS)


def test_the_replay_viewer_carries_out_all_that_its_keys_and_buttons_mean() -> None:
    viewer = ReplayViewer(film_of(saved_game()))
    own = {*REPLAY_KINDS} - {*KINDS}
    keys = {type(intent) for table in (REPLAY_KEYS, FILM_KEYS, FILM_MOVES) for intent in table.values()}
    assert own | keys <= set(viewer._ways()) <= set(REPLAY_KINDS)


def saved_game():  # type: ignore[no-untyped-def]  # of a game that has just begun
    from game.engine.game import RULES_VERSION
    from game.engine.saves import Saved

    return Saved(new_session().game, RULES_VERSION, source="a game")


def test_every_key_of_the_board_means_something(table: tuple[Hands, Play]) -> None:
    _, play = table
    elsewhere = {Action.UNIT_CARD, Action.WHY, Action.HELP, Action.FULL_SCREEN}  # of card, caption and window
    elsewhere |= {Action.PANELS, Action.PANELS_BACK}  # of the focus on panels
    held = {Action.PAN_LEFT, Action.PAN_RIGHT, Action.PAN_UP, Action.PAN_DOWN}
    silent = {action for action in Action if action not in KEYS and not key_pointer.meant(action, play)}
    assert silent == elsewhere | held
    assert set(WINDOWS) == set(Opened)


def test_nothing_but_the_doors_to_it_names_the_board() -> None:
    """Neither at the top, nor in a function, nor for types."""
    doors = {"crash_words", "scenes"}
    modules = Path(game.ui.__path__[0]).rglob("*.py")
    assert {path.stem for path in modules if "game.ui.board" in imported_by(path)} == doors


def test_what_is_seen_comes_from_one_place() -> None:
    """Panels and popups know neither the play, which has more to tell, nor the session, which can be changed."""
    folder = Path(game.ui.__path__[0])
    pages = ("screens/report", "tutorial/walkthrough")
    others = ("fan", "order_of_battle", "questions", "pointer", "key_pointer", *pages)
    for path in (*(folder / "panels").glob("*.py"), *(folder / f"{name}.py" for name in others)):
        assert not {"game.ui.play", "game.ui.session.Session"} & imported_by(path), path


def imported_by(path: Path) -> set[str]:
    """Return all modules that a module imports anywhere."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


# --- panels answer --------------------------------------------------------------------------------------------------


def test_a_row_of_the_stack_list_is_a_click_on_its_unit(table: tuple[Hands, Play], heard: list[Any]) -> None:
    _, play = table
    hex_, units = stack(play)
    play.selection.hex = hex_
    pressed(StackList(play.layout.side, 1.0), play, units[1])
    assert heard == [ClickUnit(units[1])]
    assert play.selection.unit is None, "the panel has chosen for itself"


def test_the_buttons_of_the_bar(table: tuple[Hands, Play], heard: list[Any]) -> None:
    _, play = table
    bar = TopBar(play.layout.top)
    for name in ("end_turn", "undo"):
        pressed(bar, play, name)
    assert heard == [EndTurn(), Undo()]


def test_the_forecast_asks_for_what_is_clicked(table: tuple[Hands, Play], heard: list[Any]) -> None:
    _, play = table
    attack = brought_to_blows(play.session)
    target = play.game.scenario.hex_row(attack.target)
    assert target is not None
    play.selection.draft = draft = draft_of(play.game, target, attack.units)
    play.refresh()
    column = next(panel for panel in play.panels if hasattr(panel, "forecast"))
    column.refresh(play)
    for name in (attack.units[0], "holding", "limit", "attack", "swap", "cancel"):
        pressed(column.forecast, play, name)
    assert heard == [
        ToggleUnit(attack.units[0]),
        Hold(True),
        Tolerate(Tolerance.LIMIT),
        Confirm(),
        SwapSides(),
        Cancel(),
    ]
    assert play.selection.draft == draft
    assert play.game.digest() == play.session.game.digest()


def test_the_fan_means_the_stack_beneath(table: tuple[Hands, Play], heard: list[Any]) -> None:
    hands, play = table
    hex_, units = stack(play)
    play.map.centre_on(hex_)
    play.selection.hex = hex_
    play.refresh()
    hands.frame()
    fan = next(panel for panel in play.panels if isinstance(panel, Fan))
    spot = fan.boxes(play)[units[0]].center
    hands.move(play.map.spot_of(hex_))
    heard.clear()
    hands.click(spot)
    hands.click(spot, button=RIGHT)
    assert [one for one in heard if not isinstance(one, PointAt)] == [ClickUnit(units[0]), Click(RIGHT, hex_)]
    assert PointAt(hex_, units[0]) in heard


def test_a_question_is_answered_once_it_has_closed(table: tuple[Hands, Play], heard: list[Any]) -> None:
    _, play = table
    idle = play.session.idle_units()
    answers = {"end_turn": EndTurn(sure=True), "go": ShowUnit(idle[0]), f"unit:{idle[1]}": ShowUnit(idle[1])}
    for name, meant in answers.items():
        asked = IdleUnits(play, idle)
        play.popups.show(asked)
        pressed(asked, play, name)
        assert heard.pop() == meant
        assert play.popups.shown == []
    assert heard == []


# --- pointer and keys -----------------------------------------------------------------------------------------------


def test_the_mouse_over_the_map(table: tuple[Hands, Play], heard: list[Any]) -> None:
    hands, play = table
    hex_ = play.map.hex_at(play.map.view.center)
    hands.click(play.map.view.center, button=RIGHT)
    assert heard[-1] == Click(RIGHT, hex_)
    assert set(heard[:-1]) == {PointAt(hex_)}


def test_the_same_mouse_over_the_map_of_a_replay() -> None:
    viewer = ReplayViewer(film_of(saved_game()))
    hands = Hands(viewer)
    heard: list[Any] = []
    viewer.seen.carry_out_by(dict.fromkeys(REPLAY_KINDS, heard.append))
    hands.click(viewer.map.view.center)
    assert heard[-1] == Click(LEFT, viewer.map.hex_at(viewer.map.view.center))
    viewer.close()


def test_keys_point_and_bring_into_view(table: tuple[Hands, Play]) -> None:
    _, play = table
    here = next(hex_ for hex_ in range(len(play.game.state.hexes)) if play.map.shows(hex_))
    play.selection.pointed = here
    assert key_pointer.meant(Action.ORDER_HERE, play) == [PointAt(here), Click(RIGHT, here)]
    neighbours = play.game.world.hexes.neighbour[here].tolist()
    for action, direction in key_pointer.STEPS.items():
        there = neighbours[direction]
        expected: list[Intent] = [] if there == NOWHERE else [PointAt(there)]
        if expected and not play.map.shows(there):
            expected.append(CentreOn((there,)))
        assert key_pointer.meant(action, play) == expected
