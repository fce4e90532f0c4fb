"""The replay viewer: forwards and back, step by step, by turn, by the line, playing; and files that are no good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.commanders.roster import play_out
from game.core.errors import SaveError
from game.core.hexes import DIRECTIONS
from game.desk.keys import Action
from game.desk.page import Page
from game.desk.settings import Settings
from game.desk.waiting import Waiting
from game.desk.window import Window
from game.engine.game import RULES_VERSION, Game
from game.engine.replay import play_on
from game.engine.saves import Saved, read_save, save_game
from game.scenario.loading import load_scenario
from game.ui.overlays import OVERLAYS
from game.ui.replays.film import Film, film_of, losses_so_far
from game.ui.replays.replay_viewer import ReplayViewer
from game.ui.requests import WatchReplay
from game.ui.scenes import open_window


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole game between commanders."""
    game = Game.new(load_scenario("lake_khasan/night_attack"), 5)
    play_out(game, {"soviet": "cadet", "japanese": "cadet"})
    path = tmp_path_factory.mktemp("replays") / "night.json"
    save_game(game, path)
    return path


@pytest.fixture
def window() -> Window:
    return open_window(Settings(scroll_at_edge=False), (1280, 800))


def watching(window: Window, replay: Path) -> ReplayViewer:
    window.show(Page())
    window.ask(WatchReplay(replay))
    wait_for(window, lambda: isinstance(window.scene, ReplayViewer))
    assert isinstance(window.scene, ReplayViewer)
    return window.scene


def wait_for(window: Window, wanted: object) -> None:
    began = pygame.time.get_ticks()
    while not wanted():  # type: ignore[operator]
        assert pygame.time.get_ticks() - began < 60_000, "it never came"
        window.frame(0.016)
        pygame.time.wait(2)


@pytest.fixture
def viewer(window: Window, replay: Path) -> Iterator[ReplayViewer]:
    made = watching(window, replay)
    yield made
    made.close()


def key(window: Window, code: int) -> None:
    window.presses.go_on(1.0)
    for kind in (pygame.KEYDOWN, pygame.KEYUP):
        pygame.event.post(pygame.event.Event(kind, key=code, mod=0, unicode=""))
    window.frame(0.0)


def click(window: Window, spot: tuple[int, int]) -> None:
    window.presses.go_on(1.0)
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        pygame.event.post(pygame.event.Event(kind, pos=spot, button=1))
    window.frame(0.0)


def test_every_place_of_a_film_is_the_game_as_it_was(replay: Path) -> None:
    film = film_of(replay)
    saved = read_save(replay)
    game = Game.new(saved.game.scenario, saved.game.seed, saved.game.luck)
    for place, step in enumerate(film.steps):
        assert film.game_at(place).digest() == game.digest()
        play_on(game, [step])
    assert film.game_at(len(film.steps)).digest() == saved.game.digest()
    scene = film.scenes[3]
    assert film.scene_at(scene.first) == 3
    assert film.scene_at(scene.first - 1) == 2
    assert film.steps_of(3)[1] == film.scenes[4].first


def test_a_game_that_has_just_begun_is_a_film_too(viewer: ReplayViewer) -> None:
    game = Game.new(load_scenario("lake_khasan/night_attack"), 5)
    film = film_of(Saved(game, viewer_rules()))
    assert film.steps == ()
    assert film.game_at(0).digest() == game.digest()


def viewer_rules() -> int:
    from game.engine.game import RULES_VERSION

    return RULES_VERSION


def test_it_is_headed_by_the_battle_not_by_a_file(viewer: ReplayViewer, replay: Path) -> None:
    """Its sides, and how it ended; the seed of a game that goes on; last who led them, where that was no person."""
    outcome = read_save(replay).game.outcome
    assert outcome is not None
    battle = "Night attack, 30-31 July 1938 · Soviet against Japanese"
    assert viewer.title == f"Replay: {battle} · {outcome.name}"
    begun = Game.new(load_scenario("lake_khasan/night_attack"), 5)
    assert film_of(Saved(begun, RULES_VERSION, source="last.json")).title == f"{battle} · seed 5"
    led = Saved(begun, RULES_VERSION, {"soviet": "officer:east_shore"}, source="last.json")
    assert film_of(led).title == f"{battle} · seed 5 · Soviet: Officer (Behind the lake)"


def test_keys_go_by_step_and_by_turn(window: Window, viewer: ReplayViewer) -> None:
    assert viewer.seen.place == 0
    key(window, pygame.K_RIGHT)
    assert viewer.seen.place == 1
    assert viewer.seen.game.digest() == viewer.film.game_at(1).digest()
    key(window, pygame.K_PAGEDOWN)
    assert viewer.seen.place == viewer.film.scenes[1].first
    key(window, pygame.K_RIGHT)
    key(window, pygame.K_PAGEUP)
    assert viewer.seen.place == viewer.film.scenes[1].first
    key(window, pygame.K_PAGEUP)
    assert viewer.seen.place == 0
    key(window, pygame.K_LEFT)
    assert viewer.seen.place == 0
    key(window, pygame.K_END)
    assert viewer.seen.place == len(viewer.film.steps)
    assert viewer.seen.game.outcome is not None
    key(window, pygame.K_HOME)
    assert viewer.seen.place == 0


