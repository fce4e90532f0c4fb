"""Assaults what it can take with a chance of 60 per cent, and marches on ground that brings points."""

from collections.abc import Iterator

from game import Attack, Game, Move, Order, enlist_file, load_scenario, run_batch
from game.core.hexes import distance, parse_number

AT_RANDOM = False  # it decides the same in the same position


def orders(game: Game) -> Iterator[tuple[Order, str]]:
    """Yield the orders of a player turn, each with its reason; after each the game is up to date."""
    for _ in range(2):
        legal = list(game.legal_orders())
        single = [order for order in legal if isinstance(order, Attack)]
        for target in dict.fromkeys(order.target for order in single):
            order = Attack(target, tuple(one.units[0] for one in single if one.target == target))
            if game.check(order) and (chance := game.forecast(order).success) >= 0.6:
                yield order, f"taken with a chance of {float(chance):.0%}"
        to_go = steps_to_points(game)
        moves = [order for order in legal if isinstance(order, Move) and to_go[order.where] < to_go[order.path[0]]]
        for move in sorted(moves, key=lambda move: to_go[move.where]):
            if game.check(move):  # of each unit the march that ends nearest; it has left where the others begin
                yield move, "nearer to ground that brings points"


def steps_to_points(game: Game) -> dict[str, int]:
    """Return how far each hex is from the nearest one that brings points and is not ours."""
    areas = [award.area for award in game.scenario.file.victory.awards if award.area and award.award == "hold"]
    side, owner = game.scenario.names.side_row[game.active_side], game.state.hexes.owner
    goals = [row for area in areas for row in game.scenario.areas[area] if owner[row] != side]
    numbers = [str(game.scenario.hex_number(row)) for row in range(len(owner))]
    places = [parse_number(number) or (0, 0) for number in numbers]
    far = [min((distance(*place, *places[goal]) for goal in goals), default=0) for place in places]
    return dict(zip(numbers, far, strict=True))


if __name__ == "__main__":
    results = run_batch(load_scenario("lake_khasan/night_attack"), 2, 1, {"japanese": enlist_file(__file__)})
    print(f"{results.runs} games; victory points, Soviet and Japanese: {results.points.mean(axis=0).tolist()}")
