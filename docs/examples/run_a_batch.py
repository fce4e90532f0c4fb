"""Play a battle many times over: how often each outcome, what it cost, and how that compares with 1938."""

from game import load_scenario, run_batch
from game.batch.history import compare
from game.batch.tables import summary

results = run_batch(load_scenario("lake_khasan/night_attack"), runs=200, seed=1938)
table = summary(results)
for outcome in table["outcomes"]:
    low, high = outcome["interval_95"]
    print(f"{outcome['name']:30} {outcome['share']:4.0%}   ({low:.0%} to {high:.0%})")
for side, losses in table["sides"].items():
    low, high = losses["men"]["central_90"]
    print(f"{side} men lost: {losses['men']['median']:g}, nine in ten games {low:g} to {high:g}")
for row in compare(results):
    print(f"{row.measure}: {'as it was' if row.holds else 'not as it was'}")

# A row is a whole game: its seed plays it again.
print(f"game 7 has seed {results.run(7).seed} and ended as {results.digests[7]:016x}")