def test_the_line_is_clicked_and_dragged(window: Window, viewer: ReplayViewer) -> None:
    line = viewer.strip.line
    half = len(viewer.film.steps) // 2
    click(window, (viewer.strip.x_of(half), line.top))
    assert viewer.seen.place == half
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(viewer.strip.x_of(half), line.top), button=1))
    for place in (half, 3, 2):
        spot = viewer.strip.x_of(place), line.top + 30
        pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=spot, rel=(0, 0), buttons=(1, 0, 0)))
    window.frame(0.0)
    assert viewer.seen.place == 2
    pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(line.right, line.top), button=1))
    window.frame(0.0)
    assert viewer.seen.place == 2


def test_buttons_do_what_they_say(window: Window, viewer: ReplayViewer) -> None:
    spots = viewer.strip.spots()
    for name, place in (
        ("step_on", 1),
        ("step_on", 2),
        ("step_back", 1),
        ("end", len(viewer.film.steps)),
        ("start", 0),
    ):
        click(window, spots[name].center)
        assert viewer.seen.place == place, name
    click(window, spots["turn_on"].center)
    assert viewer.seen.place == viewer.film.scenes[1].first
    before = viewer.seen.speed_name
    click(window, spots["speed"].center)
    assert viewer.seen.speed_name != before


def test_it_plays_pauses_and_stops_at_the_end(window: Window, viewer: ReplayViewer) -> None:
    while viewer.seen.speed_name != "rapid":
        key(window, pygame.K_f)
    key(window, pygame.K_SPACE)
    assert viewer.seen.is_playing
    wait_for(window, lambda: viewer.seen.place >= 3)
    key(window, pygame.K_SPACE)
    place = viewer.seen.place
    assert not viewer.seen.is_playing
    window.frame(0.2)
    assert viewer.seen.place == place
    assert viewer.seen.game.digest() == viewer.film.game_at(place).digest()
    viewer.seen.go_to(len(viewer.film.steps) - 2)
    viewer.seen.play_or_pause()
    wait_for(window, lambda: not viewer.seen.is_playing)
    assert viewer.seen.place == len(viewer.film.steps)
    assert viewer.seen.game.digest() == viewer.film.game_at(viewer.seen.place).digest()


def test_a_step_of_the_list_is_clicked(window: Window, viewer: ReplayViewer) -> None:
    viewer.seen.go_to(2)
    window.frame(0.0)
    click(window, viewer.sheet.spots()["step:1"].center)
    assert viewer.seen.place == 1


def test_it_tells_orders_and_losses(window: Window, viewer: ReplayViewer) -> None:
    film: Film = viewer.film
    fought = next(place for place, step in enumerate(film.steps, 1) if "assault" in film.words(place))
    viewer.seen.go_to(fought)
    window.frame(0.0)
    texts = viewer.sheet.texts()
    assert film.words(fought) in texts
    assert any("odds" in text for text in texts)
    for side in film.scenario.names.sides:
        assert f"lost {losses_so_far(viewer.seen.game, side)}" in texts


@pytest.mark.parametrize("action", list(OVERLAYS))
def test_overlays_work_for_both_sides(window: Window, viewer: ReplayViewer, action: Action) -> None:
    viewer.seen.go_to(len(viewer.film.steps) // 2)
    viewer.seen.selection.viewpoint = "soviet"
    viewer.seen.lay(OVERLAYS[action])
    window.frame(0.0)
    first = viewer.seen.overlay_marks()
    key(window, pygame.K_x)
    assert viewer.seen.selection.viewpoint == "japanese"
    window.frame(0.0)
    second = viewer.seen.overlay_marks()
    if action in (Action.ENEMY_REACH, Action.SUPPLY):
        assert first.hexes != second.hexes
    viewer.seen.lay(OVERLAYS[action])
    assert viewer.seen.overlay is None


def test_a_click_on_the_map_chooses_a_hex_and_its_unit(window: Window, viewer: ReplayViewer) -> None:
    hex_ = int(viewer.seen.game.state.units.hex[viewer.seen.game.state.units.status == 1][0])
    viewer.map.centre_on(hex_)
    click(window, viewer.map.spot_of(hex_))
    assert viewer.seen.selection.hex == hex_
    assert viewer.seen.selection.unit in viewer.seen.units_here()


def test_leaving_goes_back(window: Window, viewer: ReplayViewer) -> None:
    key(window, pygame.K_ESCAPE)
    assert type(window.scene) is Page


def test_a_damaged_file_is_a_sentence(window: Window, tmp_path: Path, replay: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(replay.read_bytes()[:-200])
    refused(window, bad)


def test_a_replay_that_diverges_is_a_sentence(window: Window, replay: Path) -> None:
    saved = read_save(replay)
    turn = saved.game.record[1]
    turn.digest = "0" * 16
    with pytest.raises(SaveError, match="diverges"):
        film_of(saved)
    refused(window, saved)


def test_a_replay_of_other_rules_is_a_sentence(replay: Path) -> None:
    saved = read_save(replay)
    with pytest.raises(SaveError, match="version"):
        film_of(Saved(saved.game, saved.rules + 1))


def refused(window: Window, source: Path | Saved) -> None:
    """The sentence is there, and the way back to the screen beneath."""
    window.show(Page())
    beneath = window.scene
    window.ask(WatchReplay(source))
    page = window.scene
    assert isinstance(page, Waiting)
    wait_for(window, lambda: bool(page.fault))
    window.frame(0.0)
    assert window.scene is page
    key(window, pygame.K_ESCAPE)
    assert window.scene is beneath


def test_digits_lead_what_is_chosen_from_hex_to_hex(viewer: ReplayViewer, window: Window) -> None:
    begin = viewer.map.hex_at(viewer.map.view.center)
    key(window, pygame.K_6)
    assert viewer.seen.selection.hex == viewer.seen.game.world.hexes.neighbour[begin][DIRECTIONS.index("E")]
