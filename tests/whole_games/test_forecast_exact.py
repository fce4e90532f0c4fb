"""The forecast is exact (rulebook 5.9): what it says is what happens, over many seeds, in many different battles.

Each battle is forecast once and fought again and again from copies of the same position, every time with another seed.
How often each result comes must agree with the chances, and the mean losses by fire with the losses expected. Losses
that come on top of fire (retreats, last stands) are switched off in the rules that the copies are fought by.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from game.commanders.mind import open_page
from game.commanders.roster import new_desk
from game.commanders.whole_game import CADET, next_order
from game.core.terms import NOWHERE, EventKind, Reason, Result
from game.engine.encoding import read_order
from game.engine.forecast import AttackForecast
from game.engine.game import Game
from game.engine.orders import Attack
from game.rules.orders import check, give
from game.scenario.loading import load_scenario
from game.scenario.world import World
from tests.tabletop import tabletop

DRAWN = 120
"""Battles on drawn boards."""

PLAYED = {
    "lake_khasan/night_attack": (1, 2),
    "lake_khasan/corps_assault": (1,),
    "khalkhin_gol/august_encirclement": (1,),
}
EACH = 24
"""Battles taken from each of these games, as the commanders fight them."""

SIGNIFICANCE = 1e-3
TOO_FAR = 5.0
"""Standard errors that a mean may be off; it happens once in a million times."""


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
        battle = self.game.scratch.battle[0]
        self.attackers = [int(unit) for unit in battle.attacker[: int(battle.attackers)]]
        self.defenders = [int(unit) for unit in battle.defender[: int(battle.defenders)]]


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


def state_of(battle: int, unit: str) -> dict[str, Any]:
    arms = pick(battle, f"arms {unit}", *ARMS)
    return {
        **({"type": arms} if isinstance(arms, str) else arms),
        "cohesion": pick(battle, f"cohesion {unit}", 100, 100, 85, 60, 30),
        "fatigue": pick(battle, f"fatigue {unit}", 0, 0, 25, 70),
        "quality": pick(battle, f"quality {unit}", 800, 970, 1000, 1150),
        "morale": pick(battle, f"morale {unit}", 700, 1000, 1000, 1250, 1500),
    }


def drawn(number: int) -> Battle:
    """A battle on a drawn board: ground, light, works, arms, support, state of the troops."""
    letter = pick(number, "ground", ".", ".", "m", "h", "h", "v", "s", "H")
    ground = f". . . . .\n . {letter} . . .\n. . . . .\n . . . . ."
    defenders = pick(number, "stack", ["B1"], ["B1"], ["B1", "B2"])
    deepest = {"m": 1, "h": 4}.get(letter, 3)
    units: dict[str, Any] = {unit: state_of(number, unit) for unit in ("R1", "R2", "R3", *defenders)}
    for unit in defenders:
        units[unit]["entrenched"] = min(deepest, pick(number, f"dug {unit}", 0, 0, 1, 2, 3, 4))
    units["BG1"] = {"loaded": pick(number, "answer", 0, 0, 3)}
    table = tabletop(
        BOARD.format("+".join(defenders)),
        ground,
        luck="table",
        seed=number,
        hex_size=pick(number, "size", 250, 500, 1000),
        turn_hours=pick(number, "hours", 8, 8, 12),
        light=pick(number, "light", "day", "day", "day", "moonlit", "dark"),
        hexsides=pick(number, "slope", {}, {}, {"steep": ["0101-SW"]}, {"steep": ["0102-NE", "0101-SE"]}),
        rules={"stack_limit": 12_000, "assault_limit": 60_000},
        **units,
    )
    by = pick(number, "by", ["R1"], ["R2"], ["R1", "R2"], ["R3", "R1"], ["R2", "R3"], ["R3", "R2", "R1"])
    by = [unit for unit in by if table.game.check(table.assault("0101", [unit]))] or ["R1"]
    support = pick(number, "support", [], [], ["RG1"])
    return Battle(f"drawn {number}", table.game, table.assault("0101", by, support))


def played(name: str, seed: int) -> Iterator[Battle]:
    """The battles of a game of the cadet against itself, as they are about to be fought."""
    game = Game.new(load_scenario(name), seed)
    desk = new_desk(game.world)
    found = 0
    while game.outcome is None:
        open_page(desk.mind)
        while next_order(game.world, game.state, desk.scratch, desk.mind, CADET) == 1:
            order = read_order(game.scenario, game.state.units.hex, desk.scratch.order[0])
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
    found = [drawn(number) for number in range(DRAWN)]
    for name, seeds in PLAYED.items():
        for seed in seeds:
            found += played(name, seed)
    return found


# --- fighting -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fought:
    """What came of fighting one battle many times."""

    counts: NDArray[np.int64]  # (5,) how often each result
    lost: NDArray[np.int64]  # (N, 3) thousandths: men of the attackers, of the defenders, vehicles of the attackers
    crews: NDArray[np.int64]  # (3,) what rounding down to items may hide, thousandths


def without_retreat_losses(world: World) -> World:
    """The same world, where only fire kills and nobody surrenders."""
    rules = world.rules.copy()
    rules["retreat_losses"] = 0
    for name in ("no_way_losses", "last_stand_losses", "no_surrender"):
        rules[name] = 0
    return world._replace(rules=rules)


def weights(world: World, units: list[int], *, armour: bool) -> NDArray[np.int64]:
    """(units, SLOTS) what an item counts: a vehicle 1, or the crew of a soft item."""
    items = world.units["items"][units]
    rows = world.equipment[np.maximum(items, 0)]
    armoured = rows["armour"] > 0
    count = np.where(armoured, 1, 0) if armour else np.where(armoured, 0, rows["crew"])
    return np.where(items == NOWHERE, 0, count).astype(np.int64)


def fight(battle: Battle, times: int) -> Fought:
    """Fight a battle again and again, each time with another seed."""
    game, world = battle.game, without_retreat_losses(battle.game.world)
    assert game.check(battle.order)  # writes the order
    order = game.scratch.order.copy()
    groups = [
        (battle.attackers, weights(world, battle.attackers, armour=False)),
        (battle.defenders, weights(world, battle.defenders, armour=False)),
        (battle.attackers, weights(world, battle.attackers, armour=True)),
    ]

    def thousandths(units: Any, group: tuple[list[int], NDArray[np.int64]]) -> int:
        rows, weight = group
        return int(((units["items"][rows].astype(np.int64) * 1000 - units["carry"][rows]) * weight).sum())

    before = [thousandths(game.state.units, group) for group in groups]
    counts = np.zeros(len(Result), np.int64)
    lost = np.zeros((times, len(groups)), np.int64)
    for seed in range(times):
        state = game.state.copy(log_rows=16)
        state.clock.seed[0] = seed
        game.scratch.order[:] = order
        assert give(world, state, game.scratch) == Reason.LEGAL
        counts[int(state.log.d[np.argmax(state.log.kind == EventKind.ASSAULT)])] += 1
        lost[seed] = [was - thousandths(state.units, group) for was, group in zip(before, groups, strict=True)]
    return Fought(counts, lost, np.array([int(weight.sum()) for _, weight in groups]))


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


def chi_square(fought: Fought, battle: Battle) -> tuple[float, int]:
    """The chi-square of one battle and its degrees of freedom; rare results count together."""
    times = int(fought.counts.sum())
    expected = np.array([float(battle.forecast.chances[result]) * times for result in Result])
    common = expected >= 5
    cells = [*zip(fought.counts[common], expected[common], strict=True)]
    rest = (int(fought.counts[~common].sum()), float(expected[~common].sum()))
    if rest[1] >= 5:
        cells.append(rest)
    return sum((count - mean) ** 2 / mean for count, mean in cells), max(0, len(cells) - 1)


def judge(battle: Battle, fought: Fought, significance: float) -> list[str]:
    """What about a battle is not as forecast."""
    times = int(fought.counts.sum())
    found = []
    for result in Result:
        chance, count = float(battle.forecast.chances[result]), int(fought.counts[result])
        if unlikely(count, times, chance) < significance / len(Result):
            found.append(f"{battle.name}: {result.name} came {count} times in {times}, forecast {chance:.4f}")
    forecast = battle.forecast
    means = (forecast.attackers_lost, forecast.defenders_lost, forecast.vehicles_lost)
    for column, mean in enumerate(means):
        lost = fought.lost[:, column]
        error = TOO_FAR * lost.std() / times**0.5 + 1
        if not -error - fought.crews[column] <= lost.mean() - float(mean) * 1000 <= error:
            what = ("attackers", "defenders", "vehicles")[column]
            found.append(f"{battle.name}: {what} lost {lost.mean() / 1000:.3f}, forecast {float(mean):.3f}")
    return found


def compare(times: int) -> None:
    """Fight every battle so many times and hold what came against the forecasts."""
    assert len(battles()) >= 100
    faults, total, freedom = [], 0.0, 0
    for battle in battles():
        fought = fight(battle, times)
        faults += judge(battle, fought, SIGNIFICANCE / len(battles()))
        square, degrees = chi_square(fought, battle)
        total, freedom = total + square, freedom + degrees
    assert not faults, "\n".join(faults)
    assert abs(total - freedom) < TOO_FAR * (2 * freedom) ** 0.5, f"chi-square {total:.0f} for {freedom} degrees"


def test_battles_are_of_all_kinds() -> None:
    """Every result is likely somewhere, and losses of every kind happen: else the comparison would say little."""
    for result in Result:
        assert any(0.1 < battle.forecast.chances[result] < 0.9 for battle in battles()), result
    assert any(battle.forecast.vehicles_lost > 1 for battle in battles())
    assert any(battle.forecast.defensive_guns for battle in battles())
    assert any(battle.order.support for battle in battles())
    assert any(len(battle.order.units) > 1 for battle in battles())


def test_what_is_forecast_comes_to_pass() -> None:
    compare(600)


@pytest.mark.full
def test_what_is_forecast_comes_to_pass_ten_thousand_times() -> None:
    compare(10_000)


def test_the_test_would_notice() -> None:
    """A forecast that is a little wrong is found out."""
    battle = next(battle for battle in battles() if 0.3 < battle.forecast.chances[Result.HELD] < 0.7)
    fought = fight(battle, 600)
    chances = battle.forecast.chances
    wrong = {**chances, Result.HELD: chances[Result.HELD] * 3 / 4}
    game, order = battle.game, battle.order
    other = Battle("wrong", game, order)
    object.__setattr__(other.forecast, "chances", wrong)
    assert judge(battle, fought, SIGNIFICANCE / 100) == []
    assert judge(other, fought, SIGNIFICANCE / 100)


def test_fighting_a_copy_leaves_the_position_alone() -> None:
    battle = battles()[0]
    before = battle.game.digest()
    fight(battle, 20)
    assert battle.game.digest() == before
    assert check(battle.game.world, battle.game.state, battle.game.scratch) == Reason.LEGAL
