"""The small tests in a scenario's file: what a unit, moving alone in a turn, can reach and what it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final

from game.core.terms import Light, Reason, Status
from game.engine.game import Game
from game.engine.orders import Move
from game.engine.plain import plain
from game.engine.reasons import points
from game.engine.surveys import Reach, march, reach_of
from game.rules.ways import edge_cost
from game.scenario.compiling import light_of
from game.scenario.loading import Scenario
from game.scenario.names import so_many
from game.scenario.schema.scenario_file import Expectation

PASSED: Final = (Reason.LEGAL, Reason.STACK_FULL, Reason.ENDS_IN_WATER)
"""What the rules may say of a part of a way that goes on: a march may pass where it cannot end."""

ONE_STEP: Final = 2
"""Hexes of the shortest way."""


@dataclass(frozen=True)
class Finding:
    """What one test has shown."""

    holds: bool
    sentence: str


def findings(scenario: Scenario) -> list[Finding]:
    """Run all tests of a scenario, in the order of its file. Nobody gives orders; each unit is seen in its turn."""
    found: dict[int, Finding] = {}
    tests = list(enumerate(scenario.file.tests))
    game = Game.new(scenario, seed=0)
    while game.outcome is None and len(found) < len(tests):
        for place, test in tests:
            unit = scenario.names.unit_row[test.unit]
            if test.turn == game.turn and scenario.world.units[unit].side == game.state.clock.active[0]:
                found[place] = _look(game, unit, test)
        game.end_turn()
    return [found[place] for place, _ in tests]


def _look(game: Game, unit: int, test: Expectation) -> Finding:
    hex_ = test.reaches or test.cannot_reach
    assert hex_ is not None
    what = f"{test.unit}, turn {test.turn}"
    if game.state.units.status[unit] != Status.PRESENT:
        return Finding(False, f"{what}: is not on the map then")
    reach, row = reach_of(game, test.unit), game.scenario.hex_row(hex_)
    assert row is not None  # the checks have been before
    arrives = row == reach.start or (row in reach.hexes and bool(game.check(march(game, reach, row))))
    if arrives == (test.reaches is not None):
        return Finding(True, what)
    start = game.scenario.hex_number(reach.start)
    verb, wanted = ("reaches", "should not") if arrives else ("cannot reach", "should")
    why = _how(game, unit, reach, row) if arrives else _why_not(game, unit, hex_)
    return Finding(False, f"{what}: {verb} {hex_} from {start}, but {wanted}: {why}")


def _how(game: Game, unit: int, reach: Reach, row: int) -> str:
    """Return what the march to a hex in reach costs, and that nothing stops it."""
    if row == reach.start:
        return "it stands there"
    costs = _costs(int(reach.cost[row]), int(game.state.units[unit].mp_left))
    steps = len(reach.way(row)) - 1
    return f"{costs}; neither ground, enemy zone, stack nor ban stops it in its {so_many(steps, 'step')}"


def _costs(cost: int, has: int) -> str:
    return f"the way costs {points(cost)} movement points, it has {points(has)}"


def _why_not(game: Game, unit: int, hex_: str) -> str:
    """Return what the rules say of the march there by the way that costs the least, whoever is in it, and where."""
    way, cost = _cheapest_way(game, unit, hex_)
    if not way:
        return "no ground that it can enter leads there (rule 3.2)"
    name = game.scenario.names.units[unit]
    for end in range(2, len(way) + 1):
        verdict = game.check(Move(name, way[:end]))
        if verdict.reason not in PASSED:
            break
    where = f" on the step from {way[end - 2]} to {way[end - 1]}" if len(way) > ONE_STEP else ""
    return f"{_costs(cost, int(game.state.units[unit].mp_left))}; what stops it{where}: {verdict.sentence}"


def _cheapest_way(game: Game, unit: int, hex_: str) -> tuple[tuple[str, ...], int]:
    """Return the hexes to a hex, cheapest by the ground alone, and quarter points; none where there is no way."""
    world, start = game.world, int(game.state.units[unit].hex)
    mobility, night = int(world.units[unit].mobility), int(light_of(world, game.turn) >= Light.MOONLIT)
    before: dict[int, int] = {}
    costs: dict[int, int] = {}
    waiting = [(0, start, start)]
    while waiting:
        cost, here, came = heappop(waiting)
        if here in before:
            continue
        before[here], costs[here] = came, cost
        for direction in range(6):
            there = int(world.hexes[here].neighbour[direction])
            step = int(plain(edge_cost)(world, game.state.spans, mobility, night, here, direction))
            if step and there not in before:
                heappush(waiting, (cost + step, there, here))
    goal = game.scenario.hex_row(hex_)
    if goal is None or goal not in before:
        return (), 0
    rows = [goal]
    while rows[-1] != start:
        rows.append(before[rows[-1]])
    return tuple(str(game.scenario.hex_number(row)) for row in reversed(rows)), costs[goal]
