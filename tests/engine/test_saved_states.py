"""Every state that play can reach is saved and loaded, and plays on to the same digests: boards for the rare ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.errors import SaveError, ScenarioError, UsageError
from game.core.terms import EventKind, Result, Status
from game.engine import saves
from game.engine.game import Game
from game.engine.orders import Exit, Move
from game.engine.saves import read_save, save_text
from game.engine.snapshots import snapshot_of, state_from
from game.scenario.loading import from_documents
from tests.tabletop import Table, documents, tabletop


def comes_back(game: Game) -> Game:
    """The game as loaded from what a save of it holds: the same in every byte, and the same on the next turn."""
    loaded = read_save(save_text(game).encode()).game
    assert [array.tobytes() for array in loaded.state[:-1]] == [array.tobytes() for array in game.state[:-1]]
    assert loaded.record == game.record
    if game.outcome is None:
        one, other = game.copy(), loaded.copy()
        one.end_turn()
        other.end_turn()
        assert one.digest() == other.digest()
    else:
        assert loaded.outcome == game.outcome
    return loaded


def every_turn(table: Table) -> list[EventKind]:
    """End all turns without an order, saving at each; returns what has happened."""
    happened = []
    comes_back(table.game)
    while table.game.outcome is None:
        happened += [event.kind for event in table.game.end_turn()]
        comes_back(table.game)
    return happened


# --- arrivals that find no room -------------------------------------------------------------------------------------

CROWDED = {"stack_units": 1, "stack_limit": 600}

DELAYED: dict[str, Callable[[], Table]] = {
    "no room": lambda: tabletop("R1 . B1\n ~ . .", turns=3, rules=CROWDED, R2={"hex": "0000", "turn": 2}),
    "enemy zone": lambda: tabletop(". B1\n . .", turns=3, R2={"hex": "0000", "turn": 2}),
    "forbidden ground": lambda: tabletop(
        "R1 . . .\n . . . B1",
        turns=4,
        areas={"whole": [f"0{x}0{y}" for x in range(4) for y in range(2)]},
        permissions=[("red", "enter", "whole", (1, 3))],
        R2={"hex": "0000", "turn": 2},
    ),
    "guns": lambda: tabletop("R1 . B1\n ~ . .", turns=3, rules=CROWDED, RG2={"hex": "0000", "turn": 2}),
    "due to leave before there is room": lambda: tabletop(
        "R1 . B1\n ~ . .", turns=4, rules=CROWDED, R2={"hex": "0000", "turn": 2, "withdraws": 3}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DELAYED)
def test_a_unit_that_finds_no_room_is_saved_while_it_waits(name: str) -> None:
    """2.3: nothing about it changes until it comes."""
    table = DELAYED[name]()
    late = "RG2" if name == "guns" else "R2"
    before = table.unit(late).copy()
    happened = every_turn(table)
    assert EventKind.DELAYED in happened
    if table.unit(late).status == Status.AWAITED:
        assert table.unit(late).tobytes() == before.tobytes()


def test_the_strength_of_every_unit_follows_from_its_items_on_the_map_and_off_it() -> None:
    """5.2: of the awaited, the withdrawn, the destroyed and those who surrendered too."""
    table = tabletop("R1 . B1\n . . .", turns=2, R2={"hex": "0000", "turn": 2}, R3={"hex": "0001", "withdraws": 2})
    assert int(table.figures("R2").men) == 300
    assert table.unit("R2").status == Status.AWAITED
    table.next_turn()
    assert (int(table.figures("R3").men), table.unit("R3").status) == (300, Status.WITHDRAWN)


# --- what else play can come to -------------------------------------------------------------------------------------

POCKET = """
    .   R2  R3  .   .
      R6  B1  R4  .   .
    .   R1  R5  .   .
      .   .   .   .   .
