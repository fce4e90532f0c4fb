"""The attacks that the enemy could make with its turn (rulebook 5.9): put together by the rules, forecast exactly."""

from __future__ import annotations

from itertools import combinations, product

from game.core.terms import NOWHERE, Role, Status
from game.engine.forecast import AttackForecast
from game.engine.game import Game
from game.engine.orders import Attack, Move
from game.engine.surveys import march, reach_of
from game.engine.threats import Threat, threats_to
from game.rules.threats import find_threats, new_survey
from game.rules.ways import on_firm_ground
from game.scenario.loading import load_scenario
from tests.tabletop import tabletop

BOARD = """
    .   .   .   .   .   .   .
      .   R1  .   .   B1  .   .
    .   .   R2+R3 .   BT1 .   .
      ~   .   .   .   .   BG1 BH1
    R4  ~   .   .   .   .   .
"""
"""Blue moves next; nobody can come next to R4."""
STACK = 1600
"""Men for whom there is room in a hex of 1 km, where room is short."""


def enemy_to_move(game: Game, side: str) -> Game:
    """The game at the beginning of the turn of a side's enemy, on ground where nothing bogs down."""
    ahead = game.copy()
    if ahead.active_side == side:
        ahead.end_turn()
    ahead.world = on_firm_ground(ahead.world)
    return ahead


def carried_out(game: Game, side: str, threat: Threat) -> AttackForecast:
    """The forecast of the attack, after the marches that it needs have been ordered one by one."""
    ahead = enemy_to_move(game, side)
    names, number = game.scenario.names, game.scenario.hex_number
    for unit, post in zip(threat.order.units, threat.posts, strict=True):
        if number(int(ahead.state.units[names.unit_row[unit]].hex)) != post:
            row = game.scenario.hex_row(post)
            assert row is not None
            ahead.play(march(ahead, reach_of(ahead, unit), row))
    return ahead.forecast(threat.order)


def check(game: Game, side: str) -> dict[int, Threat]:
    """The threats to a side, each of which must be what the orders that it consists of would bring."""
    found = threats_to(game, side)
    for hex_, threat in found.items():
        forecast = carried_out(game, side, threat)
        assert threat.hex == hex_
        assert threat.lost == forecast.emptied
        assert threat.odds == forecast.odds
        assert (threat.men, threat.enemy_men) == (forecast.defenders_lost, forecast.attackers_lost)
        lost = threat.vehicles, threat.enemy_vehicles
        assert lost == (forecast.defenders.vehicles.mean, forecast.attackers.vehicles.mean)
    return found


def test_each_attack_is_what_its_orders_would_bring() -> None:
    """3.1, 5.9: and whom nobody can come up to is not threatened."""
    table = tabletop(BOARD, luck="table")
    found = check(table.game, "red")
    assert set(found) == {int(table.unit("R1").hex), int(table.unit("R2").hex)}
    for threat in found.values():
        assert set(threat.order.units) == {"B1", "BT1"}
        assert threat.order.support == ("BG1",)


def test_no_other_attack_would_be_worse() -> None:
    """5.9: of all that the same units could do, from wherever they can march to."""
    table = tabletop(BOARD, luck="table")
    ahead = enemy_to_move(table.game, "red")
    for hex_, threat in threats_to(table.game, "red").items():
        target = threat.order.target
        near = {int(there) for there in ahead.world.hexes.neighbour[hex_] if there != NOWHERE}
        ends = {unit: sorted(near & reach_of(ahead, unit).ends) for unit in ("B1", "BT1")}
        tried = 0
        for count in (1, 2):
            for units in combinations(ends, count):
                for posts in product(*(ends[unit] for unit in units)):
                    there, order = ahead.copy(), Attack(target, units, ("BG1",))
                    there.world = ahead.world
                    for unit, post in zip(units, posts, strict=True):
                        there.play(march(there, reach_of(there, unit), post))
                    if there.check(order):
                        tried += 1
                        assert there.forecast(order).emptied <= threat.lost
        assert tried


def test_there_is_no_more_room_than_for_the_enemys_march() -> None:
    """3.4: who finds no room next to the hex does not attack; the strongest come first."""
    pass_ = """
        .   ~   ~   .   .   .
          R1  .   B1+B2 B3  .   .
        .   ~   ~   .   .   .
    """
    rules = {"stack_limit": STACK}
    table = tabletop(pass_, luck="table", rules=rules, B3={"items": {"riflemen": 400}})
    (threat,) = check(table.game, "red").values()
    assert threat.order.units == ("B3", "B1")
    assert threat.posts == ("0101", "0101")


