"""Loss tolerance (rulebook 5.6): an assault that has cost more than it may is broken off, unless it ignores losses.

Each test works its number out from the rules in force, so that calibrating them breaks nothing here.
"""

from __future__ import annotations

from typing import Any

import pytest

from game.core.terms import EventKind, Result, Tolerance
from game.engine.event_words import result_words
from game.engine.events import Event
from game.engine.orders import Attack
from game.engine.replay import Step
from game.rules.break_off import fought_share
from game.rules.combat import men_hit
from tests.tabletop import Table, of_kind, tabletop

OPEN = """
    .   .   .   .
      .   B1  .   .
    .   R1  R2  .
      .   .   .   .
"""
SAID = (Tolerance.MINIMISE, Tolerance.LIMIT)
DEADLY = {"lethality": [9000, 900], "break_off": [30, 60]}
WORKS = {"entrenched": 3}


def board(result: Result | None = Result.HELD, **options: Any) -> Table:
    return tabletop(OPEN, result=result, **{"rules": DEADLY, **options})


def men(table: Table, *units: str) -> int:
    return sum(int(table.figures(unit).men) for unit in units)


def fight(table: Table, tolerance: Tolerance, by: tuple[str, ...] = ("R1", "R2")) -> list[Event]:
    return table.attack("B1", by=list(by), tolerance=tolerance)


@pytest.mark.parametrize("tolerance", SAID)
def test_a_stalled_assault_is_broken_off_when_it_has_cost_what_it_may(tolerance: Tolerance) -> None:
    """5.6: the attackers lose no more than that; the last man but the fractions that units carry."""
    table = board()
    before = men(table, "R1", "R2")
    allowed = before * int(table.rules.assault.break_off[tolerance - 1]) / 1000
    events = fight(table, tolerance)
    assert allowed - 2 <= before - men(table, "R1", "R2") <= allowed
    assert [event.unit for event in of_kind(events, EventKind.BROKEN_OFF)] == ["R1"]


def test_who_ignores_losses_presses_on() -> None:
    """5.6: to the end, whatever it costs."""
    limited, pressed = board(), board()
    fight(limited, Tolerance.LIMIT)
    assert of_kind(fight(pressed, Tolerance.IGNORE), EventKind.BROKEN_OFF) == []
    assert men(pressed, "R1", "R2") < men(limited, "R1", "R2")


def test_so_much_of_the_assault_is_fought_and_no_more() -> None:
    """5.6: the losses of both sides end when it is broken off, men and vehicles."""
    both = {"items": {"riflemen": 200, "t26": 10, "hmg_maxim": 2}}
    tables = [board(R1=both, B1={"items": {"riflemen": 300, "at_37mm_type_94": 6}}) for _ in range(2)]
    (event,) = of_kind(fight(tables[0], Tolerance.LIMIT), EventKind.BROKEN_OFF)
    whole, part = (
        table.forecast("B1", by=["R1", "R2"], tolerance=one)
        for table, one in zip(
            [board(R1=both, B1={"items": {"riflemen": 300, "at_37mm_type_94": 6}}) for _ in range(2)],
            (Tolerance.IGNORE, Tolerance.LIMIT),
            strict=True,
        )
    )
    assert 0 < event["fought"] < 1000
    assert whole.vehicles_hit > 0
    for field in ("attackers_hit", "defenders_hit", "vehicles_hit"):
        expected = getattr(whole, field) * event["fought"] / 1000
        assert 0 <= float(expected - getattr(part, field)) <= 0.001, field


def test_an_assault_that_costs_less_is_fought_to_its_end() -> None:
    """5.6."""
    cheap = {"lethality": [1, 300]}
    for result in Result:
        limited, pressed = (board(result, rules=cheap) for _ in range(2))
        assert [str(event) for event in fight(limited, Tolerance.MINIMISE)] == [
            str(event) for event in fight(pressed, Tolerance.IGNORE)
        ]