"""


def test_surrendered_pinned_and_tired_units_are_saved_in_the_middle_of_a_turn() -> None:
    table = tabletop(POCKET, result=Result.ROUTED, turns=2, R1={"withdraws": 2})
    table.attack("0101", ["R1", "R2"])
    assert table.unit("B1").status == Status.SURRENDERED
    comes_back(table.game)
    assert EventKind.WITHDREW in every_turn(table)


def test_boats_that_are_under_way_are_saved() -> None:
    boats = [{"side": "red", "hexes": ["0100"], "speed": 250, "lift": {"day": 300, "night": 300}}]
    table = tabletop("R1 ~ . .\n . . . B1", crossings=boats, turns=2)
    table.march("R1", "0100", "0200")
    assert table.state.crossings[0] == 300
    comes_back(table.game)


def test_guns_that_have_fired_all_they_had_are_saved() -> None:
    board = "RG1 R1 . .\n . B1 BG2 ."
    table = tabletop(board, turns=4, RG1={"loaded": 1}, BG2={"loaded": 1}, rules={"defensive_missions": 1})
    table.bombard("0101", "RG1")
    comes_back(table.game)
    table.attack("0101", ["R1"])
    assert (int(table.unit("RG1").missions), int(table.unit("BG2").missions)) == (0, 0)
    assert int(table.unit("BG2").defended) == 1
    every_turn(table)


@pytest.mark.parametrize("hours", [1, 8, 24])
def test_however_long_a_turn_digging_is_saved(hours: int) -> None:
    """8.1: what is left over from one level counts for the next, and is more than a level where turns are long."""
    table = tabletop("h B1 . R1\n RE1 . . .", "h h . .\n h . . .", turn_hours=hours, turns=6, RE1={"hex": "0001"})
    happened = every_turn(table)
    assert (EventKind.ENTRENCHED in happened) is (hours > 1)


def test_points_below_nothing_and_every_level_are_saved() -> None:
    """10.2: an award may take points away."""
    awards = [{"side": "red", "award": "hold", "area": "goal", "points": -500}]
    table = tabletop("R1 . B1\n . . .", turns=1, areas={"goal": ["0000"]}, controls={"red": ["goal"]}, awards=awards)
    every_turn(table)
    assert table.game.outcome is not None
    assert table.game.outcome.points["red"] == -500


def test_a_board_where_nobody_has_come_yet_is_saved() -> None:
    every_turn(tabletop(". . .\n . . .", turns=2, R1={"hex": "0000", "turn": 2}, B1={"hex": "0200", "turn": 2}))


@pytest.mark.parametrize("luck", ["table", "none"])
@pytest.mark.parametrize("seed", [0, 2**63 - 1])
def test_seeds_at_both_ends_are_saved(seed: int, luck: Any) -> None:
    table = tabletop(POCKET, turns=1, seed=seed, luck=luck)
    table.attack("0101", ["R1", "R2", "R3"])
    assert comes_back(table.game).seed == seed
    every_turn(table)


# --- odd texts ------------------------------------------------------------------------------------------------------

ODD = ["a\nb", "a\r\n\tb", "x" * 501, "\ud800", "\0", "é\u0301 \u2028 張 🚂", " ", "ง่าย", "\x7f"]


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_a_reason_of_any_text_is_kept_as_one_line(text: str) -> None:
    """Breaks become blanks, halves of characters a mark, and what is too long is cut."""
    table = tabletop("R1 . B1\n . . .", turns=1)
    table.game.play(table.move("R1", "0100"), text)
    (reason,) = comes_back(table.game).record[-1].reasons.values() or ("",)
    assert len(reason) <= 500
    assert reason == reason.strip()
    assert reason.isprintable() or "\u2028" in reason


@settings(max_examples=60)
@given(st.text(max_size=40), st.text(min_size=1, max_size=300), st.text(max_size=600))
def test_whatever_things_are_called_a_save_can_be_read(name: str, title: str, reason: str) -> None:
    """The name of the scenario, which may be the path of its file; its title; what a commander says of an order."""
    data = documents("R1 . B1\n . . .", turns=1)
    data["scenario"]["name"] = title
    try:
        scenario = from_documents(data, name)
    except ScenarioError:
        return
    game = Game.new(scenario, 1)
    game.play(Move("R1", ("0000", "0100")), reason)
    loaded = comes_back(game)
    assert loaded.scenario.file.name == title


def test_a_game_too_long_for_a_save_loses_its_reasons_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    table = tabletop("R1 . B1\n . . .", turns=1)
    short = len(save_text(table.game))
    table.game.play(table.move("R1", "0100"), "x" * 500)
    monkeypatch.setattr(saves, "MAX_BYTES", short + 400)
    loaded = read_save(save_text(table.game).encode()).game
    assert loaded.digest() == table.game.digest()
    assert loaded.record[-1].orders == table.game.record[-1].orders
    assert loaded.record[-1].reasons == {}
    monkeypatch.setattr(saves, "MAX_BYTES", short - 400)
    with pytest.raises(SaveError, match="too long to be saved"):
        save_text(table.game)


@pytest.mark.parametrize("wrong", [{"commanders": {"roman": "cadet"}}, {"rules": 0}, {"rules": 10**9}])
def test_what_a_save_could_not_give_back_is_not_taken(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        save_text(tabletop("R1 . B1\n . . .").game, **wrong)


# --- exits ----------------------------------------------------------------------------------------------------------


def at_the_edge() -> Table:
    return tabletop("R1 . .\n . . B1", turns=3, areas={"west": ["0000"]}, exits={"red": ["west"]})


def test_who_has_exited_is_gone_when_it_is_loaded() -> None:
    table = at_the_edge()
    table.game.play(Exit("R1", "0000"))
    loaded = comes_back(table.game)
    assert loaded.state.units.status[table.row("R1")] == Status.EXITED
    assert str(loaded.record[0].orders[0][0]) == "exit R1 0000"


@pytest.mark.parametrize(("turn", "hex_", "status"), [
    (1, 2, Status.EXITED), (0, 0, Status.EXITED), (1, 0, Status.DESTROYED),
])  # fmt: skip
def test_nobody_has_exited_where_there_is_no_exit(turn: int, hex_: int, status: Status) -> None:
    """A save that says so has been tampered with: another hex, no turn, no exit at all."""
    table = at_the_edge()
    table.game.play(Exit("R1", "0000"))
    row = table.row("R1")
    table.state.departures[row].turn, table.state.departures[row].hex = turn, hex_
    table.state.units[row].status = status
    table.game.record[0].orders[0] = ("exit R1 0000", table.game.digest()[:8])
    with pytest.raises(SaveError, match="not by an exit of its side"):
        read_save(save_text(table.game).encode())


def test_a_save_from_before_there_were_exits_and_drawn_strengths_is_read() -> None:
    """It has no such arrays, and a scenario that has neither needs none; one that has exits does."""
    game = tabletop("R1 . .\n . . B1", turns=3).game
    data = snapshot_of(game.state)
    del data["departures"], data["drawn"]
    assert state_from(data, game.scenario, 0, same_rules=True).digest() == game.digest()
    game = at_the_edge().game
    data = snapshot_of(game.state)
    del data["departures"]
    with pytest.raises(SaveError, match="has no array 'departures'"):
        state_from(data, game.scenario, 0, same_rules=True)