def test_in_the_enemys_own_turn_it_is_what_it_can_still_do() -> None:
    """5.1: a unit that has attacked does not attack again."""
    table = tabletop(BOARD, luck="table")
    table.game.end_turn()
    assert {unit for threat in threats_to(table.game, "red").values() for unit in threat.order.units} == {"B1", "BT1"}
    table.game.play(Move("B1", ("0401", "0501")))
    table.game.state.units.mp_left[:] = 0
    assert threats_to(table.game, "red") == {}


def test_who_may_arrive_is_counted_as_arrived_and_named() -> None:
    """2.3, 5.9: the worst that may come. A unit that comes by chance must not be left out, nor pass for a sure one."""
    late = {"hex": "0502", "turn": 1, "chance": 30}
    sure = {"hex": "0503", "turn": 1}
    table = tabletop(BOARD, luck="table", B8=late, B9=sure)
    threat = threats_to(table.game, "red")[int(table.unit("R2").hex)]
    assert {"B1", "B8", "B9"} <= set(threat.order.units)
    assert threat.by_chance == {"B8": 30}
    without = threats_to(tabletop(BOARD, luck="table", B9=sure).game, "red")[threat.hex]
    assert without.lost < threat.lost and not without.by_chance


def test_who_has_arrived_or_may_no_longer_is_as_everybody_knows() -> None:
    """2.3: in the enemy's own turn nothing is open any more; and without luck it is known beforehand who comes."""
    late = {"hex": "0502", "turn": 1, "chance": 30}
    table = tabletop(BOARD, luck="table", B8=late)
    table.game.end_turn()
    assert not any(threat.by_chance for threat in threats_to(table.game, "red").values())
    without_luck = check(tabletop(BOARD, B8=late).game, "red")
    assert not any("B8" in threat.order.units or threat.by_chance for threat in without_luck.values())


def test_the_points_of_the_ground_are_named() -> None:
    """10.2: of whoever holds it now, and those that the enemy would have for it."""
    awards = [
        {"side": "red", "award": "hold", "area": "hill", "points": 5},
        {"side": "blue", "award": "hold", "area": "hill", "points": 2},
    ]
    table = tabletop(BOARD, luck="table", areas={"hill": ["0101"]}, awards=awards)
    points = {threat.order.target: threat.points for threat in check(table.game, "red").values()}
    assert points == {"0101": 7, "0202": 0}


def test_nothing_comes_after_the_last_turn() -> None:
    """2.1: the game is over before the enemy could attack."""
    table = tabletop(BOARD, luck="table", turns=1)
    table.game.end_turn()
    assert threats_to(table.game, "blue") == {}


def test_every_state_is_as_it_was_when_all_is_found() -> None:
    """5.9: marches and fights leave no trace, in a battle with boats, bridges and many units."""
    game = Game.new(load_scenario("lake_khasan/night_attack"), 1)
    survey = new_survey(game.world, game.state)
    before = game.state.copy(log_rows=0)
    for state in (survey.ahead, survey.rehearsal.spare, before):
        state.clock.logged[:] = 0
    assert find_threats(game.world, game.state, game.scratch, survey)
    for state in (survey.ahead, survey.rehearsal.spare):
        state.clock.logged[:] = 0
        assert state.digest() == before.digest()
        assert (state.hex_figures == before.hex_figures).all()
        assert (state.unit_figures == before.unit_figures).all()
    assert not survey.rehearsal.marks.any()
    assert not survey.approaches[: len(survey.threats)].any()


def test_headquarters_and_guns_do_not_come() -> None:
    """5.1, 6.2: guns support, whoever is off the map does nothing."""
    game = Game.new(load_scenario("lake_khasan/night_attack"), 1)
    names = game.scenario.names
    found = check(game, "soviet")
    assert found
    for threat in found.values():
        for unit in threat.order.units:
            row = names.unit_row[unit]
            assert game.world.units[row].role not in (Role.ARTILLERY, Role.HEADQUARTERS)
            assert game.state.units[row].status == Status.PRESENT
