"""What the bottom line says of a click on the map is what the click does, whatever is chosen and being put together."""

from __future__ import annotations

from random import Random  # noqa: TID251  # clicks of a test, not luck of the game

import pytest

from game.engine.cards import unit_card
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.from_where import FromWhere
from game.ui.hints import click_words
from game.ui.intents import Click, Hold, PointAt
from game.ui.pointer import LEFT, RIGHT
from game.ui.responses import units_in
from game.ui.session import HUMAN, Session
from tests.ui.hands import NIGHT, at_the_board, brought_to_blows, new_session

CLICKS = 400


def said(board: Board, hex_: int) -> dict[int, str]:
    """What the bottom line says of both buttons; nothing is said of a right button that has nothing to do there."""
    board.play.answer(PointAt(hex_))
    words = click_words(board.session, board.selection, board.play.window.settings.left_click_orders)
    left, _, right = words.partition(" · Right: ")
    return {LEFT: left.removeprefix("Left: "), RIGHT: right}


def click_comes_true(board: Board, hex_: int, button: int) -> str:
    """Click, and hold what has become of game and selection against what was said; return what was said."""
    words = said(board, hex_)[button]
    chosen, game = board.selection, board.session.game
    number, digest = game.scenario.hex_number(hex_), game.digest()
    unit, chosen_hex, draft = chosen.unit, chosen.hex, chosen.draft
    standing = units_in(game, hex_)
    chosen.message = ""
    board.play.answer(Click(button, hex_))
    game = board.session.game
    context = f"{words!r}; {chosen.message!r}; {draft}; {chosen}"
    acts = words.startswith(("march here", "carry out"))
    assert (game.digest() != digest) is acts or words.startswith("set out"), context  # with points left, or without
    after = chosen.draft
    match words.split():
        case ["set", "out", *_] | ["march", "to", *_]:
            goes_far(words, board, unit, hex_)
        case ["march", *_]:
            assert unit in units_in(game, hex_), context
            assert f" {unit_card(game, unit).points_left:g} left" in words or "may bog down" in words, context
        case ["carry", *_]:
            assert draft.target == number, context
            assert board.session.steps[-1].order == draft.order, context
        case ["not", "possible:", *_, "could", "join"]:
            assert chosen.message, context
            assert (after.target, after.order) == (number, None), context
        case [] | ["not", "possible:", *_]:
            assert chosen.message, context
            assert (chosen.unit, chosen.hex, after) == (unit, chosen_hex, draft), context
        case ["forecast", "of", *_]:
            assert after.target == number, context
            assert draft is None or draft.target != number, context
        case [joining, "joins", "the", "attack"]:
            assert after.has(joining), context
            assert not draft.has(joining), context
            assert joining in standing, context
            assert game.check(after.order), context
        case [leaving, "leaves", "the", "attack"]:
            assert draft.has(leaving), context
            assert not after.has(leaving), context
            assert leaving in standing, context
        case ["nothing"]:
            assert (chosen.unit, chosen.hex, after) == (unit, chosen_hex, draft), context
        case _:
            assert (chosen.hex, after) == (hex_, None), context
            assert ("cancel the attack" in words) is (draft is not None), context
            is_chosen(words, board, unit, standing)
    return words


def goes_far(words: str, board: Board, unit: str | None, hex_: int) -> None:
    """Who sets out has the order to; who is to attack after a march is asked from where."""
    if words.startswith("set out"):
        last = len(board.play.standing.given) - 1
        assert board.play.standing.given[last].units == [unit]
        board.session.keep_standing(board.play.standing.without_task(last))
    else:
        question = board.popups.shown[-1]
        assert isinstance(question, FromWhere) and question.asked.target == hex_
        question.close()


def is_chosen(words: str, board: Board, before: str | None, standing: list[str]) -> None:
    """Who is chosen is who was said to be."""
    now = board.selection.unit
    if words.startswith("deselect"):
        assert (before is not None, now) == (True, None)
    elif words.startswith("show the hex"):
        assert (before, now, standing) == (None, None, [])
    else:
        assert words.startswith(("next unit of the stack", "select"))
        assert now in standing
        assert not words.startswith("next") or (before in standing and now != before)


