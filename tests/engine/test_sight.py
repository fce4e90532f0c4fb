"""What a side knows (`sight.known`): whoever advises a side takes its State from there and reads nothing around it.

Today everybody sees everything. Here a unit is hidden from Red, as rules of sighting will hide it.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from game.commanders.estimate import Estimate
from game.commanders.player import Player
from game.commanders.roster import commander_named
from game.core.terms import Status
from game.engine import sight
from game.engine.cards import side_view
from game.engine.forecast import AttackForecast
from game.engine.marches import march_end
from game.engine.orders import Attack, Move
from game.engine.surveys import further_reach, reach_of, supply_of, threat_of
from tests.hiding import Hidden
from tests.tabletop import Table, tabletop

BOARD = """
    .   .   .   .   .   .
      R1  .   B1+B2 . .   .
    .   .   .   .   .   B3
"""


@pytest.fixture
def table() -> Table:
    return tabletop(BOARD, R1={"items": {"riflemen": 900}}, turns=3)


def hide(table: Table, unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Hidden(0, [table.row(unit)]).hide(monkeypatch)


def test_everybody_sees_everything_at_no_cost(table: Table) -> None:
    for side in range(2):
        assert sight.known(table.world, table.state, side) is table.state
    assert table.game.seen_by("red") is table.game


def test_a_forecast_counts_whom_its_side_sees(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    table.march("R1", "0101")
    table.next_turn()
    order = Attack("0201", ("R1",))
    whole = table.game.forecast(order)
    hide(table, "B2", monkeypatch)
    seen = table.game.forecast(order)
    assert isinstance(whole, AttackForecast) and isinstance(seen, AttackForecast)
    assert [unit.unit for unit in whole.defenders.units] == ["B2", "B1"]
    assert [unit.unit for unit in seen.defenders.units] == ["B1"]
    assert seen.odds > whole.odds


def test_reach_and_marches_know_no_hidden_zone(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """3.6: B3 alone stops who passes it; unseen it stops nobody in what Red is shown."""
    table = tabletop("R1 . . .\n . . . .\n. . B3 .\n . . . .", R1={"type": "japanese_infantry_battalion"})
    costs = reach_of(table.game, "R1").cost.copy()
    further = further_reach(table.game, reach_of(table.game, "R1"))
    path = ("0000", "0100", "0101")
    pinned = march_end(table.game, Move("R1", path)).pinned
    hide(table, "B3", monkeypatch)
    assert (reach_of(table.game, "R1").cost < costs).any()
    assert further_reach(table.game, reach_of(table.game, "R1")) != further
    assert pinned and not march_end(table.game, Move("R1", path)).pinned


def test_a_threat_is_that_of_those_whom_one_sees(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, own = threat_of(table.game, "blue"), threat_of(table.game, "red")
    hide(table, "B3", monkeypatch)
    assert threat_of(table.game, "blue").sum() < whole.sum()
    assert np.array_equal(threat_of(table.game, "red"), own)  # that is Blue's question, who sees all


def test_supply_and_cards_are_of_what_one_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    """4.1: a zone that nobody knows of cuts no line on the map."""
    table = tabletop("R1 . . .\n . . . .\n. . B3 .")
    cut = int((supply_of(table.game, "red").metres < 0).sum())
    assert [card.id for card in side_view(table.game, "red").enemy] == ["B3"]
    hide(table, "B3", monkeypatch)
    assert int((supply_of(table.game, "red").metres < 0).sum()) < cut
    assert side_view(table.game, "red").enemy == ()
    assert [card.id for card in side_view(table.game, "blue").own] == ["B3"]


def test_an_estimate_starts_from_what_its_side_sees(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    hide(table, "B3", monkeypatch)
    for side, present in ((None, False), ("red", False), ("blue", True)):
        work = Estimate(table.game, runs=1, side=side)
        status = work._start.units[table.row("B3")].status
        assert bool(status == Status.PRESENT) is present, side
    assert table.unit("B3").status == Status.PRESENT


def played(table: Table, name: str) -> Iterator[str]:
    """The orders of Red's player turn, given one by one with their reasons."""
    for step in Player(commander_named(name), table.world).steps(table.game):
        yield f"{step.order} {step.reason}"


PRESSING = """
    .   .   .   .   .   .   .
      .   R1  .   .   B2  .   .
    .   R2  .   .   .   .   B1
"""
STRONG = {name: {"items": {"riflemen": 900}} for name in ("R1", "R2")} | {"B2": {"items": {"riflemen": 60}}}


def test_a_commander_does_not_march_on_whom_it_does_not_see(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cadet presses, being stronger: towards B1, though B2 is nearer and weaker. Nothing it says names B2."""
    table = tabletop(PRESSING, **STRONG)
    assert any("B2" in line for line in played(table, "cadet"))
    table = tabletop(PRESSING, **STRONG)
    hide(table, "B2", monkeypatch)
    lines = list(played(table, "cadet"))
    assert lines and not any("B2" in line for line in lines)
    assert any("B1" in line for line in lines)


@pytest.mark.parametrize("name", ["cadet", "random"])
@pytest.mark.parametrize("hidden", [False, True])
def test_a_player_turn_in_one_call_gives_the_orders_that_single_steps_give(
    name: str, hidden: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With something hidden as without: a batch and the board play the same game, and count alike who has acted."""
    step_by_step, at_once = (tabletop(PRESSING, seed=2, **STRONG) for _ in range(2))
    if hidden:
        hide(step_by_step, "B2", monkeypatch)
    steps = list(Player(commander_named(name), step_by_step.world).steps(step_by_step.game))
    player = Player(commander_named(name), at_once.world)
    player.begin_turn(at_once.world, at_once.state)  # supply, as the end of the player turn before leaves it
    acted = player.play_turn(at_once.world, at_once.state, 0)
    assert at_once.game.digest() == step_by_step.game.digest()
    assert acted == sum(len(step.order.named) for step in steps if step.order is not None) > 0
