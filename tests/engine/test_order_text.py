"""What is said of a text that is no order; which texts are orders is in `tests/properties/test_order_texts.py`."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from game.cli import main
from game.core.errors import OrderTextError
from game.core.terms import ORDER_WORDS, Tolerance
from game.engine.order_text import FORMS
from game.engine.orders import Attack, parse
from tests.tabletop import tabletop

ROOT = Path(__file__).parents[2]
ATTACK = FORMS["attack"]


@pytest.mark.parametrize(
    ("text", "amiss"),
    [
        ("move", "a unit is missing after 'move'"),
        ("move A", "the path of two hexes or more is missing after 'A'"),
        ("move A 0000", "the path of two hexes or more comes after 'A', not '0000'"),
        ("move A 0000>0100 B", "'0000>0100' is the end, but 'B' comes after it"),
        ("move  A 0000>0100", "a unit comes after 'move', not another space"),
        ("attack with A", "a hex like '0412' comes after 'attack', not 'with'"),
        ("attack 0000", "'with' is missing after '0000'"),
        ("attack 0000 wiht A", "'with' comes after '0000', not 'wiht'"),
        ("attack 0000 with", "a unit is missing after 'with'"),
        ("attack 0000 with limit", "a unit comes after 'with', not 'limit'"),
        ("attack 0000 with A, B", "a unit comes after 'with', not 'A,'"),
        ("attack 0000 with A  B", "a unit comes after 'A', not another space"),
        ("attack 0000 with A support", "a unit is missing after 'support'"),
        ("attack 0000 with A support limit", "a unit comes after 'support', not 'limit'"),
        ("attack 0000 with A support B support C", "'support' stands twice"),
        ("attack 0000 with A holding limit", "'limit' comes before 'holding', not after it"),
        ("attack 0000 with A limit support B", "'support' comes before 'limit', not after it"),
        ("attack 0000 with A limit minimise", "say 'limit' or 'minimise', not both"),
        ("attack 0000 with A holding B", "all units come before 'holding', but 'B' comes after it"),
        ("attack 0000 with A limit B", "all units come before 'limit', but 'B' comes after it"),
        ("bombard 0000 A", "'with' comes after '0000', not 'A'"),
        ("bombard 0000 with A holding", "'A' is the end, but 'holding' comes after it"),
        ("exit A", "a hex like '0412' is missing after 'A'"),
        ("exit A 0000>0100", "a hex like '0412' comes after 'A', not '0000>0100'"),
        ("exit A 0000 now", "'0000' is the end, but 'now' comes after it"),
        ("move A 0000>0100" + ">0000" * 400, "it is too long"),
    ],
)
def test_it_is_said_what_is_expected_where(text: str, amiss: str) -> None:
    with pytest.raises(OrderTextError) as caught:
        parse(text)
    form = FORMS[text.split(maxsplit=1)[0]]
    assert str(caught.value) == f"{text[:80]!r} is not an order: {amiss}; write {form!r}"


@pytest.mark.parametrize(("text", "meant"), [("Attack 0000 with A", "attack"), ("bomard 0000 with A", "bombard")])
def test_the_kind_of_order_that_may_be_meant_is_named(text: str, meant: str) -> None:
    with pytest.raises(OrderTextError, match=f"is not an order; did you mean '{meant}'\\?; write 'move UNIT HEX>HEX'"):
        parse(text)


def test_ignore_says_what_no_word_says() -> None:
    assert parse("attack 0000 with A support B ignore holding") == Attack("0000", ("A",), ("B",), True)
    assert str(parse("attack 0000 with A ignore")) == "attack 0000 with A"
    words = re.findall(r"\w+", ATTACK.partition("UNIT..")[2].replace("UNIT", ""))
    assert words == list(ORDER_WORDS)  # who reads one form reads all words there are


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("attack 0101 with R1 limt", "limit"),
        ("attack 0101 with R1 LIMIT", "limit"),
        ("attack 0101 with R1 ignor holding", "ignore"),
        ("attack 0101 with R1 suport RG1", "support"),
        ("attack 0101 with R1 hold", "holding"),
        ("attack 0101 with r1", "R1"),
        ("move RG 0000>0100", "RG1"),
        ("bombard 0101 with rg1", "RG1"),
    ],
)
def test_a_misspelt_word_reads_like_a_unit_and_the_word_is_named(text: str, meant: str) -> None:
    table = tabletop("""
        RG1  R1   .    .
          .    B1   .    .
    """)
    said = table.game.check(parse(text)).sentence
    assert said.startswith("there is no unit ") and said.endswith(
        f"in this scenario (rule 1.2); did you mean '{meant}'?"
    )


def test_words_of_an_attack_are_no_suggestion_for_a_march() -> None:
    table = tabletop("R1 . B1")
    assert "mean" not in table.game.check(parse("move limt 0000>0100")).sentence


def test_what_an_attack_may_cost_does_not_decide_whether_it_is_legal() -> None:
    """As `Game.legal_orders` says: each of its attacks may have any tolerance, and may hold."""
    table = tabletop("""
        RG1  R1   .    .
          R3   B1   .    B2
        R2   .    .    BG1
    """)
    attacks = [order for order in table.game.legal_orders() if isinstance(order, Attack)]
    assert attacks
    for order in attacks:
        assert (order.tolerance, order.holding) == (Tolerance.IGNORE, False)
        for tolerance in (Tolerance.MINIMISE, Tolerance.LIMIT, Tolerance.IGNORE):
            assert table.game.check(replace(order, tolerance=tolerance))
            assert table.game.check(replace(order, tolerance=tolerance, holding=True))


def test_the_forms_are_printed() -> None:
    """In docs/saves.md, with examples, and by `replay show --help`."""
    page = (ROOT / "docs/saves.md").read_text(encoding="utf-8").partition("## Orders")[2].partition("\n## ")[0]
    helped = " ".join(CliRunner().invoke(main, ["replay", "show", "--help"]).output.split())
    assert "'replay show'" in " ".join(CliRunner().invoke(main, ["play", "--help"]).output.split())
    for form in FORMS.values():
        assert f"`{form}`" in page.replace("\\|", "|")
        assert form in helped
    for word in ORDER_WORDS:
        assert f"`{word}`" in page and word in helped
    examples = re.findall(r"`((?:move|attack|bombard|exit) [^`]*[0-9]{4}[^`]*)`", page)
    assert len(examples) > len(FORMS)
    for example in examples:
        assert str(parse(example)) == example
