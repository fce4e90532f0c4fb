"""What is measured, and the bar of each figure; one function a group. Nothing here knows how it is printed."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from game.bench import board, games, growth, parts, processes
from game.bench.figures import Figure, at_their_pace
from game.bench.yardstick import pace
from game.core import _jit
from game.scenario.loading import load_scenario

CAMPAIGN: Final = "lake_khasan/campaign"
ASSAULT: Final = "lake_khasan/corps_assault"
ENCIRCLEMENT: Final = "khalkhin_gol/august_encirclement"
SMALL: Final = "lake_khasan/night_attack"

MOST_OF_TIME: Final = {
    parts.REACH: 30,
    parts.SCORING: 20,
    parts.SUPPLY: 30,
    parts.COMBAT: 45,
    parts.APPRECIATION: 25,
    parts.REST: 15,
}
"""Per cent of a game's time that each part may take: a good third above what it took when the bar was set, so that a
part which outgrows the others shows. Marches have more room: better commanders will think longer about them."""

MOST_GROWTH: Final = {"units doubled": 2.0, "units quadrupled": 4.0, "map doubled": 1.4, "map quadrupled": 2.0}
"""Times the ordinary game's time: in step with the units at most, and far behind the hexes, most of which are empty."""

FRAME: Final = 1000 / 60
"""Milliseconds that a frame may take."""

REACH_SHOWN: Final = 16
"""Milliseconds from the click on a unit to its reach."""

HOVERING: Final = 2
"""Milliseconds to say what a march would bring."""

MOST_KEPT: Final = 32
"""Megabytes by which an hour of play may raise the memory: about what pictures of counters that were not seen in the
first quarter take. Whatever is lost in every turn or every game comes to more."""


def figures(quick: bool) -> Iterator[Figure]:
    """Yield every figure as it is measured, at its pace; the quick ones alone, if so wanted."""
    return at_their_pace(_all(quick), pace)


def _all(quick: bool) -> Iterator[Figure]:
    yield from figures_of_games(quick)
    yield from figures_of_parts(quick)
    yield from figures_of_growth(quick)
    yield from figures_of_processes(quick)
    yield from figures_of_board(quick)


def figures_of_games(quick: bool) -> Iterator[Figure]:
    """Yield the time of games, and of what is done in them most."""
    for name in (CAMPAIGN, ASSAULT, ENCIRCLEMENT):
        scenario = load_scenario(name)
        milliseconds = games.game_time(scenario, 3 if quick else 7)
        yield Figure(f"game of {name}, cadet on both sides, one core", milliseconds, "ms", 60)
        if name != ASSAULT:
            for how, actions in zip(("weighed", "carried out"), games.unit_actions(scenario), strict=True):
                rate = actions / milliseconds * 1000
                yield Figure(f"unit-actions {how} per core-second, {name}", rate, "1/s", 100_000, least=True)
            ratio = games.two_threads(scenario, 1 if quick else 5)
            yield Figure(f"two threads against one, {name}", ratio, "times", 1.8, least=True)
            yield Figure(f"copy of a state, {name}", games.copy_time(scenario), "us", 30)
    for name in (SMALL, ENCIRCLEMENT):
        scenario = load_scenario(name)
        yield Figure(f"exact forecast of one attack, {name}", games.forecast_time(scenario), "us", 50)
        whole = games.outlook_time(scenario)
        yield Figure(f"forecast of all that an attack may bring, {name}", whole, "us", 1000)


def figures_of_parts(quick: bool) -> Iterator[Figure]:
    """Yield the share of each part in the time of a game of the largest scenario."""
    found = parts.shares(load_scenario(ENCIRCLEMENT), 6 if quick else 15, 2 if quick else 5)
    for part, share in found.items():
        yield Figure(f"share of time, {part}", share, "%", MOST_OF_TIME[part])


def figures_of_growth(quick: bool) -> Iterator[Figure]:
    """Yield how much longer a game takes with more units and on a larger map."""
    larger = growth.larger_scenarios(load_scenario(ENCIRCLEMENT))
    for what, ratio in growth.times_of_game(larger, 3 if quick else 9, 1 if quick else 3).items():
        yield Figure(f"time of a game, {what}", ratio, "times", MOST_GROWTH[what])


