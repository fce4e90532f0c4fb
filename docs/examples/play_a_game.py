"""Play the night attack on Zaozernaya: the Japanese by a rule of our own, the Soviets by a computer commander."""

from game import Attack, Game, Move, Order, load_scenario, take_turn
from game.core.hexes import distance, parse_number

ZAOZERNAYA = "2028"


def steps_to_go(order: Move) -> int:
    """How far a march ends from the hill."""
    here, there = parse_number(order.path[-1]), parse_number(ZAOZERNAYA)
    assert here is not None
    assert there is not None
    return distance(*here, *there)


def next_order(game: Game, ordered: set[str]) -> Order | None:
    """Assault where the defenders more often go than not; else march towards the hill, every unit once."""
    orders = list(game.legal_orders())
    attacks = [order for order in orders if isinstance(order, Attack) and game.forecast(order).success > 1 / 2]
    marches = [order for order in orders if isinstance(order, Move) and order.unit not in ordered]
    return attacks[0] if attacks else min(marches, key=steps_to_go, default=None)


game = Game.new(load_scenario("lake_khasan/night_attack"), seed=1938)
while game.outcome is None:
    ordered: set[str] = set()
    if game.active_side == "japanese":
        while order := next_order(game, ordered):
            ordered.update(order.units if isinstance(order, Attack) else [order.unit])
            print(f"turn {game.turn}: {order}: {len(game.play(order))} events")
    else:
        take_turn(game, "cadet")
    game.end_turn()
print(f"{game.outcome.name}; points {game.outcome.points}")
