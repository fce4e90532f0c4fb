"""The board as the player sees it: frames while panning and zooming, from click to reach, opening, the staff estimate.

Everything goes through the real window, from the posted event to the finished frame with all panels (`hand`). The
functions that run in a process of their own stand at the end and print what they found. A frame's time is the
processor time of the window's thread; where other threads are at work beside it, it is time on the clock.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.bench.games import SEED
from game.bench.processes import child
from game.commanders.cadet.commander import CADET
from game.commanders.roster import player_turns
from game.core.terms import Status
from game.engine.game import Game
from game.scenario.loading import Scenario, load_scenario

if TYPE_CHECKING:
    from game.bench.hand import Hand
    from game.ui.board import Board

HERE = "board"
MANY = 0.99
"""The share of frames that must be quick enough: one in a hundred is not seen."""

HOVERED = 5
"""Ends of marches, of each unit that is clicked on, over which the mouse is held."""

LOOKING = 20
"""Frames, a third of a second, in which the player looks at the board before doing anything."""

STEP = (9, 5)
"""Pixels that one frame of panning moves the map."""


def slow(milliseconds: list[float]) -> float:
    """Return the time that all but one in a hundred frames keep to."""
    return sorted(milliseconds)[int(len(milliseconds) * MANY)]


def measured(part: str, home: Path, *arguments: str | int, room: str = HERE) -> dict[str, Any]:
    """Return what a part measured, in a process with a window of its own whose folders are in `home`."""
    from game.bench.hand import at_the_window

    return child(part, *arguments, room=room, **at_the_window(home))


def opening_time(home: Path, name: str, times: int) -> float:
    """Return the seconds from Begin to the board with its map; the median of so many processes."""
    seconds: list[float] = [measured("opening", home, name)["seconds"] for _ in range(times)]
    return statistics.median(seconds)


# --- in the process -------------------------------------------------------------------------------------------------


def with_most_units(scenario: Scenario) -> Game:
    """Return the cadets' game as it was when most units were on the map, at the beginning of a player turn."""
    game = Game.new(scenario, SEED)
    best = game.copy()
    for _ in player_turns(game, dict.fromkeys(scenario.names.sides, CADET.name)):
        if game.outcome is None and _units_on_map(game) > _units_on_map(best):
            best = game.copy()
    return best


def _units_on_map(game: Game) -> int:
    return int((game.state.units.status == Status.PRESENT).sum())


def board_of(game: Game) -> Board:
    """Return the board of a game that a person plays on both sides."""
    from game.ui.board import Board
    from game.ui.session import HUMAN, Session

    return Board(Session(game, dict.fromkeys(game.scenario.names.sides, HUMAN)))


def painting_in_child(name: str) -> None:
    """Print the frames, on the clock, from the first opening of a map until it is painted at every zoom.

    The player goes through all zooms meanwhile, to the nearest and back, two steps a second.
    """
    from game.bench.hand import Hand
    from game.desk.window import FRAMES

    board = board_of(Game.new(load_scenario(name), SEED))
    hand = Hand(board)
    hand.frame()
    land = board.map.land
    steps = _to_and_fro(len(land.scales))
    frames: list[float] = []
    hand.move(board.map.view.center)
    while not all(land.is_painted(scale) for scale in land.scales):
        if len(frames) % 30 == 0:
            hand.wheel(next(steps))
        frames.append(hand.frame_by_the_clock())
        hand.window.clock.tick(FRAMES)
    board.close()
    print(json.dumps({"milliseconds": frames}))


