"""`staff` as a commander: it chooses a plan, and an officer carries it out."""

from __future__ import annotations

from typing import Final

from game.commanders.commander import Commander
from game.commanders.staff.choosing import Desk, Weighed, new_desk
from game.engine.game import Game
from game.engine.orders import Order
from game.rules.scratch import Scratch
from game.rules.surveys import survey_supply
from game.scenario.world import State, World


def _begin(world: World, state: State, scratch: Scratch, desk: Desk) -> None:
    """Choose the plan for this player turn; whoever played out has left its own supply in the scratch."""
    side = int(state.clock["active"][0])
    leader = desk.choose(world, state, side)
    survey_supply(world, state, scratch, side)
    leader.commander.begin_turn(world, state, scratch, leader.memory)


def _next(world: World, state: State, scratch: Scratch, desk: Desk) -> int:
    assert desk.leader is not None, "a player turn begins before its first order"
    return desk.leader.commander.next_order(world, state, scratch, desk.leader.memory)


def _play(world: World, state: State, scratch: Scratch, desk: Desk) -> int:
    side = int(state.clock["active"][0])
    leader = desk.choose(world, state, side)
    survey_supply(world, state, scratch, side)
    return leader.play_turn(world, state, side)


def _explain(game: Game, scratch: Scratch, desk: Desk, order: Order) -> str:
    """Return the officer's reason; with the first order of a turn also what the staff weighed for its plan."""
    assert desk.leader is not None and desk.weighed is not None
    reason = desk.leader.commander.explain(game, scratch, desk.leader.memory, order)
    if desk.said:
        return reason
    desk.said = True
    return f"{reason}. {weighed_in_words(desk.weighed)}"


def weighed_in_words(weighed: Weighed) -> str:
    """Return which plan was chosen, and what playing it and the others out brought."""
    if not weighed.plans:
        return "The staff has no plan"
    chosen = weighed.plans[weighed.chosen]
    if not weighed.games:
        return f"The staff follows the only plan that it has: {chosen.name}"
    order = sorted(range(len(weighed.plans)), key=lambda plan: -weighed.margins[plan])
    others = [f"{weighed.plans[plan].name} {weighed.margins[plan]:+.1f}" for plan in order if plan != weighed.chosen]
    each, own = weighed.games // len(weighed.plans), f"{weighed.margins[weighed.chosen]:+.1f}"
    said = f"The staff has played {len(weighed.plans)} plans out, {each} games each, and follows: {chosen.name}"
    better = weighed.margins.max() > weighed.margins[weighed.chosen]
    kept = ", and no other is better beyond luck" if better else ""
    return f"{said} (mean margin {own} points{kept}). The others: {'; '.join(others)}"


STAFF: Final = Commander(
    name="staff",
    about="Plays its plans out before each turn, and follows the one that brings most. Thinks for some seconds.",
    new_memory=new_desk,
    begin_turn=_begin,
    next_order=_next,
    play_turn=_play,
    explain=_explain,
    chooses_plans=True,
)
