"""Saving at any moment changes nothing: boards at random with arrivals, some of which find no room, and departures."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.terms import NOWHERE, Status
from game.engine.game import Game
from game.engine.saves import read_save, save_text
from tests.boards import boards
from tests.properties.test_play import bigger
from tests.tabletop import tabletop


@st.composite
def late_boards(draw: st.DrawFn) -> dict[str, Any]:
    """Boards on which some come late, leave early, or find the way barred: bans, enemies, stacks of one or two."""
    options = draw(boards())
    units = [name for name in options if name[0] in "RB" and name[1:].strip("TGCEHW").isdigit()]
    for unit in units:
        if draw(st.booleans()):
            options[unit] |= {"turn": draw(st.integers(2, 3)), "entrenched": 0}
        if draw(st.integers(0, 3)) == 0:
            options[unit] |= {"withdraws": draw(st.integers(options[unit].get("turn", 1) + 1, 5))}
    options["turns"] = 5
    every = [f"0{x}0{y}" for y, line in enumerate(options["ground"].split("\n")) for x in range(len(line.split()))]
    options["areas"] = {**options["areas"], "all": every}
    if draw(st.booleans()):
        ban = (draw(st.sampled_from(["red", "blue"])), "enter", "all", (1, draw(st.integers(1, 3))))
        options["permissions"] = [*options.get("permissions", []), ban]
    if draw(st.booleans()):
        most = max(len(token.split("+")) for token in options["drawing"].split())
        options["rules"] = {"stack_units": most}
    return options


@settings(max_examples=20)
@given(late_boards(), st.lists(st.integers(0, 2**16), min_size=12, max_size=24))
def test_a_game_saved_after_every_order_is_the_same_game(options: dict[str, Any], choices: list[int]) -> None:
    """The loaded one plays on, the other beside it: always the same bytes, to the end."""
    game = tabletop(**options).game
    for choice in choices:
        loaded = read_save(save_text(game).encode()).game
        assert loaded.digest() == game.digest()
        assert loaded.record == game.record
        if game.outcome is not None:
            break
        orders = list(game.legal_orders()) if choice % 3 else []
        order = bigger(game, orders, choice) if orders else None
        for twin in (game, loaded):
            twin.play(order) if order else twin.end_turn()
        assert loaded.digest() == game.digest()
        game = loaded
    assert read_save(save_text(game).encode()).game.outcome == game.outcome
    check_the_idle(game)


def check_the_idle(game: Game) -> None:
    """Who is not on the map holds nothing of it."""
    away = game.state.units["status"] != Status.PRESENT
    assert (game.state.units["hex"][away] == NOWHERE).all()
    assert (game.state.unit_figures["zone"][away] == 0).all()
