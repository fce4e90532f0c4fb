"""`play`: opens the window; without a display the commanders play, the terminal tells, replay and picture are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from game.cli.at_the_board import Asked, play_in_window
from game.cli.compiling import warm_up
from game.cli.console import say
from game.cli.doctor import has_display
from game.cli.leading import led_by, require_no_file
from game.cli.names import side_words
from game.cli.options import (
    DEFAULT_SEED,
    PATH,
    Whole,
    by_side,
    change_options,
    changes_of,
    commander_option,
    plan_option,
    take_changes,
)
from game.cli.texts import in_words, level_in_words
from game.core.arguments import MOST_SEED
from game.core.errors import CommanderError, UsageError
from game.core.files import require_folder

if TYPE_CHECKING:
    from game.engine.game import Game, Luck
    from game.engine.saves import Saved

DEFAULT_SCENARIO = "lake_khasan/night_attack"
NO_BOARD = "There is no display for the board: the commanders play, and you can watch."
WITHOUT_BOARD = "The commanders play, and you can watch."


@click.command()
@click.argument("scenario_name", metavar="[SCENARIO]", required=False)
@click.option("--as", "as_side", metavar="SIDE", help="The side that you want to command.")
@commander_option
@plan_option
@click.option("--seed", type=Whole(0, MOST_SEED), help=f"All luck follows from it.  [default: {DEFAULT_SEED}]")
@click.option(
    "--load", type=PATH, metavar="FILE", help="Go on with a saved game, or open a turn file of a game by mail."
)
@click.option("--luck", type=click.Choice(["table", "none"]), help="With 'none' nothing is left to luck.")
@change_options
@click.option(
    "--out",
    type=PATH,
    metavar="DIR",
    help="Play without the board, commander against commander; replay and picture go there.",
)
def play(
    scenario_name: str | None,
    as_side: str | None,
    seed: int | None,
    load: Path | None,
    luck: Luck | None,
    out: Path | None,
    **named: Any,
) -> None:
    """Open the main menu, or a SCENARIO at once: you command the side that moves first, or the one named by --as.

    Without a display the commanders play SCENARIO (default: lake_khasan/night_attack) in the terminal. 'replay show'
    prints every order of the replay that is kept, and says how orders read.
    """
    changes = tuple(changes_of(take_changes(named)))
    if load is not None and (scenario_name or seed is not None or luck or changes):
        also = ", and change nothing (--set, --scale, --arrive, --without)" if changes else ""
        raise UsageError(f"--load goes on with a game as it was: leave out SCENARIO, --seed and --luck{also}")
    chosen, plans = by_side(named["commanders"]), by_side(named["plans"], "--plan")
    seed = DEFAULT_SEED if seed is None else seed
    asked = Asked(scenario_name, as_side, chosen, plans, seed, load, luck, changes)
    if out is not None or not has_display() or not play_in_window(asked):
        _play_out(asked, out)


def _play_out(asked: Asked, out: Path | None) -> None:
    """Let the commanders play the game that is asked for, tell of it, and keep it."""
    from game.commanders.roster import commanders_of, require_side
    from game.commanders.titles import plans_of, title_of, words_for_missing

    saved, chosen = _set_up(asked)
    scenario, as_side = saved.game.scenario, asked.as_side
    if as_side is not None:
        require_side(scenario, as_side)
    players = commanders_of(scenario, {**_known(saved), **chosen})
    folder = replay_folder(out)
    say(NO_BOARD if out is None else WITHOUT_BOARD)
    if not saved.verifiable:
        say(f"The game was begun under version {saved.rules} of the rules and goes on under those of today.")
    for side, sentence in words_for_missing(scenario, saved.commanders).items():
        if side not in chosen:
            say(sentence)
    if as_side is not None:
        leader = title_of(players[as_side], plans_of(scenario, as_side))
        say(f"{leader} leads the {side_words(in_words(scenario))[as_side]} side in your place.")
    try:
        watch(saved.game, players)
    except CommanderError:
        for line in keep(saved, players, folder):  # as far as it went
            say(line)
        raise
    for line in keep(saved, players, folder):
        say(line)


def _set_up(asked: Asked) -> tuple[Saved, dict[str, str]]:
    """Return the game that is to be played, saved or new, and the commanders that are named for it."""
    from game.engine.game import RULES_VERSION, Game
    from game.engine.saves import Saved, read_save
    from game.engine.turn_files import is_turn_file
    from game.scenario.changes import changed
    from game.scenario.loading import load_scenario

    if asked.load is not None:
        require_no_file(asked.commanders, asked.plans)
        if is_turn_file(asked.load):
            raise UsageError(f"{asked.load}: a turn file is opened at the board; 'borderwars mail show' prints it")
        warm_up()
        saved = read_save(asked.load)
        return saved, led_by(saved.game.scenario, asked.commanders, asked.plans)[1]
    wanted = changed(load_scenario(asked.scenario or DEFAULT_SCENARIO), asked.changes)
    scenario, chosen = led_by(wanted, asked.commanders, asked.plans)
    warm_up()
    return Saved(Game.new(scenario, asked.seed, asked.luck or "table"), RULES_VERSION), chosen


def _known(saved: Saved) -> dict[str, str]:
    """Return the commanders of a save that are programs; a person's side is played by the default."""
    from game.commanders.roster import is_known

    scenario = saved.game.scenario
    return {side: name for side, name in saved.commanders.items() if is_known(scenario, side, name)}


