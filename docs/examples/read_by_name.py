"""Units and hexes by their names: who stands where, in what state, on what ground; and what a march changes."""

from game import Game, hex_card, hex_cards, load_scenario, take_turn, unit_card, unit_cards

game = Game.new(load_scenario("lake_khasan/night_attack"), seed=1938)
hill = hex_card(game, "2028")
print(f"{hill.number}: {hill.terrain}, {hill.elevation} m, held by {hill.owner}: {', '.join(hill.units)}")
for name in hill.units:
    unit = unit_card(game, name)
    print(f"    {unit.name}: {unit.men} men, entrenchment {unit.entrenchment}, cohesion {unit.cohesion}")

before = {card.id: card.hex for card in unit_cards(game)}
while game.outcome is None:
    take_turn(game, "cadet")
    game.end_turn()
for card in unit_cards(game, "japanese"):
    print(f"{card.id}: from {before[card.id]} to {card.hex}, {card.men} men, supply {card.supply.name.lower()}")
ridge = [card for card in hex_cards(game) if "ridge" in card.areas]
print(f"of the ridge the Japanese own {sum(card.owner == 'japanese' for card in ridge)} of {len(ridge)} hexes")
