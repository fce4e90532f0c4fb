"""What attacking the hex under the pointer promises, in words: by the chosen units, from wherever they can march to."""

from __future__ import annotations

from game.core.hexes import distance
from game.core.terms import NOWHERE
from game.engine.game import Game
from game.engine.orders import Bombard
from game.engine.threats import Threat
from game.scenario.names import expected_number, percent, so_many
from game.ui.command.far_marches import far_way
from game.ui.drafts import fires
from game.ui.foreseen import OUTLOOK, cost_words, odds_words
from game.ui.responses import Plan, side_in
from game.ui.session import Shown


def promise_words(attack: Threat) -> str:
    """Return what an attack of one's own promises: "success 62%, odds 2.10 to 1, costs 85 men"."""
    cost = cost_words(attack.enemy_men, attack.enemy_vehicles)
    return f"success {percent(attack.lost)}, odds {odds_words(attack)}, costs {cost}"


def plan_words(game: Game, plan: Plan) -> str:
    """Return what beginning an attack by the chosen unit does, and what that attack promises."""
    if plan.unit is None:
        return f"forecast of an attack on {plan.target}"
    if fires(game, plan.target, plan.unit):
        found = game.forecast(Bombard(plan.target, plan.unit)).defenders
        men, cohesion = (expected_number(float(spread.mean)) for spread in (found.men, found.cohesion))
        return f"forecast of fire on {plan.target}: costs them {men} men, {cohesion} cohesion"
    attack = OUTLOOK.on(game, (plan.unit,), plan.hex)
    promise = "" if attack is None else f": {promise_words(attack)}"
    return f"forecast of an attack on {plan.target}{promise}"


def far_words(game: Game, plan: Plan) -> str:
    """Return how many turns away the chosen unit is that would assault and cannot come up; "" where it is near."""
    if plan.unit is None or fires(game, plan.target, plan.unit):
        return ""
    here = int(game.state.units[game.scenario.names.unit_row[plan.unit]].hex)
    columns = game.scenario.map.columns
    steps = distance(here % columns, here // columns, plan.hex % columns, plan.hex // columns)
    if here == NOWHERE or steps <= 1:
        return ""
    way = far_way(game, plan.unit, plan.hex)
    if way is None:
        return "no way leads there"
    return f"out of reach this turn, {so_many(max(2, way.turns), 'turn')} away"


def group_words(shown: Shown, units: tuple[str, ...], hex_: int) -> str:
    """Return what the chosen units could do together to an enemy at once: ", at once 5 of them: success 62%, .."."""
    game = shown.game
    if not shown.is_humans_turn or side_in(game, hex_) != 1 - game.scenario.names.side_row[game.active_side]:
        return ""
    attack = OUTLOOK.on(game, units, hex_)
    if attack is None:
        return "; none can attack it this turn"
    return f"; at once {len(attack.order.named)} of them could attack: {promise_words(attack)}"
