"""The order of battle: what it says is so, clicks go to the map, and the map's selection is found in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pygame
import pytest

from game.commanders.standing_orders import StandingOrders
from game.core.terms import Status, Supply
from game.desk import sheets
from game.desk.window import LEAST
from game.engine.game import Game
from game.scenario.homes import shipped_names
from game.scenario.loading import load_scenario
from game.scenario.schema.plan import Task
from game.ui.board import Board
from game.ui.command.task_drafts import units_of
from game.ui.forces import (
    Condition,
    Line,
    Strength,
    fate_of,
    first_strength,
    forces_of,
    hexes_of,
    strength_of,
    units_in,
    units_listed,
)
from game.ui.forces_columns import COLUMNS, Column, columns_for, sorting_by, tasks_in_words
from game.ui.order_of_battle import OrderOfBattle
from game.ui.selection_marks import selection_marks
from game.ui.session import HUMAN, Session
from game.view.lettering import Face, shortened
from tests.ui.hands import Hands, at_the_board, give_size

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
    give_size((1920, 1080))
    table.window.frame(0.0)
    window = opened(table)
    for side in table.session.scenario.names.sides:
        window.show_side(side)
        assert window.texts(table.board.play)
    assert cut == []


# --- columns and sorting --------------------------------------------------------------------------------------------


def lines_of(table: Table) -> list[Line]:
    window = table.board.popups.find(OrderOfBattle)
    assert window is not None
    window.spots(table.board.play)
    return window._lines


def test_the_state_of_a_formation_is_the_mean_of_its_units_by_men() -> None:
    game = Game.new(load_scenario("lake_khasan/corps_assault"), 1)
    units = game.state.units
    top = forces_of(game, "soviet")[0]
    rows = [row for row in units_in(game.scenario, top.row) if units.status[row] == Status.PRESENT]
    units.cohesion[rows[0]], units.fatigue[rows[0]], units.supply[rows[0]] = 10, 90, Supply.LOW
    men = game.state.unit_figures.men
    line = forces_of(game, "soviet")[0]
    total = sum(int(men[row]) for row in rows)
    assert line.condition.cohesion == round(sum(int(units.cohesion[row]) * int(men[row]) for row in rows) / total)
    assert line.condition.fatigue == round(sum(int(units.fatigue[row]) * int(men[row]) for row in rows) / total)
    assert line.condition.supply == Supply.LOW, "the lowest of its units"


def test_a_click_on_a_head_sorts_and_another_the_other_way(table: Table) -> None:
    window = opened(table)
    before = [line.name for line in lines_of(table)]
    table.press(window, "flat")
    for upwards in (False, True):
        table.press(window, "sort:men")
        men = [line.strength.now for line in lines_of(table)]
        assert men == sorted(men, reverse=not upwards)
        assert all(line.unit for line in lines_of(table))
    table.press(window, "sort:men")
    table.press(window, "flat")
    assert [line.name for line in lines_of(table)] == before


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
@pytest.mark.parametrize("upwards", [False, True])
def test_every_column_sorts_within_formations_and_nothing_is_lost(column: Column, upwards: bool) -> None:
    game = Game.new(load_scenario("lake_khasan/campaign"), 1)
    by = sorting_by(column.name, upwards)
    tasks = {row: "hold" if row % 2 else "attack" for row in range(0, len(game.state.units), 3)}
    found = forces_of(game, "soviet", tasks=tasks, by=by)
    plain = forces_of(game, "soviet", tasks=tasks)
    assert sorted(line.name for line in found) == sorted(line.name for line in plain)
    flat = units_listed(game, "soviet", tasks, by)
    values = [column.value(line) for line in flat]
    known = [value for value in values if value is not None]
    assert values[len(known) :] == [None] * (len(values) - len(known)), "what has no value comes last"
    assert known == sorted(known, reverse=upwards is isinstance(known[0], str)) if known else True


def test_tasks_are_those_of_the_standing_orders() -> None:
    game = Game.new(load_scenario("lake_khasan/corps_assault"), 1)
    names = game.scenario.names
    formation = next(one for one in names.formations if len(units_of(game, [one])) > 2)
    orders = StandingOrders("soviet").with_task(Task(units=[formation], attack="2010"))
    unit = units_of(game, [formation])[0]
    orders = orders.with_task(Task(units=[unit], hold="2010"))
    tasks = tasks_in_words(game, orders)
    assert tasks[names.unit_row[unit]] == "hold"
    assert {tasks[names.unit_row[one]] for one in units_of(game, [formation])[1:]} == {"attack"}
    line = next(
        line for line in forces_of(game, "soviet", tasks=tasks) if line.name and line.unit is None and line.task
    )
    assert line.task in ("several", "attack", "hold")


def everything_said() -> list[Line]:
    """A line of which every column has something to say."""
    condition = Condition(900, 900 * 80, 900 * 10, Supply.FULL)
    return [Line(0, 0, "I Battalion", "I/1", Strength(900, 1000, 100), "2010", condition, "hold")]


def test_columns_that_count_least_go_first() -> None:
    widths = {column.name: 50 for column in COLUMNS}
    shown = [[column.name for column in columns_for(50 * count, widths, everything_said())] for count in range(8)]
    assert shown[0] == shown[1] == ["men"]
    assert shown[4] == ["men", "cohesion", "fatigue", "supply"]
    assert shown[7] == [column.name for column in COLUMNS]


def test_a_column_with_nothing_to_say_is_left_out() -> None:
    widths = {column.name: 50 for column in COLUMNS}
    lines = [replace(line, task="", strength=Strength(900, 900, 0)) for line in everything_said()]
    shown = [column.name for column in columns_for(500, widths, lines)]
    assert shown == ["men", "cohesion", "fatigue", "supply", "where"]


def in_august(size: tuple[int, int], scale: float = 1.0) -> tuple[Hands, Board, OrderOfBattle]:
    session = Session.new(load_scenario("khalkhin_gol/august_encirclement"), 1, {"soviet": HUMAN, "japanese": HUMAN})
    hands, board = at_the_board(session, size, scale=scale)
    hands.key(pygame.K_o)
    window = board.popups.find(OrderOfBattle)
    assert window is not None
    return hands, board, window


def test_half_of_the_map_stays_free_and_all_that_counts_is_there() -> None:
    hands, board, window = in_august((1280, 800))
    assert window.rect.width <= board.play.layout.map.width / 2
    heads = [column.head for column in COLUMNS]
    assert [words for words in window.texts(board.play) if words in heads] == [
        "men, of",
        "coh.",
        "fat.",
        "supply",
        "where",
    ]
    unit = board.session.idle_units()[0]
    board.session.keep_standing(StandingOrders(window.side).with_task(Task(units=[unit], hold="4040")))
    board.play.refresh()
    hands.frame()
    assert "task" in window.texts(board.play)
    board.close()


def test_what_is_written_short_is_said_in_full_under_the_pointer() -> None:
    hands, board, window = in_august(LEAST, 2.5)
    hands.move(window.spots(board.play)["sort:cohesion"].center)
    assert window._said_in_full == "Cohesion, 0 to 100"
    window.fold_all()
    window.changed()
    name = "Northern Group (Shevnikov; from 21 August Alekseenko)"
    row = next(line.row for line in forces_of(board.session.game, "soviet") if line.name == name)
    window.scroll = window._rows[False, row][0]
    hands.move(window.spots(board.play)[f"formation:{row}"].center)
    assert window._said_in_full == name
    board.close()


@pytest.mark.parametrize(("size", "scale"), [((1024, 768), 1.0), ((1280, 800), 1.0), ((1920, 1080), 2.0), (LEAST, 2.5)])
def test_columns_do_not_run_into_each_other(size: tuple[int, int], scale: float) -> None:
    _, board, window = in_august(size, scale)
    assert {"men, of", "coh."} <= set(window.texts(board.play))
    assert window._parts is not None
    for sheet in window._parts:
        places = [rect for _, rect in sheet.written]
        assert all(0 <= rect.left <= rect.right <= sheet.width for rect in places)
        for first, second in itertools.pairwise(sorted(places, key=lambda rect: (rect.top, rect.left))):
            assert not first.inflate(0, -4).colliderect(second.inflate(0, -4)), (first, second)
    board.close()


# --- keys -----------------------------------------------------------------------------------------------------------


def test_arrows_lead_through_the_lines_and_enter_chooses(table: Table) -> None:
    window, board = opened(table), table.board
    view = board.map.left, board.map.top
    for _ in range(2):
        table.key(pygame.K_DOWN)
    line = lines_of(table)[1]
    assert window.at == (line.unit is not None, line.row)
    assert (board.map.left, board.map.top) == view, "the map has not moved"
    table.key(pygame.K_UP)
    formation = lines_of(table)[0]
    count = len(lines_of(table))
    table.key(pygame.K_LEFT)
    assert formation.row in window.folded and len(lines_of(table)) < count
    table.key(pygame.K_RIGHT)
    assert len(lines_of(table)) == count
    while (line := lines_of(table)[[*window._rows].index(window.at)]).unit is None:
        table.key(pygame.K_DOWN)
    table.key(pygame.K_RETURN)
    assert board.selection.unit == line.unit
    table.key(pygame.K_LEFT)
    assert window.at is not None and not window.at[0], "from a unit to its formation"
    table.key(pygame.K_RETURN)
    assert board.selection.formation == window.at[1]