def stubborn(odds_for_retreat: int) -> Table:
    """A board where an assault that costs 12 in a hundred by its end drives the defenders out at these odds."""
    table = tabletop(OPEN, rules={"break_off": [30, 60], "sparse_targets": 1, "approach": [250, 0]})
    table.forecast("B1", by=["R1", "R2"])
    battle, rules = table.battle, table.rules.assault
    battle.tolerance = Tolerance.LIMIT
    rules.lethality[0] = 1000
    rules.lethality[0] = int(battle.targets[0]) * 120 // max(1, int(men_hit(table.world, battle, 1, 1000, 0)))
    rules.odds[1] = odds_for_retreat
    return table


@pytest.mark.parametrize(("odds", "broken"), [(299, False), (301, False), (210, False), (190, True), (99, True)])
def test_defenders_give_way_the_sooner_the_better_the_odds(odds: int, broken: bool) -> None:
    """5.6: at 1.00 at the end, at 2.00 half way: 12 in a hundred are lost by the end, 6 half way."""
    table = stubborn(100)
    part = int(fought_share(table.world, table.battle, odds, 1000))
    assert (part < 1000) == broken
    if broken:
        assert 490 <= part <= 510


def test_broken_off_it_drives_nobody_out() -> None:
    """5.6, 5.9: odds that would, had it been pressed, leave the defenders where they are; the forecast says so."""
    rules = {"break_off": [0, 0], "odds": [1, 2, 9998, 9999]}
    pressed, broken = (tabletop(OPEN, rules=rules) for _ in range(2))
    assert fight(pressed, Tolerance.IGNORE)[0]["result"] == "withdrawn_one"
    forecast = broken.forecast("B1", by=["R1", "R2"], tolerance=Tolerance.LIMIT)
    assert (forecast.broken_off, forecast.success, forecast.chances[Result.HELD]) == (1, 0, 1)
    assert fight(broken, Tolerance.LIMIT)[0]["result"] == "held"
    assert broken.where("B1") == "0101"


def test_a_vehicle_counts_as_ten_men() -> None:
    """5.6: tanks that burn are losses too, though no man on foot is with them."""
    tanks = {"items": {"t26": 20}}
    guns = {"items": {"at_37mm_type_94": 12}}
    rules = {**DEADLY, "armour_lethality": 20_000, "break_off": [100, 100]}
    table = tabletop(OPEN.replace("R2", ". "), result=Result.HELD, R1=tanks, B1=guns, rules=rules)
    fight(table, Tolerance.LIMIT, ("R1",))
    assert table.items("R1")["t26"] == 18


@pytest.mark.parametrize("tolerance", list(Tolerance)[1:])
def test_the_forecast_has_the_luck_in_which_it_is_broken_off(tolerance: Tolerance) -> None:
    """5.9: as many as the fights that are; a lower tolerance costs chances, never men."""
    rules = {"break_off": [60, 90], "odds": [10, 60, 9998, 9999]}
    table = tabletop(OPEN, luck="table", rules=rules, B1=WORKS)
    forecast = table.forecast("B1", by=["R1", "R2"], tolerance=tolerance)
    pressed = table.forecast("B1", by=["R1", "R2"], tolerance=Tolerance.IGNORE)
    assert (forecast.broken_off > 0) == (tolerance is not Tolerance.IGNORE)
    assert forecast.success <= pressed.success
    assert forecast.attackers_hit <= pressed.attackers_hit
    assert forecast.attackers_lost <= pressed.attackers_lost


def test_the_log_and_the_words_say_that_it_was_broken_off() -> None:
    """1.2."""
    table = board()
    order = table.assault("B1", ["R1", "R2"], tolerance=Tolerance.LIMIT)
    assert isinstance(order, Attack)
    step = Step(1, "red", order, tuple(table.game.play(order)))
    assert result_words(table.scenario, step) == "broken off; the defender holds"


def test_a_record_says_what_was_ordered() -> None:
    """1.2: the word is in the order that the game keeps; who ignores losses has none, as before there were any."""
    table = board()
    fight(table, Tolerance.MINIMISE, ("R1",))
    fight(table, Tolerance.IGNORE, ("R2",))
    (turn,) = table.game.record
    assert [text for text, _ in turn.orders] == ["attack 0101 with R1 minimise", "attack 0101 with R2"]