def replay_folder(out: Path | None) -> Path:
    """Return the folder for replays, made ready: the one named, else where the list of games to watch looks.

    Raises UsageError.
    """
    if out is None:
        from game.core.places import replays_folder

        out = replays_folder()
    require_folder(out)
    return out


def watch(game: Game, players: dict[str, str]) -> None:
    """Let the commanders play to the end and print what happens."""
    from game.cli.narration import Narrator
    from game.commanders.roster import player_turns
    from game.commanders.titles import titles

    scenario = game.scenario
    say(f"{in_words(scenario).file.name} ({scenario.name}), seed {game.seed}, {titles(in_words(scenario), players)}")
    if scenario.changes:
        say(f"Changed: {'; '.join(scenario.changes)}")
    narrator = Narrator(scenario, game.state)
    for steps in player_turns(game, players):
        say()
        for line in narrator.player_turn(steps):
            say(line)
    say()
    for line in _ending(game):
        say(line)


def _ending(game: Game) -> Iterator[str]:
    from game.core.terms import Kind
    from game.engine.event_words import counted
    from game.scenario.names import so_many

    outcome = game.outcome
    assert outcome is not None
    yield level_in_words(game.scenario, outcome.level)
    for row, (side, word) in enumerate(side_words(in_words(game.scenario)).items()):
        counts = game.state.sides.losses[row]
        lost = ", ".join(counted(kind.name.lower(), int(counts[kind])) for kind in Kind if counts[kind])
        yield f"  {word}: {so_many(outcome.points[side], 'point')}; lost {lost or 'nothing'}"


def keep(saved: Saved, players: dict[str, str], folder: Path) -> Iterator[str]:
    """Write the replay and a picture of the board; yield where they are."""
    from game.engine.saves import save_game
    from game.view.render import render

    game = saved.game
    stem = free_stem(folder, f"{game.scenario.name.replace('/', '-').removesuffix('.yaml')}-{game.seed}")
    save_game(game, folder / f"{stem}.json", players, saved.rules)
    yield f"replay: {folder / f'{stem}.json'}"
    render(game.scenario, game.state, folder / f"{stem}.png")
    yield f"board:  {folder / f'{stem}.png'}"


def free_stem(folder: Path, stem: str) -> str:
    """Return a name under which nothing is kept yet."""
    stem = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in stem)[-100:]
    number, name = 1, stem
    while (folder / f"{name}.json").exists() or (folder / f"{name}.png").exists():
        number += 1
        name = f"{stem}-{number}"
    return name
