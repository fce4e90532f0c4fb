"""The order of battle: what it says is so, clicks go to the map, and the map's selection is found in it."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.core.terms import Status
from game.desk import sheets
from game.engine.game import Game
from game.scenario.homes import shipped_names
from game.scenario.loading import load_scenario
from game.ui.forces import Strength, fate_of, first_strength, forces_of, hexes_of, strength_of, units_in
from game.ui.order_of_battle import OrderOfBattle
from game.ui.selection_marks import selection_marks
from game.ui.session import HUMAN
from game.view.lettering import Face, shortened

from .flows import Table


@pytest.fixture
def table() -> Iterator[Table]:
    made = Table(japanese=HUMAN, animation="off")
    yield made
    made.close()


def opened(table: Table) -> OrderOfBattle:
    table.key(pygame.K_o)
    window = table.board.popups.find(OrderOfBattle)
    assert window is not None
    return window


def here(game: Game, side: str) -> list[str]:
    names = game.scenario.names
    return [
        unit
        for row, unit in enumerate(names.units)
        if game.state.units.status[row] == Status.PRESENT and names.sides[int(game.world.units.side[row])] == side
    ]


@pytest.mark.parametrize("name", shipped_names())
def test_every_unit_is_in_the_tree_once(name: str) -> None:
    game = Game.new(load_scenario(name), 1)
    names = game.scenario.names
    found = [line.unit for side in names.sides for line in forces_of(game, side) if line.unit]
    assert sorted(found) == sorted(names.units)


def test_a_formation_is_the_sum_of_its_parts() -> None:
    game = Game.new(load_scenario("lake_khasan/corps_assault"), 1)
    for side in game.scenario.names.sides:
        lines = forces_of(game, side)
        for line in lines:
            if line.unit is None:
                parts = sum((strength_of(game, row) for row in units_in(game.scenario, line.row)), Strength())
                assert line.strength == parts
        assert [line.name for line in forces_of(game, side, frozenset({lines[0].row}))] != [line.name for line in lines]


def test_strength_and_fate_follow_what_happens() -> None:
    game = Game.new(load_scenario("lake_khasan/campaign"), 1)
    row = game.scenario.names.unit_row[here(game, "soviet")[0]]
    first = first_strength(game, row)
    assert strength_of(game, row) == Strength(first, first, 0)
    assert fate_of(game, row) == game.scenario.hex_number(int(game.state.units.hex[row]))
    game.state.unit_figures.men[row] = first - 10
    assert strength_of(game, row) == Strength(first - 10, first, 10)
    for status, words, lost in (
        (Status.WITHDRAWN, "withdrawn", 10),
        (Status.DESTROYED, "destroyed", first),
        (Status.SURRENDERED, "surrendered", first),
    ):
        game.state.units.status[row] = status
        assert (fate_of(game, row), strength_of(game, row)) == (words, Strength(0, first, lost))
    awaited = next(row for row, unit in enumerate(game.state.units) if unit.status == Status.AWAITED)
    assert strength_of(game, awaited).lost == 0
    assert fate_of(game, awaited) == f"due turn {int(game.world.units.arrival[awaited])}"


def test_keys_open_and_close_it(table: Table) -> None:
    window = opened(table)
    assert "Order of battle" in window.texts(table.board.play)
    table.key(pygame.K_q)
    assert table.board.popups.find(OrderOfBattle) is None
    opened(table)
    table.key(pygame.K_ESCAPE)
    assert table.board.popups.find(OrderOfBattle) is None


def test_a_click_on_a_unit_selects_it_and_shows_it(table: Table) -> None:
    window = opened(table)
    spots = {name: rect for name, rect in window.spots(table.board.play).items() if name.startswith("unit:")}
    unit = next(name.removeprefix("unit:") for name in reversed(spots) if _on_map(table, name.removeprefix("unit:")))
    table.click(spots[f"unit:{unit}"].center)
    assert table.board.selection.unit == unit
    assert table.board.selection.hex is not None
    assert table.board.map.view.collidepoint(table.board.map.spot_of(table.board.selection.hex))
    assert not window.rect.collidepoint(table.board.map.spot_of(table.board.selection.hex))


def _on_map(table: Table, unit: str) -> bool:
    game = table.session.game
    return bool(game.state.units.status[game.scenario.names.unit_row[unit]] == Status.PRESENT)


def test_a_formation_is_marked_on_the_map(table: Table) -> None:
    window = opened(table)
    formation = next(line for line in forces_of(table.session.game, window.side) if line.unit is None)
    rect = window.spots(table.board.play)[f"formation:{formation.row}"]
    table.click((rect.right - 30, rect.centery))
    marked = selection_marks(table.session, table.board.selection).over
    assert set(marked) == hexes_of(table.session.game, formation.row)
    assert set(marked.values()) == {"formation"}
    window.close()
    assert not selection_marks(table.session, table.board.selection).over


def test_it_follows_the_selection_on_the_map(table: Table) -> None:
    window = opened(table)
    other = next(side for side in table.session.scenario.names.sides if side != window.side)
    window.fold_all()
    unit = here(table.session.game, other)[-1]
    table.board.choosing.select(unit)
    table.window.frame(0.0)
    assert window.side == other
    assert f"unit:{unit}" in window.spots(table.board.play)
    row = table.session.scenario.names.unit_row[unit]
    assert table.board.selection.formation == int(table.session.game.world.units.formation[row])


def test_formations_fold_and_sides_change(table: Table) -> None:
    window = opened(table)
    table.board.choosing.select(None)
    lines = forces_of(table.session.game, window.side)
    full = len(window.texts(table.board.play))
    table.click(window.spots(table.board.play)[f"fold:{lines[0].row}"].center)
    assert len(window.texts(table.board.play)) < full
    table.click(window.spots(table.board.play)[f"fold:{lines[0].row}"].center)
    assert len(window.texts(table.board.play)) == full
    table.click(window.spots(table.board.play)["fold_all"].center)
    assert len(window.texts(table.board.play)) < full
    other = next(side for side in table.session.scenario.names.sides if side != window.side)
    table.click(window.spots(table.board.play)[f"side:{other}"].center)
    assert window.side == other


def test_no_name_is_shortened_while_there_is_room(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    cut: list[str] = []

    def noting(words: str, face: Face, size: int, width: int) -> str:
        found = shortened(words, face, size, width)
        cut.extend([words] if found != words else [])
        return found

    monkeypatch.setattr(sheets, "shortened", noting)
    window = opened(table)
    for side in table.session.scenario.names.sides:
        window.show_side(side)
        assert window.texts(table.board.play)
    assert cut == []
