"""The staff estimate: the same twice, the same as runs played one by one, cancelled, shown with a heat map."""

from __future__ import annotations

import numpy as np
import pygame

from game.commanders.estimate import Estimate, estimate, estimate_seeds
from game.commanders.roster import play_out, take_turn
from game.desk.keys import Action
from game.engine.game import Game
from game.scenario.loading import load_scenario
from game.ui.estimate import heat_map, loss_rows
from game.ui.panels.estimate import EstimateWindow
from game.view.heat import heat_style
from tests.ui.flows import NIGHT_ATTACK, Table

BOTH = {"soviet": "cadet", "japanese": "cadet"}


def position() -> Game:
    """Return a game some player turns on."""
    game = Game.new(load_scenario(NIGHT_ATTACK), 7)
    for _ in range(2):
        take_turn(game, "cadet")
        game.end_turn()
    return game


def test_the_same_position_gives_the_same_estimate_with_any_number_of_threads() -> None:
    game = position()
    before = game.digest()
    one, two = estimate(game, 24, workers=1), estimate(game, 24, workers=2)
    assert game.digest() == before
    assert one.outcomes() == two.outcomes()
    for name in ("levels", "points", "losses", "held"):
        assert np.array_equal(getattr(one, name), getattr(two, name)), name


def test_an_estimate_is_what_its_runs_bring_played_one_by_one() -> None:
    game = position()
    found = estimate(game, 8, BOTH)
    for run, seed in enumerate(estimate_seeds(game.seed, 8)):
        alone = game.copy()
        alone.state.clock.seed[0] = seed
        play_out(alone, BOTH)
        assert alone.outcome is not None
        assert found.levels[run] == int(alone.state.clock.level[0])
        assert np.array_equal(found.losses[run], alone.state.sides.losses - game.state.sides.losses)
    assert sum(count for _, count in found.outcomes()) == 8


def test_its_luck_is_not_the_games() -> None:
    assert 7 not in estimate_seeds(7, 200)
    assert len(set(estimate_seeds(7, 200).tolist())) == 200
    assert list(estimate_seeds(7, 200)[:50]) == list(estimate_seeds(7, 50))


def test_a_cancelled_estimate_stops() -> None:
    work = Estimate(position(), 100_000)
    work.start()
    work.cancel()
    work.wait()
    assert work.done < 100_000
    assert not work.finished


def test_the_heat_map_marks_what_somebody_holds() -> None:
    found = estimate(position(), 8)
    nobodys = np.full(found.held.shape[1], -1, np.int8)
    marks = heat_map(found, nobodys)
    assert set(marks.hexes) == set(np.flatnonzero(found.held.sum(axis=0)).tolist())
    kept = heat_map(found, np.where(found.held[0] == 8, 0, -1).astype(np.int8))
    assert not any(found.held[0, hex_] == 8 for hex_ in kept.hexes)
    assert [heat_style(share) for share in (1.0, 0.7, 0.5, 0.3, 0.0)] == [style for style, _ in marks.legend]
    assert loss_rows(found)


def test_the_window_plays_shows_and_marks() -> None:
    table = Table(soviet="human", japanese="human")
    table.key(pygame.K_F6)
    window = table.board.popups.find(EstimateWindow)
    assert window is not None
    table.until(lambda: table.board.play.findings is not None)
    table.window.frame(0.0)
    said = window.texts(table.board.play)
    assert "Outcomes" in said
    leaders = "Soviet: Officer (own plan), Japanese: Officer (own plan)"
    assert leaders in " ".join(said)
    table.press(window, "heat")
    assert table.board.play.overlay is not None
    assert table.board.play.overlay.action is Action.STAFF_ESTIMATE
    direct = estimate(table.session.game, 200, workers=2)
    assert direct.outcomes() == table.board.play.findings.outcomes()
    table.key(pygame.K_F6)
    assert table.board.popups.find(EstimateWindow) is None
    table.close()


def test_an_estimate_of_a_closed_window_is_given_up() -> None:
    table = Table(soviet="human", japanese="human")
    table.board.popups.show(EstimateWindow(table.board.play))
    work = table.board.popups.find(EstimateWindow).work
    table.key(pygame.K_F6)
    work.wait()
    assert table.board.play.findings is None
    table.close()


def test_without_luck_one_game_is_played() -> None:
    """1.3: all would be the same; so one says it, whatever the seed."""
    games = [Game.new(load_scenario(NIGHT_ATTACK), seed, "none") for seed in (1, 2)]
    found = [estimate(game, 24) for game in games]
    assert [one.runs for one in found] == [1, 1]
    for name in ("levels", "points", "losses", "held"):
        assert np.array_equal(getattr(found[0], name), getattr(found[1], name)), name
    assert estimate(games[0], 3, {"soviet": "random"}).runs == 3
