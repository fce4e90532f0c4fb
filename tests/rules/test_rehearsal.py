"""Rehearsals (rulebook 5.9): each way that is noted is the way that the real fight goes with that luck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from game.core.terms import EventKind, Fate, Kind, Result, Status
from game.engine.game import Game
from game.engine.orders import Attack, Bombard, Fight
from game.rules.luck import run_of_luck
from game.rules.orders import rehearse
from game.rules.rehearsal import Rehearsal, new_rehearsal, put_back
from game.scenario.world import LUCK
from tests.boards import games
from tests.tabletop import tabletop

WIDE = """
    .   .   .   .   .   .
      R3  B1+B2 .   .   .   .
    .   R1  R2  .   .   .
      .   RG1 .   .   BG1 .
"""
POCKET = """
    .   R4  R5  .   .   .
      R3  B1+B2 R6  .   .   .
    .   R1  R2  .   .   .
      .   RG1 .   .   BG1 .
"""

GAP = POCKET.replace("B1+B2 R6", "B1+B2 . ")
"""A hex of the ring is empty, but in the zones of those beside it."""


def rehearsed(game: Game, order: Fight) -> tuple[Rehearsal, list[tuple[int, ...]]]:
    """The rehearsal of a legal order, and the luck of each way."""
    assert game.check(order)
    rehearsal = new_rehearsal(game.world, game.state, LUCK * LUCK, 48)
    found = int(rehearse(game.world, game.state, game.scratch, rehearsal))
    table = game.world.rules[0].luck
    runs = [i for i in range(LUCK) if run_of_luck(game.world, i)]
    if isinstance(order, Bombard):
        lucks: list[tuple[int, ...]] = [(int(table[i]),) for i in runs]
    else:
        lucks = [(int(table[i]), int(table[j])) for i in runs for j in runs]
    assert len(lucks) == found
    assert rehearsal.ways.weight.sum() == (LUCK if isinstance(order, Bombard) else LUCK * LUCK)
    return rehearsal, lucks


def check_against_the_fights(game: Game, order: Fight, seeds: Iterable[int]) -> None:
    """The real fight must end as the way that has its luck, whatever the seed; between ways the state is put back."""
    rehearsal, lucks = rehearsed(game, order)
    battle = game.scratch.battle[0]
    units = [int(unit) for unit in battle.attacker[: int(battle.attackers)]]
    units += [int(unit) for unit in battle.defender[: int(battle.defenders)]]
    put_back(game.state, rehearsal)
    assert rehearsal.spare.digest() == game.digest()
    for seed in seeds:
        state = game.state.copy(seed=seed)
        check_against(
            Game(game.scenario, game.world, state, game.luck, game.copy().record), order, rehearsal, lucks, units
        )


def check_against(
    fought: Game, order: Fight, rehearsal: Rehearsal, lucks: list[tuple[int, ...]], units: list[int]
) -> None:
    """Fight, and hold what has come of it against the way that was noted for that luck."""
    before = fought.state.sides.losses.copy()
    events = fought.play(order)
    (event,) = [event for event in events if event.kind in (EventKind.ASSAULT, EventKind.BOMBARDMENT)]
    names = ("attacker_luck", "defender_luck") if isinstance(order, Attack) else ("luck",)
    place = lucks.index(tuple(event[name] for name in names))
    way, after = rehearsal.ways[place], rehearsal.after[place]
    if isinstance(order, Attack):
        assert Result(int(way.result)).name.lower() == event["result"]
    assert way.broken_off == sum(event.kind is EventKind.BROKEN_OFF for event in events)
    side = int(fought.state.clock.active[0])
    for group, whose in enumerate((side, 1 - side)):
        assert way.losses[group].tolist() == (fought.state.sides.losses[whose] - before[whose]).tolist()
    for i, unit in enumerate(units):
        row, figures = fought.state.units[unit], fought.state.unit_figures[unit]
        for field in ("hex", "men", "armour", "cohesion", "routed", "suppressed"):
            assert after[i][field] == (row if field in row.dtype.names else figures)[field], (unit, field)
        gone = {Fate.SURRENDERS: Status.SURRENDERED, Fate.DESTROYED: Status.DESTROYED}
        assert row.status == gone.get(Fate(int(after[i].fate)), Status.PRESENT)
    logged = {event.unit for event in events if event.kind is EventKind.RETREATED}
    fell_back = {fought.scenario.names.units[unit] for i, unit in enumerate(units) if after[i].fate == Fate.FALLS_BACK}
    assert logged == fell_back
    logged = {event.unit for event in events if event.kind is EventKind.BROKE_OUT}
    broke_out = {fought.scenario.names.units[unit] for i, unit in enumerate(units) if after[i].fate == Fate.BREAKS_OUT}
    assert logged == broke_out
    assert way.guns_left == sum(event["guns"] for event in events if event.kind is EventKind.LEFT_GUNS)
    target = fought.scenario.hex_row(order.target)
    top = int(fought.state.hexes.top[target])
    assert way.emptied == (top < 0 or fought.world.units[top].side == side)
    assert way.taken == (top >= 0 and fought.world.units[top].side == side)


@settings(max_examples=60)
@given(games())
def test_a_fight_goes_one_of_the_ways_rehearsed(game: Game) -> None:
    """5.9: on boards at random, for the luck that this seed has."""
    for side in range(2):
        for number, order in enumerate(order for order in game.legal_orders() if isinstance(order, Fight)):
            if number < 4:
                check_against_the_fights(game, order, [game.seed])
        if side == 0:
            game.end_turn()


BOARDS = (WIDE, POCKET, GAP)
HOW: tuple[dict[str, Any], ...] = (
    {},
    {"B1": {"morale": 1400}, "B2": {"cohesion": 14}},
    {"B1": {"items": {"t26": 6, "riflemen": 30}}, "R1": {"items": {"t26": 12}}},
    {"B1": {"items": {"riflemen": 1}}, "R1": {"cohesion": 14}},
)


def fights() -> Iterator[Any]:
    """Every board with every result and with all troops; in the ordinary run each board and result with one of them."""
    for number, (board, result) in enumerate(product(BOARDS, Result)):
        for place, how in enumerate(HOW):
            marks = [] if place == number % len(HOW) else [pytest.mark.full]
            yield pytest.param(board, result, how, marks=marks)


@pytest.mark.parametrize(("board", "result", "how"), list(fights()))
def test_every_result_goes_as_rehearsed(board: str, result: Result, how: dict[str, Any]) -> None:
    """5.6-5.8: with a way out and without, with steadfast troops and with troops about to break."""
    table = tabletop(board, luck="table", result=result, **how)
    check_against_the_fights(table.game, table.assault("B1", ["R1", "R2", "R3"], ["RG1"]), range(3))
    check_against_the_fights(table.game, table.assault("B1", ["R2"], holding=True), range(3))


def test_nothing_far_away_is_touched() -> None:
    """5.7: a rout ends three hexes away, and its zone one beyond; the rest of the spare state stays as it is."""
    drawing = "R1 B1 . . . . . . .\n . . . . . . . . .\n. . . . . . . . ."
    table = tabletop(drawing, luck="table", result=Result.ROUTED, hex_size=1000)
    rehearsal, _ = rehearsed(table.game, table.assault("B1", ["R1"]))
    far = [hex_ for hex_ in range(len(table.world.hexes)) if rehearsal.marks[hex_] == 0]
    assert "0500" in {table.scenario.hex_number(hex_) for hex_ in rehearsal.hexes[: rehearsal.counts[0]]}
    assert "0600" in {table.scenario.hex_number(hex_) for hex_ in far}
    for name in ("hexes", "hex_figures"):
        assert np.array_equal(getattr(rehearsal.spare, name)[far], getattr(table.state, name)[far])


def test_fates_are_kept_apart() -> None:
    """5.7: who breaks out, who surrenders, who falls back."""
    fates = {}
    for name, board, morale, result in (
        ("goes", WIDE, 1000, Result.WITHDRAWN_ONE),
        ("breaks out", GAP, 1000, Result.WITHDRAWN_ONE),
        ("no gap", POCKET, 1000, Result.WITHDRAWN_ONE),
        ("to the last", POCKET, 1500, Result.WITHDRAWN_ONE),
        ("gives up", POCKET, 1000, Result.ROUTED),
        ("last stand", GAP, 1500, Result.ROUTED),
        ("holds", POCKET, 1000, Result.HELD),
    ):
        table = tabletop(board, luck="none", result=result, B1={"morale": morale}, B2={"morale": morale})
        rehearsal, _ = rehearsed(table.game, table.assault("B1", ["R1"]))
        fates[name] = [Fate(int(fate)) for fate in rehearsal.after[0, 1:3].fate]
    assert fates == {
        "goes": [Fate.FALLS_BACK] * 2,
        "breaks out": [Fate.BREAKS_OUT, Fate.FALLS_BACK],  # behind the one who has broken the ring
        "no gap": [Fate.SURRENDERS] * 2,
        "to the last": [Fate.DESTROYED] * 2,
        "gives up": [Fate.SURRENDERS] * 2,
        "last stand": [Fate.BREAKS_OUT, Fate.FALLS_BACK],
        "holds": [Fate.STAYS] * 2,
    }


def test_a_rehearsal_changes_nothing() -> None:
    table = tabletop(POCKET, luck="table")
    before = table.game.digest()
    forecasts = [table.forecast("B1", ["R1", "R2"], ["RG1"]) for _ in range(2)]
    assert forecasts[0] == forecasts[1]
    assert table.game.digest() == before
    assert forecasts[0].attackers.men.most >= forecasts[0].attackers.men.least
    assert Kind.MEN in forecasts[0].defenders.losses
