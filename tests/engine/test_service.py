"""Service records: who fought where and what it cost, read from the steps of games."""

from __future__ import annotations

from collections import Counter

import pytest

from game.commanders.roster import take_turn
from game.core.terms import Kind
from game.engine.game import Game
from game.engine.orders import Attack, Bombard
from game.engine.replay import Step
from game.engine.service import Part, ServiceRoll
from game.scenario.loading import load_scenario

NIGHT = "lake_khasan/night_attack"


@pytest.fixture(scope="module")
def played() -> tuple[Game, list[Step]]:
    """The first turns of a game of the cadet with itself, and their steps."""
    game, steps = Game.new(load_scenario(NIGHT), 5), []
    for _ in range(6):
        turn, side = game.turn, game.active_side
        steps += take_turn(game, "cadet")
        steps.append(Step(turn, side, None, tuple(game.end_turn())))
    return game, steps


@pytest.fixture
def roll(played: tuple[Game, list[Step]]) -> ServiceRoll:
    game, steps = played
    made = ServiceRoll(game.scenario, Game.new(game.scenario, game.seed))
    made.enter(steps)
    return made


def test_what_units_have_lost_is_what_the_sides_have_lost(played: tuple[Game, list[Step]], roll: ServiceRoll) -> None:
    game, _ = played
    world, names = game.world, game.scenario.names
    for side in (0, 1):
        mine = [unit for row, unit in enumerate(names.units) if world.units[row].side == side]
        lost = roll.of_all(mine).lost
        for kind in Kind:
            name = kind.name.lower()
            assert lost[name] + lost[f"{name} disabled"] == game.state.sides.losses[side, kind]
    assert game.state.sides.losses.any()


def test_everybody_in_a_hex_that_is_attacked_takes_part(played: tuple[Game, list[Step]], roll: ServiceRoll) -> None:
    """Those without losses too; it is compared with the game as it stood before each fight."""
    game, steps = played
    now = Game.new(game.scenario, game.seed)
    seen = 0
    for number, step in enumerate(steps):
        parts = {unit: fight.part for unit in roll.services for fight in roll.of(unit).fights if fight.step == number}
        if isinstance(step.order, Attack | Bombard):
            seen += 1
            named = step.order.named
            hex_ = now.scenario.hex_row(step.order.target)
            there = {unit for row, unit in enumerate(game.scenario.names.units) if now.state.units[row].hex == hex_}
            defence = Part.DEFENCE if isinstance(step.order, Attack) else Part.SHELLED
            assert {unit for unit, part in parts.items() if part is defence} == there
            assert there.isdisjoint(named)
            assert set(named) <= set(parts)
        else:
            assert not parts
        now.play(step.order) if step.order is not None else now.end_turn()
    assert seen > 3


def test_a_fight_counts_once_for_a_formation_and_so_do_its_losses(roll: ServiceRoll) -> None:
    step, units = next(
        (step, units)
        for step in range(roll.entered)
        if len(units := [unit for unit in roll.services if _parts(roll, unit, step) & {Part.ASSAULT}]) > 1
    )
    one = next(fight for fight in roll.of(units[0]).fights if fight.step == step)
    only = ServiceRoll(roll.scenario)
    for unit in units:
        service = only.services.setdefault(unit, roll.of(unit).copy())
        service.fights = [fight for fight in service.fights if fight.step == step]
    assert only.of_all(units).fought == 1
    assert only.of_all(units).enemy_lost == Counter(one.enemy_lost)


def _parts(roll: ServiceRoll, unit: str, step: int) -> set[Part]:
    return {fight.part for fight in roll.of(unit).fights if fight.step == step}


def test_a_twin_goes_its_own_way(played: tuple[Game, list[Step]], roll: ServiceRoll) -> None:
    game, steps = played
    half = ServiceRoll(game.scenario, Game.new(game.scenario, game.seed))
    half.enter(steps[:20])
    twin = half.copy()
    twin.enter(steps[20:])
    assert half.entered == 20
    assert twin.services == roll.services
    assert half.services != roll.services
