"""The forecast is exact (rulebook 5.9): what it says is what happens, over many seeds, in many different battles.

Each battle is forecast once and fought again and again from copies of the same position, every time with another seed
(`fighting`). How often each result comes, how often the hex is taken or falls empty, somebody surrenders or goes back,
must agree with the chances; mean losses of both sides in men, vehicles, guns and prisoners, and the mean cohesion
afterwards, with what is expected. Nothing is switched off: retreats, last stands and crews are in all figures.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from game.commanders.cadet.commander import CADET
from game.commanders.player import Player
from game.core.terms import Fate, Light, Result
from game.engine.forecast import AttackForecast, SideForecast, Spread
from game.engine.game import Game
from game.engine.order_table import read_order
from game.engine.orders import Attack
from game.scenario.loading import load_scenario
from tests.tabletop import tabletop
from tests.whole_games.fighting import Seen, fought

DRAWN = 90
"""Battles on drawn boards in the open."""

POCKETS = 100
"""Battles on drawn boards whose defenders are surrounded, or nearly."""

PLAYED = {
    "lake_khasan/campaign": (1,),
    "lake_khasan/night_attack": (1, 2),
    "lake_khasan/fortieth_division": (1,),
    "lake_khasan/corps_assault": (1,),
    "khalkhin_gol/august_encirclement": (1,),
}
EACH = 16
"""Battles taken from each of these games, as the commanders fight them."""

LIKELY = Fraction(1, 20)
"""A chance from which a battle counts as being of a kind."""

WANTED = {"no way out": 40, "surrender": 20, "night": 20, "armour": 20, "support": 10, "several attackers": 20}
"""How many battles of each kind there must be, of at least 150."""

SIGNIFICANCE = 1e-3
TOO_FAR = 5.0
"""Standard errors that a mean may be off; it happens once in a million times."""

RARE = 10
"""What comes less often than so many times may not come at all."""


# --- battles --------------------------------------------------------------------------------------------------------


@dataclass
class Battle:
    """An attack that is legal in a game."""

    name: str
    game: Game
    order: Attack
    forecast: AttackForecast = field(init=False)

    def __post_init__(self) -> None:
        forecast = self.game.forecast(self.order)
        assert isinstance(forecast, AttackForecast)
        self.forecast = forecast

    @property
    def kinds(self) -> set[str]:
        """What kinds of battle this is."""
        battle, figures = self.game.scratch.battle[0], self.game.state.unit_figures
        assert self.game.forecast(self.order) == self.forecast  # fills the battle
        fighting = [*battle.attacker[: int(battle.attackers)], *battle.defender[: int(battle.defenders)]]
        marks = {
            "no way out": self.forecast.trapped >= LIKELY,
            "surrender": self.forecast.surrender >= LIKELY,
            "night": self.game.world.calendar[self.game.turn].light >= Light.MOONLIT,
            "armour": any(figures[int(unit)].armour for unit in fighting),
            "support": bool(self.order.support),
            "several attackers": len(self.order.units) > 1,
        }
        return {name for name, mark in marks.items() if mark}


def pick(battle: int, what: str, *options: Any) -> Any:
    """Choose one of some options, the same for the same battle for ever."""
    digest = hashlib.blake2b(f"{battle} {what}".encode(), digest_size=4).digest()
    return options[int.from_bytes(digest) % len(options)]


BOARD = """
    .   .   .   .   BG1
      R3  {}  .   .   .
    .   R1  R2  .   .
      .   RG1 .   .   .
"""

POCKET = """
    .   R4  R5  .   BG1
      R3  {}  R6  .   .
    .   R1  R2  .   .
      .   RG1 .   .   .
