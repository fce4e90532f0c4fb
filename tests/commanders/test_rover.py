"""A commander from outside (`rover`) plays like those that are shipped, and costs itself alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.batch.runner import run_batch
from game.commanders import roster
from game.commanders.estimate import estimate
from game.commanders.player import Player
from game.commanders.whole_game import play_game, play_on
from game.core.errors import UsageError
from game.engine.game import Game
from game.engine.orders import Move
from game.engine.saves import read_save, save_text
from game.rules.scratch import Scratch
from game.scenario.loading import load_scenario
from game.scenario.world import State, World
from tests.commanders.rover import ROVER, Memory

ROOT = Path(__file__).parents[2]
HERE = ROOT / "tests" / "commanders" / "rover.py"
SMALL = "lake_khasan/night_attack"


@pytest.fixture(autouse=True)
def enlisted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The rover is known for one test."""
    monkeypatch.setattr(roster, "COMMANDERS", dict(roster.COMMANDERS))
    roster.enlist(ROVER)
    yield


def test_order_by_order_each_march_has_its_reason() -> None:
    game = Game.new(load_scenario(SMALL), 1)
    steps = Player(ROVER, game.world).take_turn(game)
    assert len(steps) > 5
    assert all(isinstance(step.order, Move) and step.reason == "as far as it can get" for step in steps)
    assert read_save(save_text(game).encode("ascii")).game.digest() == game.digest()


def test_it_plays_whole_games_in_a_batch_and_in_an_estimate() -> None:
    """The same games, whether order by order or a player turn at a time."""
    scenario = load_scenario(SMALL)
    commanders = {"soviet": "rover", "japanese": "idle"}
    results = run_batch(scenario, 2, seed=3, commanders=commanders, workers=2)
    game = Game.new(scenario, results.run(1).seed)
    roster.play_out(game, commanders)
    assert int(game.digest(), 16) == results.digests[1]
    assert estimate(Game.new(scenario, 1), 2, commanders, workers=1).runs == 2


def test_idle_leaves_everybody_where_they_stand() -> None:
    """Its troops defend themselves; a game of nobody against nobody is a quiet one."""
    scenario = load_scenario(SMALL)
    results = run_batch(scenario, 1, seed=1, commanders=dict.fromkeys(scenario.names.sides, "idle"))
    assert results.unfinished == 0
    assert not results.losses.any()


def test_one_that_never_stops_is_an_error() -> None:
    """It proposes the same march again and again, which the rules refuse from the second time on."""

    def again(world: World, state: State, scratch: Scratch, memory: Memory) -> int:
        return 1 if memory.looked_at[0] else ROVER.next_order(world, state, scratch, memory)

    endless = dataclasses.replace(ROVER, name="endless", next_order=again)
    game = Game.new(load_scenario(SMALL), 1)
    with pytest.raises(UsageError, match="'endless' gives more than 4,096 orders a turn"):
        Player(endless, game.world).take_turn(game)


def test_a_player_serves_one_scenario() -> None:
    """Of the same sizes or not: what it keeps in mind is of that scenario. Another luck is no other scenario."""
    one, other = (load_scenario(name) for name in (SMALL, "lake_khasan/fortieth_division"))
    player = Player(ROVER, one.world)
    state = other.start.copy(log_rows=0)
    for call in (
        lambda: player.begin_turn(other.world, state),
        lambda: player.play_turn(other.world, state, 0),
        lambda: player.take_turn(Game.new(other, 1)),
        lambda: play_game(other.world, state, (player, player)),
        lambda: play_on(other.world, state, (player, player)),
    ):
        with pytest.raises(UsageError, match="made for another scenario"):
            call()
    changed = one.world._replace(awards=one.world.awards[::-1])
    with pytest.raises(UsageError, match="made for another scenario"):
        player.require(changed)
    assert player.take_turn(Game.new(one, 1, "none"))


def test_a_name_is_given_once() -> None:
    roster.enlist(ROVER)  # the same again is no matter
    with pytest.raises(UsageError, match="there is a commander 'cadet' already"):
        roster.enlist(ROVER.__class__(**{**vars(ROVER), "name": "cadet"}))


@pytest.mark.parametrize("name", ["", " rover", "rover:2", "a=b"])
def test_a_name_that_no_command_line_could_say(name: str) -> None:
    with pytest.raises(UsageError, match=f"the name of a commander cannot be {name!r}: no spaces around it"):
        roster.enlist(ROVER.__class__(**{**vars(ROVER), "name": name}))


def test_only_a_commander_is_enlisted() -> None:
    """Its name alone is none."""
    with pytest.raises(UsageError, match="a commander must be a Commander, not 'rover'"):
        roster.enlist("rover")  # type: ignore[arg-type]


def test_nothing_names_it_but_what_it_is_in() -> None:
    """One file is touched to add it; in the repository the roster would be the second."""
    naming = {path for path in (ROOT / "game").rglob("*.py") if "rover" in path.read_text(encoding="utf-8").lower()}
    assert naming == set()
    written = [line for line in HERE.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(written) < 60


def test_the_guide_shows_it_as_it_is() -> None:
    guide = (ROOT / "docs" / "commanders.md").read_text(encoding="utf-8")
    assert HERE.read_text(encoding="utf-8").strip() in guide
