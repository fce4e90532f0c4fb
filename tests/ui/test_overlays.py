"""Overlays: each on one key and off again, filled from the rules, with a legend, seen from the player's side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.core.terms import NOWHERE, Status
from game.desk.keys import DEFAULTS, Action
from game.engine.surveys import further_reach, reach_of, supply_of, threat_of
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.overlays import OVERLAYS, ReachMarks, enemy_side, moves_of, objectives, own_side, supply
from game.ui.selection import Selection
from game.ui.session import HUMAN, Session
from game.view.looks import look
from game.view.marks import SHOWN_TOGETHER, STYLES

from .flows import Table

SEEN = set(OVERLAYS) - {Action.LAST_MOVES, Action.THREATS}
"""Those that show something before the first order of the night attack, in which nobody threatens the attackers."""


@pytest.fixture
def table() -> Iterator[Table]:
    made = Table(japanese=HUMAN, animation="off")
    yield made
    made.close()


def press(table: Table, action: Action) -> None:
    table.key(pygame.key.key_code(DEFAULTS[action][0]))


def present(session: Session, side: str) -> list[str]:
    names, game = session.scenario.names, session.game
    return [
        unit
        for row, unit in enumerate(names.units)
        if game.state.units.status[row] == Status.PRESENT and game.world.units.side[row] == names.side_row[side]
    ]


@pytest.mark.parametrize("action", list(OVERLAYS))
def test_each_is_on_one_key_and_off_again(table: Table, action: Action) -> None:
    before = pygame.image.tobytes(table.window.surface, "RGB")
    press(table, action)
    assert table.board.play.overlay is OVERLAYS[action]
    assert pygame.image.tobytes(table.window.surface, "RGB") != before
    press(table, action)
    assert table.board.play.overlay is None


@pytest.mark.parametrize("action", list(OVERLAYS))
def test_every_style_shown_is_known_and_explained(table: Table, action: Action) -> None:
    table.board.choosing.select(present(table.session, "soviet")[0])
    press(table, action)
    marks = table.board.play.overlay_marks()
    shown = {*marks.hexes.values(), *marks.over.values()}
    explained = {style for style, _ in marks.legend}
    assert shown <= explained
    assert explained <= set(STYLES)
    if action in SEEN:
        assert marks.hexes
    assert len(explained) < 2 or action is Action.LAST_MOVES or any(explained <= set(f) for f in SHOWN_TOGETHER)


def test_the_next_overlay_takes_the_place_of_the_last(table: Table) -> None:
    press(table, Action.ZONES)
    press(table, Action.CONTROL)
    assert table.board.play.overlay is OVERLAYS[Action.CONTROL]
    press(table, Action.NO_OVERLAY)
    assert table.board.play.overlay is None


def test_overlays_are_seen_by_the_person_at_the_board() -> None:
    session = Session.new(load_scenario("lake_khasan/night_attack"), 1, {"soviet": "cadet", "japanese": HUMAN})
    assert own_side(session, Selection()) == "japanese"
    assert enemy_side(session, Selection()) == "soviet"
    assert own_side(session, Selection(viewpoint="soviet")) == "soviet"
    session.players["soviet"] = HUMAN
    assert own_side(session, Selection()) == session.game.active_side


def test_the_reach_of_the_enemy_is_the_threat_of_the_rules(table: Table) -> None:
    press(table, Action.ENEMY_REACH)
    enemy = enemy_side(table.session, table.board.selection)
    assert set(table.board.play.overlay_marks().hexes) == set(
        np.flatnonzero(threat_of(table.session.game, enemy)).tolist()
    )


def test_the_line_of_supply_says_where_it_could_be_cut(table: Table) -> None:
    session = table.session
    found = 0
    for side in session.scenario.names.sides:
        ways, threat = supply_of(session.game, side), threat_of(session.game, _other(session, side))
        for unit in present(session, side):
            hex_ = int(session.game.state.units.hex[session.scenario.names.unit_row[unit]])
            marks = supply(session, Selection(unit=unit, hex=hex_))
            way = ways.way(hex_)
            assert set(marks.over) == {there for there in way if threat[there]}
            assert "supplies for" in marks.words[hex_]
            assert [line for line, _ in marks.ways] == ([tuple(reversed(way))] if way else [])
            found += len(marks.over)
    assert found


def _other(session: Session, side: str) -> str:
    first, second = session.scenario.names.sides
    return second if side == first else first


def test_objectives_are_the_areas_to_hold(table: Table) -> None:
    marks = objectives(table.session, Selection())
    areas = {award.area for award in table.session.scenario.file.victory.awards if award.award == "hold"}
    assert len(marks.outlines) == len(areas)
    assert len(marks.words) == len(areas)
    assert any("10" in words for words in marks.words.values())
    owner = table.session.game.state.hexes.owner
    for area, style in marks.outlines:
        owners = {int(owner[hex_]) for hex_ in area}
        assert (style == "objective") == (len(owners) > 1 or owners == {NOWHERE})


def test_shift_shows_the_turn_after_this_one(table: Table) -> None:
    board = table.board
    game = table.session.game
    unit = next(unit for unit in present(table.session, game.active_side) if reach_of(game, unit).ends)
    board.choosing.select(unit)
    assert board.selection.reach is not None
    near = set(board.selection.reach.ends)
    assert board._below().lit == near | {board.selection.reach.start}
    assert set(board._below().hexes.values()) <= {"reach_fight"}
    pygame.key.set_mods(pygame.KMOD_SHIFT)
    try:
        marks = board._below()
    finally:
        pygame.key.set_mods(pygame.KMOD_NONE)
    further = {hex_ for hex_, style in marks.hexes.items() if style == "reach_next"}
    assert further
    assert not further & near
    assert further == further_reach(table.session.game, board.selection.reach)
    assert near | further <= marks.lit


def test_reach_is_worked_out_once_and_is_an_outline_beneath_overlays(table: Table) -> None:
    board, kept = table.board, ReachMarks()
    board.choosing.select(present(table.session, table.session.game.active_side)[0])
    first = kept.marks(table.session, board.selection, extended=True, faint=False)
    assert kept.marks(table.session, board.selection, extended=True, faint=False) is first
    faint = kept.marks(table.session, board.selection, extended=False, faint=True)
    assert not faint.hexes
    assert not faint.lit
    assert faint.outlines


def test_last_moves_are_the_ways_of_the_events() -> None:
    table = Table(japanese="cadet", animation="off")
    table.end_turn()
    table.until(lambda: table.session.is_humans_turn and not table.board.turns.busy)
    press(table, Action.LAST_MOVES)
    marks = table.board.play.overlay_marks()
    steps = [step for step in table.session.steps if step.side == "japanese"]
    assert marks.ways == moves_of(table.session.scenario, steps).ways
    assert marks.ways or marks.hexes
    table.close()


def test_the_palette_of_the_settings_changes_marks_and_counters(table: Table) -> None:
    press(table, Action.ZONES)
    usual = pygame.image.tobytes(table.window.surface, "RGB")
    table.window.settings = table.window.settings.model_copy(update={"palette": "contrast"})
    board: Board = table.board
    board.open(table.window)
    table.window.frame(0.0)
    assert look().palette == "contrast"
    assert pygame.image.tobytes(table.window.surface, "RGB") != usual
    table.window.settings = table.window.settings.model_copy(update={"palette": "staff"})
    board.open(table.window)
    assert replace(look(), palette="staff") == look()