def frames_in_child(name: str, count: int) -> None:
    """Print the frames of zooming for the first time and again, and of panning at each zoom and with an overlay."""
    from game.bench.hand import Hand
    from game.desk.keys import Action
    from game.ui.overlays import OVERLAYS

    board = board_of(with_most_units(load_scenario(name)))
    hand = Hand(board)
    for _ in range(LOOKING):
        hand.frame()
    first = list(_zooming(hand, board, 1))
    again = list(_zooming(hand, board, max(1, count // 100)))
    panning = {scale: list(_panning(hand, board, count)) for scale in _each_zoom(hand, board)}
    board.play.lay(OVERLAYS[Action.CONTROL])
    covered = {scale: list(_panning(hand, board, count)) for scale in _each_zoom(hand, board)}
    board.close()
    print(json.dumps({"first": first, "again": again, "panning": panning, "covered": covered}))


def _to_and_fro(zooms: int) -> Iterator[int]:
    """Yield steps of the wheel: to the nearest zoom, and then back and forth through all."""
    yield from [1] * zooms
    while True:
        yield from [-1] * (zooms - 1)
        yield from [1] * (zooms - 1)


def _zooming(hand: Hand, board: Board, times: int) -> Iterator[float]:
    """Yield the slower of the two frames after each step of the wheel, through all zooms about a point, so often.

    At each zoom the picture is waited for and all counters are painted before the next step; the slowest frame of that
    counts if it is slower.
    """
    view, zooms = board.map, len(board.map.land.scales)
    hand.move(view.view.center)
    steps = _to_and_fro(zooms)
    for _ in range(zooms + times * 2 * (zooms - 1)):
        hand.wheel(next(steps))
        slowest = max(hand.frame(), hand.frame())
        while not (view.land.is_painted(view.scale) and view.counters.is_painted):
            time.sleep(0.002)
            slowest = max(slowest, hand.frame())
        yield slowest


def _each_zoom(hand: Hand, board: Board) -> Iterator[int]:
    """Go to each zoom, the nearest first, and yield it when its picture is there."""
    view = board.map
    for scale in reversed(view.land.scales):
        board.map.zoom(view.land.scales.index(scale) - view.land.scales.index(view.scale))
        hand.until(lambda: view.land.is_painted(view.scale))
        hand.frame()
        yield scale


def _panning(hand: Hand, board: Board, count: int) -> Iterator[float]:
    """Yield frames in which the mouse drags the map: to the north-west, back again, and so on."""
    start = board.map.view.center
    spots = [(start[0] + STEP[0] * min(n, 40 - n), start[1] + STEP[1] * min(n, 40 - n)) for n in range(41)]
    hand.move(start)
    hand.press(start)
    hand.frame()
    for number in range(count):
        here, there = list(pairwise(spots))[number % 40]
        hand.move(there, (there[0] - here[0], there[1] - here[1]), held=True)
        yield hand.frame()
    hand.release(start)
    hand.frame()


def clicks_in_child(name: str) -> None:
    """Print the times from a click on each stack of the side that begins to the reach of its uppermost unit, drawn.

    And what hovering over some ends of its marches takes.
    """
    from game.bench.hand import Hand

    board = board_of(Game.new(load_scenario(name), SEED))
    hand = Hand(board)
    for _ in range(LOOKING):
        hand.frame()
    clicks, hovering = [], []
    for took in _clicks(hand, board):
        clicks.append(took)
        hovering += list(_hovering(hand, board))
    print(json.dumps({"milliseconds": clicks, "hovering": hovering}))
    board.close()


def _clicks(hand: Hand, board: Board) -> Iterator[float]:
    """Yield the time of the frame that takes each click; the last unit chosen stays so until then."""
    from game.view.counters import stacks

    game, world = board.session.game, board.session.game.world
    active = game.scenario.names.side_row[game.active_side]
    for hex_ in [hex_ for hex_, units in stacks(game.state) if int(world.units[units[0]].side) == active]:
        if not board.map.shows(hex_):
            board.map.centre_on(hex_)
        spot = board.map.spot_of(hex_)
        hand.move(spot)
        hand.frame()
        hand.frame()
        hand.click(spot)
        took = hand.frame()
        if board.selection.hex == hex_ and board.selection.reach is not None:
            yield took


def _hovering(hand: Hand, board: Board) -> Iterator[float]:
    """Yield what saying where a march would lead takes: a frame with the mouse come to its end, less one at rest."""
    reach = board.selection.reach
    ends = [hex_ for hex_ in sorted(reach.ends) if board.map.shows(hex_)] if reach is not None else []
    for hex_ in ends[:: max(1, len(ends) // HOVERED)]:
        hand.move(board.map.spot_of(hex_))
        took = hand.frame()
        yield max(0.0, took - hand.frame())


def opening_in_child(name: str) -> None:
    """Print the seconds from Begin, in the set-up of a battle, to the first frame of the board with its map.

    The rules are compiled, the scenario read and the map's picture on disk, as they are for a player who has opened the
    scenario before; reading the compiled rules and the picture is part of it.
    """
    from game.bench.hand import Hand
    from game.ui.board import Board
    from game.ui.screens.battle_setup import BattleSetup

    hand = Hand(BattleSetup(load_scenario(name)))
    hand.frame()
    began = time.perf_counter()
    hand.window.scene.begin()  # type: ignore[union-attr]  # the set-up

    def is_there() -> bool:
        board = hand.window.scene
        return isinstance(board, Board) and board.map.land.is_painted(board.map.scale)

    hand.until(is_there)
    hand.frame()
    print(json.dumps({"seconds": time.perf_counter() - began}))
    hand.window.scene.close()  # type: ignore[union-attr]  # the board


def estimate_in_child(name: str) -> None:
    """Print the seconds of a staff estimate of a game at half its turns, and the frames of the window meanwhile.

    The window keeps its own clock, as in `Window.run`; the estimate is the one of its key, with all its games.
    """
    from game.bench.hand import Hand
    from game.desk.window import FRAMES
    from game.ui.intents import Opened, Toggle

    board = board_of(mid_game(load_scenario(name)))
    hand = Hand(board)
    hand.frame()
    hand.until(lambda: board.map.land.is_painted(board.map.scale))
    board.play.answer(Toggle(Opened.ESTIMATE))
    frames = []
    began = time.perf_counter()
    while board.play.findings is None:
        hand.window.clock.tick(FRAMES)
        frames.append(hand.frame_by_the_clock())
    seconds = time.perf_counter() - began
    board.close()
    print(json.dumps({"runs": board.play.findings.runs, "seconds": seconds, "milliseconds": frames}))


def mid_game(scenario: Scenario) -> Game:
    """Return the cadets' game at half of its turns."""
    game = Game.new(scenario, SEED)
    calendar = scenario.file.calendar
    for _ in player_turns(game, dict.fromkeys(scenario.names.sides, CADET.name)):
        if game.turn >= calendar.first_turn + calendar.turns // 2:
            break
    return game
