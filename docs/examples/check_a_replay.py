"""Save a game, prove the save by playing its orders again, then change the save and see that it is found out."""

import json
import tempfile
from pathlib import Path

from game import Game, SaveError, load_scenario, play_out, save_game, verify
from game.engine.replay import steps
from game.engine.saves import read_save

game = Game.new(load_scenario("lake_khasan/night_attack"), seed=1938)
play_out(game, {"soviet": "random", "japanese": "cadet"})

with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "game.json"
    save_game(game, path)
    proof = verify(path)
    print(f"{proof.orders} orders in {proof.player_turns} player turns, holds: {proof.holds}")
    for step in list(steps(read_save(path)))[-3:]:
        print(f"turn {step.turn}, {step.side}: {step.order or 'end of turn'}: {step.reason or 'no reason'}")

    document = json.loads(path.read_text(encoding="utf-8"))
    document["record"][1]["orders"].pop()
    path.write_text(json.dumps(document), encoding="utf-8")
    try:
        verify(path)
    except SaveError as error:
        print(error)
