"""Orders, fights and fates in words: said once for terminal, log and board, of one unit as of several."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.core.terms import EventKind, Result
from game.engine.event_words import FATES, fates, fight, ground_changes, order_words
from game.engine.events import Event
from game.engine.orders import Attack, Bombard, Move, Order
from game.engine.replay import Step
from game.scenario.names import readable
from tests.tabletop import tabletop

OPEN = """
    .   .   .   .   .   .
      R3  B1  .   .   .   .
    .   R1  R2  .   .   .
"""


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (Move("Tanks/57RD", ("0000", "0100", "0200")), "Tanks/57RD: march from 0000 to 0200"),
        (Attack("0200", ("R1",)), "R1: assault on 0200"),
        (Attack("0200", ("R1", "R2"), ("G1", "G2")), "R1, R2 with the guns of G1, G2: assault on 0200"),
        (Attack("0200", ("R1",), holding=True), "R1: assault on 0200, no advance"),
        (Bombard("0200", "G1"), "G1: bombardment of 0200"),
    ],
)
def test_an_order_is_worded_with_no_verb_to_agree(order: Order, words: str) -> None:
    assert order_words(tabletop(OPEN).scenario, order) == words


@pytest.mark.parametrize("by", [["R1"], ["R1", "R2"]])
def test_a_fight_begins_with_its_order(by: list[str]) -> None:
    """However many attack, the line is the order in words, then what came of it."""
    table = tabletop(OPEN, result=Result.WITHDRAWN_ONE)
    order = table.assault("B1", by)
    first, *rest = fight(table.scenario, Step(1, "red", order, tuple(table.game.play(order))))
    assert first.startswith(f"{order_words(table.scenario, order)}; odds ")
    assert "; the hex is taken; " in first
    assert any(line.startswith("  B1 retreated: ") for line in rest)


def test_ground_that_changes_is_told_apart_from_ground_that_is_itself_again() -> None:
    """Whatever both kinds are called: two may have one name."""
    scenario = tabletop(OPEN).scenario
    ids, names = scenario.names.terrain, scenario.names.terrain_names
    here, other = ids[0], ids[1]

    def said(now: str, called: tuple[str, ...] = names) -> list[str]:
        numbers = {"terrain": here, "counts_as": now}
        event = Event(EventKind.GROUND_CHANGED, 1, "red", None, None, None, tuple(numbers.items()))
        there = replace(scenario, names=replace(scenario.names, terrain_names=called))
        return list(ground_changes(there, [event]))

    assert said(here) == [f"{names[0]}: as the map has it again"]
    assert said(other) == [f"{names[0]} counts as {names[1].lower()}"]
    assert said(other, tuple("Shallows" for _ in names)) == [f"Shallows counts as {readable(other)}"]


@pytest.mark.parametrize("kind", FATES)
def test_a_fate_is_worded_alike_of_one_and_of_many(kind: EventKind) -> None:
    """Some units are called by what they have: "Tanks/57RD arrived", not "arrives"."""
    event = Event(kind, 1, "red", "Tanks/57RD", None, "0100", ())
    (line,) = fates(tabletop(OPEN).scenario, [event], {kind})
    assert line == f"Tanks/57RD {FATES[kind]}: 0100"
    first = FATES[kind].split()[0]
    assert not first.endswith("s")
    assert first not in {"is", "are", "was", "were", "has", "have"}
