"""`play`: opens the window; without a display the commanders play, the terminal tells, replay and picture are kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.cli.compiling import warm_up
from game.cli.console import say
from game.cli.doctor import has_display
from game.cli.leading import led_by, require_no_file
from game.cli.names import side_words
from game.cli.options import DEFAULT_SEED, PATH, Named, Whole, by_side, commander_option, plan_option
from game.core.arguments import MOST_SEED
from game.core.errors import UsageError
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
@click.option("--load", type=PATH, metavar="FILE", help="Go on with a saved game.")
@click.option("--luck", type=click.Choice(["table", "none"]), help="With 'none' nothing is left to luck.")
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
    **named: Named,
) -> None:
    """Open the main menu, or a SCENARIO at once: you command the side that moves first, or the one named by --as.

    Without a display the commanders play SCENARIO (default: lake_khasan/night_attack) in the terminal. 'replay show'
    prints every order of the replay that is kept, and says how orders read.
    """
    from game.commanders.roster import commanders_of, require_side
    from game.commanders.titles import plans_of, title_of

    chosen, wanted = by_side(named["commanders"]), by_side(named["plans"], "--plan")
    if load is not None and (scenario_name or seed is not None or luck):
        raise UsageError("--load goes on with a game as it was: leave out SCENARIO, --seed and --luck")
    if out is None and has_display():
        from game.cli.at_the_board import Asked, play_in_window

        seed_ = DEFAULT_SEED if seed is None else seed
        if play_in_window(Asked(scenario_name, as_side, chosen, wanted, seed_, load, luck)):
            return
    saved, chosen = _set_up(scenario_name, seed, load, luck, (chosen, wanted))
    scenario = saved.game.scenario
    if as_side is not None:
        require_side(scenario, as_side)
    players = commanders_of(scenario, {**_known(saved), **chosen})
    folder = replay_folder(out)
    say(NO_BOARD if out is None else WITHOUT_BOARD)
    if not saved.verifiable:
        say(f"The game was begun under version {saved.rules} of the rules and goes on under those of today.")
    if as_side is not None:
        leader = title_of(players[as_side], plans_of(scenario, as_side))
        say(f"{leader} leads the {side_words(scenario)[as_side]} side in your place.")
    watch(saved.game, players)
    for line in keep(saved, players, folder):
        say(line)


def _set_up(
    scenario_name: str | None,
    seed: int | None,
    load: Path | None,
    luck: Luck | None,
    asked: tuple[dict[str, str], dict[str, str]],
) -> tuple[Saved, dict[str, str]]:
    """Return the game that is to be played, saved or new, and the commanders that are named for it."""
    from game.engine.game import RULES_VERSION, Game
    from game.engine.saves import Saved
    from game.scenario.loading import load_scenario

    commanders, plans = asked
    if load is not None:
        require_no_file(commanders, plans)
        saved = _loaded(load)
        return saved, led_by(saved.game.scenario, commanders, plans)[1]
    scenario, chosen = led_by(load_scenario(scenario_name or DEFAULT_SCENARIO), commanders, plans)
    warm_up()
    game = Game.new(scenario, DEFAULT_SEED if seed is None else seed, luck or "table")
    return Saved(game, RULES_VERSION), chosen


def _loaded(path: Path) -> Saved:
    from game.engine.saves import read_save

    warm_up()
    return read_save(path)


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
        from platformdirs import user_data_path

        out = user_data_path("borderwars") / "replays"
    require_folder(out)
    return out


def watch(game: Game, players: dict[str, str]) -> None:
    """Let the commanders play to the end and print what happens."""
    from game.cli.narration import Narrator
    from game.commanders.roster import player_turns
    from game.commanders.titles import titles

    scenario = game.scenario
    say(f"{scenario.file.name} ({scenario.name}), seed {game.seed}, {titles(scenario, players)}")
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
    yield outcome.name
    for row, (side, word) in enumerate(side_words(game.scenario).items()):
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
