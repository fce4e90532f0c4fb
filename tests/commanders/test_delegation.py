"""The officer leads formations for a player: who obeys, what is proposed, and that all together are its own turn."""

from __future__ import annotations

from game.commanders.delegation import Deputy
from game.commanders.roster import take_turn
from game.engine.game import Game
from game.engine.orders import Attack, Move
from game.scenario.loading import load_scenario
from tests.commanders.led import plan
from tests.tabletop import Table, tabletop

LINE = """
    R1  .   .   .   .   B1
      .   .   .   .   .   .
    R2  .   .   .   .   .
"""
EAST = {"units": ["R1", "R2"], "march": "0400"}


def deputy(table: Table) -> Deputy:
    """The officer for the plan of the side whose turn it is."""
    return Deputy(table.game, table.scenario.plan(table.game.active_side, "plan"))


def test_only_those_who_are_given_to_the_deputy_are_ordered() -> None:
    table = tabletop(LINE, plans=plan(EAST))
    steps = list(deputy(table).carry_out(table.game, ["R2"]))
    assert [step.order.unit for step in steps if isinstance(step.order, Move)] == ["R2"]
    assert table.where("R1") == "0000"


def test_a_proposal_changes_nothing() -> None:
    table = tabletop(LINE, plans=plan(EAST))
    before = table.game.digest()
    proposed = deputy(table).propose(table.game, ["R1", "R2"])
    assert [str(one.order).split()[:2] for one in proposed] == [["move", "R1"], ["move", "R2"]]
    assert "marches to 0400" in proposed[0].reason
    assert table.game.digest() == before and not table.game.record[-1].orders


CONTACT = """
    RG1 .   R1  B1  .   .
      .   .   R2  .   .   .
"""
ASSAULT = {"units": ["R1", "R2"], "attack": "0300", "floor": 0}


def test_a_proposed_assault_has_its_forecast() -> None:
    table = tabletop(CONTACT, plans=plan(ASSAULT))
    first = deputy(table).propose(table.game, ["R1", "R2", "RG1"])[0]
    assert isinstance(first.order, Attack) and set(first.order.units) == {"R1", "R2"}
    assert first.forecast == table.game.forecast(first.order)


def test_guns_that_are_not_given_to_the_deputy_stay_silent() -> None:
    """They neither support nor shell; given to it they do."""
    for units, fires in ((["R1", "R2"], False), (["R1", "R2", "RG1"], True)):
        table = tabletop(CONTACT, RG1={"loaded": 3}, plans=plan(ASSAULT))
        orders = [one.order for one in deputy(table).propose(table.game, units)]
        named = {unit for order in orders for unit in order.named}
        assert ("RG1" in named) is fires, orders


def test_what_follows_is_proposed_as_if_all_went_as_on_average() -> None:
    """The dice of the game itself are not looked at: another seed, the same proposals."""
    said = []
    for seed in (1, 2, 3):
        table = tabletop(CONTACT, luck="table", seed=seed, plans=plan(ASSAULT))
        said.append([str(one.order) for one in deputy(table).propose(table.game, ["R1", "R2"])])
    assert said[0] == said[1] == said[2]


def test_who_has_a_task_in_force() -> None:
    """R2's task begins on the second turn, and is none yet."""
    later = {"turns": [2, 9], "tasks": [{"units": ["R2"], "hold": "0002"}]}
    table = tabletop(LINE, plans={"red": [{"tasks": [{"units": ["R1"], "march": "0400"}]}, later]})
    assert deputy(table).tasked(table.game) == {"R1"}


def test_all_units_together_do_what_the_officer_does() -> None:
    """A player turn of a shipped battle, order by order and by the digest after them."""
    scenario = load_scenario("halhamiao/loopholed_temple")
    side = scenario.names.sides[0]
    for seed in range(3):
        led, delegated = Game.new(scenario, seed), Game.new(scenario, seed)
        steps = take_turn(led, "officer:historical")
        given = list(Deputy(delegated, scenario.plan(side, "historical")).carry_out(delegated, scenario.names.units))
        assert given == steps and delegated.digest() == led.digest()
