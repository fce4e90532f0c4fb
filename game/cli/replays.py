"""`replay`: verify a recorded game, or print it; make one of a row of a batch."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from game.batch.runs import MOST_RUNS
from game.cli.console import say, say_json
from game.cli.exit_codes import NO
from game.cli.options import PATH, Whole, json_option, load_files
from game.cli.play import free_stem, replay_folder
from game.cli.texts import in_words, level_in_words
from game.core.errors import UsageError
from game.core.files import require_file
from game.engine.order_text import FORMS

if TYPE_CHECKING:
    from game.engine.game import Game
    from game.engine.replay import Step
    from game.engine.saves import Saved

FORM_LINES: Final = "\n".join(f"  {form}" for form in FORMS.values())
ORDERS: Final = (
    f"\b\nOrders read:\n{FORM_LINES}\n\n"
    "An attack may cost little (minimise) or more (limit) before it is broken off; without a word it ignores losses. "
    "Units after 'support' are guns that fire for it, with 'holding' nobody advances."
)
"""What is said below the options of `show`."""


@click.group()
def replay() -> None:
    """Verify or print a recorded game, or make one of a row of a batch."""


@replay.command()
@click.argument("file", type=PATH)
@json_option
def verify(file: Path, as_json: bool) -> None:
    """Play the orders recorded in FILE again and compare every digest; exit code 1 if one differs."""
    from game.cli.compiling import warm_up
    from game.engine.replay import verify as prove

    warm_up()
    found = prove(file)
    if as_json:
        say_json(
            {
                "file": str(file),
                "holds": found.holds,
                "side_turns": found.player_turns,
                "orders": found.orders,
                "digest": found.digest,
                "divergence": None if found.divergence is None else vars(found.divergence),
            }
        )
    elif found.divergence is not None:
        say(f"{file}: diverges at {found.divergence}")
    else:
        say(f"{file}: verified, {found.orders} orders in {found.player_turns} player turns, digest {found.digest}")
    if not found.holds:
        click.get_current_context().exit(NO)


@replay.command(epilog=ORDERS)
@click.argument("file", type=PATH)
@click.option("--orders", is_flag=True, help="Print every order as it was given.")
@click.option("--reasons", is_flag=True, help="Print every order with the reason for it, where FILE has one.")
@click.option("--units", is_flag=True, help="Print at the end what every formation and unit did, and what it cost.")
@json_option
def show(file: Path, orders: bool, reasons: bool, units: bool, as_json: bool) -> None:
    """Print the game recorded in FILE, turn by turn.

    --units --json gives what every formation and unit did as one document, and nothing of the turns.
    """
    from game.cli.compiling import warm_up
    from game.cli.service import roll_of, service_document, service_lines
    from game.engine.game import Game
    from game.engine.replay import steps
    from game.engine.saves import read_save

    if as_json and (orders or reasons or not units):
        raise UsageError("--json gives what units did: it goes with --units, and with nothing else")
    warm_up()
    saved = read_save(file)
    start = Game.new(saved.game.scenario, saved.game.seed, saved.game.luck)
    if as_json:
        say_json(service_document(file, saved, roll_of(start, steps(saved))))
        return
    played = _tell(saved, start, orders, reasons)
    for line in service_lines(saved.game.scenario, roll_of(start, played)) if units else ():
        say(line)


def _tell(saved: Saved, start: Game, orders: bool, reasons: bool) -> list[Step]:
    """Print a recorded game turn by turn; return all its steps."""
    from game.cli.narration import Narrator
    from game.engine.replay import steps

    scenario = saved.game.scenario
    say(f"{in_words(scenario).file.name} ({scenario.name}), seed {saved.game.seed}")
    if scenario.changes:
        say(f"Changed: {'; '.join(scenario.changes)}")
    narrator = Narrator(scenario, start.state, with_reasons=not reasons)
    whole: list[Step] = []
    for _, group in groupby(steps(saved), key=lambda step: (step.turn, step.side)):
        played = list(group)
        whole += played
        say()
        for line in narrator.player_turn(played):
            say(line)
        for step in played if orders or reasons else ():
            if step.order is not None:
                why = f": {step.reason}" if reasons and step.reason else ""
                say(f"  > {step.order}{why}")
    if saved.game.outcome is not None:
        say(f"\n{level_in_words(scenario, saved.game.outcome.level)}")
    return whole


@replay.command("from")
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--run", type=Whole(0, MOST_RUNS), required=True, help="The number of the run, as in its row.")
@click.option("--point", type=Whole(0, MOST_RUNS), default=0, show_default=True, help="The point of an experiment.")
@click.option("-o", "--output", "file", type=PATH, help="Where the replay goes; to those of the menu if not given.")
@click.option(
    "--load",
    type=PATH,
    multiple=True,
    metavar="FILE",
    callback=load_files,
    help="The file of a commander of your own who led in it, which is run.",
)
def from_row(folder: Path, run: int, point: int, file: Path | None, load: tuple[Path, ...]) -> None:
    """Play a run of a batch once more from its rows in DIR, and keep it as a replay: 'Watch a game' in the menu has it.

    DIR has what --out has written. The scenario is the one that was played, with its changes. Exit code 1, and no
    replay, if the game does not end with the digest of the row.
    """
    from game.batch.again import how_it_differs, played_again, row_of
    from game.cli.compiling import warm_up
    from game.engine.saves import save_game

    row = row_of(folder, run, point)
    if file is None:
        there, name = replay_folder(None), row.scenario.name.replace("/", "-").removesuffix(".yaml")
        file = there / f"{free_stem(there, f'{name}-{row.seed}')}.json"
    require_file(file)
    warm_up()
    game = played_again(row)
    if wrong := how_it_differs(row, game):
        say(wrong)
        click.get_current_context().exit(NO)
    save_game(game, file, row.commanders)
    assert game.outcome is not None
    say(f"{row.scenario.name}, seed {row.seed}: {game.outcome.name}; digest {row.digest}, as in the row")
    say(f"replay: {file}")
