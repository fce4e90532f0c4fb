"""Pictures of the game, made by the real window code: `make pictures`.

Every screen, both battles, three sizes of window go into docs/pictures/sizes, to be looked at; those that the README
shows are copied from there to docs/pictures. Games are the cadet's, under fixed seeds, so that pictures change with the
game only.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from game.commanders.roster import player_turns
from game.core.terms import NOWHERE
from game.desk.keys import Action
from game.desk.map_view import MapView
from game.desk.settings import Settings
from game.desk.window import Window
from game.engine.forecast import AttackForecast
from game.engine.game import RULES_VERSION, Game
from game.engine.replay import Step
from game.engine.saves import Saved
from game.scenario.loading import load_scenario
from game.ui.board import Board
from game.ui.drafts import Draft, candidates, draft_of, forecast, toggled
from game.ui.intents import Cancel, Opened, Toggle
from game.ui.order_of_battle import OrderOfBattle
from game.ui.overlays import OVERLAYS
from game.ui.replays.film import Film, film_of
from game.ui.replays.replay_viewer import ReplayViewer
from game.ui.scenes import open_window
from game.ui.screens.menu import MainMenu
from game.ui.session import HUMAN, Session
from tests.window.command_pictures import take_command, tutorials

SIZES = (((1280, 800), 1.0), ((1920, 1080), 1.3), ((2560, 1440), 1.75))
DOCS = Path(__file__).parents[2] / "docs" / "pictures"
ALL = DOCS / "sizes"
SIDE = "soviet"
ZOOMS = {"farther": -2, "far": -1, "near": 1, "": 0}
"""Name of a zoom -> steps from the one that a board opens with; one that a map does not have is left out."""

MOST_ATTACKERS, MOST_GUNS = 4, 2
PATIENCE = 120_000
"""Milliseconds that a map may take to be painted."""


@dataclass(frozen=True)
class Subject:
    """A battle and the turn whose beginning is shown."""

    name: str
    scenario: str
    turn: int
    seed: int = 1939


BATTLES = (
    Subject("khasan", "lake_khasan/corps_assault", 27),
    Subject("khalkhin", "khalkhin_gol/august_encirclement", 3),
)
WANTED = {
    "menu": "menu",
    "board_khasan": "board_khasan",
    "board_khalkhin": "board_khalkhin",
    "forecast_khasan": "forecast",
    "supply_khalkhin": "supply",
    "order_of_battle_khalkhin": "order_of_battle",
    "proposals_khalkhin": "proposals",
    "threats_khalkhin": "threats",
    "replay_khasan": "replay",
    "report_khalkhin": "report",
}
"""Pictures that the README shows -> their names in docs/pictures."""

Keep = Callable[[Window, str], None]


# --- what is shown --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Battle:
    """A whole game of the cadet's: as it was at the beginning of a turn, and at its end."""

    subject: Subject
    shown: Game
    before: tuple[Step, ...]
    end: Game
    steps: tuple[Step, ...]
    film: Film

    def board(self, at_the_end: bool = False) -> Board:
        """Return a board of the game, one side commanded by a person."""
        game, steps = (self.end, self.steps) if at_the_end else (self.shown, self.before)
        players = {side: HUMAN if side == SIDE else "cadet" for side in game.scenario.names.sides}
        return Board(Session(game.copy(), players, list(steps)))


def played(subject: Subject) -> Battle:
    """Let the cadet play both sides to the end."""
    scenario = load_scenario(subject.scenario)
    game = Game.new(scenario, subject.seed)
    steps: list[Step] = []
    shown: tuple[Game, tuple[Step, ...]] | None = None
    for turn in player_turns(game, dict.fromkeys(scenario.names.sides, "cadet")):
        steps += turn
        if shown is None and game.turn >= subject.turn and game.active_side == SIDE:
            shown = game.copy(), tuple(steps)
    assert shown is not None, f"{subject.scenario} ends before turn {subject.turn}"
    film = film_of(Saved(game, RULES_VERSION, source=f"{scenario.file.name}, seed {subject.seed}"))
    return Battle(subject, *shown, game, tuple(steps), film)


def best_attack(game: Game) -> Draft:
    """Return the attack by several units whose outcome is least certain."""
    side = game.scenario.names.side_row[game.active_side]
    targets = sorted(
        {
            int(unit.hex)
            for unit, fixed in zip(game.state.units, game.world.units, strict=True)
            if unit.hex != NOWHERE and fixed.side != side
        }
    )
    return max((composed(game, target) for target in targets), key=lambda draft: interest(game, draft))


def interest(game: Game, draft: Draft) -> tuple[bool, Fraction]:
    """Return how much of a forecast there is to be seen: many kinds of outcome, none of them sure."""
    found = forecast(game, draft)
    if not isinstance(found, AttackForecast):
        return False, Fraction(0)
    return len(draft.units) > 1, -abs(found.success - Fraction(1, 2))


def composed(game: Game, target: int) -> Draft:
    """Return an attack on a hex by those that can, up to a few."""
    draft = draft_of(game, target, ())
    for one in candidates(game, draft.target):
        many = len(draft.support) if one.guns else len(draft.units)
        wider = toggled(game, draft, one.unit)
        if one.verdict and many < (MOST_GUNS if one.guns else MOST_ATTACKERS) and forecast(game, wider):
            draft = wider
    return draft


# --- taking pictures ------------------------------------------------------------------------------------------------


def wait(window: Window, ready: Callable[[], bool]) -> None:
    """Let the window go on until what its threads paint is there."""
    began = pygame.time.get_ticks()
    while not ready():
        assert pygame.time.get_ticks() - began < PATIENCE, "something is never painted"
        pygame.time.wait(20)
        window.frame(0.016)


