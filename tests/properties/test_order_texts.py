"""Orders as text: every order round-trips, everything else is an OrderTextError and nothing worse."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.errors import OrderTextError
from game.core.hexes import number
from game.core.terms import ORDER_WORDS, Tolerance
from game.engine.orders import MAX_TEXT, Attack, Bombard, Exit, Move, Order, parse
from tests.boards import games

HEX = st.builds(number, st.integers(0, 99), st.integers(0, 99), st.sampled_from([2, 3]))
UNIT = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9/_.-]{0,31}", fullmatch=True).filter(lambda name: name not in ORDER_WORDS)
MOVES = st.builds(Move, UNIT, st.lists(HEX, min_size=2, max_size=49).map(tuple))
ATTACKS = st.builds(
    Attack,
    HEX,
    st.lists(UNIT, min_size=1, max_size=12).map(tuple),
    st.lists(UNIT, max_size=12).map(tuple),
    st.booleans(),
    st.sampled_from([Tolerance.MINIMISE, Tolerance.LIMIT, Tolerance.IGNORE]),
)
ORDERS = st.one_of(MOVES, ATTACKS, st.builds(Bombard, HEX, UNIT), st.builds(Exit, UNIT, HEX))


@given(ORDERS)
def test_every_order_round_trips(order: Order) -> None:
    text = str(order)
    assert parse(text) == order
    assert str(parse(text)) == text
    assert parse(f"  {text}\n") == order
    assert len(text) <= MAX_TEXT


@given(games())
def test_legal_orders_round_trip(game) -> None:
    orders = list(game.legal_orders())
    assert len({str(order) for order in orders}) == len(orders)
    for order in orders:
        assert parse(str(order)) == order


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("move I/75 2231>2230>2130", Move("I/75", ("2231", "2230", "2130"))),
        ("attack 2028 with I/75 III/75 support 25MA", Attack("2028", ("I/75", "III/75"), ("25MA",))),
        ("attack 2128 with 19Eng holding", Attack("2128", ("19Eng",), (), True)),
        ("attack 2128 with A support B C holding", Attack("2128", ("A",), ("B", "C"), True)),
        ("attack 2028 with A B limit", Attack("2028", ("A", "B"), tolerance=Tolerance.LIMIT)),
        ("attack 2028 with A support B minimise holding", Attack("2028", ("A",), ("B",), True, Tolerance.MINIMISE)),
        ("bombard 2028 with 25MA", Bombard("2028", "25MA")),
    ],
)
def test_the_examples_of_the_manual(text: str, order: Order) -> None:
    assert parse(text) == order
    assert str(order) == text


@pytest.mark.parametrize("word", ORDER_WORDS)
def test_words_of_an_order_name_no_unit(word: str) -> None:
    """Else `attack 0000 with A holding` could mean two things; a name may begin like one."""
    for text in (f"move {word} 0000>0100", f"bombard 0000 with {word}", f"attack 0000 with {word}"):
        assert not is_order(text)
    assert parse(f"attack 0000 with {word}/1 A") == Attack("0000", (f"{word}/1", "A"))


def is_order(text: str) -> bool:
    try:
        parse(text)
    except OrderTextError as error:
        assert "is not an order" in str(error)
        return False
    return True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "move",
        "move A 0000",
        "move A 0000>0100>",
        "move A 0000 > 0100",
        "move A B 0000>0100",
        "move A 0000>٠١٠٠",
        "Move A 0000>0100",
        "move  A 0000>0100",
        "attack 0000 with",
        "attack 0000 with A  B",
        "attack 0000 with A support",
        "attack 0000 support B",
        "attack 000 with A",
        "attack 0000 with A holding B",
        "attack 0000 with A holding limit",
        "attack 0000 with A limit minimise",
        "attack 0000 with A ignore limit",
        "attack 0000 with A limit support B",
        "attack 0000 with limit",
        "bombard 0000 with A B",
        "bombard 0000 with A holding",
        "end turn",
        "move A 0000>0100\nmove B 0000>0100",
        "move " + "A" * 3000 + " 0000>0100",
    ],
)
def test_garbage_is_no_order(text: str) -> None:
    assert not is_order(text)


@given(st.text())
def test_any_text_is_an_order_or_is_refused(text: str) -> None:
    assert not is_order(text) or text.split(maxsplit=1)[0] in {"move", "attack", "bombard"}


@given(st.text(alphabet="moveattckbrdwihsupn 0123456789>AB/_.-\n", max_size=60))
def test_near_misses_are_refused_or_taken(text: str) -> None:
    """Whatever is taken for an order is one: its own text says the same."""
    if is_order(text):
        assert str(parse(text)) == text.strip()


@given(ORDERS, st.data())
def test_a_damaged_order_never_does_harm(order: Order, data: st.DataObject) -> None:
    text = str(order)
    at = data.draw(st.integers(0, len(text) - 1))
    put = data.draw(st.sampled_from(["", " ", "\0", "é", *string.printable]))
    damaged = text[:at] + put + text[at + 1 :]
    if is_order(damaged):
        assert str(parse(damaged)) == damaged.strip()
