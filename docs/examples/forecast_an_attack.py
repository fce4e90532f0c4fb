"""What an assault would bring before it is ordered, exactly: every number is the one that the rules will use."""

from game import Attack, Game, load_scenario, take_turn


def first_attacks(game: Game) -> list[Attack]:
    """Play on until somebody may assault; return one attack by each unit that may go at the same hex."""
    while True:
        attacks = [order for order in game.legal_orders() if isinstance(order, Attack)]
        if attacks:
            return [order for order in attacks if order.target == attacks[0].target]
        take_turn(game, "cadet")
        game.end_turn()


game = Game.new(load_scenario("lake_khasan/night_attack"), seed=1938)
found = first_attacks(game)
together = Attack(found[0].target, tuple(order.units[0] for order in found))
for order in (found[0], together):
    forecast = game.forecast(order)
    print(f"{order}: the hex is taken in {float(forecast.taken):.0%} of all cases")
    print("    " + ", ".join(f"{result.name.lower()} {float(p):.0%}" for result, p in forecast.chances.items() if p))
    men = forecast.attackers.men
    print(f"    costs {float(men.mean):.0f} men, {men.least} to {men.most}")
    for fire in forecast.fires:
        terms = ", ".join(f"{term.name.lower()} x{value / 1000:g}" for term, value in fire.terms)
        print(f"    {fire.fire.name.lower()}: {fire.base}, {terms} = {fire.value}")
