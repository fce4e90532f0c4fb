"""Border Wars: an operational hex wargame of the Soviet-Japanese border battles of 1938 and 1939.

    from game import Game, load_scenario

    game = Game.new(load_scenario("lake_khasan/campaign"), seed=1938)
    events = game.play(next(game.legal_orders()))

Packages, each importing only from those before it (`docs/architecture.md` draws them):

    core        terms, hexes, luck, errors, the compiler      scenario    files to arrays: World and State
    rules       the rulebook, compiled, a module a chapter    engine      Game: orders in, events out; saves, replays
    commanders  who gives orders                              view        maps and counters, painted
    desk        what all scenes share: window, pages, keys    ui          menu, board, replays
    batch       many games: runs, rows, tables                learning    environments for learners (extra `rl`)
    bench       speed and memory against their bars           cli         the command line

The public names are here; each is loaded when it is first asked for, so that `import game` itself loads no compiler, no
graphics, nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` is not loaded for this
if TYPE_CHECKING:
    from typing import Any

    from game.batch.arrow_tables import arrow_table
    from game.batch.comparing import Comparison, compare_batches
    from game.batch.experiment import Experiment, ExperimentResults
    from game.batch.experiments.folders import read_folder
    from game.batch.experiments.reading import read_experiment
    from game.batch.experiments.running import run_experiment
    from game.batch.results import Results
    from game.batch.runner import run_batch
    from game.commanders.by_function import commander_of
    from game.commanders.commander import Commander
    from game.commanders.from_file import enlist_file
    from game.commanders.player import Player
    from game.commanders.roster import commander_digest, enlist, play_out, take_turn
    from game.core.errors import (
        BorderWarsError,
        CommanderError,
        IllegalOrderError,
        OrderTextError,
        SaveError,
        ScenarioError,
        UsageError,
    )
    from game.engine.cards import HexCard, UnitCard, hex_card, hex_cards, unit_card, unit_cards
    from game.engine.events import Event
    from game.engine.game import Game, Outcome, Verdict
    from game.engine.orders import Attack, Bombard, Exit, Move, Order, parse
    from game.engine.replay import Verification, verify
    from game.engine.saves import load_game, save_game
    from game.scenario.changes import Change, changed, read_change
    from game.scenario.loading import Scenario, load_scenario

_HOMES = {
    "game.batch.arrow_tables": ("arrow_table",),
    "game.batch.comparing": ("Comparison", "compare_batches"),
    "game.batch.experiment": ("Experiment", "ExperimentResults"),
    "game.batch.experiments.folders": ("read_folder",),
    "game.batch.experiments.reading": ("read_experiment",),
    "game.batch.experiments.running": ("run_experiment",),
    "game.batch.results": ("Results",),
    "game.batch.runner": ("run_batch",),
    "game.commanders.by_function": ("commander_of",),
    "game.commanders.commander": ("Commander",),
    "game.commanders.from_file": ("enlist_file",),
    "game.commanders.player": ("Player",),
    "game.commanders.roster": ("commander_digest", "enlist", "play_out", "take_turn"),
    "game.core.errors": (
        "BorderWarsError",
        "CommanderError",
        "IllegalOrderError",
        "OrderTextError",
        "SaveError",
        "ScenarioError",
        "UsageError",
    ),
    "game.engine.cards": ("HexCard", "UnitCard", "hex_card", "hex_cards", "unit_card", "unit_cards"),
    "game.engine.events": ("Event",),
    "game.engine.game": ("Game", "Outcome", "Verdict"),
    "game.engine.orders": ("Attack", "Bombard", "Exit", "Move", "Order", "parse"),
    "game.engine.replay": ("Verification", "verify"),
    "game.engine.saves": ("load_game", "save_game"),
    "game.scenario.changes": ("Change", "changed", "read_change"),
    "game.scenario.loading": ("Scenario", "load_scenario"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Attack",
    "Bombard",
    "BorderWarsError",
    "Change",
    "Commander",
    "CommanderError",
    "Comparison",
    "Event",
    "Exit",
    "Experiment",
    "ExperimentResults",
    "Game",
    "HexCard",
    "IllegalOrderError",
    "Move",
    "Order",
    "OrderTextError",
    "Outcome",
    "Player",
    "Results",
    "SaveError",
    "Scenario",
    "ScenarioError",
    "UnitCard",
    "UsageError",
    "Verdict",
    "Verification",
    "arrow_table",
    "changed",
    "commander_digest",
    "commander_of",
    "compare_batches",
    "enlist",
    "enlist_file",
    "hex_card",
    "hex_cards",
    "load_game",
    "load_scenario",
    "parse",
    "play_out",
    "read_change",
    "read_experiment",
    "read_folder",
    "run_batch",
    "run_experiment",
    "save_game",
    "take_turn",
    "unit_card",
    "unit_cards",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module."""
    if name not in _HOME:
        raise AttributeError(f"module 'game' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