@pytest.mark.parametrize("left_orders", [False, True])
def test_what_is_said_of_a_click_is_what_it_does(left_orders: bool) -> None:
    """Clicks at random, most of them near a fight; all orders are taken back now and then, so that there is one."""
    session, random = Session.new(load_scenario(NIGHT), 3, {"soviet": "cadet", "japanese": HUMAN}, "none"), Random(5)
    fight = brought_to_blows(session)
    _, board = at_the_board(session, left_click_orders=left_orders)
    begun, target = len(session.steps), session.scenario.hex_row(fight.target)
    assert target is not None
    everywhere = range(len(session.game.state.hexes))
    near = [target, *(int(hex_) for hex_ in session.game.world.hexes.neighbour[target] if hex_ >= 0)]
    heard: dict[int, set[str]] = {LEFT: set(), RIGHT: set()}
    for number in range(CLICKS):
        if number % 20 == 0:
            board.choosing.select(None)
            while len(session.steps) > begun:  # without luck fights, too, are taken back
                assert session.why_no_undo is None
                board.orders.undo()
        if number % 5 == 0:
            board.choosing.select(fight.units[0])
        if number % 10 == 0:
            board.play.answer(Click(RIGHT, target))
        if random.random() < 0.05:
            board.play.answer(Hold())
        ends = sorted(board.selection.reach.ends) if board.selection.reach is not None else near
        standing = [hex_ for hex_ in everywhere if board.play.shown.units_in(hex_)]
        pool = random.choice([near, near, near, standing, ends or near, everywhere])
        button = random.choice([LEFT, RIGHT])
        words = click_comes_true(board, random.choice(pool), button)
        heard[button].add(next((kind for kind in KINDS if kind in words), "silence"))
    assert {"joins the attack", "leaves the attack", "select"} <= heard[LEFT]
    assert ("march here" in heard[LEFT]) is left_orders
    assert {"march here", "forecast of", "carry out", "not possible: "} <= heard[RIGHT]
    board.close()


KINDS = (
    *(
        "joins the attack",
        "leaves the attack",
        "lists the units",
        "carry out or cancel",
        "carry out",
        "forecast of",
    ),
    *(
        "set out",
        "march to",
        "march here",
        "next unit",
        "deselect",
        "select",
        "show the hex",
        "not possible: ",
        "nothing",
    ),
)


def test_an_attack_is_forecast_first_and_then_carried_out() -> None:
    """The same button on the same hex says at every click what it does now."""
    session = new_session()
    fight = brought_to_blows(session)
    _, board = at_the_board(session)
    target = session.scenario.hex_row(fight.target)
    assert target is not None
    board.choosing.select(fight.units[0])
    assert said(board, target)[RIGHT].startswith(f"forecast of an attack on {fight.target}: success ")
    board.play.answer(Click(RIGHT, target))
    assert said(board, target)[RIGHT] == f"carry out the attack on {fight.target}"
    own = board.selection.hex
    assert own is not None
    assert said(board, own)[LEFT] == f"{fight.units[0]} leaves the attack"
    board.play.answer(Click(LEFT, own))
    assert said(board, own)[LEFT] == f"{fight.units[0]} joins the attack"
    assert said(board, target)[RIGHT].startswith("not possible: no unit takes part yet")
    board.close()


def test_an_enemy_that_is_looked_at_has_no_part_in_an_attack_on_it() -> None:
    """A right click on an enemy, with an enemy chosen, opens the forecast for nobody yet, and blames nobody."""
    session = new_session()
    fight = brought_to_blows(session)
    _, board = at_the_board(session)
    target = session.scenario.hex_row(fight.target)
    assert target is not None
    board.choosing.select_hex(target)
    assert said(board, target)[RIGHT] == f"forecast of an attack on {fight.target}"
    board.play.answer(Click(RIGHT, target))
    assert board.selection.draft is not None
    assert board.selection.draft.order is None
    board.close()