def figures_of_processes(quick: bool) -> Iterator[Figure]:
    """Yield what whole processes take."""
    name, seconds = processes.slowest_load()
    yield Figure(f"load and check the largest scenario, {name}", seconds, "s", 0.5)
    warm = processes.warm_start(CAMPAIGN, 1 if quick else 3)
    yield Figure("warm start: simulate of one game, whole process", warm, "s", 1.3)
    same = processes.same_digests(SMALL, 1 if quick else 3)
    yield Figure("same digests: compiled and plain, 1 and 2 workers", same, "share", 1, least=True)
    yield Figure("signatures of a compiled function, most", _jit.most_signatures(), "", 1)
    if quick:
        return
    megabytes = processes.child("memory", CAMPAIGN)["megabytes"]
    yield Figure("memory of a batch of 10,000 games, rows written", megabytes, "MB", 400)
    seconds, megabytes = processes.first_compilation()
    yield Figure("first compilation of all rules", seconds, "s", 25)
    yield Figure("compiled rules on the disk", megabytes, "MB", 15)


def figures_of_board(quick: bool) -> Iterator[Figure]:
    """Yield what the player waits for at the window; whatever is kept on disk goes into a folder that is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        frames = board.measured("painting", home, ENCIRCLEMENT)["milliseconds"]
        yield Figure(
            "zooming while the map is painted for the first time, 99 of 100 frames", board.slow(frames), "ms", 2 * FRAME
        )
        yield from _figures_of_frames(home, quick)
        found = board.measured("clicks", home, ENCIRCLEMENT)
        clicks, hovering = found["milliseconds"], found["hovering"]
        yield Figure("click to reach, median unit, one core", statistics.median(clicks), "ms", REACH_SHOWN)
        yield Figure("click to reach, slowest unit, one core", max(clicks), "ms", REACH_SHOWN)
        yield Figure("hovering over the end of a march, one core", statistics.median(hovering), "ms", HOVERING)
        seconds = board.opening_time(home, ENCIRCLEMENT, 1 if quick else 3)
        yield Figure(f"open {ENCIRCLEMENT}, warm", seconds, "s", 1.5)
        estimate = board.measured("estimate", home, ENCIRCLEMENT)
        runs, rate = estimate["runs"], len(estimate["milliseconds"]) / estimate["seconds"]
        yield Figure(f"staff estimate of {runs} games from mid-game beside the window", estimate["seconds"], "s", 6)
        yield Figure("frames a second during the staff estimate", rate, "1/s", 60, least=True, steady=True)
        if not quick:
            board.measured("painting", home, SMALL)
            kept = board.measured("memory", home, SMALL, room="long_play")
            what = f"memory after an hour of play, {kept['orders']} orders of {SMALL}, growth"
            yield Figure(what, kept["after"] - kept["before"], "MB", MOST_KEPT)


def _figures_of_frames(home: Path, quick: bool) -> Iterator[Figure]:
    """Yield the frames of panning, each at the zoom at which it is slowest, and of zooming."""
    found = board.measured("frames", home, ENCIRCLEMENT, 100 if quick else 300)
    for key, how in (("panning", "panning"), ("covered", "panning under an overlay")):
        slowest = max(found[key].values(), key=statistics.median)
        what = f"board at 1920x1080, all counters, {how}"
        yield Figure(f"{what}: frames a second, one core", 1000 / statistics.median(slowest), "1/s", 60, least=True)
        yield Figure(f"{what}: 99 of 100 frames", max(map(board.slow, found[key].values())), "ms", FRAME)
    for key, how, frames in (("first", "zooming for the first time", 2), ("again", "zooming again", 1)):
        what = f"board at 1920x1080, all counters, {how}, steps of the wheel"
        yield Figure(f"{what}: frames a second, one core", 1000 / statistics.median(found[key]), "1/s", 60, least=True)
        # A zoom that has not been seen yet is read from disk meanwhile: its step may drop a frame.
        yield Figure(f"{what}: slowest", max(found[key]), "ms", frames * FRAME)