def settle(window: Window, view: MapView | None = None) -> None:
    """Let the window draw until the ground is painted and nothing is under way."""
    window.frame(0.016)
    if view is not None:
        wait(window, lambda: view.land.is_painted(view.scale))
        wait(window, lambda: view.counters.is_painted)
    window.frame(0.016)
    window.frame(0.016)


def point(window: Window, spot: tuple[int, int]) -> None:
    """Move the pointer, which is not seen itself, but what stands in the bottom line."""
    pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=spot, rel=(0, 0), buttons=(0, 0, 0)))
    window.frame(0.016)


def far_end(board: Board) -> int:
    """Return the hex at which the longest march that is seen ends."""
    view, reach = board.map, board.selection.reach
    assert view is not None
    assert reach is not None
    ends = [hex_ for hex_ in sorted(reach.ends) if view.shows(hex_) and not board.play.shown.units_in(hex_)]
    return max(ends, key=lambda hex_: reach.cost[hex_], default=reach.start)


def menu(window: Window, keep: Keep) -> None:
    """The main menu, once all its pictures are painted."""
    scene = MainMenu("khalkhin_gol/august_encirclement")
    window.show(scene)
    catalogue = scene.catalogue
    assert catalogue is not None
    wait(window, lambda: all(card.picture or card.fault for card in catalogue.cards))
    settle(window)
    keep(window, "menu")


def board_pictures(window: Window, battle: Battle, keep: Keep) -> None:
    """The board at three zooms, an attack being put together, supply, order of battle."""
    name, board = battle.subject.name, battle.board()
    window.show(board)
    draft = best_attack(battle.shown)
    lead = draft.units[0] if draft.units else draft.support[0]
    target = battle.shown.scenario.hex_row(draft.target)
    assert target is not None
    board.choosing.select(lead)
    opened = board.map.scale
    for zoom, steps in ZOOMS.items():
        board.map.scale = opened
        board.map.centre_on(target)
        board.map.zoom(steps)
        if steps and board.map.scale == opened:
            continue
        point(window, board.map.spot_of(far_end(board)))
        settle(window, board.map)
        keep(window, f"board_{name}" + (f"_{zoom}" if zoom else ""))
    board.orders.begin_attack(target)
    for unit in (*draft.units, *draft.support):
        if unit != lead:
            board.orders.toggle(unit)
    point(window, board.map.spot_of(target))
    settle(window, board.map)
    keep(window, f"forecast_{name}")
    board.play.answer(Cancel())
    board.choosing.select(None)
    board.play.lay(OVERLAYS[Action.SUPPLY])
    settle(window, board.map)
    keep(window, f"supply_{name}")
    board.play.lay(None)
    board.play.answer(Toggle(Opened.ORDER_OF_BATTLE))
    forces = board.popups.find(OrderOfBattle)
    assert forces is not None
    board.choosing.select(lead)  # the list goes there
    forces.choose_unit(lead)  # the map too
    assert board.selection.hex is not None
    settle(window, board.map)  # the order of battle moves the map
    point(window, board.map.spot_of(board.selection.hex))
    settle(window, board.map)
    keep(window, f"order_of_battle_{name}")


def replay(window: Window, battle: Battle, keep: Keep) -> None:
    """The replay viewer at the first assault after the turn that is shown."""
    viewer = ReplayViewer(battle.film)
    window.show(viewer)
    film, first = battle.film, len(battle.before)
    viewer.seen.go_to(next((at for at in range(first, len(film.steps)) if "assault" in film.words(at)), first))
    settle(window, viewer.map)
    keep(window, f"replay_{battle.subject.name}")


def report(window: Window, battle: Battle, keep: Keep) -> None:
    """The report of the end, which the board opens by itself."""
    board = battle.board(at_the_end=True)
    window.show(board)
    for scale in board.map.land.scales:  # the report takes the one that fits
        board.map.land.picture(scale)
    wait(window, lambda: all(board.map.land.is_painted(scale) for scale in board.map.land.scales))
    settle(window)
    keep(window, f"report_{battle.subject.name}")


def command(window: Window, battle: Battle, keep: Keep) -> None:
    """Orders to formations and what else there is to command by."""
    board = battle.board()
    window.show(board)
    settle(window, board.map)

    def keep_settled(called: str) -> None:
        settle(window, board.map)
        keep(window, f"{called}_{battle.subject.name}")

    take_command(board, keep_settled)


def tutorial(window: Window, keep: Keep) -> None:
    """Both games for beginners, at their first lesson."""
    for called, board in tutorials():
        window.show(board)
        settle(window, board.map)
        keep(window, called)


def take_all(folder: Path) -> None:
    """Save pictures of everything into a folder, named by subject and width of the window."""
    folder.mkdir(parents=True, exist_ok=True)

    def keep(window: Window, name: str) -> None:
        path = folder / named(name, window.surface.get_width())
        pygame.image.save(window.surface, path)
        print(path)

    battles = [played(subject) for subject in BATTLES]
    for size, scale in SIZES:
        window = open_window(
            Settings(scale=scale, animation="off", scroll_at_edge=False, walked_through=True, walked_formations=True),
            size,
        )
        menu(window, keep)
        for battle in battles:
            for take in (board_pictures, command, replay, report):
                take(window, battle, keep)
        tutorial(window, keep)
        if window.scene is not None:
            window.scene.close()
    pygame.quit()


def named(subject: str, width: int) -> str:
    """Return the name of a picture's file."""
    return f"{subject}_{width}.png"


def main() -> None:
    """Make all pictures; the player's saves and settings are left alone."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = home
        take_all(ALL)
    usual = SIZES[0][0][0]
    for subject, name in WANTED.items():
        shutil.copyfile(ALL / named(subject, usual), DOCS / f"{name}.png")


if __name__ == "__main__":
    main()
