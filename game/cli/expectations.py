"""The small tests in a scenario's file: what a unit, moving alone in a turn, can reach and what it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush

from game.core.terms import Light, Status
from game.engine.game import Game
from game.engine.orders import Move
from game.engine.plain import plain
from game.engine.reasons import points
from game.engine.surveys import march, reach_of
from game.rules.ways import edge_cost
from game.scenario.compiling import light_of
from game.scenario.loading import Scenario
from game.scenario.schema.scenario_file import Expectation


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
    arrives = _arrives(game, test.unit, hex_)
    holds = arrives == (test.reaches is not None)
    start = game.scenario.hex_number(int(game.state.units.hex[unit]))
    verb = "reaches" if arrives else "cannot reach"
    wanted = "should" if test.reaches else "should not"
    why = "" if arrives else f": {_why_not(game, unit, hex_)}"
    return Finding(holds, f"{what}: {verb} {hex_} from {start}, but {wanted}{why}" if not holds else what)


def _why_not(game: Game, unit: int, hex_: str) -> str:
    """Return what the rules say of the march there by the way that costs the least, whoever is in it."""
    way, cost = _cheapest_way(game, unit, hex_)
    if not way:
        return "no ground that it can enter leads there (rule 3.2)"
    has = int(game.state.units[unit].mp_left)
    sentence = game.check(Move(game.scenario.names.units[unit], way)).sentence
    return f"the way costs {points(cost)} movement points, it has {points(has)}; {sentence}"


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


def _arrives(game: Game, unit: str, hex_: str) -> bool:
    """Whether a unit may end a march in a hex now, or stands in it."""
    reach, row = reach_of(game, unit), game.scenario.hex_row(hex_)
    return row == reach.start or (row in reach.hexes and bool(game.check(march(game, reach, row))))