"""
WEAK: tuple[Any, ...] = (
    {"items": {"riflemen": 60}},
    {"items": {"riflemen": 150}},
    {"items": {"riflemen": 110, "hmg_maxim": 4}},
    {"items": {"riflemen": 90, "at_37mm_type_94": 3, "mortar_82mm": 2}},
    {"items": {"t26": 4, "riflemen": 40}},
    "soviet_rifle_company",
    "japanese_engineers",
)
"""What the defenders of a pocket may be."""

ARMS: tuple[Any, ...] = (
    "soviet_rifle_battalion",
    "soviet_rifle_company",
    "soviet_cavalry_squadron",
    "japanese_infantry_battalion",
    "japanese_engineers",
    "soviet_tank_company",
    "soviet_fast_tank_company",
    {"items": {"t26": 10, "riflemen": 120, "hmg_maxim": 3}},
    {"items": {"riflemen": 35}},
    {"items": {"riflemen": 400, "at_37mm_type_94": 6, "mortar_82mm": 6}},
)
"""Types of units; those on wheels and rails do not assault."""


def state_of(battle: int, unit: str, among: tuple[Any, ...] = ARMS) -> dict[str, Any]:
    arms = pick(battle, f"arms {unit}", *among)
    return {
        **({"type": arms} if isinstance(arms, str) else arms),
        "cohesion": pick(battle, f"cohesion {unit}", 100, 100, 85, 60, 30),
        "fatigue": pick(battle, f"fatigue {unit}", 0, 0, 25, 70),
        "quality": pick(battle, f"quality {unit}", 800, 970, 1000, 1150),
        "morale": pick(battle, f"morale {unit}", 700, 1000, 1000, 1250, 1500),
        "night_assault": pick(battle, f"night {unit}", False, True),
    }


def drawn(number: int, pocket: bool) -> Battle:
    """A battle on a drawn board: ground, light, works, arms, support, state of the troops, a way out or none."""
    letter = pick(number, "ground", ".", ".", "m", "h", "h", "v", "s", "H")
    ground = f". . . . .\n . {letter} . . .\n. . . . .\n . . . . ."
    defenders = pick(number, "stack", ["B1"], ["B1"], ["B1", "B2"])
    deepest = {"m": 1, "h": 4}.get(letter, 3)
    units: dict[str, Any] = {unit: state_of(number, unit) for unit in ("R1", "R2", "R3")}
    units |= {unit: state_of(number, unit, WEAK if pocket else ARMS) for unit in defenders}
    for unit in defenders:
        units[unit]["entrenched"] = min(deepest, pick(number, f"dug {unit}", 0, 0, 1, 2, 3, 4))
    units["BG1"] = {"loaded": pick(number, "answer", 0, 0, 3)}
    light = pick(number, "light", "day", "day", "day", "moonlit", "dark")
    table = tabletop(
        (POCKET if pocket else BOARD).format("+".join(defenders)),
        ground,
        luck="table",
        seed=number,
        hex_size=pick(number, "size", 250, 500, 1000),
        turn_hours=pick(number, "hours", 8, 8, 12),
        light=light,
        hexsides=pick(number, "slope", {}, {}, {"steep": ["0101-SW"]}, {"steep": ["0102-NE", "0101-SE"]}),
        rules={"stack_limit": 12_000, "assault_limit": 60_000},
        **units,
    )
    by = pick(number, "by", ["R1"], ["R2"], ["R1", "R2"], ["R3", "R1"], ["R2", "R3"], ["R3", "R2", "R1"])
    by = [unit for unit in by if table.game.check(table.assault("0101", [unit]))] or ["R1"]
    support = pick(number, "support", [], [], ["RG1"])
    holding = pick(number, "holding", False, False, False, True)
    name = f"{'pocket' if pocket else 'drawn'} {number}"
    return Battle(name, table.game, table.assault("0101", by, support, holding=holding))


def played(name: str, seed: int) -> Iterator[Battle]:
    """The battles of a game of the cadet against itself, as they are about to be fought."""
    game = Game.new(load_scenario(name), seed)
    player = Player(CADET, game.world)
    found = 0
    while game.outcome is None:
        player.begin_turn(game.world, game.state)
        while player.next_order(game.world, game.state):
            order = read_order(game.scenario, game.state.units.hex, player.scratch.order[0])
            if isinstance(order, Attack):
                yield Battle(f"{name} {seed}: {order}", game.copy(), order)
                found += 1
                if found == EACH:
                    return
            game.play(order)
        game.end_turn()


@lru_cache(maxsize=1)
def battles() -> list[Battle]:
    """All battles."""
    found = [drawn(number, pocket=False) for number in range(DRAWN)]
    found += [drawn(number, pocket=True) for number in range(1000, 1000 + POCKETS)]
    for name, seeds in PLAYED.items():
        for seed in seeds:
            found += played(name, seed)
    return found


# --- judging --------------------------------------------------------------------------------------------------------


def log_binomial(times: int, chance: float) -> NDArray[np.float64]:
    """(times + 1,) logarithm of the chance of each count of successes."""
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, times + 1)))])
    k = np.arange(times + 1)
    result: NDArray[np.float64] = (
        logs[times] - logs[k] - logs[times - k] + k * np.log(chance) + (times - k) * np.log1p(-chance)
    )
    return result


def unlikely(count: int, times: int, chance: float) -> float:
    """How likely a count this far off is, on either side: the exact binomial test. Impossible counts are 0."""
    if chance in (0.0, 1.0):
        return float(count == times * chance)
    exact = np.exp(log_binomial(times, chance))
    return min(1.0, 2 * min(float(exact[: count + 1].sum()), float(exact[count:].sum())))


def chi_square(counts: NDArray[np.int64], battle: Battle) -> tuple[float, int]:
    """The chi-square of the results of one battle and its degrees of freedom; rare results count together."""
    times = int(counts.sum())
    expected = np.array([float(battle.forecast.chances[result]) * times for result in Result])
    common = expected >= 5
    cells = [*zip(counts[common], expected[common], strict=True)]
    rest = (int(counts[~common].sum()), float(expected[~common].sum()))
    if rest[1] >= 5:
        cells.append(rest)
    return sum((count - mean) ** 2 / mean for count, mean in cells), max(0, len(cells) - 1)


def chances_of(battle: Battle, rows: NDArray[np.int64]) -> Iterator[tuple[str, Fraction, int]]:
    """What the forecast gives a chance, with how often it came."""
    found = battle.forecast
    for result in Result:
        yield result.name, found.chances[result], int(np.count_nonzero(rows[:, Seen.RESULT] == result))
    yield "taken", found.taken, int(rows[:, Seen.TAKEN].sum())
    yield "emptied", found.emptied, int(rows[:, Seen.EMPTIED].sum())
    yield "surrender", found.surrender, int(np.count_nonzero(rows[:, Seen.SURRENDERED]))
    yield "destroyed", found.destroyed, int(np.count_nonzero(rows[:, Seen.DESTROYED]))
    gone = rows[:, Seen.SURRENDERED] + rows[:, Seen.DESTROYED]
    yield "eliminated", found.eliminated, int(np.count_nonzero(gone == len(found.defenders.units)))
    if len(found.defenders.units) == 1:
        fates = found.defenders.units[0].fates
        back = fates.get(Fate.FALLS_BACK, Fraction(0)) + fates.get(Fate.BREAKS_OUT, Fraction(0))
        yield "back", back, int(rows[:, Seen.LEFT].sum())


def means_of(battle: Battle, rows: NDArray[np.int64]) -> Iterator[tuple[str, Spread, NDArray[np.int64]]]:
    """What the forecast gives a mean, least and most, with what came."""
    sides: tuple[tuple[str, SideForecast], ...] = (
        ("attackers", battle.forecast.attackers),
        ("defenders", battle.forecast.defenders),
    )
    for group, (whose, side) in enumerate(sides):
        yield f"men of the {whose}", side.men, rows[:, Seen.MEN + group]
        yield f"vehicles of the {whose}", side.vehicles, rows[:, Seen.VEHICLES + group]
        yield f"guns of the {whose}", side.guns, rows[:, Seen.GUNS + group]
        yield f"prisoners of the {whose}", side.captured, rows[:, Seen.CAPTURED + group]
        cohesion = [unit.cohesion for unit in side.units]
        together = Spread(
            sum((one.mean for one in cohesion), Fraction(0)),
            sum(one.least for one in cohesion),
            sum(one.most for one in cohesion),
        )
        yield f"cohesion of the {whose}", together, rows[:, Seen.COHESION + group]


def judge(battle: Battle, rows: NDArray[np.int64], significance: float) -> list[str]:
    """What about a battle is not as forecast."""
    times, faults = len(rows), []
    for what, chance, count in chances_of(battle, rows):
        if unlikely(count, times, float(chance)) < significance / 11:
            faults.append(f"{battle.name}: {what} came {count} times in {times}, forecast {float(chance):.4f}")
    for what, spread, came in means_of(battle, rows):
        error = TOO_FAR * came.std() / times**0.5 + RARE * (spread.most - spread.least) / times + 1e-9
        if abs(came.mean() - float(spread.mean)) > error:
            faults.append(f"{battle.name}: {what} {came.mean():.3f} in the mean, forecast {float(spread.mean):.3f}")
        if came.min() < spread.least or came.max() > spread.most:
            seen = f"{came.min()} to {came.max()}"
            faults.append(f"{battle.name}: {what} {seen}, forecast {spread.least} to {spread.most}")
    return faults


def compare(times: int) -> None:
    """Fight every battle so many times and hold what came against the forecasts."""
    faults, total, freedom = [], 0.0, 0
    for battle in battles():
        rows = fought(battle.game, battle.order, times)
        faults += judge(battle, rows, SIGNIFICANCE / len(battles()))
        square, degrees = chi_square(np.bincount(rows[:, Seen.RESULT], minlength=len(Result)), battle)
        total, freedom = total + square, freedom + degrees
    assert not faults, "\n".join(faults)
    assert abs(total - freedom) < TOO_FAR * (2 * freedom) ** 0.5, f"chi-square {total:.0f} for {freedom} degrees"


def test_battles_are_of_all_kinds() -> None:
    """Every result is likely somewhere, and losses of every kind happen: else the comparison would say little."""
    counts = Counter(kind for battle in battles() for kind in battle.kinds)
    print(f"{len(battles())} battles: {dict(counts)}")
    assert len(battles()) >= 150
    assert all(counts[kind] >= least for kind, least in WANTED.items()), counts
    for result in Result:
        assert any(0.1 < battle.forecast.chances[result] < 0.9 for battle in battles()), result
    assert any(battle.forecast.vehicles_lost > 1 for battle in battles())
    assert any(battle.forecast.defenders.vehicles.mean > 1 for battle in battles())
    assert any(battle.forecast.defensive_guns for battle in battles())
    assert any(battle.forecast.emptied > battle.forecast.taken > 0 for battle in battles()) or any(
        battle.order.holding and battle.forecast.emptied > 0 for battle in battles()
    )


def test_what_is_forecast_comes_to_pass() -> None:
    compare(600)


@pytest.mark.full
def test_what_is_forecast_comes_to_pass_ten_thousand_times() -> None:
    compare(10_000)


def altered(battle: Battle, **changes: Any) -> Battle:
    """The same battle with another forecast."""
    other = Battle(f"wrong {battle.name}", battle.game, battle.order)
    other.forecast = replace(battle.forecast, **changes)
    return other


def test_the_test_would_notice() -> None:
    """A forecast that is a little wrong is found out: in a result, in whose the hex is, in what is lost."""
    battle = next(battle for battle in battles() if 0.3 < battle.forecast.taken < 0.7)
    rows = fought(battle.game, battle.order, 2000)
    assert judge(battle, rows, SIGNIFICANCE / 100) == []
    found = battle.forecast
    result = max(found.chances, key=lambda result: found.chances[result])
    men = found.defenders.men
    losses = {**found.defenders.losses, next(iter(found.defenders.losses)): replace(men, mean=men.mean * 9 / 10)}
    for changes in (
        {"chances": {**found.chances, result: found.chances[result] * 3 / 4}},
        {"taken": found.taken * 3 / 4},
        {"defenders": replace(found.defenders, losses=losses)},
    ):
        assert judge(altered(battle, **changes), rows, SIGNIFICANCE / 100), changes


def test_fighting_a_copy_leaves_the_position_alone() -> None:
    battle = battles()[0]
    before = battle.game.digest()
    fought(battle.game, battle.order, 20)
    assert battle.game.digest() == before
